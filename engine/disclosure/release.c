/* The gate: a store on its way out. */
#include <math.h>
#include <mynegai/disclosure.h>
#include <mynegai/release.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    myn_release release; /* first: what is freed is this */
    myn_edition *data;
    size_t editions; /* read */
    uint8_t *rests;
    myn_panel *raw, *parents;
    const char **held_back;
} Gate;

/* ---- withheld means that there is nothing ---- */

static bool holds_something(const myn_plane *plane, size_t at)
{
    return !isnan(plane->value[at]) || (plane->lower && !isnan(plane->lower[at])) ||
           (plane->upper && !isnan(plane->upper[at]));
}

/* Withheld cells of rows 0 .. ROWS - 1 of PANEL; those that still hold something are problems. */
static size_t count_withheld(const myn_panel *panel, size_t rows, const myn_labels *labels,
                             const myn_areas *areas, const char *path, myn_diag *diag)
{
    size_t withheld = 0;
    for (size_t p = 0; p < panel->periods; p++)
        for (size_t at = 0; at < rows * panel->areas; at++) {
            const myn_plane *plane = &panel->plane[p];
            if (plane->cell[at] != MYN_CELL_SUPPRESSED) continue;
            char period[MYN_PERIOD_TEXT];
            withheld++;
            if (!holds_something(plane, at)) continue;
            myn_period_text(plane->period, period);
            myn_diag_add(diag, MYN_ERROR, (myn_place){path, 0, 0},
                         "%s of %s in %s is withheld and has a value all the same: nothing is published",
                         labels->indicator[at / panel->areas].code, areas->at[at % panel->areas].code,
                         period);
        }
    return withheld;
}

static void refuse_scores(const Gate *gate, size_t e, const char *path, myn_diag *diag)
{
    const myn_labels *labels = gate->release.labels;
    size_t areas = labels->areas->count;
    for (size_t at = 0; at < labels->nodes * areas; at++)
        if (!myn_cell_valued(gate->data[e].score_cell[at]) && !isnan(gate->data[e].score[at]))
            myn_diag_add(diag, MYN_ERROR, (myn_place){path, 0, 0},
                         "%s of %s in edition %s is said to have no score and has one: nothing is published",
                         labels->node[at / areas].code, labels->areas->at[at % areas].code,
                         labels->edition[e].name);
}

static myn_status inspect(Gate *gate, const char *path, myn_diag *diag)
{
    const myn_labels *labels = gate->release.labels;
    size_t *withheld = &gate->release.suppressed;
    *withheld = count_withheld(gate->raw, labels->indicators, labels, labels->areas, path, diag);
    if (gate->parents)
        *withheld += count_withheld(gate->parents, labels->indicators, labels, labels->parents, path, diag);
    for (size_t e = 0; e < gate->editions; e++) refuse_scores(gate, e, path, diag);
    return myn_diag_status(diag);
}

/* ---- what is read ---- */

static myn_status read_editions(Gate *gate, myn_store *store)
{
    size_t count = gate->release.edition + 1;
    myn_status status = MYN_OK;
    gate->data = calloc(count, sizeof *gate->data);
    if (!gate->data) return MYN_ERR_MEMORY;
    for (; gate->editions < count && !status; gate->editions += !status)
        status = myn_store_edition(store, gate->editions, &gate->data[gate->editions]);
    return status;
}

static myn_status read_cubes(Gate *gate, myn_store *store)
{
    myn_status status = myn_store_panel(store, MYN_CUBE_RAW, &gate->raw);
    if (status) return status;
    status = myn_store_panel(store, MYN_CUBE_PARENTS, &gate->parents);
    return status == MYN_ERR_NOT_FOUND ? MYN_OK : status;
}

static myn_status find_rests(Gate *gate)
{
    const myn_labels *labels = gate->release.labels;
    gate->rests = calloc(labels->nodes * labels->areas->count + 1, 1);
    if (!gate->rests) return MYN_ERR_MEMORY;
    myn_rests_on_suppressed(labels, &gate->data[gate->release.edition], gate->raw, gate->rests);
    return MYN_OK;
}

/* ---- what later commands added ---- */

static bool of_edition(const myn_annex *annex, const char *edition)
{
    const char *own = myn_annex_fact_of(annex, "edition");
    return !own || strcmp(own, edition) == 0;
}

/* Where in the release the group NAME goes; NULL: it is not published. */
static const myn_annex **place_of(myn_release *release, const char *name)
{
    return strcmp(name, "uncertainty") == 0 ? &release->uncertainty
           : strcmp(name, "forecast") == 0  ? &release->forecast
           : strcmp(name, "segments") == 0  ? &release->segments
                                            : NULL;
}

static myn_status sort_annexes(Gate *gate, myn_store *store)
{
    myn_release *release = &gate->release;
    const char *const *name = myn_store_annexes(store);
    size_t count = 0, held = 0;
    myn_status status = MYN_OK;
    while (name[count]) count++;
    gate->held_back = calloc(count + 1, sizeof *gate->held_back);
    if (!gate->held_back) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < count && !status; i++) {
        const myn_annex **place = place_of(release, name[i]), *annex = NULL;
        if (place) status = myn_store_annex(store, name[i], &annex);
        if (annex && !of_edition(annex, release->labels->edition[release->edition].name)) annex = NULL;
        if (place) *place = annex;
        if (!annex) gate->held_back[held++] = name[i];
    }
    return status;
}

static void show_through(Gate *gate)
{
    myn_release *release = &gate->release;
    release->data = gate->data, release->rests = gate->rests;
    release->raw = gate->raw, release->parents = gate->parents;
    release->held_back = gate->held_back, release->memory = gate;
}

myn_status myn_release_make(myn_store *store, const char *path, size_t edition, myn_diag *diag,
                            myn_release **out)
{
    *out = NULL;
    const myn_labels *labels = myn_store_labels(store);
    if (edition >= labels->editions) return MYN_ERR_ARGUMENT;
    Gate *gate = calloc(1, sizeof *gate);
    if (!gate) return MYN_ERR_MEMORY;
    gate->release = (myn_release){
        .labels = labels, .provenance = myn_store_provenance(store), .edition = edition, .memory = gate};
    myn_status status = read_editions(gate, store);
    if (!status) status = read_cubes(gate, store);
    if (!status) status = inspect(gate, path, diag);
    if (!status) status = find_rests(gate);
    if (!status) status = sort_annexes(gate, store);
    show_through(gate);
    if (status)
        myn_release_free(&gate->release);
    else
        *out = &gate->release;
    return status;
}

void myn_release_free(myn_release *release)
{
    if (!release) return;
    Gate *gate = release->memory;
    for (size_t e = 0; e < gate->editions; e++) myn_edition_free(&gate->data[e]);
    free(gate->data);
    free(gate->rests);
    free(gate->held_back);
    myn_panel_free(gate->raw);
    myn_panel_free(gate->parents);
    free(gate);
}
