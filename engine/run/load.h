/* Everything read: definition, data sets, areas and the cube. Private to the room. */
#ifndef MYN_RUN_LOAD_H
#define MYN_RUN_LOAD_H
#include <mynegai/lookup.h>
#include <mynegai/run.h>

/* Which row of the cube a series goes to: rows 0 .. leaves-1 are the leaves, the others feed derived leaves
 * or weights. */
typedef struct {
    myn_names *wanted; /* series by name */
    size_t *row_of;    /* row of each wanted series */
    bool *derived;     /* leaf: computed from other rows */
    size_t rows;
} myn_rows;

myn_status myn_rows_plan(const myn_index *index, myn_rows *out) MYN_CHECKED;
void myn_rows_free(myn_rows *rows);
/* The row of series NAME, which must have been planned. */
size_t myn_rows_find(const myn_rows *rows, const char *name);

/* A code met in the data that is neither an area nor a larger area. */
typedef struct {
    size_t rows;
    myn_place first;
} myn_stray;

typedef struct {
    size_t dataset, table;
    myn_account account;
    size_t same, clashing, larger;
} myn_loaded_table;

/* A figure that is withheld, for the office's log. */
typedef struct {
    myn_period period;
    const char *series, *area, *why, *for_series, *for_area; /* for: of a secondary one what it protects */
    bool for_rest;                                           /* of FOR_AREA what its parts leave over */
} myn_withheld_row;

/* Areas that are made of others: what they are made of, and what became of them. */
typedef struct {
    myn_areas *small, *listed; /* what the data speak of; the whole list */
    myn_lookup *lookup;        /* of the small areas; NULL: the index's areas are those of the data */
    uint32_t *place;    /* of each code of the lookup: number among the index's areas, MYN_NOWHERE for none */
    double *population; /* of each small area, for the whole of it; 1 where there is none */
    myn_account *account; /* of each lookup */
    const char **file;
    size_t lookups;
} myn_built_places;

typedef struct {
    myn_index *index;
    myn_datasets sets;
    myn_built_places built;
    myn_areas *listed, *listed_larger;   /* whole code lists, for what a stray code is */
    myn_areas *areas, *larger;           /* the index's own; larger ones (NULL: none) */
    myn_areas *listed_summary, *summary; /* larger areas that measures speak of (NULL: none) */
    uint32_t *summary_of;                /* number of the one that each area is part of; UINT32_MAX none */
    myn_rows rows;
    myn_panel *panel, *parents;
    myn_loaded_table *table; /* tables of all data sets, in order */
    size_t tables;
    myn_names *stray_codes;
    myn_stray *stray;
    myn_withheld_row *withheld; /* in order of tables, periods, cells */
    size_t withheld_rows, withheld_secondary;
    size_t *out_of_range;      /* values outside the declared range, a row of the cube */
    myn_store *own;            /* what it was read again from, with all that was fitted; NULL: from files */
    myn_edition_rule *edition; /* those to compute */
    size_t editions;
    myn_arena *memory;
} myn_loaded;

/* Read all that OPTIONS names into OUT; OUT is to be freed whatever the answer. On MYN_ERR_DATA what could be
 * read is there (index NULL: not even the definition). */
myn_status myn_load(const myn_run_options *options, myn_diag *diag, myn_loaded *out) MYN_CHECKED;
void myn_loaded_free(myn_loaded *loaded);

/* Section `uncertainty` of a definition, as far as it can be checked without data. */
myn_status myn_plan_check(const myn_index *index, const myn_change *change, size_t changes,
                          myn_diag *diag) MYN_CHECKED;

/* The folder in which data set number I has its files. */
const char *myn_loaded_folder(const myn_loaded *loaded, const myn_run_options *options, size_t i);

/* Areas of the index and the larger ones, from the code lists of the data sets. */
myn_status myn_load_areas(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded) MYN_CHECKED;

/* The areas of CHOICE from the code list that a data set has, the whole list too. */
myn_status myn_load_choice(const myn_run_options *options, const myn_area_choice *choice, myn_diag *diag,
                           const myn_loaded *loaded, myn_areas **listed, myn_areas **out) MYN_CHECKED;

/* The larger areas of summaries, and which of them each area is part of. Says how many are part of none. */
myn_status myn_load_summary_areas(const myn_run_options *options, myn_diag *diag,
                                  myn_loaded *loaded) MYN_CHECKED;

/* Every table of every data set into the cube. */
myn_status myn_load_tables(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded) MYN_CHECKED;

/* What `disclosure` of the definition says must not be known, out of the cube before anything is made of it: withheld cells
 * are suppressed, without value and limits; what is left is rounded where that is asked for. Nothing is taken out where
 * MYN_ERR_DATA says that a table is none or cannot be protected. */
myn_status myn_withhold(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded) MYN_CHECKED;

/* The log of what was withheld, as CSV. */
void myn_withheld_text(const myn_loaded *loaded, myn_buffer *out);

/* Whether data set SET has counts that are protected, so that a digest of its files would let guesses be tried. */
bool myn_is_confidential(const myn_index *index, const myn_dataset *set);

/* Rows of derived leaves, computed in every plane. Counts that a shrunk rate cannot be made of, and areas
 * without the parent it is drawn towards, go to DIAG; then MYN_ERR_DATA, once all leaves are done. */
myn_status myn_load_derived(myn_diag *diag, myn_loaded *loaded) MYN_CHECKED;

/* Areas by their parent. MYN_ERR_DATA where one has none. */
typedef struct {
    uint32_t *group, groups;
} myn_parents;
myn_status myn_shrunk_parents(const myn_loaded *loaded, const myn_node *leaf, myn_diag *diag,
                              myn_parents *out) MYN_CHECKED;

/* One period's rates of a leaf, drawn towards those of the areas' parents: from its two rows PART (events,
 * population) into OUT, a value an area. MYN_ERR_DATA where counts cannot be: OUT is then missing. */
typedef struct {
    const myn_loaded *loaded;
    const myn_node *leaf;
    const myn_plane *plane;
    myn_parents parents;
    myn_diag *diag;
} myn_shrunk;
myn_status myn_shrunk_rates(const myn_shrunk *job, const double *const *part, double *out) MYN_CHECKED;

/* The index's areas out of those that the data speak of: population-weighted means, sums, limits. Says what lies in
 * what. Nothing is done where the definition says no `built_from`. */
myn_status myn_load_places(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded) MYN_CHECKED;
void myn_built_places_free(myn_built_places *built);

/* The editions to compute: those declared, or the one asked for, or one of the latest period in the data. */
myn_status myn_load_editions(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded) MYN_CHECKED;

#endif
