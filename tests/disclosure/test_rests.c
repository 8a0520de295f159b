/* Which scores rest on withheld figures, on a tree of five nodes written out by hand. */
#include "suite.h"
#include <mynegai/disclosure.h>
#include <string.h>

/* all: (work: jobs, pay), damp. Indicators in another order than the nodes. */
enum { ALL, WORK, JOBS, PAY, DAMP, NODES };
enum { DAMP_ROW, JOBS_ROW, PAY_ROW, INDICATORS };
enum { AREAS = 3 };

static const myn_item nodes[NODES] = {
    {.code = "all", .parent = MYN_NONE, .indicator = MYN_NONE},
    {.code = "work", .parent = ALL, .indicator = MYN_NONE},
    {.code = "jobs", .parent = WORK, .indicator = JOBS_ROW},
    {.code = "pay", .parent = WORK, .indicator = PAY_ROW},
    {.code = "damp", .parent = ALL, .indicator = DAMP_ROW},
};
static const myn_labels labels = {.node = nodes, .nodes = NODES, .indicators = INDICATORS};

/* Two periods of three indicators and a supporting series, all observed. */
static myn_panel *observed(void)
{
    myn_panel *raw;
    size_t plane;
    ck_assert_int_eq(myn_panel_new(INDICATORS + 1, AREAS, 0, &raw), MYN_OK);
    for (int32_t year = 0; year < 2; year++) {
        ck_assert_int_eq(myn_panel_plane(raw, (myn_period){365 * year, 365 * year + 364}, &plane), MYN_OK);
        memset(raw->plane[plane].cell, MYN_CELL_OBSERVED, (INDICATORS + 1) * AREAS);
    }
    return raw;
}

static void check_rests(const myn_panel *raw, const int32_t *used, const uint8_t *expected)
{
    uint8_t out[NODES * AREAS];
    myn_edition edition = {.used_period = (int32_t *)used};
    memset(out, 7, sizeof out);
    myn_rests_on_suppressed(&labels, &edition, raw, out);
    for (size_t i = 0; i < NODES * AREAS; i++)
        ck_assert_msg(out[i] == expected[i], "node %zu area %zu: %d", i / AREAS, i % AREAS, out[i]);
}

START_TEST(up_the_tree)
{
    myn_panel *raw = observed();
    raw->plane[1].cell[PAY_ROW * AREAS + 1] = MYN_CELL_SUPPRESSED;
    raw->plane[1].cell[DAMP_ROW * AREAS + 2] = MYN_CELL_SUPPRESSED;
    const uint8_t expected[NODES * AREAS] = {0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1};
    check_rests(raw, (const int32_t[]){1, 1, 1}, expected);
    myn_panel_free(raw);
}
END_TEST

/* Another period, an indicator without any, a supporting series and other reasons for a gap say nothing. */
START_TEST(what_does_not_count)
{
    myn_panel *raw = observed();
    raw->plane[0].cell[JOBS_ROW * AREAS] = MYN_CELL_SUPPRESSED;
    raw->plane[1].cell[DAMP_ROW * AREAS] = MYN_CELL_SUPPRESSED;
    raw->plane[1].cell[INDICATORS * AREAS] = MYN_CELL_SUPPRESSED;
    raw->plane[1].cell[PAY_ROW * AREAS] = MYN_CELL_MISSING;
    raw->plane[1].cell[PAY_ROW * AREAS + 1] = MYN_CELL_UNRELIABLE;
    const uint8_t nothing[NODES * AREAS] = {0};
    check_rests(raw, (const int32_t[]){-1, 1, 1}, nothing);
    const uint8_t earlier[NODES * AREAS] = {1, 0, 0, 1, 0, 0, 1};
    check_rests(raw, (const int32_t[]){-1, 0, 1}, earlier);
    myn_panel_free(raw);
}
END_TEST

START_TEST(all_suppressed_and_no_area)
{
    myn_panel *raw = observed(), *empty;
    memset(raw->plane[1].cell, MYN_CELL_SUPPRESSED, (INDICATORS + 1) * AREAS);
    uint8_t all[NODES * AREAS], untouched = 7;
    memset(all, 1, sizeof all);
    check_rests(raw, (const int32_t[]){1, 1, 1}, all);
    ck_assert_int_eq(myn_panel_new(INDICATORS, 0, 0, &empty), MYN_OK);
    myn_edition edition = {.used_period = (int32_t[]){-1, -1, -1}};
    myn_rests_on_suppressed(&labels, &edition, empty, &untouched);
    ck_assert_int_eq(untouched, 7);
    myn_panel_free(empty);
    myn_panel_free(raw);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("disclosure/rests");
    TCase *c = tcase_create("rests");
    tcase_add_test(c, up_the_tree);
    tcase_add_test(c, what_does_not_count);
    tcase_add_test(c, all_suppressed_and_no_area);
    suite_add_tcase(s, c);
    return s;
}
