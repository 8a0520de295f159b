/* Whether 90 % of the 90 % intervals of rank hold the true rank: a short run of bench/coverage.c, whose full one is in
 * docs/sensitivity.md. 100 areas, true values normal, observed with a known error. */
#include "suite.h"
#include <mynegai/order.h>
#include <mynegai/stream.h>
#include <mynegai/uncertainty.h>
#include <stdlib.h>

enum { AREAS = 100, DRAWS = 400, REPETITIONS = 40, SEED = 7 };

static myn_arena *arena;
static uint32_t rank[DRAWS * AREAS];

static void rank_of(const double *score, uint32_t *out)
{
    size_t ranked;
    const myn_rank_rule rule = {MYN_TIES_MIN, false};
    ck_assert_int_eq(myn_draw_ranks(score, AREAS, rule, out, &ranked, arena), MYN_OK);
    myn_arena_rewind(arena, (myn_arena_mark){0});
}

static int by_rank(const void *one, const void *other)
{
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    return (a > b) - (a < b);
}

/* Areas whose true rank lies between the 5th and the 95th percentile (type 7) of its drawn ones. */
static size_t held(const uint32_t *true_rank)
{
    size_t count = 0;
    for (size_t a = 0; a < AREAS; a++) {
        uint32_t own[DRAWS];
        double sorted[DRAWS];
        for (size_t d = 0; d < DRAWS; d++) own[d] = rank[d * AREAS + a];
        qsort(own, DRAWS, sizeof *own, by_rank);
        for (size_t d = 0; d < DRAWS; d++) sorted[d] = own[d];
        count += myn_quantile(sorted, DRAWS, 0.05) <= true_rank[a] &&
                 true_rank[a] <= myn_quantile(sorted, DRAWS, 0.95);
    }
    return count;
}

static size_t repeat(double se, uint64_t job, bool shrunk)
{
    double truth[AREAS], observed[AREAS], error[AREAS], mean[AREAS], sd[AREAS], drawn[AREAS];
    uint32_t true_rank[AREAS];
    myn_stream stream = myn_stream_at(SEED, 2 * job);
    for (size_t a = 0; a < AREAS; a++) {
        truth[a] = myn_stream_normal(&stream);
        observed[a] = truth[a] + se * myn_stream_normal(&stream);
        error[a] = se;
    }
    rank_of(truth, true_rank);
    myn_posterior(observed, error, AREAS, mean, sd, NULL, NULL);
    for (size_t d = 0; d < DRAWS; d++) {
        myn_draw_normal(shrunk ? mean : observed, shrunk ? sd : error, AREAS, SEED, 2 * job + 1, d * AREAS,
                        drawn);
        rank_of(drawn, rank + d * AREAS);
    }
    return held(true_rank);
}

static double coverage(double se, bool shrunk)
{
    size_t count = 0;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    for (uint64_t job = 0; job < REPETITIONS; job++) count += repeat(se, job, shrunk);
    myn_arena_free(arena);
    return (double)count / (REPETITIONS * AREAS);
}

START_TEST(shrunk_to_the_mean)
{
    static const double ratio[] = {0.1, 0.3, 0.5, 1};
    double share = coverage(ratio[_i], true);
    ck_assert_msg(share > 0.88 && share < 0.95, "se/sd %g: %g", ratio[_i], share);
}
END_TEST

/* What shrinking is for: around the observed values, errors as large as the spread leave intervals too narrow. */
START_TEST(around_the_observed)
{
    double share = coverage(1, false);
    ck_assert_msg(share < 0.87, "%g", share);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("coverage");
    TCase *c = tcase_create("coverage");
    tcase_set_timeout(c, 120);
    tcase_add_loop_test(c, shrunk_to_the_mean, 0, 4);
    tcase_add_test(c, around_the_observed);
    suite_add_tcase(s, c);
    return s;
}
