/* What all draws together say of each column: kept whole while they are few, counted where they are many. */
#include "base/fresh.h"
#include "uncertainty/spread.h"
#include <stdlib.h>
#include <string.h>

#define LEVELS ((size_t)65536) /* of scores that are counted */

static bool is_wide(const myn_spread_plan *plan)
{
    return plan->areas > UINT16_MAX;
}

static size_t tiles(const myn_spread *s)
{
    return (s->plan.columns + TILE - 1) / TILE;
}

static size_t results(const myn_spread_plan *plan)
{
    return 4 + (plan->scores ? 2 + plan->percentiles : 0) + plan->percentiles;
}

size_t myn_spread_bytes(const myn_spread_plan *plan)
{
    size_t bytes = results(plan) * sizeof(double);
    if (is_kept(plan)) {
        size_t rank = is_wide(plan) ? sizeof(uint32_t) : sizeof(uint16_t);
        return bytes + plan->draws * (rank + (plan->scores ? sizeof(double) : 0));
    }
    bytes += counter_bytes(plan->areas, plan->percentiles) + 2 * sizeof(Moments) + 2 * sizeof(double);
    if (plan->published) bytes += counter_bytes(plan->areas, 1);
    if (plan->scores) bytes += counter_bytes(LEVELS, plan->percentiles);
    return bytes;
}

size_t myn_spread_passes(const myn_spread_plan *plan)
{
    if (is_kept(plan)) return 1;
    return plan->scores ? 3 : 2;
}

/* One block of doubles for all that is told. */
static myn_status room_for_results(myn_spread *s)
{
    size_t n = s->plan.columns, p = s->plan.percentiles;
    double *at = calloc(results(&s->plan) * (n + 1), sizeof *at);
    if (!at) return MYN_ERR_MEMORY;
    myn_spread_result *r = &s->result;
    r->rank_mean = at;
    r->rank_sd = at + n;
    r->shift = at + 2 * n;
    r->rank_percentile = at + 3 * n;
    at += (3 + p) * n;
    if (!s->plan.scores) return MYN_OK;
    r->score_mean = at;
    r->score_sd = at + n;
    r->score_percentile = at + 2 * n;
    return MYN_OK;
}

/* Room that OLD has, where it will do. */
static void take_room(myn_spread *s, myn_spread *old)
{
    bool kept = old && is_kept(&old->plan) && is_kept(&s->plan);
    if (!kept || old->wide != s->wide || old->plan.scores != s->plan.scores ||
        old->plan.draws != s->plan.draws || old->room < tiles(s))
        return;
    s->room = old->room;
    s->rank = old->rank;
    s->score = old->score;
    old->rank = NULL;
    old->score = NULL;
}

static myn_status room_kept(myn_spread *s)
{
    size_t cells = tiles(s) * TILE * s->plan.draws;
    if (s->room) return MYN_OK;
    s->room = tiles(s);
    s->rank = myn_fresh((cells + 1) * (s->wide ? sizeof(uint32_t) : sizeof(uint16_t)));
    if (s->plan.scores) s->score = myn_fresh((cells + 1) * sizeof *s->score);
    return s->rank && (s->score || !s->plan.scores) ? MYN_OK : MYN_ERR_MEMORY;
}

static myn_status room_counted(myn_spread *s)
{
    size_t n = s->plan.columns;
    s->rank_moments = calloc(n + 1, sizeof *s->rank_moments);
    s->score_moments = calloc(n + 1, sizeof *s->score_moments);
    s->least = malloc((n + 1) * sizeof(double));
    s->greatest = malloc((n + 1) * sizeof(double));
    if (!s->rank_moments || !s->score_moments || !s->least || !s->greatest) return MYN_ERR_MEMORY;
    for (size_t c = 0; c < n; c++) s->least[c] = INFINITY, s->greatest[c] = -INFINITY;
    myn_status status = counter_new(n, s->plan.areas, &s->ranks);
    if (!status && s->plan.published) status = counter_new(n, s->plan.areas, &s->shifts);
    if (!status && s->plan.scores) status = counter_new(n, LEVELS, &s->levels);
    return status;
}

static myn_status make_room(myn_spread *s, myn_spread *old)
{
    s->present = calloc(s->plan.columns + 1, sizeof *s->present);
    s->result.present = s->present;
    myn_status status = s->present ? room_for_results(s) : MYN_ERR_MEMORY;
    take_room(s, old);
    myn_spread_free(old);
    return status ? status : is_kept(&s->plan) ? room_kept(s) : room_counted(s);
}

myn_status myn_spread_after(myn_spread *old, const myn_spread_plan *plan, myn_spread **out)
{
    *out = NULL;
    bool sound = plan->percentiles <= MYN_PERCENTILES_MOST && plan->draws <= UINT32_MAX;
    myn_spread *s = sound ? calloc(1, sizeof *s) : NULL;
    if (!s) {
        myn_spread_free(old);
        return sound ? MYN_ERR_MEMORY : MYN_ERR_ARGUMENT;
    }
    s->plan = *plan;
    s->wide = is_wide(plan);
    s->length = (plan->draws + COLUMN_STEP - 1) / COLUMN_STEP * COLUMN_STEP + COLUMN_STEP;
    for (size_t i = 0; i < plan->percentiles; i++) s->p[i] = plan->percentile[i] / 100;
    for (size_t i = 0; i < plan->percentiles; i++) s->cut[i] = cut_at(plan->percentile[i]);
    s->median = cut_at(50);
    myn_status status = make_room(s, old);
    if (status)
        myn_spread_free(s);
    else
        *out = s;
    return status;
}

myn_status myn_spread_new(const myn_spread_plan *plan, myn_spread **out)
{
    return myn_spread_after(NULL, plan, out);
}

void myn_spread_free(myn_spread *s)
{
    if (!s) return;
    counter_free(&s->ranks);
    counter_free(&s->shifts);
    counter_free(&s->levels);
    free(s->rank);
    free(s->score);
    free(s->rank_moments);
    free(s->score_moments);
    free(s->least);
    free(s->greatest);
    free(s->present);
    free(s->result.rank_mean);
    free(s);
}

myn_status myn_spread_add(myn_spread *s, const myn_draws *draws, myn_team *team)
{
    if (draws->count > s->plan.draws - s->seen || (s->plan.scores && !draws->score)) return MYN_ERR_ARGUMENT;
    s->draws = draws;
    myn_status status = myn_team_map(team, tiles(s), is_kept(&s->plan) ? kept_add : counted_add, s);
    s->seen += draws->count;
    return status;
}

/* The last pass ends with the answer. */
myn_status myn_spread_turn(myn_spread *s, myn_team *team, myn_spread_result *result)
{
    if (s->seen != s->plan.draws) return MYN_ERR_ARGUMENT;
    myn_status status = is_kept(&s->plan) ? myn_team_map(team, tiles(s), kept_finish, s)
                                          : counted_turn(s, team);
    s->seen = 0;
    s->pass++;
    if (!status && s->pass == myn_spread_passes(&s->plan)) *result = s->result;
    return status;
}
