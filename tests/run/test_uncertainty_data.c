/* COINr's uncertainty analysis of its ASEM example (COINr 1.1.14, get_sensitivity with 50 base points): given its design
 * and its sets of weights, the same scores and the same statistics of ranks. */
#include "../method/golden.h"
#include "run/built.h"
#include "suite.h"
#include <math.h>
#include <mynegai/import.h>
#include <mynegai/run_uncertainty.h>

enum {
    SETS = 20,
    TREATMENTS = 5,
    NORMALISERS = 3,
    FACTORS = 3,
    BASE = 100 /* COINr's statistics are of the two base samples */
};

static char folder[] = "/tmp/mynegai-uncertainty.XXXXXX", plan[300];
static const char *asem;
static built b;

static void write_sets(FILE *out)
{
    Golden sets = golden_open(asem, "asem_sa_weight_sets.csv");
    fputs("weights:\n  - sets:\n      as_built: false\n      list:\n", out);
    for (int s = 1; s <= SETS; s++) {
        char separator = '{';
        fputs("        - ", out);
        for (size_t r = 0; r < sets.rows; r++) {
            if ((int)golden_number(&sets, r, 0) != s) continue;
            fprintf(out, "%c%s: %.17g", separator, golden_text(&sets, r, 1), golden_number(&sets, r, 3));
            separator = ',';
        }
        fputs("}\n", out);
    }
    golden_free(&sets);
}

static void write_plan(void)
{
    snprintf(plan, sizeof plan, "%s/plan.yml", folder);
    FILE *out = fopen(plan, "w");
    ck_assert_ptr_nonnull(out);
    write_sets(out);
    fputs("methods:\n  - treat:\n      at: Index\n      choices:\n", out);
    for (int k = 1; k <= TREATMENTS; k++)
        fprintf(out, "        - treat: {skew: 2, kurtosis: 3.5, most: %d, then: log}\n", k);
    fputs("  - normalise:\n      at: Index\n      choices: [minmax: {to: [1, 100]}, rank, distance_to_max]\n"
          "nodes: top\npercentiles: [5, 50, 95]\n",
          out);
    fclose(out);
}

static void start(void)
{
    char data[4096], meta[4096];
    snprintf(data, sizeof data, "%s/asem_iData.csv", asem);
    snprintf(meta, sizeof meta, "%s/asem_iMeta.csv", asem);
    const myn_import_options options = {
        .table = data, .meta = meta, .out = folder, .group = "EurAsia_group", .force = true};
    myn_imported done;
    myn_diag *diag = NULL;
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(myn_import_coinr(&options, diag, &done), MYN_OK);
    b = build_index(folder, asem);
    write_plan();
    myn_imported_free(&done);
    myn_diag_free(diag);
}

static void finish(void)
{
    char line[128];
    free_build(&b);
    snprintf(line, sizeof line, "rm -rf %s", folder);
    ck_assert_int_eq(system(line), 0);
}

/* The plan's coordinates are weights, treatment, normalisation. COINr gives the number of each level beside the uniform
 * number it came of by rounding (its first and last level are half as likely as the others; ours are equally likely). */
typedef struct {
    Golden design, scores;
    myn_spread *spread;
    myn_team *team;
    size_t compared;
} Replay;

static void point(void *ctx, size_t draw, double *x)
{
    const Replay *replay = ctx;
    x[0] = (golden_number(&replay->design, draw, 5) - 0.5) / SETS;
    x[1] = (golden_number(&replay->design, draw, 3) - 0.5) / TREATMENTS;
    x[2] = (golden_number(&replay->design, draw, 4) - 0.5) / NORMALISERS;
}

static myn_status compare(void *ctx, size_t from, size_t count, const myn_drawn *drawn)
{
    Replay *replay = ctx;
    for (size_t d = 0; d < count; d++)
        for (size_t a = 0; a < drawn->areas; a++) {
            size_t row = golden_row(&replay->scores, b.labels->areas->at[a].code);
            double want = golden_number(&replay->scores, row, 2 + from + d);
            double got = drawn->score[d * drawn->areas + a];
            ck_assert_msg(fabs(got - want) <= 1e-10 * fabs(want), "draw %zu, %s: %.17g, expected %.17g",
                          from + d, b.labels->areas->at[a].code, got, want);
            replay->compared++;
        }
    size_t told = from < BASE ? BASE - from < count ? BASE - from : count : 0;
    const myn_draws draws = {NULL, drawn->rank, drawn->areas, told};
    return myn_spread_add(replay->spread, &draws, replay->team);
}

static void check_ranks(const myn_spread_result *r, size_t areas)
{
    Golden want = golden_open(asem, "asem_sa_rankstats_N50.csv");
    ck_assert_uint_eq(want.rows, areas);
    for (size_t a = 0; a < areas; a++) {
        size_t row = golden_row(&want, b.labels->areas->at[a].code);
        ck_assert_double_eq_tol(r->rank_mean[a], golden_number(&want, row, 2), 1e-9);
        ck_assert_double_eq_tol(r->rank_percentile[areas + a], golden_number(&want, row, 3), 1e-9);
        ck_assert_double_eq_tol(r->rank_percentile[a], golden_number(&want, row, 4), 1e-9);
        ck_assert_double_eq_tol(r->rank_percentile[2 * areas + a], golden_number(&want, row, 5), 1e-9);
    }
    golden_free(&want);
}

START_TEST(same_scores_and_ranks)
{
    Replay replay = {.design = golden_open(asem, "asem_sa_design_N50.csv"),
                     .scores = golden_open(asem, "asem_sa_scores_N50.csv")};
    const myn_uncertain_choice choice = {.store = b.store, .path = b.path, .plan = plan, .threads = 2};
    myn_uncertain *model = NULL;
    myn_spread_result result = {0};
    myn_status status = myn_uncertain_open(&choice, b.diag, &model);
    if (status) print_problems(b.diag);
    ck_assert_int_eq(status, MYN_OK);
    ck_assert_uint_eq(myn_uncertain_coordinates(model), FACTORS);
    ck_assert(!myn_uncertain_is_fast(model));
    size_t areas = b.labels->areas->count, n = replay.design.rows;
    myn_spread_plan spread = {.columns = areas,
                              .draws = BASE,
                              .areas = (uint32_t)areas,
                              .percentile = {5, 50, 95},
                              .percentiles = 3};
    ck_assert_int_eq(myn_team_new(2, &replay.team), MYN_OK);
    ck_assert_int_eq(myn_spread_new(&spread, &replay.spread), MYN_OK);
    const myn_uncertain_runs runs = {.n = n, .point = point, .take = compare, .ctx = &replay, .ranks = true};
    ck_assert_int_eq(myn_uncertain_run(model, &runs, b.diag), MYN_OK);
    ck_assert_uint_eq(replay.compared, n * areas);
    ck_assert_int_eq(myn_spread_turn(replay.spread, replay.team, &result), MYN_OK);
    check_ranks(&result, areas);
    myn_spread_free(replay.spread);
    myn_team_free(replay.team);
    myn_uncertain_free(model);
    golden_free(&replay.scores);
    golden_free(&replay.design);
}
END_TEST

Suite *suite(void)
{
    static char path[4096];
    Suite *s = suite_create("uncertainty on ASEM");
    TCase *replay = tcase_create("COINr's design");
    snprintf(path, sizeof path, "%s/asem", test_golden());
    asem = path;
    test_needs(asem);
    tcase_add_unchecked_fixture(replay, start, finish);
    tcase_set_timeout(replay, 120);
    tcase_add_test(replay, same_scores_and_ranks);
    suite_add_tcase(s, replay);
    return s;
}
