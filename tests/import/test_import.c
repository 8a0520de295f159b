/* Statuses of the importers, and what they leave behind; what they write is told by tests/cli/import. */
#include "suite.h"
#include <mynegai/import.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char work[] = "/tmp/mynegai-import.XXXXXX";
static myn_diag *diag;
static myn_imported done;

static const char *at(const char *name)
{
    static char text[8][4096];
    static int next;
    char *out = text[next++ % 8];
    snprintf(out, sizeof text[0], "%s/%s", work, name);
    return out;
}

static void put(const char *name, const char *text)
{
    FILE *file = fopen(at(name), "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static bool there(const char *name)
{
    return access(at(name), F_OK) == 0;
}

/* Whether the file NAME holds TEXT. */
static bool holds(const char *name, const char *text)
{
    myn_buffer all = {0};
    bool found = myn_file_read(at(name), 1 << 20, &all) == MYN_OK && strstr(all.at, text);
    myn_buffer_free(&all);
    return found;
}

static bool said(const char *what)
{
    for (size_t i = 0; i < myn_diag_kept(diag); i++)
        if (strstr(myn_diag_at(diag, i)->text, what)) return true;
    return false;
}

static void begin(void)
{
    strcpy(work + strlen(work) - 6, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(work));
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    put("t.csv", "code,name,x,y\nA,Aa,1,5\nB,Bb,2,4\n");
}

static void end(void)
{
    char command[4200];
    myn_imported_free(&done);
    myn_diag_free(diag);
    snprintf(command, sizeof command, "rm -r '%s'", work);
    ck_assert_int_eq(system(command), 0);
}

START_TEST(stays_where_it_is)
{
    const myn_import_options o = {.table = at("t.csv"), .out = at("a/b/mine"), .year = 2020};
    ck_assert_int_eq(myn_import_csv(&o, diag, &done), MYN_OK);
    ck_assert_str_eq(done.data, work);
    ck_assert(!there("a/b/mine/datasets/mine/t.csv"));
    ck_assert(holds("a/b/mine/datasets/mine/dataset.yml", "period: {value: \"2020\"}"));
    ck_assert(holds("a/b/mine/nodes.csv", "x,mine,1,+,x,,x,indicator,\n"));
    ck_assert_uint_gt(done.count, 3);
    ck_assert_str_eq(done.taken[0].what, "areas");
    ck_assert_str_eq(done.taken[0].text, "column \"code\": by its name");
}
END_TEST

START_TEST(copied)
{
    const myn_import_options o = {.table = at("t.csv"), .out = at("mine/"), .year = 2020, .copy = true};
    ck_assert_int_eq(myn_import_csv(&o, diag, &done), MYN_OK);
    ck_assert_ptr_null(done.data);
    ck_assert(holds("mine/datasets/mine/t.csv", "A,Aa,1,5\n"));
}
END_TEST

START_TEST(into_an_empty_folder)
{
    const myn_import_options o = {.table = at("t.csv"), .out = at("mine"), .year = 2020};
    ck_assert_int_eq(mkdir(at("mine"), 0777), 0);
    ck_assert_int_eq(myn_import_csv(&o, diag, &done), MYN_OK);
    ck_assert(there("mine/index.yml"));
}
END_TEST

START_TEST(not_over_another)
{
    myn_import_options o = {.table = at("t.csv"), .out = at("mine"), .year = 2020};
    ck_assert_int_eq(mkdir(at("mine"), 0777), 0);
    put("mine/nodes.csv", "my own");
    ck_assert_int_eq(myn_import_csv(&o, diag, &done), MYN_ERR_IO);
    ck_assert(said("is there already"));
    ck_assert(holds("mine/nodes.csv", "my own"));
    ck_assert(!there("mine/index.yml") && !there("mine/datasets"));
    ck_assert_uint_eq(done.count, 0);
    o.force = true;
    ck_assert_int_eq(myn_import_csv(&o, diag, &done), MYN_OK);
    ck_assert(!holds("mine/nodes.csv", "my own"));
}
END_TEST

/* index.yml is a folder: all else is written by then, and goes again. */
START_TEST(nothing_left_behind)
{
    const myn_import_options o = {.table = at("t.csv"), .out = at("mine"), .year = 2020, .force = true};
    ck_assert_int_eq(mkdir(at("mine"), 0777), 0);
    ck_assert_int_eq(mkdir(at("mine/index.yml"), 0777), 0);
    ck_assert_int_eq(myn_import_csv(&o, diag, &done), MYN_ERR_IO);
    ck_assert(!there("mine/nodes.csv") && !there("mine/datasets"));
    ck_assert(there("mine/index.yml"));
}
END_TEST

START_TEST(below_a_file)
{
    const myn_import_options o = {.table = at("t.csv"), .out = at("t.csv/mine"), .year = 2020};
    ck_assert_int_eq(myn_import_csv(&o, diag, &done), MYN_ERR_IO);
    ck_assert(said("is not a folder"));
}
END_TEST

START_TEST(no_name)
{
    static const char *const wrong[] = {"..", "my index", ".mine", "", "/"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const myn_import_options o = {.table = at("t.csv"), .out = wrong[i], .year = 2020};
        ck_assert_int_eq(myn_import_csv(&o, diag, &done), MYN_ERR_ARGUMENT);
    }
}
END_TEST

START_TEST(not_understood)
{
    put("numbers.csv", "x,y\n1,2\n3,4\n");
    const myn_import_options o = {.table = at("numbers.csv"), .out = at("mine"), .year = 2020};
    ck_assert_int_eq(myn_import_csv(&o, diag, &done), MYN_ERR_DATA);
    ck_assert(said("no column of areas"));
    ck_assert(!there("mine"));
}
END_TEST

START_TEST(no_table)
{
    const myn_import_options o = {.table = at("none.csv"), .meta = at("t.csv"), .out = at("mine")};
    ck_assert_int_eq(myn_import_csv(&o, diag, &done), MYN_ERR_IO);
    ck_assert_int_eq(myn_import_coinr(&o, diag, &done), MYN_ERR_IO);
    ck_assert(said("cannot be read"));
}
END_TEST

START_TEST(coinr_needs_both)
{
    const myn_import_options o = {.table = at("t.csv"), .out = at("mine")};
    ck_assert_int_eq(myn_import_coinr(&o, diag, &done), MYN_ERR_ARGUMENT);
    const myn_import_options two = {.table = at("t.csv"), .meta = at("t.csv"), .out = at("mine")};
    ck_assert_int_eq(myn_import_coinr(&two, diag, &done), MYN_ERR_DATA);
    ck_assert(said("the column \"iCode\" of COINr's iMeta is missing"));
    ck_assert(!there("mine"));
}
END_TEST

/* COINr's panel: a row a unit and Time. The areas are then a list of their own. */
START_TEST(coinr_panel)
{
    put("d.csv", "uCode,Time,a\nX,2019,1\nY,2019,2\nX,2020,3\nY,2020,5\n");
    put("m.csv",
        "Level,iCode,Direction,Weight,Parent,Type\n1,a,-1,1,all,Indicator\n2,all,1,1,NA,Aggregate\n");
    const myn_import_options o = {.table = at("d.csv"), .meta = at("m.csv"), .out = at("mine")};
    ck_assert_int_eq(myn_import_coinr(&o, diag, &done), MYN_OK);
    ck_assert(holds("mine/datasets/mine-areas/mine-areas.csv", "code,name_en,name_cy,parent\nX,,,\nY,,,\n"));
    ck_assert(holds("mine/index.yml", "data: [mine, \"mine-areas\"]\n"));
    ck_assert(holds("mine/index.yml", "missing: []\n"));
    ck_assert(holds("mine/nodes.csv", "a,all,1,-,,,a,level_1,\n"));
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("import");
    TCase *c = tcase_create("import");
    tcase_add_checked_fixture(c, begin, end);
    tcase_add_test(c, stays_where_it_is);
    tcase_add_test(c, copied);
    tcase_add_test(c, into_an_empty_folder);
    tcase_add_test(c, not_over_another);
    tcase_add_test(c, nothing_left_behind);
    tcase_add_test(c, below_a_file);
    tcase_add_test(c, no_name);
    tcase_add_test(c, not_understood);
    tcase_add_test(c, no_table);
    tcase_add_test(c, coinr_needs_both);
    tcase_add_test(c, coinr_panel);
    suite_add_tcase(s, c);
    return s;
}
