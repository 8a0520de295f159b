/* Export of a store of councils with invented figures. What is expected follows from fixture.h, by its own
 * arithmetic; the form from RFC 4180 and RFC 8259. */
#include "report/gather.h"
#include "report/stored.h"
#include "suite.h"

static size_t suppressed;

/* The export as text, to be freed with free(). */
static char *exported(myn_what what, myn_form form, bool wide, const char *edition)
{
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    myn_export_options options = {.what = what, .form = form, .wide = wide, .edition = edition};
    ck_assert_int_eq(myn_export(store, &options, &sink, &suppressed), MYN_OK);
    return text.at;
}

static size_t lines_of(const char *text)
{
    size_t lines = 0;
    for (; *text; text++) lines += *text == '\n';
    return lines;
}

/* Line I (from 0) of TEXT equals EXPECTED. */
static void line_is(const char *text, size_t i, const char *expected)
{
    for (; i > 0; i--) text = strchr(text, '\n') + 1;
    size_t length = strcspn(text, "\n");
    ck_assert_msg(length == strlen(expected) && !strncmp(text, expected, length), "%.*s", (int)length, text);
}

START_TEST(scores_are_tidy)
{
    char *text = exported(MYN_WHAT_SCORES, MYN_FORM_CSV, false, NULL), line[256], number[MYN_NUMBER_TEXT];
    ck_assert_uint_eq(lines_of(text), 1 + EDITIONS * NODES * COUNCILS);
    line_is(text, 0, "area,area_name_en,area_name_cy,node,edition,value,status");
    /* row of (edition 1, node 12, area 0): a leaf, its number in full */
    myn_number_text(fixture_number(8, 0, 1), number);
    snprintf(line, sizeof line, "W06000001,Isle of Anglesey,Ynys Môn,buses,2023,%s,observed", number);
    line_is(text, 1 + (NODES + 12) * COUNCILS, line);
    /* in full, though the overall score is published in 2 decimals */
    myn_number_text(fixture.edition[0].score[1], number);
    snprintf(line, sizeof line, "W06000002,Gwynedd,Gwynedd,overall,2021,%s,observed", number);
    line_is(text, 2, line);
    /* suppressed: leaf 0 (node 2) of area 16 */
    line_is(text, 1 + 2 * COUNCILS + 16, "W06000019,Blaenau Gwent,Blaenau Gwent,happiness,2021,,suppressed");
    ck_assert_uint_eq(suppressed, 4); /* two leaves in two editions */
    free(text);
}
END_TEST

/* The overall score is published in 2 decimals, a leaf as it is. */
START_TEST(rounded_as_published)
{
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    char line[256], number[MYN_NUMBER_TEXT];
    myn_export_options options = {.what = MYN_WHAT_SCORES, .form = MYN_FORM_CSV, .rounded = true};
    ck_assert_int_eq(myn_export(store, &options, &sink, &suppressed), MYN_OK);
    myn_fixed_text(fixture.edition[0].score[1], 2, number);
    snprintf(line, sizeof line, "W06000002,Gwynedd,Gwynedd,overall,2021,%s,observed", number);
    line_is(text.at, 2, line);
    myn_buffer_free(&text);
}
END_TEST

START_TEST(one_edition)
{
    char *text = exported(MYN_WHAT_RANKS, MYN_FORM_CSV, false, "2021"), line[128];
    ck_assert_uint_eq(lines_of(text), 1 + NODES * COUNCILS);
    ck_assert_ptr_null(strstr(text, ",2023,"));
    snprintf(line, sizeof line, "W06000003,Conwy,Conwy,overall,2021,%d,observed", fixture.edition[0].rank[2]);
    line_is(text, 3, line);
    line_is(text, 9 * COUNCILS + 22, "W06000024,Merthyr Tydfil,Merthyr Tudful,planet,2021,,below_coverage");
    free(text);
}
END_TEST

START_TEST(quantiles_name_their_groups)
{
    char *text = exported(MYN_WHAT_QUANTILES, MYN_FORM_CSV, false, "2023"), line[128];
    line_is(text, 0, "area,area_name_en,area_name_cy,node,edition,groups,value,status");
    snprintf(line, sizeof line, "W06000001,Isle of Anglesey,Ynys Môn,overall,2023,5,%d,observed",
             fixture.edition[1].quantile[0][0]);
    line_is(text, 1, line);
    free(text);
}
END_TEST

START_TEST(bands_by_name)
{
    static const char *const name[] = {"low", "medium low", "medium", "medium high", "high"};
    char *text = exported(MYN_WHAT_BANDS, MYN_FORM_CSV, false, "2023"), line[128];
    snprintf(line, sizeof line, "W06000001,Isle of Anglesey,Ynys Môn,overall,2023,%s,observed",
             name[fixture.edition[1].band[0] - 1]);
    line_is(text, 1, line);
    free(text);
}
END_TEST

START_TEST(raw_has_only_what_was_said)
{
    char *text = exported(MYN_WHAT_RAW, MYN_FORM_CSV, false, NULL), line[128], number[MYN_NUMBER_TEXT];
    /* of one council two indicators were never spoken of */
    ck_assert_uint_eq(lines_of(text), 1 + EDITIONS * (LEAVES * COUNCILS - 2));
    myn_number_text(10 * fixture_number(0, 0, 0), number);
    snprintf(line, sizeof line, "W06000001,Isle of Anglesey,Ynys Môn,happiness,2021,%s,observed", number);
    line_is(text, 1, line);
    free(text);
    text = exported(MYN_WHAT_RAW, MYN_FORM_CSV, false, "2023");
    ck_assert_uint_eq(lines_of(text), 1 + LEAVES * COUNCILS - 2);
    free(text);
}
END_TEST

START_TEST(all_says_what)
{
    char *text = exported(MYN_WHAT_ALL, MYN_FORM_CSV, false, NULL);
    line_is(text, 0, "what,area,area_name_en,area_name_cy,node,edition,value,status");
    /* score, rank, quantile, band a node; normalised an indicator; raw as above */
    ck_assert_uint_eq(lines_of(text),
                      1 + EDITIONS * COUNCILS * (4 * NODES + LEAVES) + EDITIONS * (LEAVES * COUNCILS - 2));
    ck_assert_ptr_nonnull(strstr(text, "\nquantile_5,W06000001,"));
    ck_assert_ptr_nonnull(strstr(text, "\nnormalised,W06000001,"));
    free(text);
}
END_TEST

START_TEST(wide_has_a_column_a_node)
{
    char *text = exported(MYN_WHAT_SCORES, MYN_FORM_CSV, true, NULL);
    ck_assert_uint_eq(lines_of(text), 1 + EDITIONS * COUNCILS);
    line_is(text, 0,
            "area,area_name_en,area_name_cy,edition,overall,people,happiness,life_expectancy,qualified,place,"
            "green,crime,homes,planet,carbon,recycling,buses");
    const char *last = strstr(text, "Merthyr Tudful,2021,");
    ck_assert_msg(strstr(last, ",,,,\n") == strchr(last, '\n') - 4, "planet and below have no score");
    free(text);
}
END_TEST

START_TEST(json_rows)
{
    char *text = exported(MYN_WHAT_BANDS, MYN_FORM_JSON, false, "2021");
    line_is(text, 0, "[");
    ck_assert_ptr_nonnull(
        strstr(text, "{\"area\": \"W06000024\", \"area_name_en\": \"Merthyr Tydfil\", "
                     "\"area_name_cy\": \"Merthyr Tudful\", \"node\": \"planet\", "
                     "\"edition\": \"2021\", \"value\": null, \"status\": \"below_coverage\"},\n"));
    ck_assert_str_eq(text + strlen(text) - 4, "}\n]\n");
    ck_assert_uint_eq(lines_of(text), 2 + NODES * COUNCILS);
    free(text);
    text = exported(MYN_WHAT_RANKS, MYN_FORM_JSON, true, "2021");
    ck_assert_ptr_nonnull(strstr(text, "\"edition\": \"2021\", \"overall\": "));
    free(text);
}
END_TEST

static bool stop(void *ctx, const char *what, double done, double all)
{
    (void)ctx, (void)what, (void)done, (void)all;
    return false;
}

static myn_status status_of(myn_export_options options, const myn_sink *sink)
{
    return myn_export(store, &options, sink, &suppressed);
}

START_TEST(summaries_have_their_ranks)
{
    char *text = exported(MYN_WHAT_SUMMARIES, MYN_FORM_CSV, false, NULL);
    ck_assert_uint_eq(lines_of(text), 1 + EDITIONS * MEASURES * REGIONS);
    line_is(text, 0, "area,area_name_en,area_name_cy,measure,node,edition,value,rank");
    line_is(text, 1, "R1,North,Gogledd,average_rank,overall,2021,10.5,2");
    line_is(text, 6, "R3,\"Nowhere, at all\",,people_top,people,2021,,");
    line_is(text, 8, "R2,South,De,average_rank,overall,2023,12.5,1");
    free(text);
    text = exported(MYN_WHAT_SUMMARIES, MYN_FORM_CSV, true, "2023");
    ck_assert_uint_eq(lines_of(text), 1 + REGIONS);
    line_is(text, 0, "area,area_name_en,area_name_cy,edition,average_rank,people_top");
    line_is(text, 1, "R1,North,Gogledd,2023,10.75,0.5");
    line_is(text, 3, "R3,\"Nowhere, at all\",,2023,,");
    free(text);
    text = exported(MYN_WHAT_SUMMARIES, MYN_FORM_JSON, false, "2023");
    ck_assert_ptr_nonnull(strstr(text,
                                 "\"measure\": \"people_top\", \"node\": \"people\", \"edition\": \"2023\", "
                                 "\"value\": null, \"rank\": null}"));
    free(text);
    ck_assert_uint_eq(suppressed, 0);
}
END_TEST

START_TEST(every_status)
{
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    myn_progress progress = {stop, NULL};
    ck_assert_int_eq(status_of((myn_export_options){.edition = "1999"}, &sink), MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(status_of((myn_export_options){.what = MYN_WHAT_RAW, .edition = "1999"}, &sink),
                     MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(status_of((myn_export_options){.what = MYN_WHAT_ALL, .wide = true}, &sink),
                     MYN_ERR_ARGUMENT);
    const myn_what summaries = MYN_WHAT_SUMMARIES;
    ck_assert_int_eq(status_of((myn_export_options){.what = summaries, .edition = "1999"}, &sink),
                     MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(status_of((myn_export_options){.what = summaries, .progress = &progress}, &sink),
                     MYN_ERR_INTERRUPTED);
    ck_assert_int_eq(status_of((myn_export_options){.what = summaries}, &refusing), MYN_ERR_IO);
    ck_assert_int_eq(status_of((myn_export_options){.progress = &progress}, &sink), MYN_ERR_INTERRUPTED);
    ck_assert_int_eq(status_of((myn_export_options){0}, &refusing), MYN_ERR_IO);
    myn_buffer_free(&text);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("export");
    TCase *t = tcase_create("export");
    tcase_add_checked_fixture(t, open_store, close_store);
    tcase_add_test(t, scores_are_tidy);
    tcase_add_test(t, rounded_as_published);
    tcase_add_test(t, one_edition);
    tcase_add_test(t, quantiles_name_their_groups);
    tcase_add_test(t, bands_by_name);
    tcase_add_test(t, raw_has_only_what_was_said);
    tcase_add_test(t, all_says_what);
    tcase_add_test(t, wide_has_a_column_a_node);
    tcase_add_test(t, json_rows);
    tcase_add_test(t, summaries_have_their_ranks);
    tcase_add_test(t, every_status);
    suite_add_tcase(s, t);
    return s;
}
