/* Reading parameters, and what is said where they cannot be read. */
#include <float.h>
#include "use.h"

static const char *const words[] = {"small", "large", NULL};
static const myn_param list[] = {
    {.name = "real", .type = MYN_REAL, .fallback = "1.5", .least = 0, .most = 100},
    {.name = "range", .type = MYN_RANGE, .fallback = "none", .least = -DBL_MAX, .most = DBL_MAX},
    {.name = "whole", .type = MYN_WHOLE, .fallback = "3", .least = 1, .most = DBL_MAX},
    {.name = "flag", .type = MYN_FLAG, .fallback = "true"},
    {.name = "choice", .type = MYN_CHOICE, .fallback = "large", .choices = words},
    {.name = "above", .type = MYN_REAL, .least = DBL_MIN, .most = DBL_MAX},
    {.name = "below", .type = MYN_REAL, .fallback = "none", .least = -DBL_MAX, .most = 7},
};
static const myn_method method = {.name = "test", .param = list, .params = 7};

START_TEST(slots)
{
    static const size_t want[] = {0, 1, 3, 4, 5, 6, 7, 8};
    double p[MYN_PARAMS_MOST];
    for (size_t i = 0; i <= method.params; i++) ck_assert_uint_eq(myn_param_slot(&method, i), want[i]);
    myn_method_defaults(&method, p);
    ck_assert(p[0] == 1.5 && isnan(p[1]) && isnan(p[2]) && p[3] == 3 && p[4] == 1 && p[5] == 1);
    ck_assert(isnan(p[6]) && isnan(p[7]));
}
END_TEST

/* Accepted, and written back so. */
START_TEST(good)
{
    static const struct {
        size_t param;
        const char *text, *back;
    } row[] = {
        {0, "0", "0"},
        {0, "100", "100"},
        {0, "1e1", "10"},
        {0, "0.10", "0.1"},
        {1, "[0, 1]", "[0, 1]"},
        {1, "[-5,2.50]", "[-5, 2.5]"},
        {1, "[ 1 ,  2 ]", "[1, 2]"},
        {1, "none", "none"},
        {2, "1", "1"},
        {2, "1e3", "1000"},
        {3, "true", "true"},
        {3, "false", "false"},
        {4, "small", "small"},
        {5, "0.001", "0.001"},
        {6, "none", "none"},
        {6, "-8", "-8"},
    };
    for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
        double p[MYN_PARAMS_MOST];
        char expected[100], text[100];
        myn_method_defaults(&method, p);
        ck_assert_msg(myn_param_read(&method, row[k].param, row[k].text, p, expected, sizeof expected), "%s",
                      row[k].text);
        ck_assert_str_eq(expected, "");
        myn_param_text(&method, row[k].param, p, text, sizeof text);
        ck_assert_str_eq(text, row[k].back);
    }
}
END_TEST

/* Refused, the slots as they were, and told what would do. */
START_TEST(bad)
{
    static const struct {
        size_t param;
        const char *text, *expected;
    } row[] = {
        {0, "-0.1", "a number from 0 to 100"},
        {0, "100.5", "a number from 0 to 100"},
        {0, "", "a number from 0 to 100"},
        {0, "none", "a number from 0 to 100"},
        {0, "nan", "a number from 0 to 100"},
        {0, "1 ", "a number from 0 to 100"},
        {0, "1e999", "a number from 0 to 100"},
        {1, "[1, 1]", "[low, high], low below high, each a number, or none"},
        {1, "[2, 1]", "[low, high], low below high, each a number, or none"},
        {1, "[1]", "[low, high], low below high, each a number, or none"},
        {1, "[", "[low, high], low below high, each a number, or none"},
        {1, "", "[low, high], low below high, each a number, or none"},
        {1, "[,]", "[low, high], low below high, each a number, or none"},
        {1, "[1, 2, 3]", "[low, high], low below high, each a number, or none"},
        {1, "1, 2", "[low, high], low below high, each a number, or none"},
        {1, "[none, 2]", "[low, high], low below high, each a number, or none"},
        {1, "[1e999, 2]", "[low, high], low below high, each a number, or none"},
        {2, "1.5", "a whole number of at least 1"},
        {2, "0", "a whole number of at least 1"},
        {3, "yes", "true or false"},
        {3, "1", "true or false"},
        {4, "Large", "one of small, large"},
        {4, "", "one of small, large"},
        {5, "0", "a number above 0"},
        {5, "-1", "a number above 0"},
        {6, "8", "a number of at most 7, or none"},
    };
    for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
        double p[MYN_PARAMS_MOST], before[MYN_PARAMS_MOST];
        char expected[100];
        myn_method_defaults(&method, p);
        memcpy(before, p, sizeof p);
        ck_assert_msg(!myn_param_read(&method, row[k].param, row[k].text, p, expected, sizeof expected), "%s",
                      row[k].text);
        ck_assert_str_eq(expected, row[k].expected);
        ck_assert(memcmp(before, p, sizeof p) == 0);
    }
}
END_TEST

START_TEST(cut)
{
    double p[MYN_PARAMS_MOST];
    char expected[9], text[4];
    myn_method_defaults(&method, p);
    ck_assert(!myn_param_read(&method, 0, "x", p, expected, sizeof expected));
    ck_assert_str_eq(expected, "a number");
    ck_assert(!myn_param_read(&method, 0, "x", p, NULL, 0));
    myn_param_text(&method, 4, p, text, sizeof text);
    ck_assert_str_eq(text, "lar");
    myn_param_text(&method, 4, p, NULL, 0);
    p[myn_param_slot(&method, 4)] = 7; /* no word of this number */
    myn_param_text(&method, 4, p, expected, sizeof expected);
    ck_assert_str_eq(expected, "none");
}
END_TEST

START_TEST(refusals)
{
    static const struct {
        const char *method, *params;
        bool refused;
    } row[] = {{"floor_cap", "", true},
               {"floor_cap", "low=2; high=1", true},
               {"floor_cap", "low=1; high=1", true},
               {"floor_cap", "low=1", false},
               {"floor_cap", "high=1", false},
               {"winsorise", "low=90; high=10", true},
               {"winsorise", "", false},
               {"power", "p=0", true},
               {"power", "p=0.5", false}};
    for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
        Use use = use_method(row[k].method, row[k].params);
        ck_assert((use.method->refuse(use.param) != NULL) == row[k].refused);
        use_free(&use);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("parameters");
    TCase *c = tcase_create("all");
    tcase_add_test(c, slots);
    tcase_add_test(c, good);
    tcase_add_test(c, bad);
    tcase_add_test(c, cut);
    tcase_add_test(c, refusals);
    suite_add_tcase(s, c);
    return s;
}
