/* The best assignment, and labels that keep their numbers by it. */
#include <math.h>
#include <mynegai/agreement.h>
#include <string.h>

/* Costs of m rows by m columns; where there are fewer the rest costs nothing. Row and column 0 are none, as is
 * usual for this algorithm: column 0 stands for the row being placed. */
typedef struct {
    myn_cmat profit;
    size_t m;
    double *row, *column, *least; /* potentials; least reduced cost to reach a column */
    size_t *taken, *from;         /* the row in a column; the column before it on the way */
    bool *seen;
} Assignment;

static double cost(const Assignment *a, size_t i, size_t j)
{
    return i <= a->profit.rows && j <= a->profit.cols ? -myn_crow(a->profit, i - 1)[j - 1] : 0;
}

/* One step of the shortest way from column AT: the nearest column not yet seen. */
static size_t step(Assignment *a, size_t at)
{
    size_t i = a->taken[at], next = 0;
    double nearest = INFINITY;
    a->seen[at] = true;
    for (size_t j = 1; j <= a->m; j++) {
        if (a->seen[j]) continue;
        double reduced = cost(a, i, j) - a->row[i] - a->column[j];
        if (reduced < a->least[j]) {
            a->least[j] = reduced;
            a->from[j] = at;
        }
        if (a->least[j] < nearest) {
            nearest = a->least[j];
            next = j;
        }
    }
    for (size_t j = 0; j <= a->m; j++) {
        if (a->seen[j]) {
            a->row[a->taken[j]] += nearest;
            a->column[j] -= nearest;
        } else {
            a->least[j] -= nearest;
        }
    }
    return next;
}

static void place(Assignment *a, size_t row)
{
    for (size_t j = 0; j <= a->m; j++) {
        a->least[j] = INFINITY;
        a->seen[j] = false;
    }
    a->taken[0] = row;
    size_t at = 0;
    do at = step(a, at);
    while (a->taken[at]);
    for (; at; at = a->from[at]) a->taken[at] = a->taken[a->from[at]];
}

static bool begin(Assignment *a, myn_cmat profit, myn_arena *scratch)
{
    size_t m = profit.rows > profit.cols ? profit.rows : profit.cols;
    *a = (Assignment){.profit = profit, .m = m};
    a->row = myn_arena_zero(scratch, m + 1, sizeof *a->row);
    a->column = myn_arena_zero(scratch, m + 1, sizeof *a->column);
    a->least = myn_arena_zero(scratch, m + 1, sizeof *a->least);
    a->taken = myn_arena_zero(scratch, m + 1, sizeof *a->taken);
    a->from = myn_arena_zero(scratch, m + 1, sizeof *a->from);
    a->seen = myn_arena_zero(scratch, m + 1, sizeof *a->seen);
    return a->row && a->column && a->least && a->taken && a->from && a->seen;
}

myn_status myn_assign_best(myn_cmat profit, uint32_t *column, myn_arena *scratch)
{
    for (size_t i = 0; i < profit.rows; i++)
        for (size_t j = 0; j < profit.cols; j++)
            if (!isfinite(myn_crow(profit, i)[j])) return MYN_ERR_DATA;
    myn_arena_mark mark = myn_arena_here(scratch);
    Assignment a;
    if (!begin(&a, profit, scratch)) return MYN_ERR_MEMORY;
    for (size_t i = 1; i <= a.m; i++) place(&a, i);
    for (size_t i = 0; i < profit.rows; i++) column[i] = MYN_NO_SEGMENT;
    for (size_t j = 1; j <= profit.cols; j++)
        if (a.taken[j] <= profit.rows) column[a.taken[j] - 1] = (uint32_t)(j - 1);
    myn_arena_rewind(scratch, mark);
    return MYN_OK;
}

/* ---- labels ---- */

/* SHARED (now x before) counts the points that two segments have in common, STILL those of BEFORE's that are
 * still there. */
static bool count_shared(const myn_partition *before, const uint32_t *before_of, const myn_partition *now,
                         myn_mat shared, double *still)
{
    for (size_t i = 0; i < now->n; i++) {
        size_t was = before_of ? before_of[i] : i;
        if (now->label[i] >= now->k || (was >= before->n && !(before_of && was == MYN_NO_SEGMENT)))
            return false;
        if (was == MYN_NO_SEGMENT) continue;
        if (before->label[was] >= before->k) return false;
        myn_row(shared, now->label[i])[before->label[was]]++;
        still[before->label[was]]++;
    }
    return true;
}

/* The matched keep their numbers; the others take what is left, in order. NUMBER holds columns at first; USED has
 * room for both numbers of segments. Returns the greatest number used + 1. */
static size_t number_rest(uint32_t *number, size_t k, bool *used)
{
    size_t next = 0, most = 0;
    for (size_t c = 0; c < k; c++)
        if (number[c] != MYN_NO_SEGMENT) used[number[c]] = true;
    for (size_t c = 0; c < k; c++) {
        while (used[next]) next++;
        if (number[c] == MYN_NO_SEGMENT) number[c] = (uint32_t)next++;
        if (number[c] + (size_t)1 > most) most = number[c] + (size_t)1;
    }
    return most;
}

myn_status myn_match_labels(const myn_partition *before, const uint32_t *before_of, myn_partition *now,
                            double *overlap, myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_mat shared = {myn_arena_zero(scratch, now->k * before->k, sizeof(double)), now->k, before->k,
                      before->k};
    double *still = myn_arena_zero(scratch, before->k, sizeof *still);
    uint32_t *number = myn_arena_zero(scratch, now->k, sizeof *number);
    bool *used = myn_arena_zero(scratch, now->k + before->k + 1, sizeof *used);
    if (!shared.at || !still || !number || !used) return MYN_ERR_MEMORY;
    if (!count_shared(before, before_of, now, shared, still)) return MYN_ERR_ARGUMENT;
    myn_status status = myn_assign_best(myn_const(shared), number, scratch);
    if (status) return status;
    for (size_t c = 0; c < now->k; c++) {
        double common = number[c] == MYN_NO_SEGMENT ? 0 : myn_row(shared, c)[number[c]];
        if (overlap) overlap[c] = common > 0 ? common / still[number[c]] : 0;
        if (common == 0) number[c] = MYN_NO_SEGMENT;
    }
    now->k = number_rest(number, now->k, used);
    for (size_t i = 0; i < now->n; i++) now->label[i] = number[now->label[i]];
    myn_arena_rewind(scratch, mark);
    return MYN_OK;
}
