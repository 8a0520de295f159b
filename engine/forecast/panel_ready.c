/* One series made ready to be forecast. */
#include "forecast/panel.h"
#include <math.h>
#include <mynegai/stream.h>
#include <string.h>

#define EXPONENT_MOST 300                /* sizes whose squares stay far from overflow and underflow */
#define MEAN_STEP     1.2533141373155003 /* sd over mean size of a normal number: sqrt(pi / 2) */

/* ---- its values ---- */

static size_t first_present(const double *y, size_t n)
{
    size_t at = 0;
    while (at < n && isnan(y[at])) at++;
    return at;
}

static const char *refuse(const myn_panel_series *in, double low)
{
    size_t present = 0;
    for (size_t i = 0; i < in->n; i++) {
        if (isnan(in->y[i])) continue;
        if (isinf(in->y[i])) return "a value is infinite";
        if (in->y[i] < low || in->y[i] > in->high) return "a value lies outside the values that are possible";
        present++;
    }
    return present ? NULL : "there is no value";
}

/* The power of two to divide by; 0 where sizes are ordinary. */
static int exponent_of(const double *y, size_t n)
{
    double size = 0;
    int exponent = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(y[i])) size = fmax(size, fabs(y[i]));
    if (size > 0) frexp(size, &exponent);
    return exponent < EXPONENT_MOST && exponent > -EXPONENT_MOST ? 0 : exponent;
}

static unsigned flags_of(const Subject *s)
{
    unsigned flags = s->exponent ? MYN_FLAG_EXTREME : 0;
    if (s->present < s->n) flags |= MYN_FLAG_GAPS;
    bool constant = true;
    for (size_t i = 1; i < s->n; i++) constant &= isnan(s->y[i]) || s->y[i] == s->y[0];
    if (constant) flags |= MYN_FLAG_CONSTANT;
    if (auto_rule(s->y, s->n, s->in->frequency) == RULE_INTERMITTENT) flags |= MYN_FLAG_INTERMITTENT;
    return flags;
}

static myn_status copy_values(Subject *s, myn_arena *memory)
{
    const myn_panel_series *in = s->in;
    double *y = myn_arena_get(memory, s->n * sizeof *y);
    if (!y) return MYN_ERR_MEMORY;
    s->exponent = exponent_of(in->y + s->skipped, s->n);
    for (size_t i = 0; i < s->n; i++) {
        y[i] = ldexp(in->y[s->skipped + i], -s->exponent);
        s->present += !isnan(y[i]);
    }
    s->y = y;
    s->low = ldexp(s->low, -s->exponent);
    s->high = ldexp(s->high, -s->exponent);
    s->flags |= flags_of(s);
    return MYN_OK;
}

myn_status panel_ready(Panel *panel, size_t i, myn_arena *memory)
{
    Subject *s = &panel->subject[i];
    const myn_panel_series *in = s->in;
    s->low = in->counts ? fmax(in->low, 0) : in->low;
    s->high = in->high;
    s->problem = refuse(in, s->low);
    s->flags = in->n && s->problem ? 0 : in->n ? 0 : MYN_FLAG_NO_DATA;
    size_t end = in->n;
    while (end && isnan(in->y[end - 1])) end--;
    if (!end) s->flags = MYN_FLAG_NO_DATA;
    s->lead = in->lead + (in->n - end);
    if (!s->problem && s->lead > MYN_LEAD_MOST) s->problem = "its last value is too long ago";
    if (s->problem) return MYN_OK;
    s->skipped = first_present(in->y, end);
    if (end - s->skipped > MYN_SERIES_LONGEST) {
        s->skipped = end - MYN_SERIES_LONGEST;
        s->skipped += first_present(in->y + s->skipped, end - s->skipped);
        s->flags |= MYN_FLAG_LONG;
    }
    s->n = end - s->skipped;
    (void)panel;
    return copy_values(s, memory);
}

/* ---- as a method takes it ---- */

Recipe panel_recipe(const Panel *panel, const Subject *s, size_t n, size_t choice)
{
    if (!panel->automatic) return panel->recipe;
    Recipe recipe = auto_recipe(auto_rule(s->y, n, s->in->frequency), choice);
    return recipe.parts ? recipe : recipe_of("naive");
}

void panel_shape(const Panel *panel, const Subject *s, size_t n, myn_reshape *out)
{
    const char *why;
    myn_reshape_fit(panel->plan->shape, s->y, n, s->in->frequency, s->low, s->high, out, &why);
}

static const double *drivers_of(const Panel *panel, const Subject *s, size_t n, myn_arena *scratch)
{
    const myn_panel_series *in = s->in;
    size_t whole = in->n + in->lead + panel->plan->outlook.horizon, take = n + panel->out->reach;
    double *rows = myn_arena_get(scratch, in->drivers * take * sizeof *rows);
    for (size_t d = 0; rows && d < in->drivers; d++)
        for (size_t j = 0; j < take;
             j++) { /* past the end the last one known goes on: those steps are not wanted */
            size_t at = s->skipped + j < whole ? s->skipped + j : whole - 1;
            rows[d * take + j] = in->driver[d * whole + at];
        }
    return rows;
}

myn_status panel_series(const Panel *panel, const Subject *s, size_t n, const myn_reshape *shape,
                        myn_series *out, myn_arena *scratch)
{
    double *z = myn_arena_get(scratch, n * sizeof *z);
    const double *driver = s->in->driver ? drivers_of(panel, s, n, scratch) : NULL;
    if (!z || (s->in->driver && !driver)) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) z[i] = myn_reshape_to(shape, s->y[i]);
    *out = (myn_series){z, n, s->in->frequency, driver, driver ? s->in->drivers : 0};
    return MYN_OK;
}

/* A random walk's bounds where the model gives none. */
static void fill_bounds(const myn_outlook *o, double scale, Dish *dish)
{
    for (size_t l = 0; l < o->levels; l++) {
        double z = myn_normal_quantile(.5 + o->level[l] / 2);
        for (size_t h = 0; h < o->horizon; h++) {
            size_t j = l * o->horizon + h;
            double half = z * MEAN_STEP * scale * sqrt((double)(h + 1));
            if (isfinite(dish->lower[j]) && isfinite(dish->upper[j])) continue;
            dish->lower[j] = dish->mean[h] - half;
            dish->upper[j] = dish->mean[h] + half;
        }
    }
}

myn_status panel_cook(const Panel *panel, const Subject *s, const myn_series *series, size_t choice,
                      double scale, Dish *dish, myn_arena *scratch)
{
    myn_outlook o = panel->plan->outlook;
    o.horizon = panel->out->reach;
    if (!dish->lower) o.levels = 0;
    Recipe recipe = panel_recipe(panel, s, series->n, choice);
    myn_status status = recipe_forecast(&recipe, series, &o, dish, scratch);
    if (!status && dish->lower) fill_bounds(&o, scale, dish);
    return status;
}
