/* COINr's ASEM example, diagnosed from a store; the OECD handbook's eight indicators of technology.
 * Of shared/golden: asem_cronbach_by_pillar (alpha_norm), asem_corr_L2_L3 and L1_L4, asem_pca_sdev are
 * COINr 1.1.14's, on the stages that the test names. asem_eff_weights is COINr's own notion of an effective weight,
 * the given ones multiplied through the tree: our NOMINAL. What an indicator contributes to the variance has no golden
 * figure there; tests/run/test_diagnose.c has R's. tai_corr, tai_eigen_table07, tai_loadings, tai_cronbach_table11: the
 * handbook's Tables 6, 7, 8 and 11 in full figures. */
#include "run/built.h"
#include "suite.h"
#include <math.h>
#include <mynegai/csv.h>
#include <mynegai/import.h>

static char folder[] = "/tmp/mynegai-diagnose.XXXXXX";

static const char *golden(const char *file)
{
    static char text[4][4096];
    static int next;
    char *out = text[next++ % 4];
    snprintf(out, sizeof text[0], "%s/%s", test_golden(), file);
    return out;
}

/* A golden table: texts, row by row. */
typedef struct {
    char cell[600][10][40];
    size_t rows;
} Table;

static myn_status take_line(void *ctx, const myn_csv_line *line)
{
    Table *table = ctx;
    ck_assert_uint_lt(table->rows, 600);
    for (size_t i = 0; i < line->count && i < 10; i++)
        snprintf(table->cell[table->rows][i], 40, "%.*s", (int)line->field[i].length, line->field[i].at);
    table->rows++;
    return MYN_OK;
}

static const Table *read_table(const char *file)
{
    static Table table;
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    myn_diag *diag = NULL;
    table.rows = 0;
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_csv_read(golden(file), file, &dialect, take_line, &table, NULL, diag, &info),
                     MYN_OK);
    myn_diag_free(diag);
    return &table;
}

static double number(const char *text)
{
    double out;
    ck_assert(myn_number_read(text, strlen(text), &out));
    return out;
}

static built b;
static myn_edition data;
static myn_diagnosis *all;

static void diagnose(void)
{
    ck_assert_int_eq(myn_store_edition(b.store, 0, &data), MYN_OK);
    ck_assert_int_eq(myn_diagnose(b.labels, &data, 0, MYN_NONE, MYN_CORR_PEARSON, &all), MYN_OK);
}

static void asem(void)
{
    const myn_import_options options = {.table = golden("asem/asem_iData.csv"),
                                        .meta = golden("asem/asem_iMeta.csv"),
                                        .out = folder,
                                        .group = "EurAsia_group",
                                        .force = true};
    myn_imported done;
    myn_diag *diag = NULL;
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(myn_import_coinr(&options, diag, &done), MYN_OK);
    b = build_index(folder, golden("asem"));
    myn_imported_free(&done);
    myn_diag_free(diag);
    diagnose();
}

static void finish(void)
{
    char line[128];
    myn_diagnosis_free(all);
    myn_edition_free(&data);
    free_build(&b);
    snprintf(line, sizeof line, "rm -rf %s", folder);
    ck_assert_int_eq(system(line), 0);
}

static const myn_diagnosed *branch(const char *code)
{
    for (size_t i = 0; i < all->branches; i++)
        if (all->branch[i].node == node_of(b.labels, code)) return &all->branch[i];
    ck_abort_msg("no branch %s", code);
    return NULL;
}

static const myn_diagnosed_part *part_of(const myn_diagnosed *of, const char *code)
{
    size_t node = node_of(b.labels, code);
    for (size_t i = 0; i < of->parts; i++)
        if (of->part[i].node == node) return &of->part[i];
    for (size_t i = 0; i < of->indicators; i++)
        if (of->indicator[i].node == node) return &of->indicator[i];
    return NULL;
}

#define CLOSE(x, y) ck_assert_double_eq_tol(x, y, 1e-9 * fabs(y) + 1e-12)

START_TEST(asem_alpha)
{
    const Table *table = read_table("asem/asem_cronbach_by_pillar.csv");
    ck_assert_uint_eq(table->rows, 9);
    for (size_t i = 1; i < table->rows; i++)
        CLOSE(branch(table->cell[i][1])->alpha, number(table->cell[i][3]));
    table = read_table("asem/asem_cronbach_subindex.csv");
    for (size_t i = 1; i < table->rows; i++)
        CLOSE(branch(table->cell[i][0])->alpha, number(table->cell[i][1]));
}
END_TEST

/* Of a pillar with its own sub-index, and of indicators with the whole. */
START_TEST(asem_correlations)
{
    const Table *table = read_table("asem/asem_corr_L2_L3_pearson.csv");
    size_t compared = 0;
    for (size_t i = 1; i < table->rows; i++) {
        const myn_diagnosed_part *part = part_of(branch(table->cell[i][0]), table->cell[i][1]);
        if (!part) continue;
        CLOSE(part->correlation, number(table->cell[i][2]));
        compared++;
    }
    ck_assert_uint_eq(compared, 8);
    table = read_table("asem/asem_corr_L1_L4_pearson.csv");
    ck_assert_uint_eq(table->rows, 50);
    for (size_t i = 1; i < table->rows; i++)
        CLOSE(part_of(branch("Index"), table->cell[i][1])->correlation, number(table->cell[i][2]));
}
END_TEST

START_TEST(asem_nominal)
{
    const Table *table = read_table("asem/asem_eff_weights.csv");
    size_t compared = 0;
    for (size_t i = 1; i < table->rows; i++) {
        const myn_diagnosed_part *part = part_of(branch("Index"), table->cell[i][0]);
        if (!part) continue; /* pillars, the whole */
        CLOSE(part->nominal, number(table->cell[i][3]));
        compared++;
    }
    ck_assert_uint_eq(compared, 49 + 2);
}
END_TEST

/* Every branch is a plain weighted mean of complete figures: contributions add up, by parts and by indicators. */
START_TEST(asem_effective)
{
    for (size_t i = 0; i < all->branches; i++) {
        const myn_diagnosed *of = &all->branch[i];
        double sum = 0;
        ck_assert_int_eq(of->form, MYN_SUM_WEIGHTED);
        CLOSE(of->effective_sum, 1.0);
        for (size_t k = 0; k < of->indicators; k++) sum += of->indicator[k].effective;
        if (of->indicators) CLOSE(sum, 1.0);
    }
}
END_TEST

/* Of the pillars' normalised indicators. */
START_TEST(asem_components)
{
    static const char *const pillar[] = {"ConEcFin", "Environ",   "Instit", "P2P",
                                         "Physical", "Political", "Social", "SusEcFin"};
    for (size_t k = 0; k < 8; k++) {
        char file[64];
        const myn_diagnosed *of = branch(pillar[k]);
        snprintf(file, sizeof file, "asem/asem_pca_sdev_%s.csv", pillar[k]);
        const Table *table = read_table(file);
        ck_assert_uint_eq(table->rows, of->parts + 1);
        for (size_t i = 0; i < of->parts; i++) {
            CLOSE(of->pca.value[i], number(table->cell[i + 1][2]));
            CLOSE(of->pca.share[i], number(table->cell[i + 1][3]));
        }
    }
}
END_TEST

/* ---- the handbook: eight indicators below one node ---- */

enum { EIGHT = 8, COUNTRIES = 23 };
static double eight[EIGHT + 1][COUNTRIES], ones[EIGHT + 1] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
static myn_areas *countries;
static myn_item eight_nodes[EIGHT + 1];
static myn_labels eight_labels;

static void handbook(void)
{
    static myn_area area[COUNTRIES];
    static char code[COUNTRIES][40], name[EIGHT][40];
    const Table *table = read_table("tai/tai_zscore.csv");
    ck_assert_uint_eq(table->rows, COUNTRIES + 1);
    eight_nodes[0] = (myn_item){
        .code = "tai", .parent = MYN_NONE, .indicator = MYN_NONE, .weight = 1, .direction = 1};
    for (size_t i = 0; i < EIGHT; i++) {
        strcpy(name[i], table->cell[0][i + 1]);
        eight_nodes[i + 1] = (myn_item){.code = name[i], .indicator = i, .weight = 1, .direction = 1};
    }
    for (size_t a = 0; a < COUNTRIES; a++) {
        strcpy(code[a], table->cell[a + 1][0]);
        area[a] = (myn_area){.code = code[a]};
        for (size_t i = 1; i <= EIGHT; i++) {
            eight[i][a] = number(table->cell[a + 1][i]);
            eight[0][a] += eight[i][a] / EIGHT;
        }
    }
    ck_assert_int_eq(myn_areas_make("countries", area, COUNTRIES, &countries), MYN_OK);
    eight_labels = (myn_labels){
        .areas = countries, .node = eight_nodes, .nodes = EIGHT + 1, .indicators = EIGHT};
    data = (myn_edition){.score = eight[0], .weight = ones};
    ck_assert_int_eq(myn_diagnose(&eight_labels, &data, 0, 0, MYN_CORR_PEARSON, &all), MYN_OK);
}

static void close_handbook(void)
{
    myn_diagnosis_free(all);
    myn_areas_free(countries);
}

START_TEST(handbook_table_6)
{
    const Table *table = read_table("tai/tai_corr.csv");
    for (size_t i = 0; i < EIGHT; i++)
        for (size_t j = 0; j < EIGHT; j++)
            CLOSE(myn_row(all->branch->pair.r, i)[j], number(table->cell[i + 1][j + 1]));
}
END_TEST

START_TEST(handbook_table_7)
{
    const Table *table = read_table("tai/tai_eigen_table07.csv");
    for (size_t i = 0; i < EIGHT; i++) {
        CLOSE(all->branch->pca.value[i], number(table->cell[i + 1][1]));
        CLOSE(100 * all->branch->pca.share[i], number(table->cell[i + 1][2]));
    }
}
END_TEST

START_TEST(handbook_table_8)
{
    const Table *table = read_table("tai/tai_loadings.csv");
    for (size_t i = 0; i < EIGHT; i++)
        for (size_t j = 0; j < EIGHT; j++) /* a component's sign is a convention */
            CLOSE(fabs(myn_row(all->branch->pca.loading, i)[j]), fabs(number(table->cell[i + 1][j + 1])));
}
END_TEST

START_TEST(handbook_table_11)
{
    const Table *table = read_table("tai/tai_cronbach_table11.csv");
    CLOSE(all->branch->alpha, number(table->cell[1][2]));
    CLOSE(all->branch->alpha_standardised, number(table->cell[1][2]));
    for (size_t i = 0; i < EIGHT; i++) {
        CLOSE(all->branch->part[i].item_total, number(table->cell[i + 2][1]));
        CLOSE(all->branch->part[i].alpha_without, number(table->cell[i + 2][2]));
    }
}
END_TEST

Suite *suite(void)
{
    test_needs(golden("asem/asem_iData.csv"));
    Suite *s = suite_create("diagnose_data");
    TCase *t = tcase_create("asem");
    tcase_add_unchecked_fixture(t, asem, finish);
    tcase_add_test(t, asem_alpha);
    tcase_add_test(t, asem_correlations);
    tcase_add_test(t, asem_components);
    tcase_add_test(t, asem_nominal);
    tcase_add_test(t, asem_effective);
    suite_add_tcase(s, t);
    t = tcase_create("handbook");
    tcase_add_checked_fixture(t, handbook, close_handbook);
    tcase_add_test(t, handbook_table_6);
    tcase_add_test(t, handbook_table_7);
    tcase_add_test(t, handbook_table_8);
    tcase_add_test(t, handbook_table_11);
    suite_add_tcase(s, t);
    return s;
}
