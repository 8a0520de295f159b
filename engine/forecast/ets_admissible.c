/* Whether a model forgets its start: the roots of its characteristic polynomial by Schur and Cohn's recursion. */
#include "forecast/ets.h"
#include <math.h>

#define SLACK 1e-9

/* Whether all roots of sum a[k] z^k (degree, a[degree] = 1) lie in the closed unit circle: step down until a
 * reflection is not below 1. */
static bool inside_circle(double *a, unsigned degree)
{
    for (; degree > 0; degree--) {
        double k = a[0];
        if (fabs(k) > 1 + SLACK) return false;
        double rest = 1 - k * k;
        if (rest < SLACK) return true; /* on the circle as far as numbers tell */
        double lower[ETS_SEASONS_MOST + 2];
        for (unsigned i = 0; i < degree; i++) lower[i] = (a[i + 1] - k * a[degree - 1 - i]) / rest;
        for (unsigned i = 0; i < degree; i++) a[i] = lower[i];
    }
    return true;
}

/* Without seasons the usual region lies inside; the tests are for values from elsewhere. */
static bool plain_admissible(const EtsModel *model, const EtsState *x)
{
    if (x->alpha < 1 - 1 / x->phi || x->alpha > 1 + 1 / x->phi) return false;
    return !model->trend || (x->beta >= x->alpha * (x->phi - 1) && x->beta <= (1 + x->phi) * (2 - x->alpha));
}

bool ets_admissible(const EtsModel *model, const EtsState *x)
{
    unsigned m = model->m;
    if (x->phi < 0 || x->phi > 1 + 1e-8) return false;
    if (!model->season) return plain_admissible(model, x);
    double both = x->alpha + x->beta, a[ETS_SEASONS_MOST + 2];
    a[0] = x->phi * (1 - x->alpha - x->gamma);
    a[1] = both - x->alpha * x->phi + x->gamma - 1;
    for (unsigned i = 2; i < m; i++) a[i] = both - x->alpha * x->phi;
    a[m] = both - x->phi;
    a[m + 1] = 1;
    return inside_circle(a, m + 1);
}
