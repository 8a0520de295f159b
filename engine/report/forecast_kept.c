/* Forecasts out of a store. */
#include "report/forecast_kept.h"
#include <mynegai/run_forecast.h>
#include <stdio.h>
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

/* The same where it may be left out. */
static const void *take_any(const Kept *k, const char *name, myn_annex_type as, size_t count, bool *wrong)
{
    return myn_annex_find(k->annex, name) ? take(k, name, as, count, wrong) : NULL;
}

static size_t size_of(const Kept *k, const char *name, bool *wrong)
{
    const myn_annex_dimension *axis = myn_annex_axis(k->annex, name);
    if (!axis) *wrong = true;
    return axis ? axis->size : 0;
}

/* Scenarios of COUNT points each, their arrays' names beginning with PREFIX. */
static void take_scenarios(Kept *k, const char *prefix, size_t count, bool *wrong)
{
    const myn_annex_dimension *axis = myn_annex_axis(k->annex, "scenario");
    const double **at[] = {&k->scenario_mean, &k->scenario_lower, &k->scenario_upper};
    static const char *const what[] = {"mean", "lower", "upper"};
    char name[64];
    k->scenarios = axis ? axis->size : 0;
    if (!axis) return;
    k->scenario = axis->text;
    k->scenario_en = take(k, "scenario_name_en", MYN_AS_TEXT, k->scenarios, wrong);
    k->scenario_cy = take(k, "scenario_name_cy", MYN_AS_TEXT, k->scenarios, wrong);
    *wrong |= !axis->text;
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%sscenario_%s", prefix, what[i]);
        *at[i] = take(k, name, MYN_AS_REAL, k->scenarios * count, wrong);
    }
}

void kept_scenario_columns(Page *page, const char *code, double level)
{
    static const char *const what[] = {"lower", "upper"};
    char text[MYN_NUMBER_TEXT];
    myn_number_text(myn_round(100 * level, 6), text);
    myn_buffer name = {0};
    myn_buffer_format(&name, "%s_mean", code);
    page_text(page, name.at);
    for (size_t i = 0; i < 2; i++) {
        name.length = 0;
        myn_buffer_format(&name, "%s_%s%%_%s", code, text, what[i]);
        page_text(page, name.at);
    }
    page->text.failed |= name.failed;
    myn_buffer_free(&name);
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
    k->marks = take_any(k, "marks", MYN_AS_TEXT, cells, &wrong);
    k->suggested = take_any(k, "suggested", MYN_AS_TEXT, cells, &wrong);
    k->base_mean = take_any(k, "base_mean", MYN_AS_REAL, points, &wrong);
    k->base_mase = take_any(k, "base_mase", MYN_AS_REAL, cells, &wrong);
    take_scenarios(k, "", points, &wrong);
    return wrong || !k->level || k->levels > MYN_LEVELS_MOST ? MYN_ERR_FORMAT : MYN_OK;
}

static void take_points(KeptTree *t, bool *wrong)
{
    Kept *k = &t->kept;
    size_t nodes = k->indicators, points = nodes * k->steps;
    k->mean = take(k, "tree_mean", MYN_AS_REAL, points, wrong);
    k->base_mean = take(k, "tree_base_mean", MYN_AS_REAL, points, wrong);
    k->lower = take(k, "tree_lower", MYN_AS_REAL, k->levels * points, wrong);
    k->upper = take(k, "tree_upper", MYN_AS_REAL, k->levels * points, wrong);
    k->start = take(k, "tree_step_start", MYN_AS_REAL, points, wrong);
    k->period = take(k, "tree_step_period", MYN_AS_TEXT, points, wrong);
    take_scenarios(k, "tree_", points, wrong);
    t->known = take(k, "tree_known", MYN_AS_REAL, nodes * t->times, wrong);
    t->known_start = take(k, "tree_known_start", MYN_AS_REAL, nodes * t->times, wrong);
}

static void take_nodes(KeptTree *t, bool *wrong)
{
    Kept *k = &t->kept;
    size_t nodes = k->indicators;
    t->series = take(k, "tree_series", MYN_AS_TEXT, nodes, wrong);
    t->area = take(k, "tree_area", MYN_AS_TEXT, nodes, wrong);
    k->model = take(k, "tree_model", MYN_AS_TEXT, nodes, wrong);
    k->why = take(k, "tree_why", MYN_AS_TEXT, nodes, wrong);
    k->problem = NULL;
    k->marks = take(k, "tree_marks", MYN_AS_TEXT, nodes, wrong);
    k->suggested = take(k, "tree_suggested", MYN_AS_TEXT, nodes, wrong);
    k->flags = take(k, "tree_flags", MYN_AS_WHOLE, nodes, wrong);
    k->mase = take(k, "tree_mase", MYN_AS_REAL, nodes, wrong);
    k->base_mase = take(k, "tree_base_mase", MYN_AS_REAL, nodes, wrong);
    k->mase_naive = take(k, "tree_mase_naive", MYN_AS_REAL, nodes, wrong);
}

myn_status kept_tree_open(myn_store *store, KeptTree *t)
{
    bool wrong = false;
    *t = (KeptTree){.times = 0};
    myn_status status = kept_open(store, &t->kept);
    if (status) return status;
    const myn_annex_dimension *node = myn_annex_axis(t->kept.annex, "tree_node");
    if (!node) return MYN_ERR_NOT_FOUND;
    t->kept.indicators = node->size, t->kept.areas = 1;
    t->times = size_of(&t->kept, "tree_time", &wrong);
    take_points(t, &wrong);
    take_nodes(t, &wrong);
    return wrong ? MYN_ERR_FORMAT : MYN_OK;
}

size_t kept_tree_find(const KeptTree *t, const char *series, const char *area)
{
    for (size_t i = 0; i < t->kept.indicators; i++)
        if (!strcmp(t->series[i], series) && !strcmp(t->area[i], area)) return i;
    return MYN_NONE;
}
