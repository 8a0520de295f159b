/* Tables read as observations. What is expected follows from the rules in dataset.h, worked out by hand. */
#include "table/scratch.h"
#include <math.h>
#include <mynegai/dataset.h>
#include <sys/stat.h>

#define TOP  "mynegai: 1\ndataset: d\ntitle: {en: D}\nsource: S\nlicence: L\ntables:\n- file: t.csv\n"
#define LONG TOP "  layout: long\n  area: a\n  period: {column: p}\n  key: k\n  value: v\n"
#define WIDE TOP "  layout: wide\n  area: a\n  period: {value: 2019}\n"
#define ALL  "  series: all\n"

typedef struct {
    const char *yaml, *csv, *wanted; /* wanted: names separated by blanks */
    const char *seen;                /* "line area series period value[ lower..upper][ cell]", a line each */
    const char *problems;
    myn_status status;
    size_t rows, used, filtered, other, wrong;
} Case;

static const Case cases[] = {
    /* the simplest long table; names come as they are in the file */
    {LONG ALL, "a,k,p,v\nW1,x,2019,1.5\nW2,x,2019,\nW1,y,2019,3\n", "x",
     "2 W1 0 2019 1.5\n3 W2 0 2019 nan missing\n", "", MYN_OK, 3, 2, 0, 1, 0},
    /* two key columns, declared series, one of them not wanted and one without rows */
    {TOP "  layout: long\n  area: a\n  period: {column: p}\n  key: [k, m]\n  value: v\n"
         "  series: {s: {key: [x, Mean]}, t: {key: [x, Count]}, u: {key: [z, Mean]}}\n",
     "a,k,m,p,v\nW1,x,Mean,2019,1\nW1,x,Count,2019,2\nW1,xM,ean,2019,3\nW1,a very long key that fits no "
     "series,Mean,2019,4\n",
     "u s", "2 W1 1 2019 1\n", "dataset.yml:13:55: warning: no row of t.csv has the key of 'u'\n", MYN_OK, 4,
     1, 0, 3, 0},
    /* no key column: every row is of the one series */
    {TOP "  layout: long\n  area: a\n  period: {column: p}\n  value: v\n  series: {s: {unit: m}}\n",
     "a,p,v\nW1,2019,1\n", "s", "2 W1 0 2019 1\n", "", MYN_OK, 1, 1, 0, 0, 0},
    /* periods in every form, known ones again, and financial years */
    {LONG ALL,
     "a,k,p,v\nW,x,2019,1\nW,x,2011-12,1\nW,x,2022/23,1\nW,x,2011-01-01/P3Y,1\nW,x,2019Q2,1\nW,x,2019,1\n"
     "W,x,2011-01-01/P3Y,1\n",
     "x",
     "2 W 0 2019 1\n3 W 0 2011-12 1\n4 W 0 2022-23 1\n5 W 0 2011-01-01/P3Y 1\n6 W 0 2019-Q2 1\n7 W 0 2019 1\n"
     "8 W 0 2011-01-01/P3Y 1\n",
     "", MYN_OK, 7, 7, 0, 0, 0},
    {TOP "  layout: long\n  area: a\n  period: {column: p, form: financial}\n  key: k\n  value: v\n" ALL,
     "a,k,p,v\nW,x,2011-12,1\nW,x,2019,1\n", "x", "2 W 0 2011-12 1\n3 W 0 2019-20 1\n", "", MYN_OK, 2, 2, 0,
     0, 0},
    {LONG ALL, "a,k,p,v\nW,x,1900-1918,1\nW,x,,1\nW,x,2019-13,1\nW,x,2019,1\nW,y,rubbish,1\n", "x",
     "5 W 0 2019 1\n",
     "t.csv:2:3: error: '1900-1918' is not a period; expected 2019, 2019-05, 2019-05-15, 2022/23, 2019Q2 or "
     "2011-01-01/P3Y\n"
     "t.csv:3:3: error: '' is not a period; expected 2019, 2019-05, 2019-05-15, 2022/23, 2019Q2 or "
     "2011-01-01/P3Y\n"
     "t.csv:4:3: error: '2019-13' is not a period; expected 2019, 2019-05, 2019-05-15, 2022/23, 2019Q2 or "
     "2011-01-01/P3Y\n",
     MYN_ERR_DATA, 5, 1, 0, 1, 3},
    /* what is no number; every problem of a row */
    {LONG ALL,
     "a,k,p,v\nW,x,2019,abc\nW,x,2019,nan\nW,x,2019,inf\nW,x,2019,0x10\n,x,201,1 2\nW,x,2019,+1e-3\n", "x",
     "7 W 0 2019 0.001\n",
     "t.csv:2:4: error: 'abc' is not a number and not a declared marker; if it says why there is no value, "
     "declare it under "
     "`markers`\n"
     "t.csv:3:4: error: 'nan' is not a number and not a declared marker; if it says why there is no value, "
     "declare it under "
     "`markers`\n"
     "t.csv:4:4: error: 'inf' is not a number and not a declared marker; if it says why there is no value, "
     "declare it under "
     "`markers`\n"
     "t.csv:5:4: error: '0x10' is not a number and not a declared marker; if it says why there is no value, "
     "declare it under "
     "`markers`\n"
     "t.csv:6:1: error: the area code is blank\n"
     "t.csv:6:3: error: '201' is not a period; expected 2019, 2019-05, 2019-05-15, 2022/23, 2019Q2 or "
     "2011-01-01/P3Y\n"
     "t.csv:6:4: error: '1 2' is not a number and not a declared marker; if it says why there is no value, "
     "declare it under "
     "`markers`\n",
     MYN_ERR_DATA, 6, 1, 0, 0, 5},
    {LONG ALL, "a,k,p,v\nW,x,2019,\"1,234\"\nW,x,2019,12%\nW,x,2019,\"3,5\"\n", "x", "",
     "t.csv:2:4: error: '1,234' is not a number and not a declared marker; if its comma groups thousands, "
     "say `thousands: "
     "\",\"`\n"
     "t.csv:3:4: error: '12%' is not a number and not a declared marker; if it is a percentage, say "
     "`percent: true`\n"
     "t.csv:4:4: error: '3,5' is not a number and not a declared marker; if its comma is the decimal sign, "
     "say `decimal: "
     "\",\"`\n",
     MYN_ERR_DATA, 3, 0, 0, 0, 3},
    /* thousands, decimal comma, percent */
    {LONG "  thousands: ','\n  percent: true\n" ALL,
     "a,k,p,v\nW,x,2019,\"1,234,567.25\"\nW,x,2019,12 "
     "%\nW,x,2019,\"-12,000%\"\nW,x,2019,\"1,23\"\nW,x,2019,\"1234,567\"\n"
     "W,x,2019,%\nW,x,2019,\"1.5,000\"\n",
     "x", "2 W 0 2019 1234567.25\n3 W 0 2019 12\n4 W 0 2019 -12000\n",
     "t.csv:5:4: error: '1,23' is not a number and not a declared marker; thousands come in groups of three "
     "digits\n"
     "t.csv:6:4: error: '1234,567' is not a number and not a declared marker; thousands come in groups of "
     "three digits\n"
     "t.csv:7:4: error: '%' is not a number and not a declared marker; if it says why there is no value, "
     "declare it under "
     "`markers`\n"
     "t.csv:8:4: error: '1.5,000' is not a number and not a declared marker; thousands come in groups of "
     "three digits\n",
     MYN_ERR_DATA, 7, 3, 0, 0, 4},
    {LONG "  decimal: ','\n  thousands: '.'\n  delimiter: ';'\n" ALL,
     "a;k;p;v\nW;x;2019;1.234,5\nW;x;2019;0,5\nW;x;2019;1.5\n", "x", "2 W 0 2019 1234.5\n3 W 0 2019 0.5\n",
     "t.csv:4:4: error: '1.5' is not a number and not a declared marker; thousands come in groups of three "
     "digits\n",
     MYN_ERR_DATA, 3, 2, 0, 0, 1},
    {LONG "  decimal: ','\n  delimiter: ';'\n" ALL, "a;k;p;v\nW;x;2019;1.5\n", "x", "",
     "t.csv:2:4: error: '1.5' is not a number and not a declared marker; if it says why there is no value, "
     "declare it under "
     "`markers`\n",
     MYN_ERR_DATA, 1, 0, 0, 0, 1},
    /* markers, also one that looks like a number */
    {LONG "  markers: {'*': suppressed, '..': not_applicable, -999: unreliable}\n" ALL,
     "a,k,p,v\nW,x,2019,*\nW,x,2019,\" .. \"\nW,x,2019,-999\nW,x,2019,-999.0\nW,x,2019,\n", "x",
     "2 W 0 2019 nan suppressed\n3 W 0 2019 nan not_applicable\n4 W 0 2019 nan unreliable\n5 W 0 2019 -999\n"
     "6 W 0 2019 nan missing\n",
     "", MYN_OK, 5, 5, 0, 0, 0},
    {LONG "  markers: {'': suppressed}\n" ALL, "a,k,p,v\nW,x,2019,\n", "x", "2 W 0 2019 nan suppressed\n", "",
     MYN_OK, 1, 1, 0, 0, 0},
    /* status: words of the file and our own; no value wins over a number, a reason over plain missing */
    {TOP "  layout: long\n  area: a\n  period: {column: p}\n  key: k\n  value: v\n  status: {column: s, "
         "words: {e: estimated, c: "
         "suppressed}}\n  markers: {'*': suppressed}\n" ALL,
     "a,k,p,v,s\nW,x,2019,1,\nW,x,2019,2,e\nW,x,2019,3,provisional\nW,x,2019,4,c\nW,x,2019,,c\nW,x,2019,*,"
     "e\nW,x,2019,,e\n"
     "W,x,2019,5,absent\nW,x,2019,6,?\nW,x,2019,*,missing\n",
     "x",
     "2 W 0 2019 1\n3 W 0 2019 2 estimated\n4 W 0 2019 3 provisional\n5 W 0 2019 nan suppressed\n6 W 0 2019 "
     "nan suppressed\n"
     "7 W 0 2019 nan suppressed\n8 W 0 2019 nan missing\n11 W 0 2019 nan suppressed\n",
     "t.csv:5:5: warning: the status is 'c' and a value stands there; it is left out\n"
     "t.csv:9:5: error: 'absent' is not a known status; declare it under `status: {words: ...}`\n"
     "t.csv:10:5: error: '?' is not a known status; declare it under `status: {words: ...}`\n",
     MYN_ERR_DATA, 10, 8, 0, 0, 2},
    /* limits */
    {TOP
     "  layout: long\n  area: a\n  period: {column: p}\n  key: k\n  value: v\n  lower: lo\n  upper: hi\n" ALL,
     "a,k,p,v,lo,hi\nW,x,2019,5,4,6\nW,x,2019,5,,\nW,x,2019,5,6,4\nW,x,2019,7,4,6\nW,x,2019,3,4,6\nW,x,2019,"
     "5,a,b\n",
     "x", "2 W 0 2019 5 4..6\n3 W 0 2019 5\n4 W 0 2019 5 6..4\n5 W 0 2019 7 4..6\n6 W 0 2019 3 4..6\n",
     "t.csv:4:4: warning: the lower limit 6 is above the upper limit 4\n"
     "t.csv:5:4: warning: 7 lies outside its limits 4 to 6\n"
     "t.csv:6:4: warning: 3 lies outside its limits 4 to 6\n"
     "t.csv:7:5: error: 'a' is not a number and not a declared marker; if it says why there is no value, "
     "declare it under "
     "`markers`\n"
     "t.csv:7:6: error: 'b' is not a number and not a declared marker; if it says why there is no value, "
     "declare it under "
     "`markers`\n",
     MYN_ERR_DATA, 6, 5, 0, 0, 1},
    /* range: its ends are inside */
    {LONG "  series: {s: {key: x, range: [0, 10]}}\n",
     "a,k,p,v\nW,x,2019,0\nW,x,2019,10\nW,x,2019,10.5\nW,x,2019,-1\nW,x,2019,\n", "s",
     "2 W 0 2019 0\n3 W 0 2019 10\n4 W 0 2019 10.5\n5 W 0 2019 -1\n6 W 0 2019 nan missing\n",
     "t.csv:4:4: warning: 10.5 lies outside the range 0 to 10 of 's'\nt.csv:5:4: warning: -1 lies outside "
     "the range 0 to 10 of 's'\n",
     MYN_OK, 5, 5, 0, 0, 0},
    /* filters after respelling; the rest of a filtered row is not looked at */
    {LONG "  where: {a: ['W06*', W92], k: x}\n  except: {p: [2018, '19*']}\n  spelling: {a: {Wales: W92, W1: "
          "W06}, p: {now: 2019}}\n" ALL,
     "a,k,p,v\nW0601,x,2019,1\nWales,x,now,2\nW1,x,2019,3\nW07,x,2019,rubbish\nW06,y,2019,5\nW06,x,2018,"
     "6\nW06,x,1900,7\nW921,x,2019,8\n",
     "x", "2 W0601 0 2019 1\n3 W92 0 2019 2\n4 W06 0 2019 3\n", "", MYN_OK, 8, 3, 5, 0, 0},
    {LONG "  where: {a: '*'}\n  except: {a: ''}\n" ALL, "a,k,p,v\n,x,2019,1\nW,x,2019,2\n", "x",
     "3 W 0 2019 2\n", "", MYN_OK, 2, 1, 1, 0, 0},
    /* ragged rows are wrong rows */
    {LONG ALL, "a,k,p,v\nW,x,2019\nW,x,2019,2\n", "x", "3 W 0 2019 2\n",
     "t.csv:2: error: 3 fields where the header has 4\n", MYN_ERR_DATA, 2, 1, 0, 0, 1},
    /* columns that are not there: one problem each, at the place that named them */
    {LONG "  lower: low\n  status: {column: s}\n  where: {b: c}\n  spelling: {d: {x: y, z: y}}\n" ALL,
     "area,kk,p,v\nW,x,2019,1\n", "x", "",
     "dataset.yml:7:9: error: t.csv has no column 'd'\n"
     "dataset.yml:15:11: error: t.csv has no column 'b'\n"
     "dataset.yml:9:9: error: t.csv has no column 'a'\n"
     "dataset.yml:11:8: error: t.csv has no column 'k'\n"
     "dataset.yml:13:10: error: t.csv has no column 'low'\n"
     "dataset.yml:14:11: error: t.csv has no column 's'\n",
     MYN_ERR_DATA, 0, 0, 0, 0, 0},
    {LONG ALL, "a,k,period,value,k,V\nW,x,2019,1,2,3\n", "x", "",
     "dataset.yml:10:11: error: t.csv has no column 'p'\n"
     "dataset.yml:11:8: error: the header of t.csv has the column 'k' more than once\n"
     "dataset.yml:12:10: error: t.csv has no column 'v'\n",
     MYN_ERR_DATA, 0, 0, 0, 0, 0},
    {TOP "  layout: wide\n  area: area_code\n  period: {value: 2019}\n  series: {s: {column: incme}, t: "
         "{column: 'x {period}'}}\n",
     "areacode,income,x y\nW,1,2\n", "s", "",
     "dataset.yml:9:9: error: t.csv has no column 'area_code'; did you mean 'areacode'?\n"
     "dataset.yml:11:12: error: t.csv has no column 'incme'; did you mean 'income'?\n"
     "dataset.yml:11:32: error: t.csv has no column 'x {period}' with a period in it\n",
     MYN_ERR_DATA, 0, 0, 0, 0, 0},
    /* wide */
    {WIDE "  series: {s: {column: c, range: [0, 3]}, t: {column: b}}\n", "a,b,c\nW1,1,2\nW2,,4\nW3,x,5\n",
     "s t", "2 W1 1 2019 1\n2 W1 0 2019 2\n3 W2 1 2019 nan missing\n3 W2 0 2019 4\n4 W3 0 2019 5\n",
     "t.csv:3:3: warning: 4 lies outside the range 0 to 3 of 's'\n"
     "t.csv:4:2: error: 'x' is not a number and not a declared marker; if it says why there is no value, "
     "declare it under "
     "`markers`\n"
     "t.csv:4:3: warning: 5 lies outside the range 0 to 3 of 's'\n",
     MYN_ERR_DATA, 3, 2, 0, 0, 1},
    /* a column a period, a like-named column that holds none, and one with the table's own period */
    {TOP "  layout: wide\n  area: a\n  period: {value: 2021}\n  series: {hdi: {column: 'hdi_{period}'}, "
         "rank: {column: hdi_rank_2021}}\n",
     "a,hdi_2020,hdi_rank_2021,hdi_2019\nW,0.5,7,0.4\n", "rank hdi",
     "2 W 1 2020 0.5\n2 W 0 2021 7\n2 W 1 2019 0.4\n", "", MYN_OK, 1, 1, 0, 0, 0},
    {TOP "  layout: wide\n  area: a\n  series: {pay: {column: 'pay {period} (mean)'}}\n",
     "a,pay 2020 (mean),pay 2021 (median),pay  (mean)\nW,1,2,3\n,1,2,3\n", "pay", "2 W 0 2020 1\n",
     "t.csv:3:1: error: the area code is blank\n", MYN_ERR_DATA, 2, 1, 0, 0, 1},
    {TOP "  layout: wide\n  area: a\n  period: {column: y}\n" ALL,
     "a,y,b,c\nW,2019,1,2\nW,2020,3,4\nW,x,5,6\n", "b y a absent", "2 W 0 2019 1\n3 W 0 2020 3\n",
     "t.csv:4:2: error: 'x' is not a period; expected 2019, 2019-05, 2019-05-15, 2022/23, 2019Q2 or "
     "2011-01-01/P3Y\n",
     MYN_ERR_DATA, 3, 2, 0, 0, 1},
    /* nothing wanted */
    {WIDE ALL, "a,b\nW,x\nW,2\n", "", "", "", MYN_OK, 2, 0, 0, 2, 0},
    {LONG ALL, "a,k,p,v\nW,x,?,?\n", "y", "", "", MYN_OK, 1, 0, 0, 1, 0},
};

static myn_status note(void *ctx, const myn_observation *seen)
{
    char period[MYN_PERIOD_TEXT], value[MYN_NUMBER_TEXT];
    myn_period_text(seen->period, period);
    myn_number_text(seen->value, value);
    myn_buffer_format(ctx, "%zu %.*s %zu %s %s", seen->at.line, (int)seen->area_length, seen->area,
                      seen->series, period, isnan(seen->value) ? "nan" : value);
    if (!isnan(seen->lower) || !isnan(seen->upper))
        myn_buffer_format(ctx, " %g..%g", seen->lower, seen->upper);
    if (seen->cell != MYN_CELL_OBSERVED) myn_buffer_format(ctx, " %s", myn_cell_word(seen->cell));
    myn_buffer_put(ctx, "\n");
    return MYN_OK;
}

static myn_dataset *read_dataset(const char *yaml)
{
    myn_dataset *dataset;
    myn_diag *diag = new_diag();
    myn_status status = myn_dataset_read(scratch_text("dataset.yml", yaml), diag, &dataset);
    char *problems = problems_of(diag);
    ck_assert_msg(status == MYN_OK, "%s", problems);
    free(problems);
    myn_diag_free(diag);
    return dataset;
}

/* TEXT: names separated by blanks. */
static myn_names *names_of(const char *text)
{
    myn_names *names;
    ck_assert_int_eq(myn_names_new(&names), MYN_OK);
    while (*text) {
        size_t length = strcspn(text, " "), number;
        ck_assert_int_eq(myn_names_add(names, text, length, &number), MYN_OK);
        text += length + (text[length] == ' ');
    }
    return names;
}

START_TEST(reads_observations)
{
    const Case *one = &cases[_i];
    scratch_text("t.csv", one->csv);
    myn_dataset *dataset = read_dataset(one->yaml);
    myn_names *wanted = names_of(one->wanted);
    myn_diag *diag = new_diag();
    myn_buffer seen = {0};
    myn_buffer_put(&seen, "");
    myn_account account;
    myn_scan scan = {.dataset = dataset, .wanted = wanted, .observe = note, .ctx = &seen};
    myn_status status = myn_dataset_scan(&scan, diag, &account);
    char *problems = problems_of(diag);
    ck_assert_msg(strcmp(seen.at, one->seen) == 0, "case %d: seen\n%s%s", _i, seen.at, problems);
    ck_assert_msg(strcmp(problems, one->problems) == 0, "case %d: problems\n%s", _i, problems);
    ck_assert_msg(status == one->status, "case %d: status %d", _i, status);
    size_t counts[] = {account.info.rows, account.used, account.filtered, account.other_series,
                       account.wrong};
    size_t expected[] = {one->rows, one->used, one->filtered, one->other, one->wrong};
    for (size_t i = 0; i < 5; i++)
        ck_assert_msg(counts[i] == expected[i], "case %d: count %zu is %zu", _i, i, counts[i]);
    ck_assert_uint_eq(account.info.rows,
                      account.used + account.filtered + account.other_series + account.wrong);
    size_t lines = 0;
    for (const char *at = seen.at; *at; at++) lines += *at == '\n';
    ck_assert_uint_eq(account.observations, lines);
    ck_assert_str_eq(account.file, "t.csv");
    free(problems);
    myn_buffer_free(&seen);
    myn_diag_free(diag);
    myn_names_free(wanted);
    myn_dataset_free(dataset);
}
END_TEST

/* A name that one table declares is not taken from another that takes all. */
START_TEST(declared_elsewhere)
{
    scratch_text("t.csv", "a,k,p,v\nW,x,2019,1\nW,y,2019,2\n");
    scratch_text("u.csv", "a,z\nW,3\n");
    myn_dataset *dataset = read_dataset(LONG ALL
                                        "- file: u.csv\n  layout: wide\n  area: a\n  period: {value: 2020}\n"
                                        "  series: {x: {column: z}}\n");
    myn_names *wanted = names_of("x y");
    myn_buffer seen = {0};
    for (size_t i = 0; i < 2; i++) {
        myn_account account;
        myn_scan scan = {.dataset = dataset, .table = i, .wanted = wanted, .observe = note, .ctx = &seen};
        ck_assert_int_eq(myn_dataset_scan(&scan, NULL, &account), MYN_OK);
    }
    ck_assert_str_eq(seen.at, "3 W 1 2019 2\n2 W 0 2020 3\n");
    myn_buffer_free(&seen);
    myn_names_free(wanted);
    myn_dataset_free(dataset);
}
END_TEST

static myn_status stop(void *ctx, const myn_observation *seen)
{
    (void)seen;
    ++*(int *)ctx;
    return MYN_ERR_LIMIT;
}

START_TEST(statuses)
{
    scratch_text("t.csv", "a,b\nW,1\nW,2\n");
    myn_dataset *dataset = read_dataset(WIDE ALL);
    myn_names *wanted = names_of("b");
    int calls = 0;
    myn_account account;
    myn_scan scan = {.dataset = dataset, .wanted = wanted, .observe = stop, .ctx = &calls};
    ck_assert_int_eq(myn_dataset_scan(&scan, NULL, &account), MYN_ERR_LIMIT);
    ck_assert_int_eq(calls, 1);
    scan.table = 1;
    ck_assert_int_eq(myn_dataset_scan(&scan, NULL, &account), MYN_ERR_ARGUMENT);
    scan.table = 0;
    ck_assert_int_eq(unlink(scratch_path("t.csv")), 0);
    myn_diag *diag = new_diag();
    ck_assert_int_eq(myn_dataset_scan(&scan, diag, &account), MYN_ERR_DATA);
    char *problems = problems_of(diag);
    ck_assert_str_eq(problems, "dataset.yml:7:9: error: t.csv cannot be read: No such file or directory\n");
    free(problems);
    myn_diag_free(diag);
    myn_names_free(wanted);
    myn_dataset_free(dataset);
}
END_TEST

/* A source file may not reach outside its folder, by its name or by a link. */
START_TEST(stays_in_its_folder)
{
    scratch_text("t.csv", "a\n1\n");
    ck_assert_int_eq(mkdir(scratch_path("data"), 0700), 0);
    ck_assert_int_eq(symlink("/etc/passwd", scratch_path("data/out.csv")), 0);
    ck_assert_int_eq(symlink("..", scratch_path("data/up")), 0);
    scratch_text("data/in.csv", "a\n1\n");
    ck_assert_int_eq(symlink("in.csv", scratch_path("data/also.csv")), 0);
    const struct {
        const char *file, *problem;
    } tries[] = {
        {"in.csv", ""},
        {"also.csv", ""},
        {"../t.csv", "dataset.yml:3: error: '../t.csv' leaves the data folder; expected a path inside it\n"},
        {"/etc/passwd",
         "dataset.yml:3: error: '/etc/passwd' leaves the data folder; expected a path inside it\n"},
        {"out.csv", "dataset.yml:3: error: 'out.csv' is a link that leaves the data folder\n"},
        {"up/t.csv", "dataset.yml:3: error: 'up/t.csv' is a link that leaves the data folder\n"},
        {"none.csv", "dataset.yml:3: error: data/none.csv cannot be read: No such file or directory\n"}};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        myn_source_file source = {.file = tries[i].file, .at = {"dataset.yml", 3, 0}};
        myn_diag *diag = new_diag();
        char *path = myn_source_path(&source, scratch_path("data"), diag), *problems = problems_of(diag);
        ck_assert_msg(strcmp(problems, tries[i].problem) == 0, "%s: %s", tries[i].file, problems);
        ck_assert(!path == (*tries[i].problem != '\0'));
        free(path);
        free(problems);
        myn_diag_free(diag);
    }
}
END_TEST

static myn_status note_record(void *ctx, const char *const *field, myn_place at)
{
    myn_buffer_format(ctx, "%zu", at.line);
    for (size_t i = 0; i < 3; i++) myn_buffer_format(ctx, " [%s]", field[i] ? field[i] : "-");
    myn_buffer_put(ctx, "\n");
    return MYN_OK;
}

START_TEST(records)
{
    const char *folder = scratch_folder, *keep = "W*";
    scratch_text("t.csv", "code,name,x\nW1,\"Ynys, Y\",1\nE1,b,2\nW2,,3\nW3\n");
    myn_filter filter = {.column = "code", .value = &keep, .count = 1, .keep = true, .at = {"d.yml", 4, 0}};
    myn_respelling respelling = {"name", "", "?"};
    myn_source_file source = {.file = "t.csv",
                              .at = {"d.yml", 2, 0},
                              .dialect = myn_dialect_default(),
                              .filter = &filter,
                              .filters = 1,
                              .respelling = &respelling,
                              .respellings = 1};
    const char *const column[] = {"name", NULL, "code"}, *const bad[] = {"name", "nam", "cod"};
    myn_buffer seen = {0};
    myn_account account;
    ck_assert_int_eq(myn_source_records(&source, folder, column, 3, note_record, &seen, NULL, &account),
                     MYN_ERR_DATA);
    ck_assert_str_eq(seen.at, "2 [Ynys, Y] [-] [W1]\n4 [?] [-] [W2]\n");
    ck_assert(account.info.rows == 4 && account.used == 2 && account.filtered == 1 && account.wrong == 1);
    myn_diag *diag = new_diag();
    ck_assert_int_eq(myn_source_records(&source, folder, bad, 3, note_record, &seen, diag, &account),
                     MYN_ERR_DATA);
    char *problems = problems_of(diag);
    ck_assert_str_eq(problems, "d.yml:2: error: t.csv has no column 'nam'; did you mean 'name'?\n"
                               "d.yml:2: error: t.csv has no column 'cod'; did you mean 'code'?\n");
    free(problems);
    myn_diag_free(diag);
    myn_buffer_free(&seen);
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("table/scan");
    TCase *one = tcase_create("scan");
    tcase_add_checked_fixture(one, scratch_begin, scratch_end);
    tcase_add_loop_test(one, reads_observations, 0, sizeof cases / sizeof *cases);
    tcase_add_test(one, declared_elsewhere);
    tcase_add_test(one, statuses);
    tcase_add_test(one, stays_in_its_folder);
    tcase_add_test(one, records);
    suite_add_tcase(all, one);
    return all;
}
