/* Random numbers by counter: draw number I of stream (SEED, JOB) needs none before it, so that results do not
 * depend on threads. Philox 4x32-10 (Salmon et al. 2011, doi:10.1145/2063384.2063405). */
#ifndef MYNEGAI_STREAM_H
#define MYNEGAI_STREAM_H
#include <stdint.h>

typedef struct {
    uint64_t seed, job, counter;
} myn_stream;

static inline myn_stream myn_stream_at(uint64_t seed, uint64_t job)
{
    return (myn_stream){seed, job, 0};
}

/* The next 64 random bits; a uniform number in (0, 1), never 0 or 1; a standard normal number (inverse of the
 * normal distribution function at a uniform number, one draw each, Wichura 1988, doi:10.2307/2347330). */
uint64_t myn_stream_bits(myn_stream *stream);
double myn_stream_uniform(myn_stream *stream);
double myn_stream_normal(myn_stream *stream);

/* x with P(X <= x) = p for a standard normal X, 0 < p < 1; to about 1 part in 10^16 (Wichura's PPND16). */
double myn_normal_quantile(double p);

#endif
