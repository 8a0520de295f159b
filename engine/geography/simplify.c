/* Visvalingam and Whyatt's simplification of all arcs at once, least area first. A position whose triangle holds
 * another stays: where no two sides crossed before none do after. */
#include "geography/triangle.h"
#include "geography/walk.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Positions that may go, least area first. */
typedef struct {
    const double *area;
    uint32_t *at, *place; /* at[place[i]] is i */
    size_t count;
} Heap;

typedef struct {
    myn_topology *t;
    myn_frame frame;
    double least;        /* area below which a position or a ring goes */
    uint32_t *uses;      /* by arc: how many rings have it */
    bool *gone;          /* by ring */
    size_t *owner_start; /* arcs + 1: rings that have arc a are owner[owner_start[a]] and on */
    uint32_t *owner;
    size_t *length;           /* by ring: positions that are left, the closing one not counted */
    bool *keep;               /* by position */
    uint32_t *arc;            /* by position */
    uint32_t *before, *after; /* by position: those beside it that are left; itself at an arc's end */
    double *area;             /* by position: effective area */
    size_t left;              /* positions that are kept */
    Heap heap;
    Grid grid;
} Thin;

/* ---- the heap ---- */

static bool sooner(const Heap *h, uint32_t a, uint32_t b)
{
    return h->area[a] < h->area[b] || (h->area[a] == h->area[b] && a < b);
}

static void put(Heap *h, size_t at, uint32_t i)
{
    h->at[at] = i;
    h->place[i] = (uint32_t)at;
}

static void sift_up(Heap *h, size_t at)
{
    uint32_t i = h->at[at];
    for (; at && sooner(h, i, h->at[(at - 1) / 2]); at = (at - 1) / 2) put(h, at, h->at[(at - 1) / 2]);
    put(h, at, i);
}

static void sift_down(Heap *h, size_t at)
{
    uint32_t i = h->at[at];
    for (size_t child; (child = 2 * at + 1) < h->count; at = child) {
        if (child + 1 < h->count && sooner(h, h->at[child + 1], h->at[child])) child++;
        if (!sooner(h, h->at[child], i)) break;
        put(h, at, h->at[child]);
    }
    put(h, at, i);
}

static uint32_t take_least(Heap *h)
{
    uint32_t least = h->at[0], last = h->at[--h->count];
    if (h->count) {
        put(h, 0, last);
        sift_down(h, 0);
    }
    h->place[least] = UINT32_MAX;
    return least;
}

/* I is there with a new area, or again. */
static void renew(Heap *h, uint32_t i)
{
    if (h->place[i] == UINT32_MAX) put(h, h->count++, i);
    sift_up(h, h->place[i]);
    sift_down(h, h->place[i]);
}

/* ---- small rings ---- */

static size_t arc_used(int32_t use)
{
    return (size_t)(use < 0 ? ~use : use);
}

static bool small_and_alone(const Thin *s, size_t ring)
{
    for (size_t u = s->t->begin[ring]; u < s->t->begin[ring + 1]; u++)
        if (s->uses[arc_used(s->t->use[u])] > 1) return false;
    return fabs(ring_weight(s->t, &s->frame, ring).area) < s->least;
}

/* An outer ring goes with its holes, if all of them may go; a hole of a ring that stays, by itself. */
static void drop_rings(Thin *s, size_t area)
{
    const myn_topology *t = s->t;
    size_t largest = largest_ring(t, &s->frame, area), end = t->part[area + 1];
    for (size_t r = t->part[area], next; r < end; r = next) {
        bool all = r != largest;
        for (next = r; next < end && (next == r || t->hole[next]); next++) {
            s->gone[next] = small_and_alone(s, next);
            all = all && s->gone[next];
        }
        s->gone[r] = all;
    }
}

/* Rings that stay move up, and their arcs. Arcs of the others have no use any more. */
static void close_rings(Thin *s)
{
    myn_topology *t = s->t;
    size_t kept = 0, uses = 0, r = 0, from = 0;
    for (size_t i = 0; i < t->count; i++) {
        for (size_t end = t->part[i + 1]; r < end; r++) {
            size_t to = t->begin[r + 1], count = to - from;
            if (s->gone[r]) {
                for (size_t u = from; u < to; u++) s->uses[arc_used(t->use[u])]--;
            } else {
                memmove(t->use + uses, t->use + from, count * sizeof *t->use);
                t->hole[kept] = t->hole[r];
                uses += count;
                t->begin[++kept] = uses;
            }
            from = to;
        }
        t->part[i + 1] = kept;
    }
    t->rings = kept;
}

static void thin_rings(Thin *s)
{
    for (size_t u = 0; u < s->t->begin[s->t->rings]; u++) s->uses[arc_used(s->t->use[u])]++;
    for (size_t i = 0; i < s->t->count; i++) drop_rings(s, i);
    close_rings(s);
}

/* The rings of each arc in use, and how long they are. */
static void list_owners(Thin *s)
{
    const myn_topology *t = s->t;
    size_t *next = s->owner_start + 1; /* next[a] is where the next ring of arc a goes, at last its end */
    for (size_t a = 0; a + 1 < t->arcs; a++) next[a + 1] = next[a] + s->uses[a];
    for (size_t r = 0; r < t->rings; r++) {
        s->length[r] = ring_length(t, r);
        for (size_t u = t->begin[r]; u < t->begin[r + 1]; u++)
            s->owner[next[arc_used(t->use[u])]++] = (uint32_t)r;
    }
}

/* ---- positions ---- */

/* Effective area of I as things are, at least LEAST. */
static void weigh(Thin *s, uint32_t i, double least)
{
    const double *x = s->t->x, *y = s->t->y;
    uint32_t p = s->before[i], q = s->after[i];
    double cross = (x[p] - x[i]) * (y[q] - y[i]) - (x[q] - x[i]) * (y[p] - y[i]);
    s->area[i] = fmax(fabs(cross) / 2 * s->frame.across * s->frame.down, least);
    renew(&s->heap, i);
}

static void weigh_arcs(Thin *s)
{
    for (size_t a = 0; a < s->t->arcs; a++) {
        uint32_t first = (uint32_t)s->t->start[a], last = (uint32_t)s->t->start[a + 1] - 1;
        for (uint32_t i = first; i <= last && s->uses[a]; i++) {
            s->keep[i] = true;
            s->left++;
            s->arc[i] = (uint32_t)a;
            s->before[i] = i > first ? i - 1 : i;
            s->after[i] = i < last ? i + 1 : i;
            if (i > first && i < last) weigh(s, i, 0);
        }
    }
}

/* Its rings keep three positions, and no side comes to lie beyond another position. */
static bool may_go(const Thin *s, uint32_t i)
{
    for (size_t k = s->owner_start[s->arc[i]]; k < s->owner_start[s->arc[i] + 1]; k++)
        if (s->length[s->owner[k]] <= 3) return false;
    return triangle_empty(&s->grid, s->keep, s->before[i], i, s->after[i]);
}

static void take_out(Thin *s, uint32_t i)
{
    uint32_t p = s->before[i], q = s->after[i];
    for (size_t k = s->owner_start[s->arc[i]]; k < s->owner_start[s->arc[i] + 1]; k++)
        s->length[s->owner[k]]--;
    s->keep[i] = false;
    s->left--;
    s->after[p] = q;
    s->before[q] = p;
    if (s->before[p] != p) weigh(s, p, s->area[i]);
    if (s->after[q] != q) weigh(s, q, s->area[i]);
}

static void thin_arcs(Thin *s, size_t most)
{
    while (s->heap.count) {
        uint32_t i = take_least(&s->heap);
        if (s->area[i] >= s->least && (!most || s->left <= most)) return;
        if (may_go(s, i)) take_out(s, i);
    }
}

/* Positions that stay move up, and the arcs in use, whose numbers go to NUMBER. */
static void close_arcs(Thin *s, uint32_t *number)
{
    myn_topology *t = s->t;
    size_t arcs = 0, kept = 0, from = 0;
    for (size_t a = 0; a < t->arcs; a++) {
        size_t to = t->start[a + 1];
        for (size_t i = from; s->uses[a] && i < to; i++) {
            if (!s->keep[i]) continue;
            t->x[kept] = t->x[i];
            t->y[kept++] = t->y[i];
        }
        number[a] = (uint32_t)arcs;
        if (s->uses[a]) t->start[++arcs] = kept;
        from = to;
    }
    t->arcs = arcs;
    for (size_t u = 0; u < t->begin[t->rings]; u++) {
        int32_t use = t->use[u], now = (int32_t)number[arc_used(use)];
        t->use[u] = use < 0 ? ~now : now;
    }
}

/* ---- all of it ---- */

static bool get_memory(Thin *s, myn_arena *scratch)
{
    const myn_topology *t = s->t;
    size_t points = t->start[t->arcs];
    s->uses = myn_arena_zero(scratch, t->arcs, sizeof *s->uses);
    s->gone = myn_arena_zero(scratch, t->rings, sizeof *s->gone);
    s->owner_start = myn_arena_zero(scratch, t->arcs + 2, sizeof *s->owner_start);
    s->owner = myn_arena_get(scratch, t->begin[t->rings] * sizeof *s->owner);
    s->length = myn_arena_get(scratch, t->rings * sizeof *s->length);
    s->keep = myn_arena_zero(scratch, points, sizeof *s->keep);
    s->arc = myn_arena_get(scratch, points * sizeof *s->arc);
    s->before = myn_arena_get(scratch, points * sizeof *s->before);
    s->after = myn_arena_get(scratch, points * sizeof *s->after);
    s->area = myn_arena_get(scratch, points * sizeof *s->area);
    s->heap = (Heap){s->area, myn_arena_get(scratch, points * sizeof *s->heap.at),
                     myn_arena_get(scratch, points * sizeof *s->heap.place), 0};
    bool good = s->uses && s->gone && s->owner_start && s->owner && s->length && s->keep && s->arc &&
                s->before && s->after && s->area && s->heap.at && s->heap.place;
    if (good) memset(s->heap.place, 0xff, points * sizeof *s->heap.place);
    return good && grid_make(&s->grid, t->x, t->y, points, scratch);
}

static myn_status simplify(Thin *s, size_t most, myn_arena *scratch)
{
    uint32_t *number = myn_arena_get(scratch, s->t->arcs * sizeof *number);
    if (!number || !get_memory(s, scratch)) return MYN_ERR_MEMORY;
    thin_rings(s);
    list_owners(s);
    weigh_arcs(s);
    thin_arcs(s, most);
    close_arcs(s, number);
    return MYN_OK;
}

myn_status myn_topology_simplify(myn_topology *topology, const myn_simplify *how)
{
    bool good = how->width > 0 && how->pixels >= 0 && isfinite(how->width) && isfinite(how->pixels);
    if (!good) return MYN_ERR_ARGUMENT;
    myn_arena *scratch;
    myn_status status = myn_arena_new(&scratch);
    if (status) return status;
    Thin s = {
        .t = topology, .frame = myn_frame_fit(topology, how->width), .least = how->pixels * how->pixels};
    status = simplify(&s, how->most, scratch);
    myn_arena_free(scratch);
    return status;
}
