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

/* A point holds p loadings, then p uniquenesses. */
typedef struct {
    myn_cmat s;
    size_t p, steps;
    double log_det;           /* of S */
    double *by_unique, *pull; /* l / u; S (l / u) */
    double *at, *next, *after, *reach, *kept;
} Em;

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

/* The first principal component is near enough to the factor. */
static myn_status start(Em *em, myn_arena *scratch)
{
    myn_components pca;
    myn_status status = myn_pca(em->s, &pca, scratch);
    for (size_t i = 0; i < em->p && !status; i++) {
        double x = 0.9 * myn_row(pca.loading, i)[0], left = myn_crow(em->s, i)[i] - x * x;
        em->at[i] = x;
        em->at[em->p + i] = fmin(fmax(left, 0.1), 1);
    }
    return status;
}

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
    out->iterations = em->steps;
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
    out->iterations = 0;
    out->value = NAN;
    *why = s.rows < 3 ? "one factor needs three indicators or more" : NULL;
    if (*why) return MYN_ERR_DATA;
    myn_status status = factorise(s, &l, scratch);
    if (status == MYN_ERR_DATA) *why = "an indicator is the same everywhere, or the others determine it";
    if (!status) status = em_new(&em, s, scratch);
    if (!status) status = start(&em, scratch);
    if (!status) {
        em.log_det = myn_cholesky_log_det(myn_const(l));
        bool settled = settle(&em);
        hand_over(&em, myn_const(l), out);
        status = settled ? MYN_OK : MYN_ERR_DATA;
        if (!settled) *why = "the factor analysis does not settle";
    }
    myn_arena_rewind(scratch, mark);
    return status;
}
