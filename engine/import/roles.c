/* What a column is, by its header's words and by what stands in it. */
#include "import/columns.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Headers as they are met, the surest first; written in small letters with _ between words. */
static const char *const words[][40] = {
    [ROLE_AREA] = {"area_code",
                   "areacd",
                   "geography_code",
                   "gss_code",
                   "geo_code",
                   "geocode",
                   "ons_code",
                   "lad_code",
                   "lsoa_code",
                   "msoa_code",
                   "ucode",
                   "iso3",
                   "iso3c",
                   "iso_code",
                   "iso_a3",
                   "country_code",
                   "region_code",
                   "location_code",
                   "ref_area",
                   "fips",
                   "geoid",
                   "unit_code",
                   "code",
                   "area_id",
                   "iso",
                   "iso2",
                   "geo",
                   "area",
                   "geography",
                   "id",
                   NULL},
    [ROLE_NAME] = {"area_name", "areanm", "name_en", "uname", "geography_name", "geo_name", "country_name",
                   "region_name", "lad_name", "name", "country", "council", "local_authority", "region",
                   "area", "geography", NULL},
    [ROLE_NAME_CY] = {"name_cy", "area_name_cy", "areanmw", "enw", NULL},
    [ROLE_PERIOD] = {"period", "year", "time_period", "time", "date", "financial_year", "ref_period",
                     "quarter", "month", NULL},
    [ROLE_INDICATOR] = {"indicator", "indicator_code", "indicator_id", "indicatorid", "indicator_name",
                        "variable", "measure", "series", "metric", "statistic", NULL},
    [ROLE_VALUE] = {"value", "obs_value", "observation", "values", "figure", "amount", "score", "estimate",
                    "val", NULL}};

/* Endings of the names that the Office for National Statistics gives its columns: lad23cd, LSOA11NM. */
static const char *const ending[] = {
    [ROLE_AREA] = "cd", [ROLE_NAME] = "nm", [ROLE_NAME_CY] = "nmw", [ROLE_VALUE] = NULL};

/* What is looked for anywhere in a header where nothing surer is found: "LSOA code (2011)". */
static const char *const part[] = {[ROLE_AREA] = "code", [ROLE_NAME] = "name", [ROLE_VALUE] = NULL};
#define LAST 100

/* Small letters, and one _ for whatever else stands between them. */
static void plain(const char *header, char out[64])
{
    size_t length = 0;
    for (; *header && length < 62; header++) {
        bool letter = isalnum((unsigned char)*header);
        if (!letter && (!length || out[length - 1] == '_')) continue;
        out[length++] = letter ? (char)tolower((unsigned char)*header) : '_';
    }
    while (length && out[length - 1] == '_') length--;
    out[length] = '\0';
}

static bool has_ending(const char *word, const char *end)
{
    size_t length = strlen(word), tail = end ? strlen(end) : 0;
    if (!tail || length < tail + 3 || strcmp(word + length - tail, end) != 0) return false;
    return isdigit((unsigned char)word[length - tail - 1]) != 0;
}

unsigned role_fit(const char *header, Role role)
{
    char word[64];
    plain(header, word);
    if (has_ending(word, ending[role])) return 1;
    for (unsigned i = 0; words[role][i]; i++)
        if (strcmp(word, words[role][i]) == 0) return i + 2;
    return part[role] && strstr(word, part[role]) ? LAST : 0;
}

size_t role_best(const Sheet *sheet, Role role, const bool *may)
{
    size_t best = MYN_NONE;
    unsigned least = 0;
    for (size_t c = 0; c < sheet->columns; c++) {
        unsigned fit = may[c] ? role_fit(sheet->head[c], role) : 0;
        if (!fit || (best != MYN_NONE && fit >= least)) continue;
        best = c;
        least = fit;
    }
    return best;
}

/* 2011-12, which is a month to one reader and a financial year to another: the year after, in two digits. */
static bool is_year_and_next(const char *text)
{
    int first, next, end = 0;
    return sscanf(text, "%4d-%2d%n", &first, &next, &end) == 2 && end == 7 && !text[7] &&
           (first + 1) % 100 == next;
}

bool column_periods(const Sheet *sheet, size_t column, bool *financial)
{
    size_t read = 0, next = 0;
    for (size_t r = 0; r < sheet->rows; r++) {
        const char *text = sheet_cell(sheet, r, column);
        myn_period period;
        if (!*text) continue;
        if (myn_period_read(text, strlen(text), MYN_PERIOD_ISO, &period) != MYN_OK && !is_year_and_next(text))
            return false;
        read++;
        next += is_year_and_next(text);
    }
    *financial = read && next == read;
    return read > 0;
}
