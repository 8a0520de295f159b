/* Forecasting a panel: all series back-tested, their pools learnt from, all series forecast. */
#include "forecast/panel.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    myn_outlooks outlooks; /* first member of what the caller gets back */
    myn_arena *arena;
} Kept;

/* ---- is the plan sound ---- */

bool myn_outlook_refuse(const char *method, char *out, size_t size)
{
    Recipe recipe;
    *out = '\0';
    return strcmp(method, "auto") && !recipe_read(method, &recipe, out, size);
}

static bool sound(const myn_outlook_plan *plan)
{
    const myn_outlook *o = &plan->outlook;
    if (!o->horizon || o->levels > MYN_LEVELS_MOST || plan->origins > MYN_ORIGINS_MOST) return false;
    if (plan->shape >= MYN_RESHAPES || plan->intervals > MYN_INTERVALS_BOTH) return false;
    for (size_t l = 0; l < o->levels; l++)
        if (!(o->level[l] > (l ? o->level[l - 1] : 0)) || !(o->level[l] < 1)) return false;
    return true;
}

/* ---- room for everything, taken before any thread starts ---- */

static uint32_t pool_of(const myn_panel_series *series)
{
    return series->pool;
}

static uint32_t group_of(const myn_panel_series *series)
{
    return series->group;
}

/* Sort COUNT series by the number OF says; their places among those of one number into PLACE (or NULL). */
static myn_status sort_by(const myn_panel_series *series, size_t count,
                          uint32_t (*of)(const myn_panel_series *), Grouping *out, Subject *place,
                          myn_arena *memory)
{
    out->count = 0;
    for (size_t i = 0; i < count; i++)
        if (of(&series[i]) >= out->count) out->count = (size_t)of(&series[i]) + 1;
    if (out->count > count) return MYN_ERR_ARGUMENT;
    size_t *first = myn_arena_zero(memory, out->count + 2, sizeof *first);
    uint32_t *members = myn_arena_get(memory, (count + 1) * sizeof *members);
    if (!first || !members) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < count; i++) first[of(&series[i]) + 2]++;
    for (size_t p = 0; p < out->count; p++) first[p + 2] += first[p + 1];
    for (size_t i = 0; i < count; i++) {
        size_t p = of(&series[i]);
        if (place) place[i].place = first[p + 1] - first[p];
        members[first[p + 1]++] = (uint32_t)i;
    }
    out->first = first, out->members = members;
    return MYN_OK;
}

static myn_status pools_of(Panel *panel, const myn_panel_series *series, size_t count, myn_arena *memory)
{
    myn_outlooks *out = panel->out;
    myn_status status = sort_by(series, count, pool_of, &panel->pool, panel->subject, memory);
    if (!status) status = sort_by(series, count, group_of, &panel->group, NULL, memory);
    if (status) return status;
    out->pools = panel->pool.count, out->groups = panel->group.count;
    out->pool = myn_arena_zero(memory, out->pools + 1, sizeof *out->pool);
    out->group = myn_arena_zero(memory, out->groups + 1, sizeof *out->group);
    panel->calibration = myn_arena_zero(memory, out->pools + 1, sizeof *panel->calibration);
    return out->pool && out->group && panel->calibration ? MYN_OK : MYN_ERR_MEMORY;
}

static myn_status calibration_room(Panel *panel, myn_arena *memory)
{
    size_t size = panel->plan->outlook.levels * panel->out->reach;
    for (size_t p = 0; p < panel->out->pools; p++) {
        Calibration *c = &panel->calibration[p];
        double *at = myn_arena_zero(memory, 3 * size + 1, sizeof *at);
        if (!at) return MYN_ERR_MEMORY;
        c->all = at, c->fold[0] = at + size, c->fold[1] = at + 2 * size;
        panel->out->pool[p].quantile = c->all;
        for (size_t l = 0; l < MYN_LEVELS_MOST; l++) panel->out->pool[p].widen[l] = 1;
    }
    return MYN_OK;
}

static double *doubles(size_t count, myn_arena *memory)
{
    double *at = myn_arena_get(memory, (count + 1) * sizeof *at);
    for (size_t i = 0; at && i < count; i++) at[i] = NAN;
    return at;
}

static bool backtest_room(const Panel *panel, Subject *s, bool bounds, myn_arena *memory)
{
    uint32_t origin[MYN_ORIGINS_MOST];
    size_t reach = panel->out->reach, levels = panel->plan->outlook.levels;
    bool shadows = panel->automatic && auto_rule(s->y, s->n, s->in->frequency) == RULE_ANNUAL;
    s->candidates = shadows ? MYN_CANDIDATES : 1;
    s->origins = backtest_origins(s->y, s->n, reach, panel->plan->origins, origin);
    size_t cells = s->candidates * s->origins * reach;
    s->origin = myn_arena_get(memory, sizeof origin);
    s->shape = myn_arena_zero(memory, s->origins + 1, sizeof *s->shape);
    s->scale_at = doubles(s->origins, memory);
    s->forecast = doubles(cells, memory);
    if (bounds && levels)
        s->lower = doubles(cells * levels, memory), s->upper = doubles(cells * levels, memory);
    if (s->origin) memcpy(s->origin, origin, s->origins * sizeof *origin);
    return s->origin && s->shape && s->scale_at && s->forecast &&
           (!bounds || !levels || (s->lower && s->upper));
}

static bool answer_room(const Panel *panel, myn_series_outlook *out, myn_arena *memory)
{
    const myn_outlook *o = &panel->plan->outlook;
    size_t bounds = o->levels * o->horizon, judged = (1 + MYN_BENCHMARKS) * panel->out->reach;
    out->mean = doubles(o->horizon, memory);
    out->lower = doubles(bounds, memory);
    out->upper = doubles(bounds, memory);
    out->mase_at = myn_arena_zero(memory, judged, sizeof *out->mase_at);
    if (panel->plan->intervals == MYN_INTERVALS_BOTH)
        out->own_lower = doubles(bounds, memory), out->own_upper = doubles(bounds, memory);
    return out->mean && out->lower && out->upper && out->mase_at;
}

/* What is reconciled afterwards. */
static bool kept_room(const Panel *panel, const Subject *s, myn_series_outlook *out, myn_arena *memory)
{
    out->origin = myn_arena_get(memory, (s->origins + 1) * sizeof *out->origin);
    out->tested = doubles(s->origins * panel->out->reach, memory);
    out->one_step = doubles(s->in->n, memory);
    out->base_mean = doubles(panel->plan->outlook.horizon, memory);
    for (size_t k = 0; out->origin && k < s->origins; k++)
        out->origin[k] = (uint32_t)s->skipped + s->origin[k];
    return out->origin && out->tested && out->one_step && out->base_mean;
}

/* Whether series of pool P are too few for intervals from their errors. */
static bool is_small(const Panel *panel, size_t p)
{
    return panel->pool.first[p + 1] - panel->pool.first[p] < 2 * MYN_POOL_LEAST;
}

static myn_status ready(Panel *panel, myn_arena *memory)
{
    myn_outlooks *out = panel->out;
    myn_status status = MYN_OK;
    out->reach = panel->plan->outlook.horizon;
    for (size_t i = 0; !status && i < out->count; i++) {
        Subject *s = &panel->subject[i];
        status = panel_ready(panel, i, memory);
        out->at[i].problem = s->problem;
        out->at[i].status = s->problem ? MYN_ERR_DATA : MYN_OK;
        out->at[i].flags = s->flags;
        if (!s->problem && s->lead + panel->plan->outlook.horizon > out->reach)
            out->reach = s->lead + panel->plan->outlook.horizon;
    }
    if (!status) status = calibration_room(panel, memory);
    for (size_t i = 0; !status && i < out->count; i++) {
        Subject *s = &panel->subject[i];
        bool bounds = panel->plan->intervals != MYN_INTERVALS_CONFORMAL || is_small(panel, s->in->pool);
        if (s->problem) continue;
        if (!backtest_room(panel, s, bounds, memory) || !answer_room(panel, &out->at[i], memory))
            status = MYN_ERR_MEMORY;
        if (!status && panel->plan->keep && !kept_room(panel, s, &out->at[i], memory))
            status = MYN_ERR_MEMORY;
    }
    return status;
}

/* ---- the work ---- */

static myn_status test_job(void *ctx, size_t i, myn_arena *scratch)
{
    Panel *panel = ctx;
    return panel->subject[i].problem ? MYN_OK : backtest_series(panel, i, scratch);
}

static myn_status choose_job(void *ctx, size_t g, myn_arena *scratch)
{
    (void)scratch;
    conformal_choose(ctx, g);
    return MYN_OK;
}

static myn_status learn_job(void *ctx, size_t p, myn_arena *scratch)
{
    return conformal_learn(ctx, p, scratch);
}

static myn_status finish_job(void *ctx, size_t i, myn_arena *scratch)
{
    Panel *panel = ctx;
    if (panel->subject[i].problem) return MYN_OK;
    myn_status status = panel_finish(panel, i, scratch);
    return status || !panel->plan->keep ? status : panel_one_step(panel, i, scratch);
}

static myn_status make(Panel *panel, const myn_panel_series *series, size_t count, myn_team *team,
                       myn_arena *memory)
{
    myn_outlooks *out = panel->out;
    out->at = myn_arena_zero(memory, count + 1, sizeof *out->at);
    panel->subject = myn_arena_zero(memory, count + 1, sizeof *panel->subject);
    if (!out->at || !panel->subject) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < count; i++) panel->subject[i].in = &series[i];
    myn_status status = pools_of(panel, series, count, memory);
    if (!status) status = ready(panel, memory);
    if (!status) status = myn_team_map(team, count, test_job, panel);
    if (!status && panel->automatic) status = myn_team_map(team, out->groups, choose_job, panel);
    if (!status) status = myn_team_map(team, out->pools, learn_job, panel);
    if (!status) status = myn_team_map(team, count, finish_job, panel);
    return status;
}

myn_status myn_outlook_make(const myn_panel_series *series, size_t count, const myn_outlook_plan *plan,
                            myn_team *team, myn_outlooks **out)
{
    char why[256];
    *out = NULL;
    if (!sound(plan) || myn_outlook_refuse(plan->method, why, sizeof why)) return MYN_ERR_ARGUMENT;
    Kept *kept = calloc(1, sizeof *kept);
    if (!kept) return MYN_ERR_MEMORY;
    kept->outlooks = (myn_outlooks){.count = count, .outlook = plan->outlook, .memory = kept};
    Panel panel = {.plan = plan, .automatic = !strcmp(plan->method, "auto"), .out = &kept->outlooks};
    if (!panel.automatic) recipe_read(plan->method, &panel.recipe, why, sizeof why);
    myn_status status = myn_arena_new(&kept->arena);
    if (!status) status = make(&panel, series, count, team, kept->arena);
    if (status)
        myn_outlooks_free(&kept->outlooks);
    else
        *out = &kept->outlooks;
    return status;
}

void myn_outlooks_free(myn_outlooks *outlooks)
{
    if (!outlooks) return;
    Kept *kept = outlooks->memory;
    for (size_t i = 0; outlooks->at && i < outlooks->count; i++) free(outlooks->at[i].parameters);
    myn_arena_free(kept->arena);
    free(kept);
}
