/* What the pages share, worked out once. */
#include "publish/site.h"
#include <math.h>
#include <mynegai/digest.h>
#include <mynegai/order.h>
#include <mynegai/sum.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_LONGEST 80 /* of a file, without its ending */
#define SHOWN_DIGITS 3

const char *site_lang(myn_lang lang)
{
    return lang == MYN_LANG_CY ? "cy" : "en";
}

/* ---- names of files ---- */

static bool is_plain(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

/* Letters, digits and _ as they are, every other byte as -XX: no two codes meet in one name. A long one ends in its
 * digest. */
static void plain_name(const char *code, char out[2 * NAME_LONGEST])
{
    size_t n = 0;
    for (const char *at = code; *at && n < NAME_LONGEST; at++)
        n += (size_t)snprintf(out + n, 4, is_plain(*at) ? "%c" : "-%02X", (unsigned char)*at);
    out[n] = '\0';
    if (n < NAME_LONGEST) return;
    char text[MYN_DIGEST_TEXT] = "";
    bool told = myn_digest_of(code, strlen(code), text) == MYN_OK;
    snprintf(out + NAME_LONGEST / 2, NAME_LONGEST, "--%s", told ? text : "");
}

const char *site_file_name(myn_arena *arena, const char *folder, const char *code)
{
    char name[2 * NAME_LONGEST];
    plain_name(code, name);
    return myn_arena_print(arena, "%s/%s.html", folder, name);
}

static myn_status name_pages(Site *site)
{
    const myn_labels *labels = site->labels;
    for (size_t a = 0; a < site->areas; a++)
        site->place_page[a] = site_file_name(site->arena, "place", labels->areas->at[a].code);
    for (size_t n = 0; n < site->nodes; n++)
        site->node_page[n] = site_file_name(site->arena, "node", labels->node[n].code);
    for (size_t s = 0; site->has_segments && s < site->segments.segments; s++)
        site->segment_page[s] = site_file_name(site->arena, "group", site->segments.code[s]);
    return MYN_OK;
}

/* ---- the tree ---- */

bool site_is_leaf(const Site *site, size_t node)
{
    return site->labels->node[node].indicator != MYN_NONE;
}

size_t site_depth(const Site *site, size_t node)
{
    size_t depth = 0;
    while (site->labels->node[node].parent != MYN_NONE) {
        node = site->labels->node[node].parent;
        depth++;
    }
    return depth;
}

size_t site_child(const Site *site, size_t parent, size_t after)
{
    for (size_t n = after + 1; n < site->nodes; n++)
        if (site->labels->node[n].parent == parent) return n;
    return MYN_NONE;
}

int site_period(const Site *site, size_t indicator)
{
    return site->now->used_period[indicator];
}

/* ---- classes ---- */

size_t site_ranked(const Site *site, size_t node)
{
    return site->ranked[site->release->edition * site->nodes + node];
}

static void count_ranked(Site *site)
{
    for (size_t e = 0; e <= site->release->edition; e++)
        for (size_t n = 0; n < site->nodes; n++)
            for (size_t a = 0; a < site->areas; a++)
                site->ranked[e * site->nodes + n] += site->release->data[e].rank[n * site->areas + a] > 0;
}

/* Bands where a map can show them, else the first grouping of ranks that it can, else fifths. */
static void choose_classes(Site *site)
{
    const myn_labels *labels = site->labels;
    site->grouping = MYN_NONE;
    site->classes = 5;
    site->by_band = labels->bands > 0 && labels->bands <= CLASSES_MOST && site->now->band;
    if (site->by_band) site->classes = (int)labels->bands;
    for (size_t q = 0; !site->by_band && site->grouping == MYN_NONE && q < labels->quantiles; q++)
        if (labels->quantile[q] <= CLASSES_MOST) {
            site->grouping = q;
            site->classes = labels->quantile[q];
        }
}

/* Groups count from the first rank, classes from the lowest score. */
static unsigned turned(const Site *site, unsigned group)
{
    return group ? (unsigned)site->classes + 1 - group : 0;
}

unsigned site_class(const Site *site, size_t e, size_t node, size_t area)
{
    const myn_edition *data = &site->release->data[e];
    size_t at = node * site->areas + area;
    if (site->by_band) return data->band[at];
    if (site->grouping != MYN_NONE) return turned(site, data->quantile[site->grouping][at]);
    if (data->rank[at] <= 0) return 0;
    size_t ranked = site->ranked[e * site->nodes + node];
    return turned(site, (unsigned)(((size_t)data->rank[at] * 5 + ranked - 1) / ranked));
}

/* Which end of the scale class C is, for those who read only the legend. */
static Say class_words(const Site *site, unsigned c, bool ends)
{
    return !ends ? SAY_CLASS : c == 1 ? SAY_CLASS_LOW : (int)c == site->classes ? SAY_CLASS_HIGH : SAY_CLASS;
}

void site_class_name(const Site *site, unsigned c, bool ends, myn_lang lang, myn_buffer *out)
{
    char one[MYN_NUMBER_TEXT], all[MYN_NUMBER_TEXT];
    if (!c || c > (unsigned)site->classes) {
        myn_buffer_put(out, say_text(SAY_NO_VALUE, lang));
        return;
    }
    if (site->by_band) {
        myn_buffer_put(out, myn_label_text(site->labels->band[c - 1].label, lang, ""));
        return;
    }
    myn_number_text(turned(site, c), one);
    myn_number_text(site->classes, all);
    say_fill(out, class_words(site, c, ends), lang, one, all, NULL);
}

/* ---- figures of each node ---- */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

size_t site_sorted(const double *x, size_t n, double *out)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i])) out[count++] = x[i];
    qsort(out, count, sizeof *out, by_value);
    return count;
}

static int places_of(double least, double greatest)
{
    double spread = greatest - least;
    if (!(spread > 0)) return 1;
    int places = SHOWN_DIGITS - 1 - (int)floor(log10(spread));
    return places < 0 ? 0 : places > 6 ? 6 : places;
}

static void measure_nodes(Site *site)
{
    for (size_t n = 0; n < site->nodes; n++) {
        const double *score = site->now->score + n * site->areas;
        myn_sum sum = myn_sum_of(score, NULL, site->areas);
        site->mean[n] = sum.n ? sum.total / (double)sum.n : NAN;
        myn_range_of(score, site->areas, &site->least[n], &site->greatest[n]);
        int own = site->labels->node[n].decimals;
        site->decimals[n] = own >= 0 ? own : places_of(site->least[n], site->greatest[n]);
    }
}

static myn_status put_in_order(Site *site)
{
    size_t present;
    double *rank = myn_arena_get(site->arena, (site->areas + 1) * sizeof *rank);
    if (!rank) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < site->areas; a++) {
        int32_t own = site->now->rank[site->root * site->areas + a];
        rank[a] = own > 0 ? own : NAN;
    }
    myn_status status = myn_order(rank, site->areas, site->order, &present, site->arena);
    for (size_t i = 0; i < site->areas && !status; i++) site->place[site->order[i]] = i;
    return status;
}

/* ---- larger areas ---- */

static size_t larger_named(const Site *site, const char *code)
{
    for (size_t l = 0; l < site->largers; l++)
        if (strcmp(site->larger[l].area->code, code) == 0) return l;
    return MYN_NONE;
}

static Larger *larger_of(Site *site, const myn_area *area)
{
    size_t at = larger_named(site, area->code);
    if (at == MYN_NONE) {
        at = site->largers++;
        site->larger[at] = (Larger){.area = area, .parent = MYN_NONE, .summary = MYN_NONE};
        site->larger[at].page = site_file_name(site->arena, "larger", area->code);
    }
    return &site->larger[at];
}

static myn_status gather_larger(Site *site)
{
    const myn_labels *labels = site->labels;
    const myn_areas *parents = site->release->parents ? labels->parents : NULL;
    size_t most = (parents ? parents->count : 0) + (labels->summary_areas ? labels->summary_areas->count : 0);
    site->larger = myn_arena_zero(site->arena, most + 1, sizeof *site->larger);
    site->inside_of = myn_arena_get(site->arena, (site->areas + 1) * sizeof *site->inside_of);
    if (!site->larger || !site->inside_of) return MYN_ERR_MEMORY;
    for (size_t i = 0; labels->summary_areas && i < labels->summary_areas->count; i++)
        larger_of(site, &labels->summary_areas->at[i])->summary = i;
    for (size_t i = 0; parents && i < parents->count; i++) larger_of(site, &parents->at[i])->parent = i;
    for (size_t a = 0; a < site->areas; a++) {
        const char *parent = labels->areas->at[a].parent;
        site->inside_of[a] = parent ? larger_named(site, parent) : MYN_NONE;
        if (site->inside_of[a] != MYN_NONE) site->larger[site->inside_of[a]].inside++;
    }
    return MYN_OK;
}

/* Mean scores of the areas that lie in each. */
static myn_status measure_larger(Site *site)
{
    size_t *count = myn_arena_get(site->arena, (site->largers + 1) * sizeof *count);
    if (!count) return MYN_ERR_MEMORY;
    for (size_t l = 0; l < site->largers; l++) {
        site->larger[l].mean = myn_arena_zero(site->arena, site->nodes, sizeof(double));
        if (!site->larger[l].mean) return MYN_ERR_MEMORY;
    }
    for (size_t n = 0; n < site->nodes; n++) {
        memset(count, 0, site->largers * sizeof *count);
        for (size_t a = 0; a < site->areas; a++) {
            double x = site->now->score[n * site->areas + a];
            size_t l = site->inside_of[a];
            if (l == MYN_NONE || isnan(x)) continue;
            site->larger[l].mean[n] += x;
            count[l]++;
        }
        for (size_t l = 0; l < site->largers; l++)
            site->larger[l].mean[n] = count[l] ? site->larger[l].mean[n] / (double)count[l] : NAN;
    }
    return MYN_OK;
}

/* ---- all of it ---- */

static myn_status get_room(Site *site)
{
    size_t segments = site->has_segments ? site->segments.segments : 0;
    site->order = myn_arena_zero(site->arena, site->areas + 1, sizeof *site->order);
    site->place = myn_arena_zero(site->arena, site->areas + 1, sizeof *site->place);
    site->mean = myn_arena_zero(site->arena, site->nodes, sizeof *site->mean);
    site->least = myn_arena_zero(site->arena, site->nodes, sizeof *site->least);
    site->greatest = myn_arena_zero(site->arena, site->nodes, sizeof *site->greatest);
    site->ranked = myn_arena_zero(site->arena, (site->release->edition + 1) * site->nodes,
                                  sizeof *site->ranked);
    site->decimals = myn_arena_zero(site->arena, site->nodes, sizeof *site->decimals);
    site->place_page = myn_arena_zero(site->arena, site->areas + 1, sizeof *site->place_page);
    site->node_page = myn_arena_zero(site->arena, site->nodes, sizeof *site->node_page);
    site->segment_page = myn_arena_zero(site->arena, segments + 1, sizeof *site->segment_page);
    bool all = site->order && site->place && site->mean && site->least && site->greatest && site->decimals &&
               site->ranked && site->place_page && site->node_page && site->segment_page;
    return all ? MYN_OK : MYN_ERR_MEMORY;
}

static myn_status open_annexes(Site *site)
{
    const myn_release *release = site->release;
    myn_status status = MYN_OK;
    sureness_of(site->labels, release->uncertainty, release->edition, &site->sure);
    site->has_forecast = release->forecast, site->has_segments = release->segments;
    if (site->has_forecast) status = kept_of(site->labels, release->forecast, &site->kept);
    if (!status && site->has_segments) status = segments_of(site->labels, release->segments, &site->segments);
    return status;
}

static myn_status draw_map(Site *site)
{
    const myn_boundaries *boundaries = site->of->boundaries;
    site->tiles = !boundaries;
    if (site->areas > WHOLE_MOST || !site->areas) return MYN_OK;
    const char **code = myn_arena_get(site->arena, site->areas * sizeof *code);
    if (!code) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < site->areas; a++) code[a] = site->labels->areas->at[a].code;
    return boundaries ? myn_drawing_boundaries(boundaries, code, site->areas, MAP_WIDTH, &site->map)
                      : myn_drawing_tiles(code, site->areas, MAP_WIDTH, &site->map);
}

/* A map of each larger area's own, where there are boundaries: not of one area, and not of all again. */
static myn_status draw_larger(Site *site)
{
    myn_status status = MYN_OK;
    for (size_t l = 0; l < site->largers && !status && site->of->boundaries; l++) {
        Larger *own = &site->larger[l];
        if (own->inside < 2 || own->inside == site->areas || own->inside > WHOLE_MOST) continue;
        const char **code = myn_arena_get(site->arena, own->inside * sizeof *code);
        own->member = myn_arena_get(site->arena, own->inside * sizeof *own->member);
        if (!code || !own->member) return MYN_ERR_MEMORY;
        for (size_t a = 0, n = 0; a < site->areas; a++) {
            if (site->inside_of[a] != l) continue;
            own->member[n] = a;
            code[n++] = site->labels->areas->at[a].code;
        }
        status = myn_drawing_boundaries(site->of->boundaries, code, own->inside, MAP_WIDTH, &own->map);
    }
    return status;
}

static void choose_languages(Site *site)
{
    const myn_publication *of = site->of;
    site->langs = of->langs ? of->langs : 2;
    site->lang[0] = of->langs ? of->lang[0] : MYN_LANG_EN;
    site->lang[1] = of->langs ? of->lang[of->langs - 1] : MYN_LANG_CY;
}

myn_status site_open(const myn_publication *of, bool single, Site *site)
{
    const myn_release *release = of->release;
    *site = (Site){.of = of, .release = release, .labels = release->labels, .single = single};
    site->now = &release->data[release->edition];
    site->areas = site->labels->areas->count, site->nodes = site->labels->nodes;
    for (site->root = 0; site->labels->node[site->root].parent != MYN_NONE;) site->root++;
    choose_languages(site);
    myn_status status = myn_arena_new(&site->arena);
    if (!status) status = open_annexes(site);
    if (!status) status = get_room(site);
    if (!status) status = put_in_order(site);
    if (!status) status = gather_larger(site);
    if (!status) status = measure_larger(site);
    if (!status) status = name_pages(site);
    if (!status) status = draw_map(site);
    if (!status) status = draw_larger(site);
    if (status) return status;
    count_ranked(site);
    choose_classes(site);
    measure_nodes(site);
    return MYN_OK;
}

void site_close(Site *site)
{
    for (size_t l = 0; l < site->largers; l++) myn_drawing_free(site->larger[l].map);
    myn_drawing_free(site->map);
    myn_arena_free(site->arena);
}
