/* The steps of ranking a draw in registers of eight numbers. */
#include "uncertainty/ranks.h"
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define WIDE  __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx512vpopcntdq,bmi,bmi2")))
#define LANES 8
#define AHEAD 256 /* scores asked for before their turn */

/* Which of the lanes from I on are there. */
static inline __mmask8 lanes_from(size_t i, size_t n)
{
    return n - i < LANES ? (__mmask8)((1u << (n - i)) - 1) : 0xff;
}

WIDE static size_t lay(const double *x, size_t n, Laying by, Line line, uint32_t *place)
{
    __m512d origin = _mm512_set1_pd(by.origin), scale = _mm512_set1_pd(by.scale), zero = _mm512_setzero_pd();
    __m512d last = _mm512_set1_pd(last_place(line)), parts = _mm512_set1_pd(parts_of_word(line));
    __m256i low = _mm256_set1_epi32(line.low), none = _mm256_set1_epi32((int32_t)no_place(line));
    __m512d from = _mm512_set1_pd(by.from), to = _mm512_set1_pd(by.to), more = _mm512_set1_pd(by.more);
    size_t missing = 0;
    for (size_t i = 0; i < n; i += LANES) {
        __mmask8 here = lanes_from(i, n);
        _mm_prefetch((const char *)(x + (i + AHEAD < n ? i + AHEAD : i)), _MM_HINT_T0);
        __m512d v = _mm512_maskz_loadu_pd(here, x + i);
        __m512d at = _mm512_mul_pd(_mm512_sub_pd(v, origin), scale);
        __m512d in = _mm512_min_pd(_mm512_max_pd(at, from), to);
        at = _mm512_fmadd_pd(_mm512_sub_pd(in, from), more, at);
        at = _mm512_min_pd(_mm512_max_pd(at, zero), last); /* of NaN and zero the greater is zero */
        __m256i word = _mm512_cvttpd_epi32(at);
        __m512d part = _mm512_mul_pd(_mm512_sub_pd(at, _mm512_cvtepi32_pd(word)), parts);
        __m256i here_at = _mm256_add_epi32(_mm256_slli_epi32(word, 6),
                                           _mm256_add_epi32(low, _mm512_cvttpd_epi32(part)));
        __mmask8 is_none = _mm512_cmp_pd_mask(v, v, _CMP_UNORD_Q);
        _mm256_mask_storeu_epi32(place + i, here, _mm256_mask_mov_epi32(here_at, is_none, none));
        missing += (size_t)__builtin_popcount(is_none);
    }
    return n - missing;
}

/* Lane by lane, the sum of those above it. */
WIDE static inline __m512i sums_to_the_top(__m512i x)
{
    __m512i zero = _mm512_setzero_si512(), above = _mm512_alignr_epi64(zero, x, 1);
    above = _mm512_add_epi64(above, _mm512_alignr_epi64(zero, above, 1));
    above = _mm512_add_epi64(above, _mm512_alignr_epi64(zero, above, 2));
    return _mm512_add_epi64(above, _mm512_alignr_epi64(zero, above, 4));
}

WIDE static size_t sum_above(uint64_t *word, Line line)
{
    __m512i flag = _mm512_set1_epi64((int64_t)flag_of(line)),
            count = _mm512_sub_epi64(flag, _mm512_set1_epi64(1));
    __m512i sum = _mm512_setzero_si512(), all_after = sum;
    for (size_t w = line.words; w > 0; w -= LANES) {
        __m512i v = _mm512_loadu_si512(word + w - LANES), after = _mm512_and_si512(v, count);
        __mmask8 shares = _mm512_test_epi64_mask(v, count);
        __m512i bits = _mm512_andnot_si512(_mm512_or_si512(flag, count), v);
        __m512i here = _mm512_add_epi64(_mm512_popcnt_epi64(bits), after), above = sums_to_the_top(here);
        v = _mm512_or_si512(_mm512_add_epi64(sum, above), _mm512_mask_mov_epi64(bits, shares, flag));
        _mm512_storeu_si512(word + w - LANES, v);
        sum = _mm512_add_epi64(
            sum, _mm512_broadcastq_epi64(_mm512_castsi512_si128(_mm512_add_epi64(above, here))));
        all_after = _mm512_add_epi64(all_after, after);
    }
    return (size_t)_mm512_reduce_add_epi64(all_after);
}

WIDE static size_t give(const uint32_t *place, size_t n, const uint64_t *word, Line line, uint32_t *rank,
                        uint32_t *list)
{
    __m512i flag = _mm512_set1_epi64((int64_t)flag_of(line)),
            count = _mm512_sub_epi64(flag, _mm512_set1_epi64(1));
    __m512i in_word = _mm512_set1_epi64(WORD - 1);
    __m256i none = _mm256_set1_epi32((int32_t)no_place(line));
    __m256i number = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), further = _mm256_set1_epi32(LANES);
    size_t listed = 0;
    for (size_t i = 0; i < n; i += LANES, number = _mm256_add_epi32(number, further)) {
        __mmask8 here = lanes_from(i, n);
        __m256i at = _mm256_maskz_loadu_epi32(here, place + i);
        __mmask8 there = _mm256_mask_cmplt_epu32_mask(here, at, none);
        __m512i v = _mm512_mask_i32gather_epi64(_mm512_setzero_si512(), there, _mm256_srli_epi32(at, 6), word,
                                                8);
        __m512i from = _mm512_srlv_epi64(v, _mm512_and_si512(_mm512_cvtepu32_epi64(at), in_word));
        __m512i sum = _mm512_add_epi64(_mm512_and_si512(v, count), _mm512_popcnt_epi64(from));
        _mm256_mask_storeu_epi32(rank + i, here, _mm512_cvtepi64_epi32(sum));
        __mmask8 shares = _mm512_test_epi64_mask(v, flag);
        _mm256_storeu_si256((__m256i *)(list + listed), _mm256_maskz_compress_epi32(shares, number));
        listed += (size_t)__builtin_popcount(shares);
    }
    return listed;
}

WIDE static void put_right(const Shared *s, Line line, uint32_t *rank)
{
    uint64_t flag = flag_of(line);
    for (size_t k = 0; k < s->listed; k++) {
        uint32_t greater = 0, equal = 0;
        uint64_t word = s->word[s->of[k]], above = word & (flag - 1), count = word >> line.low;
        const double *beside = s->beside + above;
        __m512d x = _mm512_set1_pd(s->own[k]);
        for (size_t j = 0; j < count; j += LANES) {
            __m512d v = _mm512_loadu_pd(beside + j);
            __mmask8 here = lanes_from(j, count);
            greater += (uint32_t)__builtin_popcount(_mm512_mask_cmp_pd_mask(here, v, x, _CMP_GT_OQ));
            equal += (uint32_t)__builtin_popcount(_mm512_mask_cmp_pd_mask(here, v, x, _CMP_EQ_OQ));
        }
        rank[s->list[k]] = rank_among(s->ties, (uint32_t)above, greater, equal);
    }
}

const RankSteps *wide_rank_steps(void)
{
    static const RankSteps steps = {lay, sum_above, give, put_right};
    bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("bmi") &&
               __builtin_cpu_supports("bmi2");
    return has ? &steps : NULL;
}
#else
const RankSteps *wide_rank_steps(void)
{
    return NULL;
}
#endif
