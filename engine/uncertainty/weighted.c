/* Draws of weighted sums, a block of them a job: one reading of the parts serves the block. */
#include <mynegai/uncertainty.h>

#define BLOCK ((size_t)32)

typedef struct {
    const myn_weighted *model;
    const myn_draw_rows *rows;
} Work;

static myn_status rank_rows(const Work *work, size_t first, size_t count, myn_arena *scratch)
{
    const myn_draw_rows *rows = work->rows;
    size_t ranked;
    myn_status status = MYN_OK;
    for (size_t d = first; d < first + count && !status; d++)
        status = myn_draw_ranks(rows->score + d * rows->stride, work->model->x.cols, work->model->rule,
                                rows->rank + d * rows->stride, &ranked, scratch);
    return status;
}

static myn_status block(void *ctx, size_t i, myn_arena *scratch)
{
    const Work *work = ctx;
    const myn_draw_rows *rows = work->rows;
    size_t parts = work->model->x.rows, first = i * BLOCK;
    size_t count = rows->count - first < BLOCK ? rows->count - first : BLOCK;
    double *weight = myn_arena_get(scratch, (parts + 1) * count * sizeof *weight);
    if (!weight) return MYN_ERR_MEMORY;
    for (size_t d = 0; d < count; d++)
        work->model->weight(work->model->ctx, rows->from + first + d, weight + d * parts);
    myn_draw_sums((myn_cmat){weight, count, parts, parts}, work->model->x,
                  (myn_mat){rows->score + first * rows->stride, count, work->model->x.cols, rows->stride});
    return rows->rank ? rank_rows(work, first, count, scratch) : MYN_OK;
}

myn_status myn_draw_weighted(const myn_weighted *model, const myn_draw_rows *rows, myn_team *team)
{
    Work work = {model, rows};
    return myn_team_map(team, (rows->count + BLOCK - 1) / BLOCK, block, &work);
}
