/* The fit of one model: a coarse grid of smoothing parameters, the likeliest starts followed, the best polished. */
#include "forecast/ets_start.h"
#include <float.h>
#include <math.h>
#include <mynegai/sum.h>
#include <stdlib.h>
#include <string.h>

/* Chosen on M3's training values, by how often the likelihood falls short of R's: 5 of 1,758 automatic choices and 4 of
 * 1,200 named fits. */
#define SINGLE         6    /* starts followed where one model is asked for */
#define APPROACH       0.05 /* a followed start stops where a step promises less of -2 log L */
#define APPROACH_STEPS 8
#define POLISH         1e-6
#define POLISH_STEPS   60

/* The first year's mean as level, no slope, and what the first years' seasons differ from it. */
static void first_states(const EtsTask *task, EtsState *state)
{
    unsigned m = task->model.m, years = 0;
    double season[ETS_SEASONS_MOST] = {0};
    bool times = task->model.season == ETS_TIMES;
    size_t take = m > 1 ? m : task->n < 4 ? task->n : 4;
    myn_sum first = myn_sum_of(task->y, NULL, take);
    if (first.n == 0) first = myn_sum_of(task->y, NULL, task->n);
    state->level = first.total / (double)first.n;
    state->slope = task->model.trend == ETS_TIMES;
    for (size_t t = 0; t + m <= task->n && years < 3 && m > 1; t += m) {
        myn_sum sum = myn_sum_of(task->y + t, NULL, m);
        if (sum.n == 0) continue;
        double mean = sum.total / (double)sum.n;
        for (unsigned j = 0; j < m; j++) {
            double y = isnan(task->y[t + j]) ? mean : task->y[t + j];
            season[j] += times ? y / mean : y - mean;
        }
        years++;
    }
    for (unsigned j = 0; j < m && years > 0; j++) state->season[j] = season[j] / years;
}

static const double alphas[] = {0.9, 0.3, 0.05, 0.6}, betas[] = {0.02, 0.4, 0.9}, gammas[] = {0.01, 0.4},
                    phis[] = {0.98, 0.88};

size_t ets_grid(const EtsBox *box, EtsPoint *start)
{
    const EtsPlaces *p = &box->places;
    int many[4] = {4,
                   p->beta < 0    ? 1
                   : p->gamma < 0 ? 3
                                  : 2,
                   p->gamma < 0 ? 1 : 2, p->phi < 0 ? 1 : 2},
        count = 1;
    EtsPoint first;
    EtsState state = {0};
    first_states(box->task, &state);
    ets_free_of(&box->task->model, &state, first.u);
    for (int i = 0; i < 4; i++) count *= many[i];
    for (int i = 0; i < count; i++) {
        start[i] = first;
        start[i].u[0] = alphas[i % 4];
        if (p->beta >= 0) start[i].u[p->beta] = betas[i / 4 % many[1]];
        if (p->gamma >= 0) start[i].u[p->gamma] = gammas[i / 4 / many[1] % many[2]];
        if (p->phi >= 0) start[i].u[p->phi] = phis[i / 4 / many[1] / many[2]];
        ets_look(box, &start[i]);
        ets_settle(box, &start[i]);
    }
    return (size_t)count;
}

void ets_regrid(const EtsBox *box, EtsPoint *start, size_t count)
{
    for (size_t i = 0; i < count; i++) ets_look(box, &start[i]);
}

/* The likeliest of START from FROM on changes places with start[FROM]. */
static void bring(EtsPoint *start, size_t from, size_t count)
{
    size_t best = from;
    for (size_t i = from + 1; i < count; i++)
        if (start[i].value < start[best].value) best = i;
    EtsPoint held = start[from];
    start[from] = start[best];
    start[best] = held;
}

EtsPoint ets_approach(const EtsBox *box, EtsPoint *start, size_t count, size_t followed)
{
    EtsPoint best = {.value = INFINITY};
    for (size_t i = 0; i < count && i < followed; i++) {
        bring(start, i, count);
        EtsPoint point = start[i];
        (void)ets_descend(box, &point, APPROACH, APPROACH_STEPS);
        if (point.value < best.value) best = point;
    }
    return best;
}

bool ets_polish(const EtsBox *box, EtsPoint *point)
{
    return ets_descend(box, point, POLISH, POLISH_STEPS);
}

myn_status ets_task(const EtsModel *model, const double *y, size_t n, EtsTask *out)
{
    double least, greatest;
    myn_range_of(y, n, &least, &greatest);
    bool relative = model->error == ETS_TIMES;
    double rounding = 4 * DBL_EPSILON * (relative ? 1 : fmax(fabs(least), fabs(greatest)));
    *out = (EtsTask){.model = *model, .y = y, .n = n, .observed = myn_sum_of(y, NULL, n).n};
    out->floor = (double)out->observed * rounding * rounding;
    bool positive = relative || model->trend == ETS_TIMES || model->season == ETS_TIMES;
    if (positive && !(least > 0)) return MYN_ERR_DATA;
    return out->observed <= (size_t)ets_places(model).free ? MYN_ERR_DATA : MYN_OK;
}

myn_status ets_fit(const EtsModel *model, const double *y, size_t n, EtsFit *out, myn_arena *scratch)
{
    EtsTask task;
    EtsPoint *start = myn_arena_get(scratch, ETS_STARTS_MOST * sizeof *start);
    myn_status status = ets_task(model, y, n, &task);
    if (status || !start) return status ? status : MYN_ERR_MEMORY;
    EtsBox box = ets_box(&task);
    EtsPoint point = ets_approach(&box, start, ets_grid(&box, start), SINGLE);
    *out = (EtsFit){.model = *model};
    if (!isfinite(point.value)) return MYN_ERR_DATA;
    out->converged = ets_polish(&box, &point);
    ets_state_of(model, point.u, &out->start);
    EtsState end = out->start;
    out->score = ets_run(model, &end, y, n, NULL);
    return MYN_OK;
}
