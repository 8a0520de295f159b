/* Groups are looked up draw by draw, then added up area by area: a block of areas keeps its counts in the cache while all
 * draws go by. */
#include "run/uncertainty_counts.h"
#include <math.h>
#include <string.h>

#define BLOCK ((size_t)1024) /* areas */

static const myn_index *index_of(const Counts *c)
{
    return c->m->again.loaded.index;
}

static bool open_tally(Tally *t, size_t groups, size_t columns, myn_arena *memory)
{
    t->groups = groups;
    t->count = myn_arena_zero(memory, columns * groups + 1, sizeof *t->count);
    return t->count != NULL;
}

myn_status counts_open(myn_uncertain *m, myn_arena *memory, Counts *out)
{
    *out = (Counts){.m = m};
    const myn_index *index = index_of(out);
    size_t columns = m->plan.nodes * m->areas, pairs = m->plan.pairs * m->plan.nodes + 1;
    bool all = open_tally(&out->band, index->bands, columns, memory);
    for (size_t q = 0; q < index->quantiles; q++)
        all &= open_tally(&out->quantile[q], (size_t)index->quantile[q], columns, memory);
    out->above = myn_arena_zero(memory, pairs, sizeof *out->above);
    out->tied = myn_arena_zero(memory, pairs, sizeof *out->tied);
    out->both = myn_arena_zero(memory, pairs, sizeof *out->both);
    return all && out->above && out->tied && out->both ? MYN_OK : MYN_ERR_MEMORY;
}

/* ---- groups of every rank ---- */

/* Of as many areas as are RANKED: by quantile, the group of ranks 0 (none) .. RANKED. */
typedef struct Table Table;
struct Table {
    size_t ranked;
    const uint8_t *group[MYN_QUANTILES_MOST];
    const Table *next;
};

static const Table *find_table(const Table *first, size_t ranked)
{
    while (first && first->ranked != ranked) first = first->next;
    return first;
}

static Table *new_table(const myn_index *index, size_t ranked, const Table *next, myn_arena *memory)
{
    Table *table = myn_arena_zero(memory, 1, sizeof *table);
    double *rank = myn_arena_get(memory, (ranked + 1) * sizeof *rank);
    if (!table || !rank) return NULL;
    *table = (Table){.ranked = ranked, .next = next};
    for (size_t r = 0; r <= ranked; r++) rank[r] = r ? (double)r : NAN;
    for (size_t q = 0; q < index->quantiles; q++) {
        uint8_t *group = myn_arena_get(memory, ranked + 1);
        if (!group) return NULL;
        myn_quantile_groups(rank, ranked + 1, ranked, index->quantile[q], index->quantile_rule, group);
        table->group[q] = group;
    }
    return table;
}

/* One for every row of RANK; rows with as many ranked share it. */
static const Table **tables_of(const Counts *c, const uint32_t *rank, size_t rows, myn_arena *memory)
{
    const Table **of = myn_arena_get(memory, (rows + 1) * sizeof *of), *first = NULL;
    for (size_t r = 0; of && r < rows; r++) {
        size_t ranked = 0;
        for (size_t a = 0; a < c->m->areas; a++) ranked += rank[r * c->m->areas + a] > 0;
        of[r] = find_table(first, ranked);
        if (!of[r]) of[r] = first = new_table(index_of(c), ranked, first, memory);
        if (!first) return NULL;
    }
    return of;
}

/* ---- draw by draw, area by area ---- */

typedef struct {
    Counts *counts;
    const myn_drawn *drawn;
    size_t node, rows;   /* kept node of the first row; draws x nodes */
    const Table **table; /* by row; NULL: groups by cut points of the scores */
    uint8_t *group;      /* quantiles, then bands: rows x areas each, 0 none */
} Counting;

static uint8_t *groups_at(const Counting *c, size_t tally, size_t row)
{
    return c->group + (tally * c->rows + row) * c->counts->m->areas;
}

static void look_up(const uint32_t *rank, size_t n, const uint8_t *table, uint8_t *group)
{
    for (size_t i = 0; i < n; i++) group[i] = rank[i] ? table[rank[i]] : 0;
}

/* Every group of row R. Cut points are drawn anew each time, as they are scores. */
static myn_status group_row(void *ctx, size_t r, myn_arena *scratch)
{
    const Counting *c = ctx;
    const myn_index *index = index_of(c->counts);
    size_t n = c->counts->m->areas;
    const double *score = c->drawn->score + r * n;
    myn_status status = MYN_OK;
    for (size_t q = 0; q < index->quantiles && !status; q++)
        if (c->table)
            look_up(c->drawn->rank + r * n, n, c->table[r]->group[q], groups_at(c, q, r));
        else
            status = myn_quantile_cuts(score, n, index->quantile[q], index->lowest_first, groups_at(c, q, r),
                                       scratch);
    double below[MYN_BANDS_MOST];
    for (size_t b = 0; b < index->bands; b++) below[b] = index->band[b].below;
    if (index->bands)
        myn_bands(score, n, below, index->bands, index->bands_closed_above,
                  groups_at(c, index->quantiles, r));
    return status;
}

static void add_groups(const uint8_t *group, size_t n, size_t groups, uint32_t *count)
{
    for (size_t i = 0; i < n; i++, count += groups)
        if (group[i]) count[group[i] - 1]++;
}

/* Areas of block I of a node: all draws, one way of grouping after the other. */
static myn_status add_block(void *ctx, size_t i, myn_arena *scratch)
{
    const Counting *c = ctx;
    size_t n = c->counts->m->areas, blocks = (n + BLOCK - 1) / BLOCK, k = i / blocks,
           from = i % blocks * BLOCK;
    size_t width = n - from < BLOCK ? n - from : BLOCK, quantiles = index_of(c->counts)->quantiles;
    (void)scratch;
    for (size_t t = 0; t <= quantiles; t++) {
        const Tally *to = t < quantiles ? &c->counts->quantile[t] : &c->counts->band;
        uint32_t *count = to->count + ((c->node + k) * n + from) * to->groups;
        for (size_t row = k; to->groups && row < c->rows; row += c->drawn->nodes)
            add_groups(groups_at(c, t, row) + from, width, to->groups, count);
    }
    return MYN_OK;
}

static void add_pairs(Counts *c, size_t node, const uint32_t *rank)
{
    const Plan *plan = &c->m->plan;
    for (size_t p = 0; p < plan->pairs; p++) {
        uint32_t one = rank[plan->pair[p].above], other = rank[plan->pair[p].below];
        size_t at = node * plan->pairs + p;
        if (!one || !other) continue;
        c->both[at]++;
        c->above[at] += one < other;
        c->tied[at] += one == other;
    }
}

static myn_status add_all(Counting *c, myn_arena *memory)
{
    Counts *counts = c->counts;
    const myn_index *index = index_of(counts);
    size_t n = counts->m->areas, blocks = (n + BLOCK - 1) / BLOCK;
    c->group = myn_arena_get(memory, (index->quantiles + 1) * c->rows * n + 1);
    if (index->quantile_rule != MYN_QUANTILE_CUTS)
        c->table = tables_of(counts, c->drawn->rank, c->rows, memory);
    if (!c->group || (!c->table && index->quantile_rule != MYN_QUANTILE_CUTS)) return MYN_ERR_MEMORY;
    myn_status status = myn_team_map(counts->m->team, c->rows, group_row, c);
    if (!status) status = myn_team_map(counts->m->team, c->drawn->nodes * blocks, add_block, c);
    for (size_t r = 0; r < c->rows && !status; r++)
        add_pairs(counts, c->node + r % c->drawn->nodes, c->drawn->rank + r * n);
    return status;
}

myn_status counts_add(Counts *counts, size_t node, const myn_drawn *drawn, size_t count)
{
    Counting c = {.counts = counts, .drawn = drawn, .node = node, .rows = count * drawn->nodes};
    myn_arena *memory = NULL;
    myn_status status = myn_arena_new(&memory);
    if (!status) status = add_all(&c, memory);
    myn_arena_free(memory);
    return status;
}
