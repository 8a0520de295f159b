/* Aggregators whose score depends on the other areas: on more areas than a block holds, on every number of
 * them that vectors treat differently, and the solver of linear programs kept from ending the program. */
#include "method/programme.h"
#include "use.h"
#include <glpk.h>
#include <mynegai/cell.h>
#include <mynegai/stream.h>

enum { PARTS = 3, MOST = 1100 };

/* Small whole numbers, so that there are ties, and every fifth missing. */
static void fill(double x[PARTS][MOST])
{
    myn_stream stream = myn_stream_at(11, 0);
    for (int c = 0; c < PARTS; c++)
        for (int i = 0; i < MOST; i++)
            x[c][i] = myn_stream_uniform(&stream) < .2 ? NAN : floor(6 * myn_stream_uniform(&stream));
}

/* The rule as it is written, a pair at a time; weights of halves add up exactly. */
static double plainly(double x[PARTS][MOST], const double *weight, size_t n, size_t i)
{
    double score = 0;
    bool any = false;
    for (int c = 0; c < PARTS; c++) any = any || !isnan(x[c][i]);
    for (size_t j = 0; j < n; j++) {
        double above = 0, below = 0;
        for (int c = 0; c < PARTS; c++) {
            above += x[c][i] > x[c][j] ? weight[c] : 0;
            below += x[c][i] < x[c][j] ? weight[c] : 0;
        }
        score += (above > below) - (above < below);
    }
    return any ? score : NAN;
}

START_TEST(copeland)
{
    static double x[PARTS][MOST], out[MOST];
    static const double weight[PARTS] = {1, 1.5, .5};
    fill(x);
    Use use = use_method("copeland", "");
    for (size_t n = 0; n <= MOST; n += n < 20 ? 1 : n == 20 ? 235 : n < 260 ? 1 : n - 200) {
        myn_parts parts = {(const double *const[]){x[0], x[1], x[2]}, weight, PARTS, n, out, NULL};
        ck_assert(myn_aggregate(use.method, use.param, &parts, (myn_coverage){0, false}, NULL, use.arena) ==
                  MYN_OK);
        for (size_t i = 0; i < n; i++)
            ck_assert_msg(close_to(out[i], plainly(x, weight, n, i), 0), "%zu of %zu: %g", i, n, out[i]);
    }
    use_free(&use);
}
END_TEST

/* One part whose values are 1 to N: Copeland 2 i - N - 1, benefit of the doubt i / N, both over all areas and
 * not over the 1,024 of a block; coverage as ever. */
START_TEST(more_than_a_block)
{
    enum { N = 2500 };
    static double x[N], out[N];
    static uint8_t cell[N];
    for (int i = 0; i < N; i++) x[i] = i == 7 ? NAN : i + 1;
    myn_parts parts = {(const double *const[]){x}, (double[]){1}, 1, N, out, NULL};
    Use use = use_method("copeland", "");
    ck_assert(myn_aggregate(use.method, use.param, &parts, (myn_coverage){1, false}, cell, use.arena) ==
              MYN_OK);
    for (int i = 0; i < N; i++) {
        /* the missing area 8 meets nobody: one area fewer below those above it, one fewer above those below
         */
        double want = 2.0 * (i + 1) - N - 1 + (i > 7 ? -1 : 1);
        ck_assert(i == 7 ? isnan(out[i]) && cell[i] == MYN_CELL_MISSING
                         : out[i] == want && cell[i] == MYN_CELL_OBSERVED);
    }
    use_free(&use);
    use = use_method("benefit_of_doubt", "");
    ck_assert(myn_aggregate(use.method, use.param, &parts, (myn_coverage){0, false}, NULL, use.arena) ==
              MYN_OK);
    for (int i = 0; i < N; i++) ck_assert(i == 7 ? isnan(out[i]) : close_to(out[i], x[i] / N, 1e-12));
    use_free(&use);
}
END_TEST

START_TEST(no_parts)
{
    static const char *const name[] = {"copeland", "benefit_of_doubt", "hellwig", "owa"};
    for (int k = 0; k < 4; k++) {
        double out[2] = {1, 1};
        Use use = use_method(name[k], "");
        myn_parts parts = {NULL, NULL, 0, 2, out, NULL};
        ck_assert(use.method->combine(use.param, &parts, use.arena) == MYN_OK);
        ck_assert(isnan(out[0]) && isnan(out[1]));
        use_free(&use);
    }
}
END_TEST

static myn_status not_called(void *ctx, Programme *programme)
{
    (void)programme;
    *(bool *)ctx = true;
    return MYN_OK;
}

/* GLPK ends the program for a table without columns; we come back, and it works afterwards. */
START_TEST(solver_comes_back)
{
    bool called = false;
    ck_assert(programme_run(0, false, not_called, &called) == MYN_ERR_MEMORY && !called);
    ck_assert(programme_run(1, false, not_called, &called) == MYN_OK && called);
}
END_TEST

static myn_status contradiction(void *ctx, Programme *programme)
{
    double weight[2], score;
    (void)ctx;
    programme_limit(programme, (double[]){1, 1});
    programme_aim(programme, (double[]){1, 1}, (bool[]){false, false});
    programme_shares(programme, NULL, (bool[]){false, false}, (double[]){0.6, 0.4});
    myn_status status = programme_solve(programme, weight, &score);
    return status == MYN_OK && score != 0 ? MYN_ERR_FORMAT : status;
}

static myn_status endless(void *ctx, Programme *programme)
{
    double weight[1], score;
    (void)ctx;
    programme_aim(programme, (double[]){1}, (bool[]){false});
    return programme_solve(programme, weight, &score);
}

/* Shares that leave nothing but weights of 0, and an aim without a limit. */
START_TEST(programmes_without_a_solution)
{
    ck_assert(programme_run(2, true, contradiction, NULL) == MYN_OK);
    ck_assert(programme_run(1, false, endless, NULL) == MYN_ERR_DATA);
}
END_TEST

/* A caller who uses GLPK too keeps its programs and its choice of what is printed. */
START_TEST(the_callers_own_use_stays)
{
    glp_term_out(GLP_OFF);
    glp_prob *own = glp_create_prob();
    glp_add_cols(own, 3);
    bool called = false;
    ck_assert(programme_run(1, false, not_called, &called) == MYN_OK);
    ck_assert_int_eq(glp_get_num_cols(own), 3);
    ck_assert_int_eq(glp_term_out(GLP_ON), GLP_OFF);
    glp_delete_prob(own);
    glp_free_env();
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("whole");
    TCase *c = tcase_create("all");
    tcase_add_test(c, copeland);
    tcase_add_test(c, more_than_a_block);
    tcase_add_test(c, no_parts);
    tcase_add_test(c, solver_comes_back);
    tcase_add_test(c, programmes_without_a_solution);
    tcase_add_test(c, the_callers_own_use_stays);
    tcase_set_timeout(c, 60);
    suite_add_tcase(s, c);
    return s;
}
