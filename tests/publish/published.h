/* A site written into memory: every file by its path. */
#ifndef MYN_TEST_PUBLISHED_H
#define MYN_TEST_PUBLISHED_H
#include "report/stored.h"
#include <mynegai/publish.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define FILES_MOST 512

typedef struct {
    char *path[FILES_MOST], *bytes[FILES_MOST];
    size_t size[FILES_MOST], count;
} Shelf;

static inline myn_status shelve(void *ctx, const char *path, const char *bytes, size_t size)
{
    Shelf *shelf = ctx;
    ck_assert_uint_lt(shelf->count, FILES_MOST);
    for (size_t i = 0; i < shelf->count; i++) ck_assert_str_ne(shelf->path[i], path);
    shelf->path[shelf->count] = strdup(path);
    shelf->bytes[shelf->count] = malloc(size + 1);
    memcpy(shelf->bytes[shelf->count], bytes, size);
    shelf->bytes[shelf->count][size] = '\0';
    shelf->size[shelf->count++] = size;
    return MYN_OK;
}

static inline void shelf_free(Shelf *shelf)
{
    for (size_t i = 0; i < shelf->count; i++) {
        free(shelf->path[i]);
        free(shelf->bytes[i]);
    }
    *shelf = (Shelf){0};
}

static inline const char *file_of(const Shelf *shelf, const char *path)
{
    for (size_t i = 0; i < shelf->count; i++)
        if (strcmp(shelf->path[i], path) == 0) return shelf->bytes[i];
    return NULL;
}

static inline bool ends_in(const char *text, const char *end)
{
    size_t a = strlen(text), b = strlen(end);
    return a >= b && strcmp(text + a - b, end) == 0;
}

static inline myn_release *release_of(myn_store *from)
{
    myn_release *release = NULL;
    const myn_labels *labels = myn_store_labels(from);
    ck_assert_int_eq(myn_release_make(from, "store", labels->editions - 1, NULL, &release), MYN_OK);
    return release;
}

#endif
