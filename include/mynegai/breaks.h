/* Breaks in short series: shifts of level and outliers that are suggested, and marked ones that are taken out. */
#ifndef MYNEGAI_BREAKS_H
#define MYNEGAI_BREAKS_H
#include <mynegai/outlook.h>

typedef enum {
    MYN_BREAK_LEVEL,  /* all values from here on lie higher or lower */
    MYN_BREAK_OUTLIER /* this value alone does */
} myn_break_kind;

typedef struct {
    myn_break_kind kind;
    size_t at;   /* position of the first value that is moved */
    double size; /* by how much, in the unit of the values */
    double t, p; /* Student's t, and its two-sided p times the number of places tried */
} myn_break;

#define MYN_BREAKS_MOST 8
#define MYN_BREAK_RATE  .01 /* series without a break in which one is suggested, if changes are normal */

/* Suggest breaks in Y (N values, NaN missing) of FREQUENCY: into OUT at most MOST (up to MYN_BREAKS_MOST), the
 * strongest first, *COUNT how many. Seasons are taken out first. Changes between neighbours, d_j = (y_j - y_i) /
 * sqrt(g) over g steps, are regressed on sqrt(g) (a random walk with drift) and one break more: a shift at j is
 * 1 / sqrt(g) in d_j, an outlier that and the opposite in the next change. The break with the greatest |t|, on m - 2
 * degrees of freedom of m changes, is taken while (2 m - 1) p is below RATE; it then stays in the regression, which
 * goes on until none is left (the search of Chen and Liu 1993, doi:10.2307/2290724, with the t of the regression for
 * their fixed bound, so that short series do not alarm more often). An outlier at either end cannot be told from a shift:
 * at the end it is a shift. The t of an outlier is taken times sqrt(2 / 3): where values are noise about a line, and not a walk,
 * the contrast of two changes has 3 / 2 of the variance that the regression thinks. Nothing is suggested of fewer than 7 values. O(most n). */
myn_status myn_breaks_find(const double *y, size_t n, unsigned frequency, double rate, size_t most,
                           myn_break *out, size_t *count, myn_arena *scratch) MYN_CHECKED;

typedef enum {
    MYN_MARK_LEVEL,   /* a step is estimated and taken out */
    MYN_MARK_MISSING, /* its values are left out */
    MYN_MARK_START,   /* only what comes from here on counts */
    MYN_MARK_IGNORE   /* nothing is done; it is only said */
} myn_mark_kind;

/* What a user marks: positions FROM to TO, both included; TO is SIZE_MAX for a break, which does not end. */
typedef struct {
    myn_mark_kind kind;
    size_t from, to;
} myn_mark;

/* Take COUNT marks, in the order given, out of Y (N values, NaN missing), in place. Steps are estimated and taken out where
 * values are possible: of logits between two bounds, of ln(1 + x - low) with a lower one, else of values as they are.
 * The step of a break at FROM is the change into it less the mean change per step before it (between neighbours none
 * of which is marked; all of the series where there are fewer than 3 before): values before it are moved by the step,
 * so that what is forecast goes on from where the series is. A window that ends before the last value has both changes,
 * into it and, reversed, out of it; their mean is taken out of the window's values. One that holds the first value is a break at its
 * end, one that holds the last a break at its beginning. STEP (count) gets by how much what is marked
 * lies above the rest, on the scale of the values: the mean move of those that were moved, NaN where none was. ANY (count) gets whether the mark touched a value. O(count n). */
myn_status myn_marks_apply(double *y, size_t n, const myn_mark *mark, size_t count, double low, double high,
                           double *step, bool *any, myn_arena *scratch) MYN_CHECKED;

#endif
