/* A tree of series out of a table: columns node and parent. */
#include "run/forecast_tree.h"
#include <string.h>

typedef struct {
    Draft draft;
    myn_names *id;     /* of all series */
    uint32_t *node_of; /* by series: its node, MYN_TOP none */
    size_t parent_at;
    bool headed;
} Reading;

/* TEXT in COLUMN of LINE names no series. */
static void unknown(const Reading *r, size_t line, size_t column, const char *text, const char *what)
{
    size_t near = myn_names_nearest(r->id, text);
    myn_diag_add(r->draft.diag, MYN_ERROR, (myn_place){r->draft.name, line, column + 1}, "\"%s\": %s%s%s%s",
                 text, what, near == MYN_NONE ? "" : "; did you mean ",
                 near == MYN_NONE ? "" : myn_names_at(r->id, near), near == MYN_NONE ? "" : "?");
}

/* ---- the file ---- */

static bool is_named(const myn_field *f, const char *name)
{
    return f->length == strlen(name) && !memcmp(f->at, name, f->length);
}

static myn_status take_header(Reading *r, const myn_csv_line *line)
{
    r->headed = true;
    r->draft.column = r->parent_at = MYN_NONE;
    for (size_t i = 0; i < line->count; i++) {
        if (is_named(&line->field[i], "node")) r->draft.column = i;
        if (is_named(&line->field[i], "parent")) r->parent_at = i;
    }
    if (r->draft.column != MYN_NONE && r->parent_at != MYN_NONE) return MYN_OK;
    myn_diag_add(r->draft.diag, MYN_ERROR, (myn_place){r->draft.name, line->line, 0},
                 "expected the columns node and parent");
    return MYN_ERR_DATA;
}

/* The series that field F names; MYN_NONE after it was said. */
static size_t series_of(const Reading *r, const myn_csv_line *line, size_t column, const char *what)
{
    const myn_field *f = &line->field[column];
    char text[512];
    size_t number = myn_names_find(r->id, f->at, f->length);
    if (number != MYN_NONE) return number;
    size_t length = f->length < sizeof text ? f->length : sizeof text - 1;
    memcpy(text, f->at, length);
    text[length] = '\0';
    unknown(r, line->line, column, text, what);
    return MYN_NONE;
}

/* The node of series S, made where it is new. */
static uint32_t node_of(Reading *r, size_t s, size_t line)
{
    if (r->node_of[s] != MYN_TOP) return r->node_of[s];
    Draft *d = &r->draft;
    d->member[d->nodes] = s, d->parent[d->nodes] = MYN_TOP, d->line[d->nodes] = line;
    return r->node_of[s] = d->nodes++;
}

static myn_status take_row(void *ctx, const myn_csv_line *line)
{
    Reading *r = ctx;
    if (!r->headed) return take_header(r, line);
    size_t whole = MYN_NONE, part = series_of(r, line, r->draft.column, "no series of the table has this id");
    if (line->field[r->parent_at].length)
        whole = series_of(r, line, r->parent_at,
                          "a part without a whole: no series of the table has this id");
    if (part == MYN_NONE) return MYN_OK;
    uint32_t node = node_of(r, part, line->line);
    if (whole == MYN_NONE) return MYN_OK;
    uint32_t parent = node_of(r, whole, line->line);
    bool twice = r->draft.parent[node] != MYN_TOP && r->draft.parent[node] != parent;
    r->draft.parent[node] = parent;
    r->draft.line[node] = line->line;
    if (twice) forecast_draft_say(&r->draft, node, MYN_ERROR, "part of two wholes");
    return MYN_OK;
}

static myn_status name_series(Reading *r)
{
    const Making *making = r->draft.making;
    size_t number, count = making->forecasts.count;
    r->node_of = myn_arena_get(making->memory, (count + 1) * sizeof *r->node_of);
    if (!r->node_of) return MYN_ERR_MEMORY;
    myn_status status = forecast_draft_room(&r->draft, count);
    if (!status) status = myn_names_new(&r->id);
    for (size_t i = 0; !status && i < count; i++) {
        const char *id = making->series[i].id;
        r->node_of[i] = MYN_TOP;
        status = myn_names_add(r->id, id, strlen(id), &number);
    }
    return status;
}

static myn_status read_file(Reading *r)
{
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    return myn_csv_read(r->draft.name, r->draft.name, &dialect, take_row, r, NULL, r->draft.diag, &info);
}

myn_status forecast_tree_read(Making *making, const myn_forecast_options *options, myn_diag *diag)
{
    Reading r = {
        .draft = {.making = making, .options = options, .diag = diag, .name = options->tree, .file = true}};
    myn_arena *scratch = NULL;
    myn_status status = name_series(&r);
    if (!status) status = myn_arena_new(&scratch);
    if (!status) status = read_file(&r);
    bool any = !status && r.draft.nodes > 0;
    if (any) status = forecast_draft_check(&r.draft, scratch);
    if (!status) status = myn_diag_status(diag);
    if (any && !status) status = forecast_draft_keep(&r.draft);
    myn_arena_free(scratch);
    myn_names_free(r.id);
    return status;
}
