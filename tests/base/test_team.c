#include "suite.h"
#include <mynegai/team.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

enum { JOBS = 1000 };

typedef struct {
    atomic_int done[JOBS];
    size_t fails_at, fails_too; /* JOBS: none */
    uintptr_t scratch_moved;
} Log;

static myn_status note(void *ctx, size_t i, myn_arena *scratch)
{
    Log *log = ctx;
    unsigned char *at = myn_arena_get(scratch, 4096);
    if (!at) return MYN_ERR_MEMORY;
    memset(at, (int)i, 4096);
    atomic_fetch_add(&log->done[i], 1);
    for (size_t k = 0; k < 4096; k++)
        if (at[k] != (unsigned char)i) return MYN_ERR_FORMAT; /* another worker wrote there */
    return i == log->fails_at ? MYN_ERR_DATA : i == log->fails_too ? MYN_ERR_IO : MYN_OK;
}

static myn_team *team_of(size_t threads)
{
    myn_team *team;
    ck_assert_int_eq(myn_team_new(threads, &team), MYN_OK);
    return team;
}

START_TEST(every_job_is_done_once)
{
    for (size_t threads = 1; threads <= 9; threads += 4) {
        myn_team *team = team_of(threads);
        ck_assert_uint_eq(myn_team_size(team), threads);
        for (int round = 0; round < 20; round++) {
            Log log = {.fails_at = JOBS, .fails_too = JOBS};
            ck_assert_int_eq(myn_team_map(team, JOBS, note, &log), MYN_OK);
            for (int i = 0; i < JOBS; i++) ck_assert_int_eq(log.done[i], 1);
        }
        myn_team_free(team);
    }
    myn_team_free(NULL);
}
END_TEST

START_TEST(the_lowest_failure_is_told)
{
    for (size_t threads = 1; threads <= 8; threads *= 2) {
        myn_team *team = team_of(threads);
        for (int round = 0; round < 50; round++) {
            Log log = {.fails_at = 300, .fails_too = 302};
            ck_assert_int_eq(myn_team_map(team, JOBS, note, &log), MYN_ERR_DATA);
            for (int i = 0; i <= 300; i++) ck_assert_int_eq(log.done[i], 1);
            /* one thread stops at once; of several, one may be held before it tells, while others go on */
            if (threads == 1) ck_assert_int_eq(log.done[301], 0);
        }
        Log after = {.fails_at = JOBS, .fails_too = JOBS};
        ck_assert_int_eq(myn_team_map(team, JOBS, note, &after), MYN_OK); /* a failure is forgotten */
        myn_team_free(team);
    }
}
END_TEST

START_TEST(no_jobs_and_one_job)
{
    myn_team *team = team_of(3);
    Log log = {.fails_at = 0, .fails_too = JOBS};
    ck_assert_int_eq(myn_team_map(team, 0, note, &log), MYN_OK);
    ck_assert_int_eq(log.done[0], 0);
    ck_assert_int_eq(myn_team_map(team, 1, note, &log), MYN_ERR_DATA);
    ck_assert_int_eq(log.done[0], 1);
    myn_team_free(team);
}
END_TEST

static myn_status note_scratch(void *ctx, size_t i, myn_arena *scratch)
{
    Log *log = ctx;
    uintptr_t at = (uintptr_t)myn_arena_get(scratch, 100);
    if (i == 0) log->scratch_moved = at;
    return at == log->scratch_moved ? MYN_OK : MYN_ERR_DATA;
}

START_TEST(scratch_is_rewound_after_each_job)
{
    myn_team *team = team_of(1);
    Log log = {0};
    ck_assert_int_eq(myn_team_map(team, JOBS, note_scratch, &log), MYN_OK);
    myn_team_free(team);
}
END_TEST

START_TEST(sizes)
{
    myn_team *team = team_of(0);
    ck_assert_uint_ge(myn_team_size(team), 1);
    myn_team_free(team);
    ck_assert_int_eq(myn_team_new(1000000, &team), MYN_ERR_ARGUMENT);
    ck_assert_ptr_null(team);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("team");
    TCase *c = tcase_create("team");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, every_job_is_done_once);
    tcase_add_test(c, the_lowest_failure_is_told);
    tcase_add_test(c, no_jobs_and_one_job);
    tcase_add_test(c, scratch_is_rewound_after_each_job);
    tcase_add_test(c, sizes);
    suite_add_tcase(s, c);
    return s;
}
