/* The next tier, parent by parent. Whoever clusters sees the parent's members and nothing else; what comes back is
 * checked against the parents all the same, for published classifications have got this wrong. */
#include "segment/largest_first.h"
#include <mynegai/segment_members.h>
#include <string.h>

myn_status myn_nest_check(const myn_partition *parent, const myn_partition *child, const uint32_t *parent_of,
                          size_t *wrong)
{
    if (parent->n != child->n) return MYN_ERR_ARGUMENT;
    for (size_t i = 0; i < child->n; i++) {
        *wrong = i;
        if (child->label[i] >= child->k || parent_of[child->label[i]] != parent->label[i])
            return MYN_ERR_DATA;
    }
    *wrong = child->n;
    for (size_t c = 0; c < child->k; c++) {
        bool found = false;
        for (size_t i = 0; i < child->n && !found; i++) found = child->label[i] == c;
        if (!found) return MYN_ERR_DATA;
    }
    return MYN_OK;
}

/* The rows of PARENT's members side by side in OWN, their numbers in MEMBER. */
static size_t gather(myn_cmat points, const myn_partition *parent, uint32_t c, myn_mat own, uint32_t *member)
{
    size_t count = 0;
    for (size_t i = 0; i < parent->n; i++) {
        if (parent->label[i] != c) continue;
        memcpy(myn_row(own, count), myn_crow(points, i), points.cols * sizeof(double));
        member[count++] = (uint32_t)i;
    }
    return count;
}

static myn_status cluster_one(myn_cmat own, const myn_nesting *how, uint32_t c, myn_partition *out,
                              myn_arena *scratch)
{
    size_t k = how->k[c] < own.rows ? how->k[c] : own.rows;
    *out = (myn_partition){out->label, own.rows, k};
    myn_status status = how->partition(how->ctx, own, k, how->seed + c, out, scratch);
    if (status) return status;
    if (out->n != own.rows || !out->k || out->k > own.rows) return MYN_ERR_DATA;
    for (size_t i = 0; i < own.rows; i++)
        if (out->label[i] >= out->k) return MYN_ERR_DATA;
    return largest_first(out, scratch);
}

static myn_status nest_all(myn_cmat points, const myn_partition *parent, const myn_nesting *how,
                           myn_partition *out, uint32_t *parent_of, myn_arena *scratch)
{
    double *at = myn_arena_get(scratch, points.rows * points.cols * sizeof *at);
    uint32_t *member = myn_arena_get(scratch, points.rows * sizeof *member);
    myn_partition own = {myn_arena_get(scratch, points.rows * sizeof *own.label), 0, 0};
    if (!at || !member || !own.label) return MYN_ERR_MEMORY;
    *out = (myn_partition){out->label, points.rows, 0};
    myn_arena_mark mark = myn_arena_here(scratch);
    for (uint32_t c = 0; c < parent->k; c++) {
        myn_arena_rewind(scratch, mark);
        myn_mat rows = {at, points.rows, points.cols, points.cols};
        rows.rows = gather(points, parent, c, rows, member);
        if (!rows.rows) continue;
        myn_status status = cluster_one(myn_const(rows), how, c, &own, scratch);
        if (status) return status;
        for (size_t i = 0; i < rows.rows; i++) out->label[member[i]] = (uint32_t)out->k + own.label[i];
        for (size_t k = 0; k < own.k; k++) parent_of[out->k++] = c;
    }
    return MYN_OK;
}

myn_status myn_nest(myn_cmat points, const myn_partition *parent, const myn_nesting *how, myn_partition *out,
                    uint32_t *parent_of, myn_arena *scratch)
{
    if (parent->n != points.rows || !parent->n || points.rows >= MYN_NO_SEGMENT) return MYN_ERR_ARGUMENT;
    for (size_t c = 0; c < parent->k; c++)
        if (!how->k[c]) return MYN_ERR_ARGUMENT;
    for (size_t i = 0; i < parent->n; i++)
        if (parent->label[i] >= parent->k) return MYN_ERR_ARGUMENT;
    myn_arena_mark mark = myn_arena_here(scratch);
    size_t wrong;
    myn_status status = nest_all(points, parent, how, out, parent_of, scratch);
    if (!status) status = myn_nest_check(parent, out, parent_of, &wrong);
    myn_arena_rewind(scratch, mark);
    return status;
}
