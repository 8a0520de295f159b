/* The loops are written once, for constants that say what the model has; the compiler makes one of each. */
#include "forecast/ets_pass.h"
#include <math.h>
#include <string.h>

#define ROWS   32 /* rows of the Jacobian gathered before they are multiplied */
#define INLINE static inline __attribute__((always_inline))

/* What the compiler is told: TREND, SEASON, ERROR as EtsPart, and how many values a derivative has (even). */
typedef struct {
    EtsPart error;
    bool trend, damped;
    EtsPart season;
    int width;
} Shape;

/* ---- the likelihood ---- */

typedef struct {
    double squares, product, logs; /* sum e^2; the forecasts' product, its logarithm taken out in time */
    bool possible;
} Likelihood;

INLINE void count_forecast(Likelihood *k, double f)
{
    k->product *= f;
    if (k->product > 1e-100 && k->product < 1e100) return;
    k->logs += log(k->product);
    k->product = 1;
}

INLINE double value_of(Shape shape, const EtsTask *task, const EtsState *state)
{
    double l = state->level, b = state->slope, s[ETS_SEASONS_MOST], alpha = state->alpha, beta = state->beta;
    double gamma = state->gamma, phi = shape.damped ? state->phi : 1;
    Likelihood k = {.product = 1, .possible = true};
    unsigned at = 0, m = task->model.m;
    if (shape.season) memcpy(s, state->season, m * sizeof *s);
    for (size_t t = 0; t < task->n; t++) {
        double y = task->y[t], onward = shape.trend ? phi * b : 0, q = l + onward;
        double season = shape.season ? s[at] : 0;
        double f = shape.season == ETS_TIMES ? q * season : shape.season ? q + season : q;
        if (shape.season == ETS_TIMES) k.possible &= q > 0 && season > 0;
        if (shape.error == ETS_TIMES) k.possible &= f > 0;
        if (isnan(y)) {
            l = q;
            b = onward;
        } else {
            double e = y - f, w = shape.season == ETS_TIMES ? e / season : e;
            l = q + alpha * w;
            b = onward + beta * w;
            if (shape.season) s[at] = season + gamma * (shape.season == ETS_TIMES ? e / q : e);
            double relative = shape.error == ETS_TIMES ? e / f : e;
            k.squares += relative * relative;
            if (shape.error == ETS_TIMES) count_forecast(&k, f);
        }
        if (shape.season && ++at == m) at = 0;
    }
    if (!k.possible) return INFINITY;
    double n = (double)task->observed;
    double value = n * log(fmax(k.squares, task->floor));
    if (shape.error == ETS_TIMES) value += 2 * (k.logs + log(k.product));
    return isnan(value) ? INFINITY : value;
}

/* ---- the equations ---- */

typedef struct {
    double row[ROWS][ETS_FREE_MOST], error[ROWS];
    double logs[ETS_FREE_MOST]; /* sum of df / f */
    double squares;
    int rows;
} Rows;

/* The rows gathered into the lower triangle, four at a time. */
INLINE void multiply(int width, Rows *r, EtsEquations *out)
{
    for (int t = r->rows; t % 4; t++) {
        memset(r->row[t], 0, (size_t)width * sizeof *r->row[t]);
        r->error[t] = 0;
    }
    for (int t = 0; t < r->rows; t += 4) {
        const double *a = r->row[t], *b = r->row[t + 1], *c = r->row[t + 2], *d = r->row[t + 3];
        for (int i = 0; i < width; i++) {
            double *to = out->matrix[i];
            for (int j = 0; j < (i | 1) + 1; j++)
                to[j] += a[i] * a[j] + b[i] * b[j] + c[i] * c[j] + d[i] * d[j];
        }
        for (int i = 0; i < width; i++)
            out->gradient[i] += (a[i] * r->error[t] + b[i] * r->error[t + 1]) +
                                (c[i] * r->error[t + 2] + d[i] * r->error[t + 3]);
    }
    r->rows = 0;
}

/* With multiplicative error dr = G (de + e c), c = mean of df / f. */
INLINE void turn(int width, const Rows *r, double n, EtsEquations *out)
{
    double c[ETS_FREE_MOST], plain[ETS_FREE_MOST];
    for (int i = 0; i < width; i++) {
        c[i] = r->logs[i] / n;
        plain[i] = out->gradient[i];
    }
    for (int i = 0; i < width; i++) {
        for (int j = 0; j <= i; j++)
            out->matrix[i][j] += plain[i] * c[j] + c[i] * plain[j] + r->squares * c[i] * c[j];
        out->gradient[i] = plain[i] + r->squares * c[i];
    }
}

INLINE bool equations_of(Shape shape, const EtsTask *task, const double *u, EtsEquations *out)
{
    const int width = shape.width;
    const EtsPlaces p = ets_places(&task->model);
    const unsigned m = task->model.m;
    EtsState x;
    ets_state_of(&task->model, u, &x);
    double alpha = x.alpha, beta = x.beta, gamma = x.gamma, phi = shape.damped ? x.phi : 1, l = x.level,
           b = x.slope;
    double beta_alpha = shape.trend ? u[p.beta] : 0, beta_own = alpha - 1e-4;
    double gamma_alpha = shape.season ? -u[p.gamma] : 0, gamma_own = 1 - alpha - 1e-4;
    double dl[ETS_FREE_MOST] = {0}, db[ETS_FREE_MOST] = {0}, dq[ETS_FREE_MOST], df[ETS_FREE_MOST],
           dw[ETS_FREE_MOST];
    double ds[ETS_SEASONS_MOST][ETS_FREE_MOST];
    Rows r = {.rows = 0, .squares = 0};
    for (int i = 0; i < width; i++) r.logs[i] = out->gradient[i] = 0;
    for (int i = 0; i < width; i++)
        for (int j = 0; j < width; j++) out->matrix[i][j] = 0;
    dl[p.level] = 1;
    if (shape.trend) db[p.slope] = 1;
    for (unsigned j = 0; shape.season && j < m; j++) {
        for (int i = 0; i < width; i++) ds[j][i] = j == 0 && i >= p.season && i < p.free ? -1 : 0;
        if (j > 0) ds[j][p.season + (int)j - 1] = 1;
    }
    unsigned at = 0;
    bool possible = true;
    for (size_t t = 0; t < task->n; t++) {
        double y = task->y[t], onward = shape.trend ? phi * b : 0, q = l + onward;
        double season = shape.season ? x.season[at] : 0;
        double f = shape.season == ETS_TIMES ? q * season : shape.season ? q + season : q;
        if (shape.season == ETS_TIMES) possible &= q > 0 && season > 0;
        if (shape.error == ETS_TIMES) possible &= f > 0;
        if (shape.trend) {
            for (int i = 0; i < width; i++) {
                db[i] *= phi;
                dq[i] = dl[i] + db[i];
            }
            if (shape.damped) {
                db[p.phi] += b;
                dq[p.phi] += b;
            }
        } else {
            for (int i = 0; i < width; i++) dq[i] = dl[i];
        }
        if (isnan(y)) {
            l = q;
            b = onward;
            for (int i = 0; i < width; i++) dl[i] = dq[i];
            if (shape.season && ++at == m) at = 0;
            continue;
        }
        double e = y - f, w = e;
        if (shape.season == ETS_TIMES) {
            w = e / season;
            double slope = y / (season * season);
            for (int i = 0; i < width; i++) {
                df[i] = dq[i] * season + ds[at][i] * q;
                dw[i] = -dq[i] - slope * ds[at][i];
            }
        } else {
            for (int i = 0; i < width; i++) {
                df[i] = shape.season ? dq[i] + ds[at][i] : dq[i];
                dw[i] = -df[i];
            }
        }
        if (shape.error == ETS_TIMES) {
            double inverse = 1 / f, relative = e * inverse, slope = -y * inverse * inverse;
            double *row = r.row[r.rows];
            for (int i = 0; i < width; i++) {
                row[i] = slope * df[i];
                r.logs[i] += df[i] * inverse;
            }
            r.error[r.rows++] = relative;
            r.squares += relative * relative;
        } else {
            double *row = r.row[r.rows];
            for (int i = 0; i < width; i++) row[i] = -df[i];
            r.error[r.rows++] = e;
            r.squares += e * e;
        }
        if (r.rows == ROWS) multiply(width, &r, out);
        for (int i = 0; i < width; i++) dl[i] = dq[i] + alpha * dw[i];
        dl[0] += w;
        l = q + alpha * w;
        if (shape.trend) {
            for (int i = 0; i < width; i++) db[i] += beta * dw[i];
            db[0] += beta_alpha * w;
            db[p.beta] += beta_own * w;
            b = onward + beta * w;
        }
        if (shape.season) {
            double change = shape.season == ETS_TIMES ? e / q : e;
            double slope = shape.season == ETS_TIMES ? gamma * y / (q * q) : gamma;
            for (int i = 0; i < width; i++) ds[at][i] = (1 - gamma) * ds[at][i] - slope * dq[i];
            ds[at][0] += gamma_alpha * change;
            ds[at][p.gamma] += gamma_own * change;
            x.season[at] = season + gamma * change;
            if (++at == m) at = 0;
        }
    }
    multiply(width, &r, out);
    if (shape.error == ETS_TIMES) turn(width, &r, (double)task->observed, out);
    out->squares = r.squares;
    return possible;
}

/* ---- one of each ---- */

typedef double (*Value)(const EtsTask *, const EtsState *);
typedef bool (*Equations)(const EtsTask *, const double *, EtsEquations *);

#define EVEN(free) (((free) + 1) / 2 * 2)

/* Without seasons the width is known; with them it is for quarters and months. */
#define FREE(trend, damped, season, m) (2 + 2 * (trend) + (damped) + ((season) ? (m) : 0))
#define MAKE(name, error, trend, damped, season)                                                \
    static double value_##name(const EtsTask *task, const EtsState *state)                      \
    {                                                                                           \
        return value_of((Shape){error, trend, damped, season, 0}, task, state);                 \
    }                                                                                           \
    static bool equations_##name(const EtsTask *task, const double *u, EtsEquations *out)       \
    {                                                                                           \
        const int quarters = EVEN(FREE(trend, damped, season, 4)),                              \
                  months = EVEN(FREE(trend, damped, season, 12));                               \
        if (!(season) || task->model.m == 4)                                                    \
            return equations_of((Shape){error, trend, damped, season, quarters}, task, u, out); \
        if (task->model.m == 12)                                                                \
            return equations_of((Shape){error, trend, damped, season, months}, task, u, out);   \
        int width = EVEN(FREE(trend, damped, season, (int)task->model.m));                      \
        return equations_of((Shape){error, trend, damped, season, width}, task, u, out);        \
    }
#define MAKE_TRENDS(name, error, season)    \
    MAKE(name##_level, error, 0, 0, season) \
    MAKE(name##_trend, error, 1, 0, season) \
    MAKE(name##_damped, error, 1, 1, season)
MAKE_TRENDS(add_none, ETS_ADD, ETS_NONE)
MAKE_TRENDS(add_add, ETS_ADD, ETS_ADD)
MAKE_TRENDS(add_times, ETS_ADD, ETS_TIMES)
MAKE_TRENDS(times_none, ETS_TIMES, ETS_NONE)
MAKE_TRENDS(times_add, ETS_TIMES, ETS_ADD)
MAKE_TRENDS(times_times, ETS_TIMES, ETS_TIMES)

#define THREE(kind, name)                                                    \
    {                                                                        \
        kind##_##name##_level, kind##_##name##_trend, kind##_##name##_damped \
    }
#define TABLE(kind)                                                                   \
    {                                                                                 \
        {THREE(kind, add_none), THREE(kind, add_add), THREE(kind, add_times)},        \
        {                                                                             \
            THREE(kind, times_none), THREE(kind, times_add), THREE(kind, times_times) \
        }                                                                             \
    }

static const Value values[2][3][3] = TABLE(value);
static const Equations equations[2][3][3] = TABLE(equations);

double ets_value(const EtsTask *task, const EtsState *state)
{
    const EtsModel *x = &task->model;
    return values[x->error - 1][x->season][x->trend + x->damped](task, state);
}

bool ets_equations(const EtsTask *task, const double *u, EtsEquations *out)
{
    const EtsModel *x = &task->model;
    return equations[x->error - 1][x->season][x->trend + x->damped](task, u, out);
}
