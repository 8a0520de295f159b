#include "segment/pairs_tile.h"
#include <string.h>

#define ROWS ((size_t)64) /* of a job */

typedef struct {
    myn_cmat x;
    myn_mat out;
    PairTile tile;
} Distances;

/* A tile above the diagonal. */
static void write_whole(const Distances *w, size_t i, size_t j, const double *found)
{
    for (size_t a = 0; a < PAIR_ROWS; a++)
        memcpy(myn_row(w->out, i + a) + j, found + a * PAIR_COLS, PAIR_COLS * sizeof *found);
    for (size_t b = 0; b < PAIR_COLS; b++) {
        double *to = myn_row(w->out, j + b) + i;
        for (size_t a = 0; a < PAIR_ROWS; a++) to[a] = found[a * PAIR_COLS + b];
    }
}

/* Distances found for rows I ... of X against points J ..., and the same mirrored. */
static void write_tile(const Distances *w, size_t i, size_t j, const double *found)
{
    if (i + PAIR_ROWS <= j && j + PAIR_COLS <= w->x.rows) {
        write_whole(w, i, j, found);
        return;
    }
    size_t rows = w->x.rows - i < PAIR_ROWS ? w->x.rows - i : PAIR_ROWS;
    size_t cols = w->x.rows - j < PAIR_COLS ? w->x.rows - j : PAIR_COLS;
    for (size_t a = 0; a < rows; a++)
        for (size_t b = 0; b < cols; b++) {
            if (j + b < i + a) continue;
            myn_row(w->out, i + a)[j + b] = found[a * PAIR_COLS + b];
            myn_row(w->out, j + b)[i + a] = found[a * PAIR_COLS + b];
        }
}

static myn_status distances_job(void *ctx, size_t job, myn_arena *scratch)
{
    const Distances *w = ctx;
    size_t from = job * ROWS, end = from + ROWS < w->x.rows ? from + ROWS : w->x.rows;
    double found[PAIR_ROWS * PAIR_COLS],
        *block = myn_arena_get(scratch, w->x.cols * PAIR_COLS * sizeof *block);
    if (!block) return MYN_ERR_MEMORY;
    for (size_t j = from; j < w->x.rows; j += PAIR_COLS) {
        pair_block(w->x, j, block);
        for (size_t i = from; i < end && i < j + PAIR_COLS; i += PAIR_ROWS) {
            const double *row[PAIR_ROWS];
            for (size_t a = 0; a < PAIR_ROWS; a++) row[a] = myn_crow(w->x, i + a < w->x.rows ? i + a : i);
            w->tile(row, block, w->x.cols, found);
            write_tile(w, i, j, found);
        }
    }
    return MYN_OK;
}

myn_status myn_distances(myn_cmat x, myn_distance kind, myn_team *team, myn_mat out)
{
    Distances w = {x, out, pair_tile(kind)};
    return myn_team_map(team, (x.rows + ROWS - 1) / ROWS, distances_job, &w);
}
