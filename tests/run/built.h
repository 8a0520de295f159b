/* Building an index into a store for a test, and its figures at hand. */
#ifndef MYN_TEST_BUILT_H
#define MYN_TEST_BUILT_H
#include <check.h>
#include <mynegai/run.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    char path[256];
    myn_diag *diag;
    myn_store *store;
    const myn_labels *labels;
} built;

static void print_problems(const myn_diag *diag)
{
    char text[1024];
    for (size_t i = 0; i < myn_diag_kept(diag); i++) {
        myn_problem_text(myn_diag_at(diag, i), text, sizeof text);
        fprintf(stderr, "%s\n", text);
    }
}

static const char *const test_share[] = {MYN_SOURCE "/datasets", NULL};

static inline built build_index(const char *index, const char *data)
{
    built b = {0};
    snprintf(b.path, sizeof b.path, "/tmp/mynegai-test-%ld.h5", (long)getpid());
    myn_built summary;
    myn_run_options options = {.index = index, .data = data, .share = test_share, .out = b.path, .threads = 2};
    ck_assert_int_eq(myn_diag_new(&b.diag), MYN_OK);
    myn_status status = myn_build(&options, b.diag, &summary);
    if (status) print_problems(b.diag);
    ck_assert_int_eq(status, MYN_OK);
    myn_built_free(&summary);
    ck_assert_int_eq(myn_store_open(b.path, 0, b.diag, &b.store), MYN_OK);
    b.labels = myn_store_labels(b.store);
    return b;
}

static inline void free_build(built *b)
{
    myn_store_free(b->store);
    myn_diag_free(b->diag);
    unlink(b->path);
}

static inline size_t node_of(const myn_labels *labels, const char *code)
{
    for (size_t i = 0; i < labels->nodes; i++)
        if (strcmp(labels->node[i].code, code) == 0) return i;
    ck_abort_msg("no node %s", code);
    return 0;
}

#endif
