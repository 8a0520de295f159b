/* Group /segments of a store: docs/store.md says what stands where. */
#include "run/segment.h"
#include <math.h>
#include <mynegai/digest.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <string.h>

enum { DIMENSIONS_MOST = 12, ARRAYS_MOST = 80, FACTS_MOST = 40 };

typedef struct {
    Seg *s;
    myn_annex_dimension dimension[DIMENSIONS_MOST];
    myn_annex_array array[ARRAYS_MOST];
    myn_annex_fact fact[FACTS_MOST];
    size_t dimensions, arrays, facts;
    bool failed;
} Annex;

/* ---- pieces ---- */

static void *get(Annex *x, size_t count, size_t size)
{
    void *out = myn_arena_zero(x->s->memory, count + 1, size);
    x->failed |= !out;
    return out;
}

static void dimension(Annex *x, const char *name, size_t size, const char *const *text, const double *number,
                      const char *long_name)
{
    x->dimension[x->dimensions++] = (myn_annex_dimension){name, size, text, number, long_name};
}

static myn_annex_array *array(Annex *x, const char *name, const char *first, const char *second,
                              myn_annex_type as, const void *at, const char *long_name)
{
    x->array[x->arrays] = (myn_annex_array){.name = name,
                                            .dim = {first, second},
                                            .rank = 1 + (second != NULL),
                                            .as = as,
                                            .at = at,
                                            .long_name = long_name,
                                            .missing = -1,
                                            .may_lack = as == MYN_AS_WHOLE};
    x->failed |= !at;
    return &x->array[x->arrays++];
}

static void real(Annex *x, const char *name, const char *first, const char *second, const double *at,
                 const char *long_name)
{
    array(x, name, first, second, MYN_AS_REAL, at, long_name);
}

static void fact(Annex *x, const char *name, const char *text)
{
    if (text) x->fact[x->facts++] = (myn_annex_fact){name, text};
}

static void fact_count(Annex *x, const char *name, size_t value)
{
    fact(x, name, myn_arena_print(x->s->memory, "%zu", value));
}

static void fact_real(Annex *x, const char *name, double value)
{
    char text[MYN_NUMBER_TEXT];
    if (isnan(value)) return;
    myn_number_text(value, text);
    fact(x, name, myn_arena_print(x->s->memory, "%s", text));
}

/* ---- areas ---- */

static const double *spread_real(Annex *x, double *const *by_point)
{
    Seg *s = x->s;
    double *out = get(x, s->tiers * s->areas, sizeof *out);
    if (!out) return NULL;
    for (size_t i = 0; i < s->tiers * s->areas; i++) out[i] = NAN;
    for (size_t t = 0; t < s->tiers; t++)
        for (size_t i = 0; i < s->points.rows; i++) out[t * s->areas + s->area[i]] = by_point[t][i];
    return out;
}

static const int32_t *spread_whole(Annex *x, uint32_t *const *by_point)
{
    Seg *s = x->s;
    int32_t *out = get(x, s->tiers * s->areas, sizeof *out);
    if (!out) return NULL;
    for (size_t i = 0; i < s->tiers * s->areas; i++) out[i] = -1;
    for (size_t t = 0; t < s->tiers; t++)
        for (size_t i = 0; i < s->points.rows; i++)
            out[t * s->areas + s->area[i]] = by_point[t][i] == MYN_NO_SEGMENT ? -1 : (int32_t)by_point[t][i];
    return out;
}

static void add_areas(Annex *x)
{
    Seg *s = x->s;
    double *number = get(x, s->tiers, sizeof *number);
    for (size_t t = 0; number && t < s->tiers; t++) number[t] = (double)t + 1;
    dimension(x, "area", s->areas, NULL, NULL, NULL);
    dimension(x, "tier", s->tiers, NULL, number, "tier, 1 the coarsest");
    array(x, "label", "tier", "area", MYN_AS_WHOLE, spread_whole(x, s->label),
          "number of the area's segment, from 0");
    real(x, "distance", "tier", "area", spread_real(x, s->distance),
         "distance from the centre of its segment");
    array(x, "runner_up", "tier", "area", MYN_AS_WHOLE, spread_whole(x, s->runner_up),
          "number of the nearest other segment of the same parent");
    real(x, "margin", "tier", "area", spread_real(x, s->margin),
         "(distance from the runner-up - distance) / the greater of the two");
    real(x, "silhouette", "tier", "area", spread_real(x, s->width), "silhouette width in the tier");
}

/* ---- segments ---- */

static void add_segments(Annex *x)
{
    Seg *s = x->s;
    size_t k = s->segments;
    const char **code = get(x, k, sizeof *code), **en = get(x, k, sizeof *en), **cy = get(x, k, sizeof *cy);
    int32_t *tier = get(x, k, sizeof *tier), *parent = get(x, k, sizeof *parent),
            *areas = get(x, k, sizeof *areas);
    double *share = get(x, k, sizeof *share), *people = get(x, k, sizeof *people),
           *within = get(x, k, sizeof *within), *overlap = get(x, k, sizeof *overlap);
    if (x->failed) return;
    for (size_t c = 0; c < k; c++) {
        const Segment *of = &s->segment[c];
        code[c] = of->code;
        en[c] = of->name_en ? of->name_en : "";
        cy[c] = of->name_cy ? of->name_cy : "";
        tier[c] = (int32_t)of->tier + 1;
        parent[c] = of->parent == MYN_NONE ? -1 : (int32_t)of->parent;
        areas[c] = (int32_t)of->areas;
        share[c] = (double)of->areas / (double)s->points.rows;
        people[c] = s->population ? of->population : NAN;
        within[c] = of->within;
        overlap[c] = of->overlap;
    }
    dimension(x, "segment", k, code, NULL, "segment; 1.2 is the second inside 1");
    array(x, "segment_tier", "segment", NULL, MYN_AS_WHOLE, tier, "tier, from 1");
    array(x, "segment_parent", "segment", NULL, MYN_AS_WHOLE, parent,
          "number of the segment it is inside of, from 0");
    array(x, "segment_areas", "segment", NULL, MYN_AS_WHOLE, areas, "areas in it");
    real(x, "segment_share", "segment", NULL, share, "share of the areas that are grouped");
    real(x, "segment_population", "segment", NULL, people, "people in it");
    real(x, "segment_within", "segment", NULL, within, "sum of squared distances from its centre");
    real(x, "segment_silhouette", "segment", NULL, s->silhouette, "mean silhouette width");
    real(x, "segment_jaccard", "segment", NULL, s->jaccard,
         "mean Jaccard similarity with the segments found in bootstrap samples; below 0.75 not to be relied "
         "on");
    real(x, "segment_kept", "segment", NULL, overlap,
         "share of the areas of the segment of this number last time that are in it; 0 a new one");
    array(x, "name_en", "segment", NULL, MYN_AS_TEXT, en, "name in English");
    array(x, "name_cy", "segment", NULL, MYN_AS_TEXT, cy, "name in Welsh");
}

static void add_typical(Annex *x)
{
    dimension(x, "place", TYPICAL, NULL, NULL, "place, from 0");
    array(x, "exemplar", "segment", "place", MYN_AS_WHOLE, x->s->exemplar, "areas nearest to the centre");
    array(x, "marginal", "segment", "place", MYN_AS_WHOLE, x->s->marginal, "areas of least margin");
}

/* ---- the model ---- */

static void add_model(Annex *x)
{
    Seg *s = x->s;
    size_t d = s->d;
    const char **name = get(x, d, sizeof *name);
    double *param = get(x, d * MYN_PARAMS_MOST, sizeof *param),
           *fitted = get(x, d * MYN_FITTED_MOST, sizeof *fitted);
    double *fill = get(x, d, sizeof *fill), *middle = get(x, d, sizeof *middle),
           *spread = get(x, d, sizeof *spread), *factor = get(x, d, sizeof *factor),
           *missing = get(x, d, sizeof *missing);
    if (x->failed) return;
    for (size_t j = 0; j < d; j++) {
        const myn_input_fitted *of = &s->input.at[j];
        name[j] = of->transform ? of->transform->name : "";
        memcpy(param + j * MYN_PARAMS_MOST, of->param, sizeof of->param);
        memcpy(fitted + j * MYN_FITTED_MOST, of->fitted, sizeof of->fitted);
        fill[j] = of->fill, middle[j] = of->centre, spread[j] = of->spread, factor[j] = of->factor;
        for (size_t a = 0; a < s->areas; a++) missing[j] += isnan(s->x[j * s->areas + a]) != 0;
    }
    dimension(x, "variable", d, s->code, NULL, "node that areas are grouped by");
    dimension(x, "parameter", MYN_PARAMS_MOST, NULL, NULL, NULL);
    dimension(x, "fitted_number", MYN_FITTED_MOST, NULL, NULL, NULL);
    array(x, "transform", "variable", NULL, MYN_AS_TEXT, name,
          "method by which values are transformed; blank: none");
    real(x, "parameters", "variable", "parameter", param, "its parameters");
    real(x, "fitted", "variable", "fitted_number", fitted, "what it was fitted to");
    real(x, "fill", "variable", NULL, fill, "transformed value taken where one is missing");
    real(x, "middle", "variable", NULL, middle, "point = (transformed - middle) / spread * factor");
    real(x, "spread", "variable", NULL, spread, "see middle");
    real(x, "factor", "variable", NULL, factor, "root of the weight, see middle");
    real(x, "missing", "variable", NULL, missing, "areas without a value");
    real(x, "mean_of_all", "variable", NULL, s->overall, "mean of the areas grouped, in the variable's unit");
    real(x, "deviation", "variable", NULL, s->spread,
         "standard deviation of all areas, in the variable's unit");
    real(x, "centre", "segment", "variable", s->centre.at, "centre of the segment, among the points");
    real(x, "mean", "segment", "variable", s->mean, "mean of the segment's areas, in the variable's unit");
    real(x, "index", "segment", "variable", s->ratio,
         "100 x mean / mean of all areas; of variables that are never below 0");
    real(x, "apart", "segment", "variable", s->apart, "(mean - mean of all) / deviation");
}

/* ---- how it was found ---- */

static void add_table(Annex *x)
{
    static const struct {
        const char *name, *what;
    } column[TABLE_COLUMNS] = {
        [TABLE_WITHIN] = {"within", "within sum of squares, or of dissimilarities (kmedoids)"},
        [TABLE_CH] = {"calinski_harabasz", "index of Calinski and Harabasz: more is better"},
        [TABLE_DB] = {"davies_bouldin", "index of Davies and Bouldin: less is better"},
        [TABLE_SILHOUETTE] = {"mean_silhouette", "mean silhouette width"},
        [TABLE_GAP] = {"gap", "gap statistic"},
        [TABLE_GAP_ERROR] = {"gap_error", "its error"},
        [TABLE_AGREEMENT] = {"agreement", "mean adjusted Rand index with bootstrap samples"},
        [TABLE_UNSTABLE] = {"unstable", "segments whose Jaccard similarity is below 0.75"},
        [TABLE_BIC] = {"bic", "of mixtures: less is better"},
        [TABLE_SEEN] = {"seen_share", "share of the restarts that led to the best one"}};
    Seg *s = x->s;
    double *k = get(x, s->tries, sizeof *k);
    if (!s->tries || x->failed) return;
    for (size_t r = 0; r < s->tries; r++) k[r] = (double)s->tried[r];
    dimension(x, "tried", s->tries, NULL, k, "number of segments");
    for (int c = 0; c < TABLE_COLUMNS; c++)
        real(x, column[c].name, "tried", NULL, s->table[c], column[c].what);
}

static double figure(const Fit *f, size_t which)
{
    const myn_certificate *c = &f->certificate;
    const double of[] = {(double)f->k,
                         (double)f->points,
                         f->within,
                         f->total,
                         f->certified ? (double)c->restarts : NAN,
                         f->certified ? (double)c->seen : NAN,
                         f->certified ? (double)c->optima : NAN,
                         f->certified ? (double)c->once : NAN,
                         f->certified ? (double)c->recombined : NAN,
                         f->certified ? (double)c->recombined_seen : NAN,
                         f->certified ? (double)c->sample : NAN,
                         f->certified ? c->unseen : NAN,
                         f->certified ? c->missed : NAN,
                         f->certified ? c->enough : NAN};
    return of[which];
}

static void add_fits(Annex *x)
{
    static const char *const name[][2] = {
        {"fit_k", "segments found"},
        {"fit_areas", "areas grouped"},
        {"fit_within", "sum of squares within (kmedoids: of dissimilarities)"},
        {"fit_total", "sum of squares around the mean of all"},
        {"fit_restarts", "restarts"},
        {"fit_seen", "restarts that led to the best one"},
        {"fit_optima", "different optima met"},
        {"fit_once", "of those, met once only"},
        {"fit_recombined", "partitions made by recombination"},
        {"fit_recombined_seen", "of those, ended in the best one"},
        {"fit_sample", "points that restarts worked on"},
        {"fit_unseen", "chance that one more restart leads to a new optimum"},
        {"fit_missed", "chance that a better one as easily found was missed"},
        {"fit_enough", "1: the best one was seen as often as asked"}};
    Seg *s = x->s;
    const char **of = get(x, s->fits, sizeof *of);
    if (!s->fits || x->failed) return;
    for (size_t f = 0; f < s->fits; f++)
        of[f] = s->fit[f].of == MYN_NONE ? "all" : s->segment[s->fit[f].of].code;
    dimension(x, "fit", s->fits, of, NULL, "whose members were grouped");
    for (size_t w = 0; w < sizeof name / sizeof *name; w++) {
        double *at = get(x, s->fits, sizeof *at);
        for (size_t f = 0; at && f < s->fits; f++) at[f] = figure(&s->fit[f], w);
        real(x, name[w][0], "fit", NULL, at, name[w][1]);
    }
}

static void add_pairs(Annex *x)
{
    Seg *s = x->s;
    int32_t *a = get(x, s->alikes, sizeof *a), *b = get(x, s->alikes, sizeof *b);
    double *r = get(x, s->alikes, sizeof *r);
    if (!s->alikes || x->failed) return;
    for (size_t i = 0; i < s->alikes; i++) {
        a[i] = (int32_t)s->alike[i].a;
        b[i] = (int32_t)s->alike[i].b;
        r[i] = s->alike[i].r;
    }
    dimension(x, "pair", s->alikes, NULL, NULL, "variables of which one would do");
    array(x, "pair_first", "pair", NULL, MYN_AS_WHOLE, a, "number of a variable, from 0");
    array(x, "pair_second", "pair", NULL, MYN_AS_WHOLE, b, "number of a variable, from 0");
    real(x, "pair_correlation", "pair", NULL, r, "Pearson correlation of the points");
}

static void add_choices(Annex *x)
{
    const Seg *s = x->s;
    const Asked *a = &s->asked;
    fact(x, "method", seg_method_words[a->method]);
    fact(x, "by", seg_by_words[a->by]);
    fact(x, "node", s->labels->node[a->node].code);
    fact(x, "edition", s->labels->edition[s->options->edition].name);
    fact(x, "k",
         s->assigned                   ? NULL
         : a->said[MYN_SEGMENT_K].text ? a->said[MYN_SEGMENT_K].text
         : a->tiers                    ? NULL
                                       : "auto");
    fact(x, "tiers", a->said[MYN_SEGMENT_TIERS].text);
    if (!s->assigned) fact(x, "transform_asked", a->transform ? a->transform->name : "none");
    fact(x, "scale", seg_scale_words[a->scale]);
    fact(x, "weighting", seg_weighting_words[a->weighting]);
    fact(x, "missing", seg_missing_words[a->fill]);
    fact(x, "without", a->without);
    fact(x, "population", a->population);
    fact(x, "weigh", a->weigh);
    if (s->assigned) return;
    fact_count(x, "seed", a->seed);
    fact_count(x, "samples", a->samples);
    if (a->least) fact_count(x, "least", a->least);
    if (a->most) fact_count(x, "most", a->most);
    if (a->method == SEG_MIXTURE && s->mixture_model >= 0)
        fact(x, "model", myn_mixture_word((myn_mixture_model)s->mixture_model));
}

static void add_findings(Annex *x)
{
    const Seg *s = x->s;
    bool regional = s->asked.method == SEG_SKATER || s->asked.method == SEG_WARD_REGIONS;
    fact_count(x, "grouped", s->points.rows);
    fact_count(x, "dropped", s->areas - s->points.rows);
    fact_real(x, "agreement_of_samples", s->agreement);
    if (s->compared) fact_real(x, "adjusted_rand_before", s->adjusted_rand);
    if (s->compared) fact_count(x, "areas_in_both", s->in_both);
    if (s->assigned) fact_real(x, "drift_stability", s->drift_stability);
    if (s->assigned) fact_real(x, "drift_beyond", s->drift_beyond);
    if (!regional || s->assigned) return;
    if (s->asked.floor > 0) fact_real(x, "floor", s->asked.floor);
    fact_count(x, "parts", s->parts);
    fact_count(x, "islands", s->islands);
    fact_count(x, "bridges", s->bridges);
    fact_count(x, "below_floor", s->below_floor);
}

/* ---- where it comes from ---- */

static bool is_file(int key)
{
    return key == MYN_SEGMENT_BOUNDARIES || key == MYN_SEGMENT_CONTIGUITY || key == MYN_SEGMENT_NAMES ||
           key == MYN_SEGMENT_LIKE;
}

static const char *command_of(const Seg *s)
{
    const char *text = myn_arena_print(s->memory, "segment --edition %s",
                                       s->labels->edition[s->options->edition].name);
    if (s->options->assign)
        text = myn_arena_print(s->memory, "%s --assign %s", text, myn_path_last(s->options->assign));
    for (int key = 0; key < MYN_SEGMENT_KEYS; key++) {
        const char *value = s->options->given[key];
        if (!value) continue;
        const char *word = myn_segment_word((myn_segment_key)key);
        text = myn_arena_print(s->memory, "%s %s%s %s", text, strlen(word) > 1 ? "--" : "-", word,
                               is_file(key) ? myn_path_last(value) : value);
    }
    return text;
}

static myn_status digest_of(Seg *s, const char *path, myn_provenance_file *out)
{
    myn_buffer text = {0};
    char hex[MYN_DIGEST_TEXT];
    myn_status status = myn_file_read(path, (size_t)1 << 34, &text);
    if (!status) status = myn_digest_of(text.at, text.length, hex);
    if (!status)
        *out = (myn_provenance_file){.name = myn_arena_print(s->memory, "segments/%s", myn_path_last(path)),
                                     .sha256 = myn_arena_print(s->memory, "%s", hex),
                                     .bytes = text.length};
    myn_buffer_free(&text);
    return status;
}

static myn_status files_of(Seg *s, myn_provenance_file *file, size_t *count)
{
    const char *const path[] = {s->asked.boundaries, s->asked.contiguity, s->asked.names, s->asked.like,
                                s->options->assign};
    myn_status status = MYN_OK;
    for (size_t i = 0; i < sizeof path / sizeof *path && !status; i++)
        if (path[i]) status = digest_of(s, path[i], &file[(*count)++]);
    return status;
}

myn_status seg_write(Seg *s)
{
    Annex x = {.s = s};
    myn_provenance_file file[5];
    myn_annex_source source = {.file = file};
    add_areas(&x);
    add_segments(&x);
    add_typical(&x);
    add_model(&x);
    add_table(&x);
    add_fits(&x);
    add_pairs(&x);
    add_choices(&x);
    add_findings(&x);
    if (x.failed) return MYN_ERR_MEMORY;
    myn_status status = files_of(s, file, &source.files);
    if (status) return status;
    const myn_provenance_text text = {"segment.yml", s->asked.text};
    source.command = command_of(s);
    source.text = &text;
    source.texts = s->asked.text != NULL;
    const myn_annex annex = {.group = MYN_SEGMENT_GROUP,
                             .long_name = "areas in segments",
                             .dimension = x.dimension,
                             .dimensions = x.dimensions,
                             .array = x.array,
                             .arrays = x.arrays,
                             .fact = x.fact,
                             .facts = x.facts};
    return myn_store_add(s->options->path, s->options->out, &annex, 1, &source, s->diag);
}
