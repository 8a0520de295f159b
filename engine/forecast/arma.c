/* Polynomials of autoregressive moving-average processes. */
#include "forecast/arma.h"
#include <math.h>
#include <string.h>

myn_status arma_new(Arma *out, size_t most, myn_arena *arena)
{
    *out = (Arma){.most = most};
    out->phi = myn_arena_zero(arena, most + 2, sizeof *out->phi);
    out->theta = myn_arena_zero(arena, most + 2, sizeof *out->theta);
    return out->phi && out->theta ? MYN_OK : MYN_ERR_MEMORY;
}

/* (1 + SIGN near)(1 + SIGN far) as the coefficients with SIGN taken out again; returns the degree. */
static size_t multiply(const Polynomial *p, double sign, double *out, size_t most)
{
    memset(out, 0, (most + 1) * sizeof *out);
    for (size_t i = 0; i < p->near; i++) out[i] += p->near_at[i];
    for (size_t k = 0; k < p->far; k++) {
        size_t lag = (k + 1) * p->season;
        out[lag - 1] += p->far_at[k];
        for (size_t i = 0; i < p->near; i++) out[lag + i] += sign * p->far_at[k] * p->near_at[i];
    }
    return p->near + p->far * p->season;
}

void arma_expand(const Polynomial *ar, const Polynomial *ma, Arma *out)
{
    out->ar = multiply(ar, -1, out->phi, out->most);
    out->ma = multiply(ma, 1, out->theta, out->most);
}

void arma_from_partial(const double *r, size_t n, double *phi)
{
    double before[ARMA_NEAR_MOST];
    for (size_t k = 0; k < n; k++) {
        memcpy(before, phi, k * sizeof *before);
        for (size_t i = 0; i < k; i++) phi[i] = before[i] - r[k] * before[k - 1 - i];
        phi[k] = r[k];
    }
}

bool arma_roots_above(const double *c, size_t n, double sign, double limit)
{
    double a[ARMA_NEAR_MOST], before[ARMA_NEAR_MOST], power = 1;
    for (size_t i = 0; i < n; i++) a[i] = sign * c[i] * (power *= limit);
    for (size_t k = n; k > 0; k--) {
        double r = a[k - 1];
        if (!(fabs(r) < 1)) return false;
        memcpy(before, a, k * sizeof *before);
        for (size_t i = 0; i + 1 < k; i++) a[i] = (before[i] + r * before[k - 2 - i]) / (1 - r * r);
    }
    return true;
}

void arma_psi(const Arma *arma, size_t lags, double *psi)
{
    psi[0] = 1;
    for (size_t j = 1; j <= lags; j++) {
        double sum = j <= arma->ma ? arma->theta[j - 1] : 0;
        size_t last = j < arma->ar ? j : arma->ar;
        for (size_t i = 1; i <= last; i++) sum += arma->phi[i - 1] * psi[j - i];
        psi[j] = sum;
    }
}
