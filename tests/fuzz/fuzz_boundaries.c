/* Any bytes as GeoJSON: boundaries from which a map can be made, or problems. */
#include "fuzz/target.h"
#include <math.h>
#include <mynegai/boundaries.h>
#include <mynegai/drawing.h>
#include <mynegai/text.h>
#include <mynegai/topology.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WIDTH 100

static void check_rings(const myn_boundaries *b)
{
    const myn_rings *rings = &b->rings;
    for (size_t r = 0; r < rings->rings; r++) {
        size_t first = rings->start[r], last = rings->start[r + 1] - 1;
        if (rings->area[r] >= b->count || rings->start[r + 1] < first + 4) abort();
        if (rings->x[first] != rings->x[last] || rings->y[first] != rings->y[last]) abort();
        for (size_t i = first; i <= last; i++)
            if (!isfinite(rings->x[i]) || !isfinite(rings->y[i])) abort();
    }
}

/* What is drawn has a path for every area, written in numbers. */
static void check_drawing(const myn_boundaries *b)
{
    myn_drawing *drawing = NULL;
    if (myn_drawing_boundaries(b, b->code, b->count, WIDTH, &drawing) != MYN_OK) return;
    if (drawing->count != b->count || !(drawing->width >= 0) || !(drawing->height >= 0)) abort();
    for (size_t a = 0; a < drawing->count; a++)
        if (strspn(drawing->path[a], "Mlz0123456789.-, ") != strlen(drawing->path[a])) abort();
    myn_drawing_free(drawing);
}

static void check_topology(const myn_boundaries *b)
{
    myn_topology *topology = NULL;
    myn_buffer text = {0};
    const myn_simplify how = {.width = WIDTH, .pixels = 1};
    const myn_topojson form = {.steps = 1000};
    if (myn_topology_make(b, NULL, 0, &topology) != MYN_OK) return;
    size_t rings = topology->rings;
    if (myn_topology_simplify(topology, &how) == MYN_OK && topology->rings > rings) abort();
    if (myn_topology_json(topology, &form, &text) == MYN_OK && (!text.at || text.at[0] != '{')) abort();
    myn_buffer_free(&text);
    myn_topology_free(topology);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[MYN_TEXT_PATH];
    int file = -1;
    myn_diag *diag = NULL;
    myn_boundaries *b = NULL;
    if (myn_diag_new(&diag) != MYN_OK) return 0;
    if (myn_text_as_file((const char *)bytes, size, path, &file) == MYN_OK) {
        myn_status status = myn_boundaries_read(path, "fuzz.geojson", NULL, diag, &b);
        if (status == MYN_ERR_DATA && myn_diag_count(diag, MYN_ERROR) == 0) abort();
        if ((status == MYN_OK) != (b != NULL)) abort();
        if (b) {
            check_rings(b);
            check_drawing(b);
            check_topology(b);
        }
        close(file);
    }
    myn_boundaries_free(b);
    myn_diag_free(diag);
    return 0;
}
