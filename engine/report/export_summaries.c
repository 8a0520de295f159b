/* Export of the measures of larger areas. Larger areas are few, so that a grid holds them all. */
#include "report/export.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const myn_labels *labels;
    const myn_edition *data;
    const char *edition;
    myn_grid *grid;
} Rows;

static void put_area(const Rows *rows, size_t area)
{
    const myn_area *at = &rows->labels->summary_areas->at[area];
    myn_grid_text(rows->grid, at->code);
    myn_grid_text(rows->grid, at->name_en);
    myn_grid_text(rows->grid, at->name_cy);
}

static void put_tidy(const Rows *rows)
{
    size_t areas = rows->labels->summary_areas->count;
    for (size_t m = 0; m < rows->labels->measures; m++)
        for (size_t a = 0; a < areas; a++) {
            int32_t rank = rows->data->summary_rank[m * areas + a];
            put_area(rows, a);
            myn_grid_text(rows->grid, rows->labels->measure[m].code);
            myn_grid_text(rows->grid, rows->labels->measure[m].node);
            myn_grid_text(rows->grid, rows->edition);
            myn_grid_number(rows->grid, rows->data->summary[m * areas + a], -1);
            myn_grid_number(rows->grid, rank > 0 ? rank : NAN, 0);
        }
}

static void put_wide(const Rows *rows)
{
    size_t areas = rows->labels->summary_areas->count;
    for (size_t a = 0; a < areas; a++) {
        put_area(rows, a);
        myn_grid_text(rows->grid, rows->edition);
        for (size_t m = 0; m < rows->labels->measures; m++)
            myn_grid_number(rows->grid, rows->data->summary[m * areas + a], -1);
    }
}

static myn_status new_grid(const myn_labels *labels, bool wide, myn_grid **out)
{
    static const myn_grid_column tidy[] = {
        {"area", false}, {"area_name_en", false}, {"area_name_cy", false}, {"measure", false},
        {"node", false}, {"edition", false},      {"value", true},         {"rank", true}};
    if (!wide) return myn_grid_new(NULL, tidy, sizeof tidy / sizeof *tidy, out);
    myn_grid_column *column = calloc(4 + labels->measures, sizeof *column);
    if (!column) return MYN_ERR_MEMORY;
    memcpy(column, tidy, 3 * sizeof *tidy);
    column[3] = (myn_grid_column){"edition", false};
    for (size_t m = 0; m < labels->measures; m++)
        column[4 + m] = (myn_grid_column){labels->measure[m].code, true};
    myn_status status = myn_grid_new(NULL, column, 4 + labels->measures, out);
    free(column);
    return status;
}

static myn_status put_edition(myn_store *store, size_t e, bool wide, myn_grid *grid)
{
    const myn_labels *labels = myn_store_labels(store);
    myn_edition data;
    myn_status status = myn_store_edition(store, e, &data);
    if (status) return status;
    Rows rows = {labels, &data, labels->edition[e].name, grid};
    (wide ? put_wide : put_tidy)(&rows);
    myn_edition_free(&data);
    return MYN_OK;
}

myn_status export_summaries(myn_store *store, const myn_export_options *options, const myn_sink *sink)
{
    const myn_labels *labels = myn_store_labels(store);
    myn_grid *grid = NULL;
    bool found = !options->edition;
    myn_status status = new_grid(labels, options->wide, &grid);
    for (size_t e = 0; !status && e < labels->editions; e++) {
        if (options->edition && strcmp(options->edition, labels->edition[e].name)) continue;
        const myn_progress *progress = options->progress;
        found = true;
        if (progress && !progress->step(progress->ctx, "writing", (double)e, (double)labels->editions))
            status = MYN_ERR_INTERRUPTED;
        if (!status) status = put_edition(store, e, options->wide, grid);
    }
    if (!status && grid->failed) status = MYN_ERR_MEMORY;
    if (!status && !found) status = MYN_ERR_NOT_FOUND;
    if (!status)
        status = options->form == MYN_FORM_JSON ? myn_grid_json(grid, sink) : myn_grid_csv(grid, sink);
    myn_grid_free(grid);
    return status;
}
