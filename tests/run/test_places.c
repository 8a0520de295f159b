/* Places made of small areas, worked out by hand. */
#include "run/places.h"
#include "suite.h"

static built build_here(void)
{
    return build_index(small_folder, NULL);
}

static double raw(const built *b, const char *row, const char *area, uint8_t *cell)
{
    myn_panel *panel;
    size_t r = 0, a = myn_areas_find(b->labels->areas, area, strlen(area));
    ck_assert(a != MYN_NONE);
    while (strcmp(b->labels->indicator[r].code, row) != 0) r++;
    ck_assert_int_eq(myn_store_panel(b->store, MYN_CUBE_RAW, &panel), MYN_OK);
    double value = panel->plane[0].value[r * panel->areas + a];
    if (cell) *cell = panel->plane[0].cell[r * panel->areas + a];
    myn_panel_free(panel);
    return value;
}

static double limit(const built *b, const char *area, bool upper)
{
    myn_panel *panel;
    size_t a = myn_areas_find(b->labels->areas, area, strlen(area));
    ck_assert_int_eq(myn_store_panel(b->store, MYN_CUBE_RAW, &panel), MYN_OK);
    double value = (upper ? panel->plane[0].upper : panel->plane[0].lower)[a];
    myn_panel_free(panel);
    return value;
}

/* Aber: A 100, B 300, a quarter of C's 200. Bala: half of C, D 100, E 50, whose rate is withheld. */
START_TEST(means_and_sums)
{
    built b = build_here();
    uint8_t cell;
    ck_assert_uint_eq(b.labels->areas->count, 3);
    ck_assert_double_eq_tol(raw(&b, "rate", "PA", &cell), (100 * 10 + 300 * 20 + 50 * 40) / 450., 1e-13);
    ck_assert_int_eq(cell, MYN_CELL_OBSERVED);
    ck_assert_double_eq_tol(raw(&b, "rate", "PB", &cell), (100 * 40 + 100 * 30) / 200., 1e-13);
    ck_assert_int_eq(cell, MYN_CELL_ESTIMATED);
    ck_assert(raw(&b, "rate", "PD", NULL) == 0.1);
    ck_assert_double_eq_tol(raw(&b, "children", "PA", NULL), 7 + 11 + 5 * .25, 1e-14);
    ck_assert_double_eq_tol(raw(&b, "children", "PB", NULL), 5 * .5 + 3 + 2, 1e-14);
    free_build(&b);
}
END_TEST

START_TEST(limits_of_independent_errors)
{
    built b = build_here();
    double mean = (100 * 10 + 300 * 20 + 50 * 40) / 450.;
    ck_assert_double_eq_tol(limit(&b, "PA", false), mean - sqrt(200. * 200 + 900. * 900 + 200. * 200) / 450,
                            1e-13);
    ck_assert_double_eq_tol(limit(&b, "PA", true), mean + sqrt(200. * 200 + 1200. * 1200 + 200. * 200) / 450,
                            1e-13);
    ck_assert(isnan(limit(&b, "PD", false)));
    free_build(&b);
}
END_TEST

/* 50 of 250 people in Bala have no rate: .8 of them have. */
START_TEST(coverage)
{
    uint8_t cell;
    edit("index.yml", "s/coverage: 0.5/coverage: 0.81/");
    built b = build_here();
    ck_assert(isnan(raw(&b, "rate", "PB", &cell)));
    ck_assert_int_eq(cell, MYN_CELL_SUPPRESSED);
    ck_assert(!isnan(raw(&b, "rate", "PA", NULL)));
    free_build(&b);
    edit("index.yml", "s/coverage: 0.81/coverage: 0.8/");
    b = build_here();
    ck_assert(!isnan(raw(&b, "rate", "PB", NULL)));
    free_build(&b);
}
END_TEST

/* C goes whole to Bala, which has half of it. */
START_TEST(best_fit)
{
    edit("index.yml", "s/  lookup: into/  lookup: into\\n  fit: best/");
    built b = build_here();
    ck_assert_double_eq_tol(raw(&b, "rate", "PA", NULL), (100 * 10 + 300 * 20) / 400., 1e-13);
    ck_assert_double_eq_tol(raw(&b, "rate", "PB", NULL), (200 * 40 + 100 * 30) / 300., 1e-13);
    free_build(&b);
}
END_TEST

/* Cwm's 20 and Dolau's 77 are too few of 80: of one council each, and Y has no other. */
START_TEST(merged_by_parent)
{
    edit("index.yml", "s/{population: 50, below: drop}/{population: 260, below: merge}/");
    built b = build_here();
    const myn_areas *areas = b.labels->areas;
    ck_assert_uint_eq(areas->count, 2);
    ck_assert_str_eq(areas->at[0].code, "PA");
    ck_assert_str_eq(areas->at[1].code, "Y-rest");
    ck_assert_str_eq(areas->at[1].name_cy, "Y: lleoedd llai");
    ck_assert_str_eq(areas->at[1].parent, "Y");
    ck_assert_double_eq_tol(raw(&b, "children", "Y-rest", NULL), 5 * .5 + 3 + 2 + 1, 1e-14);
    free_build(&b);
}
END_TEST

/* Every small area stands in the store with all its parts. */
START_TEST(accounted_for)
{
    built b = build_here();
    const myn_annex *annex;
    ck_assert_int_eq(myn_store_annex(b.store, "built_from", &annex), MYN_OK);
    const myn_annex_dimension *small = myn_annex_axis(annex, "small_area"),
                              *links = myn_annex_axis(annex, "link");
    const int32_t *area = myn_annex_find(annex, "link_small_area")->at,
                  *into = myn_annex_find(annex, "link_area")->at;
    const double *share = myn_annex_find(annex, "link_share")->at;
    double sum[8] = {0};
    ck_assert_uint_eq(small->size, 8);
    ck_assert_uint_eq(links->size, 10);
    for (size_t i = 0; i < links->size; i++) sum[area[i]] += share[i];
    for (size_t a = 0; a < 8; a++) ck_assert_double_eq_tol(sum[a], 1, 1e-15);
    ck_assert_str_eq(small->text[5], "F");
    ck_assert_int_eq(into[7], -1); /* F, in a place too small */
    ck_assert_int_eq(into[8], -1); /* G */
    ck_assert_str_eq(((const char *const *)myn_annex_find(annex, "link_into")->at)[7], "PC");
    free_build(&b);
}
END_TEST

/* ---- what cannot be ---- */

static void refused(const char *why)
{
    myn_diag *diag;
    myn_built out;
    char store[128], text[1024];
    bool said = false;
    snprintf(store, sizeof store, "%s/out.h5", small_folder);
    const myn_run_options options = {.index = small_folder, .out = store, .threads = 1};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    myn_status status = myn_build(&options, diag, &out);
    ck_assert_msg(status == MYN_ERR_DATA, "%s: %d", why, (int)status);
    for (size_t i = 0; i < myn_diag_kept(diag); i++) {
        myn_problem_text(myn_diag_at(diag, i), text, sizeof text);
        said = said || (strstr(text, "error") && strstr(text, why));
    }
    if (!said) print_problems(diag);
    ck_assert_msg(said, "%s", why);
    ck_assert_int_ne(access(store, F_OK), 0);
    myn_diag_free(diag);
}

START_TEST(two_places_without_shares)
{
    edit("datasets/d/dataset.yml", "s/, share: {weight: share}//");
    refused("C lies in PA and in PB without shares");
}
END_TEST

START_TEST(shares_that_do_not_sum)
{
    edit("datasets/d/into.csv", "s/C,PB,0.5/C,PB,0.4/");
    refused("C has shares that sum to 0.9; expected 1");
}
END_TEST

START_TEST(shares_that_are_none)
{
    edit("datasets/d/into.csv", "s/C,PB,0.5/C,PB,-0.5/;s/D,PB,1/D,PB,all/");
    refused("'-0.5' in share is no share");
    refused("'all' in share is no share");
}
END_TEST

START_TEST(codes_of_another_year)
{
    edit("datasets/d/into.csv", "s/^D,/D2001,/;s/^E,/E2001,/");
    refused("2 of 8 areas are not in the lookup 'into', the first is D");
}
END_TEST

START_TEST(places_of_another_list)
{
    edit("datasets/d/into.csv", "s/PB/QB/");
    refused("leads to 1 code that the code list 'places' does not have, the first is QB");
    edit("datasets/d/into.csv", "s/QB/PB/");
}
END_TEST

START_TEST(nobody_lives_there)
{
    edit("datasets/d/figures.csv", "s/F,people,20/F,people,0/");
    refused("PC (Cwm) has no population");
}
END_TEST

START_TEST(population_is_missing)
{
    edit("datasets/d/figures.csv", "s/D,people,100/D,people,/;s/F,people,20/F,people,-20/");
    refused("1 area that lie in a place have no value of 'people', the first is D");
    refused("1 area have a negative value of 'people', the first is F");
}
END_TEST

START_TEST(definition_that_is_none)
{
    put("index.yml",
        "mynegai: 1\ndata: d\nareas: places\nbuilt_from:\n  areas: small\n  lookup: onto\n  fit: worst\n"
        "  coverage: 2\n  floor: {below: drop}\n  summz: [x]\n");
    refused("expected one of shares, best, found");
    refused("coverage: expected a share from 0 to 1");
    refused("floor: expected {population: 2000, below: drop}");
    refused("summz");
    edit("index.yml", "/fit/d;/coverage/d;/floor/d;/summz/d");
    refused("no data set of this index has a lookup 'onto'");
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {means_and_sums,
                            limits_of_independent_errors,
                            coverage,
                            best_fit,
                            merged_by_parent,
                            accounted_for,
                            two_places_without_shares,
                            shares_that_do_not_sum,
                            shares_that_are_none,
                            codes_of_another_year,
                            places_of_another_list,
                            nobody_lives_there,
                            population_is_missing,
                            definition_that_is_none};
    Suite *out = suite_create("places");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, places_setup, small_teardown);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(out, all);
    return out;
}
