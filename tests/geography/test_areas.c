/* Code lists. Expected values: the rules in areas.h; dates by Python's datetime.date.toordinal() - 719163. */
#include "table/scratch.h"
#include <mynegai/areas.h>

#define D_1996_04_01 9587
#define D_2009_04_01 14335

static const char list_text[] =
    "code,en,cy,level,parent,from,to,next\n"
    "W92000004,Wales,Cymru,nation,,,,\n"
    "W06000017,Merthyr Tydfil,Merthyr Tudful,council,W92000004,1996-04-01,2009-04-01,W06000024\n"
    "W06000024,Merthyr Tydfil,Merthyr Tudful,council,W92000004,2009-04-01,,\n"
    "W06000001,Isle of Anglesey,,council,W92000004,1996-04-01,,\n"
    "W01000001,,Aberffraw,lsoa,W06000001,,,\n"
    "W01009999,,,lsoa,W06000099,,2001-01-01,W01000001 W01000002\n"
    "W01008888,Gone,,lsoa,,,2001-01-01,\n";

static myn_area_list list_of(const char *file)
{
    return (myn_area_list){
        .name = "wales",
        .from = {.file = file, .at = {"dataset.yml", 5, 3}, .dialect = myn_dialect_default()},
        .code = "code",
        .name_en = "en",
        .name_cy = "cy",
        .level = "level",
        .parent = "parent",
        .valid_from = "from",
        .valid_to = "to",
        .successor = "next"};
}

static myn_areas *read_list(void)
{
    scratch_text("areas.csv", list_text);
    myn_area_list list = list_of("areas.csv");
    myn_account account;
    myn_areas *areas;
    ck_assert_int_eq(myn_areas_read(&list, scratch_folder, NULL, &areas, &account), MYN_OK);
    ck_assert(account.info.rows == 7 && account.used == 7 && account.wrong == 0);
    return areas;
}

START_TEST(reads)
{
    myn_areas *areas = read_list();
    ck_assert_str_eq(areas->name, "wales");
    ck_assert_uint_eq(areas->count, 7);
    const myn_area *merthyr = &areas->at[myn_areas_find(areas, "W06000017", 9)];
    ck_assert_str_eq(merthyr->code, "W06000017");
    ck_assert_str_eq(merthyr->name_cy, "Merthyr Tudful");
    ck_assert_str_eq(merthyr->parent, "W92000004");
    ck_assert_str_eq(merthyr->level, "council");
    ck_assert_str_eq(merthyr->successor, "W06000024");
    ck_assert_int_eq(merthyr->valid_from, D_1996_04_01);
    ck_assert_int_eq(merthyr->valid_to, D_2009_04_01);
    const myn_area *wales = &areas->at[0];
    ck_assert(!wales->parent && !wales->successor && wales->valid_from == INT32_MIN &&
              wales->valid_to == INT32_MAX);
    ck_assert_uint_eq(myn_areas_find(areas, "W0600001", 8), MYN_NONE);
    ck_assert_uint_eq(myn_areas_find(areas, "", 0), MYN_NONE);
    for (size_t i = 0; i < areas->count; i++)
        ck_assert_uint_eq(myn_areas_find(areas, areas->at[i].code, strlen(areas->at[i].code)), i);
    myn_areas_free(areas);
    myn_areas_free(NULL);
}
END_TEST

START_TEST(names)
{
    myn_areas *areas = read_list();
    ck_assert_str_eq(myn_area_name(&areas->at[0], MYN_LANG_CY), "Cymru");
    ck_assert_str_eq(myn_area_name(&areas->at[3], MYN_LANG_CY), "Isle of Anglesey");
    ck_assert_str_eq(myn_area_name(&areas->at[4], MYN_LANG_EN), "Aberffraw");
    ck_assert_str_eq(myn_area_name(&areas->at[5], MYN_LANG_EN), "W01009999");
    ck_assert_uint_eq(myn_areas_unnamed(areas, MYN_LANG_EN), 2);
    ck_assert_uint_eq(myn_areas_unnamed(areas, MYN_LANG_CY), 3);
    myn_areas_free(areas);
}
END_TEST

/* Beside the file that describes it, where no folder is given. */
START_TEST(own_folder)
{
    scratch_text("areas.csv", list_text);
    myn_area_list list = list_of("areas.csv");
    list.from.at.file = scratch_path("dataset.yml");
    myn_account account;
    myn_areas *areas;
    ck_assert_int_eq(myn_areas_read(&list, NULL, NULL, &areas, &account), MYN_OK);
    ck_assert_uint_eq(areas->count, 7);
    myn_areas_free(areas);
}
END_TEST

START_TEST(problems)
{
    scratch_text(
        "areas.csv",
        "code,en,cy,level,parent,from,to,next\nA,,,,,,,\n,x,,,,,,\nA,,,,,,,\nB,,,,,2009,2009-02-30,\n"
        "C,,,,,2009-04-01,2009-04-01,\nD,,,,,,2009-04-01,\n");
    myn_area_list list = list_of("areas.csv");
    myn_account account;
    myn_areas *areas;
    myn_diag *diag = new_diag();
    ck_assert_int_eq(myn_areas_read(&list, scratch_folder, diag, &areas, &account), MYN_ERR_DATA);
    ck_assert_ptr_null(areas);
    char *said = problems_of(diag);
    ck_assert_str_eq(said,
                     "areas.csv:3: error: the area code is blank\n"
                     "areas.csv:4: error: area A stands in the list already\n"
                     "areas.csv:5: error: '2009' is not a date; expected one like 2009-04-01\n"
                     "areas.csv:5: error: '2009-02-30' is not a date; expected one like 2009-04-01\n"
                     "areas.csv:6: error: area C ends on 2009-04-01, not after its start on 2009-04-01\n");
    ck_assert(account.info.rows == 6 && account.used == 2 && account.wrong == 4);
    free(said);
    myn_diag_free(diag);
    list.code = "cod";
    ck_assert_int_eq(myn_areas_read(&list, scratch_folder, NULL, &areas, &account), MYN_ERR_DATA);
    list = list_of("none.csv");
    ck_assert_int_eq(myn_areas_read(&list, scratch_folder, NULL, &areas, &account), MYN_ERR_DATA);
}
END_TEST

/* The codes of AREAS joined by blanks, without their first four characters. */
static void codes_are(const myn_areas *areas, const char *expected)
{
    char all[200] = "";
    for (size_t i = 0; i < areas->count; i++) strcat(strcat(all, i ? " " : ""), areas->at[i].code);
    ck_assert_str_eq(all, expected);
}

START_TEST(selects)
{
    const struct {
        const char *level;
        int32_t day;
        const char *codes;
    } tries[] = {
        {"council", INT32_MAX, "W06000024 W06000001"},
        {"council", D_2009_04_01, "W06000024 W06000001"},
        {"council", D_2009_04_01 - 1, "W06000017 W06000001"},
        {"council", D_1996_04_01 - 1, ""},
        {NULL, INT32_MAX, "W92000004 W06000024 W06000001 W01000001"},
        {"ward", INT32_MAX, ""},
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        myn_areas *areas = read_list(), *some;
        ck_assert_int_eq(myn_areas_select(areas, tries[i].level, tries[i].day, &some), MYN_OK);
        myn_areas_free(areas); /* texts were copied */
        codes_are(some, tries[i].codes);
        ck_assert_uint_eq(myn_names_count(some->codes), some->count);
        myn_areas_free(some);
    }
}
END_TEST

START_TEST(makes)
{
    char code[] = "A";
    myn_area two[] = {{.code = code, .name_en = "a", .valid_from = INT32_MIN, .valid_to = INT32_MAX},
                      {.code = "B", .parent = "A", .valid_from = 3, .valid_to = 4}};
    myn_areas *areas;
    ck_assert_int_eq(myn_areas_make("two", two, 2, &areas), MYN_OK);
    code[0] = 'x';
    codes_are(areas, "A B");
    ck_assert_str_eq(areas->at[1].parent, "A");
    ck_assert(areas->at[1].valid_from == 3 && areas->at[1].valid_to == 4);
    myn_areas_free(areas);
    two[1].code = code;
    ck_assert_int_eq(myn_areas_make("same", two, 2, &areas), MYN_ERR_ARGUMENT);
    ck_assert_ptr_null(areas);
    ck_assert_int_eq(myn_areas_make("none", NULL, 0, &areas), MYN_OK);
    ck_assert_uint_eq(areas->count, 0);
    ck_assert_uint_eq(myn_areas_find(areas, "A", 1), MYN_NONE);
    myn_areas_free(areas);
}
END_TEST

START_TEST(fates)
{
    const struct {
        const char *code, *fate;
    } tries[] = {
        {"W06000017", "W06000017 ended on 2009-04-01; its successor is W06000024 Merthyr Tydfil"},
        {"W01009999", "W01009999 ended on 2001-01-01; its successors are W01000001 Aberffraw and W01000002"},
        {"W01008888", "W01008888 ended on 2001-01-01"},
        {"W92000004", "W92000004 is Wales, of the level 'nation'"},
        {"W06000025", "W06000025 is not known; the nearest code is W06000024 Merthyr Tydfil"},
        {"Ynys Mon", "Ynys Mon is not known"},
        {"", " is not known"},
    };
    myn_areas *areas = read_list();
    char out[200];
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        myn_areas_fate(areas, tries[i].code, strlen(tries[i].code), MYN_LANG_EN, out, sizeof out);
        ck_assert_str_eq(out, tries[i].fate);
    }
    myn_areas_fate(areas, "W92000004", 9, MYN_LANG_EN, out, 10);
    ck_assert_str_eq(out, "W92000004");
    myn_areas_fate(areas, "W92000004", 9, MYN_LANG_EN, NULL, 0);
    myn_areas_fate(areas, "W06000017", 9, MYN_LANG_CY, out, sizeof out);
    ck_assert_str_eq(out, "W06000017 - daeth i ben ar 2009-04-01; ei olynydd yw W06000024 Merthyr Tudful");
    myn_areas_fate(areas, "W92000004", 9, MYN_LANG_CY, out, sizeof out);
    ck_assert_str_eq(out, "W92000004 yw Cymru, ar y lefel 'nation'");
    myn_areas_fate(areas, "Ynys Mon", 8, MYN_LANG_CY, out, sizeof out);
    ck_assert_str_eq(out, "Ynys Mon - cod anhysbys");
    myn_areas_free(areas);
}
END_TEST

START_TEST(within)
{
    myn_areas *areas = read_list();
    uint8_t mark[7];
    const uint8_t wales[] = {1, 1, 1, 1, 1, 0, 0}, anglesey[] = {0, 0, 0, 1, 1, 0, 0};
    ck_assert_uint_eq(myn_areas_within(areas, areas, "W92000004", mark), 5);
    ck_assert_mem_eq(mark, wales, 7);
    ck_assert_uint_eq(myn_areas_within(areas, areas, "W06000001", mark), 2);
    ck_assert_mem_eq(mark, anglesey, 7);
    ck_assert_uint_eq(myn_areas_within(areas, areas, "W06000099", mark), 1); /* a parent that no list has */
    ck_assert_uint_eq(myn_areas_within(areas, areas, "", mark), 0);
    myn_areas_free(areas);
    const myn_area circle[] = {
        {.code = "A", .parent = "B"}, {.code = "B", .parent = "A"}, {.code = "C", .parent = "A"}};
    ck_assert_int_eq(myn_areas_make("circle", circle, 3, &areas), MYN_OK);
    ck_assert_uint_eq(myn_areas_within(areas, areas, "Z", mark), 0);
    ck_assert_uint_eq(myn_areas_within(areas, areas, "B", mark), 3);
    myn_areas_free(areas);
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("geography/areas");
    TCase *one = tcase_create("areas");
    tcase_add_checked_fixture(one, scratch_begin, scratch_end);
    tcase_add_test(one, reads);
    tcase_add_test(one, names);
    tcase_add_test(one, own_folder);
    tcase_add_test(one, problems);
    tcase_add_test(one, selects);
    tcase_add_test(one, makes);
    tcase_add_test(one, fates);
    tcase_add_test(one, within);
    suite_add_tcase(all, one);
    return all;
}
