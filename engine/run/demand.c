/* Need, demand and cost of every scenario, and how sure they are. */
#include "run/demand.h"
#include <math.h>
#include <mynegai/forecast.h>
#include <mynegai/order.h>
#include <mynegai/stream.h>
#include <stdlib.h>
#include <string.h>

#define HORIZON_MOST 40
#define ORIGIN_LEAST 8   /* years of history before an origin */
#define WITHIN       .10 /* shelf life: how near, */
#define ENOUGH       .80 /* and in which share of areas */

typedef struct {
    const myn_labels *labels;
    const Plan *plan;
    const People *people;
    const Rates *rates;
    myn_demand *out;
    uint32_t *parent; /* own areas: number among the larger ones of the answer, UINT32_MAX none */
    double *spread;   /* years */
    myn_arena *memory;
    const myn_progress *progress;
} Work;

/* ---- exposure: people whom one rate counts, changes included ---- */

static double times_of(const ScenarioPlan *scenario, size_t service, bool cost, long age, long year)
{
    double times = 1;
    for (size_t i = 0; i < scenario->changes; i++) {
        const Change *c = &scenario->change[i];
        bool ages = cost || (age >= c->age_from && age <= c->age_to);
        if (c->service == service && c->cost == cost && ages && year >= c->year_from && year <= c->year_to)
            times *= c->times;
    }
    return times;
}

/* Estimates stand under the base variant alone. */
static size_t variant_of(const Work *w, size_t scenario, long year)
{
    const char *variant = w->plan->scenario[scenario].variant;
    if (!variant || year <= w->plan->population.estimates_to) return 0;
    return myn_names_find(w->people->variant, variant, strlen(variant));
}

/* People of area A in YEAR under RATE, each counted as often as the scenario's changes say. */
static double exposure(const Work *w, const Rate *rate, size_t scenario, long year, size_t a)
{
    const People *p = w->people;
    size_t variant = variant_of(w, scenario, year), at = (size_t)(year - p->first_year);
    double sum = 0;
    for (size_t s = 0; s < p->sexes; s++) {
        if (rate->sex != SIZE_MAX && rate->sex != s) continue;
        const double *people = people_at(p, variant, at, a, s);
        for (long age = rate->from; age <= rate->to && age < (long)p->ages; age++)
            sum += people[age] * times_of(&w->plan->scenario[scenario], rate->service, false, age, year);
    }
    return sum;
}

static double need_of(const Work *w, size_t service, size_t scenario, long year, size_t a)
{
    double need = 0;
    for (size_t i = 0; i < w->rates->rates; i++)
        if (w->rates->rate[i].service == service)
            need += w->rates->rate[i].rate * exposure(w, &w->rates->rate[i], scenario, year, a);
    return need;
}

static double total_people(const Work *w, size_t variant, long year, size_t a)
{
    double sum = 0;
    for (size_t s = 0; s < w->people->sexes; s++)
        for (size_t age = 0; age < w->people->ages; age++)
            sum += people_at(w->people, variant, (size_t)(year - w->people->first_year), a, s)[age];
    return sum;
}

/* ---- how far history could be forecast ---- */

/* What became of forecasts made from earlier years: by horizon, over areas and origins. */
typedef struct {
    double squares[HORIZON_MOST], within[HORIZON_MOST], count[HORIZON_MOST];
} Trials;

static myn_status try_series(const double *y, size_t n, Trials *out, myn_arena *scratch)
{
    const myn_forecaster *method = myn_forecaster_find("rdot");
    double mean[HORIZON_MOST];
    for (size_t origin = ORIGIN_LEAST; origin < n; origin++) {
        size_t h = n - origin < HORIZON_MOST ? n - origin : HORIZON_MOST;
        const myn_series series = {.y = y, .n = origin, .frequency = 1};
        const myn_outlook outlook = {.horizon = h};
        myn_forecast forecast = {.mean = mean};
        myn_arena_mark mark = myn_arena_here(scratch);
        myn_status status = method->forecast(&series, &outlook, &forecast, scratch);
        myn_arena_rewind(scratch, mark);
        if (status) return status;
        for (size_t k = 0; k < h; k++) {
            double actual = y[origin + k];
            if (!(actual > 0) || !(mean[k] > 0)) continue;
            double off = log(mean[k] / actual);
            out->squares[k] += off * off;
            out->within[k] += fabs(mean[k] - actual) <= WITHIN * actual;
            out->count[k]++;
        }
    }
    return MYN_OK;
}

static size_t history_length(const Work *w)
{
    long last = w->plan->population.estimates_to;
    if (last > w->people->last_year) last = w->people->last_year;
    return last < w->people->first_year ? 0 : (size_t)(last - w->people->first_year) + 1;
}

/* The total population of every area, forecast from each year of its history. */
static myn_status measure_spread(const Work *w, myn_arena *scratch)
{
    size_t n = history_length(w);
    double *y = myn_arena_get(scratch, (n + 1) * sizeof *y), known = 0;
    Trials trials = {0};
    if (!y) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < w->people->areas; a++) {
        for (size_t t = 0; t < n; t++) y[t] = total_people(w, 0, w->people->first_year + (long)t, a);
        myn_status status = try_series(y, n, &trials, scratch);
        if (status) return status;
    }
    for (size_t t = 0; t < w->out->years; t++) {
        long h = w->plan->first_year + (long)t - w->plan->population.estimates_to;
        long k = h < 1 ? 0 : h > HORIZON_MOST ? HORIZON_MOST : h;
        while (k > 1 && !(trials.count[k - 1] > 0)) k--;
        known = k && trials.count[k - 1] > 0 ? sqrt(trials.squares[k - 1] / trials.count[k - 1]) : 0;
        w->spread[t] = h < 1 ? 0 : known * sqrt((double)h / (double)k);
    }
    return MYN_OK;
}

/* The furthest horizon up to which, without a break, enough areas were near. */
static myn_status measure_shelf(const Work *w, size_t service, long *out, myn_arena *scratch)
{
    size_t n = history_length(w);
    double *y = myn_arena_get(scratch, (n + 1) * sizeof *y);
    Trials trials = {0};
    if (!y) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < w->people->areas; a++) {
        for (size_t t = 0; t < n; t++) y[t] = need_of(w, service, 0, w->people->first_year + (long)t, a);
        myn_status status = try_series(y, n, &trials, scratch);
        if (status) return status;
    }
    *out = trials.count[0] > 0 ? 0 : -1;
    for (size_t k = 0; k < HORIZON_MOST && trials.count[k] > 0; k++) {
        if (trials.within[k] < ENOUGH * trials.count[k]) break;
        *out = (long)k + 1;
    }
    return MYN_OK;
}

/* ---- one scenario, service and year ---- */

static double factor_of(const Work *w, size_t figure, size_t scenario, size_t service, long year)
{
    const ServicePlan *s = &w->plan->service[service];
    if (figure == MYN_NEED) return 1;
    if (figure == MYN_DEMAND) return s->take_up;
    return s->take_up * s->unit_cost * pow(1 + s->growth, (double)(year - w->plan->first_year)) *
           times_of(&w->plan->scenario[scenario], service, true, 0, year);
}

static void add_to_larger(const Work *w, double *area)
{
    size_t own = w->people->areas;
    for (size_t k = own; k < w->out->areas; k++) area[k] = 0;
    for (size_t a = 0; a < own; a++)
        if (w->parent[a] != UINT32_MAX) area[own + w->parent[a]] += area[a];
}

/* Room for the draws of one scenario, service and year. */
typedef struct {
    double *exposure; /* rates x own areas */
    double *draw;     /* areas x draws */
    double *one;      /* areas */
} Room;

/* Rates' numbers come before areas', so that they are the same whatever the areas. */
static void draw_once(const Work *w, const Room *room, size_t service, double spread, size_t d)
{
    myn_stream stream = myn_stream_at(w->plan->seed, d);
    size_t own = w->people->areas;
    for (size_t a = 0; a < own; a++) room->one[a] = 0;
    for (size_t i = 0; i < w->rates->rates; i++) {
        const Rate *rate = &w->rates->rate[i];
        double z = myn_stream_normal(&stream), s = rate->spread;
        if (rate->service != service) continue;
        double drawn = rate->rate * exp(s * z - s * s / 2);
        for (size_t a = 0; a < own; a++) room->one[a] += drawn * room->exposure[i * own + a];
    }
    for (size_t a = 0; a < own; a++) {
        double e = myn_stream_normal(&stream);
        room->one[a] *= exp(spread * e - spread * spread / 2);
    }
    add_to_larger(w, room->one);
    for (size_t a = 0; a < w->out->areas; a++) room->draw[a * w->out->draws + d] = room->one[a];
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Everything of one scenario, service and year: a draw's need times a factor is its demand, its cost. */
static void fill(const Work *w, const Room *room, size_t scenario, size_t service, size_t year)
{
    myn_demand *out = w->out;
    long y = w->plan->first_year + (long)year;
    size_t own = w->people->areas, at = myn_demand_at(out, scenario, service, year, 0);
    double *mean = out->mean[MYN_NEED] + at;
    for (size_t a = 0; a < own; a++) mean[a] = 0;
    for (size_t i = 0; i < w->rates->rates; i++) {
        const Rate *rate = &w->rates->rate[i];
        for (size_t a = 0; rate->service == service && a < own; a++) {
            room->exposure[i * own + a] = exposure(w, rate, scenario, y, a);
            mean[a] += rate->rate * room->exposure[i * own + a];
        }
    }
    add_to_larger(w, mean);
    for (size_t d = 0; d < out->draws; d++) draw_once(w, room, service, w->spread[year], d);
    for (size_t a = 0; a < out->areas; a++) {
        double *draw = room->draw + a * out->draws;
        qsort(draw, out->draws, sizeof *draw, by_value);
        double lower = myn_quantile(draw, out->draws, .025), upper = myn_quantile(draw, out->draws, .975);
        for (size_t k = 0; k < MYN_DEMAND_FIGURES; k++) {
            double factor = factor_of(w, k, scenario, service, y);
            out->mean[k][at + a] = mean[a] * factor;
            out->lower[k][at + a] = lower * factor;
            out->upper[k][at + a] = upper * factor;
        }
    }
}

static void fill_people(const Work *w)
{
    myn_demand *out = w->out;
    for (size_t s = 0; s < out->scenarios; s++)
        for (size_t t = 0; t < out->years; t++) {
            double *area = out->people + (s * out->years + t) * out->areas;
            long year = w->plan->first_year + (long)t;
            for (size_t a = 0; a < w->people->areas; a++)
                area[a] = total_people(w, variant_of(w, s, year), year, a);
            add_to_larger(w, area);
        }
}

/* One slot a scenario, service and year, each written by one worker. */
typedef struct {
    const Work *w;
} Slots;

static myn_status fill_slot(void *ctx, size_t i, myn_arena *scratch)
{
    const Work *w = ((const Slots *)ctx)->w;
    size_t years = w->out->years, services = w->out->services, own = w->people->areas;
    const Room room = {myn_arena_zero(scratch, (w->rates->rates + 1) * own, sizeof(double)),
                       myn_arena_get(scratch, w->out->areas * w->out->draws * sizeof(double)),
                       myn_arena_get(scratch, w->out->areas * sizeof(double))};
    if (!room.exposure || !room.draw || !room.one) return MYN_ERR_MEMORY;
    fill(w, &room, i / (services * years), i / years % services, i % years);
    return MYN_OK;
}

/* ---- all of it ---- */

static myn_status make_names(const Work *w)
{
    myn_demand *out = w->out;
    myn_demand_name *scenario = myn_arena_zero(w->memory, out->scenarios, sizeof *scenario);
    myn_demand_name *service = myn_arena_zero(w->memory, out->services, sizeof *service);
    if (!scenario || !service) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < out->scenarios; i++)
        scenario[i] = (myn_demand_name){w->plan->scenario[i].code, w->plan->scenario[i].label};
    for (size_t i = 0; i < out->services; i++)
        service[i] = (myn_demand_name){w->plan->service[i].code, w->plan->service[i].label};
    out->scenario = scenario;
    out->service = service;
    return MYN_OK;
}

/* Larger areas are those of the store that an area has for its parent. */
static myn_status find_larger(Work *w)
{
    const myn_areas *own = w->labels->areas, *larger = w->labels->parents;
    uint32_t *number = myn_arena_zero(w->memory, (larger ? larger->count : 0) + 1, sizeof *number);
    uint32_t *list = myn_arena_zero(w->memory, (larger ? larger->count : 0) + 1, sizeof *list), count = 0;
    w->parent = myn_arena_zero(w->memory, own->count, sizeof *w->parent);
    if (!number || !list || !w->parent) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < own->count; a++) {
        const char *code = own->at[a].parent;
        size_t at = code && larger ? myn_areas_find(larger, code, strlen(code)) : MYN_NONE;
        w->parent[a] = UINT32_MAX;
        if (at == MYN_NONE) continue;
        if (!number[at]) {
            list[count] = (uint32_t)at;
            number[at] = ++count;
        }
        w->parent[a] = number[at] - 1;
    }
    w->out->larger = list;
    w->out->areas = own->count + count;
    return MYN_OK;
}

static myn_status make_room(Work *w)
{
    myn_demand *out = w->out;
    out->scenarios = w->plan->scenarios;
    out->services = w->plan->services;
    out->first_year = w->plan->first_year;
    out->years = (size_t)(w->plan->last_year - w->plan->first_year) + 1;
    myn_status status = find_larger(w);
    if (!status) status = make_names(w);
    size_t cells = out->scenarios * out->services * out->years * out->areas;
    for (size_t k = 0; k < MYN_DEMAND_FIGURES && !status; k++) {
        out->mean[k] = myn_arena_get(w->memory, cells * sizeof(double));
        out->lower[k] = myn_arena_get(w->memory, cells * sizeof(double));
        out->upper[k] = myn_arena_get(w->memory, cells * sizeof(double));
        if (!out->mean[k] || !out->lower[k] || !out->upper[k]) status = MYN_ERR_MEMORY;
    }
    out->people = myn_arena_get(w->memory, out->scenarios * out->years * out->areas * sizeof(double));
    w->spread = myn_arena_zero(w->memory, out->years, sizeof *w->spread);
    if (!status && (!out->people || !w->spread)) status = MYN_ERR_MEMORY;
    out->spread = w->spread;
    return status;
}

static myn_status measure_all(Work *w)
{
    myn_arena *scratch = NULL;
    long *shelf = myn_arena_zero(w->memory, w->out->services, sizeof *shelf);
    myn_status status = shelf ? myn_arena_new(&scratch) : MYN_ERR_MEMORY;
    if (!status) status = measure_spread(w, scratch);
    for (size_t s = 0; s < w->out->services && !status; s++) status = measure_shelf(w, s, &shelf[s], scratch);
    w->out->shelf = shelf;
    myn_arena_free(scratch);
    return status;
}

static myn_status compute(Work *w, size_t threads)
{
    myn_team *team = NULL;
    Slots slots = {w};
    myn_status status = make_room(w);
    if (!status) status = measure_all(w);
    if (!status) status = myn_team_new(threads, &team);
    if (!status) fill_people(w);
    if (!status)
        status = myn_team_map(team, w->out->scenarios * w->out->services * w->out->years, fill_slot, &slots);
    myn_team_free(team);
    return status;
}

static myn_status keep_source(Work *w)
{
    const Plan *plan = w->plan;
    myn_provenance_file *file = myn_arena_zero(w->memory, 2, sizeof *file);
    if (!file) return MYN_ERR_MEMORY;
    const myn_account *account[] = {&w->people->account, &w->rates->account};
    const char *const name[] = {plan->population.file, plan->rates.file};
    for (size_t i = 0; i < 2; i++) {
        const char *sum = myn_arena_text(w->memory, account[i]->info.sha256, strlen(account[i]->info.sha256));
        if (!sum) return MYN_ERR_MEMORY;
        file[i] = (myn_provenance_file){name[i], sum, account[i]->info.rows, account[i]->info.bytes};
    }
    w->out->file = file;
    w->out->files = 2;
    w->out->plan_text = myn_yaml_source(plan->doc);
    return MYN_OK;
}

/* What the answer's memory holds: its texts are the plan's. */
typedef struct {
    myn_arena *memory;
    Plan plan;
    People people;
    Rates rates;
} Held;

static void free_held(Held *held)
{
    if (!held) return;
    myn_yaml_free(held->plan.doc);
    myn_names_free(held->people.variant);
    myn_names_free(held->people.sex);
    free(held->rates.rate);
    myn_arena_free(held->memory);
    free(held);
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
}

static myn_status read_all(Held *held, const myn_labels *labels, const myn_demand_options *options,
                           myn_diag *diag)
{
    char *folder = folder_of(options->plan);
    myn_status status = folder ? myn_arena_new(&held->memory) : MYN_ERR_MEMORY;
    if (!status) status = myn_demand_plan(options->plan, held->memory, diag, &held->plan);
    if (!status)
        status = myn_demand_people(&held->plan, folder, labels->areas, held->memory, diag, &held->people);
    if (!status)
        status = myn_demand_rates(&held->plan, folder, &held->people, held->memory, diag, &held->rates);
    free(folder);
    return status;
}

myn_status myn_demand_of(const myn_store *store, const myn_demand_options *options, myn_diag *diag,
                         myn_demand **out)
{
    const myn_labels *labels = myn_store_labels(store);
    Held *held = calloc(1, sizeof *held);
    myn_demand *demand = calloc(1, sizeof *demand);
    *out = NULL;
    myn_status status = held && demand ? read_all(held, labels, options, diag) : MYN_ERR_MEMORY;
    if (!status) {
        *demand = (myn_demand){
            .labels = labels, .draws = options->draws ? options->draws : held->plan.draws, .memory = held};
        Work w = {labels, &held->plan, &held->people, &held->rates,     demand,
                  NULL,   NULL,        held->memory,  options->progress};
        status = compute(&w, options->threads);
        if (!status) status = keep_source(&w);
    }
    if (!status) {
        *out = demand;
        return MYN_OK;
    }
    free_held(held);
    free(demand);
    return status;
}

void myn_demand_free(myn_demand *demand)
{
    if (!demand) return;
    free_held(demand->memory);
    free(demand);
}
