/* Normalisers on the ASEM data against COINr 1.1.14 (README of the reference values, section 1 a). */
#include "golden.h"
#include "use.h"

static const char *folder;

/* COINr's direction of indicator NAME. */
static double direction_of(const Golden *meta, const char *name)
{
    size_t code = golden_col(meta, "iCode");
    for (size_t r = 0; r < meta->rows; r++)
        if (strcmp(golden_text(meta, r, code), name) == 0)
            return golden_number(meta, r, golden_col(meta, "Direction"));
    ck_abort_msg("no indicator %s", name);
    return 0;
}

/* The row of the area that comes NTH by its code, from 1: how COINr counts a reference unit. */
static size_t unit_row(const Golden *in, size_t nth)
{
    for (size_t r = 0; r < in->rows; r++) {
        size_t before = 0;
        for (size_t k = 0; k < in->rows; k++)
            before += strcmp(golden_text(in, k, 0), golden_text(in, r, 0)) < 0;
        if (before == nth - 1) return r;
    }
    return in->rows;
}

/* The stages hold areas in different orders: the row of each by its code. */
static void check_column(const Golden *in, const Golden *want, size_t col, double direction, Use *use)
{
    size_t n = in->rows;
    const char *name = in->cell[col], *why;
    double *x = golden_column(in, name);
    for (size_t r = 0; r < n; r++)
        if (unit_row(in, 5) == r) use->unit = x[r];
    myn_status status = use_on(use, x, n, direction, &why);
    ck_assert_msg(status == MYN_OK, "%s %s: %s", use->method->name, name, why ? why : "");
    for (size_t r = 0; r < n; r++) {
        size_t at = golden_row(want, golden_text(in, r, 0));
        double expected = golden_number(want, at, golden_col(want, name));
        ck_assert_msg(close_to(x[r], expected, 1e-9), "%s %s %s: %.17g, expected %.17g", use->method->name,
                      name, golden_text(in, r, 0), x[r], expected);
    }
    free(x);
}

static void check_file(const char *input, const char *expected, const char *method, const char *params)
{
    Golden meta = golden_open(folder, "asem_iMeta.csv"), in = golden_open(folder, input);
    Golden want = golden_open(folder, expected);
    Use use = use_method(method, params);
    ck_assert_uint_eq(in.rows, want.rows);
    for (size_t c = 1; c < in.cols; c++) check_column(&in, &want, c, direction_of(&meta, in.cell[c]), &use);
    use_free(&use);
    golden_free(&want);
    golden_free(&in);
    golden_free(&meta);
}

static const struct {
    const char *file, *method, *params;
} forms[] = {
    {"minmax_0_100", "minmax", ""},
    {"minmax_1_100", "minmax", "to=[1, 100]"},
    {"zscore", "zscore", ""},
    {"rank", "rank", ""},
    {"rank_average", "rank", "ties=average"},
    {"borda", "borda", ""},
    {"prank", "percentile", "to=1"},
    {"dist2max", "distance_to_max", ""},
    {"dist2ref_unit5", "distance_to_reference", ""},
    {"dist2ref_unit5_cap", "distance_to_reference", "cap=true"},
};

START_TEST(raw)
{
    char name[100];
    snprintf(name, sizeof name, "asem_norm_raw_%s.csv", forms[_i].file);
    check_file("asem_stage_raw.csv", name, forms[_i].method, forms[_i].params);
}
END_TEST

START_TEST(treated)
{
    char name[100];
    snprintf(name, sizeof name, "asem_norm_treated_%s.csv", forms[_i].file);
    check_file("asem_stage_treated.csv", name, forms[_i].method, forms[_i].params);
}
END_TEST

/* COINr's posts are given low first and turned by the direction, on a scale of 0 to 100. */
static void check_goalposts(const char *file, const char *cap)
{
    Golden posts = golden_open(folder, "asem_iMeta_goalposts_targets.csv");
    Golden in = golden_open(folder, "asem_stage_raw.csv"), want = golden_open(folder, file);
    size_t code = golden_col(&posts, "iCode"), checked = 0;
    for (size_t r = 0; r < posts.rows; r++) {
        if (golden_number(&posts, r, golden_col(&posts, "Level")) != 1) continue;
        char params[200];
        snprintf(params, sizeof params, "posts=[%s, %s]; to=[0, %s]; cap=%s",
                 golden_text(&posts, r, golden_col(&posts, "goalpost_lower")),
                 golden_text(&posts, r, golden_col(&posts, "goalpost_upper")),
                 golden_text(&posts, r, golden_col(&posts, "goalpost_scale")), cap);
        Use use = use_method("goalposts", params);
        size_t col = golden_col(&in, golden_text(&posts, r, code));
        check_column(&in, &want, col, golden_number(&posts, r, golden_col(&posts, "Direction")), &use);
        use_free(&use);
        checked++;
    }
    ck_assert_uint_eq(checked, 49);
    golden_free(&want);
    golden_free(&in);
    golden_free(&posts);
}

START_TEST(goalposts)
{
    check_goalposts("asem_norm_raw_goalposts_iMeta.csv", "both");
    check_goalposts("asem_norm_raw_goalposts_iMeta_notrunc.csv", "none");
}
END_TEST

/* 100 + 10 z: affine after zscore, its own direction +1. */
START_TEST(affine)
{
    Golden want = golden_open(folder, "asem_norm_raw_zscore_100_10.csv");
    Golden in = golden_open(folder, "asem_norm_raw_zscore.csv");
    Use use = use_method("affine", "centre=100; per_sd=10");
    for (size_t c = 1; c < in.cols; c++) check_column(&in, &want, c, 1, &use);
    use_free(&use);
    golden_free(&in);
    golden_free(&want);
}
END_TEST

/* Targets of COINr's own table. */
static void check_targets(const char *file, const char *cap)
{
    Golden meta = golden_open(folder, "asem_iMeta_goalposts_targets.csv");
    Golden in = golden_open(folder, "asem_stage_raw.csv"), want = golden_open(folder, file);
    for (size_t r = 0; r < meta.rows; r++) {
        if (golden_number(&meta, r, golden_col(&meta, "Level")) != 1) continue;
        char params[100];
        snprintf(params, sizeof params, "target=%s; cap=%s",
                 golden_text(&meta, r, golden_col(&meta, "Target")), cap);
        Use use = use_method("distance_to_target", params);
        size_t col = golden_col(&in, golden_text(&meta, r, golden_col(&meta, "iCode")));
        check_column(&in, &want, col, golden_number(&meta, r, golden_col(&meta, "Direction")), &use);
        use_free(&use);
    }
    golden_free(&want);
    golden_free(&in);
    golden_free(&meta);
}

START_TEST(targets)
{
    check_targets("asem_norm_raw_dist2targ_iMeta_cap.csv", "true");
    check_targets("asem_norm_raw_dist2targ_iMeta_nocap.csv", "false");
}
END_TEST

/* COINr's n_scaled(npara = c(0, 10), scale_factor = 100) is 100 direction x / 10. */
START_TEST(scaled)
{
    check_file("asem_stage_raw.csv", "asem_norm_raw_scaled.csv", "affine", "centre=0; per_sd=10");
    check_file("asem_stage_treated.csv", "asem_norm_treated_scaled.csv", "affine", "centre=0; per_sd=10");
}
END_TEST

/* COINr divides -x by the greatest -x where the direction is -: its order is not turned, so that we must
 * differ. Where it is + ours is the same; the values that ratio refuses (a maximum of 0 or less) are left
 * out. */
START_TEST(fraction_of_maximum)
{
    Golden meta = golden_open(folder, "asem_iMeta.csv"), in = golden_open(folder, "asem_stage_raw.csv");
    Golden want = golden_open(folder, "asem_norm_raw_fracmax.csv");
    size_t same = 0, other = 0;
    for (size_t c = 1; c < in.cols; c++) {
        double direction = direction_of(&meta, in.cell[c]), *x = golden_column(&in, in.cell[c]);
        const char *why;
        Use use = use_method("ratio", "");
        myn_status status = use_on(&use, x, in.rows, direction, &why);
        if (status == MYN_OK && direction > 0) {
            check_column(&in, &want, c, 1, &use);
            same++;
        }
        for (size_t r = 0; status == MYN_OK && direction < 0 && r < in.rows; r++) {
            size_t at = golden_row(&want, golden_text(&in, r, 0));
            double theirs = golden_number(&want, at, golden_col(&want, in.cell[c]));
            if (isnan(theirs)) continue;
            ck_assert(close_to(x[r], 1 / theirs, 1e-9)); /* best / x against x / best */
            other += x[r] != theirs;
        }
        use_free(&use);
        free(x);
    }
    ck_assert(same > 20 && other > 100);
    golden_free(&want);
    golden_free(&in);
    golden_free(&meta);
}
END_TEST

Suite *suite(void)
{
    folder = golden_folder(test_golden(), "asem");
    test_needs(folder);
    Suite *s = suite_create("normalisers on ASEM");
    TCase *c = tcase_create("all");
    int count = (int)(sizeof forms / sizeof *forms);
    tcase_add_loop_test(c, raw, 0, count);
    tcase_add_loop_test(c, treated, 0, count);
    tcase_add_test(c, goalposts);
    tcase_add_test(c, affine);
    tcase_add_test(c, targets);
    tcase_add_test(c, scaled);
    tcase_add_test(c, fraction_of_maximum);
    tcase_set_timeout(c, 60);
    suite_add_tcase(s, c);
    return s;
}
