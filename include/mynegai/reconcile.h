/* Forecasts that add up: areas to councils to Wales, parts to totals.
 *
 * A hierarchy is a forest: every node but the tops is part of one other, and a node with parts is their sum. Base
 * forecasts, made node by node, do not add up; reconciled ones do. Matrices are nodes x horizon, a node's forecasts
 * side by side. Methods, for base forecasts y and their error variances w: bottom-up, top-down, and the weighted
 * projection that minimises sum (x - y)^2 / w over all x that add up - with w = 1 ordinary least squares (Hyndman
 * and others 2011, doi:10.1016/j.csda.2011.03.006), with w the number of leaves below each node structural scaling,
 * with w the variances of one-step errors variance scaling (Hyndman and others 2016, doi:10.1016/j.csda.2015.11.007), with a
 * full covariance minimum trace (Wickramasuriya and others 2019, doi:10.1080/01621459.2018.1448825). */
#ifndef MYNEGAI_RECONCILE_H
#define MYNEGAI_RECONCILE_H
#include <mynegai/arena.h>
#include <mynegai/mat.h>
#include <mynegai/status.h>
#include <stddef.h>
#include <stdint.h>

#define MYN_TOP UINT32_MAX

typedef struct {
    uint32_t nodes;
    const uint32_t *parent; /* of each node, MYN_TOP where none */
    const uint32_t *order;  /* all nodes: every parent before its parts, and these side by side */
    const uint32_t *first;  /* of each node: where in ORDER its parts begin */
    const uint32_t *parts;  /* how many they are; 0 for a leaf */
    const uint32_t *leaves; /* leaves below it, 1 for a leaf itself */
} myn_hierarchy;

/* The hierarchy of PARENT (NODES numbers, borrowed), its arrays from ARENA. MYN_ERR_DATA where nodes are part of
 * each other in a circle, *BAD then being one of them; MYN_ERR_ARGUMENT where a parent is no node. O(nodes). */
myn_status myn_hierarchy_make(const uint32_t *parent, uint32_t nodes, myn_arena *arena, myn_hierarchy *out,
                              uint32_t *bad) MYN_CHECKED;

/* The number of leaves below each node into VARIANCE (nodes): the weights of structural scaling. */
void myn_structural_variance(const myn_hierarchy *tree, double *variance);

/* Bottom-up, in place: every node that has parts becomes their sum. O(nodes x horizon). */
void myn_bottom_up(const myn_hierarchy *tree, myn_mat forecast);

/* Top-down, in place: every node that has parts is shared out among them as SHARE (nodes; at least 0) says, of which
 * those of one parent's parts are scaled to 1; NULL: as their own base forecasts say (forecast proportions,
 * Athanasopoulos and others 2009, doi:10.1016/j.ijforecast.2008.07.004). Equal parts where all are 0. O(nodes x horizon). */
void myn_top_down(const myn_hierarchy *tree, const double *share, myn_mat forecast);

/* The weighted projection by one sweep up and one down: a node's own forecast and the sum of its parts are two
 * measurements of one number, joined by their precisions; the difference goes back to the parts by their variances.
 * FORECAST (nodes x horizon) in place; VARIANCE (nodes) is at least 0, infinite where the base forecast says nothing
 * (it may then be NaN), 0 where it must hold. AFTER (nodes, or NULL) gets the variances of the reconciled forecasts if the base
 * errors are independent with VARIANCE. The same as dense generalised least squares with diagonal weights.
 * MYN_ERR_DATA where a leaf's forecast is not finite, a variance is negative or NaN, or variances of 0 contradict
 * each other. O(nodes x horizon). */
myn_status myn_reconcile(const myn_hierarchy *tree, const double *variance, myn_mat forecast, double *after,
                         myn_arena *scratch) MYN_CHECKED;

/* The same with no leaf below 0, and so no node: the quadratic program by block principal pivoting with single
 * exchanges where blocks go round (Kim and Park 2011, doi:10.1137/110821172), each step two sweeps; every column
 * its own. VARIANCE is above 0, infinite allowed above the leaves. *STEPS (or NULL) gets the most that a column took. */
myn_status myn_reconcile_positive(const myn_hierarchy *tree, const double *variance, myn_mat forecast,
                                  size_t *steps, myn_arena *scratch) MYN_CHECKED;

/* Minimum trace: x = y - W C' (C W C')^-1 C y, C the sums that must be 0 (a row a node with parts), W COVARIANCE
 * (nodes x nodes) of the base errors. For hierarchies that fit: O(nodes^2 + inner nodes^3). MYN_ERR_DATA where C W C'
 * is not positive definite. */
myn_status myn_reconcile_covariance(const myn_hierarchy *tree, myn_cmat covariance, myn_mat forecast,
                                    myn_arena *scratch) MYN_CHECKED;

/* The covariance of one-step errors (ERROR nodes x n, none missing, mean taken as 0, divisor n) shrunk to its
 * diagonal, into OUT (nodes x nodes): correlations times 1 - lambda, lambda = sum var(r_ij) / sum r_ij^2 held in [0, 1]
 * (Schaefer and Strimmer 2005, doi:10.2202/1544-6115.1175). Nodes without spread correlate with none. *LAMBDA (or NULL) gets it.
 * O(nodes^2 n). */
myn_status myn_shrunk_covariance(myn_cmat error, myn_mat out, double *lambda, myn_arena *scratch) MYN_CHECKED;

/* Draws of errors of nodes together, normal with mean 0 and covariance (1 - LAMBDA) E E' / n + LAMBDA T: E = ERROR (nodes x n), T with
 * the squares of SD (nodes) and the correlation COMMON (0 to 1) everywhere else, so that sums keep their variance where COMMON is the mean
 * correlation. No matrix of nodes x nodes is made: a draw is sqrt((1 - LAMBDA) / n) E w + sqrt(LAMBDA) s (sqrt(COMMON) g + sqrt(1 -
 * COMMON) z). ERROR without columns: LAMBDA counts as 1. OUT is nodes x draws; columns 2 k and 2 k + 1 are opposites of each other, of stream
 * (SEED, k): first w, then g, then z. O(nodes n draws). */
myn_status myn_joint_errors(myn_cmat error, const double *sd, double lambda, double common, uint64_t seed,
                            myn_mat out, myn_arena *scratch) MYN_CHECKED;

#endif
