/* Segments of a store's areas: grouped, described, matched to those of last year, kept as group /segments.
 *
 * docs/segment.md says what is computed and how it is worked out again. */
#ifndef MYNEGAI_RUN_SEGMENT_H
#define MYNEGAI_RUN_SEGMENT_H
#include <mynegai/segment_choice.h>
#include <mynegai/csv.h>
#include <mynegai/store.h>

#define MYN_SEGMENT_GROUP "segments"
#define MYN_TIERS_MOST    4
#define MYN_SEGMENT_STABLE \
    0.75 /* Jaccard similarity in bootstrap samples below which a segment is not to be relied on */

/* What can be asked for, each by a word in the plan and by an option of the same name; values are texts as a person
 * writes them ("2..12", "asinh"). */
typedef enum {
    MYN_SEGMENT_K,       /* "8", "auto" (2..12), "2..12" */
    MYN_SEGMENT_METHOD,  /* kmeans, kmedoids, ward, complete, average, mixture, skater, ward-regions */
    MYN_SEGMENT_BY,      /* raw, normalised, scores */
    MYN_SEGMENT_NODE,    /* code: indicators at or below it; scores: its parts */
    MYN_SEGMENT_WITHOUT, /* codes of variables left out */
    MYN_SEGMENT_NUMERIC, /* codes of variables whose few whole numbers are amounts, not names of categories */
    MYN_SEGMENT_TRANSFORM, /* none, asinh, log, boxcox, yeojohnson */
    MYN_SEGMENT_SCALE,     /* none, range, z, mad, decile */
    MYN_SEGMENT_WEIGHTING, /* variables (each alike), domains (each part of the node alike), index */
    MYN_SEGMENT_MISSING,   /* error, mean, median, drop */
    MYN_SEGMENT_STARTS,    /* restarts; not given: until the certificate is good */
    MYN_SEGMENT_SEED,
    MYN_SEGMENT_SAMPLES, /* of the gap statistic and of stability; 0: neither */
    MYN_SEGMENT_LEAST,   /* areas of a segment */
    MYN_SEGMENT_MOST,
    MYN_SEGMENT_FLOOR,      /* people of a region */
    MYN_SEGMENT_POPULATION, /* code of a series */
    MYN_SEGMENT_WEIGH,      /* code of a series: what an area weighs */
    MYN_SEGMENT_MODEL,      /* of mixtures: auto, EII, VII, EEI, VEI, EVI, VVI, EEE, VVV */
    MYN_SEGMENT_TIERS,      /* "8,3": 8 segments, 3 inside each */
    MYN_SEGMENT_BOUNDARIES, /* GeoJSON file */
    MYN_SEGMENT_PROPERTY,   /* that holds the code ("key") */
    MYN_SEGMENT_CONTIGUITY, /* CSV file of pairs of codes */
    MYN_SEGMENT_TOUCH,      /* queen, rook */
    MYN_SEGMENT_ISLANDS,    /* apart, join */
    MYN_SEGMENT_NAMES,      /* CSV file: segment,name_en,name_cy */
    MYN_SEGMENT_LIKE,       /* store whose segments' numbers and names are kept */
    MYN_SEGMENT_KEYS
} myn_segment_key;

/* The word for KEY as plan and options have it. */
const char *myn_segment_word(myn_segment_key key);

typedef struct {
    const char *path, *out; /* store to read; to write, which may be the same */
    const char *plan;       /* file; NULL: `segment:` of the store's index.yml, where it has one */
    const char *given[MYN_SEGMENT_KEYS]; /* by options, which win over the plan; NULL: not given */
    const char *assign;                  /* store whose segments the areas are put into; NULL: made anew */
    size_t edition, threads;
    const myn_progress *progress; /* or NULL */
} myn_segment_options;

/* What was done, in figures. */
typedef struct {
    size_t areas, variables, segments;
    double seconds;
} myn_segment_done;

/* Group the areas of STORE (opened from options->path) and write options->out with group /segments (docs/store.md). Every
 * problem of plan, options and data goes to DIAG; then MYN_ERR_DATA and nothing is written. MYN_ERR_INTERRUPTED where the
 * progress says so. The same bytes at any number of threads. */
myn_status myn_segment(myn_store *store, const myn_segment_options *options, myn_diag *diag,
                       myn_segment_done *out) MYN_CHECKED;

#endif
