/* A list of chunks, each at least as large as the one before it was when it was made, of which only the tail
 * is free.
 *
 * Chunks double, so that any number of gets costs O(log size) calls of malloc. Large ones ask for huge pages:
 * the first touch of fresh memory in small pages costs more than most kernels. */
#include <stdarg.h>
#include <stdio.h>
#include <mynegai/arena.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define ALIGNMENT    ((size_t)64)
#define FIRST_CHUNK  ((size_t)1 << 14)
#define LARGEST_STEP ((size_t)1 << 26)
#define HUGE_PAGE    ((size_t)1 << 21)

typedef struct {
    char *at;
    size_t size;
} Chunk;

struct myn_arena {
    Chunk *chunks;
    size_t count, room;
    myn_arena_mark here; /* the chunk in use and the bytes used of it; all later chunks are free */
};

myn_status myn_arena_new(myn_arena **out)
{
    *out = calloc(1, sizeof **out);
    return *out ? MYN_OK : MYN_ERR_MEMORY;
}

void myn_arena_free(myn_arena *arena)
{
    if (!arena) return;
    for (size_t i = 0; i < arena->count; i++) free(arena->chunks[i].at);
    free(arena->chunks);
    free(arena);
}

static size_t round_up(size_t size, size_t unit)
{
    return (size + unit - 1) / unit * unit;
}

/* The size of the next chunk, so that NEED fits. */
static size_t next_size(const myn_arena *arena, size_t need)
{
    size_t size = arena->count ? 2 * arena->chunks[arena->count - 1].size : FIRST_CHUNK;
    if (size > LARGEST_STEP) size = LARGEST_STEP;
    if (size < need) size = need;
    return round_up(size, size >= HUGE_PAGE ? HUGE_PAGE : ALIGNMENT);
}

static bool list_has_room(myn_arena *arena)
{
    if (arena->count < arena->room) return true;
    size_t room = arena->room ? 2 * arena->room : 8;
    Chunk *moved = realloc(arena->chunks, room * sizeof *moved);
    if (!moved) return false;
    arena->chunks = moved;
    arena->room = room;
    return true;
}

/* Append a chunk that holds NEED bytes and make it the one in use. */
static bool append_chunk(myn_arena *arena, size_t need)
{
    if (!list_has_room(arena)) return false;
    size_t size = next_size(arena, need);
    bool huge = size >= HUGE_PAGE;
    char *at = aligned_alloc(huge ? HUGE_PAGE : ALIGNMENT, size);
    if (!at) return false;
    if (huge) (void)madvise(at, size, MADV_HUGEPAGE); /* a wish: refused, it works all the same */
    arena->chunks[arena->count] = (Chunk){at, size};
    arena->here = (myn_arena_mark){arena->count++, 0};
    return true;
}

static bool fits(const myn_arena *arena, myn_arena_mark here, size_t need)
{
    return here.chunk < arena->count && arena->chunks[here.chunk].size - here.used >= need;
}

void *myn_arena_get(myn_arena *arena, size_t size)
{
    if (size > PTRDIFF_MAX - 2 * HUGE_PAGE) return NULL;
    size_t need = round_up(size ? size : 1, ALIGNMENT);
    myn_arena_mark here = arena->here;
    while (here.chunk < arena->count && !fits(arena, here, need)) here = (myn_arena_mark){here.chunk + 1, 0};
    if (here.chunk < arena->count)
        arena->here = here;
    else if (!append_chunk(arena, need))
        return NULL;
    void *got = arena->chunks[arena->here.chunk].at + arena->here.used;
    arena->here.used += need;
    return got;
}

void *myn_arena_zero(myn_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
    void *got = myn_arena_get(arena, bytes);
    return got ? memset(got, 0, bytes) : NULL;
}

char *myn_arena_text(myn_arena *arena, const char *text, size_t length)
{
    if (length == SIZE_MAX) return NULL;
    char *copy = myn_arena_get(arena, length + 1);
    if (!copy) return NULL;
    if (length) memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

const char *myn_arena_print(myn_arena *arena, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    int length = vsnprintf(NULL, 0, format, values);
    va_end(values);
    char *text = length < 0 ? NULL : myn_arena_get(arena, (size_t)length + 1);
    if (!text) return "no memory to say more";
    va_start(values, format);
    (void)vsnprintf(text, (size_t)length + 1, format, values);
    va_end(values);
    return text;
}

myn_arena_mark myn_arena_here(const myn_arena *arena)
{
    return arena->here;
}

void myn_arena_rewind(myn_arena *arena, myn_arena_mark mark)
{
    arena->here = mark;
}
