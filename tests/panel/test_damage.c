/* Damaged stores: some thousand variants of a small one, read whole, in processes of their own as libhdf5 may
 * fall over one. Chance damage is met by HDF5's checksums and must always be refused or do no harm. Malice is
 * not, so that in the second half they are made right again after the damage: libhdf5 1.10.8 itself then
 * falls over about 8 variants in 1000 (within libhdf5, all of them), which we cannot mend and only keep an
 * eye on. MYNEGAI_DAMAGE=N tries N variants. */
#include "annexes.h"
#include "read_all.h"
#include "sample.h"
#include <fcntl.h>
#include <mynegai/stream.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define BATCH 100

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

static long variants_wanted(void)
{
    const char *named = getenv("MYNEGAI_DAMAGE");
    return named ? atol(named) : 3000;
}

static myn_buffer whole;

/* Variant I of the store, by the stream of its number: bytes turned over, set, counted up, a run of them
 * overwritten, two runs exchanged, or the end cut off. */
static size_t by_chance(uint64_t i, unsigned char *out)
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

/* ---- damage with checksums made right ---- */

/* The checksum of HDF5's metadata: Jenkins's lookup3, hashlittle(), from its published source
 * (burtleburtle.net/bob/c/lookup3.c, public domain), here by single bytes. */
static uint32_t turn(uint32_t x, int by)
{
    return x << by | x >> (32 - by);
}

static uint32_t lookup3(const unsigned char *k, size_t length)
{
    uint32_t a = 0xdeadbeef + (uint32_t)length, b = a, c = a;
    for (;;) {
        unsigned char last[12] = {0};
        memcpy(last, k, length < 12 ? length : 12);
        uint32_t word[3];
        if (length == 0) return c;
        memcpy(word, last, 12);
        a += word[0], b += word[1], c += word[2];
        if (length <= 12) break;
        a -= c, a ^= turn(c, 4), c += b;
        b -= a, b ^= turn(a, 6), a += c;
        c -= b, c ^= turn(b, 8), b += a;
        a -= c, a ^= turn(c, 16), c += b;
        b -= a, b ^= turn(a, 19), a += c;
        c -= b, c ^= turn(b, 4), b += a;
        k += 12, length -= 12;
    }
    c ^= b, c -= turn(b, 14);
    a ^= c, a -= turn(c, 11);
    b ^= a, b -= turn(a, 25);
    c ^= b, c -= turn(b, 16);
    a ^= c, a -= turn(c, 4);
    b ^= a, b -= turn(a, 14);
    c ^= b, c -= turn(b, 24);
    return c;
}

/* A block of metadata: from its mark to its checksum. */
typedef struct {
    size_t start, length;
} block;

static block block_at[2000];
static size_t blocks;

/* The superblock, and wherever one of HDF5's marks stands: its length is the first that its checksum fits. */
static void find_blocks(void)
{
    static const char *mark[] = {"OHDR", "OCHK", "FRHP", "FHDB", "FHIB", "BTHD", "BTLF", "BTIN", "SMTB"};
    const unsigned char *bytes = (const unsigned char *)whole.at;
    block_at[blocks++] = (block){0, 44};
    for (size_t at = 0; at + 12 < whole.length && blocks < 2000; at++)
        for (size_t m = 0; m < sizeof mark / sizeof *mark; m++) {
            if (memcmp(bytes + at, mark[m], 4) != 0) continue;
            for (size_t length = 8; length < 6000 && at + length + 4 <= whole.length; length++) {
                uint32_t stored;
                memcpy(&stored, bytes + at + length, 4);
                if (lookup3(bytes + at, length) != stored) continue;
                block_at[blocks++] = (block){at, length};
                break;
            }
        }
}

static size_t on_purpose(uint64_t i, unsigned char *out)
{
    myn_stream stream = myn_stream_at(21, i);
    const block *b = &block_at[myn_stream_bits(&stream) % blocks];
    memcpy(out, whole.at, whole.length);
    size_t first = b->start ? 4 : 8, times = 1 + myn_stream_bits(&stream) % 3;
    while (times-- > 0) {
        size_t at = b->start + first + myn_stream_bits(&stream) % (b->length - first);
        size_t run = 1 + myn_stream_bits(&stream) % 4;
        uint64_t kind = myn_stream_bits(&stream) % 6, value = myn_stream_bits(&stream);
        for (size_t k = at; k < at + run && k < b->start + b->length; k++) {
            if (kind == 0) out[k] = 0;
            if (kind == 1) out[k] = 0xff;
            if (kind == 2) out[k] = (unsigned char)(value >> 8 * (k - at));
            if (kind > 2 && k == at)
                out[k] = (unsigned char)(kind == 3 ? out[k] ^ 1 << value % 8
                                                   : out[k] + (kind == 4) - (kind == 5));
        }
    }
    uint32_t right = lookup3(out + b->start, b->length);
    memcpy(out + b->start + b->length, &right, 4);
    return whole.length;
}

/* ---- reading them ---- */

typedef size_t (*damage)(uint64_t i, unsigned char *out);

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

static void try_batch(tally *all, long end, damage how)
{
    unsigned char *bytes = malloc(whole.length);
    signal(SIGALRM, SIG_DFL); /* not check's own, which would end the whole test */
#ifndef SANITIZED
    const struct rlimit most = {(rlim_t)1 << 30, (rlim_t)1 << 30};
    if (setrlimit(RLIMIT_AS, &most) != 0) _exit(91);
#endif
    while (all->next < end) {
        alarm(10);
        size_t size = how((uint64_t)all->next, bytes);
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

static void take_whole(void)
{
    write_with_annex(in("a.h5"));
    ck_assert_int_eq(myn_file_read(in("a.h5"), 1 << 24, &whole), MYN_OK);
}

/* How many made libhdf5 fall over. */
static long try_all(damage how)
{
    tally *all = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    long wanted = variants_wanted(), fallen = 0;
    while (all->next < wanted) {
        long end = all->next + BATCH < wanted ? all->next + BATCH : wanted;
        pid_t child = fork();
        if (child == 0) try_batch(all, end, how);
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
    return fallen;
}

START_TEST(chance)
{
    take_whole();
    ck_assert_int_eq(try_all(by_chance), 0);
    myn_buffer_free(&whole);
}
END_TEST

/* Not under a sanitizer, which stops at every number that libhdf5 believes and recovers from. */
START_TEST(malice)
{
#ifdef SANITIZED
    return;
#endif
    take_whole();
    find_blocks();
    printf("%zu blocks with checksums\n", blocks);
    ck_assert_uint_gt(blocks, 50);
    ck_assert_int_le(try_all(on_purpose), variants_wanted() / 50);
    myn_buffer_free(&whole);
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {chance, malice};
    return suite_of("damage", tests, sizeof tests / sizeof *tests);
}
