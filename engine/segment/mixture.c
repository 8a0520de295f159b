/* Mixtures: from a start to the end, and what is said of it. */
#include "segment/em.h"
#include <math.h>
#include <mynegai/linalg.h>
#include <stdlib.h>
#include <string.h>

const char *myn_mixture_word(myn_mixture_model model)
{
    static const char *const word[] = {"EII", "VII", "EEI", "VEI", "EVI", "VVI", "EEE", "VVV"};
    return (unsigned)model < MYN_MIX_MODELS ? word[model] : "unknown";
}

myn_mixture_plan myn_mixture_default(myn_mixture_model model, size_t k)
{
    return (myn_mixture_plan){model, k, 1e-6, 1e-8, 1000};
}

static double free_parameters(const myn_mixture_plan *plan, size_t dimensions)
{
    double k = (double)plan->k, d = (double)dimensions, rest = k - 1 + k * d;
    switch (plan->model) {
    case MYN_MIX_EII: return rest + 1;
    case MYN_MIX_VII: return rest + k;
    case MYN_MIX_EEI: return rest + d;
    case MYN_MIX_VEI: return rest + k + d - 1;
    case MYN_MIX_EVI: return rest + 1 + k * (d - 1);
    case MYN_MIX_VVI: return rest + k * d;
    case MYN_MIX_EEE: return rest + d * (d + 1) / 2;
    default: return rest + k * d * (d + 1) / 2;
    }
}

static myn_status points_sound(myn_cmat points, const myn_mixture_plan *plan)
{
    if (!plan->k || plan->k > points.rows || !points.cols || (unsigned)plan->model >= MYN_MIX_MODELS ||
        !(plan->floor >= 0) || isinf(plan->floor) || !(plan->tolerance >= 0))
        return MYN_ERR_ARGUMENT;
    for (size_t i = 0; i < points.rows; i++)
        for (size_t j = 0; j < points.cols; j++)
            if (!(fabs(myn_crow(points, i)[j]) < 1e150)) return MYN_ERR_DATA;
    return MYN_OK;
}

/* Each step's expectation after the maximisation before it; the last expectation is that of what is kept. */
static myn_status run(Em *em, myn_mixture *out)
{
    double before = -INFINITY, n = (double)em->data->n;
    out->settled = false;
    for (out->steps = 0; !out->settled && out->steps < em->plan->steps; out->steps++) {
        out->loglik = em_expect(em, NULL);
        myn_status status = isfinite(out->loglik) ? em_maximise(em) : MYN_ERR_DATA;
        if (status) return status;
        out->settled = fabs(out->loglik - before) <= em->plan->tolerance * n;
        before = out->loglik;
    }
    out->loglik = em_expect(em, NULL);
    return isfinite(out->loglik) ? MYN_OK : MYN_ERR_DATA;
}

/* ---- what is kept ---- */

typedef struct {
    double share;
    size_t c;
} Component;

static int larger_first(const void *of_p, const void *of_q)
{
    const Component *p = of_p, *q = of_q;
    if (p->share != q->share) return p->share > q->share ? -1 : 1;
    return (p->c > q->c) - (p->c < q->c);
}

/* Covariance and factor of component C of EM as component TO of OUT. */
static void keep_covariance(const Em *em, size_t c, size_t to, myn_mixture *out)
{
    size_t d = em->data->d;
    bool diagonal = em_diagonal(em->plan->model), low = false;
    for (size_t i = 0; i < d; i++) {
        double *covariance = myn_row(out->covariance, to * d + i), *factor = myn_row(out->factor, to * d + i);
        if (diagonal) {
            covariance[i] = myn_row(em->variance, c)[i];
            factor[i] = sqrt(covariance[i]);
        } else {
            size_t row = em->plan->model == MYN_MIX_EEE ? i : c * d + i;
            memcpy(covariance, myn_row(em->covariance, row), d * sizeof *covariance);
            memcpy(factor, myn_row(em->factor, row), d * sizeof *factor);
        }
        /* A variance given those before it: no greater one hides a direction without any. */
        low |= factor[i] * factor[i] <= 2 * em->plan->floor;
    }
    out->at_the_floor += low;
}

static myn_status keep(const Em *em, myn_mixture *out, myn_arena *arena)
{
    size_t k = em->plan->k, d = em->data->d;
    Component *order = myn_arena_get(arena, k * sizeof *order);
    out->share = myn_arena_get(arena, k * sizeof *out->share);
    out->mean = (myn_mat){myn_arena_zero(arena, k * d, sizeof(double)), k, d, d};
    out->covariance = (myn_mat){myn_arena_zero(arena, k * d * d, sizeof(double)), k * d, d, d};
    out->factor = (myn_mat){myn_arena_zero(arena, k * d * d, sizeof(double)), k * d, d, d};
    if (!order || !out->share || !out->mean.at || !out->covariance.at || !out->factor.at)
        return MYN_ERR_MEMORY;
    for (size_t c = 0; c < k; c++) order[c] = (Component){em->share[c], c};
    qsort(order, k, sizeof *order, larger_first);
    out->at_the_floor = 0;
    for (size_t to = 0; to < k; to++) {
        size_t c = order[to].c;
        out->share[to] = em->share[c];
        for (size_t j = 0; j < d; j++)
            myn_row(out->mean, to)[j] = myn_row(em->mean, c)[j] + em->data->centre[j];
        keep_covariance(em, c, to, out);
    }
    return MYN_OK;
}

myn_status myn_mixture_fit(myn_cmat points, const myn_mixture_plan *plan, const myn_partition *start,
                           myn_mixture *out, myn_arena *arena)
{
    myn_status status = points_sound(points, plan);
    if (!status && (start->n != points.rows || start->k != plan->k)) status = MYN_ERR_ARGUMENT;
    for (size_t i = 0; i < start->n && !status; i++)
        if (start->label[i] >= start->k) status = MYN_ERR_ARGUMENT;
    if (status) return status;
    *out = (myn_mixture){.plan = *plan, .n = points.rows, .d = points.cols};
    myn_arena *scratch;
    status = myn_arena_new(&scratch);
    if (status) return status;
    EmData data;
    Em em;
    if (!em_data(&data, points, NULL, scratch) || !em_begin(&em, &data, plan, scratch))
        status = MYN_ERR_MEMORY;
    for (size_t i = 0; i < start->n && !status; i++) myn_row(em.belongs, start->label[i])[i] = 1;
    if (!status) status = em_maximise(&em);
    if (!status) status = run(&em, out);
    if (!status) status = keep(&em, out, arena);
    out->parameters = free_parameters(plan, out->d);
    out->bic = -2 * out->loglik + out->parameters * log((double)out->n);
    myn_arena_free(scratch);
    return status;
}

/* ---- new points ---- */

/* The steps' own form of a mixture, with every covariance in full. */
static bool recall(Em *em, const EmData *data, const myn_mixture *mixture, const myn_mixture_plan *full,
                   myn_arena *scratch)
{
    if (!em_begin(em, data, full, scratch)) return false;
    for (size_t c = 0; c < full->k; c++) {
        em->share[c] = mixture->share[c];
        for (size_t j = 0; j < data->d; j++)
            myn_row(em->mean, c)[j] = myn_row(mixture->mean, c)[j] - data->centre[j];
        for (size_t i = 0; i < data->d; i++)
            memcpy(myn_row(em->factor, c * data->d + i), myn_row(mixture->factor, c * data->d + i),
                   data->d * sizeof(double));
        myn_mat factor = {myn_row(em->factor, c * data->d), data->d, data->d, data->d};
        em->log_det[c] = myn_cholesky_log_det(myn_const(factor));
    }
    return true;
}

myn_status myn_mixture_assign(const myn_mixture *mixture, myn_cmat points, myn_partition *out,
                              myn_mat membership, double *density, myn_arena *scratch)
{
    size_t k = mixture->plan.k;
    if (points.cols != mixture->d || (membership.at && membership.stride < k)) return MYN_ERR_ARGUMENT;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_mixture_plan full = mixture->plan;
    full.model = MYN_MIX_VVV;
    EmData data;
    Em em;
    if (!em_data(&data, points, mixture->mean.at, scratch) || !recall(&em, &data, mixture, &full, scratch))
        return MYN_ERR_MEMORY;
    em_expect(&em, density);
    *out = (myn_partition){out->label, points.rows, k};
    for (size_t i = 0; i < points.rows; i++) {
        uint32_t best = 0;
        for (uint32_t c = 0; c < k; c++) {
            if (myn_row(em.belongs, c)[i] > myn_row(em.belongs, best)[i]) best = c;
            if (membership.at) myn_row(membership, i)[c] = myn_row(em.belongs, c)[i];
        }
        out->label[i] = best;
    }
    myn_arena_rewind(scratch, mark);
    return MYN_OK;
}
