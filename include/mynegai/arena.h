/* Memory that is given back all at once: for structures read from files, and scratch for kernels. */
#ifndef MYNEGAI_ARENA_H
#define MYNEGAI_ARENA_H
#include <mynegai/status.h>
#include <stddef.h>

typedef struct myn_arena myn_arena;

/* An empty arena, which takes memory only when it is asked for some. For one thread at a time. */
myn_status myn_arena_new(myn_arena **out) MYN_CHECKED;

/* Give back the arena and everything got from it. Accepts NULL. */
void myn_arena_free(myn_arena *arena);

/* SIZE bytes (0 too) aligned to 64, not cleared; NULL without memory. Valid until the arena is rewound past
 * them or freed. O(1) but for the first touch of fresh memory. */
void *myn_arena_get(myn_arena *arena, size_t size);

/* COUNT elements of SIZE bytes, cleared; NULL without memory or where the product overflows. */
void *myn_arena_zero(myn_arena *arena, size_t count, size_t size);

/* A copy of LENGTH bytes of TEXT with a final zero; NULL without memory. */
char *myn_arena_text(myn_arena *arena, const char *text, size_t length);

/* A text by printf's rules; "no memory to say more" without memory. Never NULL. */
const char *myn_arena_print(myn_arena *arena, const char *format, ...) MYN_PRINTF(2, 3);

/* How full an arena is; {0} is its beginning. */
typedef struct {
    size_t chunk, used;
} myn_arena_mark;

/* A mark of what has been got so far, to rewind to. */
myn_arena_mark myn_arena_here(const myn_arena *arena);

/* Give back everything got since MARK; the memory is kept for the next user. O(1). */
void myn_arena_rewind(myn_arena *arena, myn_arena_mark mark);

#endif
