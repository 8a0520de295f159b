/* store FOLDER: a cube of 60 indicators, 10 years and 35,000 areas written to a store in FOLDER and read
 * back. The limits are writing the same bytes to a plain file that is then synchronised, and reading them
 * back into fresh memory. By the clock on the wall: most of it is the system's. */
#include "bench.h"
#include <fcntl.h>
#include <mynegai/store.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define AREAS ((size_t)35000)
#define ROWS  ((size_t)60)
#define YEARS ((size_t)10)
#define BYTES (AREAS * ROWS * YEARS * (sizeof(double) + 1)) /* a value and its kind */

typedef struct {
    char *store, *plain; /* paths */
    myn_areas *areas;
    myn_panel *panel;
    myn_item item[ROWS + 1]; /* the root, then a node an indicator */
    char code[ROWS][8];
    myn_labels labels;
} Bench;

static myn_status write_store(void *ctx)
{
    const Bench *b = ctx;
    myn_writer *writer = NULL;
    myn_provenance provenance = {.command = "bench", .explained = ""};
    myn_status status = myn_writer_open(b->store, &b->labels, NULL, &writer);
    if (!status) status = myn_writer_raw(writer, b->panel, NULL);
    if (!status) status = myn_writer_commit(writer, &provenance);
    myn_writer_free(writer);
    return status;
}

static myn_status read_store(void *ctx)
{
    const Bench *b = ctx;
    myn_store *store = NULL;
    myn_panel *panel = NULL;
    myn_status status = myn_store_open(b->store, 0, NULL, &store);
    if (!status) status = myn_store_panel(store, MYN_CUBE_RAW, &panel);
    if (!status && panel->periods != YEARS) status = MYN_ERR_FORMAT;
    myn_panel_free(panel);
    myn_store_free(store);
    return status;
}

static myn_status write_plain(void *ctx)
{
    const Bench *b = ctx;
    size_t part = AREAS * ROWS;
    int file = open(b->plain, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    bool good = file >= 0;
    for (size_t y = 0; y < YEARS && good; y++)
        good = write(file, b->panel->plane[y].value, part * sizeof(double)) > 0 &&
               write(file, b->panel->plane[y].cell, part) > 0;
    good = good && fsync(file) == 0;
    if (file >= 0) close(file);
    return good ? MYN_OK : MYN_ERR_IO;
}

static myn_status read_plain(void *ctx)
{
    const Bench *b = ctx;
    char *fresh = malloc(BYTES);
    int file = open(b->plain, O_RDONLY);
    bool good = fresh && file >= 0 && read(file, fresh, BYTES) == (ssize_t)BYTES;
    if (file >= 0) close(file);
    free(fresh);
    return good ? MYN_OK : MYN_ERR_IO;
}

static myn_status make_areas(myn_areas **out)
{
    myn_area *area = calloc(AREAS, sizeof *area);
    char(*code)[16] = malloc(AREAS * sizeof *code);
    myn_status status = area && code ? MYN_OK : MYN_ERR_MEMORY;
    for (size_t a = 0; a < AREAS && !status; a++) {
        snprintf(code[a], sizeof code[a], "W01%06zu", a + 1);
        area[a] = (myn_area){
            .code = code[a], .name_en = code[a], .valid_from = INT32_MIN, .valid_to = INT32_MAX};
    }
    if (!status) status = myn_areas_make("areas", area, AREAS, out);
    free(code);
    free(area);
    return status;
}

static myn_status make_panel(myn_panel **out)
{
    myn_status status = myn_panel_new(ROWS, AREAS, 0, out);
    myn_mat values = bench_matrix(ROWS, AREAS, 0);
    if (!values.at) status = MYN_ERR_MEMORY;
    for (size_t y = 0; y < YEARS && !status; y++) {
        size_t plane;
        myn_period year = {myn_day(2010 + (int)y, 1, 1), myn_day(2011 + (int)y, 1, 1)};
        status = myn_panel_plane(*out, year, &plane);
        if (status) break;
        memcpy((*out)->plane[plane].value, values.at, ROWS * AREAS * sizeof(double));
        memset((*out)->plane[plane].cell, MYN_CELL_OBSERVED, ROWS * AREAS);
    }
    free(values.at);
    return status;
}

static void label(Bench *b)
{
    b->item[0] = (myn_item){.code = "all",
                            .parent = MYN_NONE,
                            .indicator = MYN_NONE,
                            .weight = 1,
                            .direction = 1,
                            .decimals = -1};
    for (size_t i = 0; i < ROWS; i++) {
        snprintf(b->code[i], sizeof b->code[i], "i%02zu", i + 1);
        b->item[i + 1] = (myn_item){
            .code = b->code[i], .indicator = i, .weight = 1, .direction = 1, .decimals = -1};
    }
    b->labels = (myn_labels){.index = "bench",
                             .version = "0",
                             .synthetic = true,
                             .licence = "CC0-1.0",
                             .source = "bench/store.c",
                             .areas = b->areas,
                             .indicator = b->item + 1,
                             .node = b->item,
                             .indicators = ROWS,
                             .nodes = ROWS + 1};
}

static myn_status measure(Bench *b, const char *name, BenchWork work, BenchWork limit)
{
    BenchFigures figures;
    BenchJob job = {work, limit, b, 3, true};
    myn_status status = bench_time(&job, &figures);
    if (!status) bench_line(name, "35000 x 60 x 10", (double)(AREAS * ROWS * YEARS), &figures);
    return status;
}

int main(int count, char **word)
{
    static Bench b;
    if (count != 2) {
        fputs("usage: store FOLDER\n", stderr);
        return 2;
    }
    b.store = myn_path_join(word[1], "store.h5");
    b.plain = myn_path_join(word[1], "plain");
    myn_status status = b.store && b.plain ? make_areas(&b.areas) : MYN_ERR_MEMORY;
    if (!status) status = make_panel(&b.panel);
    label(&b);
    if (!status) status = measure(&b, "store-write", write_store, write_plain);
    if (!status) status = measure(&b, "store-read", read_store, read_plain);
    if (b.store) unlink(b.store);
    if (b.plain) unlink(b.plain);
    myn_panel_free(b.panel);
    myn_areas_free(b.areas);
    free(b.store);
    free(b.plain);
    return bench_exit("store", status);
}
