/* The EM algorithm's two steps. */
#ifndef MYN_SEGMENT_EM_H
#define MYN_SEGMENT_EM_H
#include <mynegai/mixture.h>

#define EM_BLOCK ((size_t)256) /* points at a time */

/* Variables side by side, seen from their means, whole blocks, 0 beyond the last point. */
typedef struct {
    size_t n, d, room; /* room: points with what fills the last block */
    myn_mat x;         /* d x room */
    double *centre;    /* d */
} EmData;

bool em_data(EmData *data, myn_cmat points, const double *centre, myn_arena *arena);

typedef struct {
    const EmData *data;
    const myn_mixture_plan *plan;
    myn_mat belongs;  /* k x room: degrees, 0 beyond the last point */
    double *size;     /* k: their sums */
    double *share;    /* k */
    myn_mat mean;     /* k x d, from the centre */
    myn_mat variance; /* k x d: models that end in I */
    myn_mat factor;   /* (k d) x d, EEE d x d: Cholesky factors of the covariances */
    myn_mat covariance;
    double *log_det;    /* k */
    myn_mat work;       /* d (to fours) + 1 rows of room */
    myn_mat total, all; /* sums of squares and products: at work, of all points (EEE) */
    double *block;      /* (d + 1 + k) x EM_BLOCK */
    double *column;     /* d */
} Em;

bool em_begin(Em *em, const EmData *data, const myn_mixture_plan *plan, myn_arena *arena);

/* Shares, means and covariances from degrees; MYN_ERR_DATA where a covariance is singular. */
myn_status em_maximise(Em *em);

/* Degrees from those; the log-likelihood is returned. DENSITY (n) or NULL. */
double em_expect(Em *em, double *density);

static inline bool em_diagonal(myn_mixture_model model)
{
    return model != MYN_MIX_EEE && model != MYN_MIX_VVV;
}

#endif
