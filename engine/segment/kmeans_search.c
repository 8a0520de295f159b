#include "segment/kmeans_search.h"
#include <math.h>
#include <string.h>

#define SAMPLE_LEAST   ((size_t)16384)
#define SAMPLE_SEGMENT ((size_t)1024) /* sampled points a segment */
#define GROWTH         ((size_t)4)    /* of one level over the one below */
#define MOST_CHILDREN  ((size_t)1024)
#define SAMPLED_LEAST  64
#define LOOK           ((size_t)32) /* restarts before their agreement is judged */

static myn_status level_new(Level *level, size_t room, myn_arena *arena)
{
    level->room = room;
    level->at = myn_arena_zero(arena, room, sizeof *level->at);
    return level->at ? MYN_OK : MYN_ERR_MEMORY;
}

/* Sizes of samples, from the least; how many. All points are the last level, and the first where they are few. */
static size_t plan_samples(const Search *s, size_t n, size_t size[LEVELS])
{
    size_t count = 0, least = SAMPLE_SEGMENT * s->bounds.k;
    bool bounded = s->bounds.least > 1 || s->bounds.most < n;
    if (s->plan->plain || bounded) return 0;
    if (least < SAMPLE_LEAST) least = SAMPLE_LEAST;
    for (size_t m = least; m * (count ? 2 : 4) < n && count + 2 < LEVELS; m *= GROWTH) size[count++] = m;
    return count;
}

static bool on_samples(const Search *s)
{
    return s->level[0].p.n < s->level[s->levels - 1].p.n;
}

/* By default 16, and more where they cost nothing: 3 10^7 / (n k d), up to 256. On a sample 64: it ranks optima that are
 * near each other by chance, and may come to the best of all points in few restarts only. */
static size_t least_restarts(const Search *s)
{
    double size = (double)s->level[0].p.n * (double)s->bounds.k * (double)s->level[0].p.d;
    if (s->plan->restarts_least) return s->plan->restarts_least;
    return (size_t)fmin(256, fmax(on_samples(s) ? SAMPLED_LEAST : 16, 3e7 / size));
}

static size_t most_restarts(const Search *s)
{
    size_t most = s->plan->restarts_most ? s->plan->restarts_most : 256;
    return most > s->plan->restarts_least ? most : s->plan->restarts_least;
}

static myn_status make_levels(Search *s, myn_cmat x, const double *weight)
{
    size_t size[LEVELS], samples = plan_samples(s, x.rows, size);
    Points all;
    myn_status status = points_all(x, weight, samples == 0, &all, s->arena);
    s->levels = samples ? samples + 1 : 2;
    for (size_t i = 0; i < samples && !status; i++)
        status = points_sample(&all, size[i], s->plan->seed + i, &s->level[i].p, s->arena);
    for (size_t i = 0; i < s->levels; i++) {
        s->level[i].sampled = i < samples || (i == 0 && x.rows > FEW);
        s->level[i].same = s->level[i].sampled ? SAME_SAMPLED : SAME;
    }
    if (!samples) s->level[0].p = all;
    s->level[s->levels - 1].p = all;
    s->level[s->levels - 1].exact = true;
    return status;
}

myn_status search_new(Search *s, myn_cmat x, const double *weight)
{
    size_t k = s->bounds.k, size = k * x.cols, room = most_restarts(s) + MOST_CHILDREN + ROUND;
    s->abreast = k <= 8 ? 4 : k <= 16 ? 2 : 1;
    myn_status status = make_levels(s, x, weight);
    for (size_t i = 0; i < s->levels && !status; i++) status = level_new(&s->level[i], room, s->arena);
    for (size_t i = 0; i < ROUND && !status; i++) {
        s->found[i].centre = myn_arena_get(s->arena, size * sizeof(double));
        if (!s->found[i].centre) status = MYN_ERR_MEMORY;
    }
    return status;
}

/* Mean squared distance of A's centres to the nearest of B's, as a share of a point's. */
static double centres_off(const Level *level, const Found *a, const double *b, size_t k)
{
    size_t d = level->p.d;
    double total = 0;
    for (size_t i = 0; i < k; i++) {
        double least = INFINITY;
        for (size_t j = 0; j < k; j++) least = fmin(least, square_off(a->centre + i * d, b + j * d, d));
        total += least;
    }
    return total / (double)k / (a->within / level->p.mass);
}

/* How far FOUND is from an optimum that was found before; one if at most level->same. */
static double how_far(const Level *level, const Found *found, const Optimum *o, size_t k)
{
    if (level->sampled) return centres_off(level, found, o->centre, k);
    return fabs(o->within - found->within) / found->within;
}

/* Its number; NOT_YET where it is new. */
static size_t find_known(const Level *level, const Found *found, size_t k)
{
    size_t near = NOT_YET;
    double least = INFINITY;
    for (size_t i = 0; i < level->count; i++) {
        double off = how_far(level, found, &level->at[i], k);
        bool same = off <= level->same || level->at[i].within == found->within;
        if (!same || off >= least) continue;
        near = i;
        least = off;
    }
    return near;
}

size_t level_note(Level *level, const Found *found, size_t k, myn_arena *arena)
{
    size_t at = find_known(level, found, k), size = k * level->p.d;
    if (at == NOT_YET && level->count == level->room) return NOT_YET;
    Optimum *o = &level->at[at == NOT_YET ? level->count : at];
    if (at == NOT_YET) {
        *o = (Optimum){INFINITY, myn_arena_get(arena, size * sizeof(double)), NULL, 0, 0, NOT_YET};
        if (!o->centre) return NOT_YET;
        at = level->count++;
    }
    if (found->within < o->within) {
        if (found->within < o->within * (1 - 1e-12)) o->above = NOT_YET;
        memcpy(o->centre, found->centre, size * sizeof(double));
        o->within = found->within;
        o->label = found->label;
    }
    return at;
}

size_t level_best(const Level *level, size_t count, size_t *out)
{
    size_t have = 0;
    for (size_t i = 0; i < level->count; i++) {
        size_t at = have < count ? have++ : count;
        for (; at > 0 && level->at[i].within < level->at[out[at - 1]].within; at--)
            if (at < count) out[at] = out[at - 1];
        if (at < count) out[at] = i;
    }
    return have;
}

myn_status search_descend(Run *run, Found *out, myn_arena *scratch)
{
    size_t size = run->bounds.k * run->p->d;
    bool bounded = run->bounds.least > 1 || run->bounds.most < run->p->n;
    myn_status status = MYN_OK;
    if (bounded)
        status = run_bounded(run, scratch);
    else
        run_lloyd(run, 1);
    if (!status) status = run_polish(run, scratch);
    if (status) return status;
    out->within = run->exact ? run_within_exact(run) : run_within(run);
    memcpy(out->centre, run->centre, size * sizeof(double));
    if (out->label) memcpy(out->label, run->label, run->p->n * sizeof *out->label);
    return MYN_OK;
}

/* Restarts I abreast, (I + 1) abreast - 1 of this round. */
static myn_status restart_job(void *ctx, size_t i, myn_arena *scratch)
{
    Search *s = ctx;
    Run run[LLOYD_ABREAST];
    const Level *level = &s->level[0];
    bool bounded = s->bounds.least > 1 || s->bounds.most < level->p.n;
    myn_status status = MYN_OK;
    for (size_t r = 0; r < s->abreast && !status; r++) {
        myn_stream stream = myn_stream_at(s->plan->seed, s->restarts + i * s->abreast + r);
        status = run_new(&level->p, &s->bounds, level->exact, &run[r], scratch);
        myn_arena_mark mark = myn_arena_here(scratch);
        if (!status) status = run_seed(&run[r], s->plan->seeding == MYN_SEED_FURTHEST, &stream, scratch);
        myn_arena_rewind(scratch, mark);
    }
    if (!status && !bounded) run_lloyd(run, s->abreast);
    for (size_t r = 0; r < s->abreast && !status; r++)
        status = search_descend(&run[r], &s->found[i * s->abreast + r], scratch);
    return status;
}

/* How many runs of this round count: all, or what is left of a plain plan. */
static size_t of_round(const Search *s)
{
    size_t left = most_restarts(s) - s->restarts;
    return left < ROUND ? left : ROUND;
}

myn_status search_restart(Search *s)
{
    Level *level = &s->level[0];
    size_t count = of_round(s);
    myn_status status = myn_team_map(s->team, (count + s->abreast - 1) / s->abreast, restart_job, s);
    for (size_t i = 0; i < count && !status; i++) {
        size_t at = level_note(level, &s->found[i], s->bounds.k, s->arena);
        if (at == NOT_YET) return MYN_ERR_MEMORY;
        level->at[at].restarts++;
    }
    s->restarts += count;
    return status;
}

/* The number of the last level's optimum that optimum I of level L leads to, or NOT_YET. */
static size_t top_of(const Search *s, size_t l, size_t i)
{
    for (; l + 1 < s->levels && i != NOT_YET; l++) i = s->level[l].at[i].above;
    return i;
}

static void count_sightings(const Search *s, size_t best, myn_certificate *c)
{
    *c = (myn_certificate){.restarts = s->restarts, .recombined = s->children, .sample = s->level[0].p.n};
    for (size_t i = 0; i < s->level[0].count; i++) {
        size_t here = s->level[0].at[i].restarts;
        c->optima += here > 0;
        c->once += here == 1;
        if (top_of(s, 0, i) == best) c->seen += here;
    }
    const Level *level = &s->level[search_crossed(s)];
    for (size_t i = 0; i < level->count; i++)
        if (top_of(s, search_crossed(s), i) == best) c->recombined_seen += level->at[i].children;
}

static void certify(const Search *s, size_t *best, myn_certificate *c)
{
    size_t enough = s->plan->seen ? s->plan->seen : 8;
    (void)level_best(&s->level[s->levels - 1], 1, best);
    count_sightings(s, *best, c);
    double n = (double)c->restarts;
    c->unseen = (double)c->once / n;
    c->missed = c->seen ? pow(1 - (double)c->seen / n, n) : 1;
    c->enough = c->seen >= enough;
}

/* Restarts until the best of them was seen often enough, on the first level and then on the last. */
static myn_status restart_until(Search *s, size_t until, size_t *best, myn_certificate *c)
{
    size_t least = least_restarts(s), first = 0;
    size_t enough = s->plan->seen ? s->plan->seen : 8;
    myn_status status = MYN_OK;
    c->enough = false;
    while (!status && s->restarts < until) {
        status = search_restart(s);
        if (status || s->plan->plain || s->restarts < least) continue;
        (void)level_best(&s->level[0], 1, &first);
        if (s->level[0].at[first].restarts < enough) continue;
        status = search_lift(s, s->levels - 1);
        if (!status) certify(s, best, c);
        if (c->enough) break;
    }
    return status;
}

static double best_within(const Level *level)
{
    size_t best = 0;
    (void)level_best(level, 1, &best);
    return level->at[best].within;
}

static myn_status recombine_until_idle(Search *s)
{
    const Level *level = &s->level[search_crossed(s)];
    size_t patience = on_samples(s) ? 2 : 1 + least_restarts(s) / ROUND; /* rounds that bring nothing */
    myn_status status = search_lift(s, search_crossed(s));
    for (size_t idle = 0; idle < patience && !status && s->children < MOST_CHILDREN;) {
        double before = best_within(level);
        status = search_recombine(s);
        idle = best_within(level) < before * (1 - SAME) ? 0 : idle + 1;
    }
    return status;
}

myn_status search_all(Search *s, size_t *best, myn_certificate *c)
{
    size_t most = most_restarts(s), look = least_restarts(s) > LOOK ? least_restarts(s) : LOOK;
    bool plain = s->plan->plain || s->plan->recombine == MYN_RECOMBINE_NEVER || s->bounds.k < 2;
    if (look > most) look = most;
    bool always = s->plan->recombine == MYN_RECOMBINE_ALWAYS;
    if (s->bounds.k == 1) most = look = 1;
    myn_status status = restart_until(s, plain ? most : look, best, c);
    if (!status && !plain && !c->enough) status = search_lift(s, s->levels - 1);
    if (!status && !plain) certify(s, best, c);
    if (!status && !plain && (always || !c->enough)) status = recombine_until_idle(s);
    if (!status) status = search_lift(s, s->levels - 1);
    if (!status) certify(s, best, c);
    if (!status && on_samples(s)) status = search_settle(s, *best);
    return status;
}
