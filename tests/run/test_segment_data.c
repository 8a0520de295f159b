/* The classifications of England's and Wales's small areas that indices/ describes are found again, from another seed, with
 * their certificates, sizes and names; their figures are worked out again from the store's own values. */
#include "run/grouped.h"
#include "suite.h"

#define GROUPS 8

typedef struct {
    const char *index, *data;
    double within; /* as README.md says, to its last digit */
    int32_t areas[GROUPS];
} Known;

static const Known known[] = {
    {MYN_SOURCE "/indices/imd-2019-classification",
     "imd-2019",
     352739,
     {5616, 5306, 4984, 3964, 3765, 3376, 3257, 2576}},
    {MYN_SOURCE "/indices/wimd-2019", "wimd-2019", 4744, {309, 291, 269, 259, 225, 224, 200, 132}}};

static myn_segment_options options_of(const built *b, const Known *k, char out[256], char names[256])
{
    snprintf(out, 256, "%.200s.segments", b->path);
    snprintf(names, 256, "%.200s/segments.csv", k->index);
    myn_segment_options options = {.path = b->path, .out = out, .threads = 2};
    options.given[MYN_SEGMENT_SEED] = "11";
    options.given[MYN_SEGMENT_SAMPLES] = "0";
    options.given[MYN_SEGMENT_NAMES] = names;
    return options;
}

/* Within and total sums of squares by plain loops, from distances and centres: T = W + sum of n |centre - mean|^2. */
static void check_squares(const Found *f, const Known *k)
{
    const int32_t *areas = of(f, "segment_areas");
    const double *centre = of(f, "centre");
    size_t d = myn_annex_axis(f->annex, "variable")->size;
    double within = 0, between = 0, all = 0;
    for (size_t a = 0; a < f->areas; a++) within += pow(figure(f, "distance", a), 2);
    for (size_t c = 0; c < GROUPS; c++) all += areas[c];
    for (size_t j = 0; j < d; j++) {
        double mean = 0;
        for (size_t c = 0; c < GROUPS; c++) mean += areas[c] * centre[c * d + j] / all;
        for (size_t c = 0; c < GROUPS; c++) between += areas[c] * pow(centre[c * d + j] - mean, 2);
    }
    ck_assert_double_eq_tol(within / figure(f, "fit_within", 0), 1, 1e-9);
    ck_assert_double_eq_tol((within + between) / figure(f, "fit_total", 0), 1, 1e-9);
    ck_assert_double_eq(nearbyint(within), k->within);
}

/* No area lies nearer to another centre than a move of it could mend (Hartigan): n/(n+1) D'^2 >= n/(n-1) D^2 at an optimum. */
static void check_optimum(const Found *f)
{
    const int32_t *areas = of(f, "segment_areas"), *next = of(f, "runner_up");
    for (size_t a = 0; a < f->areas; a++) {
        double own = figure(f, "distance", a), margin = figure(f, "margin", a);
        double second = margin >= 0 ? own / (1 - margin) : own * (1 + margin);
        double here = areas[f->label[a]], there = areas[next[a]];
        ck_assert(there / (there + 1) * second * second >= here / (here - 1) * own * own * (1 - 1e-9));
    }
}

START_TEST(found_again)
{
    const Known *k = &known[_i];
    char folder[512], out[256], names[256];
    snprintf(folder, sizeof folder, "%s/%s", test_data(), k->data);
    built b = build_index(k->index, folder);
    const myn_segment_options options = options_of(&b, k, out, names);
    ck_assert_int_eq(grouped_run(&options, NULL), MYN_OK);
    Found f = grouped_open(out);
    const int32_t *areas = of(&f, "segment_areas");
    ck_assert_uint_eq(f.segments, GROUPS);
    for (size_t c = 0; c < GROUPS; c++) ck_assert_int_eq(areas[c], k->areas[c]);
    ck_assert(figure(&f, "fit_seen", 0) >= 2);
    ck_assert(figure(&f, "fit_missed", 0) < 0.15);
    ck_assert(strlen(((const char *const *)of(&f, "name_en"))[7]) > 0);
    ck_assert(strlen(((const char *const *)of(&f, "name_cy"))[0]) > 0);
    check_squares(&f, k);
    check_optimum(&f);
    grouped_close(&f);
    unlink(out);
    free_build(&b);
}
END_TEST

Suite *suite(void)
{
    char path[512];
    snprintf(path, sizeof path, "%s/imd-2019/subdomains.csv", test_data());
    test_needs(path);
    Suite *s = suite_create("run/segment_data");
    TCase *t = tcase_create("classifications");
    tcase_set_timeout(t, 280);
    tcase_add_loop_test(t, found_again, 0, 2);
    suite_add_tcase(s, t);
    return s;
}
