/* Trees of a store's areas: counts of four invented places add up to their county, whatever the way; what is not in a tree stays
 * as it is without one. */
#include "suite.h"
#include "run/built.h"
#include <math.h>
#include <mynegai/run_forecast.h>

enum { HORIZON = 4, PLACES = 4 };

static built demo;
static char written[280];

static myn_forecast_options asking(const char *tree, myn_add_kind add)
{
    return (myn_forecast_options){.horizon = HORIZON,
                                  .origins = 3,
                                  .low = NAN,
                                  .high = NAN,
                                  .threads = 1,
                                  .tree = tree,
                                  .add = add,
                                  .command = "forecast"};
}

static myn_forecasts *forecast(const myn_forecast_options *options)
{
    myn_forecasts *made = NULL;
    myn_status status = myn_forecast_store(demo.store, demo.path, options, demo.diag, &made);
    if (status) print_problems(demo.diag);
    ck_assert_int_eq(status, MYN_OK);
    return made;
}

static const myn_forecast_series *series_of(const myn_forecasts *f, const char *id)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->series[i].id && !strcmp(f->series[i].id, id)) return &f->series[i];
    ck_abort_msg("no series %s", id);
    return NULL;
}

static const char *id_of(const char *series, const char *area)
{
    static char text[128];
    snprintf(text, sizeof text, "%s %s", series, area);
    return text;
}

START_TEST(parts_add_up)
{
    static const char *const counts[] = {"people", "over_65"};
    for (int how = MYN_ADD_BOTTOM_UP; how < MYN_ADDS; how++) {
        myn_forecast_options o = asking("people,over_65", (myn_add_kind)how);
        myn_forecasts *f = forecast(&o);
        ck_assert_uint_eq(f->depths, 4);
        for (size_t c = 0; c < 2; c++) {
            const myn_forecast_series *whole = series_of(f,
                                                         id_of(counts[c], demo.labels->parents->at[0].code));
            ck_assert(whole->larger && whole->input && whole->outlook->reconciled);
            for (size_t h = 0; h < HORIZON; h++) {
                double sum = 0, known = 0;
                for (size_t a = 0; a < PLACES; a++) {
                    const myn_forecast_series *s = series_of(
                        f, id_of(counts[c], demo.labels->areas->at[a].code));
                    sum += s->outlook->mean[h], known += s->given[h];
                }
                ck_assert_double_eq_tol(whole->outlook->mean[h], sum, 1e-9 * sum);
                ck_assert_double_eq_tol(whole->given[h], known, 1e-9 * known);
            }
        }
        myn_forecasts_free(f);
    }
}
END_TEST

/* What is not in a tree is not touched by one. */
START_TEST(others_stay)
{
    myn_forecast_options with = asking("people", MYN_ADD_STRUCTURAL), without = asking(NULL, MYN_ADD_NONE);
    myn_forecasts *a = forecast(&with), *b = forecast(&without);
    ck_assert_uint_eq(a->count, b->count + PLACES + 1);
    for (size_t i = 0; i < b->count; i++) {
        ck_assert(!memcmp(a->series[i].outlook->mean, b->series[i].outlook->mean, HORIZON * sizeof(double)));
        ck_assert(
            !memcmp(a->series[i].outlook->upper, b->series[i].outlook->upper, 2 * HORIZON * sizeof(double)));
    }
    myn_forecasts_free(a);
    myn_forecasts_free(b);
}
END_TEST

static const double *reals(const myn_annex *annex, const char *name, size_t count)
{
    const myn_annex_array *array = myn_annex_find(annex, name);
    ck_assert_ptr_nonnull(array);
    ck_assert_uint_eq(myn_annex_count(annex, array), count);
    return array->at;
}

/* The group keeps every node with its mean and its base mean, and an indicator of its own areas in the cube too. */
START_TEST(what_is_kept)
{
    myn_forecast_options o = asking("people,share_over_65=count", MYN_ADD_OLS);
    myn_forecasts *f = forecast(&o);
    myn_store *store = NULL;
    const myn_annex *annex;
    ck_assert_int_eq(myn_forecast_write(f, demo.path, written, &o, demo.diag), MYN_OK);
    ck_assert_int_eq(myn_store_open(written, 0, demo.diag, &store), MYN_OK);
    ck_assert_int_eq(myn_store_annex(store, MYN_FORECAST_GROUP, &annex), MYN_OK);
    size_t nodes = 2 * (PLACES + 1),
           shares = 1 * PLACES * HORIZON; /* share_over_65 is the second indicator */
    const double *mean = reals(annex, "tree_mean", nodes * HORIZON),
                 *base = reals(annex, "tree_base_mean", nodes * HORIZON);
    const double *cube = reals(annex, "mean", 3 * PLACES * HORIZON),
                 *cube_base = reals(annex, "base_mean", 3 * PLACES * HORIZON);
    const int32_t *parent = myn_annex_find(annex, "tree_parent")->at;
    for (size_t a = 0; a < PLACES; a++)
        for (size_t h = 0; h < HORIZON; h++) {
            size_t node = (PLACES + 1 + a) * HORIZON + h;
            ck_assert_int_eq(parent[PLACES + 1 + a], 2 * PLACES + 1);
            ck_assert(cube[shares + a * HORIZON + h] == mean[node] &&
                      cube_base[shares + a * HORIZON + h] == base[node]);
            ck_assert(isnan(cube_base[a * HORIZON + h])); /* no tree */
        }
    for (size_t h = 0; h < HORIZON; h++) {
        double gap = base[PLACES * HORIZON + h], sum = 0;
        for (size_t a = 0; a < PLACES; a++) gap -= base[a * HORIZON + h], sum += mean[a * HORIZON + h];
        /* OLS of a whole of n parts: all n + 1 share the gap alike */
        ck_assert_double_eq_tol(mean[h], base[h] + gap / (PLACES + 1), 1e-9 * mean[h]);
        ck_assert_double_eq_tol(mean[PLACES * HORIZON + h], sum, 1e-9 * sum);
    }
    myn_store_free(store);
    myn_forecasts_free(f);
}
END_TEST

static void setup(void)
{
    demo = build_index(MYN_SOURCE "/indices/population-needs-demo", NULL);
    snprintf(written, sizeof written, "%s.out", demo.path);
}

static void teardown(void)
{
    unlink(written);
    free_build(&demo);
}

Suite *suite(void)
{
    Suite *s = suite_create("forecasts of areas that add up");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, parts_add_up);
    tcase_add_test(c, others_stay);
    tcase_add_test(c, what_is_kept);
    tcase_set_timeout(c, 120);
    suite_add_tcase(s, c);
    return s;
}
