/* Published code lists. Counts: Python's csv module over the same files. */
#include "table/scratch.h"
#include <mynegai/areas.h>

START_TEST(small_areas_of_wales)
{
    const char *begin = "W01*";
    myn_filter filter = {.column = "code", .value = &begin, .count = 1, .keep = true};
    myn_area_list list = {
        .name = "lsoa", .code = "code", .name_en = "name_en", .name_cy = "name_cy", .parent = "parent"};
    list.from = (myn_source_file){.file = "wimd-2019/areas_bilingual.csv",
                                  .dialect = myn_dialect_default(),
                                  .filter = &filter,
                                  .filters = 1};
    myn_account account;
    myn_areas *areas;
    ck_assert_int_eq(myn_areas_read(&list, test_data(), NULL, &areas, &account), MYN_OK);
    ck_assert(account.info.rows == 1931 && account.used == 1909 && account.filtered == 22 &&
              account.wrong == 0);
    ck_assert_uint_eq(areas->count, 1909);
    ck_assert_uint_eq(myn_areas_unnamed(areas, MYN_LANG_EN), 0);
    ck_assert_uint_eq(myn_areas_unnamed(areas, MYN_LANG_CY), 48);
    uint8_t mark[1909];
    ck_assert_uint_eq(myn_areas_within(areas, areas, "W06000015", mark), 214);
    myn_areas_free(areas);
}
END_TEST

Suite *suite(void)
{
    test_needs(test_data());
    Suite *all = suite_create("geography/areas_data");
    TCase *one = tcase_create("areas_data");
    tcase_add_test(one, small_areas_of_wales);
    suite_add_tcase(all, one);
    return all;
}
