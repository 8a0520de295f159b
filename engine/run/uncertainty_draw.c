/* One draw: the definition with drawn weights and methods, the cube with drawn values, through the pipeline that built the
 * store. A worker has its own copy of all that a draw changes. */
#include "run/uncertainty.h"
#include "run/labels.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- weights ---- */

static void draw_uniform(const Source *source, const double *x, double *weight)
{
    for (size_t i = 0; i < source->nodes; i++) weight[source->node[i]] *= 1 + source->amount * (2 * x[i] - 1);
}

/* Shares of gamma variables, on the scale that the weights had. */
static void draw_dirichlet(const Source *source, const double *x, double *weight)
{
    double all = 0, sum = 0;
    for (size_t i = 0; i < source->nodes; i++) all += weight[source->node[i]];
    for (size_t i = 0; i < source->nodes; i++) {
        double *w = &weight[source->node[i]];
        *w = myn_gamma_quantile(source->amount * *w / all, x[i]);
        sum += *w;
    }
    for (size_t i = 0; i < source->nodes; i++)
        weight[source->node[i]] = sum > 0 ? weight[source->node[i]] / sum * all : all / (double)source->nodes;
}

static void take_set(const myn_index *index, const Source *source, double x, double *weight)
{
    const double *set = source->set + chosen(x, source->input.choices) * index->nodes;
    for (size_t i = 0; i < index->nodes; i++)
        if (!isnan(set[i])) weight[i] = set[i];
}

static void leave_out(const Source *source, double x, double *weight)
{
    size_t none = source->amount > 0, k = chosen(x, source->input.choices);
    if (k >= none) weight[source->node[k - none]] = 0;
}

/* Branches without a part that counts do not count. */
static void empty_branches(const myn_index *index, double *weight)
{
    for (size_t i = index->nodes; i-- > 0;) {
        const myn_node *node = &index->node[i];
        bool any = !node->children;
        for (size_t c = 0; c < node->children; c++) any |= weight[node->child[c]] > 0;
        if (!any) weight[i] = 0;
    }
}

void draw_weights(const myn_uncertain *m, const double *x, double *weight)
{
    const myn_index *index = m->again.loaded.index;
    memcpy(weight, m->published.weight, index->nodes * sizeof *weight);
    for (size_t s = 0; s < m->plan.sources; s++) {
        const Source *source = &m->plan.source[s];
        const double *at = x + source->input.first;
        if (source->kind == SOURCE_UNIFORM) draw_uniform(source, at, weight);
        if (source->kind == SOURCE_DIRICHLET) draw_dirichlet(source, at, weight);
        if (source->kind == SOURCE_SETS) take_set(index, source, *at, weight);
    }
    for (size_t s = 0; s < m->plan.sources; s++)
        if (m->plan.source[s].kind == SOURCE_LEAVE_OUT)
            leave_out(&m->plan.source[s], x[m->plan.source[s].input.first], weight);
    empty_branches(index, weight);
}

/* ---- a worker ---- */

static myn_status copy_panel(Worker *w)
{
    const myn_uncertain *m = w->model;
    const myn_panel *panel = m->again.loaded.panel;
    w->panel = *panel;
    w->panel.plane = myn_arena_get(w->memory, (panel->periods + 1) * sizeof *w->panel.plane);
    if (!w->panel.plane) return MYN_ERR_MEMORY;
    if (panel->periods) memcpy(w->panel.plane, panel->plane, panel->periods * sizeof *w->panel.plane);
    size_t cells = panel->rows * panel->areas;
    for (size_t b = 0; b < m->blurs; b++) {
        myn_plane *plane = &w->panel.plane[m->blur[b].plane];
        if (plane->value != panel->plane[m->blur[b].plane].value) continue;
        double *value = myn_arena_get(w->memory, cells * sizeof *value);
        uint8_t *cell = myn_arena_get(w->memory, cells);
        if (!value || !cell) return MYN_ERR_MEMORY;
        memcpy(value, plane->value, cells * sizeof *value);
        memcpy(cell, plane->cell, cells);
        plane->value = value;
        plane->cell = cell;
    }
    return MYN_OK;
}

static myn_status copy_tree(Worker *w)
{
    const myn_index *index = w->model->again.loaded.index;
    w->node = myn_arena_get(w->memory, (index->nodes + 1) * sizeof *w->node);
    w->child = myn_arena_get(w->memory, (index->nodes + 1) * sizeof *w->child);
    w->weight = myn_arena_get(w->memory, (index->nodes + 1) * sizeof *w->weight);
    w->x = myn_arena_get(w->memory, (w->model->plan.coordinates + 1) * sizeof *w->x);
    w->astray = myn_arena_zero(w->memory, index->leaves + 1, sizeof *w->astray);
    w->off = myn_arena_get(w->memory, (w->model->astrays * w->model->areas + 1) * sizeof *w->off);
    if (!w->node || !w->child || !w->weight || !w->x || !w->astray || !w->off) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < index->nodes; i++) {
        w->child[i] = myn_arena_get(w->memory, (index->node[i].children + 1) * sizeof(size_t));
        if (!w->child[i]) return MYN_ERR_MEMORY;
    }
    return MYN_OK;
}

/* What a run of the pipeline writes to, wide enough for every variant. */
static myn_status room_for_fits(Worker *w)
{
    const myn_uncertain *m = w->model;
    const myn_index *index = m->again.loaded.index;
    size_t leaf = index->leaves * m->steps + 1, branch = index->nodes * m->branch_slots + 1;
    myn_pipeline *p = &w->pipeline;
    p->fitted = myn_arena_zero(w->memory, leaf, MYN_FITTED_MOST * sizeof(double));
    p->fitted_known = myn_arena_zero(w->memory, leaf, 1);
    p->reference_used = myn_arena_zero(w->memory, leaf, sizeof(size_t));
    p->branch_fitted = myn_arena_zero(w->memory, branch, MYN_FITTED_MOST * sizeof(double));
    p->branch_known = myn_arena_zero(w->memory, branch, 1);
    p->child_weight = myn_arena_zero(w->memory, index->nodes + 1, sizeof(double));
    p->weights_known = myn_arena_zero(w->memory, index->nodes + 1, 1);
    bool all = p->fitted && p->fitted_known && p->reference_used && p->branch_fitted && p->branch_known &&
               p->child_weight && p->weights_known;
    return all ? MYN_OK : MYN_ERR_MEMORY;
}

static myn_status room_for_editions(Worker *w)
{
    myn_labels labels = *w->model->again.labels;
    labels.steps = w->model->steps;
    labels.branch_steps = w->model->branch_slots;
    labels.bands = labels.quantiles = labels.measures = 0;
    myn_status status = myn_edition_new(&labels, w->model->areas, &w->edition);
    return status ? status : myn_edition_new(&labels, w->model->areas, &w->room);
}

myn_status worker_new(const myn_uncertain *model, Worker **out)
{
    Worker *w = calloc(1, sizeof *w);
    *out = NULL;
    if (!w) return MYN_ERR_MEMORY;
    w->model = model;
    w->variant = MYN_NONE;
    myn_status status = myn_arena_new(&w->memory);
    if (!status) status = myn_diag_new(&w->diag);
    if (!status) status = myn_team_new(1, &w->team);
    if (!status) status = copy_tree(w);
    if (!status) status = copy_panel(w);
    if (!status) status = room_for_fits(w);
    if (!status) status = room_for_editions(w);
    if (status)
        worker_free(w);
    else
        *out = w;
    return status;
}

void worker_free(Worker *w)
{
    if (!w) return;
    myn_edition_free(&w->edition);
    myn_edition_free(&w->room);
    myn_team_free(w->team);
    myn_diag_free(w->diag);
    myn_arena_free(w->memory);
    free(w);
}

/* ---- a draw ---- */

/* The pipeline of variant V with the worker's own copies in it. */
static void take_pipeline(Worker *w, const Variant *v)
{
    const myn_pipeline *from = &v->pipeline, own = w->pipeline;
    size_t leaf = from->index->leaves * from->steps, branch = from->index->nodes * from->branch_slots;
    w->index = *v->loaded.index;
    memcpy(w->node, w->index.node, w->index.nodes * sizeof *w->node);
    w->index.node = w->node;
    w->loaded = v->loaded;
    w->loaded.index = &w->index;
    w->loaded.own = NULL;
    w->loaded.panel = &w->panel;
    w->pipeline = *from;
    w->pipeline.index = &w->index;
    w->pipeline.loaded = &w->loaded;
    w->pipeline.team = w->team;
    w->pipeline.fitted = memcpy(own.fitted, from->fitted, leaf * MYN_FITTED_MOST * sizeof(double));
    w->pipeline.reference_used = memcpy(own.reference_used, from->reference_used, leaf * sizeof(size_t));
    w->pipeline.branch_fitted = memcpy(own.branch_fitted, from->branch_fitted,
                                       branch * MYN_FITTED_MOST * sizeof(double));
    w->pipeline.child_weight = memcpy(own.child_weight, from->child_weight, w->index.nodes * sizeof(double));
    const bool again = w->model->refers;
    const uint8_t *leaf_known = again ? v->frozen_fit : from->fitted_known;
    const uint8_t *branch_known = again ? v->frozen_fit + leaf : from->branch_known;
    w->pipeline.fitted_known = memcpy(own.fitted_known, leaf_known, leaf);
    w->pipeline.branch_known = memcpy(own.branch_known, branch_known, branch);
    w->pipeline.weights_known = memcpy(own.weights_known, again ? v->frozen_weight : from->weights_known,
                                       w->index.nodes);
}

/* Parts of weight 0 leave the tree; an indicator that has left it leaves no area out. */
static void prune(Worker *w)
{
    for (size_t i = 0; i < w->index.nodes; i++) {
        myn_node *node = &w->node[i];
        size_t kept = 0;
        for (size_t c = 0; c < node->children; c++)
            if (w->weight[node->child[c]] > 0) w->child[i][kept++] = node->child[c];
        if (!node->children && !(w->weight[i] > 0)) node->fills = 0;
        if (kept == node->children || !kept) continue;
        node->child = w->child[i];
        node->children = kept;
    }
}

/* Whether a source draws the weight of NODE. */
static bool is_weighed(const Plan *plan, size_t node)
{
    for (size_t s = 0; s < plan->sources; s++) {
        const Source *source = &plan->source[s];
        bool weights = source->kind == SOURCE_UNIFORM || source->kind == SOURCE_DIRICHLET ||
                       source->kind == SOURCE_SETS;
        for (size_t i = 0; weights && i < source->nodes; i++)
            if (source->node[i] == node) return true;
    }
    return false;
}

/* Weights that were fitted when the store was built are drawn around what they came to. */
static void put_weights(Worker *w, const double *x)
{
    draw_weights(w->model, x, w->weight);
    for (size_t i = 0; i < w->index.nodes; i++) {
        myn_node *node = &w->node[i];
        bool drawn = false;
        for (size_t c = 0; c < node->children; c++) drawn |= is_weighed(&w->model->plan, node->child[c]);
        if (!drawn) continue;
        node->weights.method = NULL;
        for (size_t c = 0; c < node->children; c++)
            w->node[node->child[c]].weight = w->weight[node->child[c]];
    }
    prune(w);
}

static const double *values_of(const myn_panel *panel, const Blur *blur)
{
    return panel->plane[blur->plane].value + blur->row * panel->areas;
}

/* Rows that vary as they were read. */
static void put_data_back(Worker *w)
{
    const myn_uncertain *m = w->model;
    size_t n = m->areas;
    for (size_t b = 0; b < m->blurs; b++) {
        const Blur *blur = &m->blur[b];
        size_t at = blur->row * n;
        const myn_plane *from = &m->again.loaded.panel->plane[blur->plane];
        memcpy(w->panel.plane[blur->plane].value + at, from->value + at, n * sizeof(double));
        memcpy(w->panel.plane[blur->plane].cell + at, from->cell + at, n);
    }
    w->drawn = false;
}

/* What a draw fills in is estimated: the same cells in every draw. */
static void name_drawn(Worker *w)
{
    const myn_uncertain *m = w->model;
    for (size_t b = 0; b < m->blurs; b++) {
        const Blur *blur = &m->blur[b];
        const double *value = values_of(&w->panel, blur);
        uint8_t *cell = w->panel.plane[blur->plane].cell + blur->row * m->areas;
        for (size_t a = 0; a < m->areas; a++)
            if (!isnan(value[a]) && !myn_cell_valued(cell[a])) cell[a] = MYN_CELL_ESTIMATED;
    }
    w->drawn = true;
}

static void put_data(Worker *w, const double *x)
{
    const myn_uncertain *m = w->model;
    for (size_t b = 0; b < m->blurs; b++) {
        const Blur *blur = &m->blur[b];
        double *out = w->panel.plane[blur->plane].value + blur->row * m->areas;
        blur_draw(m, blur, x[blur->source->input.first],
                  blur->again ? out : values_of(m->again.loaded.panel, blur), out);
    }
    if (!w->drawn) name_drawn(w);
}

/* Values that are filled in after the steps go astray there. */
static void put_astray(Worker *w, const double *x)
{
    const myn_uncertain *m = w->model;
    for (size_t i = 0; i < m->astrays; i++) {
        const Astray *astray = &m->astray[i];
        double *off = w->off + i * m->areas;
        astray_draw(m, astray, x[astray->source->input.first], off);
        w->astray[astray->leaf] = off;
    }
    w->pipeline.astray = m->astrays ? w->astray : NULL;
}

/* Leaves that no draw touches, from where they were kept. */
static void put_leaves(Worker *w, const Variant *v, size_t number)
{
    const myn_uncertain *m = w->model;
    size_t n = m->areas;
    if (w->variant == number || !v->normalised) return;
    for (size_t i = 0; i < w->index.leaves; i++) {
        memcpy(w->edition.normalised + i * n, v->normalised + i * n, n * sizeof(double));
        memcpy(w->edition.normalised_cell + i * n, v->normalised_cell + i * n, n);
        w->edition.used_period[i] = v->used_period[i];
    }
    w->variant = number;
}

/* X NULL: as built. Reference editions do not go astray. */
static myn_status run(Worker *w, const double *x)
{
    const myn_uncertain *m = w->model;
    const myn_edition_rule *rule = &m->again.loaded.edition[m->own.edition];
    myn_status status = m->refers ? myn_pipeline_refer(&w->pipeline, w->diag, &w->room) : MYN_OK;
    if (x) put_astray(w, x);
    return status ? status : myn_pipeline_scores(&w->pipeline, rule, w->diag, &w->edition);
}

myn_status worker_as_built(Worker *w, size_t v)
{
    take_pipeline(w, &w->model->variant[v]);
    put_data_back(w);
    w->variant = MYN_NONE;
    return run(w, NULL);
}

static size_t variant_at(const myn_uncertain *m, const double *x)
{
    size_t number = 0, scale = 1;
    for (size_t s = 0; s < m->plan.sources; s++) {
        const Source *source = &m->plan.source[s];
        if (source->kind != SOURCE_CHOICE) continue;
        number += scale * chosen(x[source->input.first], source->input.choices);
        scale *= source->input.choices;
    }
    return number;
}

/* Branches that are kept have to be there before the first draw. */
myn_status worker_draw(Worker *w, const double *x)
{
    const myn_uncertain *m = w->model;
    size_t number = variant_at(m, x);
    const Variant *v = &m->variant[number];
    if (m->kept && w->variant == MYN_NONE) {
        myn_status status = worker_as_built(w, number);
        if (status) return status;
    }
    take_pipeline(w, v);
    put_leaves(w, v, number);
    put_weights(w, x);
    put_data(w, x);
    w->pipeline.given = v->normalised ? m->given : NULL;
    w->pipeline.kept = m->kept;
    return run(w, x);
}
