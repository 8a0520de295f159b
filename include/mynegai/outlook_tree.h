/* Forecasts of many series that add up: reconciled, with intervals and accuracy of what was reconciled. */
#ifndef MYNEGAI_OUTLOOK_TREE_H
#define MYNEGAI_OUTLOOK_TREE_H
#include <mynegai/outlook.h>
#include <mynegai/reconcile.h>

typedef enum {
    MYN_ADD_NONE,
    MYN_ADD_BOTTOM_UP,
    MYN_ADD_TOP_DOWN,   /* by the parts' own forecasts */
    MYN_ADD_OLS,        /* all forecasts weigh alike */
    MYN_ADD_STRUCTURAL, /* variance: leaves below */
    MYN_ADD_VARIANCE,   /* variance: of one-step errors */
    MYN_ADD_MINT,       /* minimum trace with the shrunk covariance of one-step errors */
    MYN_ADDS
} myn_add_kind;

#define MYN_ADD_NODES_MOST 3000 /* of a tree for minimum trace, which takes nodes^2 memory */

/* The word of KIND ("bottom-up"); "unknown" for none. */
const char *myn_add_word(myn_add_kind kind);

typedef struct {
    myn_add_kind how;
    uint32_t nodes;
    const uint32_t *parent; /* of each node, MYN_TOP where none */
    const size_t *member;   /* of each node: its number among the series */
    bool positive;          /* no value is below 0 */
    size_t paths;           /* draws behind coherent intervals, even; 0: quantiles of errors, node by node */
    uint64_t seed;          /* of the draws */
} myn_outlook_tree;

/* Reconcile the forecasts in OUTLOOKS (made of SERIES by a plan that says keep) of the nodes of TREE, in place. All its
 * series must have the same times, that is as many values, missing at the same positions, and be forecast.
 *
 * Means are reconciled step by step. Variances of variance scaling are mean squared one-step errors; where a node has
 * fewer than 2, or a node's is below 1e-8 of the greatest, it is that share of the greatest. Minimum trace takes the steps
 * at which all nodes have an error. Where no node has 2 errors, or there are not 2 such steps, weights are structural. With POSITIVE, projections hold leaves at 0 or above
 * (myn_reconcile_positive); minimum trace is projected so afterwards, by the variances of its covariance.
 *
 * At each origin of the back-test its forecasts are reconciled too, by one-step errors before that origin alone: accuracy, and the
 * first of mase_at, become those of reconciled forecasts, `base` and `base_mean` keep what was before. Intervals are the
 * reconciled mean -+ q scale: q the quantile, at min(1, (n + 1) level / n), of absolute reconciled errors in scales of
 * the series' values before the origin, over all nodes and origins at that step (as myn_outlook_make does it, on the
 * values as they are); scale that of all values. Where fewer than MYN_POOL_LEAST nodes have errors, or a node has
 * no scale, the interval before is moved with its mean. Ends stay within the series' bounds. Accuracy judges nodes at even
 * places by quantiles of those at odd ones and the other way round.
 *
 * With PATHS, intervals come of draws that add up. One-step errors before an origin (steps at which all nodes have one) give the
 * joint distribution of base errors, shrunk as myn_shrunk_covariance is, but to the mean correlation of the leaves (at least 0;
 * myn_joint_errors); without 2 such steps errors are independent, with the nodes' scales.
 * Draws are reconciled as the means are; a node's unit is the root of their mean square. q is learnt as above, of |reconciled error| / unit
 * instead of scales. The interval's ends at step h and a level are the quantiles (type 7) at (1 -+ level) / 2 of the paths
 * mean + f d, d the reconciled draws, f = q / z, z the normal quantile of the level: every path adds up. With POSITIVE, a path with a leaf below 0 is
 * projected as the means are (bottom-up: its leaves end at 0 and are added up). Where too few nodes have errors, f is the mean over nodes of half
 * the interval before / (z unit). Not for top-down, whose draws would move all parts alike: MYN_ERR_ARGUMENT.
 *
 * MYN_ERR_DATA where parents go in a circle, times differ or a series has no forecast;
 * MYN_ERR_LIMIT where there are too many nodes for minimum trace or paths, MYN_ERR_MEMORY. O(origins nodes reach), for minimum trace
 * also O(origins nodes^2 (errors + inner nodes)). */
myn_status myn_outlook_add_up(myn_outlooks *outlooks, const myn_panel_series *series,
                              const myn_outlook_tree *tree, myn_arena *scratch) MYN_CHECKED;

#endif
