/* What areas were made of, for the store: every small area, what it lies in and with which share. */
#include "run/places_made.h"
#include <string.h>

enum { ARRAYS = 5 };

typedef struct {
    const char **code, **into;
    double *people, *share;
    int32_t *area, *place;
} Columns;

static myn_status make_columns(size_t small, size_t links, myn_arena *memory, Columns *out)
{
    *out = (Columns){myn_arena_zero(memory, small, sizeof *out->code),
                     myn_arena_zero(memory, links, sizeof *out->into),
                     myn_arena_zero(memory, small, sizeof *out->people),
                     myn_arena_zero(memory, links, sizeof *out->share),
                     myn_arena_zero(memory, links, sizeof *out->area),
                     myn_arena_zero(memory, links, sizeof *out->place)};
    bool room = out->code && out->into && out->people && out->share && out->area && out->place;
    return room ? MYN_OK : MYN_ERR_MEMORY;
}

static void fill(const myn_built_places *built, const Columns *c)
{
    const myn_lookup *lookup = built->lookup;
    for (size_t a = 0; a < built->small->count; a++) {
        c->code[a] = built->small->at[a].code;
        c->people[a] = built->population[a];
        for (size_t i = lookup->first[a]; i < lookup->first[a + 1]; i++) {
            uint32_t into = lookup->link[i].into;
            bool nowhere = into == MYN_NOWHERE || built->place[into] == MYN_NOWHERE;
            c->area[i] = (int32_t)a;
            c->share[i] = lookup->link[i].share;
            c->into[i] = into == MYN_NOWHERE ? "" : myn_names_at(lookup->codes, into);
            c->place[i] = nowhere ? -1 : (int32_t)built->place[into];
        }
    }
}

static void describe(const Columns *c, myn_annex_array array[ARRAYS])
{
    array[0] = (myn_annex_array){.name = "population",
                                 .dim = {"small_area"},
                                 .rank = 1,
                                 .as = MYN_AS_REAL,
                                 .at = c->people,
                                 .long_name = "people, the latest figure; what means are weighted by"};
    array[1] = (myn_annex_array){.name = "link_small_area",
                                 .dim = {"link"},
                                 .rank = 1,
                                 .as = MYN_AS_WHOLE,
                                 .at = c->area,
                                 .long_name = "number of the small area, from 0"};
    array[2] = (myn_annex_array){.name = "link_into",
                                 .dim = {"link"},
                                 .rank = 1,
                                 .as = MYN_AS_TEXT,
                                 .at = c->into,
                                 .long_name = "code of what the part lies in; empty: in none"};
    array[3] = (myn_annex_array){.name = "link_area",
                                 .dim = {"link"},
                                 .rank = 1,
                                 .as = MYN_AS_WHOLE,
                                 .at = c->place,
                                 .long_name = "number of the area of the index, from 0; none where left out",
                                 .missing = -1,
                                 .may_lack = true};
    array[4] = (myn_annex_array){.name = "link_share",
                                 .dim = {"link"},
                                 .rank = 1,
                                 .as = MYN_AS_REAL,
                                 .at = c->share,
                                 .long_name = "share of the small area",
                                 .units = "1"};
}

myn_status myn_places_annex(const myn_loaded *loaded, myn_arena *memory, myn_annex *out)
{
    const myn_built_places *built = &loaded->built;
    size_t small = built->small->count, links = built->lookup->first[small];
    Columns c;
    myn_annex_dimension *dimension = myn_arena_zero(memory, 2, sizeof *dimension);
    myn_annex_array *array = myn_arena_zero(memory, ARRAYS, sizeof *array);
    myn_status status = dimension && array ? make_columns(small, links, memory, &c) : MYN_ERR_MEMORY;
    if (status) return status;
    fill(built, &c);
    dimension[0] = (myn_annex_dimension){"small_area", small, c.code, NULL,
                                         "code of the area that the data speak of"};
    dimension[1] = (myn_annex_dimension){"link", links, NULL, NULL, "part of a small area"};
    describe(&c, array);
    *out = (myn_annex){.group = "built_from",
                       .long_name = "what the areas are made of",
                       .dimension = dimension,
                       .dimensions = 2,
                       .array = array,
                       .arrays = ARRAYS};
    return MYN_OK;
}
