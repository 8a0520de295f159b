/* Parameters frozen in one store and used for other data; expected scores by the formulas, from the values in the test. */
#include "run/again.h"
#include "run/small.h"
#include "suite.h"
#include <math.h>

#define TOWNS 4
static const double jobs[2][TOWNS] = {{70, 74, 66, 81}, {71, 73, 68, 82}};
static const double pay[2][TOWNS] = {{510, 560, 498, 640}, {520, 575, 505, 655}};

static double on_scale(double x, const double *basis)
{
    double mean = 0, squares = 0;
    for (int i = 0; i < TOWNS; i++) mean += basis[i] / TOWNS;
    for (int i = 0; i < TOWNS; i++) squares += (basis[i] - mean) * (basis[i] - mean);
    return 5 + 1.5 * (x - mean) / sqrt(squares / (TOWNS - 1));
}

static void freeze(const char *edition)
{
    char line[400];
    myn_built summary;
    snprintf(line, sizeof line, "%s/last.h5", small_folder);
    const myn_run_options options = {
        .index = small_folder, .out = line, .edition = edition, .share = test_share};
    ck_assert_int_eq(myn_build(&options, NULL, &summary), MYN_OK);
    myn_built_free(&summary);
}

static myn_status build_only(myn_diag **diag)
{
    char out[256];
    myn_built summary;
    snprintf(out, sizeof out, "%s/out.h5", small_folder);
    const myn_run_options options = {.index = small_folder, .out = out, .share = test_share};
    ck_assert_int_eq(myn_diag_new(diag), MYN_OK);
    myn_status status = myn_build(&options, *diag, &summary);
    myn_built_free(&summary);
    return status;
}

static bool said(const myn_diag *diag, const char *text)
{
    for (size_t i = 0; i < myn_diag_kept(diag); i++)
        if (strstr(myn_diag_at(diag, i)->text, text)) return true;
    print_problems(diag);
    return false;
}

/* 2021 on the scale of 2020, which the other store holds; the store says where from, and computes again without it. */
START_TEST(by_hand)
{
    freeze("2020");
    edit("index.yml", "s/ddof: 1/ddof: 1, reference: {store: last.h5}/");
    built b = build_index(small_folder, NULL);
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 1, &edition), MYN_OK);
    for (int i = 0; i < TOWNS; i++)
        ck_assert_double_eq_tol(edition.score[node_of(b.labels, "work") * TOWNS + (size_t)i],
                                (on_scale(jobs[1][i], jobs[0]) + on_scale(pay[1][i], pay[0])) / 2, 1e-12);
    ck_assert(said(b.diag, "parameters of 3 steps are frozen: edition 2020 of last.h5"));
    const myn_provenance *provenance = myn_store_provenance(b.store);
    ck_assert_str_eq(provenance->file[provenance->files - 1].name, "last.h5");
    ck_assert_ptr_nonnull(strstr(provenance->explained, "store: last.h5"));
    myn_edition_free(&edition);
    edit("last.h5", "d");
    same_again(&b);
    free_build(&b);
}
END_TEST

/* Weights fitted in one build, those of another. */
START_TEST(weights)
{
    edit("index.yml", "s/^aggregate/weights: equal\\naggregate/");
    freeze("2021");
    edit("index.yml", "s/^weights: equal/weights: {equal: {reference: {store: last.h5, edition: 2021}}}/");
    built b = build_index(small_folder, NULL);
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    ck_assert_double_eq(edition.weight[node_of(b.labels, "work")], edition.weight[node_of(b.labels, "home")]);
    same_again(&b);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

static double mean_of(const double *x)
{
    return (x[0] + x[1] + x[2] + x[3]) / TOWNS;
}

/* `work` is the mean of jobs and pay in the frozen scale of 2020, then itself standardised: by the mean and deviation that the
 * other store's branch had in 2020, and on its way into the root stretched by the 2020 range of that. */
START_TEST(branch_by_hand)
{
    edit("index.yml", "s/^coverage/nodes: {work: {after: [zscore], into_parent: [minmax]}}\\ncoverage/");
    freeze("2020");
    edit("index.yml",
         "s/after: .zscore., into_parent: .minmax./after: [zscore: {reference: {store: last.h5}}], "
         "into_parent: [minmax: {reference: {store: last.h5}}]/");
    edit("index.yml", "s/zscore: {ddof: 1}/zscore: {ddof: 1, reference: {store: last.h5}}/");
    built b = build_index(small_folder, NULL);
    double work[2][TOWNS], mean, squares = 0, low = INFINITY, high = -INFINITY;
    for (int e = 0; e < 2; e++)
        for (int i = 0; i < TOWNS; i++)
            work[e][i] = (on_scale(jobs[e][i], jobs[0]) + on_scale(pay[e][i], pay[0])) / 2;
    mean = mean_of(work[0]);
    for (int i = 0; i < TOWNS; i++) squares += (work[0][i] - mean) * (work[0][i] - mean);
    double deviation = sqrt(squares / (TOWNS - 1));
    for (int i = 0; i < TOWNS; i++) {
        low = fmin(low, (work[0][i] - mean) / deviation);
        high = fmax(high, (work[0][i] - mean) / deviation);
    }
    myn_edition edition;
    size_t node = node_of(b.labels, "work");
    ck_assert_int_eq(myn_store_edition(b.store, 1, &edition), MYN_OK);
    for (int i = 0; i < TOWNS; i++)
        ck_assert_double_eq_tol(edition.score[node * TOWNS + (size_t)i], (work[1][i] - mean) / deviation,
                                1e-12);
    ck_assert_uint_eq(b.labels->branch_steps, 2);
    const double *fitted = edition.branch_fitted + node * 2 * MYN_FITTED_MOST;
    ck_assert_double_eq_tol(fitted[0], mean, 1e-12);
    ck_assert_double_eq_tol(fitted[1], deviation, 1e-12);
    ck_assert_double_eq_tol(fitted[MYN_FITTED_MOST], low, 1e-12);
    ck_assert_double_eq_tol(fitted[MYN_FITTED_MOST + 1], high, 1e-12);
    ck_assert(said(b.diag, "parameters of 5 steps are frozen: edition 2020 of last.h5"));
    myn_edition_free(&edition);
    edit("last.h5", "d");
    same_again(&b);
    free_build(&b);
}
END_TEST

typedef struct {
    const char *change, *said;
} wrong;

static const wrong wrongs[] = {
    {"s/ddof: 1/ddof: 1, reference: {store: nowhere.h5}/",
     "parameters cannot be taken from nowhere.h5: cannot be opened: No such file or directory"},
    {"s/ddof: 1/ddof: 1, reference: {store: index.yml}/",
     "parameters cannot be taken from index.yml: is not a store that can be read: it is not an HDF5 file"},
    {"s/ddof: 1/ddof: 1, reference: {store: last.h5, edition: 1999}/",
     "last.h5 has no edition \"1999\" to take parameters from"},
    {"s/zscore: {ddof: 1}/minmax: {reference: {store: last.h5}}/",
     "last.h5 has no minmax of \"jobs\" in edition 2020"},
    {"s/ddof: 1/ddof: 1, reference: {store: last.h5, areas: T1}/", "no areas"},
    {"s/zscore: {ddof: 1}/distance_to_reference/", "needs the area that is measured against"},
    {"s/zscore: {ddof: 1}/distance_to_reference: {reference: {area: T9}}/",
     "the reference area is none of the index"},
    {"s/zscore: {ddof: 1}/distance_to_reference: {reference: {area: T3}}/",
     "the reference area is no better than the worst value"},
    {"s/ddof: 1/ddof: 1, reference: {area: T2}/", "unknown key \"area\""},
    {"s/^coverage/nodes: {work: {after: [zscore: {reference: {store: last.h5}}]}}\\ncoverage/",
     "last.h5 has no zscore of \"work\" in edition 2020"},
    {"s/^aggregate/weights: {equal: {reference: {store: last.h5}}}\\nnodes: {work: {into_parent: [minmax: "
     "{reference: "
     "{store: last.h5}}]}}\\naggregate/",
     "last.h5 has no minmax of \"work\" in edition 2020"},
};

/* Against the town T3 of 2020, from the worst value of 2020: (x - 66) / (66 - 66) has no answer, so T2: (x - 66) / (74 - 66). */
START_TEST(against_an_area)
{
    edit("index.yml",
         "s/zscore: {ddof: 1}/distance_to_reference: {reference: {area: T2, edition: 2020}}/; /affine/d");
    built b = build_index(small_folder, NULL);
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 1, &edition), MYN_OK);
    for (int i = 0; i < TOWNS; i++)
        ck_assert_double_eq_tol(edition.score[node_of(b.labels, "jobs") * TOWNS + (size_t)i],
                                (jobs[1][i] - 66) / (74 - 66), 1e-14);
    ck_assert_ptr_nonnull(strstr(myn_store_provenance(b.store)->explained, "area: T2"));
    myn_edition_free(&edition);
    same_again(&b);
    free_build(&b);
}
END_TEST

START_TEST(refused)
{
    char out[256];
    myn_diag *diag = NULL;
    freeze("2020");
    edit("index.yml", wrongs[_i].change);
    ck_assert_int_eq(build_only(&diag), MYN_ERR_DATA);
    ck_assert(said(diag, wrongs[_i].said));
    snprintf(out, sizeof out, "%s/out.h5", small_folder);
    ck_assert_int_ne(access(out, F_OK), 0);
    myn_diag_free(diag);
}
END_TEST

/* A branch that the store lacks, with its weights and its step: both are told. */
START_TEST(one_branch_too_many)
{
    myn_diag *diag = NULL;
    freeze("2020");
    edit("nodes.csv", "s/work/labour/g");
    edit("index.yml",
         "s/^coverage/nodes: {labour: {after: [zscore: {reference: {store: last.h5}}]}}\\ncoverage/");
    edit("index.yml", "s/^aggregate/weights: {equal: {reference: {store: last.h5}}}\\naggregate/");
    ck_assert_int_eq(build_only(&diag), MYN_ERR_DATA);
    ck_assert(said(diag, "last.h5 has no node by the name of \"labour\" in edition 2020"));
    ck_assert(said(diag, "last.h5 has no weight of \"labour\" in edition 2020"));
    myn_diag_free(diag);
}
END_TEST

/* An indicator that the store lacks. */
START_TEST(one_node_too_many)
{
    myn_diag *diag = NULL;
    freeze("2020");
    edit("nodes.csv", "s/^pay,/wage,/");
    edit("index.yml", "s/ddof: 1/ddof: 1, reference: {store: last.h5}/");
    ck_assert_int_eq(build_only(&diag), MYN_ERR_DATA);
    ck_assert(said(diag, "last.h5 has no indicator by the name of \"wage\" in edition 2020"));
    myn_diag_free(diag);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("run/frozen");
    TCase *tests = tcase_create("frozen");
    tcase_add_checked_fixture(tests, small_setup, small_teardown);
    tcase_add_test(tests, by_hand);
    tcase_add_test(tests, branch_by_hand);
    tcase_add_test(tests, weights);
    tcase_add_loop_test(tests, refused, 0, sizeof wrongs / sizeof *wrongs);
    tcase_add_test(tests, against_an_area);
    tcase_add_test(tests, one_node_too_many);
    tcase_add_test(tests, one_branch_too_many);
    suite_add_tcase(suite, tests);
    return suite;
}
