/* Gaussian mixtures: segments as normal distributions that overlap, each point belonging to each to some degree.
 *
 * f(x) = sum over c of share_c N(x; mean_c, cov_c), fitted by the EM algorithm (Dempster, Laird and Rubin 1977).
 * Points are rows (n x d), no value missing or infinite. */
#ifndef MYNEGAI_MIXTURE_H
#define MYNEGAI_MIXTURE_H
#include <mynegai/segment.h>

/* What the covariances share, in the letters of R's mclust (volume, shape, orientation: Equal, Variable, I none;
 * Celeux and Govaert 1995, doi:10.1016/0031-3203(94)00125-6). Words of scikit-learn: VII spherical, VVI diag, EEE
 * tied, VVV full. */
typedef enum {
    MYN_MIX_EII, /* v I */
    MYN_MIX_VII, /* v_c I */
    MYN_MIX_EEI, /* diagonal B */
    MYN_MIX_VEI, /* v_c B, |B| = 1 */
    MYN_MIX_EVI, /* v B_c, |B_c| = 1 */
    MYN_MIX_VVI, /* diagonal B_c */
    MYN_MIX_EEE, /* any S */
    MYN_MIX_VVV, /* any S_c */
    MYN_MIX_MODELS
} myn_mixture_model;

/* The letters of MODEL ("VVV"); "unknown" for none. */
const char *myn_mixture_word(myn_mixture_model model);

typedef struct {
    myn_mixture_model model;
    size_t k;
    double floor;     /* added to every variance (1e-6), so that no component can shrink to a point */
    double tolerance; /* stop when the mean log-likelihood moves by less (1e-8) */
    size_t steps;     /* at most (1,000) */
} myn_mixture_plan;

/* The defaults for MODEL with K components. */
myn_mixture_plan myn_mixture_default(myn_mixture_model model, size_t k);

typedef struct {
    myn_mixture_plan plan;
    size_t n, d;
    double *share;      /* k, sum 1 */
    myn_mat mean;       /* k x d */
    myn_mat covariance; /* (k d) x d: those of component c from row c d */
    myn_mat factor;     /* the same, their Cholesky factors */
    double loglik;      /* sum over points of ln f */
    double parameters;  /* free ones: k - 1 + k d + those of the covariances */
    double bic;         /* -2 loglik + parameters ln n: LESS is better (mclust has the other sign) */
    size_t steps;
    bool settled;        /* within the tolerance */
    size_t at_the_floor; /* components with a variance no greater than twice the floor: not to be believed */
} myn_mixture;

/* Fit PLAN to POINTS from the segments of START, each of which becomes a component; START->k must be plan->k. OUT's
 * arrays are taken from ARENA. Components come largest share first. MYN_ERR_ARGUMENT: k is 0 or above n, a floor
 * or tolerance below 0; MYN_ERR_DATA: a value missing or too large, or a covariance that is singular (a floor of
 * 0). O(n k d^2) a step for VVV, O(n d (d + k)) for EEE, O(n k d) for the others. */
myn_status myn_mixture_fit(myn_cmat points, const myn_mixture_plan *plan, const myn_partition *start,
                           myn_mixture *out, myn_arena *arena) MYN_CHECKED;

/* For each of POINTS (which may be new): the component it most likely comes of into LABEL (OUT->label, n), and the
 * probability of each into MEMBERSHIP (n x k; at NULL not wanted). 1 - the greatest is its uncertainty. DENSITY
 * (n), or NULL: ln f. */
myn_status myn_mixture_assign(const myn_mixture *mixture, myn_cmat points, myn_partition *out,
                              myn_mat membership, double *density, myn_arena *scratch) MYN_CHECKED;

/* Which of several models and numbers of components. */
typedef struct {
    const myn_mixture_model *model;
    size_t models;
    size_t k_from, k_to;
    double floor, tolerance;
    size_t steps;
    size_t
        starts; /* from Ward's tree (Fraley 1998) alone: 0; besides it, from this many random ones (as k-means++
                      has them), each judged after some steps and the best two of all run to the end */
    uint64_t seed;
} myn_mixture_search;

/* Model m with k components is number m * (k_to - k_from + 1) + k - k_from of each. */
typedef struct {
    double *loglik, *bic;         /* NaN where it could not be fitted */
    size_t *steps, *at_the_floor; /* as in myn_mixture */
    size_t best; /* the least BIC of those without a component at the floor; SIZE_MAX: none */
} myn_mixture_table;

/* Fit them all; OUT's arrays and BEST (the mixture chosen; not set where there is none) are taken from ARENA. The
 * same bytes with any TEAM (NULL: alone). Errors as above; a fit that fails is no error but NaN. 2,000 x 20, EII to
 * VVV of four models, k 1 to 9, from the tree: under a second. */
myn_status myn_mixture_choose(myn_cmat points, const myn_mixture_search *search, myn_mixture_table *out,
                              myn_mixture *best, myn_team *team, myn_arena *arena) MYN_CHECKED;

#endif
