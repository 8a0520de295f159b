/* What SKATER and Ward's method among neighbours say of their results. */
#include "segment/largest_first.h"
#include "segment/map.h"
#include "segment/tiles.h"
#include <string.h>

myn_status plan_sound(myn_cmat points, const myn_contiguity *map, const myn_region_plan *plan)
{
    size_t n = points.rows;
    if (!n || map->n != n || !plan->k || plan->k > n || !(plan->floor >= 0) || isinf(plan->floor))
        return MYN_ERR_ARGUMENT;
    for (size_t i = 0; i < n; i++) {
        double p = population_of(plan, i);
        if (!(p >= 0) || isinf(p)) return MYN_ERR_ARGUMENT;
        for (size_t j = 0; j < points.cols; j++)
            if (!(fabs(myn_crow(points, i)[j]) < 1e150)) return MYN_ERR_DATA;
    }
    return MYN_OK;
}

/* Means of regions into MEAN (k x d), members into SIZE. */
static void find_means(myn_cmat points, const myn_partition *p, myn_mat mean, double *size)
{
    for (size_t i = 0; i < p->n; i++) {
        double *to = myn_row(mean, p->label[i]);
        for (size_t j = 0; j < points.cols; j++) to[j] += myn_crow(points, i)[j];
        size[p->label[i]]++;
    }
    for (size_t c = 0; c < p->k; c++)
        for (size_t j = 0; j < points.cols; j++) myn_row(mean, c)[j] /= size[c];
}

static size_t count_below(const myn_region_plan *plan, const myn_partition *p, double *population)
{
    size_t below = 0;
    for (size_t i = 0; i < p->n; i++) population[p->label[i]] += population_of(plan, i);
    for (size_t c = 0; c < p->k; c++) below += population[c] < plan->floor;
    return below;
}

myn_status describe_regions(myn_cmat points, const myn_contiguity *map, const myn_region_plan *plan,
                            myn_region_result *out, myn_arena *scratch)
{
    myn_partition *p = &out->regions;
    myn_status status = largest_first(p, scratch);
    if (status) return status;
    uint32_t *part = myn_arena_get(scratch, p->n * sizeof *part);
    double *size = myn_arena_zero(scratch, p->k, sizeof *size);
    double *population = myn_arena_zero(scratch, p->k, sizeof *population);
    myn_mat mean = {myn_arena_zero(scratch, p->k * points.cols, sizeof(double)), p->k, points.cols,
                    points.cols};
    if (!part || !size || !population || !mean.at) return MYN_ERR_MEMORY;
    out->parts = myn_contiguity_parts(map, part);
    out->below_floor = count_below(plan, p, population);
    find_means(points, p, mean, size);
    out->cost = 0;
    for (size_t i = 0; i < p->n; i++) {
        double square = square_distance(myn_crow(points, i), myn_row(mean, p->label[i]), points.cols);
        out->cost += plan->cost == MYN_REGION_DISTANCES ? sqrt(square) : square;
    }
    return MYN_OK;
}
