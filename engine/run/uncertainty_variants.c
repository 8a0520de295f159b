/* The definition with every combination of the plan's choices, each with a pipeline of its own. */
#include "run/uncertainty.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define VARIANTS_MOST ((size_t)1024)
#define KEPT_MOST     ((size_t)512 << 20) /* bytes of normalised values kept for all variants */

static size_t fit_slots(const myn_pipeline *p)
{
    return p->index->leaves * p->steps + p->index->nodes * p->branch_slots;
}

/* Flags in one array: fits of leaves, then of branches. */
static void save_known(const myn_pipeline *p, uint8_t *fit, uint8_t *weight)
{
    size_t leaf = p->index->leaves * p->steps;
    memcpy(fit, p->fitted_known, leaf);
    memcpy(fit + leaf, p->branch_known, p->index->nodes * p->branch_slots);
    memcpy(weight, p->weights_known, p->index->nodes);
}

/* ---- one definition ---- */

/* The choices of combination NUMBER as changes; none of a choice that is as built. */
static size_t changes_of(const Plan *plan, size_t number, myn_change *out)
{
    size_t count = 0;
    for (size_t s = 0; s < plan->sources; s++) {
        const Source *source = &plan->source[s];
        if (source->kind != SOURCE_CHOICE) continue;
        const char *text = source->change[number % source->input.choices];
        number /= source->input.choices;
        if (text) out[count++] = (myn_change){MYN_CHANGE_METHOD, text};
    }
    return count;
}

static const Source *first_choice(const Plan *plan)
{
    for (size_t s = 0; s < plan->sources; s++)
        if (plan->source[s].kind == SOURCE_CHOICE) return &plan->source[s];
    return NULL;
}

/* Each choice was tried alone; together they may still not fit. */
static myn_status read_variant(myn_uncertain *m, size_t number, myn_diag *diag, Variant *out)
{
    const myn_index *base = m->again.loaded.index;
    myn_diag *own = NULL;
    myn_index_source source = {.name = base->name,
                               .yaml_text = base->yaml_text,
                               .nodes_text = base->nodes_text,
                               .table = base->table,
                               .tables = base->tables};
    myn_change *change = myn_arena_get(m->memory, (m->changes + m->plan.sources + 1) * sizeof *change);
    if (!change) return MYN_ERR_MEMORY;
    if (m->changes) memcpy(change, m->change, m->changes * sizeof *change);
    size_t chosen_now = changes_of(&m->plan, number, change + m->changes);
    if (!chosen_now) return MYN_OK;
    source.change = change;
    source.changes = m->changes + chosen_now;
    myn_status status = myn_diag_new(&own);
    if (!status) status = myn_index_read_from(&source, own, &out->index);
    for (size_t i = 0; own && i < myn_diag_kept(own); i++)
        if (myn_diag_at(own, i)->severity == MYN_ERROR)
            myn_diag_add(diag, MYN_ERROR, first_choice(&m->plan)->input.at, "methods %s ... together: %s",
                         change[m->changes].text, myn_diag_at(own, i)->text);
    myn_diag_free(own);
    return status;
}

/* A series that only an alternative asks for is not in the store. */
static bool has_series(const myn_rows *rows, const myn_step *step, size_t steps)
{
    for (size_t s = 0; s < steps; s++)
        if (step[s].weighted_by &&
            myn_names_find(rows->wanted, step[s].weighted_by, strlen(step[s].weighted_by)) == MYN_NONE)
            return false;
    return true;
}

static myn_status refuse(const myn_uncertain *m, myn_diag *diag, const char *code, const char *why)
{
    myn_diag_add(diag, MYN_ERROR, first_choice(&m->plan)->input.at, "methods cannot be chosen: \"%s\" %s",
                 code, why);
    return MYN_ERR_DATA;
}

static bool any_frozen(const myn_step *step, size_t steps)
{
    for (size_t s = 0; s < steps; s++)
        if (step[s].reference_store) return true;
    return false;
}

static myn_status check_variant(const myn_uncertain *m, const Variant *v, myn_diag *diag)
{
    const myn_rows *rows = &m->again.loaded.rows;
    for (size_t i = 0; v->index && i < v->index->nodes; i++) {
        const myn_node *node = &v->index->node[i];
        bool frozen = node->weights.reference_store || any_frozen(node->step, node->steps) ||
                      any_frozen(node->after, node->afters) ||
                      any_frozen(node->into_parent, node->into_parents);
        if (frozen) return refuse(m, diag, node->code, "has parameters frozen in another store");
        if (!has_series(rows, node->step, node->steps) || !has_series(rows, node->after, node->afters))
            return refuse(m, diag, node->code, "would be weighted by a series that the store does not hold");
    }
    return MYN_OK;
}

static myn_status open_pipeline(myn_uncertain *m, Variant *v, myn_diag *diag)
{
    v->loaded = m->again.loaded;
    if (v->index) v->loaded.index = v->index;
    myn_status status = myn_pipeline_new(&v->loaded, 1, &v->pipeline);
    if (!status) status = myn_frozen_load(&v->pipeline, diag);
    if (status) return status;
    v->frozen_fit = calloc(fit_slots(&v->pipeline) + 1, 1);
    v->frozen_weight = calloc(v->loaded.index->nodes + 1, 1);
    if (!v->frozen_fit || !v->frozen_weight) return MYN_ERR_MEMORY;
    save_known(&v->pipeline, v->frozen_fit, v->frozen_weight);
    if (v->pipeline.steps > m->steps) m->steps = v->pipeline.steps;
    if (v->pipeline.branch_slots > m->branch_slots) m->branch_slots = v->pipeline.branch_slots;
    return MYN_OK;
}

/* ---- what reference editions ask of a draw ---- */

static bool any_reference(const myn_step *step, size_t steps)
{
    for (size_t s = 0; s < steps; s++)
        if (step[s].reference_edition) return true;
    return false;
}

/* A fit on a reference edition has to be made again where the draw changes that edition: a leaf's where data vary, a
 * branch's always. */
static bool must_refer(const myn_index *index, bool data)
{
    for (size_t i = 0; i < index->nodes; i++) {
        const myn_node *n = &index->node[i];
        if (any_reference(n->after, n->afters) || any_reference(n->into_parent, n->into_parents) ||
            any_reference(&n->weights, 1))
            return true;
        if (data && any_reference(n->step, n->steps)) return true;
    }
    return false;
}

/* ---- all of them ---- */

static myn_status count_variants(myn_uncertain *m, myn_diag *diag)
{
    m->variants = 1;
    for (size_t s = 0; s < m->plan.sources; s++) {
        const Source *source = &m->plan.source[s];
        if (source->kind != SOURCE_CHOICE) continue;
        m->variants *= source->input.choices;
        if (m->variants <= VARIANTS_MOST) continue;
        myn_diag_add(diag, MYN_ERROR, source->input.at, "methods: more than %zu combinations of choices",
                     VARIANTS_MOST);
        return MYN_ERR_DATA;
    }
    m->variant = calloc(m->variants, sizeof *m->variant);
    return m->variant ? MYN_OK : MYN_ERR_MEMORY;
}

/* Leaves as a build makes them, once for all draws. */
static myn_status keep_leaves(const myn_uncertain *m, Variant *v, const Worker *worker)
{
    size_t cells = v->loaded.index->leaves * m->areas;
    v->normalised = malloc((cells + 1) * sizeof(double));
    v->normalised_cell = malloc(cells + 1);
    v->used_period = malloc((v->loaded.index->leaves + 1) * sizeof(int32_t));
    if (!v->normalised || !v->normalised_cell || !v->used_period) return MYN_ERR_MEMORY;
    memcpy(v->normalised, worker->edition.normalised, cells * sizeof(double));
    memcpy(v->normalised_cell, worker->edition.normalised_cell, cells);
    memcpy(v->used_period, worker->edition.used_period, v->loaded.index->leaves * sizeof(int32_t));
    return MYN_OK;
}

static void pass_errors(const myn_diag *own, myn_diag *diag)
{
    for (size_t i = 0; i < myn_diag_kept(own); i++)
        if (myn_diag_at(own, i)->severity == MYN_ERROR)
            myn_diag_add(diag, MYN_ERROR, myn_diag_at(own, i)->place, "%s", myn_diag_at(own, i)->text);
}

/* Every variant is computed once as built: what cannot be computed at all is said now. */
static myn_status try_variants(myn_uncertain *m, myn_diag *diag)
{
    Worker *worker = NULL;
    size_t bytes = m->variants * m->again.loaded.index->leaves * m->areas * (sizeof(double) + 1);
    myn_status status = worker_new(m, &worker);
    for (size_t v = 0; v < m->variants && !status; v++) {
        Variant *variant = &m->variant[v];
        status = myn_pipeline_refer(&variant->pipeline, worker->diag, &worker->room);
        if (!status) status = worker_as_built(worker, v);
        if (!status && (bytes <= KEPT_MOST || m->variants == 1)) status = keep_leaves(m, variant, worker);
    }
    if (status == MYN_ERR_DATA) pass_errors(worker->diag, diag);
    worker_free(worker);
    return status;
}

myn_status variants_open(myn_uncertain *m, myn_diag *diag)
{
    myn_status status = count_variants(m, diag);
    for (size_t v = 0; v < m->variants && !status; v++) {
        status = read_variant(m, v, diag, &m->variant[v]);
        if (!status) status = check_variant(m, &m->variant[v], diag);
        if (!status) status = open_pipeline(m, &m->variant[v], diag);
        if (!status) m->refers |= must_refer(m->variant[v].loaded.index, m->data);
    }
    return status ? status : try_variants(m, diag);
}

void variants_free(myn_uncertain *m)
{
    for (size_t v = 0; m->variant && v < m->variants; v++) {
        Variant *variant = &m->variant[v];
        myn_pipeline_free(&variant->pipeline);
        myn_index_free(variant->index);
        free(variant->frozen_fit);
        free(variant->frozen_weight);
        free(variant->normalised);
        free(variant->normalised_cell);
        free(variant->used_period);
    }
    free(m->variant);
}
