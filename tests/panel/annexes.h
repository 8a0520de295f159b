/* An annex of every kind of dimension and element, by formula: spread(n, a, p) = 100 n + 10 a + p, missing where
 * n + a is 3; times(a) = 2 a, none for area 1; kind(a) = a mod 3. */
#ifndef MYN_TEST_ANNEXES_H
#define MYN_TEST_ANNEXES_H
#include "sample.h"
#include <mynegai/annex.h>

enum { SHARES = 2, PAIRS = 3 };

typedef struct {
    double spread[NODES * AREAS * SHARES];
    int32_t times[AREAS];
    uint8_t kind[AREAS];
    int64_t seed;
    myn_annex_dimension dimension[4];
    myn_annex_array array[6];
    myn_annex annex;
} test_annex;

static const double share_at[SHARES] = {0.05, 0.95};
static const char *const pair_name[PAIRS] = {"first", "ail", "τρίτο"};
static const char *const pair_says[PAIRS] = {"a beside b", "", "c"};
static const char *const kind_word[] = {"sure", "close", "open", NULL};
static const char *const plan_text = "draws: 10\n";
static const myn_annex_fact fact_at[] = {{"method", "monte_carlo"}, {"seed_text", "ŵ 7"}};

static void make_test_annex(test_annex *out)
{
    *out = (test_annex){.seed = 1234567890123};
    for (size_t n = 0; n < NODES; n++)
        for (size_t a = 0; a < AREAS; a++)
            for (size_t p = 0; p < SHARES; p++)
                out->spread[(n * AREAS + a) * SHARES + p] = n + a == 3 ? NAN : (double)(100 * n + 10 * a + p);
    for (size_t a = 0; a < AREAS; a++) {
        out->times[a] = a == 1 ? -1 : (int32_t)(2 * a);
        out->kind[a] = (uint8_t)(a % 3);
    }
    const myn_annex_dimension dimension[4] = {{.name = "area", .size = AREAS},
                                              {.name = "node", .size = NODES},
                                              {"percentile", SHARES, NULL, share_at, "share of draws below"},
                                              {"pair", PAIRS, pair_name, NULL, NULL}};
    memcpy(out->dimension, dimension, sizeof dimension);
    const myn_annex_array array[6] = {
        {.name = "spread",
         .dim = {"node", "area", "percentile"},
         .rank = 3,
         .as = MYN_AS_REAL,
         .at = out->spread,
         .long_name = "spread of draws",
         .units = "1"},
        {.name = "times",
         .dim = {"area"},
         .rank = 1,
         .as = MYN_AS_WHOLE,
         .at = out->times,
         .long_name = "times drawn",
         .missing = -1,
         .may_lack = true},
        {.name = "kind", .dim = {"area"}, .rank = 1, .as = MYN_AS_BYTE, .at = out->kind, .flag = kind_word},
        {.name = "seed", .as = MYN_AS_LONG, .at = &out->seed},
        {.name = "says", .dim = {"pair"}, .rank = 1, .as = MYN_AS_TEXT, .at = pair_says},
        {.name = "plan", .as = MYN_AS_TEXT, .at = &plan_text}};
    memcpy(out->array, array, sizeof array);
    out->annex = (myn_annex){"trial", "an annex for a test", out->dimension, 4, out->array, 6, fact_at, 2};
}

static const myn_provenance_text added_text[] = {{"plan.yml", "draws: 10\n"}};
static const myn_provenance_file added_file[] = {{"plan.yml", "00ff", 1, 10}};
static const myn_annex_source added_source = {"trial --draws 10", added_text, 1, added_file, 1};

/* The sample with the annex added to it, at PATH. */
UNUSED static void write_with_annex(const char *path)
{
    test_annex t;
    sample *s = make_sample();
    make_test_annex(&t);
    ck_assert_int_eq(write_sample(path, s, diag), MYN_OK);
    ck_assert_msg(myn_store_add(path, path, &t.annex, 1, &added_source, diag) == MYN_OK, "%s", last_said());
    free_sample(s);
}

#endif
