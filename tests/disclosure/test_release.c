/* What may leave the office: nothing of a withheld cell, nothing that is not known. */
#include "report/fixture.h"
#include "suite.h"
#include <mynegai/release.h>
#include <stdio.h>
#include <unistd.h>

static Fixture fixture;
static myn_store *store;
static myn_diag *diag;
static char path[64];

static void setup(void)
{
    snprintf(path, sizeof path, "/tmp/mynegai-release-%d.h5", (int)getpid());
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert(fixture_make(&fixture));
}

static void teardown(void)
{
    char lock[80];
    myn_store_free(store);
    store = NULL;
    fixture_free(&fixture);
    myn_diag_free(diag);
    snprintf(lock, sizeof lock, "%s.lock", path);
    unlink(path);
    unlink(lock);
}

static myn_status released(size_t edition, myn_release **out)
{
    ck_assert_int_eq(fixture_write(&fixture, path, diag), MYN_OK);
    ck_assert_int_eq(myn_store_open(path, 0, diag, &store), MYN_OK);
    return myn_release_make(store, path, edition, diag, out);
}

/* The fixture withholds leaf 0 of area 16 and leaf 4 of area 3, in both periods. */
START_TEST(withheld_cells_are_counted)
{
    myn_release *release = NULL;
    ck_assert_int_eq(released(1, &release), MYN_OK);
    ck_assert_uint_eq(release->suppressed, 4);
    ck_assert_uint_eq(release->edition, 1);
    ck_assert_ptr_null(release->parents);
    ck_assert_ptr_null(release->uncertainty);
    ck_assert_ptr_null(*release->held_back);
    myn_release_free(release);
}
END_TEST

/* Node 2 is leaf 0, part of node 1; node 7 is leaf 4, part of node 5; node 0 is above both. */
START_TEST(scores_that_rest_on_them_are_marked)
{
    myn_release *release = NULL;
    ck_assert_int_eq(released(1, &release), MYN_OK);
    for (size_t n = 0; n < NODES; n++)
        for (size_t a = 0; a < COUNCILS; a++) {
            bool rests = (a == 16 && (n == 0 || n == 1 || n == 2)) ||
                         (a == 3 && (n == 0 || n == 5 || n == 7));
            ck_assert_int_eq(release->rests[n * COUNCILS + a], rests);
        }
    myn_release_free(release);
}
END_TEST

START_TEST(a_withheld_cell_with_a_value_stops_everything)
{
    myn_release *release = NULL;
    fixture.raw->plane[0].value[0 * COUNCILS + 16] = 5.5;
    fixture.raw->plane[1].value[4 * COUNCILS + 3] = 0;
    ck_assert_int_eq(released(1, &release), MYN_ERR_DATA);
    ck_assert_ptr_null(release);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_ERROR), 2);
    const char *said = myn_diag_at(diag, 0)->text;
    ck_assert_msg(strstr(said, "happiness of W06000019 in 2021"), "%s", said);
    ck_assert_msg(!strstr(said, "5.5"), "a value is told: %s", said);
}
END_TEST

START_TEST(a_score_that_should_not_be_there_stops_everything)
{
    myn_release *release = NULL;
    fixture.edition[0].score_cell[9 * COUNCILS + 0] = MYN_CELL_BELOW_COVERAGE;
    ck_assert_int_eq(released(1, &release), MYN_ERR_DATA);
    ck_assert(strstr(myn_diag_at(diag, 0)->text, "planet of W06000001 in edition 2021"));
}
END_TEST

START_TEST(an_earlier_edition_knows_nothing_of_later_ones)
{
    myn_release *release = NULL;
    /* What is wrong in edition 1 is no matter to edition 0. */
    fixture.edition[1].score_cell[9 * COUNCILS + 0] = MYN_CELL_BELOW_COVERAGE;
    ck_assert_int_eq(released(0, &release), MYN_OK);
    ck_assert_double_eq(release->data[0].score[0], fixture.edition[0].score[0]);
    myn_release_free(release);
    ck_assert_int_eq(myn_release_make(store, path, EDITIONS, diag, &release), MYN_ERR_ARGUMENT);
}
END_TEST

static void add_annex(const char *group, const char *edition)
{
    static const double one[COUNCILS] = {1};
    const myn_annex_array array = {
        .name = "x", .dim = {"area"}, .rank = 1, .as = MYN_AS_REAL, .at = one, .long_name = "x"};
    const myn_annex_dimension area = {.name = "area", .size = COUNCILS};
    const myn_annex_fact fact = {"edition", edition};
    const myn_annex annex = {.group = group,
                             .long_name = group,
                             .dimension = &area,
                             .dimensions = 1,
                             .array = &array,
                             .arrays = 1,
                             .fact = &fact,
                             .facts = 1};
    const myn_annex_source source = {.command = "added"};
    ck_assert_int_eq(myn_store_add(path, path, &annex, 1, &source, diag), MYN_OK);
}

START_TEST(what_is_not_known_is_held_back)
{
    myn_release *release = NULL;
    ck_assert_int_eq(fixture_write(&fixture, path, diag), MYN_OK);
    add_annex("forecast", "2023");
    add_annex("uncertainty", "2021");
    add_annex("interviews", "2023");
    ck_assert_int_eq(myn_store_open(path, 0, diag, &store), MYN_OK);
    ck_assert_int_eq(myn_release_make(store, path, 1, diag, &release), MYN_OK);
    ck_assert_ptr_nonnull(release->forecast);
    ck_assert_ptr_null(release->uncertainty); /* of another edition */
    ck_assert_str_eq(release->held_back[0], "uncertainty");
    ck_assert_str_eq(release->held_back[1], "interviews");
    ck_assert_ptr_null(release->held_back[2]);
    myn_release_free(release);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("release");
    TCase *t = tcase_create("release");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, withheld_cells_are_counted);
    tcase_add_test(t, scores_that_rest_on_them_are_marked);
    tcase_add_test(t, a_withheld_cell_with_a_value_stops_everything);
    tcase_add_test(t, a_score_that_should_not_be_there_stops_everything);
    tcase_add_test(t, an_earlier_edition_knows_nothing_of_later_ones);
    tcase_add_test(t, what_is_not_known_is_held_back);
    suite_add_tcase(s, t);
    return s;
}
