/* Counts rounded to a base. */
#include <mynegai/disclosure.h>
#include <mynegai/stream.h>
#include <math.h>

double myn_round_count(double x, double base, myn_rounding rounding, uint64_t seed, uint64_t cell)
{
    double floor_of = floor(x / base) * base, rest = x - floor_of;
    if (rounding == MYN_ROUND_NONE || isnan(x) || rest == 0) return x;
    if (rounding == MYN_ROUND_NEAREST) return 2 * rest >= base ? floor_of + base : floor_of;
    myn_stream stream = myn_stream_at(seed, cell);
    return myn_stream_uniform(&stream) * base < rest ? floor_of + base : floor_of;
}
