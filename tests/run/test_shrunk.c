/* Rates drawn towards those of counties, on the four towns; expected figures are derived here from the
 * formulas of the English Indices of Deprivation 2019, technical report, appendix on shrinkage. */
#include "run/small.h"
#include "suite.h"
#include <math.h>

#define TOWNS 4

/* Three towns in one county, one in another. */
static void shrunk_setup(void)
{
    small_setup();
    edit("datasets/small/dataset.yml",
         "s/successor: successor}/successor: successor, parent: parent, level: level}/");
    edit("datasets/small/towns.csv",
         "1s/$/,parent,level/; /^T[123]/s/$/,P,town/; /^T[49]/s/$/,Q,town/; $ a P,Pshire,,,,,,county");
    append("datasets/small/towns.csv", "Q,Qshire,,,,,,county\n");
    append(VALUES, "P,jobs,2021,212\nP,pay,2021,1600\n");
    edit("index.yml",
         "s/^areas: towns/areas: {list: towns, level: town}\\nlarger_areas: {list: towns, level: county}/");
    edit("nodes.csv", "s/Swyddi,jobs/Swyddi,/");
    append("index.yml", "nodes: {jobs: {steps: [], value: {shrunk_rate: [jobs, pay], per: 1000}}}\n");
}

static double logit(double r, double n)
{
    return log((r + 0.5) / (n - r + 0.5));
}

/* Town I of the first COUNT, which are one county. */
static double drawn(const double *r, const double *n, int count, int i)
{
    double cases = 0, among = 0, between = 0;
    for (int k = 0; k < count; k++) cases += r[k], among += n[k];
    double larger = logit(cases, among);
    for (int k = 0; k < count; k++) between += pow(logit(r[k], n[k]) - larger, 2) / (count - 1);
    double s2 = (n[i] + 1) * (n[i] + 2) / (n[i] * (r[i] + 1) * (n[i] - r[i] + 1));
    double w = (1 / s2) / (1 / s2 + 1 / between);
    return 1000 / (1 + exp(-(w * logit(r[i], n[i]) + (1 - w) * larger)));
}

static const double jobs[2][TOWNS] = {{70, 74, 66, 81}, {71, 73, 68, 82}};
static const double pay[2][TOWNS] = {{510, 560, 498, 640}, {520, 575, 505, 655}};

/* Period by period: an edition has the rates of its own counts. The only town of a county keeps its logit. */
START_TEST(towns_and_counties)
{
    built b = build_index(small_folder, NULL);
    for (size_t e = 0; e < 2; e++) {
        myn_edition edition;
        ck_assert_int_eq(myn_store_edition(b.store, e, &edition), MYN_OK);
        const double *score = edition.score + node_of(b.labels, "jobs") * TOWNS;
        for (int i = 0; i < 3; i++) ck_assert_double_eq_tol(score[i], drawn(jobs[e], pay[e], 3, i), 1e-10);
        ck_assert_double_eq_tol(score[3], 1000 / (1 + exp(-logit(jobs[e][3], pay[e][3]))), 1e-10);
        ck_assert_int_eq(edition.score_cell[node_of(b.labels, "jobs") * TOWNS], MYN_CELL_OBSERVED);
        myn_edition_free(&edition);
    }
    free_build(&b);
}
END_TEST

/* A county's own rate stays as it is: 1000 x 212 / 1600. */
START_TEST(larger_areas_plain)
{
    built b = build_index(small_folder, NULL);
    myn_panel *larger;
    ck_assert_int_eq(myn_store_panel(b.store, MYN_CUBE_PARENTS, &larger), MYN_OK);
    size_t row = b.labels->node[node_of(b.labels, "jobs")].indicator;
    const myn_plane *plane = &larger->plane[larger->periods - 1];
    ck_assert_double_eq_tol(plane->value[row * larger->areas], 132.5, 1e-12);
    myn_panel_free(larger);
    free_build(&b);
}
END_TEST

/* A count that is suppressed leaves its town without a rate, for that reason, and out of the county's. */
START_TEST(suppressed_count)
{
    edit(VALUES, "s/^T3,jobs,2021,.*/T3,jobs,2021,[c]/");
    built b = build_index(small_folder, NULL);
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 1, &edition), MYN_OK);
    size_t first = node_of(b.labels, "jobs") * TOWNS;
    ck_assert_double_nan(edition.score[first + 2]);
    ck_assert_int_eq(edition.score_cell[first + 2], MYN_CELL_SUPPRESSED);
    for (int i = 0; i < 2; i++)
        ck_assert_double_eq_tol(edition.score[first + (size_t)i], drawn(jobs[1], pay[1], 2, i), 1e-10);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

/* What is refused, by a sentence with SAYS in it; once. */
static void refused(const char *says)
{
    myn_diag *diag;
    myn_built summary;
    char path[128];
    snprintf(path, sizeof path, "%s/no.h5", small_folder);
    myn_run_options options = {.index = small_folder, .out = path};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_build(&options, diag, &summary), MYN_ERR_DATA);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_ERROR), 1);
    for (size_t i = 0; i < myn_diag_kept(diag); i++)
        if (strstr(myn_diag_at(diag, i)->text, says)) says = "";
    ck_assert_str_eq(says, "");
    ck_assert_int_ne(access(path, F_OK), 0);
    myn_diag_free(diag);
}

START_TEST(without_a_parent)
{
    edit("datasets/small/towns.csv", "/^T2/s/,P,town/,,town/");
    refused("towards its parent's, and T2 has no parent");
}
END_TEST

START_TEST(more_than_there_are)
{
    edit(VALUES, "s/^T2,pay,2020,.*/T2,pay,2020,73.5/");
    refused("jobs: no rate can be made of 74 jobs among 73.5 pay of T2 in 2020");
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("shrunk");
    TCase *c = tcase_create("towns in counties");
    tcase_add_checked_fixture(c, shrunk_setup, small_teardown);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, towns_and_counties);
    tcase_add_test(c, larger_areas_plain);
    tcase_add_test(c, suppressed_count);
    tcase_add_test(c, without_a_parent);
    tcase_add_test(c, more_than_there_are);
    suite_add_tcase(s, c);
    return s;
}
