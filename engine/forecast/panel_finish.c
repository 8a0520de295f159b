/* One series forecast: on its own scale, with intervals that its pool or its own back-test has made honest. */
#include "forecast/panel.h"
#include <float.h>
#include <math.h>
#include <mynegai/stream.h>
#include <string.h>

#define FEW 5 /* values below which a scale of its own is not trusted alone */

/* One forecast under way. */
typedef struct {
    Panel *panel;
    const Subject *s;
    size_t i;
    myn_reshape shape;
    double scale; /* NaN: too little is known to give intervals */
    Dish dish;    /* reshaped */
    myn_series_outlook *out;
} Finish;

/* Its own scale; a series that is short or does not move takes its pool's typical one where that is larger. */
static double scale_of(const Panel *panel, const Subject *s, const myn_reshape *shape)
{
    const Calibration *c = &panel->calibration[s->in->pool];
    bool few = s->present < FEW;
    double size = 0, typical = c->absolute;
    if (s->scale > 0 && !few) return s->scale;
    for (size_t i = 0; i < s->n; i++)
        if (!isnan(s->y[i])) size += fabs(s->y[i]) / (double)s->present;
    if (shape->kind == MYN_RESHAPE_NONE) typical = c->relative * size;
    double scale = fmax(s->scale, typical); /* fmax leaves out NaN */
    bool known = s->present >= 3 || !isnan(typical);
    return known && scale > 0 ? scale : NAN;
}

/* X on the data's scale, never infinite. */
static double restore(const Finish *f, double x)
{
    double full = ldexp(x, f->s->exponent);
    return isinf(full) ? copysign(DBL_MAX, full) : full;
}

static double back(const Finish *f, double z)
{
    return restore(f, myn_reshape_back(&f->shape, z));
}

/* The bounds at level L and step H (of those wanted), reshaped. */
static void bounds(const Finish *f, size_t l, size_t h, double *low, double *high)
{
    const Panel *panel = f->panel;
    const myn_outlook_pool *pool = &panel->out->pool[f->s->in->pool];
    size_t reach = panel->out->reach, at = f->s->lead + h, j = l * reach + at;
    double mean = f->dish.mean[at], half = conformal_half(panel, f->i, l, at, f->scale, false);
    *low = mean - half, *high = mean + half;
    if (pool->pooled && panel->plan->intervals != MYN_INTERVALS_MODEL) return;
    double wide = panel->plan->intervals == MYN_INTERVALS_MODEL ? 1 : pool->widen[l];
    *low = isnan(f->scale) ? NAN : mean + wide * (f->dish.lower[j] - mean);
    *high = isnan(f->scale) ? NAN : mean + wide * (f->dish.upper[j] - mean);
}

static void set_bounds(Finish *f, size_t l, size_t h)
{
    size_t horizon = f->panel->plan->outlook.horizon, to = l * horizon + h;
    size_t from = l * f->panel->out->reach + f->s->lead + h;
    double low, high;
    bounds(f, l, h, &low, &high);
    f->out->lower[to] = back(f, low);
    f->out->upper[to] = back(f, high);
    bool held = f->shape.kind == MYN_RESHAPE_NONE && (low < f->shape.low || high > f->shape.high);
    if (held) f->out->flags |= MYN_FLAG_BOUNDED;
    if (f->out->own_lower) {
        f->out->own_lower[to] = isnan(f->scale) ? NAN : back(f, f->dish.lower[from]);
        f->out->own_upper[to] = isnan(f->scale) ? NAN : back(f, f->dish.upper[from]);
    }
}

/* The mean on the data's scale; its variance there is what the narrowest interval says, normal errors taken. */
static double mean_at(Finish *f, size_t h)
{
    const myn_outlook *o = &f->panel->plan->outlook;
    double z = f->dish.mean[f->s->lead + h], low = NAN, high = NAN;
    if (o->levels) bounds(f, 0, h, &low, &high);
    double sd = o->levels ? (high - low) / 2 / myn_normal_quantile(.5 + o->level[0] / 2) : NAN;
    if (f->shape.kind == MYN_RESHAPE_NONE && (z < f->shape.low || z > f->shape.high))
        f->out->flags |= MYN_FLAG_BOUNDED;
    return restore(f, myn_reshape_mean(&f->shape, z, sd * sd));
}

/* ---- room ---- */

static myn_status dish_room(Finish *f, myn_arena *scratch)
{
    const Panel *panel = f->panel;
    size_t reach = panel->out->reach, levels = panel->plan->outlook.levels;
    bool own = panel->plan->intervals != MYN_INTERVALS_CONFORMAL || !panel->out->pool[f->s->in->pool].pooled;
    f->dish.mean = myn_arena_get(scratch, reach * sizeof(double));
    if (own && levels) {
        f->dish.lower = myn_arena_get(scratch, 2 * levels * reach * sizeof(double));
        f->dish.upper = f->dish.lower ? f->dish.lower + levels * reach : NULL;
    }
    return f->dish.mean && (f->dish.lower || !own || !levels) ? MYN_OK : MYN_ERR_MEMORY;
}

static myn_status cook(Finish *f, size_t choice, myn_buffer *parameters, myn_arena *scratch)
{
    const Subject *s = f->s;
    myn_series series;
    myn_status status = panel_series(f->panel, s, s->n, &f->shape, &series, scratch);
    if (status) return status;
    f->scale = scale_of(f->panel, s, &f->shape);
    status = dish_room(f, scratch);
    f->dish.parameters = f->panel->plan->parameters ? parameters : NULL;
    if (!status) status = panel_cook(f->panel, s, &series, choice, f->scale, &f->dish, scratch);
    if (parameters->failed) status = MYN_ERR_MEMORY;
    return status;
}

static void say_why(Finish *f, size_t choice)
{
    static const char *const shadow[MYN_CANDIDATES] = {
        "",
        "annual: drift did better than the ridge of dynamic theta in the back-test of all series of its kind",
        "annual: a damped trend did better than the ridge of dynamic theta in the back-test of all series of "
        "its kind",
        "annual: the last value did better than the ridge of dynamic theta in the back-test of all series of "
        "its kind"};
    Rule rule = auto_rule(f->s->y, f->s->n, f->s->in->frequency);
    f->out->why = !f->panel->automatic              ? "as asked for"
                  : f->s->flags & MYN_FLAG_CONSTANT ? "all values are equal: they go on"
                  : rule == RULE_ANNUAL && choice   ? shadow[choice]
                                                    : auto_why(rule);
    if (f->panel->automatic && f->s->present < FEW) f->out->flags |= MYN_FLAG_SHORT;
}

myn_status panel_finish(Panel *panel, size_t i, myn_arena *scratch)
{
    const Subject *s = &panel->subject[i];
    const myn_outlook *o = &panel->plan->outlook;
    Finish f = {.panel = panel, .s = s, .i = i, .shape = s->whole, .out = &panel->out->at[i]};
    myn_buffer parameters = {0};
    size_t choice = conformal_choice(panel, s);
    myn_status status = cook(&f, choice, &parameters, scratch);
    if (status) {
        myn_buffer_free(&parameters);
        return status;
    }
    f.out->flags = s->flags | f.dish.flags;
    f.out->parameters = parameters.at;
    f.out->shape = f.shape;
    memcpy(f.out->model, f.dish.model, sizeof f.out->model);
    say_why(&f, choice);
    for (size_t h = 0; h < o->horizon; h++) {
        f.out->mean[h] = mean_at(&f, h);
        for (size_t l = 0; l < o->levels; l++) set_bounds(&f, l, h);
    }
    if (o->levels && isnan(f.out->lower[0])) f.out->flags |= MYN_FLAG_NO_INTERVAL;
    return backtest_judge(panel, i, choice, scratch);
}
