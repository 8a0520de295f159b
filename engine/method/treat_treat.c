/* Treatment as the European Commission's Joint Research Centre practises it: winsorise point by point while
 * skew and kurtosis are both too large, and take a logarithm where that does not do. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>
#include <math.h>
#include <mynegai/order.h>
#include <string.h>

enum { SKEW, KURTOSIS, MOST, THEN };
enum { THEN_LOG, THEN_NONE };
/* What the fit keeps: ends that values are held at (missing: none), least value and range for the logarithm
 * (missing: none), number of points that were winsorised. */
enum { LOW, HIGH, LEAST, RANGE, POINTS };

static const char *const thens[] = {"log", "none", NULL};
static const myn_param params[] = {
    {.name = "skew",
     .type = MYN_REAL,
     .fallback = "2",
     .least = 0,
     .most = DBL_MAX,
     .summary = "treat only where the skewness, without its sign, is above this"},
    {.name = "kurtosis",
     .type = MYN_REAL,
     .fallback = "3.5",
     .least = 0,
     .most = DBL_MAX,
     .summary = "treat only where the excess kurtosis is above this too"},
    {.name = "most",
     .type = MYN_WHOLE,
     .fallback = "5",
     .least = 0,
     .most = 1000,
     .summary = "points to winsorise at most (ties go together)"},
    {.name = "then",
     .type = MYN_CHOICE,
     .fallback = "log",
     .choices = thens,
     .summary = "what where that is not enough"},
};

/* Values in order, of which the lowest LOW and the highest HIGH have been winsorised. */
typedef struct {
    double *x; /* treated values */
    const double *raw;
    const uint32_t *order;
    size_t n, low, high;
} Series;

static bool fails(const myn_moments *m, const double *param)
{
    return fabs(m->skew) > param[SKEW] && m->kurtosis > param[KURTOSIS];
}

static double at(const Series *s, size_t i)
{
    return s->raw[s->order[i]];
}

/* Lower the highest values, all that are tied there, to the next one; false where there is none. */
static bool winsorise_high(Series *s)
{
    size_t high = s->high;
    while (high < s->n && at(s, s->n - 1 - high) == at(s, s->n - 1 - s->high)) high++;
    if (high + s->low >= s->n) return false;
    s->high = high;
    for (size_t i = 0; i < high; i++) s->x[s->order[s->n - 1 - i]] = at(s, s->n - 1 - high);
    return true;
}

static bool winsorise_low(Series *s)
{
    size_t low = s->low;
    while (low < s->n && at(s, low) == at(s, s->low)) low++;
    if (low + s->high >= s->n) return false;
    s->low = low;
    for (size_t i = 0; i < low; i++) s->x[s->order[i]] = at(s, low);
    return true;
}

/* Winsorise until it passes; whether it does. N is the number of places, present or not. */
static bool winsorise(Series *s, size_t n, const double *param)
{
    myn_moments m = myn_moments_of(s->x, n, 1);
    while (fails(&m, param)) {
        if ((double)(s->low + s->high) >= param[MOST]) return false;
        if (!(m.skew >= 0 ? winsorise_high(s) : winsorise_low(s))) return false;
        m = myn_moments_of(s->x, n, 1);
    }
    return true;
}

static void keep(const Series *s, const double *param, bool passes, double ends[2], double *fitted)
{
    fitted[POINTS] = (double)(s->low + s->high);
    if (!passes && param[THEN] == THEN_LOG) {
        fitted[LEAST] = ends[0];
        fitted[RANGE] = ends[1] - ends[0];
        return;
    }
    if (s->low > 0) fitted[LOW] = at(s, s->low);
    if (s->high > 0) fitted[HIGH] = at(s, s->n - 1 - s->high);
}

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    myn_status status = myn_fit_range(basis, fitted, why);
    double ends[2] = {fitted[0], fitted[1]};
    fitted[0] = fitted[1] = NAN;
    if (status != MYN_OK) return status;
    double *x = myn_arena_get(scratch, basis->n * sizeof *x);
    uint32_t *order = myn_arena_get(scratch, basis->n * sizeof *order);
    if (!x || !order) return MYN_ERR_MEMORY;
    memcpy(x, basis->x, basis->n * sizeof *x);
    Series s = {x, basis->x, order, 0, 0, 0};
    status = myn_order(basis->x, basis->n, order, &s.n, scratch);
    if (status != MYN_OK) return status;
    keep(&s, param, winsorise(&s, basis->n, param), ends, fitted);
    return MYN_OK;
}

static double log_of(double x, double range)
{
    return log((x > 0 ? x : 0) + 0.01 * range);
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)param, (void)scratch;
    const double *fitted = values->fitted;
    if (values->out != values->in) memcpy(values->out, values->in, values->n * sizeof *values->out);
    if (isnan(fitted[RANGE])) {
        myn_row_hold(values, fitted[LOW], fitted[HIGH]);
        return MYN_OK;
    }
    myn_values above = *values;
    above.in = values->out;
    myn_row_line(&above, (Line){fitted[LEAST], 1, 1, 0});
    return myn_row_each(&above, log_of, fitted[RANGE]);
}

const myn_method myn_method_treat = {
    .name = "treat",
    .kind = MYN_KIND_TREAT,
    .summary = "winsorise outliers where skewness and kurtosis are both too large, or take a logarithm",
    .formula =
        "While |G1| > skew and G2 > kurtosis (Joanes and Gill's type 2, G2 in excess of 3): the highest "
        "value "
        "(all tied there) becomes the next one where G1 >= 0, else the lowest; once `most` points are so "
        "treated and it still fails, ln(x - min + 0.01 (max - min)) of the values as they were, or with "
        "then: "
        "none the winsorised ones. Fitted values are kept: other data are held at the same ends, or take the "
        "same min and max (values below min count as min). Missing stays missing; fewer than 4 values, and "
        "values that are all equal, stay as they are.",
    .worked = "given(range, ln(max(x - least, 0) + 0.01 * range), hold(x, low, high))",
    .fitted_name = (const char *const[]){"low", "high", "least", "range", "points", NULL},
    .reference = "Becker W, Caperna G, Del Sorbo M et al (2022) COINr: an R package for developing composite "
                 "indicators, doi:10.21105/joss.04567; OECD and JRC (2008), doi:10.1787/9789264043466-en",
    PARAMS(params),
    .fits_reference = true,
    .fit = fit,
    .apply = apply,
};
