/* Published tables, each under a dataset.yml that fits it. Counts and sums: Python's csv module and math.fsum
 * over the same columns and rows. */
#include "table/scratch.h"
#include <math.h>
#include <mynegai/dataset.h>

#define TOP "mynegai: 1\ndataset: d\ntitle: {en: D}\nsource: S\nlicence: L\ntables:\n"

typedef struct {
    const char *yaml, *wanted; /* names separated by blanks */
    size_t rows, used, filtered, other, observations, missing;
    double sum;
} Table;

static const Table tables[] = {
    {TOP "- file: wimd-2019/domains.csv\n  layout: wide\n  area: lsoa11_code\n  period: {value: 2019}\n"
         "  series: {income: {column: Income_score}, rank: {column: IMD_rank, range: [1, 1909]}, other: "
         "{column: IMD_decile}}\n",
     "income rank", 1909, 1909, 0, 0, 3818, 0, 1864550.444596328},
    {TOP "- file: wimd-2019/official_ranks.csv\n  layout: wide\n  area: Area_id\n  period: {value: 2019}\n"
         "  skip_after_header: 1\n  series: all\n",
     "WIMD_RANK WIMD_DEC", 1909, 1909, 0, 0, 3818, 0, 1833590.0},
    {TOP "- file: hdi-2021/timeseries.csv\n  layout: wide\n  area: iso3\n"
         "  series: {hdi: {column: 'hdi_{period}', range: [0, 1]}}\n",
     "hdi", 195, 195, 0, 0, 6240, 669, 3732.754},
    {TOP "- file: imd-2019/ranks.csv\n  layout: wide\n  area: lsoa11_code\n  period: {value: 2019}\n  "
         "series: all\n",
     "IMD_decile Income_decile Employment_decile Education_decile Health_decile Crime_decile "
     "Housing_and_Access_decile "
     "Environment_decile IMD_rank Income_rank Employment_rank Education_rank Health_rank Crime_rank "
     "Housing_and_Access_rank Environment_rank",
     32844, 32844, 0, 0, 525504, 0, 4316489683.0},
    {TOP
     "- file: wales-councils/indicators.csv\n  layout: long\n  area: areacd\n  period: {column: period}\n"
     "  key: [dataset, indicator, measure]\n  value: observation\n  lower: lci_95\n  upper: uci_95\n"
     "  status: {column: status}\n  where: {areacd: ['W06*', W92000004]}\n"
     "  series:\n"
     "    happiness:\n      key:\n      - personal-wellbeing-estimates\n      - Happiness\n"
     "      - \"Mean (Where 0 is 'not at all happy' and 10 is 'completely happy')\"\n      range: [0, 10]\n",
     "happiness", 14501, 276, 14501 - 13427, 13427 - 276, 276, 0, 2050.76},
    /* one data set of several in a file; others hold what is no period */
    {TOP "- file: wales-councils/climate_recycling.csv\n  layout: long\n  area: area_code\n  period: "
         "{column: period}\n"
         "  key: indicator\n  value: value\n  where: {dataset: recycling}\n"
         "  series: {recycled: {key: Waste Reused/Recycled/Composted, range: [0, 100]}}\n",
     "recycled", 3351, 220, 3131, 0, 220, 0, 14309.9},
    {TOP
     "- file: wales-councils/council_tax_stock.csv\n  layout: long\n  area: ecode\n  period: {column: date}\n"
     "  key: band\n  value: value\n  series: all\n",
     "band_a", 7130, 713, 0, 6417, 713, 0, 14159940.0},
    /* every field a quoted text, years in a dozen spellings */
    {TOP "- file: wales-health-index/wales_hi_indicators_raw_long.csv\n  layout: long\n  area: ltla24_code\n"
         "  period: {column: year, form: financial}\n  key: indicator\n  value: value\n"
         "  spelling: {year: {2020-2022: 2020-01-01/P3Y, 2021 to 2023: 2021-01-01/P3Y, 2021-2023: "
         "2021-01-01/P3Y, "
         "2021-22 and 2022-23: 2021-04-01/P2Y, 2023-2024: 2023/24}}\n  series: all\n",
     "lives_alcohol_misuse", 922, 22, 0, 900, 22, 0, 5827.0},
};

typedef struct {
    size_t count, missing;
    double sum;
} Seen;

static myn_status add(void *ctx, const myn_observation *observation)
{
    Seen *seen = ctx;
    seen->count++;
    if (isnan(observation->value))
        seen->missing++;
    else
        seen->sum += observation->value;
    return MYN_OK;
}

static myn_dataset *read_dataset(const char *yaml)
{
    myn_diag *diag = new_diag();
    myn_dataset *dataset = NULL;
    (void)!myn_dataset_read(scratch_text("dataset.yml", yaml), diag, &dataset);
    char *problems = problems_of(diag);
    ck_assert_msg(dataset != NULL, "%s", problems);
    free(problems);
    myn_diag_free(diag);
    return dataset;
}

START_TEST(published_table)
{
    const Table *table = &tables[_i];
    myn_dataset *dataset = read_dataset(table->yaml);
    myn_names *wanted;
    ck_assert_int_eq(myn_names_new(&wanted), MYN_OK);
    for (const char *at = table->wanted; *at;) {
        size_t length = strcspn(at, " "), number;
        ck_assert_int_eq(myn_names_add(wanted, at, length, &number), MYN_OK);
        at += length + (at[length] == ' ');
    }
    myn_diag *diag = new_diag();
    Seen seen = {0, 0, 0};
    myn_account account;
    myn_scan scan = {
        .dataset = dataset, .folder = test_data(), .wanted = wanted, .observe = add, .ctx = &seen};
    myn_status status = myn_dataset_scan(&scan, diag, &account);
    char *problems = problems_of(diag);
    ck_assert_msg(status == MYN_OK && !*problems, "%s: %s", account.file, problems);
    size_t counts[] = {account.info.rows, account.used, account.filtered, account.other_series,
                       account.wrong,     seen.count,   seen.missing,     account.observations};
    size_t expected[] = {table->rows, table->used,         table->filtered, table->other,
                         0,           table->observations, table->missing,  table->observations};
    for (size_t i = 0; i < 8; i++)
        ck_assert_msg(counts[i] == expected[i], "%s: count %zu is %zu, not %zu", account.file, i, counts[i],
                      expected[i]);
    /* a plain sum of n numbers is off by at most n ulps of it */
    ck_assert_double_eq_tol(seen.sum, table->sum, (double)seen.count * 2.3e-16 * fabs(table->sum));
    free(problems);
    myn_diag_free(diag);
    myn_names_free(wanted);
    myn_dataset_free(dataset);
}
END_TEST

/* What is wrong in the same files is said. */
START_TEST(published_problems)
{
    myn_dataset *dataset = read_dataset(
        TOP "- file: wales-councils/climate_recycling.csv\n  layout: long\n  area: area_code\n"
            "  period: {column: period}\n  key: dataset\n  value: value\n  series: all\n");
    myn_names *wanted;
    size_t number;
    const char *name = "domestic_property_build_period";
    ck_assert_int_eq(myn_names_new(&wanted), MYN_OK);
    ck_assert_int_eq(myn_names_add(wanted, name, strlen(name), &number), MYN_OK);
    myn_diag *diag = new_diag();
    Seen seen = {0, 0, 0};
    myn_account account;
    myn_scan scan = {
        .dataset = dataset, .folder = test_data(), .wanted = wanted, .observe = add, .ctx = &seen};
    ck_assert_int_eq(myn_dataset_scan(&scan, diag, &account), MYN_ERR_DATA);
    ck_assert_uint_eq(account.wrong, 286); /* 22 councils x 13 classes of building period */
    ck_assert_uint_eq(myn_diag_count(diag, MYN_ERROR), 286);
    ck_assert_ptr_nonnull(strstr(myn_diag_at(diag, 0)->text, "is not a period"));
    myn_diag_free(diag);
    myn_names_free(wanted);
    myn_dataset_free(dataset);
}
END_TEST

Suite *suite(void)
{
    test_needs(test_data());
    Suite *all = suite_create("table/scan_data");
    TCase *one = tcase_create("scan_data");
    tcase_set_timeout(one, 60);
    tcase_add_checked_fixture(one, scratch_begin, scratch_end);
    tcase_add_loop_test(one, published_table, 0, sizeof tables / sizeof *tables);
    tcase_add_test(one, published_problems);
    suite_add_tcase(all, one);
    return all;
}
