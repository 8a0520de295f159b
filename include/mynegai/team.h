/* Doing N independent jobs with several threads; the results do not depend on how many. */
#ifndef MYNEGAI_TEAM_H
#define MYNEGAI_TEAM_H
#include <mynegai/arena.h>
#include <mynegai/status.h>
#include <stddef.h>

typedef struct myn_team myn_team;

/* Job number I of CTX; writes only what belongs to I. SCRATCH is the worker's own and is rewound after each
 * job. */
typedef myn_status (*myn_job)(void *ctx, size_t i, myn_arena *scratch);

/* A team of THREADS workers (0: as many as the machine has processors this process may use), the caller's
 * included. MYN_ERR_ARGUMENT beyond 4,096, MYN_ERR_MEMORY where a thread cannot be started. */
myn_status myn_team_new(size_t threads, myn_team **out) MYN_CHECKED;

/* End the workers and give back their memory. Accepts NULL. */
void myn_team_free(myn_team *team);

/* How many workers it has, the caller's included. */
size_t myn_team_size(const myn_team *team);

/* Do jobs 0 .. n-1 and return when all are done. The status of the lowest-numbered job that failed, else
 * MYN_OK; once one fails no new ones start. One call at a time: a job must not call map on its own team. */
myn_status myn_team_map(myn_team *team, size_t n, myn_job job, void *ctx) MYN_CHECKED;

#endif
