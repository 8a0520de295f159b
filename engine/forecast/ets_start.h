/* Where a search begins, and how many beginnings are followed how far. */
#ifndef MYN_FORECAST_ETS_START_H
#define MYN_FORECAST_ETS_START_H
#include "forecast/ets_search.h"

#define ETS_STARTS_MOST 48

/* MODEL's task on Y. MYN_ERR_DATA where it cannot be fitted. */
myn_status ets_task(const EtsModel *model, const double *y, size_t n, EtsTask *out) MYN_CHECKED;

/* Smoothing parameters on a coarse grid with the likeliest initial states for each into START (ETS_STARTS_MOST); how many. */
size_t ets_grid(const EtsBox *box, EtsPoint *start);

/* The points of another error's grid judged by this one's likelihood. */
void ets_regrid(const EtsBox *box, EtsPoint *start, size_t count);

/* Follow the likeliest FOLLOWED of START (which change places) some steps; where the best of them got. */
EtsPoint ets_approach(const EtsBox *box, EtsPoint *start, size_t count, size_t followed);

/* Follow POINT to the end; whether it got there. */
bool ets_polish(const EtsBox *box, EtsPoint *point);

#endif
