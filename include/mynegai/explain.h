/* Where a figure comes from: from an area's published rank back to the rows of the input, every step with its
 * formula and the numbers in it. */
#ifndef MYNEGAI_EXPLAIN_H
#define MYNEGAI_EXPLAIN_H
#include <mynegai/index.h>
#include <mynegai/store.h>

/* A number by the name that a formula calls it. */
typedef struct {
    const char *name;
    double value; /* NaN: none */
} myn_given;

/* One step on the way: OUT is FORMULA (see myn_method's `worked`) with GIVEN put in. */
typedef struct {
    const char *name;         /* the method's, or "carry", "interpolate", "fill", "turn" */
    const myn_method *method; /* NULL: not of the catalogue */
    const char *formula;      /* NULL: it takes more than one area's numbers */
    const myn_given *given;
    size_t givens;
    double in, out;           /* NaN: none */
    const char *fitted_on;    /* the edition that its parameters come from; NULL: none fitted */
    const char *fitted_areas; /* reference areas; NULL: all */
} myn_worked;

/* A figure of the input. */
typedef struct {
    const char *series, *unit;           /* unit may be NULL */
    const char *dataset, *file, *sha256; /* NULL where the store does not say */
    const char *key; /* the texts of its key columns, or its column; NULL where not known */
    myn_period period;
    double value; /* NaN: none */
    uint8_t cell;
} myn_source_value;

/* A part of a branch. */
typedef struct {
    size_t node; /* its number in the store */
    const char *code;
    double score;           /* its own; NaN: none */
    const myn_worked *step; /* on the way into its parent */
    size_t steps;
    bool turned;  /* a branch of direction -: its sign is changed on the way */
    double value; /* as its parent takes it */
    double weight,
        share; /* as given, and of all weights of parts that have a value; share NaN where it has none */
} myn_worked_part;

typedef struct {
    size_t node;
    const char *code;
    myn_label label;
    /* an indicator */
    const myn_source_value *input; /* one, or the parts of a derived value */
    size_t inputs;
    const char
        *derived; /* how they make RAW: "a / b * per", with GIVEN a, b, per; NULL: one series as it is */
    const myn_given *derived_given;
    size_t derived_givens;
    bool dated; /* whether any period counts */
    myn_period period;
    double raw;
    uint8_t raw_cell;
    /* a branch */
    const char *weights; /* the method that fitted its parts' weights; NULL: as given */
    const myn_worked_part *part;
    size_t parts, present;
    double coverage, least; /* share of parts (by number or weight) with a value, and what is asked for */
    bool by_weight;
    /* both; of a branch the first step is how it is aggregated */
    const myn_worked *step;
    size_t steps;
    double score;
    uint8_t cell;
    bool rests_on_suppressed; /* see myn_rests_on_suppressed */
    int32_t rank;
    size_t ranked;
    uint8_t quantile[MYN_QUANTILES_MOST], band;
} myn_explained_node;

/* A small area that the explained one is made of. */
typedef struct {
    const char *code;
    double share, population; /* of the small area; people in the whole of it */
} myn_made_of;

typedef struct {
    const char *edition;
    myn_period edition_period;
    size_t area;
    const myn_made_of
        *made_of; /* where the index's areas are made of others: their values are means by share x population,
                                   or sums by share */
    size_t made_ofs;
    const myn_explained_node *node; /* from the one asked for down, in tree order */
    size_t nodes;
    size_t
        differs; /* nodes whose stored score is another than the one computed again here; 0: the same bits */
    void *memory;
} myn_explained;

typedef struct {
    size_t area;    /* number in the store */
    size_t node;    /* number: it and all below it */
    size_t edition; /* number */
    size_t threads;
} myn_explain_choice;

/* Explain one area's figures in STORE (called PATH in problems) by computing its edition again.
 * MYN_ERR_FORMAT where the store does not hold what that takes; MYN_ERR_ARGUMENT: no such area, node or
 * edition. */
myn_status myn_explain(myn_store *store, const char *path, const myn_explain_choice *choice, myn_diag *diag,
                       myn_explained **out) MYN_CHECKED;

/* Give back an explanation and every text of it. Accepts NULL. */
void myn_explained_free(myn_explained *explained);

#endif
