/* Lists of areas in memory: made, copied, selected from, searched. */
#include "geography/areas.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

myn_status builder_begin(AreasBuilder *builder, const char *name)
{
    builder->areas = calloc(1, sizeof *builder->areas);
    if (!builder->areas) return MYN_ERR_MEMORY;
    myn_status status = myn_arena_new(&builder->arena);
    builder->areas->memory = builder->arena;
    if (status == MYN_OK) status = myn_names_new(&builder->areas->codes);
    if (status == MYN_OK && name) {
        builder->areas->name = myn_arena_text(builder->arena, name, strlen(name));
        if (!builder->areas->name) status = MYN_ERR_MEMORY;
    }
    return status;
}

static bool copy_text(AreasBuilder *builder, const char **text)
{
    if (!*text) return true;
    *text = myn_arena_text(builder->arena, *text, strlen(*text));
    return *text != NULL;
}

static bool make_room(AreasBuilder *builder)
{
    if (builder->areas->count < builder->room) return true;
    size_t room = builder->room ? 2 * builder->room : 64;
    myn_area *more = realloc(builder->area, room * sizeof *more);
    if (!more) return false;
    builder->area = more;
    builder->areas->at = more;
    builder->room = room;
    return true;
}

myn_status builder_add(AreasBuilder *builder, const myn_area *area, bool *twice)
{
    size_t number, count = builder->areas->count;
    myn_status status = myn_names_add(builder->areas->codes, area->code, strlen(area->code), &number);
    *twice = status == MYN_OK && number != count;
    if (status != MYN_OK || *twice) return status;
    if (!make_room(builder)) return MYN_ERR_MEMORY;
    myn_area copy = *area;
    copy.code = myn_names_at(builder->areas->codes, number);
    bool copied = copy_text(builder, &copy.name_en) && copy_text(builder, &copy.name_cy) &&
                  copy_text(builder, &copy.parent) && copy_text(builder, &copy.level) &&
                  copy_text(builder, &copy.successor);
    if (!copied) return MYN_ERR_MEMORY;
    builder->area[builder->areas->count++] = copy;
    return MYN_OK;
}

const myn_area *builder_find(const AreasBuilder *builder, const char *code)
{
    return &builder->area[myn_names_find(builder->areas->codes, code, strlen(code))];
}

myn_areas *builder_done(AreasBuilder *builder)
{
    myn_areas *areas = builder->areas;
    *builder = (AreasBuilder){0};
    return areas;
}

void builder_free(AreasBuilder *builder)
{
    myn_areas_free(builder_done(builder));
}

void myn_areas_free(myn_areas *areas)
{
    if (!areas) return;
    myn_names_free(areas->codes);
    myn_arena_free(areas->memory);
    free((void *)(uintptr_t)areas->at); /* const to those who read it */
    free(areas);
}

myn_status myn_areas_make(const char *name, const myn_area *at, size_t count, myn_areas **out)
{
    *out = NULL;
    AreasBuilder builder = {0};
    myn_status status = builder_begin(&builder, name);
    for (size_t i = 0; status == MYN_OK && i < count; i++) {
        bool twice;
        status = builder_add(&builder, &at[i], &twice);
        if (status == MYN_OK && twice) status = MYN_ERR_ARGUMENT;
    }
    if (status == MYN_OK)
        *out = builder_done(&builder);
    else
        builder_free(&builder);
    return status;
}

static bool is_valid(const myn_area *area, int32_t day)
{
    if (day == INT32_MAX) return area->valid_to == INT32_MAX;
    return area->valid_from <= day && day < area->valid_to;
}

myn_status myn_areas_select(const myn_areas *all, const char *level, int32_t day, myn_areas **out)
{
    *out = NULL;
    AreasBuilder builder = {0};
    myn_status status = builder_begin(&builder, all->name);
    for (size_t i = 0; status == MYN_OK && i < all->count; i++) {
        const myn_area *area = &all->at[i];
        bool twice;
        if (level && (!area->level || strcmp(area->level, level) != 0)) continue;
        if (is_valid(area, day)) status = builder_add(&builder, area, &twice);
    }
    if (status == MYN_OK)
        *out = builder_done(&builder);
    else
        builder_free(&builder);
    return status;
}

size_t myn_areas_find(const myn_areas *areas, const char *code, size_t length)
{
    return myn_names_find(areas->codes, code, length);
}

const char *myn_area_name(const myn_area *area, myn_lang lang)
{
    return myn_label_text((myn_label){area->name_en, area->name_cy}, lang, area->code);
}

size_t myn_areas_unnamed(const myn_areas *areas, myn_lang lang)
{
    size_t count = 0;
    for (size_t i = 0; i < areas->count; i++)
        count += (lang == MYN_LANG_CY ? areas->at[i].name_cy : areas->at[i].name_en) == NULL;
    return count;
}
