/* A store's editions computed again, bit by bit. */
#ifndef MYN_TEST_AGAIN_H
#define MYN_TEST_AGAIN_H
#include "run/built.h"
#include "run/reload.h"

static void same_bytes(const void *a, const void *b, size_t bytes, const char *what)
{
    ck_assert_msg(memcmp(a, b, bytes) == 0, "%s differ", what);
}

static void same_again(const built *b)
{
    myn_again again;
    size_t areas = b->labels->areas->count, leaf = b->labels->indicators * areas,
           node = b->labels->nodes * areas;
    myn_status status = myn_again_open(b->store, b->path, 2, b->diag, &again);
    if (status) print_problems(b->diag);
    ck_assert_int_eq(status, MYN_OK);
    for (size_t e = 0; e < b->labels->editions; e++) {
        myn_edition stored, made;
        ck_assert_int_eq(myn_store_edition(b->store, e, &stored), MYN_OK);
        ck_assert_int_eq(myn_edition_new(b->labels, areas, &made), MYN_OK);
        ck_assert_int_eq(myn_pipeline_edition(&again.pipeline, &again.loaded.edition[e], b->diag, &made),
                         MYN_OK);
        same_bytes(stored.normalised, made.normalised, leaf * sizeof(double), "normalised values");
        same_bytes(stored.normalised_cell, made.normalised_cell, leaf, "cells");
        same_bytes(stored.score, made.score, node * sizeof(double), "scores");
        same_bytes(stored.score_cell, made.score_cell, node, "kinds of scores");
        same_bytes(stored.rank, made.rank, node * sizeof(int32_t), "ranks");
        if (stored.band) same_bytes(stored.band, made.band, node, "bands");
        for (size_t q = 0; q < b->labels->quantiles; q++)
            same_bytes(stored.quantile[q], made.quantile[q], node, "quantiles");
        myn_edition_free(&stored);
        myn_edition_free(&made);
    }
    myn_again_free(&again);
}

#endif
