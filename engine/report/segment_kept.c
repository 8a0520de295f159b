/* Segments out of a store. */
#include "report/segment_kept.h"
#include <mynegai/run_segment.h>
#include <string.h>

static const void *take(const Segments *k, const char *name, myn_annex_type as, size_t count, bool *wrong)
{
    const myn_annex_array *array = myn_annex_find(k->annex, name);
    if (array && array->as == as && myn_annex_count(k->annex, array) == count) return array->at;
    *wrong = true;
    return NULL;
}

const double *segments_real(const Segments *k, const char *name, size_t count)
{
    bool wrong = false;
    return take(k, name, MYN_AS_REAL, count, &wrong);
}

static size_t size_of(const Segments *k, const char *name)
{
    const myn_annex_dimension *axis = myn_annex_axis(k->annex, name);
    return axis ? axis->size : 0;
}

static bool in_range(const int32_t *at, size_t count, size_t below)
{
    for (size_t i = 0; at && i < count; i++)
        if (at[i] < -1 || (at[i] >= 0 && (size_t)at[i] >= below)) return false;
    return at != NULL;
}

static void take_segments(Segments *k, bool *wrong)
{
    size_t n = k->segments, cells = k->tiers * k->areas, figures = n * k->variables;
    const myn_annex_dimension *code = myn_annex_axis(k->annex, "segment"),
                              *variable = myn_annex_axis(k->annex, "variable");
    k->code = code ? code->text : NULL;
    k->variable = variable ? variable->text : NULL;
    *wrong |= !k->code || !k->variable || !k->tiers;
    k->label = take(k, "label", MYN_AS_WHOLE, cells, wrong);
    k->runner_up = take(k, "runner_up", MYN_AS_WHOLE, cells, wrong);
    k->distance = take(k, "distance", MYN_AS_REAL, cells, wrong);
    k->margin = take(k, "margin", MYN_AS_REAL, cells, wrong);
    k->silhouette = take(k, "silhouette", MYN_AS_REAL, cells, wrong);
    k->name_en = take(k, "name_en", MYN_AS_TEXT, n, wrong);
    k->name_cy = take(k, "name_cy", MYN_AS_TEXT, n, wrong);
    k->tier = take(k, "segment_tier", MYN_AS_WHOLE, n, wrong);
    k->size = take(k, "segment_areas", MYN_AS_WHOLE, n, wrong);
    k->share = take(k, "segment_share", MYN_AS_REAL, n, wrong);
    k->people = take(k, "segment_population", MYN_AS_REAL, n, wrong);
    k->width = take(k, "segment_silhouette", MYN_AS_REAL, n, wrong);
    k->jaccard = take(k, "segment_jaccard", MYN_AS_REAL, n, wrong);
    k->kept = take(k, "segment_kept", MYN_AS_REAL, n, wrong);
    k->exemplar = take(k, "exemplar", MYN_AS_WHOLE, n * k->places, wrong);
    k->marginal = take(k, "marginal", MYN_AS_WHOLE, n * k->places, wrong);
    k->mean = take(k, "mean", MYN_AS_REAL, figures, wrong);
    k->index = take(k, "index", MYN_AS_REAL, figures, wrong);
    k->apart = take(k, "apart", MYN_AS_REAL, figures, wrong);
    k->missing = take(k, "missing", MYN_AS_REAL, k->variables, wrong);
}

static void take_pairs(Segments *k, bool *wrong)
{
    if (!k->pairs) return;
    k->pair_first = take(k, "pair_first", MYN_AS_WHOLE, k->pairs, wrong);
    k->pair_second = take(k, "pair_second", MYN_AS_WHOLE, k->pairs, wrong);
    k->pair_r = take(k, "pair_correlation", MYN_AS_REAL, k->pairs, wrong);
    for (size_t i = 0; i < k->pairs && !*wrong; i++)
        *wrong = k->pair_first[i] < 0 || k->pair_second[i] < 0 || (size_t)k->pair_first[i] >= k->variables ||
                 (size_t)k->pair_second[i] >= k->variables;
}

myn_status segments_open(myn_store *store, Segments *k)
{
    const myn_annex *annex = NULL;
    myn_status status = myn_store_annex(store, MYN_SEGMENT_GROUP, &annex);
    return status ? status : segments_of(myn_store_labels(store), annex, k);
}

myn_status segments_of(const myn_labels *labels, const myn_annex *annex, Segments *k)
{
    bool wrong = false;
    *k = (Segments){.labels = labels, .annex = annex};
    k->areas = k->labels->areas->count;
    k->tiers = size_of(k, "tier"), k->segments = size_of(k, "segment"), k->variables = size_of(k, "variable");
    k->places = size_of(k, "place"), k->tries = size_of(k, "tried"), k->fits = size_of(k, "fit");
    k->pairs = size_of(k, "pair");
    const myn_annex_dimension *tried = myn_annex_axis(k->annex, "tried");
    k->tried = tried ? tried->number : NULL;
    if (!k->tried) k->tries = 0;
    take_segments(k, &wrong);
    take_pairs(k, &wrong);
    if (wrong) return MYN_ERR_FORMAT;
    size_t cells = k->tiers * k->areas, typical = k->segments * k->places;
    bool sound = in_range(k->label, cells, k->segments) && in_range(k->runner_up, cells, k->segments) &&
                 in_range(k->exemplar, typical, k->areas) && in_range(k->marginal, typical, k->areas);
    return sound ? MYN_OK : MYN_ERR_FORMAT;
}

void segments_name(const Segments *k, int32_t segment, myn_lang lang, myn_buffer *out)
{
    const char *en = k->name_en[segment], *cy = k->name_cy[segment];
    const myn_label label = {en && *en ? en : NULL, cy && *cy ? cy : NULL};
    const char *name = myn_label_text(label, lang, NULL);
    myn_buffer_put(out, k->code[segment]);
    if (name) myn_buffer_format(out, " %s", name);
}
