/* What became of a code that is not wanted, and who lies within whom. */
#include <mynegai/areas.h>
#include <mynegai/period.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <string.h>

/* What is said of a code, in both languages. */
typedef struct {
    const myn_areas *all;
    myn_lang lang;
    myn_buffer *out;
} Said;

static const char *either(const Said *said, const char *en, const char *cy)
{
    return said->lang == MYN_LANG_CY ? cy : en;
}

/* "W06000024 Merthyr Tydfil and W06000016 ..." */
static void say_successors(const Said *said, const char *codes)
{
    const myn_areas *all = said->all;
    size_t before = said->out->length;
    for (const char *at = codes; *at;) {
        size_t length = strcspn(at, " ");
        if (length && said->out->length > before) myn_buffer_put(said->out, either(said, " and ", " a "));
        myn_buffer_add(said->out, at, length);
        size_t number = length ? myn_areas_find(all, at, length) : MYN_NONE;
        const char *name = number == MYN_NONE ? NULL : myn_area_name(&all->at[number], said->lang);
        if (name && strcmp(name, all->at[number].code) != 0) myn_buffer_format(said->out, " %s", name);
        at += length;
        at += strspn(at, " ");
    }
}

/* A code that ended is told with its successor: what to do about it is then plain. */
static void say_ended(const Said *said, const myn_area *area)
{
    char day[MYN_PERIOD_TEXT];
    myn_period_text((myn_period){area->valid_to, area->valid_to + 1}, day);
    myn_buffer_format(said->out, "%s %s %s", area->code, either(said, "ended on", "- daeth i ben ar"), day);
    if (!area->successor) return;
    bool several = strchr(area->successor, ' ') != NULL;
    myn_buffer_put(said->out, several ? either(said, "; its successors are ", "; ei olynwyr yw ")
                                      : either(said, "; its successor is ", "; ei olynydd yw "));
    say_successors(said, area->successor);
}

static void say_current(const Said *said, const myn_area *area)
{
    const char *name = myn_area_name(area, said->lang);
    bool named = strcmp(name, area->code) != 0;
    myn_buffer_format(said->out, "%s %s %s", area->code, either(said, "is", "yw"),
                      named ? name : either(said, "known", "cod hysbys"));
    if (area->level)
        myn_buffer_format(said->out, "%s'%s'", either(said, ", of the level ", ", ar y lefel "), area->level);
}

static void say_unknown(const Said *said, const char *code, size_t length)
{
    myn_buffer *out = said->out;
    myn_buffer_add(out, code, length);
    size_t nearest = MYN_NONE;
    if (!out->failed) nearest = myn_names_nearest(said->all->codes, out->at);
    myn_buffer_put(out, either(said, " is not known", " - cod anhysbys"));
    if (nearest == MYN_NONE) return;
    const myn_area *area = &said->all->at[nearest];
    const char *name = myn_area_name(area, said->lang);
    bool named = strcmp(name, area->code) != 0;
    myn_buffer_format(out, "%s%s%s%s", either(said, "; the nearest code is ", "; y cod agosaf yw "),
                      area->code, named ? " " : "", named ? name : "");
}

void myn_areas_fate(const myn_areas *all, const char *code, size_t length, myn_lang lang, char *out,
                    size_t size)
{
    myn_buffer text = {0};
    const Said said = {all, lang, &text};
    size_t number = myn_areas_find(all, code, length);
    if (number == MYN_NONE)
        say_unknown(&said, code, length);
    else if (all->at[number].valid_to < INT32_MAX)
        say_ended(&said, &all->at[number]);
    else
        say_current(&said, &all->at[number]);
    if (size) snprintf(out, size, "%s", text.failed ? "" : text.at);
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
