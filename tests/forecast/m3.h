/* The series of the M3 competition, and vectors inside cells, for tests on reference data. */
#ifndef MYN_TEST_M3_H
#define MYN_TEST_M3_H
#include "method/golden.h"
#include <mynegai/forecast.h>

#define M3_LONGEST 144

typedef struct {
    double *at;
    size_t n;
} Vector;

/* The numbers in TEXT, separated by blanks; free with free(v.at). */
static inline Vector vector_of(const char *text)
{
    Vector v = {malloc((strlen(text) / 2 + 1) * sizeof(double)), 0};
    for (const char *at = text; *at;) {
        while (*at == ' ') at++;
        size_t length = strcspn(at, " ");
        if (length == 0) break;
        ck_assert_msg(myn_number_read(at, length, &v.at[v.n++]), "%s", at);
        at += length;
    }
    return v;
}

static inline Vector golden_vector(const Golden *g, size_t row, const char *column)
{
    return vector_of(golden_text(g, row, golden_col(g, column)));
}

typedef struct {
    Golden table;
    unsigned frequency;
    size_t horizon;
} M3;

static inline M3 m3_open(const char *file, unsigned frequency)
{
    char path[512];
    snprintf(path, sizeof path, "%s/m3", test_data());
    M3 m3 = {golden_open(path, file), frequency, 0};
    m3.horizon = (size_t)golden_number(&m3.table, 0, golden_col(&m3.table, "h"));
    return m3;
}

static inline void m3_free(M3 *m3)
{
    golden_free(&m3->table);
}

static inline Vector m3_training(const M3 *m3, size_t row)
{
    return golden_vector(&m3->table, row, "x");
}

/* ---- measures ---- */

typedef struct {
    double smape, mase; /* sums over series */
    size_t series, with_scale;
} Accuracy;

/* Mean absolute difference of the training values a year apart. */
static inline double m3_scale(const Vector *x, unsigned frequency)
{
    double sum = 0;
    for (size_t t = frequency; t < x->n; t++) sum += fabs(x->at[t] - x->at[t - frequency]);
    return sum / (double)(x->n - frequency);
}

static inline void accuracy_add(Accuracy *a, const Vector *training, const Vector *actual, const double *mean,
                                unsigned frequency)
{
    double smape = 0, absolute = 0, scale = m3_scale(training, frequency);
    for (size_t h = 0; h < actual->n; h++) {
        smape += 200 * fabs(actual->at[h] - mean[h]) / (fabs(actual->at[h]) + fabs(mean[h]));
        absolute += fabs(actual->at[h] - mean[h]);
    }
    a->smape += smape / (double)actual->n;
    a->series++;
    if (!(scale > 0)) return;
    a->mase += absolute / (double)actual->n / scale;
    a->with_scale++;
}

static inline double accuracy_smape(const Accuracy *a)
{
    return a->smape / (double)a->series;
}

static inline double accuracy_mase(const Accuracy *a)
{
    return a->mase / (double)a->with_scale;
}

static inline double accuracy_owa(const Accuracy *a, const Accuracy *base)
{
    return (accuracy_smape(a) / accuracy_smape(base) + accuracy_mase(a) / accuracy_mase(base)) / 2;
}

#endif
