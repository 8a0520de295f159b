/* Demand for services: people by age times rates by age, under scenarios, with intervals.
 *
 *   mynegai-demand: 1
 *   population: {file: population.csv, area: area, sex: sex, age: age, year: year, value: people,
 *                variant: variant, base: principal, estimates_to: 2024}
 *   rates: {file: rates.csv, service: service, sex: sex, from: age_from, to: age_to, rate: rate,
 *           lower: lower, upper: upper, per: 1000}
 *   services:
 *     home_care: {en: Home care, cy: Gofal cartref, take_up: 0.4, unit_cost: 9000, cost_growth: 0.02}
 *   scenarios:
 *     high: {en: More people, cy: Mwy o bobl, population: high}
 *     prevention:
 *       changes:
 *         - {rate: home_care, ages: [65, 84], years: [2030, 2044], times: 0.9}
 *         - {unit_cost: home_care, years: [2028, 2044], times: 1.05}
 *   years: [2025, 2044]
 *   draws: 1000
 *   seed: 1
 *
 * Of a service, in an area a and year y: need = sum over sexes and single years of age of people x rate / per x changes;
 * demand = need x take-up; cost = demand x unit cost (1 + growth)^(y - first year) x changes. Larger areas are the sums of
 * theirs. The scenario `baseline`, without changes and on the base variant, is always there.
 *
 * Intervals are of `draws` draws of both factors: a rate r with 95 % limits l, u is r exp(s z - s^2 / 2), s = ln(u / l) / (2 x
 * 1.96), one z for each rate in all areas and years; an area's people are multiplied by exp(s_h e - s_h^2 / 2), one e an area,
 * s_h the root mean square of ln(forecast / actual) at horizon h = y - estimates_to when the areas' populations were
 * forecast from earlier years (rdot, every origin with 8 years before it); beyond the horizons that could be tried s_h grows
 * with the root of h. Draw d, number j: stream (seed, d).
 *
 * Shelf life of a service: the furthest horizon at which at least 80 % of areas were within 10 % when their need, at today's rates, was
 * forecast so from earlier years. */
#ifndef MYNEGAI_RUN_DEMAND_H
#define MYNEGAI_RUN_DEMAND_H
#include <mynegai/annex.h>
#include <mynegai/run.h>

typedef enum { MYN_NEED, MYN_DEMAND, MYN_COST, MYN_DEMAND_FIGURES } myn_demand_figure;

typedef struct {
    const char *code;
    myn_label label;
} myn_demand_name;

/* Figures are scenario x service x year x area, areas being the store's own, then the larger ones that they sum to. */
typedef struct {
    const myn_labels *labels;
    const myn_demand_name *scenario, *service; /* scenario 0: baseline */
    size_t scenarios, services, years, areas;  /* areas: own + larger */
    const uint32_t *larger;                    /* areas - own: numbers in labels->parents */
    long first_year;
    double *people;                                                /* scenario x year x area */
    double *mean[MYN_DEMAND_FIGURES];                              /* as computed, no draws */
    double *lower[MYN_DEMAND_FIGURES], *upper[MYN_DEMAND_FIGURES]; /* 2.5 and 97.5 percentiles */
    const double *spread;                                          /* years: s_h */
    const long *shelf; /* services: years, 0 where not even one; -1 where too short to try */
    size_t draws;
    const char *plan_text;
    const myn_provenance_file *file;
    size_t files;
    void *memory;
} myn_demand;

typedef struct {
    const char *plan;
    size_t draws; /* 0: the plan's */
    size_t threads;
    const myn_progress *progress;
} myn_demand_options;

/* Read the plan and its tables (beside it), compute every scenario for the areas of STORE. MYN_ERR_DATA with all problems
 * in DIAG: an unknown key, service, variant or year; ages of a rate that overlap or leave a gap; an area, sex, age or year without
 * people, negative people, an area of the table that the store does not have. */
myn_status myn_demand_of(const myn_store *store, const myn_demand_options *options, myn_diag *diag,
                         myn_demand **out) MYN_CHECKED;

/* Give back what myn_demand_of made; the labels it borrowed stay. Accepts NULL. */
void myn_demand_free(myn_demand *demand);

/* Where figure K of a scenario, service, year and area stands. */
static inline size_t myn_demand_at(const myn_demand *d, size_t scenario, size_t service, size_t year,
                                   size_t area)
{
    return ((scenario * d->services + service) * d->years + year) * d->areas + area;
}

/* Add group /demand to the store IN, as OUT. */
myn_status myn_demand_add(const myn_demand *demand, const char *in, const char *out, const char *command,
                          myn_diag *diag) MYN_CHECKED;

#endif
