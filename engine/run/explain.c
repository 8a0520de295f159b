/* An area's figures computed again, and every step on the way written down. */
#include "run/below.h"
#include <mynegai/annex.h>
#include <mynegai/disclosure.h>
#include "run/explain.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

void *explain_room(Tracer *t, size_t count, size_t size)
{
    void *got = myn_arena_zero(t->arena, count + 1, size);
    if (!got) t->failed = true;
    return got;
}

/* ---- branches ---- */

/* STEP number K of branch NODE, done on COLUMN and written down. */
static myn_status trace_branch_step(Tracer *t, size_t node, size_t k, const myn_step *step, double *column,
                                    myn_worked *out)
{
    double fitted[MYN_FITTED_MOST];
    const char *why;
    uint8_t *cell = myn_arena_zero(t->scratch, t->areas + 1, 1);
    double *before = myn_arena_get(t->scratch, (t->areas + 1) * sizeof *before);
    if (!cell || !before) return MYN_ERR_MEMORY;
    myn_step_job job = {&t->again.pipeline, t->rule, step, 1, column, cell};
    memcpy(before, column, t->areas * sizeof *before);
    myn_status status = myn_branch_fit(&t->again.pipeline, node, k, &job, fitted, t->scratch, &why);
    if (!status) status = myn_step_apply(&job, fitted, t->scratch);
    if (status) return status;
    const char *on = step->reference_store     ? explain_frozen(t, step)
                     : step->reference_edition ? step->reference_edition
                                               : t->rule->name;
    const myn_done done = {step, 1, fitted, before, t->areas, t->area, column[t->area], on};
    return myn_work_step(&done, t->arena, t->scratch, out);
}

/* A child's column as its parent takes it, and what happened to it on the way. */
static myn_status trace_part(Tracer *t, size_t child, double **column, myn_worked_part *out)
{
    const myn_node *node = &t->again.loaded.index->node[child];
    const double *own = t->data.score + child * t->areas;
    myn_worked *step = explain_room(t, node->into_parents, sizeof *step);
    *column = myn_arena_get(t->scratch, (t->areas + 1) * sizeof **column);
    if (!step || !*column) return MYN_ERR_MEMORY;
    memcpy(*column, own, t->areas * sizeof **column);
    myn_status status = MYN_OK;
    for (size_t s = 0; s < node->into_parents && !status; s++)
        status = trace_branch_step(t, child, node->afters + s, &node->into_parent[s], *column, &step[s]);
    *out = (myn_worked_part){.node = child,
                             .code = t->again.labels->node[child].code,
                             .score = own[t->area],
                             .step = step,
                             .steps = node->into_parents,
                             .turned = node->children && node->direction < 0,
                             .weight = myn_weight_used(&t->again.pipeline, child)};
    for (size_t a = 0; out->turned && a < t->areas; a++) (*column)[a] = -(*column)[a];
    out->value = (*column)[t->area];
    return status;
}

/* Shares of the weights of parts that have a value; how much of the branch is there. */
static void share_out(const myn_node *node, myn_worked_part *part, myn_explained_node *out)
{
    double present = 0, all = 0;
    for (size_t c = 0; c < node->children; c++) {
        all += part[c].weight;
        if (isnan(part[c].value)) continue;
        present += part[c].weight;
        out->present++;
    }
    for (size_t c = 0; c < node->children; c++)
        part[c].share = isnan(part[c].value) ? NAN : part[c].weight / present;
    if (node->weights.method) out->weights = node->weights.method->name;
    out->by_weight = node->coverage.by_weight;
    out->least = node->coverage.least;
    out->coverage = out->by_weight ? present / all : (double)out->present / (double)node->children;
}

static myn_status trace_branch(Tracer *t, size_t i, myn_explained_node *out)
{
    const myn_node *node = &t->again.loaded.index->node[i];
    myn_worked_part *part = explain_room(t, node->children, sizeof *part);
    myn_worked *step = explain_room(t, node->afters + 1, sizeof *step);
    double **child = explain_room(t, node->children, sizeof *child),
           *weight = explain_room(t, node->children, sizeof *weight);
    double *column = myn_arena_get(t->scratch, (t->areas + 1) * sizeof *column);
    uint8_t *cell = myn_arena_get(t->scratch, t->areas + 1);
    if (t->failed || !column || !cell) return MYN_ERR_MEMORY;
    myn_status status = MYN_OK;
    for (size_t c = 0; c < node->children && !status; c++) {
        status = trace_part(t, node->child[c], &child[c], &part[c]);
        weight[c] = part[c].weight;
    }
    const myn_parts parts = {(const double *const *)child, weight, node->children, t->areas, column, NULL};
    if (!status)
        status = myn_aggregate(node->aggregate.method, node->aggregate.param, &parts, node->coverage, cell,
                               t->scratch);
    const myn_combined done = {&parts, t->area, column[t->area]};
    if (!status) status = myn_work_aggregate(&node->aggregate, &done, t->arena, t->scratch, &step[0]);
    for (size_t s = 0; s < node->afters && !status; s++)
        status = trace_branch_step(t, i, s, &node->after[s], column, &step[s + 1]);
    out->part = part;
    out->parts = node->children;
    share_out(node, part, out);
    out->step = step;
    out->steps = node->afters + 1;
    return status;
}

/* ---- a node ---- */

static void place(const Tracer *t, size_t i, myn_explained_node *out)
{
    const myn_labels *labels = t->again.labels;
    size_t at = i * t->areas + t->area;
    out->node = i;
    out->code = labels->node[i].code;
    out->label = labels->node[i].label;
    out->score = t->data.score[at];
    out->cell = t->data.score_cell[at];
    out->rests_on_suppressed = t->rests[at];
    out->rank = t->data.rank[at];
    for (size_t a = 0; a < t->areas; a++) out->ranked += t->data.rank[i * t->areas + a] > 0;
    for (size_t q = 0; q < labels->quantiles; q++) out->quantile[q] = t->data.quantile[q][at];
    if (t->data.band) out->band = t->data.band[at];
}

static myn_status trace_nodes(Tracer *t, size_t top)
{
    const myn_index *index = t->again.loaded.index;
    myn_explained_node *node = explain_room(t, index->nodes, sizeof *node);
    myn_status status = node ? MYN_OK : MYN_ERR_MEMORY;
    size_t count = 0;
    for (size_t i = 0; i < index->nodes && !status; i++) {
        if (!index_below(index, i, top)) continue;
        place(t, i, &node[count]);
        status = index->node[i].children ? trace_branch(t, i, &node[count])
                                         : explain_leaf(t, i, &node[count]);
        count++;
        myn_arena_rewind(t->scratch, (myn_arena_mark){0});
    }
    t->out->node = node;
    t->out->nodes = count;
    return status ? status : t->failed ? MYN_ERR_MEMORY : MYN_OK;
}

/* How many of the nodes have another score in the store. */
static myn_status compare_with_stored(Tracer *t, size_t edition)
{
    myn_edition stored;
    myn_status status = myn_store_edition(t->again.store, edition, &stored);
    if (status) return status;
    for (size_t i = 0; i < t->out->nodes; i++) {
        size_t at = t->out->node[i].node * t->areas + t->area;
        t->out->differs += memcmp(&stored.score[at], &t->data.score[at], sizeof(double)) != 0;
    }
    myn_edition_free(&stored);
    return MYN_OK;
}

/* The small areas that the area is made of, where the store has them; their texts are the store's. */
static myn_status trace_made_of(Tracer *t)
{
    const myn_annex *annex;
    myn_status status = myn_store_annex(t->again.store, "built_from", &annex);
    if (status == MYN_ERR_NOT_FOUND) return MYN_OK;
    if (status) return status;
    const myn_annex_dimension *small = myn_annex_axis(annex, "small_area"),
                              *link = myn_annex_axis(annex, "link");
    const myn_annex_array *from = myn_annex_find(annex, "link_small_area"),
                          *to = myn_annex_find(annex, "link_area"),
                          *share = myn_annex_find(annex, "link_share"),
                          *people = myn_annex_find(annex, "population");
    bool whole = small && small->text && link && from && to && share && people && from->as == MYN_AS_WHOLE &&
                 to->as == MYN_AS_WHOLE && share->as == MYN_AS_REAL && people->as == MYN_AS_REAL;
    if (!whole) return MYN_ERR_FORMAT;
    myn_made_of *made_of = myn_arena_zero(t->arena, link->size, sizeof *made_of);
    if (!made_of) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < link->size; i++) {
        int32_t number = ((const int32_t *)from->at)[i];
        if (((const int32_t *)to->at)[i] != (int32_t)t->area || number < 0 || (size_t)number >= small->size)
            continue;
        made_of[t->out->made_ofs++] = (myn_made_of){small->text[number], ((const double *)share->at)[i],
                                                    ((const double *)people->at)[number]};
    }
    t->out->made_of = made_of;
    return MYN_OK;
}

static myn_status find_rests(Tracer *t)
{
    t->rests = explain_room(t, t->again.labels->nodes * t->areas, 1);
    if (t->failed) return MYN_ERR_MEMORY;
    myn_rests_on_suppressed(t->again.labels, &t->data, t->again.loaded.panel, t->rests);
    return MYN_OK;
}

static myn_status trace(Tracer *t, const char *path, const myn_explain_choice *choice, myn_diag *diag)
{
    myn_status status = myn_again_open(t->again.store, path, choice->threads, diag, &t->again);
    if (status) return status;
    t->rule = &t->again.loaded.edition[choice->edition];
    t->areas = t->again.labels->areas->count;
    t->area = choice->area;
    t->out->edition = t->again.labels->edition[choice->edition].name;
    t->out->edition_period = t->rule->period;
    t->out->area = choice->area;
    status = myn_again_edition(&t->again, &t->data);
    if (!status) status = myn_dropped(&t->again.pipeline, t->rule, &t->dropped);
    if (!status) status = myn_pipeline_edition(&t->again.pipeline, t->rule, diag, &t->data);
    if (!status) status = find_rests(t);
    if (!status) status = explain_sources(t);
    if (!status) status = trace_made_of(t);
    if (!status) status = trace_nodes(t, choice->node);
    return status ? status : compare_with_stored(t, choice->edition);
}

/* What an explanation keeps: texts of the definition and of data sets stay with it. */
typedef struct {
    myn_explained face; /* first */
    Tracer tracer;
} Kept;

myn_status myn_explain(myn_store *store, const char *path, const myn_explain_choice *choice, myn_diag *diag,
                       myn_explained **out)
{
    const myn_labels *labels = myn_store_labels(store);
    *out = NULL;
    if (choice->area >= labels->areas->count || choice->node >= labels->nodes ||
        choice->edition >= labels->editions)
        return MYN_ERR_ARGUMENT;
    Kept *kept = calloc(1, sizeof *kept);
    if (!kept) return MYN_ERR_MEMORY;
    kept->face.memory = kept;
    kept->tracer.out = &kept->face;
    kept->tracer.again.store = store;
    myn_status status = myn_arena_new(&kept->tracer.arena);
    if (!status) status = myn_arena_new(&kept->tracer.scratch);
    if (!status) status = trace(&kept->tracer, path, choice, diag);
    if (status)
        myn_explained_free(&kept->face);
    else
        *out = &kept->face;
    return status;
}

void myn_explained_free(myn_explained *explained)
{
    if (!explained) return;
    Kept *kept = explained->memory;
    Tracer *t = &kept->tracer;
    myn_edition_free(&t->data);
    free(t->dropped);
    myn_datasets_free(&t->sets);
    myn_again_free(&t->again);
    myn_arena_free(t->scratch);
    myn_arena_free(t->arena);
    free(kept);
}
