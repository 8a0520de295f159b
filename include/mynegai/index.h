/* The definition of an index: nodes.csv says what, index.yml says how.
 *
 *   mynegai: 1
 *   title: {en: ..., cy: ...}
 *   data: [wales-councils, geography]   # data sets: INDEX/datasets/NAME, ../../datasets/NAME, or where installed
 *   areas: {list: wales-councils, level: council, at: 2024-01-01}
 *                                       # or the list's name alone; at: those valid on that day, default without an end
 *   larger_areas: {list: wales-councils, level: nation}   # optional: areas beside the index's own, in no score
 *   built_from:                         # the index's areas are made of others, which the data speak of
 *     areas: lsoa-2011-wales            # as `areas`
 *     lookup: [lsoa-2011-to-2001, lsoa-2001-to-builtup]   # of the data sets; a chain
 *     fit: shares                       # or best: whole into what holds most of an area
 *     population: people                # a series, what means are weighted by
 *     sums: [children]                  # series that are added up (the population is); all others are means
 *     coverage: 1                       # share of the population that must have a value
 *     floor: {population: 2000, below: drop}              # or merge: those below, by parent
 *   high_means: {en: thriving, cy: ffynnu}
 *   profile: oecd                       # oecd, imd or tpi: defaults for what is left out (check --explain writes them)
 *   window: 5                           # years back that a period may end, for every edition
 *   editions:                           # default: one, named by the latest period in the data
 *     2019: {}                          # the latest period that ended in 2019 or the window before it
 *     2020: {end: 2020-12-31, window: 3}
 *   indicators:                         # steps for every leaf, in this order
 *     - treat: {skew: 2, kurtosis: 3.5, most: 5}
 *     - zscore: {ddof: 0, reference: {edition: 2019, areas: W92000004}, weighted_by: population}
 *                 # or reference: {store: last-year.h5, edition: 2019}: parameters frozen in an earlier store
 *     - affine: {centre: 5, per_sd: 1.5, clamp: [0, 10]}
 *   missing:                            # leaves, tried in this order; default: stay missing
 *     [{carry: {window: 3}}, {nearest: {window: 3}}, interpolate, mean, {group_mean: {by: parent}},
 *      within, zero, drop]
 *                                       # nearest: the area's value fewest days away, before or after, at most
 *                                       # WINDOW years; within: after the steps, from the area's other parts of
 *                                       # the same parent (see myn_fill_within), so that only zero can follow
 *   coverage: {least: 0.6, by: count}   # branches: share of the parts that must have a value, by count or weight
 *   aggregate: arithmetic               # every branch
 *   weights: given                      # every branch: as in nodes.csv; or fitted to its parts: equal, pca,
 *                                       # {one_factor: {reference: {edition: 2019}}}, factor_analysis, balanced
 *   levels:                             # the same for the branches of one level
 *     domain: {aggregate: {power: {p: 2}}, after: [zscore], into_parent: [rank_to_exponential]}
 *   nodes:                              # and for one node
 *     health: {aggregate: geometric, weights: equal, coverage: {least: 1}}
 *     living: {weights: {ahp: {matrix: living.csv}}}       # from a table of comparisons beside index.yml: its
 *                                       # header and first column name the parts, a cell says how many times
 *                                       # more the row's counts than the column's (3, 0.333, 1/3)
 *     co2: {before: [log], missing: [mean]}                # a leaf: steps before the common ones
 *     waste: {steps: [minmax]}                             # or in place of them
 *     cars: {value: {ratio: [evs, all_cars], per: 100}}    # ratio, difference (absolute: true), sum, spread
 *     crime: {value: {shrunk_rate: [offences, people], per: 1000}}   # a rate drawn towards that of the area's
 *                                       # parent, which it must have, period by period (see myn_shrink);
 *                                       # larger areas have their plain rate
 *   publish:
 *     rank: {ties: min, first: highest, on: exact}         # first: lowest; on: rounded to the decimals
 *     quantiles: {groups: [5, 10], rule: ceil}             # or floor, cuts
 *     bands: {ends: open, list: [{below: 3.5, en: low, cy: isel}, {en: high, cy: uchel}]}
 *     decimals: 2
 *   summaries:                  # measures of larger areas: those that an area's chain of parents leads to
 *     of: {list: wales-councils, level: council}    # as `areas`
 *     population: residents     # a series, what areas weigh; default: each counts 1
 *     measures:
 *       - average_rank          # also average_score, local_concentration, extent, proportion, total
 *       - proportion: {groups: 10, first: 2, code: most_20, label: {en: ..., cy: ...}}
 *       - extent: {node: income, population: adults, code: extent_income}    # of another node than the root
 *       - total: {series: income_count}
 *     # every measure takes a code (default: the method's name) and a label; all but total a node and a
 *     # population (none: each area counts 1); proportion counts areas unless it names its own
 *
 * nodes.csv: code,parent,weight,direction,label_en,label_cy,source and optionally level, unit, decimals. The
 * root's parent is blank. A leaf has a source (a series; blank where index.yml gives its value) and must have
 * a direction, + or -. A blank weight is 1.
 *
 *   screen: {least: 0.9}    # areas with a value, once `missing` has filled in what it can (within and zero apart), for
 * fewer of an edition's indicators than this share of them are left out of it as by `drop`; default: none is
 *
 *   disclosure:             # counts of people, protected before any score is made of them (docs/disclosure.md)
 *     - counts: [offences, claimants]   # series; without `total` each is a table of its own, over areas and larger areas
 *       total: all_claimants            # a series that is the sum of the counts, which then are one table's classes
 *       denominator: people             # a series: what the counts are among
 *       public: [larger_areas, total]   # in public already, so that they cannot be withheld; default: nothing is
 *       public_areas: [W92000004]       # and so are all figures of these areas
 *       below: 5                        # a count below this is withheld, as is one that leaves so small a rest of the
 *                                       # denominator; 0: no such rule
 *       zeros: safe                     # or sensitive
 *       denominator_below: 30           # a count among fewer people than this is withheld; 0: no such rule
 *       under: 1                        # readers must hold possible this much less than a count that is withheld
 *       lose: fewest_cells              # or least_counts: what is withheld besides
 *       round: none                     # what is left: none, 5, {to: 5, how: nearest} or
 *                                       # {to: 5, how: random, seed_file: seed.txt}, a text beside index.yml that no store keeps
 *       tidy: 20000                     # attacks that may be spent on publishing superfluous ones again
 *
 *   uncertainty: {...}      # what `mynegai uncertainty` draws: see mynegai/run_uncertainty.h
 *
 * What holds for a node: what `nodes` says of it, else `levels` of its level, else index.yml for all, else the
 * profile, else: no steps, nothing filled in, coverage {least: 0, by: count}, arithmetic, window none (all
 * that came before), ranks {ties: min, first: highest, on: exact}, quantiles by ceil, no bands, decimals none.
 */
#ifndef MYNEGAI_INDEX_H
#define MYNEGAI_INDEX_H
#include <mynegai/areas.h>
#include <mynegai/disclosure.h>
#include <mynegai/method.h>
#include <mynegai/order.h>
#include <mynegai/text.h>

typedef struct {
    const myn_method *method;
    double param[MYN_PARAMS_MOST];
    const char *weighted_by;                         /* a series, or NULL */
    const char *reference_edition, *reference_areas; /* or NULL */
    const char *reference_area;                      /* code of the area that is measured against, or NULL */
    const char *
        reference_store; /* parameters (weights) frozen in this store, a path from the index's folder; or NULL */
    const char *reference_version; /* its edition; NULL: its last */
    myn_place at;
} myn_step;

typedef enum {
    MYN_FILL_CARRY,
    MYN_FILL_NEAREST,
    MYN_FILL_INTERPOLATE,
    MYN_FILL_MEAN,
    MYN_FILL_GROUP_MEAN,
    MYN_FILL_REGRESSION,
    MYN_FILL_WITHIN,
    MYN_FILL_ZERO,
    MYN_FILL_DROP
} myn_fill_kind;
typedef struct {
    myn_fill_kind kind;
    double window_years;   /* carry, nearest */
    const char *by;        /* group mean: "parent" */
    const char *const *on; /* regression: codes of the leaves that it predicts from */
    size_t ons;
    myn_place at;
} myn_fill;

typedef struct {
    const char *code;
    myn_label label;
    const char *level, *unit; /* or NULL */
    size_t parent;            /* MYN_NONE: the root */
    double weight;
    int direction; /* +1, -1 */
    int decimals;  /* -1: as it is */
    myn_place at;
    const size_t *child; /* node numbers; none: a leaf */
    size_t children;
    /* a leaf */
    size_t indicator; /* its number among the leaves, in node order; MYN_NONE for a branch */
    myn_derivation value;
    const char *const *series; /* its parts; one where plain */
    size_t series_count;
    const myn_step *step; /* all steps: its own before, then the common ones or its own */
    size_t steps;
    const myn_fill *fill;
    size_t fills;
    /* a branch */
    myn_step aggregate;
    myn_step weights; /* fitted to its parts' values; method NULL: as given */
    myn_coverage coverage;
    const myn_step *after, *into_parent; /* on its score; on the way into its parent only */
    size_t afters, into_parents;
} myn_node;

typedef struct {
    const char *name;
    myn_period period; /* window start to end: data periods that end after .start and by .end count */
    myn_place at;
} myn_edition_rule;

typedef struct {
    const char *list, *level;
    int32_t day; /* INT32_MAX: those without an end */
    myn_place at;
} myn_area_choice;

/* A measure of larger areas. */
typedef struct {
    const char *code;
    myn_label label; /* both NULL where not given */
    const myn_method *method;
    double param[MYN_PARAMS_MOST];
    size_t node;                     /* whose ranks and scores; the root's where it looks at none */
    const char *population, *series; /* NULL: every area counts 1; nothing is added up */
    myn_place at, population_at, series_at;
} myn_measure;

/* Areas that are made of others, which the data speak of. */
typedef struct {
    myn_area_choice areas;     /* the others; list NULL: the index's areas are those of the data */
    const char *const *lookup; /* names, each from the codes of the one before */
    size_t lookups;
    const myn_place *lookup_at;
    bool best_fit;          /* an area lies whole in what holds most of it, or in none */
    const char *population; /* a series: what means are weighted by; NULL: each area counts 1 */
    const char *const *sum; /* series that are added up; all others are means */
    const myn_place *sum_at;
    size_t sums;
    double coverage; /* share of the population (of the areas) that must have a value */
    double floor;    /* people that an area must have; 0: none */
    bool merge;      /* areas below the floor are merged by parent; else left out */
    myn_place at, population_at;
} myn_built_from;
/* Counts of people that are protected before any score is made of them. */
typedef struct {
    const char *const *count; /* series: tables of their own, or classes of one where TOTAL is given */
    const myn_place *count_at;
    size_t counts;
    const char *total, *denominator;        /* series, or NULL */
    bool public_total, public_larger_areas; /* known already: cannot be withheld */
    const char *const *public_area;         /* codes; the same */
    const myn_place *public_area_at;
    size_t public_areas;
    myn_disclosure_rules rules; /* seed 0: it is in seed_file */
    const char *seed_file;      /* random rounding: a file beside index.yml; else NULL */
    myn_place at, total_at, denominator_at, seed_at;
} myn_confidential;

/* A table that stands beside index.yml: comparisons of parts. */
typedef struct {
    const char *name, *text;
} myn_index_table;

typedef struct myn_index {
    const char *name, *folder; /* name: the folder's */
    myn_label title, high_means;
    const char *profile; /* or NULL */
    const char *const *data;
    size_t data_count;
    const myn_place *data_at;
    myn_area_choice areas, larger_areas; /* larger_areas.list NULL: none */
    myn_built_from built_from;
    const myn_node *node; /* tree order: parents before children, root first */
    size_t nodes, leaves;
    const size_t *leaf; /* node number of each leaf */
    const myn_edition_rule *edition;
    size_t editions; /* 0: one, of the latest period in the data */
    double screen;   /* areas with a value for a smaller share of the indicators are left out; 0: none is */
    double window_years; /* 0: none, and then an edition's .start is INT32_MIN */
    /* publish */
    myn_ties ties;
    bool lowest_first, rank_rounded; /* rounded: ranks of scores rounded to the node's decimals */
    int quantile[MYN_QUANTILES_MOST];
    size_t quantiles;
    myn_quantile_rule quantile_rule;
    myn_band_label band[MYN_BANDS_MOST];
    size_t bands;
    bool bands_closed_above;
    /* summaries */
    myn_area_choice summary_areas; /* list NULL: none */
    const myn_measure *measure;
    size_t measures;
    const myn_confidential *confidential; /* disclosure */
    size_t confidentials;
    const char *yaml_text, *nodes_text; /* as read, for provenance */
    const myn_index_table *table;       /* the same */
    size_t tables;
    void *memory;
} myn_index;

/* Read INDEX: a folder that holds index.yml, or the file. Every problem goes to DIAG (may be NULL);
 * MYN_ERR_DATA where there was an error, MYN_ERR_IO where a file cannot be read, and then *OUT is NULL.
 * Refuses, with a sentence, what cannot work together (a geometric mean over values that can be negative).
 * Needs no data. */
myn_status myn_index_read(const char *index, myn_diag *diag, myn_index **out) MYN_CHECKED;

/* Give back the definition and every text and array of it. Accepts NULL. */
void myn_index_free(myn_index *index);

/* A change to a definition, as the command line says it: another way of looking at the same data.
 *   MYN_CHANGE_SET      "NODE.weight=0.3", "NODE.direction=-", "NODE.coverage=0.5"
 *   MYN_CHANGE_DROP     "NODE": it and all below it
 *   MYN_CHANGE_METHOD   "NODE.normalise=rank", "NODE.aggregate={power: {p: 2}}": a kind of method (transform, treat,
 *                       normalise: for every leaf at or below NODE, where its first step of this kind stands, all
 *                       others of the kind going; `none` takes them away), or how the branch NODE is aggregated.
 *                       NODE.missing=[mean]: how leaves at or below NODE are filled in.
 *                       What stands after = is read as a step of index.yml is. */
typedef enum { MYN_CHANGE_SET, MYN_CHANGE_DROP, MYN_CHANGE_METHOD } myn_change_kind;
typedef struct {
    myn_change_kind kind;
    const char *text;
} myn_change;

/* Where a definition comes from: PATH, or (PATH NULL) the texts of an index called NAME, as a store keeps them. */
typedef struct {
    const char *path;
    const char *name, *yaml_text, *nodes_text;
    const myn_index_table *table; /* with PATH NULL: where tables are looked for */
    size_t tables;
    const myn_change *change;
    size_t changes;
} myn_index_source;

/* myn_index_read from SOURCE with its changes made; a change that cannot be made is a problem like any other. */
myn_status myn_index_read_from(const myn_index_source *source, myn_diag *diag, myn_index **out) MYN_CHECKED;

/* Number of the node CODE, or MYN_NONE. O(1). */
size_t myn_index_node(const myn_index *index, const char *code);

/* The definition as index.yml again, with every default written out and a comment where each came from; to be
 * freed with myn_buffer_free. */
myn_status myn_index_explain(const myn_index *index, myn_buffer *out) MYN_CHECKED;

/* STEPS steps as a text for people ("zscore {ddof: 0} on edition 2018, affine {...}"; "none") in OUT, which is emptied first. */
void myn_steps_text(const myn_step *step, size_t steps, myn_buffer *out);

/* The rules for missing values of a leaf ("carry 3 years, mean"; "none"), appended to OUT. */
void myn_fills_text(const myn_node *node, myn_buffer *out);

/* How the value of a leaf comes of series ("ratio of a, b per 100"), appended to OUT. */
void myn_recipe_text(const myn_node *node, myn_buffer *out);

typedef struct {
    myn_dataset **dataset;
    size_t count;
} myn_datasets;

/* The data sets that INDEX names, each from the first that has it: "datasets/NAME" in the index's folder,
 * "../../datasets/NAME" from there, then NAME or "datasets/NAME" in each of SHARE (ends in NULL; may be NULL).
 * Also checks that every series the index needs is declared, by one of them only. Problems go to DIAG:
 * MYN_ERR_DATA, and OUT is empty. */
myn_status myn_index_datasets(const myn_index *index, const char *const *share, myn_diag *diag,
                              myn_datasets *out) MYN_CHECKED;

/* Give back the data sets and clear the struct. Accepts NULL. */
void myn_datasets_free(myn_datasets *datasets);

#endif
