/* Areas by what a person types: a code, or a name in either language. */
#include <mynegai/run.h>
#include <string.h>
#include <strings.h>

static bool named(const myn_area *area, const char *text)
{
    return strcasecmp(area->code, text) == 0 || (area->name_en && strcasecmp(area->name_en, text) == 0) ||
           (area->name_cy && strcasecmp(area->name_cy, text) == 0);
}

static const char *nearest_of(const myn_areas *areas, const char *text)
{
    myn_names *all = NULL;
    const char *nearest = NULL;
    size_t number;
    myn_status status = myn_names_new(&all);
    for (size_t a = 0; a < areas->count && !status; a++) {
        const char *own[] = {areas->at[a].code, areas->at[a].name_en, areas->at[a].name_cy};
        for (size_t i = 0; i < 3 && !status; i++)
            if (own[i]) status = myn_names_add(all, own[i], strlen(own[i]), &number);
    }
    size_t found = status ? MYN_NONE : myn_names_nearest(all, text);
    for (size_t a = 0; a < areas->count && found != MYN_NONE; a++) {
        const char *own[] = {areas->at[a].code, areas->at[a].name_en, areas->at[a].name_cy};
        for (size_t i = 0; i < 3; i++)
            if (own[i] && strcmp(own[i], myn_names_at(all, found)) == 0) nearest = own[i];
    }
    myn_names_free(all);
    return nearest;
}

size_t myn_find_area(const myn_areas *areas, const char *text, const char **nearest)
{
    *nearest = NULL;
    for (size_t a = 0; a < areas->count; a++)
        if (named(&areas->at[a], text)) return a;
    *nearest = nearest_of(areas, text);
    return MYN_NONE;
}
