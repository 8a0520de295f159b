/* Missing values from the same area's other indicators. */
#include <math.h>
#include <mynegai/method.h>
#include <mynegai/sum.h>

/* One indicator's worst value and how far the best lies from it; 0: no spread. */
typedef struct {
    double worst, range;
} Scale;

static myn_status scale_of(const double *x, size_t n, double direction, Scale *out)
{
    double least, greatest;
    myn_range_of(x, n, &least, &greatest);
    bool up = direction > 0;
    *out = (Scale){up ? least : greatest, up ? greatest - least : least - greatest};
    return isinf(least) || isinf(greatest) || isinf(out->range) ? MYN_ERR_DATA : MYN_OK;
}

/* The mean place of area A, missing where no indicator gives it one. */
static double place_of(myn_cmat values, const Scale *scale, size_t a)
{
    double total = 0;
    size_t n = 0;
    for (size_t i = 0; i < values.rows; i++) {
        double x = myn_crow(values, i)[a];
        if (isnan(x) || scale[i].range == 0) continue;
        total += (x - scale[i].worst) / scale[i].range;
        n++;
    }
    return n > 0 ? total / (double)n : NAN;
}

static void fill_area(myn_mat values, const Scale *scale, size_t a, uint8_t *touched)
{
    double place = place_of(myn_const(values), scale, a);
    if (isnan(place)) return;
    for (size_t i = 0; i < values.rows; i++) {
        double *x = &myn_row(values, i)[a];
        if (!isnan(*x) || isnan(scale[i].worst)) continue;
        *x = scale[i].worst + place * scale[i].range;
        if (touched) touched[i * values.cols + a] = 1;
    }
}

myn_status myn_fill_within_basis(myn_cmat basis, myn_mat values, const double *direction, uint8_t *touched,
                                 myn_arena *scratch)
{
    Scale *scale = myn_arena_get(scratch, (values.rows + 1) * sizeof *scale);
    if (!scale) return MYN_ERR_MEMORY;
    myn_status status = MYN_OK;
    for (size_t i = 0; i < values.rows && !status; i++)
        status = scale_of(myn_crow(basis, i), basis.cols, direction[i], &scale[i]);
    for (size_t a = 0; a < values.cols && !status; a++) fill_area(values, scale, a, touched);
    return status;
}

myn_status myn_fill_within(myn_mat values, const double *direction, uint8_t *touched, myn_arena *scratch)
{
    return myn_fill_within_basis(myn_const(values), values, direction, touched, scratch);
}
