/* Seasons, trend and remainder of a series by local regression (Cleveland, Cleveland, McRae and Terpenning 1990,
 * "STL: A Seasonal-Trend Decomposition Procedure Based on Loess", Journal of Official Statistics 6:3-73). */
#ifndef MYN_FORECAST_STL_H
#define MYN_FORECAST_STL_H
#include <mynegai/arena.h>
#include <mynegai/status.h>
#include <stddef.h>

/* y = seasonal + trend + remainder, n values each. */
typedef struct {
    double *seasonal, *trend;
} Stl;

/* Decompose Y (N > 2 PERIOD values, no gaps). WINDOW: values of one season that a smoothed one rests on, odd. The
 * other settings are those of R's `stl`: two passes, no robust weights; degree 0 for seasons, 1 for trend and low
 * pass; trend over the next odd number above 1.5 period / (1 - 1.5 / window), low pass above period; each computed
 * at every tenth of its window and joined by straight lines. O(n window). */
myn_status stl(const double *y, size_t n, size_t period, size_t window, Stl *out,
               myn_arena *scratch) MYN_CHECKED;

#endif
