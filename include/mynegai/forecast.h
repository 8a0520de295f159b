/* Forecasting one series: each method is one constant object, from numbers to numbers.
 *
 * A series is evenly spaced, oldest value first; missing values inside it are NaN and are skipped by the recursions,
 * so that time goes on without them. Nothing here knows names, files or calendars. To add a method: a file
 * engine/forecast/NAME.c with `const myn_forecaster myn_forecaster_NAME`, its line in engine/forecast/catalogue.c. */
#ifndef MYNEGAI_FORECAST_H
#define MYNEGAI_FORECAST_H
#include <mynegai/arena.h>
#include <mynegai/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const double *y; /* n values; NaN missing. The first and the last are not missing */
    size_t n;
    unsigned frequency; /* values a season: 1 yearly, 4, 12, 24, 52; 1 where there is none */
    const double
        *driver; /* drivers rows of n + horizon values, known ahead (population, calendar); or NULL */
    size_t drivers;
} myn_series;

#define MYN_LEVELS_MOST 8

/* How far, and with which intervals: levels rise, each between 0 and 1 (.80, .95). */
typedef struct {
    size_t horizon;
    size_t levels;
    double level[MYN_LEVELS_MOST];
} myn_outlook;

/* What makes a forecast less sure than it looks; bits. */
typedef enum {
    MYN_FLAG_SHORT = 1,          /* fewer values than the method asks for: a simpler one served */
    MYN_FLAG_CONSTANT = 2,       /* all values are equal */
    MYN_FLAG_NO_DATA = 4,        /* no value at all: nothing is forecast, the mean is NaN */
    MYN_FLAG_GAPS = 8,           /* missing values inside */
    MYN_FLAG_EXTREME = 16,       /* values too large to compute with as they stand, scaled first */
    MYN_FLAG_NOT_CONVERGED = 32, /* the search stopped at its limit; the best found is given */
    MYN_FLAG_INTERMITTENT = 64,  /* 30 % or more zeros */
    MYN_FLAG_BOUNDED = 128,      /* held inside the values that are possible */
    MYN_FLAG_NO_INTERVAL = 256,  /* too little is known to give intervals */
    MYN_FLAG_LONG = 512,         /* only the last values were used, as many as the method can take */
    MYN_FLAG_SHOCK = 1024,       /* a marked window of it was a shock (breaks.h) */
    MYN_FLAG_BREAK = 2048,       /* a marked break was taken out of it */
    MYN_FLAG_RECONCILED = 4096   /* its mean was made to add up (outlook_tree.h) */
} myn_forecast_flag;

#define MYN_FORECAST_PARAMETERS_MOST 40

/* The caller gives the arrays; a method fills all of them. Mean is finite unless MYN_FLAG_NO_DATA. */
typedef struct {
    double *mean;          /* horizon */
    double *lower, *upper; /* levels x horizon, the model's own; NaN where it gives none. NULL: not wanted */
    double *fitted; /* n: one-step forecasts of the series' own values, NaN where none; NULL: not wanted */
    char model[64]; /* "ETS(A,Ad,N)", "ARIMA(0,1,1)(0,1,1)[12]" */
    size_t parameters;
    const char *parameter_name[MYN_FORECAST_PARAMETERS_MOST]; /* static texts: "alpha", "l0" */
    double parameter[MYN_FORECAST_PARAMETERS_MOST];
    double loglik, aicc; /* NaN where the method has no likelihood */
    double sigma2;       /* variance of one-step errors, as the model defines it; NaN none */
    unsigned flags;
} myn_forecast;

typedef struct {
    const char *name;    /* "naive", "ets", "dynamic_theta" */
    const char *summary; /* one line */
    const char *formula; /* as a statistician writes it */
    const char *reference;
    size_t least;  /* values it takes at least; with fewer the driver uses a simpler one */
    bool seasonal; /* knows seasons itself: else the driver takes them out first */
    bool counts;   /* made for intermittent counts */
    bool drivers;  /* takes drivers */
    /* Forecast SERIES (n >= least) as far as OUTLOOK says. Takes all scratch from SCRATCH; pure: the same bits for
     * the same input. MYN_ERR_DATA where it cannot (never for finite values and n >= least), MYN_ERR_MEMORY. */
    myn_status (*forecast)(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                           myn_arena *scratch);
} myn_forecaster;

/* All methods, simple ones first; ends in NULL. */
const myn_forecaster *const *myn_forecasters(void);

/* The method NAME, or NULL. */
const myn_forecaster *myn_forecaster_find(const char *name);

#endif
