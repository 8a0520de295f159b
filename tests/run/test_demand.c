/* Need, demand and cost of the synthetic needs assessment, worked out again from the rows of its tables. */
#include "method/golden.h"
#include "run/places.h"
#include <mynegai/run_demand.h>

#define DEMO MYN_SOURCE "/indices/population-needs-demo"

static built b;
static Golden people, rates;

static void set_up(void)
{
    b = build_index(DEMO, NULL);
    people = golden_open(DEMO, "population.csv");
    rates = golden_open(DEMO, "rates.csv");
}

static void tear_down(void)
{
    golden_free(&people);
    golden_free(&rates);
    free_build(&b);
}

static myn_demand *demand_of(const char *plan, size_t threads)
{
    myn_demand *out = NULL;
    const myn_demand_options options = {.plan = plan, .draws = 200, .threads = threads};
    myn_status status = myn_demand_of(b.store, &options, b.diag, &out);
    if (status) print_problems(b.diag);
    ck_assert_int_eq(status, MYN_OK);
    return out;
}

/* The rate a person of SEX and AGE has of SERVICE. */
static double rate_of(const char *service, const char *sex, long age)
{
    for (size_t r = 0; r < rates.rows; r++) {
        const char *only = golden_text(&rates, r, 1), *to = golden_text(&rates, r, 3);
        if (strcmp(golden_text(&rates, r, 0), service) != 0 || (*only && strcmp(only, sex) != 0)) continue;
        if (age >= golden_number(&rates, r, 2) && (!*to || age <= atol(to)))
            return golden_number(&rates, r, 4) / 1000;
    }
    return NAN;
}

/* Need in AREA (NULL: all) in YEAR under VARIANT; ages 65 to 84 counted TIMES. */
static double need_of(const char *service, const char *area, long year, const char *variant, double times)
{
    double need = 0;
    for (size_t r = 0; r < people.rows; r++) {
        long age = atol(golden_text(&people, r, 2));
        if ((area && strcmp(golden_text(&people, r, 0), area) != 0) ||
            atol(golden_text(&people, r, 3)) != year || strcmp(golden_text(&people, r, 4), variant) != 0)
            continue;
        need += golden_number(&people, r, 5) * rate_of(service, golden_text(&people, r, 1), age) *
                (age >= 65 && age <= 84 ? times : 1);
    }
    return need;
}

static size_t number_of(const myn_demand_name *name, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name[i].code, code) == 0) return i;
    ck_abort_msg("no %s", code);
    return 0;
}

static double figure(const myn_demand *d, size_t k, const char *scenario, const char *service, long year,
                     size_t area)
{
    size_t s = number_of(d->scenario, d->scenarios, scenario),
           v = number_of(d->service, d->services, service);
    return d->mean[k][myn_demand_at(d, s, v, (size_t)(year - d->first_year), area)];
}

START_TEST(by_hand)
{
    myn_demand *d = demand_of(DEMO "/demand.yml", 2);
    double base = need_of("dementia", "S02", 2035, "principal", 1);
    ck_assert_double_eq_tol(figure(d, MYN_NEED, "baseline", "dementia", 2035, 1), base, 1e-9 * base);
    ck_assert_double_eq_tol(figure(d, MYN_NEED, "high", "dementia", 2035, 1),
                            need_of("dementia", "S02", 2035, "high", 1), 1e-9 * base);
    ck_assert_double_eq_tol(figure(d, MYN_NEED, "prevention", "dementia", 2035, 1),
                            need_of("dementia", "S02", 2035, "principal", .9), 1e-9 * base);
    ck_assert_double_eq_tol(figure(d, MYN_NEED, "prevention", "dementia", 2029, 1),
                            need_of("dementia", "S02", 2029, "principal", 1), 1e-9 * base);
    ck_assert_double_eq_tol(figure(d, MYN_DEMAND, "baseline", "dementia", 2035, 1), base * .66, 1e-9 * base);
    ck_assert_double_eq_tol(figure(d, MYN_COST, "baseline", "dementia", 2035, 1),
                            base * .66 * 5200 * pow(1.01, 10), 1e-5 * base);
    double care = need_of("home_care", "S01", 2040, "principal", 1);
    ck_assert_double_eq_tol(figure(d, MYN_COST, "pay_rise", "home_care", 2040, 0),
                            care * .4 * 9400 * 1.08 * pow(1.02, 15), 1e-5 * care);
    ck_assert_double_eq_tol(figure(d, MYN_NEED, "baseline", "home_care", 2040, 4),
                            need_of("home_care", NULL, 2040, "principal", 1), 1e-9 * care);
    myn_demand_free(d);
}
END_TEST

/* Scenarios differ where their drivers do, and nowhere else. */
START_TEST(only_where_drivers_differ)
{
    myn_demand *d = demand_of(DEMO "/demand.yml", 1);
    for (long year = 2025; year <= 2044; year++)
        for (size_t a = 0; a < d->areas; a++) {
            ck_assert(figure(d, MYN_NEED, "pay_rise", "dementia", year, a) ==
                      figure(d, MYN_NEED, "baseline", "dementia", year, a));
            ck_assert(figure(d, MYN_COST, "pay_rise", "dementia", year, a) ==
                      figure(d, MYN_COST, "baseline", "dementia", year, a));
            ck_assert((figure(d, MYN_COST, "pay_rise", "home_care", year, a) ==
                       figure(d, MYN_COST, "baseline", "home_care", year, a)) == (year < 2028));
            ck_assert(figure(d, MYN_NEED, "prevention", "school_places", year, a) ==
                      figure(d, MYN_NEED, "baseline", "school_places", year, a));
            ck_assert((figure(d, MYN_NEED, "prevention", "home_care", year, a) ==
                       figure(d, MYN_NEED, "baseline", "home_care", year, a)) == (year < 2030));
        }
    myn_demand_free(d);
}
END_TEST

START_TEST(intervals)
{
    myn_demand *d = demand_of(DEMO "/demand.yml", 1), *again = demand_of(DEMO "/demand.yml", 3);
    size_t cells = d->scenarios * d->services * d->years * d->areas;
    for (size_t k = 0; k < MYN_DEMAND_FIGURES; k++) {
        ck_assert_mem_eq(d->lower[k], again->lower[k], cells * sizeof(double));
        for (size_t i = 0; i < cells; i++)
            ck_assert(d->lower[k][i] <= d->mean[k][i] && d->mean[k][i] <= d->upper[k][i]);
    }
    for (size_t t = 1; t < d->years; t++) ck_assert(d->spread[t] > 0);
    ck_assert(d->spread[19] > d->spread[1]);
    for (size_t s = 0; s < d->services; s++) ck_assert(d->shelf[s] >= -1 && d->shelf[s] <= 7);
    myn_demand_free(again);
    myn_demand_free(d);
}
END_TEST

/* ---- plans of one's own ---- */

static const char *own_plan(const char *script)
{
    static char plan[128];
    char line[512];
    snprintf(line, sizeof line, "cp " DEMO "/demand.yml " DEMO "/population.csv " DEMO "/rates.csv %s",
             small_folder);
    shell(line);
    if (*script) {
        snprintf(line, sizeof line, "cd %s && %s", small_folder, script);
        shell(line);
    }
    snprintf(plan, sizeof plan, "%s/demand.yml", small_folder);
    return plan;
}

static void folder(void)
{
    strcpy(small_folder, "/tmp/mynegai-demand-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(small_folder));
}

START_TEST(twice_the_rate)
{
    folder();
    myn_demand *d = demand_of(DEMO "/demand.yml", 1);
    myn_demand *twice = demand_of(
        own_plan("sed -i 's/times: 0.85/times: 2/;s/times: 0.9/times: 2/;s/ages: .65, 84., //' demand.yml"),
        1);
    for (long year = 2030; year <= 2044; year++)
        for (size_t a = 0; a < d->areas; a++)
            ck_assert_double_eq_tol(figure(twice, MYN_DEMAND, "prevention", "dementia", year, a) /
                                        figure(d, MYN_DEMAND, "baseline", "dementia", year, a),
                                    2, 1e-12);
    myn_demand_free(twice);
    myn_demand_free(d);
    small_teardown();
}
END_TEST

static void refused(const char *script, const char *why)
{
    myn_demand *out = NULL;
    char text[1024];
    bool said = false;
    folder();
    const myn_demand_options options = {.plan = own_plan(script), .draws = 10, .threads = 1};
    myn_diag *diag;
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_msg(myn_demand_of(b.store, &options, diag, &out) == MYN_ERR_DATA, "%s", why);
    ck_assert_ptr_null(out);
    for (size_t i = 0; i < myn_diag_kept(diag); i++) {
        myn_problem_text(myn_diag_at(diag, i), text, sizeof text);
        said = said || strstr(text, why);
    }
    if (!said) print_problems(diag);
    ck_assert_msg(said, "%s", why);
    myn_diag_free(diag);
    small_teardown();
}

START_TEST(what_cannot_be)
{
    refused("sed -i 's/rate: dementia/rate: dementias/' demand.yml", "there is no service \"dementias\"");
    refused("sed -i 's/2030, 2044/2030, 2054/' demand.yml", "its years are not within 2025 to 2044");
    refused("sed -i 's/population: high/population: hihg/' demand.yml",
            "the population has no variant \"hihg\"");
    refused("sed -i 's/years: .2025, 2044./years: [2025, 2050]/' demand.yml",
            "and the table has 2010 to 2044");
    refused("sed -i '0,/S02,F,40,2030,principal/{/S02,F,40,2030,principal/d}' population.csv",
            "there are no people of S02, F, age 40, 2030");
    refused("sed -i 's/S02,F,40,2030,principal,/S02,F,40,2030,principal,-/' population.csv",
            "is no number of people");
    refused("echo S02,F,40,2030,principal,7 >> population.csv", "is there twice");
    refused("echo S99,F,40,2030,principal,7 >> population.csv", "the store has no area S99");
    refused("sed -i 's/home_care,,18,64/home_care,,19,64/' rates.csv", "home_care, F: age 18 has no rate");
    refused("sed -i 's/home_care,,18,64/home_care,,17,64/' rates.csv",
            "home_care, F: age 17 has more than one rate");
    refused("sed -i 's/take_up/takeup/' demand.yml", "takeup");
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {by_hand, only_where_drivers_differ, intervals, twice_the_rate, what_cannot_be};
    Suite *out = suite_create("demand");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_set_timeout(all, 120);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(out, all);
    return out;
}
