/* The last step of a search that began on samples. Optima of all points that differ by a few of them lie close
 * together, some 10^-8 of the sum of squares apart, and one descent ends in whichever comes first: more of them from
 * about the same centres cost little, and the best is kept. */
#include "segment/kmeans_search.h"
#include <string.h>

#define TIMES ((size_t)4)

typedef struct {
    Search *search;
    const Optimum *best;
} Settling;

/* Centres of one in TIMES of the points, from number I on, as the best has them: near its own, not quite the same. */
static void centres_of_some(Run *run, const Optimum *best, size_t i)
{
    size_t size = run->bounds.k * run->p->d;
    memcpy(run->centre, best->centre, size * sizeof(double));
    for (size_t at = i; at < run->p->n; at += TIMES) run_move(run, at, -1, best->label[at]);
    for (size_t j = 0; j < run->bounds.k; j++)
        if (run->mass[j] > 0)
            run_centre(run, j);
        else
            centre_set(&run->near, j, run->centre + j * run->p->d);
    run_restart(run);
}

static myn_status settle_job(void *ctx, size_t i, myn_arena *scratch)
{
    const Settling *settling = ctx;
    Search *s = settling->search;
    const Level *last = &s->level[s->levels - 1];
    Run run;
    myn_status status = run_new(&last->p, &s->bounds, last->exact, &run, scratch);
    if (status) return status;
    centres_of_some(&run, settling->best, i);
    return search_descend(&run, &s->found[i], scratch);
}

myn_status search_settle(Search *s, size_t best)
{
    Level *last = &s->level[s->levels - 1];
    Optimum *o = &last->at[best];
    Settling settling = {s, o};
    for (size_t i = 0; i < TIMES; i++) {
        s->found[i].label = myn_arena_get(s->arena, last->p.n * sizeof *s->found[i].label);
        if (!s->found[i].label) return MYN_ERR_MEMORY;
    }
    myn_status status = myn_team_map(s->team, TIMES, settle_job, &settling);
    for (size_t i = 0; i < TIMES && !status; i++) {
        const Found *found = &s->found[i];
        if (!(found->within < o->within)) continue;
        o->within = found->within;
        o->label = found->label;
        memcpy(o->centre, found->centre, s->bounds.k * last->p.d * sizeof(double));
    }
    return status;
}
