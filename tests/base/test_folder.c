/* A folder of files: whole or not there, and nothing of somebody else's lost. */
#include "base/lock.h"
#include "suite.h"
#include <errno.h>
#include <mynegai/folder.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char top[64], site[128];
static myn_diag *diag;

static void setup(void)
{
    strcpy(top, "/tmp/mynegai-folder-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(top));
    snprintf(site, sizeof site, "%s/site", top);
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
}

static void teardown(void)
{
    char line[256];
    myn_diag_free(diag);
    snprintf(line, sizeof line, "rm -rf '%s'", top);
    ck_assert_int_eq(system(line), 0);
}

static const char *in(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", top, name);
    return path;
}

static bool there(const char *name)
{
    return access(in(name), F_OK) == 0;
}

static void holds(const char *name, const char *text)
{
    myn_buffer found = {0};
    ck_assert_int_eq(myn_file_read(in(name), 1 << 20, &found), MYN_OK);
    ck_assert_str_eq(found.at ? found.at : "", text);
    myn_buffer_free(&found);
}

static void put(const char *name, const char *text)
{
    FILE *file = fopen(in(name), "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static myn_folder *opened(void)
{
    myn_folder *folder = NULL;
    ck_assert_int_eq(myn_folder_open(site, "SUMS", diag, &folder), MYN_OK);
    return folder;
}

/* A site of two files, as a run writes it. */
static void write_site(const char *text)
{
    static const char sums[] = "00  a/b.html\n";
    myn_folder *folder = opened();
    ck_assert_int_eq(myn_folder_write(folder, "a/b.html", text, strlen(text)), MYN_OK);
    ck_assert_int_eq(myn_folder_write(folder, "SUMS", sums, strlen(sums)), MYN_OK);
    ck_assert_int_eq(myn_folder_commit(folder), MYN_OK);
    myn_folder_free(folder);
}

START_TEST(new_and_replaced)
{
    write_site("one");
    holds("site/a/b.html", "one");
    write_site("two");
    holds("site/a/b.html", "two");
    ck_assert(!there("site.part"));
    ck_assert(!there("site.lock"));
    ck_assert(!there("site.old"));
}
END_TEST

START_TEST(not_committed_leaves_nothing)
{
    write_site("one");
    myn_folder *folder = opened();
    ck_assert_int_eq(myn_folder_write(folder, "a/c.html", "new", 3), MYN_OK);
    ck_assert(there("site.part/a/c.html"));
    myn_folder_free(folder);
    ck_assert(!there("site.part"));
    ck_assert(!there("site.lock"));
    holds("site/a/b.html", "one");
}
END_TEST

START_TEST(leftovers_of_a_dead_writer_go)
{
    ck_assert_int_eq(mkdir(in("site.part"), 0777), 0);
    put("site.part/old", "left behind");
    write_site("one");
    ck_assert(!there("site/old"));
}
END_TEST

START_TEST(an_empty_folder_is_taken)
{
    ck_assert_int_eq(mkdir(site, 0777), 0);
    write_site("one");
    holds("site/a/b.html", "one");
}
END_TEST

static void refused(const char *wanted)
{
    myn_folder *folder = NULL;
    ck_assert_int_eq(myn_folder_open(site, "SUMS", diag, &folder), MYN_ERR_IO);
    ck_assert_ptr_null(folder);
    ck_assert_int_eq((int)myn_diag_kept(diag), 1);
    ck_assert_msg(strstr(myn_diag_at(diag, 0)->text, wanted), "%s", myn_diag_at(diag, 0)->text);
    ck_assert(!there("site.lock"));
    ck_assert(!there("site.part"));
}

START_TEST(somebody_elses_file_is_not_lost)
{
    write_site("one");
    put("site/a/thesis.txt", "years of work");
    refused("a/thesis.txt");
    holds("site/a/thesis.txt", "years of work");
}
END_TEST

START_TEST(a_folder_of_files_without_sums_is_left_alone)
{
    ck_assert_int_eq(mkdir(site, 0777), 0);
    put("site/thesis.txt", "years of work");
    refused("thesis.txt");
}
END_TEST

START_TEST(a_link_in_it_counts_as_a_file)
{
    write_site("one");
    ck_assert_int_eq(symlink("/etc", in("site/etc")), 0);
    refused("\"etc\"");
}
END_TEST

START_TEST(a_file_is_no_folder)
{
    put("site", "a file");
    refused("no folder");
    holds("site", "a file");
}
END_TEST

START_TEST(busy_while_written)
{
    myn_folder *first = opened(), *second = NULL;
    ck_assert_int_eq(myn_folder_open(site, "SUMS", diag, &second), MYN_ERR_BUSY);
    ck_assert(strstr(myn_diag_at(diag, 0)->text, "process"));
    myn_folder_free(first);
}
END_TEST

START_TEST(nothing_is_written_outside)
{
    myn_folder *folder = opened();
    ck_assert_int_eq(myn_folder_write(folder, "../x", "x", 1), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_folder_write(folder, "/tmp/x", "x", 1), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_folder_write(folder, "a", "x", 1), MYN_OK);
    ck_assert_int_eq(myn_folder_write(folder, "a", "x", 1), MYN_ERR_IO);
    ck_assert_int_eq(errno, EEXIST);
    myn_folder_free(folder);
}
END_TEST

START_TEST(slashes_at_the_end_do_not_matter)
{
    myn_folder *folder = NULL;
    char path[140];
    snprintf(path, sizeof path, "%s//", site);
    ck_assert_int_eq(myn_folder_open(path, "SUMS", diag, &folder), MYN_OK);
    ck_assert_int_eq(myn_folder_write(folder, "x", "x", 1), MYN_OK);
    ck_assert_int_eq(myn_folder_commit(folder), MYN_OK);
    myn_folder_free(folder);
    holds("site/x", "x");
}
END_TEST

START_TEST(no_folder_to_write_into)
{
    myn_folder *folder = NULL;
    ck_assert_int_eq(myn_folder_open("/nowhere/at/all", "SUMS", diag, &folder), MYN_ERR_IO);
    ck_assert_int_eq(myn_folder_open("/", "SUMS", diag, &folder), MYN_ERR_IO);
    ck_assert_int_eq((int)myn_diag_kept(diag), 2);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("folder");
    TCase *t = tcase_create("folder");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, new_and_replaced);
    tcase_add_test(t, not_committed_leaves_nothing);
    tcase_add_test(t, leftovers_of_a_dead_writer_go);
    tcase_add_test(t, an_empty_folder_is_taken);
    tcase_add_test(t, somebody_elses_file_is_not_lost);
    tcase_add_test(t, a_folder_of_files_without_sums_is_left_alone);
    tcase_add_test(t, a_link_in_it_counts_as_a_file);
    tcase_add_test(t, a_file_is_no_folder);
    tcase_add_test(t, busy_while_written);
    tcase_add_test(t, nothing_is_written_outside);
    tcase_add_test(t, slashes_at_the_end_do_not_matter);
    tcase_add_test(t, no_folder_to_write_into);
    suite_add_tcase(s, t);
    return s;
}
