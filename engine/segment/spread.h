/* Jobs with a team or without one. */
#ifndef MYN_SEGMENT_SPREAD_H
#define MYN_SEGMENT_SPREAD_H
#include <mynegai/team.h>

/* myn_team_map; TEAM NULL: one after the other by the caller, with SCRATCH. */
myn_status spread_jobs(myn_team *team, size_t n, myn_job job, void *ctx, myn_arena *scratch);

#endif
