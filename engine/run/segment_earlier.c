/* Segments of another store: numbers and names that stay, and how far the two agree. */
#include "run/segment.h"
#include <math.h>
#include <mynegai/agreement.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading them ---- */

static const void *take(const Earlier *e, const char *name, myn_annex_type as, size_t count, bool *wrong)
{
    const myn_annex_array *array = myn_annex_find(e->annex, name);
    if (array && array->as == as && myn_annex_count(e->annex, array) == count) return array->at;
    *wrong = true;
    return NULL;
}

static const myn_annex_dimension *axis(const Earlier *e, const char *name, bool *wrong)
{
    static const myn_annex_dimension none;
    const myn_annex_dimension *found = myn_annex_axis(e->annex, name);
    *wrong |= !found;
    return found ? found : &none;
}

static bool in_range(const int32_t *at, size_t count, size_t below)
{
    for (size_t i = 0; i < count; i++)
        if (at[i] < -1 || (at[i] >= 0 && (size_t)at[i] >= below)) return false;
    return true;
}

static bool take_all(Earlier *e)
{
    bool wrong = false;
    e->areas = e->labels->areas->count;
    const myn_annex_dimension *segment = axis(e, "segment", &wrong), *variable = axis(e, "variable", &wrong);
    e->tiers = axis(e, "tier", &wrong)->size;
    e->segments = segment->size, e->code = segment->text;
    e->d = variable->size, e->variable = variable->text;
    e->name_en = take(e, "name_en", MYN_AS_TEXT, e->segments, &wrong);
    e->name_cy = take(e, "name_cy", MYN_AS_TEXT, e->segments, &wrong);
    e->tier = take(e, "segment_tier", MYN_AS_WHOLE, e->segments, &wrong);
    e->label = take(e, "label", MYN_AS_WHOLE, e->tiers * e->areas, &wrong);
    e->distance = take(e, "distance", MYN_AS_REAL, e->tiers * e->areas, &wrong);
    e->centre = take(e, "centre", MYN_AS_REAL, e->segments * e->d, &wrong);
    e->transform = take(e, "transform", MYN_AS_TEXT, e->d, &wrong);
    e->factor = take(e, "factor", MYN_AS_REAL, e->d, &wrong);
    e->fill = take(e, "fill", MYN_AS_REAL, e->d, &wrong);
    e->middle = take(e, "middle", MYN_AS_REAL, e->d, &wrong);
    e->spread = take(e, "spread", MYN_AS_REAL, e->d, &wrong);
    e->param = take(e, "parameters", MYN_AS_REAL, e->d * MYN_PARAMS_MOST, &wrong);
    e->fitted = take(e, "fitted", MYN_AS_REAL, e->d * MYN_FITTED_MOST, &wrong);
    if (wrong || !e->code || !e->variable || !e->tiers || e->tiers > MYN_TIERS_MOST) return false;
    return in_range(e->label, e->tiers * e->areas, e->segments) &&
           in_range(e->tier, e->segments, e->tiers + 1);
}

myn_status seg_open_earlier(Seg *s, const char *path, Earlier *out)
{
    *out = (Earlier){0};
    myn_status status = myn_store_open(path, 0, s->diag, &out->store);
    if (status) return status;
    out->labels = myn_store_labels(out->store);
    status = myn_store_annex(out->store, MYN_SEGMENT_GROUP, &out->annex);
    if (!status && !take_all(out)) status = MYN_ERR_FORMAT;
    if (status == MYN_ERR_NOT_FOUND || status == MYN_ERR_FORMAT)
        myn_diag_add(s->diag, MYN_ERROR, (myn_place){path, 0, 0}, "%s",
                     status == MYN_ERR_NOT_FOUND ? "it holds no segments; mynegai segment makes them"
                                                 : "its segments are not of the shape docs/store.md says");
    if (status) {
        seg_close_earlier(out);
        return status == MYN_ERR_NOT_FOUND ? MYN_ERR_DATA : status;
    }
    out->here = malloc((out->areas + 1) * sizeof *out->here);
    for (size_t a = 0; out->here && a < out->areas; a++) {
        const char *code = out->labels->areas->at[a].code;
        out->here[a] = myn_areas_find(s->labels->areas, code, strlen(code));
    }
    return out->here ? MYN_OK : MYN_ERR_MEMORY;
}

void seg_close_earlier(Earlier *e)
{
    free(e->here);
    myn_store_free(e->store);
    *e = (Earlier){0};
}

/* ---- numbers that stay ---- */

/* Whether CODE is that of a child of PARENT (NULL: of none). */
static bool is_child(const char *code, const char *parent)
{
    const char *dot = strrchr(code, '.');
    if (!parent) return !dot;
    return dot && strlen(parent) == (size_t)(dot - code) && !memcmp(code, parent, (size_t)(dot - code));
}

static size_t number_in(const char *code)
{
    const char *dot = strrchr(code, '.');
    unsigned long number = strtoul(dot ? dot + 1 : code, NULL, 10);
    return number >= 1 && number <= 1000000 ? number - 1 : MYN_NONE;
}

/* The children of the family's parent as a partition of their areas; AT (earlier areas) has each one's place in it. */
static void gather(const Earlier *e, const Family *f, myn_partition *before, uint32_t *at)
{
    for (size_t a = 0; a < e->areas; a++) {
        int32_t segment = f->tier < e->tiers ? e->label[f->tier * e->areas + a] : -1;
        at[a] = MYN_NO_SEGMENT;
        if (segment < 0 || e->here[a] == MYN_NONE || !is_child(e->code[segment], f->parent)) continue;
        size_t number = number_in(e->code[segment]);
        if (number == MYN_NONE) continue;
        at[a] = (uint32_t)before->n;
        before->label[before->n++] = (uint32_t)number;
        if (before->k <= number) before->k = number + 1;
    }
}

myn_status seg_match(const Seg *s, const Earlier *e, const Family *f, uint32_t *label, size_t *k,
                     double *overlap, myn_arena *scratch)
{
    myn_partition before = {.label = myn_arena_get(scratch, (e->areas + 1) * sizeof(uint32_t))};
    myn_partition now = {label, f->count, *k};
    uint32_t *at = myn_arena_get(scratch, (e->areas + 1) * sizeof *at);
    uint32_t *of_area = myn_arena_get(scratch, (s->areas + 1) * sizeof *of_area);
    uint32_t *before_of = myn_arena_get(scratch, (f->count + 1) * sizeof *before_of);
    if (!before.label || !at || !of_area || !before_of) return MYN_ERR_MEMORY;
    gather(e, f, &before, at);
    if (!before.n) return MYN_OK;
    for (size_t a = 0; a < s->areas; a++) of_area[a] = MYN_NO_SEGMENT;
    for (size_t a = 0; a < e->areas; a++)
        if (e->here[a] != MYN_NONE) of_area[e->here[a]] = at[a];
    for (size_t i = 0; i < f->count; i++) before_of[i] = of_area[s->area[f->point[i]]];
    myn_status status = myn_match_labels(&before, before_of, &now, overlap, scratch);
    *k = now.k;
    return status;
}

/* ---- how far they agree ---- */

myn_status seg_compare(Seg *s, const Earlier *e)
{
    uint32_t *was = myn_arena_get(s->memory, (s->areas + 1) * sizeof *was);
    uint32_t *one = myn_arena_get(s->memory, (s->areas + 1) * sizeof *one);
    uint32_t *other = myn_arena_get(s->memory, (s->areas + 1) * sizeof *other);
    myn_agreement agreement;
    if (!was || !one || !other) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < s->areas; a++) was[a] = MYN_NO_SEGMENT;
    for (size_t a = 0; a < e->areas; a++)
        if (e->here[a] != MYN_NONE && e->label[a] >= 0) was[e->here[a]] = (uint32_t)e->label[a];
    for (size_t i = 0; i < s->points.rows; i++) {
        if (was[s->area[i]] == MYN_NO_SEGMENT) continue;
        one[s->in_both] = was[s->area[i]];
        other[s->in_both++] = s->label[0][i];
    }
    s->compared = true;
    s->adjusted_rand = NAN;
    if (!s->in_both) return MYN_OK;
    const myn_partition a = {one, s->in_both, e->segments}, b = {other, s->in_both, s->segments};
    myn_status status = myn_agreement_of(&a, &b, &agreement, s->memory);
    s->adjusted_rand = agreement.adjusted_rand;
    return status;
}

/* ---- names ---- */

typedef struct {
    Seg *s;
    size_t column[3]; /* segment, name_en, name_cy; MYN_NONE absent */
    bool known;       /* the header was read */
    uint8_t *named;
} Names;

static bool is_word(const myn_field *field, const char *word)
{
    return field->length == strlen(word) && !memcmp(field->at, word, field->length);
}

static void read_header(Names *names, const myn_csv_line *line)
{
    static const char *const want[] = {"segment", "name_en", "name_cy"};
    for (int w = 0; w < 3; w++) {
        names->column[w] = MYN_NONE;
        for (size_t c = 0; c < line->count; c++)
            if (is_word(&line->field[c], want[w])) names->column[w] = c;
    }
    names->known = true;
    if (names->column[0] == MYN_NONE || (names->column[1] == MYN_NONE && names->column[2] == MYN_NONE))
        seg_problem(names->s, MYN_SEGMENT_NAMES, "%s: expected columns segment, name_en and name_cy",
                    names->s->asked.names);
}

static const char *name_in(Names *names, const myn_csv_line *line, int which, const char *before)
{
    size_t c = names->column[which];
    if (c == MYN_NONE || !line->field[c].length) return before;
    return myn_arena_text(names->s->memory, line->field[c].at, line->field[c].length);
}

static myn_status take_name(void *ctx, const myn_csv_line *line)
{
    Names *names = ctx;
    Seg *s = names->s;
    if (!names->known) {
        read_header(names, line);
        return MYN_OK;
    }
    if (names->column[0] == MYN_NONE) return MYN_OK;
    for (size_t i = 0; i < s->segments; i++) {
        if (!is_word(&line->field[names->column[0]], s->segment[i].code)) continue;
        if (names->named[i]++)
            myn_diag_add(s->diag, MYN_ERROR, (myn_place){s->asked.names, line->line, names->column[0] + 1},
                         "segment %s has a name already", s->segment[i].code);
        s->segment[i].name_en = name_in(names, line, 1, s->segment[i].name_en);
        s->segment[i].name_cy = name_in(names, line, 2, s->segment[i].name_cy);
        return MYN_OK;
    }
    const myn_field *code = &line->field[names->column[0]];
    myn_diag_add(s->diag, MYN_ERROR, (myn_place){s->asked.names, line->line, names->column[0] + 1},
                 "there is no segment \"%.*s\"", (int)(code->length < 40 ? code->length : 40), code->at);
    return MYN_OK;
}

static void keep_names(Seg *s, const Earlier *before)
{
    for (size_t i = 0; i < s->segments; i++)
        for (size_t b = 0; b < before->segments; b++) {
            if (!(s->segment[i].overlap > 0) || strcmp(before->code[b], s->segment[i].code)) continue;
            if (before->name_en[b] && *before->name_en[b])
                s->segment[i].name_en = myn_arena_print(s->memory, "%s", before->name_en[b]);
            if (before->name_cy[b] && *before->name_cy[b])
                s->segment[i].name_cy = myn_arena_print(s->memory, "%s", before->name_cy[b]);
        }
}

myn_status seg_name(Seg *s, const Earlier *before)
{
    const myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    if (before) keep_names(s, before);
    if (!s->asked.names) return MYN_OK;
    Names names = {.s = s, .named = myn_arena_zero(s->memory, s->segments + 1, 1)};
    if (!names.named) return MYN_ERR_MEMORY;
    size_t errors = myn_diag_count(s->diag, MYN_ERROR);
    myn_status status = myn_csv_read(s->asked.names, s->asked.names, &dialect, take_name, &names, NULL,
                                     s->diag, &info);
    if (!status && myn_diag_count(s->diag, MYN_ERROR) > errors) status = MYN_ERR_DATA;
    return status;
}
