/* TopoJSON, byte for byte. */
#include "geography/map.h"
#include "suite.h"
#include <math.h>

static myn_topology *made(const Ring *ring, size_t rings, size_t areas)
{
    static Map map;
    myn_topology *t;
    ck_assert(myn_topology_make(map_of(&map, ring, rings, areas, 1000), NULL, 0, &t) == MYN_OK);
    return t;
}

static void check_text(const myn_topology *t, const myn_topojson *how, const char *want)
{
    for (int turn = 0; turn < 2; turn++) {
        myn_buffer out = {0};
        ck_assert(myn_topology_json(t, how, &out) == MYN_OK);
        ck_assert_str_eq(out.at, want);
        myn_buffer_free(&out);
    }
}

/* 2000 by 1000 in ten steps each way: 200 and 100 a step. Rings as in test_topology.c. */
START_TEST(two)
{
    static const char *const en[] = {"Anglesey", "\"B\""}, *const cy[] = {"Ynys M\xc3\xb4n", NULL};
    myn_topology *t = made(two_squares, 2, 2);
    check_text(t, &(myn_topojson){.object = "councils", .name_en = en, .name_cy = cy, .steps = 11},
               "{\"type\":\"Topology\",\n"
               "\"bbox\":[0,0,2000,1000],\n"
               "\"transform\":{\"scale\":[200,100],\"translate\":[0,0]},\n"
               "\"objects\":{\"councils\":{\"type\":\"GeometryCollection\",\"geometries\":[\n"
               "{\"type\":\"Polygon\",\"arcs\":[[0,1]],\"id\":\"a\",\"properties\":{\"code\":\"a\","
               "\"name_en\":\"Anglesey\",\"name_cy\":\"Ynys M\xc3\xb4n\"}},\n"
               "{\"type\":\"Polygon\",\"arcs\":[[2,-1]],\"id\":\"b\",\"properties\":{\"code\":\"b\","
               "\"name_en\":\"\\\"B\\\"\"}}]}},\n"
               "\"arcs\":[\n"
               "[[5,0],[0,10]],\n"
               "[[5,10],[-5,0],[0,-10],[5,0]],\n"
               "[[5,0],[5,0],[0,10],[-5,0]]]}\n");
    myn_topology_free(t);
}
END_TEST

/* B alone: its arcs first, its box. 1000 by 1000 in 100,000 steps: 0.01 each. */
START_TEST(one_of_two)
{
    static const size_t only[] = {1};
    myn_topology *t = made(two_squares, 2, 2);
    check_text(t, &(myn_topojson){.only = only, .count = 1, .steps = 100001},
               "{\"type\":\"Topology\",\n"
               "\"bbox\":[1000,0,2000,1000],\n"
               "\"transform\":{\"scale\":[0.01,0.01],\"translate\":[1000,0]},\n"
               "\"objects\":{\"areas\":{\"type\":\"GeometryCollection\",\"geometries\":[\n"
               "{\"type\":\"Polygon\",\"arcs\":[[0,-2]],\"id\":\"b\",\"properties\":{\"code\":\"b\"}}]}},\n"
               "\"arcs\":[\n"
               "[[0,0],[100000,0],[0,100000],[-100000,0]],\n"
               "[[0,0],[0,100000]]]}\n");
    myn_topology_free(t);
}
END_TEST

/* Two polygons, the first with a hole; an area without any; positions that fall together are written all the same. */
START_TEST(several)
{
    static const Ring ring[] = {{0, false, 4, {{0, 0}, {9, 0}, {9, 9}, {0, 9}}},
                                {0, true, 3, {{3, 3}, {3, 6}, {6, 6}}},
                                {0, false, 3, {{10, 0}, {10.1, 0}, {10, 0.1}}}};
    myn_topology *t = made(ring, 3, 2);
    check_text(t, &(myn_topojson){.steps = 2},
               "{\"type\":\"Topology\",\n"
               "\"bbox\":[0,0,10100,9000],\n"
               "\"transform\":{\"scale\":[10100,9000],\"translate\":[0,0]},\n"
               "\"objects\":{\"areas\":{\"type\":\"GeometryCollection\",\"geometries\":[\n"
               "{\"type\":\"MultiPolygon\",\"arcs\":[[[0],[1]],[[2]]],\"id\":\"a\",\"properties\":{\"code\":"
               "\"a\"}},\n"
               "{\"type\":null,\"id\":\"b\",\"properties\":{\"code\":\"b\"}}]}},\n"
               "\"arcs\":[\n"
               "[[0,0],[1,0],[0,1],[-1,0],[0,-1]],\n"
               "[[0,0],[0,1],[1,0],[-1,-1]],\n"
               "[[1,0],[0,0],[0,0],[0,0]]]}\n");
    myn_topology_free(t);
}
END_TEST

START_TEST(edges)
{
    static const size_t only[] = {2};
    static const size_t steps[] = {1, (size_t)1 << 32};
    myn_topology *t = made(two_squares, 2, 2);
    myn_buffer out = {0};
    for (size_t i = 0; i < 2; i++)
        ck_assert(myn_topology_json(t, &(myn_topojson){.steps = steps[i]}, &out) == MYN_ERR_ARGUMENT);
    ck_assert(myn_topology_json(t, &(myn_topojson){.only = only, .count = 1}, &out) == MYN_ERR_ARGUMENT);
    ck_assert_uint_eq(out.length, 0);
    check_text(
        t, &(myn_topojson){.only = only, .count = 0},
        "{\"type\":\"Topology\",\n\"bbox\":[0,0,0,0],\n"
        "\"transform\":{\"scale\":[1,1],\"translate\":[0,0]},\n"
        "\"objects\":{\"areas\":{\"type\":\"GeometryCollection\",\"geometries\":[]}},\n\"arcs\":[]}\n");
    myn_topology_free(t);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("topojson");
    TCase *c = tcase_create("topojson");
    tcase_add_test(c, two);
    tcase_add_test(c, one_of_two);
    tcase_add_test(c, several);
    tcase_add_test(c, edges);
    suite_add_tcase(s, c);
    return s;
}
