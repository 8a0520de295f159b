/* What two stores differ in besides their figures: program, definition, areas, inputs. */
#include "run/compare.h"
#include "run/labels.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AREAS_NAMED 50 /* areas gone or come that are named one by one */

typedef struct {
    Comparer *c;
    myn_difference *at;
    size_t count, room;
    bool failed;
} List;

static const char *keep(List *list, const char *text)
{
    if (!text) return NULL;
    const char *kept = myn_arena_text(list->c->memory, text, strlen(text));
    if (!kept) list->failed = true;
    return kept;
}

/* A difference, where BEFORE and AFTER are not the same (NULL: not there). */
static void note(List *list, const char *what, const char *of, const char *before, const char *after)
{
    bool same = before && after ? strcmp(before, after) == 0 : before == after;
    if (same || list->failed) return;
    if (list->count == list->room) {
        size_t room = list->room ? 2 * list->room : 64;
        myn_difference *grown = realloc(list->at, room * sizeof *grown);
        if (!grown) {
            list->failed = true;
            return;
        }
        list->at = grown;
        list->room = room;
    }
    list->at[list->count++] = (myn_difference){what, keep(list, of), keep(list, before), keep(list, after)};
}

static void note_number(List *list, const char *what, const char *of, double before, double after)
{
    char one[MYN_NUMBER_TEXT], other[MYN_NUMBER_TEXT];
    myn_number_text(before, one);
    myn_number_text(after, other);
    note(list, what, of, one, other);
}

/* ---- methods as texts ---- */

static void note_steps(List *list, const char *what, const char *of, const myn_step *before, size_t befores,
                       const myn_step *after, size_t afters)
{
    myn_buffer one = {0}, other = {0};
    myn_steps_text(before, befores, &one);
    myn_steps_text(after, afters, &other);
    list->failed |= one.failed || other.failed;
    if (!list->failed) note(list, what, of, one.at, other.at);
    myn_buffer_free(&one);
    myn_buffer_free(&other);
}

static void note_texts(List *list, const char *what, const char *of,
                       void (*text)(const myn_node *, myn_buffer *), const myn_node *before,
                       const myn_node *after)
{
    myn_buffer one = {0}, other = {0};
    text(before, &one);
    text(after, &other);
    list->failed |= one.failed || other.failed;
    if (!list->failed) note(list, what, of, one.at, other.at);
    myn_buffer_free(&one);
    myn_buffer_free(&other);
}

/* ---- nodes ---- */

static const char *parent_of(const myn_index *index, const myn_node *node)
{
    return node->parent == MYN_NONE ? "none" : index->node[node->parent].code;
}

static void note_leaf(List *list, const myn_node *before, const myn_node *after)
{
    note_texts(list, "source", after->code, myn_recipe_text, before, after);
    note_steps(list, "steps", after->code, before->step, before->steps, after->step, after->steps);
    note_texts(list, "missing", after->code, myn_fills_text, before, after);
}

static void note_branch(List *list, const myn_node *before, const myn_node *after)
{
    const char *code = after->code;
    note_steps(list, "aggregate", code, &before->aggregate, 1, &after->aggregate, 1);
    note_steps(list, "weights", code, &before->weights, before->weights.method != NULL, &after->weights,
               after->weights.method != NULL);
    note_number(list, "coverage", code, before->coverage.least, after->coverage.least);
    note(list, "coverage by", code, before->coverage.by_weight ? "weight" : "count",
         after->coverage.by_weight ? "weight" : "count");
    note_steps(list, "after", code, before->after, before->afters, after->after, after->afters);
    note_steps(list, "into_parent", code, before->into_parent, before->into_parents, after->into_parent,
               after->into_parents);
}

static void note_node(List *list, const myn_index *old, const myn_node *before, const myn_index *fresh,
                      const myn_node *after)
{
    note(list, "parent", after->code, parent_of(old, before), parent_of(fresh, after));
    note_number(list, "weight", after->code, before->weight, after->weight);
    note_number(list, "direction", after->code, before->direction, after->direction);
    if (before->children && after->children) note_branch(list, before, after);
    if (!before->children && !after->children) note_leaf(list, before, after);
}

static const char *kind_of(const myn_node *node)
{
    return node->children ? "branch" : "indicator";
}

static void note_nodes(List *list, const myn_index *old, const myn_index *fresh)
{
    for (size_t i = 0; i < old->nodes; i++)
        if (myn_index_node(fresh, old->node[i].code) == MYN_NONE)
            note(list, kind_of(&old->node[i]), old->node[i].code, "there", NULL);
    for (size_t i = 0; i < fresh->nodes; i++) {
        size_t before = myn_index_node(old, fresh->node[i].code);
        if (before == MYN_NONE)
            note(list, kind_of(&fresh->node[i]), fresh->node[i].code, NULL, "there");
        else
            note_node(list, old, &old->node[before], fresh, &fresh->node[i]);
    }
}

/* ---- the rest of the definition ---- */

static void publish_text(const myn_index *index, myn_buffer *out)
{
    static const char *const ties[] = {"min", "max", "average"}, *const rules[] = {"ceil", "floor", "cuts"};
    char below[MYN_NUMBER_TEXT];
    myn_buffer_format(out, "ties %s, first %s", ties[index->ties],
                      index->lowest_first ? "lowest" : "highest");
    for (size_t q = 0; q < index->quantiles; q++)
        myn_buffer_format(out, "%s%d", q ? " " : "; groups ", index->quantile[q]);
    if (index->quantiles) myn_buffer_format(out, " by %s", rules[index->quantile_rule]);
    for (size_t b = 0; b < index->bands; b++) {
        myn_number_text(index->band[b].below, below);
        myn_buffer_format(out, "%s%s below %s", b ? ", " : "; bands ",
                          myn_label_text(index->band[b].label, MYN_LANG_EN, ""), below);
    }
}

static void note_publish(List *list, const myn_index *old, const myn_index *fresh)
{
    myn_buffer one = {0}, other = {0};
    publish_text(old, &one);
    publish_text(fresh, &other);
    list->failed |= one.failed || other.failed;
    if (!list->failed) note(list, "publish", NULL, one.at, other.at);
    myn_buffer_free(&one);
    myn_buffer_free(&other);
}

static void period_text(myn_period period, char out[2 * MYN_PERIOD_TEXT])
{
    char text[MYN_PERIOD_TEXT];
    myn_period whole = {period.start == INT32_MIN ? period.end - 1 : period.start, period.end};
    myn_period_text(whole, text);
    __builtin_snprintf(out, 2 * MYN_PERIOD_TEXT, "%s%s", period.start == INT32_MIN ? "up to " : "", text);
}

static void note_window(List *list)
{
    const Comparer *c = list->c;
    char one[2 * MYN_PERIOD_TEXT], other[2 * MYN_PERIOD_TEXT];
    note(list, "edition", NULL, c->out->old_edition, c->out->new_edition);
    period_text(c->before.loaded.edition[c->choice->old_edition].period, one);
    period_text(c->after.loaded.edition[c->choice->new_edition].period, other);
    note(list, "window", NULL, one, other);
}

/* ---- areas and files ---- */

static void note_count(List *list, const char *what, size_t gone, size_t came)
{
    char one[MYN_NUMBER_TEXT], other[MYN_NUMBER_TEXT];
    myn_number_text((double)gone, one);
    myn_number_text((double)came, other);
    note(list, what, NULL, one, other);
}

static void note_areas(List *list)
{
    const Comparer *c = list->c;
    const myn_areas *old = c->old_labels->areas, *fresh = c->new_labels->areas;
    if (c->out->gone || c->out->came) note_count(list, "areas", old->count, fresh->count);
    for (size_t a = 0, named = 0; a < old->count && named < AREAS_NAMED; a++)
        if (c->to_new[a] == MYN_NONE) note(list, "area", old->at[a].code, "there", NULL), named++;
    for (size_t a = 0, named = 0; c->out->came && a < fresh->count && named < AREAS_NAMED; a++) {
        const char *code = fresh->at[a].code;
        if (myn_areas_find(old, code, strlen(code)) == MYN_NONE)
            note(list, "area", code, NULL, "there"), named++;
    }
}

static const char *digest_of(const myn_provenance *provenance, const char *name)
{
    for (size_t i = 0; i < provenance->files; i++)
        if (strcmp(provenance->file[i].name, name) == 0) return provenance->file[i].sha256;
    return NULL;
}

static void note_files(List *list, const myn_provenance *old, const myn_provenance *fresh)
{
    for (size_t i = 0; i < old->files; i++)
        note(list, "file", old->file[i].name, old->file[i].sha256, digest_of(fresh, old->file[i].name));
    for (size_t i = 0; i < fresh->files; i++)
        if (!digest_of(old, fresh->file[i].name))
            note(list, "file", fresh->file[i].name, NULL, fresh->file[i].sha256);
}

myn_status compare_definitions(Comparer *c)
{
    List list = {.c = c};
    const myn_provenance *old = myn_store_provenance(c->choice->old_store),
                         *fresh = myn_store_provenance(c->choice->new_store);
    note(&list, "index", NULL, c->old_labels->index, c->new_labels->index);
    note(&list, "version", NULL, c->old_labels->version, c->new_labels->version);
    note(&list, "command", NULL, old->command, fresh->command);
    if (c->reloaded) {
        note_window(&list);
        note_nodes(&list, c->before.loaded.index, c->after.loaded.index);
        note_publish(&list, c->before.loaded.index, c->after.loaded.index);
    }
    note_areas(&list);
    note_files(&list, old, fresh);
    myn_difference *kept = myn_arena_get(c->memory, (list.count + 1) * sizeof *kept);
    if (kept && list.count) memcpy(kept, list.at, list.count * sizeof *kept);
    c->out->difference = kept;
    c->out->differences = list.count;
    free(list.at);
    return kept && !list.failed ? MYN_OK : MYN_ERR_MEMORY;
}
