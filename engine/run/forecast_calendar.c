/* Calendars of series: which step, which season, and which periods come next. */
#include <mynegai/run_forecast.h>
#include <stdio.h>
#include <stdlib.h>

static long gcd(long a, long b)
{
    while (b) {
        long rest = a % b;
        a = b, b = rest;
    }
    return a < 0 ? -a : a;
}

static bool is_month_end(int32_t day)
{
    int y0, m0, y1, m1, d;
    myn_day_split(day, &y0, &m0, &d);
    myn_day_split(day + 1, &y1, &m1, &d);
    return m0 != m1;
}

static long month_number(int32_t day)
{
    int year, month, d;
    myn_day_split(day, &year, &month, &d);
    return 12L * year + month - 1;
}

static int day_of_month(int32_t day)
{
    int year, month, d;
    myn_day_split(day, &year, &month, &d);
    return d;
}

/* Whole months from start to end; 0 where it is no whole number of them. */
static int months_long(myn_period p)
{
    long months = month_number(p.end) - month_number(p.start);
    return months > 0 && myn_day_add_months(p.start, (int)months) == p.end ? (int)months : 0;
}

static unsigned seasons_of(const myn_timeline *line)
{
    if (line->months) return line->months >= 12 ? 1 : 12 % line->months ? 1 : (unsigned)(12 / line->months);
    return line->days == 7 ? 52 : line->days == 1 ? 7 : 1;
}

/* Whether all start on one day of the month, or all on the last. */
static void day_kind(const myn_period *period, size_t count, bool *same, bool *last)
{
    *same = *last = true;
    for (size_t i = 0; i < count; i++) {
        *same &= day_of_month(period[i].start) == day_of_month(period[0].start);
        *last &= is_month_end(period[i].start);
    }
}

myn_status myn_timeline_of(const myn_period *period, size_t count, unsigned frequency, myn_timeline *out)
{
    bool same, last;
    long step = 0;
    if (!count) return MYN_ERR_DATA;
    *out = (myn_timeline){.start = period[0].start, .length_months = months_long(period[0])};
    for (size_t i = 0; i < count; i++)
        if (period[i].start < out->start) out->start = period[i].start;
    if (!out->length_months) out->length_days = period[0].end - period[0].start;
    day_kind(period, count, &same, &last);
    bool monthly = same || last;
    for (size_t i = 0; i < count; i++)
        step = gcd(monthly ? month_number(period[i].start) - month_number(out->start)
                           : period[i].start - out->start,
                   step);
    if (monthly && !step) step = out->length_months;
    if (!step) monthly = false, step = out->length_days;
    out->month_end = monthly && last && day_of_month(out->start) > 27;
    if (monthly)
        out->months = (int)step;
    else
        out->days = (int)step;
    out->frequency = frequency ? frequency : seasons_of(out);
    return MYN_OK;
}

bool myn_timeline_position(const myn_timeline *line, myn_period period, long *position)
{
    long step = line->months ? line->months : line->days ? line->days : 1;
    long off = line->months ? month_number(period.start) - month_number(line->start)
                            : (long)period.start - line->start;
    *position = off / step;
    return off % step == 0 && myn_timeline_at(line, *position).start == period.start;
}

static int32_t start_of(const myn_timeline *line, long position)
{
    if (!line->months) return line->start + (int32_t)(position * (line->days ? line->days : 1));
    if (!line->month_end) return myn_day_add_months(line->start, (int)(position * line->months));
    int32_t first = line->start - day_of_month(line->start) +
                    1; /* the month's first day, and then the next one's */
    return myn_day_add_months(first, (int)(position * line->months) + 1) - 1;
}

myn_period myn_timeline_at(const myn_timeline *line, long position)
{
    int32_t start = start_of(line, position);
    if (line->length_months) return (myn_period){start, myn_day_add_months(start, line->length_months)};
    return (myn_period){start, start + (line->length_days ? line->length_days : 1)};
}

void myn_timeline_text(const myn_timeline *line, long position, char out[MYN_PERIOD_TEXT])
{
    if (line->months || line->days)
        myn_period_text(myn_timeline_at(line, position), out);
    else
        snprintf(out, MYN_PERIOD_TEXT, "%ld", (long)start_of(line, position));
}
