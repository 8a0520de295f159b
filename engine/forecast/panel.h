/* What the steps of a panel's forecast share. First every series is back-tested, then each pool learns from its
 * series' errors, then every series is forecast. */
#ifndef MYN_FORECAST_PANEL_H
#define MYN_FORECAST_PANEL_H
#include "forecast/auto.h"
#include <stddef.h>

/* One series made ready: ends trimmed, multiplied by a power of two so that squares can be taken. */
typedef struct {
    const myn_panel_series *in;
    const double *y;      /* n values */
    size_t n, present;    /* present: not missing */
    size_t skipped, lead; /* values left out before the first; steps to the first one wanted */
    int exponent;
    double low, high;
    unsigned flags;
    const char *problem;
    myn_reshape whole; /* fitted to all values */
    double scale;      /* of all values so reshaped; NaN none */
    size_t place;      /* among the series of its pool */
    size_t candidates; /* recipes that are back-tested */
    size_t origins;
    uint32_t *origin;      /* values before it, rising */
    myn_reshape *shape;    /* at each origin */
    double *scale_at;      /* at each origin, of the reshaped values before it */
    double *forecast;      /* candidates x origins x reach, reshaped */
    double *lower, *upper; /* candidates x origins x levels x reach, the models'; NULL: not wanted */
} Subject;

/* Quantiles of scaled errors; FOLD: from the series whose number has the other parity. */
typedef struct {
    double *all, *fold[2]; /* levels x reach */
    double relative,
        absolute; /* median scale of its series: over mean size where not reshaped; where reshaped */
} Calibration;

/* Series sorted into pools or groups. */
typedef struct {
    size_t count;
    const uint32_t *members; /* numbers of series, one pool after the other */
    const size_t *first;     /* count + 1: where each begins */
} Grouping;

typedef struct {
    const myn_outlook_plan *plan;
    Recipe recipe; /* where the method is not "auto" */
    bool automatic;
    Subject *subject;
    Calibration *calibration; /* a pool */
    Grouping pool, group;
    myn_outlooks *out;
} Panel;

/* The recipe of SUBJECT at its first N values, candidate CHOICE. */
Recipe panel_recipe(const Panel *panel, const Subject *subject, size_t n, size_t choice);

/* The first N values reshaped by SHAPE into a series with its drivers. */
myn_status panel_series(const Panel *panel, const Subject *subject, size_t n, const myn_reshape *shape,
                        myn_series *out, myn_arena *scratch) MYN_CHECKED;

/* Fit the plan's shape to the first N values. */
void panel_shape(const Panel *panel, const Subject *subject, size_t n, myn_reshape *out);

/* Forecast SERIES, which panel_series made, with candidate CHOICE into DISH: REACH steps, levels as DISH wants them. A
 * bound that the model does not give is that of a random walk with SCALE as its mean step. */
myn_status panel_cook(const Panel *panel, const Subject *subject, const myn_series *series, size_t choice,
                      double scale, Dish *dish, myn_arena *scratch) MYN_CHECKED;

/* Make series I ready; its values are copied from MEMORY. A problem with them goes into the subject. */
myn_status panel_ready(Panel *panel, size_t i, myn_arena *memory) MYN_CHECKED;

/* Forecast series I, with its intervals and what its back-test says. */
myn_status panel_finish(Panel *panel, size_t i, myn_arena *scratch) MYN_CHECKED;

/* One-step errors of the last values of series I, each forecast from those before it, where the plan asks for them. */
myn_status panel_one_step(Panel *panel, size_t i, myn_arena *scratch) MYN_CHECKED;

/* Origins for N values of which REACH are to be forecast, at most MOST: see myn_outlook_make. Returns how many. */
size_t backtest_origins(const double *y, size_t n, size_t reach, size_t most, uint32_t *origin);

/* Reshape series I, and forecast it at each of its origins with each candidate. */
myn_status backtest_series(Panel *panel, size_t i, myn_arena *scratch) MYN_CHECKED;

/* The error of subject S at origin K and step H (from 0), in scales; NaN where there is none. */
double backtest_error(const Panel *panel, const Subject *s, size_t choice, size_t k, size_t h);

#define FIGURES ((sizeof(myn_accuracy) - offsetof(myn_accuracy, mase)) / sizeof(double))

/* Sums of each figure of an accuracy, and of how many values each rests on. */
typedef struct {
    double sum[FIGURES], weight[FIGURES];
    size_t n;
} Gathered;

/* Add ONE accuracy, by the values it rests on. */
void backtest_gather(const myn_accuracy *one, Gathered *all);

/* Their means. */
void backtest_mean(const Gathered *all, myn_accuracy *out);

/* How good candidate CHOICE was at the origins of series I, beside the benchmarks. */
myn_status backtest_judge(Panel *panel, size_t i, size_t choice, myn_arena *scratch) MYN_CHECKED;

/* Choose the candidate that serves group G best. */
void conformal_choose(Panel *panel, size_t g);

/* The candidate that serves SUBJECT's group. */
size_t conformal_choice(const Panel *panel, const Subject *subject);

/* Learn pool P, its groups chosen for: quantiles of its errors, factors on the models' intervals. */
myn_status conformal_learn(Panel *panel, size_t p, myn_arena *scratch) MYN_CHECKED;

/* Quantiles Q (levels x REACH) of which the first KNOWN steps of each level are known: later ones go on by their slope,
 * and none is narrower than an earlier one or one of a lower level. */
void conformal_shape(double *q, size_t levels, size_t known, size_t reach);

/* Half the width of the interval of series I at LEVEL and step H for SCALE: from its pool (FOLDED: without series of
 * its own parity); NaN where the pool knows none. */
double conformal_half(const Panel *panel, size_t i, size_t level, size_t h, double scale, bool folded);

#endif
