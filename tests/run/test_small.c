/* A whole build on four invented towns; every expected figure is derived here from the formulas, value by value. */
#include "run/small.h"
#include "suite.h"
#include <math.h>

#define TOWNS 4
enum { EDITION_2020, EDITION_2021 };

static const double jobs[2][TOWNS] = {{70, 74, 66, 81}, {71, 73, 68, 82}};
static const double pay[2][TOWNS] = {{510, 560, 498, 640}, {520, 575, 505, 655}};
static const double damp[2][TOWNS] = {{12, 9, 15, 4}, {11.5, 8, NAN, 3}};

static double mean(const double *x)
{
    double sum = 0, n = 0;
    for (int i = 0; i < TOWNS; i++)
        if (!isnan(x[i])) sum += x[i], n++;
    return sum / n;
}

static double sd(const double *x)
{
    double m = mean(x), sum = 0, n = 0;
    for (int i = 0; i < TOWNS; i++)
        if (!isnan(x[i])) sum += (x[i] - m) * (x[i] - m), n++;
    return sqrt(sum / (n - 1));
}

/* 5 + 1.5 z, held between 0 and 10; z against BASIS. */
static double on_scale(double x, const double *basis, int direction)
{
    double y = 5 + 1.5 * direction * (x - mean(basis)) / sd(basis);
    return y < 0 ? 0 : y > 10 ? 10 : y;
}

static double work(int e, int basis, int i)
{
    return (on_scale(jobs[e][i], jobs[basis], 1) + on_scale(pay[e][i], pay[basis], 1)) / 2;
}

static double all(int e, int basis, int i)
{
    double w = work(e, basis, i), h = on_scale(damp[e][i], damp[basis], -1);
    return isnan(h) ? w : (2 * w + h) / 3;
}

static myn_edition edition_of(const built *b, size_t e)
{
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b->store, e, &edition), MYN_OK);
    return edition;
}

static double score(const built *b, const myn_edition *edition, const char *node, int town)
{
    return edition->score[node_of(b->labels, node) * TOWNS + (size_t)town];
}

static int cell(const built *b, const myn_edition *edition, const char *node, int town)
{
    return edition->score_cell[node_of(b->labels, node) * TOWNS + (size_t)town];
}

START_TEST(scores_by_hand)
{
    built b = build_index(small_folder, NULL);
    ck_assert_uint_eq(b.labels->editions, 2);
    for (int e = 0; e < 2; e++) {
        myn_edition edition = edition_of(&b, (size_t)e);
        for (int i = 0; i < TOWNS; i++) {
            ck_assert_double_eq_tol(score(&b, &edition, "work", i), work(e, e, i), 1e-12);
            ck_assert_double_eq_tol(score(&b, &edition, "all", i), all(e, e, i), 1e-12);
        }
        myn_edition_free(&edition);
    }
    free_build(&b);
}
END_TEST

/* In 2021 the third town has two of three indicators: enough for 0.6, not for 0.7. Without it the others are
 * scored among themselves. */
START_TEST(screened)
{
    append("index.yml", "screen: {least: 0.6}\n");
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2021);
    ck_assert_double_eq_tol(score(&b, &edition, "all", 2), all(1, 1, 2), 1e-12);
    myn_edition_free(&edition);
    free_build(&b);
    edit("index.yml", "s/^screen.*/screen: {least: 0.7}/");
    b = build_index(small_folder, NULL);
    edition = edition_of(&b, EDITION_2021);
    const double among[TOWNS] = {71, 73, NAN, 82};
    for (int i = 0; i < TOWNS; i++)
        if (i == 2)
            ck_assert_double_nan(score(&b, &edition, "all", i));
        else
            ck_assert_double_eq_tol(score(&b, &edition, "jobs", i), on_scale(jobs[1][i], among, 1), 1e-12);
    ck_assert_int_eq(cell(&b, &edition, "jobs", 2), MYN_CELL_BELOW_COVERAGE);
    myn_edition_free(&edition);
    edition = edition_of(&b, EDITION_2020); /* where it has all three */
    ck_assert_double_eq_tol(score(&b, &edition, "all", 2), all(0, 0, 2), 1e-12);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

START_TEST(cells_say_why)
{
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2021);
    ck_assert_int_eq(cell(&b, &edition, "damp", 2), MYN_CELL_SUPPRESSED);
    ck_assert_int_eq(cell(&b, &edition, "damp", 0), MYN_CELL_OBSERVED);
    ck_assert_int_eq(cell(&b, &edition, "home", 2), MYN_CELL_MISSING);
    ck_assert_int_eq(cell(&b, &edition, "all", 2), MYN_CELL_PARTIAL);
    ck_assert_int_eq(cell(&b, &edition, "all", 0), MYN_CELL_OBSERVED);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

/* Town 4 is best on all three indicators, town 3 worst on the two it has: 1 and 4; 2 before 1 on all. Two groups by ceil(2 r / 4). */
START_TEST(ranks_groups_bands)
{
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2021);
    const int rank[TOWNS] = {3, 2, 4, 1}, group[TOWNS] = {2, 1, 2, 1};
    for (int i = 0; i < TOWNS; i++) {
        ck_assert_int_eq(edition.rank[i], rank[i]);
        ck_assert_int_eq(edition.quantile[0][i], group[i]);
        ck_assert_int_eq(edition.band[i], all(1, 1, i) < 5 ? 1 : 2);
    }
    ck_assert_int_eq(edition.rank[node_of(b.labels, "damp") * TOWNS + 2], 0);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

/* Jobs in 2021 are 4.38, 4.88, 3.63 and 7.11 on the scale: 4, 5, 4 and 7 without decimals. */
START_TEST(ranks_on_rounded)
{
    edit("index.yml", "s/first: highest/first: highest, on: rounded/; $ a \\ \\ decimals: 0");
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2021);
    const int rank[TOWNS] = {3, 2, 3, 1};
    for (int i = 0; i < TOWNS; i++) {
        ck_assert_int_eq(edition.rank[node_of(b.labels, "jobs") * TOWNS + (size_t)i], rank[i]);
        ck_assert_double_eq_tol(score(&b, &edition, "jobs", i), on_scale(jobs[1][i], jobs[1], 1), 1e-12);
    }
    ck_assert_int_eq(edition.rank[node_of(b.labels, "damp") * TOWNS + 2], 0); /* none has none */
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

START_TEST(reference_edition)
{
    edit("index.yml", "s/ddof: 1/ddof: 1, reference: {edition: 2020}/");
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2021);
    for (int i = 0; i < TOWNS; i++) ck_assert_double_eq_tol(score(&b, &edition, "all", i), all(1, 0, i), 1e-12);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

/* An indicator that begins after the reference edition is fitted on the first edition that has it, and that is said. */
START_TEST(reference_without_data)
{
    edit("index.yml", "s/ddof: 1/ddof: 1, reference: {edition: 2020}/");
    edit(VALUES, "/,pay,2020,/d");
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2021);
    for (int i = 0; i < TOWNS; i++)
        ck_assert_double_eq_tol(score(&b, &edition, "pay", i), on_scale(pay[1][i], pay[1], 1), 1e-12);
    ck_assert_uint_eq(myn_diag_count(b.diag, MYN_NOTE), 1);
    ck_assert_ptr_nonnull(strstr(myn_diag_at(b.diag, 0)->text, "2021"));
    myn_edition_free(&edition);
    edition = edition_of(&b, EDITION_2020);
    ck_assert(isnan(score(&b, &edition, "pay", 0)));
    ck_assert_double_eq_tol(score(&b, &edition, "work", 0), on_scale(jobs[0][0], jobs[0], 1), 1e-12);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

/* Southport's damp homes in 2021 are suppressed; 15 stood there in 2020. */
START_TEST(carried)
{
    append("index.yml", "missing: [{carry: {window: 2}}]\n");
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2021);
    const double filled[TOWNS] = {11.5, 8, 15, 3};
    ck_assert_double_eq_tol(score(&b, &edition, "damp", 2), on_scale(15, filled, -1), 1e-12);
    ck_assert_int_eq(cell(&b, &edition, "damp", 2), MYN_CELL_CARRIED);
    ck_assert_int_eq(cell(&b, &edition, "all", 2), MYN_CELL_OBSERVED);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

START_TEST(mean_of_others)
{
    append("index.yml", "missing: [mean]\n");
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2021);
    ck_assert_double_eq_tol(score(&b, &edition, "damp", 2), 5, 1e-12); /* the mean is in the middle of the scale */
    ck_assert_int_eq(cell(&b, &edition, "damp", 2), MYN_CELL_IMPUTED);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

START_TEST(zero_after_normalising)
{
    append("index.yml", "missing: [zero]\n");
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2021);
    ck_assert_double_eq(score(&b, &edition, "damp", 2), 0);
    ck_assert_double_eq_tol(score(&b, &edition, "damp", 0), on_scale(11.5, damp[1], -1), 1e-12);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

START_TEST(dropped)
{
    append("index.yml", "missing: [drop]\n");
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2021);
    const double three[TOWNS] = {71, 73, NAN, 82};
    ck_assert(isnan(score(&b, &edition, "all", 2)) && isnan(score(&b, &edition, "jobs", 2)));
    ck_assert_double_eq_tol(score(&b, &edition, "jobs", 0), on_scale(71, three, 1), 1e-12);
    ck_assert_int_eq(edition.rank[2], 0);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

START_TEST(below_coverage)
{
    edit("index.yml", "s/least: 0.5/least: 0.6/");
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2021);
    ck_assert(isnan(score(&b, &edition, "all", 2)));
    ck_assert_int_eq(cell(&b, &edition, "all", 2), MYN_CELL_BELOW_COVERAGE);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

/* A ratio of two series and a difference, in place of a plain one. */
START_TEST(derived)
{
    append("index.yml", "nodes:\n  jobs: {value: {ratio: [pay, jobs], per: 10}}\n  damp: {value: {difference: [jobs, pay], absolute: true}}\n");
    edit("nodes.csv", "s/Swyddi,jobs/Swyddi,/; s/llaith,damp/llaith,/");
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2021);
    double ratio[TOWNS], gap[TOWNS];
    for (int i = 0; i < TOWNS; i++) ratio[i] = 10 * pay[1][i] / jobs[1][i], gap[i] = fabs(jobs[1][i] - pay[1][i]);
    for (int i = 0; i < TOWNS; i++) {
        ck_assert_double_eq_tol(score(&b, &edition, "jobs", i), on_scale(ratio[i], ratio, 1), 1e-12);
        ck_assert_double_eq_tol(score(&b, &edition, "damp", i), on_scale(gap[i], gap, -1), 1e-12);
    }
    ck_assert_uint_eq(b.labels->inputs, 1); /* jobs feeds others without being an indicator itself */
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

/* z of a branch again, on the way into its parent only: its own score stays. */
START_TEST(steps_on_branches)
{
    append("index.yml", "nodes:\n  work: {into_parent: [zscore]}\n  home: {after: [{affine: {centre: 1, per_sd: 2}}]}\n");
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2020);
    double w[TOWNS];
    for (int i = 0; i < TOWNS; i++) w[i] = work(0, 0, i);
    for (int i = 0; i < TOWNS; i++) {
        double home = 1 + 2 * on_scale(damp[0][i], damp[0], -1);
        ck_assert_double_eq_tol(score(&b, &edition, "work", i), w[i], 1e-12);
        ck_assert_double_eq_tol(score(&b, &edition, "home", i), home, 1e-12);
        ck_assert_double_eq_tol(score(&b, &edition, "all", i), (2 * (w[i] - mean(w)) / sd(w) + home) / 3, 1e-12);
    }
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

START_TEST(one_edition_with_its_reference)
{
    edit("index.yml", "s/ddof: 1/ddof: 1, reference: {edition: 2020}/");
    myn_diag *diag;
    myn_built summary;
    myn_store *store;
    char path[128];
    snprintf(path, sizeof path, "%s/one.h5", small_folder);
    myn_run_options options = {.index = small_folder, .out = path, .edition = "2021"};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_build(&options, diag, &summary), MYN_OK);
    ck_assert_uint_eq(summary.editions, 1);
    ck_assert_uint_eq(summary.rows, 24);
    ck_assert_int_eq(myn_store_open(path, 0, diag, &store), MYN_OK);
    built b = {.labels = myn_store_labels(store)};
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(store, 0, &edition), MYN_OK);
    for (int i = 0; i < TOWNS; i++) ck_assert_double_eq_tol(score(&b, &edition, "all", i), all(1, 0, i), 1e-12);
    options.edition = "1999";
    myn_edition_free(&edition);
    myn_built_free(&summary);
    ck_assert_int_eq(myn_build(&options, diag, &summary), MYN_ERR_ARGUMENT);
    myn_store_free(store);
    myn_diag_free(diag);
}
END_TEST

/* What pulls Northgate's overall score is its parts' weighted differences from the mean, and they add up to its own. */
START_TEST(scorecard_pulls_add_up)
{
    built b = build_index(small_folder, NULL);
    myn_edition edition = edition_of(&b, EDITION_2020);
    myn_panel *raw;
    ck_assert_int_eq(myn_store_panel(b.store, MYN_CUBE_RAW, &raw), MYN_OK);
    myn_card_line line[6];
    myn_scorecard(b.labels, &edition, raw, 0, line);
    size_t w = node_of(b.labels, "work"), h = node_of(b.labels, "home"), d = node_of(b.labels, "damp");
    ck_assert_double_eq_tol(line[w].pull + line[h].pull, line[0].score - line[0].mean, 1e-12);
    ck_assert_double_eq_tol(line[w].weight, 2.0 / 3, 1e-15);
    ck_assert_double_eq(line[d].raw, 12);
    ck_assert_uint_eq(line[0].ranked, 4);
    ck_assert_int_eq(line[0].rank, edition.rank[0]);
    myn_panel_free(raw);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

START_TEST(audit_by_hand)
{
    append(VALUES, "T1,jobs,2021,71\n");
    myn_diag *diag;
    myn_audit *audit;
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    myn_run_options options = {.index = small_folder};
    ck_assert_int_eq(myn_check(&options, diag, &audit), MYN_OK);
    ck_assert_str_eq(audit->edition, "2021");
    ck_assert_uint_eq(audit->indicators, 3);
    ck_assert_uint_eq(audit->table[0].account.info.rows, 25);
    ck_assert_uint_eq(audit->table[0].same, 1);
    for (size_t i = 0; i < 3; i++) {
        bool is_damp = strcmp(audit->indicator[i].code, "damp") == 0;
        ck_assert_double_eq_tol(audit->indicator[i].coverage, is_damp ? 0.75 : 1, 1e-15);
        ck_assert_uint_eq(audit->indicator[i].cells[MYN_CELL_SUPPRESSED], is_damp ? 1 : 0);
        ck_assert_uint_eq(audit->indicator[i].periods, 2);
    }
    ck_assert_uint_eq(audit->area[2].present, 2);
    ck_assert_uint_eq(audit->area[0].present, 3);
    myn_audit_free(audit);
    myn_diag_free(diag);
}
END_TEST

START_TEST(areas_by_code_or_name)
{
    built b = build_index(small_folder, NULL);
    const char *nearest;
    ck_assert_uint_eq(myn_find_area(b.labels->areas, "T3", &nearest), 2);
    ck_assert_uint_eq(myn_find_area(b.labels->areas, "southport", &nearest), 2);
    ck_assert_uint_eq(myn_find_area(b.labels->areas, "Porth y De", &nearest), 2);
    ck_assert_uint_eq(myn_find_area(b.labels->areas, "Southpart", &nearest), MYN_NONE);
    ck_assert_str_eq(nearest, "Southport");
    ck_assert_uint_eq(myn_find_area(b.labels->areas, "nothing like it", &nearest), MYN_NONE);
    ck_assert_ptr_null(nearest);
    free_build(&b);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("small");
    TCase *c = tcase_create("four towns");
    tcase_add_checked_fixture(c, small_setup, small_teardown);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, scores_by_hand);
    tcase_add_test(c, cells_say_why);
    tcase_add_test(c, screened);
    tcase_add_test(c, ranks_groups_bands);
    tcase_add_test(c, ranks_on_rounded);
    tcase_add_test(c, reference_edition);
    tcase_add_test(c, reference_without_data);
    tcase_add_test(c, carried);
    tcase_add_test(c, mean_of_others);
    tcase_add_test(c, zero_after_normalising);
    tcase_add_test(c, dropped);
    tcase_add_test(c, below_coverage);
    tcase_add_test(c, derived);
    tcase_add_test(c, steps_on_branches);
    tcase_add_test(c, one_edition_with_its_reference);
    tcase_add_test(c, scorecard_pulls_add_up);
    tcase_add_test(c, audit_by_hand);
    tcase_add_test(c, areas_by_code_or_name);
    suite_add_tcase(s, c);
    return s;
}
