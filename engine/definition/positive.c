/* Whether values can be 0 or below where a method needs more: a logarithm after a z-score, a geometric mean
 * of them.
 *
 * Known without data: what a normaliser with given parameters does to the lowest area. Not known: raw values,
 * which may all be positive. What is sure to fail is refused; what may fail is a note; the method itself sees
 * to the rest when it meets the data. */
#include "definition/definition.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef enum {
    UNKNOWN,  /* as the data are */
    POSITIVE, /* above 0 */
    AT_EDGE,  /* 0 at the lower of two fixed posts, which no area may reach */
    NOT       /* 0 or below for some area */
} Sign;

typedef struct {
    Sign sign;
    const char *why; /* the step, or the rule for missing values, that made it so */
    const Row *who;  /* the node where */
} Finding;

/* The slot of the parameter NAME, or MYN_NONE. */
static size_t slot_of(const myn_method *method, const char *name)
{
    for (size_t i = 0; i < method->params; i++)
        if (strcmp(method->param[i].name, name) == 0) return myn_param_slot(method, i);
    return MYN_NONE;
}

/* Try the step on ten values without outliers: what comes out at 0 or below there does so with any data. */
static bool fails_trial(Definition *d, const myn_step *step)
{
    double x[10], fitted[MYN_FITTED_MOST];
    const char *why = NULL;
    for (int i = 0; i < 10; i++) x[i] = i + 1;
    for (int i = 0; i < MYN_FITTED_MOST; i++) fitted[i] = NAN;
    myn_arena_mark mark = myn_arena_here(d->arena);
    myn_basis basis = {.x = x, .n = 10, .direction = 1, .unit = 10};
    myn_status status = MYN_OK;
    if (step->method->fit) status = step->method->fit(step->param, &basis, fitted, d->arena, &why);
    myn_values values = {.in = x, .out = x, .n = 10, .direction = 1, .fitted = fitted};
    if (status == MYN_OK && step->method->apply) status = step->method->apply(step->param, &values, d->arena);
    myn_arena_rewind(d->arena, mark);
    bool low = false;
    for (int i = 0; status == MYN_OK && i < 10; i++) low = low || x[i] <= 0;
    return low;
}

/* A scale between fixed posts: its lower end is reached only by areas beyond the post. */
static Sign after_posts(const myn_step *step, double low)
{
    size_t cap = slot_of(step->method, "cap");
    if (low < 0) return NOT;
    if (low == 0) return AT_EDGE;
    bool held = cap == MYN_NONE || step->param[cap] == 0 || step->param[cap] == 2; /* both, lower */
    return held ? POSITIVE : UNKNOWN;
}

static Sign after_normaliser(Definition *d, const myn_step *step)
{
    const myn_method *method = step->method;
    size_t to = slot_of(method, "to"), clamp = slot_of(method, "clamp");
    if (clamp != MYN_NONE) return step->param[clamp] > 0 ? POSITIVE : NOT; /* NaN: held nowhere */
    if (to != MYN_NONE && slot_of(method, "posts") != MYN_NONE) return after_posts(step, step->param[to]);
    if (fails_trial(d, step)) return NOT;
    bool beyond = step->reference_edition || step->reference_areas ||
                  step->reference_store; /* others than those it was fitted on */
    return method->gives_positive && !beyond ? POSITIVE : UNKNOWN;
}

static Sign after_floor(const myn_step *step, Sign before)
{
    size_t low = slot_of(step->method, "low");
    bool raised = step->method->kind == MYN_KIND_TRANSFORM && low != MYN_NONE && step->param[low] > 0;
    if (raised) return POSITIVE;
    return step->method->kind == MYN_KIND_TRANSFORM && low != MYN_NONE ? before : UNKNOWN;
}

static Sign after_step(Definition *d, const myn_step *step, Sign before)
{
    switch (step->method->kind) {
    case MYN_KIND_NORMALISE: return after_normaliser(d, step);
    case MYN_KIND_TRANSFORM: return after_floor(step, before);
    default: return step->method->gives_positive ? POSITIVE : UNKNOWN;
    }
}

/* A list that many nodes share is blamed once. */
#define SAID (1u << 31)

/* What the steps of a list make of the sign of values, step by step. */
static Finding through(Definition *d, const StepList *list, const Row *row, Finding found)
{
    for (size_t i = 0; i < list->count; i++) {
        const myn_step *step = &list->step[i];
        if (step->method->needs_positive && found.sign == NOT && !(list->given[i] & SAID)) {
            list->given[i] |= SAID;
            myn_diag_add(d->diag, MYN_ERROR, step->at,
                         "%s needs values above 0, but \"%s\" has values of 0 or below by then (%s)",
                         step->method->name, def_code(row), found.why);
        }
        Sign sign = after_step(d, step, found.sign);
        if (sign != found.sign || step->method->kind == MYN_KIND_NORMALISE) found.why = step->method->name;
        found = (Finding){sign, found.why, row};
    }
    return found;
}

static Finding leaf_finding(Definition *d, const Row *row)
{
    Finding found = {UNKNOWN, NULL, row};
    const FillList *fills = def_missing(d, row);
    if (row->own) found = through(d, &row->own->before, row, found);
    found = through(d, def_steps(d, row), row, found);
    for (size_t i = 0; i < fills->count; i++)
        if (fills->fill[i].kind == MYN_FILL_ZERO) found = (Finding){NOT, "missing: zero", row};
    return found;
}

/* The worst of the children, the first of its kind; how many are like it. */
static Finding worst_child(const Definition *d, const Row *row, const Finding *of, size_t *like)
{
    Finding worst = {POSITIVE, NULL, row};
    *like = 0;
    static const int badness[] = {[POSITIVE] = 0, [UNKNOWN] = 1, [AT_EDGE] = 2, [NOT] = 3};
    for (size_t c = row->first; c != MYN_NONE; c = d->row[c].next) {
        if (badness[of[c].sign] > badness[worst.sign]) worst = of[c], *like = 0;
        *like += of[c].sign == worst.sign;
    }
    return worst;
}

/* Sure failure is an error; what depends on the data is a note. */
static void report(Definition *d, const Row *row, const myn_step *aggregate, Finding worst, size_t like)
{
    const char *name = aggregate->method->name;
    myn_place at = row->own && row->own->aggregate.set ? row->own->at : aggregate->at;
    char more[60] = "";
    if (like > 1) snprintf(more, sizeof more, " (so have %zu more of its children)", like - 1);
    if (worst.sign == NOT)
        myn_diag_add(
            d->diag, MYN_ERROR, at,
            "\"%s\" is combined by %s, which needs values above 0, but \"%s\" has values of 0 or below after "
            "%s%s: choose a scale such as minmax: {to: [1, 100]}, or another aggregator",
            def_code(row), name, def_code(worst.who), worst.why ? worst.why : "its steps", more);
    else if (worst.sign == AT_EDGE)
        myn_diag_add(
            d->diag, MYN_NOTE, at,
            "\"%s\" is combined by %s, which needs values above 0: \"%s\" is 0 where an area is at its "
            "lower post or beyond it%s",
            def_code(row), name, def_code(worst.who), more);
    else if (worst.sign == UNKNOWN)
        myn_diag_add(
            d->diag, MYN_NOTE, at,
            "\"%s\" is combined by %s, which needs values above 0: whether those of \"%s\" are is only known "
            "with the data%s",
            def_code(row), name, def_code(worst.who), more);
}

/* An aggregator that needs positive parts is reported here and then counted as sound, so that its parents
 * are not blamed too. */
static Finding branch_finding(Definition *d, const Row *row, const Finding *of)
{
    const StepList *list = def_aggregate(d, row);
    size_t like = 0;
    Finding found = worst_child(d, row, of, &like);
    if (list->count == 0) return (Finding){UNKNOWN, NULL, row};
    const myn_step *aggregate = &list->step[0];
    if (aggregate->method->needs_positive) {
        report(d, row, aggregate, found, like);
        found = (Finding){POSITIVE, NULL, row}; /* what it cannot combine has no score */
    }
    if (!aggregate->method->gives_positive && found.sign == POSITIVE) found.sign = UNKNOWN;
    found = through(d, def_after(d, row), row, found);
    return row->up == MYN_NONE ? found : through(d, def_into_parent(d, row), row, found);
}

/* Children come after their parents in tree order, so backwards each finds its children done. */
void def_check_positive(Definition *d)
{
    Finding *of = def_get(d, d->rows, sizeof *of);
    if (!of) return;
    for (size_t i = d->ordered; i-- > 0;) {
        size_t r = d->order[i];
        of[r] = d->row[r].children ? branch_finding(d, &d->row[r], of) : leaf_finding(d, &d->row[r]);
    }
}
