/* Calendars of series: steps, seasons, labels of what comes next. Expected labels are written out by hand. */
#include "suite.h"
#include <mynegai/run_forecast.h>
#include <string.h>

static myn_timeline line_of(const char *const *text, unsigned frequency)
{
    myn_period period[16];
    size_t count = 0;
    myn_timeline line;
    for (; text[count]; count++)
        ck_assert_int_eq(myn_period_read(text[count], strlen(text[count]), MYN_PERIOD_ISO, &period[count]),
                         MYN_OK);
    ck_assert_int_eq(myn_timeline_of(period, count, frequency, &line), MYN_OK);
    return line;
}

typedef struct {
    const char *text[6];
    unsigned frequency;
    long position; /* of the last text */
    const char *next;
} Known;

static const Known known[] = {
    {{"2019", "2020", "2021"}, 1, 2, "2022"},
    {{"2021", "2019", "2020"}, 1, 1, "2021"},  /* in any order */
    {{"2019", "2020", "2023"}, 1, 4, "2024"},  /* a gap */
    {{"2011", "2013", "2017"}, 1, 3, "2019"},  /* every second year */
    {{"2019-20", "2020-21"}, 1, 1, "2021-22"}, /* financial years */
    {{"2019-Q3", "2019-Q4", "2020-Q2"}, 4, 3, "2020-Q3"},
    {{"2019-11", "2020-01", "2020-02"}, 12, 3, "2020-03"},
    {{"2019-01-31", "2019-02-28", "2019-04-30"}, 12, 3, "2019-05-31"}, /* last days of months */
    {{"2023-01-15", "2023-02-15", "2023-03-15"}, 12, 2, "2023-04-15"},
    {{"2019-12-31", "2020-12-31"}, 1, 1, "2021-12-31"},
    {{"2024-01-01", "2024-01-08", "2024-01-22"}, 52, 3, "2024-01-29"},
    {{"2024-02-27", "2024-02-28", "2024-03-01"}, 7, 3, "2024-03-02"},
    {{"2011-01-01/P3Y", "2012-01-01/P3Y"}, 1, 1, "2013-01-01/P3Y"}, /* overlapping */
    {{"2020-02-29"}, 7, 0, "2020-03-01"},
    {{"2020"}, 1, 0, "2021"},
};

START_TEST(steps)
{
    const Known *k = &known[_i];
    size_t last = 0;
    long position;
    char text[MYN_PERIOD_TEXT];
    myn_timeline line = line_of(k->text, 0);
    while (k->text[last + 1]) last++;
    myn_period period;
    ck_assert_int_eq(myn_period_read(k->text[last], strlen(k->text[last]), MYN_PERIOD_ISO, &period), MYN_OK);
    ck_assert_uint_eq(line.frequency, k->frequency);
    ck_assert(myn_timeline_position(&line, period, &position));
    ck_assert_msg(position == k->position, "%s: %ld", k->text[last], position);
    ck_assert(myn_period_equal(myn_timeline_at(&line, position), period));
    myn_timeline_text(&line, position + 1, text);
    ck_assert_str_eq(text, k->next);
}
END_TEST

START_TEST(off_the_calendar)
{
    static const char *const years[] = {"2019", "2020", NULL};
    myn_timeline line = line_of(years, 0);
    myn_period quarter;
    long position;
    ck_assert_int_eq(myn_period_read("2020-Q2", 7, MYN_PERIOD_ISO, &quarter), MYN_OK);
    ck_assert(!myn_timeline_position(&line, quarter, &position));
    ck_assert_int_eq(myn_timeline_of(NULL, 0, 0, &line), MYN_ERR_DATA);
}
END_TEST

START_TEST(told)
{
    static const char *const months[] = {"2019-01", "2019-02", NULL};
    ck_assert_uint_eq(line_of(months, 6).frequency, 6);
}
END_TEST

START_TEST(flags)
{
    char text[64];
    myn_forecast_flag_words(MYN_FLAG_SHORT | MYN_FLAG_GAPS | MYN_FLAG_LONG, text, sizeof text);
    ck_assert_str_eq(text, "short gaps long");
    myn_forecast_flag_words(0, text, sizeof text);
    ck_assert_str_eq(text, "");
    myn_forecast_flag_words(~0u, text, 9);
    ck_assert_str_eq(text, "short co");
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("forecast_calendar");
    TCase *c = tcase_create("all");
    tcase_add_loop_test(c, steps, 0, sizeof known / sizeof *known);
    tcase_add_test(c, off_the_calendar);
    tcase_add_test(c, told);
    tcase_add_test(c, flags);
    suite_add_tcase(s, c);
    return s;
}
