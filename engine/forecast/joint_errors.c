/* Normal draws with a shrunk covariance, without the matrix. */
#include <math.h>
#include <mynegai/reconcile.h>
#include <mynegai/stream.h>

typedef struct {
    const double *sd;
    double own, common; /* parts of SD that are a node's own, and common to all */
    uint64_t seed;
} Target;

/* Normal numbers of every other draw: W (n x pairs), and those of the target into OUT's even columns. */
static void draw(double *w, size_t n, const Target *target, myn_mat out, double *numbers)
{
    size_t pairs = out.cols / 2;
    for (size_t k = 0; k < pairs; k++) {
        myn_stream_normals(target->seed, k, 0, n + 1 + out.rows, numbers);
        for (size_t t = 0; t < n; t++) w[t * pairs + k] = numbers[t];
        for (size_t i = 0; i < out.rows; i++)
            out.at[i * out.stride + 2 * k] = target->sd[i] *
                                             (target->common * numbers[n] + target->own * numbers[n + 1 + i]);
    }
}

myn_status myn_joint_errors(myn_cmat error, const double *sd, double lambda, double common, uint64_t seed,
                            myn_mat out, myn_arena *scratch)
{
    size_t n = error.cols, pairs = out.cols / 2;
    myn_arena_mark mark = myn_arena_here(scratch);
    double *w = myn_arena_get(scratch, (n * pairs + 1) * sizeof *w);
    double *numbers = myn_arena_get(scratch, (n + 1 + out.rows) * sizeof *numbers);
    if (!w || !numbers) return MYN_ERR_MEMORY;
    if (!n) lambda = 1;
    double share = n ? sqrt((1 - lambda) / (double)n) : 0;
    const Target target = {sd, sqrt(lambda * (1 - common)), sqrt(lambda * common), seed};
    draw(w, n, &target, out, numbers);
    for (size_t i = 0; i < out.rows; i++) {
        double *x = out.at + i * out.stride;
        for (size_t t = 0; t < n; t++) {
            double e = share * error.at[i * error.stride + t];
            for (size_t k = 0; k < pairs; k++) x[2 * k] += e * w[t * pairs + k];
        }
        for (size_t k = 0; k < pairs; k++) x[2 * k + 1] = -x[2 * k];
    }
    myn_arena_rewind(scratch, mark);
    return MYN_OK;
}
