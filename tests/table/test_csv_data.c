/* Every table of the published data is read as another program reads it: rows, columns and the bytes of all
 * fields (header included, blanks at their ends left out) by Python's csv module; digests by MANIFEST.csv. */
#include "table/scratch.h"

typedef struct {
    const char *file;
    size_t rows, columns, bytes;
} Table;

static const Table tables[] = {
    {"geography/council_names_bilingual.csv", 22, 3, 716},
    {"geography/lsoa01_to_builtup.csv", 1896, 11, 162830},
    {"geography/lsoa01_to_lsoa11.csv", 34917, 5, 1742944},
    {"geography/lsoa11_to_lsoa21.csv", 35795, 7, 2517018},
    {"geography/lsoa11_to_ward_council.csv", 1909, 7, 142458},
    {"geography/msoa11_to_builtup.csv", 410, 12, 43123},
    {"geography/msoa_names_bilingual.csv", 410, 6, 35369},
    {"geography/population_2019_lsoa11.csv", 34753, 7, 1406566},
    {"geography/reference_bilingual.csv", 4031, 6, 232332},
    {"hdi-2021/timeseries.csv", 195, 1009, 1484704},
    {"imd-2019/file10_council_summaries.csv", 317, 12, 21026},
    {"imd-2019/file6_population.csv", 32844, 9, 2332159},
    {"imd-2019/file9_transformed_domain_scores.csv", 32844, 11, 2728063},
    {"imd-2019/indicators.csv", 32844, 29, 4457624},
    {"imd-2019/ranks.csv", 32844, 17, 1809783},
    {"imd-2019/score.csv", 32844, 5, 880318},
    {"imd-2019/subdomains.csv", 32844, 19, 1999152},
    {"m3/m3_monthly.csv", 1428, 10, 985701},
    {"m3/m3_quarterly.csv", 756, 10, 272162},
    {"m3/m3_yearly.csv", 645, 10, 131711},
    {"wales-councils/climate_recycling.csv", 3351, 9, 337611},
    {"wales-councils/council_tax_stock.csv", 7130, 5, 402536},
    {"wales-councils/indicators.csv", 14501, 13, 2121022},
    {"wales-councils/series.csv", 50, 8, 4983},
    {"wales-health-index/indicators_normalised.csv", 922, 5, 68754},
    {"wales-health-index/scores.csv", 22, 13, 2202},
    {"wales-health-index/subdomains.csv", 22, 14, 5519},
    {"wales-health-index/wales_hi_indicators_raw_long.csv", 922, 7, 77800},
    {"wales-health-index/wales_hi_meta.csv", 42, 5, 3411},
    {"wales-health-index/wales_hi_pca_weights.csv", 42, 4, 2823},
    {"wales-health-index/wales_hi_scores.csv", 22, 8, 2391},
    {"wales-health-index/wales_hi_subdomains.csv", 22, 14, 6094},
    {"wales-health-index/wales_hi_z.csv", 22, 43, 18791},
    {"wimd-2019/areas_bilingual.csv", 1931, 4, 83742},
    {"wimd-2019/domains.csv", 1909, 28, 282071},
    {"wimd-2019/official_ranks.csv", 1910, 29, 112282},
};

typedef struct {
    size_t columns, bytes;
} Seen;

static myn_status count(void *ctx, const myn_csv_line *line)
{
    Seen *seen = ctx;
    seen->columns = line->count;
    for (size_t i = 0; i < line->count; i++) seen->bytes += line->field[i].length;
    return MYN_OK;
}

static myn_csv_info read_file(const char *name, Seen *seen)
{
    char *path = myn_path_join(test_data(), name);
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    myn_diag *diag = new_diag();
    ck_assert_int_eq(myn_csv_read(path, name, &dialect, count, seen, NULL, diag, &info), MYN_OK);
    ck_assert_uint_eq(myn_diag_kept(diag), 0);
    myn_diag_free(diag);
    free(path);
    return info;
}

START_TEST(as_python_reads_it)
{
    const Table *table = &tables[_i];
    Seen seen = {0, 0};
    myn_csv_info info = read_file(table->file, &seen);
    ck_assert_msg(info.rows == table->rows && seen.columns == table->columns && seen.bytes == table->bytes,
                  "%s: %zu rows, %zu columns, %zu bytes", table->file, info.rows, seen.columns, seen.bytes);
}
END_TEST

/* file, publisher_repository, path, commit, licence, rows, sha256, what */
static myn_status check_listed(void *ctx, const myn_csv_line *line)
{
    char name[128];
    myn_field file = line->field[0];
    if (file.length < 4 || memcmp(file.at + file.length - 4, ".csv", 4) != 0) return MYN_OK;
    snprintf(name, sizeof name, "%.*s", (int)file.length, file.at);
    Seen seen = {0, 0};
    myn_csv_info info = read_file(name, &seen);
    ck_assert_msg(memcmp(info.sha256, line->field[6].at, 64) == 0, "%s: %s", name, info.sha256);
    ++*(size_t *)ctx;
    return MYN_OK;
}

START_TEST(digests_of_the_manifest)
{
    char *path = myn_path_join(test_data(), "MANIFEST.csv");
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    size_t checked = 0;
    ck_assert_int_eq(myn_csv_read(path, path, &dialect, check_listed, &checked, NULL, NULL, &info), MYN_OK);
    ck_assert_uint_eq(checked, 30);
    free(path);
}
END_TEST

Suite *suite(void)
{
    test_needs(test_data());
    Suite *all = suite_create("table/csv_data");
    TCase *one = tcase_create("csv_data");
    tcase_set_timeout(one, 60);
    tcase_add_loop_test(one, as_python_reads_it, 0, sizeof tables / sizeof *tables);
    tcase_add_test(one, digests_of_the_manifest);
    suite_add_tcase(all, one);
    return all;
}
