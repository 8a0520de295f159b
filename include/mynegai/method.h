/* The catalogue of methods: each is one constant object with its name, parameters, reference and functions.
 *
 * A method knows numbers only: no labels, no files. Missing is NaN. To add one: a file
 * engine/method/KIND_NAME.c with `const myn_method myn_method_NAME`, its line in engine/method/catalogue.c,
 * its rows in tests/cases/NAME.csv. */
#ifndef MYNEGAI_METHOD_H
#define MYNEGAI_METHOD_H
#include <mynegai/arena.h>
#include <mynegai/diag.h>
#include <mynegai/mat.h>
#include <mynegai/status.h>
#include <mynegai/team.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    MYN_KIND_TRANSFORM, /* one indicator: value by value (log) */
    MYN_KIND_TREAT,     /* one indicator: outliers */
    MYN_KIND_IMPUTE,    /* one indicator: missing values from other areas */
    MYN_KIND_NORMALISE, /* one indicator: to a common scale; takes the direction in */
    MYN_KIND_WEIGH,     /* several nodes: a weight for each, fitted to their values */
    MYN_KIND_AGGREGATE, /* several nodes to one */
    MYN_KIND_SUMMARISE  /* areas to the larger areas that they are part of */
} myn_kind;

/* The word for KIND: "transform", "treat", ...; "unknown" for none. */
const char *myn_kind_word(myn_kind kind);

typedef enum {
    MYN_REAL,   /* one slot */
    MYN_WHOLE,  /* one slot, a whole number */
    MYN_FLAG,   /* one slot, 0 or 1 */
    MYN_CHOICE, /* one slot, number of the word in choices */
    MYN_RANGE   /* two slots: [low, high], low < high; NaN both where not given */
} myn_param_type;

typedef struct {
    const char *name;
    myn_param_type type;
    const char *fallback; /* the default as a person writes it ("23", "average", "[0, 100]", "none"); NULL:
                             must be given */
    double least, most;   /* allowed values, both included */
    const char *const *choices; /* MYN_CHOICE: words, ends in NULL */
    const char *summary;
} myn_param;

#define MYN_PARAMS_MOST 8 /* slots */
#define MYN_FITTED_MOST 8 /* numbers a fit may keep */

/* The values that parameters are fitted on: the indicator itself, a reference set of areas, another edition.
 */
typedef struct {
    const double *x;      /* n values, NaN missing; direction not yet applied */
    const double *weight; /* n weights (population), or NULL */
    size_t n;
    double direction; /* +1, -1; normalisers only */
    double
        unit; /* the value of the area that the definition names, for methods with `needs_unit`; NaN: none */
} myn_basis;

/* One indicator's values over areas. IN and OUT may be the same array. */
typedef struct {
    const double *in;
    double *out;
    size_t n;
    double direction;      /* as in the basis */
    const double *fitted;  /* MYN_FITTED_MOST numbers from fit, NaN where unused */
    const uint32_t *group; /* n group numbers (imputation by group), or NULL */
    uint32_t groups;
    uint8_t *touched; /* n flags, set to 1 where a value was treated or imputed; or NULL */
} myn_values;

/* Several nodes' scores over areas. */
typedef struct {
    const double *const *child; /* `children` rows of n values, direction applied */
    const double *weight;       /* one a child, as given; > 0 */
    size_t children, n;
    double *out; /* n; missing where no child has a value */
    char *why; /* MYN_WHY bytes, where a solver that does not come to an end says where it stopped; or NULL */
} myn_parts;
#define MYN_WHY 200

/* Areas by one node, each part of one larger area or of none. An area without what a measure looks at is left
 * out of it, and so is one without a population where there are populations. */
typedef struct {
    const double *rank, *score; /* n: rank 1 the first; NaN none */
    const double *series;       /* n: what is added up; NULL where the method takes none */
    const double *population;   /* n, or NULL: every area counts 1 */
    const uint32_t *group;      /* n: number of its larger area; >= groups: part of none */
    size_t n, groups;
    size_t ranked; /* N: areas with a rank, of all n */
    double *out;   /* groups; NaN where nothing counts */
} myn_members;

typedef struct myn_method {
    const char *name;
    myn_kind kind;
    const char *summary; /* one line */
    const char
        *formula; /* as a statistician writes it, plain text, with what missing values and no spread do */
    /* The same for one area, to be worked out by hand or by a program: an expression of the names x (its
     * value), w and x (aggregators: weights and values of the parts that have one), direction, the parameters
     * (a range is NAME_low, NAME_high; a choice its number from 0), fitted_name, r_up and r_down (its rank
     * from the lowest and from the highest value after the direction, by `ties`) and n (areas ranked), with +
     * - * / and the functions ln exp sqrt cbrt asinh pow min max; sum and prod over parts; hold(v, low,
     * high): v held between ends, either of which may be none; pick(number, first, second, ...); given(a,
     * then, else): else where a is none; rounded(p, v): for p = 1 to 24 bits; normal_quantile; above(a, b), 1 where a > b else
     * 0; boxcox(v, p), (v^p - 1) / p or at p = 0 ln v; average(w, x) and variance(w, x, ddof) of parts, the variance
     * sum w (x - average)^2 / (W - ddof sum w^2 / W), 0 where all are equal; ordered(w, x, first, count, power), the
     * mean by places of `owa`; and what `refer` finds in other areas. NULL: it takes more than one area's numbers. */
    const char *worked;
    /* Aggregators that look at other areas: the names of what an area's score rests on there, one a part that has a
     * value, and one for all; each ends in NULL; or NULL. */
    const char *const *part_name, *const *whole_name;
    const char *const *fitted_name; /* names of the fitted numbers, ends in NULL; or NULL */
    const char *reference;          /* author, year, title, DOI */
    const myn_param *param;
    size_t params;
    bool whole;          /* aggregators: an area's score depends on the other areas, so that all are needed */
    bool no_weights;     /* aggregators: weights of the definition are not used */
    bool fits_reference; /* parameters may be fitted on a reference set */
    bool needs_unit;     /* one area is named, whose value the fit gets */
    bool needs_positive; /* made for values above 0 (log, geometric mean, which is 0 where a part is 0) */
    bool gives_positive; /* normalisers: parameters decide whether results are above 0, for all areas fitted
                            on; aggregators: above 0 where all parts are */
    bool takes_series;   /* summaries: adds up a series, and looks at no rank, score or population */
    bool counts_areas;   /* summaries: every area counts 1 unless the measure itself names a population */
    const char *needs; /* what apply, combine or summarise answers MYN_ERR_DATA for lack of, a phrase ("values
                          of at least 0"); NULL: nothing */

    /* Fit on BASIS: up to MYN_FITTED_MOST numbers. MYN_ERR_DATA where the method cannot work on these values
     * (no spread, all missing); WHY then says so in a phrase. NULL where nothing is fitted. */
    myn_status (*fit)(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why);
    /* Row methods. */
    myn_status (*apply)(const double *param, const myn_values *values, myn_arena *scratch);
    /* Aggregators: missing children left out and the weights of the others used. */
    myn_status (*combine)(const double *param, const myn_parts *parts, myn_arena *scratch);
    /* Aggregators: the numbers of `part_name` for AREA, a row a name and a column a child, then those of `whole_name`. As
     * costly as combine. NULL where there are none. */
    myn_status (*refer)(const double *param, const myn_parts *parts, size_t area, double *number,
                        myn_arena *scratch);
    /* Weights: one a child into WEIGHT, above 0, from the children's values on their common scale and their
     * nominal weights (PARTS, its out unused). They sum to 1 unless the formula says otherwise; an only child
     * gets 1. MYN_ERR_DATA as fit. O(children^2 n). */
    myn_status (*weigh)(const double *param, const myn_parts *parts, double *weight, myn_arena *scratch,
                        const char **why);
    /* Summaries: one value a larger area. MYN_ERR_DATA where a population is below 0 or infinite. O(n). */
    myn_status (*summarise)(const double *param, const myn_members *members, myn_arena *scratch);
    /* Check parameters against each other; a phrase where they cannot work together, else NULL. May be NULL.
     */
    const char *(*refuse)(const double *param);
} myn_method;

/* All methods, ordered by kind then name; ends in NULL. */
const myn_method *const *myn_methods(void);

/* The method NAME, or NULL. */
const myn_method *myn_method_find(const char *name);

/* First slot of parameter I: a range takes two. */
size_t myn_param_slot(const myn_method *method, size_t i);

/* Defaults of every parameter into P (MYN_PARAMS_MOST slots); NaN where there is none. */
void myn_method_defaults(const myn_method *method, double *p);

/* Read TEXT as parameter I into P: "[0, 10]" for a range, "none" where allowed. False where it is none or
 * outside its range; EXPECTED (SIZE bytes) then gets what would do ("a number from 0 to 100",
 * "one of min, max, average"). */
bool myn_param_read(const myn_method *method, size_t i, const char *text, double *p, char *expected,
                    size_t size);

/* Write parameter I of P back into OUT as a person would, cut to SIZE; it reads back as the same. */
void myn_param_text(const myn_method *method, size_t i, const double *p, char *out, size_t size);

/* ---- what is not a choice by name ---- */

/* Aggregate PARTS by METHOD; then make missing every area in which less than COVERAGE of the children (by
 * number, or by weight) have a value. CELL (n, or NULL) gets MYN_CELL_OBSERVED where all had one, _PARTIAL,
 * _BELOW_COVERAGE, _MISSING (none). O(children x n), at memory speed for means. */
typedef struct {
    double least;   /* 0 .. 1 */
    bool by_weight; /* share of weight instead of number */
} myn_coverage;

/* As said above. MYN_ERR_ARGUMENT where METHOD is no aggregator, MYN_ERR_DATA where the values lack what it
 * needs. */
myn_status myn_aggregate(const myn_method *method, const double *param, const myn_parts *parts,
                         myn_coverage coverage, uint8_t *cell, myn_arena *scratch) MYN_CHECKED;

/* Quantile groups from RANK (1 first; NaN none) of N ranked: ceil(q r / N), or floor(q (r-1) / N) + 1; or from
 * cut points of the scores (myn_quantile_cuts). OUT 0 where none. */
typedef enum { MYN_QUANTILE_CEIL, MYN_QUANTILE_FLOOR, MYN_QUANTILE_CUTS } myn_quantile_rule;

/* Groups (q, at most 255) by cut points: the quantiles k/q of the N scores X, k = 1 .. q - 1, by Hyndman and Fan's type 7
 * (linear between order statistics: R's and numpy's default), doi:10.2307/2684934. Group 1 holds the lowest scores, or the
 * highest where not LOWEST_FIRST; a score on a cut point belongs to the group nearer to the first. OUT 0 where X is missing.
 * MYN_ERR_MEMORY. O(n (log n + q)). */
myn_status myn_quantile_cuts(const double *x, size_t n, int groups, bool lowest_first, uint8_t *out,
                             myn_arena *scratch) MYN_CHECKED;

/* N areas, RANKED of them with a rank, cut into GROUPS (q, at most 255) by RULE. Tied ranks share a group. O(n). */
void myn_quantile_groups(const double *rank, size_t n, size_t ranked, int groups, myn_quantile_rule rule,
                         uint8_t *out);

/* Fixed bands: number (from 1) of the first whose upper end is above x (or equal to it where CLOSED_ABOVE); 0
 * missing. BELOW has the upper ends of all BANDS, rising; the last band takes all that is left. */
void myn_bands(const double *x, size_t n, const double *below, size_t bands, bool closed_above, uint8_t *out);

/* Moments of X: mean, standard deviation (n - ddof), skewness and excess kurtosis by Joanes and Gill's type 2
 * (doi:10.1111/1467-9884.00122); NaN where too few values or no spread. */
typedef struct {
    size_t n;
    double mean, sd, skew, kurtosis, least, greatest;
} myn_moments;

/* The moments of the values of X (n) that are not missing; DDOF for the standard deviation only. O(n). */
myn_moments myn_moments_of(const double *x, size_t n, int ddof);

/* Time, one area's series: its last value before period AT, from at most WINDOW_DAYS earlier. MID has the
 * mid-days of the periods, in order. NaN where there is none; *FROM gets the period number carried from. */
double myn_carry(const double *value, const int32_t *mid, size_t at, int32_t window_days, size_t *from);

/* The same for the next of all PERIODS after it, carried back at most WINDOW_DAYS. */
double myn_carry_back(const double *value, const int32_t *mid, size_t periods, size_t at, int32_t window_days,
                      size_t *from);

/* The same for the value fewest days away, before or after, the earlier of two. */
double myn_nearest(const double *value, const int32_t *mid, size_t periods, size_t at, int32_t window_days,
                   size_t *from);

/* The value at AT, else on the line between the nearest ones before and after it; NaN where one is lacking. */
double myn_interpolate(const double *value, const int32_t *mid, size_t periods, size_t at);

/* Fill what is missing from the same area's other indicators of one domain, whose rows VALUES are: the mean
 * of the area's places between each indicator's worst (0) and best value (1), put on the scale of what is
 * missing. DIRECTION +1 or -1 a row. Indicators without spread have no place, and are filled with their
 * value; an area without any other value stays as it is. TOUCHED (rows x cols, or NULL) gets 1 where filled.
 * MYN_ERR_DATA where a value is infinite. O(rows x cols). */
myn_status myn_fill_within(myn_mat values, const double *direction, uint8_t *touched,
                           myn_arena *scratch) MYN_CHECKED;

/* The same with worst and best values from BASIS, the same indicators' rows (of other areas, of another edition): what an
 * area is filled with then rests on its own values alone. */
myn_status myn_fill_within_basis(myn_cmat basis, myn_mat values, const double *direction, uint8_t *touched,
                                 myn_arena *scratch) MYN_CHECKED;

/* Rates of small areas drawn towards that of the larger area they lie in (the more, the less is known of them
 * and the less the areas of one parent differ): with r cases among n, logit m = ln((r + .5) / (n - r + .5))
 * of variance s2 = (n + 1)(n + 2) / (n (r + 1)(n - r + 1)), M the logit of the parent's totals, t2 = sum (m -
 * M)^2 / (k - 1) over its k areas, the rate is logistic(w m + (1 - w) M), w = t2 / (t2 + s2); the only area
 * of a parent keeps its own logit. (Ministry of Housing, Communities and Local Government (2019) English
 * Indices of Deprivation, technical report.) Missing where r or n is, or n is 0. MYN_ERR_DATA where r is
 * below 0 or above n, or an area with a rate lies in no parent (its group is not below GROUPS). */
typedef struct {
    const double *cases, *among; /* r, n: `areas` values */
    const uint32_t *group;       /* the parent of each, from 0 */
    size_t areas;
    uint32_t groups;
} myn_counts;

/* Into RATE (areas), each from 0 to 1. O(areas). */
myn_status myn_shrink(const myn_counts *counts, double *rate, myn_arena *scratch) MYN_CHECKED;

/* Derived values, element by element; missing where any part is. Ratio: missing where the denominator is 0.
 */
typedef enum {
    MYN_DERIVE_PLAIN,
    MYN_DERIVE_RATIO,
    MYN_DERIVE_DIFFERENCE,
    MYN_DERIVE_SUM,
    MYN_DERIVE_SPREAD,
    MYN_DERIVE_SHRUNK_RATE /* not element by element: by myn_shrink; here the plain ratio */
} myn_derive;
typedef struct {
    myn_derive form; /* spread: greatest minus least of the parts */
    double per;      /* ratio, shrunk rate: times this (1000 for a rate per 1000) */
    bool absolute;   /* difference: without its sign */
} myn_derivation;

/* PARTS rows of N values into OUT: a ratio and a difference are of the first two; missing throughout where
 * there are too few. */
void myn_derive_values(const myn_derivation *how, const double *const *part, size_t parts, double *out,
                       size_t n);

#endif
