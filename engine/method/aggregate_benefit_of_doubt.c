/* Benefit of the doubt: for every area a linear program that finds the weights which suit it best.
 *
 * All programs share their limits: with its weights no area may score above 1. Hardly any of these limits
 * ever holds an area back, so that they are added as they are broken, and stay for the areas that follow:
 * each program starts where the last one ended, with a few dozen rows instead of one an area. */
#include "method/choices.h"
#include "method/parts.h"
#include "method/programme.h"
#include <math.h>
#include <stdio.h>

enum { LOW, HIGH, OF };
enum { OF_CONTRIBUTION, OF_WEIGHT };

static const char *const ofs[] = {"contribution", "weight", NULL};
static const myn_param params[] = {
    {.name = "shares",
     .type = MYN_RANGE,
     .fallback = "none",
     .least = 0,
     .most = 1,
     .summary = "the least and the greatest share of each part"},
    {.name = "share_of",
     .type = MYN_CHOICE,
     .fallback = "contribution",
     .choices = ofs,
     .summary = "share of the score that a part brings (weight times value), or of the sum of weights"},
};

/* The values, of which missing ones count as 0, on a common scale of at most 1: one division for all, so that
 * shares of weight stay what they are. Area by area: `m` values side by side. */
typedef struct {
    double *value;
    bool *missing;
    size_t n, m;
} Table;

static double greatest_of(const myn_parts *parts, bool *wrong)
{
    double greatest = 0;
    for (size_t c = 0; c < parts->children; c++)
        for (size_t i = 0; i < parts->n; i++) {
            double x = parts->child[c][i];
            *wrong = *wrong || x < 0 || isinf(x);
            if (x > greatest) greatest = x;
        }
    return greatest;
}

static myn_status make_table(const myn_parts *parts, myn_arena *scratch, Table *out)
{
    bool wrong = false;
    double greatest = greatest_of(parts, &wrong);
    size_t cells = parts->n * parts->children + 1;
    *out = (Table){myn_arena_get(scratch, cells * sizeof(double)),
                   myn_arena_get(scratch, cells * sizeof(bool)), parts->n, parts->children};
    if (wrong) return MYN_ERR_DATA;
    if (!out->value || !out->missing) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < out->n; i++)
        for (size_t c = 0; c < out->m; c++) {
            double x = parts->child[c][i];
            out->missing[i * out->m + c] = isnan(x);
            out->value[i * out->m + c] = isnan(x) || greatest == 0 ? 0 : x / greatest;
        }
    return MYN_OK;
}

/* The area that breaks its limit most under WEIGHT, or N. Areas without values break none. */
static size_t most_broken(const Table *table, const double *weight)
{
    size_t most = table->n;
    double worst = 1 + PROGRAMME_ROUNDING;
    for (size_t i = 0; i < table->n; i++) {
        const double *y = table->value + i * table->m;
        double score = 0;
        for (size_t c = 0; c < table->m; c++) score += weight[c] * y[c];
        if (score > worst) worst = score, most = i;
    }
    return most;
}

/* Each child's greatest area limits its weight, so that no program is without limits. */
static void first_limits(const Table *table, Programme *programme)
{
    for (size_t c = 0; c < table->m; c++) {
        size_t top = 0;
        for (size_t i = 1; i < table->n; i++)
            if (table->value[i * table->m + c] > table->value[top * table->m + c]) top = i;
        if (table->value[top * table->m + c] > 0) programme_limit(programme, table->value + top * table->m);
    }
}

/* Bounds of the shares for area I: with parts missing they widen in proportion to what is left of them. */
static void area_shares(const Table *table, size_t i, const double *param, Programme *programme)
{
    const bool *missing = table->missing + i * table->m;
    size_t there = 0;
    for (size_t c = 0; c < table->m; c++) there += !missing[c];
    double wider = (double)table->m / (double)there, high = fmin(1, param[HIGH] * wider);
    const double *size = param[OF] == OF_CONTRIBUTION ? table->value + i * table->m : NULL;
    programme_shares(programme, size, missing, (double[]){param[LOW] * wider, high});
}

static myn_status solve_area(const Table *table, size_t i, Programme *programme, double *weight,
                             double *score)
{
    const double *own = table->value + i * table->m;
    programme_aim(programme, own, table->missing + i * table->m);
    for (size_t step = 0; step <= table->n; step++) {
        myn_status status = programme_solve(programme, weight, score);
        if (status != MYN_OK) return status;
        size_t broken = most_broken(table, weight);
        if (broken == table->n) return MYN_OK;
        programme_limit(programme, table->value + broken * table->m);
    }
    return MYN_ERR_DATA;
}

typedef struct {
    const Table *table;
    const double *param;
    double *weight, *out;
    size_t last; /* the area to stop after */
    char *why;
} Job;

static bool has_parts(const Table *table, size_t i)
{
    for (size_t c = 0; c < table->m; c++)
        if (!table->missing[i * table->m + c]) return true;
    return false;
}

static void say_stopped(const Programme *programme, size_t area, char *why)
{
    int iterations;
    double aim;
    programme_stopped(programme, &iterations, &aim);
    snprintf(why, MYN_WHY,
             "the linear program of area number %zu finds no answer: stopped after %d iterations at %.10g",
             area + 1, iterations, aim);
}

static myn_status solve_all(void *ctx, Programme *programme)
{
    const Job *job = ctx;
    const Table *table = job->table;
    myn_status status = MYN_OK;
    first_limits(table, programme);
    for (size_t i = 0; i < table->n && i <= job->last && status == MYN_OK; i++) {
        if (!has_parts(table, i)) continue;
        if (!isnan(job->param[LOW])) area_shares(table, i, job->param, programme);
        double score = NAN;
        status = solve_area(table, i, programme, job->weight, &score);
        if (status == MYN_ERR_DATA && job->why) say_stopped(programme, i, job->why);
        job->out[i] = fmin(fmax(score, 0), 1); /* the program's tolerance */
    }
    return status;
}

/* Whether so many shares can add up to 1. */
static bool possible(const double *param, size_t parts)
{
    double low = param[LOW] * (double)parts, high = param[HIGH] * (double)parts;
    return isnan(low) || (low <= 1 + PROGRAMME_ROUNDING && high >= 1 - PROGRAMME_ROUNDING);
}

/* Areas up to LAST, whose own weights stay in WEIGHT. */
static myn_status solve_to(const double *param, const myn_parts *parts, size_t last, double *weight,
                           double *out, myn_arena *scratch)
{
    Table table;
    for (size_t i = 0; i < parts->n; i++) out[i] = NAN;
    if (parts->n == 0 || parts->children == 0) return MYN_OK;
    if (!possible(param, parts->children)) return MYN_ERR_DATA;
    myn_status status = make_table(parts, scratch, &table);
    Job job = {
        .table = &table, .param = param, .weight = weight, .out = out, .last = last, .why = parts->why};
    return status ? status : programme_run(parts->children, !isnan(param[LOW]), solve_all, &job);
}

static myn_status combine(const double *param, const myn_parts *parts, myn_arena *scratch)
{
    double *weight = myn_arena_get(scratch, (parts->children + 1) * sizeof *weight);
    return weight ? solve_to(param, parts, parts->n, weight, parts->out, scratch) : MYN_ERR_MEMORY;
}

/* The weights that suit AREA best, as all programmes before it leave them to be found: the very ones of its score. */
static myn_status refer(const double *param, const myn_parts *parts, size_t area, double *number,
                        myn_arena *scratch)
{
    bool wrong = false;
    double *out = myn_arena_get(scratch, (parts->n + 1) * sizeof *out), greatest = greatest_of(parts, &wrong);
    myn_status status = out ? solve_to(param, parts, area, number, out, scratch) : MYN_ERR_MEMORY;
    for (size_t c = 0; c < parts->children && !status; c++)
        number[c] = isnan(out[area]) || !(greatest > 0) ? 0 : number[c] / greatest;
    return status;
}

const myn_method myn_method_benefit_of_doubt = {
    .name = "benefit_of_doubt",
    .kind = MYN_KIND_AGGREGATE,
    .summary = "each area by the weights that suit it best: 1 for areas that some weights put on top",
    .formula =
        "max over w >= 0 of sum w_k x_k, such that no area's sum is above 1; with shares [l, u] also l <= "
        "w_k "
        "x_k / sum w x <= u (contribution) or l <= w_k / sum w <= u (weight). Weights of the definition are "
        "not used. A missing value counts as 0 and bears no weight of its own area, whose shares then widen "
        "to "
        "[l m / m', u m / m'], m' of m children being there. Missing where no child has a value; a negative "
        "or "
        "infinite value, and shares that cannot add up to 1, are errors.",
    .worked = "hold(sum(best_weight * x), 0, 1)",
    .part_name = (const char *const[]){"best_weight", NULL},
    .refer = refer,
    .reference = "Cherchye L, Moesen W, Rogge N, Van Puyenbroeck T (2007) An introduction to benefit of the "
                 "doubt composite indicators, Soc Indic Res 82, doi:10.1007/s11205-006-9029-7",
    .needs = "values of at least 0 and shares that can add up to 1 with so many parts",
    PARAMS(params),
    .whole = true,
    .no_weights = true,
    .combine = combine,
};
