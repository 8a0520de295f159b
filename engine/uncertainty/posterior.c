/* What is known of true values from observed ones, where both are normal. */
#include <math.h>
#include <mynegai/stream.h>
#include <mynegai/uncertainty.h>

#define CHUNK ((size_t)1024)

static bool is_measured(double y, double se)
{
    return isfinite(y) && se > 0 && isfinite(se);
}

/* Weighted mean and sum of squares around it with variance V between. */
typedef struct {
    double mean, squares, slope; /* slope: of squares by V */
    size_t n;
} Fit;

static Fit fit_at(const double *y, const double *se, size_t n, double v)
{
    double sum = 0, weight = 0;
    Fit f = {0};
    for (size_t i = 0; i < n; i++) {
        if (!is_measured(y[i], se[i])) continue;
        double w = 1 / (se[i] * se[i] + v);
        sum += w * y[i];
        weight += w;
        f.n++;
    }
    f.mean = sum / weight;
    for (size_t i = 0; i < n; i++) {
        if (!is_measured(y[i], se[i])) continue;
        double w = 1 / (se[i] * se[i] + v), d = y[i] - f.mean;
        f.squares += w * d * d;
        f.slope -= w * w * d * d;
    }
    return f;
}

/* The root of squares = n - 1 by Newton's steps from 0: squares falls in v and is convex, so that every step stays below
 * the root. */
static double variance_between(const double *y, const double *se, size_t n, Fit *fit)
{
    double v = 0;
    for (int k = 0; k < 200; k++) {
        *fit = fit_at(y, se, n, v);
        double left = fit->squares - (double)(fit->n - 1);
        if (!(left > 0) || !(fit->slope < 0)) break;
        double next = v - left / fit->slope;
        if (!(next > v * (1 + 1e-14))) break;
        v = next;
    }
    return v;
}

void myn_posterior(const double *y, const double *se, size_t n, double *mean, double *sd, double *between,
                   double *centre)
{
    Fit fit = fit_at(y, se, n, 0);
    bool known = fit.n >= 3;
    double v = known ? variance_between(y, se, n, &fit) : NAN;
    for (size_t i = 0; i < n; i++) {
        bool measured = is_measured(y[i], se[i]);
        double s = measured ? se[i] : 0, x = y[i], b = s * s / (s * s + v);
        bool drawn = known && measured;
        mean[i] = drawn ? b * fit.mean + (1 - b) * x : x;
        sd[i] = drawn ? sqrt(1 - b) * s : s;
    }
    if (between) *between = v;
    if (centre) *centre = fit.n ? fit.mean : NAN;
}

void myn_draw_normal(const double *mean, const double *sd, size_t n, uint64_t seed, uint64_t job,
                     uint64_t first, double *out)
{
    double z[CHUNK];
    for (size_t i = 0; i < n; i += CHUNK) {
        size_t here = n - i < CHUNK ? n - i : CHUNK;
        myn_stream_normals(seed, job, first + i, here, z);
        for (size_t k = 0; k < here; k++) {
            double s = sd[i + k] > 0 ? sd[i + k] : 0;
            out[i + k] = mean[i + k] + s * z[k];
        }
    }
}
