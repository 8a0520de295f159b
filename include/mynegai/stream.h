/* Random numbers by counter: draw number I of stream (SEED, JOB) needs none before it, so that results do not
 * depend on threads. Philox 4x32-10 (Salmon et al. 2011, doi:10.1145/2063384.2063405). */
#ifndef MYNEGAI_STREAM_H
#define MYNEGAI_STREAM_H
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint64_t seed, job, counter;
} myn_stream;

/* The start of stream (SEED, JOB); streams of different jobs are independent. */
static inline myn_stream myn_stream_at(uint64_t seed, uint64_t job)
{
    return (myn_stream){seed, job, 0};
}

/* The next 64 random bits. */
uint64_t myn_stream_bits(myn_stream *stream);

/* The next uniform number in (0, 1), never 0 or 1: the middle of one of 2^52 equal parts. One draw. */
double myn_stream_uniform(myn_stream *stream);

/* The next standard normal number: the inverse of the normal distribution function at a uniform number (Wichura
 * 1988, doi:10.2307/2347330). One draw. */
double myn_stream_normal(myn_stream *stream);

/* OUT = uniform numbers FIRST .. FIRST + n - 1 of stream (SEED, JOB): the same bits as myn_stream_uniform gives one by one,
 * several at a time. */
void myn_stream_uniforms(uint64_t seed, uint64_t job, uint64_t first, size_t n, double *out);

/* OUT = normal numbers FIRST .. FIRST + n - 1 of stream (SEED, JOB): the same bits as myn_stream_normal gives one by one,
 * several at a time. About 3 times as fast. */
void myn_stream_normals(uint64_t seed, uint64_t job, uint64_t first, size_t n, double *out);

/* x with P(X <= x) = p for a standard normal X, 0 < p < 1; to about 1 part in 10^16 (Wichura's PPND16). */
double myn_normal_quantile(double p);

#endif
