/* A copy of the small index of tests/cli/fixture in a folder of its own, to be edited by a test. */
#ifndef MYN_TEST_SMALL_H
#define MYN_TEST_SMALL_H
#include "run/built.h"

static char small_folder[64];

static void shell(const char *line)
{
    ck_assert_int_eq(system(line), 0);
}

static inline void small_setup(void)
{
    strcpy(small_folder, "/tmp/mynegai-small-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(small_folder));
    char line[512];
    snprintf(line, sizeof line, "cp -r " MYN_SOURCE "/tests/cli/fixture/index/. %s", small_folder);
    shell(line);
}

static inline void small_teardown(void)
{
    char line[128];
    snprintf(line, sizeof line, "rm -rf %s", small_folder);
    shell(line);
}

/* Append TEXT to FILE of the copy; edit FILE by a sed script. */
static inline void append(const char *file, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", small_folder, file);
    FILE *out = fopen(path, "a");
    ck_assert_ptr_nonnull(out);
    fputs(text, out);
    fclose(out);
}

static inline void edit(const char *file, const char *script)
{
    char line[1024];
    snprintf(line, sizeof line, "sed -i '%s' %s/%s", script, small_folder, file);
    shell(line);
}
#define VALUES "datasets/small/values.csv"

#endif
