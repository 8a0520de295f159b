/* Areas and their like: statistical nearest neighbours in a store, and an area set beside its family. */
#ifndef MYNEGAI_RUN_NEIGHBOURS_H
#define MYNEGAI_RUN_NEIGHBOURS_H
#include <mynegai/neighbours.h>
#include <mynegai/run_significance.h>

/* What areas are compared by. */
typedef enum {
    MYN_LIKE_RAW,        /* indicators as published, in the period used */
    MYN_LIKE_NORMALISED, /* indicators on their common scale */
    MYN_LIKE_SCORES      /* scores of the parts of a node */
} myn_like;

typedef struct {
    size_t edition, node; /* node: indicators at or below it; scores: its parts */
    myn_like of;
    bool weighted; /* by the index's weights down the tree; else each variable counts the same */
    size_t k;      /* how many; 0: 15, or 5 where there are fewer than 46 areas */
    double shift;  /* each weight is tried this share larger and smaller (0.1); 0: not tried */
    size_t area;   /* entrants of this one are kept; MYN_NONE: of none */
    size_t threads;
} myn_family_choice;

/* An area that comes into a family when a weight moves. */
typedef struct {
    size_t area;
    double share; /* of the trials */
} myn_entrant;

/* Families of all areas. Areas x K arrays have an area's family side by side, nearest first. An area without any value
 * is in no family and has none. */
typedef struct {
    const myn_labels *labels;
    myn_family_choice choice; /* k as it was used */
    const size_t *variable;   /* node numbers */
    size_t variables;
    const double *weight;    /* of each variable, sum 1 */
    const size_t *left_out;  /* nodes without spread or without values: nothing to compare by */
    size_t left_outs, gaps;  /* gaps: values that were missing and taken as the mean */
    size_t areas, k, trials; /* trials: 2 x variables, or 0 */
    size_t placed;           /* areas that have a family */
    const bool *has;         /* areas: whether it has one */
    const double *z;         /* areas x variables: z-scores (n - 1), 0 where missing */
    const uint32_t *which;   /* areas x k */
    const double *distance;  /* areas x k: sqrt(sum of weight (z - z')^2) */
    const double *rebased;   /* areas x k: distance over that of the area's farthest */
    const uint8_t *mutual;   /* areas x k: each is in the other's family */
    const double *kept;      /* areas x k: share of the trials in which it stays; NULL without trials */
    const myn_entrant *entrant;
    size_t entrants; /* of choice.area, most frequent first */
    void *memory;
} myn_families;

/* Families as CHOICE says, in STORE. MYN_ERR_DATA with the reason in DIAG: fewer areas than a family and the area itself, no
 * variable with spread, choice.area without any value. MYN_ERR_ARGUMENT where a number is out of its range. O(areas^2 variables), times 2 variables with trials. */
myn_status myn_families_find(myn_store *store, const char *path, const myn_family_choice *choice,
                             myn_diag *diag, myn_families **out) MYN_CHECKED;

/* Give back families; the labels they borrowed stay. Accepts NULL. */
void myn_families_free(myn_families *families);

/* Each variable's part of the squared distance of areas A and B into SHARE (variables), sum 1. */
void myn_families_share(const myn_families *families, size_t a, size_t b, double *share);

/* One node of an area beside its family and all others. */
typedef struct {
    size_t node;
    double value; /* indicator: the value behind it; branch: its score */
    double family, all,
        whole;       /* means over the family, over all areas; the larger area's own value, NaN none */
    size_t rank, of; /* among all, as published; 0: none */
    size_t rank_family, of_family;
    int quarter; /* of the areas by rank, 1 the first; 0 none */
    double
        change; /* since the value before it: indicator, the period before; branch, the edition before; NaN none */
    const char *since_edition; /* branch: the edition before; NULL none */
    myn_period since;          /* indicator: the period of the value before; {0, 0} none */
    bool tested; /* its limits were tested against the larger area, or all others where there is none */
    int verdict; /* 1 higher, -1 lower, 0 no difference that holds */
    double p;    /* adjusted for the number of tests */
} myn_benchmark_line;

typedef struct {
    const myn_families *families; /* borrowed */
    size_t area, whole;           /* whole: number of the larger area, MYN_NONE none */
    myn_benchmark_line *line;     /* a line a node, in tree order */
    size_t lines;
    myn_versus versus; /* what limits were tested against */
} myn_benchmark;

/* AREA beside its family in FAMILIES. MYN_ERR_ARGUMENT where it has none. O(nodes x areas). */
myn_status myn_benchmark_area(myn_store *store, const char *path, const myn_families *families, size_t area,
                              myn_benchmark **out) MYN_CHECKED;

/* Give back a benchmark; its families stay. Accepts NULL. */
void myn_benchmark_free(myn_benchmark *benchmark);

#endif
