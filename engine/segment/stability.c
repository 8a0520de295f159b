/* Segments found again, or not, in samples of the areas. */
#include "segment/spread.h"
#include <math.h>
#include <mynegai/agreement.h>
#include <mynegai/segment_choice.h>
#include <mynegai/stream.h>
#include <string.h>

typedef struct {
    myn_cmat points;
    const myn_partition *p;
    const myn_stability_plan *plan;
    double *jaccard; /* samples x k; NaN where the segment is not in the sample */
    double *rand;    /* samples */
} Stability;

/* The areas of sample B, each once, into AREA; returns how many. */
static size_t draw(const Stability *s, size_t b, uint32_t *area, bool *drawn)
{
    size_t n = s->points.rows, count = 0;
    myn_stream random = myn_stream_at(s->plan->seed, b);
    for (size_t i = 0; i < n; i++) {
        size_t at = (size_t)(myn_stream_uniform(&random) * (double)n);
        drawn[at < n ? at : n - 1] = true;
    }
    for (size_t i = 0; i < n; i++)
        if (drawn[i]) area[count++] = (uint32_t)i;
    return count;
}

/* Of each segment of OLD the greatest |A and B| / |A or B| over segments B of FOUND. */
static bool compare(const myn_partition *old, const myn_partition *found, double *jaccard, myn_arena *scratch)
{
    double *both = myn_arena_zero(scratch, old->k * found->k, sizeof *both);
    double *a = myn_arena_zero(scratch, old->k, sizeof *a), *b = myn_arena_zero(scratch, found->k, sizeof *b);
    if (!both || !a || !b) return false;
    for (size_t i = 0; i < old->n; i++) {
        both[old->label[i] * found->k + found->label[i]]++;
        a[old->label[i]]++;
        b[found->label[i]]++;
    }
    for (size_t c = 0; c < old->k; c++) {
        jaccard[c] = a[c] > 0 ? 0 : NAN;
        for (size_t f = 0; f < found->k && a[c] > 0; f++) {
            double shared = both[c * found->k + f];
            jaccard[c] = fmax(jaccard[c], shared / (a[c] + b[f] - shared));
        }
    }
    return true;
}

static myn_status sample_job(void *ctx, size_t b, myn_arena *scratch)
{
    const Stability *s = ctx;
    size_t n = s->points.rows, d = s->points.cols;
    uint32_t *area = myn_arena_get(scratch, n * sizeof *area);
    bool *drawn = myn_arena_zero(scratch, n, sizeof *drawn);
    myn_mat own = {myn_arena_get(scratch, n * d * sizeof(double)), n, d, d};
    myn_partition old = {myn_arena_get(scratch, n * sizeof *old.label), n, s->p->k};
    myn_partition found = {myn_arena_get(scratch, n * sizeof *found.label), n, 0};
    if (!area || !drawn || !own.at || !old.label || !found.label) return MYN_ERR_MEMORY;
    own.rows = old.n = draw(s, b, area, drawn);
    for (size_t i = 0; i < own.rows; i++) {
        memcpy(myn_row(own, i), myn_crow(s->points, area[i]), d * sizeof(double));
        old.label[i] = s->p->label[area[i]];
    }
    size_t k = s->p->k < own.rows ? s->p->k : own.rows;
    myn_status status = s->plan->partition(s->plan->ctx, myn_const(own), k, s->plan->seed + b, &found,
                                           scratch);
    myn_agreement agreement = {0};
    if (!status) status = myn_agreement_of(&old, &found, &agreement, scratch);
    if (status) return status;
    s->rand[b] = agreement.adjusted_rand;
    return compare(&old, &found, s->jaccard + b * s->p->k, scratch) ? MYN_OK : MYN_ERR_MEMORY;
}

static void summarise(const Stability *s, myn_stability *out)
{
    out->agreement = 0;
    for (size_t b = 0; b < s->plan->samples; b++) out->agreement += s->rand[b] / (double)s->plan->samples;
    for (size_t c = 0; c < s->p->k; c++) {
        double sum = 0, n = 0;
        for (size_t b = 0; b < s->plan->samples; b++) {
            double jaccard = s->jaccard[b * s->p->k + c];
            if (isnan(jaccard)) continue;
            sum += jaccard, n++;
            out->dissolved[c] += jaccard <= 0.5;
            out->recovered[c] += jaccard >= 0.75;
        }
        out->jaccard[c] = n > 0 ? sum / n : NAN;
        out->unstable += !(out->jaccard[c] >= MYN_STABLE);
    }
}

myn_status myn_stability_find(myn_cmat points, const myn_partition *p, const myn_stability_plan *plan,
                              myn_stability *out, myn_team *team, myn_arena *arena)
{
    if (p->n != points.rows || !p->n || !p->k || !plan->samples || p->n >= MYN_NO_SEGMENT)
        return MYN_ERR_ARGUMENT;
    for (size_t i = 0; i < p->n; i++)
        if (p->label[i] >= p->k) return MYN_ERR_ARGUMENT;
    *out = (myn_stability){.jaccard = myn_arena_zero(arena, p->k, sizeof *out->jaccard),
                           .dissolved = myn_arena_zero(arena, p->k, sizeof *out->dissolved),
                           .recovered = myn_arena_zero(arena, p->k, sizeof *out->recovered)};
    if (!out->jaccard || !out->dissolved || !out->recovered) return MYN_ERR_MEMORY;
    myn_arena *scratch;
    myn_status status = myn_arena_new(&scratch);
    if (status) return status;
    Stability s = {points, p, plan, myn_arena_zero(scratch, plan->samples * p->k, sizeof(double)),
                   myn_arena_zero(scratch, plan->samples, sizeof(double))};
    status = s.jaccard && s.rand ? spread_jobs(team, plan->samples, sample_job, &s, scratch) : MYN_ERR_MEMORY;
    if (!status) summarise(&s, out);
    myn_arena_free(scratch);
    return status;
}
