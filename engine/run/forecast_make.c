/* Series of a store or a table, forecast together. */
#include "method/row.h"
#include "run/forecast.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HORIZON_MOST   1000
#define HORIZON_YEARLY 5
#define HORIZON_USUAL  24
#define FREQUENCY_MOST 10000

static const FrequencyWord words[] = {{"yearly", 1, 12, 0}, {"quarterly", 4, 3, 0}, {"monthly", 12, 1, 0},
                                      {"weekly", 52, 0, 7}, {"daily", 7, 0, 1},     {"hourly", 24, 0, 0}};

const FrequencyWord *forecast_frequency_word(const char *word)
{
    for (size_t i = 0; word && i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].word, word)) return &words[i];
    return NULL;
}

bool forecast_frequency(const char *text, unsigned *out)
{
    const FrequencyWord *word = forecast_frequency_word(text);
    double number = 0;
    *out = word ? word->frequency : 0;
    if (!text || word) return true;
    if (!myn_number_read(text, strlen(text), &number) || !(number >= 1) || number > FREQUENCY_MOST)
        return false;
    *out = (unsigned)number;
    return number == floor(number);
}

myn_status forecast_making(Making **out)
{
    *out = calloc(1, sizeof **out);
    if (!*out) return MYN_ERR_MEMORY;
    (*out)->forecasts.memory = *out;
    return myn_arena_new(&(*out)->memory);
}

myn_forecast_series *forecast_add(Making *making)
{
    size_t count = making->forecasts.count;
    if (count == making->room) {
        size_t room = making->room ? 2 * making->room : 256;
        myn_forecast_series *at = realloc(making->series, room * sizeof *at);
        if (at) making->forecasts.series = making->series = at;
        const double **driver = at ? realloc(making->driver, room * sizeof *driver) : NULL;
        if (!driver) return NULL;
        making->driver = driver;
        making->room = room;
    }
    making->forecasts.count++;
    making->series[count] = (myn_forecast_series){.indicator = MYN_NONE, .area = MYN_NONE};
    making->driver[count] = NULL;
    return &making->series[count];
}

void myn_forecasts_free(myn_forecasts *forecasts)
{
    if (!forecasts) return;
    Making *making = forecasts->memory;
    for (size_t g = 0; g < making->groups; g++) myn_outlooks_free(making->group[g]);
    myn_arena_free(making->memory);
    free(making->series);
    free(making->driver);
    free(making);
}

const char *myn_forecast_problem(const myn_forecast_series *s)
{
    return s->problem ? s->problem : !s->outlook ? "it was not tried" : s->outlook->problem;
}

/* ---- how far ---- */

static size_t until(const myn_forecast_options *options, const myn_forecast_series *s)
{
    myn_period last;
    size_t steps = 0;
    if (myn_period_read(options->until, strlen(options->until), MYN_PERIOD_ISO, &last)) return 0;
    while (steps <= HORIZON_MOST && myn_timeline_at(&s->line, (long)(s->first + steps)).end <= last.end)
        steps++;
    return steps;
}

size_t forecast_steps(const myn_forecast_options *options, const myn_forecast_series *s)
{
    size_t seasons = 2 * (size_t)s->line.frequency;
    if (options->until) return until(options, s);
    if (options->horizon) return options->horizon;
    return s->line.frequency < 2 ? HORIZON_YEARLY : seasons < HORIZON_USUAL ? seasons : HORIZON_USUAL;
}

/* ---- the panel ---- */

static const char *why_not(const myn_forecast_options *options, const myn_forecast_series *s)
{
    if (s->problem) return s->problem;
    size_t n = myn_row_present(s->y, s->n);
    if (!n) return "there is no value";
    if (n < options->least) return "fewer values than asked for";
    return s->steps ? NULL : "it already reaches as far as asked for";
}

static myn_outlook_plan plan_of(const myn_forecast_options *options)
{
    myn_outlook_plan plan = {.method = options->method ? options->method : "auto",
                             .outlook = {.horizon = 1, .levels = options->levels},
                             .origins = options->origins,
                             .shape = options->shape,
                             .intervals = options->intervals,
                             .parameters = true};
    memcpy(plan.outlook.level, options->level, sizeof plan.outlook.level);
    if (!options->levels) plan.outlook.levels = 2, plan.outlook.level[0] = .8, plan.outlook.level[1] = .95;
    return plan;
}

/* Groups are numbered anew, as they come. */
static uint32_t group_of(size_t group, uint32_t *known, uint32_t *groups)
{
    if (known[group] == UINT32_MAX) known[group] = (*groups)++;
    return known[group];
}

/* Series of FREQUENCY without a problem into PANEL, their numbers into MEMBER; how many. */
static size_t panel_of(Making *making, const myn_forecast_options *options, unsigned frequency,
                       myn_panel_series *panel, size_t *member, uint32_t *known, size_t *horizon)
{
    size_t count = 0;
    uint32_t groups = 0;
    for (size_t i = 0; i < making->kinds; i++) known[i] = UINT32_MAX;
    *horizon = 1;
    for (size_t i = 0; i < making->forecasts.count; i++) {
        const myn_forecast_series *s = &making->series[i];
        if (s->problem || s->line.frequency != frequency) continue;
        member[count] = i;
        panel[count++] = (myn_panel_series){.y = s->y,
                                            .n = s->n,
                                            .frequency = frequency,
                                            .driver = making->driver[i],
                                            .drivers = making->driver[i] ? making->drivers : 0,
                                            .low = s->low,
                                            .high = s->high,
                                            .counts = options->counts,
                                            .lead = s->first - s->n,
                                            .pool = s->input || s->larger,
                                            .group = group_of(s->group, known, &groups)};
        if (s->steps > *horizon) *horizon = s->steps;
    }
    return count;
}

static myn_status too_far(size_t horizon, myn_diag *diag)
{
    myn_diag_add(diag, MYN_ERROR, (myn_place){0}, "a horizon of %zu steps; expected at most %d", horizon,
                 HORIZON_MOST);
    return MYN_ERR_ARGUMENT;
}

/* Series of one frequency teach each other how wide intervals must be. */
static myn_status forecast_group(Making *making, const myn_forecast_options *options, unsigned frequency,
                                 myn_team *team, myn_diag *diag)
{
    size_t count = making->forecasts.count, horizon;
    myn_panel_series *panel = myn_arena_zero(making->memory, count + 1, sizeof *panel);
    size_t *member = myn_arena_get(making->memory, (count + 1) * sizeof *member);
    uint32_t *known = myn_arena_get(making->memory, (making->kinds + 1) * sizeof *known);
    if (!panel || !member || !known) return MYN_ERR_MEMORY;
    size_t tried = panel_of(making, options, frequency, panel, member, known, &horizon);
    if (horizon > HORIZON_MOST) return too_far(horizon, diag);
    myn_outlook_plan plan = plan_of(options);
    plan.outlook.horizon = horizon;
    forecast_tree_plan(making, frequency, &plan);
    myn_outlooks **made = &making->group[making->groups];
    myn_status status = myn_outlook_make(panel, tried, &plan, team, made);
    if (status) return status;
    making->groups++;
    if (horizon > making->forecasts.outlook.horizon) making->forecasts.outlook = plan.outlook;
    for (size_t j = 0; j < tried; j++) {
        myn_forecast_series *s = &making->series[member[j]];
        (*made)->at[j].flags |= s->flags;
        s->outlook = &(*made)->at[j];
        s->horizon = horizon, s->reach = (*made)->reach;
    }
    return plan.keep ? forecast_tree_add_up(making, *made, panel, member, tried, frequency, diag) : MYN_OK;
}

static bool is_new(const unsigned *known, size_t count, unsigned frequency)
{
    for (size_t g = 0; g < count; g++)
        if (known[g] == frequency) return false;
    return true;
}

static myn_status forecast_groups(Making *making, const myn_forecast_options *options, myn_team *team,
                                  myn_diag *diag)
{
    unsigned known[GROUPS_MOST];
    myn_status status = MYN_OK;
    for (size_t i = 0; !status && i < making->forecasts.count; i++) {
        myn_forecast_series *s = &making->series[i];
        if (s->problem || !is_new(known, making->groups, s->line.frequency)) continue;
        if (making->groups == GROUPS_MOST) {
            s->problem = "too many frequencies in one run";
            continue;
        }
        known[making->groups] = s->line.frequency;
        status = forecast_group(making, options, s->line.frequency, team, diag);
    }
    return status;
}

myn_status forecast_all(Making *making, const myn_forecast_options *options, myn_diag *diag)
{
    myn_forecasts *f = &making->forecasts;
    myn_team *team = NULL;
    f->outlook = plan_of(options).outlook;
    f->intervals = options->intervals;
    f->told = options->suggest || options->shocks || options->breaks;
    if (!making->kinds) making->kinds = 1;
    f->method = myn_arena_text(making->memory, plan_of(options).method, strlen(plan_of(options).method));
    for (size_t i = 0; i < f->count; i++) making->series[i].given = making->series[i].y;
    myn_status status = f->method ? forecast_marks(making, options, diag) : MYN_ERR_MEMORY;
    for (size_t i = 0; i < f->count; i++) making->series[i].problem = why_not(options, &making->series[i]);
    if (!status) status = forecast_tree_check(making, diag);
    if (!status) status = myn_team_new(options->threads, &team);
    if (!status) status = forecast_groups(making, options, team, diag);
    myn_team_free(team);
    for (size_t i = 0; !status && i < f->count; i++) {
        bool failed = myn_forecast_problem(&f->series[i]);
        f->failed += failed;
        f->forecast += !failed;
    }
    return status;
}

/* ---- words ---- */

void myn_forecast_flag_words(unsigned flags, char *out, size_t size)
{
    static const char *const word[] = {"short",         "constant",     "no_data",   "gaps",        "extreme",
                                       "not_converged", "intermittent", "bounded",   "no_interval", "long",
                                       "shock",         "break",        "reconciled"};
    size_t used = 0;
    if (size) out[0] = '\0';
    for (size_t i = 0; i < sizeof word / sizeof *word && used < size; i++)
        if (flags & 1u << i)
            used += (size_t)snprintf(out + used, size - used, "%s%s", used ? " " : "", word[i]);
}
