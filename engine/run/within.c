/* Leaves filled in from the other parts of their parent, once all of those have gone through their steps. */
#include "run/pipeline.h"
#include <math.h>
#include <string.h>

bool myn_wants_within(const myn_node *part)
{
    return !part->children && myn_fills_within(part);
}

bool myn_any_within(const myn_index *index, const myn_node *branch)
{
    for (size_t c = 0; c < branch->children; c++)
        if (myn_wants_within(&index->node[branch->child[c]])) return true;
    return false;
}

/* Scores of all parts; a leaf's have its direction in them already. */
static void gather(const myn_edition_job *job, const myn_node *branch, myn_mat out, double *direction)
{
    const myn_index *index = job->pipeline->index;
    for (size_t c = 0; c < branch->children; c++) {
        const myn_node *part = &index->node[branch->child[c]];
        memcpy(myn_row(out, c), job->out->score + branch->child[c] * out.cols, out.cols * sizeof(double));
        direction[c] = part->children ? part->direction : 1;
    }
}

/* How far `within` is off where the value of part C is known: root mean square of what it would have said of each area
 * from the other parts less what is there. NAN where no area tells. */
static myn_status error_of(myn_cmat value, const double *direction, size_t c, double *out, myn_arena *scratch)
{
    size_t n = value.cols;
    double squares = 0, known = 0;
    const double *own = myn_crow(value, c);
    myn_mat held = {myn_arena_get(scratch, value.rows * (n + 1) * sizeof(double)), value.rows, n, n};
    if (!held.at) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < value.rows; i++) memcpy(myn_row(held, i), myn_crow(value, i), n * sizeof(double));
    for (size_t a = 0; a < n; a++) myn_row(held, c)[a] = NAN;
    myn_status status = myn_fill_within_basis(value, held, direction, NULL, scratch);
    for (size_t a = 0; a < n && !status; a++) {
        double off = myn_row(held, c)[a] - own[a];
        if (isnan(off)) continue;
        squares += off * off;
        known++;
    }
    *out = known > 0 ? sqrt(squares / known) : NAN;
    return status;
}

/* Lets FILLED, of part C of branch I, lie off as the pipeline says. VALUE: all parts before they were filled. */
static myn_status lead_astray(const myn_edition_job *job, size_t i, size_t c, myn_cmat value,
                              const double *direction, double *filled, myn_arena *scratch)
{
    const myn_node *branch = &job->pipeline->index->node[i];
    size_t leaf = job->pipeline->index->node[branch->child[c]].indicator;
    const double *by = job->pipeline->astray ? job->pipeline->astray[leaf] : NULL;
    double error;
    if (!by) return MYN_OK;
    myn_status status = error_of(value, direction, c, &error, scratch);
    for (size_t a = 0; a < value.cols && !status; a++) {
        if (!isnan(myn_crow(value, c)[a]) || isnan(filled[a])) continue;
        if (isnan(error)) {
            job->trouble[i] = myn_trouble_with(&branch->aggregate,
                                               "no area tells how far off a part filled `within` may be");
            return MYN_ERR_DATA;
        }
        filled[a] += error * by[a];
    }
    return status;
}

/* What was filled into part NODE, both as an indicator and as a node. */
static void take(const myn_edition_job *job, size_t node, const double *filled)
{
    const myn_node *part = &job->pipeline->index->node[node];
    size_t n = job->pipeline->areas;
    bool zero = myn_has_fill(part, MYN_FILL_ZERO);
    double *score = job->out->score + node * n, *value = job->out->normalised + part->indicator * n;
    uint8_t *score_cell = job->out->score_cell + node * n,
            *cell = job->out->normalised_cell + part->indicator * n;
    for (size_t a = 0; a < n; a++) {
        double x = filled[a];
        if (zero && isnan(x) && !(job->dropped && job->dropped[a])) x = 0;
        if (!isnan(score[a]) || isnan(x)) continue;
        score[a] = value[a] = x;
        score_cell[a] = cell[a] = MYN_CELL_IMPUTED;
    }
}

myn_status myn_within_run(const myn_edition_job *job, size_t i, myn_arena *scratch)
{
    const myn_index *index = job->pipeline->index;
    const myn_node *branch = &index->node[i];
    size_t n = job->pipeline->areas, parts = branch->children;
    if (!myn_any_within(index, branch)) return MYN_OK;
    myn_mat value = {myn_arena_zero(scratch, parts * (n + 1), sizeof(double)), parts, n, n}, was = value;
    double *direction = myn_arena_get(scratch, parts * sizeof *direction);
    was.at = myn_arena_get(scratch, parts * (n + 1) * sizeof(double));
    if (!value.at || !was.at || !direction) return MYN_ERR_MEMORY;
    gather(job, branch, was, direction);
    gather(job, branch, value, direction);
    myn_status status = myn_fill_within(value, direction, NULL, scratch);
    if (status == MYN_ERR_DATA)
        job->trouble[i] = myn_trouble_with(&branch->aggregate,
                                           "a part to fill `within` has an infinite value");
    for (size_t c = 0; c < parts && !status; c++) {
        if (!myn_wants_within(&index->node[branch->child[c]])) continue;
        status = lead_astray(job, i, c, myn_const(was), direction, myn_row(value, c), scratch);
        if (!status) take(job, branch->child[c], myn_row(value, c));
    }
    return status;
}
