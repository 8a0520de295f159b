/* What became of a code that is not wanted, and who lies within whom. */
#include <mynegai/areas.h>
#include <mynegai/period.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <string.h>

/* "W06000024 Merthyr Tydfil and W06000016 ..." */
static void say_successors(const myn_areas *all, const char *codes, myn_buffer *out)
{
    size_t before = out->length;
    for (const char *at = codes; *at;) {
        size_t length = strcspn(at, " ");
        if (length && out->length > before) myn_buffer_put(out, " and ");
        myn_buffer_add(out, at, length);
        size_t number = length ? myn_areas_find(all, at, length) : MYN_NONE;
        const char *name = number == MYN_NONE ? NULL : myn_area_name(&all->at[number], MYN_LANG_EN);
        if (name && strcmp(name, all->at[number].code) != 0) myn_buffer_format(out, " %s", name);
        at += length;
        at += strspn(at, " ");
    }
}

/* A code that ended is told with its successor: what to do about it is then plain. */
static void say_known(const myn_areas *all, const myn_area *area, myn_buffer *out)
{
    if (area->valid_to < INT32_MAX) {
        char day[MYN_PERIOD_TEXT];
        myn_period_text((myn_period){area->valid_to, area->valid_to + 1}, day);
        myn_buffer_format(out, "%s ended on %s", area->code, day);
        if (!area->successor) return;
        bool several = strchr(area->successor, ' ') != NULL;
        myn_buffer_format(out, "; its %s ", several ? "successors are" : "successor is");
        say_successors(all, area->successor, out);
    } else {
        const char *name = myn_area_name(area, MYN_LANG_EN);
        myn_buffer_format(out, "%s is %s", area->code, strcmp(name, area->code) == 0 ? "known" : name);
        if (area->level) myn_buffer_format(out, ", of the level '%s'", area->level);
    }
}

static void say_unknown(const myn_areas *all, const char *code, size_t length, myn_buffer *out)
{
    myn_buffer_add(out, code, length);
    size_t nearest = MYN_NONE;
    if (!out->failed) nearest = myn_names_nearest(all->codes, out->at);
    myn_buffer_put(out, " is not known");
    if (nearest == MYN_NONE) return;
    const myn_area *area = &all->at[nearest];
    const char *name = myn_area_name(area, MYN_LANG_EN);
    bool named = strcmp(name, area->code) != 0;
    myn_buffer_format(out, "; the nearest code is %s%s%s", area->code, named ? " " : "", named ? name : "");
}

void myn_areas_fate(const myn_areas *all, const char *code, size_t length, char *out, size_t size)
{
    myn_buffer text = {0};
    size_t number = myn_areas_find(all, code, length);
    if (number == MYN_NONE)
        say_unknown(all, code, length, &text);
    else
        say_known(all, &all->at[number], &text);
    if (size) snprintf(out, size, "%s", text.failed ? "not known" : text.at);
    myn_buffer_free(&text);
}

/* Whether the chain of parents from CODE reaches WANTED. A chain is no longer than the list: a circle ends
 * too. */
static bool reaches(const myn_areas *all, const char *code, const char *wanted)
{
    for (size_t steps = 0; code && steps <= all->count; steps++) {
        if (strcmp(code, wanted) == 0) return true;
        size_t number = myn_areas_find(all, code, strlen(code));
        code = number == MYN_NONE ? NULL : all->at[number].parent;
    }
    return false;
}

size_t myn_areas_within(const myn_areas *areas, const myn_areas *all, const char *code, uint8_t *mark)
{
    size_t count = 0;
    for (size_t i = 0; i < areas->count; i++) {
        const myn_area *area = &areas->at[i];
        mark[i] = strcmp(area->code, code) == 0 || (area->parent && reaches(all, area->parent, code)) ||
                  reaches(all, area->code, code);
        count += mark[i];
    }
    return count;
}
