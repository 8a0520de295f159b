/* Reading decimal numbers, correctly rounded.
 *
 * Most numbers in tables have few digits: mantissa and power of ten are both exact doubles, so that one
 * division or multiplication rounds correctly (Clinger 1990, doi:10.1145/93542.93557). All others go through
 * strtod in the C locale, on a copy of at most KEPT digits: a double's halfway points have at most 767 of
 * them, so that what follows matters only by not being zero. */
#include <mynegai/text.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define KEPT 800
#define FAR  100000L /* an exponent of ten that no number of KEPT digits survives */

/* A number taken apart: value = digits x 10^exponent, digits being those from first to last without the
 * point. */
typedef struct {
    const char *first, *last;
    uint64_t mantissa; /* of the first 19 significant digits */
    int significant;   /* digits that entered mantissa */
    bool longer;       /* there were more */
    bool negative;
    long exponent;
} Parts;

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline const char *read_digits(const char *at, const char *end, Parts *parts)
{
    for (; at < end && is_digit(*at); at++) {
        if (parts->significant == 19) {
            parts->longer = true;
        } else {
            parts->mantissa = parts->mantissa * 10 + (uint64_t)(*at - '0');
            parts->significant += parts->mantissa != 0;
        }
    }
    return at;
}

/* e[+-]digits; an exponent too long to hold stays very far off. NULL where no digit follows the e. */
static const char *read_exponent(const char *at, const char *end, long *exponent)
{
    at++;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    if (at == end || !is_digit(*at)) return NULL;
    long read = 0;
    for (; at < end && is_digit(*at); at++)
        if (read < LONG_MAX / 100) read = read * 10 + (*at - '0');
    *exponent = negative ? -read : read;
    return at;
}

/* Take the text apart; false where it is no number. */
static inline bool read_parts(const char *text, size_t length, Parts *parts)
{
    const char *at = text, *end = text + length;
    if (at < end && (*at == '-' || *at == '+')) parts->negative = *at++ == '-';
    parts->first = at;
    at = read_digits(at, end, parts);
    if (at == parts->first) return false;
    const char *point = at;
    if (at < end && *at == '.') {
        at = read_digits(at + 1, end, parts);
        if (at == point + 1) return false;
    }
    parts->last = at;
    long fraction = at > point ? (long)(at - point - 1) : 0;
    if (at < end && (*at == 'e' || *at == 'E')) at = read_exponent(at, end, &parts->exponent);
    parts->exponent -= fraction;
    return at == end;
}

static locale_t plain;

static void make_plain(void)
{
    plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

static const uint64_t powers_of_ten[] = {1u,
                                         10u,
                                         100u,
                                         1000u,
                                         10000u,
                                         100000u,
                                         1000000u,
                                         10000000u,
                                         100000000u,
                                         1000000000u,
                                         10000000000u,
                                         100000000000u,
                                         1000000000000u,
                                         10000000000000u,
                                         100000000000000u,
                                         1000000000000000u,
                                         10000000000000000u,
                                         100000000000000000u,
                                         1000000000000000000u,
                                         10000000000000000000u};

/* Write "digits e exponent" without the point and leading zeros, and let strtod round it. */
static bool read_slowly(const Parts *parts, double *out)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    if (pthread_once(&once, make_plain) || !plain) return false;
    char copy[KEPT + 32];
    size_t n = 0;
    long exponent = parts->exponent;
    bool dropped = false;
    for (const char *at = parts->first; at < parts->last; at++) {
        if (*at == '.' || (n == 0 && *at == '0')) continue;
        if (n < KEPT) {
            copy[n++] = *at;
        } else {
            dropped |= *at != '0';
            exponent++;
        }
    }
    if (n == 0) copy[n++] = '0';
    if (dropped) copy[n++] = '1', exponent--;
    exponent = exponent > FAR ? FAR : exponent < -FAR ? -FAR : exponent;
    copy[n++] = 'e';
    if (exponent < 0) copy[n++] = '-', exponent = -exponent;
    for (long unit = FAR; unit; unit /= 10) copy[n++] = (char)('0' + exponent / unit % 10);
    copy[n] = '\0';
    double value = strtod_l(copy, NULL, plain);
    if (isinf(value)) return false; /* too large: no value that anyone meant */
    *out = parts->negative ? -value : value;
    return true;
}

/* MANTISSA x 10^-PLACES, 0 < MANTISSA, PLACES <= 19, correctly rounded: 64 bits of the quotient, the last of
 * them set where anything is left over, are more than a double's 53 and the one that decides. */
static double divide(uint64_t mantissa, int places)
{
    uint64_t divisor = powers_of_ten[places];
    int up = __builtin_clzll(mantissa), down = __builtin_clzll(divisor);
    /* both with their first bit set: the quotient lies between 2^62 and 2^64 */
    unsigned __int128 dividend = (unsigned __int128)(mantissa << up) << 63;
    divisor <<= down;
    uint64_t quotient = (uint64_t)(dividend / divisor);
    quotient |= (unsigned __int128)quotient * divisor != dividend;
    return ldexp((double)quotient, down - up - 63);
}

/* ---- short numbers: up to eight bytes at once ---- */

#define EACH_BYTE(b) ((uint64_t)0x0101010101010101 * (b))

/* LENGTH bytes, 1 to 8, as the last of a word's eight (the first byte lowest), behind zeros. */
static inline uint64_t load_short(const char *text, size_t length)
{
    uint64_t word = 0;
    if (length >= 4) { /* two loads that may overlap */
        uint32_t head, tail;
        memcpy(&head, text, 4);
        memcpy(&tail, text + length - 4, 4);
        word = head | (uint64_t)tail << 8 * (length - 4);
    } else {
        for (size_t i = 0; i < length; i++) word |= (uint64_t)(unsigned char)text[i] << 8 * i;
    }
    return word << 8 * (8 - length) | EACH_BYTE('0') >> 8 * (length - 1) >> 8;
}

/* The first byte of WORD that is a point, 8 where none is. */
static inline unsigned find_point(uint64_t word)
{
    uint64_t x = word ^ EACH_BYTE('.'), found = (x - EACH_BYTE(1)) & ~x & EACH_BYTE(0x80);
    return found ? (unsigned)__builtin_ctzll(found) / 8 : 8;
}

/* Eight digits as a number, pairs joined to fours and those to eight; false where one is no digit. */
static inline bool eight_digits(uint64_t word, uint64_t *out)
{
    uint64_t upper = EACH_BYTE(0xf0);
    if ((word & upper) != EACH_BYTE('0') || ((word + EACH_BYTE(6)) & upper) != EACH_BYTE('0')) return false;
    word -= EACH_BYTE('0');
    word = word * 10 + (word >> 8);
    uint64_t first = word & 0x000000ff000000ff, second = word >> 16 & 0x000000ff000000ff;
    *out = (first * (100 + ((uint64_t)1000000 << 32)) + second * (1 + ((uint64_t)10000 << 32))) >> 32;
    return true;
}

/* Digits, or digits with a point between them, of 1 to 8 bytes: no branch that depends on how many. False
 * also for what read_parts may understand. */
static inline bool read_short(const char *text, size_t length, double *out)
{
    static const double ten_to[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    uint64_t word = load_short(text, length), digits;
    unsigned point = find_point(word), decimals = 0;
    if (point < 8) {
        if (point == 8 - length || point == 7) return false;
        uint64_t before = word & (((uint64_t)1 << 8 * point) - 1), after = word >> 8 * (point + 1);
        word = after << 8 * (point + 1) | before << 8 | '0';
        decimals = 7 - point;
    }
    if (!eight_digits(word, &digits)) return false;
    *out = (double)digits / ten_to[decimals];
    return true;
}

bool myn_number_read(const char *text, size_t length, double *out)
{
    bool minus = length > 1 && *text == '-';
    if (length - minus - 1 < 8 && read_short(text + minus, length - minus, out)) {
        if (minus) *out = -*out;
        return true;
    }
    static const double ten_to[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    Parts parts = {0};
    if (!read_parts(text, length, &parts)) return false;
    long e = parts.exponent;
    double value;
    if (parts.longer || e < -22 || e > 22) return read_slowly(&parts, out);
    if (parts.mantissa <= (uint64_t)1 << 53) {
        value = e < 0 ? (double)parts.mantissa / ten_to[-e] : (double)parts.mantissa * ten_to[e];
    } else {
        if (e < -19 || e > 0) return read_slowly(&parts, out);
        value = divide(parts.mantissa, (int)-e);
    }
    *out = parts.negative ? -value : value;
    return true;
}
