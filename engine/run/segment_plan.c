/* What is asked for: the plan's keys and the options of the same names, read alike. */
#include "run/segment.h"
#include <math.h>
#include <mynegai/text.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[MYN_SEGMENT_KEYS + 1] = {
    [MYN_SEGMENT_K] = "k",
    [MYN_SEGMENT_METHOD] = "method",
    [MYN_SEGMENT_BY] = "by",
    [MYN_SEGMENT_NODE] = "node",
    [MYN_SEGMENT_WITHOUT] = "without",
    [MYN_SEGMENT_NUMERIC] = "numeric",
    [MYN_SEGMENT_TRANSFORM] = "transform",
    [MYN_SEGMENT_SCALE] = "scale",
    [MYN_SEGMENT_WEIGHTING] = "weighting",
    [MYN_SEGMENT_MISSING] = "missing",
    [MYN_SEGMENT_STARTS] = "starts",
    [MYN_SEGMENT_SEED] = "seed",
    [MYN_SEGMENT_SAMPLES] = "samples",
    [MYN_SEGMENT_LEAST] = "least",
    [MYN_SEGMENT_MOST] = "most",
    [MYN_SEGMENT_FLOOR] = "floor",
    [MYN_SEGMENT_POPULATION] = "population",
    [MYN_SEGMENT_WEIGH] = "weigh",
    [MYN_SEGMENT_MODEL] = "model",
    [MYN_SEGMENT_TIERS] = "tiers",
    [MYN_SEGMENT_BOUNDARIES] = "boundaries",
    [MYN_SEGMENT_PROPERTY] = "key",
    [MYN_SEGMENT_CONTIGUITY] = "contiguity",
    [MYN_SEGMENT_TOUCH] = "touch",
    [MYN_SEGMENT_ISLANDS] = "islands",
    [MYN_SEGMENT_NAMES] = "names",
    [MYN_SEGMENT_LIKE] = "like",
};
const char *const seg_method_words[] = {"kmeans",  "kmedoids", "ward",         "complete", "average",
                                        "mixture", "skater",   "ward-regions", NULL};
const char *const seg_by_words[] = {"raw", "normalised", "scores", NULL};
const char *const seg_transform_words[] = {"none", "asinh", "log", "boxcox", "yeojohnson", NULL};
static const char *const transform_methods[] = {NULL, "asinh", "log", "boxcox", "yeo_johnson"};
const char *const seg_scale_words[] = {"none", "range", "z", "mad", "decile", NULL};
const char *const seg_weighting_words[] = {"variables", "domains", "index", NULL};
const char *const seg_missing_words[] = {"error", "mean", "median", "drop", NULL};
const char *const seg_touch_words[] = {"queen", "rook", NULL};
const char *const seg_islands_words[] = {"apart", "join", NULL};
static const char *const model_words[] = {"EII", "VII", "EEI", "VEI",  "EVI",
                                          "VVI", "EEE", "VVV", "auto", NULL};

const char *myn_segment_word(myn_segment_key key)
{
    return key < MYN_SEGMENT_KEYS ? words[key] : "unknown";
}

void seg_problem(Seg *s, myn_segment_key key, const char *format, ...)
{
    char text[700];
    const Said *said = &s->asked.said[key];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    bool in_plan = said->text && said->at.file;
    myn_diag_add(s->diag, MYN_ERROR, said->at, "%s%s: %s", in_plan ? "" : "--", words[key], text);
}

bool seg_listed(const char *list, const char *code)
{
    size_t length = strlen(code);
    for (const char *at = list; at && *at; at += strcspn(at, ","), at += *at == ',')
        if (strcspn(at, ",") == length && !memcmp(at, code, length)) return true;
    return false;
}

/* ---- values ---- */

static int read_word(Seg *s, myn_segment_key key, const char *const *of, int fallback)
{
    const char *text = s->asked.said[key].text;
    myn_buffer all = {0};
    if (!text) return fallback;
    for (int i = 0; of[i]; i++)
        if (!strcmp(of[i], text)) return i;
    for (int i = 0; of[i]; i++) myn_buffer_format(&all, "%s%s", i ? ", " : "", of[i]);
    seg_problem(s, key, "expected one of %s, found \"%.80s\"", all.at ? all.at : "", text);
    myn_buffer_free(&all);
    return fallback;
}

static bool whole(const char *text, size_t length, size_t *out)
{
    double value;
    if (!myn_number_read(text, length, &value) || value < 0 || value > 1e9 || value != floor(value))
        return false;
    *out = (size_t)value;
    return true;
}

static size_t read_whole(Seg *s, myn_segment_key key, size_t least, size_t fallback)
{
    const char *text = s->asked.said[key].text;
    size_t value = fallback;
    if (!text) return fallback;
    if (!whole(text, strlen(text), &value) || value < least) {
        seg_problem(s, key, "expected a whole number from %zu, found \"%.80s\"", least, text);
        return fallback;
    }
    return value;
}

/* "8", "2..12", "auto". */
static void read_k(Seg *s)
{
    const char *text = s->asked.said[MYN_SEGMENT_K].text, *dots = text ? strstr(text, "..") : NULL;
    Asked *a = &s->asked;
    if (!text || !strcmp(text, "auto")) {
        a->k_from = 2;
        a->k_to = 12;
        return;
    }
    bool good = dots ? whole(text, (size_t)(dots - text), &a->k_from) &&
                           whole(dots + 2, strlen(dots + 2), &a->k_to)
                     : whole(text, strlen(text), &a->k_from);
    if (!dots) a->k_to = a->k_from;
    if (good && a->k_from >= 1 && a->k_to >= a->k_from && (!dots || a->k_from >= 2)) return;
    seg_problem(s, MYN_SEGMENT_K,
                "expected a number of segments from 1, a range as 2..12, or auto; found \"%.80s\"", text);
    a->k_from = a->k_to = 1;
}

static void read_tiers(Seg *s)
{
    Asked *a = &s->asked;
    const char *text = a->said[MYN_SEGMENT_TIERS].text;
    bool good = true;
    for (const char *at = text; at && good; at = at[strcspn(at, ",")] ? at + strcspn(at, ",") + 1 : NULL) {
        good = a->tiers < MYN_TIERS_MOST && whole(at, strcspn(at, ","), &a->tier[a->tiers]) &&
               a->tier[a->tiers];
        a->tiers += good;
    }
    if (text && !good)
        seg_problem(
            s, MYN_SEGMENT_TIERS,
            "expected at most %d numbers from 1, as in 8,3 (8 segments, 3 inside each); found \"%.80s\"",
            MYN_TIERS_MOST, text);
    if (!text || !good) return;
    if (a->said[MYN_SEGMENT_K].text && (a->k_from != a->tier[0] || a->k_to != a->tier[0]))
        seg_problem(s, MYN_SEGMENT_K, "the first of the tiers is %zu, and k says \"%.40s\"; leave one out",
                    a->tier[0], a->said[MYN_SEGMENT_K].text);
    a->k_from = a->k_to = a->tier[0];
}

static void read_floor(Seg *s)
{
    const char *text = s->asked.said[MYN_SEGMENT_FLOOR].text;
    if (!text) return;
    if (!myn_number_read(text, strlen(text), &s->asked.floor) || s->asked.floor < 0) {
        seg_problem(s, MYN_SEGMENT_FLOOR, "expected a number of people from 0, found \"%.80s\"", text);
        s->asked.floor = 0;
    }
}

static void read_node(Seg *s)
{
    const char *text = s->asked.said[MYN_SEGMENT_NODE].text;
    myn_names *codes = NULL;
    size_t number, near = MYN_NONE;
    if (!text) return;
    for (size_t i = 0; i < s->labels->nodes; i++)
        if (!strcmp(s->labels->node[i].code, text)) {
            s->asked.node = i;
            return;
        }
    if (!myn_names_new(&codes)) {
        for (size_t i = 0; i < s->labels->nodes; i++)
            if (myn_names_add(codes, s->labels->node[i].code, strlen(s->labels->node[i].code), &number))
                break;
        near = myn_names_nearest(codes, text);
    }
    seg_problem(s, MYN_SEGMENT_NODE, "the index has no node \"%.80s\"%s%s%s", text,
                near == MYN_NONE ? "" : ": did you mean \"",
                near == MYN_NONE ? "" : myn_names_at(codes, near), near == MYN_NONE ? "" : "\"?");
    myn_names_free(codes);
}

/* ---- what goes together ---- */

static bool given(const Seg *s, myn_segment_key key)
{
    return s->asked.said[key].text != NULL;
}

static bool is_regional(Method method)
{
    return method == SEG_SKATER || method == SEG_WARD_REGIONS;
}

static void only_with(Seg *s, myn_segment_key key, bool fits, const char *what)
{
    if (given(s, key) && !fits)
        seg_problem(s, key, "is for %s, and the method is %s", what, seg_method_words[s->asked.method]);
}

static void check_regions(Seg *s)
{
    const Asked *a = &s->asked;
    bool regional = is_regional(a->method);
    static const myn_segment_key keys[] = {MYN_SEGMENT_FLOOR,    MYN_SEGMENT_BOUNDARIES,
                                           MYN_SEGMENT_PROPERTY, MYN_SEGMENT_CONTIGUITY,
                                           MYN_SEGMENT_TOUCH,    MYN_SEGMENT_ISLANDS};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        only_with(s, keys[i], regional, "skater and ward-regions");
    if (a->boundaries && a->contiguity)
        seg_problem(s, MYN_SEGMENT_CONTIGUITY,
                    "contradicts boundaries: who is beside whom comes from one of them");
    if (regional && !a->boundaries && !a->contiguity)
        seg_problem(
            s, MYN_SEGMENT_METHOD,
            "%s needs to know who is beside whom: expected boundaries (GeoJSON) or contiguity (a table)",
            seg_method_words[a->method]);
    if (regional && a->floor > 0 && !a->population)
        seg_problem(s, MYN_SEGMENT_FLOOR, "counts people: expected population, the code of a series");
    if (!a->boundaries && (given(s, MYN_SEGMENT_PROPERTY) || given(s, MYN_SEGMENT_TOUCH)) && regional)
        seg_problem(s, given(s, MYN_SEGMENT_TOUCH) ? MYN_SEGMENT_TOUCH : MYN_SEGMENT_PROPERTY,
                    "is for boundaries, which are not given");
}

static void check_together(Seg *s)
{
    const Asked *a = &s->asked;
    only_with(s, MYN_SEGMENT_LEAST, a->method == SEG_KMEANS, "kmeans");
    only_with(s, MYN_SEGMENT_MOST, a->method == SEG_KMEANS, "kmeans");
    only_with(s, MYN_SEGMENT_WEIGH, a->method == SEG_KMEANS, "kmeans");
    only_with(s, MYN_SEGMENT_MODEL, a->method == SEG_MIXTURE, "mixture");
    only_with(s, MYN_SEGMENT_STARTS,
              a->method == SEG_KMEANS || a->method == SEG_KMEDOIDS || a->method == SEG_MIXTURE,
              "kmeans, kmedoids and mixture");
    only_with(s, MYN_SEGMENT_TIERS, !is_regional(a->method), "methods without a map");
    if (a->least && a->most && a->least > a->most)
        seg_problem(s, MYN_SEGMENT_LEAST, "is %zu, above most, which is %zu", a->least, a->most);
    check_regions(s);
}

static void read_all(Seg *s)
{
    Asked *a = &s->asked;
    a->method = (Method)read_word(s, MYN_SEGMENT_METHOD, seg_method_words, SEG_KMEANS);
    a->by = (By)read_word(s, MYN_SEGMENT_BY, seg_by_words, BY_RAW);
    read_node(s);
    int transform = read_word(s, MYN_SEGMENT_TRANSFORM, seg_transform_words, 0);
    a->transform = transform ? myn_method_find(transform_methods[transform]) : NULL;
    a->scale = (myn_input_scale)read_word(s, MYN_SEGMENT_SCALE, seg_scale_words, MYN_SCALE_Z);
    a->weighting = (Weighting)read_word(s, MYN_SEGMENT_WEIGHTING, seg_weighting_words, ALIKE_VARIABLES);
    a->fill = (myn_input_fill)read_word(s, MYN_SEGMENT_MISSING, seg_missing_words, MYN_INPUT_FILL_MEDIAN);
    a->touch = (myn_touch)read_word(s, MYN_SEGMENT_TOUCH, seg_touch_words, MYN_QUEEN);
    a->join = read_word(s, MYN_SEGMENT_ISLANDS, seg_islands_words, 0);
    a->model = read_word(s, MYN_SEGMENT_MODEL, model_words, MYN_MIX_MODELS);
    a->starts = read_whole(s, MYN_SEGMENT_STARTS, 1, 0);
    a->seed = read_whole(s, MYN_SEGMENT_SEED, 0, 1);
    a->samples = read_whole(s, MYN_SEGMENT_SAMPLES, 0, 20);
    a->least = read_whole(s, MYN_SEGMENT_LEAST, 1, 0);
    a->most = read_whole(s, MYN_SEGMENT_MOST, 1, 0);
    a->without = a->said[MYN_SEGMENT_WITHOUT].text;
    a->numeric = a->said[MYN_SEGMENT_NUMERIC].text;
    a->population = a->said[MYN_SEGMENT_POPULATION].text;
    a->weigh = a->said[MYN_SEGMENT_WEIGH].text;
    a->boundaries = a->said[MYN_SEGMENT_BOUNDARIES].text;
    a->property = a->said[MYN_SEGMENT_PROPERTY].text;
    a->contiguity = a->said[MYN_SEGMENT_CONTIGUITY].text;
    a->names = a->said[MYN_SEGMENT_NAMES].text;
    a->like = a->said[MYN_SEGMENT_LIKE].text;
    if (a->samples == 1) seg_problem(s, MYN_SEGMENT_SAMPLES, "expected 0 or at least 2, found \"1\"");
    read_k(s);
    read_tiers(s);
    read_floor(s);
    check_together(s);
}

/* ---- the plan ---- */

/* "a,b" of a list; the text itself of a scalar. */
static const char *flatten(Seg *s, const myn_yaml *node)
{
    const char *text = "", *one;
    if (node->kind == MYN_YAML_SCALAR && myn_yaml_text(node, s->diag, &one))
        return myn_arena_text(s->memory, one, strlen(one));
    if (node->kind == MYN_YAML_MAP) myn_diag_add(s->diag, MYN_ERROR, node->at, "expected a text or a list");
    if (node->kind != MYN_YAML_LIST) return NULL;
    for (size_t i = 0; i < node->count; i++)
        if (node->item[i].kind != MYN_YAML_SCALAR)
            myn_diag_add(s->diag, MYN_ERROR, node->item[i].at, "expected a text");
        else
            text = myn_arena_print(s->memory, "%s%s%s", text, i ? "," : "", node->item[i].text);
    return text;
}

/* Files that a plan names lie beside it. */
static const char *beside(Seg *s, const char *name)
{
    const char *plan = s->options->plan, *slash = plan ? strrchr(plan, '/') : NULL;
    if (!slash || *name == '/') return name;
    return myn_arena_print(s->memory, "%.*s/%s", (int)(slash - plan), plan, name);
}

static void take_plan(Seg *s, const myn_yaml *map)
{
    myn_yaml_known(map, "segment", words, s->diag);
    for (int key = 0; key < MYN_SEGMENT_KEYS; key++) {
        const myn_yaml *node = myn_yaml_get(map, words[key]);
        if (!node || node->null || s->options->given[key]) continue;
        const char *text = flatten(s, node), *file = node->at.file ? node->at.file : "";
        bool is_file = key == MYN_SEGMENT_BOUNDARIES || key == MYN_SEGMENT_CONTIGUITY ||
                       key == MYN_SEGMENT_NAMES || key == MYN_SEGMENT_LIKE;
        if (!text) continue;
        s->asked.said[key] = (Said){is_file ? beside(s, text) : text, node->at};
        s->asked.said[key].at.file = myn_arena_text(s->memory, file, strlen(file));
    }
}

static const char *stored_definition(const Seg *s)
{
    const myn_provenance *p = myn_store_provenance(s->store);
    for (size_t i = 0; i < p->texts; i++)
        if (!strcmp(p->text[i].name, "index.yml")) return p->text[i].text;
    return NULL;
}

static myn_status read_plan(Seg *s)
{
    myn_yaml_doc *doc = NULL;
    const char *plan = s->options->plan, *text = stored_definition(s);
    myn_status status = MYN_OK;
    if (plan)
        status = myn_yaml_read(plan, plan, s->diag, &doc);
    else if (text)
        status = myn_yaml_read_text(text, strlen(text), "index.yml", s->diag, &doc);
    if (status || !doc) return status;
    const myn_yaml *root = myn_yaml_root(doc), *section = myn_yaml_get(root, "segment");
    if (section || plan) take_plan(s, section ? section : root);
    if (plan) s->asked.text = myn_arena_text(s->memory, myn_yaml_source(doc), strlen(myn_yaml_source(doc)));
    myn_yaml_free(doc);
    return MYN_OK;
}

myn_status seg_read(Seg *s)
{
    for (int key = 0; key < MYN_SEGMENT_KEYS; key++) s->asked.said[key].text = s->options->given[key];
    if (s->options->assign) {
        for (int key = 0; key < MYN_SEGMENT_KEYS; key++)
            if (s->options->given[key] && key != MYN_SEGMENT_NAMES && key != MYN_SEGMENT_POPULATION)
                seg_problem(s, (myn_segment_key)key,
                            "contradicts --assign: the model says how areas are grouped");
        if (s->options->plan)
            myn_diag_add(s->diag, MYN_ERROR, (myn_place){0}, "--plan: contradicts --assign");
    }
    myn_status status = s->options->assign ? MYN_OK : read_plan(s);
    if (!status) read_all(s);
    return status;
}
