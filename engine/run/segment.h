/* Segments: what is asked for, the points, the tiers found, what is told of them. Private to the room. */
#ifndef MYN_RUN_SEGMENT_PRIVATE_H
#define MYN_RUN_SEGMENT_PRIVATE_H
#include <mynegai/annex.h>
#include <mynegai/kmeans.h>
#include <mynegai/mixture.h>
#include <mynegai/regions.h>
#include <mynegai/run_segment.h>
#include <mynegai/segment_choice.h>
#include <mynegai/segment_input.h>
#include <mynegai/segment_members.h>
#include <mynegai/yaml.h>

/* ---- what is asked for ---- */

typedef enum {
    SEG_KMEANS,
    SEG_KMEDOIDS,
    SEG_WARD,
    SEG_COMPLETE,
    SEG_AVERAGE,
    SEG_MIXTURE,
    SEG_SKATER,
    SEG_WARD_REGIONS
} Method;
typedef enum { BY_RAW, BY_NORMALISED, BY_SCORES } By;
typedef enum { ALIKE_VARIABLES, ALIKE_DOMAINS, ALIKE_INDEX } Weighting;

/* A value as it was written, and where. */
typedef struct {
    const char *text; /* NULL: not said */
    myn_place at;     /* no file: an option */
} Said;

typedef struct {
    Said said[MYN_SEGMENT_KEYS];
    size_t k_from, k_to; /* 0: to be given by the tiers */
    Method method;
    By by;
    size_t node;
    const char *without, *numeric; /* codes, separated by commas; or NULL */
    const myn_method *transform;
    myn_input_scale scale;
    Weighting weighting;
    myn_input_fill fill;
    size_t starts, samples, least, most, seed;
    double floor;
    const char *population, *weigh;
    int model; /* MYN_MIX_MODELS: the best */
    size_t tier[MYN_TIERS_MOST], tiers;
    const char *boundaries, *property, *contiguity;
    myn_touch touch;
    bool join;
    const char *names, *like;
    const char *text; /* of a plan file */
} Asked;

/* ---- all that is worked on ---- */

/* One run of the method: all areas, or the members of one segment. */
typedef struct {
    size_t of; /* segment whose members they are; MYN_NONE: all */
    size_t k, points;
    bool certified; /* k-means, k-medoids: restarts say something */
    myn_certificate certificate;
    double within, total;
} Fit;

typedef struct {
    size_t tier, parent; /* parent: number of a segment; MYN_NONE in the first tier */
    const char *code;
    const char *name_en, *name_cy; /* or NULL */
    size_t number;                 /* among its parent's children, from 0; as the code has it from 1 */
    double
        overlap; /* share of the segment of LIKE that it was, of the areas still there; 0: a new one; NaN: no LIKE */
    size_t areas;
    double population, within;
} Segment;

#define TYPICAL 5 /* exemplary and marginal areas of a segment */

typedef struct {
    const myn_segment_options *options;
    myn_diag *diag;
    myn_arena *memory;
    myn_team *team;
    myn_store *store;
    const myn_labels *labels;
    myn_edition edition;
    myn_panel *raw, *inputs;
    Asked asked;

    /* variables: nodes; values are d x areas */
    size_t *variable, d, areas;
    const char **code; /* of each, as its node has it */
    double *x, *told;  /* told: in the unit that people read; x but for values on a common scale */
    myn_input input;
    myn_mat points;     /* n x d */
    uint32_t *area;     /* n: area of each point */
    double *weight;     /* n, or NULL */
    double *population; /* areas, or NULL */

    /* the map of points, where regions are asked for */
    myn_contiguity map;
    size_t parts, islands, bridges, below_floor;

    /* what was found */
    size_t tiers;
    uint32_t *label[MYN_TIERS_MOST]; /* n: number of the segment, through all tiers */
    Segment *segment;
    size_t segments, segments_room;
    myn_mat centre; /* segments x d, among the points */
    Fit *fit;
    size_t fits;
    int mixture_model; /* the one chosen */

    /* by tier and point */
    double *distance[MYN_TIERS_MOST], *margin[MYN_TIERS_MOST], *width[MYN_TIERS_MOST];
    uint32_t *runner_up[MYN_TIERS_MOST];
    /* by segment (and variable) */
    double *mean, *ratio, *apart, *silhouette, *jaccard;
    int32_t *exemplar, *marginal; /* segments x TYPICAL: areas, -1 none */
    double *overall, *spread;     /* d: of the values */
    double agreement;             /* of bootstrap samples with the first tier */

    /* the table of k */
    size_t *tried, tries;
    double *table[10]; /* TABLE_* x tries */
    myn_input_pair *alike;
    size_t alikes;

    /* with an earlier model, or beside last year's */
    bool assigned, compared;
    double drift_stability, drift_beyond;
    double adjusted_rand; /* with the segments of LIKE, of the areas in both */
    size_t in_both;       /* areas in both */
} Seg;

enum {
    TABLE_WITHIN,
    TABLE_CH,
    TABLE_DB,
    TABLE_SILHOUETTE,
    TABLE_GAP,
    TABLE_GAP_ERROR,
    TABLE_AGREEMENT,
    TABLE_UNSTABLE,
    TABLE_BIC,
    TABLE_SEEN,
    TABLE_COLUMNS
};

/* Plan and options into ASKED; every problem to DIAG. MYN_ERR_DATA where there is one. */
myn_status seg_read(Seg *s) MYN_CHECKED;
/* A problem with what was said of KEY (or, unsaid, with the option that would say it). */
void seg_problem(Seg *s, myn_segment_key key, const char *format, ...) MYN_PRINTF(3, 4);
/* Whether segments hold together on the map. */
static inline bool seg_regional(const Seg *s)
{
    return s->asked.method == SEG_SKATER || s->asked.method == SEG_WARD_REGIONS;
}

/* Whether LIST ("a,b") has CODE. */
bool seg_listed(const char *list, const char *code);

/* Variables, points, weights, populations; problems as above. */
myn_status seg_gather(Seg *s) MYN_CHECKED;
/* Only the values of the variables that s->code names, for a model that exists. */
myn_status seg_gather_coded(Seg *s) MYN_CHECKED;
/* The last values of the series CODE in every area; NULL with a problem where there is none. */
double *seg_series(Seg *s, myn_segment_key key, const char *code);
/* Fewer different points than K: how many there are (up to K). */
size_t seg_different(const Seg *s, size_t k);

/* The map of points. */
myn_status seg_map(Seg *s) MYN_CHECKED;

/* One way of grouping, for all that need it. LIGHT: fewer restarts, for the many samples of gap and stability. */
typedef struct {
    const Seg *s;
    const double *weight;
    bool light, bounded;
} Way;
typedef struct {
    myn_partition part;
    myn_mat centre; /* k x d; at NULL: not wanted */
    Fit fit;
    double bic;
    int model;
} Grouped;
myn_status seg_group(const Way *way, myn_cmat points, size_t k, uint64_t seed, myn_team *team, Grouped *out,
                     myn_arena *scratch) MYN_CHECKED;
/* The same as a partitioner; CTX is a Way. */
myn_status seg_partition(void *ctx, myn_cmat points, size_t k, uint64_t seed, myn_partition *out,
                         myn_arena *scratch) MYN_CHECKED;

/* The table of k, and the k chosen into OUT. */
myn_status seg_choose(Seg *s, size_t *out) MYN_CHECKED;
/* All tiers, the first of K segments; with numbers as in BEFORE (or NULL). */
struct Earlier;
myn_status seg_fit(Seg *s, size_t k, const struct Earlier *before) MYN_CHECKED;
/* Distances, margins, silhouettes, means, typical areas, stability. */
myn_status seg_describe(Seg *s) MYN_CHECKED;
/* Silhouettes of points in a partition: in float32 where they are many. */
#define SILHOUETTE_MOST ((size_t)60000)
myn_status seg_widths(myn_cmat points, const myn_partition *part, myn_team *team, double *width, double *mean,
                      myn_arena *scratch) MYN_CHECKED;

/* An earlier /segments: what is wanted of it. */
typedef struct Earlier {
    myn_store *store;
    const myn_labels *labels;
    const myn_annex *annex;
    size_t d, segments, tiers, areas;
    const char *const *variable, *const *code, *const *name_en, *const *name_cy, *const *transform;
    const int32_t *tier;             /* of each segment, from 1 */
    const int32_t *label;            /* tiers x areas: number of a segment, -1 none */
    const double *distance, *centre; /* tiers x areas; segments x d */
    const double *factor, *fill, *middle, *spread, *param, *fitted;
    size_t *here; /* areas: the area of this store that each is; MYN_NONE gone */
} Earlier;
myn_status seg_open_earlier(Seg *s, const char *path, Earlier *out) MYN_CHECKED;
void seg_close_earlier(Earlier *e);
/* Number the K groups LABEL (count members, POINT: their points) of a parent (its code; NULL: none) as BEFORE has those it
 * shares most areas with; OVERLAP (k) by their numbers before. LABEL and *K become the new ones. */
typedef struct {
    const char *parent;
    size_t tier;
    const uint32_t *point;
    size_t count;
} Family;
myn_status seg_match(const Seg *s, const Earlier *before, const Family *family, uint32_t *label, size_t *k,
                     double *overlap, myn_arena *scratch) MYN_CHECKED;
/* The adjusted Rand index of the first tier with that of BEFORE, of the areas in both. */
myn_status seg_compare(Seg *s, const Earlier *before) MYN_CHECKED;
/* Names of BEFORE (or NULL), then those of the file that is asked for. */
myn_status seg_name(Seg *s, const Earlier *before) MYN_CHECKED;
/* The areas of the store put into the segments of another. */
myn_status seg_assign(Seg *s) MYN_CHECKED;

myn_status seg_write(Seg *s) MYN_CHECKED;

/* Words of the keys that have some; end in NULL. */
extern const char *const seg_method_words[],
    *const seg_by_words[], *const seg_transform_words[], *const seg_scale_words[],
                                                             *const seg_weighting_words[],
                                                                 *const seg_missing_words[],
                                                                     *const seg_touch_words[],
                                                                         *const seg_islands_words[];

#endif
