/* Arcs, counted and walked by hand. */
#include "geography/map.h"
#include "suite.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static myn_topology *made(const Ring *ring, size_t rings, size_t areas)
{
    static Map map;
    myn_topology *t;
    ck_assert(myn_topology_make(map_of(&map, ring, rings, areas, 1), NULL, 0, &t) == MYN_OK);
    return t;
}

static void check_arc(const myn_topology *t, size_t arc, size_t count, const double (*want)[2])
{
    ck_assert_uint_eq(t->start[arc + 1] - t->start[arc], count);
    for (size_t i = 0; i < count; i++) {
        ck_assert_double_eq(t->x[t->start[arc] + i], want[i][0]);
        ck_assert_double_eq(t->y[t->start[arc] + i], want[i][1]);
    }
}

static void check_ring(const myn_topology *t, size_t ring, size_t count, const int *want)
{
    ck_assert_uint_eq(t->begin[ring + 1] - t->begin[ring], count);
    for (size_t i = 0; i < count; i++) ck_assert_int_eq(t->use[t->begin[ring] + i], want[i]);
}

/* Ends are (1,0) and (1,1). A begins at the first of them: the shared side, then the way round; B goes its own way
 * round, then the shared side from top to bottom. */
START_TEST(shared_side)
{
    myn_topology *t = made(two_squares, 2, 2);
    ck_assert(t->arcs == 3 && t->rings == 2 && t->start[3] == 2 + 4 + 4);
    check_arc(t, 0, 2, (const double[][2]){{1, 0}, {1, 1}});
    check_arc(t, 1, 4, (const double[][2]){{1, 1}, {0, 1}, {0, 0}, {1, 0}});
    check_arc(t, 2, 4, (const double[][2]){{1, 0}, {2, 0}, {2, 1}, {1, 1}});
    check_ring(t, 0, 2, (const int[]){0, 1});
    check_ring(t, 1, 2, (const int[]){2, ~0});
    ck_assert_str_eq(t->code[1], "b");
    myn_topology_free(t);
}
END_TEST

/* Both squares turn the same way round in opposite senses: the side is used forward by both. */
START_TEST(shared_side_turned)
{
    static const Ring ring[] = {{0, false, 4, {{0, 0}, {1, 0}, {1, 1}, {0, 1}}},
                                {1, false, 4, {{1, 0}, {1, 1}, {2, 1}, {2, 0}}}};
    myn_topology *t = made(ring, 2, 2);
    ck_assert_uint_eq(t->arcs, 3);
    check_ring(t, 0, 2, (const int[]){0, 1});
    check_ring(t, 1, 2, (const int[]){0, 2});
    myn_topology_free(t);
}
END_TEST

/* Four squares around (1,1): ends are that and the middles of the sides; arcs are the four sides inside and the
 * four corners outside; every square has two and one. */
START_TEST(four_squares)
{
    static const Ring ring[] = {{0, false, 4, {{0, 0}, {1, 0}, {1, 1}, {0, 1}}},
                                {1, false, 4, {{1, 0}, {2, 0}, {2, 1}, {1, 1}}},
                                {2, false, 4, {{0, 1}, {1, 1}, {1, 2}, {0, 2}}},
                                {3, false, 4, {{1, 1}, {2, 1}, {2, 2}, {1, 2}}}};
    myn_topology *t = made(ring, 4, 4);
    ck_assert(t->arcs == 8 && t->begin[4] == 12 && t->start[8] == 4 * 2 + 4 * 3);
    myn_topology_free(t);
}
END_TEST

/* B fills the hole of A, written from another corner and the other way round. */
START_TEST(filled_hole)
{
    static const Ring ring[] = {{0, false, 4, {{0, 0}, {9, 0}, {9, 9}, {0, 9}}},
                                {0, true, 4, {{5, 5}, {5, 3}, {3, 3}, {3, 5}}},
                                {1, false, 4, {{5, 3}, {5, 5}, {3, 5}, {3, 3}}}};
    myn_topology *t = made(ring, 3, 2);
    ck_assert(t->arcs == 2 && t->part[1] == 2 && t->hole[1] && !t->hole[0] && !t->hole[2]);
    check_arc(t, 1, 5, (const double[][2]){{3, 3}, {3, 5}, {5, 5}, {5, 3}, {3, 3}});
    check_ring(t, 0, 1, (const int[]){0});
    check_ring(t, 1, 1, (const int[]){1});
    check_ring(t, 2, 1, (const int[]){~1});
    myn_topology_free(t);
}
END_TEST

/* By itself a ring begins at its least x and runs as it is written. */
START_TEST(one_ring)
{
    static const Ring ring[] = {{0, false, 5, {{5, 5}, {2, 9}, {1, 7}, {1, 2}, {6, 0}}}};
    myn_topology *t = made(ring, 1, 1);
    ck_assert_uint_eq(t->arcs, 1);
    check_arc(t, 0, 6, (const double[][2]){{1, 2}, {6, 0}, {5, 5}, {2, 9}, {1, 7}, {1, 2}});
    check_ring(t, 0, 1, (const int[]){0});
    myn_topology_free(t);
}
END_TEST

/* Squares that touch in a corner are an arc each, closed, and begin there. */
START_TEST(corner)
{
    static const Ring ring[] = {{0, false, 4, {{0, 0}, {1, 0}, {1, 1}, {0, 1}}},
                                {1, false, 4, {{2, 2}, {1, 2}, {1, 1}, {2, 1}}}};
    myn_topology *t = made(ring, 2, 2);
    ck_assert_uint_eq(t->arcs, 2);
    check_arc(t, 0, 5, (const double[][2]){{1, 1}, {0, 1}, {0, 0}, {1, 0}, {1, 1}});
    check_arc(t, 1, 5, (const double[][2]){{1, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 1}});
    myn_topology_free(t);
}
END_TEST

/* A's long side has no position at B's corner: nothing exactly equal but (1,0), nothing shared. */
START_TEST(no_position_in_common)
{
    static const Ring ring[] = {{0, false, 4, {{0, 0}, {1, 0}, {1, 2}, {0, 2}}},
                                {1, false, 4, {{1, 0}, {2, 0}, {2, 1}, {1, 1}}}};
    myn_topology *t = made(ring, 2, 2);
    ck_assert_uint_eq(t->arcs, 2);
    check_ring(t, 0, 1, (const int[]){0});
    check_ring(t, 1, 1, (const int[]){1});
    myn_topology_free(t);
}
END_TEST

/* A comes in two features with B's between; its second square touches B's. */
START_TEST(several_features)
{
    static const Ring ring[] = {{0, false, 4, {{8, 8}, {9, 8}, {9, 9}, {8, 9}}},
                                {1, false, 4, {{1, 0}, {2, 0}, {2, 1}, {1, 1}}},
                                {0, false, 4, {{0, 0}, {1, 0}, {1, 1}, {0, 1}}}};
    myn_topology *t = made(ring, 3, 2);
    ck_assert(t->arcs == 4 && t->part[0] == 0 && t->part[1] == 2 && t->part[2] == 3);
    check_ring(t, 0, 1, (const int[]){0});
    check_ring(t, 1, 2, (const int[]){1, 2});
    check_ring(t, 2, 2, (const int[]){3, ~1});
    myn_topology_free(t);
}
END_TEST

/* The same square three times is one arc. */
START_TEST(the_same)
{
    static const Ring ring[] = {{0, false, 4, {{0, 0}, {1, 0}, {1, 1}, {0, 1}}},
                                {1, false, 4, {{1, 1}, {0, 1}, {0, 0}, {1, 0}}},
                                {2, false, 4, {{1, 1}, {1, -0.0}, {-0.0, 0}, {0, 1}}}};
    myn_topology *t = made(ring, 3, 3);
    ck_assert_uint_eq(t->arcs, 1);
    check_ring(t, 0, 1, (const int[]){0});
    check_ring(t, 1, 1, (const int[]){0});
    check_ring(t, 2, 1, (const int[]){~0});
    myn_topology_free(t);
}
END_TEST

/* A position that repeats is one; a ring of two positions is none, nor is the hole in it. */
START_TEST(degenerate)
{
    static const Ring ring[] = {{0, false, 6, {{0, 0}, {1, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}},
                                {0, false, 4, {{5, 5}, {5, 5}, {6, 6}, {6, 6}}},
                                {0, true, 4, {{7, 7}, {8, 7}, {8, 8}, {7, 8}}},
                                {1, false, 4, {{3, 3}, {3, 3}, {3, 3}, {3, 3}}}};
    myn_topology *t = made(ring, 4, 2);
    ck_assert(t->rings == 1 && t->arcs == 1 && t->start[1] == 5);
    ck_assert(t->part[1] == 1 && t->part[2] == 1);
    myn_topology_free(t);
}
END_TEST

/* Of the two squares one at a time: no ends. An unknown code and a code that is there again have nothing. */
START_TEST(some_of_them)
{
    static const char *const code[] = {"none", "b", "b"};
    Map map;
    myn_topology *t;
    ck_assert(myn_topology_make(map_of(&map, two_squares, 2, 2, 1), code, 3, &t) == MYN_OK);
    ck_assert(t->count == 3 && t->arcs == 1 && t->rings == 1);
    ck_assert(t->part[1] == 0 && t->part[2] == 1 && t->part[3] == 1);
    ck_assert_str_eq(t->code[2], "b");
    check_arc(t, 0, 5, (const double[][2]){{1, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 0}});
    myn_topology_free(t);
}
END_TEST

START_TEST(none)
{
    Map map;
    myn_topology *t;
    ck_assert(myn_topology_make(map_of(&map, two_squares, 0, 0, 1), NULL, 0, &t) == MYN_OK);
    ck_assert(t->count == 0 && t->arcs == 0 && t->rings == 0 && t->start[0] == 0);
    myn_topology_free(t);
    myn_topology_free(NULL);
    map_of(&map, two_squares, 2, 2, 1);
    map.y[3] = NAN;
    ck_assert(myn_topology_make(&map.boundaries, NULL, 0, &t) == MYN_ERR_DATA);
    ck_assert_ptr_null(t);
    map.y[3] = INFINITY;
    ck_assert(myn_topology_make(&map.boundaries, NULL, 0, &t) == MYN_ERR_DATA);
}
END_TEST

/* ---- memory ---- */

/* Sanitizers need more address space than any limit leaves them. */
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

enum { MANY = 20000 };

static myn_status all_of_it(const myn_boundaries *b)
{
    myn_topology *t;
    myn_buffer text = {0};
    myn_status status = myn_topology_make(b, NULL, 0, &t);
    if (!status) status = myn_topology_simplify(t, &(myn_simplify){600, 0, 0});
    if (!status) status = myn_topology_json(t, &(myn_topojson){.steps = 1000}, &text);
    myn_buffer_free(&text);
    myn_topology_free(t);
    return status;
}

static int with_memory(const myn_boundaries *b, size_t more)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%lu", &pages) != 1) return 9;
    fclose(file);
    struct rlimit limit = {pages * 4096 + more, pages * 4096 + more};
    if (setrlimit(RLIMIT_AS, &limit)) return 9;
    myn_status status = all_of_it(b);
    return status == MYN_OK ? 0 : status == MYN_ERR_MEMORY ? 1 : 2;
}

/* A ring of 20,000 positions with more and more memory: it ends well or is said not to fit, never worse. */
START_TEST(memory)
{
    static double x[MANY + 1], y[MANY + 1];
    static const size_t start[] = {0, MANY + 1};
    static const uint32_t area[] = {0};
    static const bool hole[] = {false};
    static const char *const code[] = {"a"};
    for (size_t i = 0; i <= MANY; i++) {
        x[i] = 1e5 * cos(2 * M_PI * (double)(i % MANY) / MANY);
        y[i] = 1e5 * sin(2 * M_PI * (double)(i % MANY) / MANY);
    }
    const myn_boundaries b = {1, code, {x, y, start, area, 1}, hole, NULL};
    int ends[3] = {0};
    for (size_t more = 0; more < (size_t)16 << 20; more += (size_t)1 << 19) {
        pid_t child = fork();
        if (!child) _exit(with_memory(&b, more));
        int end;
        ck_assert(waitpid(child, &end, 0) == child && WIFEXITED(end) && WEXITSTATUS(end) < 2);
        ends[WEXITSTATUS(end)]++;
    }
    ck_assert(ends[0] > 0 && ends[1] > 0);
}
END_TEST

#endif

Suite *suite(void)
{
    Suite *s = suite_create("topology");
    TCase *c = tcase_create("topology");
    tcase_add_test(c, shared_side);
    tcase_add_test(c, shared_side_turned);
    tcase_add_test(c, four_squares);
    tcase_add_test(c, filled_hole);
    tcase_add_test(c, one_ring);
    tcase_add_test(c, corner);
    tcase_add_test(c, no_position_in_common);
    tcase_add_test(c, several_features);
    tcase_add_test(c, the_same);
    tcase_add_test(c, degenerate);
    tcase_add_test(c, some_of_them);
    tcase_add_test(c, none);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    tcase_add_test(c, memory);
#endif
    suite_add_tcase(s, c);
    return s;
}
