/* Who is beside whom: from boundaries or from a table of pairs, by the points that areas have become. */
#include "run/segment.h"
#include <math.h>
#include <mynegai/boundaries.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t (*pair)[2]; /* areas */
    size_t count, room;
    Seg *s;
    const char *file;
    size_t bad;
} Pairs;

static myn_status add_pair(Pairs *p, uint32_t a, uint32_t b)
{
    if (p->count == p->room) {
        size_t room = p->room ? 2 * p->room : 1024;
        void *grown = realloc(p->pair, room * sizeof *p->pair);
        if (!grown) return MYN_ERR_MEMORY;
        p->pair = grown;
        p->room = room;
    }
    p->pair[p->count][0] = a;
    p->pair[p->count++][1] = b;
    return MYN_OK;
}

/* ---- a table ---- */

static myn_status take_row(void *ctx, const myn_csv_line *line)
{
    Pairs *p = ctx;
    size_t end[2];
    if (line->line == 1) return MYN_OK;
    if (line->count < 2) {
        myn_diag_add(p->s->diag, MYN_ERROR, (myn_place){p->file, line->line, 1},
                     "expected two codes of areas");
        return MYN_OK;
    }
    bool good = true;
    for (int i = 0; i < 2; i++) {
        end[i] = myn_areas_find(p->s->labels->areas, line->field[i].at, line->field[i].length);
        if (end[i] != MYN_NONE) continue;
        good = false;
        myn_diag_add(p->s->diag, MYN_ERROR, (myn_place){p->file, line->line, (size_t)i + 1},
                     "the store has no area \"%.*s\"", (int)line->field[i].length, line->field[i].at);
    }
    return good ? add_pair(p, (uint32_t)end[0], (uint32_t)end[1]) : MYN_OK;
}

static myn_status read_table(Pairs *p)
{
    const myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    p->file = p->s->asked.contiguity;
    return myn_csv_read(p->file, p->file, &dialect, take_row, p, NULL, p->s->diag, &info);
}

/* ---- boundaries ---- */

/* The mean of its corners, for want of a better place. */
static void put_places(const myn_boundaries *b, const size_t *place, size_t areas, double *out)
{
    for (size_t a = 0; a < areas; a++) {
        double x = 0, y = 0, n = 0;
        for (size_t r = 0; r < b->rings.rings; r++) {
            if (b->rings.area[r] != place[a]) continue;
            for (size_t i = b->rings.start[r]; i + 1 < b->rings.start[r + 1]; i++)
                x += b->rings.x[i], y += b->rings.y[i], n++;
        }
        out[2 * a] = x / n;
        out[2 * a + 1] = y / n;
    }
}

static myn_status pairs_of_map(Pairs *p, const myn_contiguity *map, const size_t *area_of)
{
    myn_status status = MYN_OK;
    for (size_t b = 0; b < map->n && !status; b++)
        for (size_t i = map->start[b]; i < map->start[b + 1] && !status; i++) {
            size_t one = area_of[b], other = area_of[map->to[i]];
            if (one != MYN_NONE && other != MYN_NONE && one < other)
                status = add_pair(p, (uint32_t)one, (uint32_t)other);
        }
    return status;
}

static myn_status use_boundaries(Pairs *p, const myn_boundaries *b, double *places)
{
    Seg *s = p->s;
    const char **code = myn_arena_zero(s->memory, s->areas, sizeof *code);
    size_t *place = myn_arena_zero(s->memory, s->areas, sizeof *place);
    size_t *area_of = myn_arena_zero(s->memory, b->count, sizeof *area_of);
    myn_contiguity map;
    if (!code || !place || !area_of) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < s->areas; a++) code[a] = s->labels->areas->at[a].code;
    myn_status status = myn_boundaries_cover(b, s->asked.boundaries, code, s->areas, place, s->diag);
    if (status) return status;
    for (size_t i = 0; i < b->count; i++) area_of[i] = MYN_NONE;
    for (size_t a = 0; a < s->areas; a++) area_of[place[a]] = a;
    put_places(b, place, s->areas, places);
    status = myn_contiguity_rings(&b->rings, b->count, s->asked.touch, 0, &map, s->memory);
    return status ? status : pairs_of_map(p, &map, area_of);
}

static myn_status read_boundaries(Pairs *p, double *places)
{
    myn_boundaries *b = NULL;
    myn_status status = myn_boundaries_read(p->s->asked.boundaries, p->s->asked.boundaries,
                                            p->s->asked.property, p->s->diag, &b);
    if (!status) status = use_boundaries(p, b, places);
    myn_boundaries_free(b);
    return status;
}

/* ---- of points ---- */

static void count_islands(Seg *s)
{
    for (size_t i = 0; i < s->map.n; i++) s->islands += s->map.start[i] == s->map.start[i + 1];
}

/* Areas without a point go; the others take their points' numbers. PLACES: areas x 2, NaN where not known. */
static myn_status map_points(Seg *s, Pairs *p, const double *places)
{
    size_t n = s->points.rows, kept = 0, count = 0;
    uint32_t *point = myn_arena_get(s->memory, (s->areas + 1) * sizeof *point);
    uint32_t *part = myn_arena_get(s->memory, (n + 1) * sizeof *part);
    double *at = myn_arena_get(s->memory, (2 * n + 1) * sizeof *at);
    myn_bridge *bridge;
    if (!point || !part || !at) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < s->areas; a++) point[a] = MYN_NO_SEGMENT;
    for (size_t i = 0; i < n; i++) {
        point[s->area[i]] = (uint32_t)i;
        memcpy(at + 2 * i, places + 2 * s->area[i], 2 * sizeof *at);
    }
    for (size_t i = 0; i < p->count; i++) {
        uint32_t a = point[p->pair[i][0]], b = point[p->pair[i][1]];
        if (a == MYN_NO_SEGMENT || b == MYN_NO_SEGMENT) continue;
        p->pair[kept][0] = a;
        p->pair[kept++][1] = b;
    }
    myn_status status = myn_contiguity_pairs(n, (const uint32_t(*)[2])p->pair, kept, &s->map, s->memory);
    if (status) return status;
    count_islands(s);
    s->parts = myn_contiguity_parts(&s->map, part);
    if (!s->asked.join || s->parts < 2) return MYN_OK;
    myn_contiguity joined;
    const myn_cmat by_place = {at, n, 2, 2}, by_point = myn_const(s->points);
    status = myn_contiguity_bridge(&s->map, isnan(at[0]) ? by_point : by_place, &joined, &bridge, &count,
                                   s->memory);
    if (status) return status;
    s->map = joined;
    s->bridges = count;
    return MYN_OK;
}

myn_status seg_map(Seg *s)
{
    Pairs p = {.s = s};
    if (s->asked.method != SEG_SKATER && s->asked.method != SEG_WARD_REGIONS) return MYN_OK;
    if (!s->asked.boundaries == !s->asked.contiguity) return MYN_OK; /* said already */
    double *places = myn_arena_get(s->memory, (2 * s->areas + 1) * sizeof *places);
    if (!places) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < 2 * s->areas; i++) places[i] = NAN;
    myn_status status = s->asked.contiguity ? read_table(&p) : read_boundaries(&p, places);
    if (!status && !myn_diag_count(s->diag, MYN_ERROR)) status = map_points(s, &p, places);
    free(p.pair);
    return status;
}
