/* Forecasts out of a store. */
#include "report/forecast_kept.h"
#include <mynegai/run_forecast.h>
#include <string.h>

/* The array NAME where it is AS and has COUNT elements; else *WRONG. */
static const void *take(const Kept *k, const char *name, myn_annex_type as, size_t count, bool *wrong)
{
    const myn_annex_array *array = myn_annex_find(k->annex, name);
    if (!array || array->as != as || myn_annex_count(k->annex, array) != count) {
        *wrong = true;
        return NULL;
    }
    return array->at;
}

static size_t size_of(const Kept *k, const char *name, bool *wrong)
{
    const myn_annex_dimension *axis = myn_annex_axis(k->annex, name);
    if (!axis) *wrong = true;
    return axis ? axis->size : 0;
}

myn_status kept_open(myn_store *store, Kept *k)
{
    const myn_annex *annex = NULL;
    myn_status status = myn_store_annex(store, MYN_FORECAST_GROUP, &annex);
    return status ? status : kept_of(myn_store_labels(store), annex, k);
}

myn_status kept_of(const myn_labels *labels, const myn_annex *annex, Kept *k)
{
    bool wrong = false;
    *k = (Kept){.labels = labels, .annex = annex};
    k->indicators = k->labels->indicators, k->areas = k->labels->areas->count;
    k->steps = size_of(k, "step", &wrong), k->levels = size_of(k, "level", &wrong);
    const myn_annex_dimension *level = myn_annex_axis(k->annex, "level");
    size_t cells = k->indicators * k->areas, times = k->indicators * k->steps, points = cells * k->steps;
    k->level = level ? level->number : NULL;
    k->mean = take(k, "mean", MYN_AS_REAL, points, &wrong);
    k->lower = take(k, "lower", MYN_AS_REAL, k->levels * points, &wrong);
    k->upper = take(k, "upper", MYN_AS_REAL, k->levels * points, &wrong);
    k->start = take(k, "step_start", MYN_AS_REAL, times, &wrong);
    k->period = take(k, "step_period", MYN_AS_TEXT, times, &wrong);
    k->model = take(k, "model", MYN_AS_TEXT, cells, &wrong);
    k->why = take(k, "why", MYN_AS_TEXT, cells, &wrong);
    k->problem = take(k, "problem", MYN_AS_TEXT, cells, &wrong);
    k->flags = take(k, "flags", MYN_AS_WHOLE, cells, &wrong);
    k->mase = take(k, "mase", MYN_AS_REAL, cells, &wrong);
    k->mase_naive = take(k, "mase_naive", MYN_AS_REAL, cells, &wrong);
    return wrong || !k->level || k->levels > MYN_LEVELS_MOST ? MYN_ERR_FORMAT : MYN_OK;
}
