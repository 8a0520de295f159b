/* Shrunk rates: which areas share a parent, and counts that no rate can be made of. */
#include "run/load.h"
#include <math.h>
#include <string.h>

/* Areas numbered by their parent; one without is said. */
static myn_status number_parents(const myn_loaded *loaded, const myn_node *leaf, myn_parents *out,
                                 myn_names *parents, myn_diag *diag)
{
    const myn_areas *areas = loaded->areas;
    myn_status status = MYN_OK;
    bool orphans = false;
    for (size_t a = 0; a < areas->count && !status; a++) {
        const char *parent = areas->at[a].parent;
        size_t number = 0;
        if (parent) status = myn_names_add(parents, parent, strlen(parent), &number);
        out->group[a] = (uint32_t)number;
        if (parent) continue;
        myn_diag_add(diag, MYN_ERROR, leaf->at,
                     "%s: shrunk_rate draws an area's rate towards its parent's, and %s has no parent in "
                     "the code list",
                     leaf->code, areas->at[a].code);
        orphans = true;
    }
    out->groups = (uint32_t)myn_names_count(parents);
    return status ? status : orphans ? MYN_ERR_DATA : MYN_OK;
}

myn_status myn_shrunk_parents(const myn_loaded *loaded, const myn_node *leaf, myn_diag *diag,
                              myn_parents *out)
{
    myn_names *parents = NULL;
    out->group = myn_arena_get(loaded->memory, (loaded->areas->count + 1) * sizeof *out->group);
    myn_status status = out->group ? myn_names_new(&parents) : MYN_ERR_MEMORY;
    if (!status) status = number_parents(loaded, leaf, out, parents, diag);
    myn_names_free(parents);
    return status;
}

static void say_counts(const myn_shrunk *job, const char *area, double cases, double among)
{
    char period[MYN_PERIOD_TEXT], r[MYN_NUMBER_TEXT], n[MYN_NUMBER_TEXT];
    const myn_node *leaf = job->leaf;
    myn_period_text(job->plane->period, period);
    myn_number_text(cases, r);
    myn_number_text(among, n);
    myn_diag_add(job->diag, MYN_ERROR, leaf->at,
                 "%s: no rate can be made of %s %s among %s %s of %s in %s: expected from 0 to as many",
                 leaf->code, r, leaf->series[0], n, leaf->series[1], area, period);
}

/* Counts of areas that have both; false where some cannot be. */
static bool take_counts(const myn_shrunk *job, const double *const *part, double *cases, double *among)
{
    const myn_areas *areas = job->loaded->areas;
    bool sound = true;
    for (size_t a = 0; a < areas->count; a++) {
        bool both = !isnan(part[0][a]) && !isnan(part[1][a]);
        cases[a] = both ? part[0][a] : NAN;
        among[a] = both ? part[1][a] : NAN;
        if (!both || (cases[a] >= 0 && cases[a] <= among[a])) continue;
        say_counts(job, areas->at[a].code, cases[a], among[a]);
        sound = false;
    }
    return sound;
}

myn_status myn_shrunk_rates(const myn_shrunk *job, const double *const *part, double *out)
{
    myn_arena *arena = job->loaded->memory;
    size_t n = job->loaded->areas->count;
    myn_arena_mark mark = myn_arena_here(arena);
    double *cases = myn_arena_get(arena, (n + 1) * sizeof *cases),
           *among = myn_arena_get(arena, (n + 1) * sizeof *among);
    myn_status status = cases && among ? MYN_OK : MYN_ERR_MEMORY;
    if (!status && !take_counts(job, part, cases, among)) status = MYN_ERR_DATA;
    myn_counts counts = {cases, among, job->parents.group, n, job->parents.groups};
    if (!status) status = myn_shrink(&counts, out, arena);
    for (size_t a = 0; a < n; a++) out[a] = status ? NAN : out[a] * job->leaf->value.per;
    myn_arena_rewind(arena, mark);
    return status;
}
