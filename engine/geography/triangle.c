/* What lies in a triangle. */
#include "geography/triangle.h"
#include <math.h>

static size_t square_of(double value, double from, double each, size_t side)
{
    double at = (value - from) * each;
    return at < 0 ? 0 : at < (double)side ? (size_t)at : side - 1;
}

static size_t cell_of(const Grid *g, size_t i)
{
    return square_of(g->y[i], g->bottom, g->down, g->side) * g->side +
           square_of(g->x[i], g->left, g->across, g->side);
}

static void span(const double *value, size_t count, size_t side, double *from, double *each)
{
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        least = fmin(least, value[i]);
        most = fmax(most, value[i]);
    }
    *from = least;
    *each = most > least ? (double)side / (most - least) : 0;
}

bool grid_make(Grid *g, const double *x, const double *y, size_t count, myn_arena *arena)
{
    *g = (Grid){.x = x, .y = y, .side = (size_t)sqrt((double)count) + 1};
    span(x, count, g->side, &g->left, &g->across);
    span(y, count, g->side, &g->bottom, &g->down);
    g->start = myn_arena_zero(arena, g->side * g->side + 2, sizeof *g->start);
    g->point = myn_arena_get(arena, count * sizeof *g->point);
    if (!g->start || !g->point) return false;
    size_t *next = g->start +
                   1; /* next[c] counts, then is where the next position of cell c goes, at last its end */
    for (size_t i = 0; i < count; i++) next[cell_of(g, i) + 1]++;
    for (size_t c = 0; c < g->side * g->side; c++) next[c + 1] += next[c];
    for (size_t i = 0; i < count; i++) g->point[next[cell_of(g, i)]++] = (uint32_t)i;
    return true;
}

/* Twice the area of P, Q and I, with its sign. */
static double turn(const Grid *g, size_t p, size_t q, size_t i)
{
    return (g->x[q] - g->x[p]) * (g->y[i] - g->y[p]) - (g->x[i] - g->x[p]) * (g->y[q] - g->y[p]);
}

static bool same_place(const Grid *g, size_t i, size_t j)
{
    return g->x[i] == g->x[j] && g->y[i] == g->y[j];
}

static bool inside(const Grid *g, size_t p, size_t q, size_t r, size_t i)
{
    double a = turn(g, p, q, i), b = turn(g, q, r, i), c = turn(g, r, p, i);
    bool in = (a >= 0 && b >= 0 && c >= 0) || (a <= 0 && b <= 0 && c <= 0);
    return in && !same_place(g, i, p) && !same_place(g, i, q) && !same_place(g, i, r);
}

bool triangle_empty(const Grid *g, const bool *there, size_t p, size_t q, size_t r)
{
    double left = fmin(fmin(g->x[p], g->x[q]), g->x[r]), right = fmax(fmax(g->x[p], g->x[q]), g->x[r]);
    double bottom = fmin(fmin(g->y[p], g->y[q]), g->y[r]), top = fmax(fmax(g->y[p], g->y[q]), g->y[r]);
    size_t first = square_of(left, g->left, g->across, g->side),
           last = square_of(right, g->left, g->across, g->side);
    size_t end = square_of(top, g->bottom, g->down, g->side);
    for (size_t row = square_of(bottom, g->bottom, g->down, g->side); row <= end; row++)
        for (size_t k = g->start[row * g->side + first]; k < g->start[row * g->side + last + 1]; k++) {
            size_t i = g->point[k];
            bool near = there[i] && g->x[i] >= left && g->x[i] <= right && g->y[i] >= bottom &&
                        g->y[i] <= top;
            if (near && inside(g, p, q, r, i)) return false;
        }
    return true;
}
