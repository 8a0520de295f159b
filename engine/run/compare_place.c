/* New values among old ones, for methods that rank: every area's own value is exchanged, all others stay. */
#include "run/compare.h"
#include <math.h>
#include <mynegai/order.h>
#include <stdlib.h>
#include <string.h>

bool compare_by_rank(const myn_method *method)
{
    return method->worked && strstr(method->worked, "r_") &&
           (strstr(method->worked, "r_up") || strstr(method->worked, "r_down"));
}

static double param_named(const myn_step *step, const char *name, double otherwise)
{
    for (size_t i = 0; i < step->method->params; i++)
        if (strcmp(step->method->param[i].name, name) == 0)
            return step->param[myn_param_slot(step->method, i)];
    return otherwise;
}

/* Whether rank 1 goes to the greatest value of the column as it stands. */
static bool descending(const Ranked *r)
{
    bool best_first = !strstr(r->step->method->worked, "r_up") || param_named(r->step, "first", 0) == 1;
    if (!strstr(r->step->method->worked, "r_down")) best_first = false;
    return (r->direction < 0) != best_first;
}

/* What the method gives at each place, from the lowest value, of N; and halfway between two places, for ties. */
typedef struct {
    size_t n;
    double *at, *between;
} Ladder;

/* Apply the method to N values i / SHARE (whole), beginning at SHIFT: 1 all different, 2 in pairs. */
static myn_status apply_synthetic(const Ranked *r, size_t n, size_t share, size_t shift, double *out,
                                  myn_arena *scratch)
{
    double fitted[MYN_FITTED_MOST];
    for (size_t k = 0; k < MYN_FITTED_MOST; k++) fitted[k] = NAN;
    for (size_t i = 0; i < n; i++) out[i] = (double)((i + shift) / share);
    const myn_values values = {.in = out, .out = out, .n = n, .direction = r->direction, .fitted = fitted};
    return r->step->method->apply(r->step->param, &values, scratch);
}

static myn_status make_ladder(const Ranked *r, size_t n, bool halfway, myn_arena *scratch, Ladder *out)
{
    double *pair = myn_arena_get(scratch, (n + 1) * sizeof *pair);
    *out = (Ladder){n, myn_arena_get(scratch, (n + 1) * sizeof(double)),
                    myn_arena_get(scratch, (n + 1) * sizeof(double))};
    if (!pair || !out->at || !out->between) return MYN_ERR_MEMORY;
    myn_status status = apply_synthetic(r, n, 1, 0, out->at, scratch);
    for (size_t shift = 0; shift < 2 && !status && halfway; shift++) {
        status = apply_synthetic(r, n, 2, shift, pair, scratch);
        for (size_t i = shift; i + 1 < n; i += 2) out->between[i] = pair[i];
    }
    return status;
}

/* How many of COUNT sorted values are below X (or not above it). */
static size_t count_below(const double *sorted, size_t count, double x, bool or_equal)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        bool below = or_equal ? sorted[middle] <= x : sorted[middle] < x;
        if (below)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where a value stands among the others': how many are below it, how many beside it. */
typedef struct {
    uint32_t below, equal;
} Place;

static Place find_place(const double *sorted, size_t present, double own, double fresh)
{
    size_t below = count_below(sorted, present, fresh, false), upto = below;
    if (below < present && sorted[below] == fresh) upto = count_below(sorted, present, fresh, true);
    size_t equal = upto - below;
    if (own < fresh) below--;
    if (own == fresh) equal--;
    return (Place){(uint32_t)below, (uint32_t)equal};
}

static double step_on(const Ladder *ladder, Place place, int ties, bool falling)
{
    size_t middle = place.below + place.equal / 2;
    if (ties == MYN_TIES_AVERAGE) return place.equal % 2 ? ladder->between[middle] : ladder->at[middle];
    bool last = (ties == MYN_TIES_MAX) != falling;
    return ladder->at[last ? place.below + place.equal : place.below];
}

static myn_status sort_old(const Ranked *r, double **sorted, size_t *present, myn_arena *scratch)
{
    uint32_t *order = myn_arena_get(scratch, (r->areas + 1) * sizeof *order);
    *sorted = myn_arena_get(scratch, (r->areas + 1) * sizeof **sorted);
    if (!order || !*sorted) return MYN_ERR_MEMORY;
    myn_status status = myn_order(r->old, r->areas, order, present, scratch);
    for (size_t i = 0; i < *present && !status; i++) (*sorted)[i] = r->old[order[i]];
    return status;
}

/* Places of all fresh values, and which ladders they need: [0] where the area had a value before, [1] where it had none;
 * halfway steps where a value is beside an odd number of others. */
static void find_places(const Ranked *r, const double *fresh, const double *sorted, size_t present,
                        Place *place, bool need[2], bool halfway[2])
{
    bool average = param_named(r->step, "ties", MYN_TIES_MIN) == MYN_TIES_AVERAGE;
    for (size_t a = 0; a < r->areas; a++) {
        if (isnan(fresh[a])) continue;
        int was_none = isnan(r->old[a]);
        place[a] = find_place(sorted, present, r->old[a], fresh[a]);
        need[was_none] = true;
        halfway[was_none] |= average && place[a].equal % 2;
    }
}

myn_status compare_place(const Ranked *r, double *fresh, myn_arena *scratch)
{
    size_t present = 0;
    double *sorted = NULL;
    Place *place = myn_arena_get(scratch, (r->areas + 1) * sizeof *place);
    bool need[2] = {false, false}, halfway[2] = {false, false}, falling = descending(r);
    int ties = (int)param_named(r->step, "ties", MYN_TIES_MIN);
    Ladder ladder[2] = {{0}, {0}};
    myn_status status = place ? sort_old(r, &sorted, &present, scratch) : MYN_ERR_MEMORY;
    if (!status) find_places(r, fresh, sorted, present, place, need, halfway);
    for (int k = 0; k < 2 && !status; k++)
        if (need[k]) status = make_ladder(r, present + (size_t)k, halfway[k], scratch, &ladder[k]);
    for (size_t a = 0; a < r->areas && !status; a++)
        if (!isnan(fresh[a])) fresh[a] = step_on(&ladder[isnan(r->old[a])], place[a], ties, falling);
    return status;
}
