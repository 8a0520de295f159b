/* Where the search for a model's states starts, and the fit itself. */
#include "forecast/ets_search.h"
#include <float.h>
#include <math.h>
#include <mynegai/sum.h>
#include <stdlib.h>
#include <string.h>

#define STARTS_MOST 96

/* The first year's mean as level, no slope, and what the first years' seasons differ from it. */
static void first_states(const EtsTask *task, EtsState *state)
{
    unsigned m = task->model.m, years = 0;
    double season[ETS_SEASONS_MOST] = {0};
    bool times = task->model.season == ETS_TIMES;
    size_t take = m > 1 ? m : task->n < 4 ? task->n : 4;
    state->level = myn_sum_of(task->y, NULL, take).total / (double)myn_sum_of(task->y, NULL, take).n;
    state->slope = task->model.trend == ETS_TIMES;
    for (size_t t = 0; t + m <= task->n && years < 3 && m > 1; t += m, years++) {
        myn_sum sum = myn_sum_of(task->y + t, NULL, m);
        double mean = sum.total / (double)sum.n;
        for (unsigned j = 0; j < m; j++) {
            double y = isnan(task->y[t + j]) ? mean : task->y[t + j];
            season[j] += times ? y / mean : y - mean;
        }
    }
    for (unsigned j = 0; j < m && years > 0; j++) state->season[j] = season[j] / years;
}

static size_t grid(const EtsBox *box, EtsPoint *start, int level)
{
    static const double alphas[] = {0.9, 0.3, 0.05, 0.6}, betas[] = {0.02, 0.4, 0.9}, gammas[] = {0.01, 0.4},
                        phis[] = {0.98, 0.88};
    size_t count = 0;
    const EtsPlaces *p = &box->places;
    EtsState first = {0};
    first_states(box->task, &first);
    for (int a = 0; a < 4; a++)
        for (int b = 0; b < (p->beta < 0 ? 1 : 3); b++)
            for (int g = 0; g < (p->gamma < 0 ? 1 : 2); g++)
                for (int f = 0; f < (p->phi < 0 ? 1 : 2); f++) {
                    EtsPoint *x = &start[count++];
                    first.alpha = alphas[a];
                    ets_free_of(&box->task->model, &first, x->u);
                    if (p->beta >= 0) x->u[p->beta] = betas[b];
                    if (p->gamma >= 0) x->u[p->gamma] = gammas[g];
                    if (p->phi >= 0) x->u[p->phi] = phis[f];
                    ets_look(box, x);
                    ets_settle(box, x);
                    if (level > 0) ets_settle(box, x);
                }
    return count;
}

static int likelier(const void *a, const void *b)
{
    double x = ((const EtsPoint *)a)->value, y = ((const EtsPoint *)b)->value;
    return (x > y) - (x < y);
}

int ets_starts = 3;
myn_status ets_fit(const EtsModel *model, const double *y, size_t n, EtsFit *out, myn_arena *scratch)
{
    (void)scratch;
    EtsTask task = {.model = *model, .y = y, .n = n};
    task.observed = myn_sum_of(y, NULL, n).n;
    double least, greatest;
    myn_range_of(y, n, &least, &greatest);
    if ((model->error == ETS_TIMES || model->season == ETS_TIMES) && !(least > 0)) return MYN_ERR_DATA;
    EtsBox box = ets_box(&task);
    if (task.observed <= (size_t)box.places.free) return MYN_ERR_DATA;
    double size = model->error == ETS_TIMES ? 1 : fmax(fabs(least), fabs(greatest));
    task.floor = (double)task.observed * (4 * DBL_EPSILON * size) * (4 * DBL_EPSILON * size);
    EtsPoint start[STARTS_MOST];
    size_t count = grid(&box, start, model->error == ETS_TIMES || model->season == ETS_TIMES);
    qsort(start, count, sizeof *start, likelier);
    size_t best = 0;
    bool converged = false;
    for (size_t i = 0; i < (size_t)ets_starts && i < count; i++) {
        bool there = ets_descend(&box, &start[i], 1e-5, 60);
        if (start[i].value < start[best].value || i == 0) {
            best = i;
            converged = there;
        }
    }
    out->model = *model;
    out->converged = converged;
    memset(&out->start, 0, sizeof out->start);
    ets_state_of(model, start[best].u, &out->start);
    EtsState end = out->start;
    out->score = ets_run(model, &end, y, n, NULL);
    return isfinite(start[best].value) ? MYN_OK : MYN_ERR_DATA;
}
