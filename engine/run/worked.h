/* Steps with the numbers in them, for one area. Private to the room. */
#ifndef MYN_RUN_WORKED_H
#define MYN_RUN_WORKED_H
#include "run/pipeline.h"
#include <mynegai/explain.h>

/* What a row step did to AREA: COLUMN as it was before, FITTED its parameters. */
typedef struct {
    const myn_step *step;
    double direction;
    const double *fitted;
    const double *column;
    size_t areas, area;
    double out;
    const char *fitted_on;
} myn_done;

/* DONE as a worked step, memory from ARENA. */
myn_status myn_work_step(const myn_done *done, myn_arena *arena, myn_arena *scratch,
                         myn_worked *out) MYN_CHECKED;

/* A branch's parts as they were combined to AREA's SCORE. */
typedef struct {
    const myn_parts *parts;
    size_t area;
    double score;
} myn_combined;

/* An aggregator's: its formula, its parameters and what it takes from other areas; the parts stand beside it. */
myn_status myn_work_aggregate(const myn_step *step, const myn_combined *done, myn_arena *arena,
                              myn_arena *scratch, myn_worked *out) MYN_CHECKED;

/* A step that is no method of the catalogue. */
myn_status myn_work_plain(const char *name, const char *formula, const myn_given *given, size_t givens,
                          myn_arena *arena, myn_worked *out) MYN_CHECKED;

#endif
