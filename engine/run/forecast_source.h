/* Series out of a store's cubes. Private to the room. */
#ifndef MYN_RUN_FORECAST_SOURCE_H
#define MYN_RUN_FORECAST_SOURCE_H
#include "run/forecast.h"
#include "run/forecast_range.h"

typedef struct {
    const char *path;
    const myn_labels *labels;
    myn_panel *raw, *inputs, *larger; /* inputs, larger: NULL where there are none */
    const myn_forecast_options *options;
    Making *making;
    myn_diag *diag;
    ForecastRange *range; /* indicators */
    size_t area;          /* MYN_NONE: all */
    size_t *first; /* indicators: number of the series of the first area, MYN_NONE where not all are there */
    size_t *plane; /* room for a calendar: the planes of its periods, ... */
    myn_period *period; /* ... and these */
    size_t planes;
} Source;

/* The calendar of ROW of CUBE (periods of the usual length) into OUT, how far it is to be forecast too, and its planes into
 * SOURCE. False where it has no values. */
myn_status forecast_source_calendar(Source *source, const myn_panel *cube, size_t row,
                                    myn_forecast_series *out, bool *any) MYN_CHECKED;

/* The values of ROW and AREA of CUBE on the calendar of LIKE as a further series like it. NULL without memory. */
myn_forecast_series *forecast_source_add(const Source *source, const myn_panel *cube, size_t row, size_t area,
                                         const myn_forecast_series *like);

/* Trees of the areas of the series that the options name. All that is wrong goes to the diagnosis, then MYN_ERR_DATA. */
myn_status forecast_tree_areas(Source *source) MYN_CHECKED;

#endif
