/* The old definition on the new store's data, as far as the two have the same indicators. */
#include "run/compare_parts.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool same_recipe(const myn_node *a, const myn_node *b)
{
    if (a->value.form != b->value.form || a->value.per != b->value.per ||
        a->value.absolute != b->value.absolute || a->series_count != b->series_count)
        return false;
    for (size_t i = 0; i < a->series_count; i++)
        if (strcmp(a->series[i], b->series[i]) != 0) return false;
    return true;
}

/* The new cube's row for row R of the old one; MYN_NONE where it has none that is the same. */
static size_t new_row(const Work *w, size_t r)
{
    const myn_loaded *before = &w->c->before.loaded, *after = &w->c->after.loaded;
    if (r < before->index->leaves) {
        const myn_node *leaf = &before->index->node[before->index->leaf[r]];
        size_t node = myn_index_node(after->index, leaf->code);
        if (node == MYN_NONE || after->index->node[node].children) return MYN_NONE;
        return same_recipe(leaf, &after->index->node[node]) ? after->index->node[node].indicator : MYN_NONE;
    }
    const char *name = w->c->old_labels->input[r - before->index->leaves].code;
    size_t number = myn_names_find(after->rows.wanted, name, strlen(name));
    return number == MYN_NONE ? MYN_NONE : after->rows.row_of[number];
}

static myn_status copy_rows(const Work *w, const size_t *row, myn_panel **out)
{
    const myn_panel *from = w->c->after.loaded.panel;
    size_t rows = w->c->before.loaded.rows.rows, number;
    myn_status status = myn_panel_new(rows, from->areas, 0, out);
    for (size_t t = 0; t < from->periods && !status; t++) {
        status = myn_panel_plane(*out, from->plane[t].period, &number);
        for (size_t r = 0; r < rows && !status; r++) {
            if (row[r] == MYN_NONE) continue;
            size_t to = r * from->areas, at = row[r] * from->areas;
            memcpy((*out)->plane[number].value + to, from->plane[t].value + at, from->areas * sizeof(double));
            memcpy((*out)->plane[number].cell + to, from->plane[t].cell + at, from->areas);
        }
    }
    return status;
}

myn_status mixed_match_rows(Work *w)
{
    size_t rows = w->c->before.loaded.rows.rows;
    w->row = calloc(rows + 1, sizeof *w->row);
    w->mixed.kept = calloc(rows + 1, 1);
    if (!w->row || !w->mixed.kept) return MYN_ERR_MEMORY;
    for (size_t r = 0; r < rows; r++) {
        w->row[r] = new_row(w, r);
        if (r < w->c->before.loaded.index->leaves) w->mixed.kept[r] = w->row[r] == MYN_NONE;
    }
    return MYN_OK;
}

static myn_status mix_panel(Work *w)
{
    size_t rows = w->c->before.loaded.rows.rows;
    bool same = rows == w->c->after.loaded.rows.rows;
    for (size_t r = 0; r < rows; r++) same &= w->row[r] == r;
    w->mixed.loaded.panel = w->c->after.loaded.panel;
    w->mixed.own_panel = !same;
    return same ? MYN_OK : copy_rows(w, w->row, &w->mixed.loaded.panel);
}

/* By the old definition's rule where it has an edition of that name. */
myn_edition_rule mixed_rule(const Work *w)
{
    const myn_index *index = w->c->before.loaded.index;
    myn_edition_rule rule = w->c->after.loaded.edition[w->c->choice->new_edition];
    for (size_t e = 0; e < index->editions; e++)
        if (strcmp(index->edition[e].name, rule.name) == 0) rule = index->edition[e];
    return rule;
}

/* What kept leaves have in the mixed edition: their old normalised values. */
static void put_kept(Work *w)
{
    myn_edition *data = &w->mixed.data;
    size_t leaves = w->c->before.loaded.index->leaves;
    for (size_t i = 0; i < leaves; i++) {
        if (!w->mixed.kept[i]) continue;
        for (size_t a = 0; a < w->others; a++) data->normalised[i * w->others + a] = NAN;
        memset(data->normalised_cell + i * w->others, MYN_CELL_ABSENT, w->others);
        data->used_period[i] = -1;
        for (size_t a = 0; a < w->areas; a++) {
            size_t to = w->c->to_new[a];
            if (to == MYN_NONE) continue;
            data->normalised[i * w->others + to] = w->old.normalised[i * w->areas + a];
            data->normalised_cell[i * w->others + to] = w->old.normalised_cell[i * w->areas + a];
        }
    }
}

static const char *text_of(const myn_provenance *of, const char *name)
{
    for (size_t i = 0; i < of->texts; i++)
        if (strcmp(of->text[i].name, name) == 0) return of->text[i].text;
    return NULL;
}

/* Whether all texts of ONE but those of data sets are in OTHER, word for word. */
static bool texts_in(const myn_provenance *one, const myn_provenance *other)
{
    for (size_t i = 0; i < one->texts; i++) {
        if (strncmp(one->text[i].name, "datasets/", strlen("datasets/")) == 0) continue;
        const char *there = text_of(other, one->text[i].name);
        if (!there || strcmp(one->text[i].text, there) != 0) return false;
    }
    return true;
}

/* The same program with the same definition: what it makes of the new data is what the new store holds. */
bool same_definition(const Comparer *c)
{
    const myn_provenance *old = myn_store_provenance(c->choice->old_store),
                         *fresh = myn_store_provenance(c->choice->new_store);
    return strcmp(c->old_labels->version, c->new_labels->version) == 0 && texts_in(old, fresh) &&
           texts_in(fresh, old);
}

static bool same_period(myn_period a, myn_period b)
{
    return a.start == b.start && a.end == b.end;
}

/* The same areas with the same values in the same periods, as far as the old definition looks at them. */
bool mixed_same_data(const Work *w)
{
    const myn_panel *old = w->c->before.loaded.panel, *fresh = w->c->after.loaded.panel;
    size_t n = w->areas;
    bool same = n == w->others && old->periods == fresh->periods &&
                same_period(w->old_rule->period, w->mixed.rule.period);
    for (size_t a = 0; a < n && same; a++) same = w->c->to_new[a] == a;
    for (size_t t = 0; same && t < old->periods; t++) {
        const myn_plane *one = &old->plane[t], *other = &fresh->plane[t];
        same = same_period(one->period, other->period);
        for (size_t r = 0; r < old->rows && same; r++)
            same = w->row[r] == MYN_NONE ||
                   (!memcmp(one->value + r * n, other->value + w->row[r] * n, n * sizeof *one->value) &&
                    !memcmp(one->cell + r * n, other->cell + w->row[r] * n, n));
    }
    return same;
}

myn_status run_mixed(Work *w, myn_diag *diag)
{
    Mixed *m = &w->mixed;
    myn_labels labels = *w->c->old_labels;
    m->loaded.index = w->c->before.loaded.index;
    m->loaded.rows = w->c->before.loaded.rows;
    m->loaded.areas = w->c->after.loaded.areas;
    m->loaded.listed = w->c->after.loaded.listed;
    m->loaded.own = w->c->before.loaded.own;
    labels.measures = 0; /* of larger areas: not looked at here */
    labels.branch_steps =
        w->c->before.pipeline.branch_slots; /* a store written before it kept them has none */
    myn_status status = mix_panel(w);
    if (!status) status = myn_pipeline_new(&m->loaded, w->c->choice->threads, &m->pipeline);
    m->pipeline.given = m->kept;
    if (!status) status = myn_edition_new(&labels, w->others, &m->data);
    if (!status) put_kept(w);
    if (!status) status = myn_dropped(&m->pipeline, &m->rule, &m->dropped);
    if (!status && !same_definition(w->c)) status = myn_pipeline_ready(&m->pipeline, diag, &m->data);
    if (!status && !same_definition(w->c))
        status = myn_pipeline_edition(&m->pipeline, &m->rule, diag, &m->data);
    return status;
}

void free_mixed(Mixed *m)
{
    myn_pipeline_free(&m->pipeline);
    if (m->own_panel) myn_panel_free(m->loaded.panel);
    myn_edition_free(&m->data);
    free(m->dropped);
    free(m->kept);
}
