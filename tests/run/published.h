/* A published table for comparison: a key column and numbers. Read with libc only, so that what is tested
 * does not read its own proof. */
#ifndef MYN_TEST_PUBLISHED_H
#define MYN_TEST_PUBLISHED_H
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef PUBLISHED_COLUMNS
#define PUBLISHED_COLUMNS 128 /* at most; more are not read */
#endif

typedef struct {
    char *text; /* the file, cut up */
    char *column[PUBLISHED_COLUMNS];
    size_t columns, rows;
    char *(*cell)[PUBLISHED_COLUMNS]; /* rows x columns */
} published;

static char *slurp(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(1, (size_t)size + 1);
    if (fread(text, 1, (size_t)size, file) != (size_t)size) abort();
    fclose(file);
    return text;
}

/* Fields in quotes may hold commas; doubled quotes are not looked for. */
static size_t split(char *line, char **out)
{
    size_t n = 0;
    for (char *field = line; field && n < PUBLISHED_COLUMNS; n++) {
        bool quoted = *field == '"';
        out[n] = field += quoted;
        if (quoted && (field = strchr(field, '"'))) *field++ = 0;
        field = field ? strchr(field, ',') : NULL;
        if (field) *field++ = 0;
    }
    return n;
}

static published read_published(const char *path)
{
    published p = {.text = slurp(path)};
    if (!p.text) abort();
    size_t lines = 0;
    for (char *c = p.text; *c; c++) lines += *c == '\n';
    p.cell = calloc(lines + 1, sizeof *p.cell);
    char *rest = p.text;
    if ((unsigned char)*rest == 0xef) rest += 3;
    for (char *line; (line = strsep(&rest, "\n"));) {
        line[strcspn(line, "\r")] = 0;
        if (!*line) continue;
        if (!p.columns)
            p.columns = split(line, p.column);
        else
            split(line, p.cell[p.rows++]);
    }
    return p;
}

static size_t published_column(const published *p, const char *name)
{
    for (size_t c = 0; c < p->columns; c++)
        if (strcmp(p->column[c], name) == 0) return c;
    fprintf(stderr, "no column %s\n", name);
    abort();
}

static const char *published_text(const published *p, size_t key, const char *code, size_t column)
{
    for (size_t r = 0; r < p->rows; r++)
        if (p->cell[r][key] && strcmp(p->cell[r][key], code) == 0) return p->cell[r][column];
    return NULL;
}

static double published_number(const published *p, size_t key, const char *code, size_t column)
{
    const char *text = published_text(p, key, code, column);
    return text && *text ? strtod(text, NULL) : NAN;
}

static void free_published(published *p)
{
    free(p->text);
    free(p->cell);
}

#endif
