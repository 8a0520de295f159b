/* Varimax as a fixed point: the rotation nearest to the gradient, by singular values of a k x k matrix. The
 * singular values come of one-sided Jacobi rotations (Hestenes 1958, doi:10.1137/0106005), which are exact to
 * the last digits for matrices as small as these. */
#include "linalg/gram.h"
#include <float.h>
#include <math.h>
#include <mynegai/linalg.h>
#include <string.h>

#define R_ROTATIONS  1000
#define MOST_SWEEPS  60
#define MOST_TURNS   10000
#define STANDS_STILL 1e-12
#define NO_DIRECTION 1e-14 /* a singular value below this, a row of loadings counting 1, is rounding */

/* All k x k, the rows of each being what algebra calls columns, so that they lie side by side. */
typedef struct {
    size_t p, k;
    double *x, *z;         /* p x k: loadings, and rotated */
    double *turn, *before; /* the rotation T: z = x T */
    double *b, *v, *u;     /* the gradient, and its singular vectors */
    double *mean;          /* k: of squared rotated loadings */
} Work;

/* One piece of memory for all matrices of the search. */
static myn_status work_new(Work *w, size_t p, size_t k, myn_arena *scratch)
{
    double *at = myn_arena_zero(scratch, 2 * p * k + 5 * k * k + k, sizeof *at);
    if (!at) return MYN_ERR_MEMORY;
    *w = (Work){.p = p, .k = k, .x = at, .z = at + p * k};
    double **square[] = {&w->turn, &w->before, &w->b, &w->v, &w->u};
    at += 2 * p * k;
    for (size_t i = 0; i < 5; i++, at += k * k) *square[i] = at;
    w->mean = at;
    for (size_t i = 0; i < k; i++) w->turn[i * k + i] = 1;
    return MYN_OK;
}

/* Rotate the rows A and B of N values by (c, s). */
static void turn_rows(double *a, double *b, size_t n, double c, double s)
{
    for (size_t i = 0; i < n; i++) {
        double x = a[i], y = b[i];
        a[i] = c * x - s * y;
        b[i] = s * x + c * y;
    }
}

/* Make rows I and J of B orthogonal; whether they were not. */
static bool make_orthogonal(Work *w, size_t i, size_t j)
{
    size_t k = w->k;
    double *a = w->b + i * k, *b = w->b + j * k;
    double aa = myn_dot(a, a, k), bb = myn_dot(b, b, k), ab = myn_dot(a, b, k);
    if (fabs(ab) <= DBL_EPSILON * sqrt(aa * bb)) return false;
    double zeta = (bb - aa) / (2 * ab), t = copysign(1, zeta) / (fabs(zeta) + hypot(1, zeta));
    double c = 1 / sqrt(1 + t * t);
    turn_rows(a, b, k, c, c * t);
    turn_rows(w->v + i * k, w->v + j * k, k, c, c * t);
    return true;
}

/* One-sided Jacobi: slow for large matrices, exact for the few columns there are. */
static void singular_vectors(Work *w)
{
    size_t k = w->k;
    memset(w->v, 0, k * k * sizeof *w->v);
    for (size_t i = 0; i < k; i++) w->v[i * k + i] = 1;
    bool moved = true;
    for (int sweep = 0; moved && sweep < MOST_SWEEPS; sweep++) {
        moved = false;
        for (size_t i = 0; i + 1 < k; i++)
            for (size_t j = i + 1; j < k; j++) moved |= make_orthogonal(w, i, j);
    }
}

/* OUT = what is left of CANDIDATE beside the rows of U that are set; its length before scaling to 1. */
static double stand_apart(const Work *w, const bool *set, const double *candidate, double *out)
{
    size_t k = w->k;
    memcpy(out, candidate, k * sizeof *out);
    for (int twice = 0; twice < 2; twice++)
        for (size_t j = 0; j < k; j++) {
            const double *u = w->u + j * k;
            double along = set[j] ? myn_dot(out, u, k) : 0;
            for (size_t i = 0; set[j] && i < k; i++) out[i] -= along * u[i];
        }
    double length = sqrt(myn_dot(out, out, k));
    for (size_t i = 0; i < k && length > 0; i++) out[i] /= length;
    return length;
}

/* A direction that the gradient says nothing of goes where the rotation has it now; else any that is free. */
static void free_direction(Work *w, const bool *set, size_t j, double *candidate)
{
    size_t k = w->k;
    memset(candidate, 0, k * sizeof *candidate);
    for (size_t c = 0; c < k; c++)
        for (size_t i = 0; i < k; i++) candidate[i] += w->turn[c * k + i] * w->v[j * k + c];
    double length = stand_apart(w, set, candidate, w->u + j * k);
    for (size_t c = 0; c < k && length < 0.5 / (double)k; c++) {
        memset(candidate, 0, k * sizeof *candidate);
        candidate[c] = 1;
        length = stand_apart(w, set, candidate, w->u + j * k);
    }
}

/* T = U V', the rotation nearest to B; the sum of singular values. FLAG and SPARE: k each. */
static double nearest_rotation(Work *w, bool *flag, double *spare)
{
    size_t k = w->k;
    double sum = 0;
    singular_vectors(w);
    for (size_t j = 0; j < k; j++) {
        double size = sqrt(myn_dot(w->b + j * k, w->b + j * k, k));
        flag[j] = size > NO_DIRECTION * (double)w->p;
        sum += size;
        for (size_t i = 0; i < k && flag[j]; i++) w->u[j * k + i] = w->b[j * k + i] / size;
    }
    for (size_t j = 0; j < k; j++) {
        if (flag[j]) continue;
        free_direction(w, flag, j, spare);
        flag[j] = true;
    }
    memset(w->turn, 0, k * k * sizeof *w->turn);
    for (size_t j = 0; j < k; j++)
        for (size_t c = 0; c < k; c++)
            for (size_t i = 0; i < k; i++) w->turn[c * k + i] += w->u[j * k + i] * w->v[j * k + c];
    return sum;
}

static void rotate(Work *w)
{
    for (size_t i = 0; i < w->p; i++)
        for (size_t c = 0; c < w->k; c++)
            w->z[i * w->k + c] = myn_dot(w->x + i * w->k, w->turn + c * w->k, w->k);
}

/* B = X' (Z^3 - Z diag(mean Z^2)) */
static void gradient(Work *w)
{
    size_t p = w->p, k = w->k;
    memset(w->mean, 0, k * sizeof *w->mean);
    for (size_t i = 0; i < p * k; i++) w->mean[i % k] += w->z[i] * w->z[i] / (double)p;
    memset(w->b, 0, k * k * sizeof *w->b);
    for (size_t i = 0; i < p; i++)
        for (size_t c = 0; c < k; c++) {
            double z = w->z[i * k + c], pull = z * (z * z - w->mean[c]);
            for (size_t r = 0; r < k; r++) w->b[c * k + r] += w->x[i * k + r] * pull;
        }
}

static double largest_change(const Work *w)
{
    double most = 0;
    for (size_t i = 0; i < w->k * w->k; i++) most = fmax(most, fabs(w->turn[i] - w->before[i]));
    return most;
}

/* R stops by the sum of singular values, long before the rotation stands still: to match published
 * figures that way is kept. */
static myn_status find_rotation(Work *w, double tolerance, myn_arena *scratch)
{
    bool *flag = myn_arena_zero(scratch, w->k, sizeof *flag);
    double *spare = myn_arena_zero(scratch, w->k, sizeof *spare), past = 0;
    if (!flag || !spare) return MYN_ERR_MEMORY;
    for (int turns = 0; turns < (tolerance > 0 ? R_ROTATIONS : MOST_TURNS); turns++) {
        rotate(w);
        gradient(w);
        memcpy(w->before, w->turn, w->k * w->k * sizeof *w->turn);
        double sum = nearest_rotation(w, flag, spare);
        if (tolerance > 0 ? sum < past * (1 + tolerance) : largest_change(w) < STANDS_STILL) return MYN_OK;
        past = sum;
    }
    return tolerance > 0 ? MYN_OK : MYN_ERR_DATA;
}

static double row_size(const double *row, size_t k, bool normalise)
{
    double size = normalise ? sqrt(myn_dot(row, row, k)) : 1;
    return size > 0 ? size : 1;
}

myn_status myn_varimax(myn_mat loading, myn_varimax_how how, const char **why, myn_arena *scratch)
{
    size_t p = loading.rows, k = loading.cols;
    *why = NULL;
    for (size_t i = 0; i < p; i++)
        for (size_t c = 0; c < k; c++)
            if (!isfinite(myn_row(loading, i)[c])) *why = "a loading is not a finite number";
    if (*why || k < 2) return *why ? MYN_ERR_DATA : MYN_OK;
    Work w;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = work_new(&w, p, k, scratch);
    for (size_t i = 0; i < p && !status; i++) {
        double size = row_size(myn_row(loading, i), k, how.normalise);
        for (size_t c = 0; c < k; c++) w.x[i * k + c] = myn_row(loading, i)[c] / size;
    }
    if (!status) status = find_rotation(&w, how.tolerance, scratch);
    if (!status) rotate(&w);
    for (size_t i = 0; i < p && !status; i++) {
        double size = row_size(myn_row(loading, i), k, how.normalise);
        for (size_t c = 0; c < k; c++) myn_row(loading, i)[c] = w.z[i * k + c] * size;
    }
    double change = status == MYN_ERR_DATA ? largest_change(&w) : 0;
    myn_arena_rewind(scratch, mark);
    if (status == MYN_ERR_DATA)
        *why = myn_arena_print(
            scratch, "the varimax rotation does not settle: after %d turns it still changes by %.3g",
            MOST_TURNS, change);
    return status;
}
