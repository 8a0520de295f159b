/* Philox: a block cipher on a counter, so that draw number i is computed, not reached. */
#include <mynegai/stream.h>

/* Ten rounds of Philox on the counter (counter, job) with the key seed; the first two of the four words. */
uint64_t myn_stream_bits(myn_stream *stream)
{
    uint32_t c0 = (uint32_t)stream->counter, c1 = (uint32_t)(stream->counter >> 32);
    uint32_t c2 = (uint32_t)stream->job, c3 = (uint32_t)(stream->job >> 32);
    uint32_t k0 = (uint32_t)stream->seed, k1 = (uint32_t)(stream->seed >> 32);
    stream->counter++;
    for (int round = 0; round < 10; round++) {
        uint64_t a = (uint64_t)0xd2511f53u * c0, b = (uint64_t)0xcd9e8d57u * c2;
        c0 = (uint32_t)(b >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)b;
        c2 = (uint32_t)(a >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)a;
        k0 += 0x9e3779b9u;
        k1 += 0xbb67ae85u;
    }
    return (uint64_t)c1 << 32 | c0;
}

/* The middle of one of 2^52 equal parts of (0, 1): exact, and at least 2^-53 away from either end. */
double myn_stream_uniform(myn_stream *stream)
{
    return ((double)(myn_stream_bits(stream) >> 12) + 0.5) * 0x1p-52;
}

double myn_stream_normal(myn_stream *stream)
{
    return myn_normal_quantile(myn_stream_uniform(stream));
}
