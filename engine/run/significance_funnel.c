/* Funnels of the ratios that an index holds: counts from the store, limits, false discoveries over all. */
#include "run/below.h"
#include "run/reload.h"
#include <math.h>
#include <mynegai/run_significance.h>
#include <stdlib.h>

typedef struct {
    myn_funnels answer; /* first member of what the caller gets back */
    myn_arena *memory, *scratch;
    myn_loaded loaded;
    myn_edition edition;
    myn_funnel_indicator *indicator;
} Work;

static bool is_ratio(const myn_node *leaf)
{
    return leaf->series_count == 2 &&
           (leaf->value.form == MYN_DERIVE_RATIO || leaf->value.form == MYN_DERIVE_SHRUNK_RATE);
}

static bool is_proportion(const double *numerator, const double *denominator, size_t n, double per)
{
    bool within = per == 1 || per == 100;
    for (size_t a = 0; a < n && within; a++) within = !(numerator[a] > denominator[a]);
    return within;
}

/* From shares to the unit of the indicator. */
static void times(double per, myn_funnel_area *area)
{
    area->value *= per;
    for (int k = 0; k < 2; k++) {
        area->lower[k] *= per;
        area->upper[k] *= per;
        area->stretched[k][0] *= per;
        area->stretched[k][1] *= per;
    }
}

static myn_status funnel(Work *w, const myn_node *leaf, const myn_plane *plane)
{
    const myn_panel *panel = w->loaded.panel;
    size_t n = panel->areas;
    myn_funnel_indicator *out = &w->indicator[w->answer.indicators++];
    const double *numerator = plane->value + myn_rows_find(&w->loaded.rows, leaf->series[0]) * n,
                 *denominator = plane->value + myn_rows_find(&w->loaded.rows, leaf->series[1]) * n;
    myn_funnel_area *area = myn_arena_get(w->scratch, (n + 1) * sizeof *area);
    myn_funnel_row *row = myn_arena_zero(w->memory, n + 1, sizeof *row);
    if (!area || !row) return MYN_ERR_MEMORY;
    *out = (myn_funnel_indicator){
        .indicator = leaf->indicator, .period = plane->period, .per = leaf->value.per, .row = row};
    out->kind = is_proportion(numerator, denominator, n, out->per) ? MYN_FUNNEL_PROPORTION : MYN_FUNNEL_RATE;
    myn_status status = myn_funnel_of(out->kind, numerator, denominator, n, area, &out->funnel, w->scratch);
    out->funnel.target *= out->per;
    for (size_t a = 0; a < n && !status; a++) {
        if (isnan(area[a].value)) continue;
        times(out->per, &area[a]);
        row[out->rows++] = (myn_funnel_row){a, numerator[a], denominator[a], area[a], NAN};
    }
    myn_arena_rewind(w->scratch, (myn_arena_mark){0});
    return status;
}

/* The plane that the edition takes INDICATOR of; the reloaded panel has the store's periods in the store's order. */
static const myn_plane *plane_used(const Work *w, size_t indicator)
{
    int32_t used = w->edition.used_period[indicator];
    return used >= 0 && (size_t)used < w->loaded.panel->periods ? &w->loaded.panel->plane[used] : NULL;
}

static myn_status adjust(Work *w)
{
    size_t n = 0, at = 0;
    for (size_t k = 0; k < w->answer.indicators; k++) n += w->indicator[k].rows;
    double *p = myn_arena_get(w->scratch, (n + 1) * sizeof *p);
    if (!p) return MYN_ERR_MEMORY;
    for (size_t k = 0; k < w->answer.indicators; k++)
        for (size_t i = 0; i < w->indicator[k].rows; i++) p[at++] = w->indicator[k].row[i].limit.p;
    myn_status status = myn_false_discovery(p, n, p, w->scratch);
    at = 0;
    for (size_t k = 0; k < w->answer.indicators && !status; k++) {
        myn_funnel_row *row = (myn_funnel_row *)w->indicator[k].row;
        for (size_t i = 0; i < w->indicator[k].rows; i++) row[i].adjusted = p[at++];
    }
    return status;
}

static myn_status funnel_all(Work *w, size_t node, const char *path, myn_diag *diag)
{
    const myn_index *index = w->loaded.index;
    myn_status status = MYN_OK;
    w->indicator = myn_arena_zero(w->memory, index->leaves + 1, sizeof *w->indicator);
    if (!w->indicator) return MYN_ERR_MEMORY;
    for (size_t k = 0; k < index->leaves && !status; k++) {
        const myn_node *leaf = &index->node[index->leaf[k]];
        const myn_plane *plane = plane_used(w, leaf->indicator);
        if (plane && is_ratio(leaf) && index_below(index, index->leaf[k], node))
            status = funnel(w, leaf, plane);
    }
    w->answer.indicator = w->indicator;
    if (!status && !w->answer.indicators) {
        myn_diag_add(
            diag, MYN_ERROR, (myn_place){0},
            "%s: no indicator asked for is a ratio of two series, so that no denominators are known; an "
            "index says so by `value: {ratio: [...]}`",
            path);
        return MYN_ERR_DATA;
    }
    return status ? status : adjust(w);
}

myn_status myn_funnels_find(myn_store *store, const char *path, size_t edition, size_t node, myn_diag *diag,
                            myn_funnels **out)
{
    const myn_labels *labels = myn_store_labels(store);
    *out = NULL;
    if (edition >= labels->editions || node >= labels->nodes) return MYN_ERR_ARGUMENT;
    Work *w = calloc(1, sizeof *w);
    if (!w) return MYN_ERR_MEMORY;
    w->answer.labels = labels;
    w->answer.edition = edition;
    myn_status status = myn_arena_new(&w->memory);
    if (!status) status = myn_arena_new(&w->scratch);
    if (!status) status = myn_store_edition(store, edition, &w->edition);
    if (!status) status = myn_reload(store, path, diag, &w->loaded);
    if (!status) status = funnel_all(w, node, path, diag);
    myn_loaded_free(&w->loaded);
    myn_edition_free(&w->edition);
    if (status)
        myn_funnels_free(&w->answer);
    else
        *out = &w->answer;
    return status;
}

void myn_funnels_free(myn_funnels *funnels)
{
    if (!funnels) return;
    Work *w = (Work *)funnels;
    myn_arena_free(w->memory);
    myn_arena_free(w->scratch);
    free(w);
}
