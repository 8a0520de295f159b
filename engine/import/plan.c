/* What is going to be written, and what was taken for what and why, before anything is. */
#include "import/plan.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *plan_room(Plan *plan, size_t count, size_t size)
{
    void *room = myn_arena_zero(plan->sheet->memory, count ? count : 1, size);
    if (!room) plan->failed = true;
    return room;
}

MYN_PRINTF(2, 0)
static char *format_text(Plan *plan, const char *format, va_list values)
{
    char text[2048];
    vsnprintf(text, sizeof text, format, values);
    char *copy = myn_arena_text(plan->sheet->memory, text, strlen(text));
    if (!copy) plan->failed = true;
    return copy;
}

const char *plan_text(Plan *plan, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    const char *text = format_text(plan, format, values);
    va_end(values);
    return text;
}

void plan_say(Plan *plan, const char *what, const char *format, ...)
{
    if (plan->taken_count == plan->taken_room) {
        size_t room = plan->taken_room ? 2 * plan->taken_room : 16;
        myn_taken *taken = reallocarray(plan->taken, room, sizeof *taken);
        plan->failed |= !taken;
        if (!taken) return;
        plan->taken = taken;
        plan->taken_room = room;
    }
    va_list values;
    va_start(values, format);
    char *text = format_text(plan, format, values);
    va_end(values);
    for (char *at = text; at && *at; at++) /* it becomes a comment: one line */
        if ((unsigned char)*at < ' ') *at = ' ';
    if (text) plan->taken[plan->taken_count++] = (myn_taken){what, text};
}

myn_status plan_name(Plan *plan, const char *out, myn_diag *diag)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    size_t end = strlen(out);
    while (end > 1 && out[end - 1] == '/') end--;
    size_t start = end;
    while (start && out[start - 1] != '/') start--;
    plan->name = plan_text(plan, "%.*s", (int)(end - start), out + start);
    if (!plan->name) return MYN_ERR_MEMORY;
    size_t length = strlen(plan->name);
    if (length && length <= 100 && *plan->name != '.' && strspn(plan->name, allowed) == length) return MYN_OK;
    myn_diag_add(
        diag, MYN_ERROR, (myn_place){out, 0, 0},
        "its last part becomes the name of the index and its data set: expected letters, digits, dots, "
        "hyphens and underscores, such as indices/mine");
    return MYN_ERR_ARGUMENT;
}

void plan_free(Plan *plan)
{
    myn_buffer_free(&plan->head);
    myn_buffer_free(&plan->tail);
    free(plan->taken);
    plan->taken = NULL;
}

/* ---- areas ---- */

static const char *cell_or_null(const Sheet *sheet, size_t row, size_t column)
{
    const char *text = column == MYN_NONE ? "" : sheet_cell(sheet, row, column);
    return *text ? text : NULL;
}

/* What is found while the rows are gone through. */
typedef struct {
    myn_names *codes, *rows; /* rows: code and period */
    Place *place;
    size_t blank, twice, first_twice; /* rows; first_twice: the row that repeats an area and period */
} Walk;

static myn_status take_row(const Sheet *sheet, const Areas *areas, size_t row, Walk *walk)
{
    const char *code = sheet_cell(sheet, row, areas->area);
    size_t known = myn_names_count(walk->codes), number;
    if (!*code) {
        walk->blank++;
        return MYN_OK;
    }
    myn_status status = myn_names_add(walk->codes, code, strlen(code), &number);
    if (!status && number == known)
        walk->place[number] = (Place){code, cell_or_null(sheet, row, areas->name_en),
                                      cell_or_null(sheet, row, areas->name_cy),
                                      cell_or_null(sheet, row, areas->parent)};
    if (status || !areas->once) return status;
    const char *period = cell_or_null(sheet, row, areas->period);
    const char *parts[] = {code, period ? period : ""};
    known = myn_names_count(walk->rows);
    status = myn_names_add(walk->rows, (const char *)parts, sizeof parts, &number);
    if (!status && number < known && !walk->twice++) walk->first_twice = row;
    return status;
}

static void say_areas(Plan *plan, const Areas *areas, const Walk *walk)
{
    const Sheet *sheet = plan->sheet;
    size_t count = myn_names_count(walk->codes);
    plan->area = sheet->head[areas->area];
    plan->name_en = areas->name_en == MYN_NONE ? NULL : sheet->head[areas->name_en];
    plan->name_cy = areas->name_cy == MYN_NONE ? NULL : sheet->head[areas->name_cy];
    plan->parent = areas->parent == MYN_NONE ? NULL : sheet->head[areas->parent];
    plan->blank_areas = walk->blank > 0;
    if (sheet->rows - walk->blank == count) {
        plan_say(plan, "area list", "%zu areas, each in one row: the table is the list itself", count);
    } else {
        plan->place = walk->place;
        plan->places = count;
        plan_say(plan, "area list", "%zu areas in %zu rows: written out as datasets/%s-areas/%s-areas.csv",
                 count, sheet->rows - walk->blank, plan->name, plan->name);
    }
    if (walk->blank) plan_say(plan, "left out", "rows without an area code: %zu", walk->blank);
}

static myn_status check_rows(const Plan *plan, const Areas *areas, const Walk *walk, myn_diag *diag)
{
    const Sheet *sheet = plan->sheet;
    myn_place at = {sheet->path, walk->twice ? sheet->line[walk->first_twice] : 0, areas->area + 1};
    if (!myn_names_count(walk->codes))
        myn_diag_add(diag, MYN_ERROR, at, "the column of areas \"%s\" is blank throughout",
                     sheet->head[areas->area]);
    else if (walk->twice)
        myn_diag_add(
            diag, MYN_ERROR, at,
            "the area %s has a second row%s: expected one row an area%s (--area COL, --period COL or "
            "--layout long say how the table is to be read)",
            sheet_cell(sheet, walk->first_twice, areas->area),
            areas->period == MYN_NONE ? "" : " for the same period",
            areas->period == MYN_NONE ? "" : " and period");
    else
        return MYN_OK;
    return MYN_ERR_DATA;
}

myn_status plan_areas(Plan *plan, const Areas *areas, myn_diag *diag)
{
    Walk walk = {.place = plan_room(plan, plan->sheet->rows, sizeof(Place))};
    myn_status status = walk.place ? myn_names_new(&walk.codes) : MYN_ERR_MEMORY;
    if (!status) status = myn_names_new(&walk.rows);
    for (size_t i = 0; i < plan->sheet->rows && !status; i++) status = take_row(plan->sheet, areas, i, &walk);
    if (!status) status = check_rows(plan, areas, &walk, diag);
    if (!status) say_areas(plan, areas, &walk);
    myn_names_free(walk.codes);
    myn_names_free(walk.rows);
    return status;
}
