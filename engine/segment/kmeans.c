#include "segment/kmeans_search.h"
#include "segment/largest_first.h"
#include <math.h>
#include <string.h>

static myn_status check(myn_cmat x, const myn_kmeans_plan *plan, Bounds *out)
{
    size_t n = x.rows, k = plan->k;
    *out = (Bounds){k, plan->points_least ? plan->points_least : 1,
                    plan->points_most ? plan->points_most : n};
    if (out->most > n) out->most = n;
    if (k == 0 || k > n || x.cols == 0 || n > INT32_MAX || out->least > out->most) return MYN_ERR_ARGUMENT;
    return out->least <= n / k && out->most >= (n + k - 1) / k ? MYN_OK : MYN_ERR_ARGUMENT;
}

/* Weights and centres of the segments in the caller's units. Sums from the points, in blocks. */
static void write_segments(const Points *p, const double *weight, const uint32_t *label, myn_kmeans_fit *out)
{
    for (size_t j = 0; j < out->centre.rows; j++) {
        memset(myn_row(out->centre, j), 0, p->d * sizeof(double));
        out->weight[j] = 0;
        out->points[j] = 0;
    }
    for (size_t i = 0; i < p->n; i++) {
        double *sum = myn_row(out->centre, label[i]), w = weight ? weight[i] : 1;
        const double *x = myn_crow(p->x, i);
        for (size_t l = 0; l < p->d; l++) sum[l] += w * (x[l] - p->mean[l]);
        out->weight[label[i]] += w;
        out->points[label[i]]++;
    }
    for (size_t j = 0; j < out->centre.rows; j++)
        for (size_t l = 0; l < p->d; l++)
            myn_row(out->centre, j)[l] = p->mean[l] + myn_row(out->centre, j)[l] / out->weight[j];
}

#define BLOCK ((size_t)4096)

static void write_sums(const Points *p, const double *weight, myn_kmeans_fit *out)
{
    out->within = out->total = 0;
    for (size_t from = 0; from < p->n; from += BLOCK) {
        double within = 0, total = 0;
        for (size_t i = from; i < p->n && i < from + BLOCK; i++) {
            double w = weight ? weight[i] : 1;
            within += w * square_off(myn_crow(p->x, i), myn_row(out->centre, out->label[i]), p->d);
            total += w * square_off(myn_crow(p->x, i), p->mean, p->d);
        }
        out->within += within;
        out->total += total;
    }
}

static myn_status write_fit(const Points *p, const double *weight, const int32_t *label, myn_kmeans_fit *out,
                            myn_arena *scratch)
{
    myn_partition part = {out->label, p->n, out->centre.rows};
    for (size_t i = 0; i < p->n; i++) out->label[i] = (uint32_t)label[i];
    myn_status status = largest_first(&part, scratch);
    if (status) return status;
    write_segments(p, weight, out->label, out);
    write_sums(p, weight, out);
    return MYN_OK;
}

/* Sums and centres anew from the labels, without the rounding that single moves leave, and single moves once more:
 * what stands at the end is a local optimum of the centres as they are written. */
static myn_status finish(const Points *p, const Bounds *bounds, int32_t *label, myn_arena *scratch)
{
    Run run;
    myn_status status = run_new(p, bounds, true, &run, scratch);
    if (status) return status;
    memcpy(run.label, label, p->n * sizeof *label);
    run_refresh(&run);
    status = run_polish(&run, scratch);
    memcpy(label, run.label, p->n * sizeof *label);
    return status;
}

myn_status myn_kmeans(myn_cmat x, const double *weight, const myn_kmeans_plan *plan, myn_team *team,
                      myn_kmeans_fit *out, myn_arena *scratch)
{
    Search *s = myn_arena_zero(scratch, 1, sizeof *s);
    size_t best = 0;
    if (!s) return MYN_ERR_MEMORY;
    *s = (Search){.plan = plan, .team = team, .arena = scratch};
    myn_status status = check(x, plan, &s->bounds);
    if (!status) status = search_new(s, x, weight);
    if (!status) status = search_all(s, &best, &out->certificate);
    if (status) return status;
    const Level *last = &s->level[s->levels - 1];
    status = finish(&last->p, &s->bounds, last->at[best].label, scratch);
    return status ? status : write_fit(&last->p, weight, last->at[best].label, out, scratch);
}

myn_status myn_kmeans_from(myn_cmat x, const double *weight, const myn_kmeans_plan *plan, myn_kmeans_fit *fit,
                           myn_arena *scratch)
{
    Bounds bounds;
    Points p;
    Run run;
    size_t size = plan->k * x.cols;
    myn_status status = check(x, plan, &bounds);
    if (!status) status = points_all(x, weight, false, &p, scratch);
    if (!status) status = run_new(&p, &bounds, true, &run, scratch);
    if (status) return status;
    Found found = {.centre = myn_arena_get(scratch, (size + 1) * sizeof(double))};
    if (!found.centre) return MYN_ERR_MEMORY;
    for (size_t j = 0; j < plan->k; j++) {
        double *c = run.centre + j * x.cols;
        for (size_t l = 0; l < x.cols; l++) c[l] = (myn_row(fit->centre, j)[l] - p.mean[l]) * p.scale;
        centre_set(&run.near, j, c);
    }
    status = search_descend(&run, &found, scratch);
    if (!status) status = finish(&p, &bounds, run.label, scratch);
    fit->certificate = (myn_certificate){0};
    return status ? status : write_fit(&p, weight, run.label, fit, scratch);
}
