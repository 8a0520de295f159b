#include "segment/kmeans_run.h"
#include <math.h>
#include <string.h>

#define ROUGH 3e-7

myn_status run_new(const Points *p, const Bounds *bounds, bool exact, Run *out, myn_arena *arena)
{
    size_t k = bounds->k, d = p->d, labels = p->tiles * TILE;
    *out = (Run){.p = p, .bounds = *bounds, .exact = exact || !p->flat, .loops = tile_loops()};
    if (!out->exact && p->n > FEW) out->enough = ROUGH;
    out->label = myn_arena_get(arena, labels * sizeof *out->label);
    out->sum = myn_arena_zero(arena, k * d + 1, sizeof(double));
    out->centre = myn_arena_zero(arena, k * d + 1, sizeof(double));
    out->mass = myn_arena_zero(arena, k, sizeof(double));
    out->count = myn_arena_zero(arena, k, sizeof(size_t));
    out->point = myn_arena_get(arena, (d + 1) * sizeof(double));
    out->near = (Centres){myn_arena_zero(arena, centres_room(k, d) + 1, sizeof(float)),
                          myn_arena_zero(arena, k, sizeof(float)), k, d};
    bool all = out->label && out->sum && out->centre && out->mass && out->count && out->point;
    if (!all || !out->near.at || !out->near.half) return MYN_ERR_MEMORY;
    run_restart(out);
    return anderson_new(&out->anderson, k * d, arena);
}

void run_restart(Run *run)
{
    memset(run->label, 0xff, run->p->tiles * TILE * sizeof *run->label);
    memset(run->sum, 0, run->bounds.k * run->p->d * sizeof *run->sum);
    memset(run->mass, 0, run->bounds.k * sizeof *run->mass);
    memset(run->count, 0, run->bounds.k * sizeof *run->count);
    run->passes = 0;
    run->settled = false;
}

void run_centre(Run *run, size_t j)
{
    size_t d = run->p->d;
    double *centre = run->centre + j * d;
    const double *sum = run->sum + j * d;
    for (size_t l = 0; l < d; l++) centre[l] = sum[l] / run->mass[j];
    centre_set(&run->near, j, centre);
}

static void shift(Run *run, size_t i, double *from, double *to)
{
    size_t d = run->p->d;
    double w = point_weight(run->p, i);
    if (!run->exact) {
        run->loops->shift(run->p->flat + i * d, w, d, from, to);
        return;
    }
    const double *x = myn_crow(run->p->x, point_row(run->p, i)), by[2] = {w, run->p->scale};
    run->loops->shift_exact(x, run->p->mean, by, d, from, to);
}

void run_move(Run *run, size_t i, int32_t a, int32_t b)
{
    size_t d = run->p->d;
    double w = point_weight(run->p, i);
    shift(run, i, a < 0 ? NULL : run->sum + (size_t)a * d, run->sum + (size_t)b * d);
    if (a >= 0) {
        run->mass[a] -= w;
        run->count[a]--;
    }
    run->mass[b] += w;
    run->count[b]++;
    run->label[i] = b;
}

void run_refresh(Run *run)
{
    size_t k = run->bounds.k, d = run->p->d;
    memset(run->sum, 0, k * d * sizeof *run->sum);
    memset(run->mass, 0, k * sizeof *run->mass);
    memset(run->count, 0, k * sizeof *run->count);
    for (size_t i = 0; i < run->p->n; i++) run_move(run, i, -1, run->label[i]);
    for (size_t j = 0; j < k; j++)
        if (run->count[j]) run_centre(run, j);
}

/* The point of a segment of more than one that costs most where it is. */
static size_t costliest(Run *run)
{
    double most = -1;
    size_t found = 0, d = run->p->d;
    for (size_t i = 0; i < run->p->n; i++) {
        size_t own = (size_t)run->label[i];
        if (run->count[own] < 2) continue;
        point_read(run->p, i, run->exact, run->point);
        double cost = point_weight(run->p, i) * square_off(run->point, run->centre + own * d, d);
        if (cost > most) {
            most = cost;
            found = i;
        }
    }
    return found;
}

void run_fill_empty(Run *run)
{
    for (size_t j = 0; j < run->bounds.k; j++) {
        if (run->count[j]) continue;
        size_t i = costliest(run);
        int32_t own = run->label[i];
        run_move(run, i, own, (int32_t)j);
        run_centre(run, (size_t)own);
        run_centre(run, j);
    }
}

double run_within(const Run *run)
{
    size_t d = run->p->d;
    double explained = 0;
    for (size_t j = 0; j < run->bounds.k; j++) {
        double square = 0;
        for (size_t l = 0; l < d; l++) square += run->sum[j * d + l] * run->sum[j * d + l];
        if (run->count[j]) explained += square / run->mass[j];
    }
    return fmax(0, run->p->square - explained);
}

#define BLOCK ((size_t)4096)

double run_within_exact(Run *run)
{
    size_t d = run->p->d;
    double total = 0;
    for (size_t from = 0; from < run->p->n; from += BLOCK) {
        double block = 0;
        for (size_t i = from; i < run->p->n && i < from + BLOCK; i++) {
            point_read(run->p, i, run->exact, run->point);
            const double *own = run->centre + (size_t)run->label[i] * d;
            block += point_weight(run->p, i) * square_off(run->point, own, d);
        }
        total += block;
    }
    return total;
}
