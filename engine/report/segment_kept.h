/* The segments that a store holds, as arrays of the sizes that they must have. */
#ifndef MYN_REPORT_SEGMENT_KEPT_H
#define MYN_REPORT_SEGMENT_KEPT_H
#include <mynegai/annex.h>
#include <mynegai/text.h>

typedef struct {
    const myn_labels *labels;
    const myn_annex *annex;
    size_t areas, tiers, segments, variables, places, tries, fits, pairs;
    const char *const *code, *const *name_en, *const *name_cy,
                                                  *const *variable; /* segments; variables: nodes' codes */
    const int32_t *label, *runner_up;                               /* tier, area; -1 none */
    const double *distance, *margin, *silhouette;                   /* tier, area */
    const int32_t *tier, *size, *exemplar, *marginal;               /* segment (, place) */
    const double *share, *people, *width, *jaccard, *kept;
    const double *mean, *index, *apart; /* segment, variable */
    const double *missing;              /* variable */
    const double *tried;                /* number of segments */
    const int32_t *pair_first, *pair_second;
    const double *pair_r;
} Segments;

/* MYN_ERR_NOT_FOUND where STORE holds none, MYN_ERR_FORMAT where they are not of the shape docs/store.md says. */
myn_status segments_open(myn_store *store, Segments *out) MYN_CHECKED;

/* The same of an ANNEX that is at hand. */
myn_status segments_of(const myn_labels *labels, const myn_annex *annex, Segments *out) MYN_CHECKED;

/* "3", or "3 Name". */
void segments_name(const Segments *k, int32_t segment, myn_lang lang, myn_buffer *out);

/* An array of COUNT numbers; NULL where there is none of that name and size. */
const double *segments_real(const Segments *k, const char *name, size_t count);

#endif
