/* Formulas with their numbers in place. Expected texts are written out by hand. */
#include "report/written.h"
#include "suite.h"
#include <math.h>

static const myn_given given[] = {{"penalty", 0}, {"best", 7}, {"best", -8}, {"far", 2.5}, {"count", NAN}};
static const double x[] = {4, 5.25}, w[] = {1, 2};

static void expect(const char *formula, const char *written)
{
    const Numbers numbers = {given, sizeof given / sizeof *given, x, w, 2};
    myn_buffer out = {0};
    written_formula(formula, &numbers, &out);
    ck_assert_str_eq(out.at, written);
    myn_buffer_free(&out);
}

START_TEST(lists)
{
    expect("sum(w * x) / far", "(1 * 4 + 2 * 5.25) / 2.5");
    expect("sum(pow(x - best, 2)) / far", "(pow(4 - 7, 2) + pow(5.25 - (-8), 2)) / 2.5");
    expect("max(x)", "max(4, 5.25)");
    expect("average(w, x) + pick(penalty, -1, 1) * far", "average([1, 2], [4, 5.25]) + (-1) * 2.5");
    expect("ordered(w, x, count)", "ordered([1, 2], [4, 5.25], none)");
    expect("best", "7");
    expect("unknown + 1", "unknown + 1");
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("written");
    TCase *t = tcase_create("written");
    tcase_add_test(t, lists);
    suite_add_tcase(s, t);
    return s;
}
