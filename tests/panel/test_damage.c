/* Damaged stores: some thousand variants of a small one, each read whole in a process of its own batch. Every
 * variant is either read or refused. libhdf5 itself may fall over some of them: those are counted apart and
 * named, and the test allows for as many as KNOWN. */
#include "read_all.h"
#include "sample.h"
#include <fcntl.h>
#include <mynegai/stream.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

#define BATCH 100

static long variants_wanted(void)
{
    const char *named = getenv("MYNEGAI_DAMAGE");
    return named ? atol(named) : 3000;
}

static myn_buffer whole;

/* Variant I of the store, by the stream of its number: bytes turned over, set, counted up, a run of them
 * overwritten, two runs exchanged, or the end cut off. */
static size_t damage(uint64_t i, unsigned char *out)
{
    myn_stream stream = myn_stream_at(20, i);
    size_t size = whole.length, at = myn_stream_bits(&stream) % size, other = myn_stream_bits(&stream) % size;
    uint64_t kind = myn_stream_bits(&stream) % 12, value = myn_stream_bits(&stream);
    memcpy(out, whole.at, size);
    if (kind == 0) return at;
    if (kind < 4) out[at] = (unsigned char)(out[at] ^ (1 << value % 8));
    if (kind == 4) out[at] = (unsigned char)(out[at] + 1);
    if (kind == 5) out[at] = 0xff;
    if (kind == 6) out[at] = (unsigned char)value;
    size_t room = size - (at > other ? at : other), run = 1 + value % 16;
    if (run > room) run = room;
    if (kind == 7) memset(out + at, 0xff, run);
    if (kind == 8) memset(out + at, 0, run);
    if (kind >= 9)
        for (size_t k = 0; k < run; k++) {
            unsigned char keep = out[at + k];
            out[at + k] = out[other + k];
            out[other + k] = keep;
        }
    return size;
}

typedef struct {
    volatile long next;
    volatile long read, refused, odd;
} tally;

static void put_bytes(const char *path, const unsigned char *bytes, size_t size)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size) _exit(90);
    close(file);
}

static void try_batch(tally *all, long end)
{
    unsigned char *bytes = malloc(whole.length);
    while (all->next < end) {
        alarm(10);
        size_t size = damage((uint64_t)all->next, bytes);
        put_bytes(in("damaged.h5"), bytes, size);
        myn_status status = read_all(in("damaged.h5"), 64 << 20);
        if (status == MYN_OK)
            all->read++;
        else if (status == MYN_ERR_FORMAT || status == MYN_ERR_LIMIT)
            all->refused++;
        else
            all->odd++;
        all->next++;
    }
    free(bytes);
    _exit(0);
}

START_TEST(any_damage)
{
    sample *s = make_sample();
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_OK);
    free_sample(s);
    ck_assert_int_eq(myn_file_read(in("a.h5"), 1 << 24, &whole), MYN_OK);
    tally *all = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    long wanted = variants_wanted(), fallen = 0;
    while (all->next < wanted) {
        long end = all->next + BATCH < wanted ? all->next + BATCH : wanted;
        pid_t child = fork();
        if (child == 0) try_batch(all, end);
        int state;
        waitpid(child, &state, 0);
        if (state == 0) continue;
        printf("variant %ld: %s %d\n", all->next, WIFSIGNALED(state) ? "signal" : "exit",
               WIFSIGNALED(state) ? WTERMSIG(state) : WEXITSTATUS(state));
        fallen++;
        all->next++;
    }
    printf("%ld variants: %ld read, %ld refused, %ld otherwise, %ld fell\n", wanted, all->read, all->refused,
           all->odd, fallen);
    ck_assert_int_eq(all->odd, 0);
    ck_assert_int_gt(all->refused, wanted / 20);
    ck_assert_int_eq(fallen, 0);
    myn_buffer_free(&whole);
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {any_damage};
    return suite_of("damage", tests, sizeof tests / sizeof *tests);
}
