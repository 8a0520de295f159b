#include "suite.h"
#include <mynegai/status.h>
#include <string.h>

/* The codes and exit codes are a contract with other programs: written out here a second time. */
START_TEST(codes_have_their_numbers)
{
    ck_assert_int_eq(MYN_OK, 0);
    ck_assert_int_eq(MYN_ERR_DATA, -1);
    ck_assert_int_eq(MYN_ERR_INTERRUPTED, -9);
    static const int leave[] = {0, 1, 1, 1, 2, 3, 3, 3, 4, 130};
    for (int i = 0; i <= 9; i++) ck_assert_int_eq(myn_status_exit((myn_status)-i), leave[i]);
}
END_TEST

START_TEST(each_code_has_its_own_sentence)
{
    for (int i = 0; i <= 9; i++)
        for (int j = 0; j < i; j++)
            ck_assert_str_ne(myn_status_text((myn_status)-i), myn_status_text((myn_status)-j));
    ck_assert_str_eq(myn_status_text(MYN_ERR_MEMORY), "out of memory");
}
END_TEST

START_TEST(a_code_that_is_none_is_said_so)
{
    ck_assert_str_eq(myn_status_text((myn_status)-1000), "unknown status");
    ck_assert_str_eq(myn_status_text((myn_status)1), "unknown status");
    ck_assert_int_eq(myn_status_exit((myn_status)-1000), 3);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("status");
    TCase *c = tcase_create("status");
    tcase_add_test(c, codes_have_their_numbers);
    tcase_add_test(c, each_code_has_its_own_sentence);
    tcase_add_test(c, a_code_that_is_none_is_said_so);
    suite_add_tcase(s, c);
    return s;
}
