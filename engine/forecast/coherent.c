/* Intervals that add up among themselves: quantiles of paths each of which does. */
#include "forecast/addup.h"
#include <math.h>
#include <mynegai/order.h>
#include <mynegai/stream.h>
#include <stdlib.h>
#include <string.h>

/* ---- draws of reconciled errors ---- */

/* The joint distribution of base errors. */
typedef struct {
    double *sd;            /* nodes */
    double lambda, common; /* how far it is shrunk, and to which correlation */
} Joint;

/* The mean correlation of errors of the leaves that have any spread, at least 0. */
static double common_of(const AddUp *a, myn_cmat error, const double *sd)
{
    double squares = 0, leaves = 0;
    for (size_t i = 0; i < error.rows; i++) leaves += a->tree.parts[i] == 0 && sd[i] > 0;
    for (size_t t = 0; t < error.cols; t++) {
        double sum = 0;
        for (size_t i = 0; i < error.rows; i++)
            if (a->tree.parts[i] == 0 && sd[i] > 0) sum += error.at[i * error.stride + t] / sd[i];
        squares += sum * sum / (double)error.cols;
    }
    return leaves > 1 ? fmin(fmax((squares - leaves) / (leaves * (leaves - 1)), 0), 1) : 0;
}

/* JOINT of ERROR, which has columns. */
static myn_status learn_joint(const AddUp *a, myn_cmat error, Joint *joint, myn_arena *scratch)
{
    size_t nodes = error.rows;
    myn_mat covariance = {myn_arena_get(scratch, nodes * nodes * sizeof(double)), nodes, nodes, nodes};
    if (!covariance.at) return MYN_ERR_MEMORY;
    myn_status status = myn_shrunk_covariance(error, covariance, &joint->lambda, scratch);
    for (size_t i = 0; !status && i < nodes; i++) joint->sd[i] = sqrt(covariance.at[i * (nodes + 1)]);
    if (!status) joint->common = common_of(a, error, joint->sd);
    return status;
}

/* Draws of base errors as they were before position END, reconciled, into OUT (nodes x paths). SCALE (nodes): where too few are
 * known. */
static myn_status draw_errors(AddUp *a, size_t end, const double *scale, myn_mat out, myn_arena *scratch)
{
    size_t nodes = a->plan->nodes;
    Joint joint = {myn_arena_get(scratch, nodes * sizeof(double)), 1, 0};
    myn_mat error;
    myn_status status = joint.sd ? addup_errors(a, end, &error, scratch) : MYN_ERR_MEMORY;
    if (status) return status;
    for (size_t i = 0; i < nodes; i++) joint.sd[i] = isfinite(scale[i]) ? scale[i] : 0;
    if (error.at)
        status = learn_joint(a, myn_const(error), &joint, scratch);
    else
        error.cols = 0;
    if (!status)
        status = myn_joint_errors(myn_const(error), joint.sd, joint.lambda, joint.common, a->plan->seed, out,
                                  scratch);
    a->below = true;
    if (!status) status = addup_reconcile(a, end, out, scratch);
    a->below = false;
    return status;
}

static double root_mean_square(const double *x, size_t n)
{
    double sum = 0;
    for (size_t d = 0; d < n; d++) sum += x[d] * x[d];
    return sqrt(sum / (double)n);
}

static myn_status new_paths(const AddUp *a, myn_mat *out, myn_arena *scratch)
{
    size_t nodes = a->plan->nodes, paths = a->plan->paths;
    *out = (myn_mat){myn_arena_get(scratch, nodes * paths * sizeof(double)), nodes, paths, paths};
    return out->at ? MYN_OK : MYN_ERR_MEMORY;
}

myn_status coherent_units(AddUp *a, myn_arena *scratch)
{
    size_t nodes = a->plan->nodes;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_mat draws;
    myn_status status = new_paths(a, &draws, scratch);
    for (size_t k = 0; !status && k <= a->origins; k++) {
        myn_arena_mark here = myn_arena_here(scratch);
        size_t end = k < a->origins ? addup_node(a, 0)->origin[k] : a->n;
        double *unit = a->unit + k * nodes;
        status = draw_errors(a, end, unit, draws, scratch);
        for (size_t i = 0; !status && i < nodes; i++)
            unit[i] = root_mean_square(draws.at + i * draws.stride, draws.cols);
        myn_arena_rewind(scratch, here);
    }
    myn_arena_rewind(scratch, mark);
    return status;
}

/* ---- how far paths are stretched ---- */

static size_t lead_of(const AddUp *a, size_t i)
{
    const myn_panel_series *s = addup_series(a, i);
    size_t lead = s->lead;
    for (size_t n = s->n; n && isnan(s->y[n - 1]); n--) lead++;
    return lead;
}

/* The factor on draws at LEVEL and step H: from the back-test, else from the intervals before. */
static double stretch(const AddUp *a, size_t level, size_t h)
{
    const myn_outlook *o = &a->out->outlook;
    double z = myn_normal_quantile((1 + o->level[level]) / 2), sum = 0, n = 0;
    if (a->quantile[2]) return a->quantile[2][level * a->reach + lead_of(a, 0) + h] / z;
    for (size_t i = 0; i < a->plan->nodes; i++) {
        const myn_series_outlook *out = addup_node(a, i);
        double unit = a->unit[a->origins * a->plan->nodes + i];
        double half = (out->upper[level * o->horizon + h] - out->lower[level * o->horizon + h]) / 2;
        if (isfinite(half) && unit > 0) sum += half / (z * unit), n++;
    }
    return n > 0 ? sum / n : NAN;
}

/* ---- paths ---- */

typedef struct {
    myn_mat draw;    /* reconciled errors */
    myn_mat mean;    /* nodes x horizon: reconciled, below 0 let be */
    myn_mat path;    /* one step's */
    myn_mat project; /* those of them that are made non-negative */
    size_t *column;  /* where they came from */
    double *factor;  /* levels x horizon */
    double *sorted;  /* nodes x paths: each node's draws, rising */
} Paths;

static myn_status linear_means(AddUp *a, myn_mat *out, myn_arena *scratch)
{
    size_t nodes = a->plan->nodes, horizon = a->out->outlook.horizon;
    *out = (myn_mat){myn_arena_get(scratch, (nodes * horizon + 1) * sizeof(double)), nodes, horizon, horizon};
    if (!out->at) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < nodes; i++)
        memcpy(out->at + i * horizon, addup_node(a, i)->base_mean, horizon * sizeof(double));
    a->below = true;
    myn_status status = addup_reconcile(a, a->n, *out, scratch);
    a->below = false;
    return status;
}

static myn_status make_room(AddUp *a, Paths *p, myn_arena *scratch)
{
    const myn_outlook *o = &a->out->outlook;
    p->column = myn_arena_get(scratch, a->plan->paths * sizeof *p->column);
    p->sorted = myn_arena_get(scratch, a->plan->nodes * a->plan->paths * sizeof *p->sorted);
    p->factor = myn_arena_get(scratch, (o->levels * o->horizon + 1) * sizeof *p->factor);
    myn_status status = p->column && p->sorted && p->factor ? MYN_OK : MYN_ERR_MEMORY;
    if (!status) status = new_paths(a, &p->draw, scratch);
    if (!status) status = new_paths(a, &p->path, scratch);
    if (!status) status = new_paths(a, &p->project, scratch);
    return status;
}

/* Paths with a leaf below 0 projected. */
static myn_status hold_positive(AddUp *a, Paths *p, myn_arena *scratch)
{
    size_t count = 0, nodes = a->plan->nodes;
    for (size_t d = 0; d < p->path.cols; d++) {
        bool below = false;
        for (size_t i = 0; i < nodes; i++)
            below |= a->tree.parts[i] == 0 && p->path.at[i * p->path.stride + d] < 0;
        if (below) p->column[count++] = d;
    }
    myn_mat some = {p->project.at, nodes, count, count};
    if (!count) return MYN_OK;
    for (size_t i = 0; i < nodes; i++)
        for (size_t j = 0; j < count; j++)
            some.at[i * count + j] = p->path.at[i * p->path.stride + p->column[j]];
    myn_status status = addup_positive(a, some, scratch);
    for (size_t i = 0; !status && i < nodes; i++)
        for (size_t j = 0; j < count; j++)
            p->path.at[i * p->path.stride + p->column[j]] = some.at[i * count + j];
    return status;
}

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void sort(double *x, size_t n)
{
    qsort(x, n, sizeof *x, rising);
}

static void sort_draws(Paths *p)
{
    size_t n = p->draw.cols;
    for (size_t i = 0; i < p->draw.rows; i++) {
        memcpy(p->sorted + i * n, p->draw.at + i * p->draw.stride, n * sizeof *p->sorted);
        sort(p->sorted + i * n, n);
    }
}

/* The ends of node I: quantiles of SORTED (n), times FACTOR, from FROM. */
static void take_ends(AddUp *a, size_t i, size_t level, size_t h, const double *sorted, size_t n,
                      double factor, double from)
{
    const myn_outlook *o = &a->out->outlook;
    myn_series_outlook *out = addup_node(a, i);
    size_t at = level * o->horizon + h;
    double low = myn_quantile(sorted, n, (1 - o->level[level]) / 2);
    double high = myn_quantile(sorted, n, (1 + o->level[level]) / 2);
    out->lower[at] = addup_held(a, i, from + factor * low);
    out->upper[at] = addup_held(a, i, from + factor * high);
}

/* Whether any path comes below 0 where none may. */
static bool any_below(const AddUp *a, const Paths *p, double factor, size_t h)
{
    bool below = false;
    for (size_t i = 0; a->plan->positive && i < a->plan->nodes; i++)
        below |= a->tree.parts[i] == 0 &&
                 p->mean.at[i * p->mean.stride + h] + factor * p->sorted[i * p->draw.cols] < 0;
    return below;
}

/* The same from paths that are projected first. */
static myn_status set_projected(AddUp *a, Paths *p, size_t level, size_t h, double factor, myn_arena *scratch)
{
    size_t nodes = a->plan->nodes, n = p->path.cols;
    for (size_t i = 0; i < nodes; i++)
        for (size_t d = 0; d < n; d++)
            p->path.at[i * n + d] = p->mean.at[i * p->mean.stride + h] +
                                    factor * p->draw.at[i * p->draw.stride + d];
    myn_status status = hold_positive(a, p, scratch);
    for (size_t i = 0; !status && i < nodes; i++) {
        sort(p->path.at + i * n, n);
        take_ends(a, i, level, h, p->path.at + i * n, n, 1, 0);
    }
    return status;
}

/* Intervals of all nodes at LEVEL and step H. */
static myn_status set_step(AddUp *a, Paths *p, size_t level, size_t h, myn_arena *scratch)
{
    double factor = p->factor[level * a->out->outlook.horizon + h];
    size_t n = p->draw.cols;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = MYN_OK;
    if (isnan(factor)) return MYN_OK;
    if (any_below(a, p, factor, h))
        status = set_projected(a, p, level, h, factor, scratch);
    else
        for (size_t i = 0; i < a->plan->nodes; i++)
            take_ends(a, i, level, h, p->sorted + i * n, n, factor, p->mean.at[i * p->mean.stride + h]);
    myn_arena_rewind(scratch, mark);
    return status;
}

myn_status coherent_set(AddUp *a, myn_arena *scratch)
{
    const myn_outlook *o = &a->out->outlook;
    size_t nodes = a->plan->nodes;
    Paths p;
    myn_status status = make_room(a, &p, scratch);
    double *scale = myn_arena_get(scratch, nodes * sizeof *scale);
    if (!status && !scale) status = MYN_ERR_MEMORY;
    for (size_t i = 0; !status && i < nodes; i++)
        scale[i] = myn_scale_of(addup_series(a, i)->y, a->n, addup_series(a, i)->frequency);
    if (!status) status = draw_errors(a, a->n, scale, p.draw, scratch);
    if (!status) status = linear_means(a, &p.mean, scratch);
    if (!status) sort_draws(&p);
    for (size_t j = 0; !status && j < o->levels * o->horizon; j++)
        p.factor[j] = stretch(a, j / o->horizon, j % o->horizon);
    for (size_t j = 0; !status && j < o->levels * o->horizon; j++)
        status = set_step(a, &p, j / o->horizon, j % o->horizon, scratch);
    return status;
}
