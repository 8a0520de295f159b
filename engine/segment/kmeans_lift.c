/* The best optima of a sample, carried to a larger one and at last to all points. */
#include "segment/kmeans_search.h"
#include <string.h>

#define CARRIED_FIRST 16 /* from the first level; from the others, CARRIED */
#define CARRIED       8
#define FAR           .02  /* what is so much worse on a sample is not carried */
#define FAR_ROUGH     2e-3 /* between optima left before the end and the same points */
#define FAR_ROUNDED   1e-5 /* between values rounded to float32 and the same as they are */

typedef struct {
    Search *search;
    size_t from; /* level */
    size_t at[CARRIED_FIRST];
    Found found[CARRIED_FIRST];
} Lift;

static myn_status lift_job(void *ctx, size_t i, myn_arena *scratch)
{
    Lift *lift = ctx;
    const Search *s = lift->search;
    const Level *to = &s->level[lift->from + 1];
    Run run;
    myn_status status = run_new(&to->p, &s->bounds, to->exact, &run, scratch);
    if (status) return status;
    memcpy(run.centre, s->level[lift->from].at[lift->at[i]].centre, s->bounds.k * to->p.d * sizeof(double));
    for (size_t j = 0; j < s->bounds.k; j++) centre_set(&run.near, j, run.centre + j * to->p.d);
    return search_descend(&run, &lift->found[i], scratch);
}

static myn_status room_for(const Lift *lift, Found *found)
{
    const Search *s = lift->search;
    const Level *to = &s->level[lift->from + 1];
    *found = (Found){0, myn_arena_get(s->arena, s->bounds.k * to->p.d * sizeof(double)), NULL};
    if (!found->centre) return MYN_ERR_MEMORY;
    if (!to->exact) return MYN_OK;
    found->label = myn_arena_get(s->arena, to->p.n * sizeof *found->label);
    return found->label ? MYN_OK : MYN_ERR_MEMORY;
}

/* The best that were not carried yet; how many. */
static size_t choose(Lift *lift)
{
    const Search *s = lift->search;
    const Level *from = &s->level[lift->from];
    bool same = from->p.n == s->level[lift->from + 1].p.n;
    size_t most = lift->from == 0 ? CARRIED_FIRST : CARRIED, best[CARRIED_FIRST], count = 0;
    size_t have = level_best(from, most, best);
    double limit = from->at[best[0]].within * (1 + (!same ? FAR : from->sampled ? FAR_ROUGH : FAR_ROUNDED));
    for (size_t i = 0; i < have; i++)
        if (from->at[best[i]].above == NOT_YET && from->at[best[i]].within <= limit)
            lift->at[count++] = best[i];
    return count;
}

static myn_status lift_from(Search *s, size_t level)
{
    Lift lift = {.search = s, .from = level};
    size_t count = choose(&lift);
    myn_status status = MYN_OK;
    for (size_t i = 0; i < count && !status; i++) status = room_for(&lift, &lift.found[i]);
    if (!status) status = myn_team_map(s->team, count, lift_job, &lift);
    for (size_t i = 0; i < count && !status; i++) {
        size_t at = level_note(&s->level[level + 1], &lift.found[i], s->bounds.k, s->arena);
        if (at == NOT_YET) return MYN_ERR_MEMORY;
        s->level[level].at[lift.at[i]].above = at;
    }
    return status;
}

myn_status search_lift(Search *s, size_t to)
{
    myn_status status = MYN_OK;
    for (size_t l = 0; l < to && !status; l++) status = lift_from(s, l);
    return status;
}
