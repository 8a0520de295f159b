/* Steps as formulas with their numbers, and whether they give what was computed. */
#include "run/worked.h"
#include <ctype.h>
#include <math.h>
#include <string.h>

/* Whether FORMULA speaks of NAME. */
static bool speaks_of(const char *formula, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = formula; at && *at;) {
        if (!isalpha((unsigned char)*at) && *at != '_') {
            at++;
            continue;
        }
        const char *end = at;
        while (isalnum((unsigned char)*end) || *end == '_') end++;
        if ((size_t)(end - at) == length && memcmp(at, name, length) == 0) return true;
        at = end;
    }
    return false;
}

/* Names that a formula may hold, with their values. */
typedef struct {
    myn_arena *arena;
    const char *formula;
    myn_given given[4 * MYN_PARAMS_MOST];
    size_t count;
    bool failed;
} Givens;

static void give(Givens *g, const char *name, double value)
{
    if (speaks_of(g->formula, name) && g->count < sizeof g->given / sizeof *g->given)
        g->given[g->count++] = (myn_given){name, value};
}

static void give_joined(Givens *g, const char *name, const char *end, double value)
{
    char text[100];
    int length = __builtin_snprintf(text, sizeof text, "%s%s", name, end);
    const char *kept = myn_arena_text(g->arena, text, (size_t)length);
    if (kept)
        give(g, kept, value);
    else
        g->failed = true;
}

static void give_params(Givens *g, const myn_step *step)
{
    const myn_method *method = step->method;
    for (size_t i = 0; i < method->params; i++) {
        const double *value = step->param + myn_param_slot(method, i);
        if (method->param[i].type == MYN_RANGE) {
            give_joined(g, method->param[i].name, "_low", value[0]);
            give_joined(g, method->param[i].name, "_high", value[1]);
        } else
            give(g, method->param[i].name, value[0]);
    }
}

static double ties_of(const myn_step *step)
{
    for (size_t i = 0; i < step->method->params; i++)
        if (strcmp(step->method->param[i].name, "ties") == 0)
            return step->param[myn_param_slot(step->method, i)];
    return MYN_TIES_MIN;
}

static myn_status give_ranks(Givens *g, const myn_done *done, myn_arena *scratch)
{
    if (!speaks_of(g->formula, "r_up") && !speaks_of(g->formula, "r_down")) return MYN_OK;
    double *rank = myn_arena_get(scratch, (done->areas + 1) * sizeof *rank);
    if (!rank) return MYN_ERR_MEMORY;
    for (int down = 0; down < 2; down++) {
        size_t present = 0;
        bool descending = (done->direction < 0) != (down == 1);
        myn_status status = myn_rank(done->column, rank, done->areas, (myn_ties)ties_of(done->step),
                                     descending, &present, scratch);
        if (status) return status;
        give(g, down ? "r_down" : "r_up", rank[done->area]);
        if (!down) give(g, "n", (double)present);
    }
    return MYN_OK;
}

static myn_status keep(Givens *g, myn_worked *out)
{
    myn_given *kept = myn_arena_get(g->arena, (g->count + 1) * sizeof *kept);
    if (!kept || g->failed) return MYN_ERR_MEMORY;
    memcpy(kept, g->given, g->count * sizeof *kept);
    out->given = kept;
    out->givens = g->count;
    return MYN_OK;
}

myn_status myn_work_step(const myn_done *done, myn_arena *arena, myn_arena *scratch, myn_worked *out)
{
    const myn_method *method = done->step->method;
    Givens g = {.arena = arena, .formula = method->worked};
    *out = (myn_worked){.name = method->name,
                        .method = method,
                        .formula = method->worked,
                        .in = done->column[done->area],
                        .out = done->out,
                        .fitted_on = isnan(done->fitted[0]) && isnan(done->fitted[2]) ? NULL
                                                                                      : done->fitted_on,
                        .fitted_areas = done->step->reference_areas};
    give(&g, "x", out->in);
    give(&g, "direction", done->direction);
    give_params(&g, done->step);
    for (size_t i = 0; method->fitted_name && method->fitted_name[i]; i++)
        give(&g, method->fitted_name[i], done->fitted[i]);
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = give_ranks(&g, done, scratch);
    myn_arena_rewind(scratch, mark);
    return status ? status : keep(&g, out);
}

static size_t count_of(const char *const *name)
{
    size_t count = 0;
    while (name && name[count]) count++;
    return count;
}

/* What the score rests on in other areas, behind the parameters: a name comes once a part that has a value. */
static myn_status keep_referred(const myn_step *step, const myn_combined *done, myn_arena *scratch,
                                const Givens *g, myn_worked *out)
{
    const myn_method *method = step->method;
    size_t m = done->parts->children, each = count_of(method->part_name), all = count_of(method->whole_name);
    double *number = myn_arena_get(scratch, (each * m + all + 1) * sizeof *number);
    myn_given *given = myn_arena_get(g->arena, (g->count + each * m + all + 1) * sizeof *given);
    if (!number || !given || g->failed) return MYN_ERR_MEMORY;
    myn_status status = method->refer(step->param, done->parts, done->area, number, scratch);
    if (status) return status;
    memcpy(given, g->given, g->count * sizeof *given);
    out->given = given;
    out->givens = g->count;
    for (size_t k = 0; k < each; k++)
        for (size_t c = 0; c < m; c++)
            if (!isnan(done->parts->child[c][done->area]))
                given[out->givens++] = (myn_given){method->part_name[k], number[k * m + c]};
    for (size_t k = 0; k < all; k++)
        given[out->givens++] = (myn_given){method->whole_name[k], number[each * m + k]};
    return MYN_OK;
}

myn_status myn_work_aggregate(const myn_step *step, const myn_combined *done, myn_arena *arena,
                              myn_arena *scratch, myn_worked *out)
{
    Givens g = {.arena = arena, .formula = step->method->worked};
    *out = (myn_worked){.name = step->method->name,
                        .method = step->method,
                        .formula = step->method->worked,
                        .in = NAN,
                        .out = done->score};
    give_params(&g, step);
    bool refers = step->method->refer && !isnan(done->score);
    return refers ? keep_referred(step, done, scratch, &g, out) : keep(&g, out);
}

myn_status myn_work_plain(const char *name, const char *formula, const myn_given *given, size_t givens,
                          myn_arena *arena, myn_worked *out)
{
    Givens g = {.arena = arena, .formula = formula, .count = givens};
    out->name = name;
    out->method = NULL;
    out->formula = formula;
    memcpy(g.given, given, givens * sizeof *given);
    return keep(&g, out);
}
