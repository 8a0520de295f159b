/* Suggesting breaks: changes of a series regressed on one shift or outlier more, the strongest first. */
#include <mynegai/breaks.h>
#include "forecast/season.h"
#include <math.h>
#include <mynegai/linalg.h>

#define OUTLIER_CAUTION 0.81649658092772603 /* sqrt(2 / 3): see breaks.h */
#define FREEDOM_LEAST   4                   /* degrees of freedom below which nothing is suggested */
#define ROUNDING        1e-12               /* of the largest value: changes no larger than that are none */
#define ALIASED         1e-9                /* of a candidate's length: what others already say */

/* Changes between neighbouring values, each over the root of its steps. */
typedef struct {
    double *root, *left;                /* m: sqrt of steps; what the regression leaves */
    double *basis[MYN_BREAKS_MOST + 1]; /* orthonormal, m each */
    size_t *at;                         /* m: position of the later value */
    size_t m, vectors;
    double least; /* a sum of squares that is rounding alone */
} Changes;

/* One candidate: at most two elements that are not 0. */
typedef struct {
    size_t first, used;
    double x[2];
} Candidate;

/* ---- the regression ---- */

static Candidate candidate(const Changes *c, size_t j, bool outlier)
{
    Candidate out = {j, outlier ? 2 : 1, {1 / c->root[j], 0}};
    if (outlier) out.x[1] = -1 / c->root[j + 1];
    return out;
}

static double along(const Candidate *x, const double *v)
{
    double sum = 0;
    for (size_t i = 0; i < x->used; i++) sum += x->x[i] * v[x->first + i];
    return sum;
}

/* What is left of vector V (m) without the basis joins the basis; residuals lose their share of it. */
static void join(Changes *c, double *v)
{
    double length = 0, share = 0;
    for (size_t i = 0; i < c->vectors; i++) {
        double part = 0;
        for (size_t j = 0; j < c->m; j++) part += v[j] * c->basis[i][j];
        for (size_t j = 0; j < c->m; j++) v[j] -= part * c->basis[i][j];
    }
    for (size_t j = 0; j < c->m; j++) length += v[j] * v[j];
    for (size_t j = 0; j < c->m; j++) v[j] /= sqrt(length);
    for (size_t j = 0; j < c->m; j++) share += v[j] * c->left[j];
    for (size_t j = 0; j < c->m; j++) c->left[j] -= share * v[j];
    c->basis[c->vectors++] = v;
}

static double squares_left(const Changes *c)
{
    double sum = 0;
    for (size_t j = 0; j < c->m; j++) sum += c->left[j] * c->left[j];
    return sum;
}

/* The t of candidate X, its coefficient in *SIZE; 0 where the regression already says it. */
static double t_of(const Changes *c, const Candidate *x, double squares, double freedom, double *size)
{
    double whole = x->x[0] * x->x[0] + x->x[1] * x->x[1], length = whole, pull = along(x, c->left);
    for (size_t i = 0; i < c->vectors; i++) {
        double part = along(x, c->basis[i]);
        length -= part * part;
    }
    if (length < ALIASED * whole) return 0;
    *size = pull / length;
    double rest = fmax(squares - pull * pull / length, c->least);
    return *size * sqrt(length / (rest / freedom));
}

/* The strongest candidate into OUT and X; false where none could be tried. */
static bool strongest(const Changes *c, myn_break *out, Candidate *x)
{
    double squares = squares_left(c), freedom = (double)c->m - (double)c->vectors - 1, size = 0;
    out->t = 0;
    if (freedom < FREEDOM_LEAST || squares <= c->least) return false;
    for (size_t j = 0; j < c->m; j++)
        for (size_t outlier = 0; outlier < (j + 1 < c->m ? 2 : 1); outlier++) {
            Candidate tried = candidate(c, j, outlier);
            double t = t_of(c, &tried, squares, freedom, &size) * (outlier ? OUTLIER_CAUTION : 1);
            if (fabs(t) <= fabs(out->t)) continue;
            *out = (myn_break){outlier ? MYN_BREAK_OUTLIER : MYN_BREAK_LEVEL, c->at[j], size, t, 1};
            *x = tried;
        }
    double tried = 2 * (double)c->m - 1;
    out->p = fmin(tried * myn_t_tail(out->t, freedom), 1);
    return out->t != 0;
}

/* ---- the changes ---- */

static bool room(Changes *c, size_t n, myn_arena *scratch)
{
    double *at = myn_arena_zero(scratch, n * (MYN_BREAKS_MOST + 3), sizeof *at);
    c->at = myn_arena_get(scratch, n * sizeof *c->at);
    if (!at || !c->at) return false;
    c->root = at, c->left = at + n;
    for (size_t i = 0; i <= MYN_BREAKS_MOST; i++) c->basis[i] = at + (2 + i) * n;
    return true;
}

static void take_changes(const double *y, size_t n, Changes *c)
{
    size_t before = n;
    double largest = 0;
    for (size_t i = 0; i < n; i++) {
        if (isnan(y[i])) continue;
        largest = fmax(largest, fabs(y[i]));
        if (before < n) {
            c->root[c->m] = sqrt((double)(i - before));
            c->left[c->m] = (y[i] - y[before]) / c->root[c->m];
            c->at[c->m++] = i;
        }
        before = i;
    }
    c->least = ROUNDING * largest * ROUNDING * largest * (double)c->m;
}

static void search(Changes *c, double rate, size_t most, myn_break *out, size_t *count)
{
    Candidate x = {0};
    for (size_t j = 0; j < c->m; j++) c->basis[0][j] = c->root[j];
    if (c->m) join(c, c->basis[0]);
    while (*count < most && *count < MYN_BREAKS_MOST && strongest(c, &out[*count], &x)) {
        if (!(out[*count].p < rate)) return;
        double *v = c->basis[c->vectors];
        for (size_t i = 0; i < x.used; i++) v[x.first + i] = x.x[i];
        join(c, v);
        (*count)++;
    }
}

myn_status myn_breaks_find(const double *y, size_t n, unsigned frequency, double rate, size_t most,
                           myn_break *out, size_t *count, myn_arena *scratch)
{
    Changes c = {0};
    Season season = {0};
    size_t skipped = 0;
    *count = 0;
    while (n && isnan(y[n - 1])) n--;
    while (skipped < n && isnan(y[skipped])) skipped++;
    for (size_t i = skipped; i < n; i++)
        if (isinf(y[i])) return MYN_OK;
    if (skipped == n) return MYN_OK;
    const double *x = y + skipped;
    myn_series series = {x, n - skipped, frequency, NULL, 0};
    myn_status status = frequency > 1 ? season_remove(&series, &season, scratch) : MYN_OK;
    if (!status && !room(&c, series.n, scratch)) status = MYN_ERR_MEMORY;
    if (status) return status;
    take_changes(season.left ? season.left : x, series.n, &c);
    search(&c, rate, most, out, count);
    for (size_t i = 0; i < *count; i++) out[i].at += skipped;
    return MYN_OK;
}
