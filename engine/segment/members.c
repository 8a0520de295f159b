/* Centres, assignment, what is typical, drift. */
#include "segment/tiles.h"
#include <mynegai/order.h>
#include <mynegai/segment_members.h>
#include <stdlib.h>
#include <string.h>

static bool labels_sound(const myn_partition *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->label[i] >= p->k) return false;
    return true;
}

/* Segment by segment, so that no memory is wanted beside. */
myn_status myn_segment_centres(myn_cmat points, const double *weight, const myn_partition *p, myn_mat centre)
{
    if (p->n != points.rows || centre.rows != p->k || centre.cols != points.cols || !labels_sound(p))
        return MYN_ERR_ARGUMENT;
    for (size_t c = 0; c < p->k; c++) {
        double all = 0, *to = myn_row(centre, c);
        memset(to, 0, points.cols * sizeof *to);
        for (size_t i = 0; i < p->n; i++) all += p->label[i] != c ? 0 : weight ? weight[i] : 1;
        for (size_t i = 0; i < p->n; i++) {
            double w = weight ? weight[i] : 1;
            if (p->label[i] != c || !(w > 0)) continue;
            for (size_t j = 0; j < points.cols; j++) to[j] += w / all * myn_crow(points, i)[j];
        }
        for (size_t j = 0; j < points.cols && !(all > 0); j++) to[j] = NAN;
    }
    return MYN_OK;
}

/* The two nearest centres of one point. */
typedef struct {
    uint32_t c[2];
    double square[2];
} Nearest;

static Nearest nearest_of(const double *x, myn_cmat centre)
{
    Nearest found = {{MYN_NO_SEGMENT, MYN_NO_SEGMENT}, {INFINITY, INFINITY}};
    for (uint32_t c = 0; c < centre.rows; c++) {
        double square = square_distance(x, myn_crow(centre, c), centre.cols);
        if (square < found.square[0]) {
            found.c[1] = found.c[0], found.square[1] = found.square[0];
            found.c[0] = c, found.square[0] = square;
        } else if (square < found.square[1]) {
            found.c[1] = c, found.square[1] = square;
        }
    }
    return found;
}

static double margin_of(double distance, double second)
{
    if (isinf(second)) return 1;
    return second > 0 ? (second - distance) / second : 0;
}

myn_status myn_segment_assign(myn_cmat points, myn_cmat centre, const myn_assignment *out)
{
    if (!centre.rows || centre.cols != points.cols) return MYN_ERR_ARGUMENT;
    for (size_t i = 0; i < points.rows; i++) {
        Nearest near = nearest_of(myn_crow(points, i), centre);
        if (near.c[0] == MYN_NO_SEGMENT) return MYN_ERR_DATA;
        double distance = sqrt(near.square[0]), second = sqrt(near.square[1]);
        out->segment[i] = near.c[0];
        out->distance[i] = distance;
        if (out->runner_up) out->runner_up[i] = near.c[1];
        if (out->second) out->second[i] = second;
        if (out->margin) out->margin[i] = margin_of(distance, second);
    }
    return MYN_OK;
}

/* The first M of each segment, in the order of VALUE, least first. */
static myn_status first_of_each(const double *value, const uint32_t *segment, size_t n, size_t k, size_t m,
                                uint32_t *out, myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    uint32_t *order = myn_arena_get(scratch, n * sizeof *order);
    size_t *count = myn_arena_zero(scratch, k, sizeof *count), present;
    if (!order || !count) return MYN_ERR_MEMORY;
    myn_status status = myn_order(value, n, order, &present, scratch);
    for (size_t i = 0; i < k * m; i++) out[i] = MYN_NO_SEGMENT;
    for (size_t i = 0; i < present && !status; i++) {
        uint32_t c = segment[order[i]];
        if (c < k && count[c] < m) out[c * m + count[c]++] = order[i];
    }
    myn_arena_rewind(scratch, mark);
    return status;
}

myn_status myn_segment_typical(const myn_assignment *of, size_t n, size_t k, size_t m, uint32_t *exemplar,
                               uint32_t *marginal, myn_arena *scratch)
{
    myn_status status = MYN_OK;
    if (exemplar) status = first_of_each(of->distance, of->segment, n, k, m, exemplar, scratch);
    if (marginal && !status) status = first_of_each(of->margin, of->segment, n, k, m, marginal, scratch);
    return status;
}

/* ---- drift ---- */

typedef struct {
    double *members, *squares; /* k */
} Spread;

static bool count_up(const myn_fit_of *fit, size_t k, Spread *out, myn_arena *scratch)
{
    out->members = myn_arena_zero(scratch, k, sizeof *out->members);
    out->squares = myn_arena_zero(scratch, k, sizeof *out->squares);
    for (size_t i = 0; out->members && out->squares && i < fit->n; i++) {
        out->members[fit->segment[i]]++;
        out->squares[fit->segment[i]] += fit->distance[i] * fit->distance[i];
    }
    return out->members && out->squares;
}

/* The distance that 95 of 100 members of each segment are within; below 0 where there are none. */
static myn_status find_reach(const myn_fit_of *fit, const double *members, size_t k, double *reach,
                             myn_arena *scratch)
{
    uint32_t *order = myn_arena_get(scratch, fit->n * sizeof *order);
    double *sorted = myn_arena_get(scratch, fit->n * sizeof *sorted);
    size_t *end = myn_arena_zero(scratch, k + 1, sizeof *end), present;
    if (!order || !sorted || !end) return MYN_ERR_MEMORY;
    myn_status status = myn_order(fit->distance, fit->n, order, &present, scratch);
    if (status) return status;
    for (size_t c = 0; c + 1 < k; c++) end[c + 1] = end[c] + (size_t)members[c];
    for (size_t i = 0; i < present; i++) sorted[end[fit->segment[order[i]]]++] = fit->distance[order[i]];
    for (size_t c = 0; c < k; c++) {
        size_t count = (size_t)members[c];
        reach[c] = count ? myn_quantile(sorted + end[c] - count, count, 0.95) : -1;
    }
    return MYN_OK;
}

static double stability_of(const Spread *then, const Spread *now, size_t k, const double n[2])
{
    double sum = 0;
    for (size_t c = 0; c < k; c++) {
        double p = fmax(then->members[c], 0.5) / n[0], q = fmax(now->members[c], 0.5) / n[1];
        if (then->members[c] > 0 || now->members[c] > 0) sum += (q - p) * log(q / p);
    }
    return sum;
}

static bool fit_sound(const myn_fit_of *fit, size_t k)
{
    for (size_t i = 0; i < fit->n; i++)
        if (fit->segment[i] >= k) return false;
    return fit->n > 0;
}

myn_status myn_segment_drift(const myn_fit_of *then, const myn_fit_of *now, size_t k, myn_drift *out,
                             myn_arena *scratch)
{
    if (!fit_sound(then, k) || !fit_sound(now, k)) return MYN_ERR_ARGUMENT;
    myn_arena_mark mark = myn_arena_here(scratch);
    Spread was, is;
    double *reach = myn_arena_zero(scratch, k, sizeof *reach);
    if (!reach || !count_up(then, k, &was, scratch) || !count_up(now, k, &is, scratch)) return MYN_ERR_MEMORY;
    myn_status status = find_reach(then, was.members, k, reach, scratch);
    if (status) return status;
    size_t beyond = 0;
    for (size_t i = 0; i < now->n; i++) beyond += now->distance[i] > reach[now->segment[i]];
    out->beyond = (double)beyond / (double)now->n;
    out->stability = stability_of(&was, &is, k, (double[]){(double)then->n, (double)now->n});
    for (size_t c = 0; c < k && out->growth; c++) {
        double growth = is.squares[c] / is.members[c] / (was.squares[c] / was.members[c]);
        out->growth[c] = isfinite(growth) ? growth : NAN;
    }
    myn_arena_rewind(scratch, mark);
    return MYN_OK;
}
