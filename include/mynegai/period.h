/* Periods as intervals of days, so that a three-year average is not taken for one year. */
#ifndef MYNEGAI_PERIOD_H
#define MYNEGAI_PERIOD_H
#include <mynegai/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Days since 1970-01-01 of the proleptic Gregorian calendar: [start, end). end = start + 1 for a date. */
typedef struct {
    int32_t start, end;
} myn_period;

/* How a text with two readings is to be taken. "2011-12" is a month (December 2011) under MYN_PERIOD_ISO and
 * a financial year (April 2011 to March 2012) under MYN_PERIOD_FINANCIAL; a bare year "2011" under
 * MYN_PERIOD_FINANCIAL is the financial year that starts in it; everything else reads alike under both. */
typedef enum { MYN_PERIOD_ISO, MYN_PERIOD_FINANCIAL } myn_period_form;

/* Read LENGTH bytes: 2019 | 2019-05 | 2019-05-15 | 2022/23 (financial) | 2022-23 | 2019Q2, 2019-Q2, 2019/Q2,
 * 2019 Q2 | start/duration with start a date and duration P<n>Y, P<n>M, P<n>W or P<n>D. MYN_ERR_DATA where it
 * is none of these or no such day exists. */
myn_status myn_period_read(const char *text, size_t length, myn_period_form form,
                           myn_period *out) MYN_CHECKED;

#define MYN_PERIOD_TEXT 32 /* 31 bytes and a zero */

/* The one label of PERIOD: "2019", "2022-23" (financial), "2019-Q2", "2019-05", "2019-05-15", else
 * "2011-01-01/P3Y" (or in days where it is no whole number of months). Reads back as the same period. */
void myn_period_text(myn_period period, char out[MYN_PERIOD_TEXT]);

/* The day YEAR-MONTH-DAY (month and day from 1), counted as in myn_period. */
int32_t myn_day(int year, int month, int day);

/* And back: the year, month and day that AT is. */
void myn_day_split(int32_t at, int *year, int *month, int *day);

/* The same day of the month, MONTHS (may be negative) later, the last day of that month where it has no such
 * day. */
int32_t myn_day_add_months(int32_t at, int months);

/* Below, at or above 0 as A comes before, with or after B: by end, then by length (shorter later), the order of
 * periods in a store. */
int myn_period_compare(myn_period a, myn_period b);

/* Whether both start and end on the same days. */
static inline bool myn_period_equal(myn_period a, myn_period b)
{
    return a.start == b.start && a.end == b.end;
}

#endif
