/* Which larger area each area is part of, by the chain of parents. */
#include "run/load.h"
#include <stdlib.h>
#include <string.h>

#define LEVELS_MOST 32 /* parents above each other: more run in a circle */

static const char *parent_in(const myn_areas *list, const char *code)
{
    size_t at = myn_areas_find(list, code, strlen(code));
    return at == MYN_NONE ? NULL : list->at[at].parent;
}

/* Up the chain of parents, in the areas' own list or that of the larger ones, to the first wanted. */
static uint32_t climb(const myn_loaded *loaded, const char *code)
{
    for (int level = 0; code && level < LEVELS_MOST; level++) {
        size_t found = myn_areas_find(loaded->summary, code, strlen(code));
        if (found != MYN_NONE) return (uint32_t)found;
        const char *up = parent_in(loaded->listed, code);
        code = up ? up : parent_in(loaded->listed_summary, code);
    }
    return UINT32_MAX;
}

static void say_outside(const myn_loaded *loaded, myn_diag *diag)
{
    const char *first = NULL, *parent = NULL;
    size_t orphans = 0, outside = 0;
    for (size_t a = 0; a < loaded->areas->count; a++) {
        const myn_area *area = &loaded->areas->at[a];
        if (loaded->summary_of[a] != UINT32_MAX) continue;
        if (!first) first = area->code, parent = area->parent;
        orphans += !area->parent;
        outside += area->parent != NULL;
    }
    if (!first) return;
    myn_diag_add(
        diag, MYN_WARNING, loaded->index->summary_areas.at,
        "%zu area%s of the index %s part of no area of '%s' (%zu without a parent, %zu with one outside "
        "it; the first is %s, %s%s): left out of all measures",
        orphans + outside, orphans + outside == 1 ? "" : "s", orphans + outside == 1 ? "is" : "are",
        loaded->index->summary_areas.list, orphans, outside, first, parent ? "in " : "which has none",
        parent ? parent : "");
}

myn_status myn_load_summary_areas(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded)
{
    const myn_area_choice *choice = &loaded->index->summary_areas;
    if (!loaded->index->measures) return MYN_OK;
    myn_status status = myn_load_choice(options, choice, diag, loaded, &loaded->listed_summary,
                                        &loaded->summary);
    if (status) return status;
    size_t areas = loaded->areas->count;
    loaded->summary_of = malloc((areas + 1) * sizeof *loaded->summary_of);
    if (!loaded->summary_of) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < areas; a++) loaded->summary_of[a] = climb(loaded, loaded->areas->at[a].parent);
    say_outside(loaded, diag);
    return MYN_OK;
}
