/* The Human Development Index and its form adjusted for inequality against what the report of 2021/2022
 * published: values to three decimals, ranks and groups of 2021. */
#define PUBLISHED_COLUMNS 1024
#include "run/built.h"
#include "run/published.h"
#include "suite.h"

#define AREAS 195
static char folder[512];

static published report(void)
{
    char path[600];
    snprintf(path, sizeof path, "%s/timeseries.csv", folder);
    return read_published(path);
}

static double to_three(double value)
{
    char text[40];
    snprintf(text, sizeof text, "%.3f", value);
    return strtod(text, NULL);
}

/* How a year's figures stand beside the published ones: countries in both, those whose values differ at three
 * decimals, those published or computed only. */
typedef struct {
    size_t both, wrong, published_only, computed_only;
} tally;

static void count_year(const built *b, const published *truth, const char *prefix, size_t e, tally *sum)
{
    char column[40];
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b->store, e, &edition), MYN_OK);
    snprintf(column, sizeof column, "%s_%s", prefix, b->labels->edition[e].name);
    size_t at = published_column(truth, column), node = node_of(b->labels, prefix);
    for (size_t a = 0; a < AREAS; a++) {
        double value = edition.score[node * AREAS + a],
               printed = published_number(truth, 0, b->labels->areas->at[a].code, at);
        sum->both += !isnan(value) && !isnan(printed);
        sum->wrong += !isnan(value) && !isnan(printed) && to_three(value) != printed;
        sum->published_only += isnan(value) && !isnan(printed);
        sum->computed_only += !isnan(value) && isnan(printed);
    }
    myn_edition_free(&edition);
}

static tally count_all(const built *b, const char *prefix)
{
    published truth = report();
    tally sum = {0};
    ck_assert_uint_eq(b->labels->areas->count, AREAS);
    for (size_t e = 0; e < b->labels->editions; e++) count_year(b, &truth, prefix, e, &sum);
    free_published(&truth);
    return sum;
}

/* Counted in the file with pandas: 5,571 values; five more country-years have all four components and no
 * published value (Rwanda 1990-1994). */
START_TEST(every_year)
{
    built b = build_index(MYN_SOURCE "/indices/hdi", folder);
    ck_assert_uint_eq(b.labels->editions, 32);
    tally sum = count_all(&b, "hdi");
    ck_assert_uint_eq(sum.both, 5571);
    ck_assert_uint_eq(sum.wrong, 0);
    ck_assert_uint_eq(sum.published_only, 0);
    ck_assert_uint_eq(sum.computed_only, 5);
    free_build(&b);
}
END_TEST

START_TEST(adjusted_every_year)
{
    built b = build_index(MYN_SOURCE "/indices/ihdi", folder);
    ck_assert_uint_eq(b.labels->editions, 12);
    tally sum = count_all(&b, "ihdi");
    ck_assert_uint_eq(sum.both, 1736);
    ck_assert_uint_eq(sum.wrong, 0);
    ck_assert_uint_eq(sum.published_only, 0);
    ck_assert_uint_eq(sum.computed_only, 0);
    free_build(&b);
}
END_TEST

/* Without rounding 29 of 191 ranks would differ (pandas: rank of the unrounded values). */
START_TEST(ranks_of_2021)
{
    built b = build_index(MYN_SOURCE "/indices/hdi", folder);
    published truth = report();
    size_t column = published_column(&truth, "hdi_rank_2021"), ranked = 0;
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 31, &edition), MYN_OK);
    for (size_t a = 0; a < AREAS; a++) {
        double rank = published_number(&truth, 0, b.labels->areas->at[a].code, column);
        ck_assert_int_eq(edition.rank[a], isnan(rank) ? 0 : (int)rank);
        ranked += !isnan(rank);
    }
    ck_assert_uint_eq(ranked, 191);
    myn_edition_free(&edition);
    free_published(&truth);
    free_build(&b);
}
END_TEST

START_TEST(groups_of_2021)
{
    static const char *const group[] = {"", "Low", "Medium", "High", "Very High"};
    built b = build_index(MYN_SOURCE "/indices/hdi", folder);
    published truth = report();
    size_t column = published_column(&truth, "hdicode");
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 31, &edition), MYN_OK);
    for (size_t a = 0; a < AREAS; a++)
        ck_assert_str_eq(group[edition.band[a]],
                         published_text(&truth, 0, b.labels->areas->at[a].code, column));
    myn_edition_free(&edition);
    free_published(&truth);
    free_build(&b);
}
END_TEST

Suite *suite(void)
{
    snprintf(folder, sizeof folder, "%s/hdi-2021", test_data());
    test_needs(folder);
    Suite *s = suite_create("hdi");
    TCase *c = tcase_create("published");
    tcase_set_timeout(c, 120);
    tcase_add_test(c, every_year);
    tcase_add_test(c, adjusted_every_year);
    tcase_add_test(c, ranks_of_2021);
    tcase_add_test(c, groups_of_2021);
    suite_add_tcase(s, c);
    return s;
}
