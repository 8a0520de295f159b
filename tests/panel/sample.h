/* A small store made by formula, so that every number in it can be said without reading it.
 *
 * raw(p, i, a) = 100 p + 10 i + a / 8; score(e, n, a) = 100 e + 10 n + a / 4; cells, ranks and groups go
 * round by position; every seventh raw value and every fifth score is missing. */
#ifndef MYN_TEST_SAMPLE_H
#define MYN_TEST_SAMPLE_H
#include "suite.h"
#include <math.h>
#include <mynegai/store.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    AREAS = 5,
    INDICATORS = 3,
    INPUTS = 2,
    PERIODS = 4,
    NODES = 5,
    EDITIONS = 2,
    LARGER = 2,
    STEPS = 2,
    MEASURES = 3
};
#define UNUSED __attribute__((unused))

static const myn_area area_at[AREAS] = {
    {"W06000001", "Isle of Anglesey", "Ynys Môn", "W92000004", "council", NULL, INT32_MIN, INT32_MAX},
    {"W06000002", "Gwynedd", "Gwynedd", "W92000004", "council", NULL, INT32_MIN, INT32_MAX},
    {"W06000003", "Conwy", NULL, "W92000004", "council", NULL, INT32_MIN, INT32_MAX},
    {"W06000016", NULL, "Rhondda Cynon Taf", NULL, NULL, NULL, INT32_MIN, INT32_MAX},
    {"000123", NULL, NULL, NULL, NULL, NULL, INT32_MIN, INT32_MAX},
};
static const myn_area larger_at[LARGER] = {
    {"W92000004", "Wales", "Cymru", "K02000001", "nation", NULL, INT32_MIN, INT32_MAX},
    {"E92000001", "England", "Lloegr", "K02000001", "nation", NULL, INT32_MIN, INT32_MAX},
};
static const myn_item indicator_at[INDICATORS] = {
    {.code = "income", .label = {"Income", "Incwm"}, .unit = "£ a week"},
    {.code = "co2", .label = {"CO₂ a head", NULL}, .unit = "t"},
    {.code = "health", .label = {NULL, "Iechyd"}, .unit = NULL},
};
static const myn_item input_at[INPUTS] = {
    {.code = "evs", .label = {"Electric cars", "Ceir trydan"}},
    {.code = "cars", .label = {NULL, NULL}},
};
static const myn_item node_at[NODES] = {
    {"all", {"Overall", "Cyffredinol"}, NULL, NULL, MYN_NONE, MYN_NONE, 1, 1, 1},
    {"money", {"Money", "Arian"}, NULL, "domain", 0, MYN_NONE, 0.6, 1, -1},
    {"income", {"Income", "Incwm"}, NULL, NULL, 1, 0, 1, -1, 0},
    {"health", {NULL, "Iechyd"}, NULL, NULL, 0, 2, 0.25, 1, 2},
    {"co2", {"CO₂ a head", NULL}, NULL, NULL, 0, 1, 0.1, -1, 15},
};
static const myn_measure_label measure_at[MEASURES] = {
    {"average_rank", {"Average rank", "Safle cymedrig"}, "average_rank", "all", "people", NULL},
    {"most_20", {NULL, NULL}, "proportion", "money", NULL, NULL},
    {"poor", {"Poor people", NULL}, "total", "all", NULL, "poor"},
};
static const char *const step_at[STEPS] = {"treat", "zscore"};
static const myn_provenance_text text_at[] = {{"index.yml", "mynegai: 1\ntitle: {cy: Ynys Môn}\n"},
                                              {"nodes.csv", "code,parent\n"}};
static const myn_provenance_file file_at[] = {
    {"data/indicators.csv", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 123, 4567},
    {"data/areas.csv", NULL, 0, 0}};
static const myn_provenance provenance_all UNUSED = {
    "build --edition 2019\nuncertainty --draws 1000", text_at, 2, file_at, 2, "every: default\n"};

typedef struct {
    myn_labels labels;
    myn_areas *areas, *larger;
    myn_panel *panel, *parents;
    myn_edition_label edition_at[EDITIONS];
    myn_edition edition[EDITIONS];
} sample;

static myn_period period_of(const char *text)
{
    myn_period out;
    ck_assert_int_eq(myn_period_read(text, strlen(text), MYN_PERIOD_ISO, &out), MYN_OK);
    return out;
}

static const char *const period_text[PERIODS] = {"2011-01-01/P3Y", "2018", "2019-05", "2019"};

static void put_planes(myn_panel *panel, size_t periods, bool limits)
{
    for (size_t p = 0; p < periods; p++) {
        size_t number;
        myn_put put;
        ck_assert_int_eq(myn_panel_plane(panel, period_of(period_text[p]), &number), MYN_OK);
        for (size_t i = 0; i < panel->rows; i++)
            for (size_t a = 0; a < panel->areas; a++) {
                bool missing = (p + i + a) % 7 == 6;
                double value = 100 * (double)p + 10 * (double)i + (double)a / 8;
                bool with = limits && p == 1 && i == 0;
                const myn_entry entry = {i,
                                         a,
                                         missing ? NAN : value,
                                         with ? value - 1 : NAN,
                                         with ? value + 2 : NAN,
                                         missing ? MYN_CELL_SUPPRESSED : MYN_CELL_OBSERVED};
                ck_assert_int_eq(myn_panel_put(panel, number, &entry, &put), MYN_OK);
            }
    }
}

static void *room(size_t count, size_t size)
{
    void *out = calloc(count + 1, size);
    ck_assert_ptr_nonnull(out);
    return out;
}

static void make_edition(const myn_labels *labels, size_t e, size_t periods, myn_edition *out)
{
    size_t leaf = labels->indicators * labels->areas->count, node = labels->nodes * labels->areas->count;
    size_t areas = labels->areas->count, fitted = labels->indicators * labels->steps * MYN_STORE_FITTED;
    *out = (myn_edition){room(leaf, 8), room(leaf, 1), room(labels->indicators, 4),
                         room(node, 8), room(node, 1), room(node, 4),
                         {0},           NULL,          NULL,
                         NULL,          NULL, NULL, NULL};
    out->weight = room(labels->nodes, 8);
    for (size_t i = 0; i < labels->nodes; i++) out->weight[i] = (double)(i + 1) / (double)(e + 2);
    for (size_t k = 0; k < leaf; k++) {
        out->normalised[k] = (double)e - (double)k / 16;
        out->normalised_cell[k] = (uint8_t)(k % MYN_CELL_KINDS);
    }
    for (size_t i = 0; i < labels->indicators; i++)
        out->used_period[i] = (int32_t)((i + e) % (periods + 1)) - 1;
    for (size_t k = 0; k < node; k++) {
        out->score[k] = k % 5 == 4 ? NAN
                                   : 100 * (double)e + 10 * (double)(k / areas) + (double)(k % areas) / 4;
        out->score_cell[k] = (uint8_t)((k + e) % MYN_CELL_KINDS);
        out->rank[k] = (int32_t)((k + e) % (areas + 1));
    }
    for (size_t q = 0; q < labels->quantiles; q++) {
        out->quantile[q] = room(node, 1);
        for (size_t k = 0; k < node; k++)
            out->quantile[q][k] = (uint8_t)(k % (size_t)(labels->quantile[q] + 1));
    }
    if (labels->bands) out->band = room(node, 1);
    for (size_t k = 0; out->band && k < node; k++) out->band[k] = (uint8_t)(k % (labels->bands + 1));
    if (labels->steps) out->fitted = room(fitted, 8);
    for (size_t k = 0; out->fitted && k < fitted; k++)
        out->fitted[k] = k % 8 < 2 ? (double)k + (double)e : NAN;
    size_t branch = labels->nodes * labels->branch_steps * MYN_STORE_FITTED;
    if (branch) out->branch_fitted = room(branch, 8);
    for (size_t k = 0; k < branch; k++) out->branch_fitted[k] = k % 8 < 3 ? (double)e - (double)k : NAN;
    size_t larger = labels->measures ? labels->measures * labels->summary_areas->count : 0;
    if (larger) out->summary = room(larger, 8), out->summary_rank = room(larger, 4);
    for (size_t k = 0; k < larger; k++) {
        out->summary[k] = k % 4 == 3 ? NAN : (double)k + (double)e / 2;
        out->summary_rank[k] = (int32_t)((k + e) % (labels->summary_areas->count + 1));
    }
}

UNUSED static sample *make_sample(void)
{
    sample *s = room(1, sizeof *s);
    ck_assert_int_eq(myn_areas_make("wales-councils", area_at, AREAS, &s->areas), MYN_OK);
    ck_assert_int_eq(myn_areas_make("nations", larger_at, LARGER, &s->larger), MYN_OK);
    s->edition_at[0] = (myn_edition_label){"2018", {myn_day(2017, 1, 1), myn_day(2019, 1, 1)}};
    s->edition_at[1] = (myn_edition_label){"2019", period_of("2019")};
    s->labels = (myn_labels){
        .index = "thriving-places-wales",
        .version = "0.1.0",
        .title = {"Thriving Places", "Lleoedd Llewyrchus"},
        .high_means = {"thriving", "ffynnu"},
        .synthetic = true,
        .licence = "OGL-UK-3.0",
        .source = "by formula",
        .areas = s->areas,
        .parents = s->larger,
        .indicator = indicator_at,
        .node = node_at,
        .input = input_at,
        .indicators = INDICATORS,
        .nodes = NODES,
        .inputs = INPUTS,
        .edition = s->edition_at,
        .editions = EDITIONS,
        .quantile = {5, 10},
        .quantiles = 2,
        .bands = 3,
        .step = step_at,
        .steps = STEPS,
        .branch_steps = 1,
        .summary_areas = s->larger,
        .measure = measure_at,
        .measures = MEASURES,
        .band = {{{"low", "isel"}, 3.5}, {{"medium low", NULL}, 5}, {{NULL, "uchel"}, INFINITY}}};
    ck_assert_int_eq(myn_panel_new(INDICATORS + INPUTS, AREAS, 0, &s->panel), MYN_OK);
    ck_assert_int_eq(myn_panel_new(INDICATORS + INPUTS, LARGER, 0, &s->parents), MYN_OK);
    put_planes(s->panel, PERIODS, true);
    put_planes(s->parents, 2, false);
    for (size_t e = 0; e < EDITIONS; e++) make_edition(&s->labels, e, PERIODS, &s->edition[e]);
    return s;
}

UNUSED static void free_sample(sample *s)
{
    for (size_t e = 0; e < EDITIONS; e++) myn_edition_free(&s->edition[e]);
    myn_panel_free(s->panel);
    myn_panel_free(s->parents);
    myn_areas_free(s->areas);
    myn_areas_free(s->larger);
    free(s);
}

/* The status of the first step that fails. */
UNUSED static myn_status write_sample(const char *path, const sample *s, myn_diag *diag)
{
    myn_writer *writer;
    myn_status status = myn_writer_open(path, &s->labels, diag, &writer);
    if (status == MYN_OK) status = myn_writer_raw(writer, s->panel, s->labels.parents ? s->parents : NULL);
    for (size_t e = 0; status == MYN_OK && e < s->labels.editions; e++)
        status = myn_writer_edition(writer, e, &s->edition[e]);
    if (status == MYN_OK) status = myn_writer_commit(writer, &provenance_all);
    myn_writer_free(writer);
    return status;
}

/* ---- a folder for each test ---- */

static char test_folder[64];
static myn_diag *diag;

UNUSED static void set_up(void)
{
    const char *at = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(test_folder, sizeof test_folder, "%s/mynegai-store-XXXXXX", at);
    ck_assert_ptr_nonnull(mkdtemp(test_folder));
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
}

UNUSED static void tear_down(void)
{
    char command[128];
    myn_diag_free(diag);
    snprintf(command, sizeof command, "rm -rf '%s'", test_folder);
    ck_assert_int_eq(system(command), 0);
}

UNUSED static const char *in(const char *name)
{
    static char path[4][256];
    static int turn;
    char *out = path[turn++ % 4];
    snprintf(out, 256, "%s/%s", test_folder, name);
    return out;
}

/* The text of the last problem that was added. */
UNUSED static const char *last_said(void)
{
    size_t kept = myn_diag_kept(diag);
    return kept ? myn_diag_at(diag, kept - 1)->text : "";
}

UNUSED static Suite *suite_of(const char *name, const TTest *const *tests, size_t count)
{
    Suite *out = suite_create(name);
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_set_timeout(all, 280);
    for (size_t i = 0; i < count; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(out, all);
    return out;
}

#endif
