/* Neighbours from pairs and from boundaries, the parts of a map, and bridges between them. */
#include "segment/map.h"
#include "segment/tiles.h"
#include "segment/tree.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t a, b;
} Pair;

static int by_numbers(const void *of_p, const void *of_q)
{
    const Pair *p = of_p, *q = of_q;
    if (p->a != q->a) return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

/* PAIR holds both ways; it is sorted here. */
static myn_status collect(size_t n, Pair *pair, size_t count, myn_contiguity *out, myn_arena *arena)
{
    *out = (myn_contiguity){n, myn_arena_zero(arena, n + 1, sizeof *out->start),
                            myn_arena_get(arena, count * sizeof *out->to)};
    if (!out->start || !out->to) return MYN_ERR_MEMORY;
    if (count) qsort(pair, count, sizeof *pair, by_numbers);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (pair[i].a == pair[i].b || (i && by_numbers(&pair[i], &pair[i - 1]) == 0)) continue;
        out->to[kept++] = pair[i].b;
        out->start[pair[i].a + 1] = kept;
    }
    for (size_t i = 1; i <= n; i++)
        if (out->start[i] < out->start[i - 1]) out->start[i] = out->start[i - 1];
    return MYN_OK;
}

myn_status myn_contiguity_pairs(size_t n, const uint32_t (*pair)[2], size_t count, myn_contiguity *out,
                                myn_arena *arena)
{
    myn_arena *scratch;
    if (n >= MYN_NO_SEGMENT) return MYN_ERR_ARGUMENT;
    for (size_t i = 0; i < count; i++)
        if (pair[i][0] >= n || pair[i][1] >= n) return MYN_ERR_ARGUMENT;
    myn_status status = myn_arena_new(&scratch);
    if (status) return status;
    Pair *both = myn_arena_get(scratch, 2 * count * sizeof *both);
    for (size_t i = 0; both && i < count; i++) {
        both[2 * i] = (Pair){pair[i][0], pair[i][1]};
        both[2 * i + 1] = (Pair){pair[i][1], pair[i][0]};
    }
    status = both ? collect(n, both, 2 * count, out, arena) : MYN_ERR_MEMORY;
    myn_arena_free(scratch);
    return status;
}

/* ---- boundaries ---- */

/* Something on the map (a corner, or a side of two) and an area it belongs to. */
typedef struct {
    uint64_t thing;
    uint32_t area;
} Mark;

static int by_thing(const void *of_p, const void *of_q)
{
    const Mark *p = of_p, *q = of_q;
    if (p->thing != q->thing) return p->thing < q->thing ? -1 : 1;
    return (p->area > q->area) - (p->area < q->area);
}

/* Where the marks of one thing that begin at FROM end. */
static size_t end_of(const Mark *mark, size_t from, size_t count)
{
    size_t end = from;
    while (end < count && mark[end].thing == mark[from].thing) end++;
    return end;
}

/* Every two areas of one thing, both ways; PAIR NULL: only counted. */
static size_t pair_up(const Mark *mark, size_t count, Pair *pair)
{
    size_t pairs = 0;
    for (size_t from = 0, end; from < count; from = end) {
        end = end_of(mark, from, count);
        for (size_t i = from; i < end; i++)
            for (size_t j = from; j < end; j++) {
                if (mark[i].area == mark[j].area) continue;
                if (pair) pair[pairs] = (Pair){mark[i].area, mark[j].area};
                pairs++;
            }
    }
    return pairs;
}

/* The first mark of each area on each thing; returns how many. */
static size_t without_repeats(Mark *mark, size_t count)
{
    size_t kept = 0;
    if (count) qsort(mark, count, sizeof *mark, by_thing);
    for (size_t i = 0; i < count; i++)
        if (!i || by_thing(&mark[i], &mark[i - 1]) != 0) mark[kept++] = mark[i];
    return kept;
}

static uint64_t side_of(uint32_t p, uint32_t q)
{
    return p < q ? (uint64_t)p << 32 | q : (uint64_t)q << 32 | p;
}

/* CORNER has the number of each point of RINGS. */
static size_t mark_all(const myn_rings *rings, myn_touch touch, const uint32_t *corner, Mark *mark)
{
    size_t count = 0;
    for (size_t r = 0; r < rings->rings; r++)
        for (size_t i = rings->start[r]; i < rings->start[r + 1]; i++) {
            if (touch == MYN_QUEEN) mark[count++] = (Mark){corner[i], rings->area[r]};
            bool side = i + 1 < rings->start[r + 1] && corner[i] != corner[i + 1];
            if (touch == MYN_ROOK && side)
                mark[count++] = (Mark){side_of(corner[i], corner[i + 1]), rings->area[r]};
        }
    return count;
}

static myn_status from_rings(const myn_rings *rings, myn_touch touch, double snap, myn_contiguity *out,
                             myn_arena *arena, myn_arena *scratch)
{
    size_t points = rings->start[rings->rings];
    uint32_t *corner = myn_arena_get(scratch, points * sizeof *corner);
    Mark *mark = myn_arena_get(scratch, points * sizeof *mark);
    if (!corner || !mark) return MYN_ERR_MEMORY;
    myn_status status = number_corners(rings, snap, corner, scratch);
    if (status) return status;
    size_t count = without_repeats(mark, mark_all(rings, touch, corner, mark));
    size_t pairs = pair_up(mark, count, NULL);
    Pair *pair = myn_arena_get(scratch, pairs * sizeof *pair);
    if (!pair) return MYN_ERR_MEMORY;
    pair_up(mark, count, pair);
    return collect(out->n, pair, pairs, out, arena);
}

myn_status myn_contiguity_rings(const myn_rings *rings, size_t n, myn_touch touch, double snap,
                                myn_contiguity *out, myn_arena *arena)
{
    myn_arena *scratch;
    if (!(snap >= 0) || isinf(snap) || n >= MYN_NO_SEGMENT || rings->start[rings->rings] >= MYN_NO_SEGMENT)
        return MYN_ERR_ARGUMENT;
    for (size_t r = 0; r < rings->rings; r++)
        if (rings->area[r] >= n) return MYN_ERR_ARGUMENT;
    myn_status status = myn_arena_new(&scratch);
    if (status) return status;
    *out = (myn_contiguity){.n = n};
    status = from_rings(rings, touch, snap, out, arena, scratch);
    myn_arena_free(scratch);
    return status;
}

/* ---- parts ---- */

size_t myn_contiguity_parts(const myn_contiguity *map, uint32_t *part)
{
    uint32_t parts = 0;
    for (size_t i = 0; i < map->n; i++) part[i] = (uint32_t)i;
    for (size_t i = 0; i < map->n; i++)
        for (size_t e = map->start[i]; e < map->start[i + 1]; e++) {
            uint32_t a = head_of(part, (uint32_t)i), b = head_of(part, map->to[e]);
            part[a < b ? b : a] = a < b ? a : b;
        }
    /* Heads are the lowest of their part: whatever points to one comes after it. */
    for (size_t i = 0; i < map->n; i++) part[i] = part[part[i]];
    for (size_t i = 0; i < map->n; i++) part[i] = part[i] == i ? parts++ : part[part[i]];
    return parts;
}

/* ---- bridges ---- */

typedef struct {
    myn_cmat places;
    const uint32_t *part;
    bool *in;      /* by part */
    double *near;  /* by area not yet in: squared distance to those that are */
    uint32_t *way; /* and which of those it is */
} Shore;

static void take_in(Shore *s, uint32_t part)
{
    s->in[part] = true;
    for (uint32_t i = 0; i < s->places.rows; i++) {
        if (s->part[i] != part) continue;
        for (size_t j = 0; j < s->places.rows; j++) {
            if (s->in[s->part[j]]) continue;
            double square = square_distance(myn_crow(s->places, i), myn_crow(s->places, j), s->places.cols);
            if (square < s->near[j]) {
                s->near[j] = square;
                s->way[j] = i;
            }
        }
    }
}

static myn_bridge shortest(const Shore *s)
{
    myn_bridge best = {0, 0, INFINITY};
    for (uint32_t j = 0; j < s->places.rows; j++)
        if (!s->in[s->part[j]] && s->near[j] < best.distance) best = (myn_bridge){s->way[j], j, s->near[j]};
    return best;
}

static int shorter_first(const void *of_a, const void *of_b)
{
    const myn_bridge *a = of_a, *b = of_b;
    if (a->distance != b->distance) return a->distance < b->distance ? -1 : 1;
    return a->b < b->b ? -1 : 1;
}

static bool find_bridges(myn_cmat places, const uint32_t *part, size_t count, myn_bridge *out,
                         myn_arena *scratch)
{
    size_t n = places.rows;
    Shore s = {places, part, myn_arena_zero(scratch, count + 1, sizeof *s.in),
               myn_arena_get(scratch, n * sizeof *s.near), myn_arena_zero(scratch, n, sizeof *s.way)};
    if (!s.in || !s.near || !s.way) return false;
    for (size_t i = 0; i < n; i++) s.near[i] = INFINITY;
    take_in(&s, 0);
    for (size_t k = 0; k < count; k++) {
        out[k] = shortest(&s);
        take_in(&s, part[out[k].b]);
        out[k].distance = sqrt(out[k].distance);
    }
    qsort(out, count, sizeof *out, shorter_first);
    return true;
}

/* Every pair once, and the bridges. */
static size_t list_pairs(const myn_contiguity *map, const myn_bridge *bridge, size_t bridges,
                         uint32_t (*pair)[2])
{
    size_t count = 0;
    for (size_t i = 0; i < map->n; i++)
        for (size_t e = map->start[i]; e < map->start[i + 1]; e++)
            if (map->to[e] > i) pair[count][0] = (uint32_t)i, pair[count++][1] = map->to[e];
    for (size_t k = 0; k < bridges; k++) pair[count][0] = bridge[k].a, pair[count++][1] = bridge[k].b;
    return count;
}

myn_status myn_contiguity_bridge(const myn_contiguity *map, myn_cmat places, myn_contiguity *out,
                                 myn_bridge **bridge, size_t *count, myn_arena *arena)
{
    myn_arena *scratch;
    *count = 0;
    if (places.rows != map->n || !map->n) return MYN_ERR_ARGUMENT;
    for (size_t i = 0; i < map->n; i++)
        for (size_t j = 0; j < places.cols; j++)
            if (!(fabs(myn_crow(places, i)[j]) < 1e150)) return MYN_ERR_DATA;
    myn_status status = myn_arena_new(&scratch);
    if (status) return status;
    uint32_t *part = myn_arena_get(scratch, map->n * sizeof *part);
    uint32_t(*pair)[2] = myn_arena_get(scratch, (map->start[map->n] + map->n) * sizeof *pair);
    if (part) *count = myn_contiguity_parts(map, part) - 1;
    *bridge = myn_arena_get(arena, *count * sizeof **bridge);
    bool good = part && pair && *bridge && find_bridges(places, part, *count, *bridge, scratch);
    status = good ? MYN_OK : MYN_ERR_MEMORY;
    if (good) status = myn_contiguity_pairs(map->n, pair, list_pairs(map, *bridge, *count, pair), out, arena);
    myn_arena_free(scratch);
    return status;
}
