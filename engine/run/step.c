/* One step on one row: its basis (weights, reference areas), its fit, its values. */
#include "run/pipeline.h"
#include <math.h>
#include <string.h>

/* Weights of a step: the series it names, as the edition sees it. */
static myn_status step_weights(const myn_step_job *job, myn_arena *scratch, const double **out)
{
    const myn_pipeline *p = job->pipeline;
    *out = NULL;
    if (!job->step->weighted_by) return MYN_OK;
    myn_selected selected = {myn_arena_get(scratch, p->areas * sizeof(double)),
                             myn_arena_get(scratch, p->areas), -1};
    if (!selected.value || !selected.cell) return MYN_ERR_MEMORY;
    size_t row = myn_rows_find(&p->loaded->rows, job->step->weighted_by);
    myn_select(p->loaded->panel, &p->periods[row], row, job->rule->period, &selected);
    *out = selected.value;
    return MYN_OK;
}

/* Keep only the reference areas of a basis. */
static myn_status within_reference(const myn_step_job *job, myn_basis *basis, myn_arena *scratch,
                                   const char **why)
{
    const myn_loaded *loaded = job->pipeline->loaded;
    uint8_t *mark = myn_arena_zero(scratch, basis->n, 1);
    double *x = myn_arena_get(scratch, basis->n * sizeof *x),
           *weight = myn_arena_get(scratch, basis->n * sizeof *weight);
    if (!mark || !x || !weight) return MYN_ERR_MEMORY;
    myn_areas_within(loaded->areas, loaded->listed, job->step->reference_areas, mark);
    size_t kept = 0;
    for (size_t a = 0; a < basis->n; a++) {
        if (!mark[a]) continue;
        weight[kept] = basis->weight ? basis->weight[a] : 1;
        x[kept++] = basis->x[a];
    }
    if (!kept) {
        *why = "no area of the index lies in the reference areas";
        return MYN_ERR_DATA;
    }
    *basis = (myn_basis){x, basis->weight ? weight : NULL, kept, basis->direction, basis->unit};
    return MYN_OK;
}

/* The value of the area that the step names. */
static myn_status take_unit(const myn_step_job *job, double *unit, const char **why)
{
    const char *code = job->step->reference_area;
    size_t area = myn_areas_find(job->pipeline->loaded->areas, code, strlen(code));
    if (area == MYN_NONE) *why = "the reference area is none of the index's areas";
    if (area != MYN_NONE) *unit = job->value[area];
    return area == MYN_NONE ? MYN_ERR_DATA : MYN_OK;
}

myn_status myn_step_fit(const myn_step_job *job, double *fitted, myn_arena *scratch, const char **why)
{
    const myn_step *step = job->step;
    for (size_t i = 0; i < MYN_FITTED_MOST; i++) fitted[i] = NAN;
    if (!step->method->fit) return MYN_OK;
    myn_basis basis = {job->value, NULL, job->pipeline->areas, job->direction, NAN};
    myn_status status = step_weights(job, scratch, &basis.weight);
    if (!status && step->reference_area) status = take_unit(job, &basis.unit, why);
    if (!status && step->reference_areas) status = within_reference(job, &basis, scratch, why);
    if (!status) status = step->method->fit(step->param, &basis, fitted, scratch, why);
    return status;
}

myn_status myn_step_apply(const myn_step_job *job, const double *fitted, myn_arena *scratch)
{
    const myn_pipeline *p = job->pipeline;
    const myn_step *step = job->step;
    uint8_t *touched = myn_arena_zero(scratch, p->areas, 1);
    if (!touched) return MYN_ERR_MEMORY;
    myn_values values = {.in = job->value,
                         .out = job->value,
                         .n = p->areas,
                         .direction = job->direction,
                         .fitted = fitted,
                         .group = p->group,
                         .groups = p->groups,
                         .touched = touched};
    myn_status status = step->method->apply(step->param, &values, scratch);
    if (status || (step->method->kind != MYN_KIND_TREAT && step->method->kind != MYN_KIND_IMPUTE))
        return status;
    uint8_t cell = step->method->kind == MYN_KIND_TREAT ? MYN_CELL_TREATED : MYN_CELL_IMPUTED;
    for (size_t a = 0; a < p->areas; a++)
        if (touched[a]) job->cell[a] = cell;
    return MYN_OK;
}
