/* What the readers of boundaries share. */
#include "geography/reading.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define FARTHEST 1e9 /* degrees or metres */

void reading_wrong(Reading *r, const char *format, ...)
{
    char text[256], where[128];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    if (r->code)
        snprintf(where, sizeof where, "feature %zu (%.60s)", r->feature, r->code);
    else
        snprintf(where, sizeof where, "feature %zu", r->feature);
    myn_diag_add(r->diag, MYN_ERROR, (myn_place){r->name, 0, 0}, "%s: %s", where, text);
}

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcasecmp(text + length - tail, end) == 0;
}

void reading_offer(Reading *r, const char *key)
{
    if (!ends_in(key, "code") && !ends_in(key, "cd")) return;
    snprintf(r->found, sizeof r->found, "%s", key);
    r->offers++;
}

bool reading_has_property(Reading *r)
{
    if (!r->property && r->offers == 1) r->property = r->found;
    if (r->property) return true;
    myn_diag_add(r->diag, MYN_ERROR, (myn_place){r->name, 0, 0},
                 "which property is the area code? Expected one whose name ends in 'code' or 'cd', or to be "
                 "told its name");
    return false;
}

void reading_area(Reading *r, uint32_t *area)
{
    if (!r->code)
        reading_wrong(r, "no area code: property '%.60s' is not there, or neither text nor a whole number",
                      r->property);
    else if (!outline_area(r->outline, r->code, area))
        r->failed = true;
}

bool ogr_reads(const char *path)
{
    return ends_in(path, ".gpkg") || ends_in(path, ".shp");
}

bool reading_place(double x, double y)
{
    return fabs(x) <= FARTHEST && fabs(y) <= FARTHEST;
}
