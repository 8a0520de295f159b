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

/* Four rows together against AT_ONCE registers of columns: loads are shared. */
INLINE void NAME(strip)(const double *const row[PAIR_ROWS], const double *block, size_t d, bool squares,
                        double *out)
{
    Doubles sum[PAIR_ROWS][AT_ONCE];
    for (int i = 0; i < PAIR_ROWS; i++)
        for (int q = 0; q < AT_ONCE; q++) sum[i][q] = (Doubles){0};
    for (size_t l = 0; l < d; l++)
#pragma GCC unroll 4
        for (int q = 0; q < AT_ONCE; q++) {
            Doubles x = *(const Doubles *)(block + l * PAIR_COLS + q * LANES);
#pragma GCC unroll 4
            for (int i = 0; i < PAIR_ROWS; i++) {
                Doubles off = x - row[i][l];
                if (squares)
                    sum[i][q] += off * off;
                else
                    sum[i][q] += (Doubles)((NAME(Bits))off & INT64_MAX);
            }
        }
    for (int i = 0; i < PAIR_ROWS; i++)
        for (int q = 0; q < AT_ONCE; q++) *(Doubles *)(out + i * PAIR_COLS + q * LANES) = sum[i][q];
}

INLINE void NAME(tile)(const double *const row[PAIR_ROWS], const double *block, size_t d, bool squares,
                       double *out)
{
    for (int q = 0; q < PAIR_COLS; q += AT_ONCE * LANES) NAME(strip)(row, block + q, d, squares, out + q);
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
#undef AT_ONCE
#undef Doubles
#undef INLINE
#undef LANES
#undef WIDTH
#undef MACHINE
