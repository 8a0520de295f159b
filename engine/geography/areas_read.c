/* A code list from its file. */
#include "geography/areas.h"
#include <mynegai/period.h>
#include <string.h>

enum { CODE, NAME_EN, NAME_CY, PARENT, LEVEL, VALID_FROM, VALID_TO, SUCCESSOR, COLUMNS };

typedef struct {
    AreasBuilder builder;
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
    myn_status status = good ? builder_add(&reading->builder, &area, &twice) : MYN_OK;
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
    Reading reading = {.diag = diag};
    myn_status status = builder_begin(&reading.builder, list->name);
    if (status == MYN_OK)
        status = myn_source_records(&list->from, folder, column, COLUMNS, take_area, &reading, diag, account);
    account->used -= reading.wrong;
    account->wrong += reading.wrong;
    if (status == MYN_OK && reading.wrong) status = MYN_ERR_DATA;
    if (status == MYN_OK) *out = builder_done(&reading.builder);
    builder_free(&reading.builder);
    return status;
}
