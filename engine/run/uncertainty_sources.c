/* The plan: methods that may be chosen, errors of the data. */
#include "run/uncertainty.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- methods ---- */

void plan_flow(const myn_yaml *node, myn_buffer *out)
{
    if (node->kind == MYN_YAML_SCALAR) {
        if (node->quoted || strpbrk(node->text, ",[]{}"))
            myn_buffer_json(out, node->text);
        else
            myn_buffer_put(out, node->null ? "null" : node->text);
        return;
    }
    bool map = node->kind == MYN_YAML_MAP;
    myn_buffer_put(out, map ? "{" : "[");
    for (size_t i = 0; i < node->count; i++) {
        if (i) myn_buffer_put(out, ", ");
        if (map) myn_buffer_format(out, "%s: ", node->item[i].key);
        plan_flow(&node->item[i], out);
    }
    myn_buffer_put(out, map ? "}" : "]");
}

static const char *change_of(PlanReader *r, const char *key, const char *code, const myn_yaml *choice)
{
    myn_buffer text = {0};
    myn_buffer_format(&text, "%s.%s=", code, key);
    plan_flow(choice, &text);
    const char *kept = text.failed ? NULL : myn_arena_text(r->memory, text.at, text.length);
    if (!kept) r->failed = true;
    myn_buffer_free(&text);
    return kept;
}

/* Whether CHANGE makes a definition; if not, why, at the place of the choice. */
static void try_change(PlanReader *r, const char *text, myn_place at)
{
    const myn_index *base = r->frame->index;
    size_t made = r->frame->changes;
    myn_change *change = plan_get(r, made + 1, sizeof *change);
    if (!change) return;
    if (made) memcpy(change, r->frame->change, made * sizeof *change);
    change[made] = (myn_change){MYN_CHANGE_METHOD, text};
    myn_index_source source = {.name = base->name,
                               .yaml_text = base->yaml_text,
                               .nodes_text = base->nodes_text,
                               .table = base->table,
                               .tables = base->tables,
                               .change = change,
                               .changes = made + 1};
    myn_index *index = NULL;
    myn_diag *own = NULL;
    if (myn_diag_new(&own) != MYN_OK) {
        r->failed = true;
        return;
    }
    if (myn_index_read_from(&source, own, &index) == MYN_ERR_MEMORY) r->failed = true;
    for (size_t i = 0; i < myn_diag_kept(own); i++)
        if (myn_diag_at(own, i)->severity == MYN_ERROR)
            myn_diag_add(r->diag, MYN_ERROR, at, "%s", myn_diag_at(own, i)->text);
    myn_index_free(index);
    myn_diag_free(own);
}

static void read_choices(PlanReader *r, const myn_yaml *said)
{
    static const char *const keys[] = {"at", "choices", NULL};
    const myn_yaml *list = myn_yaml_get(said, "choices");
    myn_yaml_known(said, said->key, keys, r->diag);
    size_t node = plan_node(r, said, "at"), count = myn_yaml_count(list);
    if (!list || list->kind != MYN_YAML_LIST || count < 2) {
        myn_diag_add(r->diag, MYN_ERROR, said->key_at, "%s: expected `choices`, a list of at least two",
                     said->key);
        return;
    }
    const char **change = plan_get(r, count, sizeof *change);
    if (node == MYN_NONE || !change) return;
    for (size_t i = 0; i < count; i++) {
        const myn_yaml *item = &list->item[i];
        if (item->kind == MYN_YAML_SCALAR && strcmp(item->text, "as_built") == 0) continue;
        change[i] = change_of(r, said->key, r->frame->index->node[node].code, item);
        if (change[i]) try_change(r, change[i], item->at);
    }
    Source *source = plan_source(r, SOURCE_CHOICE, said, said->key, r->frame->index->node[node].code);
    if (!source) return;
    plan_nodes(r, source, &node, 1);
    source->change = change;
    source->input.choices = count;
}

void plan_methods(PlanReader *r, const myn_yaml *list)
{
    static const char *const words[] = {"transform", "treat", "normalise", "aggregate", "missing"};
    for (size_t i = 0; i < myn_yaml_count(list); i++) {
        const myn_yaml *said;
        bool known = false;
        if (!plan_item(r, myn_yaml_item(list, i), "a kind of method", &said)) continue;
        for (size_t w = 0; w < sizeof words / sizeof *words; w++) known |= strcmp(said->key, words[w]) == 0;
        if (known)
            read_choices(r, said);
        else
            myn_diag_add(r->diag, MYN_ERROR, said->key_at,
                         "expected transform, treat, normalise, aggregate or missing, found \"%.80s\"",
                         said->key);
    }
}

/* ---- data ---- */

/* The leaves at or below the nodes that `of` names, in tree order; none: all. */
static size_t leaves_of(PlanReader *r, const myn_yaml *said, size_t *leaf)
{
    const myn_index *index = r->frame->index;
    const myn_yaml *of = myn_yaml_get(said, "of");
    size_t count = 0;
    bool *mark = plan_get(r, index->nodes, sizeof *mark);
    if (!mark) return 0;
    if (!of || of->null)
        for (size_t i = 0; i < index->nodes; i++) mark[i] = true;
    for (size_t i = 0; of && i < myn_yaml_count(of); i++) {
        const myn_yaml *item = myn_yaml_item(of, i);
        size_t top = item->kind == MYN_YAML_SCALAR ? myn_index_node(index, item->text) : MYN_NONE;
        if (top == MYN_NONE) {
            myn_diag_add(r->diag, MYN_ERROR, item->at, "the index has no node \"%.80s\"", item->text);
            continue;
        }
        for (size_t n = 0; n < index->nodes; n++) mark[n] |= index_below(index, n, top);
    }
    for (size_t i = 0; i < index->nodes; i++)
        if (mark[i] && !index->node[i].children) leaf[count++] = i;
    return count;
}

static bool sampled_already(PlanReader *r, const myn_yaml *said, size_t leaf)
{
    for (size_t s = 0; s < r->plan->sources; s++)
        for (size_t i = 0; r->source[s].kind == SOURCE_SAMPLING && i < r->source[s].nodes; i++)
            if (r->source[s].node[i] == leaf) {
                myn_diag_add(r->diag, MYN_ERROR, said->key_at, "\"%s\" is sampled already by `%s`",
                             r->frame->index->node[leaf].code, r->source[s].input.name);
                return true;
            }
    return false;
}

static const char *read_series(PlanReader *r, const myn_yaml *at)
{
    const char *name = NULL;
    if (!myn_yaml_text(at, r->diag, &name)) return NULL;
    if (r->frame->rows && myn_names_find(r->frame->rows->wanted, name, strlen(name)) == MYN_NONE)
        myn_diag_add(r->diag, MYN_ERROR, at->at,
                     "the store does not hold the series \"%.80s\": an indicator or a part of one is needed",
                     name);
    const char *kept = myn_arena_text(r->memory, name, strlen(name));
    if (!kept) r->failed = true;
    return kept;
}

/* One way to say how wrong values are. */
static void read_error(PlanReader *r, const myn_yaml *said, Sampling *out)
{
    static const char *const keys[] = {"limits", "standard_error", "relative_error", "standard_errors"};
    const myn_yaml *found = NULL;
    bool counts = out->law == LAW_POISSON || out->law == LAW_BINOMIAL;
    out->from = counts ? ERROR_COUNTS : ERROR_LIMITS;
    out->amount = 95;
    for (size_t k = 0; k < 4; k++) {
        const myn_yaml *at = myn_yaml_get(said, keys[k]);
        if (!at) continue;
        if (found || counts)
            myn_diag_add(r->diag, MYN_ERROR, at->key_at, "%s: %s", keys[k],
                         counts ? "the error of a count follows from the count"
                                : "the error is given already");
        found = at;
        out->from = (ErrorFrom)k;
    }
    if (!found || counts) return;
    if (out->from == ERROR_SERIES)
        out->series = read_series(r, found);
    else
        (void)plan_real(r, said, found->key, 0, out->from == ERROR_LIMITS ? 99.9999 : INFINITY, &out->amount);
}

static void read_counts(PlanReader *r, const myn_yaml *said, Sampling *out)
{
    const myn_yaml *among = myn_yaml_get(said, "among");
    bool counts = out->law == LAW_POISSON || out->law == LAW_BINOMIAL;
    out->per = 1;
    out->out_of = 100;
    (void)plan_real(r, said, "per", 0, INFINITY, &out->per);
    (void)plan_real(r, said, "out_of", 0, INFINITY, &out->out_of);
    if (counts && among) out->series = read_series(r, among);
    if (out->law == LAW_BINOMIAL && !among)
        myn_diag_add(r->diag, MYN_ERROR, said->key_at,
                     "binomial: expected `among`, the series of numbers at risk");
}

static void read_sampling(PlanReader *r, const myn_yaml *said, const size_t *leaf, size_t count)
{
    static const char *const keys[] = {
        "of",     "law",   "limits", "standard_error", "relative_error", "standard_errors",
        "out_of", "among", "per",    "around",         "periods",        NULL};
    static const char *const laws[] = {"normal", "log_normal", "logit", "poisson", "binomial", NULL};
    static const char *const around[] = {"mean", "observed", NULL};
    int law = LAW_NORMAL, observed = 0;
    Sampling sampling = {0};
    myn_yaml_known(said, said->key, keys, r->diag);
    (void)myn_yaml_choice(myn_yaml_get(said, "law"), laws, r->diag, &law);
    (void)myn_yaml_choice(myn_yaml_get(said, "around"), around, r->diag, &observed);
    (void)plan_real(r, said, "periods", -1e-300, 1, &sampling.periods);
    sampling.law = (Law)law;
    sampling.observed = observed;
    read_error(r, said, &sampling);
    read_counts(r, said, &sampling);
    for (size_t i = 0; i < count; i++)
        if (sampled_already(r, said, leaf[i])) return;
    Source *source = plan_source(r, SOURCE_SAMPLING, said, "sampling", laws[law]);
    if (!source) return;
    plan_nodes(r, source, leaf, count);
    source->sampling = sampling;
    source->input.stream = true;
}

static void read_rounding(PlanReader *r, const myn_yaml *said, const size_t *leaf, size_t count)
{
    static const char *const keys[] = {"of", "to", NULL};
    double to = 0;
    myn_yaml_known(said, said->key, keys, r->diag);
    if (!myn_yaml_get(said, "to"))
        myn_diag_add(r->diag, MYN_ERROR, said->key_at,
                     "rounding: expected `to`, the step that values were rounded to");
    if (!plan_real(r, said, "to", 0, INFINITY, &to)) return;
    Source *source = plan_source(r, SOURCE_ROUNDING, said, "rounding", r->frame->index->node[leaf[0]].code);
    if (!source) return;
    plan_nodes(r, source, leaf, count);
    source->amount = to;
    source->input.stream = true;
}

static void read_imputed(PlanReader *r, const myn_yaml *said, const size_t *leaf, size_t count)
{
    static const char *const keys[] = {"of", NULL};
    myn_yaml_known(said, said->key, keys, r->diag);
    Source *source = plan_source(r, SOURCE_IMPUTED, said, "imputed", r->frame->index->node[leaf[0]].code);
    if (!source) return;
    plan_nodes(r, source, leaf, count);
    source->input.stream = true;
}

void plan_data(PlanReader *r, const myn_yaml *list)
{
    for (size_t i = 0; i < myn_yaml_count(list); i++) {
        const myn_yaml *said;
        if (!plan_item(r, myn_yaml_item(list, i), "a kind of error", &said)) continue;
        size_t *leaf = plan_get(r, r->frame->index->nodes, sizeof *leaf);
        size_t count = leaf ? leaves_of(r, said, leaf) : 0;
        bool sampling = strcmp(said->key, "sampling") == 0, rounding = strcmp(said->key, "rounding") == 0;
        if (!sampling && !rounding && strcmp(said->key, "imputed") != 0)
            myn_diag_add(r->diag, MYN_ERROR, said->key_at,
                         "expected sampling, rounding or imputed, found \"%.80s\"", said->key);
        else if (count)
            (sampling ? read_sampling : rounding ? read_rounding : read_imputed)(r, said, leaf, count);
    }
}
