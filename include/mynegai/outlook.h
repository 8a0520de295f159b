/* Forecasting many series: what is possible, which method, how good it was, how sure it is. Numbers only: no names,
 * files or calendars. forecast.h has the methods for one series. */
#ifndef MYNEGAI_OUTLOOK_H
#define MYNEGAI_OUTLOOK_H
#include <mynegai/forecast.h>
#include <mynegai/team.h>

/* ---- transformations that keep values possible ---- */

/* How a series is reshaped before it is forecast; quantiles come back through the inverse. */
typedef enum {
    MYN_RESHAPE_AUTO,   /* logit where both bounds are known, else none, held within the bounds */
    MYN_RESHAPE_NONE,   /* as it is; forecasts and intervals held within the bounds */
    MYN_RESHAPE_LOGIT,  /* ln((x - low) / (high - x)), values at a bound moved inside by MARGIN */
    MYN_RESHAPE_LOG1P,  /* ln(1 + x - low) */
    MYN_RESHAPE_SQRT,   /* sqrt(x - low) */
    MYN_RESHAPE_BOXCOX, /* ((x - low)^lambda - 1) / lambda, ln(x - low) for lambda 0 */
    MYN_RESHAPES
} myn_reshape_kind;

typedef struct {
    myn_reshape_kind kind; /* never AUTO */
    double low, high;      /* values that are possible; infinite where there is no bound */
    double margin;         /* logit: least share of the range between a value and a bound */
    double lambda;         /* Box-Cox */
} myn_reshape;

/* The word of KIND ("logit"); "unknown" for none. */
const char *myn_reshape_word(myn_reshape_kind kind);

/* Fit a reshape of KIND to the N values of Y (NaN missing) between LOW and HIGH. MARGIN is half the least share by
 * which a value keeps off a bound, at most .005. Lambda is Guerrero's (1993, doi:10.1002/for.3980120104): the one of
 * 0, .05, ..., 1 for which sd / mean^(1 - lambda) of runs of FREQUENCY (at least 2) values varies least. *WHY (or
 * NULL where all is well) says why it cannot be used: a value outside the bounds, no lower bound (log1p, square root
 * and Box-Cox), no two bounds (logit), a value at the bound (Box-Cox); OUT then is MYN_RESHAPE_NONE. O(n). */
void myn_reshape_fit(myn_reshape_kind kind, const double *y, size_t n, unsigned frequency, double low,
                     double high, myn_reshape *out, const char **why);

/* X on the scale that is forecast; NaN stays. */
double myn_reshape_to(const myn_reshape *reshape, double x);

/* Z back; always within the bounds. Rises with Z, so that quantiles of Z become those of X. */
double myn_reshape_back(const myn_reshape *reshape, double z);

/* The mean of X where Z is normal with mean Z and VARIANCE: exact for the square root, by seven points of Gauss and
 * Hermite's rule for the logit and Box-Cox, exp(z + variance / 2) for logs; within the bounds. */
double myn_reshape_mean(const myn_reshape *reshape, double z, double variance);

/* ---- measures ---- */

/* Means over values; NaN where none could be taken. A scale is mean |x_t - x_(t-m)| over the training values, m the
 * frequency (1 where the series is not longer than m); a scale of 0 is left out. Hyndman and Koehler 2006,
 * doi:10.1016/j.ijforecast.2006.03.001; Makridakis, Spiliotis and Assimakopoulos 2020,
 * doi:10.1016/j.ijforecast.2019.04.014. */
typedef struct {
    size_t n;                         /* values compared */
    double mase;                      /* |y - f| / scale */
    double rmsse;                     /* sqrt(mean (y - f)^2 / mean (x_t - x_(t-1))^2) */
    double smape;                     /* 200 |y - f| / (|y| + |f|); 0 where both are 0 */
    double bias;                      /* (f - y) / scale: above 0, forecasts are too high */
    double coverage[MYN_LEVELS_MOST]; /* share of values inside the interval, ends included */
    double msis[MYN_LEVELS_MOST];     /* (u - l + 2/a (l - y)+ + 2/a (y - u)+) / scale, a = 1 - level */
} myn_accuracy;

/* What was known and what came. */
typedef struct {
    const double *train; /* n values, NaN missing */
    size_t n;
    unsigned frequency;
    const double *actual, *mean; /* h values; pairs with a missing one are left out */
    const double *lower, *upper; /* levels x h, or NULL */
    size_t h;
} myn_trial;

/* The mean absolute difference over FREQUENCY steps of X (n values, pairs with a missing one left out), over 1 step
 * where there is no such pair; NaN where none at all. O(n). */
double myn_scale_of(const double *x, size_t n, unsigned frequency);

/* The accuracy of one trial; LEVEL as in OUTLOOK. O(n + h levels). */
void myn_accuracy_of(const myn_trial *trial, const myn_outlook *outlook, myn_accuracy *out);

/* (smape / smape of the benchmark + mase / mase of the benchmark) / 2; NaN where a part is. */
double myn_owa(const myn_accuracy *own, const myn_accuracy *benchmark);

/* ---- panels ---- */

#define MYN_ORIGINS_MOST   24
#define MYN_MODEL_TEXT     128
#define MYN_BENCHMARKS     2  /* naive, seasonal naive */
#define MYN_POOL_LEAST     20 /* series, for intervals from the panel's errors */
#define MYN_LEAD_MOST      60
#define MYN_SERIES_LONGEST 2000 /* values used of a longer series: the last */

typedef struct {
    const double *y; /* n values, oldest first; NaN missing, at either end too */
    size_t n;
    unsigned frequency;
    const double *driver; /* as in myn_series, for n + lead + horizon values; or NULL */
    size_t drivers;
    double low, high; /* values that are possible: -inf, inf where there is no bound */
    bool counts;      /* whole numbers from 0 */
    size_t
        lead; /* steps after the N values before the first one wanted; at most MYN_LEAD_MOST with those that
                         are missing at the end */
    uint32_t pool;  /* number from 0: series whose errors may stand for each other */
    uint32_t group; /* number from 0: series of a kind, which one method serves (an indicator by area) */
} myn_panel_series;

typedef enum { MYN_INTERVALS_CONFORMAL, MYN_INTERVALS_MODEL, MYN_INTERVALS_BOTH } myn_intervals;

typedef struct {
    const char
        *method; /* "auto", "thorough", a method's name, mean(A,B), median(A,B,C), weighted(A,B); a name
                           after "adjusted-" has seasons taken out first and put back */
    myn_outlook outlook;
    size_t origins;         /* of the back-test, 0 .. MYN_ORIGINS_MOST; with 0, no conformal interval */
    myn_reshape_kind shape; /* of series with bounds */
    myn_intervals intervals;
    bool parameters; /* give parameters as text */
    bool keep; /* keep what is reconciled afterwards (outlook_tree.h): forecasts of the back-test, room */
    size_t one_step; /* keep: one-step errors of so many last values, each forecast from those before it */
} myn_outlook_plan;

/* What became of one series. Arrays are NULL where STATUS is not MYN_OK. */
typedef struct {
    myn_status status;
    const char *problem; /* a phrase where STATUS is not MYN_OK, else NULL */
    const char *why;     /* why this model */
    char model[MYN_MODEL_TEXT];
    char *parameters; /* "alpha=0.31 l0=12.5", or NULL */
    unsigned flags;   /* myn_forecast_flag */
    myn_reshape shape;
    double *mean; /* horizon; NaN where there are no data */
    double *lower,
        *upper; /* levels x horizon: as the plan asks, the conformal ones for BOTH; NaN where none */
    double *own_lower, *own_upper; /* BOTH: the model's */
    size_t origins;                /* back-tested */
    myn_accuracy accuracy;         /* over all origins and horizons */
    myn_accuracy benchmark[MYN_BENCHMARKS];
    double *mase_at; /* (1 + MYN_BENCHMARKS) x horizon of the back-test, ours first; NaN where none */
    /* where the plan says keep, else NULL */
    uint32_t *origin;  /* origins: values before each, in the series as given */
    double *tested;    /* origins x reach: what was forecast there, on the scale of the data */
    double *one_step;  /* as many as the series has values: value less one-step forecast; NaN where none */
    double *base_mean; /* horizon: before it was reconciled, NaN until then */
    myn_accuracy base; /* and how good it was */
    bool reconciled;
} myn_series_outlook;

/* What was learnt over the series of one pool. */
typedef struct {
    size_t series; /* back-tested */
    bool pooled;   /* intervals from its own errors; else the models', widened */
    double
        *quantile; /* levels x reach: in scales of a series; NaN where not pooled. reach: see myn_outlooks */
    double widen[MYN_LEVELS_MOST]; /* factor on the models' own intervals */
} myn_outlook_pool;

#define MYN_CANDIDATES 4 /* of "auto" for annual series: rdot, and in its shadow drift, damped trend, naive */

/* Which of them serves a group. */
typedef struct {
    size_t series;                    /* that have been tested with all */
    size_t choice;                    /* number of the candidate */
    double candidate[MYN_CANDIDATES]; /* mean scaled error of each; NaN where none */
} myn_outlook_group;

typedef struct {
    size_t count, pools, groups, reach; /* reach: horizon and the longest lead */
    myn_series_outlook *at;
    myn_outlook_pool *pool;
    myn_outlook_group *group;
    myn_outlook outlook;
    void *memory;
} myn_outlooks;

/* Why METHOD cannot be used (a name that is none, too many parts), into OUT (SIZE bytes); false where it can. */
bool myn_outlook_refuse(const char *method, char *out, size_t size);

/* Forecast COUNT series. A series that cannot be forecast (an infinite value, one outside its bounds, an end too long
 * ago) says so in its own outlook and stops nothing. Choice of method, intervals and back-test: docs/forecast.md.
 * The back-test's origins are the last ones that leave a whole horizon (half the values, where
 * that is less), then later ones; each forecast there sees the
 * values before its origin and nothing else, and so does its transformation. The same bytes for any TEAM.
 * MYN_ERR_ARGUMENT where the plan is not sound, MYN_ERR_MEMORY. O(count x origins x method). */
myn_status myn_outlook_make(const myn_panel_series *series, size_t count, const myn_outlook_plan *plan,
                            myn_team *team, myn_outlooks **out) MYN_CHECKED;

/* Give back outlooks. Accepts NULL. */
void myn_outlooks_free(myn_outlooks *outlooks);

#endif
