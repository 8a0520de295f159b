/* Functions whose indices are known from their formulae. */
#ifndef MYN_TEST_FUNCTIONS_H
#define MYN_TEST_FUNCTIONS_H
#include <math.h>

/* sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, x uniform on (-pi, pi) (Ishigami and Homma 1990). With a = 7, b = 0.1:
 * V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, V13 = b^2 pi^8 (1/18 - 1/50), all others 0. */
static inline double ishigami(const double *u)
{
    double x1 = M_PI * (2 * u[0] - 1), x2 = M_PI * (2 * u[1] - 1), x3 = M_PI * (2 * u[2] - 1);
    return sin(x1) + 7 * sin(x2) * sin(x2) + 0.1 * x3 * x3 * x3 * x3 * sin(x1);
}

static inline void ishigami_indices(double first[3], double total[3])
{
    double v1 = 0.5 * pow(1 + 0.1 * pow(M_PI, 4) / 5, 2), v2 = 49.0 / 8,
           v13 = 0.01 * pow(M_PI, 8) * (1.0 / 18 - 1.0 / 50), v = v1 + v2 + v13;
    first[0] = v1 / v;
    first[1] = total[1] = v2 / v;
    first[2] = 0;
    total[0] = (v1 + v13) / v;
    total[2] = v13 / v;
}

/* x1 + 2 x2 + 3 x3, x uniform on (0, 1): shares 1/14, 4/14, 9/14, first and total alike. */
static inline double linear(const double *u)
{
    return u[0] + 2 * u[1] + 3 * u[2];
}

static inline void linear_indices(double first[3], double total[3])
{
    for (int i = 0; i < 3; i++) first[i] = total[i] = (i + 1) * (i + 1) / 14.0;
}
#endif
