/* Contiguity of maps drawn by hand, parts, bridges, floors; regions against every possible cut. */
#include "segment/segment_golden.h"
#include <mynegai/regions.h>
#include <mynegai/stream.h>

/* A chessboard of WIDTH x HEIGHT squares, each a ring of its own corners, moved by up to WOBBLE. */
typedef struct {
    double x[500], y[500];
    size_t start[101];
    uint32_t area[100];
    myn_rings rings;
} Board;

static void draw(Board *b, size_t width, size_t height, double wobble)
{
    static const double corner[5][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
    myn_stream random = myn_stream_at(1, 1);
    size_t n = width * height;
    for (size_t i = 0; i < n; i++) {
        for (size_t c = 0; c < 5; c++) {
            b->x[5 * i + c] = (double)(i % width) + corner[c][0] +
                              wobble * (myn_stream_uniform(&random) - 0.5);
            b->y[5 * i + c] = (double)(i / width) + corner[c][1] +
                              wobble * (myn_stream_uniform(&random) - 0.5);
        }
        b->start[i] = 5 * i;
        b->area[i] = (uint32_t)i;
    }
    b->start[n] = 5 * n;
    b->rings = (myn_rings){b->x, b->y, b->start, b->area, n};
}

static size_t neighbours(const myn_contiguity *map, size_t i)
{
    return map->start[i + 1] - map->start[i];
}

/* A square of a board has four neighbours by sides and eight by corners, fewer at the edge. */
START_TEST(queen_and_rook)
{
    static const double wobble[] = {0, 1e-4};
    Board b;
    myn_contiguity map;
    myn_arena *arena = arena_new();
    for (size_t w = 0; w < 2; w++) {
        draw(&b, 5, 4, wobble[w]);
        ck_assert(myn_contiguity_rings(&b.rings, 20, MYN_ROOK, 2 * wobble[w], &map, arena) == MYN_OK);
        ck_assert(neighbours(&map, 0) == 2 && neighbours(&map, 1) == 3 && neighbours(&map, 6) == 4);
        ck_assert(map.to[map.start[6]] == 1 && map.to[map.start[6] + 1] == 5);
        ck_assert(myn_contiguity_rings(&b.rings, 20, MYN_QUEEN, 2 * wobble[w], &map, arena) == MYN_OK);
        ck_assert(neighbours(&map, 0) == 3 && neighbours(&map, 1) == 5 && neighbours(&map, 6) == 8);
    }
    /* Moved apart, and not snapped: nobody is beside anybody. */
    ck_assert(myn_contiguity_rings(&b.rings, 20, MYN_QUEEN, 0, &map, arena) == MYN_OK);
    ck_assert_uint_eq(map.start[20], 0);
    ck_assert(myn_contiguity_rings(&b.rings, 19, MYN_QUEEN, 0, &map, arena) == MYN_ERR_ARGUMENT);
    ck_assert(myn_contiguity_rings(&b.rings, 20, MYN_QUEEN, -1, &map, arena) == MYN_ERR_ARGUMENT);
    b.x[7] = NAN;
    ck_assert(myn_contiguity_rings(&b.rings, 20, MYN_QUEEN, 0, &map, arena) == MYN_ERR_DATA);
    myn_arena_free(arena);
}
END_TEST

/* 0-1-2, 4-5, 3 alone; pairs given twice, the wrong way round, and an area with itself. */
static const uint32_t archipelago[][2] = {{1, 0}, {0, 1}, {1, 2}, {5, 4}, {3, 3}};

START_TEST(parts_and_bridges)
{
    static const uint32_t want[] = {0, 0, 0, 1, 2, 2};
    double place[] = {0, 0, 1, 0, 2, 0, 2, 3, 10, 0, 11, 0};
    uint32_t part[6];
    size_t count;
    myn_contiguity map, joined;
    myn_bridge *bridge;
    myn_arena *arena = arena_new();
    ck_assert(myn_contiguity_pairs(6, archipelago, 5, &map, arena) == MYN_OK);
    ck_assert(map.start[6] == 6 && neighbours(&map, 3) == 0 && neighbours(&map, 1) == 2);
    ck_assert_uint_eq(myn_contiguity_parts(&map, part), 3);
    ck_assert_mem_eq(part, want, sizeof want);
    ck_assert(myn_contiguity_bridge(&map, (myn_cmat){place, 6, 2, 2}, &joined, &bridge, &count, arena) ==
              MYN_OK);
    ck_assert_uint_eq(count, 2);
    ck_assert(bridge[0].a == 2 && bridge[0].b == 3 && bridge[0].distance == 3);
    ck_assert(bridge[1].a == 2 && bridge[1].b == 4 && bridge[1].distance == 8);
    ck_assert_uint_eq(myn_contiguity_parts(&joined, part), 1);
    ck_assert(myn_contiguity_pairs(5, archipelago, 5, &map, arena) == MYN_ERR_ARGUMENT);
    myn_arena_free(arena);
}
END_TEST

typedef myn_status Regions(myn_cmat points, const myn_contiguity *map, const myn_region_plan *plan,
                           myn_region_result *out, myn_arena *scratch);

static Regions *const method[] = {myn_regions_skater, myn_regions_ward};

/* Regions never cross water: three parts are at least three regions, and one too small is said to be. */
START_TEST(islands)
{
    double x[] = {0, 1, 5, 0, 0, 9}, people[] = {10, 10, 10, 1, 10, 10};
    uint32_t label[6];
    myn_contiguity map;
    myn_arena *arena = arena_new();
    ck_assert(myn_contiguity_pairs(6, archipelago, 5, &map, arena) == MYN_OK);
    myn_region_plan plan = {.k = 2};
    myn_region_result got = {.regions = {.label = label}};
    ck_assert(method[_i]((myn_cmat){x, 6, 1, 1}, &map, &plan, &got, arena) == MYN_OK);
    ck_assert(got.parts == 3 && got.regions.k == 3 && got.below_floor == 0);
    ck_assert(label[0] == 0 && label[4] == 1 && label[5] == 1 && label[3] == 2);
    plan.k = 4;
    ck_assert(method[_i]((myn_cmat){x, 6, 1, 1}, &map, &plan, &got, arena) == MYN_OK);
    ck_assert(got.regions.k == 4 && label[4] != label[5]); /* 0 and 9: the dearest to keep together */
    plan = (myn_region_plan){.k = 6, .population = people, .floor = 15};
    ck_assert(method[_i]((myn_cmat){x, 6, 1, 1}, &map, &plan, &got, arena) == MYN_OK);
    ck_assert(got.regions.k == 3 && got.below_floor == 1);
    myn_arena_free(arena);
}
END_TEST

START_TEST(wrong_plans)
{
    double x[] = {0, 1, 5, 0, 0, 9}, people[] = {1, 1, 1, -1, 1, 1};
    uint32_t label[6];
    myn_contiguity map;
    myn_arena *arena = arena_new();
    ck_assert(myn_contiguity_pairs(6, archipelago, 5, &map, arena) == MYN_OK);
    myn_region_result got = {.regions = {.label = label}};
    const myn_region_plan wrong[] = {
        {.k = 0}, {.k = 7}, {.k = 2, .population = people}, {.k = 2, .floor = NAN}};
    for (size_t i = 0; i < 4; i++)
        ck_assert(method[_i]((myn_cmat){x, 6, 1, 1}, &map, &wrong[i], &got, arena) == MYN_ERR_ARGUMENT);
    ck_assert(method[_i]((myn_cmat){x, 5, 1, 1}, &map, &wrong[3], &got, arena) == MYN_ERR_ARGUMENT);
    x[0] = NAN;
    ck_assert(method[_i]((myn_cmat){x, 6, 1, 1}, &map, &(myn_region_plan){.k = 2}, &got, arena) ==
              MYN_ERR_DATA);
    myn_arena_free(arena);
}
END_TEST

/* Every region is one piece of the board, and none is below the floor. */
static void check_pieces(const myn_contiguity *map, const myn_partition *p, const double *people,
                         double floor, myn_arena *arena)
{
    uint32_t(*pair)[2] = calloc(map->start[map->n] + 1, sizeof *pair), *part = calloc(map->n, sizeof *part);
    size_t count = 0;
    for (uint32_t i = 0; i < map->n; i++)
        for (size_t e = map->start[i]; e < map->start[i + 1]; e++)
            if (p->label[i] == p->label[map->to[e]]) pair[count][0] = i, pair[count++][1] = map->to[e];
    myn_contiguity inside;
    ck_assert(myn_contiguity_pairs(map->n, (const uint32_t(*)[2])pair, count, &inside, arena) == MYN_OK);
    ck_assert_uint_eq(myn_contiguity_parts(&inside, part), p->k);
    for (uint32_t c = 0; c < p->k; c++) {
        double sum = 0;
        for (size_t i = 0; i < map->n; i++) sum += p->label[i] == c ? people[i] : 0;
        ck_assert_msg(sum >= floor, "%g", sum);
    }
    free(pair), free(part);
}

START_TEST(whole_and_large_enough)
{
    Board b;
    myn_contiguity map;
    double x[200], people[100];
    uint32_t label[100];
    myn_arena *arena = arena_new();
    draw(&b, 10, 10, 0);
    ck_assert(myn_contiguity_rings(&b.rings, 100, MYN_ROOK, 0, &map, arena) == MYN_OK);
    for (uint64_t run = 0; run < 20; run++) {
        myn_stream random = myn_stream_at(7, run);
        for (size_t i = 0; i < 100; i++) {
            x[2 * i] = myn_stream_normal(&random);
            x[2 * i + 1] = floor(2 * myn_stream_uniform(&random)); /* many ties */
            people[i] = 1 + floor(50 * myn_stream_uniform(&random));
        }
        myn_region_plan plan = {6, people, 120, run % 2 ? MYN_REGION_SQUARES : MYN_REGION_DISTANCES};
        myn_region_result got = {.regions = {.label = label}};
        ck_assert(method[_i]((myn_cmat){x, 100, 2, 2}, &map, &plan, &got, arena) == MYN_OK);
        ck_assert(got.parts == 1 && got.below_floor == 0);
        ck_assert_uint_eq(got.regions.k, 6);
        check_pieces(&map, &got.regions, people, 120, arena);
    }
    myn_arena_free(arena);
}
END_TEST

/* On a line of areas the tree is the line: the first cut is the best of all, the second the best that is left. */
START_TEST(skater_on_a_line)
{
    double x[12];
    uint32_t pair[11][2], label[12], tried[12];
    myn_contiguity map;
    myn_arena *arena = arena_new();
    for (uint32_t i = 0; i < 11; i++) pair[i][0] = i, pair[i][1] = i + 1;
    ck_assert(myn_contiguity_pairs(12, (const uint32_t(*)[2])pair, 11, &map, arena) == MYN_OK);
    for (uint64_t run = 0; run < 20; run++) {
        myn_stream random = myn_stream_at(9, run);
        for (size_t i = 0; i < 12; i++) x[i] = myn_stream_normal(&random);
        myn_cmat points = {x, 12, 1, 1};
        double least = INFINITY;
        for (uint32_t cut = 1; cut < 12; cut++) {
            for (uint32_t i = 0; i < 12; i++) tried[i] = i >= cut;
            least = fmin(least, within_of(points, tried, 2));
        }
        myn_region_result got = {.regions = {.label = label}};
        ck_assert(myn_regions_skater(points, &map, &(myn_region_plan){.k = 2}, &got, arena) == MYN_OK);
        ck_assert_double_eq_tol(got.cost, least, 1e-12);
    }
    myn_arena_free(arena);
}
END_TEST

START_TEST(one_area)
{
    double x[] = {4};
    uint32_t label[1];
    myn_contiguity map;
    myn_arena *arena = arena_new();
    ck_assert(myn_contiguity_pairs(1, NULL, 0, &map, arena) == MYN_OK);
    myn_region_result got = {.regions = {.label = label}};
    ck_assert(method[_i]((myn_cmat){x, 1, 1, 1}, &map, &(myn_region_plan){.k = 1}, &got, arena) == MYN_OK);
    ck_assert(got.regions.k == 1 && label[0] == 0 && got.cost == 0 && got.parts == 1);
    myn_arena_free(arena);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("regions");
    TCase *c = tcase_create("regions");
    tcase_add_test(c, queen_and_rook);
    tcase_add_test(c, parts_and_bridges);
    tcase_add_loop_test(c, islands, 0, 2);
    tcase_add_loop_test(c, wrong_plans, 0, 2);
    tcase_add_loop_test(c, whole_and_large_enough, 0, 2);
    tcase_add_test(c, skater_on_a_line);
    tcase_add_loop_test(c, one_area, 0, 2);
    suite_add_tcase(s, c);
    return s;
}
