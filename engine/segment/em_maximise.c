/* Shares, means and covariances from degrees of belonging. Variances keep a floor under them. */
#include "base/machine.h"
#include "linalg/gram.h"
#include "segment/em.h"
#include <float.h>
#include <math.h>
#include <mynegai/linalg.h>
#include <string.h>

#define SHAPE_STEPS 100 /* VEI: volumes and shape in turn */

bool em_data(EmData *data, myn_cmat points, const double *centre, myn_arena *arena)
{
    size_t n = points.rows, d = points.cols, room = (n + EM_BLOCK - 1) / EM_BLOCK * EM_BLOCK;
    *data = (EmData){n,
                     d,
                     room,
                     {myn_arena_zero(arena, d * room, sizeof(double)), d, room, room},
                     myn_arena_zero(arena, d, sizeof(double))};
    if (!data->x.at || !data->centre) return false;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < d; j++) data->centre[j] += myn_crow(points, i)[j] / (double)n;
    if (centre) memcpy(data->centre, centre, d * sizeof *centre);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < d; j++) myn_row(data->x, j)[i] = myn_crow(points, i)[j] - data->centre[j];
    return true;
}

static myn_mat matrix(size_t rows, size_t cols, myn_arena *arena)
{
    return (myn_mat){myn_arena_zero(arena, rows * cols, sizeof(double)), rows, cols, cols};
}

static size_t whole(size_t rows)
{
    return (rows + GRAM_ROWS - 1) / GRAM_ROWS * GRAM_ROWS;
}

/* Products of all points around their mean, which no step changes. */
static void find_all_products(Em *em)
{
    size_t d = em->data->d, room = em->data->room;
    for (size_t j = 0; j < d; j++)
        memcpy(myn_row(em->work, j), myn_row(em->data->x, j), room * sizeof(double));
    for (size_t j = d; j < whole(d); j++) memset(myn_row(em->work, j), 0, room * sizeof(double));
    myn_gram((myn_cmat){em->work.at, whole(d), room, room}, em->all);
}

bool em_begin(Em *em, const EmData *data, const myn_mixture_plan *plan, myn_arena *arena)
{
    size_t k = plan->k, d = data->d,
           full = em_diagonal(plan->model)     ? 0
                  : plan->model == MYN_MIX_EEE ? d
                                               : k * d;
    *em = (Em){.data = data, .plan = plan};
    em->belongs = matrix(k, data->room, arena);
    em->mean = matrix(k, d, arena);
    em->variance = matrix(k, d, arena);
    em->factor = matrix(full, d, arena);
    em->covariance = matrix(full, d, arena);
    em->work = matrix(whole(d) + 1, data->room, arena);
    em->total = matrix(whole(d), whole(d), arena);
    em->all = matrix(whole(d), whole(d), arena);
    em->size = myn_arena_zero(arena, k, sizeof *em->size);
    em->share = myn_arena_zero(arena, k, sizeof *em->share);
    em->log_det = myn_arena_zero(arena, k, sizeof *em->log_det);
    em->block = myn_arena_zero(arena, (d + 1 + k) * EM_BLOCK, sizeof *em->block);
    em->column = myn_arena_zero(arena, d, sizeof *em->column);
    bool good = em->belongs.at && em->mean.at && em->variance.at && em->factor.at && em->covariance.at &&
                em->work.at && em->total.at && em->all.at && em->size && em->share && em->log_det &&
                em->block && em->column;
    if (good && plan->model == MYN_MIX_EEE) find_all_products(em);
    return good;
}

/* ---- shares and means ---- */

#define LANES 16

static double join(const double lane[LANES])
{
    double sum = 0;
    for (size_t l = 0; l < LANES / 2; l++) sum += lane[l] + lane[l + LANES / 2];
    return sum;
}

/* Sums of weights times x - mean, and times its square; N in whole blocks. */
FOR_EACH_MACHINE
static double weighted(const double *restrict x, double mean, const double *restrict weight, size_t n)
{
    double lane[LANES] = {0};
    for (size_t p = 0; p < n; p += LANES)
        for (size_t l = 0; l < LANES; l++) lane[l] += weight[p + l] * (x[p + l] - mean);
    return join(lane);
}

FOR_EACH_MACHINE
static double weighted_squares(const double *restrict x, double mean, const double *restrict weight, size_t n)
{
    double lane[LANES] = {0};
    for (size_t p = 0; p < n; p += LANES)
        for (size_t l = 0; l < LANES; l++) {
            double z = x[p + l] - mean;
            lane[l] += weight[p + l] * z * z;
        }
    return join(lane);
}

static void find_means(Em *em)
{
    size_t room = em->data->room;
    for (size_t p = 0; p < room; p++) em->work.at[p] = 1;
    for (size_t c = 0; c < em->plan->k; c++) {
        const double *degree = myn_row(em->belongs, c);
        /* As scikit-learn has it, so that a component nobody belongs to does not divide by 0. */
        em->size[c] = weighted(em->work.at, 0, degree, room) + 10 * DBL_EPSILON;
        for (size_t j = 0; j < em->data->d; j++)
            myn_row(em->mean, c)[j] = weighted(myn_row(em->data->x, j), 0, degree, room) / em->size[c];
    }
    double all = 0;
    for (size_t c = 0; c < em->plan->k; c++) all += em->size[c];
    for (size_t c = 0; c < em->plan->k; c++) em->share[c] = em->size[c] / all;
}

/* ---- diagonal ---- */

/* Sums of squares around the means, by component and variable, into em->variance. */
static void find_squares(Em *em)
{
    for (size_t c = 0; c < em->plan->k; c++)
        for (size_t j = 0; j < em->data->d; j++)
            myn_row(em->variance, c)[j] = weighted_squares(myn_row(em->data->x, j), myn_row(em->mean, c)[j],
                                                           myn_row(em->belongs, c), em->data->room);
}

static double sum_row(const double *x, size_t n)
{
    double sum = 0;
    for (size_t j = 0; j < n; j++) sum += x[j];
    return sum;
}

/* Squares W_c to variances: one for all, or one a component. */
static void share_volume(Em *em, bool each)
{
    size_t k = em->plan->k, d = em->data->d;
    double all = 0, sizes = 0;
    for (size_t c = 0; c < k; c++) {
        all += sum_row(myn_row(em->variance, c), d);
        sizes += em->size[c];
    }
    for (size_t c = 0; c < k; c++) {
        double v = each ? sum_row(myn_row(em->variance, c), d) / em->size[c] : all / sizes;
        for (size_t j = 0; j < d; j++) myn_row(em->variance, c)[j] = v / (double)d;
    }
}

/* EEI: the same for all components. */
static void share_shape(Em *em)
{
    size_t k = em->plan->k;
    double sizes = sum_row(em->size, k);
    for (size_t j = 0; j < em->data->d; j++) {
        double all = 0;
        for (size_t c = 0; c < k; c++) all += myn_row(em->variance, c)[j];
        for (size_t c = 0; c < k; c++) myn_row(em->variance, c)[j] = all / sizes;
    }
}

/* ln of the geometric mean; a variable that does not vary counts as the least number there is. */
static double mean_log(const double *x, size_t n)
{
    double sum = 0;
    for (size_t j = 0; j < n; j++) sum += log(fmax(x[j], DBL_MIN));
    return sum / (double)n;
}

/* EVI: shapes of their own, B_c = W_c / |W_c|^(1/d), and the volume v = sum |W_c|^(1/d) / n. */
static void own_shapes(Em *em)
{
    size_t k = em->plan->k, d = em->data->d;
    double volume = 0, sizes = sum_row(em->size, k);
    for (size_t c = 0; c < k; c++) volume += exp(mean_log(myn_row(em->variance, c), d)) / sizes;
    for (size_t c = 0; c < k; c++) {
        double root = exp(mean_log(myn_row(em->variance, c), d));
        for (size_t j = 0; j < d; j++) myn_row(em->variance, c)[j] *= volume / root;
    }
}

/* VEI: v_c = tr(W_c B^-1) / (d n_c) and B ~ sum W_c / v_c in turn, until volumes stand still. */
static void own_volumes(Em *em)
{
    size_t k = em->plan->k, d = em->data->d;
    double *shape = em->column, *volume = em->log_det;
    for (size_t j = 0; j < d; j++) shape[j] = 1;
    for (int step = 0; step < SHAPE_STEPS; step++) {
        double moved = 0;
        for (size_t c = 0; c < k; c++) {
            double v = 0, was = volume[c];
            for (size_t j = 0; j < d; j++) v += myn_row(em->variance, c)[j] / shape[j];
            volume[c] = fmax(v / ((double)d * em->size[c]), DBL_MIN);
            moved = fmax(moved, fabs(volume[c] - was) / volume[c]);
        }
        if (step && moved < 1e-13) break;
        for (size_t j = 0; j < d; j++) {
            shape[j] = 0;
            for (size_t c = 0; c < k; c++) shape[j] += myn_row(em->variance, c)[j] / volume[c];
        }
        double root = exp(mean_log(shape, d));
        for (size_t j = 0; j < d; j++) shape[j] = fmax(shape[j] / root, DBL_MIN);
    }
    for (size_t c = 0; c < k; c++)
        for (size_t j = 0; j < d; j++) myn_row(em->variance, c)[j] = volume[c] * shape[j];
}

static myn_status find_variances(Em *em)
{
    size_t k = em->plan->k, d = em->data->d;
    find_squares(em);
    switch (em->plan->model) {
    case MYN_MIX_EII: share_volume(em, false); break;
    case MYN_MIX_VII: share_volume(em, true); break;
    case MYN_MIX_EEI: share_shape(em); break;
    case MYN_MIX_EVI: own_shapes(em); break;
    case MYN_MIX_VEI: own_volumes(em); break;
    default:
        for (size_t c = 0; c < k; c++)
            for (size_t j = 0; j < d; j++) myn_row(em->variance, c)[j] /= em->size[c];
    }
    for (size_t c = 0; c < k; c++) {
        em->log_det[c] = 0;
        for (size_t j = 0; j < d; j++) {
            double v = myn_row(em->variance, c)[j] += em->plan->floor;
            if (!(v > DBL_MIN) || isinf(v)) return MYN_ERR_DATA;
            em->log_det[c] += log(v);
        }
    }
    return MYN_OK;
}

/* ---- full ---- */

FOR_EACH_MACHINE
static void weigh_row(const double *restrict x, double mean, const double *restrict root,
                      double *restrict out, size_t n)
{
    for (size_t p = 0; p < n; p++) out[p] = root[p] * (x[p] - mean);
}

/* Sums of squares and products of points weighted by C's degrees around its mean, into em->total. */
static void find_products(Em *em, size_t c)
{
    size_t room = em->data->room, d = em->data->d;
    double *root = myn_row(em->work, whole(d));
    for (size_t p = 0; p < room; p++) root[p] = sqrt(myn_row(em->belongs, c)[p]);
    for (size_t j = 0; j < d; j++)
        weigh_row(myn_row(em->data->x, j), myn_row(em->mean, c)[j], root, myn_row(em->work, j), room);
    for (size_t j = d; j < whole(d); j++) memset(myn_row(em->work, j), 0, room * sizeof(double));
    myn_gram((myn_cmat){em->work.at, whole(d), room, room}, em->total);
}

/* Covariance and factor from row FROM on: SUM / SIZE, the floor on the diagonal. */
static myn_status set_full(Em *em, size_t from, size_t components, double size)
{
    size_t d = em->data->d;
    for (size_t i = 0; i < d; i++) {
        double *to = myn_row(em->covariance, from + i);
        for (size_t j = 0; j < d; j++) to[j] = myn_row(em->total, i)[j] / size;
        to[i] += em->plan->floor;
        memcpy(myn_row(em->factor, from + i), to, d * sizeof *to);
    }
    myn_mat factor = {myn_row(em->factor, from), d, d, d};
    myn_status status = myn_cholesky(factor);
    for (size_t c = 0; c < components && !status; c++)
        em->log_det[from / d + c] = myn_cholesky_log_det(myn_const(factor));
    return status;
}

static myn_status find_own_covariances(Em *em)
{
    myn_status status = MYN_OK;
    for (size_t c = 0; c < em->plan->k && !status; c++) {
        find_products(em, c);
        status = set_full(em, c * em->data->d, 1, em->size[c]);
    }
    return status;
}

/* The same for all: products around the means, added over components. */
static myn_status find_tied_covariance(Em *em)
{
    size_t d = em->data->d, k = em->plan->k;
    for (size_t i = 0; i < d; i++) {
        double *to = myn_row(em->total, i);
        memcpy(to, myn_row(em->all, i), d * sizeof *to);
        for (size_t c = 0; c < k; c++)
            for (size_t j = 0; j < d; j++)
                to[j] -= em->size[c] * myn_row(em->mean, c)[i] * myn_row(em->mean, c)[j];
    }
    return set_full(em, 0, k, sum_row(em->size, k));
}

myn_status em_maximise(Em *em)
{
    find_means(em);
    if (em_diagonal(em->plan->model)) return find_variances(em);
    return em->plan->model == MYN_MIX_EEE ? find_tied_covariance(em) : find_own_covariances(em);
}
