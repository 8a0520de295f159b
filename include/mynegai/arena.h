/* Memory that is given back all at once: for structures read from files, and scratch for kernels. */
#ifndef MYNEGAI_ARENA_H
#define MYNEGAI_ARENA_H
#include <mynegai/status.h>
#include <stddef.h>

typedef struct myn_arena myn_arena;

myn_status myn_arena_new(myn_arena **out) MYN_CHECKED;
void myn_arena_free(myn_arena *arena);

/* SIZE bytes aligned to 64, not cleared; NULL without memory. Valid until the arena is rewound or freed. */
void *myn_arena_get(myn_arena *arena, size_t size);

/* COUNT elements of SIZE bytes, cleared; NULL without memory or where the product overflows. */
void *myn_arena_zero(myn_arena *arena, size_t count, size_t size);

/* A copy of LENGTH bytes of TEXT with a final zero; NULL without memory. */
char *myn_arena_text(myn_arena *arena, const char *text, size_t length);

/* A mark, and giving back everything got since; chunks are kept for the next user. */
typedef struct {
    size_t chunk, used;
} myn_arena_mark;
myn_arena_mark myn_arena_here(const myn_arena *arena);
void myn_arena_rewind(myn_arena *arena, myn_arena_mark mark);

#endif
