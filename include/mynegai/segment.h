/* Segments: areas grouped by what they are like. Numbers only: no labels, no files.
 *
 * Points are ROWS of a matrix here (a point's values side by side, for distances are taken point by point), n x d;
 * no value is missing or infinite unless a function says what it does then. A partition is a number from 0 for each
 * point; where nothing else is said segments are numbered by size, largest first, ties by their first point. */
#ifndef MYNEGAI_SEGMENT_H
#define MYNEGAI_SEGMENT_H
#include <mynegai/arena.h>
#include <mynegai/mat.h>
#include <mynegai/status.h>
#include <mynegai/team.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MYN_NO_SEGMENT UINT32_MAX

/* Owned by the caller: label has room for n. */
typedef struct {
    uint32_t *label; /* n: 0 .. k - 1 */
    size_t n, k;
} myn_partition;

#endif
