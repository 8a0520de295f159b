/* Scenarios of forecasts: a file of changes to series and drivers. Private to the room. */
#ifndef MYN_RUN_FORECAST_SCENARIOS_H
#define MYN_RUN_FORECAST_SCENARIOS_H
#include "run/forecast.h"

typedef enum { CHANGE_TIMES, CHANGE_PLUS, CHANGE_GROWTH } ChangeKind;

/* From year FROM to TO: times BY, plus BY, or times (1 + BY)^(1, 2, ...). */
typedef struct {
    ChangeKind kind;
    double by;
    long from, to;
    size_t driver;  /* which it changes; MYN_NONE: the forecasts themselves */
    size_t *series; /* count numbers */
    size_t count;
} Change;

typedef struct Scenario {
    const char *code;
    myn_label label;
    Change *change;
    size_t changes;
    bool driven; /* a change is of a driver */
} Scenario;

/* Read the file that OPTIONS name, of the series in MAKING: those of a store with LABELS, else of a table with DRIVER (names, NULL
 * ends). All problems go to DIAG, then MYN_ERR_DATA. */
myn_status forecast_scenarios_read(Making *making, const myn_forecast_options *options,
                                   const myn_labels *labels, const char *const *driver,
                                   myn_diag *diag) MYN_CHECKED;

/* The year of position AT of S, a whole number's own. */
long forecast_year(const myn_forecast_series *s, size_t at);

/* X in YEAR as CHANGE has it. */
double forecast_changed(const Change *change, long year, double x);

/* Series with the drivers that a scenario changes, forecast again. */
typedef struct {
    myn_status (*make)(void *ctx, const Scenario *scenario, Making **out);
    void *ctx;
} Remake;

/* Compute the scenarios of MAKING, its forecasts made: those with drivers by REMAKE. One that changes nothing is a warning. */
myn_status forecast_scenarios_apply(Making *making, const Remake *remake, myn_diag *diag) MYN_CHECKED;

#endif
