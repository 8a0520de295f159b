/* Reference data for segments: points, and label lists in one cell. */
#ifndef MYN_TEST_SEGMENT_GOLDEN_H
#define MYN_TEST_SEGMENT_GOLDEN_H
#include "linalg/golden_mat.h"
#include <mynegai/agreement.h>

static inline const char *segment_golden(void)
{
    return golden_folder(test_golden(), "segment");
}

/* The table NAME.csv of the input folder as points (rows), its first COLS columns (0: all). */
static inline myn_mat points_of(const char *name, size_t cols)
{
    char file[128];
    snprintf(file, sizeof file, "%s.csv", name);
    Golden g = golden_open(golden_folder(test_golden(), "segment/data"), file);
    if (!cols) cols = g.cols;
    myn_mat m = mat_new(g.rows, cols);
    for (size_t r = 0; r < g.rows; r++)
        for (size_t c = 0; c < cols; c++) myn_row(m, r)[c] = golden_number(&g, r, c);
    golden_free(&g);
    return m;
}

/* "1 2 1 3" as labels from 0; free with free(). */
static inline uint32_t *labels_of(const char *text, size_t *n)
{
    size_t room = 1;
    for (const char *at = text; *at; at++) room += *at == ' ';
    uint32_t *label = malloc(room * sizeof *label);
    *n = 0;
    for (char *at = (char *)text; *at; (*n)++) label[*n] = (uint32_t)strtoul(at, &at, 10) - 1;
    return label;
}

static inline size_t labels_used(const uint32_t *label, size_t n)
{
    uint32_t most = 0;
    for (size_t i = 0; i < n; i++) most = label[i] > most ? label[i] : most;
    return (size_t)most + 1;
}

/* 1 where two labellings are the same but for the numbers. */
static inline double rand_of(const uint32_t *a, const uint32_t *b, size_t n, myn_arena *scratch)
{
    myn_agreement out;
    myn_partition p = {(uint32_t *)a, n, labels_used(a, n)}, q = {(uint32_t *)b, n, labels_used(b, n)};
    ck_assert(myn_agreement_of(&p, &q, &out, scratch) == MYN_OK);
    return out.adjusted_rand;
}

/* Within sum of squares of a labelling. */
static inline double within_of(myn_cmat x, const uint32_t *label, size_t k)
{
    double total = 0;
    for (size_t c = 0; c < k; c++)
        for (size_t j = 0; j < x.cols; j++) {
            double sum = 0, n = 0;
            for (size_t i = 0; i < x.rows; i++)
                if (label[i] == c) sum += myn_crow(x, i)[j], n++;
            for (size_t i = 0; i < x.rows; i++)
                if (label[i] == c) total += pow(myn_crow(x, i)[j] - sum / n, 2);
        }
    return total;
}

#endif
