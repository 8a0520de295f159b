/* Where in a text something ends: delimiters, line ends, quotes, found 64 bytes at a time. */
#ifndef MYN_TABLE_SPECIALS_H
#define MYN_TABLE_SPECIALS_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Bit i of the answer: byte i of the 64 at AT is DELIMITER, a quote, LF or CR. */
#ifdef __SSE2__
static inline uint64_t specials_of_16(const char *at, __m128i delimiter)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')),
                                _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
    __m128i cuts = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, delimiter));
    return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(ends, cuts));
}

static inline uint64_t specials_of(const char *at, char delimiter)
{
    __m128i all = _mm_set1_epi8(delimiter);
    return specials_of_16(at, all) | specials_of_16(at + 16, all) << 16 | specials_of_16(at + 32, all) << 32 |
           specials_of_16(at + 48, all) << 48;
}
#else
static inline uint64_t specials_of(const char *at, char delimiter)
{
    uint64_t found = 0;
    for (unsigned i = 0; i < 64; i++) {
        char c = at[i];
        found |= (uint64_t)(c == delimiter || c == '"' || c == '\n' || c == '\r') << i;
    }
    return found;
}
#endif

/* A walk over the special bytes of [at, end): those of the 64 bytes at `at` that are not yet taken are in
 * `left`. */
typedef struct {
    const char *at, *end;
    uint64_t left;
    char delimiter;
} Specials;

static inline uint64_t specials_here(const Specials *walk)
{
    if (walk->end - walk->at >= 64) return specials_of(walk->at, walk->delimiter);
    char rest[64] = {0};
    memcpy(rest, walk->at, (size_t)(walk->end - walk->at));
    return specials_of(rest, walk->delimiter);
}

static inline Specials specials_in(const char *at, const char *end, char delimiter)
{
    Specials walk = {at, end, 0, delimiter};
    if (at < end) walk.left = specials_here(&walk);
    return walk;
}

/* The next special byte, or NULL at the end. */
static inline const char *specials_next(Specials *walk)
{
    while (walk->left == 0) {
        if (walk->end - walk->at <= 64) return NULL;
        walk->at += 64;
        walk->left = specials_here(walk);
    }
    const char *found = walk->at + __builtin_ctzll(walk->left);
    walk->left &= walk->left - 1;
    return found;
}

#endif
