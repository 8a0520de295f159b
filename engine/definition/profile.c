/* Profiles and built-in defaults, in the language of index.yml itself: one reader serves all, and what a
 * profile says can be read aloud. A profile only gives what the file leaves out. */
#include "definition/definition.h"
#include <string.h>

const char *const def_profiles[] = {"oecd", "imd", "tpi", NULL};

/* Handbook on Constructing Composite Indicators (OECD and JRC 2008), as practised. */
static const char oecd[] = "indicators:\n"
                           "  - treat: {skew: 2, kurtosis: 3.5, most: 5}\n"
                           "  - minmax: {to: [0, 100]}\n"
                           "aggregate: arithmetic\n"
                           "coverage: {least: 0.66, by: count}\n";

/* UK indices of multiple deprivation: rank 1 is the most deprived, which has the highest score. A sum over
 * some of its parts is no score, so all of them are needed. */
static const char imd[] = "indicators:\n"
                          "  - rank_to_exponential\n"
                          "aggregate: sum\n"
                          "coverage: {least: 1, by: count}\n"
                          "publish:\n"
                          "  rank: {ties: min, first: highest}\n"
                          "  quantiles: {rule: floor}\n";

/* Thriving Places Index. */
static const char tpi[] = "indicators:\n"
                          "  - zscore: {ddof: 0}\n"
                          "  - affine: {centre: 5, per_sd: 1.5, clamp: [0, 10]}\n"
                          "aggregate: arithmetic\n"
                          "coverage: {least: 0.6, by: count}\n"
                          "publish:\n"
                          "  bands:\n"
                          "    ends: open\n"
                          "    list:\n"
                          "      - {below: 3.5, en: low, cy: isel}\n"
                          "      - {below: 4.5, en: medium-low, cy: canolig-isel}\n"
                          "      - {below: 5.5, en: medium, cy: canolig}\n"
                          "      - {below: 6.5, en: medium-high, cy: canolig-uchel}\n"
                          "      - {en: high, cy: uchel}\n";

/* No threshold of coverage unless one is asked for: a score from some of its parts is marked as partial. */
static const char built_in[] = "window: none\n"
                               "screen: {least: 0}\n"
                               "indicators: []\n"
                               "missing: []\n"
                               "coverage: {least: 0, by: count}\n"
                               "aggregate: arithmetic\n"
                               "weights: given\n"
                               "publish:\n"
                               "  rank: {ties: min, first: highest, on: exact}\n"
                               "  quantiles: {groups: [], rule: ceil}\n"
                               "  bands: {ends: open, list: []}\n"
                               "  decimals: none\n";

const char *def_profile(const char *name)
{
    static const char *const text[] = {oecd, imd, tpi};
    for (size_t i = 0; def_profiles[i]; i++)
        if (strcmp(name, def_profiles[i]) == 0) return text[i];
    return NULL;
}

const char *def_built_in(void)
{
    return built_in;
}
