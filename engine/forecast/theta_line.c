#include "forecast/theta_line.h"
#include <math.h>

#define CANDIDATES 61
#define LANES      4
#define BLOCKS     ((CANDIDATES + LANES - 1) / LANES)

void theta_line_add(ThetaLine *line, double t, double y)
{
    double dt = t - line->time, dy = y - line->mean;
    line->count++;
    line->time += dt / line->count;
    line->mean += dy / line->count;
    line->tt += dt * (t - line->time);
    line->ty += dt * (y - line->mean);
    line->b = line->tt > 0 ? line->ty / line->tt : 0;
    line->a = line->mean - line->b * line->time;
}

static ThetaLine line_of_all(const double *y, size_t n)
{
    ThetaLine line = {0};
    for (size_t t = 0; t < n; t++)
        if (!isnan(y[t])) theta_line_add(&line, (double)(t + 1), y[t]);
    return line;
}

ThetaState theta_start(const ThetaModel *model, const double *y, size_t n)
{
    ThetaState state = {.model = *model, .level = model->l0, .p = 1, .t = 1};
    if (!model->dynamic) state.line = line_of_all(y, n);
    return state;
}

double theta_next(const ThetaState *s)
{
    return s->level + s->model.w * (s->line.a * s->p + s->line.b * (s->t - s->smoothed));
}

void theta_see(ThetaState *s, double y)
{
    if (!isnan(y)) {
        s->level += s->model.alpha * (y - s->level);
        s->smoothed += s->model.alpha * (s->t - s->smoothed);
        s->p *= 1 - s->model.alpha;
        if (s->model.dynamic) theta_line_add(&s->line, s->t, y);
    }
    s->t++;
}

/* ---- the fit: some alphas side by side ---- */

typedef double Lanes __attribute__((vector_size(LANES * sizeof(double))));

/* Sums over the residuals z - l0 p - w g that count. */
typedef struct {
    Lanes pp, pg, gg, zp, zg, zz;
} Sums;

static double alpha_of(int candidate)
{
    return 0.1 + 0.89 * (candidate < CANDIDATES ? candidate : CANDIDATES - 1) / (CANDIDATES - 1);
}

typedef struct {
    const double *y, *a, *b; /* the line before each value */
    size_t n;
} Lines;

static void sum_up(const Lines *lines, const Lanes *alpha, Sums *out)
{
    Lanes zero = {0}, level = zero, smoothed = zero, p = zero + 1, q = 1 - *alpha, rate = *alpha;
    Lanes pp = zero, pg = zero, gg = zero, zp = zero, zg = zero, zz = zero;
    size_t first = theta_first(lines->n);
    for (size_t i = 0; i < lines->n; i++) {
        double y = lines->y[i], t = (double)(i + 1);
        if (isnan(y)) continue;
        if (i >= first) {
            Lanes g = lines->a[i] * p + lines->b[i] * (t - smoothed), z = y - level;
            pp += p * p;
            pg += p * g;
            gg += g * g;
            zp += z * p;
            zg += z * g;
            zz += z * z;
        }
        level += rate * (y - level);
        smoothed += rate * (t - smoothed);
        p *= q;
    }
    *out = (Sums){pp, pg, gg, zp, zg, zz};
}

/* (l0, w) for one alpha and what they leave, the penalty on w included. */
static double solve(const Sums *s, int lane, double ridge, double start, ThetaModel *out)
{
    double pp = s->pp[lane], pg = s->pg[lane], gg = s->gg[lane], zp = s->zp[lane], zg = s->zg[lane];
    double more = 1 + ridge, right_p = zp + ridge * pp * start, right_g = zg + ridge * gg * 0.5;
    double det = more * more * pp * gg - pg * pg;
    double w = det > 1e-12 * pp * gg ? (more * pp * right_g - pg * right_p) / det : 0;
    w = fmin(fmax(w, 0), 1);
    double l0 = pp > 0 ? (right_p - w * pg) / (more * pp) : start;
    out->w = w;
    out->l0 = l0;
    return s->zz[lane] - 2 * (l0 * zp + w * zg) + l0 * l0 * pp + 2 * l0 * w * pg + w * w * gg +
           ridge * gg * (w - 0.5) * (w - 0.5);
}

static ThetaModel best_of(const Lines *lines, double ridge)
{
    ThetaModel best = {0};
    double least = INFINITY, y0 = lines->y[0];
    for (int block = 0; block < BLOCKS; block++) {
        Lanes alpha;
        Sums sums;
        for (int lane = 0; lane < LANES; lane++) alpha[lane] = alpha_of(block * LANES + lane);
        sum_up(lines, &alpha, &sums);
        for (int lane = 0; lane < LANES && block * LANES + lane < CANDIDATES; lane++) {
            ThetaModel model = {.alpha = alpha[lane]};
            double left = solve(&sums, lane, ridge, y0 / 2, &model);
            if (!(left < least)) continue;
            least = left;
            best = model;
        }
    }
    return best;
}

ThetaModel theta_fit(const double *y, size_t n, bool dynamic, double ridge, myn_arena *scratch)
{
    double *a = myn_arena_get(scratch, n * sizeof *a), *b = myn_arena_get(scratch, n * sizeof *b);
    if (!a || !b) return (ThetaModel){.alpha = NAN};
    ThetaLine line = dynamic ? (ThetaLine){0} : line_of_all(y, n);
    for (size_t t = 0; t < n; t++) {
        a[t] = line.a;
        b[t] = line.b;
        if (dynamic && !isnan(y[t])) theta_line_add(&line, (double)(t + 1), y[t]);
    }
    Lines lines = {y, a, b, n};
    ThetaModel best = best_of(&lines, ridge / (double)n);
    best.dynamic = dynamic;
    return best;
}
