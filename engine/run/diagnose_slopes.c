/* How a branch's score comes of its parts. A store keeps scores, not how they were made: the weights in use are tried,
 * then the closest sum is sought, and either is told from the truth by what it leaves unexplained. */
#include "run/diagnose.h"
#include <math.h>
#include <string.h>

/* What a sum leaves unexplained by rounding alone, also where figures were rounded to single precision. */
#define EXPLAINED (1 - 1e-9)

int diagnose_sign(const myn_item *item)
{
    return item->indicator == MYN_NONE && item->direction < 0 ? -1 : 1;
}

static size_t count_parts(const myn_labels *labels, size_t node)
{
    size_t count = 0;
    for (size_t i = 0; i < labels->nodes; i++) count += labels->node[i].parent == node;
    return count;
}

static bool has_all(const Parts *parts, size_t area)
{
    for (size_t i = 0; i < parts->count; i++)
        if (isnan(myn_row(parts->x, i)[area])) return false;
    return true;
}

static myn_status take_complete(const Diagnoser *d, Parts *parts)
{
    size_t n = parts->areas;
    for (size_t a = 0; a < n; a++) parts->complete += has_all(parts, a);
    parts->whole = (myn_mat){myn_arena_get(d->scratch, (parts->count * parts->complete + 1) * sizeof(double)),
                             parts->count, parts->complete, parts->complete};
    parts->whole_y = myn_arena_get(d->scratch, (parts->complete + 1) * sizeof(double));
    if (!parts->whole.at || !parts->whole_y) return MYN_ERR_MEMORY;
    for (size_t a = 0, to = 0; a < n; a++) {
        if (!has_all(parts, a)) continue;
        for (size_t i = 0; i < parts->count; i++) myn_row(parts->whole, i)[to] = myn_row(parts->x, i)[a];
        parts->whole_y[to++] = parts->y[a];
    }
    return MYN_OK;
}

myn_status diagnose_parts(const Diagnoser *d, size_t node, Parts *out)
{
    const myn_labels *labels = d->labels;
    size_t n = d->areas, count = count_parts(labels, node);
    *out = (Parts){.node = node, .count = count, .areas = n, .y = d->data->score + node * n};
    out->part = myn_arena_get(d->scratch, (count + 1) * sizeof *out->part);
    out->x = (myn_mat){myn_arena_get(d->scratch, (count * n + 1) * sizeof(double)), count, n, n};
    if (!out->part || !out->x.at) return MYN_ERR_MEMORY;
    for (size_t i = 0, to = 0; i < labels->nodes; i++) {
        if (labels->node[i].parent != node) continue;
        int sign = diagnose_sign(&labels->node[i]);
        for (size_t a = 0; a < n; a++) myn_row(out->x, to)[a] = sign * d->data->score[i * n + a];
        out->part[to++] = i;
    }
    return take_complete(d, out);
}

myn_status diagnose_beside(const Diagnoser *d, const double *x, const double *y, size_t n, Beside *out)
{
    myn_arena_mark mark = myn_arena_here(d->scratch);
    double covariance[4], r[4], p[4], count[4];
    myn_mat rows = {myn_arena_get(d->scratch, (2 * n + 1) * sizeof(double)), 2, n, n};
    const myn_correlations to = {{r, 2, 2, 2}, {p, 2, 2, 2}, {count, 2, 2, 2}};
    if (!rows.at) return MYN_ERR_MEMORY;
    if (n) {
        memcpy(myn_row(rows, 0), x, n * sizeof *x);
        memcpy(myn_row(rows, 1), y, n * sizeof *y);
    }
    myn_status status = myn_covariance(myn_const(rows), MYN_GAPS_COMPLETE, (myn_mat){covariance, 2, 2, 2},
                                       d->scratch);
    if (!status)
        status = myn_correlation(myn_const(rows), MYN_CORR_PEARSON, MYN_GAPS_COMPLETE, &to, d->scratch);
    if (!status) *out = (Beside){count[1], covariance[1], covariance[0], covariance[3], r[1], p[1]};
    myn_arena_rewind(d->scratch, mark);
    return status;
}

myn_lack diagnose_culprit(const Parts *parts, myn_cmat r)
{
    for (size_t i = 0; i < parts->count; i++)
        if (isnan(myn_crow(r, i)[i])) return (myn_lack){MYN_LACK_SPREAD, 0, 0, parts->part[i], MYN_NONE};
    for (size_t i = 0; i < parts->count; i++)
        for (size_t j = 0; j < i; j++)
            if (fabs(myn_crow(r, i)[j]) > 1 - 1e-12)
                return (myn_lack){MYN_LACK_RANK, 0, 0, parts->part[j], parts->part[i]};
    return (myn_lack){MYN_LACK_RANK, 0, 0, MYN_NONE, MYN_NONE};
}

static myn_status blame(const Diagnoser *d, const Parts *parts, myn_lack *out)
{
    size_t p = parts->count;
    double *room = myn_arena_get(d->scratch, 3 * (p * p + 1) * sizeof *room);
    if (!room) return MYN_ERR_MEMORY;
    const myn_correlations to = {{room, p, p, p}, {room + p * p, p, p, p}, {room + 2 * p * p, p, p, p}};
    myn_status status = myn_correlation(myn_const(parts->whole), MYN_CORR_PEARSON, MYN_GAPS_COMPLETE, &to,
                                        d->scratch);
    if (!status) *out = diagnose_culprit(parts, myn_const(to.r));
    return status;
}

/* The sum with the weights in use beside the score. */
static myn_status try_weights(const Diagnoser *d, const Parts *parts, Beside *out)
{
    double *sum = myn_arena_zero(d->scratch, parts->complete + 1, sizeof *sum);
    if (!sum) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < parts->count; i++)
        for (size_t a = 0; a < parts->complete; a++)
            sum[a] += d->data->weight[parts->part[i]] * myn_row(parts->whole, i)[a];
    return diagnose_beside(d, sum, parts->whole_y, parts->complete, out);
}

static myn_status fit_closest(Diagnoser *d, const Parts *parts, double scored)
{
    size_t node = parts->node,
           need = parts->count + 2; /* one area more than coefficients, or every line fits */
    if (scored < (double)need) {
        d->no_slope[node] = (myn_lack){MYN_LACK_AREAS, need, (size_t)scored, MYN_NONE, MYN_NONE};
        return MYN_OK;
    }
    const char *why = NULL;
    myn_regression fit = {.coefficient = myn_arena_get(d->scratch, need * sizeof(double))};
    if (!fit.coefficient) return MYN_ERR_MEMORY;
    myn_status status = myn_least_squares(myn_const(parts->whole), parts->whole_y, &fit, &why, d->scratch);
    if (status == MYN_ERR_DATA) return blame(d, parts, &d->no_slope[node]);
    if (status) return status;
    for (size_t i = 0; i < parts->count; i++) d->slope[parts->part[i]] = fit.coefficient[i + 1];
    bool sum = fit.r_squared >= EXPLAINED;
    d->form[node] = sum ? MYN_SUM_OTHER : MYN_SUM_CLOSEST;
    d->r_squared[node] = sum ? 1 : fit.r_squared;
    return MYN_OK;
}

myn_status diagnose_slopes(Diagnoser *d, size_t node)
{
    Parts parts;
    Beside sum;
    myn_status status = diagnose_parts(d, node, &parts);
    if (!status) status = try_weights(d, &parts, &sum);
    if (status) return status;
    d->r_squared[node] = NAN;
    if (sum.n < LEAST_AREAS) {
        d->no_slope[node] = (myn_lack){MYN_LACK_AREAS, LEAST_AREAS, (size_t)sum.n, MYN_NONE, MYN_NONE};
        return MYN_OK;
    }
    if (!(sum.variance_y > 0)) {
        d->no_slope[node] = (myn_lack){MYN_LACK_SPREAD, 0, 0, node, MYN_NONE};
        return MYN_OK;
    }
    if (!(sum.r * sum.r >= EXPLAINED)) return fit_closest(d, &parts, sum.n);
    double scale = sum.covariance / sum.variance_x;
    for (size_t i = 0; i < parts.count; i++) d->slope[parts.part[i]] = scale * d->data->weight[parts.part[i]];
    d->form[node] = MYN_SUM_WEIGHTED;
    d->r_squared[node] = 1;
    return MYN_OK;
}
