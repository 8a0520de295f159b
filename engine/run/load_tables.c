/* Tables into the cube, row by row. A code that is no area is kept and told at the end, once, with how
 * many rows have it. */
#include "run/load.h"
#include <stdlib.h>
#include <string.h>

#define LIKELY 4 /* areas tried before looking one up, which costs several cache misses */

/* What the reading of one table needs at hand for each observation. */
typedef struct {
    myn_loaded *loaded;
    myn_diag *diag;
    const myn_table *table;
    myn_loaded_table *into;
    const double (*range)[2]; /* valid range of each wanted series */
    size_t last_plane[2];     /* of the cube and of the larger areas' cube */
    myn_period last_period[2];
    size_t last_area;
} myn_collector;

/* Tables usually run through the areas in one order and leave some out: the last area and the next ones are
 * tried first. */
static size_t find_area(myn_collector *c, const myn_observation *o)
{
    const myn_areas *areas = c->loaded->areas;
    for (size_t step = 0; step < LIKELY; step++) {
        size_t guess = c->last_area + step < areas->count ? c->last_area + step : 0;
        const char *code = areas->at[guess].code;
        if (strncmp(code, o->area, o->area_length) == 0 && code[o->area_length] == 0)
            return c->last_area = guess;
    }
    size_t found = myn_areas_find(areas, o->area, o->area_length);
    if (found != MYN_NONE) c->last_area = found;
    return found;
}

/* Rows of one period mostly follow each other: the last plane serves again. */
static myn_status find_plane(myn_collector *c, bool larger, myn_period period, size_t *number)
{
    myn_panel *panel = larger ? c->loaded->parents : c->loaded->panel;
    if (!panel->periods || !myn_period_equal(c->last_period[larger], period)) {
        myn_status status = myn_panel_plane(panel, period, &c->last_plane[larger]);
        if (status) return status;
        c->last_period[larger] = period;
    }
    *number = c->last_plane[larger];
    return MYN_OK;
}

/* Codes are counted once each, as a table may have thousands of rows of one retired area. */
static myn_status note_stray(myn_collector *c, const myn_observation *o)
{
    myn_loaded *loaded = c->loaded;
    size_t known = myn_names_count(loaded->stray_codes), number;
    myn_status status = myn_names_add(loaded->stray_codes, o->area, o->area_length, &number);
    if (status) return status;
    if (number == known) {
        myn_stray *grown = realloc(loaded->stray, (known + 1) * sizeof *grown);
        if (!grown) return MYN_ERR_MEMORY;
        loaded->stray = grown;
        const char *file = myn_arena_text(loaded->memory, o->at.file, strlen(o->at.file));
        if (!file) return MYN_ERR_MEMORY;
        loaded->stray[number] = (myn_stray){.first = {file, o->at.line, 0}};
    }
    loaded->stray[number].rows++;
    return MYN_OK;
}

/* Which of the two is right nobody can know here: neither value is taken for granted. */
static void say_clash(myn_collector *c, const myn_observation *o, size_t row, double held)
{
    char period[MYN_PERIOD_TEXT], now[MYN_NUMBER_TEXT], before[MYN_NUMBER_TEXT];
    myn_period_text(o->period, period);
    myn_number_text(o->value, now);
    myn_number_text(held, before);
    (void)row;
    myn_diag_add(
        c->diag, MYN_ERROR, o->at,
        "%.*s in %s has a second value for '%s': %s here, %s before; expected one row for an area and period",
        (int)o->area_length, o->area, period, myn_names_at(c->loaded->rows.wanted, o->series),
        *now ? now : "none", *before ? before : "none");
}

/* A second value for a cell is counted where it agrees, and told where it does not. */
static myn_status put(myn_collector *c, const myn_observation *o, bool larger, size_t area)
{
    myn_panel *panel = larger ? c->loaded->parents : c->loaded->panel;
    size_t plane, row = c->loaded->rows.row_of[o->series];
    myn_status status = find_plane(c, larger, o->period, &plane);
    if (status) return status;
    myn_entry entry = {row, area, o->value, o->lower, o->upper, o->cell};
    myn_put answer;
    status = myn_panel_put(panel, plane, &entry, &answer);
    if (status) return status;
    if (answer == MYN_PUT_SAME) c->into->same++;
    if (answer == MYN_PUT_CLASH) {
        c->into->clashing++;
        say_clash(c, o, row, panel->plane[plane].value[row * panel->areas + area]);
    }
    if (larger) c->into->larger++;
    const double *range = c->range[o->series];
    if (o->value < range[0] || o->value > range[1]) c->loaded->out_of_range[row]++;
    return MYN_OK;
}

/* The areas of the index first, then larger ones; what is neither is kept and told at the end. */
static myn_status collect(void *ctx, const myn_observation *o)
{
    myn_collector *c = ctx;
    size_t area = find_area(c, o);
    if (area != MYN_NONE) return put(c, o, false, area);
    if (c->loaded->larger) {
        area = myn_areas_find(c->loaded->larger, o->area, o->area_length);
        if (area != MYN_NONE) return put(c, o, true, area);
    }
    return note_stray(c, o);
}

/* Errors, not warnings: a council that changed its code would silently lose its figures. */
static void say_strays(const myn_loaded *loaded, myn_diag *diag)
{
    for (size_t i = 0; i < myn_names_count(loaded->stray_codes); i++) {
        char fate[512];
        const char *code = myn_names_at(loaded->stray_codes, i);
        size_t length = myn_names_length(loaded->stray_codes, i);
        const myn_areas *list = loaded->listed;
        if (myn_areas_find(list, code, length) == MYN_NONE && loaded->listed_larger &&
            myn_areas_find(loaded->listed_larger, code, length) != MYN_NONE)
            list = loaded->listed_larger;
        myn_areas_fate(list, code, length, MYN_LANG_EN, fate, sizeof fate);
        myn_diag_add(diag, MYN_ERROR, loaded->stray[i].first,
                     "%s (%zu row%s); expected an area of '%s': map it with `spelling:` or leave it out with "
                     "`except:`",
                     fate, loaded->stray[i].rows, loaded->stray[i].rows == 1 ? "" : "s",
                     loaded->index->areas.list);
    }
}

/* The valid range of every wanted series, from the data set that declares it. */
static double (*wanted_ranges(const myn_loaded *loaded))[2]
{
    size_t count = myn_names_count(loaded->rows.wanted);
    double(*range)[2] = myn_arena_get(loaded->memory, (count + 1) * sizeof *range);
    for (size_t i = 0; range && i < count; i++) {
        range[i][0] = -__builtin_inf();
        range[i][1] = __builtin_inf();
        for (size_t d = 0; d < loaded->sets.count; d++) {
            const myn_described_series *series = myn_dataset_series(loaded->sets.dataset[d],
                                                                    myn_names_at(loaded->rows.wanted, i));
            if (!series) continue;
            range[i][0] = series->low;
            range[i][1] = series->high;
        }
    }
    return range;
}

static myn_status load_table(const myn_run_options *options, myn_collector *c)
{
    myn_loaded *loaded = c->loaded;
    const myn_dataset *set = loaded->sets.dataset[c->into->dataset];
    c->table = &set->table[c->into->table];
    myn_scan scan = {set,
                     c->into->table,
                     myn_loaded_folder(loaded, options, c->into->dataset),
                     loaded->rows.wanted,
                     collect,
                     c,
                     options->progress};
    return myn_dataset_scan(&scan, c->diag, &c->into->account);
}

static myn_status list_tables(myn_loaded *loaded)
{
    for (size_t d = 0; d < loaded->sets.count; d++) loaded->tables += loaded->sets.dataset[d]->tables;
    loaded->table = calloc(loaded->tables + 1, sizeof *loaded->table);
    if (!loaded->table) return MYN_ERR_MEMORY;
    size_t next = 0;
    for (size_t d = 0; d < loaded->sets.count; d++)
        for (size_t t = 0; t < loaded->sets.dataset[d]->tables; t++)
            loaded->table[next++] = (myn_loaded_table){.dataset = d, .table = t};
    return MYN_OK;
}

myn_status myn_load_tables(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded)
{
    myn_collector c = {.loaded = loaded, .diag = diag};
    myn_status status = list_tables(loaded), first = MYN_OK;
    if (!status) status = myn_names_new(&loaded->stray_codes);
    if (status) return status;
    c.range = (const double(*)[2])wanted_ranges(loaded);
    if (!c.range) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < loaded->tables; i++) {
        c.into = &loaded->table[i];
        status = load_table(options, &c);
        if (status && !first) first = status;
        if (status && status != MYN_ERR_DATA && status != MYN_ERR_IO) return status;
    }
    say_strays(loaded, diag);
    myn_panel_sort(loaded->panel);
    if (loaded->parents) myn_panel_sort(loaded->parents);
    return first ? first : myn_diag_status(diag);
}
