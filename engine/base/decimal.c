/* The shortest digits of a double by trial: one digit more until the text reads back as the same number. Slower
 * than the algorithms made for it, and plainly right. */
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

/* 5^k; with 53 bits of mantissa every product stays below 2^116. */
#define MOST_FIVES 27
// clang-format off
static const uint64_t fives[MOST_FIVES + 1] = {
    1u, 5u, 25u, 125u, 625u, 3125u,
    15625u, 78125u, 390625u, 1953125u, 9765625u, 48828125u,
    244140625u, 1220703125u, 6103515625u, 30517578125u, 152587890625u, 762939453125u,
    3814697265625u, 19073486328125u, 95367431640625u, 476837158203125u, 2384185791015625u, 11920928955078125u,
    59604644775390625u, 298023223876953125u, 1490116119384765625u, 7450580596923828125u};
// clang-format on

/* VALUE as mantissa x 2^exponent, and its power of ten: 10^tens <= value < 10^(tens + 1), or ten times that.
 */
typedef struct {
    uint64_t mantissa;
    int exponent, tens;
} Binary;

/* The double below is then half as far as the one above. */
static bool at_power_of_two(const Binary *b)
{
    return b->mantissa == (uint64_t)1 << 52;
}

/* The integer of DIGITS digits (or one more, where `tens` is one too few) nearest to VALUE x 10^k,
 * exactly: VALUE x 10^k = (mantissa x 5^k) x 2^(exponent + k). *SAME tells whether it reads back as VALUE,
 * that is, whether it lies within half a unit of the mantissa. False where the product does not fit, or at a
 * power of two, whose neighbours are not equally far. */
static bool nearest_digits(const Binary *b, int digits, uint64_t *out, bool *same)
{
    int k = digits - 1 - b->tens, shift = -(b->exponent + k);
    if (k < 0 || k > MOST_FIVES || shift < 1 || shift > 112) return false;
    unsigned __int128 exact = (unsigned __int128)b->mantissa * fives[k],
                      half = (unsigned __int128)1 << (shift - 1);
    unsigned __int128 whole = (exact + half) >> shift;
    if ((whole << shift) == exact + half) whole &= ~(unsigned __int128)1; /* a tie: to even */
    unsigned __int128 back = whole << shift, off = back > exact ? back - exact : exact - back;
    *out = (uint64_t)whole;
    bool half_way = 2 * off == fives[k] && b->mantissa % 2 == 0;
    *same = at_power_of_two(b) ? 4 * off < fives[k] : 2 * off < fives[k] || half_way;
    return true;
}

static const uint64_t tens_of[] = {100000000000000u, 1000000000000000u, 10000000000000000u,
                                   100000000000000000u};

/* Write VALUE's digits, trailing zeros left out; POINT as in Decimal. */
static void put_digits(uint64_t value, int digits, int point, Decimal *out)
{
    for (int i = digits; i-- > 0; value /= 10) out->digits[i] = (char)('0' + value % 10);
    while (digits && out->digits[digits - 1] == '0') digits--;
    out->digits[digits] = '\0';
    out->count = digits;
    out->point = point;
}

/* The shortest digits of ordinary numbers (about 1e-11 to 1e15) in whole numbers of 128 bits. */
static bool decimal_quickly(double value, Decimal *out)
{
    int exponent;
    Binary b = {.mantissa = (uint64_t)(frexp(value, &exponent) * 0x1p53)};
    b.exponent = exponent - 53;
    b.tens = (int)floor((exponent - 1) * 0.30102999566398120);
    if (value < 1e-12 || value >= 1e15) return false;
    for (int digits = 15; digits <= DECIMAL_DIGITS; digits++) {
        uint64_t whole;
        bool same;
        Binary at = b;
        if (!nearest_digits(&at, digits, &whole, &same)) return false;
        if (whole >= tens_of[digits - 14]) {
            at.tens++; /* `tens` was too few, or the digits were all nines and rounded up */
            if (!nearest_digits(&at, digits, &whole, &same)) return false;
        }
        if (!same && at_power_of_two(&b)) return false; /* one step up may do: leave it to the slow way */
        if (!same) continue;
        put_digits(whole, digits, at.tens + 1, out);
        return true;
    }
    return false;
}

static void decimal_slowly(double value, Decimal *out)
{
    char text[48];
    /* any 15 digits name one double, but denormals need fewer to be told apart */
    for (int digits = value < 2.3e-308 ? 1 : 15; digits <= DECIMAL_DIGITS; digits++) {
        write_digits(value, digits, text, sizeof text);
        if (reads_back(text, value)) break;
        if (digits == 16 && step_up(text) && reads_back(text, value)) break;
    }
    take_apart(text, out);
}

void decimal_of(double value, Decimal *out)
{
    *out = (Decimal){.negative = signbit(value)};
    value = fabs(value);
    if (value != 0 && !decimal_quickly(value, out)) decimal_slowly(value, out);
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
