/* Periods from texts and back. Each form is tried in turn, from the most to the least telling; only
 * `2011-12` has two readings, and the caller says which. */
#include <mynegai/period.h>
#include <stdio.h>
#include <string.h>

/* What is left to read. */
typedef struct {
    const char *at, *end;
} Rest;

/* Exactly DIGITS digits, or -1 and nothing read. */
static int read_digits(Rest *rest, int digits)
{
    if (rest->end - rest->at < digits) return -1;
    int value = 0;
    for (int i = 0; i < digits; i++) {
        char c = rest->at[i];
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    rest->at += digits;
    return value;
}

static bool skip(Rest *rest, char c)
{
    if (rest->at == rest->end || *rest->at != c) return false;
    rest->at++;
    return true;
}

/* MONTHS months from the first of MONTH, ending at most in the year after. */
static myn_period months_from(int year, int month, int months)
{
    int last = month + months;
    return (myn_period){myn_day(year, month, 1),
                        myn_day(year + (last > 12), last > 12 ? last - 12 : last, 1)};
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* YEAR-MONTH-DAY where there is such a day. */
static bool make_date(int year, int month, int day, myn_period *out)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return false;
    if (day < 1 || day > lengths[month - 1] + (month == 2 && is_leap(year))) return false;
    int32_t at = myn_day(year, month, day);
    *out = (myn_period){at, at + 1};
    return true;
}

/* P<n>Y, P<n>M, P<n>W or P<n>D after a date; up to 6 digits, which keeps every sum of days far inside its
 * type. */
static bool read_duration(Rest rest, myn_period *out)
{
    if (!skip(&rest, 'P')) return false;
    int n = 0, digits = 0;
    for (int digit; digits < 6 && (digit = read_digits(&rest, 1)) >= 0; digits++) n = n * 10 + digit;
    if (n < 1 || rest.end - rest.at != 1) return false;
    switch (*rest.at) {
    case 'Y': out->end = myn_day_add_months(out->start, n * 12); return true;
    case 'M': out->end = myn_day_add_months(out->start, n); return true;
    case 'W': out->end = out->start + n * 7; return true;
    case 'D': out->end = out->start + n; return true;
    }
    return false;
}

/* After "YYYY": [-/ ]Qn */
static bool read_quarter(Rest rest, int year, myn_period *out)
{
    if (!skip(&rest, '-') && !skip(&rest, '/')) skip(&rest, ' ');
    if (!skip(&rest, 'Q')) return false;
    int quarter = read_digits(&rest, 1);
    if (quarter < 1 || quarter > 4 || rest.at != rest.end) return false;
    *out = months_from(year, 3 * quarter - 2, 3);
    return true;
}

/* After "YYYY-MM": nothing, or -DD, or -DD/duration. */
static bool read_date(Rest rest, int year, int month, myn_period *out)
{
    if (!skip(&rest, '-')) return false;
    int day = read_digits(&rest, 2);
    if (day < 0 || !make_date(year, month, day, out)) return false;
    return rest.at == rest.end || (skip(&rest, '/') && read_duration(rest, out));
}

/* After "YYYY": a second part of two digits, which is the next year's end (financial) or a month. */
static bool read_second(Rest rest, int year, myn_period_form form, myn_period *out)
{
    bool slash = *rest.at == '/';
    if (!slash && *rest.at != '-') return false;
    rest.at++;
    int second = read_digits(&rest, 2);
    if (second < 0) return false;
    if (rest.at != rest.end) return !slash && read_date(rest, year, second, out);
    bool financial = second == (year + 1) % 100, month = !slash && second >= 1 && second <= 12;
    if (financial && !(month && form == MYN_PERIOD_ISO))
        *out = months_from(year, 4, 12);
    else if (month)
        *out = months_from(year, second, 1);
    return financial || month;
}

myn_status myn_period_read(const char *text, size_t length, myn_period_form form, myn_period *out)
{
    Rest rest = {text, text + length};
    int year = read_digits(&rest, 4);
    myn_period read = {0, 0};
    bool good = year > 0;
    if (good && rest.at == rest.end)
        read = months_from(year, form == MYN_PERIOD_FINANCIAL ? 4 : 1, 12);
    else if (good)
        good = read_quarter(rest, year, &read) || read_second(rest, year, form, &read);
    if (!good) return MYN_ERR_DATA;
    *out = read;
    return MYN_OK;
}

/* How many months later than START the day END is; 0 where it is no whole number of them. */
static int whole_months(myn_period period)
{
    int y0, m0, d0, y1, m1, d1;
    myn_day_split(period.start, &y0, &m0, &d0);
    myn_day_split(period.end, &y1, &m1, &d1);
    int months = (y1 - y0) * 12 + m1 - m0;
    return months > 0 && myn_day_add_months(period.start, months) == period.end ? months : 0;
}

void myn_period_text(myn_period period, char out[MYN_PERIOD_TEXT])
{
    int year, month, day, months = whole_months(period);
    myn_day_split(period.start, &year, &month, &day);
    char text[96];
    long long days = (long long)period.end - period.start;
    int length = snprintf(text, sizeof text, "%04d", year);
    char *rest = text + length;
    size_t room = sizeof text - (size_t)length;
    bool first = day == 1;
    if (first && months == 12 && month == 4)
        snprintf(rest, room, "-%02d", (year + 1) % 100);
    else if (first && months == 3 && month % 3 == 1)
        snprintf(rest, room, "-Q%d", month / 3 + 1);
    else if (first && months == 1)
        snprintf(rest, room, "-%02d", month);
    else if (days == 1)
        snprintf(rest, room, "-%02d-%02d", month, day);
    else if (first && months == 12 && month == 1)
        *rest = '\0';
    else if (months && months % 12 == 0)
        snprintf(rest, room, "-%02d-%02d/P%dY", month, day, months / 12);
    else if (months)
        snprintf(rest, room, "-%02d-%02d/P%dM", month, day, months);
    else
        snprintf(rest, room, "-%02d-%02d/P%lldD", month, day, days);
    memcpy(out, text, MYN_PERIOD_TEXT - 1);
    out[MYN_PERIOD_TEXT - 1] = '\0';
}

int myn_period_compare(myn_period a, myn_period b)
{
    if (a.end != b.end) return a.end < b.end ? -1 : 1;
    return (a.start > b.start) - (a.start < b.start);
}
