/* Sums, ranks and spreads of draws against definitions that are slow and plain. */
#include "suite.h"
#include "uncertainty/ranks.h"
#include "uncertainty/sums.h"
#include <math.h>
#include <mynegai/order.h>
#include <mynegai/stream.h>
#include <mynegai/uncertainty.h>
#include <stdlib.h>
#include <string.h>

static myn_arena *scratch;
static myn_team *team;

static void start(void)
{
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
    ck_assert_int_eq(myn_team_new(2, &team), MYN_OK);
}

static void finish(void)
{
    myn_team_free(team);
    myn_arena_free(scratch);
}

/* ---- sums ---- */

enum { MOST_DRAWS = 75, MOST_PARTS = 131, MOST_AREAS = 145 };

/* One value is missing, so that it can be seen how far it reaches. */
static void check_sums(SumsWay way, size_t draws, size_t parts, size_t areas)
{
    static double w[MOST_DRAWS * MOST_PARTS], x[MOST_PARTS * MOST_AREAS], out[MOST_DRAWS * MOST_AREAS];
    myn_stream stream = myn_stream_at(1, 1);
    for (size_t i = 0; i < draws * parts; i++) w[i] = myn_stream_uniform(&stream);
    for (size_t i = 0; i < parts * areas; i++) x[i] = myn_stream_normal(&stream);
    x[parts * areas - 1] = NAN;
    draw_sums_by(way, (myn_cmat){w, draws, parts, parts}, (myn_cmat){x, parts, areas, areas},
                 (myn_mat){out, draws, areas, areas});
    for (size_t d = 0; d < draws; d++)
        for (size_t a = 0; a < areas; a++) {
            double sum = 0, found = out[d * areas + a];
            for (size_t p = 0; p < parts; p++) sum = fma(w[d * parts + p], x[p * areas + a], sum);
            ck_assert_msg(a + 1 == areas ? isnan(found) : found == sum,
                          "way %d, draw %zu of %zu, area %zu of %zu, %zu parts: %g, not %g", way, d, draws, a,
                          areas, parts, found, sum);
        }
}

/* Every way that this machine can, around each width at which the sums are cut: draws by 8 and 64, parts by 64, areas by
 * 24 and 72. */
START_TEST(sums_in_order)
{
    static const size_t draws[] = {1, 7, 8, 9, 40, 64, 65, MOST_DRAWS}, parts[] = {1, 7, 64, 65, MOST_PARTS},
                        areas[] = {1, 21, 24, 25, 48, 72, 73, MOST_AREAS};
    if (!sums_can((SumsWay)_i)) return;
    for (size_t d = 0; d < sizeof draws / sizeof *draws; d++)
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
            for (size_t a = 0; a < sizeof areas / sizeof *areas; a++)
                check_sums((SumsWay)_i, draws[d], parts[p], areas[a]);
}
END_TEST

/* ---- ranks ---- */

static uint32_t plain_rank(const double *x, size_t n, size_t i, myn_rank_rule rule)
{
    size_t before = 0, same = 0;
    if (isnan(x[i])) return 0;
    for (size_t j = 0; j < n; j++) {
        before += rule.lowest_first ? x[j] < x[i] : x[j] > x[i];
        same += x[j] == x[i];
    }
    if (rule.ties == MYN_TIES_MIN) return (uint32_t)(before + 1);
    return (uint32_t)(rule.ties == MYN_TIES_MAX ? before + same : (2 * before + same + 1) / 2);
}

static void check_ranks_by(const RankSteps *steps, const double *x, size_t n)
{
    uint32_t *rank = calloc(n + 1, sizeof *rank);
    size_t ranked, there = 0;
    for (size_t i = 0; i < n; i++) there += !isnan(x[i]);
    for (int ties = MYN_TIES_MIN; ties <= MYN_TIES_AVERAGE; ties++)
        for (int lowest = 0; lowest < 2; lowest++) {
            myn_rank_rule rule = {ties, lowest};
            ck_assert_int_eq(draw_ranks_by(steps, x, n, rule, rank, &ranked, scratch), MYN_OK);
            ck_assert_uint_eq(ranked, there);
            for (size_t i = 0; i < n; i++)
                ck_assert_msg(rank[i] == plain_rank(x, n, i, rule), "%zu of %zu: %u", i, n, rank[i]);
        }
    free(rank);
}

/* By the plain steps, and by the wide ones where this machine has them. */
static void check_ranks(const double *x, size_t n)
{
    check_ranks_by(plain_rank_steps(), x, n);
    if (wide_rank_steps()) check_ranks_by(wide_rank_steps(), x, n);
}

enum { PLAIN, TIED, MISSING, FAR, SIGNS, CLOSE, CLUMPS, CLUMPS_MISSING, FULL_WORD, OVERFULL_WORD, FORMS };

static double value_of(int form, myn_stream *stream, size_t i)
{
    double z = myn_stream_normal(stream);
    switch (form) {
    case TIED: return floor(4 * z) / 4;
    case MISSING: return i % 7 == 3 ? NAN : floor(100 * z);
    case FAR: return i == 5 ? 1e300 : z;
    case SIGNS: return i % 5 ? z : i % 2 ? -0.0 : 0.0;
    case CLUMPS_MISSING:
        if (i % 11 == 2) return NAN; /* fall through */
    case CLUMPS: return i < 120 ? floor(8 * z) / 8 + 0x1p-40 * (double)(i % 4) : z;
    case FULL_WORD: return i < 60 ? 0.5 + 0x1p-40 * floor(20 * z) : z;
    case OVERFULL_WORD: return i < 70 ? 0.5 + 0x1p-40 * floor(20 * z) : z;
    case CLOSE: return 1 + 0x1p-52 * floor(1000 * z) + (i == 9 ? 1 : 0);
    default: return z;
    }
}

START_TEST(ranks_by_definition)
{
    static double x[700];
    myn_stream stream = myn_stream_at(2, (uint64_t)_i);
    for (size_t i = 0; i < 700; i++) x[i] = value_of(_i, &stream, i);
    check_ranks(x, 700);
    check_ranks(x, 1);
    check_ranks(x, 0);
}
END_TEST

/* So many that a sample tells their range, with some far beyond it, missing and infinite ones, and many tied. */
START_TEST(ranks_of_many)
{
    enum { MANY = 6000 };
    static double x[MANY];
    myn_stream stream = myn_stream_at(3, (uint64_t)_i);
    for (size_t i = 0; i < MANY; i++) {
        x[i] = myn_stream_normal(&stream);
        if (_i == 1) x[i] = floor(x[i] * 500) / 500;
        if (_i == 2 && i % 97 == 95) x[i] = i % 2 ? NAN : i % 3 ? 50 + 2 * x[i] : -INFINITY;
        if (_i == 3 && i % 8 == 7) x[i] = 1e6 + x[i];
    }
    check_ranks(x, MANY);
}
END_TEST

/* So many that a word's count takes half of it. The scores are the numbers 0 .. N - 1, every K times, shuffled by a
 * multiplier without a common factor, so that the ranks are known; every 1,000th is missing. */
START_TEST(ranks_of_a_hundred_thousand)
{
    enum { N = 100000, EVERY = 1000, FACTOR = 7919 };
    static double x[N];
    static uint32_t rank[N];
    static const size_t times[] = {1, 4, 50};
    size_t k = times[_i / 2], ranked;
    const RankSteps *steps = _i % 2 ? wide_rank_steps() : plain_rank_steps();
    for (size_t i = 0; i < N; i++) x[i] = i % EVERY ? (double)(i * FACTOR % N / k) : NAN;
    if (!steps) return;
    ck_assert_int_eq(draw_ranks_by(steps, x, N, (myn_rank_rule){MYN_TIES_MIN, true}, rank, &ranked, scratch),
                     MYN_OK);
    ck_assert_uint_eq(ranked, N - N / EVERY);
    for (size_t i = 0; i < N; i++) {
        size_t first = i * FACTOR % N / k *
                       k; /* of those with this score; before it, every 1,000th is missing */
        ck_assert_uint_eq(rank[i], i % EVERY ? 1 + first - (first + EVERY - 1) / EVERY : 0);
    }
}
END_TEST

START_TEST(ranks_at_the_ends)
{
    double same[] = {4, 4, 4}, none[] = {NAN, NAN}, infinite[] = {1, INFINITY, -INFINITY, 2};
    check_ranks(same, 3);
    check_ranks(none, 2);
    check_ranks(infinite, 4);
}
END_TEST

/* ---- spreads ---- */

enum { COLUMNS = 45 }; /* more than a tile, not a whole number of them */

typedef struct {
    size_t draws;
    uint32_t areas;
    size_t wave;
} Case;
static const Case cases[] = {
    {500, 1000, 64}, {501, 200000, 77}, {3, 9, 1}, {10500, 1000, 1000}, {10001, 90000, 4096}};

typedef struct {
    const Case *is;
    uint32_t *rank;
    double *score;
    int32_t published[COLUMNS];
} Drawn;

/* Column 7 is never there, column 8 now and then, column 9 always the same. */
static Drawn draw_all(const Case *is)
{
    Drawn d = {.is = is, .rank = calloc(is->draws * COLUMNS, 4), .score = calloc(is->draws * COLUMNS, 8)};
    for (size_t r = 0; r < is->draws; r++) {
        myn_stream stream = myn_stream_at(3, r);
        for (size_t c = 0; c < COLUMNS; c++) {
            double u = myn_stream_uniform(&stream), v = myn_stream_uniform(&stream);
            bool none = c == 7 || (c == 8 && v < 0.4);
            double spread = c % 3 ? 1 : 0.05;
            uint32_t rank = (uint32_t)(1 + floor((c == 9 ? 0.5 : u * spread) * is->areas));
            d.rank[r * COLUMNS + c] = none ? 0 : rank;
            d.score[r * COLUMNS + c] = none ? NAN : c == 9 ? 3 : myn_normal_quantile(v);
        }
    }
    for (size_t c = 0; c < COLUMNS; c++)
        d.published[c] = c == 11 ? 0 : (int32_t)(1 + c * is->areas / COLUMNS);
    return d;
}

static myn_spread *spread_all(const Drawn *d, myn_spread_result *result)
{
    myn_spread_plan plan = {.columns = COLUMNS,
                            .draws = d->is->draws,
                            .areas = d->is->areas,
                            .percentile = {0, 5, 50, 95, 100},
                            .percentiles = 5,
                            .scores = true,
                            .published = d->published};
    myn_spread *spread = NULL;
    ck_assert_int_eq(myn_spread_new(&plan, &spread), MYN_OK);
    for (size_t p = 0; p < myn_spread_passes(&plan); p++) {
        for (size_t from = 0; from < d->is->draws; from += d->is->wave) {
            size_t left = d->is->draws - from, count = left < d->is->wave ? left : d->is->wave;
            const myn_draws rows = {d->score + from * COLUMNS, d->rank + from * COLUMNS, COLUMNS, count};
            ck_assert_int_eq(myn_spread_add(spread, &rows, team), MYN_OK);
        }
        ck_assert_int_eq(myn_spread_turn(spread, team, result), MYN_OK);
    }
    return spread;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Mean, standard deviation and percentiles of what is there, by the textbook. */
typedef struct {
    double mean, sd, percentile[5];
    size_t n;
} Plain;

static Plain plain_of(double *x, size_t n)
{
    static const double p[] = {0, 0.05, 0.5, 0.95, 1};
    Plain out = {.n = n};
    double squares = 0;
    for (size_t i = 0; i < n; i++) out.mean += x[i] / (double)n;
    for (size_t i = 0; i < n; i++) squares += (x[i] - out.mean) * (x[i] - out.mean);
    out.sd = n > 1 ? sqrt(squares / (double)(n - 1)) : NAN;
    qsort(x, n, sizeof *x, by_size);
    for (int k = 0; k < 5; k++) out.percentile[k] = myn_quantile(x, n, p[k]);
    return out;
}

static bool near(double got, double want, double by)
{
    return isnan(want) ? isnan(got) : fabs(got - want) <= by;
}

START_TEST(spread_by_definition)
{
    Drawn d = draw_all(&cases[_i]);
    myn_spread_result r;
    myn_spread *spread = spread_all(&d, &r);
    double *rank = calloc(d.is->draws, 8), *score = calloc(d.is->draws, 8), *shift = calloc(d.is->draws, 8);
    for (size_t c = 0; c < COLUMNS; c++) {
        size_t n = 0;
        for (size_t i = 0; i < d.is->draws; i++) {
            if (!d.rank[i * COLUMNS + c]) continue;
            rank[n] = d.rank[i * COLUMNS + c];
            shift[n] = fabs(rank[n] - d.published[c]);
            score[n++] = d.score[i * COLUMNS + c];
        }
        Plain ranks = plain_of(rank, n), scores = plain_of(score, n), shifts = plain_of(shift, n);
        double range = n ? score[n - 1] - score[0] : 0, by = d.is->draws > MYN_DRAWS_KEPT ? range / 65535 : 0;
        ck_assert_uint_eq(r.present[c], n);
        ck_assert(n ? near(r.rank_mean[c], ranks.mean, 1e-7) : isnan(r.rank_mean[c]));
        ck_assert(n ? near(r.score_mean[c], scores.mean, 1e-12) : isnan(r.score_mean[c]));
        ck_assert(near(r.rank_sd[c], ranks.sd, 1e-7 * d.is->areas));
        ck_assert(near(r.score_sd[c], scores.sd, 1e-11));
        ck_assert(near(r.shift[c], d.published[c] ? shifts.percentile[2] : NAN, 0));
        for (int k = 0; k < 5; k++) {
            ck_assert(near(r.rank_percentile[k * COLUMNS + c], ranks.percentile[k], 1e-9));
            ck_assert(near(r.score_percentile[k * COLUMNS + c], scores.percentile[k], by + 1e-14));
        }
    }
    free(rank);
    free(score);
    free(shift);
    free(d.rank);
    free(d.score);
    myn_spread_free(spread);
}
END_TEST

START_TEST(spread_of_constant_ranks_is_none)
{
    Drawn d = draw_all(&cases[0]);
    myn_spread_result r;
    myn_spread *spread = spread_all(&d, &r);
    ck_assert_double_eq(r.rank_sd[9], 0);
    ck_assert_double_eq(r.score_sd[9], 0);
    ck_assert_double_nan(r.shift[7]);
    free(d.rank);
    free(d.score);
    myn_spread_free(spread);
}
END_TEST

START_TEST(memory_does_not_grow_with_draws)
{
    myn_spread_plan plan = {.columns = 35000, .draws = 100000, .areas = 35000, .percentiles = 2};
    size_t bytes = myn_spread_bytes(&plan);
    ck_assert_uint_lt(bytes * 35000, (size_t)600 << 20);
    plan.draws = 100000000;
    ck_assert_uint_eq(myn_spread_bytes(&plan), bytes);
}
END_TEST

START_TEST(too_many_draws_are_refused)
{
    myn_spread_plan plan = {.columns = 1, .draws = 2, .areas = 1, .percentiles = 1, .percentile = {50}};
    myn_spread *spread = NULL;
    myn_spread_result result;
    const uint32_t rank[] = {1, 1, 1};
    ck_assert_int_eq(myn_spread_new(&plan, &spread), MYN_OK);
    ck_assert_int_eq(myn_spread_add(spread, &(myn_draws){NULL, rank, 1, 3}, team), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_spread_turn(spread, team, &result), MYN_ERR_ARGUMENT);
    myn_spread_free(spread);
    plan.percentiles = MYN_PERCENTILES_MOST + 1;
    ck_assert_int_eq(myn_spread_new(&plan, &spread), MYN_ERR_ARGUMENT);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("uncertainty: draws");
    TCase *c = tcase_create("draws");
    tcase_add_checked_fixture(c, start, finish);
    tcase_set_timeout(c, 120);
    tcase_add_loop_test(c, sums_in_order, 0, SUMS_WAYS);
    tcase_add_loop_test(c, ranks_by_definition, 0, FORMS);
    tcase_add_test(c, ranks_at_the_ends);
    tcase_add_loop_test(c, ranks_of_many, 0, 4);
    tcase_add_loop_test(c, ranks_of_a_hundred_thousand, 0, 6);
    tcase_add_loop_test(c, spread_by_definition, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(c, spread_of_constant_ranks_is_none);
    tcase_add_test(c, memory_does_not_grow_with_draws);
    tcase_add_test(c, too_many_draws_are_refused);
    suite_add_tcase(s, c);
    return s;
}
