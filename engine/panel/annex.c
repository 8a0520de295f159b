/* What an annex may be: names, dimensions, sizes. */
#include "annex.h"
#include <mynegai/text.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- coordinates of the root ---- */

static const int of_area[] = {VAR_AREA, VAR_AREA_NAME_EN, VAR_AREA_NAME_CY, VARS};
static const int of_indicator[] = {VAR_INDICATOR, VAR_INDICATOR_LABEL_EN, VAR_INDICATOR_LABEL_CY, VARS};
static const int of_node[] = {VAR_NODE, VAR_NODE_LABEL_EN, VAR_NODE_LABEL_CY, VARS};
static const int of_edition[] = {VAR_EDITION, VAR_EDITION_TIME, VAR_EDITION_TIME_BNDS, VARS};
static const int of_period[] = {VAR_PERIOD, VAR_TIME, VAR_TIME_BNDS, VARS};
static const int of_band[] = {VAR_BAND_NUMBER, VAR_BAND_LABEL_EN, VAR_BAND_LABEL_CY, VARS};

const myn_root_axis myn_annex_axes[MYN_ROOT_AXES] = {
    {"area", DIM_AREA, "area_name_en area_name_cy", of_area},
    {"indicator", DIM_INDICATOR, "indicator_label_en indicator_label_cy", of_indicator},
    {"node", DIM_NODE, "node_label_en node_label_cy", of_node},
    {"edition", DIM_EDITION, "edition_time", of_edition},
    {"period", DIM_PERIOD, "time", of_period},
    {"band_number", DIM_BAND, "band_label_en band_label_cy", of_band},
};

const myn_root_axis *myn_annex_root(const char *name)
{
    for (size_t i = 0; i < MYN_ROOT_AXES; i++)
        if (strcmp(myn_annex_axes[i].name, name) == 0) return &myn_annex_axes[i];
    return NULL;
}

size_t myn_annex_root_size(const myn_root_axis *axis, const myn_labels *labels, size_t periods)
{
    switch (axis->dimension) {
    case DIM_AREA: return labels->areas->count;
    case DIM_INDICATOR: return labels->indicators;
    case DIM_NODE: return labels->nodes;
    case DIM_EDITION: return labels->editions;
    case DIM_PERIOD: return periods;
    default: return labels->bands;
    }
}

/* A name that hard links take in the group. */
bool myn_annex_linked(const char *name)
{
    for (size_t i = 0; i < MYN_ROOT_AXES; i++)
        for (const int *v = myn_annex_axes[i].linked; *v != VARS; v++)
            if (strcmp(myn_store_variable[*v].name, name) == 0) return true;
    return strcmp(name, myn_store_dimension[DIM_BOUND].name) == 0;
}

/* ---- what can be stored ---- */

typedef struct {
    const myn_annex *annex;
    const myn_labels *labels;
    size_t periods;
    char *why;
    size_t size;
} inspection;

static bool unsound(const inspection *of, const char *format, ...) MYN_PRINTF(2, 3);
static bool unsound(const inspection *of, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsnprintf(of->why, of->size, format, values);
    va_end(values);
    return false;
}

bool myn_annex_name_sound(const char *name)
{
    if (!name || *name < 'a' || *name > 'z' || strlen(name) > 60) return false;
    return name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static bool text_sound(const char *text)
{
    size_t bad;
    return !text || myn_utf8_valid(text, strlen(text), &bad);
}

static bool texts_sound(const char *const *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!text[i] || !text_sound(text[i])) return false;
    return true;
}

static bool group_sound(const inspection *of)
{
    const myn_annex *annex = of->annex;
    if (!myn_annex_name_sound(annex->group)) return unsound(of, "a group has no sound name");
    for (int i = 1; i < GROUPS; i++)
        if (strcmp(annex->group, myn_store_group[i]) == 0)
            return unsound(of, "%s is the store's own group", annex->group);
    if (!text_sound(annex->long_name)) return unsound(of, "%s: its description is not UTF-8", annex->group);
    for (size_t i = 0; i < annex->facts; i++) {
        const myn_annex_fact *fact = &annex->fact[i];
        bool taken = myn_annex_name_sound(fact->name) &&
                     (strcmp(fact->name, "long_name") == 0 || strcmp(fact->name, MYN_ANNEX_MARK) == 0);
        if (!myn_annex_name_sound(fact->name) || taken || !fact->text || !text_sound(fact->text) ||
            strlen(fact->text) > 32000)
            return unsound(of, "%s: fact %zu cannot be kept", annex->group, i + 1);
    }
    return true;
}

static bool dimension_sound(const inspection *of, const myn_annex_dimension *d)
{
    if (!myn_annex_name_sound(d->name)) return unsound(of, "a dimension has no sound name");
    const myn_root_axis *root = myn_annex_root(d->name);
    if (root && (d->text || d->number || d->size != myn_annex_root_size(root, of->labels, of->periods)))
        return unsound(of, "dimension %s is not as the store has it", d->name);
    if (!root && myn_annex_linked(d->name))
        return unsound(of, "dimension %s has a name of the store's own", d->name);
    if (d->size > INT32_MAX) return unsound(of, "dimension %s is too large", d->name);
    if (d->text && !texts_sound(d->text, d->size))
        return unsound(of, "dimension %s has labels that are no texts", d->name);
    return text_sound(d->long_name) || unsound(of, "dimension %s: its description is not UTF-8", d->name);
}

static bool words_sound(const myn_annex_array *array)
{
    for (const char *const *word = array->flag; word && *word; word++)
        if (!**word || strchr(*word, ' ') || !text_sound(*word)) return false;
    return !array->flag || array->as == MYN_AS_BYTE || array->as == MYN_AS_WHOLE;
}

static bool array_sound(const inspection *of, const myn_annex_array *array)
{
    if (!myn_annex_name_sound(array->name) || myn_annex_linked(array->name) ||
        myn_annex_axis(of->annex, array->name))
        return unsound(of, "an array of %s has no sound name", of->annex->group);
    if (array->rank > MYN_ANNEX_DIMS_MOST) return unsound(of, "%s has too many dimensions", array->name);
    size_t count = 1;
    for (size_t i = 0; i < array->rank; i++) {
        const myn_annex_dimension *d = array->dim[i] ? myn_annex_axis(of->annex, array->dim[i]) : NULL;
        if (!d) return unsound(of, "%s has a dimension that is not there", array->name);
        if (__builtin_mul_overflow(count, d->size, &count))
            return unsound(of, "%s is too large", array->name);
    }
    if (count && !array->at) return unsound(of, "%s has no values", array->name);
    if (array->as == MYN_AS_TEXT && !texts_sound(array->at, count))
        return unsound(of, "%s holds what is no text", array->name);
    if (!words_sound(array)) return unsound(of, "%s has words that cannot be kept", array->name);
    if (array->may_lack && array->as == MYN_AS_BYTE && (array->missing < 0 || array->missing > 255))
        return unsound(of, "%s has a missing value that is no byte", array->name);
    return (text_sound(array->long_name) && text_sound(array->units)) ||
           unsound(of, "%s: its description is not UTF-8", array->name);
}

bool myn_annex_sound(const myn_annex *annex, const myn_labels *labels, size_t periods, char *why, size_t size)
{
    const inspection of = {annex, labels, periods, why, size};
    if (!group_sound(&of)) return false;
    size_t own = 0;
    for (size_t i = 0; i < annex->dimensions; i++) {
        const myn_annex_dimension *d = &annex->dimension[i];
        if (!dimension_sound(&of, d)) return false;
        if (myn_annex_axis(annex, d->name) != d) return unsound(&of, "dimension %s is there twice", d->name);
        own += !myn_annex_root(d->name);
    }
    if (own > MYN_ANNEX_SCALES / 4) return unsound(&of, "%s has too many dimensions", annex->group);
    for (size_t i = 0; i < annex->arrays; i++) {
        if (!array_sound(&of, &annex->array[i])) return false;
        if (myn_annex_find(annex, annex->array[i].name) != &annex->array[i])
            return unsound(&of, "%s is there twice", annex->array[i].name);
    }
    return true;
}

/* ---- looking ---- */

const myn_annex_array *myn_annex_find(const myn_annex *annex, const char *name)
{
    for (size_t i = 0; i < annex->arrays; i++)
        if (strcmp(annex->array[i].name, name) == 0) return &annex->array[i];
    return NULL;
}

const myn_annex_dimension *myn_annex_axis(const myn_annex *annex, const char *name)
{
    for (size_t i = 0; i < annex->dimensions; i++)
        if (strcmp(annex->dimension[i].name, name) == 0) return &annex->dimension[i];
    return NULL;
}

const char *myn_annex_fact_of(const myn_annex *annex, const char *name)
{
    for (size_t i = 0; i < annex->facts; i++)
        if (strcmp(annex->fact[i].name, name) == 0) return annex->fact[i].text;
    return NULL;
}

size_t myn_annex_count(const myn_annex *annex, const myn_annex_array *array)
{
    size_t count = 1;
    for (size_t i = 0; i < array->rank; i++) count *= myn_annex_axis(annex, array->dim[i])->size;
    return count;
}
