/* Errors of the data: how wrong each value may be, on the scale of its law, and a draw of it. */
#include "base/machine.h"
#include "run/uncertainty.h"
#include "run/walk.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK        ((size_t)512)
#define COMMON_FIRST ((uint64_t)1 << 48) /* numbers that an area's periods share come from here on */
#define ASTRAY_FIRST ((uint64_t)1 << 49) /* numbers of what is filled in after the steps */

/* ---- scales ---- */

static double to_scale(const Sampling *s, double x)
{
    switch (s->law) {
    case LAW_LOG_NORMAL: return log(x);
    case LAW_LOGIT: return log(x / (s->out_of - x));
    default: return x;
    }
}

static double from_scale(const Sampling *s, double t)
{
    switch (s->law) {
    case LAW_LOG_NORMAL: return exp(t);
    case LAW_LOGIT: return s->out_of / (1 + exp(-t));
    case LAW_POISSON: return exp(t);
    case LAW_BINOMIAL: return s->per / (1 + exp(-t));
    default: return t;
    }
}

/* Cases of a count and what they are counted among, on the scale of which 1 is the whole. */
static double cases_of(const Sampling *s, double value, double among)
{
    return s->series ? value / s->per * among : value;
}

/* ---- standard errors ---- */

/* One leaf in one period, read. */
typedef struct {
    myn_uncertain *m;
    const Source *source;
    const char *code;
    size_t leaf, row, plane;
    const double *value, *lower, *upper, *other; /* other: the series that errors or counts come of */
    size_t without, wrong, first_wrong; /* areas without an error; whose figures do not fit the law */
    const char *why;
} Reading;

static void note_wrong(Reading *r, size_t area, const char *why)
{
    if (!r->wrong++) r->first_wrong = area, r->why = why;
}

static bool fits_scale(const Sampling *s, double x)
{
    if (s->law == LAW_LOG_NORMAL) return x > 0;
    return s->law != LAW_LOGIT || (x > 0 && x < s->out_of);
}

static const char *needs_of(const Sampling *s)
{
    return s->law == LAW_LOG_NORMAL
               ? "a log-normal error needs values and limits above 0"
               : "a logit error needs values and limits between 0 and `out_of`, ends excluded";
}

static double se_of_limits(Reading *r, size_t a)
{
    const Sampling *s = &r->source->sampling;
    double low = r->lower ? r->lower[a] : NAN, high = r->upper ? r->upper[a] : NAN;
    if (isnan(low) || isnan(high)) return NAN;
    if (!fits_scale(s, low) || !fits_scale(s, high)) {
        note_wrong(r, a, needs_of(s));
        return NAN;
    }
    if (!(low <= r->value[a] && r->value[a] <= high)) {
        note_wrong(r, a, "the value lies outside its confidence limits");
        return NAN;
    }
    double z = myn_normal_quantile(0.5 + s->amount / 200);
    return (to_scale(s, high) - to_scale(s, low)) / (2 * z);
}

/* A standard error of the value as it is becomes one of its logarithm or logit by the slope there. */
static double se_of_value(Reading *r, size_t a)
{
    const Sampling *s = &r->source->sampling;
    double x = r->value[a], se = s->from == ERROR_SERIES ? r->other[a] : s->amount;
    if (s->from == ERROR_RELATIVE) se = fabs(x) * s->amount / 100;
    if (se < 0) note_wrong(r, a, "a standard error is below 0");
    if (s->law == LAW_LOG_NORMAL) return se / x;
    if (s->law == LAW_LOGIT) return se * s->out_of / (x * (s->out_of - x));
    return se;
}

static void measure(Reading *r, size_t a, double *mean, double *sd)
{
    const Sampling *s = &r->source->sampling;
    *mean = *sd = NAN;
    if (isnan(r->value[a])) return;
    if (!fits_scale(s, r->value[a])) {
        note_wrong(r, a, needs_of(s));
        return;
    }
    *mean = to_scale(s, r->value[a]);
    *sd = s->from == ERROR_LIMITS ? se_of_limits(r, a) : se_of_value(r, a);
    r->without += isnan(*sd);
}

/* Counts: around the observed number they are drawn as such (MEAN cases, SD among); else on a scale on which they are
 * nearly normal, a half added so that none is not impossible. */
static void measure_count(Reading *r, size_t a, double *mean, double *sd)
{
    const Sampling *s = &r->source->sampling;
    double x = r->value[a], among = s->series ? r->other[a] : NAN, cases = cases_of(s, x, among);
    bool binomial = s->law == LAW_BINOMIAL;
    *mean = *sd = NAN;
    if (isnan(x)) return;
    if (s->series && !(among > 0)) {
        r->without++;
        return;
    }
    if (x < 0 || (binomial && cases > among * (1 + 1e-9))) {
        note_wrong(r, a,
                   binomial ? "a binomial error needs rates from 0 to `per`"
                            : "a Poisson error needs counts of at least 0");
        return;
    }
    if (s->observed) {
        *mean = binomial ? fmin(cases / among, 1) : cases;
        *sd = binomial ? nearbyint(among) : s->series ? s->per / among : 1;
        return;
    }
    if (binomial) {
        double n = fmax(among, cases);
        *mean = log((cases + 0.5) / (n - cases + 0.5));
        *sd = sqrt((n + 1) * (n + 2) / (n * (cases + 1) * (n - cases + 1)));
        return;
    }
    *mean = log((cases + 0.5) * (s->series ? s->per / among : 1));
    *sd = 1 / sqrt(cases + 0.5);
}

static bool is_count(const Sampling *s)
{
    return s->law == LAW_POISSON || s->law == LAW_BINOMIAL;
}

static void say_reading(const Reading *r, size_t valued, myn_diag *diag)
{
    const myn_uncertain *m = r->m;
    myn_place at = r->source->input.at;
    char period[MYN_PERIOD_TEXT];
    myn_period_text(m->again.loaded.panel->plane[r->plane].period, period);
    if (r->wrong)
        myn_diag_add(diag, MYN_ERROR, at, "%s, %s: %s (%zu area%s, the first %s)", r->code, period, r->why,
                     r->wrong, r->wrong > 1 ? "s" : "", m->again.loaded.areas->at[r->first_wrong].code);
    else if (r->without == valued && valued)
        myn_diag_add(diag, MYN_ERROR, at, "%s, %s: the data have no %s", r->code, period,
                     is_count(&r->source->sampling)             ? "numbers that it is counted among"
                     : r->source->sampling.from == ERROR_LIMITS ? "confidence limits"
                                                                : "standard errors");
    else if (r->without)
        myn_diag_add(diag, MYN_WARNING, at,
                     "%s, %s: %zu of %zu areas have no standard error: they stay as they are", r->code,
                     period, r->without, valued);
}

static void read_sampling(Reading *r, Blur *blur, myn_diag *diag)
{
    const Sampling *s = &r->source->sampling;
    size_t n = r->m->areas, valued = 0;
    for (size_t a = 0; a < n; a++) {
        (is_count(s) ? measure_count : measure)(r, a, &blur->mean[a], &blur->sd[a]);
        valued += !isnan(r->value[a]);
    }
    say_reading(r, valued, diag);
    if (!s->observed) myn_posterior(blur->mean, blur->sd, n, blur->mean, blur->sd, NULL, NULL);
}

/* ---- imputed cells ---- */

/* Spread of the observed values around what each way of filling in would say of them. */
typedef struct {
    double all, *group, time;
} Around;

static double deviation(double squares, double count, double used)
{
    return count > used ? sqrt(squares / (count - used)) : NAN;
}

/* Within groups, pooled over all of them. */
static double within_groups(const myn_pipeline *p, const double *x, const double *mean, const double *count)
{
    double squares = 0, n = 0, groups = 0;
    for (size_t a = 0; a < p->areas; a++) {
        if (isnan(x[a])) continue;
        double d = x[a] - mean[p->group[a]];
        squares += d * d;
        n++;
    }
    for (uint32_t g = 0; g < p->groups; g++) groups += count[g] > 0;
    return deviation(squares, n, groups);
}

/* From the nearest other period that has data, over the areas that have both. */
static double along_time(const myn_uncertain *m, size_t row, size_t plane)
{
    const myn_panel *panel = m->again.loaded.panel;
    const myn_series_periods *periods = &m->again.pipeline.periods[row];
    size_t nearest = MYN_NONE;
    double squares = 0, n = 0;
    for (size_t i = 0; i < periods->count; i++) {
        size_t t = periods->period[i], by = t > plane ? t - plane : plane - t;
        size_t best = nearest == MYN_NONE ? SIZE_MAX : nearest > plane ? nearest - plane : plane - nearest;
        if (by && by < best) nearest = t;
    }
    if (nearest == MYN_NONE) return NAN;
    for (size_t a = 0; a < m->areas; a++) {
        double d = panel->plane[plane].value[row * m->areas + a] -
                   panel->plane[nearest].value[row * m->areas + a];
        if (isnan(d)) continue;
        squares += d * d;
        n++;
    }
    return deviation(squares, n, 0);
}

static double around_mean(const double *x, size_t n)
{
    double sum = 0, squares = 0, count = 0;
    for (size_t a = 0; a < n; a++)
        if (!isnan(x[a])) sum += x[a], count++;
    for (size_t a = 0; a < n; a++)
        if (!isnan(x[a])) squares += (x[a] - sum / count) * (x[a] - sum / count);
    return deviation(squares, count, 1);
}

static double around_groups(const myn_pipeline *p, const double *x, myn_arena *scratch)
{
    double *mean = myn_arena_zero(scratch, p->groups + 1, sizeof *mean);
    double *count = myn_arena_zero(scratch, p->groups + 1, sizeof *count);
    if (!mean || !count) return NAN;
    for (size_t a = 0; a < p->areas; a++)
        if (!isnan(x[a])) mean[p->group[a]] += x[a], count[p->group[a]]++;
    for (uint32_t g = 0; g < p->groups; g++) mean[g] /= count[g];
    return within_groups(p, x, mean, count);
}

static bool other_period(const myn_uncertain *m, size_t row, size_t plane, size_t area)
{
    const myn_panel *panel = m->again.loaded.panel;
    for (size_t t = 0; t < panel->periods; t++)
        if (t != plane && !isnan(panel->plane[t].value[row * m->areas + area])) return true;
    return false;
}

static bool fills_along(const myn_node *leaf)
{
    return myn_has_fill(leaf, MYN_FILL_CARRY) || myn_has_fill(leaf, MYN_FILL_NEAREST) ||
           myn_has_fill(leaf, MYN_FILL_INTERPOLATE);
}

/* `zero` says nothing of how far off it is. BEFORE: the leaf's values before its steps; NULL: it has none. */
static void refuse_zero(const myn_uncertain *m, const Source *source, size_t node, const double *before,
                        myn_diag *diag)
{
    const myn_node *leaf = &m->again.loaded.index->node[node];
    const double *after = m->published.normalised + leaf->indicator * m->areas;
    size_t filled = 0;
    if (!myn_has_fill(leaf, MYN_FILL_ZERO)) return;
    for (size_t a = 0; a < m->areas; a++) filled += (!before || isnan(before[a])) && after[a] == 0;
    if (!filled) return;
    myn_diag_add(
        diag, MYN_ERROR, source->input.at,
        "%s: what `zero` fills in (%zu area%s) has no imputation variance that it could be drawn by: "
        "fill it in another way, or name the other indicators under `of`",
        leaf->code, filled, filled > 1 ? "s" : "");
}

static myn_status read_imputed(Reading *r, Blur *blur, myn_diag *diag, myn_arena *scratch)
{
    const myn_uncertain *m = r->m;
    const myn_node *leaf = &m->again.loaded.index->node[r->leaf];
    myn_trouble trouble = {0};
    myn_selected filled = {blur->mean, myn_arena_get(scratch, m->areas + 1), -1};
    double *astray = myn_arena_get(scratch, (m->areas + 1) * sizeof *astray);
    if (!filled.cell || !astray) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < m->areas; a++) astray[a] = NAN;
    myn_leaf_walk walk = {.pipeline = &m->again.pipeline,
                          .rule = &m->again.loaded.edition[m->own.edition],
                          .leaf = leaf,
                          .values = &filled,
                          .trouble = &trouble,
                          .astray = astray};
    myn_status status = myn_walk_to(&walk, 0, scratch);
    if (!status) refuse_zero(m, r->source, r->leaf, filled.value, diag);
    double time = fills_along(leaf) ? along_time(m, r->row, r->plane) : NAN,
           all = around_mean(r->value, m->areas);
    if (myn_has_fill(leaf, MYN_FILL_GROUP_MEAN)) all = around_groups(&m->again.pipeline, r->value, scratch);
    for (size_t a = 0; a < m->areas; a++) {
        bool imputed = isnan(r->value[a]) && !isnan(filled.value[a]);
        bool along = imputed && !isnan(time) && other_period(m, r->row, r->plane, a);
        blur->sd[a] = !imputed ? NAN : !isnan(astray[a]) ? astray[a] : along ? time : all;
        if (!imputed) blur->mean[a] = NAN;
    }
    return status;
}

/* ---- all of them ---- */

/* Only the period that the edition uses, unless others reach into it. */
static bool needs_all_periods(const myn_uncertain *m, const myn_node *leaf)
{
    const myn_index *index = m->again.loaded.index;
    bool reference = false;
    for (size_t s = 0; s < leaf->steps; s++) reference |= leaf->step[s].reference_edition != NULL;
    for (size_t i = 0; i < index->nodes; i++)
        for (size_t s = 0; s < index->node[i].afters; s++)
            reference |= index->node[i].after[s].reference_edition != NULL;
    return reference || fills_along(leaf);
}

typedef struct {
    myn_uncertain *m;
    myn_panel *raw; /* with limits; NULL where none are asked for */
    myn_diag *diag;
    myn_arena *scratch;
    uint64_t number;
} Opening;

static myn_status add_blur(Opening *o, const Source *source, size_t leaf, size_t plane)
{
    myn_uncertain *m = o->m;
    const myn_loaded *loaded = &m->again.loaded;
    size_t n = m->areas, row = loaded->index->node[leaf].indicator;
    Blur *blur = &m->blur[m->blurs++];
    *blur = (Blur){.source = source, .row = row, .plane = plane, .first = o->number};
    o->number += n;
    for (const Blur *b = m->blur; b < blur; b++) blur->again |= b->row == row && b->plane == plane;
    blur->mean = myn_arena_get(m->memory, (n + 1) * sizeof(double));
    blur->sd = myn_arena_get(m->memory, (n + 1) * sizeof(double));
    if (!blur->mean || !blur->sd) return MYN_ERR_MEMORY;
    Reading r = {.m = m,
                 .source = source,
                 .code = loaded->index->node[leaf].code,
                 .leaf = leaf,
                 .row = row,
                 .plane = plane};
    r.value = loaded->panel->plane[plane].value + row * n;
    if (o->raw && o->raw->plane[plane].lower) r.lower = o->raw->plane[plane].lower + row * n;
    if (o->raw && o->raw->plane[plane].upper) r.upper = o->raw->plane[plane].upper + row * n;
    if (source->sampling.series)
        r.other = loaded->panel->plane[plane].value +
                  myn_rows_find(&loaded->rows, source->sampling.series) * n;
    if (source->kind == SOURCE_SAMPLING) read_sampling(&r, blur, o->diag);
    return source->kind == SOURCE_IMPUTED ? read_imputed(&r, blur, o->diag, o->scratch) : MYN_OK;
}

static myn_status open_leaf(Opening *o, const Source *source, size_t node)
{
    myn_uncertain *m = o->m;
    const myn_node *leaf = &m->again.loaded.index->node[node];
    const myn_series_periods *periods = &m->again.pipeline.periods[leaf->indicator];
    int32_t used = m->published.used_period[leaf->indicator];
    bool all = source->kind != SOURCE_IMPUTED && needs_all_periods(m, leaf);
    if (source->kind == SOURCE_IMPUTED && used < 0) refuse_zero(m, source, node, NULL, o->diag);
    if (source->kind == SOURCE_IMPUTED && myn_wants_within(leaf))
        m->astray[m->astrays++] = (Astray){source, leaf->indicator};
    myn_status status = MYN_OK;
    for (size_t i = 0; i < periods->count && !status; i++)
        if (all || (int32_t)periods->period[i] == used)
            status = add_blur(o, source, node, periods->period[i]);
    return status;
}

/* Each source has streams of its own, whose numbers start from 0. */
static myn_status open_source(Opening *o, const Source *source)
{
    myn_status status = MYN_OK;
    o->number = 0;
    for (size_t i = 0; i < source->nodes && !status; i++) {
        status = open_leaf(o, source, source->node[i]);
        myn_arena_rewind(o->scratch, (myn_arena_mark){0});
    }
    return status;
}

/* Sampling comes before rounding, which adds to it. */
static const SourceKind kinds[] = {SOURCE_SAMPLING, SOURCE_ROUNDING, SOURCE_IMPUTED};

static size_t blurs_most(const myn_uncertain *m)
{
    size_t most = 1;
    for (size_t s = 0; s < m->plan.sources; s++)
        if (m->plan.source[s].kind >= SOURCE_SAMPLING)
            most += m->plan.source[s].nodes * m->again.loaded.panel->periods;
    return most;
}

static bool wants_limits(const Plan *plan)
{
    for (size_t s = 0; s < plan->sources; s++)
        if (plan->source[s].kind == SOURCE_SAMPLING && plan->source[s].sampling.from == ERROR_LIMITS)
            return true;
    return false;
}

myn_status blurs_open(myn_uncertain *m, myn_diag *diag)
{
    Opening o = {.m = m, .diag = diag};
    size_t errors = myn_diag_count(diag, MYN_ERROR);
    if (!m->data) return MYN_OK;
    m->blur = myn_arena_zero(m->memory, blurs_most(m), sizeof *m->blur);
    m->astray = myn_arena_zero(m->memory, blurs_most(m), sizeof *m->astray);
    myn_status status = m->blur && m->astray ? myn_arena_new(&o.scratch) : MYN_ERR_MEMORY;
    if (!status && wants_limits(&m->plan)) status = myn_store_panel(m->own.store, MYN_CUBE_RAW, &o.raw);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = 0; i < m->plan.sources && !status; i++)
            if (m->plan.source[i].kind == kinds[k]) status = open_source(&o, &m->plan.source[i]);
    myn_panel_free(o.raw);
    myn_arena_free(o.scratch);
    return status || myn_diag_count(diag, MYN_ERROR) == errors ? status : MYN_ERR_DATA;
}

/* ---- a draw ---- */

/* The stream that coordinate X of SOURCE chooses. */
static uint64_t job_of(const myn_uncertain *m, const Source *source, double x)
{
    uint64_t number = (uint64_t)(source - m->plan.source) + 1;
    return (uint64_t)(x * 0x1p52) | number << 52;
}

static void normals_of(const myn_uncertain *m, const Blur *blur, uint64_t job, size_t from, size_t n,
                       double *z)
{
    double shared[CHUNK], correlation = blur->source->sampling.periods;
    myn_stream_normals(m->seed, job, blur->first + from, n, z);
    if (!(correlation > 0)) return;
    myn_stream_normals(m->seed, job, COMMON_FIRST + blur->row * m->areas + from, n, shared);
    for (size_t i = 0; i < n; i++) z[i] = sqrt(correlation) * shared[i] + sqrt(1 - correlation) * z[i];
}

/* A count whose place in its distribution is that of the normal number Z. */
static double draw_count(const Sampling *s, double mean, double sd, double z)
{
    double p = 0.5 * erfc(-z * M_SQRT1_2);
    p = fmin(fmax(p, 0x1p-53), 1 - 0x1p-53);
    if (s->law == LAW_BINOMIAL) return myn_binomial_quantile(sd, mean, p) / sd * s->per;
    return myn_poisson_quantile(mean, p) * sd;
}

FOR_EACH_MACHINE
static void draw_plain(const double *mean, const double *sd, const double *z, size_t n, const double *value,
                       double *out)
{
    for (size_t i = 0; i < n; i++) out[i] = sd[i] > 0 ? mean[i] + sd[i] * z[i] : value[i];
}

static void draw_chunk(const Blur *blur, size_t from, size_t n, const double *z, const double *value,
                       double *out)
{
    const Sampling *s = &blur->source->sampling;
    const double *mean = blur->mean + from, *sd = blur->sd + from;
    bool count = s->observed && is_count(s);
    if (blur->source->kind == SOURCE_IMPUTED || s->law == LAW_NORMAL) {
        draw_plain(mean, sd, z, n, value, out);
        return;
    }
    for (size_t i = 0; i < n; i++)
        if (!(sd[i] > 0))
            out[i] = value[i];
        else
            out[i] = count ? draw_count(s, mean[i], sd[i], z[i]) : from_scale(s, mean[i] + sd[i] * z[i]);
}

static void draw_rounding(const myn_uncertain *m, const Blur *blur, uint64_t job, const double *value,
                          double *out)
{
    double u[CHUNK];
    for (size_t from = 0; from < m->areas; from += CHUNK) {
        size_t n = m->areas - from < CHUNK ? m->areas - from : CHUNK;
        myn_stream_uniforms(m->seed, job, blur->first + from, n, u);
        for (size_t i = 0; i < n; i++) out[from + i] = value[from + i] + blur->source->amount * (u[i] - 0.5);
    }
}

void blur_draw(const myn_uncertain *m, const Blur *blur, double x, const double *value, double *out)
{
    uint64_t job = job_of(m, blur->source, x);
    double z[CHUNK];
    if (blur->source->kind == SOURCE_ROUNDING) {
        draw_rounding(m, blur, job, value, out);
        return;
    }
    for (size_t from = 0; from < m->areas; from += CHUNK) {
        size_t n = m->areas - from < CHUNK ? m->areas - from : CHUNK;
        normals_of(m, blur, job, from, n, z);
        draw_chunk(blur, from, n, z, value + from, out + from);
    }
}

void astray_draw(const myn_uncertain *m, const Astray *astray, double x, double *out)
{
    myn_stream_normals(m->seed, job_of(m, astray->source, x), ASTRAY_FIRST + astray->leaf * m->areas,
                       m->areas, out);
}
