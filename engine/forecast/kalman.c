/* The Kalman filter of an integrated autoregressive moving-average process. */
#include "forecast/kalman.h"
#include <math.h>
#include <string.h>

typedef struct {
    const Integrated *model;
    size_t r, size;
    double *a, *p, *half, *with; /* state, its variance, scratch: size, size^2, size^2, size */
} Filter;

static myn_status filter_new(Filter *f, const Integrated *model, ArmaWork *work, myn_arena *scratch)
{
    *f = (Filter){.model = model, .r = arma_states(model->arma)};
    f->size = f->r + model->deltas;
    f->a = myn_arena_zero(scratch, f->size, sizeof *f->a);
    f->p = myn_arena_zero(scratch, f->size * f->size, sizeof *f->p);
    f->half = myn_arena_zero(scratch, f->size * f->size, sizeof *f->half);
    f->with = myn_arena_zero(scratch, 2 * f->size, sizeof *f->with);
    if (!f->a || !f->p || !f->half || !f->with) return MYN_ERR_MEMORY;
    if (!arma_state_variance(model->arma, work, f->p, f->size)) return MYN_ERR_DATA;
    for (size_t i = f->r; i < f->size; i++) f->p[i * f->size + i] = KALMAN_DIFFUSE;
    return MYN_OK;
}

/* T x, in place. */
static void move_state(const Filter *f, double *x)
{
    const Integrated *m = f->model;
    double first = x[0], seen = first;
    for (size_t j = 0; j < m->deltas; j++) seen += m->delta[j] * x[f->r + j];
    for (size_t i = 0; i + 1 < f->r; i++) x[i] = m->arma->phi[i] * first + x[i + 1];
    x[f->r - 1] = m->arma->phi[f->r - 1] * first;
    for (size_t j = m->deltas; j-- > 1;) x[f->r + j] = x[f->r + j - 1];
    if (m->deltas) x[f->r] = seen;
}

/* half = T p, row by row. */
static void move_rows(Filter *f)
{
    const Integrated *m = f->model;
    size_t n = f->size;
    for (size_t i = 0; i < f->r; i++) {
        double phi = m->arma->phi[i], *to = f->half + i * n;
        const double *next = f->p + (i + 1) * n;
        bool last = i + 1 == f->r;
        for (size_t k = 0; k < n; k++) to[k] = phi * f->p[k] + (last ? 0 : next[k]);
    }
    if (m->deltas == 0) return;
    double *seen = f->half + f->r * n;
    memcpy(seen, f->p, n * sizeof *seen);
    for (size_t j = 0; j < m->deltas; j++) {
        const double *from = f->p + (f->r + j) * n;
        if (m->delta[j] != 0)
            for (size_t k = 0; k < n; k++) seen[k] += m->delta[j] * from[k];
    }
    memcpy(seen + n, f->p + f->r * n, (m->deltas - 1) * n * sizeof *seen);
}

/* p = T p T' + R R' */
static void move_variance(Filter *f)
{
    size_t n = f->size;
    const double *theta = f->model->arma->theta;
    move_rows(f);
    for (size_t i = 0; i < n; i++) {
        double *row = f->p + i * n;
        memcpy(row, f->half + i * n, n * sizeof *row);
        move_state(f, row);
        double own = i == 0 ? 1 : i < f->r ? theta[i - 1] : 0;
        if (own == 0) continue;
        row[0] += own;
        for (size_t j = 1; j < f->r; j++) row[j] += own * theta[j - 1];
    }
}

/* Z'x: what is observed of a state. */
static double observed(const Filter *f, const double *x)
{
    double sum = x[0];
    for (size_t j = 0; j < f->model->deltas; j++) sum += f->model->delta[j] * x[f->r + j];
    return sum;
}

/* with = p Z; returns Z'p Z. */
static double variance_of(Filter *f)
{
    for (size_t i = 0; i < f->size; i++) f->with[i] = observed(f, f->p + i * f->size);
    return observed(f, f->with);
}

static void learn(Filter *f, double v, double variance)
{
    for (size_t i = 0; i < f->size; i++) {
        double gain = f->with[i] / variance, *row = f->p + i * f->size;
        f->a[i] += gain * v;
        for (size_t j = 0; j < f->size; j++) row[j] -= gain * f->with[j];
    }
}

/* One value, after the state has moved to its time. */
static void take(Filter *f, const KalmanTask *task, size_t t, KalmanFound *out)
{
    double said = observed(f, f->a), variance = variance_of(f), v = task->y[t] - said;
    if (task->fitted) task->fitted[t] = variance < KALMAN_UNKNOWN ? said : NAN;
    if (isnan(v)) return;
    out->all_squares += v * v / variance;
    if (variance < KALMAN_UNKNOWN) {
        out->squares += v * v / variance;
        out->log_det += log(variance);
        out->used++;
    }
    learn(f, v, variance);
}

myn_status kalman_run(const Integrated *model, const KalmanTask *task, ArmaWork *work, KalmanFound *out,
                      myn_arena *scratch)
{
    Filter f;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = filter_new(&f, model, work, scratch);
    *out = (KalmanFound){0};
    for (size_t t = 0; t < task->n + task->horizon && !status; t++) {
        if (t) {
            move_state(&f, f.a);
            move_variance(&f);
        }
        if (t < task->n) {
            take(&f, task, t, out);
            continue;
        }
        if (task->mean) task->mean[t - task->n] = observed(&f, f.a);
        if (task->variance) task->variance[t - task->n] = variance_of(&f);
    }
    myn_arena_rewind(scratch, mark);
    return status;
}

double kalman_loglik(const KalmanFound *found, size_t terms)
{
    double n = (double)terms, used = (double)found->used;
    return -.5 * n * (log(2 * M_PI * found->squares / used) + 1 + found->log_det / used);
}
