/* What methods that fit weights share. */
#ifndef MYN_METHOD_WEIGH_H
#define MYN_METHOD_WEIGH_H
#include <mynegai/linalg.h>
#include <mynegai/method.h>

#define NO_CAP "1"
#define PARAM_MISSING(word)                                                                            \
    {                                                                                                  \
        .name = "missing", .type = MYN_CHOICE, .fallback = (word), .choices = myn_words_gaps,          \
        .summary =                                                                                     \
            "complete: areas that have all; pairwise: areas that have both; zero: missing counts as 0" \
    }
#define PARAM_MOST                                                                                    \
    {                                                                                                 \
        .name = "most", .type = MYN_REAL, .fallback = NO_CAP, .least = DBL_MIN, .most = 1,            \
        .summary = "no weight above this share of all; what is over goes to the others in proportion" \
    }

/* What weights are fitted to. */
typedef struct {
    size_t p;
    double areas;       /* that count, of the pair with fewest */
    myn_mat covariance; /* p x p */
    myn_mat correlation;
} Bonds;

/* Whether PARTS has fewer than two children; an only one gets 1. Clears WHY. */
bool myn_weigh_alone(const myn_parts *parts, double *weight, const char **why);

/* Fit of PARTS into OUT, from SCRATCH. MYN_ERR_DATA and WHY: an infinite value, an indicator that is the same
 * everywhere, areas too few to correlate two. */
myn_status myn_weigh_bonds(const myn_parts *parts, myn_gaps gaps, Bonds *out, const char **why,
                           myn_arena *scratch);

/* Whether the smallest of P eigenvalues counts as 0. */
bool myn_weigh_singular(const myn_components *pca, size_t p);

/* Scale W (n, none below 0) to sum TOTAL, none above MOST x TOTAL. MYN_ERR_DATA and WHY where MOST is below 1
 * / n, or nothing is above 0. */
myn_status myn_weigh_scale(double *w, size_t n, double total, double most, const char **why);

/* Weights W (p) so that each child's correlation with the score sum w x is in proportion to SHARE; they may
 * lie below 0, and sum to 1. The correlations are overwritten. MYN_ERR_DATA where it is singular. */
myn_status myn_weigh_balance(Bonds *bonds, const double *share, double *w, const char **why);

#endif
