/* Writing and rounding numbers, from their shortest decimal form. */
#include "base/decimal.h"
#include <math.h>
#include <mynegai/text.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Numbers from 1e-4 up to 1e15 are written without an exponent. */
#define PLAIN_LEAST (-4)
#define PLAIN_MOST  15

static char *put_zeros(char *at, int count)
{
    for (; count > 0; count--) *at++ = '0';
    return at;
}

static char *put(char *at, const char *from, int count)
{
    if (count <= 0) return at;
    memcpy(at, from, (size_t)count);
    return at + count;
}

/* The digits with at least PLACES after the point; its caller sees to the room. */
static size_t plain_form(const Decimal *d, int places, char *out)
{
    char *at = out;
    if (d->negative) *at++ = '-';
    int whole = d->point < 0 ? 0 : d->point < d->count ? d->point : d->count;
    at = put(at, d->digits, whole);
    at = whole ? put_zeros(at, d->point - whole)
               : put_zeros(at, d->count ? (d->point > 0 ? d->point : 1) : 1);
    int zeros = d->point < 0 && d->count ? -d->point : 0, rest = d->count - whole;
    if (rest > 0 || places > 0) {
        *at++ = '.';
        if (rest > 0) at = put(put_zeros(at, zeros), d->digits + whole, rest);
        at = put_zeros(at, places - (rest > 0 ? zeros + rest : 0));
    }
    *at = '\0';
    return (size_t)(at - out);
}

/* "d.ddde[+-]dd", an exponent of at least two digits as printf writes it. */
static size_t exponent_form(const Decimal *d, char *out)
{
    char *at = out;
    if (d->negative) *at++ = '-';
    *at++ = d->digits[0];
    if (d->count > 1) {
        *at++ = '.';
        at = put(at, d->digits + 1, d->count - 1);
    }
    int exponent = abs(d->point - 1);
    *at++ = 'e';
    *at++ = d->point - 1 < 0 ? '-' : '+';
    if (exponent >= 100) *at++ = (char)('0' + exponent / 100);
    *at++ = (char)('0' + exponent / 10 % 10);
    *at++ = (char)('0' + exponent % 10);
    *at = '\0';
    return (size_t)(at - out);
}

static size_t no_number(double value, char *out)
{
    const char *text = isnan(value) ? "" : value > 0 ? "inf" : "-inf";
    size_t length = strlen(text);
    memcpy(out, text, length + 1);
    return length;
}

/* Whole numbers need no search for digits. */
static size_t whole_text(double value, char *out)
{
    char digits[20];
    int n = 0;
    for (uint64_t rest = (uint64_t)fabs(value); rest || n == 0; rest /= 10)
        digits[n++] = (char)('0' + rest % 10);
    char *at = out;
    if (signbit(value)) *at++ = '-';
    while (n) *at++ = digits[--n];
    *at = '\0';
    return (size_t)(at - out);
}

size_t myn_number_text(double value, char out[MYN_NUMBER_TEXT])
{
    if (!isfinite(value)) return no_number(value, out);
    if (fabs(value) < 1e15 && value == trunc(value)) return whole_text(value, out);
    Decimal decimal;
    decimal_of(value, &decimal);
    bool plain = decimal.point > PLAIN_LEAST && decimal.point <= PLAIN_MOST;
    return plain ? plain_form(&decimal, 0, out) : exponent_form(&decimal, out);
}

static int places_of(int decimals)
{
    return decimals < 0 ? 0 : decimals > 15 ? 15 : decimals;
}

size_t myn_fixed_text(double value, int decimals, char out[MYN_NUMBER_TEXT])
{
    if (!isfinite(value)) return no_number(value, out);
    Decimal decimal;
    decimal_of(value, &decimal);
    decimal_round(&decimal, places_of(decimals));
    if (decimal.count == 0) decimal.negative = false;
    if (decimal.point > PLAIN_MOST - (decimals == 15)) return myn_number_text(value, out);
    return plain_form(&decimal, places_of(decimals), out);
}

double myn_round(double value, int decimals)
{
    if (!isfinite(value)) return value;
    Decimal decimal;
    decimal_of(value, &decimal);
    decimal_round(&decimal, places_of(decimals));
    if (decimal.count == 0) return 0;
    char text[MYN_NUMBER_TEXT];
    size_t length = exponent_form(&decimal, text);
    return myn_number_read(text, length, &value) ? value : NAN;
}
