/* Complements: the sensitive count is moved as far as it must be able to go, and every published count that moves with
 * it is paid for. What the cheapest such move touches is withheld, so that the move stays possible for whoever knows
 * only what is published. */
#include "disclosure/secondary.h"
#include "disclosure/solver.h"
#include <math.h>
#include <stdlib.h>

#define STIR 1e-7 /* a change below this is none */

/* Cell i goes up by unknown 2 i, down by 2 i + 1. */
typedef struct {
    const Protection *p;
    size_t n;
    double *rises, *falls; /* by cell: how far moves found so far carry it */
    double *move;          /* by cell: the last one */
    double prize;          /* outweighs whatever a move costs */
} Choice;

double secondary_loss(const Protection *p, size_t cell)
{
    double x = count_at(p->table, cell);
    return p->rules->loss == MYN_LOSE_LITTLE ? 1 + x : 1 + log10(1 + x) / 100;
}

static bool is_known(const Protection *p, size_t cell)
{
    return p->table->known && p->table->known[cell];
}

static double room_above(const Choice *c, size_t cell)
{
    return is_known(c->p, cell) ? 0 : most_at(c->p->table, cell) - count_at(c->p->table, cell);
}

static double room_below(const Choice *c, size_t cell)
{
    return is_known(c->p, cell) ? 0 : count_at(c->p->table, cell);
}

static void put_price(const Choice *c, size_t cell, Solver *s)
{
    double price = c->p->why[cell] == MYN_WITHHELD_NOT ? -secondary_loss(c->p, cell) : 0;
    solver_aim(s, 2 * cell, price);
    solver_aim(s, 2 * cell + 1, price);
}

static myn_status put_rows(const Choice *c, Solver *s)
{
    const Relations *r = c->p->relations;
    int *index = myn_arena_zero(c->p->scratch, 2 * r->longest + 1, sizeof *index);
    double *sign = myn_arena_zero(c->p->scratch, 2 * r->longest + 1, sizeof *sign);
    if (!index || !sign) return MYN_ERR_MEMORY;
    for (size_t k = 0; k < r->count; k++) {
        size_t length = 0;
        for (size_t j = r->start[k]; j < r->start[k + 1]; j++) {
            index[++length] = 2 * (int)r->cell[j] + 1, sign[length] = r->sign[j];
            index[++length] = 2 * (int)r->cell[j] + 2, sign[length] = -r->sign[j];
        }
        solver_row(s, index, sign, length, 0);
    }
    return MYN_OK;
}

/* How often the last move could be made the other way round. */
static double way_back(const Choice *c)
{
    double times = 1;
    for (size_t i = 0; i < c->n; i++) {
        double room = c->move[i] > 0 ? room_below(c, i) : room_above(c, i);
        if (fabs(c->move[i]) > STIR) times = fmin(times, room / fabs(c->move[i]));
    }
    return times;
}

/* The last move withholds what it stirs, and shows how far other cells can go. */
static void take_move(Choice *c, uint32_t cell, Solver *s)
{
    double back = way_back(c);
    for (size_t i = 0; i < c->n; i++) {
        double move = c->move[i];
        if (fabs(move) <= STIR) continue;
        if (c->p->why[i] == MYN_WITHHELD_NOT) {
            c->p->why[i] = MYN_WITHHELD_SECONDARY;
            c->p->for_cell[i] = cell;
            c->p->figures->secondary++;
            put_price(c, i, s);
        }
        c->rises[i] = fmax(c->rises[i], move > 0 ? move : -move * back);
        c->falls[i] = fmax(c->falls[i], move > 0 ? move * back : -move);
    }
}

/* Move CELL by NEED up, or down. */
static void protect(Choice *c, uint32_t cell, bool upwards, double need, Solver *s)
{
    size_t there = 2 * (size_t)cell + !upwards, back = 2 * (size_t)cell + upwards;
    double room = upwards ? room_above(c, cell) : room_below(c, cell);
    solver_between(s, there, 0, fmin(need, room));
    solver_aim(s, there, c->prize);
    solver_aim(s, back, -c->prize);
    Ending ending = solver_solve(s);
    c->p->figures->attacks++;
    for (size_t i = 0; i < c->n && ending == SOLVED; i++)
        c->move[i] = solver_value(s, 2 * i) - solver_value(s, 2 * i + 1);
    if (ending == SOLVED) take_move(c, cell, s);
    put_price(c, cell, s);
    solver_between(s, there, 0, room);
}

typedef struct {
    double need;
    uint32_t cell;
} Need;

static int greatest_first(const void *of_a, const void *of_b)
{
    const Need *a = of_a, *b = of_b;
    if (a->need != b->need) return a->need > b->need ? -1 : 1;
    return (a->cell > b->cell) - (a->cell < b->cell);
}

static size_t list_needs(const Choice *c, Need *need)
{
    size_t count = 0;
    for (size_t i = 0; i < c->n; i++)
        if (is_sensitive(c->p->why[i])) need[count++] = (Need){fmax(c->p->up[i], c->p->down[i]), (uint32_t)i};
    qsort(need, count, sizeof *need, greatest_first);
    return count;
}

static myn_status choose(void *ctx, Solver *s)
{
    Choice *c = ctx;
    Need *need = myn_arena_get(c->p->scratch, c->n * sizeof *need);
    if (!need) return MYN_ERR_MEMORY;
    solver_begin(s, 2 * c->n);
    for (size_t i = 0; i < c->n; i++) {
        solver_between(s, 2 * i, 0, room_above(c, i));
        solver_between(s, 2 * i + 1, 0, room_below(c, i));
        put_price(c, i, s);
        c->prize += secondary_loss(c->p, i);
    }
    myn_status status = put_rows(c, s);
    size_t count = status ? 0 : list_needs(c, need);
    for (size_t k = 0; k < count; k++) {
        uint32_t i = need[k].cell;
        if (c->rises[i] < c->p->up[i] - SLACK) protect(c, i, true, c->p->up[i], s);
        if (c->falls[i] < c->p->down[i] - SLACK) protect(c, i, false, c->p->down[i], s);
    }
    return status;
}

myn_status secondary_choose(const Protection *p)
{
    Choice c = {.p = p, .n = cells_of(p->table)};
    c.rises = myn_arena_zero(p->scratch, c.n, sizeof *c.rises);
    c.falls = myn_arena_zero(p->scratch, c.n, sizeof *c.falls);
    c.move = myn_arena_zero(p->scratch, c.n, sizeof *c.move);
    if (!c.rises || !c.falls || !c.move) return MYN_ERR_MEMORY;
    return p->figures->sensitive ? solver_run(choose, &c) : MYN_OK;
}
