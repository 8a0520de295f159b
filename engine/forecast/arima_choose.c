/* The order of an ARIMA model: differences by tests, the rest step by step. */
#include "forecast/arima.h"
#include "forecast/unit_root.h"
#include <math.h>
#include <string.h>

#define NEAR_MOST         ARMA_NEAR_MOST
#define FAR_MOST          ARMA_FAR_MOST
#define MODELS_MOST       94
#define SEASON_MOST       60 /* longer ones are differenced, but get no terms: the state is too long */
#define EXACT_SEASON_MOST 12 /* longer seasons and series: conditional sum of squares */
#define EXACT_LENGTH_MOST 150
#define ROOT_LEAST        1.01 /* a root nearer to the unit circle: refused */
#define ENOUGH_TO_CHOOSE  1e-6
#define ENOUGH_AT_LAST    1e-9
#define FINALISTS         3

#define TABLE ((NEAR_MOST + 1) * (NEAR_MOST + 1) * (FAR_MOST + 1) * (FAR_MOST + 1) * 2)

typedef struct {
    const Differenced *data;
    ArimaOrder most; /* of p, q, P, Q */
    ArimaEffort effort;
    double aicc[TABLE]; /* NaN: not seen */
    size_t models;
    ArimaFit best;
    myn_status status;
    myn_arena *arena;
} Choice;

myn_status arima_differences(const double *y, size_t n, size_t m, size_t *d, size_t *D, myn_arena *scratch)
{
    double strength;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = seasonal_strength(y, n, m, &strength, scratch);
    *D = !status && !all_equal(y, n) && strength > SEASONAL_STRENGTH;
    double *x = status ? NULL : myn_arena_zero(scratch, n, sizeof *x);
    if (!status && !x) status = MYN_ERR_MEMORY;
    if (!status) {
        size_t lost = *D * m;
        for (size_t t = 0; t + lost < n; t++) x[t] = *D ? y[t + m] - y[t] : y[t];
        status = first_differences(x, n - lost, d, scratch);
    }
    myn_arena_rewind(scratch, mark);
    return status;
}

static double *seen(Choice *c, const ArimaOrder *o)
{
    size_t at = ((o->p * (NEAR_MOST + 1) + o->q) * (FAR_MOST + 1) + o->P) * (FAR_MOST + 1) + o->Q;
    return &c->aicc[at * 2 + o->constant];
}

/* All roots of FIT far enough from the unit circle. */
static bool admissible(const ArimaFit *fit)
{
    double far = pow(ROOT_LEAST, (double)fit->order.m);
    return arma_roots_above(fit->ar.near_at, fit->ar.near, 1, ROOT_LEAST) &&
           arma_roots_above(fit->ma.near_at, fit->ma.near, -1, ROOT_LEAST) &&
           arma_roots_above(fit->ar.far_at, fit->ar.far, 1, far) &&
           arma_roots_above(fit->ma.far_at, fit->ma.far, -1, far);
}

/* Fit ORDER; an inadmissible model, or one that cannot be fitted, has an infinite criterion. */
static ArimaFit attempt(Choice *c, const ArimaOrder *order, const ArimaEffort *effort)
{
    ArimaFit fit = {.aicc = INFINITY};
    if (c->status) return fit;
    myn_status status = arima_fit(c->data, order, effort, &fit, c->arena);
    if (status == MYN_ERR_MEMORY) c->status = status;
    if (status || isnan(fit.aicc) || !admissible(&fit)) fit.aicc = INFINITY;
    return fit;
}

/* Try ORDER where it is allowed and new; whether it is the best so far. */
static bool consider(Choice *c, const ArimaOrder *order)
{
    const ArimaOrder *most = &c->most;
    bool allowed = order->p <= most->p && order->q <= most->q && order->P <= most->P && order->Q <= most->Q;
    if (!allowed || c->models >= MODELS_MOST || !isnan(*seen(c, order))) return false;
    c->models++;
    ArimaFit fit = attempt(c, order, &c->effort);
    *seen(c, order) = fit.aicc;
    if (!(fit.aicc < c->best.aicc)) return false;
    c->best = fit;
    return true;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The limits that a series of N values with season M allows. */
static ArimaOrder limits(const Differenced *data)
{
    size_t n = data->columns.n + data->lost, m = data->m;
    ArimaOrder most = {.d = data->d, .D = data->D, .m = m, .constant = data->may_have_constant};
    most.p = most.q = least(NEAR_MOST, n / 3);
    most.P = most.Q = m < 2 || m > SEASON_MOST ? 0 : least(FAR_MOST, n / 3 / m);
    if (most.P > 0) most.p = most.q = least(most.p, m - 1);
    return most;
}

static ArimaOrder with(const Choice *c, size_t p, size_t q, size_t P, size_t Q)
{
    ArimaOrder o = c->most;
    o.p = least(p, o.p);
    o.q = least(q, o.q);
    o.P = least(P, o.P);
    o.Q = least(Q, o.Q);
    return o;
}

/* The four models that the search starts from, and the empty one without a constant. */
static void start(Choice *c)
{
    bool tiny = c->data->columns.n + c->data->lost < 10;
    ArimaOrder first[] = {tiny ? with(c, 1, 1, 0, 0) : with(c, 2, 2, 1, 1), with(c, 0, 0, 0, 0),
                          with(c, 1, 0, 1, 0), with(c, 0, 1, 0, 1), with(c, 0, 0, 0, 0)};
    first[4].constant = false;
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) consider(c, &first[i]);
}

/* The neighbours of the best model in the order in which they are tried: P, Q, p, q by one down or up, two of them
 * together, the constant. */
static const signed char neighbour[][4] = {
    /* p, q, P, Q */
    {0, 0, -1, 0},  {0, 0, 0, -1}, {0, 0, 1, 0},  {0, 0, 0, 1},  {0, 0, -1, -1}, {0, 0, -1, 1},
    {0, 0, 1, -1},  {0, 0, 1, 1},  {-1, 0, 0, 0}, {0, -1, 0, 0}, {1, 0, 0, 0},   {0, 1, 0, 0},
    {-1, -1, 0, 0}, {-1, 1, 0, 0}, {1, -1, 0, 0}, {1, 1, 0, 0},  {0, 0, 0, 0},
};

static bool better_neighbour(Choice *c)
{
    const ArimaOrder from = c->best.order;
    for (size_t i = 0; i < sizeof neighbour / sizeof *neighbour; i++) {
        const signed char *by = neighbour[i];
        ArimaOrder to = from;
        if ((by[0] < 0 && !from.p) || (by[1] < 0 && !from.q) || (by[2] < 0 && !from.P) ||
            (by[3] < 0 && !from.Q))
            continue;
        to.p += (size_t)by[0];
        to.q += (size_t)by[1];
        to.P += (size_t)by[2];
        to.Q += (size_t)by[3];
        if (!by[0] && !by[1] && !by[2] && !by[3]) to.constant = !from.constant && c->most.constant;
        if (consider(c, &to)) return true;
    }
    return false;
}

/* The model of the lowest criterion in the table, taken out of it; false where none is finite. */
static bool next_best(Choice *c, ArimaOrder *out)
{
    double lowest = INFINITY;
    for (size_t at = 0; at < TABLE; at++) {
        if (!(c->aicc[at] < lowest)) continue;
        size_t rest = at / 2;
        lowest = c->aicc[at];
        *out = c->most;
        out->constant = at % 2;
        out->Q = rest % (FAR_MOST + 1);
        out->P = rest / (FAR_MOST + 1) % (FAR_MOST + 1);
        out->q = rest / (FAR_MOST + 1) / (FAR_MOST + 1) % (NEAR_MOST + 1);
        out->p = rest / (FAR_MOST + 1) / (FAR_MOST + 1) / (NEAR_MOST + 1);
    }
    if (isinf(lowest)) return false;
    *seen(c, out) = INFINITY;
    return true;
}

/* The best of the table to the last digit, or the next where its exact likelihood leads to the unit circle; an infinite
 * criterion where a few have failed. */
static ArimaFit finalist(Choice *c)
{
    ArimaEffort once = {.enough = ENOUGH_AT_LAST}, twice = {.enough = ENOUGH_AT_LAST, .twice = true};
    ArimaOrder order;
    ArimaFit fit = {.aicc = INFINITY};
    for (int i = 0; i < FINALISTS && isinf(fit.aicc) && next_best(c, &order); i++)
        fit = attempt(c, &order, &once);
    if (isinf(fit.aicc)) return fit;
    ArimaFit other = attempt(c, &order, &twice);
    return other.aicc < fit.aicc ? other : fit;
}

static ArimaFit search(Choice *c, bool conditional)
{
    c->effort = (ArimaEffort){.conditional = conditional, .enough = ENOUGH_TO_CHOOSE};
    c->best.aicc = INFINITY;
    c->models = 0;
    for (size_t i = 0; i < TABLE; i++) c->aicc[i] = NAN;
    start(c);
    while (!isinf(c->best.aicc) && !c->status && better_neighbour(c)) continue;
    return finalist(c);
}

/* No terms at all: what is left where every model is refused. */
static ArimaFit empty(Choice *c)
{
    ArimaFit fit = {0};
    ArimaEffort effort = {.enough = ENOUGH_AT_LAST};
    ArimaOrder order = with(c, 0, 0, 0, 0);
    order.constant = order.constant && c->data->columns.n > c->data->gaps + c->data->drivers + 2;
    c->status = arima_fit(c->data, &order, &effort, &fit, c->arena);
    return fit;
}

myn_status arima_choose(const Differenced *data, ArimaFit *out, myn_arena *arena)
{
    Choice c = {.data = data, .most = limits(data), .arena = arena};
    size_t n = data->columns.n + data->lost;
    bool conditional = n > EXACT_LENGTH_MOST || data->m > EXACT_SEASON_MOST;
    *out = search(&c, conditional);
    if (isinf(out->aicc) && conditional && !c.status) *out = search(&c, false);
    if (isinf(out->aicc) && !c.status) *out = empty(&c);
    return c.status;
}
