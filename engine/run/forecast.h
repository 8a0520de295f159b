/* What forecasts of tables and of stores share. Private to the room. */
#ifndef MYN_RUN_FORECAST_H
#define MYN_RUN_FORECAST_H
#include <mynegai/run_forecast.h>
#include <mynegai/text.h>

#define POSITIONS_MOST 1000000
#define GROUPS_MOST    64 /* frequencies in one run */

/* Forecasts being made; what the caller gets back is its first member. */
typedef struct {
    myn_forecasts forecasts;
    myn_arena *memory;
    myn_outlooks *group[GROUPS_MOST]; /* of each frequency */
    size_t groups;
    size_t kinds; /* numbers that `group` of a series may have */
    myn_forecast_series *series;
    size_t room;
    const double **driver; /* by series; NULL: none */
    size_t drivers;
} Making;

/* A season's length, and the step that makes it where there is one. */
typedef struct {
    const char *word;
    unsigned frequency;
    int months, days;
} FrequencyWord;

/* The word WORD, or NULL; NUMBERS of steps a season are read by forecast_frequency. */
const FrequencyWord *forecast_frequency_word(const char *word);

/* Steps a season that TEXT says (NULL: 0, to be found out); false where it says none. */
bool forecast_frequency(const char *text, unsigned *out);

myn_status forecast_making(Making **out) MYN_CHECKED;

/* One more series, cleared. NULL without memory. */
myn_forecast_series *forecast_add(Making *making);

/* Steps wanted for SERIES from its `first` on as OPTIONS say; 0 where it already reaches that far. */
size_t forecast_steps(const myn_forecast_options *options, const myn_forecast_series *series);

/* Forecast all series of MAKING that have no problem. */
myn_status forecast_all(Making *making, const myn_forecast_options *options, myn_diag *diag) MYN_CHECKED;

#endif
