/* Sensitivity of the small index, summed so that its indices can be derived; outputs; what is refused. */
#include "run/sensitivity.h"
#include "run/small.h"
#include "suite.h"
#include <math.h>
#include <mynegai/annex.h>
#include <mynegai/diag.h>

#define TOWNS 4

static built b;
static char plan[128], out[128];

/* overall = 2 work + home, work = jobs + pay, home = damp: sums, nothing scaled back. */
static void sums_setup(void)
{
    small_setup();
    edit("index.yml", "s/^aggregate: arithmetic/aggregate: sum/");
    b = build_index(small_folder, NULL);
    snprintf(plan, sizeof plan, "%s/plan.yml", small_folder);
    snprintf(out, sizeof out, "%s/out.h5", small_folder);
}

static void sums_teardown(void)
{
    free_build(&b);
    small_teardown();
}

static void write_plan(const char *text)
{
    FILE *file = fopen(plan, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

/* Every weight within PERCENT of what it is; one source a branch. */
#define TWO "weights:\n  - uniform: {of: work, percent: 30}\n  - uniform: {of: home, percent: 50}\n"

static myn_sensitivity_options asking(const char *output, size_t n)
{
    myn_sensitivity_options options = {.choice = {.store = b.store,
                                                  .path = b.path,
                                                  .plan = plan,
                                                  .edition = 0,
                                                  .threads = 2,
                                                  .seed = 5,
                                                  .seed_given = true,
                                                  .draws = n},
                                       .said = output,
                                       .design = MYN_DESIGN_SOBOL,
                                       .resamples = 200};
    ck_assert_int_eq(myn_sensitivity_output_read(b.labels, output, 0, b.diag, &options.output), MYN_OK);
    return options;
}

static myn_sensitivity_found *found(const myn_sensitivity_options *options)
{
    myn_sensitivity_found *f;
    myn_status status = myn_sensitivity_find(options, b.diag, &f);
    if (status) print_problems(b.diag);
    ck_assert_int_eq(status, MYN_OK);
    return f;
}

static size_t indicator_of(const char *code)
{
    return b.labels->node[node_of(b.labels, code)].indicator;
}

/* A town's score is sum over parts of W w (1 + p (2 u - 1)) x: the variance that a branch brings is W^2 p^2 / 3 times the
 * sum of its (w x)^2, and shares of it are both kinds of index. */
START_TEST(a_score_that_adds_up)
{
    myn_edition edition;
    write_plan(TWO);
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    const double *jobs = edition.normalised + indicator_of("jobs") * TOWNS,
                 *pay = edition.normalised + indicator_of("pay") * TOWNS,
                 *damp = edition.normalised + indicator_of("damp") * TOWNS;
    const char *const towns[] = {"score:T1", "score:T3"};
    for (size_t k = 0; k < 2; k++) {
        size_t t = 2 * k;
        double work = 4 * 0.09 / 3 * (jobs[t] * jobs[t] + pay[t] * pay[t]),
               home = 0.25 / 3 * damp[t] * damp[t];
        myn_sensitivity_options options = asking(towns[k], 1024);
        myn_sensitivity_found *f = found(&options);
        ck_assert_uint_eq(f->d, 2);
        ck_assert_uint_eq(f->runs, 4096);
        ck_assert_double_eq_tol(f->published, 2 * (jobs[t] + pay[t]) + damp[t], 1e-10);
        ck_assert_double_eq_tol(f->indices.variance, work + home, 0.01 * (work + home));
        const myn_sensitivity_input *input = f->indices.input;
        ck_assert_double_eq_tol(input[0].first.value, work / (work + home), 0.005);
        ck_assert_double_eq_tol(input[0].total.value, work / (work + home), 0.005);
        ck_assert_double_eq_tol(input[1].first.value, home / (work + home), 0.005);
        ck_assert_double_eq_tol(input[1].total.value, home / (work + home), 0.005);
        ck_assert(input[0].first.settled && input[1].total.settled);
        ck_assert_uint_eq(f->input[0].coordinates, 2);
        myn_sensitivity_found_free(f);
    }
    myn_edition_free(&edition);
}
END_TEST

/* With `each` every weight is an input. The same sum: weight i of work brings (2 p w_i x_i)^2 / 3, and the shares of one
 * branch's weights sum to those of the branch. */
START_TEST(every_weight)
{
    static const char *const name[] = {"weight of jobs", "weight of pay", "uniform home"};
    myn_edition edition;
    write_plan("weights:\n  - uniform: {of: work, percent: 30, each: true}\n"
               "  - uniform: {of: home, percent: 50}\n");
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    double jobs = edition.normalised[indicator_of("jobs") * TOWNS],
           pay = edition.normalised[indicator_of("pay") * TOWNS],
           damp = edition.normalised[indicator_of("damp") * TOWNS];
    double part[] = {4 * 0.09 / 3 * jobs * jobs, 4 * 0.09 / 3 * pay * pay, 0.25 / 3 * damp * damp};
    double all = part[0] + part[1] + part[2];
    myn_sensitivity_options options = asking("score:T1", 1024);
    myn_sensitivity_found *f = found(&options);
    ck_assert_uint_eq(f->d, 3);
    ck_assert_uint_eq(f->runs, 5 * 1024);
    ck_assert_double_eq_tol(f->indices.variance, all, 0.01 * all);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_str_eq(f->name[i], name[i]);
        ck_assert_uint_eq(f->input[i].coordinates, 1);
        ck_assert_double_eq_tol(f->indices.input[i].first.value, part[i] / all, 0.005);
        ck_assert_double_eq_tol(f->indices.input[i].total.value, part[i] / all, 0.005);
    }
    myn_sensitivity_found_free(f);
    myn_edition_free(&edition);
}
END_TEST

/* One source or an input a weight: the same draws, and so the same variance. By Dirichlet the inputs are the parts' gamma
 * numbers, and marked. */
START_TEST(the_same_draws)
{
    double variance[2];
    for (int each = 0; each < 2; each++) {
        write_plan(each ? "weights: [{dirichlet: {of: work, concentration: 20, each: true}}]\n"
                        : "weights: [{dirichlet: {of: work, concentration: 20}}]\n");
        myn_sensitivity_options options = asking("score:T1", 256);
        myn_sensitivity_found *f = found(&options);
        ck_assert_uint_eq(f->d, each ? 2 : 1);
        ck_assert(f->input[0].dependent);
        variance[each] = f->indices.variance;
        myn_sensitivity_found_free(f);
    }
    ck_assert_double_eq(variance[0], variance[1]);
}
END_TEST

/* A source that changes nothing has indices of exactly 0. */
START_TEST(a_source_that_does_nothing)
{
    write_plan("structure:\n  - leave_one_out: {of: work, among: parts, none: true}\n"
               "methods:\n  - aggregate: {at: home, choices: [sum, sum]}\n");
    myn_sensitivity_options options = asking("score:T2", 1024);
    myn_sensitivity_found *f = found(&options);
    size_t idle = strstr(f->name[0], "aggregate") ? 0 : 1;
    ck_assert_double_eq(f->indices.input[idle].first.value, 0);
    ck_assert_double_eq(f->indices.input[idle].total.value, 0);
    ck_assert_double_eq_tol(f->indices.input[1 - idle].total.value, 1, 0.05);
    myn_sensitivity_found_free(f);
}
END_TEST

/* The same bytes at any number of threads. */
START_TEST(threads)
{
    write_plan(TWO);
    myn_sensitivity_options options = asking("shift", 128);
    options.choice.threads = 1;
    myn_sensitivity_found *one = found(&options);
    options.choice.threads = 5;
    myn_sensitivity_found *five = found(&options);
    for (size_t i = 0; i < 2; i++)
        ck_assert(
            !memcmp(&one->indices.input[i].first.value, &five->indices.input[i].first.value,
                    sizeof(double)) &&
            !memcmp(&one->indices.input[i].total.upper, &five->indices.input[i].total.upper, sizeof(double)));
    ck_assert(!memcmp(&one->indices.variance, &five->indices.variance, sizeof(double)));
    myn_sensitivity_found_free(one);
    myn_sensitivity_found_free(five);
}
END_TEST

START_TEST(stored)
{
    write_plan(TWO);
    myn_sensitivity_options options = asking("score:Southport", 64);
    options.out = out;
    myn_sensitivity_found *f = found(&options);
    myn_store *store;
    const myn_annex *annex;
    ck_assert_int_eq(myn_store_open(out, 0, b.diag, &store), MYN_OK);
    ck_assert_int_eq(myn_store_annex(store, "sensitivity", &annex), MYN_OK);
    const myn_annex_array *total = myn_annex_find(annex, "total"),
                          *lower = myn_annex_find(annex, "first_lower");
    for (size_t i = 0; i < 2; i++) {
        ck_assert_double_eq(((const double *)total->at)[i], f->indices.input[i].total.value);
        ck_assert_double_eq(((const double *)lower->at)[i], f->indices.input[i].first.lower);
        ck_assert_str_eq(myn_annex_axis(annex, "input")->text[i], f->name[i]);
    }
    ck_assert_str_eq(myn_annex_fact_of(annex, "output"), "score:Southport");
    ck_assert_str_eq(myn_annex_fact_of(annex, "design"), "sobol");
    ck_assert_ptr_nonnull(
        strstr(myn_store_provenance(store)->command, "sensitivity --output score:Southport"));
    myn_store_free(store);
    myn_sensitivity_found_free(f);
}
END_TEST

/* Two nodes, three areas: what one draw gives. */
START_TEST(outputs)
{
    static const double score[] = {0, 0, 0, 7, 9, 8};
    static const uint32_t rank[] = {1, 1, 1, 3, 1, 2}, published[] = {1, 2, 3}, gap[] = {1, 0, 3};
    const myn_drawn drawn = {score, rank, 2, 3};
    myn_sensitivity_output o = {.kind = MYN_OUTPUT_SHIFT};
    ck_assert_double_eq_tol(sensitivity_output(&o, &drawn, 1, published), 4.0 / 3, 1e-15);
    ck_assert_double_eq_tol(sensitivity_output(&o, &drawn, 1, gap), 1.5, 1e-15); /* an area without a rank */
    o = (myn_sensitivity_output){.kind = MYN_OUTPUT_SCORE, .area = 2};
    ck_assert_double_eq(sensitivity_output(&o, &drawn, 1, published), 8);
    o.kind = MYN_OUTPUT_RANK;
    ck_assert_double_eq(sensitivity_output(&o, &drawn, 1, published), 2);
    o = (myn_sensitivity_output){.kind = MYN_OUTPUT_TOP, .top = 2}; /* were first: 0 and 1; are: 1 and 2 */
    ck_assert_double_eq(sensitivity_output(&o, &drawn, 1, published), 0.5);
    o.top = 1;
    ck_assert_double_eq(sensitivity_output(&o, &drawn, 1, published), 0);
}
END_TEST

START_TEST(outputs_by_name)
{
    static const char *const unknown[] = {"score:Nowhere", "rank:T7"}, *const wrong[] = {"median", "top:0",
                                                                                         "top:4",  "top:1.5",
                                                                                         "top:x",  ""};
    myn_sensitivity_output o;
    ck_assert_int_eq(myn_sensitivity_output_read(b.labels, "score:Midvale", 0, b.diag, &o), MYN_OK);
    ck_assert_uint_eq(o.area, 1);
    ck_assert_int_eq(myn_sensitivity_output_read(b.labels, "top:3", 0, b.diag, &o), MYN_OK);
    ck_assert_uint_eq(o.top, 3);
    for (size_t i = 0; i < 2; i++)
        ck_assert_int_eq(myn_sensitivity_output_read(b.labels, unknown[i], 0, b.diag, &o), MYN_ERR_NOT_FOUND);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_int_eq(myn_sensitivity_output_read(b.labels, wrong[i], 0, b.diag, &o), MYN_ERR_ARGUMENT);
}
END_TEST

/* All problems at once, and nothing written. */
START_TEST(refused)
{
    myn_sensitivity_found *f;
    write_plan("nodes: top\n" TWO);
    myn_sensitivity_options options = asking("shift", 1);
    options.output.node = node_of(b.labels, "work");
    options.out = out;
    ck_assert_int_eq(myn_sensitivity_find(&options, b.diag, &f), MYN_ERR_DATA);
    ck_assert_uint_eq(myn_diag_count(b.diag, MYN_ERROR), 2); /* points, node */
    ck_assert_int_ne(access(out, F_OK), 0);
    ck_assert_ptr_null(f);
}
END_TEST

/* Draws by a design: in the store its name, and another spread than by independent draws. */
START_TEST(draws_by_design)
{
    myn_uncertainty_done done;
    write_plan(TWO);
    const myn_sensitivity_options asked = asking("shift", 64);
    const myn_uncertainty_options options = {.choice = asked.choice, .out = out};
    myn_status status = myn_uncertainty_by(&options, MYN_DESIGN_LATIN, b.diag, &done);
    if (status) print_problems(b.diag);
    ck_assert_int_eq(status, MYN_OK);
    ck_assert_uint_eq(done.draws, 64);
    myn_uncertainty_done_free(&done);
    myn_store *store;
    ck_assert_int_eq(myn_store_open(out, 0, b.diag, &store), MYN_OK);
    ck_assert_ptr_nonnull(strstr(myn_store_provenance(store)->command, "latin"));
    myn_store_free(store);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("sensitivity");
    TCase *c = tcase_create("sensitivity");
    tcase_add_checked_fixture(c, sums_setup, sums_teardown);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, a_score_that_adds_up);
    tcase_add_test(c, every_weight);
    tcase_add_test(c, the_same_draws);
    tcase_add_test(c, a_source_that_does_nothing);
    tcase_add_test(c, threads);
    tcase_add_test(c, stored);
    tcase_add_test(c, outputs);
    tcase_add_test(c, outputs_by_name);
    tcase_add_test(c, refused);
    tcase_add_test(c, draws_by_design);
    suite_add_tcase(s, c);
    return s;
}
