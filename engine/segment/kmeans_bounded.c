/* The cheapest assignment to centres where segments may not have more or fewer points than is said: every point to
 * its nearest, then along shortest paths from segment to segment, a point for each step, until none is too large or
 * too small. An edge from a to b costs what the cheapest point of a loses by going to b. */
#include "segment/kmeans_run.h"
#include <math.h>
#include <string.h>

#define MOST_PASSES 200
#define NOBODY      UINT32_MAX

typedef struct {
    Run *run;
    size_t k;
    double *cost;     /* n x k: w |z - c|^2 */
    uint32_t *first;  /* k x k: the point that goes from a to b most cheaply */
    double *length;   /* k x k: what it loses */
    double *distance; /* k: shortest from a source */
    size_t *before;   /* k: the segment before on that path */
} Flow;

static double loss(const Flow *f, size_t i, size_t a, size_t b)
{
    return f->cost[i * f->k + b] - f->cost[i * f->k + a];
}

/* The cheapest point from A to B anew. O(n). */
static void find_edge(Flow *f, size_t a, size_t b)
{
    size_t edge = a * f->k + b;
    f->length[edge] = INFINITY;
    f->first[edge] = NOBODY;
    for (size_t i = 0; i < f->run->p->n; i++) {
        if ((size_t)f->run->label[i] != a) continue;
        double l = loss(f, i, a, b);
        if (l < f->length[edge]) {
            f->length[edge] = l;
            f->first[edge] = (uint32_t)i;
        }
    }
}

/* Point I, now of segment B, may be the cheapest of its edges. */
static void offer(Flow *f, size_t i, size_t b)
{
    for (size_t c = 0; c < f->k; c++) {
        double l = loss(f, i, b, c);
        size_t edge = b * f->k + c;
        if (c == b || l >= f->length[edge]) continue;
        f->length[edge] = l;
        f->first[edge] = (uint32_t)i;
    }
}

static void move(Flow *f, size_t i, size_t a, size_t b)
{
    f->run->label[i] = (int32_t)b;
    for (size_t c = 0; c < f->k; c++)
        if (c != a && f->first[a * f->k + c] == i) find_edge(f, a, c);
    offer(f, i, b);
}

/* Shortest paths from all segments of more than MORE points (Bellman and Ford; a loss may be negative). */
static void find_paths(Flow *f, size_t more)
{
    bool again = true;
    for (size_t j = 0; j < f->k; j++) {
        f->distance[j] = f->run->count[j] > more ? 0 : INFINITY;
        f->before[j] = j;
    }
    for (size_t round = 0; round < f->k && again; round++) {
        again = false;
        for (size_t e = 0; e < f->k * f->k; e++) {
            size_t a = e / f->k, b = e % f->k;
            double via = f->distance[a] + f->length[e];
            double slack = isfinite(f->distance[b]) ? 1e-12 * fabs(f->distance[b]) : 0;
            if (a == b || !(via < f->distance[b] - slack)) continue;
            f->distance[b] = via;
            f->before[b] = a;
            again = true;
        }
    }
}

/* The nearest segment that may take a point: of fewer than FEWER points; k where none can be reached. */
static size_t nearest_taker(const Flow *f, size_t fewer)
{
    size_t best = f->k;
    for (size_t j = 0; j < f->k; j++)
        if (f->run->count[j] < fewer && (best == f->k || f->distance[j] < f->distance[best])) best = j;
    return best < f->k && isfinite(f->distance[best]) ? best : f->k;
}

/* One point more in segment TO, one fewer where its path begins. */
static void push(Flow *f, size_t to)
{
    size_t at = to;
    for (size_t step = 0; f->before[at] != at && step < f->k; step++, at = f->before[at]) {
        size_t from = f->before[at];
        move(f, f->first[from * f->k + at], from, at);
    }
    f->run->count[to]++;
    f->run->count[at]--;
}

static bool any_outside(const Run *run, bool over)
{
    for (size_t j = 0; j < run->bounds.k; j++)
        if (over ? run->count[j] > run->bounds.most : run->count[j] < run->bounds.least) return true;
    return false;
}

static void keep_bounds(Flow *f)
{
    const Bounds *b = &f->run->bounds;
    for (int over = 1; over >= 0; over--)
        while (any_outside(f->run, over)) {
            find_paths(f, over ? b->most : b->least);
            size_t to = nearest_taker(f, over ? b->most : b->least);
            if (to == f->k) return;
            push(f, to);
        }
}

static void find_costs(Flow *f)
{
    Run *run = f->run;
    size_t d = run->p->d;
    memset(run->count, 0, f->k * sizeof *run->count);
    for (size_t i = 0; i < run->p->n; i++) {
        double *cost = f->cost + i * f->k, w = point_weight(run->p, i);
        size_t best = 0;
        point_read(run->p, i, run->exact, run->point);
        for (size_t j = 0; j < f->k; j++) {
            cost[j] = w * square_off(run->point, run->centre + j * d, d);
            if (cost[j] < cost[best]) best = j;
        }
        run->label[i] = (int32_t)best;
        run->count[best]++;
    }
    for (size_t e = 0; e < f->k * f->k; e++) f->length[e] = INFINITY, f->first[e] = NOBODY;
    for (size_t i = 0; i < run->p->n; i++) offer(f, i, (size_t)run->label[i]);
}

myn_status run_bounded(Run *run, myn_arena *scratch)
{
    size_t k = run->bounds.k;
    Flow f = {.run = run, .k = k};
    f.cost = myn_arena_get(scratch, run->p->n * k * sizeof *f.cost);
    f.first = myn_arena_get(scratch, k * k * sizeof *f.first);
    f.length = myn_arena_get(scratch, k * k * sizeof *f.length);
    f.distance = myn_arena_get(scratch, k * sizeof *f.distance);
    f.before = myn_arena_get(scratch, k * sizeof *f.before);
    if (!f.cost || !f.first || !f.length || !f.distance || !f.before) return MYN_ERR_MEMORY;
    double within = INFINITY;
    for (run->passes = 0; run->passes < MOST_PASSES; run->passes++) {
        find_costs(&f);
        keep_bounds(&f);
        run_refresh(run);
        double now = run_within(run);
        if (!(now < within * (1 - 1e-12))) break;
        within = now;
    }
    return MYN_OK;
}
