/* The index's areas and the larger ones, out of the data sets' code lists. */
#include "run/load.h"
#include <stdlib.h>
#include <string.h>

/* The first data set that has it, in the order of `data`. */
static const myn_area_list *find_list(const myn_loaded *loaded, const char *name, size_t *dataset)
{
    for (size_t d = 0; d < loaded->sets.count; d++) {
        const myn_dataset *set = loaded->sets.dataset[d];
        for (size_t l = 0; l < set->lists; l++)
            if (strcmp(set->list[l].name, name) == 0) {
                *dataset = d;
                return &set->list[l];
            }
    }
    return NULL;
}

static myn_status read_list(const myn_run_options *options, const myn_area_choice *choice, myn_diag *diag,
                            const myn_loaded *loaded, myn_areas **out)
{
    size_t dataset = 0;
    const myn_area_list *list = find_list(loaded, choice->list, &dataset);
    if (!list) {
        myn_diag_add(
            diag, MYN_ERROR, choice->at,
            "no data set of this index has a code list '%s' under `areas:`; expected one that `data:` names",
            choice->list);
        return MYN_ERR_DATA;
    }
    myn_account account;
    return myn_areas_read(list, myn_loaded_folder(loaded, options, dataset), diag, out, &account);
}

myn_status myn_load_choice(const myn_run_options *options, const myn_area_choice *choice, myn_diag *diag,
                           const myn_loaded *loaded, myn_areas **listed, myn_areas **out)
{
    myn_status status = read_list(options, choice, diag, loaded, listed);
    if (!status) status = myn_areas_select(*listed, choice->level, choice->day, out);
    if (status || (*out)->count) return status;
    myn_diag_add(diag, MYN_ERROR, choice->at,
                 "no area left: the code list '%s' has none%s%s valid on the day asked for", choice->list,
                 choice->level ? " of level " : "", choice->level ? choice->level : "");
    return MYN_ERR_DATA;
}

/* Larger areas are all that the choice names but the index's own. */
static myn_status without_own(const myn_areas *own, myn_areas **larger)
{
    myn_area *keep = malloc(((*larger)->count + 1) * sizeof *keep);
    if (!keep) return MYN_ERR_MEMORY;
    size_t kept = 0;
    for (size_t i = 0; i < (*larger)->count; i++) {
        const myn_area *area = &(*larger)->at[i];
        if (myn_areas_find(own, area->code, strlen(area->code)) == MYN_NONE) keep[kept++] = *area;
    }
    myn_areas *made = NULL;
    myn_status status = myn_areas_make((*larger)->name, keep, kept, &made);
    free(keep);
    if (status) return status;
    myn_areas_free(*larger);
    *larger = made;
    return MYN_OK;
}

/* None left is no error here: larger areas are in no score. */
static myn_status load_larger(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded)
{
    const myn_area_choice *choice = &loaded->index->larger_areas;
    if (!choice->list) return MYN_OK;
    myn_status status = read_list(options, choice, diag, loaded, &loaded->listed_larger);
    if (!status)
        status = myn_areas_select(loaded->listed_larger, choice->level, choice->day, &loaded->larger);
    if (!status) status = without_own(loaded->areas, &loaded->larger);
    return status;
}

myn_status myn_load_areas(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded)
{
    const myn_area_choice *of_data = loaded->index->built_from.areas.list ? &loaded->index->built_from.areas
                                                                          : &loaded->index->areas;
    myn_status status = myn_load_choice(options, of_data, diag, loaded, &loaded->listed, &loaded->areas);
    return status ? status : load_larger(options, diag, loaded);
}
