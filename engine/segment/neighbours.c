/* Rows of queries against tiles of points; the few that float arithmetic cannot rule out are computed in double
 * at once, so that the bound is always an exact distance. */
#include "segment/tiles.h"
#include "segment/spread.h"
#include <mynegai/neighbours.h>
#include <string.h>

#define QUERIES ((size_t)128) /* points a job looks up: their floats stay in the cache */

typedef struct {
    myn_cmat points;
    const myn_neighbours *out;
    Tiles tiles;
} Search;

/* What one job knows so far of its queries. */
typedef struct {
    const Search *search;
    size_t from, count;
    float *query;                                 /* QUERIES x (d + 1) */
    double norm[QUERIES], far[QUERIES];           /* |x|; squared distance of the farthest */
    size_t held[QUERIES];                         /* neighbours found so far */
    double *square;                               /* QUERIES x k: their squared distances, rising */
    float near_most[QUERIES], far_least[QUERIES]; /* what a point must show to be looked at */
} Block;

/* Rounded to the safe side: one float up, one down. */
static void set_bounds(Block *b, size_t q)
{
    const Search *s = b->search;
    size_t k = s->out->k;
    double worst = b->held[q] < k ? INFINITY : b->square[q * k + k - 1];
    b->near_most[q] = isinf(worst)
                          ? INFINITY
                          : nextafterf((float)tiles_near(&s->tiles, b->norm[q], sqrt(worst)), INFINITY);
    b->far_least[q] = s->out->farthest
                          ? nextafterf((float)tiles_far(&s->tiles, b->norm[q], sqrt(b->far[q])), -INFINITY)
                          : INFINITY;
}

/* Point J at squared distance SQUARE into the sorted list of query Q, equal ones by number. Points come in
 * order of number, so that a later one goes behind. Whether it is one of the nearest. */
static bool keep(Block *b, size_t q, uint32_t j, double square)
{
    size_t k = b->search->out->k;
    double *list = b->square + q * k;
    uint32_t *which = b->search->out->which + (b->from + q) * k;
    size_t at = b->held[q];
    if (at == k && !(square < list[k - 1])) return false;
    if (at == k) at--;
    for (; at > 0 && list[at - 1] > square; at--) {
        list[at] = list[at - 1];
        which[at] = which[at - 1];
    }
    list[at] = square;
    which[at] = j;
    b->held[q] += b->held[q] < k;
    return true;
}

static void look_closer(Block *b, size_t q, size_t j)
{
    const Search *s = b->search;
    size_t i = b->from + q;
    if (j == i || j >= s->tiles.n) return;
    double square = square_distance(myn_crow(s->points, i), myn_crow(s->points, j), s->tiles.d);
    bool moved = keep(b, q, (uint32_t)j, square);
    if (square > b->far[q] || moved) {
        b->far[q] = fmax(b->far[q], square);
        set_bounds(b, q);
    }
}

static void sift(Block *b, size_t q, size_t tile, const float *shown)
{
    uint32_t matters = tiles_sift(shown, b->near_most[q], b->far_least[q]);
    for (; matters; matters &= matters - 1) look_closer(b, q, tile * TILE + (size_t)__builtin_ctz(matters));
}

static void look_at_tile(Block *b, size_t tile)
{
    float shown[ABREAST * TILE];
    size_t terms = b->search->tiles.d + 1;
    for (size_t q = 0; q < b->count; q += ABREAST) {
        tiles_look_abreast(&b->search->tiles, tile, b->query + q * terms, shown);
        for (size_t k = 0; k < ABREAST && q + k < b->count; k++) sift(b, q + k, tile, shown + k * TILE);
    }
}

static void finish(const Block *b)
{
    const myn_neighbours *out = b->search->out;
    for (size_t q = 0; q < b->count; q++) {
        size_t i = b->from + q;
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
    if (!b->query || !b->square) return MYN_ERR_MEMORY;
    for (size_t q = 0; q < b->count; q++) {
        b->norm[q] = tiles_query(&s->tiles, myn_crow(s->points, from + q), b->query + q * terms);
        set_bounds(b, q);
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
