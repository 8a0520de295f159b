#include "suite.h"
#include <mynegai/digest.h>
#include <string.h>

static void check_digest(const char *piece, size_t times, const char *expected)
{
    myn_digest *digest;
    char text[MYN_DIGEST_TEXT];
    ck_assert_int_eq(myn_digest_new(&digest), MYN_OK);
    for (size_t i = 0; i < times; i++) ck_assert_int_eq(myn_digest_add(digest, piece, strlen(piece)), MYN_OK);
    ck_assert_int_eq(myn_digest_text(digest, text), MYN_OK);
    ck_assert_str_eq(text, expected);
    myn_digest_free(digest);
}

/* FIPS 180-2, appendix B: one block, two blocks, a million times "a"; and nothing (NIST's example values). */
START_TEST(known_answers)
{
    check_digest("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
                 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    check_digest("aaaaaaaaaa", 100000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    check_digest("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
END_TEST

START_TEST(finished_twice_is_refused)
{
    myn_digest *digest;
    char text[MYN_DIGEST_TEXT];
    ck_assert_int_eq(myn_digest_new(&digest), MYN_OK);
    ck_assert_int_eq(myn_digest_text(digest, text), MYN_OK);
    ck_assert_int_eq(myn_digest_add(digest, "a", 1), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_digest_text(digest, text), MYN_ERR_ARGUMENT);
    ck_assert_str_eq(text, "");
    myn_digest_free(digest);
    myn_digest_free(NULL);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("digest");
    TCase *c = tcase_create("digest");
    tcase_add_test(c, known_answers);
    tcase_add_test(c, finished_twice_is_refused);
    suite_add_tcase(s, c);
    return s;
}
