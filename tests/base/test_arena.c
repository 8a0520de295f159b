#include "suite.h"
#include <mynegai/arena.h>
#include <stdint.h>
#include <string.h>

static myn_arena *fresh(void)
{
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    return arena;
}

START_TEST(pieces_are_aligned_and_apart)
{
    myn_arena *arena = fresh();
    static const size_t sizes[] = {0, 1, 63, 64, 65, 5000, 100000, 3u << 20, 1};
    enum { COUNT = sizeof sizes / sizeof *sizes };
    unsigned char *at[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        at[i] = myn_arena_get(arena, sizes[i]);
        ck_assert_ptr_nonnull(at[i]);
        ck_assert_uint_eq((uintptr_t)at[i] % 64, 0);
        memset(at[i], (int)i + 1, sizes[i]);
    }
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < sizes[i]; k++) wrong += at[i][k] != i + 1;
    ck_assert_uint_eq(wrong, 0);
    myn_arena_free(arena);
    myn_arena_free(NULL);
}
END_TEST

START_TEST(zero_is_cleared_even_when_used_before)
{
    myn_arena *arena = fresh();
    myn_arena_mark start = myn_arena_here(arena);
    memset(myn_arena_get(arena, 1000), 0xff, 1000);
    myn_arena_rewind(arena, start);
    char *at = myn_arena_zero(arena, 100, 10);
    for (size_t i = 0; i < 1000; i++) ck_assert_int_eq(at[i], 0);
    myn_arena_free(arena);
}
END_TEST

START_TEST(rewinding_gives_the_same_memory_again)
{
    myn_arena *arena = fresh();
    void *before = myn_arena_get(arena, 10);
    memcpy(before, "kept", 5);
    myn_arena_mark mark = myn_arena_here(arena);
    void *first = myn_arena_get(arena, 100), *large = myn_arena_get(arena, 1 << 20);
    myn_arena_rewind(arena, mark);
    ck_assert_ptr_eq(myn_arena_get(arena, 100), first);
    ck_assert_ptr_eq(myn_arena_get(arena, 1 << 20), large);
    ck_assert_str_eq(before, "kept");
    myn_arena_free(arena);
}
END_TEST

START_TEST(kept_chunks_that_are_too_small_are_passed_over)
{
    myn_arena *arena = fresh();
    myn_arena_mark start = myn_arena_here(arena);
    for (int i = 0; i < 10; i++) ck_assert_ptr_nonnull(myn_arena_get(arena, 10000));
    myn_arena_rewind(arena, start);
    char *large = myn_arena_get(arena, 8 << 20);
    ck_assert_ptr_nonnull(large);
    large[0] = large[(8 << 20) - 1] = 1;
    myn_arena_free(arena);
}
END_TEST

START_TEST(text_is_copied_with_a_zero)
{
    myn_arena *arena = fresh();
    ck_assert_str_eq(myn_arena_text(arena, "W06000001,rest", 9), "W06000001");
    ck_assert_str_eq(myn_arena_text(arena, NULL, 0), "");
    myn_arena_free(arena);
}
END_TEST

START_TEST(sizes_that_overflow)
{
    myn_arena *arena = fresh();
    ck_assert_ptr_null(myn_arena_get(arena, SIZE_MAX));
    ck_assert_ptr_null(myn_arena_get(arena, SIZE_MAX / 2));
    ck_assert_ptr_null(myn_arena_zero(arena, SIZE_MAX / 4, 8));
    ck_assert_ptr_null(myn_arena_text(arena, "", SIZE_MAX));
    ck_assert_ptr_nonnull(myn_arena_get(arena, 8));
    myn_arena_free(arena);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("arena");
    TCase *c = tcase_create("arena");
    tcase_add_test(c, pieces_are_aligned_and_apart);
    tcase_add_test(c, zero_is_cleared_even_when_used_before);
    tcase_add_test(c, rewinding_gives_the_same_memory_again);
    tcase_add_test(c, kept_chunks_that_are_too_small_are_passed_over);
    tcase_add_test(c, text_is_copied_with_a_zero);
    tcase_add_test(c, sizes_that_overflow);
    suite_add_tcase(s, c);
    return s;
}
