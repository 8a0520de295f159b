/* Copeland's rule. Every pair of areas is compared once and no table of pairs is kept: an area is held
 * against all after it, four at a time, a block of them by every area before the next block so that it stays
 * in the first cache. */
#include "base/machine.h"
#include "method/parts.h"
#include <math.h>
#include <string.h>

#define LANES 4
#define BLOCK ((size_t)256) /* areas */

/* Sums of weight that differ by no more than this share of it are equal: .1 + .2 against .3. */
#define ROUNDING 1e-12

typedef double Lanes __attribute__((vector_size(LANES * 8), aligned(8), may_alias));
typedef int64_t Marks __attribute__((vector_size(LANES * 8), aligned(8), may_alias));

/* The parts, area by area missing up to a multiple of LANES. */
typedef struct {
    const double *value; /* child c of area i at c * stride + i */
    const double *weight;
    size_t children, stride;
    double equal;
    double *score;
} Field;

/* NUMBER where MARK, else 0. */
#define WHERE(mark, number) ((Lanes)((mark) & (Marks)((Lanes){0} + (number))))

/* Area I against those of [FROM, TO), all of which come after it. A comparison with a missing value is false,
 * so that it adds nothing. Returns wins less losses of I. */
FOR_EACH_MACHINE
static double compare(const Field *field, size_t i, size_t from, size_t to)
{
    Lanes balance = {0};
    for (size_t j = from; j < to; j += LANES) {
        Lanes margin = {0};
        for (size_t c = 0; c < field->children; c++) {
            const double *row = field->value + c * field->stride;
            Lanes other = *(const Lanes *)(row + j), own = (Lanes){0} + row[i];
            margin += WHERE(own > other, field->weight[c]) - WHERE(own < other, field->weight[c]);
        }
        Lanes won = WHERE(margin > field->equal, 1.0) - WHERE(margin < -field->equal, 1.0);
        *(Lanes *)(field->score + j) -= won;
        balance += won;
    }
    return (balance[0] + balance[1]) + (balance[2] + balance[3]);
}

/* Area I against those after it in its own group of LANES, one by one. */
static void compare_near(const Field *field, size_t i)
{
    for (size_t j = i + 1; j % LANES != 0; j++) {
        double margin = 0;
        for (size_t c = 0; c < field->children; c++) {
            const double *row = field->value + c * field->stride;
            margin += (row[i] > row[j] ? field->weight[c] : 0) - (row[i] < row[j] ? field->weight[c] : 0);
        }
        int won = (margin > field->equal) - (margin < -field->equal);
        field->score[i] += won;
        field->score[j] -= won;
    }
}

static void compare_all(const Field *field, size_t n)
{
    for (size_t i = 0; i < n; i++) compare_near(field, i);
    for (size_t block = 0; block < field->stride; block += BLOCK) {
        size_t end = block + BLOCK < field->stride ? block + BLOCK : field->stride;
        for (size_t i = 0; i < end && i < n; i++) {
            size_t next = (i / LANES + 1) * LANES, from = next > block ? next : block;
            field->score[i] += compare(field, i, from, end);
        }
    }
}

/* Copies of the children with room for the last group; NULL without memory. */
static double *padded(const myn_parts *parts, size_t stride, myn_arena *scratch)
{
    double *value = myn_arena_get(scratch, (parts->children * stride + 1) * sizeof *value);
    for (size_t c = 0; value && c < parts->children; c++) {
        double *row = value + c * stride;
        memcpy(row, parts->child[c], parts->n * sizeof *row);
        for (size_t i = parts->n; i < stride; i++) row[i] = NAN;
    }
    return value;
}

static myn_status combine(const double *param, const myn_parts *parts, myn_arena *scratch)
{
    (void)param;
    size_t stride = (parts->n + LANES - 1) / LANES * LANES;
    double all = 0, *present = myn_parts_scratch(parts, scratch);
    for (size_t c = 0; c < parts->children; c++) all += parts->weight[c];
    Field field = {padded(parts, stride, scratch),
                   parts->weight,
                   parts->children,
                   stride,
                   ROUNDING * all,
                   myn_arena_zero(scratch, stride + 1, sizeof(double))};
    if (!present || !field.value || !field.score) return MYN_ERR_MEMORY;
    compare_all(&field, parts->n);
    myn_parts_present(parts, false, present);
    for (size_t i = 0; i < parts->n; i++) parts->out[i] = present[i] > 0 ? field.score[i] : NAN;
    return MYN_OK;
}

/* Areas that AREA beats, and that beat it. */
static myn_status refer(const double *param, const myn_parts *parts, size_t area, double *number,
                        myn_arena *scratch)
{
    (void)param, (void)scratch;
    double all = 0;
    number[0] = number[1] = 0;
    for (size_t c = 0; c < parts->children; c++) all += parts->weight[c];
    for (size_t j = 0; j < parts->n; j++) {
        double margin = 0;
        for (size_t c = 0; c < parts->children; c++) {
            double own = parts->child[c][area], other = parts->child[c][j];
            margin += (own > other ? parts->weight[c] : 0) - (own < other ? parts->weight[c] : 0);
        }
        number[0] += margin > ROUNDING * all;
        number[1] += margin < -ROUNDING * all;
    }
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
    .worked = "beaten - beaten_by",
    .whole_name = (const char *const[]){"beaten", "beaten_by", NULL},
    .refer = refer,
    .reference =
        "Copeland A H (1951) A reasonable social welfare function, University of Michigan; Saari D G, Merlin "
        "V R (1996) The Copeland method, Econ Theory 8, doi:10.1007/BF01212012",
    .whole = true,
    .combine = combine,
};
