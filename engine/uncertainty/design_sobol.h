/* The Sobol' sequence's digits. */
#ifndef MYN_UNCERTAINTY_DESIGN_SOBOL_H
#define MYN_UNCERTAINTY_DESIGN_SOBOL_H
#include <stddef.h>
#include <stdint.h>

#define SOBOL_BITS    32 /* digits of the sequence as published, so that it has 2^32 points */
#define DESIGN_DIGITS 52 /* digits of a coordinate */

/* The first SOBOL_BITS direction numbers of DIMENSIONS dimensions, each a row of SOBOL_BITS digits, the first digit after
 * the binary point highest: V[k * dimensions + j] is what bit k flips in dimension j. */
void sobol_directions(size_t dimensions, uint64_t *v);

/* Turn V, as above, into scrambled digits, DESIGN_DIGITS of them, and fill SHIFT (dimensions). */
void sobol_scramble(uint64_t seed, size_t dimensions, uint64_t *v, uint64_t *shift);

#endif
