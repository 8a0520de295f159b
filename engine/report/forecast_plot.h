/* A picture of one series with its fan, in characters. */
#ifndef MYN_REPORT_FORECAST_PLOT_H
#define MYN_REPORT_FORECAST_PLOT_H
#include "report/page.h"

/* Points in the order of their times; any value may be missing. */
typedef struct {
    size_t known, steps;
    const double *at, *y;                                          /* known: days and values */
    const double *to, *mean;                                       /* steps */
    const double *inner_low, *inner_high, *outer_low, *outer_high; /* steps; NULL where there is none */
    const char *first, *last_known, *last;                         /* labels under the picture */
} Plot;

/* Draw PLOT onto PAGE, WIDTH columns wide (at least 20), HEIGHT rows high; PLAIN: ASCII only. */
void plot_draw(Page *page, const myn_terminal *how, const Plot *plot, size_t width, size_t height,
               bool plain);

/* The character for known values, the mean, the inner and the outer interval. */
typedef enum { PLOT_BLANK, PLOT_OUTER, PLOT_INNER, PLOT_PATH, PLOT_KNOWN, PLOT_MEAN, PLOT_MARKS } PlotMark;
const char *plot_mark(PlotMark mark, bool plain);

#endif
