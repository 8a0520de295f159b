/* Gaps of a leaf filled by a linear model on other leaves: least squares over the areas that have all of them. */
#include "run/walk.h"
#include <math.h>
#include <mynegai/linalg.h>
#include <string.h>

/* Predictor NUMBER as it stands before its own steps, its own gaps filled. */
static myn_status predictor(const myn_leaf_walk *walk, const char *code, double *out, myn_arena *scratch)
{
    const myn_pipeline *p = walk->pipeline;
    size_t node = myn_index_node(p->index, code);
    myn_selected values = {out, myn_arena_get(scratch, p->areas + 1), -1};
    if (!values.cell) return MYN_ERR_MEMORY;
    if (node == MYN_NONE) return MYN_ERR_NOT_FOUND;
    for (size_t a = 0; a < p->areas; a++) out[a] = NAN;
    myn_leaf_walk there = {.pipeline = p,
                           .rule = walk->rule,
                           .dropped = walk->dropped,
                           .leaf = &p->index->node[node],
                           .values = &values,
                           .trouble = walk->trouble};
    return myn_walk_to(&there, 0, scratch);
}

static size_t areas_with_all(myn_cmat x, const double *y)
{
    size_t count = 0;
    for (size_t a = 0; a < x.cols; a++) {
        bool all = !isnan(y[a]);
        for (size_t k = 0; k < x.rows; k++) all &= !isnan(myn_crow(x, k)[a]);
        count += all;
    }
    return count;
}

static bool any_gap(const double *y, size_t n)
{
    for (size_t a = 0; a < n; a++)
        if (isnan(y[a])) return true;
    return false;
}

/* With as many areas as coefficients the line goes through all of them and says nothing. */
static myn_status fit(myn_cmat x, const double *y, myn_regression *out, const char **why, myn_arena *scratch)
{
    size_t areas = areas_with_all(x, y);
    if (areas <= x.rows + 1) {
        *why = myn_arena_print(scratch, "%zu area%s with all of its values: expected at least %zu", areas,
                               areas == 1 ? "" : "s", x.rows + 2);
        return MYN_ERR_DATA;
    }
    return myn_least_squares(x, y, out, why, scratch);
}

/* What was done for the area that is to be told of. */
static myn_status tell(const myn_leaf_walk *walk, myn_cmat x, const double *coefficient)
{
    myn_regressed *told = walk->told;
    told->coefficient = myn_arena_get(told->memory, (x.rows + 1) * sizeof *told->coefficient);
    told->predictor = myn_arena_get(told->memory, (x.rows + 1) * sizeof *told->predictor);
    if (!told->coefficient || !told->predictor) return MYN_ERR_MEMORY;
    memcpy(told->coefficient, coefficient, (x.rows + 1) * sizeof *coefficient);
    for (size_t k = 0; k < x.rows; k++) told->predictor[k] = myn_crow(x, k)[told->area];
    told->predictors = x.rows;
    return MYN_OK;
}

static myn_status fill_gaps(const myn_leaf_walk *walk, myn_cmat x, const myn_regression *by)
{
    double *y = walk->values->value;
    const double *coefficient = by->coefficient;
    for (size_t a = 0; a < x.cols; a++) {
        if (!isnan(y[a]) || (walk->dropped && walk->dropped[a])) continue;
        double sum = coefficient[0];
        for (size_t k = 0; k < x.rows; k++) sum += coefficient[k + 1] * myn_crow(x, k)[a];
        if (isnan(sum)) continue;
        y[a] = sum;
        walk->values->cell[a] = MYN_CELL_IMPUTED;
        if (walk->astray) walk->astray[a] = by->prediction[a];
        myn_status status = walk->told && walk->told->area == a ? tell(walk, x, coefficient) : MYN_OK;
        if (status) return status;
    }
    return MYN_OK;
}

myn_status myn_regress(const myn_leaf_walk *walk, const myn_fill *fill, myn_arena *scratch)
{
    size_t n = walk->pipeline->areas;
    const char *why = NULL;
    if (!any_gap(walk->values->value, n)) return MYN_OK;
    myn_mat x = {myn_arena_get(scratch, (fill->ons * n + 1) * sizeof(double)), fill->ons, n, n};
    myn_regression by = {.coefficient = myn_arena_get(scratch, (fill->ons + 1) * sizeof(double))};
    if (walk->astray) by.prediction = myn_arena_get(scratch, (n + 1) * sizeof(double));
    if (!x.at || !by.coefficient || (walk->astray && !by.prediction)) return MYN_ERR_MEMORY;
    myn_status status = MYN_OK;
    for (size_t k = 0; k < fill->ons && !status; k++)
        status = predictor(walk, fill->on[k], myn_row(x, k), scratch);
    if (status) return status;
    status = fit(myn_const(x), walk->values->value, &by, &why, scratch);
    if (status == MYN_ERR_DATA) *walk->trouble = myn_trouble_named("regression", fill->at, why);
    return status ? status : fill_gaps(walk, myn_const(x), &by);
}
