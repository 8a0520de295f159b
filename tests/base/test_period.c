#include "suite.h"
#include <limits.h>
#include <mynegai/period.h>
#include <string.h>

/* Python: datetime.date(y, m, d).toordinal() - datetime.date(1970, 1, 1).toordinal() */
START_TEST(days_of_known_dates)
{
    static const int dates[][4] = {{1, 1, 1, -719162},     {1600, 2, 29, -135081}, {1900, 2, 28, -25509},
                                   {1900, 3, 1, -25508},   {1969, 12, 31, -1},     {1970, 1, 1, 0},
                                   {2000, 2, 29, 11016},   {2000, 3, 1, 11017},    {2019, 5, 15, 18031},
                                   {2100, 2, 28, 47540},   {2100, 3, 1, 47541},    {2400, 2, 29, 157113},
                                   {9999, 12, 31, 2932896}};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        const int *d = dates[i];
        int year, month, day;
        ck_assert_int_eq(myn_day(d[0], d[1], d[2]), d[3]);
        myn_day_split(d[3], &year, &month, &day);
        ck_assert_int_eq(year, d[0]);
        ck_assert_int_eq(month, d[1]);
        ck_assert_int_eq(day, d[2]);
    }
}
END_TEST

/* All days of years 1 to 9999. Python: h = 0; for each date x: h = (31 h + 10000 year + 100 month + day) mod
 * 2^64 */
START_TEST(every_day_as_python_counts_it)
{
    uint64_t hash = 0;
    for (int32_t at = -719162; at <= 2932896; at++) {
        int year, month, day;
        myn_day_split(at, &year, &month, &day);
        hash = hash * 31 + (uint64_t)(year * 10000 + month * 100 + day);
        if (myn_day(year, month, day) != at) ck_abort_msg("day %d", at);
    }
    ck_assert(hash == 9719926653105945462u);
}
END_TEST

START_TEST(months_later)
{
    /* numbers of days from Python's datetime; the last day where the month has no such day */
    ck_assert_int_eq(myn_day_add_months(myn_day(2020, 1, 31), 1), 18321); /* 2020-02-29 */
    ck_assert_int_eq(myn_day_add_months(myn_day(2020, 3, 31), -1), 18321);
    ck_assert_int_eq(myn_day_add_months(myn_day(2019, 5, 15), 0), 18031);
    ck_assert_int_eq(myn_day_add_months(myn_day(2011, 1, 1), 36), 16071); /* 2014-01-01 */
    ck_assert_int_eq(myn_day_add_months(myn_day(2011, 12, 1), 1), 15340); /* 2012-01-01 */
    ck_assert_int_eq(myn_day_add_months(myn_day(2014, 1, 1), -36), 14975);
    ck_assert_int_eq(myn_day_add_months(myn_day(1, 1, 15), -1), myn_day(0, 12, 15));
}
END_TEST

typedef struct {
    const char *text;
    int32_t start, end; /* Python's datetime, as above */
    const char *label;
} Case;

static void check_case(const Case *c, myn_period_form form)
{
    myn_period period;
    char label[MYN_PERIOD_TEXT];
    ck_assert_msg(myn_period_read(c->text, strlen(c->text), form, &period) == MYN_OK, "%s", c->text);
    ck_assert_msg(period.start == c->start && period.end == c->end, "%s: %d %d", c->text, period.start,
                  period.end);
    myn_period_text(period, label);
    ck_assert_str_eq(label, c->label);
}

START_TEST(forms_that_read_alike)
{
    static const Case cases[] = {{"2019-05", 18017, 18048, "2019-05"},
                                 {"2019-05-15", 18031, 18032, "2019-05-15"},
                                 {"2022/23", 19083, 19448, "2022-23"},
                                 {"2022-23", 19083, 19448, "2022-23"},
                                 {"1999/00", 10682, 11048, "1999-00"},
                                 {"2011/12", 15065, 15431, "2011-12"},
                                 {"2019Q2", 17987, 18078, "2019-Q2"},
                                 {"2019-Q2", 17987, 18078, "2019-Q2"},
                                 {"2019/Q2", 17987, 18078, "2019-Q2"},
                                 {"2019 Q2", 17987, 18078, "2019-Q2"},
                                 {"2019-Q4", 18170, 18262, "2019-Q4"},
                                 {"2019-01-01/P1Y", 17897, 18262, "2019"},
                                 {"2022-04-01/P12M", 19083, 19448, "2022-23"},
                                 {"2019-05-01/P1M", 18017, 18048, "2019-05"},
                                 {"2011-01-01/P3Y", 14975, 16071, "2011-01-01/P3Y"},
                                 {"2011-01-01/P36M", 14975, 16071, "2011-01-01/P3Y"},
                                 {"2011-12-01/P1M", 15309, 15340, "2011-12"},
                                 {"2020-01-31/P1M", 18292, 18321, "2020-01-31/P1M"},
                                 {"2020-01-31/P2W", 18292, 18306, "2020-01-31/P14D"},
                                 {"2020-01-31/P14D", 18292, 18306, "2020-01-31/P14D"},
                                 {"2020-01-31/P1D", 18292, 18293, "2020-01-31"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_case(&cases[i], MYN_PERIOD_ISO);
        check_case(&cases[i], MYN_PERIOD_FINANCIAL);
    }
}
END_TEST

START_TEST(forms_with_two_readings)
{
    check_case(&(Case){"2011-12", 15309, 15340, "2011-12"}, MYN_PERIOD_ISO);
    check_case(&(Case){"2011-12", 15065, 15431, "2011-12"}, MYN_PERIOD_FINANCIAL);
    check_case(&(Case){"2019", 17897, 18262, "2019"}, MYN_PERIOD_ISO);
    check_case(&(Case){"2022", 19083, 19448, "2022-23"}, MYN_PERIOD_FINANCIAL);
}
END_TEST

START_TEST(texts_that_are_no_period)
{
    static const char *const bad[] = {"",
                                      "201",
                                      "20190",
                                      "2019-",
                                      "2019-13",
                                      "2019-00",
                                      "2019/13",
                                      "2022/24",
                                      "2022/22",
                                      "2019-02-29",
                                      "1900-02-29",
                                      "2100-02-29",
                                      "2019-04-31",
                                      "2019-05-00",
                                      "2019-05-15 ",
                                      " 2019",
                                      "2019-5",
                                      "2019Q0",
                                      "2019Q5",
                                      "2019Q",
                                      "2019 Q12",
                                      "2019--Q1",
                                      "2019q1",
                                      "2019/05/15",
                                      "2019-05-15/",
                                      "2019-05/P1Y",
                                      "2019-05-15/P",
                                      "2019-05-15/PY",
                                      "2019-05-15/P0D",
                                      "2019-05-15/P1X",
                                      "2019-05-15/P1Y1M",
                                      "2019-05-15/P1234567D",
                                      "2019-05-15/-P1D",
                                      "0000",
                                      "-2019",
                                      "2022/2023",
                                      "twenty",
                                      "2019-Q2x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        for (int form = MYN_PERIOD_ISO; form <= MYN_PERIOD_FINANCIAL; form++) {
            myn_period period = {5, 6};
            ck_assert_msg(myn_period_read(bad[i], strlen(bad[i]), (myn_period_form)form, &period) ==
                              MYN_ERR_DATA,
                          "%s", bad[i]);
            ck_assert_int_eq(period.start, 5); /* left alone */
        }
}
END_TEST

START_TEST(only_the_length_given_is_read)
{
    myn_period period;
    ck_assert_int_eq(myn_period_read("2019-05-15", 4, MYN_PERIOD_ISO, &period), MYN_OK);
    ck_assert_int_eq(period.end, 18262);
    ck_assert_int_eq(myn_period_read("2019-05-15", 6, MYN_PERIOD_ISO, &period), MYN_ERR_DATA);
}
END_TEST

/* A label other than of a financial year ending in a month's number reads back as its period. */
START_TEST(labels_read_back)
{
    for (int32_t start = 18000; start < 18800; start += 1)
        for (int32_t days = 1; days < 1200; days += days < 40 ? 1 : 37) {
            myn_period period = {start, start + days}, back;
            char label[MYN_PERIOD_TEXT];
            myn_period_text(period, label);
            ck_assert_int_eq(myn_period_read(label, strlen(label), MYN_PERIOD_ISO, &back), MYN_OK);
            ck_assert(myn_period_equal(period, back));
        }
}
END_TEST

START_TEST(labels_of_the_furthest_periods_fit)
{
    char label[MYN_PERIOD_TEXT];
    myn_period_text((myn_period){INT32_MIN, INT32_MAX}, label);
    ck_assert_uint_lt(strlen(label), MYN_PERIOD_TEXT);
    myn_period_text((myn_period){INT32_MAX, INT32_MIN}, label);
    ck_assert_uint_lt(strlen(label), MYN_PERIOD_TEXT);
}
END_TEST

START_TEST(ordered_by_end_then_shorter_later)
{
    myn_period year = {17897, 18262}, december = {18231, 18262}, next = {18262, 18293};
    ck_assert_int_lt(myn_period_compare(year, december), 0);
    ck_assert_int_gt(myn_period_compare(december, year), 0);
    ck_assert_int_lt(myn_period_compare(december, next), 0);
    ck_assert_int_gt(myn_period_compare(next, year), 0);
    ck_assert_int_eq(myn_period_compare(year, year), 0);
    ck_assert(myn_period_equal(year, year));
    ck_assert(!myn_period_equal(year, december));
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("period");
    TCase *c = tcase_create("period");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, days_of_known_dates);
    tcase_add_test(c, every_day_as_python_counts_it);
    tcase_add_test(c, months_later);
    tcase_add_test(c, forms_that_read_alike);
    tcase_add_test(c, forms_with_two_readings);
    tcase_add_test(c, texts_that_are_no_period);
    tcase_add_test(c, only_the_length_given_is_read);
    tcase_add_test(c, labels_read_back);
    tcase_add_test(c, labels_of_the_furthest_periods_fit);
    tcase_add_test(c, ordered_by_end_then_shorter_later);
    suite_add_tcase(s, c);
    return s;
}
