/* The default choice of a method: by length, frequency and zeros. */
#ifndef MYN_FORECAST_AUTO_H
#define MYN_FORECAST_AUTO_H
#include "forecast/recipe.h"

typedef enum {
    RULE_LAST,         /* 1-2 values */
    RULE_VERY_SHORT,   /* 3-4 */
    RULE_SHORT,        /* 5-7 */
    RULE_ANNUAL,       /* 8 or more, no seasons */
    RULE_SEASONAL,     /* 8 or more, 2 to 24 values a season */
    RULE_LONG_SEASON,  /* more */
    RULE_INTERMITTENT, /* 30 % zeros or more */
    RULES
} Rule;

/* The rule for the N values of Y, NaN missing. */
Rule auto_rule(const double *y, size_t n, unsigned frequency);

/* Its recipe; CHOICE (below MYN_CANDIDATES) matters for RULE_ANNUAL only. */
Recipe auto_recipe(Rule rule, size_t choice);

/* Why, a sentence without figures. */
const char *auto_why(Rule rule);

#endif
