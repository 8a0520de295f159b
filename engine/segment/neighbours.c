/* Rows of queries against tiles of points. Float arithmetic gives each distance from below and from above; what is
 * below the k-th of the upper bounds waits, and is computed in double when all have been seen. */
#include "segment/tiles.h"
#include "segment/spread.h"
#include <mynegai/neighbours.h>
#include <string.h>

#define QUERIES ((size_t)128) /* points a job looks up: their floats stay in the cache */
#define WAITING ((size_t)256) /* candidates of each that may wait for their exact distance */

typedef struct {
    myn_cmat points;
    const myn_neighbours *out;
    Tiles tiles;
} Search;

/* A point that may be among the nearest, and what float says of it. */
typedef struct {
    uint32_t j;
    float shown;
} Candidate;

/* What one job knows so far of its queries. */
typedef struct {
    const Search *search;
    size_t from, count;
    float *query;                                 /* QUERIES x (d + 1) */
    double norm[QUERIES], far[QUERIES];           /* |x|; squared distance of the farthest */
    float near_most[QUERIES], far_least[QUERIES]; /* what a point must show to be looked at */
    float *bound;                                 /* QUERIES x k: the least upper bounds so far, rising */
    Candidate *waiting;                           /* QUERIES x WAITING, in order of number */
    size_t waits[QUERIES];
    double *square; /* QUERIES x k: squared distances of the nearest of those looked at, rising */
    size_t held[QUERIES];
} Block;

/* Rounded to the safe side: one float up, one down. */
static void bound_near(Block *b, size_t q)
{
    size_t k = b->search->out->k;
    double most = (double)b->bound[q * k + k - 1] + b->norm[q] * b->norm[q];
    b->near_most[q] = isinf(most)
                          ? INFINITY
                          : nextafterf((float)tiles_near(&b->search->tiles, b->norm[q], sqrt(fmax(0, most))),
                                       INFINITY);
}

static void bound_far(Block *b, size_t q)
{
    const Search *s = b->search;
    b->far_least[q] = s->out->farthest
                          ? nextafterf((float)tiles_far(&s->tiles, b->norm[q], sqrt(b->far[q])), -INFINITY)
                          : INFINITY;
}

static double square_of(const Block *b, size_t q, size_t j)
{
    const Search *s = b->search;
    return square_distance(myn_crow(s->points, b->from + q), myn_crow(s->points, j), s->tiles.d);
}

/* Point J at squared distance SQUARE into the sorted list of query Q, equal ones by number. Points come in
 * order of number, so that a later one goes behind. */
static void keep(Block *b, size_t q, uint32_t j, double square)
{
    size_t k = b->search->out->k;
    double *list = b->square + q * k;
    uint32_t *which = b->search->out->which + (b->from + q) * k;
    size_t at = b->held[q];
    if (at == k && !(square < list[k - 1])) return;
    if (at == k) at--;
    for (; at > 0 && list[at - 1] > square; at--) {
        list[at] = list[at - 1];
        which[at] = which[at - 1];
    }
    list[at] = square;
    which[at] = j;
    b->held[q] += b->held[q] < k;
}

/* Those that wait and are still near enough; the others are forgotten. */
static void thin_out(Block *b, size_t q)
{
    Candidate *list = b->waiting + q * WAITING;
    size_t left = 0;
    for (size_t i = 0; i < b->waits[q]; i++)
        if (!(list[i].shown > b->near_most[q])) list[left++] = list[i];
    b->waits[q] = left;
}

/* Exact distances of those that wait. */
static void settle(Block *b, size_t q)
{
    thin_out(b, q);
    const Candidate *list = b->waiting + q * WAITING;
    for (size_t i = 0; i < b->waits[q]; i++) keep(b, q, list[i].j, square_of(b, q, list[i].j));
    b->waits[q] = 0;
}

/* The upper bound of J's |y|^2 - 2 x.y into the sorted list of K. */
static void add_bound(Block *b, size_t q, size_t j, float shown)
{
    size_t k = b->search->out->k, at = k - 1;
    float *list = b->bound + q * k;
    double reach = b->norm[q] + b->search->tiles.norm[j];
    float most = nextafterf((float)((double)shown + b->search->tiles.slack * reach * reach), INFINITY);
    if (!(most < list[at])) return;
    for (; at > 0 && list[at - 1] > most; at--) list[at] = list[at - 1];
    list[at] = most;
    bound_near(b, q);
}

static void wait_for(Block *b, size_t q, size_t j, float shown)
{
    if (b->waits[q] == WAITING) thin_out(b, q);
    if (b->waits[q] > WAITING / 2) settle(b, q);
    b->waiting[q * WAITING + b->waits[q]++] = (Candidate){(uint32_t)j, shown};
    add_bound(b, q, j, shown);
}

static void look_closer(Block *b, size_t q, size_t j, float shown)
{
    if (j == b->from + q || j >= b->search->tiles.n) return;
    if (!(shown > b->near_most[q])) wait_for(b, q, j, shown);
    if (shown < b->far_least[q]) return;
    double square = square_of(b, q, j);
    if (!(square > b->far[q])) return;
    b->far[q] = square;
    bound_far(b, q);
}

static void sift(Block *b, size_t q, size_t tile, const float *shown)
{
    uint32_t matters = b->search->tiles.kernel->sift(shown, b->near_most[q], b->far_least[q]);
    for (; matters; matters &= matters - 1) {
        size_t i = (size_t)__builtin_ctz(matters);
        look_closer(b, q, tile * TILE + i, shown[i]);
    }
}

static void look_at_tile(Block *b, size_t tile)
{
    float shown[ABREAST * TILE];
    const Tiles *tiles = &b->search->tiles;
    size_t terms = tiles->d + 1;
    for (size_t q = 0; q < b->count; q += ABREAST) {
        tiles->kernel->abreast(tiles_at(tiles, tile), terms, b->query + q * terms, shown);
        for (size_t k = 0; k < ABREAST && q + k < b->count; k++) sift(b, q + k, tile, shown + k * TILE);
    }
}

static void finish(Block *b)
{
    const myn_neighbours *out = b->search->out;
    for (size_t q = 0; q < b->count; q++) {
        size_t i = b->from + q;
        settle(b, q);
        for (size_t j = 0; j < out->k; j++) out->distance[i * out->k + j] = sqrt(b->square[q * out->k + j]);
        if (out->farthest) out->farthest[i] = sqrt(b->far[q]);
    }
}

static myn_status search_block(void *ctx, size_t job, myn_arena *scratch)
{
    const Search *s = ctx;
    size_t terms = s->tiles.d + 1, from = job * QUERIES, left = s->tiles.n - from;
    Block *b = myn_arena_zero(scratch, 1, sizeof *b);
    if (!b) return MYN_ERR_MEMORY;
    *b = (Block){.search = s, .from = from, .count = left < QUERIES ? left : QUERIES};
    b->query = myn_arena_zero(scratch, QUERIES * terms, sizeof *b->query);
    b->square = myn_arena_zero(scratch, QUERIES * s->out->k, sizeof *b->square);
    b->bound = myn_arena_get(scratch, QUERIES * s->out->k * sizeof *b->bound);
    b->waiting = myn_arena_get(scratch, QUERIES * WAITING * sizeof *b->waiting);
    if (!b->query || !b->square || !b->bound || !b->waiting) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < QUERIES * s->out->k; i++) b->bound[i] = INFINITY;
    for (size_t q = 0; q < b->count; q++) {
        b->norm[q] = tiles_query(&s->tiles, myn_crow(s->points, from + q), b->query + q * terms);
        bound_near(b, q);
        bound_far(b, q);
    }
    for (size_t tile = 0; tile < s->tiles.blocks; tile++) look_at_tile(b, tile);
    finish(b);
    return MYN_OK;
}

myn_status myn_neighbours_find(myn_cmat points, const myn_neighbours *out, myn_team *team, myn_arena *scratch)
{
    if (!out->k || points.rows <= out->k || points.rows > MYN_NO_SEGMENT) return MYN_ERR_ARGUMENT;
    Search search = {.points = points, .out = out};
    if (!tiles_fill(&search.tiles, points, scratch)) return MYN_ERR_MEMORY;
    return spread_jobs(team, (points.rows + QUERIES - 1) / QUERIES, search_block, &search, scratch);
}

void myn_neighbours_rebase(const myn_neighbours *found, size_t n, bool by_row, double *rebased)
{
    double most = 0;
    for (size_t i = 0; i < n; i++) most = fmax(most, found->farthest[i]);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < found->k; j++) {
            double base = by_row ? found->farthest[i] : most;
            rebased[i * found->k + j] = base > 0 ? found->distance[i * found->k + j] / base : 0;
        }
}

void myn_neighbours_share(const double *a, const double *b, size_t d, double *share)
{
    double total = 0;
    for (size_t j = 0; j < d; j++) total += share[j] = (a[j] - b[j]) * (a[j] - b[j]);
    for (size_t j = 0; j < d; j++) share[j] = total > 0 ? share[j] / total : 0;
}
