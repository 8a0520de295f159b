/* An audit as it is shown and written. Expected cells are those put in below. */
#include "report/gather.h"
#include "suite.h"
#include <math.h>
#include <string.h>

static const myn_area area[] = {{"W06000001", "Isle of Anglesey", "Ynys Môn", NULL, NULL, NULL, 0, 0},
                                {"W06000002", NULL, "Gwynedd", NULL, NULL, NULL, 0, 0}};
static const myn_audit_area area_line[] = {{&area[0], 1, 2}, {&area[1], 2, 2}};
static const myn_audit_code code_line[] = {
    {"W06000017", {"ended on 2009-04-01; its successor is W06000024", "- daeth i ben ar 2009-04-01"}, 7}};
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
    return (myn_audit){.index = "councils",
                       .title = {"Councils", NULL},
                       .edition = "2023",
                       .areas = 2,
                       .unnamed_en = 1,
                       .table = table_line,
                       .tables = 1,
                       .indicator = in,
                       .indicators = 2,
                       .area = area_line,
                       .area_count = 2,
                       .code = code_line,
                       .codes = 1};
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
    has(text.at, "\nunused      0                    2.5       4.3  no data 2     stale, outliers\n");
    has(text.at, "\nW06000001  Isle of Anglesey           1   2\n");
    ck_assert_ptr_null(strstr(text.at, "Gwynedd")); /* lacks nothing */
    has(text.at, "\nWithout a name of their own, of 2 areas: in English 1, in Welsh 0\n");
    ck_assert_int_eq(myn_show_audit(&audit, &how, &refusing), MYN_ERR_IO);
    myn_buffer_free(&text);
}
END_TEST

START_TEST(in_welsh)
{
    myn_audit_indicator in[2];
    myn_audit audit = audit_of(in);
    myn_show_options how = {.lang = MYN_LANG_CY};
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    ck_assert_int_eq(myn_show_audit(&audit, &how, &sink), MYN_OK);
    has(text.at, "Councils\n2 ardal, 2 dangosydd, 1 tabl; mae'r ffigurau'n sôn am argraffiad 2023\n");
    has(text.at, "\nW06000017      7  - daeth i ben ar 2009-04-01\n");
    has(text.at, "wedi'i atal 1  cyson, 4 y tu allan i'r amrediad\n");
    has(text.at, "\nW06000001  Ynys Môn");
    myn_buffer_free(&text);
}
END_TEST

/* The note's figures are sums by hand of what audit_of puts in: cells 1 observed, 1 suppressed, 2 without data. */
START_TEST(as_a_note)
{
    myn_audit_indicator in[2];
    myn_audit audit = audit_of(in);
    myn_diag *problems;
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    ck_assert_int_eq(myn_diag_new(&problems), MYN_OK);
    myn_diag_add(problems, MYN_ERROR, (myn_place){"indicators.csv", 3, 1}, "'x|y' is no number");
    myn_diag_add(problems, MYN_NOTE, (myn_place){0}, "only said in passing");
    ck_assert_int_eq(myn_audit_note(&audit, problems, &sink), MYN_OK);
    has(text.at, "# Councils: quality audit\n\nThe figures speak of edition 2023.\n\n## Summary\n");
    has(text.at, "| Rows read | 40 |\n| Rows used | 20 |\n| Rows left out by a filter | 11 |\n");
    has(text.at, "| Rows that repeat another | 3 |\n| Rows that contradict another | 2 |\n");
    has(text.at, "| Observations of larger areas | 5 |\n| Codes that are no area of this index | 1 |\n");
    has(text.at, "| Cells with a value | 1 |\n| Coverage, % | 25.0 |\n| Cells: no data | 2 |\n");
    has(text.at, "| Cells: suppressed | 1 |\n");
    has(text.at,
        "| Constant indicators | 1 |\n| Stale indicators: older than the window, or without data | 1 |\n");
    has(text.at, "| Errors | 1 |\n| Warnings | 0 |\n");
    has(text.at, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    has(text.at, "| indicators.csv:3:1: error: 'x\\|y' is no number |\n");
    has(text.at, "\n## QA log\n\n| task | who | date | outcome |\n|---|---|---|---|\n| Sources,");
    has(text.at, "| Cleared for release |  |  |  |\n");
    has(text.at, "\n---\n\n# Councils: archwiliad ansawdd\n");
    has(text.at, "| Celloedd: wedi'i atal | 1 |\n");
    has(text.at, "| Cliriwyd i'w ryddhau |  |  |  |\n");
    ck_assert_ptr_null(strstr(text.at, "in passing"));
    ck_assert_int_eq(myn_audit_note(&audit, problems, &refusing), MYN_ERR_IO);
    myn_buffer_free(&text);
    myn_diag_free(problems);
}
END_TEST

START_TEST(as_the_notes_tables)
{
    myn_audit_indicator in[2];
    myn_audit audit = audit_of(in);
    myn_diag *problems;
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    ck_assert_int_eq(myn_diag_new(&problems), MYN_OK);
    myn_diag_add(problems, MYN_WARNING, (myn_place){"indicators.csv", 0, 0}, "odd");
    ck_assert_int_eq(myn_audit_note_csv(&audit, problems, &sink), MYN_OK);
    has(text.at, "section,what_en,what_cy,of,value,who,date,outcome\n");
    has(text.at, "\nsummary,Rows read,Rhesi a ddarllenwyd,2023,40,,,\n");
    has(text.at, "\nsummary,Cells: suppressed,Celloedd: wedi'i atal,2023,1,,,\n");
    has(text.at, "\ntables,Rows left out by a filter,Rhesi a hepgorwyd gan hidlydd,indicators.csv,11,,,\n");
    has(text.at, "\nindicators,coverage,cwmpas,happy,0.5,,,\n");
    has(text.at, "\nindicators,age in years,oed mewn blynyddoedd,unused,,,,\n");
    has(text.at, "\nareas,indicators,dangosyddion,W06000001,1,,,\n");
    has(text.at, "\nproblems,problem,problem,indicators.csv,indicators.csv: warning: odd,,,\n");
    has(text.at, "\nlog,One area worked out by hand,Cyfrifwyd un ardal â llaw,,,,,\n");
    ck_assert_int_eq(myn_audit_note_csv(&audit, problems, &refusing), MYN_ERR_IO);
    myn_buffer_free(&text);
    myn_diag_free(problems);
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
    tcase_add_test(t, in_welsh);
    tcase_add_test(t, as_a_note);
    tcase_add_test(t, as_the_notes_tables);
    tcase_add_test(t, for_machines);
    tcase_add_test(t, of_nothing);
    suite_add_tcase(s, t);
    return s;
}
