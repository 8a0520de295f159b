#include "segment/silhouette.h"
#include <math.h>
#include <mynegai/order.h>
#include <mynegai/sum.h>
#include <string.h>

typedef struct {
    myn_cmat d;
    const myn_partition *part;
    size_t *count;            /* k */
    double *within, *between; /* dissimilarities of the pairs, sorted once they are all there */
    size_t withins, betweens;
    double *sum;        /* k x k: of dissimilarities between, and within on the diagonal */
    double *separation; /* n: to the nearest point of another segment */
} Pairs;

static myn_status pairs_new(Pairs *p, myn_arena *scratch)
{
    size_t n = p->part->n, k = p->part->k;
    p->count = myn_arena_zero(scratch, k + 1, sizeof *p->count);
    p->sum = myn_arena_zero(scratch, k * k + 1, sizeof(double));
    p->separation = myn_arena_get(scratch, (n + 1) * sizeof(double));
    if (!p->count || !p->sum || !p->separation) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) {
        if (p->part->label[i] >= k) return MYN_ERR_ARGUMENT;
        p->count[p->part->label[i]]++;
        p->separation[i] = INFINITY;
    }
    size_t within = 0;
    for (size_t j = 0; j < k; j++) within += p->count[j] * (p->count[j] - 1) / 2;
    p->within = myn_arena_get(scratch, (within + 1) * sizeof(double));
    p->between = myn_arena_get(scratch, (n * (n - 1) / 2 - within + 1) * sizeof(double));
    return p->within && p->between ? MYN_OK : MYN_ERR_MEMORY;
}

static void take_pair(Pairs *p, size_t i, size_t j)
{
    size_t a = p->part->label[i], b = p->part->label[j], k = p->part->k;
    double off = myn_crow(p->d, i)[j];
    p->sum[a * k + b] += off;
    if (a == b) {
        p->within[p->withins++] = off;
        return;
    }
    p->sum[b * k + a] += off;
    p->between[p->betweens++] = off;
    p->separation[i] = fmin(p->separation[i], off);
    p->separation[j] = fmin(p->separation[j], off);
}

static myn_status sort_values(double *x, size_t n, myn_arena *scratch)
{
    size_t present;
    uint32_t *order = myn_arena_get(scratch, (n + 1) * sizeof *order);
    double *copy = myn_arena_get(scratch, (n + 1) * sizeof *copy);
    if (!order || !copy) return MYN_ERR_MEMORY;
    memcpy(copy, x, n * sizeof *x);
    myn_status status = myn_order(copy, n, order, &present, scratch);
    for (size_t i = 0; i < n && !status; i++) x[i] = copy[order[i]];
    return status;
}

/* Average within and between, and Dunn's second index. */
static void of_segments(const Pairs *p, myn_pair_indices *out)
{
    size_t k = p->part->k;
    double within = 0, points = 0, widest = -INFINITY, nearest = INFINITY;
    for (size_t a = 0; a < k; a++) {
        double n = (double)p->count[a], pairs = n * (n - 1) / 2;
        if (pairs > 0) {
            within += n * (p->sum[a * k + a] / pairs);
            points += n;
            widest = fmax(widest, p->sum[a * k + a] / pairs);
        }
        for (size_t b = 0; b < a; b++)
            if (p->count[a] && p->count[b])
                nearest = fmin(nearest, p->sum[a * k + b] / (n * (double)p->count[b]));
    }
    out->average_within = points > 0 ? within / points : NAN;
    out->average_between = p->betweens ? myn_sum_of(p->between, NULL, p->betweens).total / (double)p->betweens
                                       : NAN;
    out->wb_ratio = out->average_within / out->average_between;
    out->dunn2 = p->withins && p->betweens ? nearest / widest : NAN;
    out->dunn = p->withins && p->betweens ? p->between[0] / p->within[p->withins - 1] : NAN;
}

/* Correlation of the dissimilarities with 0 within, 1 between. */
static double pearson_gamma(const Pairs *p)
{
    double n0 = (double)p->withins, n1 = (double)p->betweens, n = n0 + n1;
    double mean0 = myn_sum_of(p->within, NULL, p->withins).total / n0;
    double mean1 = myn_sum_of(p->between, NULL, p->betweens).total / n1, mean = (n0 * mean0 + n1 * mean1) / n;
    double square = myn_sum_power(p->within, NULL, p->withins, mean, 2).total +
                    myn_sum_power(p->between, NULL, p->betweens, mean, 2).total;
    return (mean1 - mean0) * sqrt(n0 * n1 / n / square);
}

/* Goodman and Kruskal's gamma, from both lists sorted. */
static double g2(const Pairs *p)
{
    double less = 0, more = 0;
    size_t below = 0, upto = 0; /* between pairs that are less, and less or equal */
    for (size_t i = 0; i < p->withins; i++) {
        while (below < p->betweens && p->between[below] < p->within[i]) below++;
        while (upto < p->betweens && p->between[upto] <= p->within[i]) upto++;
        less += (double)(p->betweens - upto);
        more += (double)below;
    }
    return (less - more) / (less + more);
}

/* Sums of the COUNT least, or greatest, of both sorted lists together. */
static double sum_end(const Pairs *p, size_t count, bool least)
{
    double total = 0;
    for (size_t taken = 0, w = 0, b = 0; taken < count; taken++) {
        double within = w < p->withins ? p->within[least ? w : p->withins - 1 - w] : NAN;
        double between = b < p->betweens ? p->between[least ? b : p->betweens - 1 - b] : NAN;
        bool first = isnan(between) || (!isnan(within) && (least ? within <= between : within >= between));
        total += first ? within : between;
        w += first;
        b += !first;
    }
    return total;
}

static double g3(const Pairs *p)
{
    double least = sum_end(p, p->withins, true), greatest = sum_end(p, p->withins, false), total = 0;
    for (size_t i = 0; i < p->withins; i++) total += p->within[i];
    return (total - least) / (greatest - least);
}

static myn_status separation(Pairs *p, double *out, myn_arena *scratch)
{
    size_t n = p->part->n, tenth = n / 10 ? n / 10 : 1;
    myn_status status = sort_values(p->separation, n, scratch);
    *out = 0;
    for (size_t i = 0; i < tenth && !status; i++) *out += p->separation[i] / (double)tenth;
    return status;
}

myn_status myn_indices_of_pairs(myn_cmat d, const myn_partition *part, myn_pair_indices *out,
                                myn_arena *scratch)
{
    Pairs p = {.d = d, .part = part};
    myn_status status = part->n ? pairs_new(&p, scratch) : MYN_ERR_ARGUMENT;
    *out = (myn_pair_indices){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    if (status) return status;
    for (size_t i = 0; i < part->n; i++)
        for (size_t j = i + 1; j < part->n; j++) take_pair(&p, i, j);
    status = sort_values(p.within, p.withins, scratch);
    if (!status) status = sort_values(p.between, p.betweens, scratch);
    if (status) return status;
    of_segments(&p, out);
    if (!p.withins || !p.betweens) return MYN_OK;
    out->pearson_gamma = pearson_gamma(&p);
    out->g2 = g2(&p);
    out->g3 = g3(&p);
    return separation(&p, &out->separation, scratch);
}
