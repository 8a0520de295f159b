/* Runs the one suite of a test program. Exit: 0 all passed, 1 not, 77 skipped (its data is absent). */
#include "suite.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char *folder(const char *variable, const char *fallback)
{
    const char *named = getenv(variable);
    return named && *named ? named : fallback;
}

const char *test_data(void)
{
    return folder("MYNEGAI_DATA", MYN_SOURCE "/../shared/data");
}

const char *test_golden(void)
{
    return folder("MYNEGAI_GOLDEN", MYN_SOURCE "/../shared/golden");
}

void test_needs(const char *path)
{
    struct stat found;
    if (stat(path, &found) == 0) return;
    printf("skipped: %s is not there\n", path);
    exit(77);
}

int main(void)
{
    SRunner *runner = srunner_create(suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
