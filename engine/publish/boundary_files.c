/* TopoJSON of the areas, in one file or one for each larger area. */
#include "publish/boundary_files.h"
#include <mynegai/topology.h>
#include <stdlib.h>
#include <string.h>

#define KEPT_WIDTH \
    4000. /* of a drawing in which what is left out would not be seen: a screen, zoomed in six times */

typedef struct {
    const Site *site;
    myn_topology *topology;
    const char **en, **cy; /* names by area */
    myn_publish_take take;
    void *ctx;
    myn_data_files *files;
} Boundaries;

static myn_status make_topology(Boundaries *b)
{
    const myn_areas *areas = b->site->labels->areas;
    const myn_simplify how = {.width = KEPT_WIDTH, .pixels = 1};
    const char **code = calloc(areas->count + 1, sizeof *code);
    b->en = calloc(areas->count + 1, sizeof *b->en), b->cy = calloc(areas->count + 1, sizeof *b->cy);
    myn_status status = code && b->en && b->cy ? MYN_OK : MYN_ERR_MEMORY;
    for (size_t a = 0; !status && a < areas->count; a++) {
        code[a] = areas->at[a].code;
        b->en[a] = myn_area_name(&areas->at[a], MYN_LANG_EN);
        b->cy[a] = myn_area_name(&areas->at[a], MYN_LANG_CY);
    }
    if (!status) status = myn_topology_make(b->site->of->boundaries, code, areas->count, &b->topology);
    if (!status) status = myn_topology_simplify(b->topology, &how);
    free(code);
    return status;
}

/* The COUNT areas ONLY (NULL: all) as PATH. */
static myn_status write_one(Boundaries *b, const char *path, const size_t *only, size_t count, myn_label what)
{
    const myn_topojson how = {.name_en = b->en, .name_cy = b->cy, .only = only, .count = count};
    myn_buffer text = {0};
    myn_status status = myn_topology_json(b->topology, &how, &text);
    if (!status && text.failed) status = MYN_ERR_MEMORY;
    if (!status) status = b->take(b->ctx, path, text.at, text.length);
    if (!status) status = myn_data_files_add(b->files, path, text.at, text.length, "application/json", what);
    myn_buffer_free(&text);
    return status;
}

static myn_label label_within(const Boundaries *b, const myn_area *area)
{
    char *said[2] = {NULL, NULL};
    for (int l = 0; l < 2; l++) {
        myn_buffer text = {0};
        say_fill(&text, SAY_BOUNDARIES_IN, (myn_lang)l, myn_area_name(area, (myn_lang)l), NULL, NULL);
        if (text.at && !text.failed) said[l] = myn_arena_text(b->site->arena, text.at, text.length);
        myn_buffer_free(&text);
    }
    return (myn_label){said[MYN_LANG_EN], said[MYN_LANG_CY]};
}

static myn_status write_within(Boundaries *b, size_t larger)
{
    const Site *site = b->site;
    const Larger *own = &site->larger[larger];
    size_t *only = malloc((own->inside + 1) * sizeof *only), n = 0;
    const char *page = strchr(own->page, '/') + 1; /* the code as a file's name */
    const char *path = myn_arena_print(site->arena, "data/boundaries/%.*s.topojson",
                                       (int)(strlen(page) - strlen(".html")), page);
    if (!only) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < site->areas; a++)
        if (site->inside_of[a] == larger) only[n++] = a;
    myn_status status = write_one(b, path, only, n, label_within(b, own->area));
    free(only);
    return status;
}

myn_status write_boundaries(const Site *site, myn_publish_take take, void *ctx, myn_data_files *files)
{
    static const Say whole = SAY_BOUNDARIES;
    Boundaries b = {.site = site, .take = take, .ctx = ctx, .files = files};
    if (!site->of->boundaries) return MYN_OK;
    myn_status status = make_topology(&b);
    if (!status && site->areas <= WHOLE_MOST)
        status = write_one(&b, "data/boundaries.topojson", NULL, 0,
                           (myn_label){say_text(whole, MYN_LANG_EN), say_text(whole, MYN_LANG_CY)});
    for (size_t l = 0; !status && site->areas > WHOLE_MOST && l < site->largers; l++)
        if (site->larger[l].inside) status = write_within(&b, l);
    myn_topology_free(b.topology);
    free(b.en);
    free(b.cy);
    return status;
}
