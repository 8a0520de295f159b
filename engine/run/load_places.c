/* Areas that are made of others: which lies in which, who lives there, which are large enough. What they make of the
 * figures is in places_convert.c. */
#include "run/places_made.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- lookups ---- */

static const myn_lookup_file *find_lookup(const myn_loaded *loaded, const char *name, size_t *dataset)
{
    for (size_t d = 0; d < loaded->sets.count; d++)
        for (size_t k = 0; k < loaded->sets.dataset[d]->lookups; k++)
            if (strcmp(loaded->sets.dataset[d]->lookup[k].name, name) == 0) {
                *dataset = d;
                return &loaded->sets.dataset[d]->lookup[k];
            }
    return NULL; /* the definition was held against the data sets before */
}

/* Lookup number I, read for the codes that the one before leads to, and joined to it. */
static myn_status join_lookup(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded, size_t i)
{
    myn_built_places *built = &loaded->built;
    size_t dataset = 0;
    const myn_lookup_file *file = find_lookup(loaded, loaded->index->built_from.lookup[i], &dataset);
    const myn_names *codes = i ? built->lookup->codes : built->small->codes;
    myn_lookup *one = NULL, *joined = NULL;
    if (!file) return MYN_ERR_DATA;
    built->file[i] = file->from.file;
    myn_status status = myn_lookup_read(file, myn_loaded_folder(loaded, options, dataset), codes, diag, &one,
                                        &built->account[i]);
    if (status || !i) {
        built->lookup = one;
        return status;
    }
    status = myn_lookup_chain(built->lookup, one, &joined);
    myn_lookup_free(one);
    if (status) return status;
    myn_lookup_free(built->lookup);
    built->lookup = joined;
    return MYN_OK;
}

static myn_status read_lookups(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded)
{
    const myn_built_from *from = &loaded->index->built_from;
    myn_built_places *built = &loaded->built;
    myn_status status = MYN_OK;
    built->lookups = from->lookups;
    built->account = myn_arena_zero(loaded->memory, from->lookups, sizeof *built->account);
    built->file = myn_arena_zero(loaded->memory, from->lookups, sizeof *built->file);
    if (!built->account || !built->file) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < from->lookups && !status; i++) status = join_lookup(options, diag, loaded, i);
    return status;
}

/* Codes that the lookup leads to, as places; one that is not in the list at all is of another list. */
static myn_status find_places(const Placing *p)
{
    const myn_names *codes = p->lookup->codes;
    size_t strange = 0, first = 0;
    for (size_t i = 0; i < myn_names_count(codes); i++) {
        const char *code = myn_names_at(codes, i);
        size_t length = myn_names_length(codes, i), at = myn_areas_find(p->places, code, length);
        p->place[i] = at == MYN_NONE ? MYN_NOWHERE : (uint32_t)at;
        if (at != MYN_NONE || myn_areas_find(p->listed, code, length) != MYN_NONE) continue;
        if (!strange++) first = i;
    }
    if (!strange) return MYN_OK;
    myn_diag_add(p->diag, MYN_ERROR, p->from->at,
                 "the lookup leads to %zu code%s that the code list '%s' does not have, the first is %s; "
                 "expected a list "
                 "of what the lookup leads to",
                 strange, strange == 1 ? "" : "s", p->index->areas.list, myn_names_at(codes, first));
    return MYN_ERR_DATA;
}

/* ---- people ---- */

/* The latest value of the population series for each small area; 1 each where there is no series. */
static void take_population(const Placing *p)
{
    const myn_panel *panel = p->loaded->panel;
    const char *series = p->from->population;
    size_t row = series ? myn_rows_find(&p->loaded->rows, series) : 0;
    for (size_t a = 0; a < p->small->count; a++) p->population[a] = series ? NAN : 1;
    for (size_t t = 0; series && t < panel->periods; t++)
        for (size_t a = 0; a < p->small->count; a++) {
            double value = panel->plane[t].value[row * panel->areas + a];
            if (!isnan(value)) p->population[a] = value;
        }
}

static bool lies_somewhere(const Placing *p, size_t a)
{
    for (size_t i = p->lookup->first[a]; i < p->lookup->first[a + 1]; i++)
        if (place_of(p, i) != MYN_NOWHERE) return true;
    return false;
}

static myn_status check_population(const Placing *p)
{
    size_t lacking = 0, first = 0, negative = 0, low = 0;
    for (size_t a = 0; a < p->small->count; a++) {
        if (!lies_somewhere(p, a)) continue;
        if (isnan(p->population[a]) && !lacking++) first = a;
        if (p->population[a] < 0 && !negative++) low = a;
    }
    if (lacking)
        myn_diag_add(
            p->diag, MYN_ERROR, p->from->population_at,
            "%zu area%s that lie in a place have no value of '%s', the first is %s; expected one for each",
            lacking, lacking == 1 ? "" : "s", p->from->population, p->small->at[first].code);
    if (negative)
        myn_diag_add(p->diag, MYN_ERROR, p->from->population_at,
                     "%zu area%s have a negative value of '%s', the first is %s; expected a number of people",
                     negative, negative == 1 ? "" : "s", p->from->population, p->small->at[low].code);
    return lacking || negative ? MYN_ERR_DATA : MYN_OK;
}

/* A place that no area lies in is left out; one in which areas lie but nobody lives is a mistake. */
static myn_status check_people(const Placing *p)
{
    size_t empty = 0, first = 0;
    myn_status status = MYN_OK;
    for (size_t k = 0; k < p->places->count; k++) {
        const myn_area *place = &p->places->at[k];
        if (!p->made_of[k] && !empty++) first = k;
        if (!p->made_of[k] || p->people[k] > 0) continue;
        myn_diag_add(p->diag, MYN_ERROR, p->from->at,
                     "%s (%s) has no population; expected people in each place", place->code,
                     myn_area_name(place, MYN_LANG_EN));
        status = MYN_ERR_DATA;
    }
    if (empty)
        myn_diag_add(p->diag, MYN_WARNING, p->from->at,
                     "%zu place%s left out, as no area lies in it; the first is %s (%s)", empty,
                     empty == 1 ? " is" : "s are", p->places->at[first].code,
                     myn_area_name(&p->places->at[first], MYN_LANG_EN));
    return status;
}

/* People of each place, from the small areas in it. */
static void add_people(const Placing *p)
{
    for (size_t a = 0; a < p->small->count; a++)
        for (size_t i = p->lookup->first[a]; i < p->lookup->first[a + 1]; i++) {
            uint32_t to = place_of(p, i);
            if (to == MYN_NOWHERE) continue;
            p->people[to] += p->lookup->link[i].share * p->population[a];
            p->made_of[to]++;
        }
}

/* ---- parents ---- */

/* Whom each small area is part of, by number in PARENTS; MYN_NOWHERE where it has no parent. */
static myn_status number_parents(const Placing *p, myn_names *parents, uint32_t *of)
{
    myn_status status = MYN_OK;
    for (size_t a = 0; a < p->small->count && !status; a++) {
        const char *parent = p->small->at[a].parent;
        size_t number = MYN_NOWHERE;
        if (parent) status = myn_names_add(parents, parent, strlen(parent), &number);
        of[a] = (uint32_t)number;
    }
    return status;
}

/* The parent that has most of a place's people, of what the code list leaves open. */
static myn_status choose_parents(const Placing *p, const myn_names *parents, const uint32_t *of)
{
    size_t count = myn_names_count(parents);
    double *people = calloc(p->places->count * count + 1, sizeof *people);
    if (!people) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < p->small->count; a++)
        for (size_t i = p->lookup->first[a]; of[a] != MYN_NOWHERE && i < p->lookup->first[a + 1]; i++) {
            uint32_t to = place_of(p, i);
            if (to != MYN_NOWHERE) people[to * count + of[a]] += p->lookup->link[i].share * p->population[a];
        }
    for (size_t k = 0; k < p->places->count; k++) {
        p->parent[k] = p->places->at[k].parent;
        double most = 0;
        for (size_t m = 0; !p->places->at[k].parent && m < count; m++) {
            if (people[k * count + m] <= most) continue;
            most = people[k * count + m];
            p->parent[k] = myn_names_at(parents, m);
        }
    }
    free(people);
    return MYN_OK;
}

static myn_status find_parents(const Placing *p)
{
    myn_names *parents = NULL;
    uint32_t *of = calloc(p->small->count + 1, sizeof *of);
    myn_status status = of ? myn_names_new(&parents) : MYN_ERR_MEMORY;
    if (!status) status = number_parents(p, parents, of);
    if (!status) status = choose_parents(p, parents, of);
    for (size_t k = 0; k < p->places->count && !status; k++)
        if (p->parent[k]) {
            p->parent[k] = myn_arena_text(p->loaded->memory, p->parent[k], strlen(p->parent[k]));
            if (!p->parent[k]) status = MYN_ERR_MEMORY;
        }
    myn_names_free(parents);
    free(of);
    return status;
}

/* ---- the floor ---- */

static bool too_small(const Placing *p, size_t k)
{
    return p->made_of[k] && p->people[k] < p->from->floor;
}

static bool same_parent(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* The first of the small places with the same parent stands for all of them. */
static size_t first_of(const Placing *p, size_t k)
{
    for (size_t i = 0; i < k; i++)
        if (too_small(p, i) && same_parent(p->parent[i], p->parent[k])) return i;
    return k;
}

static const char *parent_name(const Placing *p, const char *code, myn_lang lang)
{
    const myn_areas *list[] = {p->listed, p->loaded->listed_larger, p->loaded->larger};
    for (size_t i = 0; code && i < 3; i++) {
        size_t at = list[i] ? myn_areas_find(list[i], code, strlen(code)) : MYN_NONE;
        if (at != MYN_NONE) return myn_area_name(&list[i]->at[at], lang);
    }
    return code ? code : lang == MYN_LANG_CY ? "Eraill" : "Others";
}

static const char *joined(const Placing *p, const char *text, const char *more)
{
    myn_buffer both = {0};
    myn_buffer_put(&both, text);
    myn_buffer_put(&both, more);
    const char *kept = both.failed ? NULL : myn_arena_text(p->loaded->memory, both.at, both.length);
    myn_buffer_free(&both);
    return kept;
}

/* What stands for the small places of one parent. */
static myn_status name_rest(const Placing *p, size_t k, myn_area *out)
{
    const char *parent = p->parent[k];
    *out = (myn_area){.code = joined(p, parent ? parent : "none", "-rest"),
                      .name_en = joined(p, parent_name(p, parent, MYN_LANG_EN), ": smaller places"),
                      .name_cy = joined(p, parent_name(p, parent, MYN_LANG_CY), ": lleoedd llai"),
                      .parent = parent,
                      .level = p->places->at[k].level,
                      .valid_from = INT32_MIN,
                      .valid_to = INT32_MAX};
    return out->code && out->name_en && out->name_cy ? MYN_OK : MYN_ERR_MEMORY;
}

/* Small places to the first of their parent, with all their people. */
static void pool(const Placing *p)
{
    for (size_t k = 0; p->from->merge && k < p->places->count; k++) {
        if (!too_small(p, k)) continue;
        p->pooled[first_of(p, k)] += p->people[k];
    }
}

/* TARGET of each place: its number among those that are left. */
static myn_status keep_large(const Placing *p, myn_areas **out)
{
    size_t count = 0;
    myn_area *kept = calloc(p->places->count + 1, sizeof *kept);
    myn_status status = kept ? MYN_OK : MYN_ERR_MEMORY;
    pool(p);
    for (size_t k = 0; k < p->places->count && !status; k++) {
        p->target[k] = MYN_NOWHERE;
        if (too_small(p, k) && first_of(p, k) != k && p->from->merge)
            p->target[k] = p->target[first_of(p, k)];
        bool rest = p->pooled[k] >= p->from->floor && p->pooled[k] > 0;
        if (!p->made_of[k] || (too_small(p, k) && !rest)) continue;
        p->target[k] = (uint32_t)count;
        kept[count] = p->places->at[k];
        kept[count].parent = p->parent[k];
        if (rest) status = name_rest(p, k, &kept[count]);
        count++;
    }
    if (!status && !count) {
        myn_diag_add(p->diag, MYN_ERROR, p->from->at,
                     "no place is left: none has as many people as the floor");
        status = MYN_ERR_DATA;
    }
    if (!status) status = myn_areas_make(p->places->name, kept, count, out);
    free(kept);
    return status;
}

/* ---- what became of them ---- */

static void say_areas(const Placing *p)
{
    size_t whole = 0, part = 0, none = 0;
    for (size_t a = 0; a < p->small->count; a++) {
        double share = 0;
        for (size_t i = p->lookup->first[a]; i < p->lookup->first[a + 1]; i++)
            if (place_of(p, i) != MYN_NOWHERE) share += p->lookup->link[i].share;
        whole += share > 1 - 1e-9;
        part += share > 1e-9 && share <= 1 - 1e-9;
        none += share <= 1e-9;
    }
    myn_diag_add(p->diag, MYN_NOTE, p->from->at,
                 "of %zu areas %zu lie whole in %zu places, %zu in part%s, %zu in none", p->small->count,
                 whole, p->places->count, part,
                 part && p->from->best_fit
                     ? " (whole in the one that holds most of it, where that is half or more)"
                     : "",
                 none);
    const size_t *split = p->lookup->split;
    if (split[MYN_SHARE_EQUAL] + split[MYN_SHARE_WEIGHT] + split[MYN_SHARE_POPULATION])
        myn_diag_add(p->diag, MYN_NOTE, p->from->at,
                     "areas in more than one, by how their shares are known: %zu equal, %zu by weight, %zu "
                     "by population "
                     "(%zu of them without any, so equal)",
                     split[MYN_SHARE_EQUAL], split[MYN_SHARE_WEIGHT], split[MYN_SHARE_POPULATION],
                     p->lookup->empty);
}

static void say_floor(const Placing *p)
{
    size_t above = 0, merged = 0, dropped = 0;
    double people[3] = {0};
    for (size_t k = 0; k < p->places->count; k++) {
        bool small = too_small(p, k), kept = p->target[k] != MYN_NOWHERE;
        above += p->made_of[k] && !small;
        merged += small && kept;
        dropped += small && !kept;
        people[!small ? 0 : kept ? 1 : 2] += p->people[k];
    }
    if (p->from->floor > 0)
        myn_diag_add(p->diag, MYN_NOTE, p->from->at,
                     "%zu places have %.0f people or more (%.0f in all); below that %zu (%.0f) are merged by "
                     "parent and %zu "
                     "(%.0f) left out",
                     above, p->from->floor, people[0], merged, people[1], dropped, people[2]);
}

/* ---- all of it ---- */

static myn_status make_room(Placing *p)
{
    size_t places = p->places->count, small = p->small->count, codes = myn_names_count(p->lookup->codes);
    myn_arena *memory = p->loaded->memory;
    p->place = myn_arena_zero(memory, codes, sizeof *p->place);
    p->population = myn_arena_zero(memory, small, sizeof *p->population);
    p->people = myn_arena_zero(memory, places, sizeof *p->people);
    p->pooled = myn_arena_zero(memory, places, sizeof *p->pooled);
    p->made_of = myn_arena_zero(memory, places, sizeof *p->made_of);
    p->target = myn_arena_zero(memory, places, sizeof *p->target);
    p->parent = myn_arena_zero(memory, places, sizeof *p->parent);
    bool room = p->parent && p->place && p->population && p->people && p->pooled && p->made_of && p->target;
    return room ? MYN_OK : MYN_ERR_MEMORY;
}

static myn_status place_all(Placing *p, myn_areas **kept)
{
    myn_status status = make_room(p);
    if (!status) status = find_places(p);
    if (!status) take_population(p);
    if (!status) status = check_population(p);
    if (status) return status;
    say_areas(p);
    if (p->from->best_fit) myn_lookup_best_fit(p->loaded->built.lookup);
    add_people(p);
    status = check_people(p);
    if (!status) status = find_parents(p);
    if (!status) status = keep_large(p, kept);
    if (status) return status;
    say_floor(p);
    for (size_t i = 0; i < myn_names_count(p->lookup->codes); i++)
        if (p->place[i] != MYN_NOWHERE) p->place[i] = p->target[p->place[i]];
    return MYN_OK;
}

/* From here on the index knows its own areas only; what they were made of is kept for the store. */
static void change_over(myn_loaded *loaded, const Placing *p, myn_areas *kept, myn_areas *listed,
                        myn_panel *panel)
{
    loaded->built.place = p->place;
    loaded->built.population = p->population;
    loaded->areas = kept;
    loaded->listed = listed;
    myn_panel_free(loaded->panel);
    loaded->panel = panel;
}

myn_status myn_load_places(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded)
{
    const myn_built_from *from = &loaded->index->built_from;
    myn_areas *places = NULL, *listed = NULL, *kept = NULL;
    myn_panel *panel = NULL;
    if (!from->areas.list) return MYN_OK;
    loaded->built.small = loaded->areas;
    loaded->built.listed = loaded->listed;
    loaded->areas = loaded->listed = NULL;
    myn_status status = myn_load_choice(options, &loaded->index->areas, diag, loaded, &listed, &places);
    myn_status lookups = status && status != MYN_ERR_DATA ? status : read_lookups(options, diag, loaded);
    if (!status) status = lookups;
    Placing p = {.loaded = loaded,
                 .index = loaded->index,
                 .from = from,
                 .small = loaded->built.small,
                 .places = places,
                 .listed = listed,
                 .lookup = loaded->built.lookup,
                 .diag = diag};
    if (!status) status = place_all(&p, &kept);
    if (!status) status = myn_places_convert(&p, kept->count, &panel);
    if (!status) change_over(loaded, &p, kept, listed, panel);
    if (status) myn_areas_free(listed);
    if (status) myn_areas_free(kept);
    myn_areas_free(places);
    return status;
}

void myn_built_places_free(myn_built_places *built)
{
    myn_areas_free(built->small);
    myn_areas_free(built->listed);
    myn_lookup_free(built->lookup);
    *built = (myn_built_places){0};
}
