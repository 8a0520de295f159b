/* What the files of this room share while they read a definition, and what an index keeps behind its public
 * face: the settings as given, each with where it came from. */
#ifndef MYN_DEFINITION_H
#define MYN_DEFINITION_H
#include <mynegai/index.h>
#include <mynegai/yaml.h>

/* Who says what, the stronger first: a node, its level, index.yml, the profile, the built-in defaults. */
typedef enum { FROM_FILE, FROM_PROFILE, FROM_BUILT_IN, SOURCES } Source;

typedef enum {
    F_CODE,
    F_PARENT,
    F_WEIGHT,
    F_DIRECTION,
    F_LABEL_EN,
    F_LABEL_CY,
    F_SOURCE,
    F_LEVEL,
    F_UNIT,
    F_DECIMALS,
    FIELDS
} Field;
#define FIELDS_NEEDED F_LEVEL /* the columns before this one must be there */

/* Steps with, for each, which of its parameters were given (a bit each). */
typedef struct {
    myn_step *step;
    unsigned *given;
    size_t count;
    bool set; /* the key was there, maybe with an empty list */
} StepList;

typedef struct {
    myn_fill *fill;
    size_t count;
    bool set;
} FillList;

typedef struct {
    myn_derivation how;
    const char **series;
    size_t count;
    bool set;
    myn_place at;
} Value;

/* Comparisons of a branch's parts, pair by pair. */
typedef struct {
    const char *file; /* NULL: none */
    myn_place at;
    double ratio; /* of consistency; NaN where not known */
} Ahp;

/* One block of settings: of a node, of a level, or of all (where `steps` are the key `indicators`). */
typedef struct {
    const char *name; /* code or level */
    myn_place at;
    StepList aggregate; /* none or one */
    StepList weights;   /* one; none: as given in nodes.csv, or by `ahp` */
    Ahp ahp;
    StepList before, steps, after, into_parent;
    FillList missing;
    Value value;
    bool has_least, has_by;
    myn_coverage coverage;
} Settings;

/* A measure as it was given: its node as a row; the parameters given, a bit each. */
typedef struct {
    myn_measure is;
    size_t row;
    unsigned given;
} Measure;

/* A row of nodes.csv. */
typedef struct {
    const char *text[FIELDS]; /* "" where blank */
    size_t line;
    double weight;
    int direction;      /* 0: blank */
    int decimals;       /* -2: blank */
    size_t up;          /* its parent's row, MYN_NONE: none, or not known */
    size_t first, next; /* its first child and its next sibling, in the file's order; MYN_NONE */
    size_t children;
    bool dropped;                /* by a change: it and what is below it are out of the tree */
    const Settings *own, *level; /* NULL where none */
} Row;

typedef struct {
    myn_index index; /* first: the public face */
    myn_arena *arena;
    myn_diag *diag;
    bool failed;                    /* out of memory; looked at once, at the end */
    const myn_index_source *source; /* while it is read */
    char *yaml_path, *nodes_path;
    myn_buffer nodes_text;
    myn_yaml_doc *doc[SOURCES];
    const myn_yaml *root[SOURCES];
    myn_yaml_doc **change_doc; /* steps that changes brought */
    size_t change_docs;
    Settings common[SOURCES];
    Settings *level, *node;
    size_t levels, nodes;
    myn_names *codes; /* number = row */
    Row *row;
    size_t rows, room, top; /* top: the row of the root */
    size_t column[FIELDS];  /* field number from 0; MYN_NONE: no such column */
    const size_t *order;    /* rows in tree order; those that hang together with the root */
    size_t ordered;
    const size_t *number_of;    /* by row: its node */
    const myn_place *series_at; /* by node: where its value is given */
    int decimals;
    const Measure *measure; /* index.measures of them */
    const char *population; /* default of measures, or NULL */
} Definition;

/* Memory of the definition; NULL, with `failed` set, where there is none. */
void *def_get(Definition *d, size_t count, size_t size);

/* The value at KEY, at MAP.KEY, at OUTER.MAP.KEY (NULL where not nested so deeply) in the strongest source
 * that has it; FROM may be NULL. NULL where none has it. */
const myn_yaml *def_find(const Definition *d, const char *outer, const char *map, const char *key,
                         Source *from);

/* The nearest of WORDS (ends in NULL) to WORD, or NULL. */
const char *def_nearest(const char *const *words, const char *word);

/* nodes.csv into rows; then parents, cycles, the root and the order. Problems go to the diag. */
myn_status def_read_nodes(Definition *d, const char *path) MYN_CHECKED;
void def_link_rows(Definition *d);
myn_place def_place(const Definition *d, const Row *row, Field field);
const char *def_code(const Row *row);

/* Sections of index.yml. */
void def_read_top(Definition *d);
/* built_from: areas that are made of others. */
void def_read_built_from(Definition *d); /* title, data, areas, profile, window, editions */
void def_read_publish(Definition *d);    /* publish */
void def_read_settings(Definition *d);   /* indicators, missing, coverage, aggregate, levels, nodes */
void def_read_summaries(Definition *d);  /* summaries; after publish, whose rule its measures take */
void def_read_disclosure(Definition *d); /* disclosure; after built_from */

/* {en: ..., cy: ...}, or one text, which is taken for English. */
void def_read_label(Definition *d, const myn_yaml *node, const char *what, myn_label *out);

/* A list of areas, or {list, level, at}; WHAT is the key that has it. */
void def_read_areas(Definition *d, const myn_yaml *node, const char *what, myn_area_choice *out);

/* A text or a list of them, with their places; how many. One that is named twice is a problem. */
size_t def_read_texts(Definition *d, const myn_yaml *node, const char *const **out, const myn_place **at);

/* The word of ITEM and what is said of it (NULL: nothing); false with a problem where it is not WHAT. */
bool def_split_item(Definition *d, const myn_yaml *item, const char *what, const char **word,
                    const myn_yaml **said);

/* VALUE as parameter I of METHOD into PARAM (MYN_PARAMS_MOST slots); false with a problem. */
bool def_take_param(Definition *d, const myn_yaml *value, const myn_method *method, size_t i, double *param);

/* The steps that NODE lists, the aggregator, the ways to fill; nothing where NODE is absent. */
void def_read_steps(Definition *d, const myn_yaml *node, StepList *out);
void def_read_aggregate(Definition *d, const myn_yaml *node, StepList *out);
void def_read_weights(Definition *d, const myn_yaml *node, StepList *out);
bool def_is_ahp(const myn_yaml *node);
void def_read_ahp(Definition *d, const myn_yaml *node, Settings *out);
void def_read_fills(Definition *d, const myn_yaml *node, FillList *out);

/* The text of profile NAME, or NULL; the built-in defaults; the names, ending in NULL. */
const char *def_profile(const char *name);
const char *def_built_in(void);
extern const char *const def_profiles[];

/* The settings that hold for ROW: its own first, then its level's, then the common ones. */
#define CANDIDATES (2 + SOURCES)
void def_candidates(const Definition *d, const Row *row, const Settings *out[CANDIDATES]);
const StepList *def_aggregate(const Definition *d, const Row *row);
const StepList *def_weights(const Definition *d, const Row *row);
const StepList *def_after(const Definition *d, const Row *row);
const StepList *def_into_parent(const Definition *d, const Row *row);
const StepList *def_steps(const Definition *d, const Row *row);
const FillList *def_missing(const Definition *d, const Row *row);
myn_coverage def_coverage(const Definition *d, const Row *row);

/* The tables of comparisons, once rows are linked: the weights of the parts they compare. */
void def_compare_parts(Definition *d);

/* Changes of the command line: to rows before they are linked, to the settings once these are read. */
void def_change_rows(Definition *d);
void def_change_settings(Definition *d);

/* What rows and settings say together: leaves and branches, references, positive values. */
void def_check(Definition *d);
void def_check_positive(Definition *d);

/* The public arrays, from rows without a problem. */
void def_assemble(Definition *d);
void def_assemble_summaries(Definition *d);

#endif
