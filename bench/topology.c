/* Boundaries of a made-up country, squares whose sides are wiggly: their topology, and a drawing of it. The limit
 * is a copy of the positions. */
#include "bench.h"
#include <math.h>
#include <mynegai/drawing.h>
#include <mynegai/topology.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE = 20, RING = 4 * SIDE + 1 }; /* positions to a side of a square, to a ring */

typedef struct {
    size_t across, areas;
    double *x, *y, *copy;
    size_t *start;
    uint32_t *area;
    bool *hole;
    const char **code;
    char (*text)[12];
    myn_boundaries boundaries;
} Country;

/* A crossing of a net, shaken so that lines are wiggly; the same for all that meet there. */
static void put(Country *c, size_t at, size_t column, size_t row)
{
    double shake = sin((double)column * 12.9898 + (double)row * 78.233) * 43758.5453;
    c->x[at] = 100 * ((double)column + 0.3 * (shake - floor(shake)));
    c->y[at] = 100 * ((double)row + 0.3 * (shake * 7 - floor(shake * 7)));
}

static void draw_area(Country *c, size_t i)
{
    size_t column = SIDE * (i % c->across), row = SIDE * (i / c->across), at = RING * i;
    for (size_t k = 0; k < SIDE; k++) put(c, at++, column + k, row);
    for (size_t k = 0; k < SIDE; k++) put(c, at++, column + SIDE, row + k);
    for (size_t k = 0; k < SIDE; k++) put(c, at++, column + SIDE - k, row + SIDE);
    for (size_t k = 0; k < SIDE; k++) put(c, at++, column, row + SIDE - k);
    put(c, at++, column, row);
    c->start[i + 1] = at;
    c->area[i] = (uint32_t)i;
    snprintf(c->text[i], sizeof c->text[i], "A%08zu", i);
    c->code[i] = c->text[i];
}

static bool make(Country *c, size_t across)
{
    size_t n = across * across;
    *c = (Country){across,
                   n,
                   malloc(n * RING * sizeof *c->x),
                   malloc(n * RING * sizeof *c->y),
                   malloc(2 * n * RING * sizeof *c->copy),
                   calloc(n + 1, sizeof *c->start),
                   calloc(n, sizeof *c->area),
                   calloc(n, sizeof *c->hole),
                   calloc(n, sizeof *c->code),
                   calloc(n, sizeof *c->text),
                   {0}};
    if (!c->x || !c->y || !c->copy || !c->start || !c->area || !c->hole || !c->code || !c->text) return false;
    for (size_t i = 0; i < n; i++) draw_area(c, i);
    c->boundaries = (myn_boundaries){n, c->code, {c->x, c->y, c->start, c->area, n}, c->hole, NULL};
    return true;
}

static myn_status topology(void *ctx)
{
    const Country *c = ctx;
    myn_topology *t;
    myn_status status = myn_topology_make(&c->boundaries, NULL, 0, &t);
    myn_topology_free(t);
    return status;
}

static myn_status drawing(void *ctx)
{
    const Country *c = ctx;
    myn_drawing *d;
    myn_status status = myn_drawing_boundaries(&c->boundaries, c->code, c->areas, 600, &d);
    myn_drawing_free(d);
    return status;
}

static myn_status limit(void *ctx)
{
    const Country *c = ctx;
    memcpy(c->copy, c->x, c->areas * RING * sizeof *c->x);
    memcpy(c->copy + c->areas * RING, c->y, c->areas * RING * sizeof *c->y);
    return MYN_OK;
}

static myn_status measure(const char *name, BenchWork work, Country *c, int runs)
{
    BenchFigures figures;
    char size[64];
    myn_status status = bench_time(&(BenchJob){work, limit, c, runs, false}, &figures);
    snprintf(size, sizeof size, "%zu areas", c->areas);
    if (!status) bench_line(name, size, (double)(c->areas * RING), &figures);
    return status;
}

int main(void)
{
    Country c;
    myn_status status = make(&c, 45) ? MYN_OK : MYN_ERR_MEMORY;
    if (!status) status = measure("topology", topology, &c, 9);
    if (!status) status = measure("drawing", drawing, &c, 9);
    free(c.x), free(c.y), free(c.copy), free(c.start);
    free(c.area), free(c.hole), free(c.code), free(c.text);
    return bench_exit("topology", status);
}
