/* Clustering from a table of distances: chains of nearest neighbours where heights cannot fall, the closest pair
 * each time where they can. A merged segment keeps the row of its lower part; the other's row is at infinity. */
#include "segment/tree.h"
#include <math.h>

typedef struct {
    myn_mat at;
    double *size; /* members; 0 of a row that is no more */
    myn_linkage how;
} Table;

static myn_status begin(Table *table, myn_mat distance, myn_linkage how, myn_arena *scratch)
{
    *table = (Table){distance, myn_arena_get(scratch, distance.rows * sizeof(double)), how};
    if (!table->size) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < distance.rows; i++) {
        table->size[i] = 1;
        myn_row(distance, i)[i] = INFINITY;
    }
    return MYN_OK;
}

/* B becomes part of A. */
static void join(Table *table, size_t a, size_t b)
{
    double *of_a = myn_row(table->at, a), *of_b = myn_row(table->at, b), ab = of_a[b];
    for (size_t k = 0; k < table->at.rows; k++) {
        if (table->size[k] == 0 || k == a || k == b) continue;
        of_a[k] = lance_williams(
            table->how, (Lance){of_a[k], of_b[k], ab, table->size[a], table->size[b], table->size[k]});
        myn_row(table->at, k)[a] = of_a[k];
        myn_row(table->at, k)[b] = INFINITY;
    }
    of_a[b] = INFINITY;
    table->size[a] += table->size[b];
    table->size[b] = 0;
}

/* The place of the least of N numbers from FROM, the first of equal ones; from..n must have one that is
 * finite. */
static size_t least_of(const double *x, size_t from, size_t n)
{
    size_t least = from;
    for (size_t i = from + 1; i < n; i++)
        if (x[i] < x[least]) least = i;
    return least;
}

/* ---- chains ---- */

typedef struct {
    uint32_t *at;
    size_t length;
} Chain;

/* Grow the chain until its last two are each other's nearest. */
static void grow(const Table *table, Chain *chain)
{
    for (;;) {
        size_t tip = chain->at[chain->length - 1];
        const double *row = myn_row(table->at, tip);
        size_t nearest = least_of(row, 0, table->at.rows);
        size_t before = chain->length > 1 ? chain->at[chain->length - 2] : tip;
        if (row[before] <= row[nearest] && before != tip) return;
        chain->at[chain->length++] = (uint32_t)nearest;
        /* Rounding may close a ring; its ends are then as near as any. */
        for (size_t i = 0; i + 2 < chain->length; i++)
            if (chain->at[i] == nearest) {
                chain->at[i + 1] = (uint32_t)tip;
                chain->length = i + 2;
                return;
            }
    }
}

myn_status chain_links(myn_mat distance, myn_linkage how, Link *link, myn_arena *scratch)
{
    size_t n = distance.rows, start = 0;
    Table table;
    Chain chain = {myn_arena_get(scratch, (n + 1) * sizeof *chain.at), 0};
    myn_status status = begin(&table, distance, how, scratch);
    if (status || !chain.at) return status ? status : MYN_ERR_MEMORY;
    for (size_t s = 0; s + 1 < n; s++) {
        while (table.size[start] == 0) start++;
        if (!chain.length) chain.at[chain.length++] = (uint32_t)start;
        grow(&table, &chain);
        uint32_t p = chain.at[chain.length - 1], q = chain.at[chain.length - 2];
        uint32_t a = p < q ? p : q, b = p < q ? q : p;
        link[s] = (Link){a, b, myn_row(table.at, a)[b]};
        chain.length -= 2;
        join(&table, a, b);
    }
    return MYN_OK;
}

/* ---- the closest pair ---- */

/* Each row's nearest among the later ones; stale where that was merged or moved. */
static void find_nearest(const Table *table, size_t row, uint32_t *nearest)
{
    nearest[row] = row + 1 < table->at.rows
                       ? (uint32_t)least_of(myn_row(table->at, row), row + 1, table->at.rows)
                       : (uint32_t)row;
}

static size_t closest(const Table *table, const uint32_t *nearest)
{
    size_t best = 0;
    double least = INFINITY;
    for (size_t i = 0; i + 1 < table->at.rows; i++) {
        double d = table->size[i] == 0 ? INFINITY : myn_row(table->at, i)[nearest[i]];
        if (d < least) {
            least = d;
            best = i;
        }
    }
    return best;
}

static void refresh(const Table *table, size_t a, size_t b, uint32_t *nearest)
{
    for (size_t i = 0; i + 1 < table->at.rows; i++) {
        if (table->size[i] == 0) continue;
        const double *row = myn_row(table->at, i);
        if (i == a || nearest[i] == a || nearest[i] == b)
            find_nearest(table, i, nearest);
        else if (i < a && (row[a] < row[nearest[i]] || (row[a] == row[nearest[i]] && a < nearest[i])))
            nearest[i] = (uint32_t)a;
    }
}

myn_status closest_links(myn_mat distance, myn_linkage how, Link *link, myn_arena *scratch)
{
    size_t n = distance.rows;
    Table table;
    uint32_t *nearest = myn_arena_get(scratch, n * sizeof *nearest);
    myn_status status = begin(&table, distance, how, scratch);
    if (status || !nearest) return status ? status : MYN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) find_nearest(&table, i, nearest);
    for (size_t s = 0; s + 1 < n; s++) {
        size_t a = closest(&table, nearest), b = nearest[a];
        link[s] = (Link){(uint32_t)a, (uint32_t)b, myn_row(table.at, a)[b]};
        join(&table, a, b);
        refresh(&table, a, b, nearest);
    }
    return MYN_OK;
}
