/* The whole command: all draws, what they say of every area, the store with it. */
#include "run/clock.h"
#include "run/machine.h"
#include "run/uncertainty_counts.h"
#include <math.h>
#include <mynegai/annex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEMORY_LEAST ((size_t)512 << 20)

typedef struct {
    const myn_uncertainty_options *options;
    myn_diag *diag;
    myn_uncertain *m;
    const myn_labels *labels;
    const myn_index *index;
    size_t columns, draws;
    int32_t *published; /* columns */
    Counts counts;
    myn_spread *spread;
    size_t from, width; /* columns of the spread */
    size_t node, nodes; /* kept nodes that have any of them */
    bool counting;      /* first look */
    /* results: columns, percentiles x columns */
    double *score_mean, *score_sd, *score_percentile, *rank_mean, *rank_sd, *rank_percentile, *shift,
        *present;
    myn_arena *memory;
} Analysis;

/* ---- sweeps over all draws ---- */

static myn_status take(void *ctx, size_t from, size_t count, const myn_drawn *drawn)
{
    Analysis *a = ctx;
    (void)from;
    size_t before = a->from - a->node * drawn->areas, stride = drawn->nodes * drawn->areas;
    const myn_draws rows = {drawn->score + before, drawn->rank + before, stride, count};
    myn_status status = a->counting ? counts_add(&a->counts, a->node, drawn, count) : MYN_OK;
    return status ? status : myn_spread_add(a->spread, &rows, a->m->team);
}

/* A design's point, whose context is not the analysis. */
static void design_point(void *ctx, size_t draw, double *x)
{
    const Analysis *a = ctx;
    a->options->point(a->options->point_ctx, draw, x);
}

static void keep_result(Analysis *a, const myn_spread_result *r)
{
    size_t n = a->width, bytes = n * sizeof(double), p = a->m->plan.percentiles;
    memcpy(a->score_mean + a->from, r->score_mean, bytes);
    memcpy(a->score_sd + a->from, r->score_sd, bytes);
    memcpy(a->rank_mean + a->from, r->rank_mean, bytes);
    memcpy(a->rank_sd + a->from, r->rank_sd, bytes);
    memcpy(a->shift + a->from, r->shift, bytes);
    for (size_t i = 0; i < n; i++) a->present[a->from + i] = (double)r->present[i] / (double)a->draws;
    for (size_t i = 0; i < p; i++) {
        memcpy(a->score_percentile + i * a->columns + a->from, r->score_percentile + i * n, bytes);
        memcpy(a->rank_percentile + i * a->columns + a->from, r->rank_percentile + i * n, bytes);
    }
}

static myn_spread_plan spread_plan(const Analysis *a)
{
    myn_spread_plan plan = {.columns = a->width,
                            .draws = a->draws,
                            .areas = (uint32_t)a->m->areas,
                            .percentiles = a->m->plan.percentiles,
                            .scores = true,
                            .published = a->published + a->from};
    memcpy(plan.percentile, a->m->plan.percentile, sizeof plan.percentile);
    return plan;
}

/* All passes that columns FROM .. FROM + WIDTH need. */
static myn_status sweep(Analysis *a, size_t done, size_t all)
{
    myn_spread_plan plan = spread_plan(a);
    myn_spread_result result = {0};
    size_t passes = myn_spread_passes(&plan);
    myn_status status = myn_spread_after(a->spread, &plan, &a->spread);
    for (size_t p = 0; p < passes && !status; p++) {
        a->counting = a->from % a->m->areas == 0 && p == 0;
        myn_uncertain_runs runs = {.n = a->draws,
                                   .point = a->options->point ? design_point : NULL,
                                   .take = take,
                                   .ctx = a,
                                   .ranks = true,
                                   .node = a->node,
                                   .nodes = a->nodes,
                                   .progress = a->options->progress,
                                   .done = (double)((done + p) * a->draws),
                                   .all = (double)(all * passes * a->draws)};
        status = myn_uncertain_run(a->m, &runs, a->diag);
        if (!status) status = myn_spread_turn(a->spread, a->m->team, &result);
    }
    if (!status) keep_result(a, &result);
    return status;
}

/* By effective weights a node costs the same in any sweep; otherwise each computes whole indices again. */
static size_t memory_usual(const Analysis *a)
{
    size_t all = machine_memory();
    return !a->m->fast && all / 4 > MEMORY_LEAST ? all / 4 : MEMORY_LEAST;
}

/* As many whole nodes at a time as memory allows, or else a node in as few parts: draws are made again for the others, which
 * costs time only. A part begins with a node's first column or lies in one node. */
static myn_status sweep_all(Analysis *a, size_t *passes)
{
    a->width = a->columns;
    myn_spread_plan plan = spread_plan(a);
    size_t memory = a->options->memory ? a->options->memory : memory_usual(a), n = a->m->areas;
    size_t most = memory / myn_spread_bytes(&plan), one = myn_spread_passes(&plan), kept = a->m->plan.nodes;
    size_t nodes = most < n ? 1 : most / n < kept ? most / n : kept, width = n;
    if (most < n) width = most ? most : 1;
    size_t parts = (n + width - 1) / width, sweeps = (kept + nodes - 1) / nodes * parts;
    myn_status status = MYN_OK;
    *passes = sweeps * one;
    for (size_t i = 0; i < sweeps && !status; i++) {
        size_t part = i % parts, end;
        a->node = i / parts * nodes;
        a->nodes = kept - a->node < nodes ? kept - a->node : nodes;
        a->from = a->node * n + part * width;
        end = part + 1 < parts ? a->from + width : (a->node + a->nodes) * n;
        a->width = end - a->from;
        status = sweep(a, i * one, sweeps);
    }
    return status;
}

/* ---- the annex ---- */

enum { DIMENSIONS_MOST = 6 + MYN_QUANTILES_MOST, ARRAYS_MOST = 12 + MYN_QUANTILES_MOST };

typedef struct {
    myn_annex_dimension dimension[DIMENSIONS_MOST];
    myn_annex_array array[ARRAYS_MOST];
    myn_annex_fact fact[12];
    size_t dimensions, arrays, facts;
    bool failed;
} Annex;

/* "group_" and 10. */
static const char *numbered(Analysis *a, Annex *x, const char *front, size_t number)
{
    char text[100];
    snprintf(text, sizeof text, "%s%zu", front, number);
    const char *kept = myn_arena_text(a->memory, text, strlen(text));
    x->failed |= !kept;
    return kept;
}

static void add_dimension(Annex *x, const char *name, size_t size, const char *const *text,
                          const double *number, const char *long_name)
{
    x->dimension[x->dimensions++] = (myn_annex_dimension){name, size, text, number, long_name};
}

static void add_array(Annex *x, const char *name, const char *first, const char *second, const char *third,
                      const double *at, const char *long_name)
{
    size_t rank = 1 + (second != NULL) + (third != NULL);
    x->array[x->arrays++] = (myn_annex_array){.name = name,
                                              .dim = {first, second, third},
                                              .rank = rank,
                                              .as = MYN_AS_REAL,
                                              .at = at,
                                              .long_name = long_name};
}

static double *shares(Analysis *a, const uint32_t *count, size_t groups, Annex *x)
{
    double *out = myn_arena_get(a->memory, (a->columns * groups + 1) * sizeof *out);
    if (!out) {
        x->failed = true;
        return NULL;
    }
    /* group by group, so that an area's neighbours lie side by side */
    for (size_t k = 0; k < a->m->plan.nodes; k++)
        for (size_t g = 0; g < groups; g++)
            for (size_t i = 0; i < a->m->areas; i++) {
                size_t column = k * a->m->areas + i;
                double present = a->present[column] * (double)a->draws;
                out[(k * groups + g) * a->m->areas + i] = present > 0 ? count[column * groups + g] /
                                                                            nearbyint(present)
                                                                      : NAN;
            }
    return out;
}

static double *numbers(Analysis *a, size_t count, Annex *x)
{
    double *out = myn_arena_get(a->memory, (count + 1) * sizeof *out);
    x->failed |= !out;
    for (size_t i = 0; out && i < count; i++) out[i] = (double)(i + 1);
    return out;
}

static void add_groups(Analysis *a, Annex *x)
{
    for (size_t q = 0; q < a->index->quantiles; q++) {
        size_t groups = (size_t)a->index->quantile[q];
        const char *dim = numbered(a, x, "group_", groups), *name = numbered(a, x, "p_quantile_", groups);
        add_dimension(x, dim, groups, NULL, numbers(a, groups, x), "group, 1 the first");
        add_array(x, name, "kept_node", dim, "area", shares(a, a->counts.quantile[q].count, groups, x),
                  "share of the draws in which the area is in the group");
    }
    if (!a->index->bands) return;
    add_dimension(x, "band_number", a->index->bands, NULL, NULL, NULL);
    add_array(x, "p_band", "kept_node", "band_number", "area",
              shares(a, a->counts.band.count, a->index->bands, x),
              "share of the draws in which the area is in the band");
}

static void add_pairs(Analysis *a, Annex *x)
{
    const Plan *plan = &a->m->plan;
    size_t cells = plan->nodes * plan->pairs;
    const char **name = myn_arena_get(a->memory, (plan->pairs + 1) * sizeof *name);
    double *p = myn_arena_get(a->memory, (cells + 1) * sizeof *p);
    if (!name || !p) x->failed = true;
    if (!plan->pairs || x->failed) return;
    for (size_t i = 0; i < plan->pairs; i++) name[i] = plan->pair[i].name;
    for (size_t i = 0; i < cells; i++)
        p[i] = a->counts.both[i] ? (a->counts.above[i] + 0.5 * a->counts.tied[i]) / a->counts.both[i] : NAN;
    add_dimension(x, "pair", plan->pairs, name, NULL, "two areas");
    add_array(x, "p_above", "kept_node", "pair", NULL, p,
              "share of the draws in which the first area ranks above the second, ties a half");
}

static void add_figures(Analysis *a, Annex *x)
{
    const Plan *plan = &a->m->plan;
    const char **code = myn_arena_get(a->memory, (plan->nodes + 1) * sizeof *code);
    if (!code) {
        x->failed = true;
        return;
    }
    for (size_t k = 0; k < plan->nodes; k++) code[k] = a->index->node[plan->node[k]].code;
    add_dimension(x, "area", a->m->areas, NULL, NULL, NULL);
    add_dimension(x, "kept_node", plan->nodes, code, NULL, "node");
    add_dimension(x, "percentile", plan->percentiles, NULL, plan->percentile, "percentile of the draws");
    add_array(x, "score_mean", "kept_node", "area", NULL, a->score_mean, "mean of the drawn scores");
    add_array(x, "score_sd", "kept_node", "area", NULL, a->score_sd,
              "standard deviation of the drawn scores");
    add_array(x, "score_percentile", "percentile", "kept_node", "area", a->score_percentile,
              "percentiles of the drawn scores");
    add_array(x, "rank_mean", "kept_node", "area", NULL, a->rank_mean, "mean of the drawn ranks");
    add_array(x, "rank_sd", "kept_node", "area", NULL, a->rank_sd, "standard deviation of the drawn ranks");
    add_array(x, "rank_percentile", "percentile", "kept_node", "area", a->rank_percentile,
              "percentiles of the drawn ranks");
    add_array(x, "rank_shift", "kept_node", "area", NULL, a->shift,
              "median of |drawn rank - published rank|");
    add_array(x, "present", "kept_node", "area", NULL, a->present,
              "share of the draws in which the area has a score");
}

static void add_facts(Analysis *a, Annex *x)
{
    const Plan *plan = &a->m->plan;
    size_t length = 1;
    for (size_t s = 0; s < plan->sources; s++) length += strlen(plan->source[s].input.name) + 2;
    char *names = myn_arena_zero(a->memory, length, 1);
    if (!names) {
        x->failed = true;
        return;
    }
    for (size_t s = 0; s < plan->sources; s++) {
        if (s) strcat(names, "; ");
        strcat(names, plan->source[s].input.name);
    }
    const char *edition = a->labels->edition[a->options->choice.edition].name;
    x->fact[x->facts++] = (myn_annex_fact){"edition", edition};
    x->fact[x->facts++] = (myn_annex_fact){"draws", numbered(a, x, "", a->draws)};
    x->fact[x->facts++] = (myn_annex_fact){"seed", numbered(a, x, "", a->m->seed)};
    x->fact[x->facts++] = (myn_annex_fact){"design", a->options->design ? a->options->design : "random"};
    x->fact[x->facts++] = (myn_annex_fact){"sources", names};
    x->fact[x->facts++] = (myn_annex_fact){"path", a->m->fast ? "effective weights" : "general"};
}

static myn_status write_annex(Analysis *a)
{
    Annex x = {0};
    const Plan *plan = &a->m->plan;
    add_figures(a, &x);
    add_groups(a, &x);
    add_pairs(a, &x);
    add_facts(a, &x);
    char command[300];
    snprintf(command, sizeof command, "uncertainty --edition %s --draws %zu --seed %llu%s%s",
             a->labels->edition[a->options->choice.edition].name, a->draws, (unsigned long long)a->m->seed,
             a->options->design ? " --design " : "", a->options->design ? a->options->design : "");
    const myn_provenance_text text = {"uncertainty.yml", plan->text};
    const myn_annex_source source = {.command = command, .text = &text, .texts = plan->text != NULL};
    const myn_annex annex = {.group = "uncertainty",
                             .long_name = "how sure scores and ranks are",
                             .dimension = x.dimension,
                             .dimensions = x.dimensions,
                             .array = x.array,
                             .arrays = x.arrays,
                             .fact = x.fact,
                             .facts = x.facts};
    if (x.failed) return MYN_ERR_MEMORY;
    return myn_store_add(a->options->choice.path, a->options->out, &annex, 1, &source, a->diag);
}

/* ---- the command ---- */

static myn_status room_for_figures(Analysis *a)
{
    size_t n = a->columns + 1, p = a->m->plan.percentiles;
    double **const one[] = {&a->score_mean, &a->score_sd, &a->rank_mean, &a->rank_sd, &a->shift, &a->present};
    bool all = true;
    for (size_t i = 0; i < sizeof one / sizeof *one; i++)
        all &= (*one[i] = myn_arena_get(a->memory, n * sizeof(double))) != NULL;
    a->score_percentile = myn_arena_get(a->memory, (p * n + 1) * sizeof(double));
    a->rank_percentile = myn_arena_get(a->memory, (p * n + 1) * sizeof(double));
    a->published = myn_arena_get(a->memory, n * sizeof(int32_t));
    if (!all || !a->score_percentile || !a->rank_percentile || !a->published) return MYN_ERR_MEMORY;
    for (size_t c = 0; c < a->columns; c++) a->published[c] = (int32_t)a->m->published_rank[c];
    return MYN_OK;
}

static myn_status analyse(Analysis *a, myn_uncertainty_done *out)
{
    myn_status status = myn_uncertain_open(&a->options->choice, a->diag, &a->m);
    if (status) return status;
    a->labels = a->m->again.labels;
    a->index = a->m->again.loaded.index;
    a->columns = a->m->plan.nodes * a->m->areas;
    a->draws = a->m->draws;
    status = counts_open(a->m, a->memory, &a->counts);
    if (!status) status = room_for_figures(a);
    if (!status) status = sweep_all(a, &out->passes);
    return status ? status : write_annex(a);
}

/* Shares of the first node, with names that outlive the model. */
static myn_status tell_pairs(const Analysis *a, myn_uncertainty_done *out)
{
    const Counts *c = &a->counts;
    out->pair = calloc(out->pairs + 1, sizeof *out->pair);
    out->above = calloc(out->pairs + 1, sizeof *out->above);
    if (!out->pair || !out->above) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < out->pairs; i++) {
        out->pair[i] = strdup(a->m->plan.pair[i].name);
        out->above[i] = c->both[i] ? (c->above[i] + 0.5 * c->tied[i]) / c->both[i] : NAN;
        if (!out->pair[i]) return MYN_ERR_MEMORY;
    }
    return MYN_OK;
}

myn_status myn_uncertainty(const myn_uncertainty_options *options, myn_diag *diag, myn_uncertainty_done *out)
{
    Analysis a = {.options = options, .diag = diag};
    double start = seconds_now();
    *out = (myn_uncertainty_done){0};
    myn_status status = myn_arena_new(&a.memory);
    if (!status) status = analyse(&a, out);
    if (!status) {
        out->draws = a.draws;
        out->nodes = a.m->plan.nodes;
        out->areas = a.m->areas;
        out->inputs = a.m->plan.sources;
        out->pairs = a.m->plan.pairs;
        out->seed = a.m->seed;
        out->fast = a.m->fast;
        out->edition = strdup(a.labels->edition[options->choice.edition].name);
    }
    if (!status) status = tell_pairs(&a, out);
    out->seconds = seconds_now() - start;
    myn_spread_free(a.spread);
    myn_uncertain_free(a.m);
    myn_arena_free(a.memory);
    return status;
}

void myn_uncertainty_done_free(myn_uncertainty_done *done)
{
    for (size_t i = 0; done->pair && i < done->pairs; i++) free(done->pair[i]);
    free(done->pair);
    free(done->above);
    free(done->edition);
    *done = (myn_uncertainty_done){0};
}
