/* What fills in missing values, on the four towns; every expected figure is derived here from the formulas. */
#include "run/again.h"
#include "run/small.h"
#include "suite.h"
#include <math.h>
#include <mynegai/explain.h>

#define TOWNS 4

static double mean(const double *x)
{
    double sum = 0, n = 0;
    for (int i = 0; i < TOWNS; i++)
        if (!isnan(x[i])) sum += x[i], n++;
    return sum / n;
}

/* 5 + 1.5 z, held between 0 and 10. */
static double on_scale(double x, const double *basis, int direction)
{
    double m = mean(basis), sum = 0, n = 0;
    for (int i = 0; i < TOWNS; i++)
        if (!isnan(basis[i])) sum += (basis[i] - m) * (basis[i] - m), n++;
    double y = 5 + 1.5 * direction * (x - m) / sqrt(sum / (n - 1));
    return y < 0 ? 0 : y > 10 ? 10 : y;
}

/* One edition's scores and cells of NODE. */
typedef struct {
    double score[TOWNS];
    int cell[TOWNS];
} Row;

static Row row_of(const built *b, size_t e, const char *node)
{
    Row out;
    myn_edition edition;
    size_t first = node_of(b->labels, node) * TOWNS;
    ck_assert_int_eq(myn_store_edition(b->store, e, &edition), MYN_OK);
    for (size_t i = 0; i < TOWNS; i++) {
        out.score[i] = edition.score[first + i];
        out.cell[i] = edition.score_cell[first + i];
    }
    myn_edition_free(&edition);
    return out;
}

static const double jobs[TOWNS] = {71, 73, 68, 82}, damp[TOWNS] = {11.5, 8, NAN, 3}; /* 2021 */

/* Northgate's damp homes of 2020 are blank, 11.5 stands there a year later; Southport's of 2021, 15 a year
 * before. Half a year reaches neither. */
START_TEST(nearest)
{
    edit(VALUES, "s/^T1,damp,2020,12/T1,damp,2020,/");
    append("index.yml", "missing: [{nearest: {window: 2}}]\n");
    built b = build_index(small_folder, NULL);
    const double first[TOWNS] = {11.5, 9, 15, 4}, second[TOWNS] = {11.5, 8, 15, 3};
    Row before = row_of(&b, 0, "damp"), after = row_of(&b, 1, "damp");
    ck_assert_double_eq_tol(before.score[0], on_scale(11.5, first, -1), 1e-12);
    ck_assert_double_eq_tol(after.score[2], on_scale(15, second, -1), 1e-12);
    ck_assert_int_eq(before.cell[0], MYN_CELL_CARRIED);
    ck_assert_int_eq(after.cell[2], MYN_CELL_CARRIED);
    ck_assert_int_eq(after.cell[0], MYN_CELL_OBSERVED);
    free_build(&b);
    edit("index.yml", "s/window: 2}}/window: 0.5}}/");
    b = build_index(small_folder, NULL);
    before = row_of(&b, 0, "damp");
    ck_assert_double_nan(before.score[0]);
    ck_assert_int_eq(before.cell[0], MYN_CELL_MISSING);
    free_build(&b);
}
END_TEST

/* Northgate lacks its pay: on jobs it is as far from the worst (Southport) towards the best (Westbridge) as
 * it is put on pay. Damp homes are an only part: Southport's stay missing. */
START_TEST(within_of_leaves)
{
    edit(VALUES, "s/^T1,pay,2021,520/T1,pay,2021,/");
    append("index.yml", "missing: [within]\n");
    built b = build_index(small_folder, NULL);
    const double pay[TOWNS] = {NAN, 575, 505, 655};
    double place = (on_scale(71, jobs, 1) - on_scale(68, jobs, 1)) /
                   (on_scale(82, jobs, 1) - on_scale(68, jobs, 1)),
           worst = on_scale(505, pay, 1), best = on_scale(655, pay, 1);
    Row found = row_of(&b, 1, "pay"), work = row_of(&b, 1, "work"), home = row_of(&b, 1, "damp");
    ck_assert_double_eq_tol(found.score[0], worst + place * (best - worst), 1e-12);
    ck_assert_double_eq_tol(found.score[1], on_scale(575, pay, 1), 1e-12);
    ck_assert_int_eq(found.cell[0], MYN_CELL_IMPUTED);
    ck_assert_int_eq(found.cell[1], MYN_CELL_OBSERVED);
    ck_assert_double_eq_tol(work.score[0], (on_scale(71, jobs, 1) + found.score[0]) / 2, 1e-12);
    ck_assert_int_eq(work.cell[0], MYN_CELL_OBSERVED);
    ck_assert_double_nan(home.score[2]);
    ck_assert_int_eq(home.cell[2], MYN_CELL_SUPPRESSED);
    free_build(&b);
}
END_TEST

/* Damp homes beside the branch `work`: Midvale, too, lacks them, and is placed by its score for work. Pay
 * has no `within` and stays missing. A part turned round on its way up is turned here too: what is worst of
 * it is then the highest. */
START_TEST(within_beside_a_branch)
{
    edit("nodes.csv", "/^home/d; s/^damp,home/damp,all/");
    edit(VALUES, "s/^T2,damp,2021,8/T2,damp,2021,/; s/^T1,pay,2021,520/T1,pay,2021,/");
    append("index.yml", "nodes: {damp: {missing: [within]}}\n");
    const double two[TOWNS] = {11.5, NAN, NAN, 3};
    for (int turned = 0; turned < 2; turned++) {
        if (turned) edit("nodes.csv", "s/^work,all,2,,/work,all,2,-,/");
        built b = build_index(small_folder, NULL);
        Row work = row_of(&b, 1, "work"), found = row_of(&b, 1, "damp"), pay = row_of(&b, 1, "pay");
        double place = (work.score[1] - work.score[2]) / (work.score[3] - work.score[2]);
        if (turned) place = 1 - place;
        double worst = on_scale(11.5, two, -1), best = on_scale(3, two, -1);
        ck_assert_double_eq_tol(found.score[1], worst + place * (best - worst), 1e-12);
        ck_assert_double_eq_tol(found.score[2], turned ? best : worst, 1e-12);
        ck_assert_double_nan(pay.score[0]);
        free_build(&b);
    }
}
END_TEST

/* Southport has nothing at all in 2021: zero is what is left. Where areas are screened it stays out. */
START_TEST(within_then_zero)
{
    edit(VALUES, "/^T3,.*2021/s/,[^,]*$/,/");
    append("index.yml", "missing: [within, zero]\n");
    built b = build_index(small_folder, NULL);
    Row found = row_of(&b, 1, "pay"), home = row_of(&b, 1, "damp");
    ck_assert_double_eq(found.score[2], 0);
    ck_assert_double_eq(home.score[2], 0);
    ck_assert_int_eq(found.cell[2], MYN_CELL_IMPUTED);
    ck_assert_double_eq_tol(home.score[0], on_scale(11.5, damp, -1), 1e-12);
    free_build(&b);
    append("index.yml", "screen: {least: 0.5}\n");
    b = build_index(small_folder, NULL);
    found = row_of(&b, 1, "pay");
    ck_assert_double_nan(found.score[2]);
    free_build(&b);
}
END_TEST

/* Southport's damp homes from the line through the three towns that have both: b = sum (x - mx)(y - my) / sum (x - mx)^2. */
START_TEST(regression)
{
    append("index.yml", "nodes: {damp: {missing: [{regression: {on: [jobs]}}]}}\n");
    built b = build_index(small_folder, NULL);
    const double x[] = {71, 73, 82}, y[] = {11.5, 8, 3}, mx = (71 + 73 + 82) / 3.0, my = (11.5 + 8 + 3) / 3;
    double xy = 0, xx = 0;
    for (int i = 0; i < 3; i++) {
        xy += (x[i] - mx) * (y[i] - my);
        xx += (x[i] - mx) * (x[i] - mx);
    }
    double slope = xy / xx, filled[TOWNS] = {11.5, 8, my + slope * (68 - mx), 3};
    Row row = row_of(&b, 1, "damp");
    for (int i = 0; i < TOWNS; i++)
        ck_assert_double_eq_tol(row.score[i], on_scale(filled[i], filled, -1), 1e-11);
    ck_assert_int_eq(row.cell[2], MYN_CELL_IMPUTED);
    ck_assert_int_eq(row.cell[0], MYN_CELL_OBSERVED);
    same_again(&b);
    myn_explained *explained;
    const myn_explain_choice choice = {.area = 2, .node = node_of(b.labels, "damp"), .edition = 1};
    ck_assert_int_eq(myn_explain(b.store, "out.h5", &choice, b.diag, &explained), MYN_OK);
    const myn_worked *step = &explained->node[0].step[0];
    ck_assert_str_eq(step->name, "regression");
    ck_assert_uint_eq(step->givens, 3);
    ck_assert_double_eq_tol(step->given[0].value, my - slope * mx, 1e-10);
    ck_assert_double_eq_tol(step->given[1].value, slope, 1e-12);
    ck_assert_double_eq(step->given[2].value, 68);
    myn_explained_free(explained);
    free_build(&b);
}
END_TEST

/* A predictor's own gaps are filled first; what the line cannot reach is left to the next way. */
START_TEST(regression_then_mean)
{
    edit(VALUES, "s/^T3,jobs,2021,.*/T3,jobs,2021,/");
    append("index.yml", "nodes: {damp: {missing: [{regression: [jobs]}, mean]}}\n");
    built b = build_index(small_folder, NULL);
    const double filled[TOWNS] = {11.5, 8, (11.5 + 8 + 3) / 3, 3};
    Row row = row_of(&b, 1, "damp");
    ck_assert_double_eq_tol(row.score[2], on_scale(filled[2], filled, -1), 1e-12);
    ck_assert_int_eq(row.cell[2], MYN_CELL_IMPUTED);
    free_build(&b);
    edit("index.yml", "s/damp: {missing: /jobs: {missing: [mean]}, damp: {missing: /");
    b = build_index(small_folder, NULL);
    row = row_of(&b, 1, "damp"); /* jobs' mean is the line's own middle: so is what it gives */
    ck_assert_double_eq_tol(row.score[2], on_scale(filled[2], filled, -1), 1e-11);
    free_build(&b);
}
END_TEST

static const struct {
    const char *nodes, *change, *said;
} regressions[] = {
    {"damp: {missing: [{regression: {on: [jbs]}}]}", "",
     "\"damp\" cannot be filled by a regression on \"jbs\": nodes.csv "
     "has no such node"},
    {"damp: {missing: [{regression: {on: [work]}}]}", "", "on \"work\": it is no indicator but a branch"},
    {"damp: {missing: [{regression: {on: [damp]}}]}", "", "on \"damp\": it would be predicted from itself"},
    {"damp: {missing: [{regression: {on: [jobs]}}]}, jobs: {missing: [{regression: {on: [damp]}}]}", "",
     "\"damp\" would be predicted from itself: regressions run in a circle"},
    {"damp: {missing: [{regression: {on: []}}]}", "", "regression needs what it predicts from"},
    {"damp: {missing: [regression]}", "", "regression needs what it predicts from"},
    {"damp: {missing: [{regression: {by: [jobs]}}]}", "", "unknown key \"by\""},
    {"damp: {missing: [{regression: {on: [jobs, pay]}}]}", "",
     "damp, edition 2021: regression cannot be done: 3 areas with all of its values: expected at least 4"},
    {"damp: {missing: [{regression: {on: [jobs]}}]}, jobs: {steps: [affine: {centre: 0, per_sd: 1}]}",
     "s/,jobs,2021,.*/,jobs,2021,70/", "damp, edition 2021: regression cannot be done: "},
};

START_TEST(regressions_refused)
{
    char line[300], out[128];
    myn_diag *diag;
    myn_built summary;
    bool said = false;
    snprintf(line, sizeof line, "nodes: {%s}\n", regressions[_i].nodes);
    append("index.yml", line);
    edit(VALUES, regressions[_i].change);
    snprintf(out, sizeof out, "%s/none.h5", small_folder);
    const myn_run_options options = {.index = small_folder, .out = out, .share = test_share};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_build(&options, diag, &summary), MYN_ERR_DATA);
    for (size_t i = 0; i < myn_diag_kept(diag); i++)
        said |= strstr(myn_diag_at(diag, i)->text, regressions[_i].said) != NULL;
    if (!said) print_problems(diag);
    ck_assert(said);
    ck_assert_int_ne(access(out, F_OK), 0);
    myn_diag_free(diag);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("missing");
    TCase *c = tcase_create("four towns");
    tcase_add_checked_fixture(c, small_setup, small_teardown);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, nearest);
    tcase_add_test(c, regression);
    tcase_add_test(c, regression_then_mean);
    tcase_add_loop_test(c, regressions_refused, 0, sizeof regressions / sizeof *regressions);
    tcase_add_test(c, within_of_leaves);
    tcase_add_test(c, within_beside_a_branch);
    tcase_add_test(c, within_then_zero);
    suite_add_tcase(s, c);
    return s;
}
