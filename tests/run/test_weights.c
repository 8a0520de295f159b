/* Fitted weights in a build: of an edition's own, of a reference edition, of a level, and refused ones. Expected weights
 * are derived here, the first principal component by repeated multiplication with the correlation matrix. */
#include "run/small.h"
#include "suite.h"
#include <math.h>

enum { TOWNS = 4, PARTS = 3, EDITION_2020 = 0, EDITION_2021 = 1 };

/* Southport's damp homes in 2021 are suppressed: that edition's weights rest on the other three towns. */
static const double value[2][PARTS][TOWNS] = {{{70, 74, 66, 81}, {510, 560, 498, 640}, {12, 9, 15, 4}},
                                              {{71, 73, 68, 82}, {520, 575, 505, 655}, {11.5, 8, NAN, 3}}};
static const double direction[PARTS] = {1, 1, -1};

static void put(const char *file, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", small_folder, file);
    ck_assert_int_eq(unlink(path), 0);
    append(file, text);
}

#define NODES_HEAD "code,parent,weight,direction,label_en,label_cy,source,level\n"
#define FLAT                                                            \
    NODES_HEAD "all,,,,,,,\njobs,all,3,+,,,jobs,\npay,all,2,+,,,pay,\n" \
               "damp,all,1,-,,,damp,\n"
/* Steps say what is wrong with equal values before weights are fitted, so that some tests do without. */
#define INDEX_HEAD                                                                                         \
    "mynegai: 1\ndata: small\nareas: towns\neditions: {2020: {}, 2021: {}}\nwindow: 1\ncoverage: {least: " \
    "0.5}\n"                                                                                               \
    "aggregate: arithmetic\n"
#define SCALED INDEX_HEAD "indicators: [zscore]\n"
#define RAW    INDEX_HEAD "indicators: []\n" /* eight lines */

static void flat_setup(void)
{
    small_setup();
    put("nodes.csv", FLAT);
}

/* ---- what is expected ---- */

static double mean(const double *x)
{
    double sum = 0, n = 0;
    for (int i = 0; i < TOWNS; i++)
        if (!isnan(x[i])) sum += x[i], n++;
    return sum / n;
}

static double scaled(int e, int part, int town)
{
    const double *x = value[e][part];
    double m = mean(x), sum = 0, n = 0;
    for (int i = 0; i < TOWNS; i++)
        if (!isnan(x[i])) sum += (x[i] - m) * (x[i] - m), n++;
    return direction[part] * (x[town] - m) / sqrt(sum / (n - 1));
}

/* Correlation over the towns that have all parts. */
static double correlation(int e, int a, int b)
{
    double n = 0, ma = 0, mb = 0, saa = 0, sab = 0, sbb = 0;
    for (int t = 0; t < TOWNS; t++)
        if (!isnan(value[e][2][t])) ma += scaled(e, a, t), mb += scaled(e, b, t), n++;
    ma /= n, mb /= n;
    for (int t = 0; t < TOWNS; t++) {
        if (isnan(value[e][2][t])) continue;
        double x = scaled(e, a, t) - ma, y = scaled(e, b, t) - mb;
        saa += x * x, sab += x * y, sbb += y * y;
    }
    return sab / sqrt(saa * sbb);
}

static void component(int e, double weight[PARTS])
{
    double v[PARTS] = {1, 1, 1};
    for (int turn = 0; turn < 200; turn++) {
        double next[PARTS] = {0}, length = 0;
        for (int i = 0; i < PARTS; i++) {
            for (int j = 0; j < PARTS; j++) next[i] += correlation(e, i, j) * v[j];
            length += next[i] * next[i];
        }
        for (int i = 0; i < PARTS; i++) v[i] = next[i] / sqrt(length);
    }
    double sum = fabs(v[0]) + fabs(v[1]) + fabs(v[2]);
    for (int i = 0; i < PARTS; i++) weight[i] = fabs(v[i]) / sum;
}

/* The weighted mean of the parts that TOWN has. */
static double combined(int e, const double weight[PARTS], int town)
{
    double sum = 0, all = 0;
    for (int i = 0; i < PARTS; i++)
        if (!isnan(value[e][i][town])) sum += weight[i] * scaled(e, i, town), all += weight[i];
    return sum / all;
}

/* ---- what is built ---- */

static void check_node(const built *b, size_t at, const char *node, const double expected[TOWNS])
{
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b->store, at, &edition), MYN_OK);
    for (size_t t = 0; t < TOWNS; t++)
        ck_assert_double_eq_tol(edition.score[node_of(b->labels, node) * TOWNS + t], expected[t], 1e-12);
    myn_edition_free(&edition);
}

/* NODE's scores of edition E are those with the weights fitted in edition BASIS. */
static void check_fitted(const built *b, size_t at, const char *node, int e, int basis)
{
    double weight[PARTS], expected[TOWNS];
    component(basis, weight);
    for (int t = 0; t < TOWNS; t++) expected[t] = combined(e, weight, t);
    check_node(b, at, node, expected);
}

/* That the two editions' weights are far enough apart for the tests below to tell them. */
START_TEST(editions_differ)
{
    double a[PARTS], b[PARTS];
    component(EDITION_2020, a);
    component(EDITION_2021, b);
    for (int t = 0; t < TOWNS; t++)
        ck_assert_double_gt(fabs(combined(EDITION_2021, a, t) - combined(EDITION_2021, b, t)), 1e-6);
}
END_TEST

START_TEST(each_edition_its_own)
{
    put("index.yml", SCALED "weights: pca\n");
    built b = build_index(small_folder, NULL);
    check_fitted(&b, 0, "all", EDITION_2020, EDITION_2020);
    check_fitted(&b, 1, "all", EDITION_2021, EDITION_2021);
    free_build(&b);
}
END_TEST

START_TEST(fitted_once)
{
    put("index.yml", SCALED "weights: {pca: {reference: {edition: 2020}}}\n");
    built b = build_index(small_folder, NULL);
    check_fitted(&b, 0, "all", EDITION_2020, EDITION_2020);
    check_fitted(&b, 1, "all", EDITION_2021, EDITION_2020);
    free_build(&b);
}
END_TEST

START_TEST(fitted_in_a_later_edition)
{
    put("index.yml", SCALED "weights: {pca: {reference: {edition: 2021}}}\n");
    built b = build_index(small_folder, NULL);
    check_fitted(&b, 0, "all", EDITION_2020, EDITION_2021);
    check_fitted(&b, 1, "all", EDITION_2021, EDITION_2021);
    free_build(&b);
}
END_TEST

START_TEST(reference_is_not_built)
{
    put("index.yml", SCALED "weights: {pca: {reference: {edition: 2020}}}\n");
    built b = {0};
    myn_built summary;
    snprintf(b.path, sizeof b.path, "%s/one.h5", small_folder);
    myn_run_options options = {.index = small_folder, .out = b.path, .edition = "2021"};
    ck_assert_int_eq(myn_diag_new(&b.diag), MYN_OK);
    ck_assert_int_eq(myn_build(&options, b.diag, &summary), MYN_OK);
    ck_assert_uint_eq(summary.editions, 1);
    ck_assert_int_eq(myn_store_open(b.path, 0, b.diag, &b.store), MYN_OK);
    b.labels = myn_store_labels(b.store);
    check_fitted(&b, 0, "all", EDITION_2021, EDITION_2020);
    myn_built_free(&summary);
    free_build(&b);
}
END_TEST

/* Weights fitted where the index says so: in a level, in a node; elsewhere those of nodes.csv hold. */
#define TREE                                                                                          \
    NODES_HEAD "all,,,,,,,top\nwork,all,2,,,,,domain\nhome,all,1,,,,,domain\njobs,work,3,+,,,jobs,\n" \
               "pay,work,2,+,,,pay,\ndamp,work,1,-,,,damp,\nsteady,home,1,+,,,jobs,\n"
static const double given[PARTS] = {3, 2, 1};

static void check_tree(const char *weights, bool fitted)
{
    put("nodes.csv", TREE);
    put("index.yml", SCALED);
    append("index.yml", weights);
    built b = build_index(small_folder, NULL);
    double weight[PARTS], work[TOWNS], all[TOWNS];
    component(EDITION_2020, weight);
    for (int t = 0; t < TOWNS; t++) {
        work[t] = combined(EDITION_2020, fitted ? weight : given, t);
        all[t] = (2 * work[t] + scaled(EDITION_2020, 0, t)) / 3;
    }
    check_node(&b, 0, "work", work);
    check_node(&b, 0, "all", all);
    free_build(&b);
}

START_TEST(by_level_and_node)
{
    static const struct {
        const char *weights;
        bool fitted;
    } say[] = {{"", false},
               {"weights: given\n", false},
               {"levels: {domain: {weights: pca}}\n", true},
               {"nodes: {work: {weights: pca}}\n", true},
               {"weights: pca\nnodes: {all: {weights: given}}\n", true},
               {"levels: {domain: {weights: pca}}\nnodes: {work: {weights: given}}\n", false},
               {"weights: pca\nlevels: {domain: {weights: given}, top: {weights: given}}\n", false}};
    check_tree(say[_i].weights, say[_i].fitted);
}
END_TEST

START_TEST(equal_whatever_is_given)
{
    static const double equal[PARTS] = {1, 1, 1};
    double expected[TOWNS];
    put("index.yml", SCALED "weights: equal\n");
    built b = build_index(small_folder, NULL);
    for (int e = 0; e < 2; e++) {
        for (int t = 0; t < TOWNS; t++) expected[t] = combined(e, equal, t);
        check_node(&b, (size_t)e, "all", expected);
    }
    free_build(&b);
}
END_TEST

/* ---- refused ---- */

static const struct {
    const char *values, *weights; /* a sed script on the values; `weights` */
    const char *says;
} refusal[] = {
    {"s/,jobs,2021,.*/,jobs,2021,71/", "pca",
     "all, edition 2021: weigh_pca cannot be done: an indicator is the same everywhere"},
    {"/,pay,2020,/d", "pca", "all, edition 2020: weigh_pca cannot be done: an indicator has no values"},
    {"", "{pca: {most: 0.3}}",
     "all, edition 2020: weigh_pca cannot be done: the greatest weight allowed is below 1 / number of "
     "indicators"},
    {"", "one_factor", "all, edition 2021: weigh_one_factor cannot be done: no more areas than indicators"},
    {"", "factor_analysis",
     "all, edition 2021: weigh_factor_analysis cannot be done: no more areas than indicators"},
    {"", "{one_factor: {reference: {edition: 2021}}}",
     "all, edition 2021: weigh_one_factor cannot be done: no more areas than indicators"},
    {"s/^T1,pay,2020.*/T1,pay,2020,140/; s/^T2,pay,2020.*/T2,pay,2020,148/; "
     "s/^T3,pay,2020.*/T3,pay,2020,132/; s/^T4,pay,2020.*/T4,pay,2020,162/",
     "factor_analysis", /* pay is twice jobs */
     "all, edition 2020: weigh_factor_analysis cannot be done: the others determine an indicator"},
    {"/,damp,2021,[0-9]/d; s/^T3,damp,2021.*/T3,damp,2021,9/", "pca",
     "all, edition 2021: weigh_pca cannot be done: an indicator is the same everywhere"},
};

START_TEST(refused)
{
    char weights[128], out[128], text[1024];
    snprintf(weights, sizeof weights, "weights: %s\n", refusal[_i].weights);
    put("index.yml", RAW);
    append("index.yml", weights);
    edit(VALUES, refusal[_i].values);
    snprintf(out, sizeof out, "%s/none.h5", small_folder);
    myn_diag *diag;
    myn_built summary;
    myn_run_options options = {.index = small_folder, .out = out};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_build(&options, diag, &summary), MYN_ERR_DATA);
    const myn_problem *problem = myn_diag_at(diag, myn_diag_kept(diag) - 1);
    myn_problem_text(problem, text, sizeof text);
    ck_assert_msg(strncmp(problem->text, refusal[_i].says, strlen(refusal[_i].says)) == 0, "%s", text);
    ck_assert_uint_eq(problem->place.line, 9);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_ERROR), 1);
    ck_assert_int_ne(access(out, F_OK), 0); /* nothing is written */
    myn_diag_free(diag);
}
END_TEST

/* Two parts have no factor in common; the node that has them is said, not the root. */
START_TEST(refused_below_the_root)
{
    put("nodes.csv", NODES_HEAD
        "all,,,,,,,\nwork,all,2,,,,,\njobs,work,,+,,,jobs,\npay,work,,+,,,pay,\ndamp,all,,-,,,damp,\n");
    put("index.yml", SCALED "nodes: {work: {weights: one_factor}}\n");
    char out[128];
    snprintf(out, sizeof out, "%s/none.h5", small_folder);
    myn_diag *diag;
    myn_built summary;
    myn_run_options options = {.index = small_folder, .out = out};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_build(&options, diag, &summary), MYN_ERR_DATA);
    ck_assert_str_eq(
        myn_diag_at(diag, myn_diag_kept(diag) - 1)->text,
        "work, edition 2020: weigh_one_factor cannot be done: one factor needs three indicators or more");
    myn_diag_free(diag);
}
END_TEST

/* Two branches fail: both are told, and the root, which rests on them, is not. */
START_TEST(all_that_fail)
{
    put("nodes.csv", NODES_HEAD "all,,,,,,,\nwork,all,2,,,,,\njobs,work,,+,,,jobs,\npay,work,,+,,,pay,\n"
                                "other,all,,,,,,\npay_again,other,,+,,,pay,\ndamp,other,,-,,,damp,\n");
    put("index.yml", SCALED "nodes: {work: {weights: one_factor}, other: {weights: one_factor}}\n");
    char out[128];
    snprintf(out, sizeof out, "%s/none.h5", small_folder);
    myn_diag *diag;
    myn_built summary;
    myn_run_options options = {.index = small_folder, .out = out};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_build(&options, diag, &summary), MYN_ERR_DATA);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_ERROR), 2);
    size_t last = myn_diag_kept(diag) - 1;
    ck_assert_ptr_nonnull(strstr(myn_diag_at(diag, last - 1)->text, "work, edition 2020: weigh_one_factor"));
    ck_assert_ptr_nonnull(strstr(myn_diag_at(diag, last)->text, "other, edition 2020: weigh_one_factor"));
    myn_diag_free(diag);
}
END_TEST

#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

Suite *suite(void)
{
    Suite *s = suite_create("weights of a build");
    TCase *c = tcase_create("four towns");
    tcase_add_checked_fixture(c, flat_setup, small_teardown);
    tcase_add_test(c, editions_differ);
    tcase_add_test(c, each_edition_its_own);
    tcase_add_test(c, fitted_once);
    tcase_add_test(c, fitted_in_a_later_edition);
    tcase_add_test(c, reference_is_not_built);
    tcase_add_loop_test(c, by_level_and_node, 0, 7);
    tcase_add_test(c, equal_whatever_is_given);
    tcase_add_loop_test(c, refused, 0, COUNT(refusal));
    tcase_add_test(c, refused_below_the_root);
    tcase_add_test(c, all_that_fail);
    suite_add_tcase(s, c);
    return s;
}
