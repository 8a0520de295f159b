#include "suite.h"
#include <mynegai/cell.h>

START_TEST(numbers_are_part_of_the_store)
{
    ck_assert_int_eq(MYN_CELL_KINDS, 14);
    ck_assert_str_eq(myn_cell_word(0), "absent");
    ck_assert_str_eq(myn_cell_word(1), "observed");
    ck_assert_str_eq(myn_cell_word(4), "missing");
    ck_assert_str_eq(myn_cell_word(8), "carried");
    ck_assert_str_eq(myn_cell_word(13), "below_coverage");
}
END_TEST

START_TEST(each_word_finds_its_cell)
{
    for (uint8_t i = 0; i < MYN_CELL_KINDS; i++) ck_assert_int_eq(myn_cell_find(myn_cell_word(i)), i);
    ck_assert_int_eq(myn_cell_find("Observed"), -1);
    ck_assert_int_eq(myn_cell_find(""), -1);
    ck_assert_int_eq(myn_cell_find(NULL), -1);
    ck_assert_int_eq(myn_cell_find("unknown"), -1);
}
END_TEST

START_TEST(valued_cells)
{
    /* absent observed estimated provisional missing suppressed n/a unreliable carried interpolated imputed
       treated partial below_coverage */
    static const bool valued[] = {0, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0};
    for (uint8_t i = 0; i < MYN_CELL_KINDS; i++) ck_assert(myn_cell_valued(i) == valued[i]);
}
END_TEST

START_TEST(a_byte_beyond_the_kinds)
{
    ck_assert_str_eq(myn_cell_word(14), "unknown");
    ck_assert_str_eq(myn_cell_word(255), "unknown");
    ck_assert(!myn_cell_valued(14));
    ck_assert(!myn_cell_valued(255));
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("cell");
    TCase *c = tcase_create("cell");
    tcase_add_test(c, numbers_are_part_of_the_store);
    tcase_add_test(c, each_word_finds_its_cell);
    tcase_add_test(c, valued_cells);
    tcase_add_test(c, a_byte_beyond_the_kinds);
    suite_add_tcase(s, c);
    return s;
}
