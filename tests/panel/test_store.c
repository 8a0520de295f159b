/* What is written is read again, label by label and number by number; and every status. */
#include "panel/layout.h"
#include "sample.h"
#include <sys/stat.h>

static void same_text(const char *got, const char *expected)
{
    if (expected)
        ck_assert_str_eq(got, expected);
    else
        ck_assert_ptr_null(got);
}

static void same_label(myn_label got, myn_label expected)
{
    same_text(got.en, expected.en);
    same_text(got.cy, expected.cy);
}

static void same_numbers(const double *got, const double *expected, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(got[i] == expected[i] || (isnan(got[i]) && isnan(expected[i])), "number %zu", i);
}

static void same_areas(const myn_areas *got, const myn_areas *expected)
{
    same_text(got->name, expected->name);
    ck_assert_uint_eq(got->count, expected->count);
    for (size_t i = 0; i < got->count; i++) {
        const myn_area *a = &got->at[i], *b = &expected->at[i];
        same_text(a->code, b->code);
        same_text(a->name_en, b->name_en);
        same_text(a->name_cy, b->name_cy);
        same_text(a->parent, b->parent);
        same_text(a->level, b->level);
        ck_assert_uint_eq(myn_areas_find(got, b->code, strlen(b->code)), i);
    }
}

static void same_items(const myn_item *got, const myn_item *expected, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        same_text(got[i].code, expected[i].code);
        same_label(got[i].label, expected[i].label);
        same_text(got[i].unit, expected[i].unit);
        same_text(got[i].level, expected[i].level);
    }
}

static void same_nodes(const myn_item *got, const myn_item *expected, size_t count)
{
    same_items(got, expected, count);
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_eq(got[i].parent, expected[i].parent);
        ck_assert_uint_eq(got[i].indicator, expected[i].indicator);
        ck_assert_double_eq(got[i].weight, expected[i].weight);
        ck_assert_int_eq(got[i].direction, expected[i].direction);
        ck_assert_int_eq(got[i].decimals, expected[i].decimals);
    }
}

static void same_labels(const myn_labels *got, const myn_labels *expected)
{
    same_text(got->index, expected->index);
    same_text(got->version, expected->version);
    same_label(got->title, expected->title);
    same_label(got->high_means, expected->high_means);
    ck_assert_int_eq(got->synthetic, expected->synthetic);
    same_text(got->licence, expected->licence);
    same_text(got->source, expected->source);
    same_areas(got->areas, expected->areas);
    ck_assert_int_eq(got->parents != NULL, expected->parents != NULL);
    if (got->parents) same_areas(got->parents, expected->parents);
    ck_assert_uint_eq(got->indicators, expected->indicators);
    ck_assert_uint_eq(got->nodes, expected->nodes);
    ck_assert_uint_eq(got->inputs, expected->inputs);
    same_items(got->indicator, expected->indicator, got->indicators);
    same_items(got->input, expected->input, got->inputs);
    same_nodes(got->node, expected->node, got->nodes);
    ck_assert_uint_eq(got->editions, expected->editions);
    for (size_t i = 0; i < got->editions; i++) {
        same_text(got->edition[i].name, expected->edition[i].name);
        ck_assert(myn_period_equal(got->edition[i].period, expected->edition[i].period));
    }
    ck_assert_uint_eq(got->quantiles, expected->quantiles);
    for (size_t i = 0; i < got->quantiles; i++) ck_assert_int_eq(got->quantile[i], expected->quantile[i]);
    ck_assert_uint_eq(got->bands, expected->bands);
    for (size_t i = 0; i < got->bands; i++) {
        same_label(got->band[i].label, expected->band[i].label);
        ck_assert_double_eq(got->band[i].below, expected->band[i].below);
    }
    ck_assert_uint_eq(got->steps, expected->steps);
    for (size_t i = 0; i < got->steps; i++) same_text(got->step[i], expected->step[i]);
    ck_assert_uint_eq(got->branch_steps, expected->branch_steps);
    ck_assert_uint_eq(got->measures, expected->measures);
    if (got->measures) same_areas(got->summary_areas, expected->summary_areas);
    for (size_t i = 0; i < got->measures; i++) {
        const myn_measure_label *a = &got->measure[i], *b = &expected->measure[i];
        same_text(a->code, b->code);
        same_label(a->label, b->label);
        same_text(a->method, b->method);
        same_text(a->node, b->node);
        same_text(a->population, b->population);
        same_text(a->series, b->series);
    }
}

/* Rows FIRST .. of EXPECTED. */
static void same_panel(const myn_panel *got, const myn_panel *expected, size_t first)
{
    ck_assert_uint_eq(got->periods, expected->periods);
    ck_assert_uint_eq(got->areas, expected->areas);
    size_t skip = first * got->areas, cells = got->rows * got->areas;
    for (size_t p = 0; p < got->periods; p++) {
        const myn_plane *a = &got->plane[p], *b = &expected->plane[p];
        ck_assert(myn_period_equal(a->period, b->period));
        same_numbers(a->value, b->value + skip, cells);
        ck_assert_mem_eq(a->cell, b->cell + skip, cells);
        ck_assert_int_eq(a->lower != NULL, b->lower && first == 0);
        ck_assert_int_eq(a->upper != NULL, b->upper && first == 0);
        if (a->lower) same_numbers(a->lower, b->lower + skip, cells);
        if (a->upper) same_numbers(a->upper, b->upper + skip, cells);
    }
}

static void same_edition(const myn_labels *labels, const myn_edition *got, const myn_edition *expected)
{
    size_t leaf = labels->indicators * labels->areas->count, node = labels->nodes * labels->areas->count;
    same_numbers(got->normalised, expected->normalised, leaf);
    ck_assert_mem_eq(got->normalised_cell, expected->normalised_cell, leaf);
    ck_assert_mem_eq(got->used_period, expected->used_period, 4 * labels->indicators);
    same_numbers(got->score, expected->score, node);
    ck_assert_mem_eq(got->score_cell, expected->score_cell, node);
    ck_assert_mem_eq(got->rank, expected->rank, 4 * node);
    for (size_t i = 0; i < labels->quantiles; i++)
        ck_assert_mem_eq(got->quantile[i], expected->quantile[i], node);
    ck_assert_int_eq(got->band != NULL, labels->bands > 0);
    if (got->band) ck_assert_mem_eq(got->band, expected->band, node);
    same_numbers(got->weight, expected->weight, labels->nodes);
    ck_assert_int_eq(got->fitted != NULL, labels->steps > 0);
    if (got->fitted)
        same_numbers(got->fitted, expected->fitted, labels->indicators * labels->steps * MYN_STORE_FITTED);
    size_t branch = labels->nodes * labels->branch_steps * MYN_STORE_FITTED;
    ck_assert_int_eq(got->branch_fitted != NULL, branch > 0);
    if (branch) same_numbers(got->branch_fitted, expected->branch_fitted, branch);
    ck_assert_int_eq(got->summary != NULL, labels->measures > 0);
    if (!got->summary) return;
    size_t larger = labels->measures * labels->summary_areas->count;
    same_numbers(got->summary, expected->summary, larger);
    ck_assert_mem_eq(got->summary_rank, expected->summary_rank, 4 * larger);
}

static void same_provenance(const myn_provenance *got, const myn_provenance *expected)
{
    same_text(got->command, expected->command);
    same_text(got->explained, expected->explained);
    ck_assert_uint_eq(got->texts, expected->texts);
    for (size_t i = 0; i < got->texts; i++) {
        same_text(got->text[i].name, expected->text[i].name);
        same_text(got->text[i].text, expected->text[i].text);
    }
    ck_assert_uint_eq(got->files, expected->files);
    for (size_t i = 0; i < got->files; i++) {
        same_text(got->file[i].name, expected->file[i].name);
        same_text(got->file[i].sha256, expected->file[i].sha256 ? expected->file[i].sha256 : "");
        ck_assert_uint_eq(got->file[i].rows, expected->file[i].rows);
        ck_assert_uint_eq(got->file[i].bytes, expected->file[i].bytes);
    }
}

static myn_store *open_store(const char *path)
{
    myn_store *store;
    myn_status status = myn_store_open(path, 0, diag, &store);
    ck_assert_msg(status == MYN_OK, "%d: %s", status, last_said());
    return store;
}

/* Everything of S, read again from PATH. */
static void same_store(const char *path, const sample *s)
{
    myn_store *store = open_store(path);
    same_labels(myn_store_labels(store), &s->labels);
    same_provenance(myn_store_provenance(store), &provenance_all);
    myn_panel *panel;
    ck_assert_int_eq(myn_store_panel(store, MYN_CUBE_RAW, &panel), MYN_OK);
    ck_assert_uint_eq(panel->rows, s->labels.indicators);
    same_panel(panel, s->panel, 0);
    myn_panel_free(panel);
    ck_assert_int_eq(myn_store_panel(store, MYN_CUBE_INPUTS, &panel), MYN_OK);
    ck_assert_uint_eq(panel->rows, s->labels.inputs);
    same_panel(panel, s->panel, s->labels.indicators);
    myn_panel_free(panel);
    if (s->labels.parents) {
        ck_assert_int_eq(myn_store_panel(store, MYN_CUBE_PARENTS, &panel), MYN_OK);
        same_panel(panel, s->parents, 0);
        myn_panel_free(panel);
    }
    for (size_t e = 0; e < s->labels.editions; e++) {
        myn_edition edition;
        ck_assert_int_eq(myn_store_edition(store, e, &edition), MYN_OK);
        same_edition(&s->labels, &edition, &s->edition[e]);
        myn_edition_free(&edition);
    }
    myn_store_free(store);
}

START_TEST(everything_comes_back)
{
    sample *s = make_sample();
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_OK);
    same_store(in("a.h5"), s);
    free_sample(s);
}
END_TEST

/* An index that has only what it must have: no inputs, larger areas, bands, quantiles, steps, titles. */
START_TEST(the_least)
{
    sample *s = make_sample();
    myn_labels *l = &s->labels;
    l->title = l->high_means = (myn_label){NULL, NULL};
    l->licence = l->source = l->index = l->version = NULL;
    l->parents = NULL;
    l->indicators += l->inputs; /* five rows; their names are those of nodes */
    l->indicator = node_at;
    l->inputs = l->quantiles = l->bands = l->steps = l->branch_steps = l->measures = 0;
    l->synthetic = false;
    for (size_t e = 0; e < EDITIONS; e++) {
        myn_edition_free(&s->edition[e]);
        make_edition(l, e, PERIODS, &s->edition[e]);
    }
    for (size_t p = 0; p < PERIODS; p++) {
        free(s->panel->plane[p].lower);
        free(s->panel->plane[p].upper);
        s->panel->plane[p].lower = s->panel->plane[p].upper = NULL;
    }
    myn_item plain[5];
    for (int i = 0; i < 5; i++) plain[i] = (myn_item){.code = node_at[i].code, .unit = NULL};
    l->indicator = plain;
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_OK);
    same_store(in("a.h5"), s);
    myn_store *store = open_store(in("a.h5"));
    myn_panel *panel;
    ck_assert_int_eq(myn_store_panel(store, MYN_CUBE_PARENTS, &panel), MYN_ERR_NOT_FOUND);
    ck_assert_ptr_null(panel);
    myn_store_free(store);
    free_sample(s);
}
END_TEST

/* No areas, no indicators, no nodes, no periods, no editions. */
START_TEST(nothing_in_it)
{
    myn_areas *none;
    myn_panel *panel;
    ck_assert_int_eq(myn_areas_make("none", area_at, 0, &none), MYN_OK);
    ck_assert_int_eq(myn_panel_new(0, 0, 0, &panel), MYN_OK);
    sample s = {.labels = {.index = "empty", .areas = none}, .panel = panel};
    ck_assert_int_eq(write_sample(in("a.h5"), &s, diag), MYN_OK);
    same_store(in("a.h5"), &s);
    myn_panel_free(panel);
    myn_areas_free(none);
}
END_TEST

/* Larger areas are named but have no cube. */
START_TEST(larger_areas_without_values)
{
    sample *s = make_sample();
    myn_writer *writer;
    ck_assert_int_eq(myn_writer_open(in("a.h5"), &s->labels, diag, &writer), MYN_OK);
    ck_assert_int_eq(myn_writer_raw(writer, s->panel, NULL), MYN_OK);
    for (size_t e = EDITIONS; e-- > 0;)
        ck_assert_int_eq(myn_writer_edition(writer, e, &s->edition[e]), MYN_OK);
    ck_assert_int_eq(myn_writer_commit(writer, &(myn_provenance){0}), MYN_OK);
    myn_writer_free(writer);
    myn_store *store = open_store(in("a.h5"));
    myn_panel *panel;
    ck_assert_int_eq(myn_store_panel(store, MYN_CUBE_PARENTS, &panel), MYN_OK);
    ck_assert_uint_eq(panel->periods, 0);
    same_areas(myn_store_labels(store)->parents, s->larger);
    same_provenance(myn_store_provenance(store), &(myn_provenance){0});
    myn_panel_free(panel);
    myn_store_free(store);
    free_sample(s);
}
END_TEST

/* One side only, in one period only: the other periods have no array, the other side none at all. */
START_TEST(limits_on_one_side)
{
    sample *s = make_sample();
    for (size_t p = 0; p < PERIODS; p++) {
        free(s->panel->plane[p].upper);
        s->panel->plane[p].upper = NULL;
    }
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_OK);
    same_store(in("a.h5"), s);
    free_sample(s);
}
END_TEST

/* A text longer than a collection of HDF5's heap (4096 bytes) and an attribute longer than an object header
 * can hold (64 KiB). */
START_TEST(long_texts)
{
    sample *s = make_sample();
    char *text = room(200001, 1), *licence = room(100001, 1);
    for (int i = 0; i < 200000; i += 2) memcpy(text + i, "ŵ", 2);
    memset(licence, 'x', 100000);
    s->labels.licence = licence;
    myn_provenance_text texts[3] = {{"long", text}, {"none", NULL}, {"short", "x"}};
    const myn_provenance provenance = {"one\n", texts, 3, NULL, 0, text};
    myn_writer *writer;
    ck_assert_int_eq(myn_writer_open(in("a.h5"), &s->labels, diag, &writer), MYN_OK);
    ck_assert_int_eq(myn_writer_raw(writer, s->panel, s->parents), MYN_OK);
    for (size_t e = 0; e < EDITIONS; e++)
        ck_assert_int_eq(myn_writer_edition(writer, e, &s->edition[e]), MYN_OK);
    ck_assert_int_eq(myn_writer_commit(writer, &provenance), MYN_OK);
    myn_writer_free(writer);
    myn_store *store = open_store(in("a.h5"));
    const myn_provenance *got = myn_store_provenance(store);
    same_text(got->text[0].text, text);
    same_text(got->text[1].text, "");
    same_text(got->text[2].text, "x");
    same_text(got->explained, text);
    same_text(got->command, "one\n");
    same_text(myn_store_labels(store)->licence, licence);
    myn_store_free(store);
    free(text);
    free(licence);
    free_sample(s);
}
END_TEST

/* ---- what cannot be written ---- */

static void refused(const sample *s, const char *text)
{
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_ERR_ARGUMENT);
    ck_assert_msg(strstr(last_said(), text) != NULL, "said: %s", last_said());
    ck_assert_int_ne(access(in("a.h5"), F_OK), 0);
    ck_assert_int_ne(access(in("a.h5.part"), F_OK), 0);
}

START_TEST(labels_that_cannot_be)
{
    sample *s = make_sample();
    const myn_labels good = s->labels;
    myn_item node[NODES], indicator[INDICATORS];
    myn_measure_label measure[MEASURES];
    myn_edition_label edition[EDITIONS];
#define WITH(change, text)                                 \
    do {                                                   \
        memcpy(node, node_at, sizeof node);                \
        memcpy(indicator, indicator_at, sizeof indicator); \
        memcpy(edition, s->edition_at, sizeof edition);    \
        memcpy(measure, measure_at, sizeof measure);       \
        s->labels = good;                                  \
        s->labels.node = node;                             \
        s->labels.indicator = indicator;                   \
        s->labels.edition = edition;                       \
        s->labels.measure = measure;                       \
        change;                                            \
        refused(s, text);                                  \
    } while (0)
    WITH(s->labels.areas = NULL, "no areas");
    WITH(s->labels.title.cy = "\xff", "the title is not UTF-8");
    WITH(node[2].parent = 2, "node income comes before its parent");
    WITH(node[2].parent = 4, "node income comes before its parent");
    WITH(node[2].indicator = INDICATORS, "does not exist");
    WITH(node[1].direction = 2, "direction 2");
    WITH(node[1].decimals = 16, "16 decimals");
    WITH(node[1].weight = INFINITY, "infinite");
    WITH(node[1].code = "all", "node all is there twice");
    WITH(indicator[1].code = "", "indicator number 1 has no code");
    WITH(indicator[1].code = NULL, "indicator number 1 has no code");
    WITH(indicator[1].unit = "\xc3", "indicator is not UTF-8");
    WITH(edition[1].name = "2018", "edition 2018 is there twice");
    WITH(edition[1].period.end = 0, "ends before it starts");
    WITH(s->labels.quantile[1] = 5, "5 groups twice");
    WITH(s->labels.quantile[1] = 256, "256 groups");
    WITH(s->labels.quantile[1] = 1, "1 groups");
    WITH(s->labels.quantiles = MYN_QUANTILES_MOST + 1, "9 quantile groupings");
    WITH(s->labels.bands = MYN_BANDS_MOST + 1, "33 bands");
    WITH(s->labels.band[0].below = NAN, "band 1 ends");
    WITH(s->labels.band[2].below = 1, "band 3 ends");
    WITH(measure[1].code = "poor", "measure poor is there twice");
    WITH(measure[2].code = "", "measure number 2 has no code");
    WITH(measure[0].node = "none", "measure average_rank is of a node that does not exist");
    WITH(measure[0].node = NULL, "measure average_rank is of a node that does not exist");
    WITH(measure[0].label.cy = "\xff", "measure is not UTF-8");
    WITH(s->labels.summary_areas = NULL, "there are measures, but no larger areas");
    s->labels = good;
    free_sample(s);
}
END_TEST

START_TEST(steps_out_of_order)
{
    sample *s = make_sample();
    myn_writer *writer;
    myn_panel *small;
    const myn_provenance none = {0}, bad = {.command = "\xff"};
    ck_assert_int_eq(myn_panel_new(INDICATORS, AREAS, 0, &small), MYN_OK);
    ck_assert_int_eq(myn_writer_open(in("a.h5"), &s->labels, diag, &writer), MYN_OK);
    ck_assert_int_eq(myn_writer_edition(writer, 0, &s->edition[0]), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_writer_commit(writer, &none), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_writer_raw(writer, small, NULL), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_writer_raw(writer, s->panel, small), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_writer_raw(writer, s->panel, s->parents), MYN_OK);
    ck_assert_int_eq(myn_writer_raw(writer, s->panel, s->parents), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_writer_edition(writer, EDITIONS, &s->edition[0]), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_writer_edition(writer, 0, &s->edition[0]), MYN_OK);
    ck_assert_int_eq(myn_writer_edition(writer, 0, &s->edition[0]), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_writer_commit(writer, &none), MYN_ERR_ARGUMENT);
    myn_edition without = s->edition[1];
    without.band = NULL;
    ck_assert_int_eq(myn_writer_edition(writer, 1, &without), MYN_ERR_ARGUMENT);
    s->edition[1].rank[3] = AREAS + 1;
    ck_assert_int_eq(myn_writer_edition(writer, 1, &s->edition[1]), MYN_ERR_ARGUMENT);
    s->edition[1].rank[3] = AREAS;
    s->edition[1].used_period[0] = PERIODS;
    ck_assert_int_eq(myn_writer_edition(writer, 1, &s->edition[1]), MYN_ERR_ARGUMENT);
    s->edition[1].used_period[0] = -1;
    s->edition[1].quantile[1][7] = 11;
    ck_assert_int_eq(myn_writer_edition(writer, 1, &s->edition[1]), MYN_ERR_ARGUMENT);
    s->edition[1].quantile[1][7] = 10;
    s->edition[1].score_cell[7] = MYN_CELL_KINDS;
    ck_assert_int_eq(myn_writer_edition(writer, 1, &s->edition[1]), MYN_ERR_ARGUMENT);
    s->edition[1].score_cell[7] = 0;
    s->edition[1].band[0] = 4;
    ck_assert_int_eq(myn_writer_edition(writer, 1, &s->edition[1]), MYN_ERR_ARGUMENT);
    s->edition[1].band[0] = 3;
    s->edition[1].summary_rank[1] = LARGER + 1;
    ck_assert_int_eq(myn_writer_edition(writer, 1, &s->edition[1]), MYN_ERR_ARGUMENT);
    s->edition[1].summary_rank[1] = LARGER;
    myn_edition no_summary = s->edition[1];
    no_summary.summary = NULL;
    ck_assert_int_eq(myn_writer_edition(writer, 1, &no_summary), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_writer_edition(writer, 1, &s->edition[1]), MYN_OK);
    ck_assert_int_eq(myn_writer_commit(writer, &bad), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_writer_commit(writer, &none), MYN_OK);
    ck_assert_int_eq(myn_writer_commit(writer, &none), MYN_ERR_ARGUMENT);
    myn_writer_free(writer);
    myn_panel_free(small);
    free_sample(s);
}
END_TEST

START_TEST(periods_out_of_order)
{
    sample *s = make_sample();
    myn_plane keep = s->panel->plane[0];
    s->panel->plane[0] = s->panel->plane[1];
    s->panel->plane[1] = keep;
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_ERR_ARGUMENT);
    myn_panel_sort(s->panel);
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_OK);
    s->panel->plane[0].cell[0] = MYN_CELL_KINDS;
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_ERR_ARGUMENT);
    free_sample(s);
}
END_TEST

START_TEST(places_that_cannot_be)
{
    sample *s = make_sample();
    ck_assert_int_eq(write_sample(in("none/a.h5"), s, diag), MYN_ERR_IO);
    ck_assert_int_eq(write_sample(test_folder, s, diag), MYN_ERR_IO);
    myn_writer *first, *second;
    ck_assert_int_eq(myn_writer_open(in("a.h5"), &s->labels, diag, &first), MYN_OK);
    ck_assert_int_eq(myn_writer_open(in("a.h5"), &s->labels, diag, &second), MYN_ERR_BUSY);
    ck_assert_ptr_nonnull(strstr(last_said(), "is being written by process"));
    ck_assert_ptr_null(second);
    myn_writer_free(first);
    myn_writer_free(NULL);
    free_sample(s);
}
END_TEST

/* ---- reading ---- */

START_TEST(no_such_store)
{
    myn_store *store;
    ck_assert_int_eq(myn_store_open(in("none.h5"), 0, diag, &store), MYN_ERR_IO);
    ck_assert_ptr_nonnull(strstr(last_said(), "No such file"));
    ck_assert_int_eq(myn_store_open(test_folder, 0, diag, &store), MYN_ERR_IO);
    ck_assert_int_eq(myn_store_open("/dev/null", 0, diag, &store), MYN_ERR_FORMAT);
    mkfifo(in("pipe"), 0666);
    ck_assert_int_eq(myn_store_open(in("pipe"), 0, diag, &store), MYN_ERR_FORMAT);
    FILE *file = fopen(in("text"), "w");
    fputs("area,score\n", file);
    fclose(file);
    ck_assert_int_eq(myn_store_open(in("text"), 0, diag, &store), MYN_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(last_said(), "not an HDF5 file"));
    ck_assert_ptr_null(store);
    myn_store_free(NULL);
}
END_TEST

START_TEST(limits_of_memory)
{
    sample *s = make_sample();
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_OK);
    myn_store *store;
    ck_assert_int_eq(myn_store_open(in("a.h5"), 64, diag, &store), MYN_ERR_LIMIT);
    /* an edition takes 15 x 9 + 3 x 4 + 25 x (8 + 1 + 4 + 1 + 1 + 1) + 3 x 2 x 8 x 8 + 3 x 2 x (8 + 4) +
     * 5 x 8 + 5 x 1 x 8 x 8 = 1363 bytes; the raw cube 4 x 15 x 9 and two planes of limits, 780, and 120 more while an array of limits is looked at */
    myn_edition edition;
    myn_panel *panel;
    const size_t least = 900;
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(myn_store_open(in("a.h5"), 1363 - (size_t)i, diag, &store), MYN_OK);
        ck_assert_int_eq(myn_store_edition(store, 0, &edition), i ? MYN_ERR_LIMIT : MYN_OK);
        myn_edition_free(&edition);
        myn_store_free(store);
        ck_assert_int_eq(myn_store_open(in("a.h5"), least - (size_t)i, diag, &store), MYN_OK);
        ck_assert_int_eq(myn_store_panel(store, MYN_CUBE_RAW, &panel), i ? MYN_ERR_LIMIT : MYN_OK);
        myn_panel_free(panel);
        ck_assert_int_eq(myn_store_edition(store, EDITIONS, &edition), MYN_ERR_ARGUMENT);
        ck_assert_int_eq(myn_store_panel(store, (myn_cube)3, &panel), MYN_ERR_ARGUMENT);
        myn_store_free(store);
    }
    free_sample(s);
}
END_TEST

/* One store open twice, and replaced while it is open: each reader keeps what it opened. */
START_TEST(open_twice_and_replaced)
{
    sample *s = make_sample();
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_OK);
    myn_store *one = open_store(in("a.h5")), *two = open_store(in("a.h5"));
    myn_store_free(one);
    s->edition[0].score[0] = 4711;
    ck_assert_int_eq(write_sample(in("a.h5"), s, diag), MYN_OK);
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(two, 0, &edition), MYN_OK);
    ck_assert_double_eq(edition.score[0], 0);
    myn_edition_free(&edition);
    one = open_store(in("a.h5"));
    ck_assert_int_eq(myn_store_edition(one, 0, &edition), MYN_OK);
    ck_assert_double_eq(edition.score[0], 4711);
    myn_edition_free(&edition);
    myn_store_free(one);
    myn_store_free(two);
    free_sample(s);
}
END_TEST

/* docs/store.md names every group, dimension and data set, and every status with its number. */
static void named(const char *page, const char *name)
{
    char quoted[64];
    snprintf(quoted, sizeof quoted, "`%s`", name);
    ck_assert_msg(strstr(page, quoted) != NULL, "docs/store.md does not speak of %s", quoted);
}

START_TEST(the_page_names_all)
{
    myn_buffer page = {0};
    ck_assert_int_eq(myn_file_read(MYN_SOURCE "/docs/store.md", 1 << 20, &page), MYN_OK);
    for (int v = 0; v < VARS; v++)
        named(page.at, v == VAR_QUANTILE ? "quantile_5" : myn_store_variable[v].name);
    for (int d = 0; d < DIMS; d++) named(page.at, myn_store_dimension[d].name);
    for (int g = IN_INPUTS; g < GROUPS; g++) {
        char path[32];
        snprintf(path, sizeof path, "/%s", myn_store_group[g]);
        named(page.at, path);
    }
    for (int c = 0; c < MYN_CELL_KINDS; c++) {
        char row[64];
        snprintf(row, sizeof row, "|%d|%s|%s|", c, myn_cell_word((uint8_t)c),
                 myn_cell_valued((uint8_t)c) ? "yes" : "no");
        ck_assert_msg(strstr(page.at, row) != NULL, "docs/store.md does not have %s", row);
    }
    myn_buffer_free(&page);
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {everything_comes_back,       the_least,          nothing_in_it,
                            larger_areas_without_values, limits_on_one_side, long_texts,
                            labels_that_cannot_be,       steps_out_of_order, periods_out_of_order,
                            places_that_cannot_be,       no_such_store,      limits_of_memory,
                            open_twice_and_replaced,     the_page_names_all};
    return suite_of("store", tests, sizeof tests / sizeof *tests);
}
