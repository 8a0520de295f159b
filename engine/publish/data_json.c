/* Pieces of JSON-LD. */
#include "publish/data_json.h"
#include <stdio.h>
#include <string.h>

static void put_item(myn_buffer *out, const char *text, const char *lang)
{
    myn_buffer_put(out, "{\"@value\": ");
    myn_buffer_json(out, text);
    myn_buffer_format(out, ", \"@language\": \"%s\"}", lang);
}

void json_label_items(myn_buffer *out, myn_label label)
{
    if (label.en) put_item(out, label.en, "en");
    if (label.en && label.cy) myn_buffer_put(out, ", ");
    if (label.cy) put_item(out, label.cy, "cy");
}

const char *licence_address(const char *name, size_t length)
{
    static const char *const known[][2] = {
        {"OGL-UK-3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"},
        {"CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"},
        {"CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"},
        {"CC-BY-3.0-IGO", "https://creativecommons.org/licenses/by/3.0/igo/"},
        {"ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"},
        {"GPL-3.0-or-later", "https://www.gnu.org/licenses/gpl-3.0.html"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i][0]) == length && memcmp(known[i][0], name, length) == 0) return known[i][1];
    return NULL;
}

static void put_licence(myn_buffer *out, const char *name, size_t length)
{
    const char *address = licence_address(name, length);
    myn_buffer text = {0};
    myn_buffer_add(&text, name, length);
    myn_buffer_put(out, address ? "{\"@id\": " : "{\"@value\": ");
    myn_buffer_json(out, address ? address : text.at ? text.at : "");
    myn_buffer_put(out, "}");
    out->failed |= text.failed;
    myn_buffer_free(&text);
}

void json_licences(myn_buffer *out, const char *licences)
{
    myn_buffer_put(out, "[");
    for (const char *at = licences, *end; *at; at = end + strspn(end, "; ")) {
        end = strstr(at, "; ");
        if (!end) end = at + strlen(at);
        if (at > licences) myn_buffer_put(out, ", ");
        put_licence(out, at, (size_t)(end - at));
    }
    myn_buffer_put(out, "]");
}

void day_text(int32_t day, char out[DAY_TEXT])
{
    int year, month, of_month;
    myn_day_split(day, &year, &month, &of_month);
    snprintf(out, DAY_TEXT, "%04d-%02d-%02d", year, month, of_month);
}

void json_edition_period(myn_buffer *out, const Source *source)
{
    myn_period period = source->labels->edition[source->release->edition].period;
    char start[DAY_TEXT], end[DAY_TEXT];
    day_text(period.start, start);
    day_text(period.end - 1, end);
    myn_buffer_format(out, "{\"@value\": \"%s/%s\"}", start, end);
}

myn_label index_title(const Source *source)
{
    myn_label title = source->labels->title;
    return title.en || title.cy ? title : (myn_label){source->labels->index, NULL};
}
