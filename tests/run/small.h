/* A copy of the small index of tests/cli/fixture in a folder of its own, to be edited by a test. */
#ifndef MYN_TEST_SMALL_H
#define MYN_TEST_SMALL_H
#include "run/built.h"

static char small_folder[64];

static void shell(const char *format, const char *a, const char *b)
{
    char line[2048];
    snprintf(line, sizeof line, format, a, b);
    ck_assert_int_eq(system(line), 0);
}

static void small_setup(void)
{
    strcpy(small_folder, "/tmp/mynegai-small-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(small_folder));
    shell("cp -r %s/tests/cli/fixture/index/. %s", MYN_SOURCE, small_folder);
}

static void small_teardown(void)
{
    shell("rm -rf %s%s", small_folder, "");
}

/* Append TEXT to FILE of the copy; edit FILE by a sed script. */
static void append(const char *file, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", small_folder, file);
    FILE *out = fopen(path, "a");
    ck_assert_ptr_nonnull(out);
    fputs(text, out);
    fclose(out);
}

static void edit(const char *file, const char *script)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", small_folder, file);
    shell("sed -i '%s' %s", script, path);
}
#define VALUES "datasets/small/values.csv"

#endif
