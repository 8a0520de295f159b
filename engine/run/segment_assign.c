/* Areas put into the segments of an earlier model, and whether the model still fits. */
#include "run/segment.h"
#include <math.h>
#include <string.h>

/* ---- the model ---- */

static int word_of(const Earlier *e, const char *fact, const char *const *words)
{
    const char *text = myn_annex_fact_of(e->annex, fact);
    for (int i = 0; text && words[i]; i++)
        if (!strcmp(words[i], text)) return i;
    return 0;
}

static myn_status take_input(Seg *s, const Earlier *e)
{
    s->d = e->d;
    s->code = myn_arena_zero(s->memory, s->d, sizeof *s->code);
    s->input.at = myn_arena_zero(s->memory, s->d, sizeof *s->input.at);
    if (!s->code || !s->input.at) return MYN_ERR_MEMORY;
    s->input.d = s->d;
    s->input.fill = s->asked.fill;
    for (size_t j = 0; j < s->d; j++) {
        myn_input_fitted *to = &s->input.at[j];
        const char *transform = e->transform[j];
        s->code[j] = myn_arena_print(s->memory, "%s", e->variable[j]);
        *to = (myn_input_fitted){.transform = transform && *transform ? myn_method_find(transform) : NULL,
                                 .fill = e->fill[j],
                                 .centre = e->middle[j],
                                 .spread = e->spread[j],
                                 .factor = e->factor[j]};
        memcpy(to->param, e->param + j * MYN_PARAMS_MOST, sizeof to->param);
        memcpy(to->fitted, e->fitted + j * MYN_FITTED_MOST, sizeof to->fitted);
        if (to->transform ? to->transform->kind != MYN_KIND_TRANSFORM : transform && *transform)
            return MYN_ERR_FORMAT;
    }
    return MYN_OK;
}

static const char *kept(Seg *s, const char *text)
{
    return text && *text ? myn_arena_print(s->memory, "%s", text) : NULL;
}

static size_t parent_of(const Seg *s, const char *code)
{
    const char *dot = strrchr(code, '.');
    for (size_t c = 0; dot && c < s->segments; c++)
        if (strlen(s->segment[c].code) == (size_t)(dot - code) &&
            !memcmp(s->segment[c].code, code, (size_t)(dot - code)))
            return c;
    return MYN_NONE;
}

static myn_status take_segments(Seg *s, const Earlier *e)
{
    s->segment = myn_arena_zero(s->memory, e->segments, sizeof *s->segment);
    s->centre = (myn_mat){myn_arena_get(s->memory, (e->segments * s->d + 1) * sizeof(double)), e->segments,
                          s->d, s->d};
    if (!s->segment || !s->centre.at) return MYN_ERR_MEMORY;
    memcpy(s->centre.at, e->centre, e->segments * s->d * sizeof(double));
    for (size_t c = 0; c < e->segments; c++) {
        size_t parent = parent_of(s, e->code[c]), tier = (size_t)e->tier[c] - 1;
        bool sound = e->tier[c] >= 1 && (tier == 0) == (parent == MYN_NONE) &&
                     (tier == 0 || s->segment[parent].tier + 1 == tier);
        if (!sound) return MYN_ERR_FORMAT;
        s->segment[s->segments++] = (Segment){.tier = tier,
                                              .parent = parent,
                                              .code = kept(s, e->code[c]),
                                              .overlap = NAN,
                                              .name_en = kept(s, e->name_en[c]),
                                              .name_cy = kept(s, e->name_cy[c])};
    }
    s->tiers = e->tiers;
    return MYN_OK;
}

/* ---- its segments ---- */

static double off(const Seg *s, size_t i, size_t c)
{
    double sum = 0;
    for (size_t j = 0; j < s->d; j++) {
        double step = myn_row(s->points, i)[j] - myn_row(s->centre, c)[j];
        sum += step * step;
    }
    return sum;
}

/* Down the tiers: the nearest of the children of the segment it is in. */
static bool put_area(Seg *s, size_t i)
{
    size_t in = MYN_NONE;
    for (size_t t = 0; t < s->tiers; t++) {
        size_t nearest = MYN_NONE;
        double least = INFINITY;
        for (size_t c = 0; c < s->segments; c++) {
            if (s->segment[c].tier != t || s->segment[c].parent != in) continue;
            double distance = off(s, i, c);
            if (distance < least) least = distance, nearest = c;
        }
        if (nearest == MYN_NONE) return false;
        s->label[t][i] = (uint32_t)nearest;
        in = nearest;
    }
    return true;
}

static myn_status find_drift(Seg *s, const Earlier *e)
{
    size_t n = 0, k = 0;
    uint32_t *segment = myn_arena_get(s->memory, (e->areas + 1) * sizeof *segment);
    double *distance = myn_arena_get(s->memory, (e->areas + 1) * sizeof *distance);
    double *now = myn_arena_get(s->memory, (s->points.rows + 1) * sizeof *now);
    myn_drift drift = {0};
    if (!segment || !distance || !now) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < e->areas; a++) {
        if (e->label[a] < 0) continue;
        segment[n] = (uint32_t)e->label[a];
        distance[n++] = e->distance[a];
    }
    for (size_t c = 0; c < s->segments; c++) k += s->segment[c].tier == 0;
    for (size_t i = 0; i < s->points.rows; i++) now[i] = sqrt(off(s, i, s->label[0][i]));
    const myn_fit_of then = {segment, distance, n}, today = {s->label[0], now, s->points.rows};
    myn_status status = myn_segment_drift(&then, &today, k, &drift, s->memory);
    s->drift_stability = drift.stability;
    s->drift_beyond = drift.beyond;
    return status == MYN_ERR_ARGUMENT ? MYN_ERR_FORMAT : status;
}

static myn_status assign(Seg *s, const Earlier *e)
{
    s->asked.method = (Method)word_of(e, "method", seg_method_words);
    s->asked.by = (By)word_of(e, "by", seg_by_words);
    s->asked.scale = (myn_input_scale)word_of(e, "scale", seg_scale_words);
    s->asked.weighting = (Weighting)word_of(e, "weighting", seg_weighting_words);
    s->asked.fill = (myn_input_fill)word_of(e, "missing", seg_missing_words);
    s->assigned = true;
    myn_status status = take_input(s, e);
    if (!status) status = seg_gather_coded(s);
    if (!status) status = take_segments(s, e);
    for (size_t t = 0; t < s->tiers && !status; t++) {
        s->label[t] = myn_arena_zero(s->memory, s->points.rows + 1, sizeof(uint32_t));
        if (!s->label[t]) status = MYN_ERR_MEMORY;
    }
    for (size_t i = 0; i < s->points.rows && !status; i++)
        if (!put_area(s, i)) status = MYN_ERR_FORMAT;
    if (!status && s->points.rows) status = find_drift(s, e);
    if (status == MYN_ERR_FORMAT)
        myn_diag_add(s->diag, MYN_ERROR, (myn_place){s->options->assign, 0, 0},
                     "its segments are not of the shape docs/store.md says");
    return status;
}

myn_status seg_assign(Seg *s)
{
    Earlier e;
    myn_status status = seg_open_earlier(s, s->options->assign, &e);
    if (status) return status;
    status = assign(s, &e);
    if (!status && !s->points.rows) {
        myn_diag_add(s->diag, MYN_ERROR, (myn_place){s->options->path, 0, 0}, "no area has all its values");
        status = MYN_ERR_DATA;
    }
    if (!status) status = seg_compare(s, &e);
    seg_close_earlier(&e);
    return status;
}
