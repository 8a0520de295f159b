/* A code list from its file. */
#include "geography/areas.h"
#include <mynegai/period.h>
#include <string.h>

enum { CODE, NAME_EN, NAME_CY, PARENT, LEVEL, VALID_FROM, VALID_TO, SUCCESSOR, COLUMNS };

typedef struct {
    AreasBuilder builder;
    const myn_area_list *list;
    myn_names *english; /* names whose Welsh ones stand elsewhere */
    const char **welsh; /* by number in ENGLISH */
    size_t room;
    myn_arena *memory; /* Welsh names, names without their ending */
    myn_diag *diag;
    size_t wrong; /* rows */
} Reading;

static const char *or_null(const char *text)
{
    return text && *text ? text : NULL;
}

/* A date as a day, OUT unchanged where blank; false where it is none. */
static bool read_day(const char *text, int32_t *out)
{
    myn_period day;
    if (!text || !*text) return true;
    if (myn_period_read(text, strlen(text), MYN_PERIOD_ISO, &day) != MYN_OK || day.end != day.start + 1)
        return false;
    *out = day.start;
    return true;
}

/* Both dates are looked at before either is refused. */
static bool read_days(Reading *reading, const char *const *field, myn_place at, myn_area *area)
{
    area->valid_from = INT32_MIN;
    area->valid_to = INT32_MAX;
    bool good = true;
    const char *text[] = {field[VALID_FROM], field[VALID_TO]};
    int32_t *day[] = {&area->valid_from, &area->valid_to};
    for (size_t i = 0; i < 2; i++) {
        if (read_day(text[i], day[i])) continue;
        myn_diag_add(reading->diag, MYN_ERROR, at, "'%s' is not a date; expected one like 2009-04-01",
                     text[i]);
        good = false;
    }
    if (good && area->valid_to <= area->valid_from) {
        myn_diag_add(reading->diag, MYN_ERROR, at, "area %s ends on %s, not after its start on %s",
                     field[CODE], text[1], text[0]);
        good = false;
    }
    return good;
}

/* ---- Welsh names by the English ones ---- */

/* The first that a name has counts: a name that two places share says nothing of which is meant. */
static myn_status take_name(void *of_reading, const char *const *field, myn_place at)
{
    Reading *reading = of_reading;
    size_t known = myn_names_count(reading->english), number;
    (void)at;
    if (!*field[0] || !*field[1]) return MYN_OK;
    myn_status status = myn_names_add(reading->english, field[0], strlen(field[0]), &number);
    if (status != MYN_OK || number < known) return status;
    if (number == reading->room) {
        size_t room = 2 * reading->room + 64;
        const char **grown = myn_arena_get(reading->memory, room * sizeof *grown);
        if (!grown) return MYN_ERR_MEMORY;
        if (number) memcpy(grown, reading->welsh, number * sizeof *grown);
        reading->welsh = grown;
        reading->room = room;
    }
    reading->welsh[number] = myn_arena_text(reading->memory, field[1], strlen(field[1]));
    return reading->welsh[number] ? MYN_OK : MYN_ERR_MEMORY;
}

static myn_status read_names(Reading *reading, const char *folder)
{
    const myn_name_list *names = &reading->list->names;
    const char *const column[] = {names->match, names->name_cy};
    myn_account account;
    myn_status status = myn_arena_new(&reading->memory);
    if (status == MYN_OK) status = myn_names_new(&reading->english);
    if (status != MYN_OK || !names->from.file) return status;
    return myn_source_records(&names->from, folder, column, 2, take_name, reading, reading->diag, &account);
}

static const char *find_welsh(const Reading *reading, const char *name)
{
    size_t number = name ? myn_names_find(reading->english, name, strlen(name)) : MYN_NONE;
    return number == MYN_NONE ? NULL : reading->welsh[number];
}

/* NAME without the ending that the list takes off; NULL into *OUT where it is NULL. */
static myn_status strip(const Reading *reading, const char *name, const char **out)
{
    size_t length = name ? strlen(name) : 0, end = reading->list->strip ? strlen(reading->list->strip) : 0;
    *out = name;
    if (!end || length <= end || strcmp(name + length - end, reading->list->strip) != 0) return MYN_OK;
    *out = myn_arena_text(reading->memory, name, length - end);
    return *out ? MYN_OK : MYN_ERR_MEMORY;
}

/* ---- rows ---- */

/* A row that says again what an earlier one said. */
static bool same_again(const Reading *reading, const myn_area *area)
{
    if (!reading->list->repeats) return false;
    const myn_area *first = builder_find(&reading->builder, area->code);
    const char *a = first->name_en ? first->name_en : "", *b = area->name_en ? area->name_en : "";
    return strcmp(a, b) == 0;
}

/* A wrong row is left out and counted; the rows after it are still looked at. */
static myn_status take_area(void *of_reading, const char *const *field, myn_place at)
{
    Reading *reading = of_reading;
    myn_area area = {.code = field[CODE],
                     .name_en = or_null(field[NAME_EN]),
                     .name_cy = or_null(field[NAME_CY]),
                     .parent = or_null(field[PARENT]),
                     .level = or_null(field[LEVEL]),
                     .successor = or_null(field[SUCCESSOR])};
    bool good = *area.code != '\0', twice = false;
    if (!good) myn_diag_add(reading->diag, MYN_ERROR, at, "the area code is blank");
    if (!read_days(reading, field, at, &area)) good = false;
    myn_status status = strip(reading, area.name_en, &area.name_en);
    if (status == MYN_OK) status = strip(reading, area.name_cy, &area.name_cy);
    if (!area.name_cy) area.name_cy = find_welsh(reading, area.name_en);
    if (status == MYN_OK && good) status = builder_add(&reading->builder, &area, &twice);
    if (twice && same_again(reading, &area)) twice = false;
    if (twice) myn_diag_add(reading->diag, MYN_ERROR, at, "area %s stands in the list already", area.code);
    reading->wrong += !good || twice;
    return status;
}

myn_status myn_areas_read(const myn_area_list *list, const char *folder, myn_diag *diag, myn_areas **out,
                          myn_account *account)
{
    *out = NULL;
    *account = (myn_account){0};
    const char *const column[COLUMNS] = {
        [CODE] = list->code,         [NAME_EN] = list->name_en,     [NAME_CY] = list->name_cy,
        [PARENT] = list->parent,     [LEVEL] = list->level,         [VALID_FROM] = list->valid_from,
        [VALID_TO] = list->valid_to, [SUCCESSOR] = list->successor,
    };
    Reading reading = {.list = list, .diag = diag};
    myn_status status = builder_begin(&reading.builder, list->name);
    if (status == MYN_OK) status = read_names(&reading, folder);
    if (status == MYN_OK)
        status = myn_source_records(&list->from, folder, column, COLUMNS, take_area, &reading, diag, account);
    account->used -= reading.wrong;
    account->wrong += reading.wrong;
    if (status == MYN_OK && reading.wrong) status = MYN_ERR_DATA;
    if (status == MYN_OK) *out = builder_done(&reading.builder);
    builder_free(&reading.builder);
    myn_names_free(reading.english);
    myn_arena_free(reading.memory);
    return status;
}
