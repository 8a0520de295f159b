/* What rows and settings say together. */
#include "definition/definition.h"
#include <stdlib.h>
#include <string.h>

/* A branch's own weights that its aggregator does not look at, unless coverage counts by them. */
static void warn_of_weights(Definition *d, const Row *row)
{
    const Settings *own = row->own;
    const StepList *aggregate = def_aggregate(d, row);
    if (!own->weights.count && !own->ahp.file) return;
    const myn_method *method = aggregate->count ? aggregate->step[0].method : NULL;
    if (!method || !method->no_weights || def_coverage(d, row).by_weight) return;
    myn_diag_add(d->diag, MYN_WARNING, own->weights.count ? own->weights.step[0].at : own->ahp.at,
                 "the `weights` of \"%s\" are never used: %s does not look at weights", def_code(row),
                 method->name);
}

/* Settings of leaves on a branch would be without effect, which nobody would notice: an error. */
static void check_branch(Definition *d, const Row *row)
{
    const Settings *own = row->own;
    const char *code = def_code(row), *wrong = NULL;
    if (*row->text[F_SOURCE])
        myn_diag_add(d->diag, MYN_ERROR, def_place(d, row, F_SOURCE),
                     "\"%s\" has children and cannot have a source of its own: expected nothing here", code);
    if (!own) return;
    if (own->value.set) wrong = "value";
    if (own->missing.set) wrong = "missing";
    if (own->steps.set) wrong = "steps";
    if (own->before.set) wrong = "before";
    if (wrong)
        myn_diag_add(d->diag, MYN_ERROR, own->at,
                     "\"%s\" has children: `%s` is for nodes without (here: aggregate, weights, coverage, "
                     "after, into_parent)",
                     code, wrong);
    warn_of_weights(d, row);
    if (own->into_parent.set && row->up == MYN_NONE)
        myn_diag_add(d->diag, MYN_WARNING, own->at, "\"%s\" is the root: its `into_parent` is never used",
                     code);
}

/* A leaf without a direction is an error, not a +: half of all indicators are better when low. */
static void check_leaf(Definition *d, const Row *row)
{
    const Settings *own = row->own;
    const char *code = def_code(row), *wrong = NULL;
    bool source = *row->text[F_SOURCE], value = own && own->value.set;
    if (source && value)
        myn_diag_add(d->diag, MYN_ERROR, own->value.at,
                     "\"%s\" has a source in nodes.csv (line %zu) and a value here: expected one of them",
                     code, row->line);
    if (!source && !value)
        myn_diag_add(d->diag, MYN_ERROR, def_place(d, row, F_SOURCE),
                     "\"%s\" has no children and no source: expected the name of a series", code);
    if (row->direction == 0)
        myn_diag_add(
            d->diag, MYN_ERROR, def_place(d, row, F_DIRECTION),
            "\"%s\" has no direction: expected + where more of it raises the score, - where it lowers it",
            code);
    if (!own) return;
    if (own->has_least || own->has_by) wrong = "coverage";
    if (own->into_parent.set) wrong = "into_parent";
    if (own->after.set) wrong = "after";
    if (own->weights.set) wrong = "weights";
    if (own->aggregate.set) wrong = "aggregate";
    if (wrong)
        myn_diag_add(d->diag, MYN_ERROR, own->at,
                     "\"%s\" has no children: `%s` is for nodes with (here: before, steps, missing, value)",
                     code, wrong);
}

/* ---- the same series twice ---- */

/* What a leaf is made of, as one text. */
static bool recipe_of(const Row *row, myn_buffer *out)
{
    const Value *value = row->own && row->own->value.set ? &row->own->value : NULL;
    out->length = 0;
    if (!value) {
        myn_buffer_put(out, row->text[F_SOURCE]);
        return *row->text[F_SOURCE] != 0;
    }
    myn_buffer_format(out, "%d %d", (int)value->how.form, value->how.absolute);
    for (size_t i = 0; i < value->count; i++) myn_buffer_format(out, "\n%s", value->series[i]);
    return value->count > 0;
}

static void warn_of_twin(Definition *d, const Row *row, const Row *first)
{
    bool plain = *row->text[F_SOURCE];
    myn_diag_add(d->diag, MYN_WARNING, plain ? def_place(d, row, F_SOURCE) : row->own->value.at,
                 "\"%s\" is made of the same series as \"%s\" (line %zu)%s%s", def_code(row), def_code(first),
                 first->line, plain ? ": " : "", plain ? row->text[F_SOURCE] : "");
}

/* The same series under two codes counts twice in the score, mostly by mistake, sometimes on purpose: a
 * warning. */
static void check_twins(Definition *d)
{
    myn_names *recipes = NULL;
    myn_buffer text = {0};
    size_t *first = def_get(d, d->rows, sizeof *first), number = 0;
    bool sound = first && myn_names_new(&recipes) == MYN_OK;
    for (size_t i = 0; sound && i < d->rows; i++) {
        if (d->row[i].children || d->row[i].dropped || !recipe_of(&d->row[i], &text)) continue;
        size_t known = myn_names_count(recipes);
        sound = !text.failed && myn_names_add(recipes, text.at, text.length, &number) == MYN_OK;
        if (!sound) break;
        if (number == known)
            first[number] = i;
        else
            warn_of_twin(d, &d->row[i], &d->row[first[number]]);
    }
    if (!sound) d->failed = true;
    myn_buffer_free(&text);
    myn_names_free(recipes);
}

/* ---- reference editions ---- */

static const char *nearest_edition(Definition *d, const char *name)
{
    const char **names = def_get(d, d->index.editions + 1, sizeof *names);
    for (size_t i = 0; names && i < d->index.editions; i++) names[i] = d->index.edition[i].name;
    return names ? def_nearest(names, name) : NULL;
}

/* Only editions that are declared can be referred to, so that the fit is one that readers can look at. */
static void check_reference(Definition *d, const myn_step *step)
{
    const char *name = step->reference_edition;
    if (!name) return;
    for (size_t i = 0; i < d->index.editions; i++)
        if (strcmp(d->index.edition[i].name, name) == 0) return;
    const char *near = nearest_edition(d, name);
    if (near)
        myn_diag_add(d->diag, MYN_ERROR, step->at,
                     "the reference edition \"%.80s\" is not among `editions`: did you mean \"%s\"?", name,
                     near);
    else
        myn_diag_add(d->diag, MYN_ERROR, step->at,
                     "the reference edition \"%.80s\" is not among `editions`%s", name,
                     d->index.editions ? "" : ": none are declared");
}

static void check_list(Definition *d, const StepList *list)
{
    for (size_t i = 0; i < list->count; i++) check_reference(d, &list->step[i]);
}

static void check_references(Definition *d, const Settings *block, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check_list(d, &block[i].before);
        check_list(d, &block[i].steps);
        check_list(d, &block[i].weights);
        check_list(d, &block[i].after);
        check_list(d, &block[i].into_parent);
    }
}

/* ---- nothing done to the values ---- */

/* Raw values of different units in one mean are seldom meant. */
static void check_bare(Definition *d)
{
    if (d->common[FROM_FILE].steps.set || d->common[FROM_PROFILE].steps.set) return;
    for (size_t i = 0; i < d->rows; i++) {
        const Row *row = &d->row[i];
        if (row->children || row->dropped || (row->own && row->own->steps.set)) continue;
        myn_diag_add(d->diag, MYN_WARNING, d->root[FROM_FILE]->at,
                     "neither `indicators` nor a profile: the values of \"%s\" go into the score as they are",
                     def_code(row));
        return;
    }
}

/* ---- ranks of rounded scores ---- */

/* A node without decimals cannot be rounded, and its ranks would silently be exact. */
static void check_rounded(Definition *d)
{
    for (size_t i = 0; d->index.rank_rounded && i < d->rows; i++) {
        const Row *row = &d->row[i];
        if (row->decimals >= 0 || d->decimals >= 0) continue;
        myn_diag_add(d->diag, MYN_ERROR, def_find(d, "publish", "rank", "on", NULL)->at,
                     "ranks on rounded scores need decimals, and \"%s\" has none: expected `decimals` in "
                     "`publish` or nodes.csv",
                     def_code(row));
        return;
    }
}

/* ---- regressions ---- */

static const myn_fill *regression_of(const Definition *d, const Row *row)
{
    const FillList *fills = row->children || row->dropped ? NULL : def_missing(d, row);
    for (size_t f = 0; fills && f < fills->count; f++)
        if (fills->fill[f].kind == MYN_FILL_REGRESSION) return &fills->fill[f];
    return NULL;
}

static void check_predictor(Definition *d, const Row *row, const myn_fill *fill, const char *code)
{
    size_t at = myn_names_find(d->codes, code, strlen(code));
    const char *wrong = at == MYN_NONE        ? "nodes.csv has no such node"
                        : d->row[at].dropped  ? "it is left out"
                        : d->row[at].children ? "it is no indicator but a branch"
                        : &d->row[at] == row  ? "it would be predicted from itself"
                                              : NULL;
    if (wrong)
        myn_diag_add(d->diag, MYN_ERROR, fill->at, "\"%s\" cannot be filled by a regression on \"%.80s\": %s",
                     def_code(row), code, wrong);
}

/* Whether the predictors of FROM, and theirs, lead to TO. SEEN marks rows that were looked at. */
static bool leads_to(const Definition *d, size_t from, size_t to, uint8_t *seen)
{
    const myn_fill *fill = regression_of(d, &d->row[from]);
    for (size_t k = 0; fill && k < fill->ons; k++) {
        size_t next = myn_names_find(d->codes, fill->on[k], strlen(fill->on[k]));
        if (next == to) return true;
        if (next == MYN_NONE || seen[next]) continue;
        seen[next] = 1;
        if (leads_to(d, next, to, seen)) return true;
    }
    return false;
}

/* What is predicted cannot be what it is predicted from, by however many steps. */
static void check_regressions(Definition *d)
{
    for (size_t i = 0; i < d->rows; i++) {
        const myn_fill *fill = regression_of(d, &d->row[i]);
        size_t errors = myn_diag_count(d->diag, MYN_ERROR);
        for (size_t k = 0; fill && k < fill->ons; k++) check_predictor(d, &d->row[i], fill, fill->on[k]);
        uint8_t *seen = fill ? def_get(d, d->rows, 1) : NULL;
        if (!seen || myn_diag_count(d->diag, MYN_ERROR) > errors || !leads_to(d, i, i, seen)) continue;
        myn_diag_add(d->diag, MYN_ERROR, fill->at,
                     "\"%s\" would be predicted from itself: regressions run in a circle",
                     def_code(&d->row[i]));
    }
}

void def_check(Definition *d)
{
    for (size_t i = 0; i < d->rows; i++) {
        if (d->row[i].dropped) continue;
        if (d->row[i].children)
            check_branch(d, &d->row[i]);
        else
            check_leaf(d, &d->row[i]);
    }
    if (d->top != MYN_NONE && d->row[d->top].children == 0)
        myn_diag_add(d->diag, MYN_ERROR, def_place(d, &d->row[d->top], F_CODE),
                     "the root \"%s\" has no children: expected at least one indicator",
                     def_code(&d->row[d->top]));
    check_twins(d);
    check_references(d, d->common, SOURCES);
    check_references(d, d->level, d->levels);
    check_references(d, d->node, d->nodes);
    check_bare(d);
    check_rounded(d);
    check_regressions(d);
    if (d->order) def_check_positive(d);
}
