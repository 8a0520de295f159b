/* What is told of areas and segments: distances, margins, silhouettes, means, typical areas, stability. */
#include "run/segment.h"
#include <math.h>
#include <mynegai/validity.h>
#include <string.h>

#define ALIKE 0.8 /* correlation either way from which on one of two variables is enough */

/* ---- areas ---- */

static double apart(const double *x, const double *y, size_t d)
{
    double sum = 0;
    for (size_t j = 0; j < d; j++) sum += (x[j] - y[j]) * (x[j] - y[j]);
    return sqrt(sum);
}

/* To its own centre, and to the nearest of its segment's siblings. */
static void place(Seg *s, size_t t, size_t i)
{
    size_t own = s->label[t][i];
    const double *x = myn_row(s->points, i);
    double distance = apart(x, myn_row(s->centre, own), s->d), second = INFINITY;
    s->runner_up[t][i] = MYN_NO_SEGMENT;
    for (size_t c = 0; c < s->segments; c++) {
        const Segment *other = &s->segment[c];
        if (c == own || other->tier != t || other->parent != s->segment[own].parent) continue;
        double off = apart(x, myn_row(s->centre, c), s->d);
        if (off < second) second = off, s->runner_up[t][i] = (uint32_t)c;
    }
    double most = fmax(distance, second);
    s->distance[t][i] = distance;
    s->margin[t][i] = isinf(second) ? 1 : most > 0 ? (second - distance) / most : 0;
}

static void add_areas(Seg *s)
{
    for (size_t t = 0; t < s->tiers; t++)
        for (size_t i = 0; i < s->points.rows; i++) {
            Segment *segment = &s->segment[s->label[t][i]];
            segment->areas++;
            segment->population += s->population ? s->population[s->area[i]] : 0;
            segment->within += (s->weight ? s->weight[i] : 1) * s->distance[t][i] * s->distance[t][i];
        }
}

/* Segments of a tier stand together: its labels from 0. */
static size_t tier_from(const Seg *s, size_t t, size_t *count)
{
    size_t first = MYN_NONE;
    *count = 0;
    for (size_t c = 0; c < s->segments; c++) {
        if (s->segment[c].tier != t) continue;
        if (first == MYN_NONE) first = c;
        ++*count;
    }
    return first;
}

static void typical_into(const Seg *s, size_t first, size_t count, const uint32_t *point, int32_t *out)
{
    for (size_t i = 0; i < count * TYPICAL; i++)
        out[first * TYPICAL + i] = point[i] == MYN_NO_SEGMENT ? -1 : (int32_t)s->area[point[i]];
}

static myn_status describe_tier(Seg *s, size_t t, double *mean, myn_arena *scratch)
{
    size_t n = s->points.rows, count, first = tier_from(s, t, &count);
    uint32_t *label = myn_arena_get(scratch, (n + 1) * sizeof *label);
    uint32_t *near = myn_arena_get(scratch, (count * TYPICAL + 1) * sizeof *near);
    uint32_t *far = myn_arena_get(scratch, (count * TYPICAL + 1) * sizeof *far);
    if (!label || !near || !far) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) label[i] = s->label[t][i] - (uint32_t)first;
    const myn_partition part = {label, n, count};
    const myn_assignment of = {.segment = label, .distance = s->distance[t], .margin = s->margin[t]};
    myn_status status = seg_widths(myn_const(s->points), &part, s->team, s->width[t], mean, scratch);
    if (!status) status = myn_segment_typical(&of, n, count, TYPICAL, near, far, scratch);
    if (status) return status;
    typical_into(s, first, count, near, s->exemplar);
    typical_into(s, first, count, far, s->marginal);
    for (size_t c = 0; c < count; c++) s->silhouette[first + c] = 0;
    for (size_t i = 0; i < n; i++) s->silhouette[first + label[i]] += s->width[t][i];
    for (size_t c = 0; c < count; c++) s->silhouette[first + c] /= (double)s->segment[first + c].areas;
    return MYN_OK;
}

/* ---- variables ---- */

static void mean_of_segments(Seg *s, size_t j, double *sum, double *weight)
{
    const double *x = s->told + j * s->areas;
    memset(sum, 0, s->segments * sizeof *sum);
    memset(weight, 0, s->segments * sizeof *weight);
    for (size_t t = 0; t < s->tiers; t++)
        for (size_t i = 0; i < s->points.rows; i++) {
            double value = x[s->area[i]], w = s->weight ? s->weight[i] : 1;
            if (isnan(value)) continue;
            sum[s->label[t][i]] += w * value;
            weight[s->label[t][i]] += w;
        }
}

static void describe_variable(Seg *s, size_t j, double *sum, double *weight)
{
    const double *x = s->told + j * s->areas;
    const myn_moments moments = myn_moments_of(x, s->areas, 1);
    double all = 0, of = 0;
    for (size_t i = 0; i < s->points.rows; i++) {
        double value = x[s->area[i]], w = s->weight ? s->weight[i] : 1;
        if (!isnan(value)) all += w * value, of += w;
    }
    s->overall[j] = all / of;
    s->spread[j] = moments.sd;
    mean_of_segments(s, j, sum, weight);
    for (size_t c = 0; c < s->segments; c++) {
        double mean = sum[c] / weight[c]; /* NaN where no member has a value */
        s->mean[c * s->d + j] = mean;
        s->apart[c * s->d + j] = (mean - s->overall[j]) / s->spread[j];
        s->ratio[c * s->d + j] = moments.least >= 0 && s->overall[j] > 0 ? 100 * mean / s->overall[j] : NAN;
    }
}

static myn_status describe_variables(Seg *s)
{
    double *sum = myn_arena_zero(s->memory, s->segments, sizeof *sum);
    double *weight = myn_arena_zero(s->memory, s->segments, sizeof *weight);
    if (!sum || !weight) return MYN_ERR_MEMORY;
    for (size_t j = 0; j < s->d; j++) describe_variable(s, j, sum, weight);
    return MYN_OK;
}

/* ---- stability, and the only line of a table that has one ---- */

static myn_status describe_stability(Seg *s, myn_arena *scratch)
{
    size_t count;
    myn_stability found;
    tier_from(s, 0, &count);
    if (s->assigned || !s->asked.samples || seg_regional(s) || count < 2) return MYN_OK;
    Way way = {s, NULL, true, false};
    const myn_stability_plan plan = {s->asked.samples, s->asked.seed, seg_partition, &way};
    const myn_partition part = {s->label[0], s->points.rows, count};
    myn_status status = myn_stability_find(myn_const(s->points), &part, &plan, &found, s->team, scratch);
    if (status) return status;
    s->agreement = found.agreement;
    memcpy(s->jaccard, found.jaccard, count * sizeof *s->jaccard);
    if (s->tries == 1) s->table[TABLE_AGREEMENT][0] = found.agreement;
    if (s->tries == 1) s->table[TABLE_UNSTABLE][0] = (double)found.unstable;
    return MYN_OK;
}

static myn_status fill_line(Seg *s, double silhouette, myn_arena *scratch)
{
    size_t count;
    myn_point_indices indices;
    tier_from(s, 0, &count);
    const myn_partition part = {s->label[0], s->points.rows, count};
    const Fit *fit = &s->fit[0];
    myn_status status = myn_indices_of_points(myn_const(s->points), &part, &indices, scratch);
    if (isnan(fit->within)) s->fit[0].within = indices.within;
    if (isnan(fit->total)) s->fit[0].total = indices.within + indices.between;
    if (s->tries != 1 || status) return status;
    s->tried[0] = count;
    s->table[TABLE_WITHIN][0] = fit->within;
    s->table[TABLE_CH][0] = indices.calinski_harabasz;
    s->table[TABLE_DB][0] = indices.davies_bouldin;
    s->table[TABLE_SILHOUETTE][0] = silhouette;
    if (fit->certified)
        s->table[TABLE_SEEN][0] = (double)fit->certificate.seen / (double)fit->certificate.restarts;
    return MYN_OK;
}

/* ---- all of it ---- */

static double *row_of(Seg *s, size_t count, bool *lacks)
{
    double *out = myn_arena_get(s->memory, (count + 1) * sizeof *out);
    *lacks |= !out;
    for (size_t i = 0; out && i < count; i++) out[i] = NAN;
    return out;
}

static myn_status room(Seg *s)
{
    size_t n = s->points.rows;
    bool lacks = false;
    for (size_t t = 0; t < s->tiers; t++) {
        s->distance[t] = row_of(s, n, &lacks);
        s->margin[t] = row_of(s, n, &lacks);
        s->width[t] = row_of(s, n, &lacks);
        s->runner_up[t] = myn_arena_zero(s->memory, n + 1, sizeof(uint32_t));
        lacks |= !s->runner_up[t];
    }
    s->mean = row_of(s, s->segments * s->d, &lacks);
    s->ratio = row_of(s, s->segments * s->d, &lacks);
    s->apart = row_of(s, s->segments * s->d, &lacks);
    s->overall = row_of(s, s->d, &lacks);
    s->spread = row_of(s, s->d, &lacks);
    s->silhouette = row_of(s, s->segments, &lacks);
    s->jaccard = row_of(s, s->segments, &lacks);
    s->exemplar = myn_arena_zero(s->memory, s->segments * TYPICAL + 1, sizeof(int32_t));
    s->marginal = myn_arena_zero(s->memory, s->segments * TYPICAL + 1, sizeof(int32_t));
    s->agreement = NAN;
    return lacks || !s->exemplar || !s->marginal ? MYN_ERR_MEMORY : MYN_OK;
}

myn_status seg_describe(Seg *s)
{
    double silhouette = NAN, mean = NAN;
    myn_arena *scratch = NULL;
    myn_status status = room(s);
    if (!status) status = myn_arena_new(&scratch);
    if (status) return status;
    for (size_t t = 0; t < s->tiers; t++)
        for (size_t i = 0; i < s->points.rows; i++) place(s, t, i);
    add_areas(s);
    for (size_t t = 0; t < s->tiers && !status; t++) {
        status = describe_tier(s, t, &mean, scratch);
        if (t == 0) silhouette = mean;
    }
    if (!status) status = describe_variables(s);
    if (!status && !s->assigned) status = fill_line(s, silhouette, scratch);
    if (!status) status = describe_stability(s, scratch);
    if (!status) status = myn_input_alike(myn_const(s->points), ALIKE, &s->alike, &s->alikes, s->memory);
    myn_arena_free(scratch);
    return status;
}
