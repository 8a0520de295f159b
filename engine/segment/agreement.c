/* Agreement of two partitions, from the table of how many points they share. */
#include <math.h>
#include <mynegai/agreement.h>
#include <string.h>

typedef struct {
    double *cell; /* ka x kb counts */
    double *a, *b;
    size_t ka, kb;
    double n;
} Table;

static bool labels_sound(const myn_partition *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->label[i] >= p->k) return false;
    return true;
}

static bool fill(Table *t, const myn_partition *a, const myn_partition *b, myn_arena *scratch)
{
    *t = (Table){.ka = a->k, .kb = b->k, .n = (double)a->n};
    t->cell = myn_arena_zero(scratch, a->k * b->k, sizeof *t->cell);
    t->a = myn_arena_zero(scratch, a->k, sizeof *t->a);
    t->b = myn_arena_zero(scratch, b->k, sizeof *t->b);
    if (!t->cell || !t->a || !t->b) return false;
    for (size_t i = 0; i < a->n; i++) {
        t->cell[a->label[i] * b->k + b->label[i]]++;
        t->a[a->label[i]]++;
        t->b[b->label[i]]++;
    }
    return true;
}

/* ---- pairs ---- */

static double pairs_of(const double *count, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += count[i] * (count[i] - 1) / 2;
    return sum;
}

static void by_pairs(const Table *t, myn_agreement *out)
{
    double all = t->n * (t->n - 1) / 2, both = pairs_of(t->cell, t->ka * t->kb);
    double a = pairs_of(t->a, t->ka), b = pairs_of(t->b, t->kb);
    double expected = all > 0 ? a * b / all : 0, most = (a + b) / 2;
    out->rand = all > 0 ? (all + 2 * both - a - b) / all : 1;
    out->adjusted_rand = most == expected ? 1 : (both - expected) / (most - expected);
    out->fowlkes_mallows = both > 0 ? sqrt(both / a) * sqrt(both / b) : (a == 0 && b == 0);
}

/* ---- information ---- */

static double entropy_of(const double *count, size_t k, double n)
{
    double sum = 0;
    for (size_t i = 0; i < k; i++)
        if (count[i] > 0) sum -= count[i] / n * log(count[i] / n);
    return sum;
}

static double mutual_of(const Table *t)
{
    double sum = 0;
    for (size_t i = 0; i < t->ka; i++)
        for (size_t j = 0; j < t->kb; j++) {
            double c = t->cell[i * t->kb + j];
            if (c > 0) sum += c / t->n * (log(c / t->n) - log(t->a[i] / t->n) - log(t->b[j] / t->n));
        }
    return fmax(0, sum);
}

/* The share of I that a table of sums A and B has by chance in one cell: sum over what the cell may hold of c / n
 * ln(n c / (a b)) times its hypergeometric probability. FACTORIAL holds ln c!. */
static double expected_in(double a, double b, double n, const double *factorial)
{
    double sum = 0, whole = factorial[(size_t)a] + factorial[(size_t)b] + factorial[(size_t)(n - a)] +
                            factorial[(size_t)(n - b)] - factorial[(size_t)n];
    for (double c = fmax(1, a + b - n); c <= fmin(a, b); c++) {
        double p = whole - factorial[(size_t)c] - factorial[(size_t)(a - c)] - factorial[(size_t)(b - c)] -
                   factorial[(size_t)(n - a - b + c)];
        sum += c / n * log(n * c / (a * b)) * exp(p);
    }
    return sum;
}

static double expected_of(const Table *t, const double *factorial)
{
    double sum = 0;
    for (size_t i = 0; i < t->ka; i++)
        for (size_t j = 0; j < t->kb; j++)
            if (t->a[i] > 0 && t->b[j] > 0) sum += expected_in(t->a[i], t->b[j], t->n, factorial);
    return sum;
}

/* ln 0!, ln 1!, ... with the digits that a sum of doubles would lose. */
static double *factorials(size_t n, myn_arena *scratch)
{
    double *at = myn_arena_get(scratch, (n + 1) * sizeof *at);
    long double sum = 0;
    for (size_t i = 0; at && i <= n; i++) {
        if (i > 1) sum += logl((long double)i);
        at[i] = (double)sum;
    }
    return at;
}

static void by_information(const Table *t, double expected, myn_agreement *out)
{
    double a = entropy_of(t->a, t->ka, t->n), b = entropy_of(t->b, t->kb, t->n), mean = (a + b) / 2;
    out->mutual = mutual_of(t);
    out->variation = fmax(0, a + b - 2 * out->mutual);
    out->normalised_mutual = mean > 0 ? out->mutual / mean : 1;
    out->homogeneity = a > 0 ? out->mutual / a : 1;
    out->completeness = b > 0 ? out->mutual / b : 1;
    double both = out->homogeneity + out->completeness;
    out->v_measure = both > 0 ? 2 * out->homogeneity * out->completeness / both : 0;
    /* Both of one segment, or both of single points: nothing is left to chance. */
    bool certain = fabs(mean - expected) <= 1e-15 * fmax(1, t->n) * mean;
    out->adjusted_mutual = mean == 0 || certain ? 1 : (out->mutual - expected) / (mean - expected);
}

myn_status myn_agreement_of(const myn_partition *a, const myn_partition *b, myn_agreement *out,
                            myn_arena *scratch)
{
    if (a->n != b->n || !a->n || !labels_sound(a) || !labels_sound(b)) return MYN_ERR_ARGUMENT;
    myn_arena_mark mark = myn_arena_here(scratch);
    Table t;
    double *factorial = factorials(a->n, scratch);
    if (!factorial || !fill(&t, a, b, scratch)) return MYN_ERR_MEMORY;
    by_pairs(&t, out);
    by_information(&t, expected_of(&t, factorial), out);
    myn_arena_rewind(scratch, mark);
    return MYN_OK;
}
