/* From a table to one that may be published: rules, complements, audit, rounding. */
#include "disclosure/protected.h"
#include "disclosure/secondary.h"
#include <math.h>

typedef struct {
    const myn_count_table *table;
    const myn_disclosure_rules *rules;
    Relations relations;
    uint8_t *why;
    uint32_t *for_cell;
    double *up, *down, *value, *lower, *upper;
    myn_disclosure_figures figures;
    myn_arena *scratch;
} Job;

static myn_status get_memory(Job *j)
{
    size_t n = cells_of(j->table);
    double *all = myn_arena_zero(j->scratch, 5 * n, sizeof *all);
    j->why = myn_arena_zero(j->scratch, n, 1);
    j->for_cell = myn_arena_zero(j->scratch, n, sizeof *j->for_cell);
    if (!all || !j->why || !j->for_cell) return MYN_ERR_MEMORY;
    j->up = all, j->down = all + n, j->value = all + 2 * n, j->lower = all + 3 * n, j->upper = all + 4 * n;
    return MYN_OK;
}

/* A sensitive count that is public already is beyond help. */
static bool is_safe(const Job *j, size_t i)
{
    double x = count_at(j->table, i), slack = SLACK * fmax(1, x);
    if (j->table->known && j->table->known[i]) return false;
    return j->lower[i] <= x - j->down[i] + slack && j->upper[i] >= x + j->up[i] - slack &&
           j->upper[i] - j->lower[i] > SLACK;
}

static void note_unprotected(Job *j, size_t i)
{
    if (j->figures.unprotected++) return;
    j->figures.class_at = (uint32_t)(i / j->table->count.cols);
    j->figures.area = (uint32_t)(i % j->table->count.cols);
}

/* The attacker's view of what is to be published. */
static myn_status check(Job *j)
{
    size_t n = cells_of(j->table);
    uint8_t *wanted = myn_arena_zero(j->scratch, n, 1);
    if (!wanted) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) {
        wanted[i] = is_sensitive(j->why[i]);
        bool seen = j->why[i] == MYN_WITHHELD_NOT || (j->table->known && j->table->known[i]);
        j->value[i] = seen ? count_at(j->table, i) : NAN;
    }
    myn_count_table published = *j->table;
    published.count = (myn_cmat){j->value, j->table->count.rows, j->table->count.cols, j->table->count.cols};
    myn_status status = myn_disclosure_intervals(&published, wanted, j->lower, j->upper, j->scratch);
    j->figures.attacks += 2 * j->figures.sensitive;
    for (size_t i = 0; i < n && !status; i++)
        if (wanted[i] && !is_safe(j, i)) note_unprotected(j, i);
    return status ? status : j->figures.unprotected ? MYN_ERR_DATA : MYN_OK;
}

static myn_status withhold(Job *j)
{
    size_t n = cells_of(j->table);
    myn_status status = myn_disclosure_sensitive(j->table, j->rules, j->why, j->up, j->down, j->scratch);
    if (!status) status = relations_of(j->table, &j->relations, j->scratch);
    for (size_t i = 0; i < n && !status; i++) j->figures.sensitive += j->why[i] != MYN_WITHHELD_NOT;
    Protection p = {j->table, &j->relations, j->rules,    j->up,     j->down,
                    j->why,   j->for_cell,   &j->figures, j->scratch};
    if (!status) status = secondary_choose(&p);
    if (!status) status = secondary_tidy(&p);
    return status ? status : check(j);
}

static myn_status disclose(Job *j, myn_protected **out)
{
    myn_status status = get_memory(j);
    if (!status) status = withhold(j);
    if (status) return status;
    const myn_disclosure_rules *r = j->rules;
    for (size_t i = 0; i < cells_of(j->table); i++)
        j->value[i] = myn_round_count(j->value[i], r->base, r->rounding, r->seed, i);
    myn_cmat count = j->table->count;
    return protected_new((myn_cmat){j->value, count.rows, count.cols, count.cols}, j->why, j->for_cell, out);
}

myn_status myn_disclose(const myn_count_table *table, const myn_disclosure_rules *rules, myn_protected **out,
                        myn_disclosure_figures *figures)
{
    Job j = {.table = table, .rules = rules};
    j.figures.class_at = j.figures.area = MYN_NO_PARENT;
    *out = NULL;
    myn_status status = myn_arena_new(&j.scratch);
    if (!status) status = disclose(&j, out);
    if (figures) *figures = j.figures;
    myn_arena_free(j.scratch);
    return status;
}
