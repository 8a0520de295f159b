/* A writer that is killed at any moment leaves the old store or the new one, and no lock. */
#include "sample.h"
#include <fcntl.h>
#include <mynegai/stream.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

#define KILLS   200
#define SECONDS 18

/* Writes stores numbered 1, 2, ... over one another; the number is the first score. */
static void write_again_and_again(const char *path, volatile int *written)
{
    sample *s = make_sample();
    for (int i = *written + 1;; i++) {
        s->edition[0].score[0] = i;
        if (write_sample(path, s, NULL) != MYN_OK) _exit(1);
        *written = i;
    }
}

static int number_in(const char *path)
{
    myn_store *store;
    myn_edition edition;
    myn_status status = myn_store_open(path, 0, diag, &store);
    ck_assert_msg(status == MYN_OK, "%d: %s", status, last_said());
    ck_assert_int_eq(myn_store_edition(store, 0, &edition), MYN_OK);
    int number = (int)edition.score[0];
    myn_edition_free(&edition);
    myn_store_free(store);
    return number;
}

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

/* The moments are spread over three times what a store takes here and now; a slow machine gets fewer of them.
 */
START_TEST(killed_at_any_moment)
{
    volatile int *written = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sample *s = make_sample();
    myn_stream stream = myn_stream_at(1, 1);
    int left_beside = 0, before, kills = 0;
    double start = now();
    for (int i = 0; i < 3; i++) ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_OK);
    double most = now() - start;
    if (most > 0.5) most = 0.5;
    while (kills < KILLS && now() - start < SECONDS) {
        before = *written;
        pid_t child = fork();
        if (child == 0) write_again_and_again(in("a.h5"), written);
        const struct timespec moment = {0, (long)(myn_stream_uniform(&stream) * most * 1e9)};
        nanosleep(&moment, NULL);
        int state;
        kill(child, SIGKILL);
        kills++;
        waitpid(child, &state, 0);
        ck_assert(WIFSIGNALED(state));
        int found = number_in(in("a.h5"));
        ck_assert_msg(found == *written || found == *written + 1, "%d after %d", found, *written);
        ck_assert_int_ge(found, before);
        left_beside += access(in("a.h5.part"), F_OK) == 0;
        myn_writer *writer; /* no lock is held, whatever file is left */
        ck_assert_int_eq(myn_writer_open(in("a.h5"), &s->labels, diag, &writer), MYN_OK);
        myn_writer_free(writer);
        ck_assert_int_ne(access(in("a.h5.part"), F_OK), 0);
        ck_assert_int_ne(access(in("a.h5.lock"), F_OK), 0);
        *written = found;
    }
    printf("killed %d times, in %d of them while writing; %d stores written\n", kills, left_beside, *written);
    ck_assert_int_gt(left_beside, kills / 10); /* or the test would say nothing */
    free_sample(s);
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {killed_at_any_moment};
    return suite_of("killed", tests, 1);
}
