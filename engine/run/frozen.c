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

/* Which of NODE's steps there is the like of step S of LEAF: the same method, counted from the first. */
static size_t like_step(const myn_node *leaf, size_t s, const myn_node *node)
{
    size_t nth = 0;
    for (size_t i = 0; i < s; i++) nth += leaf->step[i].method == leaf->step[s].method;
    for (size_t i = 0; i < node->steps; i++)
        if (node->step[i].method == leaf->step[s].method && nth-- == 0) return i;
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
    size_t like = like_step(leaf, s, &index->node[node]), steps = myn_store_labels(f->store)->steps;
    if (like == MYN_NONE || like >= steps) return lacks(f, step, leaf->code, step->method->name);
    const double *fitted = f->edition.fitted + (index->node[node].indicator * steps + like) * MYN_FITTED_MOST;
    if (!any_number(fitted)) return lacks(f, step, leaf->code, "fitted parameters");
    keep(f, leaf->indicator, s, fitted);
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
            take_own_weights(f, i);
        }
        myn_edition_free(&f->edition);
    }
    return status;
}

/* ---- all of them ---- */

static bool any_frozen(const myn_index *index)
{
    for (size_t i = 0; i < index->nodes; i++) {
        if (index->node[i].weights.reference_store) return true;
        for (size_t s = 0; s < index->node[i].steps; s++)
            if (index->node[i].step[s].reference_store) return true;
    }
    return false;
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
    if (node->weights.reference_store && !worst) worst = take_weights(f, i);
    return worst;
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
