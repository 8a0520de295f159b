/* Do the indicators measure one thing: Cronbach's alpha and what follows from the inverse correlations. */
#include <math.h>
#include <mynegai/linalg.h>
#include <string.h>

static const char *const singular = "an indicator is the same everywhere, or the others determine it";

static double alpha_of(double variances, double all, double p)
{
    return p < 2 || all == 0 ? NAN : p / (p - 1) * (1 - variances / all);
}

double myn_cronbach(myn_cmat covariance, double *item_total, double *without)
{
    double p = (double)covariance.rows, all = 0, variances = 0;
    for (size_t i = 0; i < covariance.rows; i++) {
        variances += myn_crow(covariance, i)[i];
        for (size_t j = 0; j < covariance.rows; j++) all += myn_crow(covariance, i)[j];
    }
    for (size_t i = 0; i < covariance.rows; i++) {
        double own = myn_crow(covariance, i)[i], with = 0;
        for (size_t j = 0; j < covariance.rows; j++) with += myn_crow(covariance, i)[j];
        double others = all - 2 * with + own; /* the variance of their sum */
        if (item_total) item_total[i] = others > 0 ? (with - own) / sqrt(own * others) : NAN;
        if (without) without[i] = alpha_of(variances - own, others, p - 1);
    }
    return alpha_of(variances, all, p);
}

static myn_status factorise(myn_cmat correlation, myn_mat *l, const char **why, myn_arena *scratch)
{
    size_t p = correlation.rows;
    *why = NULL;
    *l = (myn_mat){myn_arena_get(scratch, p * p * sizeof(double)), p, p, p};
    if (!l->at) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < p; i++) memcpy(myn_row(*l, i), myn_crow(correlation, i), p * sizeof(double));
    myn_status status = myn_cholesky(*l);
    if (status) *why = singular;
    return status;
}

/* The inverse, row by row; it is symmetric. */
static myn_status invert(myn_cmat correlation, myn_mat *out, const char **why, myn_arena *scratch)
{
    size_t p = correlation.rows;
    myn_mat l;
    myn_status status = factorise(correlation, &l, why, scratch);
    if (status) return status;
    *out = (myn_mat){myn_arena_zero(scratch, p * p, sizeof(double)), p, p, p};
    if (!out->at) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < p; i++) {
        myn_row(*out, i)[i] = 1;
        myn_cholesky_solve(myn_const(l), myn_row(*out, i));
    }
    return MYN_OK;
}

/* Squares of correlations and of partial correlations of indicator I with the others. */
static void add_squares(myn_cmat r, myn_mat inverse, size_t i, double sum[2])
{
    for (size_t j = 0; j < r.rows; j++) {
        if (j == i) continue;
        double whole = myn_crow(r, i)[j];
        double part = myn_row(inverse, i)[j];
        sum[0] += whole * whole;
        sum[1] += part * part / (myn_row(inverse, i)[i] * myn_row(inverse, j)[j]);
    }
}

myn_status myn_kmo(myn_cmat correlation, double *overall, double *item, const char **why, myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_mat inverse;
    double all[2] = {0, 0};
    myn_status status = invert(correlation, &inverse, why, scratch);
    for (size_t i = 0; i < correlation.rows && !status; i++) {
        double own[2] = {0, 0};
        add_squares(correlation, inverse, i, own);
        if (item) item[i] = own[0] / (own[0] + own[1]);
        all[0] += own[0];
        all[1] += own[1];
    }
    *overall = status ? NAN : all[0] / (all[0] + all[1]);
    myn_arena_rewind(scratch, mark);
    return status;
}

myn_status myn_bartlett(myn_cmat correlation, double n, myn_sphericity *out, const char **why,
                        myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_mat l;
    double p = (double)correlation.rows;
    *out = (myn_sphericity){NAN, p * (p - 1) / 2, NAN};
    myn_status status = factorise(correlation, &l, why, scratch);
    if (!status) {
        out->chi2 = -(n - 1 - (2 * p + 5) / 6) * myn_cholesky_log_det(myn_const(l));
        out->p = myn_chi_squared_tail(out->chi2, out->df);
    }
    myn_arena_rewind(scratch, mark);
    return status;
}

myn_status myn_vif(myn_cmat correlation, double *out, const char **why, myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_mat inverse;
    myn_status status = invert(correlation, &inverse, why, scratch);
    for (size_t i = 0; i < correlation.rows && !status; i++) out[i] = myn_row(inverse, i)[i];
    myn_arena_rewind(scratch, mark);
    return status;
}
