/* Tables of reference values for tests: comma-separated, quotes, NA for missing. Only as much as these files
 * need. */
#ifndef MYN_TEST_GOLDEN_H
#define MYN_TEST_GOLDEN_H
#include "suite.h"
#include <math.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    myn_buffer file;
    char **cell; /* (rows + 1) x cols, the header first */
    size_t rows, cols;
} Golden;

/* Cut one cell out of *AT, in place; whether a line ends after it. */
static inline bool golden_cut(char **at, char **cell)
{
    char *from = *at, *to = *at;
    bool quoted = *from == '"';
    *cell = to;
    if (quoted) from++;
    for (; *from && (quoted || (*from != ',' && *from != '\n')); from++) {
        if (quoted && *from == '"' && from[1] != '"') {
            quoted = false;
            continue;
        }
        if (quoted && *from == '"') from++;
        if (*from != '\r') *to++ = *from;
    }
    bool last = *from != ',';
    *at = *from ? from + 1 : from;
    *to = 0;
    return last;
}

static inline Golden golden_open(const char *folder, const char *name)
{
    Golden g = {0};
    char *path = myn_path_join(folder, name);
    ck_assert_msg(myn_file_read(path, (size_t)1 << 28, &g.file) == MYN_OK, "%s", path);
    free(path);
    size_t room = 1, count = 0;
    for (size_t i = 0; i < g.file.length; i++) room += g.file.at[i] == ',' || g.file.at[i] == '\n';
    g.cell = calloc(room + 1, sizeof *g.cell);
    for (char *at = g.file.at; *at;) {
        bool last = golden_cut(&at, &g.cell[count++]);
        if (last && !g.cols) g.cols = count;
    }
    ck_assert_msg(g.cols && count >= g.cols && count % g.cols == 0, "%s: %zu cells, %zu columns", name, count,
                  g.cols);
    g.rows = count / g.cols - 1;
    return g;
}

static inline void golden_free(Golden *g)
{
    free(g->cell);
    myn_buffer_free(&g->file);
}

static inline const char *golden_text(const Golden *g, size_t row, size_t col)
{
    return g->cell[(row + 1) * g->cols + col];
}

static inline double golden_number(const Golden *g, size_t row, size_t col)
{
    const char *text = golden_text(g, row, col);
    double value = NAN;
    if (strcmp(text, "TRUE") == 0) return 1;
    if (strcmp(text, "FALSE") == 0) return 0;
    if (*text && strcmp(text, "NA") != 0)
        ck_assert_msg(myn_number_read(text, strlen(text), &value), "%s", text);
    return value;
}

static inline size_t golden_col(const Golden *g, const char *name)
{
    for (size_t c = 0; c < g->cols; c++)
        if (strcmp(g->cell[c], name) == 0) return c;
    ck_abort_msg("no column %s", name);
    return 0;
}

/* The row whose first cell is NAME. */
static inline size_t golden_row(const Golden *g, const char *name)
{
    for (size_t r = 0; r < g->rows; r++)
        if (strcmp(golden_text(g, r, 0), name) == 0) return r;
    ck_abort_msg("no row %s", name);
    return 0;
}

/* A column's values; free with free(). */
static inline double *golden_column(const Golden *g, const char *name)
{
    double *x = malloc((g->rows + 1) * sizeof *x);
    for (size_t r = 0; r < g->rows; r++) x[r] = golden_number(g, r, golden_col(g, name));
    return x;
}

/* The folder NAME inside ROOT, for the life of the program. */
static inline const char *golden_folder(const char *root, const char *name)
{
    static char path[8][512];
    static int turn;
    char *at = path[turn++ % 8];
    snprintf(at, sizeof *path, "%s/%s", root, name);
    return at;
}

#endif
