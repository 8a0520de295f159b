/* What a pool of series teaches: which candidate serves it best, and how wide intervals must be to cover. Split
 * conformal: quantiles of held-out errors in scales of their series (Vovk, Gammerman and Shafer 2005,
 * doi:10.1007/b106715; Lei et al. 2018, doi:10.1080/01621459.2017.1307116). */
#include "forecast/panel.h"
#include <math.h>
#include <mynegai/order.h>
#include <string.h>

#define BETTER_BY   .98 /* a candidate replaces the first only where its pooled error is this share of it ... */
#define BETTER_T    2.0 /* ... and the mean difference is this many standard errors below nothing */
#define SLOPE_LEAST .5  /* of ln width on ln step, where errors are too few: a random walk */
#define SLOPE_MOST  1.0 /* a straight line that leans */

/* ---- numbers of a pool ---- */

typedef struct {
    double *at;
    size_t n, room;
} Numbers;

static myn_status sort_numbers(Numbers *x, myn_arena *scratch)
{
    size_t there;
    uint32_t *order = myn_arena_get(scratch, (x->n + 1) * sizeof *order);
    double *copy = myn_arena_get(scratch, (x->n + 1) * sizeof *copy);
    if (!order || !copy) return MYN_ERR_MEMORY;
    memcpy(copy, x->at, x->n * sizeof *copy);
    myn_status status = myn_order(copy, x->n, order, &there, scratch);
    for (size_t i = 0; !status && i < x->n; i++) x->at[i] = copy[order[i]];
    return status;
}

/* The quantile at (n + 1) level / n of sorted X, at most its greatest. */
static double held_out_quantile(const Numbers *x, double level)
{
    double n = (double)x->n;
    return myn_quantile(x->at, x->n, fmin((n + 1) * level / n, 1));
}

static void take(Numbers *x, double value)
{
    if (!isnan(value)) x->at[x->n++] = value;
}

/* ---- which candidate ---- */

/* Mean scaled errors of a series' candidates; false where it has not been tested with all. */
static bool mean_errors(const Panel *panel, const Subject *s, double mean[MYN_CANDIDATES])
{
    double count = 0;
    for (size_t c = 0; c < MYN_CANDIDATES; c++) mean[c] = 0;
    for (size_t k = 0; s->candidates == MYN_CANDIDATES && k < s->origins; k++)
        for (size_t h = 0; h < panel->out->reach; h++) {
            if (isnan(backtest_error(panel, s, 0, k, h))) continue;
            for (size_t c = 0; c < MYN_CANDIDATES; c++) mean[c] += fabs(backtest_error(panel, s, c, k, h));
            count++;
        }
    for (size_t c = 0; c < MYN_CANDIDATES; c++) mean[c] /= count;
    return count > 0;
}

void conformal_choose(Panel *panel, size_t g)
{
    myn_outlook_group *group = &panel->out->group[g];
    double sum[MYN_CANDIDATES] = {0}, difference[MYN_CANDIDATES] = {0}, squares[MYN_CANDIDATES] = {0},
           least = INFINITY;
    for (size_t j = panel->group.first[g]; j < panel->group.first[g + 1]; j++) {
        double mean[MYN_CANDIDATES];
        if (!mean_errors(panel, &panel->subject[panel->group.members[j]], mean)) continue;
        for (size_t c = 0; c < MYN_CANDIDATES; c++) {
            double d = mean[c] - mean[0];
            sum[c] += mean[c], difference[c] += d, squares[c] += d * d;
        }
        group->series++;
    }
    double n = (double)group->series;
    for (size_t c = 0; c < MYN_CANDIDATES; c++) {
        double mean = difference[c] / n, variance = (squares[c] / n - mean * mean) / (n - 1);
        bool better = sum[c] < BETTER_BY * sum[0] && mean < -BETTER_T * sqrt(fmax(variance, 0));
        group->candidate[c] = n > 0 ? sum[c] / n : NAN;
        if (n >= MYN_POOL_LEAST && better && sum[c] < least) least = sum[c], group->choice = c;
    }
}

size_t conformal_choice(const Panel *panel, const Subject *s)
{
    size_t choice = panel->out->group[s->in->group].choice;
    return choice < s->candidates ? choice : 0;
}

/* ---- how wide ---- */

/* |errors| at step H of the pool's series, without those of parity FOLD (2: all), sorted; *SERIES: from how many. */
static myn_status errors_at(const Panel *panel, size_t p, size_t h, size_t fold, Numbers *out, size_t *series,
                            myn_arena *scratch)
{
    out->n = 0, *series = 0;
    for (size_t j = panel->pool.first[p]; j < panel->pool.first[p + 1]; j++) {
        const Subject *s = &panel->subject[panel->pool.members[j]];
        size_t before = out->n;
        if ((j - panel->pool.first[p]) % 2 == fold) continue;
        for (size_t k = 0; k < s->origins; k++)
            take(out, fabs(backtest_error(panel, s, conformal_choice(panel, s), k, h)));
        *series += out->n > before;
    }
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = sort_numbers(out, scratch);
    myn_arena_rewind(scratch, mark);
    return status;
}

/* Steps from KNOWN on, by the slope of what is known. */
static void lengthen(double *q, size_t known, size_t reach)
{
    if (!known) return;
    double slope = known > 1 && q[0] > 0 ? log(q[known - 1] / q[0]) / log((double)known) : SLOPE_LEAST;
    slope = fmin(fmax(slope, SLOPE_LEAST), SLOPE_MOST);
    for (size_t h = known; h < reach; h++) q[h] = q[known - 1] * pow((double)(h + 1) / (double)known, slope);
}

/* Never narrower later on, nor at a higher level. */
static void make_monotone(double *q, size_t levels, size_t reach)
{
    for (size_t l = 0; l < levels; l++)
        for (size_t h = 0; h < reach; h++) {
            double *at = &q[l * reach + h];
            if (h) *at = fmax(*at, at[-1]);
            if (l) *at = fmax(*at, *(at - reach));
        }
}

void conformal_shape(double *q, size_t levels, size_t known, size_t reach)
{
    for (size_t l = 0; l < levels; l++) lengthen(q + l * reach, known, reach);
    if (known) make_monotone(q, levels, reach);
}

/* Quantiles of a fold into Q; false in *ENOUGH where even the first step has too few series. */
static myn_status quantiles(const Panel *panel, size_t p, size_t fold, double *q, bool *enough,
                            myn_arena *scratch)
{
    size_t reach = panel->out->reach, levels = panel->plan->outlook.levels, known = 0, series;
    size_t least = fold == 2 ? MYN_POOL_LEAST : MYN_POOL_LEAST / 2;
    Numbers errors = {.room = (panel->pool.first[p + 1] - panel->pool.first[p]) * MYN_ORIGINS_MOST + 1};
    errors.at = myn_arena_get(scratch, errors.room * sizeof(double));
    if (!errors.at) return MYN_ERR_MEMORY;
    for (; known < reach; known++) {
        myn_status status = errors_at(panel, p, known, fold, &errors, &series, scratch);
        if (status) return status;
        if (series < least) break;
        for (size_t l = 0; l < levels; l++)
            q[l * reach + known] = held_out_quantile(&errors, panel->plan->outlook.level[l]);
    }
    *enough = known > 0;
    conformal_shape(q, levels, known, reach);
    return MYN_OK;
}

/* How far beyond the model's own bound the value came, in widths of that side; NaN where it has none. */
static double stretch(const Panel *panel, const Subject *s, size_t l, size_t k, size_t h)
{
    size_t reach = panel->out->reach, levels = panel->plan->outlook.levels, j = (k * levels + l) * reach + h;
    double f = s->forecast[k * reach + h], e = backtest_error(panel, s, 0, k, h) * s->scale_at[k];
    double side = e > 0 ? s->upper[j] - f : f - s->lower[j];
    return side > 0 ? fabs(e) / side : NAN;
}

/* The factor on the models' own intervals at each level that would have covered; never below 1. */
static myn_status widen(Panel *panel, size_t p, myn_arena *scratch)
{
    size_t reach = panel->out->reach;
    myn_outlook_pool *pool = &panel->out->pool[p];
    Numbers x = {.room = (panel->pool.first[p + 1] - panel->pool.first[p]) * MYN_ORIGINS_MOST * reach + 1};
    x.at = myn_arena_get(scratch, x.room * sizeof(double));
    if (!x.at) return MYN_ERR_MEMORY;
    for (size_t l = 0; l < panel->plan->outlook.levels; l++) {
        x.n = 0, pool->widen[l] = 1;
        for (size_t j = panel->pool.first[p]; j < panel->pool.first[p + 1]; j++) {
            const Subject *s = &panel->subject[panel->pool.members[j]];
            for (size_t k = 0; s->lower && k < s->origins; k++)
                for (size_t h = 0; h < reach; h++) take(&x, stretch(panel, s, l, k, h));
        }
        myn_arena_mark mark = myn_arena_here(scratch);
        myn_status status = sort_numbers(&x, scratch);
        myn_arena_rewind(scratch, mark);
        if (status) return status;
        if (x.n) pool->widen[l] = fmax(held_out_quantile(&x, panel->plan->outlook.level[l]), 1);
    }
    return MYN_OK;
}

/* Median scales, for series that have none of their own. */
static myn_status typical_scale(const Panel *panel, size_t p, bool reshaped, double *out, myn_arena *scratch)
{
    Numbers x = {.room = panel->pool.first[p + 1] - panel->pool.first[p] + 1};
    x.at = myn_arena_get(scratch, x.room * sizeof(double));
    if (!x.at) return MYN_ERR_MEMORY;
    for (size_t j = panel->pool.first[p]; j < panel->pool.first[p + 1]; j++) {
        const Subject *s = &panel->subject[panel->pool.members[j]];
        bool own = s->whole.kind != MYN_RESHAPE_NONE;
        double size = 0, n = 0;
        if (own != reshaped || !(s->scale > 0) || !s->origins) continue;
        for (size_t i = 0; i < s->n; i++)
            if (!isnan(s->y[i])) size += fabs(s->y[i]), n++;
        take(&x, reshaped ? s->scale : s->scale / (size / n));
    }
    myn_status status = sort_numbers(&x, scratch);
    *out = x.n >= MYN_POOL_LEAST ? myn_quantile(x.at, x.n, .5) : NAN;
    return status;
}

myn_status conformal_learn(Panel *panel, size_t p, myn_arena *scratch)
{
    Calibration *c = &panel->calibration[p];
    myn_outlook_pool *pool = &panel->out->pool[p];
    bool enough = false, folded = false;
    for (size_t j = panel->pool.first[p]; j < panel->pool.first[p + 1]; j++)
        pool->series += panel->subject[panel->pool.members[j]].origins > 0;
    myn_status status = quantiles(panel, p, 2, c->all, &enough, scratch);
    for (size_t fold = 0; !status && fold < 2; fold++) {
        status = quantiles(panel, p, fold, c->fold[fold], &folded, scratch);
        if (!folded) c->fold[fold] = c->all;
    }
    pool->pooled = enough;
    if (!status) status = typical_scale(panel, p, false, &c->relative, scratch);
    if (!status) status = typical_scale(panel, p, true, &c->absolute, scratch);
    return status ? status : widen(panel, p, scratch);
}

double conformal_half(const Panel *panel, size_t i, size_t level, size_t h, double scale, bool folded)
{
    size_t p = panel->subject[i].in->pool, j = level * panel->out->reach + h;
    const Calibration *c = &panel->calibration[p];
    if (!panel->out->pool[p].pooled) return NAN;
    if (!folded) return c->all[j] * scale;
    return c->fold[panel->subject[i].place % 2][j] * scale;
}
