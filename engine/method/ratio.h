/* What normalisers by the ratio to a value share: mean, best or worst of the areas fitted on. */
#ifndef MYN_METHOD_RATIO_H
#define MYN_METHOD_RATIO_H
#include <mynegai/method.h>

typedef enum { RATIO_MEAN, RATIO_BEST, RATIO_WORST } RatioTo;
extern const char *const myn_words_ratio[]; /* mean, best, worst */

/* The reference value into fitted[0] and [1] left empty. MYN_ERR_DATA and WHY where it is not above 0 or the
 * ratios are too large. A mean is weighted where there are weights. */
myn_status myn_fit_ratio(RatioTo to, const myn_basis *basis, double *fitted, const char **why);

#endif
