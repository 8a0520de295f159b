/* Rules, rounding, the log and tables worked by hand. */
#include "suite.h"
#include <mynegai/cell.h>
#include <mynegai/disclosure.h>
#include <mynegai/stream.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NONE MYN_NO_PARENT
enum { SMALL_TABLE = 64 };

static myn_count_table table_of(const double *count, size_t classes, size_t areas,
                                const uint32_t *class_parent, const uint32_t *area_parent)
{
    return (myn_count_table){
        .count = {count, classes, areas, areas}, .area_parent = area_parent, .class_parent = class_parent};
}

static const uint32_t star[] = {NONE, 0, 0, 0, 0, 0, 0, 0};

typedef struct {
    uint8_t why[SMALL_TABLE];
    double up[SMALL_TABLE], down[SMALL_TABLE];
    myn_status status;
} Sensitive;

static Sensitive sensitive_of(const myn_count_table *table, const myn_disclosure_rules *rules)
{
    Sensitive s;
    myn_arena *arena;
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    s.status = myn_disclosure_sensitive(table, rules, s.why, s.up, s.down, arena);
    myn_arena_free(arena);
    return s;
}

static void check_cell(const Sensitive *s, size_t i, myn_withheld why, double up, double down)
{
    ck_assert_int_eq(s->why[i], why);
    ck_assert_double_eq_tol(s->up[i], up, 1e-12);
    ck_assert_double_eq_tol(s->down[i], down, 1e-12);
}

START_TEST(small_counts)
{
    double count[] = {0, 1, 4, 5, 1000};
    myn_count_table t = table_of(count, 1, 5, NULL, NULL);
    myn_disclosure_rules rules = myn_disclosure_defaults();
    Sensitive s = sensitive_of(&t, &rules);
    ck_assert_int_eq(s.status, MYN_OK);
    check_cell(&s, 0, MYN_WITHHELD_NOT, 0, 0);
    check_cell(&s, 1, MYN_WITHHELD_SMALL, 4, 1);
    check_cell(&s, 2, MYN_WITHHELD_SMALL, 1, 1);
    check_cell(&s, 3, MYN_WITHHELD_NOT, 0, 0);
    check_cell(&s, 4, MYN_WITHHELD_NOT, 0, 0);
    rules.zeros_safe = false, rules.under = 3;
    s = sensitive_of(&t, &rules);
    check_cell(&s, 0, MYN_WITHHELD_SMALL, 5, 0);
    check_cell(&s, 1, MYN_WITHHELD_SMALL, 4, 1);
    check_cell(&s, 2, MYN_WITHHELD_SMALL, 1, 3);
}
END_TEST

START_TEST(rates_and_their_rest)
{
    double count[] = {10, 10, 48, 50, 3, 2}, of[] = {29, 30, 50, 50, 4, NAN};
    uint8_t given[] = {0, 1, 0, 0, 0, 0};
    myn_count_table t = table_of(count, 1, 6, NULL, NULL);
    t.denominator = (myn_cmat){of, 1, 6, 6};
    t.sensitive = given;
    myn_disclosure_rules rules = myn_disclosure_defaults();
    Sensitive s = sensitive_of(&t, &rules);
    ck_assert_int_eq(s.status, MYN_OK);
    check_cell(&s, 0, MYN_WITHHELD_DENOMINATOR, 1, 1);
    check_cell(&s, 1, MYN_WITHHELD_GIVEN, 1, 1);
    check_cell(&s, 2, MYN_WITHHELD_COMPLEMENT, 1, 3);
    check_cell(&s, 3, MYN_WITHHELD_NOT, 0, 0);
    check_cell(&s, 4, MYN_WITHHELD_SMALL, 1,
               3); /* no further up than its denominator; the rest asks for 3 down */
    check_cell(&s, 5, MYN_WITHHELD_SMALL, 3, 1);
}
END_TEST

/* 80 + 15 of 100: more than 90 %. The second can tell the first to 5, which is less than 10 % of 80. */
START_TEST(dominance)
{
    double count[] = {100, 100}, largest[] = {80, 15, 3, 30, 30, NAN};
    myn_count_table t = table_of(count, 1, 2, NULL, NULL);
    t.largest = largest, t.largest_each = 3;
    myn_disclosure_rules rules = myn_disclosure_defaults();
    rules.share_of = 2, rules.share = 90;
    Sensitive s = sensitive_of(&t, &rules);
    check_cell(&s, 0, MYN_WITHHELD_SHARE, 9500. / 90 - 100, 9500. / 90 - 100);
    check_cell(&s, 1, MYN_WITHHELD_NOT, 0, 0);
    rules.share_of = 0, rules.percent = 10;
    s = sensitive_of(&t, &rules);
    check_cell(&s, 0, MYN_WITHHELD_PERCENT, 3, 3);
    check_cell(&s, 1, MYN_WITHHELD_NOT, 0, 0);
    largest[2] = 16;
    ck_assert_int_eq(sensitive_of(&t, &rules).status, MYN_ERR_DATA);
}
END_TEST

static void check_refused(myn_count_table t, myn_disclosure_rules rules, myn_status expected)
{
    myn_protected *out = (myn_protected *)&t;
    myn_disclosure_figures figures;
    ck_assert_int_eq(myn_disclose(&t, &rules, &out, &figures), expected);
    ck_assert_ptr_null(out);
}

START_TEST(what_is_no_table)
{
    double count[] = {9, 5, 4}, wrong[] = {9, 5, 5}, minus[] = {4, 5, -1}, gap[] = {9, NAN, 4},
           endless[] = {INFINITY, INFINITY, 4}, fewer[] = {8, 8, 8};
    const uint32_t ring[] = {1, 0, 0}, own[] = {NONE, 1, 0}, nobody[] = {NONE, 7, 0};
    myn_disclosure_rules rules = myn_disclosure_defaults(), bad = rules;
    check_refused(table_of(wrong, 1, 3, NULL, star), rules, MYN_ERR_DATA);
    check_refused(table_of(minus, 1, 3, NULL, star), rules, MYN_ERR_DATA);
    check_refused(table_of(gap, 1, 3, NULL, star), rules, MYN_ERR_DATA);
    check_refused(table_of(endless, 1, 3, NULL, star), rules, MYN_ERR_DATA);
    check_refused(table_of(count, 1, 3, NULL, ring), rules, MYN_ERR_ARGUMENT);
    check_refused(table_of(count, 1, 3, NULL, own), rules, MYN_ERR_ARGUMENT);
    check_refused(table_of(count, 1, 3, NULL, nobody), rules, MYN_ERR_ARGUMENT);
    myn_count_table t = table_of(count, 1, 3, NULL, star);
    t.denominator = (myn_cmat){fewer, 1, 3, 3};
    check_refused(t, rules, MYN_ERR_DATA);
    t.denominator.cols = 2;
    check_refused(t, rules, MYN_ERR_ARGUMENT);
    t.denominator.at = NULL;
    bad.percent = 10;
    check_refused(t, bad, MYN_ERR_ARGUMENT);
    bad = rules, bad.below = NAN;
    check_refused(t, bad, MYN_ERR_ARGUMENT);
    bad = rules, bad.rounding = MYN_ROUND_NEAREST, bad.base = 2.5;
    check_refused(t, bad, MYN_ERR_ARGUMENT);
}
END_TEST

/* ---- rounding ---- */

START_TEST(rounded_to_the_nearest)
{
    static const double x[] = {0, 1, 2, 3, 7, 8, 12, 15}, five[] = {0, 0, 0, 5, 5, 10, 10, 15},
                        ten[] = {0, 0, 0, 0, 10, 10, 10, 20};
    for (size_t i = 0; i < 8; i++) {
        ck_assert_double_eq(myn_round_count(x[i], 5, MYN_ROUND_NEAREST, 0, i), five[i]);
        ck_assert_double_eq(myn_round_count(x[i], 10, MYN_ROUND_NEAREST, 0, i), ten[i]);
        ck_assert_double_eq(myn_round_count(x[i], 10, MYN_ROUND_NONE, 0, i), x[i]);
    }
    ck_assert(isnan(myn_round_count(NAN, 5, MYN_ROUND_RANDOM, 0, 0)));
}
END_TEST

/* Means of 20,000 within five standard errors of the count; always a neighbouring multiple; the same each time. */
START_TEST(random_rounding_is_unbiased)
{
    enum { CELLS = 20000 };
    for (double x = 0; x <= 12; x++) {
        double sum = 0, rest = fmod(x, 5);
        for (uint64_t cell = 0; cell < CELLS; cell++) {
            double y = myn_round_count(x, 5, MYN_ROUND_RANDOM, 7, cell);
            ck_assert(fmod(y, 5) == 0 && fabs(y - x) < 5);
            ck_assert_double_eq(y, myn_round_count(x, 5, MYN_ROUND_RANDOM, 7, cell));
            sum += y;
        }
        ck_assert_double_le(fabs(sum / CELLS - x), 5 * sqrt(rest * (5 - rest) / CELLS));
    }
    ck_assert_double_eq(myn_round_count(10, 5, MYN_ROUND_RANDOM, 7, 1), 10);
}
END_TEST

/* ---- whole tables ---- */

static size_t withheld_cells(const myn_protected *t)
{
    myn_cmat v = myn_protected_values(t);
    size_t count = 0;
    for (size_t i = 0; i < v.rows * v.cols; i++) {
        bool nan = isnan(myn_crow(v, i / v.cols)[i % v.cols]);
        ck_assert_int_eq(myn_protected_status(t, i / v.cols, i % v.cols),
                         nan ? MYN_CELL_SUPPRESSED : MYN_CELL_OBSERVED);
        count += nan;
    }
    ck_assert_uint_eq(count, myn_protected_log_count(t));
    return count;
}

static myn_protected *protect(const myn_count_table *t, const myn_disclosure_rules *rules,
                              myn_disclosure_figures *figures)
{
    myn_protected *out;
    ck_assert_int_eq(myn_disclose(t, rules, &out, figures), MYN_OK);
    ck_assert_uint_eq(withheld_cells(out), figures->sensitive + figures->secondary);
    return out;
}

/* docs/disclosure.md: three areas and Wales, two classes and all. One small count needs a rectangle: three more cells,
 * and of all rectangles through it the one with the least figures is inside the table. */
START_TEST(the_example)
{
    double count[] = {
        120, 40, 50, 30, /* all: Wales, A, B, C */
        60,  37, 15, 8,  /* first class */
        60,  3,  35, 22, /* second class */
    };
    myn_count_table t = table_of(count, 3, 4, star, star);
    myn_disclosure_rules rules = myn_disclosure_defaults();
    myn_disclosure_figures figures;
    rules.loss = MYN_LOSE_LITTLE;
    myn_protected *out = protect(&t, &rules, &figures);
    ck_assert_uint_eq(figures.sensitive, 1);
    ck_assert_uint_eq(figures.secondary, 3);
    static const uint32_t cells[4][2] = {{1, 1}, {1, 3}, {2, 1}, {2, 3}};
    for (size_t i = 0; i < 4; i++) {
        myn_withheld_note note = myn_protected_log(out, i);
        ck_assert(note.class_at == cells[i][0] && note.area == cells[i][1]);
        ck_assert_int_eq(note.why, i == 2 ? MYN_WITHHELD_SMALL : MYN_WITHHELD_SECONDARY);
        ck_assert(note.for_class == 2 && note.for_area == 1);
    }
    double lower[12], upper[12];
    myn_arena *arena;
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    t.count.at = myn_protected_values(out).at;
    ck_assert(myn_disclosure_intervals(&t, NULL, lower, upper, arena) == MYN_OK);
    /* The second class has 25 in A and C together, C 30 in all and A 40: A's is anything from 0 to 25. */
    ck_assert_double_eq_tol(lower[9], 0, 1e-6);
    ck_assert_double_eq_tol(upper[9], 25, 1e-6);
    ck_assert_double_eq_tol(lower[5], 15, 1e-6);
    ck_assert_double_eq_tol(upper[5], 40, 1e-6);
    ck_assert_double_eq(lower[0], 120);
    myn_arena_free(arena);
    myn_protected_free(out);
}
END_TEST

START_TEST(edges)
{
    myn_disclosure_rules rules = myn_disclosure_defaults();
    myn_disclosure_figures figures;
    myn_count_table t = table_of(NULL, 0, 0, NULL, NULL);
    myn_protected_free(protect(&t, &rules, &figures));
    ck_assert_uint_eq(figures.sensitive, 0);
    double one[] = {3}, zeros[12] = {0}, small[] = {6, 2, 2, 2, 3, 1, 1, 1, 3, 1, 1, 1}, pair[] = {3, 3};
    t = table_of(one, 1, 1, NULL, NULL);
    myn_protected_free(protect(&t, &rules, &figures));
    ck_assert(figures.sensitive == 1 && figures.secondary == 0);
    t = table_of(zeros, 3, 4, star, star);
    myn_protected_free(protect(&t, &rules, &figures));
    ck_assert(figures.sensitive == 0 && figures.secondary == 0);
    t = table_of(small, 3, 4, star, star); /* all but the grand total are small */
    myn_protected_free(protect(&t, &rules, &figures));
    ck_assert_uint_eq(figures.sensitive, 11);
    t = table_of(pair, 1, 2, NULL, star); /* a total of one part: both are small */
    myn_protected_free(protect(&t, &rules, &figures));
    ck_assert_uint_eq(figures.sensitive, 2);
    double only[] = {7, 3, 4, 0};
    uint8_t all[] = {1, 1, 1, 1};
    t = table_of(only, 1, 4, NULL, star); /* everything withheld already */
    t.sensitive = all;
    myn_protected_free(protect(&t, &rules, &figures));
    ck_assert(figures.sensitive == 4 && figures.secondary == 0 && figures.unprotected == 0);
    myn_protected_free(NULL);
}
END_TEST

/* The total is in public and one part alone is not 0: nothing can hide it. */
START_TEST(what_cannot_be_protected)
{
    double count[] = {3, 3};
    uint8_t known[] = {1, 0};
    myn_count_table t = table_of(count, 1, 2, NULL, star);
    t.known = known;
    myn_disclosure_rules rules = myn_disclosure_defaults();
    myn_disclosure_figures figures;
    myn_protected *out;
    ck_assert_int_eq(myn_disclose(&t, &rules, &out, &figures), MYN_ERR_DATA);
    ck_assert_ptr_null(out);
    ck_assert_uint_eq(figures.unprotected, 2);
    ck_assert(figures.class_at == 0 && figures.area == 0);
    double large[] = {100, 3, 97};
    t = table_of(large, 1, 3, NULL, star);
    uint8_t itself[] = {0, 1, 0}; /* the small count itself is in public */
    t.known = itself;
    ck_assert_int_eq(myn_disclose(&t, &rules, &out, &figures), MYN_ERR_DATA);
    ck_assert(figures.unprotected == 1 && figures.area == 1);
}
END_TEST

/* Published figures that no counts agree with. */
START_TEST(contradictory_figures)
{
    double published[] = {3, NAN, 5}, lower[3], upper[3];
    myn_count_table t = table_of(published, 1, 3, NULL, star);
    myn_arena *arena;
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    ck_assert_int_eq(myn_disclosure_intervals(&t, NULL, lower, upper, arena), MYN_ERR_DATA);
    published[2] = 1;
    ck_assert_int_eq(myn_disclosure_intervals(&t, NULL, lower, upper, arena), MYN_OK);
    ck_assert_double_eq_tol(lower[1], 2, 1e-6);
    ck_assert_double_eq_tol(upper[1], 2, 1e-6);
    myn_arena_free(arena);
}
END_TEST

START_TEST(rounded_and_rated)
{
    double count[] = {61, 23, 35, 3}, people[] = {600, 200, 400, 0}, fits[] = {600, 200, 340, 60};
    myn_count_table t = table_of(count, 1, 4, NULL, star), of = table_of(fits, 1, 4, NULL, star);
    myn_disclosure_rules rules = myn_disclosure_defaults(), plain = rules;
    rules.rounding = MYN_ROUND_NEAREST;
    myn_disclosure_figures figures;
    myn_protected *numerator = protect(&t, &rules, &figures), *denominator = protect(&of, &plain, &figures),
                  *rate;
    myn_cmat x = myn_protected_values(numerator);
    ck_assert_double_eq(x.at[0], 60);
    ck_assert_uint_eq(withheld_cells(numerator), 2);
    ck_assert_int_eq(myn_disclose_rates(numerator, denominator, 1000, &rate), MYN_OK);
    myn_cmat r = myn_protected_values(rate);
    ck_assert_double_eq(r.at[0], 100);
    for (size_t i = 0; i < 4; i++) ck_assert_int_eq(isnan(x.at[i]), isnan(r.at[i]));
    ck_assert_int_eq(myn_protected_log(rate, 0).why, MYN_WITHHELD_RATE);
    myn_protected_free(rate);
    ck_assert_int_eq(myn_disclose_rates(numerator, denominator, 0, &rate), MYN_ERR_ARGUMENT);
    ck_assert_ptr_null(rate);
    myn_protected_free(denominator);
    of.count.at = people;
    denominator = protect(&of, &plain, &figures);
    count[0] = 58, count[3] = 0;
    myn_protected_free(numerator);
    numerator = protect(&t, &plain, &figures);
    ck_assert_int_eq(myn_disclose_rates(numerator, denominator, 1000, &rate), MYN_OK);
    ck_assert_int_eq(myn_protected_status(rate, 0, 3), MYN_CELL_MISSING);
    ck_assert_uint_eq(myn_protected_log_count(rate), 0);
    myn_protected_free(rate), myn_protected_free(numerator), myn_protected_free(denominator);
}
END_TEST

/* Large counts, and the same answer each time. */
START_TEST(large_and_repeatable)
{
    enum { AREAS = 8, CLASSES = 6 };
    double count[AREAS * CLASSES] = {0};
    for (size_t c = 1; c < CLASSES; c++)
        for (size_t a = 1; a < AREAS; a++) {
            double x = (a + c) % 4 ? 1e7 + (double)(a * 31 + c) : 2;
            count[c * AREAS + a] = x;
            count[a] += x, count[c * AREAS] += x, count[0] += x;
        }
    myn_count_table t = table_of(count, CLASSES, AREAS, star, star);
    myn_disclosure_rules rules = myn_disclosure_defaults();
    myn_disclosure_figures figures;
    myn_protected *first = protect(&t, &rules, &figures), *second = protect(&t, &rules, &figures);
    size_t bytes = AREAS * CLASSES * sizeof(double);
    ck_assert(memcmp(myn_protected_values(first).at, myn_protected_values(second).at, bytes) == 0);
    ck_assert_uint_eq(figures.unprotected, 0);
    myn_protected_free(first), myn_protected_free(second);
}
END_TEST

START_TEST(words)
{
    ck_assert_str_eq(myn_withheld_word(MYN_WITHHELD_SMALL), "small count");
    ck_assert_str_eq(myn_withheld_word(MYN_WITHHELD_KINDS), "unknown");
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("disclosure");
    TCase *c = tcase_create("all");
    tcase_add_test(c, small_counts);
    tcase_add_test(c, rates_and_their_rest);
    tcase_add_test(c, dominance);
    tcase_add_test(c, what_is_no_table);
    tcase_add_test(c, rounded_to_the_nearest);
    tcase_add_test(c, random_rounding_is_unbiased);
    tcase_add_test(c, the_example);
    tcase_add_test(c, edges);
    tcase_add_test(c, what_cannot_be_protected);
    tcase_add_test(c, contradictory_figures);
    tcase_add_test(c, rounded_and_rated);
    tcase_add_test(c, large_and_repeatable);
    tcase_add_test(c, words);
    tcase_set_timeout(c, 60);
    suite_add_tcase(s, c);
    return s;
}
