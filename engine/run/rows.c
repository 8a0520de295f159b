/* Which series goes to which row of the cube: leaves first, in tree order, then what feeds them. */
#include "run/load.h"
#include <stdlib.h>
#include <string.h>

static bool is_plain(const myn_node *leaf)
{
    return leaf->value.form == MYN_DERIVE_PLAIN;
}

static myn_status want(myn_rows *rows, const char *series, size_t *number)
{
    return myn_names_add(rows->wanted, series, strlen(series), number);
}

/* A plain leaf's series goes straight to the leaf's row; a second leaf on the same series is computed from
 * the first. */
static myn_status plan_plain(const myn_index *index, myn_rows *out)
{
    for (size_t i = 0; i < index->leaves; i++) {
        const myn_node *leaf = &index->node[index->leaf[i]];
        size_t known = myn_names_count(out->wanted), number;
        out->derived[i] = true;
        if (!is_plain(leaf)) continue;
        myn_status status = want(out, leaf->series[0], &number);
        if (status) return status;
        if (number < known) continue;
        out->derived[i] = false;
        out->row_of[number] = i;
    }
    return MYN_OK;
}

static myn_status plan_support(myn_rows *out, const char *series)
{
    size_t known = myn_names_count(out->wanted), number;
    myn_status status = want(out, series, &number);
    if (!status && number == known) out->row_of[number] = out->rows++;
    return status;
}

static myn_status plan_steps(myn_rows *out, const myn_step *step, size_t steps)
{
    myn_status status = MYN_OK;
    for (size_t i = 0; i < steps && !status; i++)
        if (step[i].weighted_by) status = plan_support(out, step[i].weighted_by);
    return status;
}

static myn_status plan_supports(const myn_index *index, myn_rows *out)
{
    myn_status status = MYN_OK;
    for (size_t i = 0; i < index->nodes && !status; i++) {
        const myn_node *node = &index->node[i];
        for (size_t s = 0; s < node->series_count && !status; s++)
            status = plan_support(out, node->series[s]);
        if (!status) status = plan_steps(out, node->step, node->steps);
        if (!status) status = plan_steps(out, node->after, node->afters);
        if (!status) status = plan_steps(out, node->into_parent, node->into_parents);
    }
    return status;
}

static myn_status plan_measures(const myn_index *index, myn_rows *out)
{
    myn_status status = MYN_OK;
    for (size_t i = 0; i < index->measures && !status; i++) {
        const myn_measure *measure = &index->measure[i];
        if (measure->population) status = plan_support(out, measure->population);
        if (measure->series && !status) status = plan_support(out, measure->series);
    }
    return status;
}

/* What is protected is read, also where no indicator is made of it: readers may know it. */
static myn_status plan_disclosure(const myn_index *index, myn_rows *out)
{
    myn_status status = MYN_OK;
    for (size_t i = 0; i < index->confidentials && !status; i++) {
        const myn_confidential *table = &index->confidential[i];
        for (size_t c = 0; c < table->counts && !status; c++) status = plan_support(out, table->count[c]);
        if (table->total && !status) status = plan_support(out, table->total);
        if (table->denominator && !status) status = plan_support(out, table->denominator);
    }
    return status;
}

/* At most as many rows as the definition names series, one by one. */
static size_t most_series(const myn_index *index)
{
    size_t most = index->leaves + 2 * index->measures + 2;
    for (size_t i = 0; i < index->nodes; i++) {
        const myn_node *node = &index->node[i];
        most += node->series_count + node->steps + node->afters + node->into_parents;
    }
    for (size_t i = 0; i < index->confidentials; i++) most += index->confidential[i].counts + 2;
    return most;
}

myn_status myn_rows_plan(const myn_index *index, myn_rows *out)
{
    *out = (myn_rows){.rows = index->leaves};
    myn_status status = myn_names_new(&out->wanted);
    if (status) return status;
    out->row_of = calloc(most_series(index), sizeof *out->row_of);
    out->derived = calloc(index->leaves + 1, sizeof *out->derived);
    if (!out->row_of || !out->derived) return MYN_ERR_MEMORY;
    status = plan_plain(index, out);
    if (!status) status = plan_supports(index, out);
    if (!status) status = plan_measures(index, out);
    if (!status) status = plan_disclosure(index, out);
    if (!status && index->built_from.population) status = plan_support(out, index->built_from.population);
    return status;
}

void myn_rows_free(myn_rows *rows)
{
    myn_names_free(rows->wanted);
    free(rows->row_of);
    free(rows->derived);
    *rows = (myn_rows){0};
}

size_t myn_rows_find(const myn_rows *rows, const char *name)
{
    return rows->row_of[myn_names_find(rows->wanted, name, strlen(name))];
}
