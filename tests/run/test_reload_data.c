/* Indices on published data, computed again from their stores. */
#include "run/again.h"
#include "suite.h"

static void build_again(const char *name)
{
    char index[256], data[256];
    const char *set = strcmp(name, "wimd-2019") == 0 ? name : "wales-councils";
    snprintf(index, sizeof index, MYN_SOURCE "/indices/%s", name);
    snprintf(data, sizeof data, "%s/%s", test_data(), set);
    built b = build_index(index, data);
    same_again(&b);
    free_build(&b);
}

START_TEST(wimd)
{
    build_again("wimd-2019");
}
END_TEST

START_TEST(thriving_places)
{
    build_again("thriving-places-wales");
}
END_TEST

Suite *suite(void)
{
    test_needs(test_data());
    Suite *suite = suite_create("run/reload_data");
    TCase *tests = tcase_create("reload");
    tcase_add_test(tests, wimd);
    tcase_add_test(tests, thriving_places);
    suite_add_tcase(suite, tests);
    return suite;
}
