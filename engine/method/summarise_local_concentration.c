/* Mean rank of a larger area's first tenth of people, the last area taken in part. */
#include "method/choices.h"
#include "method/summarise.h"
#include <math.h>
#include <mynegai/order.h>
#include <string.h>

static const myn_param params[] = {
    {.name = "share",
     .type = MYN_REAL,
     .fallback = "10",
     .least = 0.001,
     .most = 100,
     .summary = "per cent of the larger area's population that is looked at"},
};

/* What each larger area still has room for: SHARE per cent of its population. */
static double *rooms(const myn_members *members, double share, myn_arena *scratch)
{
    double *room = myn_arena_zero(scratch, members->groups + 1, sizeof *room);
    for (size_t i = 0; room && i < members->n; i++)
        if (members->group[i] < members->groups)
            room[members->group[i]] += myn_members_weight(members, members->rank, i);
    for (size_t g = 0; room && g < members->groups; g++) room[g] *= share / 100;
    return room;
}

/* From the first rank on, each area as far as there is room in its larger one. */
static void fill(const myn_members *members, const uint32_t *order, size_t present, double *room,
                 double *taken)
{
    for (size_t k = 0; k < present; k++) {
        size_t i = order[k], g = members->group[i];
        if (g >= members->groups || room[g] <= 0) continue;
        double weight = fmin(myn_members_weight(members, members->rank, i), room[g]);
        members->out[g] += weight * ((double)members->ranked + 1 - members->rank[i]);
        taken[g] += weight;
        room[g] -= weight;
    }
}

static myn_status summarise(const double *param, const myn_members *members, myn_arena *scratch)
{
    size_t present;
    myn_status status = myn_members_check(members);
    if (status) return status;
    double *room = rooms(members, param[0], scratch);
    double *taken = myn_arena_zero(scratch, members->groups + 1, sizeof *taken);
    uint32_t *order = myn_arena_get(scratch, (members->n + 1) * sizeof *order);
    if (!room || !taken || !order) return MYN_ERR_MEMORY;
    status = myn_order(members->rank, members->n, order, &present, scratch);
    if (status) return status;
    memset(members->out, 0, members->groups * sizeof *members->out);
    fill(members, order, present, room, taken);
    for (size_t g = 0; g < members->groups; g++)
        members->out[g] = taken[g] > 0 ? members->out[g] / taken[g] : NAN;
    return MYN_OK;
}

const myn_method myn_method_local_concentration = {
    .name = "local_concentration",
    .kind = MYN_KIND_SUMMARISE,
    .summary = "mean rank of the first areas that hold a tenth of the larger area's people",
    .formula =
        "sum w (N + 1 - r) / sum w over the areas of the larger one in the order of their ranks r among "
        "all N ranked areas, until they hold `share` per cent of its population; w = population, of the "
        "last area only the part that is needed. Areas without a rank or a population are left out; "
        "missing where none is left.",
    .reference = SUMMARY_REFERENCE,
    PARAMS(params),
    .needs = SUMMARY_NEEDS,
    .summarise = summarise,
};
