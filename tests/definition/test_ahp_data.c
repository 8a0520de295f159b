/* The OECD/JRC handbook's comparisons of eight indicators of technology (2008, doi:10.1787/9789264043466-en,
 * table 20), written out as a table beside index.yml; weights by eigen() of R 4.2.2. */
#include "method/golden.h"

#include "make.h" /* after it: its `folder` would be shadowed */

enum { P = 8 };

static void write_table(const Golden *g)
{
    char text[4000], nodes[1000];
    int used = snprintf(text, sizeof text, "part"),
        more = snprintf(nodes, sizeof nodes,
                        "code,parent,weight,direction,label_en,label_cy,source\nall,,,,,,\n");
    for (size_t i = 0; i < P; i++) {
        const char *code = golden_text(g, i, 0);
        used += snprintf(text + used, sizeof text - (size_t)used, ",%s", code);
        more += snprintf(nodes + more, sizeof nodes - (size_t)more, "%s,all,,+,,,%s\n", code, code);
    }
    for (size_t i = 0; i < P; i++) {
        used += snprintf(text + used, sizeof text - (size_t)used, "\n%s", golden_text(g, i, 0));
        for (size_t c = 1; c <= P; c++)
            used += snprintf(text + used, sizeof text - (size_t)used, ",%s", golden_text(g, i, c));
    }
    make_file("table20.csv", text);
    sound(HEAD "indicators: [zscore]\nnodes: {all: {weights: {ahp: {matrix: table20.csv}}}}\n", nodes);
}

/* The consistency ratio is 0.0214, so nothing is said of it. */
START_TEST(table_20)
{
    Golden g = golden_open(golden_folder(test_golden(), "tai"), "tai_ahp_table20.csv");
    write_table(&g);
    for (size_t i = 0; i < P; i++) {
        size_t node = myn_index_node(made, golden_text(&g, i, 0));
        ck_assert_double_eq_tol(made->node[node].weight, golden_number(&g, i, 1 + P), 1e-12);
    }
    myn_buffer text = {0};
    ck_assert_int_eq(myn_index_explain(made, &text), MYN_OK);
    ck_assert_ptr_nonnull(strstr(text.at, "consistency ratio 0.0214\n"));
    myn_buffer_free(&text);
    golden_free(&g);
}
END_TEST

Suite *suite(void)
{
    test_needs(golden_folder(test_golden(), "tai"));
    Suite *all = suite_create("ahp, handbook");
    TCase *group = tcase_create("ahp");
    tcase_add_checked_fixture(group, make_begin, make_finish);
    tcase_add_test(group, table_20);
    suite_add_tcase(all, group);
    return all;
}
