/* Ward's method among neighbours: a heap of the merges that are possible, those of regions that are no more being
 * thrown away when they come up. */
#include "segment/map.h"
#include "segment/tiles.h"
#include "segment/tree.h"
#include <stdlib.h>
#include <string.h>

/* A merge of regions A < B at the growth COST of the sum of squares. */
typedef struct {
    double cost;
    uint32_t a, b;
} Merge;

typedef struct {
    uint32_t *at; /* neighbours, some of them merged away by now */
    size_t count;
} Beside;

/* Regions have numbers: areas 0 .. n - 1, then unions. */
typedef struct {
    const myn_region_plan *plan;
    size_t n, d, count;        /* count: numbers given out */
    size_t left;               /* regions that there are */
    myn_mat centre;            /* by slot */
    uint32_t *slot;            /* by number: of its centre; MYN_NO_SEGMENT: merged */
    uint32_t *into;            /* by number: the union it went into */
    double *size, *population; /* by number */
    Beside *beside;            /* by number */
    uint32_t *seen;            /* by number: the union that last asked */
    Merge *heap;
    size_t waiting, room;
    myn_arena *arena;
} Ward;

static bool comes_before(const Merge *p, const Merge *q)
{
    if (p->cost != q->cost) return p->cost < q->cost;
    if (p->a != q->a) return p->a < q->a;
    return p->b < q->b;
}

static myn_status push(Ward *w, Merge m)
{
    if (w->waiting == w->room) {
        Merge *larger = myn_arena_get(w->arena, 2 * w->room * sizeof *larger);
        if (!larger) return MYN_ERR_MEMORY;
        memcpy(larger, w->heap, w->waiting * sizeof *larger);
        w->heap = larger;
        w->room *= 2;
    }
    size_t at = w->waiting++;
    for (; at && comes_before(&m, &w->heap[(at - 1) / 2]); at = (at - 1) / 2)
        w->heap[at] = w->heap[(at - 1) / 2];
    w->heap[at] = m;
    return MYN_OK;
}

static Merge pop(Ward *w)
{
    Merge top = w->heap[0], last = w->heap[--w->waiting];
    size_t at = 0;
    for (size_t below; (below = 2 * at + 1) < w->waiting; at = below) {
        if (below + 1 < w->waiting && comes_before(&w->heap[below + 1], &w->heap[below])) below++;
        if (!comes_before(&w->heap[below], &last)) break;
        w->heap[at] = w->heap[below];
    }
    w->heap[at] = last;
    return top;
}

static myn_status offer(Ward *w, uint32_t a, uint32_t b)
{
    double square = square_distance(myn_row(w->centre, w->slot[a]), myn_row(w->centre, w->slot[b]), w->d);
    double cost = w->size[a] * w->size[b] / (w->size[a] + w->size[b]) * square;
    return push(w, a < b ? (Merge){cost, a, b} : (Merge){cost, b, a});
}

static bool get_memory(Ward *w, const myn_contiguity *map)
{
    size_t numbers = 2 * w->n;
    w->room = map->start[w->n] + 16;
    w->centre = (myn_mat){myn_arena_get(w->arena, w->n * w->d * sizeof(double)), w->n, w->d, w->d};
    w->slot = myn_arena_zero(w->arena, numbers, sizeof *w->slot);
    w->into = myn_arena_zero(w->arena, numbers, sizeof *w->into);
    w->seen = myn_arena_zero(w->arena, numbers, sizeof *w->seen);
    w->size = myn_arena_zero(w->arena, numbers, sizeof *w->size);
    w->population = myn_arena_zero(w->arena, numbers, sizeof *w->population);
    w->beside = myn_arena_zero(w->arena, numbers, sizeof *w->beside);
    w->heap = myn_arena_get(w->arena, w->room * sizeof *w->heap);
    return w->centre.at && w->slot && w->into && w->seen && w->size && w->population && w->beside && w->heap;
}

static myn_status begin(Ward *w, myn_cmat points, const myn_contiguity *map)
{
    if (!get_memory(w, map)) return MYN_ERR_MEMORY;
    for (uint32_t i = 0; i < w->n; i++) {
        memcpy(myn_row(w->centre, i), myn_crow(points, i), w->d * sizeof(double));
        w->slot[i] = w->into[i] = i;
        w->size[i] = 1;
        w->population[i] = population_of(w->plan, i);
        w->beside[i] = (Beside){map->to + map->start[i], map->start[i + 1] - map->start[i]};
    }
    myn_status status = MYN_OK;
    for (uint32_t i = 0; i < w->n; i++)
        for (size_t e = map->start[i]; e < map->start[i + 1] && !status; e++)
            if (map->to[e] > i) status = offer(w, i, map->to[e]);
    return status;
}

/* The neighbours of A and B that are left, each once. */
static bool join_lists(Ward *w, uint32_t a, uint32_t b, uint32_t number)
{
    const Beside *of[] = {&w->beside[a], &w->beside[b]};
    Beside all = {myn_arena_get(w->arena, (of[0]->count + of[1]->count) * sizeof *all.at), 0};
    for (size_t k = 0; all.at && k < 2; k++)
        for (size_t e = 0; e < of[k]->count; e++) {
            uint32_t other = head_of(w->into, of[k]->at[e]);
            if (other == number || w->seen[other] == number) continue;
            w->seen[other] = number;
            all.at[all.count++] = other;
        }
    w->beside[number] = all;
    return all.at != NULL;
}

static myn_status merge(Ward *w, uint32_t a, uint32_t b)
{
    uint32_t number = (uint32_t)w->count++;
    double *to = myn_row(w->centre, w->slot[a]), *from = myn_row(w->centre, w->slot[b]);
    for (size_t j = 0; j < w->d; j++)
        to[j] = (w->size[a] * to[j] + w->size[b] * from[j]) / (w->size[a] + w->size[b]);
    w->size[number] = w->size[a] + w->size[b];
    w->population[number] = w->population[a] + w->population[b];
    w->slot[number] = w->slot[a];
    w->slot[a] = w->slot[b] = MYN_NO_SEGMENT;
    w->into[a] = w->into[b] = w->into[number] = number;
    w->left--;
    if (!join_lists(w, a, b, number)) return MYN_ERR_MEMORY;
    myn_status status = MYN_OK;
    for (size_t e = 0; e < w->beside[number].count && !status; e++)
        status = offer(w, number, w->beside[number].at[e]);
    return status;
}

static bool is_low(const Ward *w, uint32_t number)
{
    return w->population[number] < w->plan->floor;
}

/* Merges with a region below the floor, cheapest first, until there are none; those of two regions that need
 * none wait aside and go back. */
static myn_status lift_to_floor(Ward *w)
{
    Merge *aside = NULL;
    size_t held = 0, room = 0;
    myn_status status = MYN_OK;
    while (w->waiting && !status) {
        Merge m = pop(w);
        if (w->slot[m.a] == MYN_NO_SEGMENT || w->slot[m.b] == MYN_NO_SEGMENT) continue;
        if (is_low(w, m.a) || is_low(w, m.b)) {
            status = merge(w, m.a, m.b);
            continue;
        }
        if (held == room) {
            room = room ? 2 * room : 1024;
            Merge *larger = myn_arena_get(w->arena, room * sizeof *larger);
            if (!larger) return MYN_ERR_MEMORY;
            if (held) memcpy(larger, aside, held * sizeof *larger);
            aside = larger;
        }
        aside[held++] = m;
    }
    for (size_t i = 0; i < held && !status; i++) status = push(w, aside[i]);
    return status;
}

static myn_status run(Ward *w)
{
    myn_status status = w->plan->floor > 0 ? lift_to_floor(w) : MYN_OK;
    while (w->left > w->plan->k && w->waiting && !status) {
        Merge m = pop(w);
        if (w->slot[m.a] != MYN_NO_SEGMENT && w->slot[m.b] != MYN_NO_SEGMENT) status = merge(w, m.a, m.b);
    }
    return status;
}

static void label_all(Ward *w, myn_partition *out)
{
    uint32_t regions = 0;
    for (size_t c = 0; c < w->count; c++) w->seen[c] = MYN_NO_SEGMENT;
    for (size_t i = 0; i < w->n; i++) {
        uint32_t head = head_of(w->into, (uint32_t)i);
        if (w->seen[head] == MYN_NO_SEGMENT) w->seen[head] = regions++;
        out->label[i] = w->seen[head];
    }
    *out = (myn_partition){out->label, w->n, regions};
}

myn_status myn_regions_ward(myn_cmat points, const myn_contiguity *map, const myn_region_plan *plan,
                            myn_region_result *out, myn_arena *scratch)
{
    myn_status status = plan_sound(points, map, plan);
    if (status) return status;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_region_plan squares = *plan;
    squares.cost = MYN_REGION_SQUARES;
    Ward w = {.plan = &squares,
              .n = points.rows,
              .d = points.cols,
              .count = points.rows,
              .left = points.rows,
              .arena = scratch};
    status = begin(&w, points, map);
    if (!status) status = run(&w);
    if (!status) label_all(&w, &out->regions);
    if (!status) status = describe_regions(points, map, &squares, out, scratch);
    myn_arena_rewind(scratch, mark);
    return status;
}
