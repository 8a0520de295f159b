/* Whether a model forgets its start: the roots of its characteristic polynomial by Schur and Cohn's recursion. */
#include "forecast/ets.h"
#include <string.h>

#define SLACK 1e-7 /* roots this far outside count as on the circle: models are often likeliest just there */

/* Whether all roots of sum a[k] z^k (degree, a[degree] = 1) lie inside the circle of radius 1 + SLACK: drawn in to the
 * unit circle, then stepped down until a reflection is not below 1. */
static bool inside_circle(double *a, unsigned degree)
{
    double shrink = 1;
    for (unsigned i = degree; i-- > 0;) a[i] *= shrink /= 1 + SLACK;
    for (; degree > 0; degree--) {
        double k = a[0], rest = 1 - k * k, lower[ETS_SEASONS_MOST + 2];
        if (!(rest > 0)) return false;
        for (unsigned i = 0; i < degree; i++) lower[i] = (a[i + 1] - k * a[degree - 1 - i]) / rest;
        memcpy(a, lower, degree * sizeof *a);
    }
    return true;
}

/* The polynomials of Hyndman et al. (2008, chapter 10) are written for a damped trend whose slope is damped after it is
 * added to the level; here it is damped before: their beta is phi beta. (R's forecast 8.20 takes beta for it.) */

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
    double both = x->alpha + x->phi * x->beta, a[ETS_SEASONS_MOST + 2];
    if (!model->trend) {
        a[0] = x->alpha + x->gamma - 1;
        for (unsigned i = 1; i < m; i++) a[i] = x->alpha;
        a[m] = 1;
        return inside_circle(a, m);
    }
    a[0] = x->phi * (1 - x->alpha - x->gamma);
    a[1] = both - x->alpha * x->phi + x->gamma - 1;
    for (unsigned i = 2; i < m; i++) a[i] = both - x->alpha * x->phi;
    a[m] = both - x->phi;
    a[m + 1] = 1;
    return inside_circle(a, m + 1);
}
