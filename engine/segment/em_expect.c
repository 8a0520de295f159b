/* How likely each point comes of each component. */
#include "base/machine.h"
#include "segment/em.h"
#include <math.h>
#include <mynegai/sum.h>
#include <string.h>

#define LN_2PI    1.8378770664093454836
#define LEAST_LOG (-100.0) /* e^-100: no sum with 1 in it shows it */

/* OUT += ((x - mean) scale)^2 for a block of one variable. */
FOR_EACH_MACHINE
static void add_squares(const double *restrict x, double mean, double scale, double *restrict out)
{
    for (size_t p = 0; p < EM_BLOCK; p++) {
        double z = (x[p] - mean) * scale;
        out[p] += z * z;
    }
}

/* TO -= sum of l_j FROM_j over COUNT rows of a block, four at a time: TO is read and written less often. */
FOR_EACH_MACHINE
static void take_off(const double *l, const double *restrict from, size_t count, double *restrict to)
{
    size_t j = 0;
    for (; j + 4 <= count; j += 4, from += 4 * EM_BLOCK)
        for (size_t p = 0; p < EM_BLOCK; p++)
            to[p] = (((to[p] - l[j] * from[p]) - l[j + 1] * from[EM_BLOCK + p]) -
                     l[j + 2] * from[2 * EM_BLOCK + p]) -
                    l[j + 3] * from[3 * EM_BLOCK + p];
    for (; j < count; j++, from += EM_BLOCK)
        for (size_t p = 0; p < EM_BLOCK; p++) to[p] -= l[j] * from[p];
}

FOR_EACH_MACHINE
static void scale_and_add(double by, double *restrict z, double *restrict square)
{
    for (size_t p = 0; p < EM_BLOCK; p++) {
        z[p] *= by;
        square[p] += z[p] * z[p];
    }
}

/* Solve L z = x - mean for a block, row by row, and add up z^2. Z is d x EM_BLOCK. */
static void add_solved(const Em *em, size_t c, size_t from, double *z, double *out)
{
    size_t d = em->data->d;
    const double *mean = myn_row(em->mean, c);
    for (size_t i = 0; i < d; i++) {
        const double *l = myn_row(em->factor, c * d + i), *x = myn_row(em->data->x, i) + from;
        double *to = z + i * EM_BLOCK;
        for (size_t p = 0; p < EM_BLOCK; p++) to[p] = x[p] - mean[i];
        take_off(l, z, i, to);
        scale_and_add(1 / l[i], to, out);
    }
}

/* Squared distances of a block from the mean of C, by its own covariance. */
static void add_distances(const Em *em, size_t c, size_t from, double *out)
{
    size_t d = em->data->d;
    memset(out, 0, EM_BLOCK * sizeof *out);
    if (!em_diagonal(em->plan->model)) {
        add_solved(em, c, from, em->block, out);
        return;
    }
    for (size_t j = 0; j < d; j++)
        add_squares(myn_row(em->data->x, j) + from, myn_row(em->mean, c)[j],
                    1 / sqrt(myn_row(em->variance, c)[j]), out);
}

/* EEE: one covariance, so that points are turned once for all components. Z (d x EM_BLOCK) is L^-1 x. */
static void turn_block(const Em *em, size_t from, double *z)
{
    double *ignored = em->block + em->data->d * EM_BLOCK;
    for (size_t i = 0; i < em->data->d; i++) {
        double *to = z + i * EM_BLOCK;
        memcpy(to, myn_row(em->data->x, i) + from, EM_BLOCK * sizeof *to);
        take_off(myn_row(em->factor, i), z, i, to);
        scale_and_add(1 / myn_row(em->factor, i)[i], to, ignored);
    }
}

/* The mean of C turned in the same way. */
static void turn_mean(const Em *em, size_t c, double *out)
{
    for (size_t i = 0; i < em->data->d; i++) {
        const double *l = myn_row(em->factor, i);
        out[i] = myn_row(em->mean, c)[i];
        for (size_t j = 0; j < i; j++) out[i] -= l[j] * out[j];
        out[i] /= l[i];
    }
}

static void add_turned(const Em *em, size_t c, const double *z, double *out)
{
    memset(out, 0, EM_BLOCK * sizeof *out);
    turn_mean(em, c, em->column);
    for (size_t j = 0; j < em->data->d; j++) add_squares(z + j * EM_BLOCK, em->column[j], 1, out);
}

/* ln(share N) of every component for the block, K x EM_BLOCK into DEGREE. */
static void log_densities(const Em *em, size_t from, double *degree)
{
    bool tied = em->plan->model == MYN_MIX_EEE;
    if (tied) turn_block(em, from, em->block);
    for (size_t c = 0; c < em->plan->k; c++) {
        double *to = degree + c * EM_BLOCK;
        double constant = log(em->share[c]) - 0.5 * ((double)em->data->d * LN_2PI + em->log_det[c]);
        if (tied)
            add_turned(em, c, em->block, to);
        else
            add_distances(em, c, from, to);
        for (size_t p = 0; p < EM_BLOCK; p++) to[p] = constant - 0.5 * to[p];
    }
}

/* DEGREE (k x EM_BLOCK) less the greatest of each point, which goes to MOST. */
FOR_EACH_MACHINE
static void take_most(double *restrict degree, size_t k, double *restrict most)
{
    memcpy(most, degree, EM_BLOCK * sizeof *most);
    for (size_t c = 1; c < k; c++)
        for (size_t p = 0; p < EM_BLOCK; p++) {
            double x = degree[c * EM_BLOCK + p];
            most[p] = x > most[p] ? x : most[p];
        }
    for (size_t c = 0; c < k; c++)
        for (size_t p = 0; p < EM_BLOCK; p++) degree[c * EM_BLOCK + p] -= most[p];
}

/* DEGREE to shares of 1; their sums go to SUM. */
FOR_EACH_MACHINE
static void divide_by_sum(double *restrict degree, size_t k, double *restrict sum)
{
    memset(sum, 0, EM_BLOCK * sizeof *sum);
    for (size_t c = 0; c < k; c++)
        for (size_t p = 0; p < EM_BLOCK; p++) sum[p] += degree[c * EM_BLOCK + p];
    for (size_t c = 0; c < k; c++)
        for (size_t p = 0; p < EM_BLOCK; p++) degree[c * EM_BLOCK + p] /= sum[p];
}

/* DEGREE from logarithms to shares of 1; ln of their sum into LOGS (COUNT). */
static void share_out(double *degree, size_t k, double *logs, size_t count)
{
    double most[EM_BLOCK], sum[EM_BLOCK];
    take_most(degree, k, most);
    for (size_t i = 0; i < k * EM_BLOCK; i++) degree[i] = degree[i] < LEAST_LOG ? 0 : exp(degree[i]);
    divide_by_sum(degree, k, sum);
    for (size_t p = 0; p < count; p++) logs[p] = most[p] + log(sum[p]);
}

double em_expect(Em *em, double *density)
{
    size_t k = em->plan->k, n = em->data->n;
    double *degree = em->block + (em->data->d + 1) * EM_BLOCK, *logs = em->work.at;
    for (size_t from = 0; from < n; from += EM_BLOCK) {
        size_t count = n - from < EM_BLOCK ? n - from : EM_BLOCK;
        log_densities(em, from, degree);
        share_out(degree, k, logs + from, count);
        for (size_t c = 0; c < k; c++)
            memcpy(myn_row(em->belongs, c) + from, degree + c * EM_BLOCK, count * sizeof *degree);
    }
    if (density) memcpy(density, logs, n * sizeof *density);
    return myn_sum_of(logs, NULL, n).total;
}
