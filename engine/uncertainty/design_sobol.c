/* Direction numbers of the Sobol' sequence, and their scrambling. */
#include "uncertainty/design_sobol.h"
#include "uncertainty/design_sobol_table.h"
#include <mynegai/design.h>
#include <mynegai/stream.h>

/* m_k = 2 a_1 m_(k-1) ^ 4 a_2 m_(k-2) ^ ... ^ 2^s m_(k-s) ^ m_(k-s), a_1 .. a_(s-1) the inner coefficients. */
static void recur(uint32_t polynomial, int degree, uint64_t *m)
{
    for (int k = degree; k < SOBOL_BITS; k++) {
        m[k] = m[k - degree] ^ m[k - degree] << degree;
        for (int i = 1; i < degree; i++)
            if (polynomial >> (degree - i) & 1) m[k] ^= m[k - i] << i;
    }
}

void sobol_directions(size_t dimensions, uint64_t *v)
{
    const uint16_t *next = sobol_first;
    uint64_t m[SOBOL_BITS];
    for (int k = 0; k < SOBOL_BITS; k++) v[(size_t)k * dimensions] = (uint64_t)1 << (SOBOL_BITS - 1 - k);
    for (size_t j = 1; j < dimensions; j++) {
        uint32_t polynomial = sobol_polynomial[j - 1];
        int degree = 31 - __builtin_clz(polynomial);
        m[0] = 1;
        for (int k = 1; k < degree; k++) m[k] = *next++;
        recur(polynomial, degree, m);
        for (int k = 0; k < SOBOL_BITS; k++) v[(size_t)k * dimensions + j] = m[k] << (SOBOL_BITS - 1 - k);
    }
}

/* Row R of a lower triangular matrix with ones on its diagonal, as a mask of the SOBOL_BITS digits that make digit R; rows
 * past the last column are all random. */
static uint64_t matrix_row(myn_stream *stream, int r)
{
    uint64_t bits = myn_stream_bits(stream) >> (64 - SOBOL_BITS);
    if (r >= SOBOL_BITS) return bits;
    uint64_t diagonal = (uint64_t)1 << (SOBOL_BITS - 1 - r);
    return (bits & ~(diagonal - 1)) | diagonal;
}

void sobol_scramble(uint64_t seed, size_t dimensions, uint64_t *v, uint64_t *shift)
{
    uint64_t row[DESIGN_DIGITS];
    for (size_t j = 0; j < dimensions; j++) {
        myn_stream stream = myn_stream_at(seed, MYN_DESIGN_STREAM + j);
        for (int r = 0; r < DESIGN_DIGITS; r++) row[r] = matrix_row(&stream, r);
        shift[j] = myn_stream_bits(&stream) >> (64 - DESIGN_DIGITS);
        for (size_t k = 0; k < SOBOL_BITS; k++) {
            uint64_t plain = v[k * dimensions + j], mixed = 0;
            for (int r = 0; r < DESIGN_DIGITS; r++)
                mixed = mixed << 1 | (uint64_t)__builtin_parityll(row[r] & plain);
            v[k * dimensions + j] = mixed;
        }
    }
}
