/* A geometric mean, or a logarithm, of values that can be 0 or below. What each step does to the lowest area
 * follows from its formula, given beside each case. */
#include "make.h"

#define ERROR_AT  "index.yml:5:12: error: "
#define NOTE_AT   "index.yml:5:12: note: "
#define SOME_LEAF "is combined by geometric, which needs values above 0"

/* The steps of every leaf, and what is said of `aggregate: geometric`: nothing, a note, an error. */
static const struct {
    const char *steps;
    char level; /* '-', 'n', 'e' */
} cases[] = {
    {"zscore", 'e'},                                                     /* half of them below the mean */
    {"minmax", 'e'},                                                     /* to [0, 100]: the lowest is 0 */
    {"minmax: {to: [-1, 1]}", 'e'},                                      /* the lowest is -1 */
    {"minmax: {to: [1, 100]}", '-'},                                     /* the lowest is 1 */
    {"minmax: {to: [1, 100], reference: {edition: 2019}}", 'n'},         /* another year may fall below */
    {"goalposts: {posts: [20, 85]}", 'n'},                               /* 0 at the post or beyond */
    {"goalposts: {posts: [20, 85], to: [1, 10]}", '-'},                  /* held at 1 */
    {"goalposts: {posts: [20, 85], to: [1, 10], cap: upper}", 'n'},      /* not held below */
    {"goalposts: {posts: [20, 85], to: [-1, 1]}", 'e'},                  /* -1 at the post */
    {"rank", '-'},                                                       /* ranks begin at 1 */
    {"rank_to_exponential", '-'},                                        /* R = 1/N for the last */
    {"rank_to_exponential: {form: (N-r)/N}", 'e'},                       /* R = 0 for the last: X = 0 */
    {"normal_score", 'e'},                                               /* symmetric around 0 */
    {"zscore, affine: {centre: 5, per_sd: 1.5, clamp: [0, 10]}", 'e'},   /* 3.3 deviations below are 0 */
    {"zscore, affine: {centre: 5, per_sd: 1.5, clamp: [0.5, 10]}", '-'}, /* held at 0.5 */
    {"zscore, affine: {centre: 100, per_sd: 10}", 'e'},                  /* held nowhere */
    {"log", 'n'},                           /* above 0 where the data are above 1 */
    {"zscore, floor_cap: {low: 0.1}", '-'}, /* raised to 0.1 */
    {"zscore, floor_cap: {high: 3}", 'e'},  /* only lowered */
    {"minmax: {to: [1, 2]}, floor_cap: {high: 1.5}", '-'},
    {"zscore, rank", '-'}, /* the last of them counts */
    {"rank, zscore", 'e'},
};

START_TEST(geometric)
{
    char yaml[400];
    snprintf(yaml, sizeof yaml, HEAD "indicators: [%s]\naggregate: geometric\neditions: {2019: {}}\n",
             cases[_i].steps);
    myn_status status = make_index(yaml, NODES);
    bool refused = cases[_i].level == 'e', noted = cases[_i].level == 'n';
    if (refused) says(ERROR_AT "\"health\" " SOME_LEAF ", but \"life\" has values of 0 or below after ");
    if (noted) says(NOTE_AT "\"health\" " SOME_LEAF);
    ck_assert_int_eq(status, refused ? MYN_ERR_DATA : MYN_OK);
    ck_assert_uint_eq(myn_diag_kept(diag), refused || noted ? 2 : 0); /* of `health`, and of `all` */
}
END_TEST

START_TEST(raw_values)
{
    ck_assert_int_eq(make_index(HEAD "indicators: []\naggregate: geometric\n", NODES), MYN_OK);
    says("index.yml:5:12: note: \"health\" is combined by geometric, which needs values above 0: whether "
         "those of "
         "\"life\" are is only known with the data (so have 1 more of its children)");
    ck_assert_uint_eq(myn_diag_count(diag, MYN_WARNING), 0);
}
END_TEST

START_TEST(through_branches)
{
    /* the mean of z-scores is as negative as they are */
    ck_assert_int_eq(make_index(HEAD "indicators: [zscore]\nnodes: {all: {aggregate: geometric}}\n", NODES),
                     MYN_ERR_DATA);
    says("index.yml:5:9: error: \"all\" " SOME_LEAF
         ", but \"income\" has values of 0 or below after zscore (so have 1 more "
         "of its children): choose a scale such as minmax: {to: [1, 100]}, or another aggregator");
    ck_assert_uint_eq(myn_diag_kept(diag), 1);
}
END_TEST

START_TEST(steps_between)
{
    /* ranked again on the way up */
    sound(HEAD "indicators: [zscore]\nnodes:\n  all: {aggregate: geometric}\n  health: {after: [rank]}\n"
               "  income: {steps: [rank]}\n",
          NODES);
    sound(HEAD "indicators: [rank]\nnodes:\n  all: {aggregate: geometric}\n  health: {into_parent: [rank]}\n",
          NODES);
    /* spoilt on the way up */
    ck_assert_int_eq(make_index(HEAD "indicators: [rank]\nnodes:\n  all: {aggregate: geometric}\n"
                                     "  health: {into_parent: [zscore]}\n",
                                NODES),
                     MYN_ERR_DATA);
    says("index.yml:6:3: error: \"all\" " SOME_LEAF ", but \"health\" has values of 0 or below after zscore");
}
END_TEST

START_TEST(a_logarithm_after_scores)
{
    ck_assert_int_eq(make_index(HEAD "indicators: [zscore, log]\n", NODES), MYN_ERR_DATA);
    says("index.yml:4:22: error: log needs values above 0, but \"");
    ck_assert_uint_eq(myn_diag_kept(diag), 1); /* once, not for every leaf */
}
END_TEST

START_TEST(zero_for_missing)
{
    sound(HEAD "indicators: [rank]\nmissing: [mean]\nnodes: {health: {aggregate: geometric}}\n", NODES);
    ck_assert_int_eq(
        make_index(HEAD "indicators: [rank]\nmissing: [zero]\nnodes: {health: {aggregate: geometric}}\n",
                   NODES),
        MYN_ERR_DATA);
    says("index.yml:6:9: error: \"health\" " SOME_LEAF
         ", but \"life\" has values of 0 or below after missing: zero");
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("positive");
    TCase *group = tcase_create("positive");
    tcase_add_checked_fixture(group, make_begin, make_finish);
    tcase_add_loop_test(group, geometric, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(group, raw_values);
    tcase_add_test(group, through_branches);
    tcase_add_test(group, steps_between);
    tcase_add_test(group, a_logarithm_after_scores);
    tcase_add_test(group, zero_for_missing);
    suite_add_tcase(all, group);
    return all;
}
