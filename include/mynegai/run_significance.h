/* Significance in a store: is an area different from its parent, from the others, from another area, from itself in
 * another edition; and which of many such differences hold. Indicators only: those whose data have confidence limits,
 * and for funnels those that are a ratio of two counts. */
#ifndef MYNEGAI_RUN_SIGNIFICANCE_H
#define MYNEGAI_RUN_SIGNIFICANCE_H
#include <mynegai/run.h>
#include <mynegai/significance.h>

typedef enum {
    MYN_VERSUS_PARENT, /* the larger area that each is part of */
    MYN_VERSUS_OTHERS, /* all other areas together */
    MYN_VERSUS_AREA,   /* one area */
    MYN_VERSUS_LARGER, /* one larger area */
    MYN_VERSUS_EDITION /* itself in another edition */
} myn_versus;

typedef struct {
    size_t edition; /* number: its periods are compared */
    size_t node;    /* an indicator, or a branch: those below it */
    size_t area;    /* only this one, MYN_NONE: all */
    myn_versus versus;
    size_t other; /* number of the area, larger area or edition */
    bool scale_given;
    myn_scale
        scale; /* where given; else as myn_scale_for: of per cent (unit "%", out of 100) the logit, of rates (unit
                        "per ...", or a ratio) the log */
    double level;     /* of the data's limits, as 0.95 */
    double discovery; /* adjusted p at or below which a difference counts, as 0.05 */
} myn_significance_choice;

/* Why there is no test. */
typedef enum {
    MYN_UNTESTED_NOT,   /* there is one */
    MYN_UNTESTED_OWN,   /* the area has no value with limits */
    MYN_UNTESTED_OTHER, /* what it is compared with has none */
    MYN_UNTESTED_SCALE, /* the scale does not fit the figures */
    MYN_UNTESTED_SAME,  /* the same figure: the area itself, or the same period in both editions */
    MYN_UNTESTED_ERROR  /* neither has an error: limits are the values */
} myn_untested;

typedef struct {
    size_t indicator, area;
    myn_interval own, other;
    myn_period period, other_period;
    size_t other_area; /* number in areas or parents, as versus says; MYN_NONE: none of either */
    myn_tested test;   /* on the indicator's scale */
    double adjusted;   /* p, over all tests of the answer */
    int verdict;       /* 1 higher, -1 lower, 0 no difference that holds */
    myn_untested why;
} myn_significance_row;

typedef struct {
    size_t indicator;
    myn_scale scale;
    size_t first, count; /* rows */
    size_t tested, higher, lower;
} myn_significance_indicator;

/* One struct for both questions; rows indicator by indicator, areas in the store's order. */
typedef struct {
    const myn_labels *labels;
    myn_significance_choice choice;
    const myn_significance_row *row;
    size_t rows;
    const myn_significance_indicator *indicator; /* those with limits in the edition's period */
    size_t indicators, without;                  /* without: asked for, but no limits there */
    size_t tested, different;
    void *memory;
} myn_significance;

/* Compare as CHOICE says. Two periods that overlap have errors correlated by days shared / sqrt(days of one x days of the
 * other), as means of as good days have; an area and the larger one it is part of count as independent, which is on the
 * careful side. MYN_ERR_DATA with the reason in DIAG where no indicator asked for has limits, MYN_ERR_ARGUMENT where
 * a number is out of its range. LABELS of the answer are the store's. */
myn_status myn_significance_find(myn_store *store, const char *path, const myn_significance_choice *choice,
                                 myn_diag *diag, myn_significance **out) MYN_CHECKED;

/* Give back the comparisons. Accepts NULL. */
void myn_significance_free(myn_significance *significance);

/* ---- funnels ---- */

typedef struct {
    size_t area;
    double numerator, denominator;
    myn_funnel_area limit; /* values and limits times PER */
    double adjusted;       /* p, over all areas of all funnels of the answer */
} myn_funnel_row;

typedef struct {
    size_t indicator;
    myn_period period;
    myn_funnel_kind kind; /* a proportion where per is 1 or 100 and no numerator is above its denominator */
    double per;
    myn_funnel funnel;         /* target times PER */
    const myn_funnel_row *row; /* areas that have both counts */
    size_t rows;
} myn_funnel_indicator;

typedef struct {
    const myn_labels *labels;
    size_t edition;
    const myn_funnel_indicator *indicator;
    size_t indicators;
    void *memory;
} myn_funnels;

/* Funnels of the indicators at or below NODE that are a ratio (or a shrunk rate: its plain rate) of two series, in the
 * periods of EDITION. MYN_ERR_DATA with the reason in DIAG where none is one. */
myn_status myn_funnels_find(myn_store *store, const char *path, size_t edition, size_t node, myn_diag *diag,
                            myn_funnels **out) MYN_CHECKED;

/* Give back the funnels. Accepts NULL. */
void myn_funnels_free(myn_funnels *funnels);

#endif
