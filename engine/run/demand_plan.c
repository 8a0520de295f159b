/* The plan of a needs assessment. */
#include "run/demand.h"
#include <string.h>

typedef struct {
    Plan *plan;
    myn_arena *memory;
    myn_diag *diag;
    bool starved;
} Reading;

static void say(Reading *r, myn_place at, const char *what)
{
    myn_diag_add(r->diag, MYN_ERROR, at, "%s", what);
}

static const char *text_of(Reading *r, const myn_yaml *map, const char *key, const char *fallback)
{
    const char *text = fallback;
    (void)myn_yaml_text(myn_yaml_get(map, key), r->diag, &text);
    return text;
}

static const char *needed(Reading *r, const myn_yaml *map, const char *key)
{
    const char *text = text_of(r, map, key, NULL);
    if (!text && map)
        myn_diag_add(r->diag, MYN_ERROR, map->at, "expected `%s`, the name of a column or file", key);
    return text;
}

static double number_of(Reading *r, const myn_yaml *map, const char *key, double fallback, double least)
{
    double value = fallback;
    const myn_yaml *node = myn_yaml_get(map, key);
    if (myn_yaml_real(node, r->diag, &value) && !(value >= least))
        myn_diag_add(r->diag, MYN_ERROR, node->at, "%s: expected a number from %g, found \"%s\"", key, least,
                     node->text);
    return value;
}

static myn_label label_of(Reading *r, const myn_yaml *map)
{
    return (myn_label){text_of(r, map, "en", NULL), text_of(r, map, "cy", NULL)};
}

/* [first, last] of whole numbers. */
static bool span_of(Reading *r, const myn_yaml *map, const char *key, long *first, long *last)
{
    const myn_yaml *node = myn_yaml_get(map, key);
    if (!node) return false;
    bool two = node->kind == MYN_YAML_LIST && node->count == 2;
    if (!two)
        myn_diag_add(r->diag, MYN_ERROR, node->at, "%s: expected two whole numbers, [first, last]", key);
    if (!two || !myn_yaml_whole(&node->item[0], r->diag, first) ||
        !myn_yaml_whole(&node->item[1], r->diag, last))
        return false;
    if (*first <= *last) return true;
    myn_diag_add(r->diag, MYN_ERROR, node->at, "%s: %ld comes after %ld", key, *first, *last);
    return false;
}

/* ---- sections ---- */

static void read_population(Reading *r, const myn_yaml *node)
{
    static const char *const keys[] = {"file",  "area",    "sex",  "age",          "year",
                                       "value", "variant", "base", "estimates_to", NULL};
    PopulationPlan *out = &r->plan->population;
    myn_yaml_known(node, "population", keys, r->diag);
    *out = (PopulationPlan){needed(r, node, "file"),
                            needed(r, node, "area"),
                            needed(r, node, "sex"),
                            needed(r, node, "age"),
                            needed(r, node, "year"),
                            needed(r, node, "value"),
                            text_of(r, node, "variant", NULL),
                            text_of(r, node, "base", NULL),
                            0,
                            node->at,
                            node->at};
    const myn_yaml *base = myn_yaml_get(node, "base");
    if (base) out->base_at = base->at;
    if (out->variant && !out->base)
        say(r, node->at, "population: expected `base`, the variant that scenarios start from");
    if (!myn_yaml_whole(myn_yaml_get(node, "estimates_to"), r->diag, &out->estimates_to))
        say(r, node->at, "population: expected `estimates_to`, the last year that is not a projection");
}

static void read_rates(Reading *r, const myn_yaml *node)
{
    static const char *const keys[] = {"file", "service", "sex",   "from", "to",
                                       "rate", "lower",   "upper", "per",  NULL};
    RatesPlan *out = &r->plan->rates;
    myn_yaml_known(node, "rates", keys, r->diag);
    *out = (RatesPlan){needed(r, node, "file"),
                       needed(r, node, "service"),
                       needed(r, node, "sex"),
                       needed(r, node, "from"),
                       needed(r, node, "to"),
                       needed(r, node, "rate"),
                       text_of(r, node, "lower", NULL),
                       text_of(r, node, "upper", NULL),
                       number_of(r, node, "per", 1, 1e-9),
                       node->at};
    if (!out->lower != !out->upper) say(r, node->at, "rates: expected `lower` and `upper`, or neither");
}

static void read_services(Reading *r, const myn_yaml *node)
{
    static const char *const keys[] = {"en", "cy", "take_up", "unit_cost", "cost_growth", NULL};
    size_t count = node && node->kind == MYN_YAML_MAP ? node->count : 0;
    ServicePlan *service = myn_arena_zero(r->memory, count, sizeof *service);
    if (!count) say(r, node ? node->at : (myn_place){0}, "expected `services`, a map of at least one");
    r->starved |= !service;
    for (size_t i = 0; service && i < count; i++) {
        const myn_yaml *one = &node->item[i];
        myn_yaml_known(one, one->key, keys, r->diag);
        service[i] = (ServicePlan){one->key,
                                   label_of(r, one),
                                   number_of(r, one, "take_up", 1, 0),
                                   number_of(r, one, "unit_cost", 0, 0),
                                   number_of(r, one, "cost_growth", 0, -1),
                                   one->key_at};
    }
    r->plan->service = service;
    r->plan->services = service ? count : 0;
}

static size_t find_service(Reading *r, const myn_yaml *node)
{
    for (size_t i = 0; i < r->plan->services; i++)
        if (strcmp(r->plan->service[i].code, node->text) == 0) return i;
    myn_diag_add(r->diag, MYN_ERROR, node->at, "there is no service \"%.80s\" under `services:`", node->text);
    return 0;
}

/* {rate: SERVICE, ages: [65, 84], years: [2030, 2044], times: 0.9} */
static Change read_change(Reading *r, const myn_yaml *node)
{
    static const char *const keys[] = {"rate", "unit_cost", "ages", "years", "times", NULL};
    const myn_yaml *rate = myn_yaml_get(node, "rate"), *cost = myn_yaml_get(node, "unit_cost");
    Change out = {0, cost != NULL, 0, AGES - 1, r->plan->first_year, r->plan->last_year, 1};
    myn_yaml_known(node, "a change", keys, r->diag);
    if (!rate == !cost)
        say(r, node->at, "a change: expected `rate` or `unit_cost`, the service that it changes");
    if (rate || cost) out.service = find_service(r, rate ? rate : cost);
    (void)span_of(r, node, "ages", &out.age_from, &out.age_to);
    bool years = span_of(r, node, "years", &out.year_from, &out.year_to);
    if (years && (out.year_from < r->plan->first_year || out.year_to > r->plan->last_year))
        myn_diag_add(r->diag, MYN_ERROR, node->at,
                     "a change: its years are not within %ld to %ld, the plan's", r->plan->first_year,
                     r->plan->last_year);
    if (!myn_yaml_get(node, "times"))
        say(r, node->at, "a change: expected `times`, what it is multiplied by");
    out.times = number_of(r, node, "times", 1, 0);
    return out;
}

static void read_scenarios(Reading *r, const myn_yaml *node)
{
    static const char *const keys[] = {"en", "cy", "population", "changes", NULL};
    size_t count = node && node->kind == MYN_YAML_MAP ? node->count : 0;
    ScenarioPlan *scenario = myn_arena_zero(r->memory, count + 1, sizeof *scenario);
    r->starved |= !scenario;
    if (!scenario) return;
    scenario[0] = (ScenarioPlan){.code = "baseline", .label = {"Baseline", "Llinell sylfaen"}};
    for (size_t i = 0; i < count; i++) {
        const myn_yaml *one = &node->item[i], *changes = myn_yaml_get(one, "changes");
        Change *change = myn_arena_zero(r->memory, myn_yaml_count(changes), sizeof *change);
        r->starved |= !change;
        myn_yaml_known(one, one->key, keys, r->diag);
        if (strcmp(one->key, "baseline") == 0)
            say(r, one->key_at, "the scenario `baseline` is there by itself");
        for (size_t k = 0; change && k < myn_yaml_count(changes); k++)
            change[k] = read_change(r, myn_yaml_item(changes, k));
        scenario[i + 1] = (ScenarioPlan){one->key, text_of(r, one, "population", NULL),  label_of(r, one),
                                         change,   change ? myn_yaml_count(changes) : 0, one->key_at};
    }
    r->plan->scenario = scenario;
    r->plan->scenarios = count + 1;
}

myn_status myn_demand_plan(const char *path, myn_arena *memory, myn_diag *diag, Plan *out)
{
    static const char *const keys[] = {"mynegai-demand", "title", "population", "rates", "services",
                                       "scenarios",      "years", "draws",      "seed",  NULL};
    *out = (Plan){0};
    Reading r = {out, memory, diag, false};
    long version = 0, draws = 1000, seed = 1;
    myn_status status = myn_yaml_read(path, path, diag, &out->doc);
    if (status) return status;
    const myn_yaml *root = myn_yaml_root(out->doc);
    myn_yaml_known(root, "the plan", keys, diag);
    (void)myn_yaml_whole(myn_yaml_get(root, "mynegai-demand"), diag, &version);
    if (version != 1) say(&r, root->at, "expected `mynegai-demand: 1`, the version of this language");
    const char *const parts[] = {"population", "rates", "services"};
    for (size_t i = 0; i < 3; i++)
        if (!myn_yaml_get(root, parts[i])) myn_diag_add(diag, MYN_ERROR, root->at, "expected `%s`", parts[i]);
    if (!span_of(&r, root, "years", &out->first_year, &out->last_year))
        say(&r, root->at, "expected `years`, the first and the last that are asked for");
    if (myn_yaml_get(root, "population")) read_population(&r, myn_yaml_get(root, "population"));
    if (myn_yaml_get(root, "rates")) read_rates(&r, myn_yaml_get(root, "rates"));
    read_services(&r, myn_yaml_get(root, "services"));
    read_scenarios(&r, myn_yaml_get(root, "scenarios"));
    (void)myn_yaml_whole(myn_yaml_get(root, "draws"), diag, &draws);
    (void)myn_yaml_whole(myn_yaml_get(root, "seed"), diag, &seed);
    if (draws < 2 || draws > 1000000)
        say(&r, myn_yaml_get(root, "draws")->at, "draws: expected a whole number from 2 to 1000000");
    out->draws = (size_t)draws;
    out->seed = (uint64_t)seed;
    return r.starved ? MYN_ERR_MEMORY : myn_diag_status(diag);
}
