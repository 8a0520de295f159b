/* Moments in two passes, the second around the mean: one pass of sums of powers would lose what large
 * means have in common. */
#include <math.h>
#include <mynegai/method.h>
#include <mynegai/sum.h>

/* Joanes and Gill's G1 and G2 from sums of powers around the mean. */
static double skew_of(double n, double squares, double cubes)
{
    if (n < 3) return NAN;
    double g = cubes / n / pow(squares / n, 1.5);
    return g * sqrt(n * (n - 1)) / (n - 2);
}

static double kurtosis_of(double n, double squares, double fourths)
{
    if (n < 4) return NAN;
    double variance = squares / n, g = fourths / n / (variance * variance) - 3;
    return ((n + 1) * g + 6) * (n - 1) / ((n - 2) * (n - 3));
}

myn_moments myn_moments_of(const double *x, size_t n, int ddof)
{
    myn_moments out = {0, NAN, NAN, NAN, NAN, NAN, NAN};
    myn_sum sum = myn_sum_of(x, NULL, n);
    out.n = sum.n;
    if (sum.n == 0) return out;
    double count = (double)sum.n;
    myn_range_of(x, n, &out.least, &out.greatest);
    out.mean = sum.total / count;
    double squares = myn_sum_power(x, NULL, n, out.mean, 2).total;
    if (count > ddof) out.sd = sqrt(squares / (count - ddof));
    if (out.least == out.greatest) {
        if (count > ddof) out.sd = 0; /* not the rounding of the mean */
        return out;
    }
    out.skew = skew_of(count, squares, myn_sum_power(x, NULL, n, out.mean, 3).total);
    out.kurtosis = kurtosis_of(count, squares, myn_sum_power(x, NULL, n, out.mean, 4).total);
    return out;
}
