/* Segments for machines: a row an area and tier. */
#include "report/segment_kept.h"
#include <mynegai/report_segment.h>

static void put_text(myn_grid *grid, const char *text)
{
    myn_grid_text(grid, text && *text ? text : NULL);
}

static void put_row(const Segments *k, size_t tier, size_t area, myn_grid *grid)
{
    const myn_area *at = &k->labels->areas->at[area];
    size_t cell = tier * k->areas + area;
    int32_t segment = k->label[cell], next = k->runner_up[cell];
    put_text(grid, at->code);
    put_text(grid, at->name_en);
    put_text(grid, at->name_cy);
    myn_grid_count(grid, tier + 1);
    put_text(grid, segment < 0 ? NULL : k->code[segment]);
    put_text(grid, segment < 0 ? NULL : k->name_en[segment]);
    put_text(grid, segment < 0 ? NULL : k->name_cy[segment]);
    myn_grid_number(grid, k->distance[cell], -1);
    put_text(grid, next < 0 ? NULL : k->code[next]);
    myn_grid_number(grid, k->margin[cell], -1);
    myn_grid_number(grid, k->silhouette[cell], -1);
}

myn_status myn_segments_rows(myn_store *store, myn_form form, const myn_sink *sink)
{
    static const myn_grid_column column[] = {
        {"area", false},      {"area_name_en", false},    {"area_name_cy", false},    {"tier", true},
        {"segment", false},   {"segment_name_en", false}, {"segment_name_cy", false}, {"distance", true},
        {"runner_up", false}, {"margin", true},           {"silhouette", true}};
    Segments k;
    myn_grid *grid = NULL;
    myn_status status = segments_open(store, &k);
    if (!status) status = myn_grid_new(NULL, column, sizeof column / sizeof *column, &grid);
    if (status) return status;
    for (size_t t = 0; t < k.tiers; t++)
        for (size_t a = 0; a < k.areas; a++) put_row(&k, t, a, grid);
    if (grid->failed) status = MYN_ERR_MEMORY;
    if (!status) status = form == MYN_FORM_JSON ? myn_grid_json(grid, sink) : myn_grid_csv(grid, sink);
    myn_grid_free(grid);
    return status;
}
