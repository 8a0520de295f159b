/* Values made of several series, element by element. */
#include <math.h>
#include <mynegai/method.h>

static double ratio(const myn_derivation *how, const double *const *part, size_t i)
{
    return part[1][i] == 0 ? NAN : part[0][i] / part[1][i] * how->per;
}

static double difference(const myn_derivation *how, const double *const *part, size_t i)
{
    double off = part[0][i] - part[1][i];
    return how->absolute ? fabs(off) : off;
}

static double sum(const double *const *part, size_t parts, size_t i)
{
    double total = part[0][i];
    for (size_t p = 1; p < parts; p++) total += part[p][i];
    return total;
}

static double spread(const double *const *part, size_t parts, size_t i)
{
    double least = part[0][i], greatest = least;
    for (size_t p = 1; p < parts; p++) {
        double x = part[p][i];
        least = x < least || isnan(x) ? x : least;
        greatest = x > greatest || isnan(x) ? x : greatest;
        if (isnan(x)) break;
    }
    return greatest - least;
}

void myn_derive_values(const myn_derivation *how, const double *const *part, size_t parts, double *out,
                       size_t n)
{
    bool two = how->form == MYN_DERIVE_RATIO || how->form == MYN_DERIVE_SHRUNK_RATE ||
               how->form == MYN_DERIVE_DIFFERENCE;
    bool possible = parts >= (two ? 2 : 1);
    for (size_t i = 0; i < n; i++) {
        double value = NAN;
        switch (possible ? how->form : MYN_DERIVE_PLAIN) {
        case MYN_DERIVE_PLAIN: value = possible ? part[0][i] : NAN; break;
        case MYN_DERIVE_SHRUNK_RATE:
        case MYN_DERIVE_RATIO: value = ratio(how, part, i); break;
        case MYN_DERIVE_DIFFERENCE: value = difference(how, part, i); break;
        case MYN_DERIVE_SUM: value = sum(part, parts, i); break;
        case MYN_DERIVE_SPREAD: value = spread(part, parts, i); break;
        }
        out[i] = value;
    }
}
