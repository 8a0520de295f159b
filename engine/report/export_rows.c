/* Rows of an export. What an area, a node, a status always say is quoted once, not a row: millions of rows
 * are then little but copying. */
#include "report/export.h"
#include <math.h>
#include <stdlib.h>

static bool is_csv(const Export *export)
{
    return export->form == MYN_FORM_CSV;
}

/* A text as a field; nothing for NULL. */
static void put_field(const Export *export, myn_buffer *out, const char *text)
{
    if (!is_csv(export) && !text)
        myn_buffer_put(out, "null");
    else if (!is_csv(export))
        myn_buffer_json(out, text);
    else if (text)
        myn_buffer_csv(out, text);
}

/* "name": in JSON, nothing in CSV. */
static void put_name(const Export *export, myn_buffer *out, const char *name)
{
    if (is_csv(export)) return;
    myn_buffer_json(out, name);
    myn_buffer_put(out, ": ");
}

static void put_named(const Export *export, myn_buffer *out, const char *name, const char *text)
{
    put_name(export, out, name);
    put_field(export, out, text);
    myn_buffer_put(out, is_csv(export) ? "," : ", ");
}

myn_status export_areas(Export *export)
{
    const myn_areas *areas = export->labels->areas;
    bool failed = false;
    export->area = calloc(areas->count ? areas->count : 1, sizeof *export->area);
    if (!export->area) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < areas->count; i++) {
        put_named(export, &export->area[i], "area", areas->at[i].code);
        put_named(export, &export->area[i], "area_name_en", areas->at[i].name_en);
        put_named(export, &export->area[i], "area_name_cy", areas->at[i].name_cy);
        failed |= export->area[i].failed;
    }
    return failed ? MYN_ERR_MEMORY : MYN_OK;
}

void export_free_areas(Export *export)
{
    for (size_t i = 0; export->area && i < export->labels->areas->count; i++)
        myn_buffer_free(&export->area[i]);
    free(export->area);
}

/* A rank, group or band of 0 is none. */
static void put_value(Export *export, const Figures *figures, size_t i)
{
    char text[MYN_NUMBER_TEXT] = "";
    size_t length = 0;
    double value = figures->kind == FIGURE_REAL   ? ((const double *)figures->at)[i]
                   : figures->kind == FIGURE_RANK ? ((const int32_t *)figures->at)[i]
                                                  : ((const uint8_t *)figures->at)[i];
    bool none = figures->kind == FIGURE_REAL ? !isfinite(value) : value <= 0;
    if (figures->kind == FIGURE_BAND && !none) {
        size_t band = (size_t)value - 1;
        put_field(export, &export->page.text,
                  band < export->labels->bands
                      ? myn_label_text(export->labels->band[band].label, MYN_LANG_EN, "")
                      : "");
        return;
    }
    if (!none)
        length = figures->decimals >= 0 ? myn_fixed_text(value, figures->decimals, text)
                                        : myn_number_text(value, text);
    else if (!is_csv(export))
        page_put(&export->page, "null");
    myn_buffer_add(&export->page.text, text, length);
}

/* A row ends; the one before it in JSON needs a comma. */
static bool next_row(Export *export)
{
    if (!is_csv(export)) page_put(&export->page, export->rows ? ",\n{" : "\n{");
    export->rows++;
    return page_turn(&export->page);
}

static void count_suppressed(Export *export, uint8_t cell)
{
    if (cell == MYN_CELL_SUPPRESSED) export->suppressed++;
}

/* ---- tidy ---- */

void export_tidy_head(Export *export)
{
    if (!is_csv(export)) {
        page_put(&export->page, "[");
        return;
    }
    if (export->name_what) page_put(&export->page, "what,");
    page_put(&export->page, "area,area_name_en,area_name_cy,node,edition,");
    if (export->name_groups) page_put(&export->page, "groups,");
    page_put(&export->page, "value,status\n");
}

void export_foot(Export *export)
{
    if (!is_csv(export)) page_put(&export->page, export->rows ? "\n]\n" : "]\n");
}

/* What stands before the area, between area and value, and after the value for each status. */
typedef struct {
    myn_buffer front, middle, end[MYN_CELL_KINDS];
} Frame;

/* A node has thousands of rows that differ in area and value only: the rest is made once. */
static void frame_of(const Export *export, const Figures *figures, Frame *frame)
{
    char groups[MYN_NUMBER_TEXT];
    if (export->name_what) put_named(export, &frame->front, "what", figures->what);
    put_named(export, &frame->middle, "node", figures->node);
    put_named(export, &frame->middle, "edition", figures->edition);
    if (export->name_groups) {
        myn_number_text(figures->groups, groups);
        put_name(export, &frame->middle, "groups");
        myn_buffer_put(&frame->middle, groups);
        myn_buffer_put(&frame->middle, is_csv(export) ? "," : ", ");
    }
    put_name(export, &frame->middle, "value");
    for (int cell = 0; cell < MYN_CELL_KINDS; cell++) {
        myn_buffer_put(&frame->end[cell], is_csv(export) ? "," : ", ");
        put_name(export, &frame->end[cell], "status");
        put_field(export, &frame->end[cell], myn_cell_word((uint8_t)cell));
        myn_buffer_put(&frame->end[cell], is_csv(export) ? "\n" : "}");
    }
}

static bool frame_failed(const Frame *frame)
{
    bool failed = frame->front.failed || frame->middle.failed;
    for (int cell = 0; cell < MYN_CELL_KINDS; cell++) failed |= frame->end[cell].failed;
    return failed;
}

static void frame_free(Frame *frame)
{
    myn_buffer_free(&frame->front);
    myn_buffer_free(&frame->middle);
    for (int cell = 0; cell < MYN_CELL_KINDS; cell++) myn_buffer_free(&frame->end[cell]);
}

static void put_made(Export *export, const myn_buffer *made)
{
    if (made->length) myn_buffer_add(&export->page.text, made->at, made->length);
}

void export_tidy(Export *export, const Figures *figures)
{
    Frame frame = {0};
    frame_of(export, figures, &frame);
    export->page.text.failed |= frame_failed(&frame);
    for (size_t i = 0; i < export->labels->areas->count; i++) {
        uint8_t cell = figures->cell[i] < MYN_CELL_KINDS ? figures->cell[i] : MYN_CELL_ABSENT;
        if (figures->sparse && cell == MYN_CELL_ABSENT) continue;
        if (!next_row(export)) break;
        put_made(export, &frame.front);
        put_made(export, &export->area[i]);
        put_made(export, &frame.middle);
        put_value(export, figures, i);
        put_made(export, &frame.end[cell]);
        count_suppressed(export, cell);
    }
    frame_free(&frame);
}

/* ---- wide ---- */

void export_wide_head(Export *export, const Figures *figures, size_t count)
{
    page_put(&export->page, is_csv(export) ? "area,area_name_en,area_name_cy,edition" : "[");
    for (size_t j = 0; is_csv(export) && j < count; j++) {
        page_put(&export->page, ",");
        myn_buffer_csv(&export->page.text, figures[j].node);
    }
    if (is_csv(export)) page_put(&export->page, "\n");
}

void export_wide(Export *export, const Figures *figures, size_t count)
{
    for (size_t i = 0; i < export->labels->areas->count && next_row(export); i++) {
        put_made(export, &export->area[i]);
        put_name(export, &export->page.text, "edition");
        put_field(export, &export->page.text, figures[0].edition);
        for (size_t j = 0; j < count; j++) {
            page_put(&export->page, is_csv(export) ? "," : ", ");
            put_name(export, &export->page.text, figures[j].node);
            put_value(export, &figures[j], i);
            count_suppressed(export, figures[j].cell[i]);
        }
        page_put(&export->page, is_csv(export) ? "\n" : "}");
    }
}
