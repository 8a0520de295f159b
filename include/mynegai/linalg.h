/* How indicators hang together: covariance, correlation, principal components, factors, reliability,
 * regression.
 *
 * Rows of X are indicators, columns areas; missing is NaN. Matrices of indicators (covariance, correlation)
 * are square and symmetric, all of them filled in. Outputs belong to the caller and have the shape that is
 * said; an output matrix may not be the input. Sums run in a fixed order and eigenvalues come of scalar code:
 * the same bytes on every x86-64 and with any number of threads.
 *
 * MYN_ERR_DATA: the numbers do not allow it, *WHY says so in a phrase ("an indicator is the same
 * everywhere"); WHY is cleared otherwise. MYN_ERR_MEMORY: SCRATCH has none left. */
#ifndef MYNEGAI_LINALG_H
#define MYNEGAI_LINALG_H
#include <mynegai/arena.h>
#include <mynegai/mat.h>
#include <mynegai/status.h>
#include <stdbool.h>
#include <stddef.h>

/* ---- covariance and correlation ---- */

typedef enum {
    MYN_GAPS_PAIRWISE, /* a pair of indicators: the areas that have both */
    MYN_GAPS_COMPLETE, /* only the areas that have every indicator */
    MYN_GAPS_ZERO      /* a missing value counts as 0, the mean of z-scores */
} myn_gaps;

/* Covariances, divisor n - 1: OUT is rows x rows. Missing where a pair has fewer than 2 areas or an infinite
 * value. A pairwise matrix need not be positive semi-definite. O(rows^2 n), 60 x 35,000 in about 30 ms where
 * no value is missing, some tenths of a second pairwise. */
myn_status myn_covariance(myn_cmat x, myn_gaps gaps, myn_mat out, myn_arena *scratch) MYN_CHECKED;

typedef enum {
    MYN_CORR_PEARSON,
    MYN_CORR_SPEARMAN, /* Pearson of ranks, average for ties, ranked anew among each pair's areas */
    MYN_CORR_KENDALL   /* tau-b: (C - D) / sqrt((n0 - ties in x)(n0 - ties in y)) */
} myn_corr_kind;

/* What to fill, each rows x rows; at NULL where not wanted. */
typedef struct {
    myn_mat r; /* in [-1, 1]; missing where an indicator is the same everywhere, or fewer than 2 areas */
    myn_mat p; /* two-sided, of no association: Pearson and Spearman by t = r sqrt((n-2) / (1-r^2)) with n - 2
                  degrees of freedom, Kendall by the normal approximation with the variance that ties leave
                  (Kendall 1970, Rank Correlation Methods), without continuity correction; missing below 3
                  areas, 0 where r is 1 or -1 (the diagonal too) */
    myn_mat n; /* areas that have both */
} myn_correlations;

/* Correlations of every pair. Pearson and Spearman as myn_covariance, but that pairs with gaps are ranked
 * one by one, O(n) each (60 x 35,000: some seconds); Kendall by sorting and counting exchanges (Knight 1966,
 * doi:10.1080/01621459.1966.10480879), O(n log n) a pair (some seconds). */
myn_status myn_correlation(myn_cmat x, myn_corr_kind kind, myn_gaps gaps, const myn_correlations *out,
                           myn_arena *scratch) MYN_CHECKED;

/* P(|T| >= |t|) for Student's t with DF > 0 degrees of freedom; missing where T is, or DF is not above 0.
 * Continued fraction of the incomplete beta function, to 1 part in 10^12 up to some hundred degrees of freedom,
 * 10^9 at 100,000. */
double myn_t_tail(double t, double df);

typedef struct {
    double below, above;
} myn_shares;

/* P(X <= x) and P(X >= x) for a gamma variable of shape A > 0 and scale 1, the smaller of the two to about 1 part in
 * 10^12: the series below A + 1, the continued fraction above (NIST DLMF 8.7.1, 8.9.2). Both missing where A is not
 * above 0 or a number is missing. A term costs a division; some sqrt(A) of them. */
myn_shares myn_gamma_shares(double a, double x);

/* log of x^A e^-x / gamma(A), x and A above 0: x times the density of that variable. */
double myn_gamma_log_front(double a, double x);

/* P(X >= x) for chi-squared with DF > 0 degrees of freedom, 1 at 0 and below; missing as above. Series and
 * continued fraction of the incomplete gamma function, as exact as above. */
double myn_chi_squared_tail(double x, double df);

/* P(X <= k) for a binomial variable of N trials (a number >= 0, which need not be whole) with probability Q in [0, 1]: the
 * incomplete beta function I_(1-q)(n - floor k, floor k + 1); 0 below 0, 1 from N on. Missing where a number is. */
double myn_binomial_below(double k, double n, double q);

/* ---- components ---- */

/* Eigenvalues of the symmetric A (p x p; its lower triangle is read), greatest first, into VALUE (p), and
 * unit eigenvectors into the columns of VECTOR (p x p). Each vector's sign is such that its elements sum to
 * more than 0; where they sum to nothing, its first element that is not 0 is positive. MYN_ERR_DATA where a
 * number is not finite. Householder and QL (GSL), O(p^3). */
myn_status myn_eigen(myn_cmat a, double *value, myn_mat vector, myn_arena *scratch) MYN_CHECKED;

/* Principal components of a correlation or covariance matrix (p x p). Columns are components. */
typedef struct {
    double *value;   /* p eigenvalues */
    double *share;   /* p: of the total variance */
    myn_mat vector;  /* p x p, unit length */
    myn_mat loading; /* p x p: vector x sqrt(value); 0 where a pairwise matrix gives a value below 0 */
} myn_components;

/* VALUE, SHARE and the matrices of OUT are taken from ARENA. */
myn_status myn_pca(myn_cmat matrix, myn_components *out, myn_arena *arena) MYN_CHECKED;

typedef struct {
    bool normalise;   /* Kaiser: rows to unit length before, back after */
    double tolerance; /* R's stop: until the sum of singular values grows by less than this share (1e-5), at
                         most 1,000 rotations; 0: until the rotation itself stands still (1e-12) */
} myn_varimax_how;

/* Rotate the columns of LOADING (p x k), in place, so that the variance of squared loadings is greatest
 * (Kaiser 1958, doi:10.1007/BF02289233; iteration by singular values: Sherin 1966,
 * doi:10.1007/BF02289525). Signs and order of columns are as the rotation leaves them; one column stays as it
 * is; rows of 0 stay 0. Two indicators and two components of a correlation matrix are a point where the
 * criterion is flat: they stay unrotated. MYN_ERR_DATA: not settled after 10,000 rotations (tolerance 0
 * only), or a loading that is not finite. */
myn_status myn_varimax(myn_mat loading, myn_varimax_how how, const char **why,
                       myn_arena *scratch) MYN_CHECKED;

/* ---- one common factor ---- */

typedef struct {
    double *loading, *uniqueness; /* p each: x_i = loading f + e, var(e) = uniqueness >= 0.005 */
    double *coefficient;          /* p: score = sum of coefficient x z (regression scores, Thomson 1951) */
    double value;      /* discrepancy log|S'| + tr(S S'^-1) - log|S| - p at the end, 0 for a perfect fit */
    size_t iterations; /* EM steps of all starts, also where it failed */
} myn_one_factor;

/* Maximum-likelihood analysis of the correlation matrix S (p x p) with one factor; S' = l l' + diag(u). The
 * loadings sum to more than 0. The caller gives the arrays of OUT. EM steps (Rubin and Thayer 1982,
 * doi:10.1007/BF02293851) with squared extrapolation (Varadhan and Roland 2008,
 * doi:10.1111/j.1467-9469.2007.00585.x) until no number moves by 1e-11; lower limit of uniqueness as in R's
 * factanal; from R's start and from equal uniquenesses, the better of the two. O(p^2) a step. MYN_ERR_DATA:
 * fewer than three indicators, a matrix that is singular or not finite, 20,000 steps from each without
 * settling (OUT then holds where the first ended, its value and the number of steps). */
myn_status myn_one_factor_fit(myn_cmat s, myn_one_factor *out, const char **why,
                              myn_arena *scratch) MYN_CHECKED;

/* ---- do the indicators belong together ---- */

/* Cronbach's alpha of a covariance matrix (p x p), p >= 2: p^2 mean covariance / sum of all = p/(p-1) (1 -
 * sum of variances / sum of all) (1951, doi:10.1007/BF02310555). For each indicator, where not NULL:
 * ITEM_TOTAL (p), its correlation with the sum of the others; WITHOUT (p), alpha of the others (missing below
 * three). Missing where an element is, or where the sum of all is 0. O(p^2). */
double myn_cronbach(myn_cmat covariance, double *item_total, double *without);

/* Kaiser-Meyer-Olkin measure of a correlation matrix: sum r^2 / (sum r^2 + sum q^2) over pairs, q the partial
 * correlations given all others; over the pairs of an indicator into ITEM (p, or NULL) (Kaiser and Rice 1974,
 * doi:10.1177/001316447403400115). MYN_ERR_DATA where the matrix is singular. O(p^3). */
myn_status myn_kmo(myn_cmat correlation, double *overall, double *item, const char **why,
                   myn_arena *scratch) MYN_CHECKED;

/* Bartlett's test that N areas come of uncorrelated indicators (1951, doi:10.1093/biomet/38.3-4.337):
 * chi2 = -(n - 1 - (2p + 5) / 6) log|R|, df = p(p-1)/2. MYN_ERR_DATA where the matrix is singular. */
typedef struct {
    double chi2, df, p;
} myn_sphericity;

/* The test of CORRELATION (p x p) from N areas; p >= 2. *WHY says what is singular. */
myn_status myn_bartlett(myn_cmat correlation, double n, myn_sphericity *out, const char **why,
                        myn_arena *scratch) MYN_CHECKED;

/* Variance inflation of each indicator into OUT (p): the diagonal of the inverse correlation matrix = 1 / (1
 * - R^2 of the indicator on all others). MYN_ERR_DATA where the matrix is singular. */
myn_status myn_vif(myn_cmat correlation, double *out, const char **why, myn_arena *scratch) MYN_CHECKED;

/* ---- equations ---- */

/* A = L L' in place, L in the lower triangle, 0 above. MYN_ERR_DATA where A is not positive definite: a pivot
 * below 1e-12 of its diagonal element (an indicator that the others determine), or no number. O(p^3 / 3). */
myn_status myn_cholesky(myn_mat a) MYN_CHECKED;

/* Solve A x = b in place, given L; B has p numbers. O(p^2). */
void myn_cholesky_solve(myn_cmat l, double *b);

/* log|A|, given L. O(p). */
double myn_cholesky_log_det(myn_cmat l);

/* Least squares of Y (n) on the rows of X and a constant, by Householder QR. Areas with a missing value are
 * left out. */
typedef struct {
    double *coefficient; /* rows + 1: the constant first */
    double *error;       /* their standard errors, or NULL */
    double *
        prediction; /* one an area, or NULL: standard error of a new Y there, s sqrt(1 + x'(X'X)^-1 x); missing where
                          * a predictor is, or s */
    double residual_sd; /* divisor n - rows - 1; missing where that is 0, and ERROR with it */
    double r_squared;   /* missing where Y is the same everywhere */
    size_t n;           /* areas used */
} myn_regression;

/* The caller gives the arrays of OUT. MYN_ERR_DATA: fewer areas than coefficients, predictors that depend on
 * each other linearly (one that is constant too), infinite values. O(n rows^2). */
myn_status myn_least_squares(myn_cmat x, const double *y, myn_regression *out, const char **why,
                             myn_arena *scratch) MYN_CHECKED;

/* Weights from a table of pairwise comparisons (analytic hierarchy process): A (p x p, > 0), a_ij how many
 * times more important i is than j, a_ji = 1 / a_ij (to 2 %, so that 0.33 will do). WEIGHT (p): the principal
 * eigenvector, sum 1. (Saaty 1980, The Analytic Hierarchy Process, ISBN 0-07-054371-2.) */
typedef struct {
    double lambda; /* greatest eigenvalue, >= p */
    double index;  /* consistency (lambda - p) / (p - 1) */
    double ratio;  /* to that of random tables; usable up to 0.1; 0 below three rows, missing above 15 */
} myn_consistency;

/* MYN_ERR_DATA where a comparison is not above 0 or finite, or two are not each other's reciprocal; then OUT is
 * missing. A power iteration, O(p^2) a step. */
myn_status myn_compare_pairwise(myn_cmat a, double *weight, myn_consistency *out, const char **why,
                                myn_arena *scratch) MYN_CHECKED;

#endif
