/* dataset.yml: what is read from it, and what is said where it is wrong. */
#include "table/scratch.h"
#include <math.h>
#include <mynegai/dataset.h>

#define TOP "mynegai: 1\ndataset: d\ntitle: {en: D}\nsource: S\nlicence: L\n"
#define LONG \
    "tables:\n- file: t.csv\n  layout: long\n  area: a\n  period: {column: p}\n  key: k\n  value: v\n"
#define WIDE "tables:\n- file: t.csv\n  layout: wide\n  area: a\n  period: {value: 2019}\n"

typedef struct {
    const char *text, *problems; /* problems: each must be among those said, one a line */
} Case;

static const Case wrong[] = {
    {"", "dataset.yml:1:1: error: `mynegai` is missing: expected `mynegai: 1`, the form of this file\n"
         "`dataset` is missing: expected a short name\n"
         "`title` is missing: expected {en: ..., cy: ...}\n"
         "`source` is missing: expected who published the figures, and where\n"
         "`licence` is missing: expected the licence of the figures (OGL-UK-3.0)\n"
         "expected `tables`: a list of tables, each with `- file: ...`\n"},
    {"mynegai: 2\ndataset: d\ntitle: {}\nsource: S\nlicence: ''\ntables: []\n",
     "dataset.yml:1:10: error: expected `mynegai: 1`, found 2: this file is for another version\n"
     "dataset.yml:3:8: error: expected a title in `en`, `cy` or both\n"
     "dataset.yml:5:10: error: `licence` is missing\n"},
    {TOP "licens: x\ntables: 3\n",
     "dataset.yml:6:1: error: unknown key \"licens\" in a dataset: did you mean \"licence\"?\n"
     "expected `tables`: a list of tables\n"},
    {TOP "tables:\n- layuot: long\n",
     "unknown key \"layuot\" in a table: did you mean \"layout\"?\n"
     "dataset.yml:7:3: error: `file` is missing: expected the name of a CSV file in the data folder\n"
     "`layout` is missing: expected long or wide\n"
     "expected `series: all` or a map of series\n"
     "`area` is missing: expected the column of area codes\n"
     "`period` is missing: expected {column: ...} or {value: ...}\n"},
    {TOP LONG "  series: {}\n", "dataset.yml:13:11: error: expected `series: all` or a map of series\n"},
    {TOP LONG "  series: {s: {key: [x, y]}, t: {column: c}}\n",
     "dataset.yml:13:21: error: expected 1 text in `key`, one a key column, found 2\n"
     "`column` belongs to layout: wide; a long table has `key`\n"},
    {TOP LONG "  series: {s: {key: x}, t: {key: x}}\n",
     "dataset.yml:13:25: error: series 't' has the same key as 's'\n"},
    {TOP LONG "  series: {s: {key: x}}\n- file: u.csv\n  layout: wide\n  area: a\n  period: {value: 2019}\n"
              "  series: {s: {column: x}}\n",
     "dataset.yml:18:12: error: series 's' stands already at line 13\n"},
    {TOP LONG "  series: {s: {key: x, range: [3, 1]}}\n", "the range's least is above its greatest\n"},
    {TOP LONG "  series: {s: {key: x, range: 3}}\n", "expected [least, greatest] for range\n"},
    {TOP LONG "  series: {s: {key: x, range: [a, 1]}}\n", "expected a number, found \"a\"\n"},
    {TOP WIDE
     "  lower: l\n  upper: u\n  value: v\n  status: {column: s}\n  key: k\n  series: {s: {key: x}}\n",
     "`lower` belongs to layout: long\n`upper` belongs to layout: long\n`value` belongs to layout: long\n"
     "`status` belongs to layout: long\n`key` belongs to layout: long\n"
     "`key` belongs to layout: long; a wide table has `column`\n"
     "`column` is missing: expected the name of a column, which may hold {period}\n"},
    {TOP "tables:\n- file: t.csv\n  layout: wide\n  area: a\n  series: {s: {column: x}, t: {column: "
         "'x_{period}'}}\n",
     "dataset.yml:10:15: error: the period of 'x' is not given: expected `period` in the table or {period} "
     "in the column\n"},
    {TOP "tables:\n- file: t.csv\n  layout: wide\n  area: a\n  series: all\n", "`period` is missing\n"},
    {TOP "tables:\n- file: t.csv\n  layout: tall\n  area: a\n  period: {column: p}\n  series: all\n",
     "dataset.yml:8:11: error: expected one of long, wide, found \"tall\"\n"},
    {TOP "tables:\n- file: t.csv\n  layout: long\n  area: a\n  period: {column: p}\n  key: [k, l]\n  value: "
         "v\n  series: all\n",
     "`series: all` needs one `key` column, found 2\n"},
    {TOP
     "tables:\n- file: t.csv\n  layout: wide\n  area: a\n  period: {column: p, value: 2019}\n  series: all\n",
     "expected `column` or `value` for period\n"},
    {TOP "tables:\n- file: t.csv\n  layout: wide\n  area: a\n  period: {value: MMXIX}\n  series: all\n",
     "dataset.yml:10:19: error: 'MMXIX' is not a period; expected 2019\n"},
    {TOP "tables:\n- file: t.csv\n  layout: wide\n  area: a\n  period: 2019\n  series: all\n",
     "dataset.yml:10:11: error: expected a map\n"},
    {TOP WIDE "  markers: {'*': hidden, x: observed, y: , z: missing}\n  series: all\n",
     "expected one of missing, suppressed, not_applicable, unreliable, found \"hidden\"\n"
     "expected one of missing, suppressed, not_applicable, unreliable, found \"observed\"\n"
     "expected what 'y' means\n"},
    {TOP WIDE "  delimiter: ab\n  decimal: ','\n  thousands: ','\n  percent: maybe\n  encoding: latin1\n  "
              "series: all\n",
     "expected one character or tab, found \"ab\"\n`thousands` and `decimal` are the same\n"
     "expected true or false, found \"maybe\"\nexpected one of auto, utf-8, windows-1252, found "
     "\"latin1\"\n"},
    {TOP WIDE "  decimal: '5'\n  thousands: ', '\n  series: all\n",
     "expected one character for `decimal`, found \"5\"\nexpected one character for `thousands`, found \", "
     "\"\n"},
    {TOP WIDE "  header: {row: 0}\n  skip_after_header: -1\n  series: all\n",
     "expected a whole number from 1, found 0\nexpected a whole number from 0, found -1\n"},
    {TOP WIDE "  header: {row: 2, match: x}\n  series: all\n", "expected `row` or `match`, found both\n"},
    {TOP WIDE "  where: [a]\n  except: {a: }\n  spelling: {a: b}\n  series: all\n",
     "expected a map for where\nexpected a text; an empty one is written \"\"\nexpected a map for a column's "
     "spellings\n"},
    {TOP "tables:\n- file: ../t.csv\n  layout: wide\n  area: a\n  period: {value: 2019}\n  series: all\n",
     "dataset.yml:7:9: error: '../t.csv' leaves the data folder; expected a path inside it\n"},
    {TOP "areas:\n  x: {file: /etc/passwd, cod: c}\n",
     "'/etc/passwd' leaves the data folder\nunknown key \"cod\" in a code list: did you mean \"code\"?\n"
     "`code` is missing: expected the column of area codes\n"},
};

/* Every line of WANTED is in SAID. */
static void has_all(const char *said, const char *wanted, size_t number)
{
    while (*wanted) {
        size_t length = strcspn(wanted, "\n");
        char *line = strndup(wanted, length);
        ck_assert_msg(strstr(said, line) != NULL, "case %zu: not said: %s\nsaid:\n%s", number, line, said);
        free(line);
        wanted += length + 1;
    }
}

START_TEST(says_everything_that_is_wrong)
{
    myn_diag *diag = new_diag();
    myn_dataset *dataset;
    const char *path = scratch_text("dataset.yml", wrong[_i].text);
    ck_assert_int_eq(myn_dataset_read(path, diag, &dataset), MYN_ERR_DATA);
    ck_assert_ptr_null(dataset);
    char *problems = problems_of(diag);
    has_all(problems, wrong[_i].problems, (size_t)_i);
    size_t lines = 0, said = myn_diag_count(diag, MYN_ERROR);
    for (const char *at = wrong[_i].problems; *at; at++) lines += *at == '\n';
    ck_assert_msg(said == lines, "case %d: %zu problems where %zu were expected:\n%s", _i, said, lines,
                  problems);
    free(problems);
    myn_diag_free(diag);
    ck_assert_int_eq(myn_dataset_read(path, NULL, &dataset), MYN_ERR_DATA);
}
END_TEST

START_TEST(absent)
{
    myn_diag *diag = new_diag();
    myn_dataset *dataset;
    ck_assert_int_eq(myn_dataset_read(scratch_path("dataset.yml"), diag, &dataset), MYN_ERR_IO);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_ERROR), 1);
    myn_diag_free(diag);
    myn_dataset_free(NULL);
}
END_TEST

static myn_dataset *read_good(const char *text)
{
    myn_diag *diag = new_diag();
    myn_dataset *dataset;
    myn_status status = myn_dataset_read(scratch_text("dataset.yml", text), diag, &dataset);
    char *problems = problems_of(diag);
    ck_assert_msg(status == MYN_OK && myn_diag_kept(diag) == 0, "%s", problems);
    free(problems);
    myn_diag_free(diag);
    return dataset;
}

static const char everything[] =
    "mynegai: 1\ndataset: councils\ntitle: {en: Councils, cy: Cynghorau}\nsource: Office\nlicence: "
    "OGL-UK-3.0\n"
    "synthetic: true\n"
    "areas:\n  lsoa: {file: areas.csv, code: c, name_en: e, name_cy: y, parent: p, level: l, valid_from: f,\n"
    "         valid_to: t, successor: s, where: {c: 'W01*'}}\n"
    "tables:\n"
    "- file: sub/long.csv\n  layout: long\n  area: areacd\n  period: {column: period, form: financial}\n"
    "  key: [dataset, measure]\n  value: obs\n  lower: lo\n  upper: hi\n"
    "  status: {column: status, words: {e: estimated, x: suppressed}}\n"
    "  where: {areacd: ['W06*', W92000004]}\n  except: {measure: Count}\n"
    "  spelling: {areacd: {A: B, C: D}, measure: {m: M}}\n"
    "  markers: {'*': suppressed, '..': not_applicable}\n  encoding: windows-1252\n  delimiter: tab\n"
    "  decimal: ','\n  thousands: '.'\n  percent: true\n  header: {match: areacd}\n  skip_after_header: 2\n"
    "  series:\n    happiness: {key: [w, Mean], en: Happiness, cy: Hapusrwydd, unit: score, range: [0, 10]}\n"
    "    worry: {key: [w, Worry], range: [~, 5]}\n"
    "- file: wide.csv\n  layout: wide\n  area: code\n  period: {value: 2011-01-01/P3Y}\n  markers: {'': "
    "suppressed}\n"
    "  header: {row: 3}\n  series: {hdi: {column: 'hdi_{period}'}}\n"
    "- file: all.csv\n  layout: wide\n  area: code\n  period: {column: y}\n  series: all\n";

START_TEST(reads_a_long_table)
{
    myn_dataset *dataset = read_good(everything);
    ck_assert_uint_eq(dataset->tables, 3);
    const myn_table *table = &dataset->table[0];
    ck_assert_str_eq(table->from.file, "sub/long.csv");
    ck_assert(!table->wide && !table->all && table->percent);
    ck_assert_str_eq(table->area, "areacd");
    ck_assert_str_eq(table->period_column, "period");
    ck_assert_int_eq(table->form, MYN_PERIOD_FINANCIAL);
    ck_assert_uint_eq(table->keys, 2);
    ck_assert_str_eq(table->key[1], "measure");
    ck_assert_str_eq(table->value, "obs");
    ck_assert_str_eq(table->lower, "lo");
    ck_assert_str_eq(table->upper, "hi");
    ck_assert_str_eq(table->status, "status");
    ck_assert_uint_eq(table->status_words, 2);
    ck_assert_int_eq(table->status_word[1].cell, MYN_CELL_SUPPRESSED);
    ck_assert_uint_eq(table->markers, 3); /* the empty text comes by itself */
    ck_assert_str_eq(table->marker[0].text, "");
    ck_assert_int_eq(table->marker[0].cell, MYN_CELL_MISSING);
    ck_assert_int_eq(table->marker[2].cell, MYN_CELL_NOT_APPLICABLE);
    ck_assert_int_eq(table->decimal, ',');
    ck_assert_int_eq(table->thousands, '.');
    ck_assert_int_eq(table->from.dialect.delimiter, '\t');
    ck_assert_int_eq(table->from.dialect.encoding, MYN_ENCODING_WINDOWS_1252);
    ck_assert_str_eq(table->from.dialect.header_match, "areacd");
    ck_assert_uint_eq(table->from.dialect.skip_after_header, 2);
    ck_assert_uint_eq(table->from.filters, 2);
    ck_assert_uint_eq(table->from.filter[0].count, 2);
    ck_assert_str_eq(table->from.filter[0].value[1], "W92000004");
    ck_assert(table->from.filter[0].keep && !table->from.filter[1].keep);
    ck_assert_str_eq(table->from.filter[1].value[0], "Count");
    ck_assert_uint_eq(table->from.respellings, 3);
    ck_assert_str_eq(table->from.respelling[1].from, "C");
    ck_assert_str_eq(table->from.respelling[2].column, "measure");
    myn_dataset_free(dataset);
}
END_TEST

START_TEST(reads_the_rest)
{
    myn_dataset *dataset = read_good(everything);
    ck_assert_str_eq(dataset->name, "councils");
    ck_assert_str_eq(dataset->folder, scratch_folder);
    ck_assert_str_eq(dataset->title.cy, "Cynghorau");
    ck_assert_str_eq(dataset->source, "Office");
    ck_assert_str_eq(dataset->licence, "OGL-UK-3.0");
    ck_assert(dataset->synthetic);
    ck_assert_str_eq(dataset->text, everything);
    const myn_table *wide = &dataset->table[1];
    ck_assert(wide->wide && !wide->all);
    ck_assert_int_eq(wide->period.start, myn_day(2011, 1, 1));
    ck_assert_int_eq(wide->period.end, myn_day(2014, 1, 1));
    ck_assert_uint_eq(wide->markers, 1);
    ck_assert_int_eq(wide->marker[0].cell, MYN_CELL_SUPPRESSED);
    ck_assert_uint_eq(wide->from.dialect.header_row, 3);
    ck_assert(dataset->table[2].all);
    ck_assert_str_eq(dataset->table[2].period_column, "y");
    ck_assert_uint_eq(dataset->lists, 1);
    const myn_area_list *list = dataset->list;
    ck_assert_str_eq(list->name, "lsoa");
    const char *column[] = {list->code,  list->name_en,    list->name_cy,  list->parent,
                            list->level, list->valid_from, list->valid_to, list->successor};
    for (size_t i = 0; i < 8; i++)
        ck_assert_msg(column[i][0] == "ceyplfts"[i], "column %zu: %s", i, column[i]);
    ck_assert_uint_eq(list->from.filters, 1);
    myn_dataset_free(dataset);
}
END_TEST

START_TEST(finds_series)
{
    myn_dataset *dataset = read_good(everything);
    ck_assert_uint_eq(dataset->series_count, 3);
    const myn_described_series *happiness = myn_dataset_series(dataset, "happiness");
    ck_assert_str_eq(happiness->key[1], "Mean");
    ck_assert_str_eq(happiness->label.cy, "Hapusrwydd");
    ck_assert_str_eq(happiness->unit, "score");
    ck_assert(happiness->low == 0 && happiness->high == 10 && happiness->table == 0);
    const myn_described_series *worry = myn_dataset_series(dataset, "worry");
    ck_assert(isinf(worry->low) && worry->low < 0 && worry->high == 5 && !worry->unit && !worry->label.en);
    const myn_described_series *hdi = myn_dataset_series(dataset, "hdi");
    ck_assert_str_eq(hdi->column, "hdi_{period}");
    ck_assert_uint_eq(hdi->table, 1);
    ck_assert_uint_eq(hdi->at.line, 40);
    ck_assert_ptr_null(myn_dataset_series(dataset, "hd"));
    ck_assert(myn_dataset_open_ended(dataset));
    myn_dataset_free(dataset);
    dataset = read_good(TOP WIDE "  series: {s: {column: c}}\n");
    ck_assert(!myn_dataset_open_ended(dataset));
    myn_dataset_free(dataset);
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("table/dataset");
    TCase *one = tcase_create("dataset");
    tcase_add_checked_fixture(one, scratch_begin, scratch_end);
    tcase_add_loop_test(one, says_everything_that_is_wrong, 0, sizeof wrong / sizeof *wrong);
    tcase_add_test(one, absent);
    tcase_add_test(one, reads_a_long_table);
    tcase_add_test(one, reads_the_rest);
    tcase_add_test(one, finds_series);
    suite_add_tcase(all, one);
    return all;
}
