/* Comparisons and funnels on the four towns, three of them in one county; expected figures are worked out here. */
#include "run/small.h"
#include "suite.h"
#include <math.h>
#include <mynegai/run_significance.h>

#define TOWNS 4
#define Z95   1.959963984540054

static built b;
static myn_significance_choice choice;

/* Limits 4 either side of a share of jobs, 20 of pay, none of damp homes; T3 has no limits of pay in 2021. */
static void limits_setup(void)
{
    small_setup();
    edit("datasets/small/dataset.yml",
         "s/successor: successor}/successor: successor, parent: parent, level: level}/; "
         "s/^    value: value/    value: value\\n    lower: lower\\n    upper: upper/");
    edit("datasets/small/towns.csv",
         "1s/$/,parent,level/; /^T[123]/s/$/,P,town/; /^T[49]/s/$/,Q,town/; $ a P,Pshire,,,,,,county");
    append("datasets/small/towns.csv", "Q,Qshire,,,,,,county\n");
    char line[512];
    snprintf(line, sizeof line,
             "cd %s && awk -F, -v OFS=, 'NR==1{print $0,\"lower\",\"upper\"; next} "
             "{w = $2==\"jobs\" ? 4 : $2==\"pay\" && $1$3!=\"T32021\" ? 20 : 0; "
             "print $0, w ? $4-w : \"\", w ? $4+w : \"\"}' " VALUES " > new && mv new " VALUES,
             small_folder);
    shell(line);
    append(VALUES, "P,jobs,2021,70,68,72\nP,pay,2021,530,520,540\n");
    edit("index.yml",
         "s/^areas: towns/areas: {list: towns, level: town}\\nlarger_areas: {list: towns, level: county}/");
    b = build_index(small_folder, NULL);
    choice = (myn_significance_choice){.edition = 1,
                                       .node = 0,
                                       .area = MYN_NONE,
                                       .versus = MYN_VERSUS_PARENT,
                                       .level = 0.95,
                                       .discovery = 0.05};
}

static void limits_teardown(void)
{
    free_build(&b);
    small_teardown();
}

static myn_significance *found(void)
{
    myn_significance *out;
    ck_assert_int_eq(myn_significance_find(b.store, b.path, &choice, b.diag, &out), MYN_OK);
    return out;
}

static double logit(double x)
{
    return log(x / (100 - x));
}

static double logit_se(double x, double reach)
{
    return (logit(x + reach) - logit(x - reach)) / 2 / Z95;
}

START_TEST(against_parents)
{
    myn_significance *s = found();
    ck_assert_uint_eq(s->indicators, 2); /* damp homes have no limits */
    ck_assert_uint_eq(s->without, 1);
    ck_assert_uint_eq(s->rows, 8);
    ck_assert_int_eq(s->indicator[0].scale, MYN_SCALE_LOGIT);
    ck_assert_int_eq(s->indicator[1].scale, MYN_SCALE_PLAIN);
    const myn_significance_row *row = &s->row[0]; /* T1, jobs: 71 (67-75) against 70 (68-72) */
    double se = hypot(logit_se(71, 4), logit_se(70, 2)), z = (logit(71) - logit(70)) / se;
    ck_assert_double_eq_tol(row->test.z, z, 1e-12);
    ck_assert_double_eq_tol(row->test.p, erfc(fabs(z) / M_SQRT2), 1e-12);
    ck_assert_double_eq(row->other.value, 70);
    ck_assert_str_eq(b.labels->parents->at[row->other_area].code, "P");
    ck_assert_int_eq(s->row[3].why, MYN_UNTESTED_OTHER); /* Q has no figures */
    ck_assert_int_eq(s->row[6].why, MYN_UNTESTED_OWN);
    row = &s->row[5]; /* T2, pay: 575 +- 20 against 530 +- 10 */
    ck_assert_double_eq_tol(row->test.z, 45 * Z95 / hypot(20, 10), 1e-12);
    ck_assert_int_eq(row->verdict, 1);
    ck_assert_uint_eq(s->tested, 5);
    myn_significance_free(s);
}
END_TEST

/* The adjusted p-value is that of Benjamini and Hochberg over all tests of the answer: here the smallest of five. */
START_TEST(adjusted_over_all)
{
    myn_significance *s = found();
    size_t least = 0;
    for (size_t i = 0; i < s->rows; i++)
        if (s->row[i].test.p < s->row[least].test.p) least = i;
    ck_assert_uint_eq(least, 5);
    ck_assert_double_eq_tol(s->row[5].adjusted, 5 * s->row[5].test.p, 1e-15);
    ck_assert_uint_eq(s->different, 1);
    ck_assert_uint_eq(s->indicator[1].higher, 1);
    choice.discovery = s->row[5].adjusted / 2;
    myn_significance_free(s);
    s = found();
    ck_assert_uint_eq(s->different, 0);
    myn_significance_free(s);
}
END_TEST

/* The others of T4 by pay in 2020: 510, 560, 498, all with the same error. */
START_TEST(against_others)
{
    choice.versus = MYN_VERSUS_OTHERS;
    choice.edition = 0;
    choice.node = node_of(b.labels, "pay");
    choice.area = 3;
    myn_significance *s = found();
    ck_assert_uint_eq(s->rows, 1);
    const myn_significance_row *row = &s->row[0];
    double mean = (510 + 560 + 498) / 3.0, reach = 20 / sqrt(3);
    ck_assert_double_eq_tol(row->other.value, mean, 1e-10);
    ck_assert_double_eq_tol(row->other.upper, mean + reach, 1e-10);
    ck_assert_double_eq_tol(row->test.z, (640 - mean) * Z95 / hypot(20, reach), 1e-10);
    ck_assert_double_eq(row->adjusted, row->test.p);
    myn_significance_free(s);
}
END_TEST

START_TEST(against_one)
{
    choice.versus = MYN_VERSUS_AREA;
    choice.other = 1;
    choice.node = node_of(b.labels, "jobs");
    choice.scale_given = true;
    choice.scale = MYN_SCALE_PLAIN;
    myn_significance *s = found();
    ck_assert_double_eq_tol(s->row[3].test.z, (82 - 73) * Z95 / hypot(4, 4), 1e-12);
    ck_assert_int_eq(s->row[1].why, MYN_UNTESTED_SAME);
    myn_significance_free(s);
    choice.versus = MYN_VERSUS_LARGER;
    choice.other = 0;
    s = found();
    ck_assert_double_eq_tol(s->row[3].test.z, (82 - 70) * Z95 / hypot(4, 2), 1e-12);
    myn_significance_free(s);
}
END_TEST

START_TEST(against_another_edition)
{
    choice.versus = MYN_VERSUS_EDITION;
    choice.other = 0;
    choice.node = node_of(b.labels, "pay");
    myn_significance *s = found();
    ck_assert_double_eq_tol(s->row[0].test.z, (520 - 510) * Z95 / hypot(20, 20), 1e-12);
    ck_assert_int_eq(myn_period_compare(s->row[0].other_period, s->row[0].period), -1);
    myn_significance_free(s);
    choice.other = 1;
    s = found();
    for (size_t i = 0; i < s->rows; i++) ck_assert_int_eq(s->row[i].why, MYN_UNTESTED_SAME);
    ck_assert_uint_eq(s->tested, 0);
    myn_significance_free(s);
}
END_TEST

/* No limits, numbers out of range. */
START_TEST(refused)
{
    myn_significance *s;
    choice.node = node_of(b.labels, "damp");
    ck_assert_int_eq(myn_significance_find(b.store, b.path, &choice, b.diag, &s), MYN_ERR_DATA);
    ck_assert_ptr_null(s);
    ck_assert_uint_eq(myn_diag_count(b.diag, MYN_ERROR), 1);
    choice.node = 1000;
    ck_assert_int_eq(myn_significance_find(b.store, b.path, &choice, b.diag, &s), MYN_ERR_ARGUMENT);
    choice.node = 0;
    choice.level = 1;
    ck_assert_int_eq(myn_significance_find(b.store, b.path, &choice, b.diag, &s), MYN_ERR_ARGUMENT);
    choice.level = 0.95;
    choice.versus = MYN_VERSUS_LARGER;
    choice.other = 2;
    ck_assert_int_eq(myn_significance_find(b.store, b.path, &choice, b.diag, &s), MYN_ERR_ARGUMENT);
    myn_funnels *f;
    ck_assert_int_eq(myn_funnels_find(b.store, b.path, 1, 0, b.diag, &f), MYN_ERR_DATA);
    ck_assert_int_eq(myn_funnels_find(b.store, b.path, 2, 0, b.diag, &f), MYN_ERR_ARGUMENT);
}
END_TEST

/* Periods of three years that share two: errors correlated by 2/3 where years are as long. */
START_TEST(periods_that_overlap)
{
    edit(VALUES,
         "s/^\\(T[1-4],pay\\),2021/\\1,2019-01-01\\/P3Y/; s/^\\(T[1-4],pay\\),2020/\\1,2018-01-01\\/P3Y/");
    free_build(&b);
    b = build_index(small_folder, NULL);
    choice.versus = MYN_VERSUS_EDITION;
    choice.other = 0;
    choice.node = node_of(b.labels, "pay");
    myn_significance *s = found();
    double days = 365 + 365 + 366, r = (365 + 366) / days;
    ck_assert_double_eq_tol(s->row[0].test.z, 10 * Z95 / sqrt(800 - 2 * r * 400), 1e-12);
    myn_significance_free(s);
}
END_TEST

/* jobs of pay as a proportion, and as a rate per 1,000: 294 of 2,255 in 2021. */
START_TEST(funnels)
{
    static const double jobs[] = {71, 73, 68, 82}, pay[] = {520, 575, 505, 655};
    edit("nodes.csv", "s/Swyddi,jobs/Swyddi,/; s/Cyflog,pay/Cyflog,/");
    append("index.yml", "nodes:\n  jobs: {value: {ratio: [jobs, pay], per: 100}}\n"
                        "  pay: {value: {ratio: [jobs, pay], per: 1000}}\n");
    free_build(&b);
    b = build_index(small_folder, NULL);
    myn_funnels *f;
    ck_assert_int_eq(myn_funnels_find(b.store, b.path, 1, 0, b.diag, &f), MYN_OK);
    ck_assert_uint_eq(f->indicators, 2);
    const myn_funnel_indicator *share = &f->indicator[0], *rate = &f->indicator[1];
    double target = 294.0 / 2255;
    ck_assert_int_eq(share->kind, MYN_FUNNEL_PROPORTION);
    ck_assert_int_eq(rate->kind, MYN_FUNNEL_RATE);
    ck_assert_double_eq_tol(share->funnel.target, 100 * target, 1e-12);
    ck_assert_double_eq_tol(rate->funnel.target, 1000 * target, 1e-12);
    ck_assert_uint_eq(share->rows, TOWNS);
    for (size_t a = 0; a < TOWNS; a++) {
        double limit = myn_funnel_limit(MYN_FUNNEL_PROPORTION, target, pay[a], 0.975);
        ck_assert_double_eq_tol(share->row[a].limit.upper[0], 100 * limit, 1e-10);
        ck_assert_double_eq_tol(share->row[a].limit.z,
                                (jobs[a] - pay[a] * target) / sqrt(pay[a] * target * (1 - target)), 1e-10);
        ck_assert_double_eq(share->row[a].denominator, pay[a]);
    }
    ck_assert_int_eq(share->funnel.overdispersed, false);
    myn_funnels_free(f);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("significance");
    TCase *c = tcase_create("significance");
    tcase_add_checked_fixture(c, limits_setup, limits_teardown);
    tcase_add_test(c, against_parents);
    tcase_add_test(c, adjusted_over_all);
    tcase_add_test(c, against_others);
    tcase_add_test(c, against_one);
    tcase_add_test(c, against_another_edition);
    tcase_add_test(c, refused);
    tcase_add_test(c, periods_that_overlap);
    tcase_add_test(c, funnels);
    suite_add_tcase(s, c);
    return s;
}
