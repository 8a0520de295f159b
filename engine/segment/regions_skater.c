/* SKATER: the least tree over neighbours, cut where it pays most.
 *
 * A group is one tree; its areas are listed from a root so that each comes after the one above it, and the side
 * below an area is what a cut there splits off. */
#include "segment/map.h"
#include "segment/tiles.h"
#include "segment/tree.h"
#include <stdlib.h>
#include <string.h>

typedef struct {
    double weight;
    uint32_t a, b;
} Edge;

typedef struct {
    double gain;    /* of the best cut; -infinite: there is none */
    uint32_t below; /* the area whose side it splits off */
    uint32_t root;
} Group;

typedef struct {
    myn_cmat points;
    const myn_region_plan *plan;
    size_t n, d;
    myn_contiguity tree;     /* the least tree, whatever was cut since */
    uint32_t *group;         /* by area */
    uint32_t *order, *above; /* areas from the root; the one each came from */
    size_t listed;
    myn_mat sum;               /* by area: of its side's points */
    double *size, *population; /* the same of areas, people */
    uint8_t *side;             /* by area: whether it is below the cut being tried */
    double *mean;              /* 2 x d */
    Group *at;
    size_t groups;
} Skater;

static int lighter_first(const void *of_p, const void *of_q)
{
    const Edge *p = of_p, *q = of_q;
    if (p->weight != q->weight) return p->weight < q->weight ? -1 : 1;
    if (p->a != q->a) return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

/* Kruskal: the lightest edges that close no ring. */
static myn_status least_tree(Skater *s, const myn_contiguity *map, myn_arena *scratch)
{
    size_t count = 0, kept = 0;
    Edge *edge = myn_arena_get(scratch, map->start[s->n] * sizeof *edge);
    uint32_t *head = myn_arena_get(scratch, s->n * sizeof *head), (*pair)[2];
    pair = myn_arena_get(scratch, s->n * sizeof *pair);
    if (!edge || !head || !pair) return MYN_ERR_MEMORY;
    for (uint32_t i = 0; i < s->n; i++) {
        head[i] = i;
        for (size_t e = map->start[i]; e < map->start[i + 1]; e++)
            if (map->to[e] > i)
                edge[count++] = (Edge){
                    square_distance(myn_crow(s->points, i), myn_crow(s->points, map->to[e]), s->d), i,
                    map->to[e]};
    }
    qsort(edge, count, sizeof *edge, lighter_first);
    for (size_t e = 0; e < count; e++) {
        uint32_t a = head_of(head, edge[e].a), b = head_of(head, edge[e].b);
        if (a == b) continue;
        head[b] = a;
        pair[kept][0] = edge[e].a, pair[kept++][1] = edge[e].b;
    }
    return myn_contiguity_pairs(s->n, pair, kept, &s->tree, scratch);
}

/* The areas of group G from its root. */
static void list_group(Skater *s, uint32_t g)
{
    s->order[0] = s->at[g].root;
    s->above[s->order[0]] = s->order[0];
    s->listed = 1;
    for (size_t at = 0; at < s->listed; at++) {
        uint32_t i = s->order[at];
        for (size_t e = s->tree.start[i]; e < s->tree.start[i + 1]; e++) {
            uint32_t next = s->tree.to[e];
            if (s->group[next] != g || next == s->above[i]) continue;
            s->above[next] = i;
            s->order[s->listed++] = next;
        }
    }
}

/* Sums of every side, from the far ends inwards. */
static void add_up(Skater *s)
{
    for (size_t at = 0; at < s->listed; at++) {
        uint32_t i = s->order[at];
        memcpy(myn_row(s->sum, i), myn_crow(s->points, i), s->d * sizeof(double));
        s->size[i] = 1;
        s->population[i] = population_of(s->plan, i);
    }
    for (size_t at = s->listed; at-- > 1;) {
        uint32_t i = s->order[at], up = s->above[i];
        for (size_t j = 0; j < s->d; j++) myn_row(s->sum, up)[j] += myn_row(s->sum, i)[j];
        s->size[up] += s->size[i];
        s->population[up] += s->population[i];
    }
}

/* ---- squares: from the sums ---- */

/* How much less the two sides of a cut below I have than the whole: n_a n_b / n |mean a - mean b|^2. */
static double gain_by_squares(const Skater *s, uint32_t root, uint32_t i)
{
    double below = s->size[i], rest = s->size[root] - below, apart = 0;
    for (size_t j = 0; j < s->d; j++) {
        double sum = myn_row(s->sum, i)[j],
               difference = sum / below - (myn_row(s->sum, root)[j] - sum) / rest;
        apart += difference * difference;
    }
    return below * rest / s->size[root] * apart;
}

/* ---- distances: from the points ---- */

/* Sum of distances of the listed areas whose SIDE is WHICH from their MEAN. */
static double distances_of(const Skater *s, uint8_t which, const double *mean)
{
    double sum = 0;
    for (size_t at = 0; at < s->listed; at++)
        if (s->side[s->order[at]] == which)
            sum += sqrt(square_distance(myn_crow(s->points, s->order[at]), mean, s->d));
    return sum;
}

static double cost_by_distances(Skater *s, uint32_t root)
{
    for (size_t j = 0; j < s->d; j++) s->mean[j] = myn_row(s->sum, root)[j] / s->size[root];
    for (size_t at = 0; at < s->listed; at++) s->side[s->order[at]] = 0;
    return distances_of(s, 0, s->mean);
}

static double gain_by_distances(Skater *s, uint32_t root, uint32_t i, double cost)
{
    for (size_t j = 0; j < s->d; j++) {
        double sum = myn_row(s->sum, i)[j];
        s->mean[j] = (myn_row(s->sum, root)[j] - sum) / (s->size[root] - s->size[i]);
        s->mean[s->d + j] = sum / s->size[i];
    }
    for (size_t at = 0; at < s->listed; at++) {
        uint32_t k = s->order[at];
        s->side[k] = k == i || (at && s->side[s->above[k]]);
    }
    return cost - distances_of(s, 0, s->mean) - distances_of(s, 1, s->mean + s->d);
}

/* ---- groups ---- */

/* Where group G is best cut: of equal gains, below the area with the lowest number. */
static void judge(Skater *s, uint32_t g)
{
    Group *group = &s->at[g];
    list_group(s, g);
    add_up(s);
    bool distances = s->plan->cost == MYN_REGION_DISTANCES;
    uint32_t root = group->root;
    double cost = distances ? cost_by_distances(s, root) : 0;
    group->gain = -INFINITY;
    for (size_t at = 1; at < s->listed; at++) {
        uint32_t i = s->order[at];
        double people = s->population[i];
        if (people < s->plan->floor || s->population[root] - people < s->plan->floor) continue;
        double gain = distances ? gain_by_distances(s, root, i, cost) : gain_by_squares(s, root, i);
        if (gain > group->gain || (gain == group->gain && i < group->below)) {
            group->gain = gain;
            group->below = i;
        }
    }
}

/* The side below AREA becomes group NUMBER. */
static void split(Skater *s, uint32_t g, uint32_t number)
{
    uint32_t below = s->at[g].below;
    list_group(s, g);
    s->side[s->order[0]] = 0;
    for (size_t at = 1; at < s->listed; at++) {
        uint32_t i = s->order[at];
        s->side[i] = i == below || s->side[s->above[i]];
    }
    for (size_t at = 0; at < s->listed; at++)
        if (s->side[s->order[at]]) s->group[s->order[at]] = number;
    s->at[number] = (Group){.root = below};
    judge(s, g);
    judge(s, number);
}

static void cut_until(Skater *s)
{
    while (s->groups < s->plan->k) {
        uint32_t best = 0;
        for (uint32_t g = 1; g < s->groups; g++)
            if (s->at[g].gain > s->at[best].gain) best = g;
        if (s->at[best].gain == -INFINITY) return;
        split(s, best, (uint32_t)s->groups++);
    }
}

static bool get_memory(Skater *s, myn_arena *scratch)
{
    size_t n = s->n, d = s->d;
    s->group = myn_arena_zero(scratch, n, sizeof *s->group);
    s->order = myn_arena_zero(scratch, n, sizeof *s->order);
    s->above = myn_arena_zero(scratch, n, sizeof *s->above);
    s->size = myn_arena_zero(scratch, n, sizeof *s->size);
    s->population = myn_arena_zero(scratch, n, sizeof *s->population);
    s->side = myn_arena_zero(scratch, n, sizeof *s->side);
    s->mean = myn_arena_zero(scratch, 2 * d, sizeof *s->mean);
    s->at = myn_arena_zero(scratch, n, sizeof *s->at);
    s->sum = (myn_mat){myn_arena_zero(scratch, n * d, sizeof(double)), n, d, d};
    return s->group && s->order && s->above && s->size && s->population && s->side && s->mean && s->at &&
           s->sum.at;
}

/* Each part of the map is a group to begin with. */
static void begin(Skater *s)
{
    s->groups = myn_contiguity_parts(&s->tree, s->group);
    for (uint32_t i = (uint32_t)s->n; i-- > 0;) s->at[s->group[i]].root = i;
    for (uint32_t g = 0; g < s->groups; g++) judge(s, g);
}

myn_status myn_regions_skater(myn_cmat points, const myn_contiguity *map, const myn_region_plan *plan,
                              myn_region_result *out, myn_arena *scratch)
{
    myn_status status = plan_sound(points, map, plan);
    if (status) return status;
    myn_arena_mark mark = myn_arena_here(scratch);
    Skater s = {.points = points, .plan = plan, .n = points.rows, .d = points.cols};
    status = get_memory(&s, scratch) ? least_tree(&s, map, scratch) : MYN_ERR_MEMORY;
    if (!status) {
        begin(&s);
        cut_until(&s);
        out->regions = (myn_partition){out->regions.label, s.n, s.groups};
        memcpy(out->regions.label, s.group, s.n * sizeof *s.group);
        status = describe_regions(points, map, plan, out, scratch);
    }
    myn_arena_rewind(scratch, mark);
    return status;
}
