/* Nearest neighbours against every pair in double, ties and far-off points among them. */
#include "segment/segment_golden.h"
#include <mynegai/neighbours.h>
#include <mynegai/stream.h>

typedef struct {
    double distance;
    uint32_t j;
} Pair;

static int nearer(const void *of_a, const void *of_b)
{
    const Pair *a = of_a, *b = of_b;
    if (a->distance != b->distance) return a->distance < b->distance ? -1 : 1;
    return (a->j > b->j) - (a->j < b->j);
}

static myn_neighbours room(size_t n, size_t k)
{
    return (myn_neighbours){k, calloc(n * k, sizeof(uint32_t)), calloc(n * k, sizeof(double)),
                            calloc(n, sizeof(double))};
}

static void give_back(myn_neighbours *m)
{
    free(m->which), free(m->distance), free(m->farthest);
}

static void check_all(myn_cmat x, const myn_neighbours *got)
{
    Pair *pair = calloc(x.rows, sizeof *pair);
    for (size_t i = 0; i < x.rows; i++) {
        size_t m = 0;
        for (size_t j = 0; j < x.rows; j++) {
            double square = 0;
            for (size_t k = 0; k < x.cols; k++) square += pow(myn_crow(x, i)[k] - myn_crow(x, j)[k], 2);
            if (j != i) pair[m++] = (Pair){sqrt(square), (uint32_t)j};
        }
        qsort(pair, m, sizeof *pair, nearer);
        for (size_t r = 0; r < got->k; r++) {
            ck_assert_msg(got->which[i * got->k + r] == pair[r].j, "%zu %zu: %u, expected %u", i, r,
                          got->which[i * got->k + r], pair[r].j);
            ck_assert(fabs(got->distance[i * got->k + r] - pair[r].distance) <= 1e-12 * pair[r].distance);
        }
        ck_assert(fabs(got->farthest[i] - pair[m - 1].distance) <= 1e-12 * pair[m - 1].distance);
    }
    free(pair);
}

/* 0: whole numbers, many ties, repeated points; 1: far from the origin; 2: one point so far away that float sees
 * the others at one place. */
START_TEST(every_pair)
{
    static const size_t size[] = {2, 33, 300};
    for (size_t s = 0; s < 3; s++) {
        size_t n = size[s], k = n < 16 ? n - 1 : 15;
        myn_mat x = mat_new(n, 5);
        myn_stream random = myn_stream_at(3, (uint64_t)_i);
        for (size_t i = 0; i < n * 5; i++) {
            double z = myn_stream_normal(&random);
            x.at[i] = _i == 0 ? floor(z * 2) : _i == 1 ? 1e7 + z : z;
        }
        if (_i == 2) x.at[0] = 1e12;
        myn_neighbours got = room(n, k);
        myn_arena *scratch = arena_new();
        ck_assert(myn_neighbours_find(myn_const(x), &got, NULL, scratch) == MYN_OK);
        check_all(myn_const(x), &got);
        give_back(&got);
        free(x.at);
        myn_arena_free(scratch);
    }
}
END_TEST

START_TEST(same_bytes_with_threads)
{
    size_t n = 700, k = 15;
    myn_mat x = mat_new(n, 9);
    myn_stream random = myn_stream_at(4, 0);
    for (size_t i = 0; i < n * 9; i++) x.at[i] = myn_stream_normal(&random);
    myn_neighbours one = room(n, k), three = room(n, k);
    myn_arena *scratch = arena_new();
    myn_team *team;
    ck_assert(myn_team_new(3, &team) == MYN_OK);
    ck_assert(myn_neighbours_find(myn_const(x), &one, NULL, scratch) == MYN_OK);
    ck_assert(myn_neighbours_find(myn_const(x), &three, team, scratch) == MYN_OK);
    ck_assert_mem_eq(one.which, three.which, n * k * sizeof *one.which);
    ck_assert_mem_eq(one.distance, three.distance, n * k * sizeof *one.distance);
    ck_assert_mem_eq(one.farthest, three.farthest, n * sizeof *one.farthest);
    myn_team_free(team);
    give_back(&one), give_back(&three);
    free(x.at);
    myn_arena_free(scratch);
}
END_TEST

START_TEST(edges)
{
    double x[] = {1, 1, 1}, rebased[6], share[2];
    myn_neighbours got = room(3, 2);
    myn_arena *scratch = arena_new();
    ck_assert(myn_neighbours_find((myn_cmat){x, 3, 1, 1}, &got, NULL, scratch) == MYN_OK);
    ck_assert(got.which[0] == 1 && got.which[1] == 2 && got.which[2] == 0 && got.distance[3] == 0);
    myn_neighbours_rebase(&got, 3, true, rebased);
    ck_assert(rebased[0] == 0 && rebased[5] == 0);
    ck_assert(myn_neighbours_find((myn_cmat){x, 2, 1, 1}, &got, NULL, scratch) == MYN_ERR_ARGUMENT);
    got.k = 0;
    ck_assert(myn_neighbours_find((myn_cmat){x, 3, 1, 1}, &got, NULL, scratch) == MYN_ERR_ARGUMENT);
    myn_neighbours_share((double[]){0, 1}, (double[]){3, 5}, 2, share);
    ck_assert(share[0] == 9.0 / 25 && share[1] == 16.0 / 25);
    myn_neighbours_share(x, x, 2, share);
    ck_assert(share[0] == 0 && share[1] == 0);
    give_back(&got);
    myn_arena_free(scratch);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("neighbours");
    TCase *c = tcase_create("neighbours");
    tcase_add_loop_test(c, every_pair, 0, 3);
    tcase_add_test(c, same_bytes_with_threads);
    tcase_add_test(c, edges);
    suite_add_tcase(s, c);
    return s;
}
