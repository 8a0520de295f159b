/* Which areas a table of counts has, and which lies in which. */
#include "run/withhold.h"
#include <string.h>

/* AREA's own entry, wherever it is listed; NULL where only its code is known. */
static const myn_area *find_area(const myn_loaded *loaded, const char *code)
{
    const myn_areas *list[] = {loaded->areas, loaded->larger, loaded->listed, loaded->listed_larger};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        size_t at = list[i] ? myn_areas_find(list[i], code, strlen(code)) : MYN_NONE;
        if (at != MYN_NONE) return &list[i]->at[at];
    }
    return NULL;
}

/* At most: every area that is listed, and one parent of each that is not. */
static size_t most_rows(const myn_loaded *loaded)
{
    const myn_areas *list[] = {loaded->areas, loaded->larger, loaded->listed, loaded->listed_larger};
    size_t most = 1;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) most += list[i] ? 2 * list[i]->count : 0;
    return most;
}

static myn_status add_row(Frame *frame, myn_names *codes, const char *code, size_t *number)
{
    myn_status status = myn_names_add(codes, code, strlen(code), number);
    if (status || *number < frame->rows) return status;
    frame->code[frame->rows] = code;
    frame->parent[frame->rows] = frame->larger_at[frame->rows] = MYN_NO_PARENT;
    frame->rows++;
    return MYN_OK;
}

/* Parents that are met on the way are rows like the others, and have theirs in turn. */
static myn_status add_parents(const myn_loaded *loaded, myn_names *codes, Frame *frame)
{
    myn_status status = MYN_OK;
    for (size_t r = 0; r < frame->rows && !status; r++) {
        const myn_area *area = find_area(loaded, frame->code[r]);
        size_t number;
        if (!area || !area->parent || strcmp(area->parent, area->code) == 0) continue;
        status = add_row(frame, codes, area->parent, &number);
        frame->parent[r] = (uint32_t)number;
    }
    return status;
}

static myn_status add_all(const myn_loaded *loaded, myn_names *codes, Frame *frame)
{
    myn_status status = MYN_OK;
    size_t number;
    for (size_t a = 0; a < loaded->areas->count && !status; a++)
        status = add_row(frame, codes, loaded->areas->at[a].code, &number);
    frame->own = frame->rows;
    for (size_t a = 0; loaded->larger && a < loaded->larger->count && !status; a++) {
        status = add_row(frame, codes, loaded->larger->at[a].code, &number);
        if (!status) frame->larger_at[number] = (uint32_t)a;
    }
    return status ? status : add_parents(loaded, codes, frame);
}

/* How many areas row R lies in; as many as there are rows: a ring. */
static size_t depth_of(const Frame *frame, size_t r)
{
    size_t depth = 0;
    for (uint32_t at = frame->parent[r]; at != MYN_NO_PARENT && depth < frame->rows; at = frame->parent[at])
        depth++;
    return depth;
}

/* The deepest first. MYN_ERR_DATA with the first row of a ring in *RING. */
static myn_status put_in_order(Frame *frame, size_t *ring)
{
    size_t deepest = 0, next = 0;
    for (size_t r = 0; r < frame->rows; r++) {
        size_t depth = depth_of(frame, r);
        if (depth > deepest) deepest = depth;
        if (depth < frame->rows) continue;
        *ring = r;
        return MYN_ERR_DATA;
    }
    for (size_t depth = deepest + 1; depth-- > 0;)
        for (size_t r = 0; r < frame->rows; r++)
            if (depth_of(frame, r) == depth) frame->order[next++] = (uint32_t)r;
    return MYN_OK;
}

size_t withhold_row(const Frame *frame, const char *code)
{
    for (size_t r = 0; r < frame->rows; r++)
        if (strcmp(frame->code[r], code) == 0) return r;
    return MYN_NONE;
}

myn_status withhold_frame(const myn_loaded *loaded, myn_place at, myn_diag *diag, Frame *out)
{
    size_t most = most_rows(loaded), ring = 0;
    myn_names *codes = NULL;
    *out = (Frame){.code = myn_arena_zero(loaded->memory, most, sizeof *out->code),
                   .parent = myn_arena_zero(loaded->memory, most, sizeof *out->parent),
                   .larger_at = myn_arena_zero(loaded->memory, most, sizeof *out->larger_at),
                   .order = myn_arena_zero(loaded->memory, most, sizeof *out->order)};
    if (!out->code || !out->parent || !out->larger_at || !out->order) return MYN_ERR_MEMORY;
    myn_status status = myn_names_new(&codes);
    if (!status) status = add_all(loaded, codes, out);
    myn_names_free(codes);
    if (!status) status = put_in_order(out, &ring);
    if (status == MYN_ERR_DATA)
        myn_diag_add(diag, MYN_ERROR, at, "disclosure: %s lies in itself by the code lists; expected a tree",
                     out->code[ring]);
    return status;
}
