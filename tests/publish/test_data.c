/* Data files of a release of councils with invented figures. What is expected follows from report/fixture.h by its own
 * arithmetic; forms from RFC 4180, the JSON-stat 2.0 format, the Metadata Vocabulary for Tabular Data, sha256sum(1). */
#include "publish/words_data.h"
#include "report/fixture.h"
#include "suite.h"
#include <ctype.h>
#include <jansson.h>
#include <mynegai/publish_data.h>
#include <stdio.h>
#include <unistd.h>

static Fixture fixture;
static myn_store *store;
static myn_release *release;
static char path[64];
static myn_area named[COUNCILS];
static myn_item item[NODES];

/* Names that a page, a spreadsheet or a reader of CSV could stumble over. */
static char endless[1501];
static const char *const hostile[] = {"=cmd|' /C calc'!A0",
                                      "+1+1",
                                      "-2 to 4",
                                      "@SUM(A1)",
                                      "\tTab",
                                      "<script>alert(1)</script>",
                                      "a \"quoted\", name",
                                      "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\xAE",
                                      "\xF0\x9F\x8F\xB4 \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80",
                                      "line\nend",
                                      endless,
                                      "=HYPERLINK(\"x\")"};
enum { HOSTILE = sizeof hostile / sizeof *hostile };

static void open_release(void)
{
    myn_diag *diag = NULL;
    snprintf(path, sizeof path, "/tmp/mynegai-publish-%d.h5", (int)getpid());
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(fixture_write(&fixture, path, diag), MYN_OK);
    ck_assert_int_eq(myn_store_open(path, 0, diag, &store), MYN_OK);
    ck_assert_int_eq(myn_release_make(store, path, EDITIONS - 1, diag, &release), MYN_OK);
    myn_diag_free(diag);
}

static void set_up(void)
{
    ck_assert(fixture_make(&fixture));
    open_release();
}

/* The same councils under hostile names, one value below 0. */
static void set_up_hostile(void)
{
    ck_assert(fixture_make(&fixture));
    memset(endless, 'x', sizeof endless - 1);
    memcpy(named, council_list, sizeof named);
    memcpy(item, council_nodes, sizeof item);
    for (size_t i = 0; i < HOSTILE; i++) {
        named[i].name_en = hostile[i];
        named[i].name_cy = hostile[HOSTILE - 1 - i];
        item[i].label = (myn_label){hostile[i], hostile[i]};
    }
    item[HOSTILE].label = item[0].label; /* the same label twice */
    fixture.labels.title = (myn_label){hostile[0], hostile[5]};
    fixture.labels.source = hostile[6], fixture.labels.index = "../../up";
    myn_areas_free(fixture.areas);
    ck_assert_int_eq(myn_areas_make("councils", named, COUNCILS, &fixture.areas), MYN_OK);
    fixture.labels.areas = fixture.areas, fixture.labels.node = item;
    fixture.raw->plane[1].value[1] = -4.5;
    open_release();
}

static void tear_down(void)
{
    char lock[80];
    myn_release_free(release);
    myn_store_free(store);
    fixture_free(&fixture);
    snprintf(lock, sizeof lock, "%s.lock", path);
    unlink(path);
    unlink(lock);
}

/* ---- reading CSV ---- */

typedef struct {
    myn_buffer text;
    char **field; /* rows x columns */
    size_t columns, rows;
} Csv;

/* One field from *AT on, which is moved behind it and what ends it. */
static char *read_field(char **at, bool *line_ends)
{
    bool quoted = **at == '"';
    char *from = *at + quoted, *to = from, *start = from;
    while (*from && (quoted || (*from != ',' && *from != '\n'))) {
        if (quoted && *from == '"' && *++from != '"') break;
        *to++ = *from++;
    }
    *line_ends = *from != ',';
    *at = from + (*from != '\0');
    *to = '\0';
    return start;
}

static Csv csv_of(myn_data_table table)
{
    Csv csv = {0};
    bool line_ends = false;
    ck_assert_int_eq(myn_data_csv(release, table, &csv.text), MYN_OK);
    csv.field = calloc(csv.text.length + 1, sizeof *csv.field);
    ck_assert_ptr_nonnull(csv.field);
    size_t count = 0;
    for (char *at = csv.text.at; *at;) {
        csv.field[count++] = read_field(&at, &line_ends);
        if (line_ends && !csv.columns) csv.columns = count;
        if (line_ends) ck_assert_uint_eq(count % csv.columns, 0);
    }
    csv.rows = count / csv.columns;
    return csv;
}

static void csv_free(Csv *csv)
{
    myn_buffer_free(&csv->text);
    free(csv->field);
}

static const char *field(const Csv *csv, size_t row, const char *column)
{
    for (size_t c = 0; c < csv->columns; c++)
        if (strcmp(csv->field[c], column) == 0) return csv->field[row * csv->columns + c];
    ck_abort_msg("no column %s", column);
    return NULL;
}

static void row_is(const Csv *csv, size_t row, const char *expected)
{
    myn_buffer line = {0};
    for (size_t c = 0; c < csv->columns; c++)
        myn_buffer_format(&line, "%s%s", c ? "|" : "", csv->field[row * csv->columns + c]);
    ck_assert_str_eq(line.at, expected);
    myn_buffer_free(&line);
}

/* ---- words ---- */

#define EN_CY(name, en, cy) {en, cy},
static const char *const pair[][2] = {PUBLISH_DATA_WORDS(EN_CY)};
#define NAME_OF(name, en, cy) #name,
static const char *const name_of[] = {PUBLISH_DATA_WORDS(NAME_OF)};

START_TEST(words_are_complete_in_both_languages)
{
    for (size_t w = 0; w < sizeof pair / sizeof *pair; w++) {
        ck_assert_msg(pair[w][0] && *pair[w][0] && pair[w][1] && *pair[w][1], "%s", name_of[w]);
        for (char slot = '1'; slot <= '2'; slot++) {
            char text[] = {'{', slot, '}', '\0'};
            ck_assert_msg(!strstr(pair[w][0], text) == !strstr(pair[w][1], text), "%s", name_of[w]);
        }
    }
}
END_TEST

/* Tabs of sheets are names of tables too: letters, digits and _; "12_" and numbers filled in must fit in 31. */
START_TEST(tabs_are_names)
{
    for (size_t w = 0; w < sizeof pair / sizeof *pair; w++)
        for (int lang = 0; lang < 2 && strncmp(name_of[w], "DATA_TAB_", 9) == 0; lang++) {
            const char *tab = pair[w][lang];
            ck_assert_uint_le(strlen(tab), 24);
            for (; *tab; tab++) ck_assert_msg(isalnum((unsigned char)*tab) || strchr("_{}", *tab), "%s", tab);
        }
}
END_TEST

/* ---- tables ---- */

START_TEST(scores_are_tidy)
{
    Csv csv = csv_of(MYN_DATA_SCORES);
    char expected[200], number[MYN_NUMBER_TEXT];
    ck_assert_uint_eq(csv.rows, 1 + EDITIONS * NODES * COUNCILS);
    row_is(&csv, 0,
           "area|area_name_en|area_name_cy|node|node_name_en|node_name_cy|edition|value|status|"
           "rests_on_withheld");
    myn_fixed_text(fixture.edition[0].score[1], 2, number); /* published in 2 decimals */
    snprintf(expected, sizeof expected,
             "W06000002|Gwynedd|Gwynedd|overall|Overall|Cyffredinol|2021|%s|observed|false", number);
    row_is(&csv, 2, expected);
    /* suppressed: leaf 0 (node 2) of area 16; what is above it rests on it */
    row_is(&csv, 1 + 2 * COUNCILS + 16,
           "W06000019|Blaenau Gwent|Blaenau Gwent|happiness|Happiness|Hapusrwydd|2021||suppressed|true");
    ck_assert_str_eq(field(&csv, 1 + 16, "rests_on_withheld"), "true");
    ck_assert_str_eq(field(&csv, 1 + NODES * COUNCILS + 16, "rests_on_withheld"), "true");
    ck_assert_str_eq(field(&csv, 1 + 9 * COUNCILS + 16, "rests_on_withheld"), "false");
    /* a branch without any part (node 9, the last council) */
    ck_assert_str_eq(field(&csv, 1 + 9 * COUNCILS + 21, "status"), "below_coverage");
    ck_assert_str_eq(field(&csv, 1 + 9 * COUNCILS + 21, "value"), "");
    csv_free(&csv);
}
END_TEST

START_TEST(ranks_groups_and_bands)
{
    Csv ranks = csv_of(MYN_DATA_RANKS), groups = csv_of(MYN_DATA_QUANTILES), bands = csv_of(MYN_DATA_BANDS);
    static const char *const band[] = {"", "isel", "canolig isel", "canolig", "canolig uchel", "uchel"};
    for (size_t at = 0; at < NODES * COUNCILS; at++) {
        size_t row = 1 + (EDITIONS - 1) * NODES * COUNCILS + at;
        const myn_edition *e = &fixture.edition[EDITIONS - 1];
        ck_assert_int_eq(atoi(field(&ranks, row, "value")), e->rank[at]);
        ck_assert_int_eq(atoi(field(&groups, row, "value")), e->quantile[0][at]);
        ck_assert_int_eq(atoi(field(&bands, row, "value")), e->band[at]);
        ck_assert_str_eq(field(&bands, row, "band_name_cy"), band[e->band[at]]);
        ck_assert_str_eq(field(&groups, row, "groups"), "5");
    }
    csv_free(&ranks), csv_free(&groups), csv_free(&bands);
}
END_TEST

/* Cells that nothing speaks of have no row; those that are missing or withheld have one without a value. */
START_TEST(values_are_sparse)
{
    Csv csv = csv_of(MYN_DATA_VALUES);
    size_t there = 0, row = 1;
    for (size_t e = 0; e < EDITIONS; e++)
        for (size_t l = 0; l < LEAVES; l++)
            for (size_t a = 0; a < COUNCILS; a++) {
                uint8_t cell = fixture_cell(l, a) == MYN_CELL_IMPUTED ? MYN_CELL_MISSING : fixture_cell(l, a);
                if (cell == MYN_CELL_ABSENT) continue;
                double value = 0;
                const char *text = field(&csv, row, "value");
                ck_assert_str_eq(field(&csv, row, "area"), council_list[a].code);
                ck_assert_str_eq(field(&csv, row, "period"), e ? "2023" : "2021");
                ck_assert_str_eq(field(&csv, row, "status"), myn_cell_word(cell));
                ck_assert_int_eq(*text != '\0', myn_cell_valued(cell));
                if (*text) ck_assert(myn_number_read(text, strlen(text), &value));
                if (*text) ck_assert_double_eq(value, 10 * fixture_number(l, a, e) + (double)l);
                there++, row++;
            }
    ck_assert_uint_eq(csv.rows, 1 + there);
    csv_free(&csv);
}
END_TEST

START_TEST(summaries_and_what_is_not_there)
{
    Csv csv = csv_of(MYN_DATA_SUMMARIES);
    myn_buffer none = {0};
    ck_assert_uint_eq(csv.rows, 1 + EDITIONS * MEASURES * REGIONS);
    row_is(&csv, 2, "R2|South|De|average_rank|Average rank|Safle cymedrig|overall|2021|12.25|1");
    row_is(&csv, 3, "R3|Nowhere, at all||average_rank|Average rank|Safle cymedrig|overall|2021||");
    csv_free(&csv);
    ck_assert_int_eq(myn_data_csv(release, MYN_DATA_FORECASTS, &none), MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(myn_data_csv(release, MYN_DATA_UNCERTAINTY, &none), MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(myn_data_csv(release, MYN_DATA_SEGMENTS, &none), MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(myn_data_csv(release, MYN_DATA_LARGER, &none), MYN_ERR_NOT_FOUND);
    ck_assert_int_eq(myn_data_csvw(release, MYN_DATA_KINDS, "x.csv", &none), MYN_ERR_NOT_FOUND);
    ck_assert_ptr_null(myn_data_name(MYN_DATA_KINDS));
    myn_buffer_free(&none);
}
END_TEST

/* ---- CSVW ---- */

static json_t *parsed(const myn_buffer *text)
{
    json_error_t error;
    json_t *json = json_loadb(text->at, text->length, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(json != NULL, "line %d: %s", error.line, error.text);
    return json;
}

/* Field by field: the fields of KEY in row R as one text. */
static char *key_of(const Csv *csv, size_t row, json_t *key)
{
    myn_buffer text = {0};
    for (size_t i = 0; i < json_array_size(key); i++) {
        const char *part = field(csv, row, json_string_value(json_array_get(key, i)));
        ck_assert(*part != '\0');
        myn_buffer_format(&text, "%s\x1f", part);
    }
    return text.at;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void key_is_unique(const Csv *csv, json_t *key)
{
    char **all = calloc(csv->rows, sizeof *all);
    for (size_t r = 1; r < csv->rows; r++) all[r - 1] = key_of(csv, r, key);
    qsort(all, csv->rows - 1, sizeof *all, by_text);
    for (size_t r = 1; r + 1 < csv->rows; r++) ck_assert_str_ne(all[r - 1], all[r]);
    for (size_t r = 0; r + 1 < csv->rows; r++) free(all[r]);
    free(all);
}

/* A name is what RFC 6570 allows for a variable; a title in each language; the file's own word among them. */
static void column_is_described(json_t *column, const char *header)
{
    const char *name = json_string_value(json_object_get(column, "name"));
    json_t *titles = json_object_get(column, "titles");
    ck_assert_str_eq(name, header);
    for (const char *at = name; *at; at++) ck_assert(isalnum((unsigned char)*at) || *at == '_');
    ck_assert_str_eq(json_string_value(json_object_get(titles, "und")), header);
    ck_assert_uint_gt(json_string_length(json_object_get(titles, "en")), 0);
    ck_assert_uint_gt(json_string_length(json_object_get(titles, "cy")), 0);
    ck_assert_ptr_nonnull(json_object_get(column, "datatype"));
}

START_TEST(csvw_describes_each_table)
{
    for (myn_data_table t = 0; t < MYN_DATA_KINDS; t++) {
        myn_buffer text = {0};
        myn_status status = myn_data_csvw(release, t, "some.csv", &text);
        if (status == MYN_ERR_NOT_FOUND) continue;
        ck_assert_int_eq(status, MYN_OK);
        Csv csv = csv_of(t);
        json_t *json = parsed(&text), *schema = json_object_get(json, "tableSchema");
        json_t *columns = json_object_get(schema, "columns");
        ck_assert_str_eq(json_string_value(json_object_get(json, "url")), "some.csv");
        ck_assert_uint_eq(json_array_size(columns), csv.columns);
        for (size_t c = 0; c < csv.columns; c++)
            column_is_described(json_array_get(columns, c), csv.field[c]);
        key_is_unique(&csv, json_object_get(schema, "primaryKey"));
        json_decref(json);
        csv_free(&csv);
        myn_buffer_free(&text);
    }
}
END_TEST

/* ---- JSON-stat ---- */

START_TEST(jsonstat_has_every_score_in_its_place)
{
    myn_buffer text = {0};
    ck_assert_int_eq(myn_data_jsonstat(release, MYN_LANG_CY, &text), MYN_OK);
    json_t *json = parsed(&text), *value = json_object_get(json, "value");
    json_t *area = json_object_get(json_object_get(json, "dimension"), "area");
    json_t *label = json_object_get(json_object_get(area, "category"), "label");
    ck_assert_uint_eq(json_array_size(value), EDITIONS * NODES * COUNCILS);
    for (size_t i = 0; i < EDITIONS * NODES * COUNCILS; i++) {
        size_t e = i / (NODES * COUNCILS), at = i % (NODES * COUNCILS);
        int decimals = council_nodes[at / COUNCILS].decimals;
        double score = fixture.edition[e].score[at];
        json_t *found = json_array_get(value, i);
        if (isnan(score))
            ck_assert(json_is_null(found));
        else
            ck_assert_double_eq(json_number_value(found), decimals < 0 ? score : myn_round(score, decimals));
    }
    char place[32];
    snprintf(place, sizeof place, "%d", 2 * COUNCILS + 16);
    ck_assert_str_eq(json_string_value(json_object_get(json_object_get(json, "status"), place)),
                     "suppressed");
    ck_assert_str_eq(json_string_value(json_object_get(label, "W06000015")), "Caerdydd");
    json_decref(json);
    myn_buffer_free(&text);
}
END_TEST

/* ---- all files ---- */

typedef struct {
    size_t files, stop_at;
    myn_buffer all; /* paths and bytes, one after the other */
} Taken;

static myn_status take(void *ctx, const char *name, const char *bytes, size_t size)
{
    Taken *taken = ctx;
    if (++taken->files == taken->stop_at) return MYN_ERR_INTERRUPTED;
    ck_assert_int_eq(strncmp(name, "data/", 5), 0);
    for (const char *at = name + 5; *at; at++)
        ck_assert_msg(isalnum((unsigned char)*at) || strchr("._-", *at), "%s", name);
    ck_assert_int_ne(name[5], '.');
    myn_buffer_put(&taken->all, name);
    myn_buffer_add(&taken->all, bytes, size);
    return MYN_OK;
}

START_TEST(the_same_bytes_twice)
{
    Taken one = {0}, two = {0};
    myn_data_files files;
    ck_assert_int_eq(myn_publish_data(release, NULL, 0, take, &one, &files), MYN_OK);
    ck_assert_uint_eq(files.count, one.files);
    myn_data_files_free(&files);
    sleep(2); /* a clock in a file would show: zip counts in steps of two seconds */
    ck_assert_int_eq(myn_publish_data(release, NULL, 0, take, &two, NULL), MYN_OK);
    ck_assert_uint_eq(one.all.length, two.all.length);
    ck_assert_int_eq(memcmp(one.all.at, two.all.at, one.all.length), 0);
    myn_buffer_free(&one.all), myn_buffer_free(&two.all);
}
END_TEST

START_TEST(what_take_answers_ends_the_writing)
{
    for (size_t stop = 1; stop < 8; stop++) {
        Taken taken = {.stop_at = stop};
        const myn_lang welsh = MYN_LANG_CY;
        ck_assert_int_eq(myn_publish_data(release, &welsh, 1, take, &taken, NULL), MYN_ERR_INTERRUPTED);
        ck_assert_uint_eq(taken.files, stop);
        myn_buffer_free(&taken.all);
    }
}
END_TEST

/* A workbook is a zip file; its entries' times are those of no clock (1 January 1980). */
START_TEST(workbook_is_a_zip_without_a_clock)
{
    for (myn_lang lang = MYN_LANG_EN; lang <= MYN_LANG_CY; lang++) {
        myn_buffer bytes = {0};
        ck_assert_int_eq(myn_data_workbook(release, lang, &bytes), MYN_OK);
        ck_assert_uint_gt(bytes.length, 10000);
        ck_assert_int_eq(memcmp(bytes.at, "PK\3\4", 4), 0);
        ck_assert_int_eq(memcmp(bytes.at + 10, "\0\0\x21\0", 4), 0);
        myn_buffer_free(&bytes);
    }
}
END_TEST

START_TEST(record_lists_every_file)
{
    myn_data_files files = {0};
    myn_buffer text = {0};
    const myn_label what = {"A \"file\"", "Ffeil"};
    ck_assert_int_eq(myn_data_files_add(&files, "data/a b.csv", "abc", 3, "text/csv", what), MYN_OK);
    ck_assert_int_eq(myn_data_record(release, &files, "data/", &text), MYN_OK);
    json_t *json = parsed(&text), *list = json_object_get(json, "dcat:distribution"),
           *file = json_array_get(list, 0);
    ck_assert_str_eq(json_string_value(json_object_get(json, "@type")), "dcat:Dataset");
    ck_assert_uint_eq(json_array_size(json_object_get(json, "dct:title")), 2);
    ck_assert_str_eq(json_string_value(json_object_get(json_object_get(file, "dcat:downloadURL"), "@id")),
                     "a%20b.csv");
    ck_assert_str_eq(json_string_value(json_object_get(json_object_get(file, "dcat:byteSize"), "@value")),
                     "3");
    ck_assert_ptr_nonnull(strstr(text.at, "2023-01-01"));
    ck_assert_ptr_nonnull(strstr(text.at, "2023-12-31"));
    ck_assert_ptr_nonnull(strstr(text.at, "https://creativecommons.org/publicdomain/zero/1.0/"));
    json_decref(json);
    myn_buffer_free(&text);
    myn_data_files_free(&files);
}
END_TEST

/* Digests of FIPS 180-4's examples "abc" and of no bytes at all. */
START_TEST(sums_are_those_of_sha256sum)
{
    myn_data_files files = {0};
    myn_buffer text = {0};
    ck_assert_int_eq(myn_data_files_add(&files, "data/a.csv", "abc", 3, "text/csv", (myn_label){0}), MYN_OK);
    ck_assert_int_eq(myn_data_files_add(&files, "data/b\n.csv", "", 0, "text/csv", (myn_label){0}), MYN_OK);
    ck_assert_int_eq(myn_data_sums(&files, "data/", &text), MYN_OK);
    ck_assert_str_eq(text.at,
                     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.csv\n"
                     "\\e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\\n.csv\n");
    myn_buffer_free(&text);
    myn_data_files_free(&files);
}
END_TEST

/* ---- hostile names ---- */

START_TEST(texts_do_not_run_and_numbers_stay)
{
    Csv csv = csv_of(MYN_DATA_VALUES);
    for (size_t i = 0; i < HOSTILE; i++) {
        const char *name = field(&csv, 1 + i, "area_name_en");
        bool runs = strchr("=+-@\t", *hostile[i]) != NULL;
        ck_assert_int_eq(*name == '\'', runs);
        ck_assert_str_eq(name + runs, hostile[i]);
    }
    size_t row = 1;
    while (strcmp(field(&csv, row, "period"), "2023")) row++;
    ck_assert_str_eq(field(&csv, row + 1, "value"), "-4.5");
    csv_free(&csv);
}
END_TEST

START_TEST(hostile_names_are_well_formed_everywhere)
{
    for (myn_lang lang = MYN_LANG_EN; lang <= MYN_LANG_CY; lang++) {
        myn_buffer text = {0}, book = {0};
        ck_assert_int_eq(myn_data_jsonstat(release, lang, &text), MYN_OK);
        json_decref(parsed(&text));
        ck_assert_int_eq(myn_data_workbook(release, lang, &book), MYN_OK);
        myn_buffer_free(&text), myn_buffer_free(&book);
    }
}
END_TEST

/* take() looks at every path: none leaves the folder. */
START_TEST(a_hostile_index_stays_in_its_folder)
{
    Taken taken = {0};
    ck_assert_int_eq(myn_publish_data(release, NULL, 0, take, &taken, NULL), MYN_OK);
    myn_buffer_free(&taken.all);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("data");
    TCase *c = tcase_create("files");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_add_test(c, words_are_complete_in_both_languages);
    tcase_add_test(c, tabs_are_names);
    tcase_add_test(c, scores_are_tidy);
    tcase_add_test(c, ranks_groups_and_bands);
    tcase_add_test(c, values_are_sparse);
    tcase_add_test(c, summaries_and_what_is_not_there);
    tcase_add_test(c, csvw_describes_each_table);
    tcase_add_test(c, jsonstat_has_every_score_in_its_place);
    tcase_add_test(c, the_same_bytes_twice);
    tcase_add_test(c, what_take_answers_ends_the_writing);
    tcase_add_test(c, workbook_is_a_zip_without_a_clock);
    tcase_add_test(c, record_lists_every_file);
    tcase_add_test(c, sums_are_those_of_sha256sum);
    tcase_set_timeout(c, 60);
    suite_add_tcase(s, c);
    c = tcase_create("hostile");
    tcase_add_checked_fixture(c, set_up_hostile, tear_down);
    tcase_add_test(c, texts_do_not_run_and_numbers_stay);
    tcase_add_test(c, csvw_describes_each_table);
    tcase_add_test(c, hostile_names_are_well_formed_everywhere);
    tcase_add_test(c, a_hostile_index_stays_in_its_folder);
    tcase_set_timeout(c, 60);
    suite_add_tcase(s, c);
    return s;
}
