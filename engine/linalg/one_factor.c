/* EM for one factor costs a matrix times a vector a step, but creeps where an indicator is nearly the factor
 * itself. Squared extrapolation takes two steps, guesses where they lead, and is taken back where the
 * likelihood does not agree. */
#include "linalg/gram.h"
#include <math.h>
#include <mynegai/linalg.h>
#include <string.h>

#define LEAST_UNIQUE  0.005 /* as R's factanal */
#define STANDS_STILL  1e-11
#define MOST_STEPS    20000
#define LONGEST_REACH 1e4
#define STARTS        2
#define SAME_VALUE    1e-9

/* A point holds p loadings, then p uniquenesses. */
typedef struct {
    myn_cmat s;
    size_t p, steps;
    double log_det;           /* of S */
    double *by_unique, *pull; /* l / u; S (l / u) */
    double *at, *next, *after, *reach, *kept;
} Em;

/* One piece of memory for all vectors of a step. */
static myn_status em_new(Em *em, myn_cmat s, myn_arena *scratch)
{
    size_t p = s.rows;
    double *part = myn_arena_zero(scratch, 12 * p + 1, sizeof *part);
    if (!part) return MYN_ERR_MEMORY;
    *em = (Em){.s = s, .p = p, .by_unique = part, .pull = part + p, .at = part + 2 * p};
    em->next = em->at + 2 * p;
    em->after = em->next + 2 * p;
    em->reach = em->after + 2 * p;
    em->kept = em->reach + 2 * p;
    return MYN_OK;
}

/* What both the step and the likelihood need: l/u, S l/u, and 1 + l' u^-1 l. */
static double weigh(Em *em, const double *x)
{
    const double *unique = x + em->p;
    for (size_t i = 0; i < em->p; i++) em->by_unique[i] = x[i] / unique[i];
    for (size_t i = 0; i < em->p; i++) em->pull[i] = myn_dot(myn_crow(em->s, i), em->by_unique, em->p);
    return 1 + myn_dot(x, em->by_unique, em->p);
}

/* log|S'| + tr(S S'^-1) - log|S| - p, by Sherman and Morrison. */
static double discrepancy(Em *em, const double *x)
{
    const double *unique = x + em->p;
    double whole = weigh(em, x), sum = log(whole) - myn_dot(em->by_unique, em->pull, em->p) / whole;
    for (size_t i = 0; i < em->p; i++) sum += log(unique[i]) + myn_crow(em->s, i)[i] / unique[i];
    return sum - em->log_det - (double)em->p;
}

/* One EM step from FROM into TO: with b = S'^-1 l, l = S b / (1 - b'l + b'S b), u = diag(S - l b'S). */
static void em_step(Em *em, const double *from, double *to)
{
    size_t p = em->p;
    double whole = weigh(em, from), *unique = to + p;
    double spread = myn_dot(em->by_unique, em->pull, p) / (whole * whole) + 1 / whole;
    for (size_t i = 0; i < p; i++) {
        double with_factor = em->pull[i] / whole;
        to[i] = with_factor / spread;
        unique[i] = fmax(myn_crow(em->s, i)[i] - to[i] * with_factor, LEAST_UNIQUE);
    }
    em->steps++;
}

static double largest_move(const double *a, const double *b, size_t n)
{
    double most = 0;
    for (size_t i = 0; i < n; i++) most = fmax(most, fabs(a[i] - b[i]));
    return most;
}

/* Where two steps lead (scheme S3 of Varadhan and Roland). */
static void extrapolate(Em *em)
{
    size_t n = 2 * em->p;
    double first = 0, bend = 0;
    for (size_t i = 0; i < n; i++) {
        double r = em->next[i] - em->at[i], v = em->after[i] - em->next[i] - r;
        first += r * r;
        bend += v * v;
    }
    double length = bend > 0 ? fmin(sqrt(first / bend), LONGEST_REACH) : 1;
    length = fmax(length, 1);
    for (size_t i = 0; i < n; i++) {
        double r = em->next[i] - em->at[i], v = em->after[i] - em->next[i] - r;
        double x = em->at[i] + 2 * length * r + length * length * v;
        em->reach[i] = i < em->p ? x : fmin(fmax(x, LEAST_UNIQUE), 1);
    }
}

static void swap(double **a, double **b)
{
    double *kept = *a;
    *a = *b;
    *b = kept;
}

/* To the point where a step moves nothing; false where that is not found. */
static bool settle(Em *em)
{
    size_t n = 2 * em->p;
    while (em->steps < MOST_STEPS) {
        em_step(em, em->at, em->next);
        if (largest_move(em->at, em->next, n) < STANDS_STILL) {
            swap(&em->at, &em->next);
            return true;
        }
        em_step(em, em->next, em->after);
        extrapolate(em);
        em_step(em, em->reach, em->kept);
        bool better = discrepancy(em, em->kept) <= discrepancy(em, em->after);
        swap(&em->at, better ? &em->kept : &em->after);
    }
    return false;
}

/* The loading that fits given uniquenesses: the first component of S scaled by them. */
static myn_status load(Em *em, myn_arena *scratch)
{
    size_t p = em->p;
    double *x = em->at, *unique = x + p;
    myn_mat scaled = {myn_arena_get(scratch, p * p * sizeof(double)), p, p, p};
    myn_components pca;
    if (!scaled.at) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < p; i++)
        for (size_t j = 0; j < p; j++)
            myn_row(scaled, i)[j] = myn_crow(em->s, i)[j] / (sqrt(unique[i]) * sqrt(unique[j]));
    myn_status status = myn_pca(myn_const(scaled), &pca, scratch);
    for (size_t i = 0; i < p && !status; i++)
        x[i] = sqrt(unique[i] * fmax(pca.value[0] - 1, 0.01)) * myn_row(pca.vector, i)[0];
    return status;
}

/* First where R's factanal starts, from what the others leave of each indicator; then from nothing known. */
static myn_status start(Em *em, int number, myn_cmat l, myn_arena *scratch)
{
    size_t p = em->p;
    double *column = em->next;
    for (size_t i = 0; i < p; i++) {
        memset(column, 0, p * sizeof *column);
        column[i] = 1;
        myn_cholesky_solve(l, column);
        double left = number == 0 ? (1 - 0.5 / (double)p) / column[i] : 0.5;
        em->at[p + i] = fmin(fmax(left, LEAST_UNIQUE), 1);
    }
    return load(em, scratch);
}

/* The sign of a factor is free: loadings sum to more than 0. */
static void hand_over(Em *em, myn_cmat l, myn_one_factor *out)
{
    double sum = 0;
    for (size_t i = 0; i < em->p; i++) sum += em->at[i];
    for (size_t i = 0; i < em->p; i++) {
        out->loading[i] = out->coefficient[i] = sum < 0 ? -em->at[i] : em->at[i];
        out->uniqueness[i] = em->at[em->p + i];
    }
    myn_cholesky_solve(l, out->coefficient);
    out->value = discrepancy(em, em->at);
}

/* Indicators of several factors may have several best places: the better of two is taken, the first where
 * they are the same. */
static myn_status best_of_starts(Em *em, myn_cmat l, myn_one_factor *out, bool *settled, myn_arena *scratch)
{
    *settled = false;
    for (int number = 0; number < STARTS; number++) {
        myn_arena_mark mark = myn_arena_here(scratch);
        myn_status status = start(em, number, l, scratch);
        myn_arena_rewind(scratch, mark);
        if (status) return status;
        em->steps = 0;
        bool here = settle(em);
        out->iterations += em->steps;
        bool better = number == 0 || discrepancy(em, em->at) < out->value - SAME_VALUE;
        if (here == *settled ? better : here) hand_over(em, l, out);
        *settled |= here;
    }
    return MYN_OK;
}

/* A copy of S as its Cholesky factor. */
static myn_status factorise(myn_cmat s, myn_mat *l, myn_arena *scratch)
{
    size_t p = s.rows;
    *l = (myn_mat){myn_arena_get(scratch, p * p * sizeof(double)), p, p, p};
    if (!l->at) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < p; i++) memcpy(myn_row(*l, i), myn_crow(s, i), p * sizeof(double));
    return myn_cholesky(*l);
}

myn_status myn_one_factor_fit(myn_cmat s, myn_one_factor *out, const char **why, myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_mat l = {0};
    Em em;
    bool unsettled = false;
    out->iterations = 0;
    out->value = NAN;
    *why = s.rows < 3 ? "one factor needs three indicators or more" : NULL;
    if (*why) return MYN_ERR_DATA;
    myn_status status = factorise(s, &l, scratch);
    if (status == MYN_ERR_DATA) *why = "an indicator is the same everywhere, or the others determine it";
    if (!status) status = em_new(&em, s, scratch);
    if (!status) {
        bool settled;
        em.log_det = myn_cholesky_log_det(myn_const(l));
        status = best_of_starts(&em, myn_const(l), out, &settled, scratch);
        if (!status && !settled) {
            unsettled = true;
            status = MYN_ERR_DATA;
        }
    }
    myn_arena_rewind(scratch, mark);
    if (unsettled)
        *why = myn_arena_print(
            scratch, "the factor analysis does not settle: after %zu iterations its discrepancy is %.10g",
            out->iterations, out->value);
    return status;
}
