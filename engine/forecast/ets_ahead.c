/* Means and variances of what is to come (Hyndman, Koehler, Ord and Snyder 2008, chapter 6). */
#include "forecast/ets.h"
#include <math.h>

static double season_at(const EtsEnd *end, size_t ahead)
{
    return end->model->season ? end->end->season[(end->n + ahead) % end->model->m] : 0;
}

/* ---- additive or no seasons: what an error j steps back still adds is c[j] ---- */

/* phi + phi^2 + ... + phi^j */
static double damped_steps(double phi, size_t j)
{
    return phi < 1 ? phi * (1 - pow(phi, (double)j)) / (1 - phi) : (double)j;
}

static double weight(const EtsEnd *end, size_t j)
{
    const EtsState *x = end->end;
    bool year = end->model->season && j % end->model->m == 0;
    return x->alpha + x->beta * damped_steps(x->phi, j) + (year ? x->gamma : 0);
}

static void linear_means(const EtsEnd *end, size_t horizon, double *mean)
{
    for (size_t h = 0; h < horizon; h++)
        mean[h] = end->end->level + end->end->slope * damped_steps(end->end->phi, h + 1) + season_at(end, h);
}

/* sigma2 (1 + sum c^2) */
static void additive_variances(const EtsEnd *end, size_t horizon, double *variance)
{
    double sum = 1;
    for (size_t h = 0; h < horizon; h++) {
        double c = weight(end, h + 1);
        variance[h] = end->sigma2 * sum;
        sum += c * c;
    }
}

/* theta[h] = mean^2 + sigma2 sum c[j]^2 theta[h-j], variance (1 + sigma2) theta - mean^2; theta stands in VARIANCE
 * until all are there. */
static void relative_variances(const EtsEnd *end, size_t horizon, const double *mean, double *variance)
{
    for (size_t h = 0; h < horizon; h++) {
        double sum = 0;
        for (size_t j = 1; j <= h; j++) {
            double c = weight(end, j);
            sum += c * c * variance[h - j];
        }
        variance[h] = mean[h] * mean[h] + end->sigma2 * sum;
    }
    for (size_t h = 0; h < horizon; h++) variance[h] = (1 + end->sigma2) * variance[h] - mean[h] * mean[h];
}

/* ---- multiplicative error and seasons: moments of (level, slope) times each season ---- */

typedef struct {
    double l, b, ll, lb, bb; /* E[l s], E[b s], E[l^2 s^2], E[l b s^2], E[b^2 s^2] */
} Moments;

typedef struct {
    double l0, l1, b0, b1; /* a matrix on (level, slope) */
} Turn;

/* A S B' + B S A' over 2 (A S A' for the same) into the second moments TO, times FACTOR. */
static void add_turned(Moments *to, const Moments *s, Turn a, Turn b, double factor)
{
    double al_l = a.l0 * s->ll + a.l1 * s->lb, al_b = a.l0 * s->lb + a.l1 * s->bb;
    double ab_l = a.b0 * s->ll + a.b1 * s->lb, ab_b = a.b0 * s->lb + a.b1 * s->bb;
    double cross = (al_l * b.b0 + al_b * b.b1) + (ab_l * b.l0 + ab_b * b.l1);
    to->ll += factor * (al_l * b.l0 + al_b * b.l1);
    to->lb += factor * 0.5 * cross;
    to->bb += factor * (ab_l * b.b0 + ab_b * b.b1);
}

/* One step of all: (F + G e) for the seasons that wait, (F + G e)(1 + gamma e) for the one whose turn it is. */
static Moments step_of(const Moments *s, Turn f, Turn g, double gamma, double sigma2)
{
    Turn k = {g.l0 + gamma * f.l0, g.l1 + gamma * f.l1, g.b0 + gamma * f.b0, g.b1 + gamma * f.b1};
    double bend = gamma * sigma2;
    Moments next = {(f.l0 + bend * g.l0) * s->l + (f.l1 + bend * g.l1) * s->b,
                    (f.b0 + bend * g.b0) * s->l + (f.b1 + bend * g.b1) * s->b, 0, 0, 0};
    add_turned(&next, s, f, f, 1);
    add_turned(&next, s, k, k, sigma2);
    add_turned(&next, s, f, g, 2 * bend);
    add_turned(&next, s, g, g, 3 * bend * bend);
    return next;
}

static void seasonal_moments(const EtsEnd *end, size_t horizon, double *mean, double *variance)
{
    const EtsState *x = end->end;
    unsigned m = end->model->m;
    double phi = x->phi, sigma2 = isnan(end->sigma2) ? 0 : end->sigma2;
    bool trend = end->model->trend != ETS_NONE;
    Turn f = {1, trend ? phi : 0, 0, trend ? phi : 0};
    Turn g = {x->alpha, trend ? x->alpha * phi : 0, x->beta, trend ? x->beta * phi : 0};
    Moments each[ETS_SEASONS_MOST];
    for (unsigned j = 0; j < m; j++) {
        double s = x->season[j], l = x->level * s, b = x->slope * s;
        each[j] = (Moments){l, b, l * l, l * b, b * b};
    }
    for (size_t h = 0; h < horizon; h++) {
        unsigned at = (unsigned)((end->n + h) % m);
        const Moments *now = &each[at];
        mean[h] = now->l + f.l1 * now->b;
        double square = now->ll + 2 * f.l1 * now->lb + f.l1 * f.l1 * now->bb;
        variance[h] = isnan(end->sigma2) ? NAN : (1 + sigma2) * square - mean[h] * mean[h];
        for (unsigned j = 0; j < m; j++) each[j] = step_of(&each[j], f, g, j == at ? x->gamma : 0, sigma2);
    }
}

/* ---- the others: means as if no error came ---- */

static void plain_means(const EtsEnd *end, size_t horizon, double *mean, double *variance)
{
    const EtsState *x = end->end;
    double l = x->level, b = x->slope;
    for (size_t h = 0; h < horizon; h++) {
        if (end->model->trend == ETS_TIMES) {
            b = pow(b, x->phi);
            l *= b;
        } else {
            b *= x->phi;
            l += b;
        }
        double s = season_at(end, h);
        mean[h] = end->model->season == ETS_TIMES ? l * s : l + s;
        variance[h] = NAN;
    }
}

void ets_ahead(const EtsEnd *end, size_t horizon, double *mean, double *variance)
{
    const EtsModel *model = end->model;
    if (model->trend == ETS_TIMES || (model->season == ETS_TIMES && model->error == ETS_ADD)) {
        plain_means(end, horizon, mean, variance);
    } else if (model->season == ETS_TIMES) {
        seasonal_moments(end, horizon, mean, variance);
    } else {
        linear_means(end, horizon, mean);
        if (model->error == ETS_ADD)
            additive_variances(end, horizon, variance);
        else
            relative_variances(end, horizon, mean, variance);
    }
}
