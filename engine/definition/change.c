/* Changes that the command line makes to a definition: to rows before they are linked, to settings once they
 * are read. What is changed is then checked like anything else. */
#include "definition/definition.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* "NODE.key=value" taken apart. */
typedef struct {
    const myn_change *change;
    myn_place at; /* the option itself stands for a file */
    const char *node, *key, *value;
    Row *row; /* NULL: said already why not */
} Part;

static const char *const options[] = {"--set", "--drop", "--method"};
static const char *const set_keys[] = {"weight", "direction", "coverage", NULL};
static const char *const method_keys[] = {"transform", "treat", "normalise", "aggregate", "missing", NULL};
static const myn_kind method_kinds[] = {MYN_KIND_TRANSFORM, MYN_KIND_TREAT, MYN_KIND_NORMALISE,
                                        MYN_KIND_AGGREGATE};

static const char *keep(Definition *d, const char *text, size_t length)
{
    const char *kept = myn_arena_text(d->arena, text, length);
    if (!kept) d->failed = true;
    return kept ? kept : "";
}

static myn_place place_of(Definition *d, const myn_change *change)
{
    myn_buffer text = {0};
    myn_buffer_format(&text, "%s %s", options[change->kind], change->text);
    myn_place at = {text.at ? keep(d, text.at, text.length) : NULL, 0, 0};
    if (text.failed) d->failed = true;
    myn_buffer_free(&text);
    return at;
}

static Row *find_row(Definition *d, const char *code, myn_place at)
{
    size_t number = myn_names_find(d->codes, code, strlen(code));
    if (number != MYN_NONE) return &d->row[number];
    size_t near = myn_names_nearest(d->codes, code);
    const char *name = near == MYN_NONE ? NULL : myn_names_at(d->codes, near);
    myn_diag_add(d->diag, MYN_ERROR, at, "nodes.csv has no node \"%.80s\"%s%s%s", code,
                 name ? ": did you mean \"" : "", name ? name : "", name ? "\"?" : "");
    return NULL;
}

static bool known_key(Definition *d, const Part *part)
{
    const char *const *keys = part->change->kind == MYN_CHANGE_SET ? set_keys : method_keys;
    for (size_t i = 0; keys[i]; i++)
        if (strcmp(keys[i], part->key) == 0) return true;
    const char *near = def_nearest(keys, part->key);
    if (near)
        myn_diag_add(d->diag, MYN_ERROR, part->at, "unknown key \"%.80s\": did you mean \"%s\"?", part->key,
                     near);
    else
        myn_diag_add(d->diag, MYN_ERROR, part->at, "unknown key \"%.80s\": expected %s", part->key,
                     part->change->kind == MYN_CHANGE_SET
                         ? "weight, direction or coverage"
                         : "transform, treat, normalise, aggregate or missing");
    return false;
}

/* The key is what stands after the last dot before the first =: codes may hold dots. */
static void take_apart(Definition *d, const myn_change *change, Part *out)
{
    *out = (Part){.change = change, .at = place_of(d, change)};
    const char *text = change->text, *equals = strchr(text, '='), *dot = equals;
    if (change->kind == MYN_CHANGE_DROP) {
        out->node = text;
        out->row = find_row(d, text, out->at);
        return;
    }
    while (dot && dot > text && *dot != '.') dot--;
    if (!dot || dot == text) {
        myn_diag_add(d->diag, MYN_ERROR, out->at, "expected NODE.%s",
                     change->kind == MYN_CHANGE_SET ? "weight=0.3, NODE.direction=- or NODE.coverage=0.5"
                                                    : "normalise=METHOD, or transform, treat, aggregate");
        return;
    }
    out->node = keep(d, text, (size_t)(dot - text));
    out->key = keep(d, dot + 1, (size_t)(equals - dot) - 1);
    out->value = equals + 1;
    Row *row = find_row(d, out->node, out->at);
    if (known_key(d, out)) out->row = row;
}

/* ---- rows ---- */

static bool read_real(Definition *d, const Part *part, double low, double high, const char *expected,
                      double *out)
{
    double value = 0;
    bool number = myn_number_read(part->value, strlen(part->value), &value) && isfinite(value);
    if (number && value > low && value <= high) {
        *out = value;
        return true;
    }
    myn_diag_add(d->diag, MYN_ERROR, part->at, "%s of \"%s\": expected %s, found \"%.80s\"", part->key,
                 part->node, expected, part->value);
    return false;
}

static void set_direction(Definition *d, const Part *part)
{
    if (strcmp(part->value, "+") == 0)
        part->row->direction = 1;
    else if (strcmp(part->value, "-") == 0)
        part->row->direction = -1;
    else
        myn_diag_add(d->diag, MYN_ERROR, part->at, "direction of \"%s\": expected + or -, found \"%.80s\"",
                     part->node, part->value);
}

static void drop(Definition *d, const Part *part)
{
    if (!*part->row->text[F_PARENT])
        myn_diag_add(d->diag, MYN_ERROR, part->at, "\"%s\" is the root: without it nothing is left",
                     part->node);
    else
        part->row->dropped = true;
}

/* What stands below a dropped row goes with it. */
static void drop_below(Definition *d)
{
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < d->rows; i++) {
            Row *row = &d->row[i];
            size_t up = myn_names_find(d->codes, row->text[F_PARENT], strlen(row->text[F_PARENT]));
            if (row->dropped || up == MYN_NONE || !d->row[up].dropped) continue;
            more = row->dropped = true;
        }
    }
}

/* A branch that lost its last child would look like an indicator without a source. */
static void refuse_bare(Definition *d, const Part *part)
{
    const char *parent = part->row->text[F_PARENT];
    size_t up = myn_names_find(d->codes, parent, strlen(parent));
    if (up == MYN_NONE || d->row[up].dropped) return;
    for (size_t i = 0; i < d->rows; i++)
        if (!d->row[i].dropped && strcmp(d->row[i].text[F_PARENT], parent) == 0) return;
    part->row->dropped = false; /* said once is enough */
    myn_diag_add(d->diag, MYN_ERROR, part->at, "\"%s\" is the last part of \"%s\": drop \"%s\" instead",
                 part->node, parent, parent);
}

void def_change_rows(Definition *d)
{
    const myn_index_source *source = d->source;
    Part part;
    if (!d->rows || d->column[F_PARENT] == MYN_NONE) return;
    for (size_t i = 0; i < source->changes; i++) {
        take_apart(d, &source->change[i], &part);
        if (!part.row) continue;
        if (source->change[i].kind == MYN_CHANGE_DROP) drop(d, &part);
        if (source->change[i].kind != MYN_CHANGE_SET) continue;
        if (strcmp(part.key, "weight") == 0)
            (void)read_real(d, &part, 0, INFINITY, "a number above 0", &part.row->weight);
        if (strcmp(part.key, "direction") == 0) set_direction(d, &part);
    }
    drop_below(d);
    for (size_t i = 0; i < source->changes; i++) {
        if (source->change[i].kind != MYN_CHANGE_DROP) continue;
        size_t number = myn_names_find(d->codes, source->change[i].text, strlen(source->change[i].text));
        if (number == MYN_NONE || !d->row[number].dropped) continue;
        part = (Part){&source->change[i], place_of(d, &source->change[i]), source->change[i].text, NULL, NULL,
                      &d->row[number]};
        refuse_bare(d, &part);
    }
}

/* ---- settings ---- */

/* Room behind the blocks of index.yml for one more a row, so that what is put there is checked with them. */
static bool make_room(Definition *d)
{
    Settings *block = def_get(d, d->nodes + d->rows, sizeof *block);
    if (!block) return false;
    if (d->nodes) memcpy(block, d->node, d->nodes * sizeof *block);
    for (size_t i = 0; i < d->rows; i++)
        if (d->row[i].own) d->row[i].own = block + (d->row[i].own - d->node);
    d->node = block;
    return true;
}

/* ROW's own settings, made where it has none. */
static Settings *own_of(Definition *d, Row *row, myn_place at)
{
    if (!row->own) {
        d->node[d->nodes] = (Settings){.name = def_code(row), .at = at};
        row->own = &d->node[d->nodes++];
    }
    return &d->node[row->own - d->node];
}

static void set_coverage(Definition *d, const Part *part)
{
    double least = 0;
    if (!read_real(d, part, -1e-300, 1, "a share from 0 to 1", &least)) return;
    if (!part->row->children) {
        myn_diag_add(d->diag, MYN_ERROR, part->at, "\"%s\" has no children: coverage is for nodes with",
                     part->node);
        return;
    }
    Settings *own = own_of(d, part->row, part->at);
    own->has_least = true;
    own->coverage.least = least;
}

/* A weight that is fitted or comes from comparisons is not that of nodes.csv: a change to it would be lost. */
static void check_weight(Definition *d, const Part *part)
{
    const Row *up = part->row->up == MYN_NONE ? NULL : &d->row[part->row->up];
    if (!up) return;
    const StepList *weights = def_weights(d, up);
    if (up->own && up->own->ahp.file)
        myn_diag_add(d->diag, MYN_ERROR, part->at,
                     "the parts of \"%s\" are weighed by their comparisons in %s: change it, or give weights",
                     def_code(up), up->own->ahp.file);
    else if (weights->count)
        myn_diag_add(d->diag, MYN_ERROR, part->at,
                     "the weights of the parts of \"%s\" are fitted (%s): one that is set would not be used",
                     def_code(up), weights->step[0].method->name);
}

/* Problems take the option's place. */
static void pass_on(const myn_diag *own, myn_diag *whole, myn_place at)
{
    for (size_t i = 0; i < myn_diag_kept(own); i++) {
        const myn_problem *problem = myn_diag_at(own, i);
        myn_diag_add(whole, problem->severity, at, "%s", problem->text);
    }
}

/* An option's value read as YAML: its problems are told aside and take the option's place instead of a line that nobody
 * wrote. */
typedef struct {
    Definition *d;
    myn_place at;
    myn_diag *whole, *own;
    const myn_yaml *node;
} Aside;

/* TEXT between BEFORE and AFTER. Whether there is a node to read; aside_end in either case. */
static bool aside_read(Aside *aside, const char *before, const char *text, const char *after)
{
    Definition *d = aside->d;
    myn_buffer yaml = {0};
    myn_status status = MYN_ERR_MEMORY;
    myn_buffer_format(&yaml, "v: %s%s%s", before, text, after);
    if (!yaml.failed && !myn_diag_new(&aside->own)) {
        myn_yaml_doc **doc = &d->change_doc[d->change_docs];
        d->diag = aside->own;
        status = myn_yaml_read_text(yaml.at, yaml.length, aside->at.file, aside->own, doc);
    }
    if (status == MYN_ERR_MEMORY) d->failed = true;
    if (status == MYN_OK) aside->node = myn_yaml_get(myn_yaml_root(d->change_doc[d->change_docs++]), "v");
    myn_buffer_free(&yaml);
    return status == MYN_OK;
}

static void aside_end(Aside *aside)
{
    if (aside->own) pass_on(aside->own, aside->whole, aside->at);
    aside->d->diag = aside->whole;
    myn_diag_free(aside->own);
}

static void read_steps(Definition *d, const Part *part, bool aggregate, StepList *out)
{
    Aside aside = {.d = d, .at = part->at, .whole = d->diag};
    const char *text = strcmp(part->value, "none") ? part->value : "";
    if (aside_read(&aside, aggregate ? "" : "[", text, aggregate ? "" : "]"))
        (aggregate ? def_read_aggregate : def_read_steps)(d, aside.node, out);
    aside_end(&aside);
    for (size_t i = 0; i < out->count; i++) out->step[i].at = part->at;
}

/* Ways to fill in, as steps are read. */
static void read_missing(Definition *d, const Part *part, FillList *out)
{
    Aside aside = {.d = d, .at = part->at, .whole = d->diag};
    if (aside_read(&aside, "", strcmp(part->value, "none") ? part->value : "[]", ""))
        def_read_fills(d, aside.node, out);
    aside_end(&aside);
    for (size_t i = 0; i < out->count; i++) out->fill[i].at = part->at;
}

static bool is_below(const Definition *d, const Row *row, const Row *top)
{
    while (row != top && row->up != MYN_NONE) row = &d->row[row->up];
    return row == top;
}

static void put_steps(const StepList *put, StepList *out)
{
    for (size_t i = 0; i < put->count; i++) {
        out->step[out->count] = put->step[i];
        out->given[out->count++] = put->given[i];
    }
}

static bool has_kind(const StepList *list, myn_kind kind)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->step[i].method->kind == kind) return true;
    return false;
}

/* BEFORE and LIST as one with all steps of KIND gone and PUT where the first of them stood; where none did,
 * before the first step of a later kind: a transform comes before a treatment, and that before a normaliser.
 */
static void exchange(Definition *d, const StepList *const from[2], myn_kind kind, const StepList *put,
                     StepList *out)
{
    size_t most = from[0]->count + from[1]->count + put->count;
    bool stood = has_kind(from[0], kind) || has_kind(from[1], kind), done = false;
    *out = (StepList){def_get(d, most, sizeof *out->step), def_get(d, most, sizeof *out->given), 0, true};
    if (!out->step || !out->given) return;
    for (size_t f = 0; f < 2; f++)
        for (size_t i = 0; i < from[f]->count; i++) {
            myn_kind own = from[f]->step[i].method->kind;
            if (!done && (stood ? own == kind : own > kind)) {
                put_steps(put, out);
                done = true;
            }
            if (own != kind) put_steps(&(StepList){&from[f]->step[i], &from[f]->given[i], 1, true}, out);
        }
    if (!done) put_steps(put, out);
}

static void change_leaf(Definition *d, const Part *part, Row *row, myn_kind kind, const StepList *put)
{
    StepList changed, none = {0};
    const StepList *const from[] = {row->own ? &row->own->before : &none, def_steps(d, row)};
    exchange(d, from, kind, put, &changed);
    Settings *own = own_of(d, row, part->at);
    own->before = none;
    own->steps = changed;
}

static bool right_kind(Definition *d, const Part *part, myn_kind kind, const StepList *put)
{
    for (size_t i = 0; i < put->count; i++) {
        if (put->step[i].method->kind == kind) continue;
        myn_diag_add(d->diag, MYN_ERROR, part->at, "\"%s\" is of kind %s: expected one of kind %s",
                     put->step[i].method->name, myn_kind_word(put->step[i].method->kind), part->key);
        return false;
    }
    return true;
}

static void change_method(Definition *d, const Part *part)
{
    StepList put = {0};
    size_t errors = myn_diag_count(d->diag, MYN_ERROR), k = 0;
    while (strcmp(method_keys[k], part->key) != 0) k++;
    bool aggregate = method_kinds[k] == MYN_KIND_AGGREGATE;
    if (aggregate && !part->row->children) {
        myn_diag_add(d->diag, MYN_ERROR, part->at, "\"%s\" has no children: it aggregates nothing",
                     part->node);
        return;
    }
    read_steps(d, part, aggregate, &put);
    if (myn_diag_count(d->diag, MYN_ERROR) > errors || !right_kind(d, part, method_kinds[k], &put)) return;
    if (aggregate && put.count) own_of(d, part->row, part->at)->aggregate = put;
    for (size_t i = 0; !aggregate && i < d->rows; i++) {
        Row *row = &d->row[i];
        if (!row->children && !row->dropped && is_below(d, row, part->row))
            change_leaf(d, part, row, method_kinds[k], &put);
    }
}

/* Every leaf at or below the node, or the node itself where it is one. */
static void change_missing(Definition *d, const Part *part)
{
    FillList fills = {0};
    size_t errors = myn_diag_count(d->diag, MYN_ERROR);
    read_missing(d, part, &fills);
    if (myn_diag_count(d->diag, MYN_ERROR) > errors) return;
    fills.set = true;
    for (size_t i = 0; i < d->rows; i++) {
        Row *row = &d->row[i];
        if (!row->children && !row->dropped && is_below(d, row, part->row))
            own_of(d, row, part->at)->missing = fills;
    }
}

void def_change_settings(Definition *d)
{
    const myn_index_source *source = d->source;
    myn_diag *diag = d->diag;
    Part part;
    if (!source->changes || !d->rows || !make_room(d)) return;
    d->change_doc = def_get(d, source->changes, sizeof *d->change_doc);
    for (size_t i = 0; i < source->changes && d->change_doc; i++) {
        d->diag = NULL; /* what is wrong with its form was said with the rows */
        take_apart(d, &source->change[i], &part);
        d->diag = diag;
        if (!part.row || part.row->dropped) continue;
        if (source->change[i].kind == MYN_CHANGE_METHOD && strcmp(part.key, "missing") == 0)
            change_missing(d, &part);
        else if (source->change[i].kind == MYN_CHANGE_METHOD)
            change_method(d, &part);
        if (source->change[i].kind == MYN_CHANGE_SET && strcmp(part.key, "coverage") == 0)
            set_coverage(d, &part);
        if (source->change[i].kind == MYN_CHANGE_SET && strcmp(part.key, "weight") == 0)
            check_weight(d, &part);
    }
}
