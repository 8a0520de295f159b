/* A ring of blocks. Hashing takes about as long as splitting, so that a second thread does it for long files:
 * the reader fills a slot, hands it to both, and waits only where the hash is a whole ring behind. */
#include "table/blocks.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define SLOTS          4
#define WORTH_A_THREAD ((size_t)8 << 20)

struct Blocks {
    int file;
    size_t size, read; /* bytes */
    char *slot[SLOTS];
    size_t used[SLOTS];
    myn_digest *digest;
    myn_status hash_status;
    bool done; /* the last block was short: nothing follows */
    bool threaded;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t filled, freed;
    size_t fillings, hashings; /* blocks filled and hashed; under the lock, as is ended */
    bool ended;
};

static void *hash_blocks(void *of_blocks)
{
    Blocks *blocks = of_blocks;
    pthread_mutex_lock(&blocks->lock);
    for (;;) {
        while (blocks->hashings == blocks->fillings && !blocks->ended)
            pthread_cond_wait(&blocks->filled, &blocks->lock);
        if (blocks->hashings == blocks->fillings) break;
        size_t slot = blocks->hashings % SLOTS;
        pthread_mutex_unlock(&blocks->lock);
        myn_status status = myn_digest_add(blocks->digest, blocks->slot[slot], blocks->used[slot]);
        pthread_mutex_lock(&blocks->lock);
        if (status != MYN_OK) blocks->hash_status = status;
        blocks->hashings++;
        pthread_cond_signal(&blocks->freed);
    }
    pthread_mutex_unlock(&blocks->lock);
    return NULL;
}

/* Without a thread the reader hashes: slower, never wrong. Signals go to the caller's threads. */
static void start_thread(Blocks *blocks)
{
    if (blocks->size < WORTH_A_THREAD) return;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    blocks->threaded = pthread_create(&blocks->thread, NULL, hash_blocks, blocks) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void end_thread(Blocks *blocks)
{
    if (!blocks->threaded) return;
    pthread_mutex_lock(&blocks->lock);
    blocks->ended = true;
    pthread_cond_signal(&blocks->filled);
    pthread_mutex_unlock(&blocks->lock);
    pthread_join(blocks->thread, NULL);
    blocks->threaded = false;
}

static myn_status open_file(Blocks *blocks, const char *path)
{
    /* non-blocking, so that a pipe nobody writes to is refused and not waited for */
    blocks->file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat found;
    if (blocks->file < 0 || fstat(blocks->file, &found) != 0) return MYN_ERR_IO;
    if (!S_ISREG(found.st_mode)) {
        errno = S_ISDIR(found.st_mode) ? EISDIR : EINVAL;
        return MYN_ERR_IO;
    }
    blocks->size = (size_t)found.st_size;
    return MYN_OK;
}

myn_status blocks_open(const char *path, Blocks **out)
{
    *out = NULL;
    Blocks *blocks = calloc(1, sizeof *blocks);
    if (!blocks) return MYN_ERR_MEMORY;
    pthread_mutex_init(&blocks->lock, NULL); /* these three cannot fail with default attributes on Linux */
    pthread_cond_init(&blocks->filled, NULL);
    pthread_cond_init(&blocks->freed, NULL);
    myn_status status = open_file(blocks, path);
    int why = errno;
    if (status == MYN_OK) status = myn_digest_new(&blocks->digest);
    if (status == MYN_OK) {
        start_thread(blocks);
        *out = blocks;
    } else {
        blocks_free(blocks);
    }
    errno = why;
    return status;
}

void blocks_free(Blocks *blocks)
{
    if (!blocks) return;
    end_thread(blocks);
    if (blocks->file >= 0) close(blocks->file);
    for (size_t i = 0; i < SLOTS; i++) free(blocks->slot[i]);
    myn_digest_free(blocks->digest);
    pthread_cond_destroy(&blocks->freed);
    pthread_cond_destroy(&blocks->filled);
    pthread_mutex_destroy(&blocks->lock);
    free(blocks);
}

static myn_status fill(Blocks *blocks, size_t slot)
{
    size_t used = 0;
    if (!blocks->slot[slot]) blocks->slot[slot] = malloc(BLOCK_SIZE); /* a short file needs one */
    if (!blocks->slot[slot]) return MYN_ERR_MEMORY;
    while (used < BLOCK_SIZE) {
        ssize_t got = read(blocks->file, blocks->slot[slot] + used, BLOCK_SIZE - used);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return MYN_ERR_IO;
        if (got == 0) break;
        used += (size_t)got;
    }
    blocks->done = used < BLOCK_SIZE;
    blocks->used[slot] = used;
    blocks->read += used;
    return MYN_OK;
}

static void wait_for_slot(Blocks *blocks)
{
    pthread_mutex_lock(&blocks->lock);
    while (blocks->fillings - blocks->hashings == SLOTS) pthread_cond_wait(&blocks->freed, &blocks->lock);
    pthread_mutex_unlock(&blocks->lock);
}

static myn_status hash_slot(Blocks *blocks, size_t slot)
{
    if (!blocks->threaded) {
        blocks->fillings++;
        return myn_digest_add(blocks->digest, blocks->slot[slot], blocks->used[slot]);
    }
    pthread_mutex_lock(&blocks->lock);
    blocks->fillings++;
    pthread_cond_signal(&blocks->filled);
    pthread_mutex_unlock(&blocks->lock);
    return MYN_OK;
}

myn_status blocks_next(Blocks *blocks, const char **at, size_t *size)
{
    *size = 0;
    if (blocks->done) return MYN_OK;
    if (blocks->threaded) wait_for_slot(blocks);
    size_t slot = blocks->fillings % SLOTS; /* only this thread changes it */
    myn_status status = fill(blocks, slot);
    if (status != MYN_OK || blocks->used[slot] == 0) return status;
    *at = blocks->slot[slot];
    *size = blocks->used[slot];
    return hash_slot(blocks, slot);
}

myn_status blocks_digest(Blocks *blocks, char out[MYN_DIGEST_TEXT])
{
    end_thread(blocks);
    return blocks->hash_status == MYN_OK ? myn_digest_text(blocks->digest, out) : blocks->hash_status;
}

int blocks_file(const Blocks *blocks)
{
    return blocks->file;
}

size_t blocks_file_size(const Blocks *blocks)
{
    return blocks->size;
}

size_t blocks_read(const Blocks *blocks)
{
    return blocks->read;
}
