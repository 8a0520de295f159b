/* Lloyd's passes, with the centres carried further along their way by Anderson's acceleration of fixed points
 * (Anderson 1965, doi:10.1145/321296.321305; for k-means Zhang, Yao, Peng, Deng, Cai and Zhang 2018,
 * arXiv:1805.10638). A step that does not lower the sum of squares is taken back, so that the sum falls as with
 * plain passes. */
#include "segment/kmeans_run.h"
#include <math.h>
#include <string.h>

#define MOST_PASSES 500
#define STILL       50000 /* one of so many points moves, or fewer: the rest is for single moves */
#define NEAR_END    1e-9  /* of the sum of squares: a pass that gains less is the last */

static myn_status row_new(double **out, size_t size, myn_arena *arena)
{
    *out = myn_arena_get(arena, (size + 1) * sizeof **out);
    return *out ? MYN_OK : MYN_ERR_MEMORY;
}

myn_status anderson_new(Anderson *out, size_t size, myn_arena *arena)
{
    *out = (Anderson){.size = size, .within = INFINITY};
    myn_status status = row_new(&out->residual, size, arena);
    if (!status) status = row_new(&out->mean, size, arena);
    if (!status) status = row_new(&out->room, size, arena);
    for (size_t m = 0; m < ANDERSON && !status; m++) {
        status = row_new(&out->residual_step[m], size, arena);
        if (!status) status = row_new(&out->mean_step[m], size, arena);
    }
    return status;
}

static double dot(const double *a, const double *b, size_t n)
{
    double lane[4] = {0, 0, 0, 0};
    size_t i = 0;
    for (; i + 4 <= n; i += 4)
        for (size_t q = 0; q < 4; q++) lane[q] += a[i + q] * b[i + q];
    for (; i < n; i++) lane[0] += a[i] * b[i];
    return (lane[0] + lane[1]) + (lane[2] + lane[3]);
}

/* Solve A g = B (M x M, symmetric, positive definite by its enlarged diagonal) in place; false where it is not. */
static bool solve(double a[ANDERSON][ANDERSON], double *b, size_t m)
{
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < i; j++) a[i][i] -= a[i][j] * a[i][j];
        if (!(a[i][i] > 0)) return false;
        a[i][i] = sqrt(a[i][i]);
        for (size_t r = i + 1; r < m; r++) {
            for (size_t j = 0; j < i; j++) a[r][i] -= a[r][j] * a[i][j];
            a[r][i] /= a[i][i];
        }
    }
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < i; j++) b[i] -= a[i][j] * b[j];
        b[i] /= a[i][i];
    }
    for (size_t i = m; i-- > 0;) {
        for (size_t j = i + 1; j < m; j++) b[i] -= a[j][i] * b[j];
        b[i] /= a[i][i];
    }
    return true;
}

/* The weights of the last steps whose combination leaves the least residual. */
static bool mix(const Anderson *a, double *weight)
{
    double gram[ANDERSON][ANDERSON];
    for (size_t i = 0; i < a->steps; i++) {
        for (size_t j = 0; j <= i; j++) gram[i][j] = dot(a->residual_step[i], a->residual_step[j], a->size);
        gram[i][i] *= 1 + 1e-10;
        weight[i] = dot(a->residual_step[i], a->residual, a->size);
    }
    return solve(gram, weight, a->steps);
}

/* The step from the last mean and residual to these, in place of the oldest. */
static void note_step(Anderson *a, const double *centre, const double *mean)
{
    if (a->started) {
        size_t at = a->next++ % ANDERSON;
        for (size_t i = 0; i < a->size; i++) {
            a->residual_step[at][i] = mean[i] - centre[i] - a->residual[i];
            a->mean_step[at][i] = mean[i] - a->mean[i];
        }
        if (a->steps < ANDERSON) a->steps++;
    }
    a->started = true;
    for (size_t i = 0; i < a->size; i++) {
        a->residual[i] = mean[i] - centre[i];
        a->mean[i] = mean[i];
    }
}

static void forget(Anderson *a)
{
    a->steps = a->next = 0;
    a->started = false;
}

/* From the means of the present segments (MEAN) to the next centres (CENTRE, in: those that made the segments). */
static void accelerate(Anderson *a, const double *mean, double *centre)
{
    double weight[ANDERSON];
    note_step(a, centre, mean);
    memcpy(centre, mean, a->size * sizeof *centre);
    if (!a->steps) return;
    if (!mix(a, weight)) {
        forget(a);
        return;
    }
    for (size_t m = 0; m < a->steps; m++)
        for (size_t i = 0; i < a->size; i++) centre[i] -= weight[m] * a->mean_step[m][i];
}

/* One tile of one run: every point to its nearest centre, centres as they were. A point that is as near to its
 * own stays. */
static void lloyd_tile(Run *run, size_t t)
{
    Nearest found;
    size_t from = t * TILE, lanes = run->p->n - from < TILE ? run->p->n - from : TILE;
    const float *tile = run->p->tile + from * run->p->d;
    if (!run->loops->nearest(tile, &run->near, run->label + from, NULL, &found)) return;
    for (size_t i = 0; i < lanes; i++)
        if (found.nearer[i]) {
            run_move(run, from + i, run->label[from + i], found.which[i]);
            run->moved++;
        }
}

static bool any_empty(const Run *run)
{
    for (size_t j = 0; j < run->bounds.k; j++)
        if (!run->count[j]) return true;
    return false;
}

static void find_means(const Run *run, double *mean)
{
    size_t d = run->p->d;
    for (size_t j = 0; j < run->bounds.k; j++)
        for (size_t l = 0; l < d; l++) mean[j * d + l] = run->sum[j * d + l] / run->mass[j];
}

static void use_centres(Run *run)
{
    for (size_t j = 0; j < run->bounds.k; j++) centre_set(&run->near, j, run->centre + j * run->p->d);
}

/* The centres of the next pass; whether there is to be one. */
static bool next_centres(Run *run)
{
    Anderson *a = &run->anderson;
    double within = run_within(run), before = a->within;
    bool lower = within < before, still = run->moved <= run->p->n / STILL;
    if (!lower && a->steps && a->started && a->ahead) { /* taken back: plainly from the last means */
        memcpy(run->centre, a->mean, a->size * sizeof *a->mean);
        forget(a);
        a->ahead = false;
        use_centres(run);
        return true;
    }
    a->within = lower ? within : before;
    find_means(run, a->room);
    bool end = still || !lower || before - within < fmax(run->enough, NEAR_END) * within;
    if (end)
        memcpy(run->centre, a->room, a->size * sizeof *a->room);
    else
        accelerate(a, a->room, run->centre);
    a->ahead = a->steps > 0;
    use_centres(run);
    return !end;
}

static void finish_pass(Run *run)
{
    run->passes++;
    if (any_empty(run)) {
        for (size_t j = 0; j < run->bounds.k; j++)
            if (run->count[j]) run_centre(run, j);
        run_fill_empty(run);
        forget(&run->anderson);
        run->anderson.within = INFINITY;
        run->settled = run->passes >= MOST_PASSES || !run->moved;
    } else
        run->settled = !next_centres(run) || run->passes >= MOST_PASSES;
}

/* A tile is in the cache for all runs before the next is fetched. */
void run_lloyd(Run *runs, size_t count)
{
    for (;;) {
        Run *going[LLOYD_ABREAST];
        size_t n = 0;
        for (size_t r = 0; r < count; r++)
            if (!runs[r].settled) going[n++] = &runs[r];
        if (!n) return;
        for (size_t r = 0; r < n; r++) going[r]->moved = 0;
        for (size_t t = 0; t < runs->p->tiles; t++)
            for (size_t r = 0; r < n; r++) lloyd_tile(going[r], t);
        for (size_t r = 0; r < n; r++) finish_pass(going[r]);
    }
}
