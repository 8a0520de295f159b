/* Data sets of the golden folder, and rooms for what is computed of them. */
#ifndef MYN_TEST_SEGMENT_SETS_H
#define MYN_TEST_SEGMENT_SETS_H
#include "linalg/golden_mat.h"
#include <mynegai/team.h>

static inline const char *segment_folder(void)
{
    return golden_folder(test_golden(), "segment");
}

/* Data set NAME: points are rows, every column a number. Free `at`. */
static inline myn_mat golden_points(const char *name)
{
    char file[128];
    snprintf(file, sizeof file, "data/%s.csv", name);
    Golden g = golden_open(segment_folder(), file);
    myn_mat x = mat_new(g.rows, g.cols);
    for (size_t r = 0; r < g.rows; r++)
        for (size_t c = 0; c < g.cols; c++) myn_row(x, r)[c] = golden_number(&g, r, c);
    golden_free(&g);
    return x;
}

/* N numbers from 1, separated by spaces, into OUT from 0. */
static inline void read_numbers(const char *text, size_t n, uint32_t *out)
{
    char *end;
    for (size_t i = 0; i < n; i++) {
        out[i] = (uint32_t)strtoul(text, &end, 10) - 1;
        ck_assert_msg(end != text, "%s", text);
        text = end;
    }
}

/* The row of G with the texts A and B in its first two columns. */
static inline size_t row_of(const Golden *g, const char *a, const char *b)
{
    for (size_t r = 0; r < g->rows; r++)
        if (!strcmp(golden_text(g, r, 0), a) && !strcmp(golden_text(g, r, 1), b)) return r;
    ck_abort_msg("no row %s,%s", a, b);
    return 0;
}

static inline myn_team *team_of(size_t threads)
{
    myn_team *team;
    ck_assert_int_eq(myn_team_new(threads, &team), MYN_OK);
    return team;
}

#endif
