/* What row methods share: loops over one indicator's values, and the first look of every fit. */
#ifndef MYN_METHOD_ROW_H
#define MYN_METHOD_ROW_H
#include "base/machine.h"
#include <mynegai/method.h>

/* In front of a loop whose element I depends on element I alone, in and out being the same array or apart. */
#if defined(__clang__)
#define EACH_BY_ITSELF _Pragma("clang loop vectorize(assume_safety)")
#else
#define EACH_BY_ITSELF _Pragma("GCC ivdep")
#endif

/* out = (in - from) / by * times + plus: every linear scale. Dividing, not multiplying by the reciprocal, so
 * that the ends of a scale are hit exactly. */
typedef struct {
    double from, by, times, plus;
} Line;
void myn_row_line(const myn_values *values, Line line);

/* out = out held between LOW and HIGH, either NaN for none; missing stays missing. TOUCHED where it moved a
 * value. */
void myn_row_hold(const myn_values *values, double low, double high);

/* out = f(in), value by value; MYN_ERR_DATA where F gives no number for a value that is one. */
myn_status myn_row_each(const myn_values *values, double (*f)(double, double), double with);

/* How many of X have a value. */
size_t myn_row_present(const double *x, size_t n);

/* The first look of a fit: clears FITTED (MYN_FITTED_MOST, all NaN), then puts the least and greatest value
 * into its first two. MYN_ERR_DATA and WHY where there is no value or an infinite one. */
myn_status myn_fit_range(const myn_basis *basis, double *fitted, const char **why);

/* The same; MYN_ERR_DATA also where there is no spread. */
myn_status myn_fit_spread(const myn_basis *basis, double *fitted, const char **why);

/* A fit that keeps nothing and only looks: no value, an infinite one. */
myn_status myn_fit_nothing(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                           const char **why);

/* A fit that keeps nothing and tries F on every value: MYN_ERR_DATA where it gives no number (WHY stays
 * NULL). */
myn_status myn_fit_each(const myn_basis *basis, double (*f)(double, double), double with, double *fitted,
                        const char **why);

#endif
