/* Boundaries written out in a test. */
#ifndef MYN_TEST_MAP_H
#define MYN_TEST_MAP_H
#include <mynegai/topology.h>
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

#endif
