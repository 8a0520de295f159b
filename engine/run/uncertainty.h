/* The plan of an uncertainty analysis and its model. Private to the room. */
#ifndef MYN_RUN_UNCERTAINTY_PRIVATE_H
#define MYN_RUN_UNCERTAINTY_PRIVATE_H
#include "run/below.h"
#include "run/reload.h"
#include <mynegai/run_uncertainty.h>
#include <mynegai/yaml.h>
#include <pthread.h>

/* ---- the plan ---- */

typedef enum {
    SOURCE_UNIFORM,   /* weights of NODE's parts */
    SOURCE_DIRICHLET, /* the same */
    SOURCE_SETS,      /* one of several sets of weights */
    SOURCE_CHOICE,    /* one of several methods */
    SOURCE_LEAVE_OUT, /* one of NODE left out */
    SOURCE_SAMPLING,  /* values of the leaves NODE */
    SOURCE_ROUNDING,
    SOURCE_IMPUTED
} SourceKind;

typedef enum { LAW_NORMAL, LAW_LOG_NORMAL, LAW_LOGIT, LAW_POISSON, LAW_BINOMIAL } Law;

/* Where the standard error of a value comes from. */
typedef enum { ERROR_LIMITS, ERROR_GIVEN, ERROR_RELATIVE, ERROR_SERIES, ERROR_COUNTS } ErrorFrom;

typedef struct {
    Law law;
    ErrorFrom from;
    double amount;      /* limits: per cent covered; given; relative: per cent */
    const char *series; /* of standard errors; or of what cases are counted among */
    double out_of, per; /* logit: the whole; counts: a rate is cases / among * per */
    bool observed;      /* drawn around the observed value, not shrunk to the mean */
    double periods;     /* correlation of an area's errors over periods */
} Sampling;

typedef struct {
    SourceKind kind;
    myn_uncertain_input input;
    const size_t *node; /* see the kinds; in tree order */
    size_t nodes;
    const char *const *each;   /* weights: a name for every part, each an input of its own; NULL: together */
    double amount;             /* uniform: share; Dirichlet: concentration; rounding: step */
    const double *set;         /* sets x nodes of the index: weights, NaN as given */
    const char *const *change; /* choices: a change to the definition each, NULL none */
    Sampling sampling;
} Source;

typedef struct {
    size_t above, below; /* areas */
    const char *name;
} Pair;

typedef struct {
    const Source *source;
    size_t sources, coordinates;
    const size_t *node; /* whose figures are kept */
    size_t nodes;
    const Pair *pair;
    size_t pairs;
    double percentile[MYN_PERCENTILES_MOST];
    size_t percentiles;
    long draws, seed; /* -1: not said */
    const char *text; /* of a plan file, as it was read; NULL: in index.yml */
} Plan;

/* What a plan is read against; AREAS and WANTED (series that are at hand) may be NULL: not checked. */
typedef struct {
    const myn_index *index;
    const myn_areas *areas;
    const myn_rows *rows;
    const myn_change *change; /* made to the definition already */
    size_t changes;
    const char *file; /* a plan of its own; NULL: the definition's section */
} PlanFrame;

/* Read it; texts and arrays from MEMORY. Every problem to DIAG and MYN_ERR_DATA; MYN_ERR_NOT_FOUND where the definition
 * has no section. */
myn_status plan_read(const PlanFrame *frame, myn_arena *memory, myn_diag *diag, Plan *out) MYN_CHECKED;

/* What reading a plan shares between files. */
typedef struct {
    const PlanFrame *frame;
    myn_arena *memory;
    myn_diag *diag;
    Plan *plan;
    Source *source; /* room for all */
    bool failed;    /* out of memory */
} PlanReader;

void *plan_get(PlanReader *r, size_t count, size_t size);
/* A map of one entry: its word, and what is said of it; false with a problem. */
bool plan_item(PlanReader *r, const myn_yaml *item, const char *what, const myn_yaml **said);
/* The node at KEY of SAID; MYN_NONE with a problem. */
size_t plan_node(PlanReader *r, const myn_yaml *said, const char *key);
bool plan_real(PlanReader *r, const myn_yaml *said, const char *key, double low, double high, double *out);
/* The next source, named after WHAT and OF; NULL without memory. */
Source *plan_source(PlanReader *r, SourceKind kind, const myn_yaml *at, const char *what, const char *of);
/* NODE as a person would write it on one line. */
void plan_flow(const myn_yaml *node, myn_buffer *out);
/* The text that FRAME reads. */
myn_status plan_open(const PlanFrame *frame, myn_diag *diag, myn_yaml_doc **out) MYN_CHECKED;
void plan_nodes(PlanReader *r, Source *source, const size_t *node, size_t count);
void plan_weights(PlanReader *r, const myn_yaml *list);
void plan_structure(PlanReader *r, const myn_yaml *list);
void plan_methods(PlanReader *r, const myn_yaml *list);
void plan_data(PlanReader *r, const myn_yaml *list);

/* ---- the model ---- */

/* The definition with one combination of choices. */
typedef struct {
    myn_index *index; /* own; NULL: the store's */
    myn_loaded loaded;
    myn_pipeline pipeline;
    uint8_t *frozen_fit, *frozen_weight; /* what was known before reference editions */
    double *normalised;                  /* leaves x areas of the edition, where no data vary; or NULL */
    uint8_t *normalised_cell;
    int32_t *used_period;
} Variant;

/* Errors of one leaf in one period, on the scale of their law. */
typedef struct {
    const Source *source;
    size_t row, plane;
    uint64_t first;    /* number of its first random number */
    bool again;        /* another source has drawn these values already */
    double *mean, *sd; /* areas; rounding and counts: sd unused */
} Blur;

/* A leaf in which `within` fills what is to be drawn. */
typedef struct {
    const Source *source;
    size_t leaf;
} Astray;

typedef struct {
    const double *x;    /* parts x areas of one pattern of missing values */
    const size_t *leaf; /* parts: node of each */
    size_t parts;
    const uint32_t *area; /* areas, NULL: all */
    size_t areas;
} Pattern;

typedef struct Worker Worker;

struct myn_uncertain {
    myn_uncertain_choice own;
    myn_arena *memory;
    myn_again again;
    bool opened;
    Plan plan;
    myn_uncertain_input *input; /* those of the sources, in order */
    size_t inputs;
    uint64_t seed;
    size_t draws, areas;
    myn_edition published;
    double *published_score; /* plan nodes x areas */
    uint32_t *published_rank;
    Variant *variant;
    size_t variants;
    const myn_change *change; /* made to the definition when it was built */
    size_t changes;
    size_t steps, branch_slots; /* of the variant with most of them */
    bool data, refers;          /* data vary; reference editions have to be fitted anew for a draw */
    uint8_t *given, *kept;
    Blur *blur;
    size_t blurs;
    Astray *astray;
    size_t astrays;
    Pattern *pattern; /* nodes x patterns */
    size_t patterns;
    bool fast;
    myn_team *team;
    pthread_mutex_t lock;
    bool locked;     /* the lock was made */
    Worker **worker; /* at rest */
    size_t resting, workers;
};

/* The alternatives of the plan as definitions. */
myn_status variants_open(myn_uncertain *model, myn_diag *diag) MYN_CHECKED;
void variants_free(myn_uncertain *model);
/* Standard errors and posteriors. */
myn_status blurs_open(myn_uncertain *model, myn_diag *diag) MYN_CHECKED;
/* Draw row, period of BLUR from the values so far into OUT (areas; may be VALUE). */
void blur_draw(const myn_uncertain *model, const Blur *blur, double x, const double *value, double *out);
/* Standard normal numbers of draw X for an area each: by how many errors what `within` fills is off. */
void astray_draw(const myn_uncertain *model, const Astray *astray, double x, double *out);

/* ---- a draw ---- */

/* A worker's own copy of all that a draw changes. */
struct Worker {
    const myn_uncertain *model;
    myn_index index;
    myn_node *node;
    size_t **child; /* by node: room for its children */
    myn_loaded loaded;
    myn_panel panel;
    myn_pipeline pipeline;
    myn_edition edition, room;
    myn_diag *diag;
    myn_arena *memory;
    myn_team *team;
    size_t variant; /* whose leaves the edition holds; MYN_NONE none */
    bool drawn;     /* the panel's cells say what is estimated in a draw */
    double *x, *weight;
    const double **astray; /* by leaf: its own of OFF, or NULL */
    double *off;           /* the model's astrays x areas */
};

myn_status worker_new(const myn_uncertain *model, Worker **out) MYN_CHECKED;
void worker_free(Worker *worker);
/* Draw at X into the worker's edition. */
myn_status worker_draw(Worker *worker, const double *x) MYN_CHECKED;
/* Variant V as built, every leaf and branch of it. */
myn_status worker_as_built(Worker *worker, size_t v) MYN_CHECKED;
/* Weights of all nodes at X (0: left out) into WEIGHT (nodes of the index). */
void draw_weights(const myn_uncertain *model, const double *x, double *weight);
/* Number of the choice that coordinate X falls on. */
static inline size_t chosen(double x, size_t choices)
{
    size_t k = (size_t)(x * (double)choices);
    return k < choices ? k : choices - 1;
}

/* Whether the model is nothing but weighted sums; makes them ready. */
myn_status fast_open(myn_uncertain *model) MYN_CHECKED;
/* Scores of draws into rows of nodes x areas. */
typedef struct {
    myn_uncertain *model;
    const myn_uncertain_runs *runs;
    size_t from, count, node, nodes; /* draws; kept nodes of which there are rows */
    double *score;
    uint32_t *rank;
} Wave;
#define FAST_BLOCK ((size_t)16)
myn_status fast_block(void *ctx, size_t i, myn_arena *scratch);
void draw_point(const myn_uncertain *model, const myn_uncertain_runs *runs, size_t draw, double *x);
/* Ranks of draw ROW at the wave's node K. */
myn_status rank_rows(const Wave *wave, size_t row, size_t k, myn_arena *scratch) MYN_CHECKED;

#endif
