/* A tree of weighted means whose weights alone are drawn: each node's score is one weighted sum of indicators, its weights
 * the products down the tree, renormalised for the parts an area has. Areas that lack the same parts share them. */
#include "run/uncertainty.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PATTERNS_MOST ((size_t)64)

/* ---- whether ---- */

static bool only_weights(const Plan *plan)
{
    for (size_t s = 0; s < plan->sources; s++)
        if (plan->source[s].kind >= SOURCE_CHOICE && plan->source[s].kind != SOURCE_LEAVE_OUT) return false;
    return true;
}

static bool leaves_out(const Plan *plan)
{
    for (size_t s = 0; s < plan->sources; s++)
        if (plan->source[s].kind == SOURCE_LEAVE_OUT) return true;
    return false;
}

static bool is_mean_of(const myn_node *node)
{
    return strcmp(node->aggregate.method->name, "arithmetic") == 0;
}

/* In double precision: rounding the sum is no sum. */
static bool is_sum_of(const myn_node *node)
{
    return strcmp(node->aggregate.method->name, "sum") == 0 && node->aggregate.param[0] == 0;
}

/* Weights decide nothing but the mean: which areas have a score stays as it is. */
static bool is_mean(const myn_node *node, bool leaving)
{
    if (!node->children) return !(leaving && (myn_has_fill(node, MYN_FILL_DROP) || myn_fills_within(node)));
    if ((!is_mean_of(node) && !is_sum_of(node)) || node->afters || node->into_parents) return false;
    return node->coverage.least <= 0 || (!leaving && !node->coverage.by_weight);
}

static bool fits_again(const myn_index *index, const Plan *plan)
{
    for (size_t i = 0; i < index->nodes; i++) {
        bool drawn = false;
        if (!index->node[i].weights.method) continue;
        for (size_t s = 0; s < plan->sources; s++)
            for (size_t k = 0; plan->source[s].kind == SOURCE_LEAVE_OUT && k < plan->source[s].nodes; k++)
                drawn |= index_below(index, plan->source[s].node[k], i);
        if (drawn) return true;
    }
    return false;
}

static bool is_linear(const myn_uncertain *m)
{
    const myn_index *index = m->again.loaded.index;
    bool leaving = leaves_out(&m->plan);
    if (m->own.general || m->refers || !only_weights(&m->plan) || index->rank_rounded) return false;
    if (leaving && (index->screen > 0 || fits_again(index, &m->plan))) return false;
    for (size_t i = 0; i < index->nodes; i++)
        if (!is_mean(&index->node[i], leaving)) return false;
    return true;
}

/* ---- patterns ---- */

/* Number of the pattern each area has: which nodes have a score. */
static bool find_patterns(const myn_uncertain *m, uint32_t *of, size_t *first, size_t *count)
{
    size_t nodes = m->again.loaded.index->nodes, n = m->areas;
    const double *score = m->published.score;
    *count = 0;
    for (size_t a = 0; a < n; a++) {
        size_t p = 0;
        for (; p < *count; p++) {
            bool same = true;
            for (size_t i = 0; i < nodes && same; i++)
                same = isnan(score[i * n + a]) == isnan(score[i * n + first[p]]);
            if (same) break;
        }
        if (p == PATTERNS_MOST) return false;
        if (p == *count) first[(*count)++] = a;
        of[a] = (uint32_t)p;
    }
    return true;
}

/* The parts of node TOP that an area like FIRST has. */
static size_t parts_of(const myn_uncertain *m, size_t top, size_t first, size_t *leaf)
{
    const myn_index *index = m->again.loaded.index;
    size_t parts = 0;
    if (isnan(m->published.score[top * m->areas + first])) return 0;
    for (size_t i = top; i < index->nodes; i++) {
        if (index->node[i].children || !index_below(index, i, top)) continue;
        bool there = true;
        for (size_t n = i; n != top; n = index->node[n].parent)
            there &= !isnan(m->published.score[n * m->areas + first]);
        if (there && !isnan(m->published.score[i * m->areas + first])) leaf[parts++] = i;
    }
    return parts;
}

static myn_status make_pattern(myn_uncertain *m, size_t top, const uint32_t *of, size_t p, size_t first,
                               Pattern *out)
{
    size_t n = m->areas, *leaf = myn_arena_get(m->memory, (m->again.loaded.index->leaves + 1) * sizeof *leaf);
    uint32_t *area = myn_arena_get(m->memory, (n + 1) * sizeof *area);
    if (!leaf || !area) return MYN_ERR_MEMORY;
    out->leaf = leaf;
    out->area = area;
    out->parts = parts_of(m, top, first, leaf);
    for (size_t a = 0; a < n; a++)
        if (of[a] == p) area[out->areas++] = (uint32_t)a;
    double *x = myn_arena_get(m->memory, (out->parts * out->areas + 1) * sizeof *x);
    if (!x) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < out->parts; i++)
        for (size_t a = 0; a < out->areas; a++)
            x[i * out->areas + a] = m->published.score[leaf[i] * n + area[a]];
    out->x = x;
    if (out->areas == n) out->area = NULL;
    return MYN_OK;
}

myn_status fast_open(myn_uncertain *m)
{
    size_t first[PATTERNS_MOST], count;
    m->fast = false;
    if (!is_linear(m)) return MYN_OK;
    uint32_t *of = malloc((m->areas + 1) * sizeof *of);
    if (!of) return MYN_ERR_MEMORY;
    myn_status status = MYN_OK;
    if (find_patterns(m, of, first, &count)) {
        m->patterns = count;
        m->pattern = myn_arena_zero(m->memory, m->plan.nodes * count + 1, sizeof *m->pattern);
        if (!m->pattern) status = MYN_ERR_MEMORY;
        for (size_t k = 0; k < m->plan.nodes; k++)
            for (size_t p = 0; p < count && !status; p++)
                status = make_pattern(m, m->plan.node[k], of, p, first[p], &m->pattern[k * count + p]);
        m->fast = !status;
    }
    free(of);
    return status;
}

/* ---- a block of draws ---- */

/* Which nodes an area like FIRST has in a draw: those that were not left out and have a part that was not. */
static void find_alive(const myn_uncertain *m, size_t first, const double *weight, uint8_t *alive)
{
    const myn_index *index = m->again.loaded.index;
    for (size_t i = index->nodes; i-- > 0;) {
        const myn_node *node = &index->node[i];
        bool any = !node->children;
        for (size_t c = 0; c < node->children; c++) any |= alive[node->child[c]] != 0;
        alive[i] = any && (weight[i] > 0 || !i) && !isnan(m->published.score[i * m->areas + first]);
    }
}

/* The share that NODE has in its parent's score. */
static double share_in_parent(const myn_index *index, size_t node, const double *weight, const uint8_t *alive)
{
    const myn_node *up = &index->node[index->node[node].parent];
    double all = 0, turn = index->node[node].children && index->node[node].direction < 0 ? -1 : 1;
    if (!alive[node]) return 0;
    if (is_sum_of(up)) return turn * weight[node];
    for (size_t c = 0; c < up->children; c++)
        if (alive[up->child[c]]) all += weight[up->child[c]];
    return turn * weight[node] / all;
}

/* Shares of the parts of an area in node TOP: down the tree, each its share of what is there. */
static void shares_of(const myn_index *index, const Pattern *pattern, size_t top, const double *weight,
                      const uint8_t *alive, double *out)
{
    for (size_t i = 0; i < pattern->parts; i++) {
        out[i] = 1;
        for (size_t n = pattern->leaf[i]; n != top; n = index->node[n].parent)
            out[i] *= share_in_parent(index, n, weight, alive);
    }
}

/* Where leaving out leaves nothing there is no score. */
static bool has_any(const double *share, size_t parts)
{
    for (size_t i = 0; i < parts; i++)
        if (share[i] != 0) return true;
    return false;
}

typedef struct {
    double *weight; /* draws x nodes of the index */
    double *share, *sum;
    uint8_t *alive; /* nodes of the index */
    size_t draws;
} Room;

static void sum_pattern(const Wave *wave, size_t row, size_t k, const Pattern *pattern, const Room *room)
{
    const myn_uncertain *m = wave->model;
    size_t n = m->areas, parts = pattern->parts, stride = wave->nodes * n, top = m->plan.node[wave->node + k];
    size_t first = pattern->area ? pattern->area[0] : 0, nodes = m->again.loaded.index->nodes;
    double *out = wave->score + row * stride + k * n;
    for (size_t d = 0; d < room->draws; d++) {
        const double *weight = room->weight + d * nodes;
        find_alive(m, first, weight, room->alive);
        shares_of(m->again.loaded.index, pattern, top, weight, room->alive, room->share + d * parts);
    }
    bool direct = !pattern->area;
    myn_mat sums = {direct ? out : room->sum, room->draws, pattern->areas, direct ? stride : pattern->areas};
    if (parts)
        myn_draw_sums((myn_cmat){room->share, room->draws, parts, parts},
                      (myn_cmat){pattern->x, parts, pattern->areas, pattern->areas}, sums);
    for (size_t d = 0; d < room->draws; d++) {
        bool any = has_any(room->share + d * parts, parts);
        for (size_t a = 0; (!direct || !any) && a < pattern->areas; a++)
            out[d * stride + (direct ? a : pattern->area[a])] = any ? myn_row(sums, d)[a] : NAN;
    }
}

myn_status fast_block(void *ctx, size_t i, myn_arena *scratch)
{
    const Wave *wave = ctx;
    const myn_uncertain *m = wave->model;
    size_t row = i * FAST_BLOCK, nodes = m->again.loaded.index->nodes, leaves = m->again.loaded.index->leaves;
    Room room = {.draws = wave->count - row < FAST_BLOCK ? wave->count - row : FAST_BLOCK};
    double *x = myn_arena_get(scratch, (m->plan.coordinates + 1) * sizeof *x);
    room.weight = myn_arena_get(scratch, room.draws * nodes * sizeof(double));
    room.share = myn_arena_get(scratch, (room.draws * leaves + 1) * sizeof(double));
    room.sum = myn_arena_get(scratch, (m->patterns > 1 ? room.draws * m->areas : 0) * sizeof(double));
    room.alive = myn_arena_get(scratch, nodes + 1);
    if (!x || !room.alive || !room.weight || !room.share || !room.sum) return MYN_ERR_MEMORY;
    for (size_t d = 0; d < room.draws; d++) {
        draw_point(m, wave->runs, wave->from + row + d, x);
        draw_weights(m, x, room.weight + d * nodes);
    }
    myn_status status = MYN_OK;
    for (size_t k = 0; k < wave->nodes; k++)
        for (size_t p = 0; p < m->patterns; p++)
            sum_pattern(wave, row, k, &m->pattern[(wave->node + k) * m->patterns + p], &room);
    for (size_t d = 0; d < room.draws && wave->runs->ranks; d++)
        for (size_t k = 0; k < wave->nodes && !status; k++) status = rank_rows(wave, row + d, k, scratch);
    return status;
}
