/* The loops of pairs_tile.c for registers of LANES doubles, with the attribute MACHINE; names end in WIDTH. */
#define JOIN2(a, b) a##b
#define JOIN(a, b)  JOIN2(a, b)
#define NAME(x)     JOIN(x, WIDTH)
#define STRIPS      (PAIR_COLS / LANES)
#define AT_ONCE     (STRIPS < 4 ? STRIPS : 4) /* registers of columns whose sums are kept at a time */

typedef double NAME(Doubles) __attribute__((vector_size(8 * LANES), aligned(8), may_alias));
typedef int64_t NAME(Bits) __attribute__((vector_size(8 * LANES), aligned(8), may_alias));
#define Doubles NAME(Doubles)
#define INLINE  MACHINE static inline __attribute__((always_inline))

/* Two rows together: their columns are loaded once. */
INLINE void NAME(pair)(const double *a, const double *b, const double *block, size_t d, bool squares,
                       double *out)
{
    Doubles sum[2][AT_ONCE];
    for (int q = 0; q < AT_ONCE; q++) sum[0][q] = sum[1][q] = (Doubles){0};
    for (size_t l = 0; l < d; l++)
#pragma GCC unroll 4
        for (int q = 0; q < AT_ONCE; q++) {
            Doubles x = *(const Doubles *)(block + l * PAIR_COLS + q * LANES), off = x - a[l],
                    other = x - b[l];
            if (squares) {
                sum[0][q] += off * off;
                sum[1][q] += other * other;
            } else {
                sum[0][q] += (Doubles)((NAME(Bits))off & INT64_MAX);
                sum[1][q] += (Doubles)((NAME(Bits))other & INT64_MAX);
            }
        }
    for (int q = 0; q < AT_ONCE; q++) {
        *(Doubles *)(out + q * LANES) = sum[0][q];
        *(Doubles *)(out + PAIR_COLS + q * LANES) = sum[1][q];
    }
}

INLINE void NAME(tile)(const double *const row[PAIR_ROWS], const double *block, size_t d, bool squares,
                       double *out)
{
    for (int i = 0; i < PAIR_ROWS; i += 2)
        for (int q = 0; q < PAIR_COLS; q += AT_ONCE * LANES)
            NAME(pair)(row[i], row[i + 1], block + q, d, squares, out + i * PAIR_COLS + q);
}

MACHINE static void NAME(euclid)(const double *const row[PAIR_ROWS], const double *block, size_t d,
                                 double *out)
{
    NAME(tile)(row, block, d, true, out);
    for (int i = 0; i < PAIR_ROWS * PAIR_COLS; i++) out[i] = sqrt(out[i]);
}

MACHINE static void NAME(manhattan)(const double *const row[PAIR_ROWS], const double *block, size_t d,
                                    double *out)
{
    NAME(tile)(row, block, d, false, out);
}

#undef JOIN2
#undef JOIN
#undef NAME
#undef STRIPS
#undef AT_ONCE
#undef Doubles
#undef INLINE
#undef LANES
#undef WIDTH
#undef MACHINE
