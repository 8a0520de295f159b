/* Imputation on the ASEM data against COINr 1.1.14 (README of the reference values, section 1 c). */
#include "golden.h"
#include "use.h"

static const char *folder;

static double direction_of(const Golden *meta, const char *code)
{
    for (size_t r = 0; r < meta->rows; r++)
        if (strcmp(golden_text(meta, r, golden_col(meta, "iCode")), code) == 0)
            return golden_number(meta, r, golden_col(meta, "Direction"));
    ck_abort_msg("no indicator %s", code);
    return 0;
}

/* One pillar: fill its indicators and compare; how many cells were missing. */
static size_t check_pillar(const Golden *lineage, const Golden *raw, const Golden *want, const char *pillar)
{
    enum { INDICATORS = 60 };
    Golden meta = golden_open(folder, "asem_iMeta.csv");
    const char *code[INDICATORS];
    double direction[INDICATORS], *x = malloc(INDICATORS * raw->rows * sizeof *x);
    size_t rows = 0, filled = 0;
    for (size_t r = 0; r < lineage->rows; r++) {
        if (strcmp(golden_text(lineage, r, 1), pillar) != 0) continue;
        double *column = golden_column(raw, code[rows] = golden_text(lineage, r, 0));
        memcpy(x + rows * raw->rows, column, raw->rows * sizeof *x);
        free(column);
        direction[rows] = direction_of(&meta, code[rows]);
        rows++;
    }
    uint8_t *touched = calloc(rows * raw->rows, 1);
    myn_arena *arena;
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    ck_assert(myn_fill_within((myn_mat){x, rows, raw->rows, raw->rows}, direction, touched, arena) == MYN_OK);
    for (size_t i = 0; i < rows; i++)
        for (size_t a = 0; a < raw->rows; a++) {
            size_t at = golden_row(want, golden_text(raw, a, 0)), cell = i * raw->rows + a;
            ck_assert(close_to(x[cell], golden_number(want, at, golden_col(want, code[i])), 1e-12));
            ck_assert(touched[cell] == isnan(golden_number(raw, a, golden_col(raw, code[i]))));
            filled += touched[cell];
        }
    myn_arena_free(arena);
    free(touched);
    free(x);
    golden_free(&meta);
    return filled;
}

START_TEST(row_mean_within_pillar)
{
    Golden lineage = golden_open(folder, "asem_lineage.csv"), raw = golden_open(folder, "asem_stage_raw.csv");
    Golden want = golden_open(folder, "asem_impute_row_mean_within_pillar.csv");
    size_t filled = 0;
    for (size_t r = 0; r < lineage.rows; r++) {
        const char *pillar = golden_text(&lineage, r, 1);
        size_t first = r; /* each pillar once: where it is first named */
        for (size_t k = r; k-- > 0;)
            if (strcmp(golden_text(&lineage, k, 1), pillar) == 0) first = k;
        if (first == r) filled += check_pillar(&lineage, &raw, &want, pillar);
    }
    ck_assert_uint_gt(filled, 50);
    golden_free(&want);
    golden_free(&raw);
    golden_free(&lineage);
}
END_TEST

typedef double (*Fill)(const double *value, size_t periods, size_t at);

/* Years one after the other, as the panel has them. */
enum { YEARS = 5 };
static const int32_t mid[YEARS] = {0, 365, 730, 1095, 1460};

/* COINr's "latest" takes an earlier value only. */
static double latest(const double *value, size_t periods, size_t at)
{
    size_t from;
    (void)periods;
    return isnan(value[at]) ? myn_carry(value, mid, at, INT32_MAX, &from) : value[at];
}

static double either(const double *value, size_t periods, size_t at)
{
    size_t from;
    double x = latest(value, periods, at);
    return isnan(x) ? myn_carry_back(value, mid, periods, at, INT32_MAX, &from) : x;
}

static double linear(const double *value, size_t periods, size_t at)
{
    double x = myn_interpolate(value, mid, periods, at);
    return isnan(x) ? either(value, periods, at) : x;
}

static size_t row_of(const Golden *g, const char *area, const char *year)
{
    size_t code = golden_col(g, "uCode"), time = golden_col(g, "Time");
    for (size_t r = 0; r < g->rows; r++)
        if (strcmp(golden_text(g, r, code), area) == 0 && strcmp(golden_text(g, r, time), year) == 0)
            return r;
    ck_abort_msg("no row %s %s", area, year);
    return 0;
}

static void check_panel(const char *file, Fill fill)
{
    static const char *const year[YEARS] = {"2018", "2019", "2020", "2021", "2022"};
    Golden holes = golden_open(folder, "asem_panel_holes.csv"), want = golden_open(folder, file);
    size_t first = golden_col(&holes, "LPI"), filled = 0;
    for (size_t r = 0; r < holes.rows; r++) {
        const char *area = golden_text(&holes, r, golden_col(&holes, "uCode"));
        if (strcmp(golden_text(&holes, r, golden_col(&holes, "Time")), year[0]) != 0) continue;
        size_t in[YEARS], out[YEARS];
        for (int y = 0; y < YEARS; y++)
            in[y] = row_of(&holes, area, year[y]), out[y] = row_of(&want, area, year[y]);
        for (size_t c = first; c < holes.cols; c++) {
            double value[YEARS];
            for (int y = 0; y < YEARS; y++) value[y] = golden_number(&holes, in[y], c);
            for (size_t y = 0; y < YEARS; y++) {
                double expected = golden_number(&want, out[y], golden_col(&want, holes.cell[c]));
                ck_assert_msg(close_to(fill(value, YEARS, y), expected, 1e-12),
                              "%s %s %s %s: %.17g, expected %.17g", file, area, year[y], holes.cell[c],
                              fill(value, YEARS, y), expected);
                filled += isnan(value[y]) && !isnan(expected);
            }
        }
    }
    ck_assert_uint_gt(filled, 100);
    golden_free(&want);
    golden_free(&holes);
}

START_TEST(panel)
{
    check_panel("asem_panel_imputed_latest.csv", latest);
    check_panel("asem_panel_imputed_constant.csv", either);
    check_panel("asem_panel_imputed_linear-constant.csv", linear);
}
END_TEST

Suite *suite(void)
{
    folder = golden_folder(test_golden(), "asem");
    test_needs(folder);
    Suite *s = suite_create("imputation on ASEM");
    TCase *c = tcase_create("all");
    tcase_add_test(c, row_mean_within_pillar);
    tcase_add_test(c, panel);
    tcase_set_timeout(c, 60);
    suite_add_tcase(s, c);
    return s;
}
