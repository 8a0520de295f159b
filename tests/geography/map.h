/* Boundaries written out in a test. */
#ifndef MYN_TEST_MAP_H
#define MYN_TEST_MAP_H
#include <math.h>
#include <mynegai/topology.h>
#include <stdlib.h>
#include <string.h>

enum { MAP_POINTS = 256, MAP_RINGS = 32 };

/* A ring as a row of x, y; the closing position is added. */
typedef struct {
    uint32_t area;
    bool hole;
    size_t count;
    double at[24][2];
} Ring;

typedef struct {
    double x[MAP_POINTS], y[MAP_POINTS];
    size_t start[MAP_RINGS + 1];
    uint32_t area[MAP_RINGS];
    bool hole[MAP_RINGS];
    myn_boundaries boundaries;
} Map;

/* Areas "a", "b" and so on; distances times SCALE. */
static inline const myn_boundaries *map_of(Map *m, const Ring *ring, size_t rings, size_t areas, double scale)
{
    static const char *const code[] = {"a", "b", "c", "d", "e", "f"};
    size_t points = 0;
    m->start[0] = 0;
    for (size_t r = 0; r < rings; r++) {
        for (size_t i = 0; i <= ring[r].count; i++, points++) {
            m->x[points] = scale * ring[r].at[i % ring[r].count][0];
            m->y[points] = scale * ring[r].at[i % ring[r].count][1];
        }
        m->start[r + 1] = points;
        m->area[r] = ring[r].area;
        m->hole[r] = ring[r].hole;
    }
    m->boundaries = (myn_boundaries){areas, code, {m->x, m->y, m->start, m->area, rings}, m->hole, NULL};
    return &m->boundaries;
}

/* Of A and B beside each other, each 1000 wide and high. */
static const Ring two_squares[] = {{0, false, 4, {{0, 0}, {1, 0}, {1, 1}, {0, 1}}},
                                   {1, false, 4, {{1, 0}, {2, 0}, {2, 1}, {1, 1}}}};

/* Where C lies of the line from A to B: above 0 to its left. */
static inline double side_of(const myn_topology *t, size_t a, size_t b, size_t c)
{
    return (t->x[b] - t->x[a]) * (t->y[c] - t->y[a]) - (t->x[c] - t->x[a]) * (t->y[b] - t->y[a]);
}

/* Whether the sides from P and Q to the positions after them cross in a point that is an end of neither. */
static inline bool cross(const myn_topology *t, size_t p, size_t q)
{
    double a = side_of(t, p, p + 1, q), b = side_of(t, p, p + 1, q + 1);
    double c = side_of(t, q, q + 1, p), d = side_of(t, q, q + 1, p + 1);
    return ((a > 0 && b < 0) || (a < 0 && b > 0)) && ((c > 0 && d < 0) || (c < 0 && d > 0));
}

typedef struct {
    double from, to; /* least and greatest x */
    size_t at;       /* its first position */
} Side;

static inline int leftmost_first(const void *of_p, const void *of_q)
{
    const Side *p = of_p, *q = of_q;
    return (p->from > q->from) - (p->from < q->from);
}

/* How many pairs of sides of all arcs cross. */
static inline size_t crossings(const myn_topology *t)
{
    Side *side = malloc((t->start[t->arcs] + 1) * sizeof *side);
    size_t count = 0, found = 0;
    for (size_t a = 0; side && a < t->arcs; a++)
        for (size_t i = t->start[a]; i + 1 < t->start[a + 1]; i++)
            side[count++] = (Side){fmin(t->x[i], t->x[i + 1]), fmax(t->x[i], t->x[i + 1]), i};
    if (count) qsort(side, count, sizeof *side, leftmost_first);
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count && side[j].from <= side[i].to; j++)
            found += cross(t, side[i].at, side[j].at);
    free(side);
    return side ? found : SIZE_MAX;
}

#endif
