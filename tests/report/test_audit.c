/* An audit as it is shown and written. Expected cells are those put in below. */
#include "report/gather.h"
#include "suite.h"
#include <math.h>
#include <string.h>

static const myn_area area[] = {{"W06000001", "Isle of Anglesey", "Ynys Môn", NULL, NULL, NULL, 0, 0},
                                {"W06000002", NULL, "Gwynedd", NULL, NULL, NULL, 0, 0}};
static const myn_audit_area area_line[] = {{&area[0], 1, 2}, {&area[1], 2, 2}};
static const myn_audit_code code_line[] = {
    {"W06000017", "ended on 2009-04-01; its successor is W06000024", 7}};
static const myn_audit_table table_line[] = {
    {"councils",
     {"indicators.csv",
      {1000, 40, 0, 0, MYN_ENCODING_WINDOWS_1252,
       "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      20,
      11,
      8,
      1,
      20},
     3,
     2,
     5}};

static myn_audit audit_of(myn_audit_indicator *in)
{
    in[0] = (myn_audit_indicator){.code = "happy",
                                  .label = {"Happiness", "Hapusrwydd"},
                                  .unit = "score",
                                  .used = {myn_day(2023, 1, 1), myn_day(2024, 1, 1)},
                                  .coverage = 0.5,
                                  .age_years = 1,
                                  .moments = {1, 5, NAN, NAN, NAN, 5, 5},
                                  .constant = true,
                                  .out_of_range = 4};
    in[0].cells[MYN_CELL_OBSERVED] = in[0].cells[MYN_CELL_SUPPRESSED] = 1;
    in[1] = (myn_audit_indicator){
        .code = "unused", .stale = true, .outliers = true, .moments = {0, NAN, NAN, 2.5, 4.25, NAN, NAN}};
    in[1].cells[MYN_CELL_ABSENT] = 2;
    return (myn_audit){"councils", {"Councils", NULL}, "2023", 2,         1, 0,   table_line, 1, in,
                       2,          area_line,          2,      code_line, 1, NULL};
}

static void has(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "\"%s\" is not in\n%s", part, text);
}

START_TEST(for_people)
{
    myn_audit_indicator in[2];
    myn_audit audit = audit_of(in);
    myn_show_options how = {0};
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    ck_assert_int_eq(myn_show_audit(&audit, &how, &sink), MYN_OK);
    has(text.at, "Councils\n2 areas, 2 indicators, 1 table; the figures speak of edition 2023\n");
    has(text.at, "\nindicators.csv    40    20        11      8      1     3      2       5\n");
    has(text.at, "\ncouncils  indicators.csv   1000  windows-1252  e3b0c44298fc…\n");
    has(text.at, "\nW06000017     7  ended on 2009-04-01; its successor is W06000024\n");
    has(text.at,
        "\nHappiness  50  2023        1.0                  suppressed 1  constant, 4 out of range\n");
    has(text.at, "\nunused      0                    2.5       4.3  absent 2      stale, outliers\n");
    has(text.at, "\nW06000001  Isle of Anglesey           1   2\n");
    ck_assert_ptr_null(strstr(text.at, "Gwynedd")); /* lacks nothing */
    has(text.at, "Names: of 2 areas, 1 have no English name of their own, 0 no Welsh one.\n");
    ck_assert_int_eq(myn_show_audit(&audit, &how, &refusing), MYN_ERR_IO);
    myn_buffer_free(&text);
}
END_TEST

START_TEST(for_machines)
{
    myn_audit_indicator in[2];
    myn_audit audit = audit_of(in);
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    ck_assert_int_eq(myn_audit_json(&audit, &sink), MYN_OK);
    has(text.at,
        "{\"index\": \"councils\",\n\"title_en\": \"Councils\",\n\"title_cy\": null,\n\"edition\": \"2023\"");
    has(text.at, "\"other_series\": 8, \"wrong\": 1, \"repeated\": 3, \"clashing\": 2, \"larger_areas\": 5}");
    has(text.at, "\"sha256\": \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"");
    has(text.at, "\"coverage\": 0.5, \"mean\": 5, \"sd\": null,");
    has(text.at, "\"suppressed\": 1,");
    has(text.at, "\"outliers\": 0, \"constant\": 1, \"stale\": 0, \"out_of_range\": 4}");
    has(text.at, "{\"code\": \"W06000002\", \"name\": \"Gwynedd\", \"present\": 2, \"of\": 2}");
    ck_assert_int_eq(myn_audit_json(&audit, &refusing), MYN_ERR_IO);
    myn_buffer_free(&text);
}
END_TEST

START_TEST(of_nothing)
{
    myn_audit audit = {.index = "empty"};
    myn_show_options how = {0};
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    ck_assert_int_eq(myn_show_audit(&audit, &how, &sink), MYN_OK);
    ck_assert_str_eq(text.at, "empty\n0 areas, 0 indicators, 0 tables\n");
    text.length = 0;
    ck_assert_int_eq(myn_audit_json(&audit, &sink), MYN_OK);
    has(text.at, "\"tables\": [],\n\"files\": [],");
    myn_buffer_free(&text);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("audit");
    TCase *t = tcase_create("audit");
    tcase_add_test(t, for_people);
    tcase_add_test(t, for_machines);
    tcase_add_test(t, of_nothing);
    suite_add_tcase(s, t);
    return s;
}
