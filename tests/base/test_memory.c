/* What each function does when memory ends: in a process of its own with a limit on its address space. */
#include "suite.h"
#include <mynegai/arena.h>
#include <mynegai/diag.h>
#include <mynegai/names.h>
#include <mynegai/order.h>
#include <mynegai/team.h>
#include <mynegai/text.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* Nothing more than MORE bytes above what this process has now. */
static void limit_memory(size_t more)
{
    FILE *file = fopen("/proc/self/statm", "r");
    unsigned long pages = 0;
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fscanf(file, "%lu", &pages), 1);
    fclose(file);
    struct rlimit limit = {pages * 4096 + more, pages * 4096 + more};
    ck_assert_int_eq(setrlimit(RLIMIT_AS, &limit), 0);
}

START_TEST(an_arena_says_null_and_goes_on)
{
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    limit_memory(16 << 20);
    ck_assert_ptr_null(myn_arena_get(arena, 64 << 20));
    ck_assert_ptr_null(myn_arena_zero(arena, 64, 1 << 20));
    ck_assert_ptr_nonnull(myn_arena_get(arena, 1000));
    myn_arena_free(arena);
}
END_TEST

START_TEST(names_stay_whole)
{
    myn_names *names;
    size_t number = 0, added = 0;
    myn_status status = MYN_OK;
    char text[32];
    ck_assert_int_eq(myn_names_new(&names), MYN_OK);
    limit_memory(8 << 20);
    for (; status == MYN_OK && added < 10000000; added++) {
        snprintf(text, sizeof text, "%015zu", added);
        status = myn_names_add(names, text, 15, &number);
    }
    ck_assert_int_eq(status, MYN_ERR_MEMORY);
    ck_assert_uint_eq(number, MYN_NONE);
    ck_assert_uint_eq(myn_names_count(names), added - 1);
    for (size_t i = 0; i < added - 1; i += 1000) {
        snprintf(text, sizeof text, "%015zu", i);
        ck_assert_uint_eq(myn_names_find(names, text, 15), i);
    }
    myn_names_free(names);
}
END_TEST

START_TEST(a_rank_without_scratch)
{
    size_t n = 1 << 20, present;
    double *x = calloc(n, sizeof *x);
    uint32_t *order = calloc(n, sizeof *order);
    myn_arena *scratch;
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
    limit_memory(4 << 20);
    ck_assert_int_eq(myn_rank(x, x, n, MYN_TIES_MIN, false, &present, scratch), MYN_ERR_MEMORY);
    ck_assert_int_eq(myn_order(x, n, order, &present, scratch), MYN_ERR_MEMORY);
    ck_assert_int_eq(myn_rank(x, x, 10, MYN_TIES_MIN, false, &present, scratch), MYN_OK);
    myn_arena_free(scratch);
    free(order);
    free(x);
}
END_TEST

START_TEST(a_team_too_large_for_memory)
{
    myn_team *team;
    limit_memory(64 << 20); /* a thread's stack alone takes 8 MB of addresses */
    ck_assert_int_eq(myn_team_new(1000, &team), MYN_ERR_MEMORY);
    ck_assert_ptr_null(team);
}
END_TEST

START_TEST(a_buffer_that_cannot_grow)
{
    myn_buffer b = {0};
    limit_memory(8 << 20);
    for (int i = 0; i < 1000000 && !b.failed; i++) myn_buffer_put(&b, "thirty bytes of text, or so ...");
    ck_assert(b.failed);
    ck_assert_uint_eq(strlen(b.at), b.length);
    size_t length = b.length;
    myn_buffer_put(&b, "more");
    ck_assert_uint_eq(b.length, length);
    myn_buffer_free(&b);
    ck_assert_int_eq(myn_file_read("/dev/zero", SIZE_MAX, &b), MYN_ERR_MEMORY);
    myn_buffer_free(&b);
}
END_TEST

START_TEST(a_problem_whose_text_is_lost_is_counted)
{
    myn_diag *diag;
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    size_t size = 32 << 20;
    char *text = malloc(size);
    memset(text, 'x', size - 1);
    text[size - 1] = '\0';
    limit_memory(8 << 20);
    myn_diag_add(diag, MYN_ERROR, (myn_place){"f", 1, 2}, "%s", text);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_ERROR), 1);
    ck_assert_int_eq(myn_diag_status(diag), MYN_ERR_DATA);
    ck_assert_str_eq(myn_diag_at(diag, 0)->text, "(its text was lost: out of memory)");
    free(text);
    myn_diag_free(diag);
}
END_TEST

/* A sanitizer maps terabytes for itself: there is no limit to set under it. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LIMITS 0
#else
#define LIMITS 1
#endif

Suite *suite(void)
{
    if (!LIMITS || getenv("CK_FORK")) exit(77); /* each test needs its own process */
    Suite *s = suite_create("memory");
    TCase *c = tcase_create("memory");
    tcase_add_test(c, an_arena_says_null_and_goes_on);
    tcase_add_test(c, names_stay_whole);
    tcase_add_test(c, a_rank_without_scratch);
    tcase_add_test(c, a_team_too_large_for_memory);
    tcase_add_test(c, a_buffer_that_cannot_grow);
    tcase_add_test(c, a_problem_whose_text_is_lost_is_counted);
    suite_add_tcase(s, c);
    return s;
}
