/* From indicators to points: transform, fill, scale, weigh; fitted once and stored, so that areas that come later
 * are put among the others by the same numbers.
 *
 * Indicators are rows of X here, areas columns, missing is NaN, as in the rest of the engine; points are rows. */
#ifndef MYNEGAI_SEGMENT_INPUT_H
#define MYNEGAI_SEGMENT_INPUT_H
#include <mynegai/method.h>
#include <mynegai/segment.h>

/* What values become after the transform: (y - centre) / spread. */
typedef enum {
    MYN_SCALE_NONE,  /* 0, 1 */
    MYN_SCALE_RANGE, /* least value, greatest minus least: 0 to 1 */
    MYN_SCALE_Z,     /* mean, standard deviation (divisor n - 1) */
    MYN_SCALE_MAD,   /* median, 1.4826 times the median distance from it (1 / the normal quantile of .75) */
    MYN_SCALE_INTER_DECILE /* median, 9th minus 1st decile (type 7) */
} myn_input_scale;

typedef enum {
    MYN_INPUT_FILL_NONE,   /* a missing value is a problem */
    MYN_INPUT_FILL_MEAN,   /* the mean of the transformed values */
    MYN_INPUT_FILL_MEDIAN, /* their median */
    MYN_INPUT_FILL_DROP    /* the area has no point */
} myn_input_fill;

/* One indicator. */
typedef struct {
    const myn_method
        *transform; /* of kind MYN_KIND_TRANSFORM (asinh, log, boxcox, yeo_johnson, ...); NULL: none */
    double param[MYN_PARAMS_MOST]; /* its parameters, as myn_method_defaults gives them */
    myn_input_scale scale;
    double weight;   /* >= 0, beside the other indicators of its domain */
    uint32_t domain; /* below plan.domains; not looked at where there are none */
} myn_input_variable;

typedef struct {
    const myn_input_variable *variable; /* d */
    size_t d;
    const double *domain_weight; /* domains: >= 0, or NULL: indicators' own weights are all there is */
    size_t domains;
    myn_input_fill fill;
} myn_input_plan;

/* What was fitted to one indicator. Point = (y - centre) / spread * factor, y = fill where missing; factor^2 = d
 * times the indicator's share of all weight (its domain's share times its share of the domain's), so that equal
 * weights change nothing and squared distances are weighted sums. */
typedef struct {
    const myn_method *transform;
    double param[MYN_PARAMS_MOST], fitted[MYN_FITTED_MOST];
    double fill, centre, spread, factor;
    size_t missing; /* areas without it when it was fitted */
} myn_input_fitted;

typedef struct {
    myn_input_fitted *at; /* d */
    size_t d;
    myn_input_fill fill;
} myn_input;

/* Fit PLAN to X (d x areas) into OUT, whose array is taken from ARENA. WHY (d): what is wrong with each indicator
 * ("the same everywhere", "missing everywhere", the transform's own phrase), NULL where nothing is; then
 * MYN_ERR_DATA, all indicators having been looked at; reasons last as long as ARENA's memory. MYN_ERR_ARGUMENT where a weight is below 0 or no number, a
 * domain is out of range, nothing has weight, or X has not d rows. O(d n). */
myn_status myn_input_fit(const myn_input_plan *plan, myn_cmat x, myn_input *out, const char **why,
                         myn_arena *arena) MYN_CHECKED;

/* The points of X's areas: POINTS has room for areas x d (stride >= d), POINTS->rows becomes how many there are,
 * AREA (areas) the area of each. Only MYN_INPUT_FILL_DROP leaves areas out. X may be areas that were not fitted on.
 * WHY as above: a value infinite or outside what the transform takes, missing where that is a problem. O(d n). */
myn_status myn_input_apply(const myn_input *input, myn_cmat x, myn_mat *points, uint32_t *area,
                           const char **why, myn_arena *scratch) MYN_CHECKED;

/* Two indicators of which one would do. */
typedef struct {
    size_t a, b; /* a < b */
    double r;
} myn_input_pair;

/* The pairs of columns of POINTS whose Pearson correlation is LEAST or more either way, strongest first, into
 * *OUT (from ARENA) and *COUNT. A column that is the same everywhere has none. O(d^2 n). */
myn_status myn_input_alike(myn_cmat points, double least, myn_input_pair **out, size_t *count,
                           myn_arena *arena) MYN_CHECKED;

/* Principal components of points: score = (point - mean) vector. */
typedef struct {
    double *mean, *deviation, *share; /* d; M: of each score (divisor n - 1); M: of all variance */
    myn_mat vector;                   /* d x M: unit columns, the element of greatest size above 0 */
    size_t d, m;
} myn_input_axes;

/* The first components of POINTS that together hold SHARE (0 .. 1] of the variance, at least one; arrays from
 * ARENA. MYN_ERR_ARGUMENT where SHARE is outside, MYN_ERR_DATA with fewer than 2 points or no variance. O(d^2 n +
 * d^3). */
myn_status myn_input_axes_fit(myn_cmat points, double share, myn_input_axes *out,
                              myn_arena *arena) MYN_CHECKED;

/* Scores (points.rows x m) of POINTS by AXES; the two must not overlap. O(n d m). */
void myn_input_axes_apply(const myn_input_axes *axes, myn_cmat points, myn_mat scores);

#endif
