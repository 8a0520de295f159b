/* Names of series, and whether their values can carry an indicator. Private to the room. */
#ifndef MYN_IMPORT_SERIES_H
#define MYN_IMPORT_SERIES_H
#include "import/plan.h"

/* The latest period of a series and the values it has there. */
typedef struct {
    myn_period latest;
    double low, high;
    size_t count;
} Spread;
void spread_take(Spread *spread, myn_period period, double value);

/* Why no indicator can rest on it, NULL where one can: a build would refuse values that are all equal. */
const char *spread_refuses(const Spread *spread);

/* A name for the series called LABEL: small letters, digits and _, not among NAMES yet, to which it is added.
 */
const char *series_name(Plan *plan, myn_names *names, const char *label);

/* The root, a node for every series that can carry one, and index.yml, for a table of one's own. */
void series_nodes(Plan *plan, myn_names *names);

#endif
