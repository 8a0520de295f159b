/* Permutations by key, for the Latin hypercube. */
#ifndef MYN_UNCERTAINTY_DESIGN_LATIN_H
#define MYN_UNCERTAINTY_DESIGN_LATIN_H
#include <stdint.h>

/* The place of I, 0 .. n-1, in the permutation of n, 1 .. 2^32, that KEY names: none of the other places is computed. */
uint64_t latin_place(uint64_t i, uint64_t n, uint64_t key);

#endif
