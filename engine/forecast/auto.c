/* "auto": what to forecast a series with, by what the M competitions' series show (docs/forecast.md). */
#include "forecast/auto.h"
#include <math.h>

#define ZEROS_MANY  .3
#define SEASON_MOST 24 /* values a season for which exponential smoothing keeps a state each */

Rule auto_rule(const double *y, size_t n, unsigned frequency)
{
    size_t present = 0, zeros = 0, below = 0;
    for (size_t i = 0; i < n; i++) {
        present += !isnan(y[i]);
        zeros += y[i] == 0;
        below += y[i] < 0;
    }
    if (present < 3) return RULE_LAST;
    if (present < 5) return RULE_VERY_SHORT;
    if (!below && present >= 8 && zeros < present && (double)zeros >= ZEROS_MANY * (double)present)
        return RULE_INTERMITTENT;
    if (present < 8) return RULE_SHORT;
    return frequency < 2 ? RULE_ANNUAL : frequency <= SEASON_MOST ? RULE_SEASONAL : RULE_LONG_SEASON;
}

/* The methods of each rule; NULL ends. A leading '~' has seasons taken out first. */
static const char *const part[RULES][4] = {
    [RULE_LAST] = {"naive"},
    [RULE_VERY_SHORT] = {"theta"},
    [RULE_SHORT] = {"theta", "rdot"},
    [RULE_ANNUAL] = {"rdot"},
    [RULE_SEASONAL] = {"rdot", "ets", "theta"},
    [RULE_LONG_SEASON] = {"rdot", "~ets", "theta"},
    [RULE_INTERMITTENT] = {"sba", "tsb", "imapa"},
};

Recipe auto_recipe(Rule rule, size_t choice)
{
    static const char *const annual[MYN_CANDIDATES] = {"rdot", "drift", "damped", "naive"};
    if (rule == RULE_ANNUAL) return recipe_of(annual[choice]);
    Recipe recipe = {0};
    for (const char *const *name = part[rule]; *name; name++)
        recipe_add(&recipe, **name == '~' ? *name + 1 : *name, **name == '~');
    return recipe.parts ? recipe : recipe_of("naive");
}

const char *auto_why(Rule rule)
{
    static const char *const why[RULES] = {
        [RULE_LAST] = "one or two values: the last one goes on",
        [RULE_VERY_SHORT] = "three or four values: theta, which fits least",
        [RULE_SHORT] = "five to seven values: the mean of theta and its ridge",
        [RULE_ANNUAL] = "eight values or more without seasons: the ridge of dynamic theta",
        [RULE_SEASONAL] =
            "eight values or more with seasons: the mean of the ridge of dynamic theta, exponential "
            "smoothing and theta",
        [RULE_LONG_SEASON] =
            "long seasons: the mean of the ridge of dynamic theta, exponential smoothing and theta, "
            "seasons taken out first",
        [RULE_INTERMITTENT] = "three zeros or more in ten: methods for intermittent counts",
    };
    return why[rule];
}
