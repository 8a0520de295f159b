/* make_table FORM FILE AREAS INDICATORS YEARS: a made-up table, the same on every machine.
 *
 * FORM is `long` (area,indicator,year,value, an observation a row, one in fifty left out), `wide` (a row an
 * area, a column an indicator) or `areas` (the code list). Values have six or seven digits. The file appears
 * whole or not at all. */
#include <mynegai/output.h>
#include <mynegai/stream.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LAST_YEAR 2019

typedef struct {
    size_t areas, indicators, years;
} Shape;

/* A line under way; lines are short, numbers are written right to left. */
typedef struct {
    char at[64];
    size_t length;
} Line;

static void add_text(Line *line, const char *text)
{
    size_t length = strlen(text);
    memcpy(line->at + line->length, text, length);
    line->length += length;
}

static void add_digits(Line *line, uint64_t number, size_t digits)
{
    for (size_t d = digits; d-- > 0; number /= 10) line->at[line->length + d] = (char)('0' + number % 10);
    line->length += digits;
}

static void add_area(Line *line, size_t area)
{
    add_text(line, "W01");
    add_digits(line, area, 6);
}

/* From 1.00000 to 99.99999. */
static void add_value(Line *line, uint64_t bits)
{
    uint64_t value = 100000 + bits % 9900000;
    add_digits(line, value / 100000, value / 100000 < 10 ? 1 : 2);
    add_text(line, ".");
    add_digits(line, value % 100000, 5);
}

/* One indicator in one year. */
static myn_status long_rows(myn_output *out, size_t areas, size_t indicator, size_t year)
{
    myn_status status = MYN_OK;
    myn_stream stream = myn_stream_at(indicator, year);
    for (size_t a = 1; a <= areas && !status; a++) {
        uint64_t bits = myn_stream_bits(&stream);
        if ((bits >> 40) % 50 == 0) continue;
        Line line = {.length = 0};
        add_area(&line, a);
        add_text(&line, ",i");
        add_digits(&line, indicator, 2);
        add_text(&line, ",");
        add_digits(&line, year, 4);
        add_text(&line, ",");
        add_value(&line, bits & 0xffffffffff);
        add_text(&line, "\n");
        status = myn_output_write(out, line.at, line.length);
    }
    return status;
}

static myn_status long_table(myn_output *out, Shape shape)
{
    static const char header[] = "area,indicator,year,value\n";
    myn_status status = myn_output_write(out, header, sizeof header - 1);
    for (size_t i = 1; i <= shape.indicators; i++)
        for (size_t y = 0; y < shape.years && !status; y++)
            status = long_rows(out, shape.areas, i, LAST_YEAR + 1 - shape.years + y);
    return status;
}

static myn_status wide_header(myn_output *out, size_t indicators)
{
    myn_status status = myn_output_write(out, "area", 4);
    for (size_t i = 1; i <= indicators && !status; i++) {
        Line line = {.length = 0};
        add_text(&line, ",i");
        add_digits(&line, i, 2);
        status = myn_output_write(out, line.at, line.length);
    }
    return status ? status : myn_output_write(out, "\n", 1);
}

static myn_status wide_table(myn_output *out, Shape shape)
{
    myn_status status = wide_header(out, shape.indicators);
    myn_stream stream = myn_stream_at(0, 0);
    for (size_t a = 1; a <= shape.areas; a++) {
        Line code = {.length = 0};
        add_area(&code, a);
        if (!status) status = myn_output_write(out, code.at, code.length);
        for (size_t i = 0; i < shape.indicators && !status; i++) {
            Line line = {.at = ",", .length = 1};
            add_value(&line, myn_stream_bits(&stream));
            status = myn_output_write(out, line.at, line.length);
        }
        if (!status) status = myn_output_write(out, "\n", 1);
    }
    return status;
}

static myn_status area_list(myn_output *out, Shape shape)
{
    static const char header[] = "code,name_en\n";
    myn_status status = myn_output_write(out, header, sizeof header - 1);
    for (size_t a = 1; a <= shape.areas && !status; a++) {
        Line line = {.length = 0};
        add_area(&line, a);
        add_text(&line, ",Area ");
        add_digits(&line, a, 6);
        add_text(&line, "\n");
        status = myn_output_write(out, line.at, line.length);
    }
    return status;
}

static myn_status make(const char *form, const char *file, Shape shape)
{
    myn_output *out = NULL;
    myn_status status = myn_output_open(file, NULL, &out);
    if (!status && strcmp(form, "long") == 0)
        status = long_table(out, shape);
    else if (!status && strcmp(form, "wide") == 0)
        status = wide_table(out, shape);
    else if (!status)
        status = area_list(out, shape);
    if (!status) status = myn_output_commit(out);
    myn_output_free(out);
    return status;
}

int main(int count, char **word)
{
    if (count != 6) {
        fputs("usage: make_table long|wide|areas FILE AREAS INDICATORS YEARS\n", stderr);
        return 2;
    }
    Shape shape = {strtoul(word[3], NULL, 10), strtoul(word[4], NULL, 10), strtoul(word[5], NULL, 10)};
    myn_status status = make(word[1], word[2], shape);
    if (status) fprintf(stderr, "bench: %s: %s\n", word[2], myn_status_text(status));
    return myn_status_exit(status);
}
