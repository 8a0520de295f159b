/* Parents and children: rows become one tree, or it is said why they do not. */
#include "definition/definition.h"
#include <stdlib.h>
#include <string.h>

static void unknown_parent(Definition *d, const Row *row)
{
    const char *parent = row->text[F_PARENT];
    size_t near = myn_names_nearest(d->codes, parent);
    myn_place at = def_place(d, row, F_PARENT);
    if (near != MYN_NONE)
        myn_diag_add(d->diag, MYN_ERROR, at, "\"%s\" has an unknown parent \"%.80s\": did you mean \"%s\"?",
                     def_code(row), parent, myn_names_at(d->codes, near));
    else
        myn_diag_add(d->diag, MYN_ERROR, at,
                     "\"%s\" has an unknown parent \"%.80s\": expected the code of another row",
                     def_code(row), parent);
}

/* From the last row to the first, so that each list of children has the file's order. */
static void find_parents(Definition *d)
{
    for (size_t i = d->rows; i-- > 0;) {
        Row *row = &d->row[i];
        const char *parent = row->text[F_PARENT];
        if (!*parent || row->dropped) continue;
        row->up = myn_names_find(d->codes, parent, strlen(parent));
        if (row->up == MYN_NONE) continue;
        Row *up = &d->row[row->up];
        row->next = up->first;
        up->first = i;
        up->children++;
    }
    for (size_t i = 0; i < d->rows; i++)
        if (*d->row[i].text[F_PARENT] && d->row[i].up == MYN_NONE && !d->row[i].dropped)
            unknown_parent(d, &d->row[i]);
}

#define NAMED_MOST 12 /* nodes of a cycle that are named */

static void name_cycle(Definition *d, size_t start)
{
    size_t first = start, length = 0; /* the row that comes first in the file speaks for the cycle */
    for (size_t i = d->row[start].up;; i = d->row[i].up) {
        length++;
        if (i < first) first = i;
        if (i == start) break;
    }
    myn_buffer text = {0};
    size_t i = first;
    for (size_t k = 0; k < length && k < NAMED_MOST; k++, i = d->row[i].up)
        myn_buffer_format(&text, "%s -> ", def_code(&d->row[i]));
    if (length > NAMED_MOST) myn_buffer_put(&text, "... -> ");
    myn_buffer_put(&text, def_code(&d->row[first]));
    if (text.failed)
        d->failed = true;
    else
        myn_diag_add(d->diag, MYN_ERROR, def_place(d, &d->row[first], F_PARENT),
                     "the parents run in a circle: %s", text.at);
    myn_buffer_free(&text);
}

/* Walk up from every row; a walk that meets its own steps has found a cycle. O(rows). */
static void find_cycles(Definition *d)
{
    size_t *walk = def_get(d, d->rows, sizeof *walk); /* the walk that passed a row, from 1 */
    if (!walk) return;
    for (size_t i = 0; i < d->rows; i++) {
        size_t at = i;
        while (at != MYN_NONE && !walk[at]) {
            walk[at] = i + 1;
            at = d->row[at].up;
        }
        if (at != MYN_NONE && walk[at] == i + 1) name_cycle(d, at);
    }
}

static void find_root(Definition *d)
{
    d->top = MYN_NONE;
    for (size_t i = 0; i < d->rows; i++) {
        const Row *row = &d->row[i];
        if (*row->text[F_PARENT] || row->dropped) continue;
        if (d->top == MYN_NONE)
            d->top = i;
        else
            myn_diag_add(d->diag, MYN_ERROR, def_place(d, row, F_PARENT),
                         "\"%s\" has no parent, but the root is \"%s\" (line %zu): expected one root",
                         def_code(row), def_code(&d->row[d->top]), d->row[d->top].line);
    }
    if (d->top == MYN_NONE)
        myn_diag_add(d->diag, MYN_ERROR, (myn_place){d->nodes_path, 0, 0},
                     "no node is the root: expected one whose parent is blank");
}

/* Depth first, children in the file's order. No recursion: a chain may be as long as the file. */
static void put_in_order(Definition *d)
{
    size_t *order = def_get(d, d->rows, sizeof *order), count = 0;
    if (!order || d->top == MYN_NONE) return;
    size_t at = d->top;
    while (at != MYN_NONE && count < d->rows) {
        order[count++] = at;
        if (d->row[at].first != MYN_NONE) {
            at = d->row[at].first;
            continue;
        }
        while (at != MYN_NONE && at != d->top && d->row[at].next == MYN_NONE) at = d->row[at].up;
        at = at == MYN_NONE || at == d->top ? MYN_NONE : d->row[at].next;
    }
    d->order = order;
    d->ordered = count;
}

void def_link_rows(Definition *d)
{
    find_parents(d);
    find_cycles(d);
    find_root(d);
    put_in_order(d);
}
