#include "suite.h"
#include <locale.h>
#include <math.h>
#include <mynegai/text.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double from_bits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Marsaglia's xorshift, so that Python can draw the same numbers. */
static uint64_t next_bits(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void check_text(double value, const char *expected)
{
    char out[MYN_NUMBER_TEXT];
    ck_assert_uint_eq(myn_number_text(value, out), strlen(expected));
    ck_assert_str_eq(out, expected);
}

START_TEST(shortest_forms)
{
    check_text(0, "0");
    check_text(-0.0, "-0");
    check_text(0.1, "0.1");
    check_text(-12.5, "-12.5");
    check_text(100, "100");
    check_text(999999999999999, "999999999999999");
    check_text(1e15, "1e+15");
    check_text(123456789012345.6, "123456789012345.6");
    check_text(1e300, "1e+300");
    check_text(1e-4, "0.0001");
    check_text(0.00012345, "0.00012345");
    check_text(1e-5, "1e-05");
    check_text(-1.25e-7, "-1.25e-07");
    check_text(0.1 + 0.2, "0.30000000000000004");
    check_text(2.0 / 3, "0.6666666666666666");
    check_text(5e-324, "5e-324");
    check_text(1.7976931348623157e308, "1.7976931348623157e+308");
    check_text(2.2250738585072014e-308, "2.2250738585072014e-308");
    check_text(0x1p-44,
               "5.684341886080802e-14"); /* Python: repr(2 ** -44); "%.16g" gives ...801, which is another */
    check_text(NAN, "");
    check_text(INFINITY, "inf");
    check_text(-INFINITY, "-inf");
}
END_TEST

START_TEST(every_number_reads_back)
{
    uint64_t state = 2463534242;
    for (int i = 0; i < 1000000; i++) {
        double value = from_bits(next_bits(&state)), back;
        if (!isfinite(value)) continue;
        char out[MYN_NUMBER_TEXT];
        size_t length = myn_number_text(value, out);
        if (length >= MYN_NUMBER_TEXT || strlen(out) != length || !myn_number_read(out, length, &back) ||
            memcmp(&back, &value, sizeof back) != 0)
            ck_abort_msg("%a %s", value, out);
    }
}
END_TEST

/* The digits and the exponent of a number's text, as "digits exponent\n", d1 d2 ... x 10^(exponent - count).
 */
static void feed(uint64_t *hash, double value)
{
    char out[MYN_NUMBER_TEXT], digits[64], line[96];
    myn_number_text(fabs(value), out);
    char *e = strchr(out, 'e');
    int exponent = e ? atoi(e + 1) : 0, count = 0, whole = -1;
    for (char *at = out; at < (e ? e : out + strlen(out)); at++) {
        if (*at == '.')
            whole = count;
        else
            digits[count++] = *at;
    }
    if (whole < 0) whole = count;
    int zeros = 0;
    while (digits[zeros] == '0') zeros++;
    while (digits[count - 1] == '0') count--;
    snprintf(line, sizeof line, "%.*s %d\n", count - zeros, digits + zeros, whole + exponent - zeros);
    for (char *at = line; *at; at++) *hash = (*hash ^ (unsigned char)*at) * 0x100000001b3u;
}

/* 200,000 random doubles, all powers of two, their neighbours above, denormal powers of two: FNV-1a over the
 * digits that Python's repr (the shortest form, nearest where there are several) gives for each. */
START_TEST(the_same_digits_as_python)
{
    uint64_t hash = 0xcbf29ce484222325u, state = 88172645463325252u;
    for (int i = 0; i < 200000; i++) {
        double value = from_bits(next_bits(&state));
        if (isfinite(value) && value != 0) feed(&hash, value);
    }
    for (uint64_t e = 0; e < 2047; e++) {
        if (e) feed(&hash, from_bits(e << 52));
        feed(&hash, from_bits(e << 52 | 1));
    }
    for (int e = 0; e < 52; e++) feed(&hash, from_bits((uint64_t)1 << e));
    ck_assert(hash == 0xecb51064314f56d4u);
}
END_TEST

/* Numbers as tables hold them, from 1e-14 to 1e18: random ones, quotients by powers of ten, the fifty doubles
 * on either side of each power of ten, hundredths. FNV-1a over Python's repr, as above. */
START_TEST(the_same_digits_as_python_in_the_middle)
{
    uint64_t hash = 0xcbf29ce484222325u, state = 88172645463325252u;
    for (int i = 0; i < 100000; i++) {
        uint64_t mantissa = next_bits(&state) >> 11 | (uint64_t)1 << 52;
        feed(&hash, ldexp((double)mantissa, (int)(next_bits(&state) % 100) - 92));
    }
    for (int i = 0; i < 100000; i++) {
        double whole = (double)(next_bits(&state) % 1000000000 + 1);
        feed(&hash, whole / pow(10, (double)(next_bits(&state) % 13)));
    }
    for (int k = -14; k < 18; k++) {
        char text[16];
        snprintf(text, sizeof text, "1e%d", k);
        double up = strtod(text, NULL), down = up;
        for (int j = 0; j < 50; j++, up = nextafter(up, INFINITY)) feed(&hash, up);
        for (int j = 0; j < 50; j++, down = nextafter(down, 0)) feed(&hash, down);
    }
    for (int i = 1; i < 5000; i++) {
        feed(&hash, i * 0.01);
        feed(&hash, i * 0.1 + i);
    }
    ck_assert(hash == 0xb6fc25fe36e36abu);
}
END_TEST

static void check_fixed(double value, int decimals, const char *expected)
{
    char out[MYN_NUMBER_TEXT];
    size_t length = myn_fixed_text(value, decimals, out);
    ck_assert_str_eq(out, expected);
    ck_assert_uint_eq(length, strlen(expected));
}

/* By the rule of the header, by hand: half away from zero in the shortest decimal form. */
START_TEST(fixed_forms)
{
    check_fixed(2.675, 2, "2.68");
    check_fixed(-2.675, 2, "-2.68");
    check_fixed(1.005, 2, "1.01");
    check_fixed(2.5, 0, "3");
    check_fixed(0.5, 0, "1");
    check_fixed(0.49999999999999994, 0, "0");
    check_fixed(-0.4, 0, "0");
    check_fixed(-0.004, 2, "0.00");
    check_fixed(0, 3, "0.000");
    check_fixed(-0.0, 1, "0.0");
    check_fixed(0.05, 1, "0.1");
    check_fixed(0.049999999999999996, 1, "0.0");
    check_fixed(0.006, 2, "0.01");
    check_fixed(0.0006, 2, "0.00");
    check_fixed(9.995, 2, "10.00");
    check_fixed(999.9, 0, "1000");
    check_fixed(0.999, 2, "1.00");
    check_fixed(0.0999, 2, "0.10");
    check_fixed(12, 2, "12.00");
    check_fixed(1200.5, 1, "1200.5");
    check_fixed(1.5, 15, "1.500000000000000");
    check_fixed(12345678901234.5, 15, "12345678901234.500000000000000"); /* the longest */
    check_fixed(-12345678901234.5, 15, "-12345678901234.500000000000000");
    check_fixed(123456789012345.5, 15, "123456789012345.5"); /* one too long: the shortest form */
    check_fixed(NAN, 2, "");
    check_fixed(INFINITY, 2, "inf");
    check_fixed(1e300, 2, "1e+300");
    check_fixed(2.55, -1, "3");
    check_fixed(2.5, 99, "2.500000000000000");
}
END_TEST

START_TEST(rounding)
{
    static const double cases[][3] = {/* value, decimals, expected */
                                      {2.675, 2, 2.68},
                                      {1.005, 2, 1.01},
                                      {-1.005, 2, -1.01},
                                      {0.5, 0, 1},
                                      {1.5, 0, 2},
                                      {-0.5, 0, -1},
                                      {2.4, 0, 2},
                                      {1e300, 3, 1e300},
                                      {0.1, 15, 0.1},
                                      {1234.5675, 3, 1234.568},
                                      {5e-324, 15, 0},
                                      {-0.2, 0, 0},
                                      {0.285, 2, 0.29},
                                      {1.45, 1, 1.5},
                                      {8.5, 0, 9},
                                      {4503599627370495.5, 0, 4503599627370496},
                                      {9007199254740994, 2, 9007199254740994}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(myn_round(cases[i][0], (int)cases[i][1]) == cases[i][2], "%.17g", cases[i][0]);
    ck_assert(isnan(myn_round(NAN, 2)));
    ck_assert(myn_round(-INFINITY, 2) == -INFINITY);
    ck_assert(!signbit(myn_round(-0.2, 0)));
}
END_TEST

/* A number of K halves of the last place kept is an exact tie: k / 2 x 10^-d, read from its text. */
START_TEST(rounding_of_ties)
{
    for (int decimals = 0; decimals <= 6; decimals++)
        for (int k = 1; k < 20000; k += 2) {
            char text[40], up[40];
            snprintf(text, sizeof text, "%d5e-%d", k / 2, decimals + 1);
            snprintf(up, sizeof up, "%de-%d", k / 2 + 1, decimals);
            double rounded = myn_round(strtod(text, NULL), decimals);
            ck_assert_msg(rounded == strtod(up, NULL), "%s %.17g", text, rounded);
        }
}
END_TEST

static void check_read(const char *text, double expected)
{
    double value = -77;
    ck_assert_msg(myn_number_read(text, strlen(text), &value), "%s", text);
    ck_assert_msg(memcmp(&value, &expected, sizeof value) == 0, "%s: %.17g", text, value);
}

START_TEST(reading)
{
    check_read("0", 0);
    check_read("-0", -0.0);
    check_read("+5", 5);
    check_read("007", 7);
    check_read("12.50", 12.5);
    check_read("1e3", 1000);
    check_read("1E+3", 1000);
    check_read("25e-1", 2.5);
    check_read("0.1", 0.1);
    check_read("123456789012345678", 123456789012345678.0);
    check_read("9007199254740993", 9007199254740992.0); /* a tie: to even */
    check_read("9007199254740993.0000000000000000000000000001", 9007199254740994.0);
    check_read("9007199254740992.9999999999999999999999999999", 9007199254740992.0);
    check_read("1e22", 1e22);
    check_read("1e23", 1e23);
    check_read("1e-400", 0);
    check_read("-1e-99999999999999999999999", -0.0);
    check_read("0e99999999999999999999999", 0);
    check_read("4.9406564584124654e-324", 5e-324);
    check_read("2.4703282292062327e-324", 0);
    check_read("2.4703282292062328e-324", 5e-324);
    check_read("1.7976931348623158e308", 1.7976931348623157e308);
    check_read("2.2250738585072011e-308", 2.225073858507201e-308);
    check_read("6.631236846766476e-316", 6.631236846766476e-316);
}
END_TEST

/* More digits than any double has: 1 and 1 + 2^-53 (a tie, exactly) with a long tail, and very long zeros. */
START_TEST(reading_very_long_numbers)
{
    static const char tie[] = "1.00000000000000011102230246251565404236316680908203125";
    char text[3000];
    memset(text, '0', sizeof text);
    memcpy(text, tie, sizeof tie - 1);
    double value;
    ck_assert(myn_number_read(text, sizeof text, &value) && value == 1);
    text[sizeof text - 1] = '1';
    ck_assert(myn_number_read(text, sizeof text, &value) && value == 1 + 0x1p-52);
    memset(text, '0', sizeof text);
    text[1] = '.';
    memcpy(text + 2900, "25e2900", 7); /* 0.(2898 zeros)25e2900 = 2.5e-2899 x 1e2900 = 25 */
    ck_assert(myn_number_read(text, 2907, &value) && value == 25);
    memset(text, '9', sizeof text);
    ck_assert(!myn_number_read(text, 400, &value));
    memcpy(text + 400, "e-400", 5);
    ck_assert(myn_number_read(text, 405, &value) && value == 1);
}
END_TEST

START_TEST(texts_that_are_no_number)
{
    static const char *const bad[] = {
        "",         " ",       "1 ",  " 1",    "nan",   "inf",    "-inf",
        "0x10",     "1e",      "1e+", "e5",    ".5",    "5.",     "1.e5",
        "--1",      "+-1",     "1,5", "1.2.3", "1e5.5", "1e5e5",  "-",
        "+",        ".",       "1_0", "1f",    "1e400", "-1e309", "1.7976931348623159e308",
        "infinity", "\xd9\xa1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double value = 5;
        ck_assert_msg(!myn_number_read(bad[i], strlen(bad[i]), &value), "%s", bad[i]);
        ck_assert(value == 5);
    }
}
END_TEST

START_TEST(only_the_length_given_is_read)
{
    double value;
    ck_assert(myn_number_read("12.5,7", 4, &value) && value == 12.5);
    ck_assert(myn_number_read("1234567890123456789012345", 3, &value) && value == 123);
    ck_assert(!myn_number_read("1\0", 2, &value));
}
END_TEST

/* Against strtod, which glibc rounds correctly: numbers of 1 to 25 digits, exponents where the fast ways end.
 */
START_TEST(reading_agrees_with_strtod)
{
    uint64_t state = 12345;
    for (int i = 0; i < 300000; i++) {
        char text[80];
        int n = 0, digits = 1 + (int)(next_bits(&state) % 25), point = (int)(next_bits(&state) % 27);
        for (int k = 0; k < digits; k++) {
            if (k && k == point) text[n++] = '.';
            text[n++] = (char)('0' + next_bits(&state) % 10);
        }
        if (i % 2) n += snprintf(text + n, 16, "e%d", (int)(next_bits(&state) % 90) - 45);
        text[n] = '\0';
        double value, expected = strtod(text, NULL);
        if (!myn_number_read(text, (size_t)n, &value) || value != expected) ck_abort_msg("%s", text);
    }
}
END_TEST

/* A locale with a decimal comma changes nothing; where none is installed the test says nothing. */
START_TEST(the_locale_does_not_matter)
{
    static const char *const names[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE.utf8", "fr_FR", "cy_GB.UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_ALL, names[i])) break;
    check_text(0.30000000000000004, "0.30000000000000004");
    check_text(12.5, "12.5");
    check_fixed(2.675, 2, "2.68");
    check_read("0.30000000000000004", 0.30000000000000004);
    setlocale(LC_ALL, "C");
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("number");
    TCase *c = tcase_create("number");
    tcase_set_timeout(c, 120);
    tcase_add_test(c, shortest_forms);
    tcase_add_test(c, every_number_reads_back);
    tcase_add_test(c, the_same_digits_as_python);
    tcase_add_test(c, the_same_digits_as_python_in_the_middle);
    tcase_add_test(c, fixed_forms);
    tcase_add_test(c, rounding);
    tcase_add_test(c, rounding_of_ties);
    tcase_add_test(c, reading);
    tcase_add_test(c, reading_very_long_numbers);
    tcase_add_test(c, texts_that_are_no_number);
    tcase_add_test(c, only_the_length_given_is_read);
    tcase_add_test(c, reading_agrees_with_strtod);
    tcase_add_test(c, the_locale_does_not_matter);
    suite_add_tcase(s, c);
    return s;
}
