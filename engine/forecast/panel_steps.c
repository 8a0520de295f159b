/* One-step errors of one series: each of its last values forecast from those before it. */
#include "forecast/panel.h"
#include <math.h>

#define LEAST_TRAINING 3

/* The error at position AT, the fit being made anew. */
static myn_status error_at(const Panel *panel, const Subject *s, size_t at, size_t choice, double *out,
                           myn_arena *scratch)
{
    myn_reshape shape;
    myn_series series;
    Dish dish = {.mean = myn_arena_get(scratch, panel->out->reach * sizeof(double))};
    if (!dish.mean) return MYN_ERR_MEMORY;
    panel_shape(panel, s, at, &shape);
    myn_status status = panel_series(panel, s, at, &shape, &series, scratch);
    if (status) return status;
    double scale = myn_scale_of(series.y, series.n, series.frequency);
    status = panel_cook(panel, s, &series, choice, scale, &dish, scratch);
    if (!status) *out = ldexp(s->y[at] - myn_reshape_back(&shape, dish.mean[0]), s->exponent);
    return status;
}

myn_status panel_one_step(Panel *panel, size_t i, myn_arena *scratch)
{
    const Subject *s = &panel->subject[i];
    size_t choice = conformal_choice(panel, s), present = 0, first = s->n;
    myn_status status = MYN_OK;
    for (size_t left = panel->plan->one_step; first > 0 && left > 0; left--) first--;
    for (size_t t = 0; !status && t < s->n; t++) {
        bool can = t >= first && present >= LEAST_TRAINING && !isnan(s->y[t]) && !isnan(s->y[t - 1]);
        myn_arena_mark mark = myn_arena_here(scratch);
        if (can) status = error_at(panel, s, t, choice, &panel->out->at[i].one_step[s->skipped + t], scratch);
        myn_arena_rewind(scratch, mark);
        present += !isnan(s->y[t]);
    }
    return status;
}
