/* Eigenvalues of a symmetric matrix by GSL, which is handed only what it cannot fail on: a finite matrix and
 * a workspace that is there already. So it never calls its error handler, which belongs to the host program
 * and cannot be switched off without racing its other threads. */
#include <gsl/gsl_eigen.h>
#include <math.h>
#include <mynegai/linalg.h>
#include <string.h>

static bool all_finite(myn_cmat a)
{
    for (size_t i = 0; i < a.rows; i++)
        for (size_t j = 0; j <= i; j++)
            if (!isfinite(myn_crow(a, i)[j])) return false;
    return true;
}

typedef struct {
    double *copy, *vector, *value; /* p x p, p x p, p */
    gsl_eigen_symmv_workspace work;
} Solver;

static myn_status solver_new(Solver *s, size_t p, myn_arena *scratch)
{
    double *part = myn_arena_get(scratch, 5 * p * sizeof *part);
    s->copy = myn_arena_get(scratch, p * p * sizeof *s->copy);
    s->vector = myn_arena_get(scratch, p * p * sizeof *s->vector);
    if (!part || !s->copy || !s->vector) return MYN_ERR_MEMORY;
    s->work = (gsl_eigen_symmv_workspace){p, part, part + p, part + 2 * p, part + 3 * p};
    s->value = part + 4 * p;
    return MYN_OK;
}

/* The sign by the sum of the N elements STRIDE apart, or by the first where they sum to no more than
 * rounding. */
static double sign_of(const double *v, size_t n, size_t stride)
{
    double sum = 0, size = 0, first = 0;
    for (size_t i = 0; i < n; i++) {
        sum += v[i * stride];
        size += fabs(v[i * stride]);
        if (first == 0 && fabs(v[i * stride]) > 1e-12) first = v[i * stride];
    }
    return (fabs(sum) > 1e-12 * size ? sum : first) < 0 ? -1 : 1;
}

/* Columns in order of falling values, each with its sign. */
static void hand_over(const Solver *s, size_t p, double *value, myn_mat vector, bool *taken)
{
    for (size_t k = 0; k < p; k++) {
        size_t best = p;
        for (size_t c = 0; c < p; c++)
            if (!taken[c] && (best == p || s->value[c] > s->value[best])) best = c;
        taken[best] = true;
        value[k] = s->value[best];
        double sign = sign_of(s->vector + best, p, p);
        for (size_t i = 0; i < p; i++) myn_row(vector, i)[k] = sign * s->vector[i * p + best];
    }
}

myn_status myn_eigen(myn_cmat a, double *value, myn_mat vector, myn_arena *scratch)
{
    size_t p = a.rows;
    if (p == 0) return MYN_OK;
    if (!all_finite(a)) return MYN_ERR_DATA;
    Solver s;
    myn_arena_mark mark = myn_arena_here(scratch);
    bool *taken = myn_arena_zero(scratch, p, sizeof *taken);
    myn_status status = taken ? solver_new(&s, p, scratch) : MYN_ERR_MEMORY;
    if (status) goto done;
    for (size_t i = 0; i < p; i++)
        for (size_t j = 0; j < p; j++) s.copy[i * p + j] = i >= j ? myn_crow(a, i)[j] : myn_crow(a, j)[i];
    gsl_matrix_view copy = gsl_matrix_view_array(s.copy, p, p),
                    vectors = gsl_matrix_view_array(s.vector, p, p);
    gsl_vector_view values = gsl_vector_view_array(s.value, p);
    if (gsl_eigen_symmv(&copy.matrix, &values.vector, &vectors.matrix, &s.work) != 0)
        status = MYN_ERR_DATA;
    else
        hand_over(&s, p, value, vector, taken);
done:
    myn_arena_rewind(scratch, mark);
    return status;
}

static myn_mat square(size_t p, myn_arena *arena)
{
    return (myn_mat){myn_arena_get(arena, p * p * sizeof(double)), p, p, p};
}

myn_status myn_pca(myn_cmat matrix, myn_components *out, myn_arena *arena)
{
    size_t p = matrix.rows;
    out->value = myn_arena_get(arena, (p + 1) * sizeof *out->value);
    out->share = myn_arena_get(arena, (p + 1) * sizeof *out->share);
    out->vector = square(p, arena);
    out->loading = square(p, arena);
    if (!out->value || !out->share || !out->vector.at || !out->loading.at) return MYN_ERR_MEMORY;
    myn_status status = myn_eigen(matrix, out->value, out->vector, arena);
    double total = 0;
    for (size_t k = 0; k < p && !status; k++) total += out->value[k];
    for (size_t k = 0; k < p && !status; k++) {
        double size = out->value[k] > 0 ? sqrt(out->value[k]) : 0;
        out->share[k] = out->value[k] / total;
        for (size_t i = 0; i < p; i++) myn_row(out->loading, i)[k] = size * myn_row(out->vector, i)[k];
    }
    return status;
}
