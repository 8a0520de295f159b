/* The float kernels of every width this machine can run: within their bound of the truth. */
#include "segment/segment_golden.h"
#include "segment/tiles.h"
#include <mynegai/stream.h>

enum { N = 71 };

static double shown_of(myn_mat x, const Tiles *t, size_t i, size_t j)
{
    double sum = 0;
    for (size_t c = 0; c < t->d; c++) {
        double a = myn_row(x, i)[c] - t->centre[c], b = myn_row(x, j)[c] - t->centre[c];
        sum += b * b - 2 * a * b;
    }
    return sum;
}

static void check_shown(myn_mat x, const Tiles *t, size_t i, size_t tile, const float *shown)
{
    for (size_t p = 0; p < TILE; p++) {
        size_t j = tile * TILE + p;
        if (j >= N) {
            ck_assert(shown[p] > 1e29F);
            continue;
        }
        double reach = t->norm[i] + t->norm[j], want = shown_of(x, t, i, j);
        ck_assert_msg(fabs((double)shown[p] - want) <= t->slack / 2 * reach * reach,
                      "%s %zu %zu: %g, expected %g", t->kernel->name, i, j, (double)shown[p], want);
    }
}

START_TEST(within_the_bound)
{
    static const size_t width[] = {1, 2, 7, 60};
    size_t kernels;
    const TilesKernel *kernel = tiles_kernels(&kernels);
    ck_assert(kernels >= 1 && strcmp(kernel[kernels - 1].name, "plain") == 0);
    for (size_t w = 0; w < 4; w++) {
        size_t d = width[w], terms = d + 1;
        myn_mat x = mat_new(N, d);
        myn_stream random = myn_stream_at(2, w);
        for (size_t i = 0; i < N * d; i++) x.at[i] = 1e5 + 10 * myn_stream_normal(&random);
        float query[ABREAST * 61], shown[ABREAST * TILE];
        myn_arena *arena = arena_new();
        Tiles t;
        ck_assert(tiles_fill(&t, myn_const(x), arena));
        for (size_t k = 0; k < kernels; k++)
            for (size_t tile = 0; tile < t.blocks; tile++) {
                t.kernel = &kernel[k];
                for (size_t q = 0; q < ABREAST; q++) tiles_query(&t, myn_row(x, 9 * q), query + q * terms);
                t.kernel->abreast(tiles_at(&t, tile), terms, query, shown);
                for (size_t q = 0; q < ABREAST; q++) check_shown(x, &t, 9 * q, tile, shown + q * TILE);
                t.kernel->look(tiles_at(&t, tile), terms, query + terms, shown);
                check_shown(x, &t, 9, tile, shown);
            }
        myn_arena_free(arena);
        free(x.at);
    }
}
END_TEST

START_TEST(sifting)
{
    size_t kernels;
    const TilesKernel *kernel = tiles_kernels(&kernels);
    float shown[TILE];
    for (size_t i = 0; i < TILE; i++) shown[i] = (float)i;
    shown[5] = NAN;
    for (size_t k = 0; k < kernels; k++) {
        ck_assert_uint_eq(kernel[k].sift(shown, 2, 31), 1U << 31 | 1U << 5 | 7U);
        ck_assert_uint_eq(kernel[k].sift(shown, -1, INFINITY), 1U << 5);
        ck_assert_uint_eq(kernel[k].sift(shown, INFINITY, INFINITY), UINT32_MAX);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("tiles");
    TCase *c = tcase_create("tiles");
    tcase_add_test(c, within_the_bound);
    tcase_add_test(c, sifting);
    suite_add_tcase(s, c);
    return s;
}
