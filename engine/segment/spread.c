/* Jobs one after the other where there is no team. */
#include "segment/spread.h"

myn_status spread_jobs(myn_team *team, size_t n, myn_job job, void *ctx, myn_arena *scratch)
{
    if (team) return myn_team_map(team, n, job, ctx);
    myn_status status = MYN_OK;
    for (size_t i = 0; i < n && !status; i++) {
        myn_arena_mark mark = myn_arena_here(scratch);
        status = job(ctx, i, scratch);
        myn_arena_rewind(scratch, mark);
    }
    return status;
}
