/* New starts from good partitions: the centres of two are matched, nearest pairs first, one of each pair is taken by
 * chance, one centre is dropped and another drawn where the points are far from all (after Gribel and Vidal 2019,
 * doi:10.1016/j.patcog.2018.12.022). */
#include "segment/kmeans_search.h"
#include <math.h>
#include <string.h>

#define PARENTS ((size_t)10)
#define STREAMS ((uint64_t)1 << 40) /* where the streams of recombination begin, beyond those of restarts */

typedef struct {
    Search *search;
    size_t parent[PARENTS], parents;
} Family;

static size_t draw(myn_stream *stream, size_t n)
{
    return (size_t)(myn_stream_uniform(stream) * (double)n);
}

/* match[i]: which centre of B goes with centre i of A. OFF: k x k room. O(k^3). */
static void match_centres(const double *a, const double *b, size_t k, size_t d, double *off, size_t *match)
{
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) off[i * k + j] = square_off(a + i * d, b + j * d, d);
    for (size_t made = 0; made < k; made++) {
        size_t best = 0;
        for (size_t e = 1; e < k * k; e++)
            if (off[e] < off[best]) best = e;
        match[best / k] = best % k;
        for (size_t e = 0; e < k; e++) off[best / k * k + e] = off[e * k + best % k] = INFINITY;
    }
}

/* The child's centres: one of each pair. */
static myn_status cross(Run *run, const double *a, const double *b, myn_stream *stream, myn_arena *scratch)
{
    size_t k = run->bounds.k, d = run->p->d;
    double *off = myn_arena_get(scratch, k * k * sizeof *off);
    size_t *match = myn_arena_zero(scratch, k, sizeof *match);
    if (!off || !match) return MYN_ERR_MEMORY;
    match_centres(a, b, k, d, off, match);
    for (size_t j = 0; j < k; j++) {
        const double *from = myn_stream_uniform(stream) < .5 ? a + j * d : b + match[j] * d;
        memcpy(run->centre + j * d, from, d * sizeof(double));
    }
    return MYN_OK;
}

/* One centre is dropped, by chance; the last takes its place, and another is drawn. */
static myn_status mutate(Run *run, myn_stream *stream, myn_arena *scratch)
{
    size_t k = run->bounds.k, d = run->p->d, gone = draw(stream, k);
    memmove(run->centre + gone * d, run->centre + (k - 1) * d, d * sizeof(double));
    return run_seed_more(run, k - 1, stream, scratch);
}

static myn_status child_job(void *ctx, size_t i, myn_arena *scratch)
{
    const Family *f = ctx;
    Search *s = f->search;
    const Level *level = &s->level[search_crossed(s)];
    myn_stream stream = myn_stream_at(s->plan->seed, STREAMS + s->children + i);
    const Optimum *a = &level->at[f->parent[draw(&stream, f->parents)]];
    const Optimum *b = &level->at[f->parent[draw(&stream, f->parents)]];
    Run run;
    myn_status status = run_new(&level->p, &s->bounds, level->exact, &run, scratch);
    if (!status) status = cross(&run, a->centre, b->centre, &stream, scratch);
    if (!status) status = mutate(&run, &stream, scratch);
    return status ? status : search_descend(&run, &s->found[i], scratch);
}

myn_status search_recombine(Search *s)
{
    Level *level = &s->level[search_crossed(s)];
    Family f = {.search = s};
    f.parents = level_best(level, PARENTS, f.parent);
    myn_status status = myn_team_map(s->team, ROUND, child_job, &f);
    for (size_t i = 0; i < ROUND && !status; i++) {
        size_t at = level_note(level, &s->found[i], s->bounds.k, s->arena);
        if (at == NOT_YET) return MYN_ERR_MEMORY;
        level->at[at].children++;
    }
    s->children += ROUND;
    return status;
}
