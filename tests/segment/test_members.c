/* Centres, margins, exemplars, drift and tiers by hand. */
#include "segment/segment_golden.h"
#include <mynegai/segment_members.h>
#include <mynegai/stream.h>

START_TEST(centres)
{
    double x[] = {0, 0, 4, 2, 10, 10}, weight[] = {1, 3, 0}, centre[6];
    uint32_t label[] = {0, 0, 1};
    myn_partition p = {label, 3, 3};
    myn_cmat points = {x, 3, 2, 2};
    myn_mat out = {centre, 3, 2, 2};
    ck_assert(myn_segment_centres(points, NULL, &p, out) == MYN_OK);
    ck_assert(centre[0] == 2 && centre[1] == 1 && centre[2] == 10 && isnan(centre[4]));
    ck_assert(myn_segment_centres(points, weight, &p, out) == MYN_OK);
    ck_assert(centre[0] == 3 && centre[1] == 1.5 && isnan(centre[2]));
    label[0] = 3;
    ck_assert(myn_segment_centres(points, NULL, &p, out) == MYN_ERR_ARGUMENT);
}
END_TEST

/* Centres 0 and 10: 2 is 2 and 8 away, 5 on the border, 10 at home. */
START_TEST(margins)
{
    double x[] = {2, 5, 10}, centre[] = {0, 10, NAN}, distance[3], second[3], margin[3];
    uint32_t segment[3], runner_up[3];
    myn_assignment out = {segment, runner_up, distance, second, margin};
    ck_assert(myn_segment_assign((myn_cmat){x, 3, 1, 1}, (myn_cmat){centre, 3, 1, 1}, &out) == MYN_OK);
    ck_assert(segment[0] == 0 && runner_up[0] == 1 && distance[0] == 2 && second[0] == 8 &&
              margin[0] == 0.75);
    ck_assert(segment[1] == 0 && margin[1] == 0);
    ck_assert(segment[2] == 1 && runner_up[2] == 0 && margin[2] == 1);
    ck_assert(myn_segment_assign((myn_cmat){x, 3, 1, 1}, (myn_cmat){centre, 1, 1, 1}, &out) == MYN_OK);
    ck_assert(runner_up[2] == MYN_NO_SEGMENT && margin[2] == 1 && isinf(second[2]));
    x[0] = NAN;
    ck_assert(myn_segment_assign((myn_cmat){x, 3, 1, 1}, (myn_cmat){centre, 2, 1, 1}, &out) == MYN_ERR_DATA);
    ck_assert(myn_segment_assign((myn_cmat){x, 3, 1, 1}, (myn_cmat){centre, 0, 1, 1}, &out) ==
              MYN_ERR_ARGUMENT);
}
END_TEST

START_TEST(exemplars)
{
    double distance[] = {3, 1, 1, 2}, margin[] = {0.1, 0.9, 0.5, 0.2};
    uint32_t segment[] = {0, 0, 0, 1}, best[6], border[6];
    static const uint32_t want_best[] = {1, 2, 3, MYN_NO_SEGMENT, MYN_NO_SEGMENT, MYN_NO_SEGMENT};
    static const uint32_t want_border[] = {0, 2, 3, MYN_NO_SEGMENT, MYN_NO_SEGMENT, MYN_NO_SEGMENT};
    myn_assignment of = {segment, NULL, distance, NULL, margin};
    myn_arena *scratch = arena_new();
    ck_assert(myn_segment_typical(&of, 4, 3, 2, best, border, scratch) == MYN_OK);
    ck_assert_mem_eq(best, want_best, sizeof best);
    ck_assert_mem_eq(border, want_border, sizeof border);
    myn_arena_free(scratch);
}
END_TEST

/* Nothing moved; then everything twice as far and half of a segment gone over to the other. */
START_TEST(drift)
{
    double distance[200], twice[200], growth[2];
    uint32_t segment[200], moved[200];
    myn_drift out = {.growth = growth};
    myn_arena *scratch = arena_new();
    for (size_t i = 0; i < 200; i++) {
        distance[i] = (double)(i / 2 + 1);
        twice[i] = 2 * distance[i];
        segment[i] = i % 2;
        moved[i] = i % 4 == 0;
    }
    myn_fit_of then = {segment, distance, 200}, now = {moved, twice, 200};
    ck_assert(myn_segment_drift(&then, &then, 2, &out, scratch) == MYN_OK);
    ck_assert(out.stability == 0 && out.beyond == 0.05 && growth[0] == 1 && growth[1] == 1);
    ck_assert(myn_segment_drift(&then, &now, 2, &out, scratch) == MYN_OK);
    ck_assert_double_eq_tol(out.stability, 0.25 * log(0.75 / 0.5) - 0.25 * log(0.25 / 0.5), 1e-14);
    size_t beyond = 0; /* 95 % of 1 .. 100 by type 7: 95.05 */
    for (size_t i = 0; i < 200; i++) beyond += twice[i] > 95.05;
    ck_assert_double_eq_tol(out.beyond, (double)beyond / 200, 1e-15);
    ck_assert(growth[0] > 3.9 && growth[0] < 4.1);
    now.n = 0;
    ck_assert(myn_segment_drift(&then, &now, 2, &out, scratch) == MYN_ERR_ARGUMENT);
    segment[7] = 2;
    ck_assert(myn_segment_drift(&then, &then, 2, &out, scratch) == MYN_ERR_ARGUMENT);
    myn_arena_free(scratch);
}
END_TEST

/* ---- tiers ---- */

typedef struct {
    double least[3], most[3]; /* of what each call was given */
    size_t calls, points;
    uint32_t answer; /* label of the last point, to be wrong with; MYN_NO_SEGMENT: right */
} Spy;

/* Points in order into k runs of equal length, the last the longest; seeds must follow the parents. */
static myn_status spy(void *ctx, myn_cmat points, size_t k, uint64_t seed, myn_partition *out,
                      myn_arena *scratch)
{
    (void)scratch;
    Spy *s = ctx;
    ck_assert_uint_eq(seed, 100 + s->calls);
    s->least[s->calls] = INFINITY, s->most[s->calls] = -INFINITY;
    for (size_t i = 0; i < points.rows; i++) {
        s->least[s->calls] = fmin(s->least[s->calls], myn_crow(points, i)[0]);
        s->most[s->calls] = fmax(s->most[s->calls], myn_crow(points, i)[0]);
        size_t run = i / (points.rows / k);
        out->label[i] = (uint32_t)(run < k ? run : k - 1);
    }
    if (s->answer != MYN_NO_SEGMENT) out->label[points.rows - 1] = s->answer;
    s->calls++;
    s->points += points.rows;
    return MYN_OK;
}

/* Each parent's members lie in their own tens: whoever clusters must see nothing of the others. */
START_TEST(only_the_parents_own)
{
    double x[12];
    uint32_t of[12], label[12], parent_of[12];
    for (size_t i = 0; i < 12; i++) {
        of[i] = (uint32_t)(i % 3);
        x[i] = 10 * (double)(i % 3) + (double)(i / 3);
    }
    of[11] = 0, x[11] = 9; /* 5, 4 and 3 members */
    static const size_t k[] = {2, 1, 7};
    Spy s = {.answer = MYN_NO_SEGMENT};
    myn_nesting how = {k, spy, &s, 100};
    myn_partition parent = {of, 12, 3}, out = {label, 12, 0};
    myn_arena *scratch = arena_new();
    ck_assert(myn_nest((myn_cmat){x, 12, 1, 1}, &parent, &how, &out, parent_of, scratch) == MYN_OK);
    ck_assert(s.calls == 3 && s.points == 12 && out.k == 2 + 1 + 3 && out.n == 12);
    for (size_t c = 0; c < 3; c++) ck_assert(s.least[c] == 10 * (double)c && s.most[c] < 10 * (double)c + 10);
    static const uint32_t want_parent[] = {0, 0, 1, 2, 2, 2};
    ck_assert_mem_eq(parent_of, want_parent, sizeof want_parent);
    /* Two and three of the first parent: the three are its first child. */
    ck_assert(label[0] == 1 && label[3] == 1 && label[6] == 0 && label[11] == 0 && label[1] == 2);
    size_t wrong;
    ck_assert(myn_nest_check(&parent, &out, parent_of, &wrong) == MYN_OK);
    /* A child that takes in a member of another parent is caught, and so is one without members. */
    label[4] = 0;
    ck_assert(myn_nest_check(&parent, &out, parent_of, &wrong) == MYN_ERR_DATA && wrong == 4);
    label[4] = 2;
    out.k = 7, parent_of[6] = 2;
    ck_assert(myn_nest_check(&parent, &out, parent_of, &wrong) == MYN_ERR_DATA && wrong == 12);
    myn_arena_free(scratch);
}
END_TEST

START_TEST(wrong_answers)
{
    double x[] = {1, 2, 3, 4};
    uint32_t of[] = {0, 0, 1, 1}, label[4], parent_of[4];
    static const size_t k[] = {2, 2}, none[] = {2, 0};
    myn_partition parent = {of, 4, 2}, out = {label, 4, 0};
    myn_arena *scratch = arena_new();
    Spy s = {.answer = 2};
    myn_nesting how = {k, spy, &s, 100};
    ck_assert(myn_nest((myn_cmat){x, 4, 1, 1}, &parent, &how, &out, parent_of, scratch) == MYN_ERR_DATA);
    how.k = none;
    ck_assert(myn_nest((myn_cmat){x, 4, 1, 1}, &parent, &how, &out, parent_of, scratch) == MYN_ERR_ARGUMENT);
    of[0] = 2;
    how.k = k;
    ck_assert(myn_nest((myn_cmat){x, 4, 1, 1}, &parent, &how, &out, parent_of, scratch) == MYN_ERR_ARGUMENT);
    myn_arena_free(scratch);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("members");
    TCase *c = tcase_create("members");
    tcase_add_test(c, centres);
    tcase_add_test(c, margins);
    tcase_add_test(c, exemplars);
    tcase_add_test(c, drift);
    tcase_add_test(c, only_the_parents_own);
    tcase_add_test(c, wrong_answers);
    suite_add_tcase(s, c);
    return s;
}
