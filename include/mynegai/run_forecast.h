/* Forecasts of the series in a store or in a table: times, values that are possible, what is written of them. */
#ifndef MYNEGAI_RUN_FORECAST_H
#define MYNEGAI_RUN_FORECAST_H
#include <mynegai/annex.h>
#include <mynegai/csv.h>
#include <mynegai/breaks.h>
#include <mynegai/outlook_tree.h>

/* ---- times ---- */

/* Evenly spaced times: position k is START + k steps, of MONTHS months or (months 0) of DAYS days; both 0: whole
 * numbers, START's first day being the number. */
typedef struct {
    int32_t start;  /* a day, or a whole number */
    bool month_end; /* START is the last day of its month, and so is every other */
    int months, days;
    int32_t length_months, length_days; /* of a period; one of them 0 */
    unsigned frequency;                 /* steps a season: 1 where there is none */
} myn_timeline;

/* The timeline of COUNT periods (any order): the step is the greatest that reaches all of them, in months where
 * periods start on the same day of the month (or on its last), else in days. FREQUENCY above 0 is what the user said.
 * MYN_ERR_DATA without a period. With one period, a step is its length. O(count log count). */
myn_status myn_timeline_of(const myn_period *period, size_t count, unsigned frequency,
                           myn_timeline *out) MYN_CHECKED;

/* The position of PERIOD on LINE, below 0 before its start; false where it lies between two. */
bool myn_timeline_position(const myn_timeline *line, myn_period period, long *position);

/* The period at POSITION. */
myn_period myn_timeline_at(const myn_timeline *line, long position);

/* Its label: as myn_period_text writes it, or a whole number. */
void myn_timeline_text(const myn_timeline *line, long position, char out[MYN_PERIOD_TEXT]);

/* ---- what to forecast, and what came of it ---- */

typedef struct {
    const char *method; /* NULL: "auto" */
    size_t horizon;     /* steps after the last period; 0: 5 yearly, else two seasons, at most 24 */
    const char *until;  /* instead: up to the last period that ends by the end of this one; or NULL */
    size_t levels;      /* 0: .80, .95 */
    double level[MYN_LEVELS_MOST];
    size_t origins; /* of the back-test */
    size_t least;   /* values a series must have to be forecast; 0: 1 */
    myn_reshape_kind shape;
    myn_intervals intervals;
    double low, high; /* values that are possible; NaN both: by unit and declared range (a store), unknown */
    bool counts;
    size_t threads;
    /* a store */
    const char *indicator, *area; /* code or name; NULL: all */
    const char *command;          /* its line in the provenance */
    /* what is known to have happened (docs/forecast.md), with commas between; or NULL */
    const char *shocks; /* "2020..2021=missing": or =level, =ignore */
    const char *breaks; /* "2005", "2005=level": or =outlier, =start */
    /* a table */
    const char *id, *time, *value; /* columns; id may be several, with commas between */
    const char *group;   /* columns that tell kinds of series apart, with commas between; NULL: one kind */
    const char *drivers; /* columns, with commas between; or NULL. Rows without a value give their future */
    const char
        *frequency;   /* yearly, quarterly, monthly, weekly, daily, hourly or a number; NULL: found out */
    bool suggest;     /* tell marked and suggested breaks of each series */
    myn_add_kind add; /* how its forecasts are made to add up ... */
    const char *
        tree; /* ... in the tree of this file: columns node and parent, ids as `id` of a series has them. A store: codes
                  of indicators or inputs, with commas between, whose areas add up to larger ones: "people,homes=count" */
    const char *scenarios; /* a file of changes (docs/forecast.md); or NULL */
    bool coherent;         /* intervals are quantiles of paths that add up */
    const myn_progress *progress;
} myn_forecast_options;

#define MYN_FORECAST_PATHS 2000 /* of coherent intervals */
#define MYN_FORECAST_SEED  1

/* One series, where it comes from, and its times. */
typedef struct {
    const char
        *id; /* a table's: fields of the id columns, each as CSV, with commas between; a store's: codes */
    size_t indicator, area; /* a store's */
    bool input, larger;     /* INDICATOR is a number among its inputs, AREA one among its larger areas */
    size_t group;           /* below the number of series: of a kind, which one method serves */
    myn_timeline line;
    const double *y;     /* n values from position 0; NaN missing */
    const double *given; /* the same before marks were taken out */
    size_t n;
    size_t first, steps; /* position of the first forecast and how many are wanted */
    double low, high;
    const char *marks;                 /* "2005 level +1200; 2020..2021 missing", or NULL */
    const char *suggested;             /* "2005 level +1200 (t 9.4)", or NULL */
    unsigned flags;                    /* of what was marked */
    const char *problem;               /* why it was not even tried, or NULL */
    const myn_series_outlook *outlook; /* NULL where there is a problem */
    size_t horizon, reach;             /* of the arrays of its outlook */
} myn_forecast_series;

/* The nodes of a tree at one depth: means of their accuracy, before [0] and after [1] they were reconciled. */
typedef struct {
    const char *tree; /* a store's: the series whose areas add up; else NULL */
    size_t depth, series;
    double mase[2], rmsse[2], coverage[2]; /* coverage: of the widest interval */
} myn_forecast_depth;

/* A variant beside the forecasts themselves, which are the baseline: points of each series, steps as in its outlook; NULL where it
 * has none. */
typedef struct {
    const char *code;
    myn_label label;
    double *const *mean, *const *lower, *const *upper; /* intervals of the widest level */
} myn_forecast_scenario;

typedef struct {
    const myn_forecast_series *series;
    size_t count;
    myn_outlook outlook;          /* levels; horizon the longest of all */
    const char *const *id_column; /* a table's; ends in NULL */
    const char *time_column;
    const char *method;
    myn_intervals intervals;
    size_t forecast, failed;         /* series */
    size_t suggested;                /* series in which a break is suggested ... */
    const char *usual_break;         /* ... and the period in which most of them have one */
    size_t usual;                    /* how many that are */
    bool told;                       /* marks and suggestions are asked for */
    bool coherent;                   /* intervals come of paths that add up */
    const char *add;                 /* the word of how they were reconciled; NULL: not */
    const myn_forecast_depth *depth; /* tree by tree, from the tops down */
    size_t depths;
    const myn_forecast_scenario *scenario;
    size_t scenarios;
    const char *scenario_text; /* the file's; NULL: none */
    void *memory;
} myn_forecasts;

/* Why SERIES has no forecast; NULL where it has one. */
const char *myn_forecast_problem(const myn_forecast_series *series);

/* Read the table PATH (its rows in any order) and forecast its series. Problems with a field go to DIAG with file, line
 * and column, all at once, then MYN_ERR_DATA; a time given twice with two values, or off the series' calendar, is a
 * warning, and that series alone is not forecast. */
myn_status myn_forecast_table(const char *path, const myn_forecast_options *options, myn_diag *diag,
                              myn_forecasts **out) MYN_CHECKED;

/* Forecast the raw series of STORE (called PATH in problems). */
myn_status myn_forecast_store(myn_store *store, const char *path, const myn_forecast_options *options,
                              myn_diag *diag, myn_forecasts **out) MYN_CHECKED;

/* Write FORECASTS of the store IN into OUT as group /forecast (docs/store.md); see myn_store_add. */
myn_status myn_forecast_write(const myn_forecasts *forecasts, const char *in, const char *out,
                              const myn_forecast_options *options, myn_diag *diag) MYN_CHECKED;

/* Give back forecasts. Accepts NULL. */
void myn_forecasts_free(myn_forecasts *forecasts);

/* The flags of FLAGS as words with blanks between ("short gaps") into OUT, cut to SIZE. */
void myn_forecast_flag_words(unsigned flags, char *out, size_t size);

#define MYN_FORECAST_GROUP "forecast"

#endif
