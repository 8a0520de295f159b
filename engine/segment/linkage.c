/* Which algorithm clusters by which linkage. */
#include "segment/tiles.h"
#include "segment/tree.h"

#define TOO_LARGE 1e150 /* its square is no number */

const char *myn_linkage_word(myn_linkage how)
{
    static const char *const word[] = {"ward.D2", "ward.D",   "complete", "average",
                                       "single",  "mcquitty", "centroid", "median"};
    return (unsigned)how < sizeof word / sizeof *word ? word[how] : "unknown";
}

static bool may_fall(myn_linkage how)
{
    return how == MYN_LINK_CENTROID || how == MYN_LINK_MEDIAN;
}

double lance_williams(myn_linkage how, Lance l)
{
    double both = l.na + l.nb, all = both + l.nk;
    switch (how) {
    case MYN_LINK_WARD_D2:
    case MYN_LINK_WARD_D: return ((l.na + l.nk) * l.ak + (l.nb + l.nk) * l.bk - l.nk * l.ab) / all;
    case MYN_LINK_COMPLETE: return l.ak > l.bk ? l.ak : l.bk;
    case MYN_LINK_SINGLE: return l.ak < l.bk ? l.ak : l.bk;
    case MYN_LINK_AVERAGE: return (l.na * l.ak + l.nb * l.bk) / both;
    case MYN_LINK_MCQUITTY: return (l.ak + l.bk) / 2;
    case MYN_LINK_CENTROID: return (l.na * l.ak + l.nb * l.bk - l.na * l.nb * l.ab / both) / both;
    case MYN_LINK_MEDIAN: break;
    }
    return (l.ak + l.bk) / 2 - l.ab / 4;
}

/* Squares in, square roots out, for Ward's method. */
static void square_all(myn_mat distance)
{
    for (size_t i = 0; i < distance.rows; i++)
        for (size_t j = 0; j < distance.cols; j++) myn_row(distance, i)[j] *= myn_row(distance, i)[j];
}

static myn_status link_table(myn_mat distance, myn_linkage how, myn_tree *out, myn_arena *arena)
{
    myn_status status = tree_begin(out, distance.rows, arena);
    if (status) return status;
    myn_arena_mark mark = myn_arena_here(arena);
    Link *link = myn_arena_get(arena, out->n * sizeof *link);
    if (!link) return MYN_ERR_MEMORY;
    if (how == MYN_LINK_WARD_D2) square_all(distance);
    status = may_fall(how) || how == MYN_LINK_MCQUITTY ? closest_links(distance, how, link, arena)
                                                       : chain_links(distance, how, link, arena);
    if (how == MYN_LINK_WARD_D2)
        for (size_t s = 0; s + 1 < out->n; s++) link[s].height = sqrt(fmax(0, link[s].height));
    if (!status) status = tree_fill(out, link, !may_fall(how), arena);
    myn_arena_rewind(arena, mark);
    return status;
}

myn_status myn_linkage_table(myn_mat distance, myn_linkage how, myn_tree *out, myn_arena *arena)
{
    if (distance.rows != distance.cols || (unsigned)how > MYN_LINK_MEDIAN) return MYN_ERR_ARGUMENT;
    for (size_t i = 0; i < distance.rows; i++)
        for (size_t j = 0; j < distance.cols; j++)
            if (!(myn_row(distance, i)[j] >= 0 && myn_row(distance, i)[j] < TOO_LARGE)) return MYN_ERR_DATA;
    return link_table(distance, how, out, arena);
}

static void fill_distances(myn_cmat points, bool squared, myn_mat out)
{
    for (size_t i = 0; i < points.rows; i++)
        for (size_t j = 0; j <= i; j++) {
            double square = square_distance(myn_crow(points, i), myn_crow(points, j), points.cols);
            myn_row(out, i)[j] = myn_row(out, j)[i] = squared ? square : sqrt(square);
        }
}

static myn_status link_centres(myn_cmat points, myn_tree *out, myn_arena *arena)
{
    myn_status status = tree_begin(out, points.rows, arena);
    if (status) return status;
    myn_arena_mark mark = myn_arena_here(arena);
    Link *link = myn_arena_get(arena, out->n * sizeof *link);
    status = link ? ward_links(points, link, arena) : MYN_ERR_MEMORY;
    if (!status) status = tree_fill(out, link, true, arena);
    myn_arena_rewind(arena, mark);
    return status;
}

/* The table is taken from an arena of its own, so that it is given back at once. */
static myn_status link_points(myn_cmat points, myn_linkage how, myn_tree *out, myn_arena *arena)
{
    size_t n = points.rows;
    myn_arena *table;
    if (n > INT32_MAX) return MYN_ERR_ARGUMENT;
    myn_status status = myn_arena_new(&table);
    if (status) return status;
    myn_mat distance = {myn_arena_get(table, n * n * sizeof(double)), n, n, n};
    if (distance.at) fill_distances(points, may_fall(how), distance);
    status = distance.at ? link_table(distance, how, out, arena) : MYN_ERR_MEMORY;
    myn_arena_free(table);
    return status;
}

static bool all_sound(myn_cmat points)
{
    for (size_t i = 0; i < points.rows; i++)
        for (size_t j = 0; j < points.cols; j++)
            if (!(fabs(myn_crow(points, i)[j]) < TOO_LARGE)) return false;
    return true;
}

myn_status myn_linkage_points(myn_cmat points, myn_linkage how, myn_tree *out, myn_arena *arena)
{
    if (!points.rows || (unsigned)how > MYN_LINK_MEDIAN) return MYN_ERR_ARGUMENT;
    if (!all_sound(points)) return MYN_ERR_DATA;
    return how == MYN_LINK_WARD_D2 ? link_centres(points, out, arena) : link_points(points, how, out, arena);
}
