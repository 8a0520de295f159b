/* Single moves, in float64, where float32 cannot rule them out.
 *
 * A point of weight w in segment a of mass W_a lowers the sum of squares by going to b where
 *     W_b / (W_b + w) |x - c_b|^2  <  W_a / (W_a - w) |x - c_a|^2.
 * With scores s_j = (|x - c_j|^2 - |x|^2) / 2 that asks for s_b - s_a < rho |x - c_a|^2 / 2, where 1 + rho is
 * the quotient of the two factors. The loops give s_a and the least other s in float32; where they leave a doubt
 * (they bound their own rounding error) the point is judged in float64. So a pass costs little more than one of
 * Lloyd's, and what it leaves is a local optimum of float64. */
#include "segment/kmeans_run.h"
#include <math.h>

#define MOST_PASSES 1000
#define GAIN        1e-13 /* of what a point costs: less is rounding */

typedef struct {
    Run *run;
    Margin margin;
    double *once, *twice, *half; /* k: rho is at most w (once + w twice) for w <= half */
} Polish;

/* Rounding of x, c, h, d products and their sum: at most (d + 4) 2^-24 (|x||c| + |c|^2 / 2) a score. With W the mass of
 * the point's segment, V that of the lightest, w <= W / 2:
 * W / (W - w) (V + w) / V - 1 <= w (2 / W + 1 / V + 2 w / (W V)). */
static void bound(Polish *p)
{
    const Run *run = p->run;
    double square = 0, lightest = INFINITY;
    for (size_t j = 0; j < run->bounds.k; j++) {
        square = fmax(square, (double)run->near.half[j]);
        lightest = fmin(lightest, run->mass[j]);
    }
    for (size_t j = 0; j < run->bounds.k; j++) {
        p->once[j] = 2 / run->mass[j] + 1 / lightest;
        p->twice[j] = 2 / (run->mass[j] * lightest);
        p->half[j] = run->mass[j] / 2;
    }
    double unit = 2.02 * ((double)run->p->d + 4) * 0x1p-24;
    p->margin.error = (float)(1.0001 * unit * (run->p->farthest * sqrt(2 * square) + square) + 1e-30);
}

/* What a point of a tile may cost elsewhere, beyond what it costs where it is. */
static void allow(Polish *p, size_t from)
{
    const Run *run = p->run;
    p->margin.norm = run->p->norm + from;
    for (size_t i = 0; i < TILE; i++) {
        size_t a = run->label[from + i] < 0 ? 0 : (size_t)run->label[from + i];
        double w = (double)run->p->share[from + i] * 1.000001;
        double rho = w <= p->half[a] ? w * (p->once[a] + w * p->twice[a]) : 1e30;
        p->margin.allow[i] = (float)(rho * .5001);
    }
}

/* Where point I of A (weight W) would better be; A where nowhere is. */
static size_t better(Run *run, size_t i, size_t a, double w)
{
    size_t d = run->p->d, best = a;
    point_read(run->p, i, run->exact, run->point);
    double stay = run->mass[a] / (run->mass[a] - w) * square_off(run->point, run->centre + a * d, d);
    double least = stay * (1 - GAIN);
    for (size_t b = 0; b < run->bounds.k; b++) {
        if (b == a || run->count[b] >= run->bounds.most) continue;
        double go = run->mass[b] / (run->mass[b] + w) * square_off(run->point, run->centre + b * d, d);
        if (go < least) {
            least = go;
            best = b;
        }
    }
    return best;
}

static bool judge(Polish *p, size_t i)
{
    Run *run = p->run;
    size_t a = (size_t)run->label[i];
    double w = point_weight(run->p, i);
    if (run->count[a] <= run->bounds.least || run->mass[a] <= w) return false;
    size_t b = better(run, i, a, w);
    if (b == a) return false;
    run_move(run, i, (int32_t)a, (int32_t)b);
    run_centre(run, a);
    run_centre(run, b);
    bound(p);
    return true;
}

static size_t polish_tile(Polish *p, size_t t)
{
    Run *run = p->run;
    Nearest found;
    size_t moved = 0, from = t * TILE, lanes = run->p->n - from < TILE ? run->p->n - from : TILE;
    const float *tile = run->p->tile + from * run->p->d;
    allow(p, from);
    if (!run->loops->nearest(tile, &run->near, run->label + from, &p->margin, &found)) return 0;
    for (size_t i = 0; i < lanes; i++)
        if (found.nearer[i]) moved += judge(p, from + i);
    return moved;
}

myn_status run_polish(Run *run, myn_arena *scratch)
{
    size_t k = run->bounds.k;
    Polish p = {.run = run};
    p.once = myn_arena_get(scratch, k * sizeof(double));
    p.twice = myn_arena_get(scratch, k * sizeof(double));
    p.half = myn_arena_get(scratch, k * sizeof(double));
    if (!p.once || !p.twice || !p.half) return MYN_ERR_MEMORY;
    double within = run_within(run);
    for (size_t i = 0; i < MOST_PASSES && k > 1; i++, run->passes++) {
        size_t moved = 0;
        bound(&p);
        for (size_t t = 0; t < run->p->tiles; t++) moved += polish_tile(&p, t);
        double now = run_within(run);
        if (!moved || within - now < run->enough * within) break;
        within = now;
    }
    return MYN_OK;
}
