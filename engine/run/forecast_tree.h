/* A tree of series being read, and what is checked of it. Private to the room. */
#ifndef MYN_RUN_FORECAST_TREE_H
#define MYN_RUN_FORECAST_TREE_H
#include "run/forecast.h"

/* A tree as it was read of a file, or of a store's areas. */
typedef struct {
    Making *making;
    const myn_forecast_options *options;
    myn_diag *diag;
    const char *name; /* its file, or the code of the series whose areas add up */
    bool file;
    uint32_t *parent; /* of each node, MYN_TOP where none */
    size_t *member;   /* number of its series in MAKING */
    size_t *line;     /* of the file */
    size_t column;    /* the same */
    uint32_t nodes;
} Draft;

/* Arrays for ROOM nodes, none there yet. */
myn_status forecast_draft_room(Draft *draft, size_t room) MYN_CHECKED;

/* Say as an error, or a warning, WHAT is the matter with NODE. */
void forecast_draft_say(const Draft *draft, size_t node, myn_severity severity, const char *what);

/* Check that parts do not go round, that nodes have values at the same times, that bounds fit, that wholes are the sums of their
 * parts; keep what is sound as a tree of MAKING. All problems go to the diagnosis, then MYN_ERR_DATA. */
myn_status forecast_draft_check(const Draft *draft, myn_arena *scratch) MYN_CHECKED;
myn_status forecast_draft_keep(const Draft *draft) MYN_CHECKED;

#endif
