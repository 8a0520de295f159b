/* Words that several methods offer. */
#ifndef MYN_METHOD_CHOICES_H
#define MYN_METHOD_CHOICES_H
#include <mynegai/order.h>

extern const char *const myn_words_ties[];      /* numbered as myn_ties */
extern const char *const myn_words_gaps[];      /* numbered as myn_gaps */
extern const char *const myn_words_precision[]; /* double, single */
extern const char *const myn_words_rule[];      /* numbered as myn_quantile_rule */

#define PARAMS(list) .param = (list), .params = sizeof(list) / sizeof *(list)

#endif
