/* Rates drawn towards those of the larger area, and values from the same area's other indicators. */
#include "use.h"

static myn_arena *arena;

static void start(void)
{
    ck_assert(myn_arena_new(&arena) == MYN_OK);
}

static void stop(void)
{
    myn_arena_free(arena);
}

/* R 4.2.2: m<-log((r+.5)/(n-r+.5)); M<-log((sum(r)+.5)/(sum(n)-sum(r)+.5));
 * s2<-(n+1)*(n+2)/(n*(r+1)*(n-r+1)); t2<-sum((m-M)^2)/(length(r)-1); w<-(1/s2)/(1/s2+1/t2);
 * plogis(w*m+(1-w)*M), parent by parent. */
START_TEST(two_parents)
{
    static const double r[] = {5, 3, 40, NAN, 9, 0, 4}, n[] = {20, 10, 1000, 50, 10, 12, 0};
    static const uint32_t group[] = {0, 1, 0, 1, 1, 0, 7};
    static const double want[] = {0.223363110760724237,
                                  0.34534956126379412,
                                  0.040500845929909476,
                                  NAN,
                                  0.83359470348119136,
                                  0.040374935247597152,
                                  NAN};
    double rate[7];
    myn_counts counts = {r, n, group, 7, 2};
    ck_assert(myn_shrink(&counts, rate, arena) == MYN_ERR_DATA); /* 4 of 0 */
    double among[7];
    memcpy(among, n, sizeof n);
    among[6] = NAN;
    counts.among = among;
    ck_assert(myn_shrink(&counts, rate, arena) == MYN_OK);
    for (int i = 0; i < 7; i++) ck_assert(close_to(rate[i], want[i], 1e-14));
}
END_TEST

/* 40 and 60 of 100: the parent's logit is 0, the areas' -m and m = ln(60.5/40.5), t2 = 2 m^2, s2 = 101 x 102
 * / (100 x 41 x 61). An area alone keeps its logit: (r + .5) / (n + 1). Areas all alike have their parent's.
 */
START_TEST(derived)
{
    double m = log(60.5 / 40.5), s2 = 101.0 * 102 / (100.0 * 41 * 61), w = 2 * m * m / (2 * m * m + s2),
           rate[5];
    static const double r[] = {40, 60, 3, 7, 7}, n[] = {100, 100, 19, 21, 21};
    static const uint32_t group[] = {0, 0, 1, 2, 2};
    myn_counts counts = {r, n, group, 5, 3};
    ck_assert(myn_shrink(&counts, rate, arena) == MYN_OK);
    ck_assert(close_to(rate[0], 1 / (1 + exp(w * m)), 1e-14) &&
              close_to(rate[1], 1 / (1 + exp(-w * m)), 1e-14));
    ck_assert(close_to(rate[2], 3.5 / 20, 1e-14));
    ck_assert(rate[3] == rate[4] && rate[3] > 14.5 / 43 - 0.01 && rate[3] < 7.5 / 22 + 0.01);
}
END_TEST

START_TEST(refused)
{
    double rate[1];
    static const double bad[][2] = {{-1, 5}, {6, 5}, {1, -1}, {1, INFINITY}};
    for (int k = 0; k < 4; k++) {
        myn_counts counts = {&bad[k][0], &bad[k][1], &(uint32_t){0}, 1, 1};
        ck_assert(myn_shrink(&counts, rate, arena) == MYN_ERR_DATA);
    }
    myn_counts homeless = {&(double){1}, &(double){5}, &(uint32_t){1}, 1, 1};
    ck_assert(myn_shrink(&homeless, rate, arena) == MYN_ERR_DATA);
    myn_counts none = {NULL, NULL, NULL, 0, 0};
    ck_assert(myn_shrink(&none, rate, arena) == MYN_OK);
}
END_TEST

/* Three indicators, the second with direction -, the third without spread. Area 0 lies at 1/4 of the first,
 * so that the second is 10 - 1/4 x 10; area 1 has only what tells nothing; area 2 has nothing. */
START_TEST(within_domain)
{
    double x[3][5] = {{1, NAN, NAN, 0, 4}, {NAN, NAN, NAN, 10, 0}, {7, 7, NAN, 7, NAN}};
    static const double direction[] = {1, -1, 1};
    uint8_t touched[15] = {0};
    myn_mat values = {x[0], 3, 5, 5};
    ck_assert(myn_fill_within(values, direction, touched, arena) == MYN_OK);
    ck_assert(x[1][0] == 7.5 && touched[5] == 1);
    ck_assert(isnan(x[0][1]) && isnan(x[1][1]) && isnan(x[2][2]) && isnan(x[0][2]));
    ck_assert(x[2][4] == 7 && touched[14] == 1);
    int marks = 0;
    for (int i = 0; i < 15; i++) marks += touched[i];
    ck_assert_int_eq(marks, 2);
    x[0][0] = INFINITY;
    ck_assert(myn_fill_within(values, direction, NULL, arena) == MYN_ERR_DATA);
    ck_assert(myn_fill_within((myn_mat){x[0], 0, 0, 0}, direction, NULL, arena) == MYN_OK);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("shrink");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, start, stop);
    tcase_add_test(c, two_parents);
    tcase_add_test(c, derived);
    tcase_add_test(c, refused);
    tcase_add_test(c, within_domain);
    suite_add_tcase(s, c);
    return s;
}
