/* Scenarios of forecasts by hand: variants differ only where they change something, wholes and parts follow, drivers are
 * forecast with again. */
#include "suite.h"
#include <math.h>
#include <mynegai/run_forecast.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST = 2001, KNOWN = 12, HORIZON = 4 };

static char folder[64], table[128], tree_file[128], scenario_file[128];
static myn_diag *diag;

static void write_text(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    fclose(f);
}

/* Parts a, b in north, c in south, both in all; x drives a alone: a = 10 + 3 x. */
static void write_table(void)
{
    FILE *f = fopen(table, "w");
    ck_assert_ptr_nonnull(f);
    fprintf(f, "id,year,n,x\n");
    for (int t = 0; t < KNOWN + HORIZON; t++) {
        double x = 5 + t + (t * 7) % 3, a = 10 + 3 * x, b = 40 + 2 * t, c = 30 - t,
               of[6] = {a, b, c, a + b, c, a + b + c};
        static const char *const id[] = {"a", "b", "c", "north", "south", "all"};
        for (int i = 0; i < 6; i++) {
            fprintf(f, "%s,%d,", id[i], FIRST + t);
            if (t < KNOWN) fprintf(f, "%.17g", of[i]);
            fprintf(f, ",%.17g\n", i ? 1 + (t * 5) % 4 : x);
        }
    }
    fclose(f);
    write_text(tree_file, "node,parent\na,north\nb,north\nc,south\nnorth,all\nsouth,all\n");
}

static myn_forecasts *forecast(const char *scenarios, bool tree, const char *method)
{
    myn_forecasts *out = NULL;
    const myn_forecast_options options = {.horizon = HORIZON,
                                          .method = method,
                                          .low = tree ? 0 : NAN,
                                          .high = tree ? INFINITY : NAN,
                                          .threads = 1,
                                          .id = "id",
                                          .time = "year",
                                          .value = "n",
                                          .drivers = "x",
                                          .add = MYN_ADD_STRUCTURAL,
                                          .tree = tree ? tree_file : NULL,
                                          .scenarios = scenario_file};
    write_text(scenario_file, scenarios);
    myn_status status = myn_forecast_table(table, &options, diag, &out);
    ck_assert_msg(!status, "%s", myn_diag_kept(diag) ? myn_diag_at(diag, 0)->text : "failed");
    return out;
}

static size_t number_of(const myn_forecasts *f, const char *id)
{
    for (size_t i = 0; i < f->count; i++)
        if (!strcmp(f->series[i].id, id)) return i;
    ck_abort_msg("no series %s", id);
    return 0;
}

static double base(const myn_forecasts *f, const char *id, size_t h)
{
    return f->series[number_of(f, id)].outlook->mean[h];
}

static double variant(const myn_forecasts *f, size_t k, const char *id, size_t h)
{
    return f->scenario[k].mean[number_of(f, id)][h];
}

#define SAME(x, y) ck_assert_double_eq_tol(x, y, 1e-9 * (1 + fabs(y)))

/* Years 2013-16 are forecast. Each amount is worked out; other years and series have the baseline's bits. */
START_TEST(amounts)
{
    myn_forecasts *f = forecast("mynegai-forecast: 1\nscenarios:\n"
                                "  one: {changes: [{series: b, years: [2014, 2015], times: 0.5}]}\n"
                                "  two: {changes: [{series: b, years: [2014, 2016], plus: 7}]}\n"
                                "  three: {changes: [{series: [b, c], years: [2014, 2016], growth: 0.1}]}\n"
                                "  four: {changes: [{series: b, years: [2013, 2014], times: 2}, "
                                "{series: b, years: [2014, 2014], plus: 1}]}\n",
                                false, "drift");
    ck_assert_uint_eq(f->scenarios, 4);
    for (size_t h = 0; h < HORIZON; h++) {
        size_t i = number_of(f, "b"), widest = f->outlook.levels - 1;
        const myn_series_outlook *o = f->series[i].outlook;
        double b = o->mean[h], low = o->lower[widest * HORIZON + h], factor = h == 1 || h == 2 ? .5 : 1;
        double grown = h == 0 ? 1 : h == 1 ? 1.1 : h == 2 ? 1.21 : 1.331;
        SAME(variant(f, 0, "b", h), factor * b);
        SAME(f->scenario[0].lower[i][h], factor * low);
        SAME(variant(f, 1, "b", h), b + (h ? 7 : 0));
        SAME(f->scenario[1].lower[i][h], low + (h ? 7 : 0));
        SAME(variant(f, 2, "b", h), b * grown);
        SAME(variant(f, 2, "c", h), base(f, "c", h) * grown);
        SAME(variant(f, 3, "b", h), h == 0 ? 2 * b : h == 1 ? 2 * b + 1 : b);
        ck_assert(variant(f, 0, "a", h) == base(f, "a", h) && variant(f, 0, "c", h) == base(f, "c", h));
    }
    ck_assert(variant(f, 0, "b", 0) == base(f, "b", 0) && variant(f, 1, "b", 0) == base(f, "b", 0));
    myn_forecasts_free(f);
}
END_TEST

static void adds_up(const myn_forecasts *f, size_t k, size_t h)
{
    SAME(variant(f, k, "a", h) + variant(f, k, "b", h), variant(f, k, "north", h));
    SAME(variant(f, k, "c", h), variant(f, k, "south", h));
    SAME(variant(f, k, "north", h) + variant(f, k, "south", h), variant(f, k, "all", h));
}

/* A part's change goes up; a whole's goes down, by the parts' shares where it is added. */
START_TEST(wholes_and_parts)
{
    myn_forecasts *f = forecast("mynegai-forecast: 1\nscenarios:\n"
                                "  part: {changes: [{series: b, years: [2014, 2014], plus: 10}]}\n"
                                "  whole: {changes: [{series: north, years: [2013, 2016], times: 1.2}]}\n"
                                "  shared: {changes: [{series: all, years: [2015, 2015], plus: -30}]}\n"
                                "  none: {changes: [{series: all, years: [2015, 2015], plus: -10000}]}\n",
                                true, "drift");
    for (size_t h = 0; h < HORIZON; h++) {
        double more = h == 1 ? 10 : 0, less = h == 2 ? -30 : 0, all = base(f, "all", h);
        for (size_t k = 0; k < 4; k++) adds_up(f, k, h);
        SAME(variant(f, 0, "b", h), base(f, "b", h) + more);
        SAME(variant(f, 0, "north", h), base(f, "north", h) + more);
        SAME(variant(f, 0, "all", h), all + more);
        ck_assert(variant(f, 0, "a", h) == base(f, "a", h) &&
                  variant(f, 0, "south", h) == base(f, "south", h));
        SAME(variant(f, 1, "a", h), 1.2 * base(f, "a", h));
        SAME(variant(f, 1, "b", h), 1.2 * base(f, "b", h));
        SAME(variant(f, 1, "all", h), all + .2 * base(f, "north", h));
        SAME(variant(f, 2, "c", h), base(f, "c", h) * (1 + less / all));
        SAME(variant(f, 2, "north", h), base(f, "north", h) * (1 + less / all));
        ck_assert(h != 2 || (fabs(variant(f, 3, "all", h)) < 1e-9 && fabs(variant(f, 3, "b", h)) < 1e-9));
    }
    myn_forecasts_free(f);
}
END_TEST

/* a = 10 + 3 x without noise: x doubled in 2014 doubles what is above 10 there and nowhere else; a method without drivers
 * changes nothing, and says so. */
START_TEST(drivers)
{
    static const char text[] =
        "mynegai-forecast: 1\nscenarios:\n"
        "  double: {changes: [{driver: x, series: a, years: [2014, 2014], times: 2}]}\n"
        "  both: {changes: [{driver: x, series: a, years: [2014, 2014], plus: 1}, "
        "{series: a, years: [2014, 2014], times: 10}]}\n";
    myn_forecasts *f = forecast(text, false, "regression");
    for (size_t h = 0; h < HORIZON; h++) {
        double a = base(f, "a", h);
        ck_assert_double_eq_tol(variant(f, 0, "a", h), h == 1 ? 10 + 2 * (a - 10) : a, 1e-6 * a);
        ck_assert_double_eq_tol(variant(f, 1, "a", h), h == 1 ? 10 * (a + 3) : a, 1e-6 * a);
        ck_assert(variant(f, 0, "b", h) == base(f, "b", h));
    }
    ck_assert_uint_eq(myn_diag_count(diag, MYN_WARNING), 0);
    myn_forecasts_free(f);
    f = forecast(text, false, "naive");
    ck_assert_uint_eq(myn_diag_count(diag, MYN_WARNING), 1);
    ck_assert(variant(f, 0, "a", 1) == base(f, "a", 1));
    myn_forecasts_free(f);
}
END_TEST

static void setup(void)
{
    strcpy(folder, "/tmp/mynegai-scenarios.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(table, sizeof table, "%s/table.csv", folder);
    snprintf(tree_file, sizeof tree_file, "%s/tree.csv", folder);
    snprintf(scenario_file, sizeof scenario_file, "%s/scenarios.yml", folder);
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    write_table();
}

static void teardown(void)
{
    myn_diag_free(diag);
    unlink(table);
    unlink(tree_file);
    unlink(scenario_file);
    rmdir(folder);
}

Suite *suite(void)
{
    Suite *s = suite_create("scenarios of forecasts");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, amounts);
    tcase_add_test(c, wholes_and_parts);
    tcase_add_test(c, drivers);
    suite_add_tcase(s, c);
    return s;
}
