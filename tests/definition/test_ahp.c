/* Weights from comparisons pair by pair, in a table beside index.yml. */
#include "make.h"
#include <math.h>

/* A root over three leaves. */
#define THREE                                                            \
    "code,parent,weight,direction,label_en,label_cy,source\nall,,,,,,\n" \
    "air,all,5,+,,,a\nwater,all,,+,,,b\nsoil,all,,+,,,c\n"
#define FINE   HEAD "indicators: [zscore]\n" /* four lines */
#define BY_AHP FINE "nodes: {all: {weights: {ahp: {matrix: parts.csv}}}}\n"

static double weight(const char *code)
{
    return made->node[myn_index_node(made, code)].weight;
}

/* Judgements that agree: 4 : 2 : 1, in any order of rows and columns, as numbers and as fractions. */
START_TEST(consistent)
{
    make_file("parts.csv", "part,soil,air,water\nair,4,1,2\nsoil,1,1/4,0.5\nwater,2, 1/2 ,1\n");
    sound(BY_AHP, THREE);
    ck_assert_double_eq_tol(weight("air"), 4.0 / 7, 1e-14);
    ck_assert_double_eq_tol(weight("water"), 2.0 / 7, 1e-14);
    ck_assert_double_eq_tol(weight("soil"), 1.0 / 7, 1e-14);
    ck_assert_double_eq(weight("all"), 1);
    ck_assert_ptr_null(made->node[0].weights.method);
    myn_buffer text = {0};
    ck_assert_int_eq(myn_index_explain(made, &text), MYN_OK);
    const char *line = "\n    weights: {ahp: {matrix: parts.csv}} # index.yml; consistency ratio 0.0000\n";
    ck_assert_msg(strstr(text.at, line), "not there: %s in %s", line, text.at);
    sound(text.at, THREE); /* and back again */
    ck_assert_double_eq_tol(weight("air"), 4.0 / 7, 1e-14);
    myn_buffer_free(&text);
}
END_TEST

/* Three parts: the eigenvector is the geometric mean of each row, and with c = a13 / (a12 a23) the eigenvalue
 * 1 + c^(1/3) + c^(-1/3). Here c = 9 / (2 x 1) and the ratio ((1 + 4.5^(1/3) + 4.5^(-1/3)) - 3) / 2 / 0.58. */
START_TEST(contradicting)
{
    make_file("parts.csv", "part,air,water,soil\nair,1,2,9\nwater,1/2,1,1\nsoil,1/9,1,1\n");
    ck_assert_int_eq(make_index(FINE "nodes: {all: {weights: {ahp: parts.csv}}}\n", THREE), MYN_OK);
    double air = cbrt(18), water = cbrt(0.5), soil = cbrt(1.0 / 9), sum = air + water + soil;
    ck_assert_double_eq_tol(weight("air"), air / sum, 1e-13);
    ck_assert_double_eq_tol(weight("water"), water / sum, 1e-13);
    ck_assert_double_eq_tol(weight("soil"), soil / sum, 1e-13);
    double ratio = (cbrt(4.5) + 1 / cbrt(4.5) - 2) / 2 / 0.58;
    char said[200];
    snprintf(said, sizeof said,
             "parts.csv: warning: the comparisons of the parts of \"all\" contradict each other: consistency "
             "ratio %.3f, expected at most 0.1",
             ratio);
    says(said);
    ck_assert_uint_eq(myn_diag_kept(diag), 1);
}
END_TEST

static const struct {
    const char *table;
    Wrong wrong;
} tables[] = {
    {"part,air,watr,air,soil\nair,1,1,1,1\n",
     {BY_AHP,
      THREE,
      {"parts.csv:1:3: error: \"watr\" is not a part of \"all\": did you mean \"water\"?",
       "parts.csv:1:4: error: \"air\" is given twice",
       "parts.csv:1: error: there is no column for \"water\", a part of \"all\""}}},
    {"part,air,water,soil\nair,1,0,x\nair,1,1,1\nfire,1,1,1\nsoil,-1,1/0,1e999\nwater,inf,1,1\n",
     {BY_AHP,
      THREE,
      {"parts.csv:2:3: error: \"air\" against \"water\": expected a number above 0",
       "parts.csv:2:4: error: \"air\" against \"soil\": expected a number above 0, or a fraction such as "
       "1/3, found \"x\"",
       "parts.csv:3:1: error: \"air\" is given twice", "parts.csv:4:1: error: \"fire\" is not a part",
       "parts.csv:5:2: error: \"soil\" against \"air\"", "parts.csv:5:3: error: \"soil\" against \"water\"",
       "parts.csv:5:4: error: \"soil\" against \"soil\"",
       "parts.csv:6:2: error: \"water\" against \"air\""}}},
    {"part,air,water,soil\nsoil,1/3,1,1\nair,1,2,2\n",
     {BY_AHP,
      THREE,
      {"parts.csv:3:4: error: \"air\" against \"soil\" is 2, but the other way round it is "
       "0.3333333333333333 (line 2): expected 3.0000",
       "parts.csv: error: there is no row for \"water\", a part of \"all\""}}},
    {"part,air,water,soil\nair,2,1,1\nwater,1,1,1.03\nsoil,1,1,1\n",
     {BY_AHP,
      THREE,
      {"parts.csv:2:2: error: \"air\" against itself: expected 1",
       "parts.csv:4:3: error: \"soil\" against \"water\" is 1, but the other way round it is 1.03 (line 3): "
       "expected 0.9709"}}},
    {"",
     {FINE "nodes:\n  all: {weights: {ahp: {matrix: ../parts.csv}}}\n",
      THREE,
      {"index.yml:6:33: error: matrix of ahp: expected a file in the index's own folder, found "
       "\"../parts.csv\""}}},
    {"",
     {FINE "nodes:\n  all: {weights: {ahp: {matix: x}}}\n",
      THREE,
      {"index.yml:6:25: error: unknown key \"matix\" in ahp: did you mean \"matrix\"?",
       "index.yml:6:18: error: ahp needs its comparisons"}}},
    {"",
     {FINE "weights: ahp\nlevels: {x: {weights: {ahp: parts.csv}}}\n",
      "code,parent,weight,direction,label_en,label_cy,source,level\nall,,,,,,,x\na,all,,+,,,s,\n",
      {"index.yml:5:10: error: ahp compares the parts of one node: expected it under that node in `nodes`",
       "index.yml:6:23: error: ahp compares the parts of one node"}}},
    {"",
     {FINE "nodes:\n  air: {weights: {ahp: parts.csv}}\n",
      THREE,
      {"index.yml:6:3: error: \"air\" has no children: `weights`"}}},
};

START_TEST(wrong_tables)
{
    make_file("parts.csv", tables[_i].table);
    refuses(&tables[_i].wrong);
}
END_TEST

/* A third is 0.33 to most people. */
START_TEST(to_two_per_cent)
{
    make_file("parts.csv", "part,air,water,soil\nair,1,3,3\nwater,0.33,1,1\nsoil,0.33,1,1\n");
    sound(BY_AHP, THREE);
    ck_assert_double_eq_tol(weight("water"), weight("soil"), 1e-14);
}
END_TEST

START_TEST(not_there)
{
    ck_assert_int_ne(make_index(BY_AHP, THREE), MYN_OK);
    ck_assert_uint_eq(myn_diag_kept(diag), 1);
    ck_assert_int_eq(strncmp(problem(0), "parts.csv", 9), 0);
}
END_TEST

/* A link that leads out of the folder is not followed. */
START_TEST(outside)
{
    char path[128];
    snprintf(path, sizeof path, "%s/parts.csv", folder);
    ck_assert_int_eq(symlink("/etc/hostname", path), 0);
    ck_assert_int_eq(make_index(BY_AHP, THREE), MYN_ERR_DATA);
    ck_assert_uint_eq(myn_diag_kept(diag), 1);
    ck_assert_ptr_nonnull(strstr(problem(0), "leads out of the index's folder"));
}
END_TEST

START_TEST(too_many)
{
    char nodes[8000];
    int used = snprintf(nodes, sizeof nodes,
                        "code,parent,weight,direction,label_en,label_cy,source\nall,,,,,,\n");
    for (int i = 0; i < 101; i++)
        used += snprintf(nodes + used, sizeof nodes - (size_t)used, "n%d,all,,+,,,s%d\n", i, i);
    make_file("parts.csv", "part\n");
    Wrong wrong = {BY_AHP, nodes, {"index.yml:5:39: error: \"all\" has 101 parts: expected at most 100"}};
    refuses(&wrong);
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("ahp");
    TCase *group = tcase_create("ahp");
    tcase_add_checked_fixture(group, make_begin, make_finish);
    tcase_add_test(group, consistent);
    tcase_add_test(group, contradicting);
    tcase_add_loop_test(group, wrong_tables, 0, (int)(sizeof tables / sizeof *tables));
    tcase_add_test(group, to_two_per_cent);
    tcase_add_test(group, not_there);
    tcase_add_test(group, outside);
    tcase_add_test(group, too_many);
    suite_add_tcase(all, group);
    return all;
}
