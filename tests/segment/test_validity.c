/* Silhouettes and indices by derivation. */
#include "segment/sets.h"
#include <mynegai/stream.h>
#include <mynegai/validity.h>

typedef struct {
    myn_mat x;
    uint32_t *label, *neighbour;
    double *width;
    myn_partition part;
    myn_silhouettes out;
    myn_arena *arena;
} Case;

/* N points in D dimensions around K places, MOVED from 0; labels by place. */
static Case made(size_t n, size_t d, size_t k, double moved)
{
    Case c = {
        .x = mat_new(n, d), .label = calloc(n + 1, 4), .neighbour = calloc(n + 1, 4), .arena = arena_new()};
    myn_stream s = myn_stream_at(9, n);
    c.width = calloc(n + 1, sizeof(double));
    for (size_t i = 0; i < n; i++) {
        c.label[i] = (uint32_t)(myn_stream_uniform(&s) * (double)k);
        for (size_t l = 0; l < d; l++)
            myn_row(c.x, i)[l] = moved + myn_stream_normal(&s) + 2 * sin((double)(c.label[i] * (l + 1)));
    }
    c.part = (myn_partition){c.label, n, k};
    c.out = (myn_silhouettes){c.width, c.neighbour, 0};
    return c;
}

static void case_free(Case *c)
{
    myn_arena_free(c->arena);
    free(c->x.at);
    free(c->label);
    free(c->neighbour);
    free(c->width);
}

static myn_status run(Case *c, bool fast, size_t threads)
{
    myn_team *team = team_of(threads);
    myn_status status = myn_silhouette(myn_const(c->x), &c->part, fast, team, &c->out, c->arena);
    myn_team_free(team);
    return status;
}

/* The width of point I as the definition says. */
static double width_of(const Case *c, size_t i)
{
    double sum[16] = {0}, count[16] = {0}, near = INFINITY;
    for (size_t j = 0; j < c->part.n; j++) {
        double square = 0;
        for (size_t l = 0; l < c->x.cols; l++) square += pow(myn_row(c->x, i)[l] - myn_row(c->x, j)[l], 2);
        sum[c->label[j]] += sqrt(square);
        count[c->label[j]] += j != i;
    }
    for (size_t j = 0; j < c->part.k; j++)
        if (j != c->label[i] && count[j] > 0) near = fmin(near, sum[j] / count[j]);
    double a = sum[c->label[i]] / count[c->label[i]];
    return count[c->label[i]] > 0 ? (near - a) / fmax(a, near) : 0;
}

/* Few and many dimensions (differences, products), whole tiles and not, a segment of one, near and far from 0. */
START_TEST(widths)
{
    static const size_t size[4][3] = {{90, 2, 3}, {333, 40, 4}, {700, 20, 5}, {64, 17, 2}};
    for (int t = 0; t < 4; t++)
        for (int way = 0; way < 2; way++) {
            Case c = made(size[t][0], size[t][1], size[t][2], t == 2 ? 1000 : 0);
            for (size_t i = 0; i < c.part.n; i++) c.label[i] = c.label[i] == 1 ? 0 : c.label[i];
            c.label[5] = 1; /* alone */
            if (t == 1)
                memcpy(myn_row(c.x, 7), myn_row(c.x, 8), 40 * sizeof(double)); /* too near for products */
            ck_assert_int_eq(run(&c, way == 1, 2), MYN_OK);
            double mean = 0;
            for (size_t i = 0; i < c.part.n; i++) {
                double want = width_of(&c, i);
                ck_assert_msg(fabs(c.width[i] - want) <= (way ? 1e-6 : 1e-12), "%d %d %zu: %.12g, %.12g", t,
                              way, i, c.width[i], want);
                mean += want / (double)c.part.n;
            }
            ck_assert(c.width[5] == 0 && fabs(c.out.mean - mean) < 1e-6);
            case_free(&c);
        }
}
END_TEST

START_TEST(one_segment_has_no_widths)
{
    Case c = made(40, 3, 1, 0);
    for (int way = 0; way < 2; way++) {
        ck_assert_int_eq(run(&c, way == 1, 1), MYN_OK);
        ck_assert(isnan(c.width[0]) && isnan(c.out.mean) && c.neighbour[3] == MYN_NO_SEGMENT);
    }
    c.label[4] = 1;
    ck_assert_int_eq(run(&c, false, 1), MYN_ERR_ARGUMENT);
    c.label[4] = 0;
    c.x.at[2] = INFINITY;
    ck_assert_int_eq(run(&c, true, 1), MYN_ERR_DATA);
    case_free(&c);
}
END_TEST

START_TEST(all_alike)
{
    Case c = made(70, 3, 2, 0);
    for (size_t i = 0; i < 210; i++) c.x.at[i] = 4;
    for (int way = 0; way < 2; way++) {
        ck_assert_int_eq(run(&c, way == 1, 1), MYN_OK);
        for (size_t i = 0; i < 70; i++) ck_assert(c.width[i] == 0);
    }
    case_free(&c);
}
END_TEST

START_TEST(same_bytes_with_any_threads)
{
    for (int way = 0; way < 2; way++) {
        Case one = made(500, 30, 4, 0), more = made(500, 30, 4, 0);
        ck_assert_int_eq(run(&one, way == 1, 1), MYN_OK);
        ck_assert_int_eq(run(&more, way == 1, 3), MYN_OK);
        ck_assert_mem_eq(one.width, more.width, 500 * sizeof(double));
        case_free(&one);
        case_free(&more);
    }
}
END_TEST

/* Points 0 1 | 4 6: distances within 1, 2; between 4 6 3 5. */
START_TEST(indices_by_hand)
{
    double line[4] = {0, 1, 4, 6}, at[16];
    uint32_t label[4] = {0, 0, 1, 1};
    for (size_t i = 0; i < 16; i++) at[i] = fabs(line[i / 4] - line[i % 4]);
    myn_partition part = {label, 4, 2};
    myn_arena *arena = arena_new();
    myn_pair_indices q;
    myn_point_indices p;
    ck_assert_int_eq(myn_indices_of_pairs((myn_cmat){at, 4, 4, 4}, &part, &q, arena), MYN_OK);
    ck_assert_int_eq(myn_indices_of_points((myn_cmat){line, 4, 1, 1}, &part, &p, arena), MYN_OK);
    ck_assert(near_to(q.average_within, 1.5, 1e-15) && near_to(q.average_between, 4.5, 1e-15));
    ck_assert(near_to(q.wb_ratio, 1.5 / 4.5, 1e-15) && near_to(q.dunn, 3. / 2, 1e-15));
    ck_assert(near_to(q.dunn2, 4.5 / 2, 1e-15) && q.g2 == 1 && q.g3 == 0);
    ck_assert(near_to(q.separation, 3, 1e-15));
    /* (4.5 - 1.5) sqrt(2 4 / 6 / S), S = sum of squares of 1 2 3 4 5 6 around 3.5 */
    ck_assert(near_to(q.pearson_gamma, 3 * sqrt(8. / 6 / 17.5), 1e-14));
    ck_assert(near_to(p.within, 2.5, 1e-15) && near_to(p.between, 22.75 - 2.5, 1e-14));
    ck_assert(near_to(p.calinski_harabasz, 20.25 / (2.5 / 2), 1e-14));
    ck_assert(near_to(p.davies_bouldin, (.5 + 1) / 4.5, 1e-15) && near_to(p.entropy, log(2), 1e-15));
    myn_arena_free(arena);
}
END_TEST

START_TEST(indices_without_a_value)
{
    double line[3] = {0, 1, 4}, at[9];
    uint32_t label[3] = {0, 0, 0};
    for (size_t i = 0; i < 9; i++) at[i] = fabs(line[i / 3] - line[i % 3]);
    myn_arena *arena = arena_new();
    myn_pair_indices q;
    myn_point_indices p;
    myn_partition one = {label, 3, 1}, all = {(uint32_t[]){0, 1, 2}, 3, 3},
                  wrong = {(uint32_t[]){0, 1, 2}, 3, 2};
    ck_assert_int_eq(myn_indices_of_points((myn_cmat){line, 3, 1, 1}, &one, &p, arena), MYN_OK);
    ck_assert(isnan(p.calinski_harabasz) && isnan(p.davies_bouldin) && p.entropy == 0);
    ck_assert_int_eq(myn_indices_of_points((myn_cmat){line, 3, 1, 1}, &all, &p, arena), MYN_OK);
    ck_assert(isnan(p.calinski_harabasz) && p.within == 0);
    ck_assert_int_eq(myn_indices_of_pairs((myn_cmat){at, 3, 3, 3}, &one, &q, arena), MYN_OK);
    ck_assert(isnan(q.dunn) && isnan(q.g2) && isnan(q.separation) && isnan(q.average_between));
    ck_assert_int_eq(myn_indices_of_pairs((myn_cmat){at, 3, 3, 3}, &all, &q, arena), MYN_OK);
    ck_assert(isnan(q.dunn) && isnan(q.average_within) && near_to(q.average_between, 8. / 3, 1e-15));
    ck_assert_int_eq(myn_indices_of_pairs((myn_cmat){at, 3, 3, 3}, &wrong, &q, arena), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_indices_of_points((myn_cmat){line, 3, 1, 1}, &wrong, &p, arena), MYN_ERR_ARGUMENT);
    myn_arena_free(arena);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("validity");
    TCase *c = tcase_create("validity");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, widths);
    tcase_add_test(c, one_segment_has_no_widths);
    tcase_add_test(c, all_alike);
    tcase_add_test(c, same_bytes_with_any_threads);
    tcase_add_test(c, indices_by_hand);
    tcase_add_test(c, indices_without_a_value);
    suite_add_tcase(s, c);
    return s;
}
