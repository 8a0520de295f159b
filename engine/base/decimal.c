#include "base/decimal.h"
#include <math.h>
#include <mynegai/text.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reads_back(const char *text, double value)
{
    double back;
    return myn_number_read(text, strlen(text), &back) && back == value;
}

/* "d.ddde[+-]dd" with DIGITS digits, the locale's decimal mark (which may be several bytes) put right. */
static void write_digits(double value, int digits, char *out, size_t size)
{
    snprintf(out, size, "%.*e", digits - 1, value);
    if (digits == 1) return;
    size_t mark = 1 + strcspn(out + 1, "0123456789");
    out[1] = '.';
    memmove(out + 2, out + mark, strlen(out + mark) + 1);
}

/* One unit more in the last digit. At a power of two the double below is twice as near as the one above, so
 * that the nearest decimal may fall short while the next one up reads back. False where the last digit is 9:
 * then there is a shorter form, which was tried before. */
static bool step_up(char *text)
{
    char *last = strchr(text, 'e') - 1;
    if (*last == '9') return false;
    ++*last;
    return true;
}

/* Take "d.ddde[+-]dd" apart. */
static void take_apart(const char *text, Decimal *out)
{
    const char *exponent = strchr(text, 'e');
    for (const char *at = text; at < exponent; at++)
        if (*at != '.') out->digits[out->count++] = *at;
    while (out->count && out->digits[out->count - 1] == '0') out->count--;
    out->digits[out->count] = '\0';
    out->point = (int)strtol(exponent + 1, NULL, 10) + 1;
}

void decimal_of(double value, Decimal *out)
{
    *out = (Decimal){.negative = signbit(value)};
    value = fabs(value);
    if (value == 0) return;
    char text[48];
    /* any 15 digits name one double, but denormals need fewer to be told apart */
    for (int digits = value < 2.3e-308 ? 1 : 15; digits <= DECIMAL_DIGITS; digits++) {
        write_digits(value, digits, text, sizeof text);
        if (reads_back(text, value)) break;
        if (digits == 16 && step_up(text) && reads_back(text, value)) break;
    }
    take_apart(text, out);
}

/* One unit more in the last digit kept, carried to the left; all nines become a single 1. */
static void carry(Decimal *decimal)
{
    int last = decimal->count - 1;
    while (last >= 0 && decimal->digits[last] == '9') last--;
    if (last >= 0) {
        decimal->digits[last]++;
        decimal->count = last + 1;
    } else {
        decimal->digits[0] = '1';
        decimal->count = 1;
        decimal->point++;
    }
}

void decimal_round(Decimal *decimal, int places)
{
    int keep = decimal->point + places;
    if (keep >= decimal->count) return;
    bool up = keep >= 0 && decimal->digits[keep] >= '5';
    decimal->count = keep > 0 ? keep : 0;
    if (up) {
        if (decimal->count == 0) decimal->point = 0 - places;
        carry(decimal);
    }
    while (decimal->count && decimal->digits[decimal->count - 1] == '0') decimal->count--;
    decimal->digits[decimal->count] = '\0';
}
