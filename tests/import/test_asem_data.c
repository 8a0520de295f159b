/* The two tables of COINr's ASEM example, imported and built, against every stage that COINr 1.1.14 made of
 * them (shared/golden/README.md, section 1): the whole way from another program's files to its numbers. */
#include "suite.h"
#include <math.h>
#include <mynegai/import.h>
#include <mynegai/run.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char work[] = "/tmp/mynegai-asem.XXXXXX";
static myn_diag *diag;

static const char *path(const char *folder, const char *name)
{
    static char text[4][4096];
    static int next;
    char *out = text[next++ % 4];
    snprintf(out, sizeof text[0], "%s/%s", folder, name);
    return out;
}

static const char *golden(const char *file)
{
    char name[256];
    snprintf(name, sizeof name, "asem/%s.csv", file);
    return path(test_golden(), name);
}

static void import_asem(void)
{
    const myn_import_options options = {.table = golden("asem_iData"),
                                        .meta = golden("asem_iMeta"),
                                        .out = path(work, "asem"),
                                        .group = "EurAsia_group",
                                        .force = true};
    myn_imported done;
    ck_assert_int_eq(myn_import_coinr(&options, diag, &done), MYN_OK);
    ck_assert_str_eq(done.data, path(test_golden(), "asem"));
    myn_imported_free(&done);
}

/* Take lines that begin with START out of the imported index.yml, and put INSTEAD at its end. */
static void edit(const char *start, const char *instead)
{
    myn_buffer text = {0};
    const char *file = path(work, "asem/index.yml");
    ck_assert_int_eq(myn_file_read(file, 1 << 20, &text), MYN_OK);
    FILE *out = fopen(file, "w");
    for (char *line = strtok(text.at, "\n"); line; line = strtok(NULL, "\n"))
        if (strncmp(line, start, strlen(start)) != 0) fprintf(out, "%s\n", line);
    fputs(instead, out);
    fclose(out);
    myn_buffer_free(&text);
}

/* ---- a golden stage beside the store ---- */

typedef struct {
    const myn_labels *labels;
    const double *value; /* rows x areas */
    bool nodes, turned;  /* rows are nodes, not indicators; turned: our values have the direction in them */
    size_t row[128], compared;
    double worst;
} Stage;

static size_t row_of(const Stage *stage, const char *code)
{
    const myn_item *item = stage->nodes ? stage->labels->node : stage->labels->indicator;
    size_t count = stage->nodes ? stage->labels->nodes : stage->labels->indicators;
    for (size_t i = 0; i < count; i++)
        if (strcmp(item[i].code, code) == 0) return i;
    return MYN_NONE;
}

static int direction(const Stage *stage, size_t indicator)
{
    for (size_t i = 0; i < stage->labels->nodes; i++)
        if (stage->labels->node[i].indicator == indicator) return stage->labels->node[i].direction;
    return 0;
}

static void compare(Stage *stage, size_t row, size_t area, const char *text)
{
    double ours = stage->value[row * stage->labels->areas->count + area], theirs = NAN;
    if (stage->turned) ours *= direction(stage, row);
    bool valued = myn_number_read(text, strlen(text), &theirs);
    ck_assert_msg(valued == !isnan(ours), "%s %zu: %s and %g", stage->labels->areas->at[area].code, row, text,
                  ours);
    stage->compared++;
    if (!valued) return;
    double off = fabs(ours - theirs) / fmax(fabs(theirs), 1e-9);
    if (off > stage->worst) stage->worst = off;
}

static myn_status take_row(void *ctx, const myn_csv_line *line)
{
    Stage *stage = ctx;
    char text[256];
    size_t area = MYN_NONE;
    for (size_t i = 0; i < line->count; i++) {
        snprintf(text, sizeof text, "%.*s", (int)line->field[i].length, line->field[i].at);
        if (line->line == 1)
            stage->row[i] = row_of(stage, text);
        else if (i == 0)
            area = myn_areas_find(stage->labels->areas, text, strlen(text));
        else if (stage->row[i] != MYN_NONE)
            compare(stage, stage->row[i], area, text);
    }
    return MYN_OK;
}

/* Every figure of STAGE, of which there are COUNT, equals ours. */
static void check_stage(const char *name, Stage stage, size_t count)
{
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    char file[64];
    snprintf(file, sizeof file, "asem_stage_%s", name);
    ck_assert_int_eq(myn_csv_read(golden(file), file, &dialect, take_row, &stage, NULL, diag, &info), MYN_OK);
    ck_assert_uint_eq(stage.compared, count);
    ck_assert_msg(stage.worst < 1e-9, "%s: off by %g", name, stage.worst);
}

typedef struct {
    myn_store *store;
    const myn_labels *labels;
    myn_edition edition;
    myn_panel *raw;
} Built;

static Built build(void)
{
    Built b = {0};
    myn_built built;
    const myn_run_options options = {.index = path(work, "asem"),
                                     .data = path(test_golden(), "asem"),
                                     .out = path(work, "asem.h5"),
                                     .threads = 1};
    ck_assert_int_eq(myn_build(&options, diag, &built), MYN_OK);
    myn_built_free(&built);
    ck_assert_int_eq(myn_store_open(options.out, 0, diag, &b.store), MYN_OK);
    b.labels = myn_store_labels(b.store);
    ck_assert_uint_eq(b.labels->areas->count, 51);
    ck_assert_uint_eq(b.labels->indicators, 49);
    ck_assert_int_eq(myn_store_edition(b.store, 0, &b.edition), MYN_OK);
    ck_assert_int_eq(myn_store_panel(b.store, MYN_CUBE_RAW, &b.raw), MYN_OK);
    return b;
}

static void release(Built *b)
{
    myn_edition_free(&b->edition);
    myn_panel_free(b->raw);
    myn_store_free(b->store);
}

START_TEST(as_coinr_does)
{
    import_asem();
    Built b = build();
    check_stage("denominated", (Stage){.labels = b.labels, .value = b.raw->plane[0].value}, 51 * 49);
    check_stage("normalised", (Stage){.labels = b.labels, .value = b.edition.normalised}, 51 * 49);
    check_stage("aggregated", (Stage){.labels = b.labels, .value = b.edition.score, .nodes = true}, 51 * 60);
    release(&b);
}
END_TEST

/* What the store does not hold is what it does hold when the steps after it are left out. */
START_TEST(stages_between)
{
    import_asem();
    edit("  - minmax", "");
    Built b = build();
    check_stage("treated", (Stage){.labels = b.labels, .value = b.edition.normalised, .turned = true},
                51 * 49);
    release(&b);
    edit("  - treat", "");
    edit("indicators:", "indicators: []\n");
    b = build();
    check_stage("imputed", (Stage){.labels = b.labels, .value = b.edition.normalised, .turned = true},
                51 * 49);
    check_stage("screened", (Stage){.labels = b.labels, .value = b.edition.normalised, .turned = true},
                51 * 49);
    release(&b);
}
END_TEST

static void before(void)
{
    ck_assert_ptr_nonnull(mkdtemp(work));
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
}

static void after(void)
{
    static const char *const left[] = {"asem.h5",
                                       "asem/datasets/asem/dataset.yml",
                                       "asem/index.yml",
                                       "asem/nodes.csv",
                                       "asem/datasets/asem",
                                       "asem/datasets",
                                       "asem"};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++) ck_assert_int_eq(remove(path(work, left[i])), 0);
    ck_assert_int_eq(rmdir(work), 0);
    myn_diag_free(diag);
}

Suite *suite(void)
{
    test_needs(golden("asem_iData"));
    Suite *s = suite_create("import/asem");
    TCase *c = tcase_create("stages");
    tcase_add_unchecked_fixture(c, before, after);
    tcase_add_test(c, as_coinr_does);
    tcase_add_test(c, stages_between);
    suite_add_tcase(s, c);
    return s;
}
