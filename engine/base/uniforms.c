/* Philox on many counters side by side, as myn_stream_bits does one. Words of 32 bits lie in places of 64, which is how
 * processors multiply them; what is above a word is left there, as nothing looks at it. */
#include <mynegai/stream.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define ROUNDS 10
#define FIRST  0xd2511f53u /* factors, */
#define SECOND 0xcd9e8d57u
#define STEP_0 0x9e3779b9u /* and what a key grows by */
#define STEP_1 0xbb67ae85u
#define WHOLE  0x4330000000000000 /* the bits of 2^52, into whose fraction the upper 52 bits are laid */

typedef struct {
    uint64_t seed, job, first;
} Place;

static void uniforms_anywhere(Place p, size_t n, double *out)
{
    myn_stream stream = {p.seed, p.job, p.first};
    for (size_t i = 0; i < n; i++) out[i] = myn_stream_uniform(&stream);
}

#if defined(__x86_64__)
/* Both take whole fours and eights only; how many were made. */
__attribute__((target("avx2"))) static size_t uniforms_by_four(Place p, size_t n, double *out)
{
    const __m256i first = _mm256_set1_epi64x(FIRST), second = _mm256_set1_epi64x(SECOND);
    const __m256i low = _mm256_set1_epi64x(UINT32_MAX), one_to_four = _mm256_setr_epi64x(0, 1, 2, 3);
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        uint32_t k0 = (uint32_t)p.seed, k1 = (uint32_t)(p.seed >> 32);
        __m256i c0 = _mm256_add_epi64(_mm256_set1_epi64x((int64_t)(p.first + i)), one_to_four);
        __m256i c1 = _mm256_srli_epi64(c0, 32), c2 = _mm256_set1_epi64x((int64_t)p.job);
        __m256i c3 = _mm256_srli_epi64(c2, 32);
#pragma GCC unroll 10
        for (int round = 0; round < ROUNDS; round++, k0 += STEP_0, k1 += STEP_1) {
            __m256i a = _mm256_mul_epu32(c0, first), b = _mm256_mul_epu32(c2, second);
            c0 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(b, 32), c1), _mm256_set1_epi64x(k0));
            c2 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(a, 32), c3), _mm256_set1_epi64x(k1));
            c1 = b;
            c3 = a;
        }
        __m256i bits = _mm256_or_si256(_mm256_slli_epi64(c1, 32), _mm256_and_si256(c0, low));
        bits = _mm256_or_si256(_mm256_srli_epi64(bits, 12), _mm256_set1_epi64x(WHOLE));
        __m256d x = _mm256_sub_pd(_mm256_castsi256_pd(bits), _mm256_set1_pd(0x1p52));
        _mm256_storeu_pd(out + i,
                         _mm256_mul_pd(_mm256_add_pd(x, _mm256_set1_pd(0.5)), _mm256_set1_pd(0x1p-52)));
    }
    return i;
}

__attribute__((target("avx512f"))) static size_t uniforms_by_eight(Place p, size_t n, double *out)
{
    const __m512i first = _mm512_set1_epi64(FIRST), second = _mm512_set1_epi64(SECOND);
    const __m512i low = _mm512_set1_epi64(UINT32_MAX),
                  one_to_eight = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7);
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        uint32_t k0 = (uint32_t)p.seed, k1 = (uint32_t)(p.seed >> 32);
        __m512i c0 = _mm512_add_epi64(_mm512_set1_epi64((int64_t)(p.first + i)), one_to_eight);
        __m512i c1 = _mm512_srli_epi64(c0, 32), c2 = _mm512_set1_epi64((int64_t)p.job);
        __m512i c3 = _mm512_srli_epi64(c2, 32);
#pragma GCC unroll 10
        for (int round = 0; round < ROUNDS; round++, k0 += STEP_0, k1 += STEP_1) {
            __m512i a = _mm512_mul_epu32(c0, first), b = _mm512_mul_epu32(c2, second);
            c0 = _mm512_xor_si512(_mm512_xor_si512(_mm512_srli_epi64(b, 32), c1), _mm512_set1_epi64(k0));
            c2 = _mm512_xor_si512(_mm512_xor_si512(_mm512_srli_epi64(a, 32), c3), _mm512_set1_epi64(k1));
            c1 = b;
            c3 = a;
        }
        __m512i bits = _mm512_or_si512(_mm512_slli_epi64(c1, 32), _mm512_and_si512(c0, low));
        bits = _mm512_or_si512(_mm512_srli_epi64(bits, 12), _mm512_set1_epi64(WHOLE));
        __m512d x = _mm512_sub_pd(_mm512_castsi512_pd(bits), _mm512_set1_pd(0x1p52));
        _mm512_storeu_pd(out + i,
                         _mm512_mul_pd(_mm512_add_pd(x, _mm512_set1_pd(0.5)), _mm512_set1_pd(0x1p-52)));
    }
    return i;
}
#endif

void myn_stream_uniforms(uint64_t seed, uint64_t job, uint64_t first, size_t n, double *out)
{
    size_t done = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) done = uniforms_by_eight((Place){seed, job, first}, n, out);
    if (__builtin_cpu_supports("avx2"))
        done += uniforms_by_four((Place){seed, job, first + done}, n - done, out + done);
#endif
    uniforms_anywhere((Place){seed, job, first + done}, n - done, out + done);
}
