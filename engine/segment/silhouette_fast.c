/* Silhouettes by float32: points sorted by segment and packed in tiles, each of one segment, so that a tile's distances
 * are added up in registers. Within a segment distances come of differences; between segments of norms and products,
 * half the work, and a pair too near for that is computed anew in float64. */
#include "segment/kmeans_points.h"
#include "segment/silhouette.h"
#include <math.h>
#include <string.h>

#define FLUSH       16 /* tiles between two transfers of float32 sums to float64 */
#define FEW_COLUMNS 16 /* up to here differences cost no more */

typedef struct {
    myn_cmat x;
    const TileLoops *loops;
    size_t k, d, tiles;
    float *tile, *norm, *low, *share;
    uint32_t *point;   /* tiles x TILE: which it is; 0 where none */
    uint32_t *segment; /* tiles */
    double scale, *mean;
    double *sum[SILHOUETTE_JOBS]; /* k x (tiles TILE) each */
} Packed;

/* Distance of points at places A and B of the tiles, in float64. */
static double distance(const Packed *p, size_t a, size_t b)
{
    const double *x = myn_crow(p->x, p->point[a]), *y = myn_crow(p->x, p->point[b]);
    return sqrt(square_off(x, y, p->d)) * p->scale;
}

/* Pairs of tile I and points J ... that are too near, anew. */
static void repair(const Packed *p, size_t i, size_t j, Roots *r)
{
    for (size_t b = 0; b < ABREAST; b++)
        for (size_t a = 0; a < TILE; a++) {
            float off = r->to[b][a], norms = p->norm[i * TILE + a] + p->norm[j + b];
            bool both = p->share[i * TILE + a] > 0 && p->share[j + b] > 0;
            if (!both || off * off >= 1.001f * TOO_NEAR * norms) continue;
            float change = (float)(distance(p, i * TILE + a, j + b) - (double)off);
            r->row[a] += change;
            r->col[b][a] += change;
        }
}

/* Points J ... of the tiles, as centres and as one of two sides. */
static void take_points(const Packed *p, size_t j, Centres *other, Sides *sides)
{
    const float *tile = p->tile + j / TILE * TILE * p->d + j % TILE;
    for (size_t b = 0; b < ABREAST; b++) {
        for (size_t l = 0; l < p->d; l++) other->at[l * ABREAST + b] = -tile[l * TILE + b];
        other->half[b] = p->norm[j + b] / 2;
        sides->other_norm[b] = p->norm[j + b];
        sides->other_low[b] = p->low[j + b];
        sides->other_share[b] = p->share[j + b];
    }
}

/* Sums of points J ... to segment OF: what their columns hold, which are cleared. */
static void flush(const Packed *p, double *sum, size_t of, size_t j, Roots *r)
{
    double *to = sum + of * p->tiles * TILE + j;
    for (size_t b = 0; b < ABREAST; b++)
        for (size_t a = 0; a < TILE; a++) to[b] += (double)r->col[b][a];
    memset(r->col, 0, sizeof r->col);
}

/* Points J ... against all tiles up to their own, which counts each of its pairs from both sides. */
static void add_points(const Packed *p, size_t j, Centres *other, double *sum)
{
    Roots r;
    Sides sides;
    size_t own = j / TILE, segment = p->segment[own];
    double *to = sum + segment * p->tiles * TILE;
    memset(r.col, 0, sizeof r.col);
    take_points(p, j, other, &sides);
    for (size_t i = 0; i <= own; i++) {
        bool differences = p->segment[i] == segment || p->d <= FEW_COLUMNS;
        sides.norm = p->norm + i * TILE;
        sides.low = p->low + i * TILE;
        sides.share = p->share + i * TILE;
        if (i == own) flush(p, sum, segment, j, &r);
        if (p->loops->roots(p->tile + i * TILE * p->d, other, &sides, differences, &r)) repair(p, i, j, &r);
        for (size_t a = 0; a < TILE; a++) to[i * TILE + a] += (double)r.row[a];
        bool last = i == own || p->segment[i + 1] != p->segment[i];
        if (i < own && (last || i % FLUSH == FLUSH - 1)) flush(p, sum, p->segment[i], j, &r);
    }
}

static myn_status packed_job(void *ctx, size_t job, myn_arena *scratch)
{
    const Packed *p = ctx;
    float half[ABREAST];
    Centres other = {myn_arena_get(scratch, (p->d + 1) * ABREAST * sizeof(float)), half, ABREAST, p->d};
    if (!other.at) return MYN_ERR_MEMORY;
    for (size_t j = job * ABREAST; j < p->tiles * TILE; j += SILHOUETTE_JOBS * ABREAST)
        add_points(p, j, &other, p->sum[job]);
    return MYN_OK;
}

static myn_status packed_room(Packed *p, myn_arena *arena)
{
    size_t places = p->tiles * TILE;
    p->tile = myn_arena_zero(arena, places * p->d + 1, sizeof(float));
    p->norm = myn_arena_zero(arena, places, sizeof(float));
    p->low = myn_arena_zero(arena, places, sizeof(float));
    p->share = myn_arena_zero(arena, places, sizeof(float));
    p->point = myn_arena_zero(arena, places, sizeof *p->point);
    p->segment = myn_arena_zero(arena, p->tiles, sizeof *p->segment);
    p->mean = myn_arena_zero(arena, p->d + 1, sizeof(double));
    bool all = p->tile && p->norm && p->low && p->share && p->point && p->segment && p->mean;
    for (size_t q = 0; q < SILHOUETTE_JOBS && all; q++)
        all = (p->sum[q] = myn_arena_zero(arena, places * p->k + 1, sizeof(double)));
    return all ? MYN_OK : MYN_ERR_MEMORY;
}

/* The mean of all points, and the power of 2 that brings the farthest value to about 1; false where a value is not
 * finite. */
static bool find_place(Packed *p)
{
    double most = 0;
    int power;
    for (size_t i = 0; i < p->x.rows; i++)
        for (size_t l = 0; l < p->d; l++) p->mean[l] += myn_crow(p->x, i)[l] / (double)p->x.rows;
    for (size_t i = 0; i < p->x.rows; i++)
        for (size_t l = 0; l < p->d; l++) {
            double off = fabs(myn_crow(p->x, i)[l] - p->mean[l]);
            if (!(off <= most)) most = off;
        }
    if (!isfinite(most)) return false;
    (void)frexp(most, &power);
    p->scale = most > 0 && power > -1000 ? ldexp(1, -power) : 1;
    return true;
}

/* Point I at PLACE. */
static void pack_point(Packed *p, size_t place, size_t i)
{
    float *to = p->tile + place / TILE * TILE * p->d + place % TILE;
    double square = 0;
    for (size_t l = 0; l < p->d; l++) {
        float z = (float)((myn_crow(p->x, i)[l] - p->mean[l]) * p->scale);
        to[l * TILE] = z;
        square += (double)z * (double)z;
    }
    p->norm[place] = (float)square;
    p->low[place] = (float)(square - (double)p->norm[place]);
    p->share[place] = 1;
    p->point[place] = (uint32_t)i;
}

static void pack(Packed *p, const BySegment *by)
{
    size_t from = 0, tile = 0;
    for (size_t s = 0; s < p->k; s++) {
        for (size_t i = 0; i < by->count[s]; i++) pack_point(p, tile * TILE + i, by->order[from + i]);
        size_t tiles = (by->count[s] + TILE - 1) / TILE;
        for (size_t t = 0; t < tiles; t++) p->segment[tile + t] = (uint32_t)s;
        tile += tiles;
        from += by->count[s];
    }
}

static void widths(const Packed *p, const BySegment *by, myn_silhouettes *out)
{
    size_t places = p->tiles * TILE;
    for (size_t at = 0; at < places; at++) {
        if (!(p->share[at] > 0)) continue;
        for (size_t j = 0; j < p->k; j++)
            for (size_t q = 1; q < SILHOUETTE_JOBS; q++)
                p->sum[0][j * places + at] += p->sum[q][j * places + at];
        silhouette_point(by, p->k, p->segment[at / TILE], p->sum[0] + at, places, p->point[at], out);
    }
}

myn_status silhouette_fast(myn_cmat x, const myn_partition *part, const BySegment *by, myn_team *team,
                           myn_silhouettes *out, myn_arena *scratch)
{
    Packed p = {.x = x, .loops = tile_loops(), .k = part->k, .d = x.cols};
    for (size_t j = 0; j < part->k; j++) p.tiles += (by->count[j] + TILE - 1) / TILE;
    myn_status status = packed_room(&p, scratch);
    if (status) return status;
    if (!find_place(&p)) return MYN_ERR_DATA;
    pack(&p, by);
    status = myn_team_map(team, SILHOUETTE_JOBS, packed_job, &p);
    if (!status) widths(&p, by, out);
    return status;
}
