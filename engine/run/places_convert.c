/* Figures of small areas as figures of the places that they lie in.
 *
 * With share s of a small area's people p in a place, a mean is sum s p x / sum s p over the areas that have a value,
 * a sum is sum s x; where the last part of an area is taken it gets what the others left, so that parts add up to the whole. A place
 * made of one area whole has its figure, untouched. Confidence limits are those of independent errors: half-widths
 * are joined as the root of the sum of squares, on each side. */
#include "run/places_made.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One place under way. */
typedef struct {
    double all, valued; /* weight of its areas; of those with a value */
    double total;       /* of weight x value, or of share x value */
    double low, high;   /* of squared weighted half-widths; NaN where one is lacking */
    double only;        /* the value of its only area */
    uint32_t areas;     /* with a value */
    uint8_t cell, lack; /* the most doubtful value's kind; why values are lacking */
} Mix;

/* One series in one period. */
typedef struct {
    const Placing *p;
    const myn_plane *from;
    myn_plane *to;
    size_t row;
    bool sum;
    Mix *mix; /* a place each */
    size_t places;
} Series;

/* Which of two reasons says more of a gap. */
static uint8_t worse_lack(uint8_t a, uint8_t b)
{
    static const uint8_t order[] = {MYN_CELL_SUPPRESSED, MYN_CELL_UNRELIABLE, MYN_CELL_NOT_APPLICABLE,
                                    MYN_CELL_MISSING, MYN_CELL_ABSENT};
    for (size_t i = 0; i < sizeof order; i++)
        if (a == order[i] || b == order[i]) return order[i];
    return a;
}

static void add_lack(Mix *mix, double weight, uint8_t cell, bool first)
{
    mix->all += weight;
    mix->lack = first ? cell : worse_lack(mix->lack, cell);
}

static void add_value(Mix *mix, double weight, double amount, uint8_t cell)
{
    mix->all += weight;
    mix->valued += weight;
    mix->total += amount;
    mix->areas++;
    if (cell != MYN_CELL_OBSERVED || mix->areas == 1) mix->cell = cell;
}

static double squared(double factor, double width)
{
    return factor * width * (factor * width);
}

static void add_limits(const Series *s, size_t a, double factor, Mix *mix)
{
    size_t at = s->row * s->p->small->count + a;
    mix->low += s->from->lower ? squared(factor, s->from->value[at] - s->from->lower[at]) : NAN;
    mix->high += s->from->upper ? squared(factor, s->from->upper[at] - s->from->value[at]) : NAN;
}

/* All that small area A gives to its places. */
static void hand_out(const Series *s, size_t a)
{
    const myn_lookup *lookup = s->p->lookup;
    size_t at = s->row * s->p->small->count + a, end = lookup->first[a + 1];
    double x = s->from->value[at], given = 0;
    uint8_t cell = s->from->cell[at];
    for (size_t i = lookup->first[a]; i < end; i++) {
        double share = lookup->link[i].share, weight = share * s->p->population[a];
        double part = i + 1 == end ? x - given : share * x;
        uint32_t to = place_of(s->p, i);
        given += part;
        if (to == MYN_NOWHERE) continue;
        Mix *mix = &s->mix[to];
        if (isnan(x)) {
            add_lack(mix, weight, cell, mix->all == 0);
            continue;
        }
        add_value(mix, weight, s->sum ? part : weight * x, cell);
        add_limits(s, a, s->sum ? share : weight, mix);
        mix->only = x;
    }
}

/* A place too few of whose people have a value has none. */
static void settle(const Series *s, size_t k)
{
    const Mix *mix = &s->mix[k];
    size_t at = s->row * s->places + k;
    bool enough = mix->areas && mix->valued > 0 &&
                  mix->valued >= s->p->from->coverage * mix->all * (1 - 1e-12);
    bool whole = mix->valued >= mix->all * (1 - 1e-12);
    double scale = s->sum ? 1 : mix->valued;
    double value = s->sum ? mix->total : mix->areas == 1 ? mix->only : mix->total / mix->valued;
    s->to->value[at] = enough ? value : NAN;
    if (!enough)
        s->to->cell[at] = mix->areas && mix->lack == MYN_CELL_ABSENT ? MYN_CELL_MISSING : mix->lack;
    else
        s->to->cell[at] = whole ? mix->cell : MYN_CELL_ESTIMATED;
    if (s->to->lower) s->to->lower[at] = enough ? value - sqrt(mix->low) / scale : NAN;
    if (s->to->upper) s->to->upper[at] = enough ? value + sqrt(mix->high) / scale : NAN;
}

static void convert_series(const Series *s)
{
    memset(s->mix, 0, s->places * sizeof *s->mix);
    for (size_t a = 0; a < s->p->small->count; a++) hand_out(s, a);
    for (size_t k = 0; k < s->places; k++) settle(s, k);
}

static bool is_sum(const Placing *p, size_t row)
{
    const myn_rows *rows = &p->loaded->rows;
    for (size_t i = 0; i < myn_names_count(rows->wanted); i++) {
        const char *name = myn_names_at(rows->wanted, i);
        if (rows->row_of[i] != row) continue;
        if (p->from->population && strcmp(name, p->from->population) == 0) return true;
        for (size_t k = 0; k < p->from->sums; k++)
            if (strcmp(name, p->from->sum[k]) == 0) return true;
    }
    return false;
}

static myn_status take_limits(const myn_plane *from, size_t cells, myn_plane *to)
{
    if (from->lower) to->lower = malloc((cells + 1) * sizeof *to->lower);
    if (from->upper) to->upper = malloc((cells + 1) * sizeof *to->upper);
    if ((from->lower && !to->lower) || (from->upper && !to->upper)) return MYN_ERR_MEMORY;
    for (size_t i = 0; to->lower && i < cells; i++) to->lower[i] = NAN;
    for (size_t i = 0; to->upper && i < cells; i++) to->upper[i] = NAN;
    return MYN_OK;
}

myn_status myn_places_convert(const Placing *p, size_t areas, myn_panel **out)
{
    const myn_panel *from = p->loaded->panel;
    const myn_rows *rows = &p->loaded->rows;
    Mix *mix = calloc(areas + 1, sizeof *mix);
    bool *sum = calloc(from->rows + 1, sizeof *sum);
    myn_status status = mix && sum ? myn_panel_new(from->rows, areas, from->limit, out) : MYN_ERR_MEMORY;
    for (size_t r = 0; r < from->rows && !status; r++) sum[r] = is_sum(p, r);
    for (size_t t = 0; t < from->periods && !status; t++) {
        size_t number;
        status = myn_panel_plane(*out, from->plane[t].period, &number);
        if (!status) status = take_limits(&from->plane[t], from->rows * areas, &(*out)->plane[number]);
        for (size_t r = 0; r < from->rows && !status; r++) {
            bool later = r < p->index->leaves && rows->derived[r];
            const Series series = {p, &from->plane[t], &(*out)->plane[number], r, sum[r], mix, areas};
            if (!later) convert_series(&series);
        }
    }
    free(sum);
    free(mix);
    if (!status) return MYN_OK;
    myn_panel_free(*out);
    *out = NULL;
    return status;
}
