/* What a store's /uncertainty says of an edition, at hand for tables. Private to the room. */
#ifndef MYN_REPORT_UNCERTAINTY_H
#define MYN_REPORT_UNCERTAINTY_H
#include "report/export.h"
#include <mynegai/annex.h>

/* The first and the last percentile of each area's ranks. */
typedef struct {
    const myn_annex *annex; /* NULL: nothing is known of the edition */
    const char *const *code;
    size_t nodes, areas;
    const double *low, *high; /* nodes x areas */
    double p_low, p_high;
} Sureness;

/* Read it; nothing known (no group, of another edition, of another shape than it should have) is no error. */
myn_status sureness_open(myn_store *store, size_t edition, Sureness *out) MYN_CHECKED;

/* The same of an ANNEX that is at hand; NULL: nothing known. */
void sureness_of(const myn_labels *labels, const myn_annex *annex, size_t edition, Sureness *out);

/* The number of NODE among those kept, or MYN_NONE. */
size_t sureness_node(const Sureness *sure, const char *code);

/* "3–8" for AREA by kept node K; false where there is none. */
bool sureness_interval(const Sureness *sure, size_t k, size_t area, char *out, size_t size);

/* Every figure of every kept node, one an area: name, values. TAKE gets them in turn. */
typedef struct {
    const char *name, *node;
    const double *at;
} SureFigure;
typedef myn_status (*SureTake)(void *ctx, const SureFigure *figure);
myn_status sureness_each(const Sureness *sure, SureTake take, void *ctx) MYN_CHECKED;

#endif
