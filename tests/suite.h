/* What every test program shares. */
#ifndef MYN_TEST_SUITE_H
#define MYN_TEST_SUITE_H
#include <check.h>

Suite *suite(void);                /* given by the test file */
const char *test_data(void);       /* MYNEGAI_DATA, or ../shared/data beside the checkout */
const char *test_golden(void);     /* MYNEGAI_GOLDEN, or ../shared/golden beside the checkout */
void test_needs(const char *path); /* exit 77 (skipped) where PATH is absent; call it first in suite() */

#endif
