/* Two stores side by side. Every expected part is derived here from the formulas, on the four invented towns. */
#include "run/compare.h"
#include "run/small.h"
#include "suite.h"
#include <math.h>

typedef struct {
    myn_diag *diag;
    myn_store *old, *fresh;
    myn_comparison *made;
    char path[2][128];
} pair;

static void build_into(const char *path, const myn_change *change, size_t changes)
{
    myn_built summary;
    myn_diag *diag = NULL;
    const myn_run_options options = {.index = small_folder,
                                     .out = path,
                                     .threads = 2,
                                     .change = change,
                                     .changes = changes,
                                     .share = test_share};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    myn_status status = myn_build(&options, diag, &summary);
    if (status) print_problems(diag);
    ck_assert_int_eq(status, MYN_OK);
    myn_built_free(&summary);
    myn_diag_free(diag);
}

static pair start(void)
{
    pair p = {0};
    for (int i = 0; i < 2; i++) snprintf(p.path[i], sizeof p.path[i], "%s/%d.h5", small_folder, i);
    ck_assert_int_eq(myn_diag_new(&p.diag), MYN_OK);
    return p;
}

static myn_status compare(pair *p, size_t old_edition, size_t new_edition, const char *node)
{
    if (!p->old) ck_assert_int_eq(myn_store_open(p->path[0], 0, p->diag, &p->old), MYN_OK);
    if (!p->fresh) ck_assert_int_eq(myn_store_open(p->path[1], 0, p->diag, &p->fresh), MYN_OK);
    const myn_compare_choice choice = {p->old,      p->fresh,    "old.h5", "new.h5",
                                       old_edition, new_edition, node,     2};
    return myn_compare(&choice, p->diag, &p->made);
}

static void end(pair *p)
{
    myn_comparison_free(p->made);
    myn_store_free(p->old);
    myn_store_free(p->fresh);
    myn_diag_free(p->diag);
}

static const myn_move *move_of(const pair *p, const char *code)
{
    for (size_t i = 0; i < p->made->moves; i++)
        if (strcmp(p->made->new_labels->areas->at[p->made->move[i].after].code, code) == 0)
            return &p->made->move[i];
    ck_abort_msg("no area %s", code);
    return NULL;
}

static void adds_up(const pair *p)
{
    ck_assert(p->made->attributed);
    for (size_t i = 0; i < p->made->moves; i++) {
        const myn_move *m = &p->made->move[i];
        if (isnan(m->new_score - m->old_score)) continue;
        ck_assert_double_eq_tol(m->data + m->normalisation + m->method, m->new_score - m->old_score, 1e-14);
    }
}

static const char *before_of(const pair *p, const char *what, const char *of, const char **after)
{
    for (size_t i = 0; i < p->made->differences; i++) {
        const myn_difference *d = &p->made->difference[i];
        if (strcmp(d->what, what) != 0 || (of && (!d->of || strcmp(d->of, of) != 0))) continue;
        *after = d->after ? d->after : "";
        return d->before ? d->before : "";
    }
    ck_abort_msg("no difference in %s", what);
    return NULL;
}

/* One store with itself: nothing. */
START_TEST(nothing)
{
    pair p = start();
    build_into(p.path[0], NULL, 0);
    build_into(p.path[1], NULL, 0);
    ck_assert_int_eq(compare(&p, 1, 1, NULL), MYN_OK);
    ck_assert_uint_eq(p.made->differences, 0);
    ck_assert_uint_eq(p.made->moves, 4);
    ck_assert_uint_eq(p.made->risen + p.made->fallen + p.made->crossed + p.made->gone + p.made->came, 0);
    ck_assert_double_eq(p.made->mean_change, 0);
    for (size_t i = 0; i < 4; i++) {
        const myn_move *m = &p.made->move[i];
        ck_assert(m->data == 0 && m->normalisation == 0 && m->method == 0);
    }
    end(&p);
}
END_TEST

/* all = (2 work + home) / 3 becomes (work + home) / 2: method alone, to the last bit. */
START_TEST(one_weight)
{
    const myn_change change = {MYN_CHANGE_SET, "work.weight=1"};
    const char *after;
    pair p = start();
    build_into(p.path[0], NULL, 0);
    build_into(p.path[1], &change, 1);
    ck_assert_int_eq(compare(&p, 1, 1, NULL), MYN_OK);
    for (size_t i = 0; i < 4; i++) {
        const myn_move *m = &p.made->move[i];
        ck_assert(m->data == 0 && m->normalisation == 0);
        ck_assert(m->method == m->new_score - m->old_score);
    }
    ck_assert_double_ne(move_of(&p, "T1")->method, 0);
    ck_assert_double_eq(move_of(&p, "T3")->method, 0); /* it has no home */
    ck_assert_str_eq(before_of(&p, "weight", "work", &after), "2");
    ck_assert_str_eq(after, "1");
    (void)before_of(&p, "command", NULL, &after);
    ck_assert_str_eq(strstr(after, " --set"), " --set work.weight=1");
    end(&p);
}
END_TEST

/* Pay of T2 in 2021 goes from 575 to 675. Old normalisation: mean (520 + 575 + 505 + 655) / 4 = 563.75, and with
 * deviations -43.75, 11.25, -58.75, 91.25 the squares sum to 1914.0625 + 126.5625 + 3451.5625 + 8326.5625 = 13818.75, sd =
 * sqrt(13818.75 / 3). 1.5 points an sd; half of work; two thirds of all. Others have no new data of their own: what moves
 * them is the new mean 588.75 and sd: deviations -68.75, 86.25, -83.75, 66.25, squares 4726.5625 + 7439.0625 + 7014.0625
 * + 4389.0625 = 23568.75. */
START_TEST(one_value)
{
    pair p = start();
    const double sd = sqrt(13818.75 / 3), new_sd = sqrt(23568.75 / 3), share = 1.5 / 2 * 2 / 3;
    build_into(p.path[0], NULL, 0);
    edit(VALUES, "s/^T2,pay,2021,575/T2,pay,2021,675/");
    build_into(p.path[1], NULL, 0);
    ck_assert_int_eq(compare(&p, 1, 1, NULL), MYN_OK);
    adds_up(&p);
    const myn_move *t2 = move_of(&p, "T2"), *t1 = move_of(&p, "T1"), *t4 = move_of(&p, "T4");
    ck_assert_double_eq_tol(t2->data, share * 100 / sd, 1e-12);
    ck_assert_double_eq_tol(t2->normalisation, share * (86.25 / new_sd - 111.25 / sd), 1e-12);
    ck_assert_double_eq(t1->data, 0);
    ck_assert_double_eq_tol(t1->normalisation, share * (-68.75 / new_sd + 43.75 / sd), 1e-12);
    ck_assert_double_eq_tol(t4->normalisation, share * (66.25 / new_sd - 91.25 / sd), 1e-12);
    for (size_t i = 0; i < 4; i++) ck_assert_double_eq(p.made->move[i].method, 0);
    ck_assert_uint_eq(p.made->crossed, 1); /* T2, low to high */
    end(&p);
}
END_TEST

/* With parameters of 2020 for both editions nothing but an area's own data can move it. */
START_TEST(fixed_reference)
{
    pair p = start();
    edit("index.yml", "s/ddof: 1/ddof: 1, reference: {edition: 2020}/");
    build_into(p.path[0], NULL, 0);
    build_into(p.path[1], NULL, 0);
    ck_assert_int_eq(compare(&p, 0, 1, NULL), MYN_OK);
    adds_up(&p);
    for (size_t i = 0; i < 4; i++) {
        ck_assert(p.made->move[i].normalisation == 0 && p.made->move[i].method == 0);
        ck_assert_double_ne(p.made->move[i].data, 0);
    }
    end(&p);
}
END_TEST

/* An indicator that is gone keeps its old values until the method changes: all by method. */
START_TEST(one_indicator_less)
{
    const myn_change change = {MYN_CHANGE_DROP, "pay"};
    const char *after;
    pair p = start();
    build_into(p.path[0], NULL, 0);
    build_into(p.path[1], &change, 1);
    ck_assert_int_eq(compare(&p, 1, 1, "work"), MYN_OK);
    adds_up(&p);
    for (size_t i = 0; i < 4; i++) {
        const myn_move *m = &p.made->move[i];
        ck_assert(m->data == 0 && m->normalisation == 0);
        ck_assert(m->method == m->new_score - m->old_score);
    }
    ck_assert_str_eq(before_of(&p, "indicator", "pay", &after), "there");
    ck_assert_str_eq(after, "");
    end(&p);
}
END_TEST

/* Ranks of four: all = rank of home's and work's weighted sum. Damp of T1 in 2020 from 12 to 8 takes it, of 12, 9, 15, 4 with
 * less the better, from third to second, past T2, which falls to third though its own value is the same. */
START_TEST(ranks)
{
    pair p = start();
    edit("index.yml", "/affine/d; s/zscore: {ddof: 1}/rank: {ties: average}/");
    build_into(p.path[0], NULL, 0);
    edit(VALUES, "s/^T1,damp,2020,12/T1,damp,2020,8/");
    build_into(p.path[1], NULL, 0);
    ck_assert_int_eq(compare(&p, 0, 0, "home"), MYN_OK);
    adds_up(&p);
    const myn_move *t1 = move_of(&p, "T1"), *t2 = move_of(&p, "T2"), *t4 = move_of(&p, "T4");
    ck_assert(t1->data == 1 && t1->normalisation == 0 && t1->method == 0);
    ck_assert(t2->data == 0 && t2->normalisation == -1 && t2->method == 0);
    ck_assert(t4->data == 0 && t4->normalisation == 0 && t4->method == 0);
    ck_assert_uint_eq(p.made->risen, 1);
    ck_assert_uint_eq(p.made->fallen, 1);
    end(&p);
}
END_TEST

/* By definition: exchange one value, rank them all, look at that one. */
START_TEST(placed_one_by_one)
{
    enum { N = 9 };
    static const char *const method[] = {"rank", "percentile", "normal_score", "rank_to_exponential",
                                         "borda"};
    const double old[N] = {3, 1, 1, NAN, 5, 5, 5, -2, 7}, fresh[N] = {5, 1, 5, 1, 5, 4, NAN, 9, -3};
    myn_arena *scratch = NULL;
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
    for (int direction = -1; direction <= 1; direction += 2)
        for (int ties = MYN_TIES_MIN; ties <= MYN_TIES_AVERAGE; ties++) {
            myn_step step = {.method = myn_method_find(method[_i])};
            double placed[N], fitted[MYN_FITTED_MOST] = {NAN};
            ck_assert(compare_by_rank(step.method));
            myn_method_defaults(step.method, step.param);
            for (size_t k = 0; k < step.method->params; k++)
                if (strcmp(step.method->param[k].name, "ties") == 0)
                    step.param[myn_param_slot(step.method, k)] = ties;
            memcpy(placed, fresh, sizeof placed);
            const Ranked ranked = {&step, direction, old, N};
            ck_assert_int_eq(compare_place(&ranked, placed, scratch), MYN_OK);
            for (size_t a = 0; a < N; a++) {
                double column[N];
                memcpy(column, old, sizeof column);
                column[a] = fresh[a];
                const myn_values values = {
                    .in = column, .out = column, .n = N, .direction = direction, .fitted = fitted};
                ck_assert_int_eq(step.method->apply(step.param, &values, scratch), MYN_OK);
                if (isnan(fresh[a]))
                    ck_assert_double_nan(placed[a]);
                else
                    ck_assert_double_eq(placed[a], column[a]);
            }
        }
    ck_assert(!compare_by_rank(myn_method_find("zscore")));
    myn_arena_free(scratch);
}
END_TEST

/* Two editions, an indicator dropped, a weight changed, a branch that is ranked and transformed on its way, values filled
 * in: whatever it is, it adds up. */
START_TEST(everything_at_once)
{
    const myn_change change[] = {{MYN_CHANGE_DROP, "pay"},
                                 {MYN_CHANGE_SET, "home.weight=4"},
                                 {MYN_CHANGE_METHOD, "all.normalise=minmax: {to: [1, 10]}"}};
    pair p = start();
    append("index.yml",
           "missing: [mean]\nnodes:\n  work: {into_parent: [rank_to_exponential], after: [rank]}\n");
    build_into(p.path[0], NULL, 0);
    build_into(p.path[1], change, 3);
    ck_assert_int_eq(compare(&p, 0, 1, NULL), MYN_OK);
    adds_up(&p);
    end(&p);
}
END_TEST

/* Pay of T1 is missing and stands at jobs' place: 71 lies 3/14 of the way from 68 to 82, 75 half way. On the old scale,
 * which is linear, pay so stands at 505 + 150 x 3/14, then at 580. T1's own jobs are the only cause for that, whatever the
 * others' places become. */
START_TEST(filled_within)
{
    pair p = start();
    append("index.yml", "missing: [within]\n");
    edit(VALUES, "s/^T1,pay,2021,.*/T1,pay,2021,/");
    build_into(p.path[0], NULL, 0);
    edit(VALUES, "s/^T1,jobs,2021,71/T1,jobs,2021,75/");
    build_into(p.path[1], NULL, 0);
    ck_assert_int_eq(compare(&p, 1, 1, "work"), MYN_OK);
    adds_up(&p);
    const double jobs_sd = sqrt((71 - 73.5) * (71 - 73.5) + (73 - 73.5) * (73 - 73.5) +
                                (68 - 73.5) * (68 - 73.5) + (82 - 73.5) * (82 - 73.5)) /
                           sqrt(3);
    const double mean = (575 + 505 + 655) / 3.0;
    const double pay_sd = sqrt(
        ((575 - mean) * (575 - mean) + (505 - mean) * (505 - mean) + (655 - mean) * (655 - mean)) / 2);
    const double data = 1.5 * (4 / jobs_sd + (580 - 505 - 150 * 3 / 14.0) / pay_sd) / 2;
    ck_assert_double_eq_tol(move_of(&p, "T1")->data, data, 1e-12);
    for (const char *const *code = (const char *const[]){"T2", "T3", "T4", NULL}; *code; code++)
        ck_assert(move_of(&p, *code)->data == 0 && move_of(&p, *code)->method == 0);
    ck_assert(move_of(&p, "T1")->method == 0 && move_of(&p, "T1")->normalisation != 0);
    end(&p);
}
END_TEST

/* The store at FROM, said to be by another program, at TO. */
static void rewrite_version(const char *from, const char *to, const char *version)
{
    myn_diag *diag;
    myn_store *store;
    myn_writer *writer;
    myn_panel *panel;
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_store_open(from, 0, diag, &store), MYN_OK);
    myn_labels labels = *myn_store_labels(store);
    labels.version = version;
    ck_assert_int_eq(myn_store_panel(store, MYN_CUBE_RAW, &panel), MYN_OK);
    ck_assert_int_eq(myn_writer_open(to, &labels, diag, &writer), MYN_OK);
    ck_assert_int_eq(myn_writer_raw(writer, panel, NULL), MYN_OK);
    for (size_t e = 0; e < labels.editions; e++) {
        myn_edition edition;
        ck_assert_int_eq(myn_store_edition(store, e, &edition), MYN_OK);
        ck_assert_int_eq(myn_writer_edition(writer, e, &edition), MYN_OK);
        myn_edition_free(&edition);
    }
    ck_assert_int_eq(myn_writer_commit(writer, myn_store_provenance(store)), MYN_OK);
    myn_writer_free(writer);
    myn_panel_free(panel);
    myn_store_free(store);
    myn_diag_free(diag);
}

/* Stores of two versions of the program: told as a difference, and what another program makes of the same data is looked at
 * by computing again, not taken for granted. */
START_TEST(another_version)
{
    const char *after;
    char other[160];
    pair p = start();
    build_into(p.path[0], NULL, 0);
    edit(VALUES, "s/^T1,jobs,2021,71/T1,jobs,2021,75/");
    build_into(p.path[1], NULL, 0);
    snprintf(other, sizeof other, "%s/old.h5", small_folder);
    rewrite_version(p.path[0], other, "0.0.7");
    ck_assert_int_eq(myn_store_open(other, 0, p.diag, &p.old), MYN_OK);
    ck_assert_int_eq(compare(&p, 1, 1, NULL), MYN_OK);
    ck_assert_str_eq(before_of(&p, "version", NULL, &after), "0.0.7");
    ck_assert_str_eq(after, myn_store_labels(p.fresh)->version);
    adds_up(&p);
    for (size_t i = 0; i < 4; i++) ck_assert(p.made->move[i].method == 0);
    ck_assert(move_of(&p, "T1")->data > 0);
    end(&p);
}
END_TEST

START_TEST(refused)
{
    pair p = start();
    build_into(p.path[0], NULL, 0);
    edit("datasets/small/towns.csv", "s/^T/U/");
    edit(VALUES, "s/^T/U/");
    build_into(p.path[1], NULL, 0);
    ck_assert_int_eq(compare(&p, 1, 1, NULL), MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(compare(&p, 1, 1, "nowhere"), MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(compare(&p, 2, 1, NULL), MYN_ERR_ARGUMENT);
    ck_assert_ptr_null(p.made);
    ck_assert_uint_eq(myn_diag_count(p.diag, MYN_ERROR), 2);
    end(&p);
}
END_TEST

/* An area that came, one that went: the others are compared. */
START_TEST(other_areas)
{
    const char *after;
    pair p = start();
    build_into(p.path[0], NULL, 0);
    edit("datasets/small/towns.csv", "s/^T1/T7/");
    edit(VALUES, "s/^T1/T7/");
    build_into(p.path[1], NULL, 0);
    ck_assert_int_eq(compare(&p, 1, 1, NULL), MYN_OK);
    adds_up(&p);
    ck_assert_uint_eq(p.made->moves, 3);
    ck_assert_uint_eq(p.made->gone, 1);
    ck_assert_uint_eq(p.made->came, 1);
    ck_assert_str_eq(before_of(&p, "area", "T1", &after), "there");
    ck_assert_str_eq(after, "");
    for (size_t i = 0; i < 3; i++) ck_assert(p.made->move[i].data == 0 && p.made->move[i].method == 0);
    end(&p);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("run/compare");
    TCase *tests = tcase_create("compare");
    tcase_add_checked_fixture(tests, small_setup, small_teardown);
    tcase_add_test(tests, nothing);
    tcase_add_test(tests, one_weight);
    tcase_add_test(tests, one_value);
    tcase_add_test(tests, fixed_reference);
    tcase_add_test(tests, one_indicator_less);
    tcase_add_test(tests, ranks);
    tcase_add_loop_test(tests, placed_one_by_one, 0, 5);
    tcase_add_test(tests, everything_at_once);
    tcase_add_test(tests, filled_within);
    tcase_add_test(tests, another_version);
    tcase_add_test(tests, refused);
    tcase_add_test(tests, other_areas);
    suite_add_tcase(suite, tests);
    return suite;
}
