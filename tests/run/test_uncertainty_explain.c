/* A plan written back with its defaults is the same plan. */
#include "run/small.h"
#include "run/uncertainty.h"
#include "suite.h"
#include <math.h>
#include <mynegai/diag.h>

static myn_arena *memory;
static myn_diag *diag;

static void setup(void)
{
    small_setup();
    ck_assert_int_eq(myn_arena_new(&memory), MYN_OK);
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
}

static void teardown(void)
{
    myn_diag_free(diag);
    myn_arena_free(memory);
    small_teardown();
}

static myn_index *read_index(void)
{
    myn_index *index = NULL;
    myn_status status = myn_index_read(small_folder, diag, &index);
    if (status) print_problems(diag);
    ck_assert_int_eq(status, MYN_OK);
    return index;
}

static Plan read_plan(const myn_index *index)
{
    Plan plan;
    const PlanFrame frame = {.index = index};
    myn_status status = plan_read(&frame, memory, diag, &plan);
    if (status) print_problems(diag);
    ck_assert_int_eq(status, MYN_OK);
    return plan;
}

static char *explain(const myn_index *index)
{
    myn_buffer text = {0};
    ck_assert_int_eq(myn_index_explain(index, &text), MYN_OK);
    ck_assert_int_eq(myn_uncertainty_explain(index, NULL, 0, diag, &text), MYN_OK);
    return text.at;
}

static void write_index(const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/index.yml", small_folder);
    FILE *out = fopen(path, "w");
    ck_assert_ptr_nonnull(out);
    fputs(text, out);
    fclose(out);
}

static void same_texts(const char *a, const char *c)
{
    ck_assert_int_eq(!a, !c);
    if (a) ck_assert_str_eq(a, c);
}

static void same_sampling(const Sampling *a, const Sampling *c)
{
    ck_assert_int_eq(a->law, c->law);
    ck_assert_int_eq(a->from, c->from);
    ck_assert_double_eq(a->amount, c->amount);
    same_texts(a->series, c->series);
    ck_assert_double_eq(a->out_of, c->out_of);
    ck_assert_double_eq(a->per, c->per);
    ck_assert(a->observed == c->observed);
    ck_assert_double_eq(a->periods, c->periods);
}

static void same_source(const Source *a, const Source *c)
{
    ck_assert_int_eq(a->kind, c->kind);
    ck_assert_str_eq(a->input.name, c->input.name);
    ck_assert_uint_eq(a->input.coordinates, c->input.coordinates);
    ck_assert_uint_eq(a->input.choices, c->input.choices);
    ck_assert_uint_eq(a->nodes, c->nodes);
    ck_assert_mem_eq(a->node, c->node, a->nodes * sizeof *a->node);
    ck_assert_int_eq(!a->each, !c->each);
    ck_assert_double_eq(a->amount, c->amount);
    for (size_t i = 0; a->change && i < a->input.choices; i++) same_texts(a->change[i], c->change[i]);
    same_sampling(&a->sampling, &c->sampling);
}

static void same_plan(const Plan *a, const Plan *c)
{
    ck_assert_uint_eq(a->sources, c->sources);
    for (size_t s = 0; s < a->sources; s++) same_source(&a->source[s], &c->source[s]);
    ck_assert_uint_eq(a->nodes, c->nodes);
    ck_assert_mem_eq(a->node, c->node, a->nodes * sizeof *a->node);
    ck_assert_uint_eq(a->percentiles, c->percentiles);
    ck_assert_mem_eq(a->percentile, c->percentile, a->percentiles * sizeof *a->percentile);
    ck_assert_uint_eq(a->pairs, c->pairs);
    for (size_t i = 0; i < a->pairs; i++) ck_assert_str_eq(a->pair[i].name, c->pair[i].name);
}

/* One plan that leaves as much as it can to defaults, one that says all. */
static const char *const plans[] = {
    "weights:\n    - uniform: {of: all, percent: 25}\n    - dirichlet:\n        of: work\n"
    "        concentration: 100\n  methods: {normalise: {at: home, choices: [as_built, rank]}}\n"
    "  data:\n    - sampling: {}\n    - rounding: {to: 0.1}\n    - imputed:\n        of: jobs\n"
    "  structure: [leave_one_out: {of: all}]\n",
    "draws: 200\n  seed: 9\n  percentiles: [5, 95]\n  nodes: [all, home]\n  pairs: [[T1, T2], [T3, \"T4\"]]\n"
    "  weights:\n    - uniform: {of: all, percent: 25, each: true}\n"
    "    - sets: {list: [{jobs: 2}, {pay: 3}], as_built: false}\n    - drop_one: {of: work}\n"
    "  methods:\n    - normalise: {at: home, choices: [as_built, minmax: {to: [1, 100]}]}\n"
    "    - aggregate: {at: work, choices: [as_built, sum]}\n"
    "  data:\n    - sampling: {of: jobs, law: logit, standard_error: 1, out_of: 1, around: observed}\n"
    "    - sampling: {of: pay, law: poisson, per: 1000, periods: 0.5}\n"
    "  structure:\n    - leave_one_out: {of: all, among: parts, none: false}\n"};

START_TEST(back_again)
{
    append("index.yml", "uncertainty:\n  ");
    append("index.yml", plans[_i]);
    myn_index *first = read_index();
    Plan plan = read_plan(first);
    char *text = explain(first);
    write_index(text);
    myn_index *second = read_index();
    Plan again = read_plan(second);
    same_plan(&plan, &again);
    ck_assert_int_eq(again.draws, _i ? 200 : 1000);
    ck_assert_int_eq(again.seed, _i ? 9 : 1);
    free(text);
    myn_index_free(first);
    myn_index_free(second);
}
END_TEST

START_TEST(lines)
{
    append("index.yml", "uncertainty:\n  ");
    append("index.yml", plans[0]);
    myn_index *index = read_index();
    char *text = explain(index);
    ck_assert_ptr_nonnull(strstr(
        text, "uncertainty:\n  draws: 1000 # default\n  seed: 1 # default\n"
              "  percentiles: [5, 25, 50, 75, 95] # default\n  nodes: branches # default\n  weights:\n"
              "    - uniform: {of: all, percent: 25, each: false} # index.yml; each: default\n"
              "    - dirichlet: {of: work, concentration: 100, each: false} # index.yml; each: default\n"));
    ck_assert_ptr_nonnull(strstr(text, "    - sampling: {of: all, law: normal, limits: 95, around: mean, "
                                       "periods: 0} # index.yml; of: default; law: default"));
    ck_assert_ptr_nonnull(strstr(text, "    - rounding: {to: 0.1, of: all} # index.yml; of: default\n"));
    ck_assert_ptr_nonnull(strstr(text, "  pairs: [] # default\n"));
    free(text);
    myn_index_free(index);
}
END_TEST

/* No section, nothing written; a section that is wrong is told with its place. */
START_TEST(none_or_wrong)
{
    myn_buffer text = {0};
    myn_index *index = read_index();
    ck_assert_int_eq(myn_uncertainty_explain(index, NULL, 0, diag, &text), MYN_OK);
    ck_assert_uint_eq(text.length, 0);
    myn_index_free(index);
    append("index.yml", "uncertainty:\n  weights: [{uniform: {of: all, percent: 25, each: perhaps}}]\n");
    index = read_index();
    ck_assert_int_eq(myn_uncertainty_explain(index, NULL, 0, diag, &text), MYN_ERR_DATA);
    ck_assert_uint_eq(text.length, 0);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_ERROR), 1);
    myn_index_free(index);
    myn_buffer_free(&text);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("uncertainty explained");
    TCase *c = tcase_create("plan");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, back_again, 0, (int)(sizeof plans / sizeof *plans));
    tcase_add_test(c, lines);
    tcase_add_test(c, none_or_wrong);
    suite_add_tcase(s, c);
    return s;
}
