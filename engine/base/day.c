/* Days and dates of the proleptic Gregorian calendar, counted in years that begin in March: the leap day is
 * then the last of its year, and the days before a month are a straight line. */
#include <mynegai/period.h>

#define DAYS_400    146097 /* days in 400 years */
#define DAYS_BEFORE 719468 /* from 0000-03-01 to 1970-01-01 */

/* Rounds down, for negative A too. */
static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* Days are counted in 64 bits, as the furthest ones' months end beyond 32. */
static int64_t day_of(int64_t year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t cycle = floor_div(y, 400), of_cycle = y - cycle * 400;
    int64_t before_month = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5;
    int64_t of_years = of_cycle * 365 + of_cycle / 4 - of_cycle / 100;
    return cycle * DAYS_400 + of_years + before_month + day - 1 - DAYS_BEFORE;
}

int32_t myn_day(int year, int month, int day)
{
    return (int32_t)day_of(year, month, day);
}

void myn_day_split(int32_t at, int *year, int *month, int *day)
{
    int64_t since = (int64_t)at + DAYS_BEFORE;
    int64_t cycle = floor_div(since, DAYS_400), rest = since - cycle * DAYS_400;
    int64_t of_cycle = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    int64_t of_year = rest - (of_cycle * 365 + of_cycle / 4 - of_cycle / 100);
    int64_t from_march = (5 * of_year + 2) / 153;
    *day = (int)(of_year - (153 * from_march + 2) / 5 + 1);
    *month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    *year = (int)(cycle * 400 + of_cycle + (*month <= 2));
}

int32_t myn_day_add_months(int32_t at, int months)
{
    int year, month, day;
    myn_day_split(at, &year, &month, &day);
    int64_t count = (int64_t)year * 12 + month - 1 + months;
    int64_t of_year = floor_div(count, 12);
    month = (int)(count - of_year * 12) + 1;
    int64_t first = day_of(of_year, month, 1);
    int64_t next = month == 12 ? day_of(of_year + 1, 1, 1) : day_of(of_year, month + 1, 1);
    return (int32_t)(first + day <= next ? first + day - 1 : next - 1);
}
