/* A small index of invented areas on a plane (east, north) with people, and its segments, for tests of segmentation. */
#ifndef MYN_TEST_GROUPED_H
#define MYN_TEST_GROUPED_H
#include "run/built.h"
#include <math.h>
#include <mynegai/annex.h>
#include <mynegai/run_segment.h>
#include <mynegai/text.h>

typedef struct {
    const char *code;
    double east, north, people; /* NaN: missing */
} Place;

static char grouped_folder[64];

static inline FILE *grouped_file(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", grouped_folder, name);
    FILE *out = fopen(path, "w");
    ck_assert_ptr_nonnull(out);
    return out;
}

static inline void grouped_put(const char *name, const char *text)
{
    FILE *out = grouped_file(name);
    fputs(text, out);
    fclose(out);
}

static inline const char *grouped_path(const char *name)
{
    static char path[4][256];
    static int next;
    char *out = path[next++ % 4];
    snprintf(out, 256, "%s/%s", grouped_folder, name);
    return out;
}

static inline void grouped_setup(void)
{
    strcpy(grouped_folder, "/tmp/mynegai-grouped-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(grouped_folder));
    char line[200];
    snprintf(line, sizeof line, "mkdir -p %s/datasets/d", grouped_folder);
    ck_assert_int_eq(system(line), 0);
}

static inline void grouped_teardown(void)
{
    char line[200];
    snprintf(line, sizeof line, "rm -rf %s", grouped_folder);
    ck_assert_int_eq(system(line), 0);
}

static inline void put_value(FILE *out, const char *code, const char *series, double value)
{
    if (!isnan(value)) fprintf(out, "%s,%s,%.17g\n", code, series, value);
}

/* Build the store NAME of COUNT places. */
static inline void grouped_build(const char *name, const Place *place, size_t count)
{
    grouped_put("nodes.csv",
                "code,parent,weight,direction,label_en,label_cy,source,unit\n"
                "all,,,,All,Popeth,,\neast,all,1,+,East,Dwyrain,east,km\n"
                "north,all,1,+,North,Gogledd,north,km\npeople,all,1,+,People,Pobl,people,people\n");
    grouped_put("index.yml",
                "mynegai: 1\ndata: d\nareas: places\nindicators: [{affine: {centre: 0, per_sd: 1}}]\ncoverage: {least: 0, by: "
                "count}\naggregate: arithmetic\n");
    grouped_put(
        "datasets/d/dataset.yml",
        "mynegai: 1\ndataset: d\ntitle: {en: D}\nsource: made up\nlicence: GPL-3.0-or-later\nsynthetic: "
        "true\n"
        "areas:\n  places: {file: places.csv, code: code}\n"
        "tables:\n  - file: figures.csv\n    layout: long\n    area: code\n    period: {value: 2020}\n"
        "    key: series\n    value: value\n    series: all\n");
    FILE *places = grouped_file("datasets/d/places.csv"), *figures = grouped_file("datasets/d/figures.csv");
    fputs("code\n", places);
    fputs("code,series,value\n", figures);
    for (size_t i = 0; i < count; i++) {
        fprintf(places, "%s\n", place[i].code);
        put_value(figures, place[i].code, "east", place[i].east);
        put_value(figures, place[i].code, "north", place[i].north);
        put_value(figures, place[i].code, "people", place[i].people);
    }
    fclose(places);
    fclose(figures);
    myn_diag *diag;
    myn_built summary;
    const char *const share[] = {NULL};
    char out[256];
    snprintf(out, sizeof out, "%s", grouped_path(name));
    const myn_run_options options = {.index = grouped_folder, .share = share, .out = out, .threads = 1};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    myn_status status = myn_build(&options, diag, &summary);
    if (status) print_problems(diag);
    ck_assert_int_eq(status, MYN_OK);
    myn_built_free(&summary);
    myn_diag_free(diag);
}

/* Options that every test starts from: on the plane as it is, people not a variable. */
static inline myn_segment_options grouped_options(const char *in, const char *out, const char *k)
{
    static char paths[2][256];
    snprintf(paths[0], sizeof paths[0], "%s", grouped_path(in));
    snprintf(paths[1], sizeof paths[1], "%s", grouped_path(out));
    myn_segment_options options = {.path = paths[0], .out = paths[1], .threads = 2};
    options.given[MYN_SEGMENT_K] = k;
    options.given[MYN_SEGMENT_WITHOUT] = "people";
    options.given[MYN_SEGMENT_SCALE] = "none";
    options.given[MYN_SEGMENT_POPULATION] = "people";
    return options;
}

/* Run it; what it said is in *DIAG (freed by the caller) where DIAG is given. */
static inline myn_status grouped_run(const myn_segment_options *options, myn_diag **said)
{
    myn_store *store = NULL;
    myn_diag *diag;
    myn_segment_done done;
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_store_open(options->path, 0, diag, &store), MYN_OK);
    myn_status status = myn_segment(store, options, diag, &done);
    myn_store_free(store);
    if (status && !said) print_problems(diag);
    if (said)
        *said = diag;
    else
        myn_diag_free(diag);
    return status;
}

/* The segments in a store. */
typedef struct {
    myn_store *store;
    myn_diag *diag;
    const myn_labels *labels;
    const myn_annex *annex;
    size_t areas, segments;
    const int32_t *label;
    const char *const *code;
} Found;

static inline Found grouped_open(const char *path)
{
    Found f = {0};
    ck_assert_int_eq(myn_diag_new(&f.diag), MYN_OK);
    ck_assert_int_eq(myn_store_open(path, 0, f.diag, &f.store), MYN_OK);
    ck_assert_int_eq(myn_store_annex(f.store, MYN_SEGMENT_GROUP, &f.annex), MYN_OK);
    f.labels = myn_store_labels(f.store);
    f.areas = f.labels->areas->count;
    f.segments = myn_annex_axis(f.annex, "segment")->size;
    f.code = myn_annex_axis(f.annex, "segment")->text;
    f.label = myn_annex_find(f.annex, "label")->at;
    return f;
}

static inline void grouped_close(Found *f)
{
    myn_store_free(f->store);
    myn_diag_free(f->diag);
}

static inline const void *of(const Found *f, const char *name)
{
    const myn_annex_array *array = myn_annex_find(f->annex, name);
    ck_assert_msg(array != NULL, "no array %s", name);
    return array->at;
}

static inline double figure(const Found *f, const char *name, size_t i)
{
    return ((const double *)of(f, name))[i];
}

/* The code of the segment of area CODE in tier T; "-" where it has none. */
static inline const char *segment_of(const Found *f, size_t t, const char *code)
{
    size_t a = myn_areas_find(f->labels->areas, code, strlen(code));
    ck_assert_uint_ne(a, MYN_NONE);
    int32_t segment = f->label[t * f->areas + a];
    return segment < 0 ? "-" : f->code[segment];
}

static inline bool said(const myn_diag *diag, const char *part)
{
    for (size_t i = 0; i < myn_diag_kept(diag); i++)
        if (strstr(myn_diag_at(diag, i)->text, part)) return true;
    return false;
}

#endif
