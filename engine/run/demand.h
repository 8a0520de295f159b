/* Demand under way: the plan and its tables as numbers. Private to the room. */
#ifndef MYN_RUN_DEMAND_PRIVATE_H
#define MYN_RUN_DEMAND_PRIVATE_H
#include <mynegai/run_demand.h>
#include <mynegai/yaml.h>

#define AGES 130 /* single years, 0 to 129 */

typedef struct {
    const char *file, *area, *sex, *age, *year, *value, *variant, *base;
    long estimates_to;
    myn_place at, base_at;
} PopulationPlan;

typedef struct {
    const char *file, *service, *sex, *from, *to, *rate, *lower, *upper;
    double per;
    myn_place at;
} RatesPlan;

typedef struct {
    const char *code;
    myn_label label;
    double take_up, unit_cost, growth;
    myn_place at;
} ServicePlan;

/* times from YEAR_FROM to YEAR_TO, of a rate between ages or of a unit cost. */
typedef struct {
    size_t service;
    bool cost;
    long age_from, age_to, year_from, year_to;
    double times;
} Change;

typedef struct {
    const char *code, *variant; /* variant NULL: the base */
    myn_label label;
    const Change *change;
    size_t changes;
    myn_place at;
} ScenarioPlan;

typedef struct {
    myn_yaml_doc *doc;
    PopulationPlan population;
    RatesPlan rates;
    const ServicePlan *service;
    const ScenarioPlan *scenario; /* 0: baseline */
    size_t services, scenarios;
    long first_year, last_year;
    size_t draws;
    uint64_t seed;
} Plan;

/* The plan of PATH into OUT; texts are the document's. Problems in DIAG. */
myn_status myn_demand_plan(const char *path, myn_arena *memory, myn_diag *diag, Plan *out) MYN_CHECKED;

/* People: variant x year x area x sex x age, NaN none. Variant 0 is the base. */
typedef struct {
    myn_names *variant, *sex;
    long first_year, last_year;                 /* of all rows */
    size_t variants, sexes, years, areas, ages; /* ages: one more than the oldest */
    double *at;
    myn_account account;
} People;

/* One rate: of a service, a sex (SIZE_MAX: both) and ages FROM to TO. */
typedef struct {
    size_t service, sex;
    long from, to;
    double rate, spread; /* a person; standard deviation of its logarithm */
} Rate;

typedef struct {
    Rate *rate;
    size_t rates, room;
    myn_account account;
} Rates;

myn_status myn_demand_people(const Plan *plan, const char *folder, const myn_areas *areas, myn_arena *memory,
                             myn_diag *diag, People *out) MYN_CHECKED;
myn_status myn_demand_rates(const Plan *plan, const char *folder, const People *people, myn_arena *memory,
                            myn_diag *diag, Rates *out) MYN_CHECKED;

static inline double *people_at(const People *p, size_t variant, size_t year, size_t area, size_t sex)
{
    return p->at + (((variant * p->years + year) * p->areas + area) * p->sexes + sex) * p->ages;
}

#endif
