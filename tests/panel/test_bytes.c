/* Equal runs give equal bytes: whatever the umask, time zone, locale, contents of fresh memory and name of
 * the file. SHA-256 by the library's digest, which tests/base checks against published values. */
#include "sample.h"
#include <locale.h>
#include <malloc.h>
#include <mynegai/digest.h>
#include <sys/stat.h>
#include <time.h>

static void digest_of(const char *path, char out[MYN_DIGEST_TEXT])
{
    myn_buffer bytes = {0};
    myn_digest *digest;
    ck_assert_int_eq(myn_file_read(path, 1 << 24, &bytes), MYN_OK);
    ck_assert_uint_gt(bytes.length, 10000);
    ck_assert_int_eq(myn_digest_new(&digest), MYN_OK);
    ck_assert_int_eq(myn_digest_add(digest, bytes.at, bytes.length), MYN_OK);
    ck_assert_int_eq(myn_digest_text(digest, out), MYN_OK);
    myn_digest_free(digest);
    myn_buffer_free(&bytes);
}

static void write_at(const char *path)
{
    sample *s = make_sample();
    ck_assert_int_eq(write_sample(path, s, diag), MYN_OK);
    free_sample(s);
}

START_TEST(equal_runs)
{
    char first[MYN_DIGEST_TEXT], again[MYN_DIGEST_TEXT];
    write_at(in("a.h5"));
    digest_of(in("a.h5"), first);
    const char *locales[] = {"C.UTF-8", "C", ""};
    const char *zones[] = {"Pacific/Kiritimati", "UTC", "America/St_Johns"};
    sleep(1); /* another second, were there any clock in it */
    for (int i = 0; i < 3; i++) {
        mallopt(M_PERTURB, 17 + 80 * i);
        umask(i % 2 ? 077 : 0);
        setenv("TZ", zones[i], 1);
        tzset();
        setlocale(LC_ALL, locales[i]);
        write_at(in(i % 2 ? "a.h5" : "another-name.h5"));
        digest_of(in(i % 2 ? "a.h5" : "another-name.h5"), again);
        ck_assert_str_eq(again, first);
    }
}
END_TEST

START_TEST(permissions)
{
    struct stat found;
    umask(022);
    write_at(in("a.h5"));
    ck_assert_int_eq(stat(in("a.h5"), &found), 0);
    ck_assert_uint_eq(found.st_mode & 07777, 0644);
    ck_assert_int_eq(chmod(in("a.h5"), 0600), 0);
    write_at(in("a.h5"));
    ck_assert_int_eq(stat(in("a.h5"), &found), 0);
    ck_assert_uint_eq(found.st_mode & 07777, 0600);
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {equal_runs, permissions};
    return suite_of("bytes", tests, sizeof tests / sizeof *tests);
}
