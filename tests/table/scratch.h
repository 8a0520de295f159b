/* Files in a folder of their own for one test, and answers as text to compare. */
#ifndef MYN_TEST_SCRATCH_H
#define MYN_TEST_SCRATCH_H
#include "suite.h"
#include <ftw.h>
#include <mynegai/csv.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char scratch_folder[64];

static inline void scratch_begin(void)
{
    strcpy(scratch_folder, "/tmp/mynegai-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(scratch_folder));
}

static inline int scratch_remove(const char *path, const struct stat *found, int kind, struct FTW *where)
{
    (void)found, (void)kind, (void)where;
    return remove(path);
}

static inline void scratch_end(void)
{
    nftw(scratch_folder, scratch_remove, 8, FTW_DEPTH | FTW_PHYS);
}

/* The path of NAME in the folder; valid until the fourth next call. */
static inline const char *scratch_path(const char *name)
{
    static char path[4][256];
    static unsigned turn;
    char *out = path[turn++ % 4];
    snprintf(out, sizeof path[0], "%s/%s", scratch_folder, name);
    return out;
}

static inline const char *scratch_bytes(const char *name, const void *bytes, size_t size)
{
    const char *path = scratch_path(name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
    return path;
}

static inline const char *scratch_text(const char *name, const char *text)
{
    return scratch_bytes(name, text, strlen(text));
}

/* Every problem of DIAG, a line each, with the scratch folder's name left out. To be freed. */
static inline char *problems_of(const myn_diag *diag)
{
    myn_buffer all = {0};
    myn_buffer_put(&all, "");
    for (size_t i = 0; i < myn_diag_kept(diag); i++) {
        char line[1200];
        myn_problem_text(myn_diag_at(diag, i), line, sizeof line);
        for (char *at = line; *at;) {
            char *folder = strstr(at, scratch_folder);
            myn_buffer_add(&all, at, folder ? (size_t)(folder - at) : strlen(at));
            at = folder ? folder + strlen(scratch_folder) + 1 : at + strlen(at);
        }
        myn_buffer_put(&all, "\n");
    }
    return all.at;
}

static inline myn_diag *new_diag(void)
{
    myn_diag *diag;
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    return diag;
}

#endif
