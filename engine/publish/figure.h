/* Maps, charts and small marks, as SVG that is whole without a script. */
#ifndef MYN_PUBLISH_FIGURE_H
#define MYN_PUBLISH_FIGURE_H
#include "publish/page.h"

/* The map of all areas by NODE in the published edition, with its legend. Nothing where the site has no map. */
void figure_map(Html *h, size_t node);
/* The map of the areas that lie in LARGER, by the overall score. Nothing where there is none. */
void figure_map_within(Html *h, size_t larger);
/* The classes of a map, as a list. */
void figure_legend(Html *h);

/* A line in a chart: N values by position, NaN where there is none. LOWER and UPPER may be NULL. */
typedef struct {
    const char *name; /* NULL: there is only one */
    const double *value, *lower, *upper;
    size_t dashed_from; /* number of the first position that is a forecast; SIZE_MAX: none is */
} ChartLine;

/* Values over positions that AT names. */
typedef struct {
    const char *title;     /* what it is, for those who do not see it */
    const char *unit;      /* or NULL */
    const char *const *at; /* count */
    size_t count;
    const ChartLine *line;
    size_t lines; /* at most 4 */
    int decimals;
    bool small;
} Chart;

/* CHART as a figure with its table behind it. Nothing where no line has a value. */
void figure_chart(Html *h, const Chart *chart);

/* Where an area lies among all: a line from LEAST to GREATEST, a tick at MEAN, a dot at VALUE. */
void figure_strip(Html *h, double value, double least, double mean, double greatest);

#endif
