/* Copeland's rule. Every pair of areas is compared once; an area is held against blocks of others, so that no
 * table of pairs is kept and the margins of a block stay in the first cache. */
#include "base/machine.h"
#include "method/parts.h"
#include "method/row.h"
#include <math.h>
#include <string.h>

#define BLOCK ((size_t)1024)

/* Shares of weight that differ by no more than this are equal: .1 + .2 against .3. */
#define ROUNDING 1e-12

/* margin + weight where X lies above an other, - weight where below; nothing where either is missing, for
 * which a comparison is false. */
FOR_EACH_MACHINE
static void add_margins(double x, const double *other, double weight, double *margin, size_t n)
{
    EACH_BY_ITSELF
    for (size_t j = 0; j < n; j++) margin[j] += (x > other[j] ? weight : 0.0) - (x < other[j] ? weight : 0.0);
}

/* Wins less losses of an area against a block, and the block's own. */
FOR_EACH_MACHINE
static double settle(const double *margin, double *score, size_t n, double equal)
{
    double balance = 0;
    for (size_t j = 0; j < n; j++) {
        double won = (margin[j] > equal ? 1.0 : 0.0) - (margin[j] < -equal ? 1.0 : 0.0);
        score[j] -= won;
        balance += won;
    }
    return balance;
}

static void compare(const myn_parts *parts, size_t i, double equal, double *margin, double *score)
{
    for (size_t from = i + 1; from < parts->n; from += BLOCK) {
        size_t n = parts->n - from < BLOCK ? parts->n - from : BLOCK;
        memset(margin, 0, n * sizeof *margin);
        for (size_t c = 0; c < parts->children; c++)
            add_margins(parts->child[c][i], parts->child[c] + from, parts->weight[c], margin, n);
        score[i] += settle(margin, score + from, n, equal);
    }
}

static myn_status combine(const double *param, const myn_parts *parts, myn_arena *scratch)
{
    (void)param;
    double *margin = myn_arena_get(scratch, BLOCK * sizeof *margin),
           *present = myn_parts_scratch(parts, scratch);
    if (!margin || !present) return MYN_ERR_MEMORY;
    double all = 0;
    for (size_t c = 0; c < parts->children; c++) all += parts->weight[c];
    memset(parts->out, 0, parts->n * sizeof *parts->out);
    for (size_t i = 0; i < parts->n; i++) compare(parts, i, ROUNDING * all, margin, parts->out);
    myn_parts_present(parts, false, present);
    for (size_t i = 0; i < parts->n; i++)
        if (present[i] == 0) parts->out[i] = NAN;
    return MYN_OK;
}

const myn_method myn_method_copeland = {
    .name = "copeland",
    .kind = MYN_KIND_AGGREGATE,
    .summary = "areas outdone less areas outdone by, each pair judged by the weight of parts in favour",
    .formula =
        "number of areas i beats - number that beat i; i beats j where sum w over the children in which x_i "
        "> "
        "x_j is greater than that in which x_i < x_j, of the children in which both have a value; equal sums "
        "beat neither way. The result does not depend on the order of areas. Missing where no child has a "
        "value. O(n^2 children) time, O(n) memory.",
    .reference =
        "Copeland A H (1951) A reasonable social welfare function, University of Michigan; Saari D G, Merlin "
        "V R (1996) The Copeland method, Econ Theory 8, doi:10.1007/BF01212012",
    .whole = true,
    .combine = combine,
};
