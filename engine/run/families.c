/* Families of areas: those most like each, by what the store holds of them. */
#include "run/below.h"
#include <math.h>
#include <mynegai/run_neighbours.h>
#include <stdlib.h>
#include <string.h>

#define TRIALS_MOST 2e10 /* products of distances: some seconds */

typedef struct {
    const myn_labels *labels;
    const myn_edition *edition;
    const myn_panel *raw;
    const myn_family_choice *choice;
    myn_families *out;
    myn_arena *memory;
    bool *has;        /* areas */
    uint32_t *placed; /* numbers of the areas that have a value */
} Gathering;

/* ---- variables ---- */

static bool is_wanted(const Gathering *g, size_t node)
{
    const myn_item *item = &g->labels->node[node];
    if (g->choice->of == MYN_LIKE_SCORES) return item->parent == g->choice->node;
    return item->indicator != MYN_NONE && labels_below(g->labels, node, g->choice->node);
}

/* The value of NODE in each area; NULL where it has none in the edition. */
static const double *values_of(const Gathering *g, size_t node)
{
    size_t areas = g->labels->areas->count, indicator = g->labels->node[node].indicator;
    if (g->choice->of == MYN_LIKE_SCORES) return g->edition->score + node * areas;
    if (g->choice->of == MYN_LIKE_NORMALISED) return g->edition->normalised + indicator * areas;
    int32_t period = g->edition->used_period[indicator];
    return period < 0 ? NULL : g->raw->plane[period].value + indicator * areas;
}

/* Its share of the weights in use, down the tree from the node that was asked for. */
static double weight_of(const Gathering *g, size_t node)
{
    double share = 1;
    if (!g->choice->weighted) return 1;
    for (; node != g->choice->node && g->labels->node[node].parent != MYN_NONE;
         node = g->labels->node[node].parent) {
        double sum = 0;
        for (size_t i = 0; i < g->labels->nodes; i++)
            if (g->labels->node[i].parent == g->labels->node[node].parent) sum += g->edition->weight[i];
        share *= g->edition->weight[node] / sum;
    }
    return share;
}

/* The z-scores of a variable into column J. A gap is the mean. */
static void standardise(const double *x, size_t areas, size_t j, size_t variables, double *z, bool *has)
{
    const myn_moments moments = myn_moments_of(x, areas, 1);
    for (size_t a = 0; a < areas; a++) {
        has[a] = has[a] || !isnan(x[a]);
        z[a * variables + j] = isnan(x[a]) ? 0 : (x[a] - moments.mean) / moments.sd;
    }
}

static bool has_spread(const double *x, size_t areas)
{
    const myn_moments moments = x ? myn_moments_of(x, areas, 1) : (myn_moments){.sd = NAN};
    return moments.sd > 0 && isfinite(moments.sd);
}

/* Columns of those that are left stand side by side. */
static myn_status take_variables(Gathering *g)
{
    size_t areas = g->labels->areas->count, wanted = 0, count = 0;
    for (size_t i = 0; i < g->labels->nodes; i++) wanted += is_wanted(g, i);
    size_t *variable = myn_arena_zero(g->memory, wanted, sizeof *variable);
    size_t *left_out = myn_arena_zero(g->memory, wanted, sizeof *left_out);
    double *weight = myn_arena_zero(g->memory, wanted, sizeof *weight), sum = 0;
    if (!variable || !left_out || !weight) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < g->labels->nodes; i++) {
        if (!is_wanted(g, i)) continue;
        if (has_spread(values_of(g, i), areas))
            variable[count++] = i;
        else
            left_out[g->out->left_outs++] = i;
    }
    double *z = myn_arena_zero(g->memory, areas * (count + 1), sizeof *z);
    g->has = myn_arena_zero(g->memory, areas, sizeof *g->has);
    if (!z || !g->has) return MYN_ERR_MEMORY;
    for (size_t j = 0; j < count; j++) {
        standardise(values_of(g, variable[j]), areas, j, count, z, g->has);
        weight[j] = weight_of(g, variable[j]);
        sum += weight[j];
    }
    for (size_t j = 0; j < count; j++) weight[j] /= sum;
    g->out->variable = variable;
    g->out->variables = count;
    g->out->left_out = left_out;
    g->out->weight = weight;
    g->out->z = z;
    return MYN_OK;
}

/* ---- distances ---- */

/* Which areas have a value of any variable: the others cannot be compared. */
static myn_status place_areas(Gathering *g)
{
    myn_families *f = g->out;
    g->placed = myn_arena_zero(g->memory, f->areas, sizeof *g->placed);
    if (!g->placed) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < f->areas; a++)
        if (g->has[a]) g->placed[f->placed++] = (uint32_t)a;
    for (size_t i = 0; i < f->placed; i++)
        for (size_t j = 0; j < f->variables; j++)
            f->gaps += isnan(values_of(g, f->variable[j])[g->placed[i]]) != 0;
    f->has = g->has;
    return MYN_OK;
}

/* Points of the placed areas whose plain distance is the weighted one; weight J is FACTOR times as large (J MYN_NONE: none
 * is). */
static void put_points(const Gathering *g, size_t j, double factor, double *point)
{
    const myn_families *f = g->out;
    for (size_t k = 0; k < f->variables; k++) {
        double root = sqrt(f->weight[k] * (k == j ? factor : 1));
        for (size_t i = 0; i < f->placed; i++)
            point[i * f->variables + k] = root * f->z[g->placed[i] * f->variables + k];
    }
}

/* The nearest of the placed areas, into rows of all areas; an area that is not placed has UINT32_MAX throughout. */
static myn_status find(const Gathering *g, const double *point, const myn_neighbours *into, myn_team *team,
                       myn_arena *scratch)
{
    const myn_families *f = g->out;
    const myn_cmat points = {point, f->placed, f->variables, f->variables};
    size_t cells = f->placed * f->k;
    uint32_t *which = myn_arena_get(scratch, cells * sizeof *which);
    double *distance = myn_arena_get(scratch, cells * sizeof *distance);
    double *farthest = myn_arena_get(scratch, f->placed * sizeof *farthest);
    if (!which || !distance || !farthest) return MYN_ERR_MEMORY;
    const myn_neighbours found = {f->k, which, distance, farthest};
    myn_status status = myn_neighbours_find(points, &found, team, scratch);
    memset(into->which, 0xff, f->areas * f->k * sizeof *into->which);
    for (size_t i = 0; i < f->placed && !status; i++) {
        size_t row = g->placed[i] * f->k;
        for (size_t c = 0; c < f->k; c++) into->which[row + c] = g->placed[which[i * f->k + c]];
        memcpy(into->distance + row, distance + i * f->k, f->k * sizeof *distance);
        if (into->farthest) into->farthest[g->placed[i]] = farthest[i];
    }
    return status;
}

static bool among(const uint32_t *family, size_t k, uint32_t area)
{
    for (size_t i = 0; i < k; i++)
        if (family[i] == area) return true;
    return false;
}

static void mark_mutual(const myn_families *f, uint8_t *mutual)
{
    for (size_t a = 0; a < f->areas; a++)
        for (size_t i = 0; f->has[a] && i < f->k; i++) {
            uint32_t other = f->which[a * f->k + i];
            mutual[a * f->k + i] = among(f->which + other * f->k, f->k, (uint32_t)a);
        }
}

/* ---- when weights move ---- */

/* What one trial leaves and what it brings in. */
static void compare(const myn_families *f, const uint32_t *trial, double *kept, double *entered)
{
    for (size_t a = 0; a < f->areas; a++)
        for (size_t i = 0; f->has[a] && i < f->k; i++)
            kept[a * f->k + i] += among(trial + a * f->k, f->k, f->which[a * f->k + i]);
    if (f->choice.area == MYN_NONE) return;
    const uint32_t *own = f->which + f->choice.area * f->k, *now = trial + f->choice.area * f->k;
    for (size_t i = 0; i < f->k; i++) entered[now[i]] += !among(own, f->k, now[i]);
}

static int by_share(const void *a, const void *b)
{
    const myn_entrant *x = a, *y = b;
    if (x->share != y->share) return x->share < y->share ? 1 : -1;
    return x->area < y->area ? -1 : x->area > y->area;
}

static myn_status list_entrants(const Gathering *g, const double *entered)
{
    myn_families *f = g->out;
    myn_entrant *entrant = myn_arena_zero(g->memory, f->areas, sizeof *entrant);
    if (!entrant) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < f->areas; a++)
        if (entered[a] > 0) entrant[f->entrants++] = (myn_entrant){a, entered[a] / (double)f->trials};
    qsort(entrant, f->entrants, sizeof *entrant, by_share);
    f->entrant = entrant;
    return MYN_OK;
}

static myn_status try_weights(const Gathering *g, double *point, myn_team *team, myn_arena *scratch)
{
    myn_families *f = g->out;
    size_t cells = f->areas * f->k;
    double *kept = myn_arena_zero(g->memory, cells, sizeof *kept);
    double *entered = myn_arena_zero(scratch, f->areas, sizeof *entered);
    uint32_t *which = myn_arena_get(scratch, cells * sizeof *which);
    double *distance = myn_arena_get(scratch, cells * sizeof *distance);
    myn_status status = kept && entered && which && distance ? MYN_OK : MYN_ERR_MEMORY;
    f->trials = 2 * f->variables;
    for (size_t t = 0; t < f->trials && !status; t++) {
        const myn_neighbours trial = {f->k, which, distance, NULL};
        put_points(g, t / 2, t % 2 ? 1 - f->choice.shift : 1 + f->choice.shift, point);
        myn_arena_mark mark = myn_arena_here(scratch);
        status = find(g, point, &trial, team, scratch);
        myn_arena_rewind(scratch, mark);
        if (!status) compare(f, which, kept, entered);
    }
    for (size_t i = 0; i < cells && !status; i++) kept[i] /= (double)f->trials;
    f->kept = kept;
    return status ? status : list_entrants(g, entered);
}

/* ---- all of it ---- */

static myn_status find_all(const Gathering *g, myn_team *team, myn_arena *scratch)
{
    myn_families *f = g->out;
    size_t cells = f->areas * f->k;
    uint32_t *which = myn_arena_zero(g->memory, cells, sizeof *which);
    double *distance = myn_arena_zero(g->memory, cells, sizeof *distance);
    double *rebased = myn_arena_zero(g->memory, cells, sizeof *rebased);
    uint8_t *mutual = myn_arena_zero(g->memory, cells, 1);
    double *farthest = myn_arena_zero(scratch, f->areas, sizeof *farthest);
    double *point = myn_arena_get(scratch, f->areas * f->variables * sizeof *point);
    if (!which || !distance || !rebased || !mutual || !farthest || !point) return MYN_ERR_MEMORY;
    const myn_neighbours found = {f->k, which, distance, farthest};
    put_points(g, MYN_NONE, 1, point);
    myn_status status = find(g, point, &found, team, scratch);
    if (status) return status;
    myn_neighbours_rebase(&found, f->areas, true, rebased);
    f->which = which;
    f->distance = distance;
    f->rebased = rebased;
    mark_mutual(f, mutual);
    f->mutual = mutual;
    double work = 2. * (double)f->variables * (double)f->variables * (double)f->areas * (double)f->areas;
    bool tried = f->choice.shift > 0 && work <= TRIALS_MOST;
    return tried ? try_weights(g, point, team, scratch) : MYN_OK;
}

static myn_status refuse(const Gathering *g, const char *path, myn_diag *diag)
{
    const myn_place place = {path, 0, 0};
    size_t areas = g->out->placed, area = g->choice->area;
    if (!g->out->variables)
        myn_diag_add(diag, MYN_ERROR, place,
                     "there is nothing to compare areas by: no %s of %s has values that differ",
                     g->choice->of == MYN_LIKE_SCORES ? "part" : "indicator",
                     g->labels->node[g->choice->node].code);
    else if (areas <= g->out->k)
        myn_diag_add(
            diag, MYN_ERROR, place,
            "a family of %zu takes %zu areas with values, and there %s %zu; expected a smaller family",
            g->out->k, g->out->k + 1, areas == 1 ? "is" : "are", areas);
    else if (area != MYN_NONE && !g->has[area])
        myn_diag_add(diag, MYN_ERROR, place, "%s has no value that it could be compared by",
                     g->labels->areas->at[area].code);
    else
        return MYN_OK;
    return MYN_ERR_DATA;
}

static myn_status gather(Gathering *g, const char *path, myn_diag *diag)
{
    size_t areas = g->labels->areas->count;
    myn_team *team = NULL;
    myn_arena *scratch = NULL;
    g->out->areas = areas;
    g->out->k = g->choice->k ? g->choice->k : areas < 46 ? 5 : 15;
    g->out->choice.k = g->out->k;
    myn_status status = take_variables(g);
    if (!status) status = place_areas(g);
    if (!status) status = refuse(g, path, diag);
    if (!status) status = myn_arena_new(&scratch);
    if (!status) status = myn_team_new(g->choice->threads, &team);
    if (!status) status = find_all(g, team, scratch);
    myn_team_free(team);
    myn_arena_free(scratch);
    return status;
}

myn_status myn_families_find(myn_store *store, const char *path, const myn_family_choice *choice,
                             myn_diag *diag, myn_families **out)
{
    const myn_labels *labels = myn_store_labels(store);
    myn_edition edition = {0};
    myn_panel *raw = NULL;
    *out = NULL;
    if (choice->edition >= labels->editions || choice->node >= labels->nodes) return MYN_ERR_ARGUMENT;
    if (choice->area != MYN_NONE && choice->area >= labels->areas->count) return MYN_ERR_ARGUMENT;
    myn_families *families = calloc(1, sizeof *families);
    myn_arena *memory = NULL;
    myn_status status = families ? myn_arena_new(&memory) : MYN_ERR_MEMORY;
    if (!status) status = myn_store_edition(store, choice->edition, &edition);
    if (!status && choice->of == MYN_LIKE_RAW) status = myn_store_panel(store, MYN_CUBE_RAW, &raw);
    if (!status) {
        *families = (myn_families){.labels = labels, .choice = *choice, .memory = memory};
        Gathering g = {labels, &edition, raw, choice, families, memory, NULL, NULL};
        status = gather(&g, path, diag);
    }
    myn_panel_free(raw);
    myn_edition_free(&edition);
    if (!status) {
        *out = families;
        return MYN_OK;
    }
    myn_arena_free(memory);
    free(families);
    return status;
}

void myn_families_free(myn_families *families)
{
    if (!families) return;
    myn_arena_free(families->memory);
    free(families);
}

void myn_families_share(const myn_families *families, size_t a, size_t b, double *share)
{
    size_t d = families->variables;
    double sum = 0;
    for (size_t j = 0; j < d; j++) {
        double apart = families->z[a * d + j] - families->z[b * d + j];
        share[j] = families->weight[j] * apart * apart;
        sum += share[j];
    }
    for (size_t j = 0; j < d; j++) share[j] = sum > 0 ? share[j] / sum : 0;
}
