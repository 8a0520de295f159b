/* csv DATASET JOB SIZE: the first table of DATASET (folder with a dataset.yml) read into a cube, as a build
 * does it. The limit is reading the file and looking for its line ends. */
#include "bench.h"
#include <math.h>
#include <mynegai/areas.h>
#include <mynegai/panel.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    myn_dataset *dataset;
    myn_names *areas, *wanted;
    myn_panel *panel; /* of the run under way */
    size_t last_area, plane, values;
    myn_period last_period;
    char *path; /* of the table */
} Reading;

static bool is_area(const Reading *r, size_t area, const myn_observation *o)
{
    return myn_names_length(r->areas, area) == o->area_length &&
           memcmp(myn_names_at(r->areas, area), o->area, o->area_length) == 0;
}

/* Tables run through the areas in one order: the last one and the one after it are tried first. */
static size_t find_area(Reading *r, const myn_observation *o)
{
    size_t next = r->last_area + 1 < myn_names_count(r->areas) ? r->last_area + 1 : 0;
    if (is_area(r, r->last_area, o)) return r->last_area;
    if (is_area(r, next, o)) return r->last_area = next;
    size_t found = myn_names_find(r->areas, o->area, o->area_length);
    if (found != MYN_NONE) r->last_area = found;
    return found;
}

static myn_status observe(void *ctx, const myn_observation *o)
{
    Reading *r = ctx;
    myn_put answer;
    size_t area = find_area(r, o);
    if (area == MYN_NONE) return MYN_ERR_NOT_FOUND;
    if (!r->panel->periods || !myn_period_equal(o->period, r->last_period)) {
        myn_status status = myn_panel_plane(r->panel, o->period, &r->plane);
        if (status) return status;
        r->last_period = o->period;
    }
    r->values++;
    myn_entry entry = {o->series, area, o->value, o->lower, o->upper, o->cell};
    return myn_panel_put(r->panel, r->plane, &entry, &answer);
}

static myn_status scan(void *ctx)
{
    Reading *r = ctx;
    myn_account account;
    myn_scan how = {.dataset = r->dataset, .wanted = r->wanted, .observe = observe, .ctx = r};
    r->values = 0;
    myn_status status = myn_panel_new(myn_names_count(r->wanted), myn_names_count(r->areas), 0, &r->panel);
    if (!status) status = myn_dataset_scan(&how, NULL, &account);
    myn_panel_free(r->panel);
    r->panel = NULL;
    return status;
}

static myn_status limit(void *ctx)
{
    static char block[256 * 1024];
    const Reading *r = ctx;
    size_t lines = 0, size;
    FILE *file = fopen(r->path, "rb");
    if (!file) return MYN_ERR_IO;
    setvbuf(file, NULL, _IONBF, 0);
    while ((size = fread(block, 1, sizeof block, file)) > 0)
        for (char *at = block; (at = memchr(at, '\n', (size_t)(block + size - at))); at++) lines++;
    fclose(file);
    return lines ? MYN_OK : MYN_ERR_DATA;
}

static myn_status list_areas(Reading *r)
{
    myn_areas *areas = NULL;
    myn_account account;
    myn_status status = myn_areas_read(r->dataset->list, NULL, NULL, &areas, &account);
    for (size_t a = 0; !status && a < areas->count; a++) {
        size_t number;
        status = myn_names_add(r->areas, areas->at[a].code, strlen(areas->at[a].code), &number);
    }
    myn_areas_free(areas);
    return status;
}

static myn_status want_all(Reading *r)
{
    myn_status status = MYN_OK;
    for (size_t s = 0; s < r->dataset->series_count && !status; s++) {
        size_t number;
        const char *name = r->dataset->series[s].name;
        status = myn_names_add(r->wanted, name, strlen(name), &number);
    }
    return status;
}

static myn_status open_all(const char *folder, Reading *r)
{
    char *yml = myn_path_join(folder, "dataset.yml");
    myn_status status = yml ? myn_dataset_read(yml, NULL, &r->dataset) : MYN_ERR_MEMORY;
    free(yml);
    if (!status) status = myn_names_new(&r->areas);
    if (!status) status = myn_names_new(&r->wanted);
    if (!status) status = list_areas(r);
    if (!status) status = want_all(r);
    if (!status) r->path = myn_path_join(folder, r->dataset->table[0].from.file);
    return status || r->path ? status : MYN_ERR_MEMORY;
}

int main(int count, char **word)
{
    Reading r = {0};
    BenchFigures figures;
    if (count != 4) {
        fputs("usage: csv DATASET JOB SIZE\n", stderr);
        return 2;
    }
    myn_status status = open_all(word[1], &r);
    BenchJob job = {scan, limit, &r, 3, false};
    if (!status) status = bench_time(&job, &figures);
    if (!status) bench_line(word[2], word[3], (double)r.values, &figures);
    free(r.path);
    myn_names_free(r.wanted);
    myn_names_free(r.areas);
    myn_dataset_free(r.dataset);
    return bench_exit(word[2], status);
}
