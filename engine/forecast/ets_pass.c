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

/* What the states and the next forecast change by, for each free parameter. */
typedef struct {
    double l[ETS_FREE_MOST], b[ETS_FREE_MOST], q[ETS_FREE_MOST], f[ETS_FREE_MOST], w[ETS_FREE_MOST];
    double s[ETS_SEASONS_MOST][ETS_FREE_MOST];
} Slopes;

/* The model's numbers, and what beta and gamma change by where alpha and their own shares do. */
typedef struct {
    EtsPlaces at;
    double alpha, beta, gamma, phi, beta_alpha, beta_own, gamma_alpha, gamma_own;
} Rates;

INLINE Rates rates_of(Shape shape, const EtsTask *task, const double *u, const EtsState *x)
{
    Rates r = {.at = ets_places(&task->model), .alpha = x->alpha, .beta = x->beta, .gamma = x->gamma};
    r.phi = shape.damped ? x->phi : 1;
    r.beta_alpha = shape.trend ? u[r.at.beta] : 0;
    r.beta_own = x->alpha - 1e-4;
    r.gamma_alpha = shape.season ? -u[r.at.gamma] : 0;
    r.gamma_own = 1 - x->alpha - 1e-4;
    return r;
}

INLINE void slopes_begin(Shape shape, const EtsPlaces *at, unsigned m, Slopes *d)
{
    for (int i = 0; i < shape.width; i++) d->l[i] = d->b[i] = 0;
    d->l[at->level] = 1;
    if (shape.trend) d->b[at->slope] = 1;
    for (unsigned j = 0; shape.season && j < m; j++) {
        for (int i = 0; i < shape.width; i++) d->s[j][i] = j == 0 && i >= at->season && i < at->free ? -1 : 0;
        if (j > 0) d->s[j][at->season + (int)j - 1] = 1;
    }
}

/* q = l + phi b; afterwards d->b is that of phi b. */
INLINE void slopes_on(Shape shape, const Rates *r, double b, Slopes *d)
{
    for (int i = 0; i < shape.width; i++) {
        if (shape.trend) d->b[i] *= r->phi;
        d->q[i] = shape.trend ? d->l[i] + d->b[i] : d->l[i];
    }
    if (!shape.damped) return;
    d->b[r->at.phi] += b;
    d->q[r->at.phi] += b;
}

/* f and w: q and the SEASON in the row S of slopes. */
INLINE void slopes_seen(Shape shape, double y, double q, double season, const double *s, Slopes *d)
{
    double bend = shape.season == ETS_TIMES ? y / (season * season) : 0;
    for (int i = 0; i < shape.width; i++) {
        if (shape.season == ETS_TIMES) {
            d->f[i] = d->q[i] * season + s[i] * q;
            d->w[i] = -d->q[i] - bend * s[i];
        } else {
            d->f[i] = shape.season ? d->q[i] + s[i] : d->q[i];
            d->w[i] = -d->f[i];
        }
    }
}

/* One more row of the Jacobian: the error and what it changes by. */
INLINE void row_add(Shape shape, double y, double f, const Slopes *d, Rows *rows)
{
    double *row = rows->row[rows->rows], error = y - f;
    if (shape.error == ETS_TIMES) {
        double inverse = 1 / f, bend = -y * inverse * inverse;
        error *= inverse;
        for (int i = 0; i < shape.width; i++) {
            row[i] = bend * d->f[i];
            rows->logs[i] += d->f[i] * inverse;
        }
    } else {
        for (int i = 0; i < shape.width; i++) row[i] = -d->f[i];
    }
    rows->error[rows->rows++] = error;
    rows->squares += error * error;
}

/* The states after a value: l' = q + alpha w, b' = phi b + beta w. */
INLINE void slopes_follow(Shape shape, const Rates *r, double w, Slopes *d)
{
    for (int i = 0; i < shape.width; i++) {
        d->l[i] = d->q[i] + r->alpha * d->w[i];
        if (shape.trend) d->b[i] += r->beta * d->w[i];
    }
    d->l[0] += w;
    if (!shape.trend) return;
    d->b[0] += r->beta_alpha * w;
    d->b[r->at.beta] += r->beta_own * w;
}

/* s' = s + gamma CHANGE, the change e or e / q. */
INLINE void season_follow(Shape shape, const Rates *r, double y, double q, double change, double *s,
                          const Slopes *d)
{
    double bend = shape.season == ETS_TIMES ? r->gamma * y / (q * q) : r->gamma;
    for (int i = 0; i < shape.width; i++) s[i] = (1 - r->gamma) * s[i] - bend * d->q[i];
    s[0] += r->gamma_alpha * change;
    s[r->at.gamma] += r->gamma_own * change;
}

INLINE void equations_clear(int width, EtsEquations *out, Rows *rows)
{
    for (int i = 0; i < width; i++) {
        rows->logs[i] = out->gradient[i] = 0;
        for (int j = 0; j < width; j++) out->matrix[i][j] = 0;
    }
    rows->rows = 0;
    rows->squares = 0;
}

INLINE bool equations_of(Shape shape, const EtsTask *task, const double *u, EtsEquations *out)
{
    EtsState x;
    ets_state_of(&task->model, u, &x);
    const Rates r = rates_of(shape, task, u, &x);
    const unsigned m = task->model.m;
    double l = x.level, b = x.slope;
    unsigned at = 0;
    bool possible = true;
    Slopes d;
    Rows rows;
    slopes_begin(shape, &r.at, m, &d);
    equations_clear(shape.width, out, &rows);
    for (size_t t = 0; t < task->n; t++) {
        double y = task->y[t], onward = shape.trend ? r.phi * b : 0, q = l + onward;
        double season = shape.season ? x.season[at] : 0;
        double f = shape.season == ETS_TIMES ? q * season : shape.season ? q + season : q;
        if (shape.season == ETS_TIMES) possible &= q > 0 && season > 0;
        if (shape.error == ETS_TIMES) possible &= f > 0;
        slopes_on(shape, &r, b, &d);
        if (isnan(y)) {
            l = q;
            b = onward;
            for (int i = 0; i < shape.width; i++) d.l[i] = d.q[i];
        } else {
            double e = y - f, w = shape.season == ETS_TIMES ? e / season : e;
            slopes_seen(shape, y, q, season, d.s[at], &d);
            row_add(shape, y, f, &d, &rows);
            if (rows.rows == ROWS) multiply(shape.width, &rows, out);
            slopes_follow(shape, &r, w, &d);
            l = q + r.alpha * w;
            b = onward + r.beta * w;
            if (shape.season) {
                double change = shape.season == ETS_TIMES ? e / q : e;
                season_follow(shape, &r, y, q, change, d.s[at], &d);
                x.season[at] = season + r.gamma * change;
            }
        }
        if (shape.season && ++at == m) at = 0;
    }
    multiply(shape.width, &rows, out);
    if (shape.error == ETS_TIMES) turn(shape.width, &rows, (double)task->observed, out);
    out->squares = rows.squares;
    return possible;
}

/* ---- multiplicative trends, which are not in the automatic choice: plainly, and by differences ---- */

#define DIFFERENCE 1e-6

static bool possible_step(const EtsModel *model, const EtsState *x, unsigned at)
{
    return x->level > 0 && x->slope > 0 && (model->season != ETS_TIMES || x->season[at] > 0);
}

static double value_plainly(const EtsTask *task, const EtsState *state)
{
    const EtsModel *model = &task->model;
    EtsState x = *state;
    double squares = 0, logs = 0;
    for (size_t t = 0; t < task->n; t++) {
        unsigned at = (unsigned)(t % model->m);
        if (!possible_step(model, &x, at)) return INFINITY;
        double f = ets_step(model, &x, at, task->y[t]), e = task->y[t] - f;
        if (isnan(e)) continue;
        if (model->error == ETS_TIMES && !(f > 0)) return INFINITY;
        squares += model->error == ETS_TIMES ? e * e / (f * f) : e * e;
        if (model->error == ETS_TIMES) logs += log(f);
    }
    double value = (double)task->observed * log(fmax(squares, task->floor)) + 2 * logs;
    return isnan(value) ? INFINITY : value;
}

static bool equations_by_differences(const EtsTask *task, const double *u, EtsEquations *out)
{
    const EtsModel *model = &task->model;
    int free = ets_places(model).free;
    Shape shape = {.error = model->error, .width = (free + 1) / 2 * 2};
    EtsState x = {0}, moved[ETS_FREE_MOST] = {{0}};
    double at_u[ETS_FREE_MOST], step[ETS_FREE_MOST];
    memcpy(at_u, u, (size_t)free * sizeof *u);
    ets_state_of(model, u, &x);
    for (int i = 0; i < free; i++) {
        at_u[i] += step[i] = DIFFERENCE * fmax(fabs(u[i]), 0.01);
        ets_state_of(model, at_u, &moved[i]);
        at_u[i] = u[i];
    }
    Slopes d = {.f = {0}};
    Rows rows;
    equations_clear(shape.width, out, &rows);
    for (size_t t = 0; t < task->n; t++) {
        unsigned at = (unsigned)(t % model->m);
        double y = task->y[t];
        if (!possible_step(model, &x, at)) return false;
        double f = ets_step(model, &x, at, y);
        for (int i = 0; i < free; i++) d.f[i] = (ets_step(model, &moved[i], at, y) - f) / step[i];
        if (isnan(y)) continue;
        if (model->error == ETS_TIMES && !(f > 0)) return false;
        row_add(shape, y, f, &d, &rows);
        if (rows.rows == ROWS) multiply(shape.width, &rows, out);
    }
    multiply(shape.width, &rows, out);
    if (shape.error == ETS_TIMES) turn(shape.width, &rows, (double)task->observed, out);
    out->squares = rows.squares;
    return true;
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
    if (x->trend == ETS_TIMES) return value_plainly(task, state);
    return values[x->error - 1][x->season][x->trend + x->damped](task, state);
}

bool ets_equations(const EtsTask *task, const double *u, EtsEquations *out)
{
    const EtsModel *x = &task->model;
    if (x->trend == ETS_TIMES) return equations_by_differences(task, u, out);
    return equations[x->error - 1][x->season][x->trend + x->damped](task, u, out);
}
