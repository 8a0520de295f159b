/* A permutation of N numbers of which each place is computed by itself: a Feistel network over the next even power of two,
 * walked until it comes back below N (Black and Rogaway 2002, doi:10.1007/3-540-45760-7_9). */
#include "uncertainty/design_latin.h"

#define ROUNDS 12

/* Mixes all bits of X (Stafford's variant 13 of MurmurHash3's final mix, as in SplitMix64). */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

static uint64_t shuffle(uint64_t x, unsigned half, uint64_t key)
{
    uint64_t mask = ((uint64_t)1 << half) - 1, left = x >> half, right = x & mask;
    for (uint64_t round = 1; round <= ROUNDS; round++) {
        uint64_t mixed = left ^ (mix((right << 4 | round) ^ key) >> (64 - half));
        left = right;
        right = mixed;
    }
    return left << half | right;
}

uint64_t latin_place(uint64_t i, uint64_t n, uint64_t key)
{
    unsigned half = 1;
    while ((uint64_t)1 << 2 * half < n) half++;
    do i = shuffle(i, half, key);
    while (i >= n);
    return i;
}
