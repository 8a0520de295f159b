/* The search for the likeliest states: Gauss-Newton steps with Marquardt's damping inside a box. */
#ifndef MYN_FORECAST_ETS_SEARCH_H
#define MYN_FORECAST_ETS_SEARCH_H
#include "forecast/ets_pass.h"

typedef struct {
    const EtsTask *task;
    EtsPlaces places;
    double least[4], most[4]; /* of alpha, beta, gamma, phi as far as the model has them */
} EtsBox;

EtsBox ets_box(const EtsTask *task);

typedef struct {
    double u[ETS_FREE_MOST], value; /* value: -2 log L */
} EtsPoint;

/* -2 log L at point->u into point->value; INFINITY where not admissible. */
void ets_look(const EtsBox *box, EtsPoint *point);

/* One Gauss-Newton step of the initial states alone, smoothing kept: exact for additive models. Taken where it
 * makes the series likelier. */
void ets_settle(const EtsBox *box, EtsPoint *point);

/* Search from *POINT until a step promises less than TOLERANCE of -2 log L; whether it got there in MOST steps. */
bool ets_descend(const EtsBox *box, EtsPoint *point, double tolerance, int most);

#endif
