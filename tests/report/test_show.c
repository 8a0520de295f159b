/* Ranking and scorecard of councils with invented figures. Expected figures follow from fixture.h by its own
 * arithmetic; the whole look is in tests/cli/show. */
#include "report/gather.h"
#include "report/stored.h"
#include "suite.h"

static myn_show_options shown(const char *edition, const char *node, size_t width)
{
    return (myn_show_options){.edition = edition, .node = node, .terminal = {false, width}};
}

static char *ranking(myn_show_options how)
{
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    ck_assert_int_eq(myn_show_ranking(store, &how, &sink), MYN_OK);
    return text.at;
}

static char *summaries(myn_show_options how)
{
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    ck_assert_int_eq(myn_show_summaries(store, &how, &sink), MYN_OK);
    return text.at;
}

static char *card(size_t area, myn_show_options how)
{
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    ck_assert_int_eq(myn_show_area(store, area, &how, &sink), MYN_OK);
    return text.at;
}

/* Where the row of AREA starts in a ranking. */
static const char *row_of(const char *text, size_t area)
{
    const char *at = strstr(text, council_list[area].code);
    ck_assert_msg(at != NULL, "%s is not there", council_list[area].code);
    while (at > text && at[-1] != '\n') at--;
    return at;
}

START_TEST(ranked_by_rank)
{
    char *text = ranking(shown(NULL, NULL, 0));
    const int32_t *rank = fixture.edition[1].rank;
    for (size_t i = 0; i < COUNCILS; i++) {
        ck_assert_int_eq(atoi(row_of(text, i)), rank[i]);
        for (size_t j = 0; j < COUNCILS; j++)
            if (rank[i] < rank[j]) ck_assert(row_of(text, i) < row_of(text, j));
    }
    free(text);
}
END_TEST

START_TEST(change_against_the_edition_before)
{
    char *text = ranking(shown("2023", NULL, 0)), change[32];
    for (size_t i = 0; i < COUNCILS; i++) {
        int moved = fixture.edition[0].rank[i] - fixture.edition[1].rank[i];
        snprintf(change, sizeof change, "%s%.*d  ",
                 moved > 0   ? "▲"
                 : moved < 0 ? "▼"
                             : "=",
                 moved != 0, abs(moved));
        const char *at = strstr(row_of(text, i), change);
        ck_assert_msg(at && at < strstr(row_of(text, i), council_list[i].code), "%s: %s",
                      council_list[i].name_en, change);
    }
    free(text);
    text = ranking(shown("2021", NULL, 0));
    ck_assert_ptr_null(strstr(text, "change")); /* there is none before */
    free(text);
}
END_TEST

START_TEST(without_a_score_last_and_why)
{
    char *text = ranking(shown(NULL, "planet", 0));
    const char *row = row_of(text, 21); /* Merthyr Tydfil */
    for (size_t i = 0; i < 21; i++) ck_assert(row_of(text, i) < row);
    ck_assert_ptr_nonnull(strstr(row, "too few parts"));
    free(text);
}
END_TEST

START_TEST(first_rows_only)
{
    myn_show_options how = shown(NULL, NULL, 0);
    how.first = 3;
    char *text = ranking(how);
    ck_assert_ptr_nonnull(strstr(text, "3 of 22 areas"));
    size_t rows = 0;
    for (const char *at = text; (at = strstr(at, "  W06")); at++) rows++;
    ck_assert_uint_eq(rows, 3);
    free(text);
}
END_TEST

START_TEST(says_that_it_is_invented)
{
    myn_show_options how = shown(NULL, NULL, 0);
    char *text = ranking(how);
    ck_assert_ptr_nonnull(strstr(text, "Synthetic data"));
    free(text);
    how.lang = MYN_LANG_CY;
    text = card(0, how);
    ck_assert_ptr_nonnull(strstr(text, "Data synthetig"));
    ck_assert_ptr_nonnull(strstr(text, "Ynys Môn  W06000001\n"));
    free(text);
}
END_TEST

START_TEST(card_holds_the_tree)
{
    char *text = card(19, shown(NULL, NULL, 0)), line[128], score[MYN_NUMBER_TEXT];
    const myn_edition *e = &fixture.edition[1];
    myn_fixed_text(e->score[1 * COUNCILS + 19], 2, score); /* people */
    snprintf(line, sizeof line, "%s  %2d of 22", score, e->rank[1 * COUNCILS + 19]);
    ck_assert_msg(strstr(strstr(text, "├ People"), line) != NULL, "%s", line);
    ck_assert_ptr_nonnull(strstr(text, "│ └ Adults with a qualification "));
    ck_assert_ptr_nonnull(strstr(text, "  └ Journeys by bus "));
    ck_assert_ptr_nonnull(strstr(text, "Coverage: 9 of 9 indicators have a value."));
    free(text);
}
END_TEST

START_TEST(card_says_what_is_missing)
{
    char *text = card(16, shown(NULL, NULL, 0)); /* Blaenau Gwent */
    ck_assert_ptr_nonnull(strstr(text, "Without a value: Happiness (suppressed)\n"));
    ck_assert_ptr_nonnull(strstr(text, "Unprotected values: 1 suppressed cell is left blank.\n"));
    free(text);
}
END_TEST

START_TEST(card_of_a_branch)
{
    char *text = card(0, shown(NULL, "place", 0));
    ck_assert_ptr_nonnull(strstr(text, "\nPlace "));
    ck_assert_ptr_null(strstr(text, "People"));
    ck_assert_ptr_nonnull(strstr(text, "Coverage: 3 of 3"));
    free(text);
}
END_TEST

/* At 80 columns every line fits, in both languages. */
START_TEST(fits_eighty_columns)
{
    myn_show_options how = shown(NULL, NULL, 80);
    how.lang = _i ? MYN_LANG_CY : MYN_LANG_EN;
    for (size_t i = 0; i <= COUNCILS; i++) {
        char *text = i < COUNCILS ? card(i, how) : ranking(how);
        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
            ck_assert_msg(myn_text_width(line) <= 80, "%s", line);
        free(text);
    }
}
END_TEST

/* South is first by average rank; Nowhere has no value and stands last. */
START_TEST(larger_areas_by_measure)
{
    char *text = summaries(shown("2021", NULL, 0));
    const char *north = strstr(text, "North"), *south = strstr(text, "South"),
               *none = strstr(text, "Nowhere");
    ck_assert(south && north && none && south < north && north < none);
    ck_assert_ptr_nonnull(strstr(text, "Average rank  rank  people_top  rank\n"));
    ck_assert_ptr_nonnull(strstr(text, "12.25     1       0.750     1\n"));
    free(text);
    text = summaries(shown("2021", "people", 0));
    ck_assert_ptr_null(strstr(text, "Average rank"));
    ck_assert_ptr_nonnull(strstr(text, "0.500     2\n"));
    free(text);
    myn_show_options narrow = shown(NULL, NULL, 50);
    narrow.lang = MYN_LANG_CY;
    text = summaries(narrow);
    ck_assert_ptr_nonnull(strstr(text, "(1) Safle cymedrig\n(2) people_top\n\n"));
    ck_assert_ptr_nonnull(strstr(text, "Gogledd"));
    free(text);
}
END_TEST

START_TEST(every_status)
{
    myn_show_options good = shown(NULL, NULL, 0), edition = shown("1999", NULL, 0),
                     node = shown(NULL, "no", 0);
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    ck_assert_int_eq(myn_show_ranking(store, &edition, &sink), MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(myn_show_ranking(store, &node, &sink), MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(myn_show_ranking(store, &good, &refusing), MYN_ERR_IO);
    ck_assert_int_eq(myn_show_area(store, 0, &edition, &sink), MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(myn_show_area(store, COUNCILS, &good, &sink), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_show_area(store, 0, &good, &refusing), MYN_ERR_IO);
    myn_show_options planet = shown(NULL, "planet", 0);
    ck_assert_int_eq(myn_show_summaries(store, &edition, &sink), MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(myn_show_summaries(store, &node, &sink), MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(myn_show_summaries(store, &planet, &sink), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_show_summaries(store, &good, &refusing), MYN_ERR_IO);
    ck_assert_uint_eq(text.length, 0); /* nothing is said where it cannot be said whole */
    myn_buffer_free(&text);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("show");
    TCase *t = tcase_create("show");
    tcase_add_checked_fixture(t, open_store, close_store);
    tcase_add_test(t, ranked_by_rank);
    tcase_add_test(t, change_against_the_edition_before);
    tcase_add_test(t, without_a_score_last_and_why);
    tcase_add_test(t, first_rows_only);
    tcase_add_test(t, says_that_it_is_invented);
    tcase_add_test(t, card_holds_the_tree);
    tcase_add_test(t, card_says_what_is_missing);
    tcase_add_test(t, card_of_a_branch);
    tcase_add_loop_test(t, fits_eighty_columns, 0, 2);
    tcase_add_test(t, larger_areas_by_measure);
    tcase_add_test(t, every_status);
    suite_add_tcase(s, t);
    return s;
}
