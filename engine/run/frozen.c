/* Parameters that an earlier build fitted, taken from its store so that scores compare over time. */
#include "run/reload.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The store that was looked into last. */
typedef struct {
    myn_pipeline *pipeline;
    myn_diag *diag;
    const char *path, *version; /* as the definition names it and its edition */
    myn_store *store;
    myn_loaded loaded; /* its definition alone */
    myn_edition edition;
    const char *edition_name;
    const char *refused; /* a store that could not be used: said once */
    size_t taken;
} Frozen;

char *myn_frozen_path(const myn_index *index, const char *store)
{
    return *store == '/' ? strdup(store) : myn_path_join(index->folder, store);
}

static void close_store(Frozen *f)
{
    myn_edition_free(&f->edition);
    myn_loaded_free(&f->loaded);
    myn_store_free(f->store);
    f->store = NULL;
    f->path = NULL;
}

static void say_taken(Frozen *f)
{
    if (f->taken)
        myn_diag_add(f->diag, MYN_NOTE, (myn_place){0},
                     "parameters of %zu step%s are frozen: edition %s of %s", f->taken,
                     f->taken == 1 ? "" : "s", f->edition_name, f->path);
    f->taken = 0;
}

static myn_status no_edition(Frozen *f, const myn_step *step)
{
    myn_diag_add(f->diag, MYN_ERROR, step->at, "%s has no edition \"%.80s\" to take parameters from",
                 step->reference_store, step->reference_version ? step->reference_version : "");
    f->refused = step->reference_store;
    return MYN_ERR_DATA;
}

static myn_status read_edition(Frozen *f, const myn_step *step)
{
    const myn_labels *labels = myn_store_labels(f->store);
    size_t e = labels->editions;
    for (size_t i = 0; i < labels->editions; i++)
        if (!step->reference_version || strcmp(labels->edition[i].name, step->reference_version) == 0) e = i;
    if (e == labels->editions) return no_edition(f, step);
    f->edition_name = labels->edition[e].name;
    return myn_store_edition(f->store, e, &f->edition);
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* The store that STEP names is open and its edition read. */
static myn_status open_store(Frozen *f, const myn_step *step)
{
    if (f->path && same_text(f->path, step->reference_store) &&
        same_text(f->version, step->reference_version))
        return MYN_OK;
    if (same_text(f->refused, step->reference_store)) return MYN_ERR_DATA;
    say_taken(f);
    close_store(f);
    char *path = myn_frozen_path(f->pipeline->index, step->reference_store);
    myn_diag *quiet = NULL;
    myn_status status = path ? myn_diag_new(&quiet) : MYN_ERR_MEMORY;
    f->loaded = (myn_loaded){0};
    if (!status) status = myn_arena_new(&f->loaded.memory);
    if (!status) status = myn_store_open(path, 0, quiet, &f->store);
    if (!status) status = myn_reload_definition(f->store, path, quiet, &f->loaded);
    bool told = status == MYN_ERR_IO || status == MYN_ERR_FORMAT || status == MYN_ERR_DATA;
    if (told && myn_diag_kept(quiet)) {
        const myn_problem *last = myn_diag_at(quiet, myn_diag_kept(quiet) - 1);
        myn_diag_add(f->diag, MYN_ERROR, step->at, "parameters cannot be taken from %s: %s",
                     step->reference_store, last->text);
        status = MYN_ERR_DATA;
        f->refused = step->reference_store;
    }
    if (!status) status = read_edition(f, step);
    if (!status) {
        f->path = step->reference_store;
        f->version = step->reference_version;
    }
    myn_diag_free(quiet);
    free(path);
    return status;
}

typedef struct {
    const myn_step *step;
    size_t count;
} Steps;

/* Which of THERE is the like of step S of HERE: the same method, counted from the first. */
static size_t like_step(Steps here, size_t s, Steps there)
{
    size_t nth = 0;
    for (size_t i = 0; i < s; i++) nth += here.step[i].method == here.step[s].method;
    for (size_t i = 0; i < there.count; i++)
        if (there.step[i].method == here.step[s].method && nth-- == 0) return i;
    return MYN_NONE;
}

static bool any_number(const double *fitted)
{
    for (size_t i = 0; i < MYN_FITTED_MOST; i++)
        if (!isnan(fitted[i])) return true;
    return false;
}

static void keep(Frozen *f, size_t leaf, size_t s, const double *fitted)
{
    myn_pipeline *p = f->pipeline;
    size_t slot = leaf * p->steps + s;
    memcpy(p->fitted + slot * MYN_FITTED_MOST, fitted, MYN_FITTED_MOST * sizeof *fitted);
    p->fitted_known[slot] = 1;
    f->taken++;
}

static myn_status lacks(const Frozen *f, const myn_step *step, const char *code, const char *what)
{
    myn_diag_add(f->diag, MYN_ERROR, step->at, "%s has no %s of \"%s\" in edition %s", f->path, what, code,
                 f->edition_name);
    return MYN_ERR_DATA;
}

static myn_status take_step(Frozen *f, const myn_node *leaf, size_t s)
{
    const myn_step *step = &leaf->step[s];
    myn_status status = open_store(f, step);
    if (status) return status;
    const myn_index *index = f->loaded.index;
    size_t node = myn_index_node(index, leaf->code);
    if (node == MYN_NONE || index->node[node].children)
        return lacks(f, step, leaf->code, "indicator by the name");
    const myn_node *there = &index->node[node];
    size_t like = like_step((Steps){leaf->step, leaf->steps}, s, (Steps){there->step, there->steps}),
           steps = myn_store_labels(f->store)->steps;
    if (like == MYN_NONE || like >= steps) return lacks(f, step, leaf->code, step->method->name);
    const double *fitted = f->edition.fitted + (index->node[node].indicator * steps + like) * MYN_FITTED_MOST;
    if (!any_number(fitted)) return lacks(f, step, leaf->code, "fitted parameters");
    keep(f, leaf->indicator, s, fitted);
    return MYN_OK;
}

static void keep_branch(Frozen *f, size_t node, size_t k, const double *fitted)
{
    myn_pipeline *p = f->pipeline;
    size_t slot = node * p->branch_slots + k;
    memcpy(p->branch_fitted + slot * MYN_FITTED_MOST, fitted, MYN_FITTED_MOST * sizeof *fitted);
    p->branch_known[slot] = 1;
    f->taken++;
}

static Steps branch_list(const myn_node *node, bool into_parent)
{
    return into_parent ? (Steps){node->into_parent, node->into_parents} : (Steps){node->after, node->afters};
}

/* Step S of a node's `after`, or of those into its parent. */
static myn_status take_branch_step(Frozen *f, size_t i, bool into_parent, size_t s)
{
    const myn_node *node = &f->pipeline->index->node[i];
    Steps here = branch_list(node, into_parent);
    myn_status status = open_store(f, &here.step[s]);
    if (status) return status;
    size_t at = myn_index_node(f->loaded.index, node->code);
    if (at == MYN_NONE) return lacks(f, &here.step[s], node->code, "node by the name");
    const myn_node *there = &f->loaded.index->node[at];
    size_t like = like_step(here, s, branch_list(there, into_parent)),
           slots = myn_store_labels(f->store)->branch_steps;
    if (like == MYN_NONE) return lacks(f, &here.step[s], node->code, here.step[s].method->name);
    if (into_parent) like += there->afters;
    const double *fitted = like < slots ? f->edition.branch_fitted + (at * slots + like) * MYN_FITTED_MOST
                                        : NULL;
    if (!fitted || !any_number(fitted)) return lacks(f, &here.step[s], node->code, "fitted parameters");
    keep_branch(f, i, (into_parent ? node->afters : 0) + s, fitted);
    return MYN_OK;
}

static myn_status take_weights(Frozen *f, size_t i)
{
    const myn_node *branch = &f->pipeline->index->node[i];
    myn_status status = open_store(f, &branch->weights);
    for (size_t c = 0; c < branch->children && !status; c++) {
        const char *code = f->pipeline->index->node[branch->child[c]].code;
        size_t node = myn_index_node(f->loaded.index, code);
        double weight = node == MYN_NONE ? NAN : f->edition.weight[node];
        if (!(weight > 0)) return lacks(f, &branch->weights, code, "weight");
        f->pipeline->child_weight[branch->child[c]] = weight;
    }
    if (!status) f->pipeline->weights_known[i] = 1;
    if (!status) f->taken++;
    return status;
}

/* ---- a store computed again: what it took stands in itself ---- */

static void take_own_steps(Frozen *f, const myn_node *leaf)
{
    const myn_pipeline *p = f->pipeline;
    for (size_t s = 0; s < leaf->steps; s++) {
        const double *fitted = f->edition.fitted + (leaf->indicator * p->steps + s) * MYN_FITTED_MOST;
        if (leaf->step[s].reference_store && !p->fitted_known[leaf->indicator * p->steps + s] &&
            any_number(fitted))
            keep(f, leaf->indicator, s, fitted);
    }
}

static void take_own_branch(Frozen *f, size_t i, size_t slots)
{
    const myn_node *node = &f->pipeline->index->node[i];
    for (size_t k = 0; k < node->afters + node->into_parents && k < slots; k++) {
        const myn_step *step = k < node->afters ? &node->after[k] : &node->into_parent[k - node->afters];
        const double *fitted = f->edition.branch_fitted + (i * slots + k) * MYN_FITTED_MOST;
        if (step->reference_store && !f->pipeline->branch_known[i * f->pipeline->branch_slots + k] &&
            any_number(fitted))
            keep_branch(f, i, k, fitted);
    }
}

static void take_own_weights(Frozen *f, size_t i)
{
    const myn_node *branch = &f->pipeline->index->node[i];
    if (!branch->weights.reference_store || f->pipeline->weights_known[i]) return;
    for (size_t c = 0; c < branch->children; c++)
        f->pipeline->child_weight[branch->child[c]] = f->edition.weight[branch->child[c]];
    f->pipeline->weights_known[i] = 1;
}

static myn_status take_own(Frozen *f, myn_store *store)
{
    const myn_index *index = f->pipeline->index;
    myn_status status = MYN_OK;
    for (size_t e = 0; e < myn_store_labels(store)->editions && !status; e++) {
        status = myn_store_edition(store, e, &f->edition);
        for (size_t i = 0; i < index->nodes && !status; i++) {
            if (!index->node[i].children) take_own_steps(f, &index->node[i]);
            take_own_branch(f, i, myn_store_labels(store)->branch_steps);
            take_own_weights(f, i);
        }
        myn_edition_free(&f->edition);
    }
    return status;
}

/* ---- all of them ---- */

static bool any_of(Steps steps)
{
    for (size_t s = 0; s < steps.count; s++)
        if (steps.step[s].reference_store) return true;
    return false;
}

static bool any_frozen(const myn_index *index)
{
    for (size_t i = 0; i < index->nodes; i++) {
        const myn_node *node = &index->node[i];
        if (node->weights.reference_store || any_of((Steps){node->step, node->steps}) ||
            any_of(branch_list(node, false)) || any_of(branch_list(node, true)))
            return true;
    }
    return false;
}

/* All of a branch's, whatever was wrong with one. */
static myn_status take_branch(Frozen *f, size_t i)
{
    myn_status worst = MYN_OK;
    for (int into = 0; into < 2; into++) {
        Steps steps = branch_list(&f->pipeline->index->node[i], into);
        for (size_t s = 0; s < steps.count; s++) {
            if (!steps.step[s].reference_store) continue;
            myn_status status = take_branch_step(f, i, into, s);
            if (status && status != MYN_ERR_DATA) return status;
            if (status) worst = status;
        }
    }
    return worst;
}

static myn_status take_node(Frozen *f, size_t i)
{
    const myn_node *node = &f->pipeline->index->node[i];
    myn_status worst = MYN_OK;
    for (size_t s = 0; s < node->steps; s++) {
        if (!node->step[s].reference_store) continue;
        myn_status status = take_step(f, node, s);
        if (status && status != MYN_ERR_DATA) return status;
        if (status) worst = status;
    }
    myn_status branch = take_branch(f, i), weights = MYN_OK;
    if (branch && branch != MYN_ERR_DATA) return branch;
    if (node->weights.reference_store) weights = take_weights(f, i);
    if (weights && weights != MYN_ERR_DATA) return weights;
    return worst || branch || weights ? MYN_ERR_DATA : MYN_OK;
}

myn_status myn_frozen_load(myn_pipeline *pipeline, myn_diag *diag)
{
    Frozen f = {.pipeline = pipeline, .diag = diag};
    myn_status worst = MYN_OK;
    if (!any_frozen(pipeline->index)) return MYN_OK;
    if (pipeline->loaded->own) return take_own(&f, pipeline->loaded->own);
    for (size_t i = 0; i < pipeline->index->nodes; i++) {
        myn_status status = take_node(&f, i);
        if (status) worst = status;
        if (status && status != MYN_ERR_DATA) break;
    }
    if (!worst) say_taken(&f);
    close_store(&f);
    return worst;
}
