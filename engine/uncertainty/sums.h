/* Ways to form the sums of draws, all with the same result. Private to the room. */
#ifndef MYN_UNCERTAINTY_SUMS_H
#define MYN_UNCERTAINTY_SUMS_H
#include <mynegai/uncertainty.h>

/* The later the faster. */
typedef enum { SUMS_ANYWHERE, SUMS_WITH_FMA, SUMS_WITH_WIDE_FMA, SUMS_WAYS } SumsWay;

/* Whether this machine can. */
bool sums_can(SumsWay way);

/* myn_draw_sums that way. */
void draw_sums_by(SumsWay way, myn_cmat weight, myn_cmat x, myn_mat out);

#endif
