/* Seeds: greedy k-means++ (Arthur and Vassilvitskii 2007; of some candidates, each drawn in proportion to w times
 * the squared distance to the nearest seed, the one that leaves least), or the farthest point. */
#include "segment/kmeans_run.h"
#include <math.h>

typedef struct {
    Run *run;
    float *near;  /* tiles x TILE: squared distance to the nearest seed */
    double *tile; /* tiles: sum of w near */
    double total;
    Centres candidates;
    double gain[ABREAST];
    size_t point[ABREAST];
    size_t tries;
} Seeding;

static myn_status seeding_new(Run *run, Seeding *out, myn_arena *scratch)
{
    const Points *p = run->p;
    size_t tries = 2 + (size_t)log((double)run->bounds.k);
    *out = (Seeding){.run = run, .tries = tries < ABREAST ? tries : ABREAST};
    out->near = myn_arena_get(scratch, p->tiles * TILE * sizeof(float));
    out->tile = myn_arena_get(scratch, p->tiles * sizeof(double));
    out->candidates = (Centres){myn_arena_zero(scratch, ABREAST * p->d + 1, sizeof(float)),
                                myn_arena_zero(scratch, ABREAST, sizeof(float)), out->tries, p->d};
    if (!out->near || !out->tile || !out->candidates.at || !out->candidates.half) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < p->tiles * TILE; i++) out->near[i] = __FLT_MAX__;
    return MYN_OK;
}

/* The lane of tile T at which AT of its cost is reached. */
static size_t lane_at(const Seeding *s, size_t t, double at)
{
    const Points *p = s->run->p;
    size_t from = t * TILE, lanes = p->n - from < TILE ? p->n - from : TILE, last = from;
    for (size_t i = from; i < from + lanes; i++) {
        double cost = (double)(p->share[i] * s->near[i]);
        if (cost > 0) last = i;
        if (cost > 0 && at < cost) return i;
        at -= cost;
    }
    return last;
}

/* A point in proportion to its cost; any where all lie on seeds. */
static size_t draw(const Seeding *s, myn_stream *stream)
{
    const Points *p = s->run->p;
    double at = myn_stream_uniform(stream) * s->total;
    size_t last = 0;
    if (!(s->total > 0)) return (size_t)(myn_stream_uniform(stream) * (double)p->n);
    for (size_t t = 0; t < p->tiles; t++) {
        if (s->tile[t] > 0) last = t;
        if (s->tile[t] > 0 && at < s->tile[t]) return lane_at(s, t, at);
        at -= s->tile[t];
    }
    return lane_at(s, last, INFINITY);
}

/* The point that lies farthest from all seeds; the first of equals. */
static size_t farthest(const Seeding *s)
{
    size_t found = 0;
    for (size_t i = 1; i < s->run->p->n; i++)
        if (s->near[i] > s->near[found]) found = i;
    return found;
}

/* The first seed: a point in proportion to its weight. */
static size_t draw_first(const Points *p, myn_stream *stream)
{
    double at = myn_stream_uniform(stream) * p->mass;
    for (size_t i = 0; i + 1 < p->n; i++) {
        at -= point_weight(p, i);
        if (at < 0) return i;
    }
    return p->n - 1;
}

/* NEAR with seed J added. */
static void note_seed(Seeding *s, size_t j)
{
    Run *run = s->run;
    const Points *p = run->p;
    Centres one = {s->candidates.at, s->candidates.half, 1, p->d};
    int32_t none[TILE];
    Nearest found;
    for (size_t i = 0; i < TILE; i++) none[i] = -1;
    centre_set(&one, 0, run->centre + j * p->d);
    s->total = 0;
    for (size_t t = 0; t < p->tiles; t++) {
        double cost = 0;
        run->loops->nearest(p->tile + t * TILE * p->d, &one, none, NULL, &found);
        for (size_t i = 0, at = t * TILE; i < TILE; i++, at++) {
            float off = p->norm[at] + 2 * found.other[i];
            off = off > 0 ? off : 0;
            s->near[at] = off < s->near[at] ? off : s->near[at];
            cost += (double)(p->share[at] * s->near[at]);
        }
        s->total += s->tile[t] = cost;
    }
}

/* Of the candidates the one that leaves least. */
static size_t best_candidate(Seeding *s)
{
    const Points *p = s->run->p;
    size_t best = 0;
    for (size_t c = 0; c < s->tries; c++) {
        point_read(p, s->point[c], s->run->exact, s->run->point);
        centre_set(&s->candidates, c, s->run->point);
        s->gain[c] = 0;
    }
    for (size_t t = 0; t < p->tiles; t++) {
        const float *const point[3] = {p->norm + t * TILE, s->near + t * TILE, p->share + t * TILE};
        s->run->loops->potential(p->tile + t * TILE * p->d, &s->candidates, point, s->gain);
    }
    for (size_t c = 1; c < s->tries; c++)
        if (s->gain[c] < s->gain[best]) best = c;
    return s->point[best];
}

static void seed_at(Seeding *s, size_t j, size_t i)
{
    Run *run = s->run;
    point_read(run->p, i, run->exact, run->centre + j * run->p->d);
    centre_set(&run->near, j, run->centre + j * run->p->d);
    note_seed(s, j);
}

static void seed_next(Seeding *s, size_t j, bool far, myn_stream *stream)
{
    if (far) {
        seed_at(s, j, farthest(s));
        return;
    }
    for (size_t c = 0; c < s->tries; c++) s->point[c] = draw(s, stream);
    seed_at(s, j, best_candidate(s));
}

myn_status run_seed(Run *run, bool furthest, myn_stream *stream, myn_arena *scratch)
{
    Seeding s;
    myn_status status = seeding_new(run, &s, scratch);
    if (status) return status;
    seed_at(&s, 0, draw_first(run->p, stream));
    for (size_t j = 1; j < run->bounds.k; j++) seed_next(&s, j, furthest, stream);
    return MYN_OK;
}

myn_status run_seed_more(Run *run, size_t from, myn_stream *stream, myn_arena *scratch)
{
    Seeding s;
    myn_status status = seeding_new(run, &s, scratch);
    if (status) return status;
    for (size_t j = 0; j < from; j++) {
        centre_set(&run->near, j, run->centre + j * run->p->d);
        note_seed(&s, j);
    }
    for (size_t j = from; j < run->bounds.k; j++) seed_next(&s, j, false, stream);
    return MYN_OK;
}
