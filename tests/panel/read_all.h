/* Reads everything that a store claims to hold: for damaged files. */
#ifndef MYN_TEST_READ_ALL_H
#define MYN_TEST_READ_ALL_H
#include <mynegai/annex.h>
#include <string.h>

/* Touch every text, so that one that is not there is found out. */
static size_t touch(const char *text)
{
    return text ? strlen(text) : 0;
}

static size_t touch_items(const myn_item *item, size_t count)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += touch(item[i].code) + touch(item[i].label.en) + touch(item[i].label.cy) + touch(item[i].unit) +
               touch(item[i].level);
    return sum;
}

static size_t touch_all(const myn_store *store)
{
    const myn_labels *l = myn_store_labels(store);
    const myn_provenance *p = myn_store_provenance(store);
    size_t sum = touch_items(l->indicator, l->indicators) + touch_items(l->node, l->nodes) +
                 touch_items(l->input, l->inputs) + touch(l->title.cy) + touch(p->command) +
                 touch(p->explained);
    for (size_t i = 0; i < l->areas->count; i++)
        sum += touch(l->areas->at[i].code) + touch(l->areas->at[i].name_cy);
    for (size_t i = 0; i < p->texts; i++) sum += touch(p->text[i].text);
    for (size_t i = 0; i < p->files; i++) sum += touch(p->file[i].sha256);
    return sum;
}

static size_t touch_annex(const myn_annex *annex)
{
    size_t sum = touch(annex->long_name);
    for (size_t i = 0; i < annex->facts; i++) sum += touch(annex->fact[i].text);
    for (size_t i = 0; i < annex->dimensions; i++)
        for (size_t k = 0; annex->dimension[i].text && k < annex->dimension[i].size; k++)
            sum += touch(annex->dimension[i].text[k]);
    for (size_t i = 0; i < annex->arrays; i++) {
        const myn_annex_array *array = &annex->array[i];
        for (size_t k = 0; array->as == MYN_AS_TEXT && k < myn_annex_count(annex, array); k++)
            sum += touch(((const char *const *)array->at)[k]);
    }
    return sum;
}

/* The first failure, or MYN_OK. */
static myn_status read_all(const char *path, size_t limit)
{
    myn_store *store;
    myn_status status = myn_store_open(path, limit, NULL, &store), first = status;
    if (status != MYN_OK) return status;
    if (touch_all(store) == SIZE_MAX) first = MYN_ERR_DATA;
    for (int cube = MYN_CUBE_RAW; cube <= MYN_CUBE_PARENTS; cube++) {
        myn_panel *panel;
        status = myn_store_panel(store, (myn_cube)cube, &panel);
        if (first == MYN_OK && status != MYN_ERR_NOT_FOUND) first = status;
        myn_panel_free(panel);
    }
    for (size_t e = 0; e < myn_store_labels(store)->editions; e++) {
        myn_edition edition;
        status = myn_store_edition(store, e, &edition);
        if (first == MYN_OK) first = status;
        myn_edition_free(&edition);
    }
    for (const char *const *name = myn_store_annexes(store); *name; name++) {
        const myn_annex *annex;
        status = myn_store_annex(store, *name, &annex);
        if (first == MYN_OK) first = status;
        if (status == MYN_OK && touch_annex(annex) == SIZE_MAX) first = MYN_ERR_DATA;
    }
    myn_store_free(store);
    return first;
}

#endif
