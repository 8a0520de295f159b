/* Points from indicators. */
#include <math.h>
#include <mynegai/order.h>
#include <mynegai/segment_input.h>
#include <mynegai/stream.h>
#include <mynegai/sum.h>
#include <string.h>

/* ---- one indicator ---- */

/* VALUE in place; without a transform only infinities are refused. */
static myn_status transform(const myn_input_fitted *f, double *value, size_t n, const char **why,
                            myn_arena *scratch)
{
    double least, greatest;
    myn_range_of(value, n, &least, &greatest);
    if (isinf(least) || isinf(greatest)) *why = "a value is infinite";
    if (*why) return MYN_ERR_DATA;
    if (!f->transform) return MYN_OK;
    myn_values values = {.in = value, .out = value, .n = n, .direction = 1, .fitted = f->fitted};
    myn_status status = f->transform->apply(f->param, &values, scratch);
    if (status == MYN_ERR_DATA && !*why) *why = f->transform->needs;
    return status;
}

static myn_status fit_transform(myn_input_fitted *f, const myn_basis *basis, const char **why,
                                myn_arena *scratch)
{
    for (size_t k = 0; k < MYN_FITTED_MOST; k++) f->fitted[k] = NAN;
    if (!f->transform || !f->transform->fit) return MYN_OK;
    myn_status status = f->transform->fit(f->param, basis, f->fitted, scratch, why);
    if (status == MYN_ERR_DATA && !*why) *why = "the transform cannot be fitted";
    return status;
}

/* The values that are there, least first. */
static double *sorted(const double *value, size_t n, size_t *present, myn_arena *scratch)
{
    double *out = myn_arena_get(scratch, n * sizeof *out);
    uint32_t *order = myn_arena_get(scratch, n * sizeof *order);
    if (!out || !order || myn_order(value, n, order, present, scratch) != MYN_OK) return NULL;
    for (size_t i = 0; i < *present; i++) out[i] = value[order[i]];
    return out;
}

/* Median distance from CENTRE, as a standard deviation of normal values. VALUE is used up. */
static myn_status normal_mad(double *value, size_t n, double centre, double *out, myn_arena *scratch)
{
    size_t present;
    for (size_t i = 0; i < n; i++) value[i] = fabs(value[i] - centre);
    double *far = sorted(value, n, &present, scratch);
    if (!far) return MYN_ERR_MEMORY;
    *out = myn_quantile(far, n, 0.5) / myn_normal_quantile(0.75);
    return MYN_OK;
}

static myn_status fit_scale(myn_input_fitted *f, myn_input_scale scale, double *s, size_t n,
                            myn_arena *scratch)
{
    double median = myn_quantile(s, n, 0.5);
    myn_moments m = myn_moments_of(s, n, 1);
    f->centre = scale == MYN_SCALE_NONE    ? 0
                : scale == MYN_SCALE_RANGE ? s[0]
                : scale == MYN_SCALE_Z     ? m.mean
                                           : median;
    switch (scale) {
    case MYN_SCALE_NONE: f->spread = 1; break;
    case MYN_SCALE_RANGE: f->spread = s[n - 1] - s[0]; break;
    case MYN_SCALE_Z: f->spread = m.sd; break;
    case MYN_SCALE_INTER_DECILE: f->spread = myn_quantile(s, n, 0.9) - myn_quantile(s, n, 0.1); break;
    case MYN_SCALE_MAD: return normal_mad(s, n, median, &f->spread, scratch);
    }
    return MYN_OK;
}

static const char *trouble(const myn_input_fitted *f, myn_input_fill fill)
{
    if (!(f->spread > 0)) return "so many equal values that this scale is 0";
    if (isinf(f->spread)) return "values too large for this scale";
    return f->missing && fill == MYN_INPUT_FILL_NONE ? "missing in an area" : NULL;
}

/* The transformed VALUE (n), of which something is there. */
static myn_status fit_value(const myn_input_variable *v, myn_input_fill fill, const double *value, size_t n,
                            myn_input_fitted *f, const char **why, myn_arena *scratch)
{
    size_t present;
    double *s = sorted(value, n, &present, scratch);
    if (!s) return MYN_ERR_MEMORY;
    f->missing = n - present;
    f->fill = NAN;
    if (fill == MYN_INPUT_FILL_MEAN) f->fill = myn_moments_of(value, n, 1).mean;
    if (fill == MYN_INPUT_FILL_MEDIAN) f->fill = myn_quantile(s, present, 0.5);
    if (s[0] == s[present - 1]) {
        *why = "the same everywhere";
        return MYN_ERR_DATA;
    }
    myn_status status = fit_scale(f, v->scale, s, present, scratch);
    if (!status) *why = trouble(f, fill);
    return *why ? MYN_ERR_DATA : status;
}

static myn_status fit_one(const myn_input_variable *v, myn_input_fill fill, myn_basis x, myn_input_fitted *f,
                          const char **why, myn_arena *scratch)
{
    double *value = myn_arena_get(scratch, x.n * sizeof *value), least, greatest;
    if (!value) return MYN_ERR_MEMORY;
    memcpy(f->param, v->param, sizeof f->param);
    f->transform = v->transform;
    memcpy(value, x.x, x.n * sizeof *value);
    myn_range_of(value, x.n, &least, &greatest);
    if (isnan(least)) *why = "missing everywhere";
    if (isinf(least) || isinf(greatest)) *why = "a value is infinite";
    if (*why) return MYN_ERR_DATA;
    myn_status status = fit_transform(f, &x, why, scratch);
    if (!status) status = transform(f, value, x.n, why, scratch);
    return status ? status : fit_value(v, fill, value, x.n, f, why, scratch);
}

/* ---- weights ---- */

/* The sum of weights of each domain (one, where there are none); false where something is out of range. */
static bool sum_weights(const myn_input_plan *plan, double *sum)
{
    bool any = false;
    for (size_t j = 0; j < plan->d; j++) {
        const myn_input_variable *v = &plan->variable[j];
        if (!(v->weight >= 0) || isinf(v->weight) || (plan->domains && v->domain >= plan->domains))
            return false;
        sum[plan->domains ? v->domain : 0] += v->weight;
        any |= v->weight > 0;
    }
    return any;
}

static bool set_factors(const myn_input_plan *plan, myn_input *out, myn_arena *scratch, bool *memory)
{
    double *sum = myn_arena_zero(scratch, plan->domains + 1, sizeof *sum), all = 0;
    *memory = sum != NULL;
    if (!sum || !sum_weights(plan, sum)) return false;
    for (size_t k = 0; k < plan->domains; k++) {
        double w = plan->domain_weight ? plan->domain_weight[k] : sum[k];
        if (!(w >= 0) || isinf(w)) return false;
        all += sum[k] > 0 ? w : 0;
    }
    if (plan->domains && !(all > 0)) return false;
    for (size_t j = 0; j < plan->d; j++) {
        const myn_input_variable *v = &plan->variable[j];
        double within = sum[plan->domains ? v->domain : 0], share = within > 0 ? v->weight / within : 0;
        if (plan->domains) share *= (plan->domain_weight ? plan->domain_weight[v->domain] : within) / all;
        out->at[j].factor = sqrt((double)plan->d * share);
    }
    return true;
}

myn_status myn_input_fit(const myn_input_plan *plan, myn_cmat x, myn_input *out, const char **why,
                         myn_arena *arena)
{
    bool memory;
    *out = (myn_input){.d = plan->d, .fill = plan->fill};
    if (!plan->d || x.rows != plan->d) return MYN_ERR_ARGUMENT;
    if (!(out->at = myn_arena_zero(arena, plan->d, sizeof *out->at))) return MYN_ERR_MEMORY;
    myn_arena_mark mark = myn_arena_here(arena);
    bool weighed = set_factors(plan, out, arena, &memory);
    if (!weighed) return memory ? MYN_ERR_ARGUMENT : MYN_ERR_MEMORY;
    myn_status answer = MYN_OK;
    myn_arena_rewind(arena, mark);
    for (size_t j = 0; j < plan->d; j++) {
        why[j] = NULL;
        mark = myn_arena_here(arena);
        myn_status status = fit_one(&plan->variable[j], plan->fill,
                                    (myn_basis){myn_crow(x, j), NULL, x.cols, 1, NAN}, &out->at[j], &why[j],
                                    arena);
        if (status == MYN_ERR_DATA)
            answer = status; /* the reason may lie in the arena and stays there */
        else
            myn_arena_rewind(arena, mark);
        if (status && status != MYN_ERR_DATA) return status;
    }
    return answer;
}

/* ---- points ---- */

/* Indicator J into its column of POINTS. */
static myn_status apply_one(const myn_input *input, size_t j, myn_cmat of, myn_mat points, const char **why,
                            myn_arena *scratch)
{
    const myn_input_fitted *f = &input->at[j];
    const double *x = myn_crow(of, j);
    size_t n = of.cols;
    double *value = myn_arena_get(scratch, n * sizeof *value);
    if (!value) return MYN_ERR_MEMORY;
    memcpy(value, x, n * sizeof *value);
    myn_status status = transform(f, value, n, why, scratch);
    bool gap = false;
    for (size_t i = 0; i < n && !status; i++) {
        double y = isnan(value[i]) ? f->fill : value[i];
        gap |= isnan(y);
        myn_row(points, i)[j] = (y - f->centre) / f->spread * f->factor;
    }
    if (gap && input->fill == MYN_INPUT_FILL_NONE) *why = "missing in an area";
    return *why ? MYN_ERR_DATA : status;
}

/* Keep the rows that are whole. */
static void keep_whole(myn_mat *points, size_t n, uint32_t *area)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        bool whole = true;
        for (size_t j = 0; j < points->cols; j++) whole &= !isnan(myn_row(*points, i)[j]);
        if (!whole) continue;
        if (kept != i) memcpy(myn_row(*points, kept), myn_row(*points, i), points->cols * sizeof(double));
        area[kept++] = (uint32_t)i;
    }
    points->rows = kept;
}

myn_status myn_input_apply(const myn_input *input, myn_cmat x, myn_mat *points, uint32_t *area,
                           const char **why, myn_arena *scratch)
{
    if (x.rows != input->d || points->stride < input->d || x.cols >= MYN_NO_SEGMENT) return MYN_ERR_ARGUMENT;
    myn_status answer = MYN_OK;
    points->cols = input->d;
    for (size_t j = 0; j < input->d; j++) {
        why[j] = NULL;
        myn_arena_mark mark = myn_arena_here(scratch);
        myn_status status = apply_one(input, j, x, *points, &why[j], scratch);
        if (status == MYN_ERR_DATA)
            answer = status; /* as above */
        else
            myn_arena_rewind(scratch, mark);
        if (status && status != MYN_ERR_DATA) return status;
    }
    if (!answer) keep_whole(points, x.cols, area);
    return answer;
}
