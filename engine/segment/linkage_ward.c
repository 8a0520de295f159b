/* Ward's method from centres, without a table of distances.
 *
 * Two segments' height is known from their centres and sizes. A segment's nearest stays its nearest until that
 * is merged itself, for a union is no nearer than the nearer of its parts (Bruynooghe 1978): most steps of a
 * chain need no search. A search looks at all centres in float and computes in double those that the error's
 * bound leaves open. */
#include "base/machine.h"
#include "segment/tiles.h"
#include "segment/tree.h"
#include <mynegai/neighbours.h>
#include <string.h>

#define NOBODY UINT32_MAX

/* Segments have numbers: points 0 .. n - 1, then unions; and places 0 .. places - 1, which are kept dense. */
typedef struct {
    size_t n, d, places;
    myn_mat centre;       /* by place */
    Tiles tiles;          /* by place */
    float *size, *norm;   /* by place, whole tiles; norms rounded up */
    uint32_t *number;     /* by place */
    uint32_t *place;      /* by number; NOBODY: merged */
    uint32_t *near;       /* by number: nearest segment, NOBODY not known */
    double *height;       /* by number: squared height with it */
    uint32_t *point;      /* by number: a point in it */
    float *query, *least; /* d + 1; by place: least squared height it may have with the query's segment */
} Ward;

static bool get_memory(Ward *w, myn_arena *scratch)
{
    size_t all = w->tiles.blocks * TILE, numbers = 2 * w->n;
    w->centre = (myn_mat){myn_arena_get(scratch, w->n * w->d * sizeof(double)), w->n, w->d, w->d};
    w->size = myn_arena_zero(scratch, all, sizeof *w->size);
    w->norm = myn_arena_zero(scratch, all, sizeof *w->norm);
    w->least = myn_arena_zero(scratch, all, sizeof *w->least);
    w->query = myn_arena_zero(scratch, w->d + 1, sizeof *w->query);
    w->number = myn_arena_zero(scratch, all, sizeof *w->number);
    w->place = myn_arena_zero(scratch, numbers, sizeof *w->place);
    w->near = myn_arena_zero(scratch, numbers, sizeof *w->near);
    w->point = myn_arena_zero(scratch, numbers, sizeof *w->point);
    w->height = myn_arena_zero(scratch, numbers, sizeof *w->height);
    return w->centre.at && w->size && w->norm && w->least && w->query && w->number && w->place && w->near &&
           w->point && w->height;
}

/* Squared height at which the segments in places P and Q would merge. */
static double height_of(const Ward *w, size_t p, size_t q)
{
    double a = w->size[p], b = w->size[q];
    return 2 * a * b / (a + b) * square_distance(myn_row(w->centre, p), myn_row(w->centre, q), w->d);
}

/* Segment NUMBER into PLACE, its centre being there already. */
static void seat(Ward *w, size_t place, uint32_t number, float size)
{
    tiles_put(&w->tiles, place, myn_row(w->centre, place));
    w->norm[place] = nextafterf((float)w->tiles.norm[place], INFINITY);
    w->size[place] = size;
    w->number[place] = number;
    w->place[number] = (uint32_t)place;
}

/* Every point's nearest, all at once: cheaper than one by one. */
static myn_status find_first(Ward *w, myn_cmat points, myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_neighbours found = {1, w->near, myn_arena_get(scratch, w->n * sizeof(double)), NULL};
    if (!found.distance) return MYN_ERR_MEMORY;
    myn_status status = myn_neighbours_find(points, &found, NULL, scratch);
    for (size_t i = 0; i < w->n && !status; i++) w->height[i] = height_of(w, i, w->near[i]);
    myn_arena_rewind(scratch, mark);
    return status;
}

static myn_status begin(Ward *w, myn_cmat points, myn_arena *scratch)
{
    *w = (Ward){.n = points.rows, .d = points.cols, .places = points.rows};
    if (!tiles_fill(&w->tiles, points, scratch) || !get_memory(w, scratch)) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < w->n; i++) {
        memcpy(myn_row(w->centre, i), myn_crow(points, i), w->d * sizeof(double));
        seat(w, i, (uint32_t)i, 1);
        w->point[i] = (uint32_t)i;
    }
    return find_first(w, points, scratch);
}

/* SHOWN of 32 places as the least squared height each may have with a segment of SIZE and norm X; the least of
 * all is returned. */
FOR_EACH_MACHINE
static float least_heights(const float *shown, const float *sizes, const float *norms, const float of[3],
                           float *out)
{
    float x = of[0], size = of[1], slack = of[2], lowest[8];
    for (size_t i = 0; i < TILE; i++) {
        float reach = x + norms[i], weight = 2 * size * sizes[i] / (size + sizes[i]);
        out[i] = weight * (shown[i] + x * x - slack * reach * reach);
    }
    memcpy(lowest, out, sizeof lowest); /* lanes, for a plain minimum would stay one number at a time */
    for (size_t i = 8; i < TILE; i += 8)
        for (size_t l = 0; l < 8; l++) lowest[l] = out[i + l] < lowest[l] ? out[i + l] : lowest[l];
    float least = lowest[0];
    for (size_t l = 1; l < 8; l++) least = lowest[l] < least ? lowest[l] : least;
    return least;
}

/* Nearest so far, to be beaten. */
typedef struct {
    double height;
    uint32_t number;
} Best;

static void try_place(const Ward *w, size_t of, size_t place, Best *best)
{
    if (place == of || place >= w->places) return;
    double height = height_of(w, of, place);
    uint32_t number = w->number[place];
    if (height < best->height || (height == best->height && number < best->number))
        *best = (Best){height, number};
}

static void try_tile(const Ward *w, size_t of, size_t tile, Best *best)
{
    for (size_t i = tile * TILE; i < (tile + 1) * TILE; i++)
        if (!((double)w->least[i] > best->height)) try_place(w, of, i, best);
}

/* The tile with the likeliest one first: it rules out most others. */
static void search(Ward *w, uint32_t number)
{
    size_t of = w->place[number], tiles = (w->places + TILE - 1) / TILE, likeliest = 0;
    float shown[TILE], least = INFINITY;
    float x = nextafterf((float)tiles_query(&w->tiles, myn_row(w->centre, of), w->query), INFINITY);
    const float self[3] = {x, w->size[of], (float)w->tiles.slack};
    for (size_t tile = 0; tile < tiles; tile++) {
        size_t from = tile * TILE;
        w->tiles.kernel->look(tiles_at(&w->tiles, tile), w->d + 1, w->query, shown);
        if (of / TILE == tile) shown[of % TILE] = INFINITY;
        float here = least_heights(shown, w->size + from, w->norm + from, self, w->least + from);
        if (here < least) {
            least = here;
            likeliest = tile;
        }
    }
    Best best = {INFINITY, NOBODY};
    try_tile(w, of, likeliest, &best);
    for (size_t tile = 0; tile < tiles; tile++) try_tile(w, of, tile, &best);
    w->near[number] = best.number;
    w->height[number] = best.height;
}

/* ---- the chain ---- */

typedef struct {
    uint32_t *at;
    size_t length;
} Chain;

static void know_nearest(Ward *w, uint32_t number)
{
    uint32_t near = w->near[number];
    if (near == NOBODY || w->place[near] == NOBODY) search(w, number);
}

/* Grow the chain until its last two are each other's nearest. Rounding may close a ring; its ends are then as
 * near as any. */
static void grow(Ward *w, Chain *chain)
{
    for (;;) {
        uint32_t tip = chain->at[chain->length - 1];
        know_nearest(w, tip);
        if (chain->length > 1 && w->height[chain->at[chain->length - 2]] <= w->height[tip]) return;
        uint32_t near = w->near[tip];
        for (size_t i = 0; i + 1 < chain->length; i++)
            if (chain->at[i] == near) {
                chain->at[i + 1] = tip;
                w->height[near] = w->height[tip];
                chain->length = i + 2;
                return;
            }
        chain->at[chain->length++] = near;
    }
}

/* A and B become segment NUMBER, in A's place; the last place moves to B's. */
static void join(Ward *w, uint32_t a, uint32_t b, uint32_t number)
{
    size_t p = w->place[a], q = w->place[b], last = w->places - 1;
    double na = w->size[p], nb = w->size[q];
    double *to = myn_row(w->centre, p), *from = myn_row(w->centre, q);
    for (size_t j = 0; j < w->d; j++) to[j] = (na * to[j] + nb * from[j]) / (na + nb);
    w->place[a] = w->place[b] = NOBODY;
    w->near[number] = NOBODY;
    w->point[number] = w->point[a];
    seat(w, p, number, (float)(na + nb));
    if (q != last) {
        memcpy(from, myn_row(w->centre, last), w->d * sizeof *from);
        seat(w, q, w->number[last], w->size[last]);
    }
    tiles_put(&w->tiles, last, NULL);
    w->places--;
}

myn_status ward_links(myn_cmat points, Link *link, myn_arena *scratch)
{
    size_t n = points.rows;
    if (n < 2) return MYN_OK;
    Ward w;
    Chain chain = {myn_arena_get(scratch, (n + 1) * sizeof *chain.at), 0};
    myn_status status = begin(&w, points, scratch);
    if (status || !chain.at) return status ? status : MYN_ERR_MEMORY;
    uint32_t start = 0;
    for (size_t s = 0; s + 1 < n; s++) {
        while (w.place[start] == NOBODY) start++;
        if (!chain.length) chain.at[chain.length++] = start;
        grow(&w, &chain);
        uint32_t b = chain.at[chain.length - 1], a = chain.at[chain.length - 2];
        link[s] = (Link){w.point[a], w.point[b], sqrt(w.height[a])};
        chain.length -= 2;
        join(&w, a, b, (uint32_t)(n + s));
    }
    return MYN_OK;
}
