#include "suite.h"
#include <math.h>
#include <mynegai/stream.h>

/* Random123 1.14, tests/kat_vectors, philox4x32 with 10 rounds: the first two words of each answer. */
START_TEST(known_answers)
{
    myn_stream zeros = myn_stream_at(0, 0);
    ck_assert(myn_stream_bits(&zeros) == 0xe169c58d6627e8d5u);
    ck_assert_uint_eq(zeros.counter, 1);
    myn_stream ones = {UINT64_MAX, UINT64_MAX, UINT64_MAX};
    ck_assert(myn_stream_bits(&ones) == 0x41c83b0e408f276du);
    myn_stream pi = {.seed = 0x299f31d0a4093822u, .job = 0x0370734413198a2eu, .counter = 0x85a308d3243f6a88u};
    ck_assert(myn_stream_bits(&pi) == 0x94fdccebd16cfe09u);
}
END_TEST

START_TEST(draws_need_none_before_them)
{
    myn_stream walked = myn_stream_at(42, 7);
    for (int i = 0; i < 100; i++) myn_stream_bits(&walked);
    myn_stream placed = {42, 7, 100}, other = {42, 8, 100}, third = {43, 7, 100};
    uint64_t bits = myn_stream_bits(&walked);
    ck_assert(myn_stream_bits(&placed) == bits);
    ck_assert(myn_stream_bits(&other) != bits);
    ck_assert(myn_stream_bits(&third) != bits);
}
END_TEST

typedef struct {
    uint64_t job, counter, part; /* where draw `counter` of stream (2019, job) is part `part` of 2^52 */
    double normal;
} Case;

/* Philox is a permutation of its counter: run backwards (in Python) it tells where a wanted number is drawn,
 * so that the middle, the tails and both ends are met. Normal numbers: R 4.2.2, qnorm((part + 0.5) / 2^52).
 */
// clang-format off
static const Case cases[] = {
    {0x8d80c4eb0258b7d2u, 0xac3f14754e749eedu, 0u, -8.2095361516013856},
    {0xfda29344be5e5565u, 0x53df082d466b28e6u, 1u, -8.0765710041301233},
    {0x1f8444e8faa3b966u, 0x5672543c770b5a4fu, 1048576u, -6.2302600632894771},
    {0x7b3aea354ca69c76u, 0x18e1d953f149d306u, 67108864u, -5.5425940564987553},
    {0xbd4b01c1fc2597aeu, 0x4560b1ba2e88f10cu, 1099511627775u, -3.4871041041145525},
    {0xcd019f342bce8ca8u, 0x062615fc5bb37522u, 45035996273704u, -2.3263478740408443},
    {0x36c9ee83c58e50afu, 0x263b831c44582ab0u, 337319612090050u, -1.4402382675279628},
    {0xc5ed6fd125a0c40fu, 0xf7f20e967c196b0au, 338220332015524u, -1.4388253927525394},
    {0x987c5e987d7f3720u, 0x187ac437222c8429u, 1351079888211148u, -0.52440051270804111},
    {0x480526957c6c7570u, 0x8f880574d53ef949u, 2251799813685248u, 2.7829164246717676e-16},
    {0x817899182eddf1d2u, 0x9948f5a850234276u, 3602879701896397u, 0.84162123357291474},
    {0x9d7fc3078429008au, 0x0d983229427c6b33u, 4166280015280446u, 1.4402382675279644},
    {0x22e01a2a05292410u, 0x6d6dcba6197240abu, 4499096027743125u, 3.0902323061678132},
    {0xd391b6f119fa6736u, 0xb2f3820f52b7ec16u, 4503599627337728u, 6.7523026446006389},
    {0x07124f97564c6368u, 0x2bf726dfd14bb87du, 4503599627370495u, 8.2095361516013856},
};
// clang-format on

START_TEST(uniform_at_both_ends_and_between)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        myn_stream stream = {2019, cases[i].job, cases[i].counter};
        double u = myn_stream_uniform(&stream);
        ck_assert(u == ((double)cases[i].part + 0.5) / 0x1p52);
        ck_assert(u > 0 && u < 1);
    }
}
END_TEST

START_TEST(normal_as_r_gives_it)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        myn_stream stream = {2019, cases[i].job, cases[i].counter};
        double x = myn_stream_normal(&stream);
        ck_assert_msg(fabs(x - cases[i].normal) <= 1e-15 * (1 + fabs(x)), "%zu: %.17g", i, x);
        ck_assert_uint_eq(stream.counter, cases[i].counter + 1);
    }
}
END_TEST

/* 20,000 normal numbers: mean within 4 of its standard errors (1/sqrt(n)), variance of its (sqrt(2/n)). */
START_TEST(normal_has_mean_0_and_variance_1)
{
    enum { N = 20000 };
    myn_stream stream = myn_stream_at(1, 1);
    double sum = 0, squares = 0;
    for (int i = 0; i < N; i++) {
        double x = myn_stream_normal(&stream);
        sum += x;
        squares += x * x;
    }
    ck_assert_double_lt(fabs(sum / N), 4 / sqrt(N));
    ck_assert_double_lt(fabs(squares / N - 1), 4 * sqrt(2.0 / N));
}
END_TEST

/* Whole blocks and a rest, over the place where the counter's lower half ends. */
START_TEST(many_uniforms_are_those_one_by_one)
{
    enum { MANY = 700 };
    static const uint64_t first[] = {0, 41, 0xfffffff0u, UINT64_MAX - 5};
    double many[MANY];
    for (size_t f = 0; f < sizeof first / sizeof *first; f++)
        for (size_t n = 0; n <= MANY; n += 140) {
            myn_stream one = {11, 5, first[f]};
            myn_stream_uniforms(11, 5, first[f], n, many);
            for (size_t i = 0; i < n; i++) ck_assert_double_eq(many[i], myn_stream_uniform(&one));
        }
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("stream");
    TCase *c = tcase_create("stream");
    tcase_add_test(c, known_answers);
    tcase_add_test(c, draws_need_none_before_them);
    tcase_add_test(c, uniform_at_both_ends_and_between);
    tcase_add_test(c, many_uniforms_are_those_one_by_one);
    tcase_add_test(c, normal_as_r_gives_it);
    tcase_add_test(c, normal_has_mean_0_and_variance_1);
    suite_add_tcase(s, c);
    return s;
}
