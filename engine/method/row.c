/* Loops that most methods of one row share: a line, holding between ends, any function value by value. */
#include "method/row.h"
#include <math.h>
#include <mynegai/sum.h>

/* Dividing by 1 changes nothing and is what takes longest. */
FOR_EACH_MACHINE
static void line_of_one(const myn_values *values, Line line)
{
    const double *in = values->in;
    double *out = values->out;
    size_t n = values->n;
    EACH_BY_ITSELF
    for (size_t i = 0; i < n; i++) out[i] = (in[i] - line.from) * line.times + line.plus;
}

FOR_EACH_MACHINE
static void line_of(const myn_values *values, Line line)
{
    const double *in = values->in;
    double *out = values->out;
    size_t n = values->n;
    EACH_BY_ITSELF
    for (size_t i = 0; i < n; i++) out[i] = (in[i] - line.from) / line.by * line.times + line.plus;
}

void myn_row_line(const myn_values *values, Line line)
{
    (line.by == 1 ? line_of_one : line_of)(values, line);
}

FOR_EACH_MACHINE
static void hold(double *x, size_t n, double low, double high)
{
    EACH_BY_ITSELF
    for (size_t i = 0; i < n; i++) {
        double value = x[i] < low ? low : x[i];
        x[i] = value > high ? high : value;
    }
}

void myn_row_hold(const myn_values *values, double low, double high)
{
    if (values->touched)
        for (size_t i = 0; i < values->n; i++)
            if (values->out[i] < low || values->out[i] > high) values->touched[i] = 1;
    hold(values->out, values->n, low, high);
}

myn_status myn_row_each(const myn_values *values, double (*f)(double, double), double with)
{
    size_t lost = 0;
    for (size_t i = 0; i < values->n; i++) {
        double x = values->in[i], y = isnan(x) ? x : f(x, with);
        lost += !isfinite(y) && isfinite(x);
        values->out[i] = y;
    }
    return lost ? MYN_ERR_DATA : MYN_OK;
}

FOR_EACH_MACHINE
size_t myn_row_present(const double *x, size_t n)
{
    size_t present = 0;
    for (size_t i = 0; i < n; i++) present += x[i] == x[i];
    return present;
}

static void clear(double *fitted)
{
    for (size_t k = 0; k < MYN_FITTED_MOST; k++) fitted[k] = NAN;
}

myn_status myn_fit_range(const myn_basis *basis, double *fitted, const char **why)
{
    clear(fitted);
    myn_range_of(basis->x, basis->n, &fitted[0], &fitted[1]);
    *why = NULL;
    if (isnan(fitted[0]))
        *why = "no values";
    else if (isinf(fitted[0]) || isinf(fitted[1]))
        *why = "a value is infinite";
    return *why ? MYN_ERR_DATA : MYN_OK;
}

myn_status myn_fit_spread(const myn_basis *basis, double *fitted, const char **why)
{
    myn_status status = myn_fit_range(basis, fitted, why);
    if (status != MYN_OK) return status;
    if (fitted[0] == fitted[1])
        *why = "all values are equal";
    else if (isinf(fitted[1] - fitted[0]))
        *why = "the values lie too far apart";
    return *why ? MYN_ERR_DATA : MYN_OK;
}

myn_status myn_fit_nothing(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                           const char **why)
{
    (void)param, (void)scratch;
    myn_status status = myn_fit_range(basis, fitted, why);
    clear(fitted);
    return status;
}

myn_status myn_fit_each(const myn_basis *basis, double (*f)(double, double), double with, double *fitted,
                        const char **why)
{
    myn_status status = myn_fit_nothing(NULL, basis, fitted, NULL, why);
    for (size_t i = 0; status == MYN_OK && i < basis->n; i++)
        if (!isnan(basis->x[i]) && !isfinite(f(basis->x[i], with))) status = MYN_ERR_DATA;
    return status;
}
