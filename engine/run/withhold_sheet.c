/* A table of counts in one period: what the data have, what adds up to what, what is left. */
#include "run/withhold.h"
#include <math.h>
#include <string.h>

enum { GIVEN = 1, LACKS = 2, PARTS = 4, GAP = 8, WITHHELD_GAP = 16 }; /* LACKS: suppressed by the publisher */

#define NEAR 1e-6 /* of the figures: sums of what the data give may differ by so much */

static bool near(double a, double b)
{
    return fabs(a - b) <= NEAR * fmax(1, fmax(fabs(a), fabs(b)));
}

static bool is_present(const Sheet *s, size_t r)
{
    return s->state[r] & (GIVEN | PARTS);
}

bool withhold_given(const Sheet *sheet, size_t r)
{
    return sheet->state[r] & GIVEN;
}

/* ---- what the data have ---- */

Spot withhold_spot(const Sheet *s, bool larger, size_t series, size_t r)
{
    const Frame *frame = s->table->frame;
    const myn_loaded *loaded = s->table->loaded;
    if (!larger && r < frame->own && s->own) return (Spot){s->own, series * loaded->areas->count + r};
    if (larger && frame->larger_at[r] != MYN_NO_PARENT && s->larger)
        return (Spot){s->larger, series * loaded->larger->count + frame->larger_at[r]};
    return (Spot){NULL, 0};
}

/* The figure and why it is as it is: of the index's own cube where it has one. */
static double figure(const Sheet *s, size_t series, size_t r, uint8_t *cell)
{
    Spot spot = withhold_spot(s, false, series, r);
    if (!spot.plane || isnan(spot.plane->value[spot.at])) {
        Spot other = withhold_spot(s, true, series, r);
        if (other.plane) spot = other;
    }
    *cell = spot.plane ? spot.plane->cell[spot.at] : MYN_CELL_ABSENT;
    return spot.plane ? spot.plane->value[spot.at] : NAN;
}

static void say(const Sheet *s, size_t r, const char *series, const char *what)
{
    char period[MYN_PERIOD_TEXT];
    myn_period_text(s->period, period);
    myn_diag_add(s->table->diag, MYN_ERROR, s->table->rules->at,
                 "disclosure cannot be applied to '%s' of %s in %s: %s", series, s->table->frame->code[r],
                 period, what);
}

/* All classes of an area, or none: false, and said. */
static bool look_at(const Sheet *s, size_t r)
{
    const Table *t = s->table;
    size_t given = 0, lacking = 0;
    bool sound = true;
    for (size_t c = 0; c < t->classes; c++) {
        uint8_t cell;
        double x = figure(s, t->row[c], r, &cell);
        if (isnan(x)) lacking = c;
        given += !isnan(x);
        if (cell == MYN_CELL_SUPPRESSED) s->state[r] |= LACKS;
        if (isnan(x) || (x >= 0 && isfinite(x))) continue;
        say(s, r, t->series[c], "expected a count from 0");
        sound = false;
    }
    if (given == t->classes) s->state[r] |= GIVEN;
    if (given == 0 || given == t->classes) return sound;
    say(s, r, t->series[lacking],
        "it has no figure while other counts of the table have; expected all of an area or none");
    return false;
}

/* Parts before what they lie in: a larger area is there where the data have it or any part of it. */
static myn_status look(const Sheet *s)
{
    const Frame *frame = s->table->frame;
    bool sound = true;
    for (size_t i = 0; i < frame->rows; i++) {
        size_t r = frame->order[i];
        sound &= look_at(s, r);
        if (frame->parent[r] == MYN_NO_PARENT) continue;
        uint8_t *up = &s->state[frame->parent[r]];
        *up |= is_present(s, r) ? PARTS : GAP;
        if (!is_present(s, r) && s->state[r] & (LACKS | WITHHELD_GAP)) *up |= WITHHELD_GAP;
    }
    return sound ? MYN_OK : MYN_ERR_DATA;
}

/* ---- columns ---- */

/* Places of an index that is made of others need not fill what they lie in. */
static bool has_rest(const Sheet *s, size_t r)
{
    bool partial = s->state[r] & GAP || s->table->loaded->index->built_from.areas.list;
    return s->state[r] & GIVEN && s->state[r] & PARTS && partial;
}

static void list_columns(Sheet *s)
{
    size_t rows = s->table->frame->rows;
    for (size_t r = 0; r < rows; r++) {
        s->column[r] = s->rest[r] = NO_COLUMN;
        if (!is_present(s, r)) continue;
        s->row[s->columns] = (uint32_t)r;
        s->column[r] = (int32_t)s->columns++;
        if (s->state[r] & GIVEN) continue;
        if (!s->derived++) s->first_derived = r;
    }
    s->areas = s->columns;
    for (size_t r = 0; r < rows; r++) {
        if (!has_rest(s, r)) continue;
        s->row[s->columns] = (uint32_t)r;
        s->rest[r] = (int32_t)s->columns++;
    }
}

static void link_columns(const Sheet *s)
{
    const Frame *frame = s->table->frame;
    for (size_t k = 0; k < s->columns; k++) {
        size_t r = s->row[k];
        uint32_t up = frame->parent[r];
        if (k >= s->areas)
            s->parent[k] = (uint32_t)s->column[r];
        else
            s->parent[k] = up == MYN_NO_PARENT ? MYN_NO_PARENT : (uint32_t)s->column[up];
    }
    for (size_t c = 0; c < s->table->classes; c++)
        s->class_parent[c] = c && s->table->total ? 0 : MYN_NO_PARENT;
}

/* ---- sums ---- */

/* A larger area's own figure X held against the sum of its parts: what is left, or that it does not agree. */
static bool settle_total(const Sheet *s, size_t c, size_t r, double x, double *sum)
{
    if (s->rest[r] != NO_COLUMN && (x > *sum || near(x, *sum))) {
        double left = fmax(x - *sum, 0);
        s->sum[c * s->columns + (size_t)s->rest[r]] = left;
        *sum += left;
        return true;
    }
    if (near(x, *sum)) return true;
    say(s, r, s->table->series[c],
        s->rest[r] != NO_COLUMN
            ? "its areas add up to more than its own figure"
            : "its areas do not add up to its own figure; expected a table whose parts add up (unrounded)");
    return false;
}

static bool add_class(const Sheet *s, size_t c)
{
    const Frame *frame = s->table->frame;
    double *row = s->sum + c * s->columns;
    bool sound = true;
    for (size_t i = 0; i < frame->rows; i++) {
        size_t r = frame->order[i];
        uint8_t cell;
        if (!is_present(s, r)) continue;
        double *own = &row[s->column[r]], x = figure(s, s->table->row[c], r, &cell);
        if (!(s->state[r] & PARTS))
            *own = x;
        else if (s->state[r] & GIVEN)
            sound &= settle_total(s, c, r, x, own);
        if (frame->parent[r] != MYN_NO_PARENT) row[s->column[frame->parent[r]]] += *own;
    }
    return sound;
}

/* The total of classes, which the data have too. */
static bool add_total(const Sheet *s)
{
    bool sound = true;
    for (size_t k = 0; k < s->columns; k++) {
        uint8_t cell;
        for (size_t c = 1; c < s->table->classes; c++) s->sum[k] += s->sum[c * s->columns + k];
        if (k >= s->areas || !(s->state[s->row[k]] & GIVEN)) continue;
        if (near(figure(s, s->table->row[0], s->row[k], &cell), s->sum[k])) continue;
        say(s, s->row[k], s->table->series[0], "the counts do not add up to this total");
        sound = false;
    }
    return sound;
}

/* ---- what the counts are among ---- */

static void add_people(const Sheet *s)
{
    const Frame *frame = s->table->frame;
    uint8_t cell;
    for (size_t k = 0; k < s->columns; k++) s->people[k] = k < s->areas ? 0 : NAN;
    for (size_t i = 0; i < frame->rows; i++) {
        size_t r = frame->order[i];
        if (!is_present(s, r)) continue;
        double *own = &s->people[s->column[r]], x = figure(s, s->table->denominator, r, &cell);
        bool whole = s->state[r] & PARTS && !(s->state[r] & GAP);
        if (!isnan(x) || !whole) *own = x;
        if (frame->parent[r] != MYN_NO_PARENT) s->people[s->column[frame->parent[r]]] += *own;
    }
}

static bool check_people(const Sheet *s)
{
    bool sound = true;
    for (size_t k = 0; k < s->areas; k++)
        for (size_t c = 0; c < s->table->classes; c++) {
            if (!(s->sum[c * s->columns + k] > s->people[k])) continue;
            say(s, s->row[k], s->table->series[c], "it is more than its denominator");
            sound = false;
        }
    return sound;
}

/* One row of people for every class. */
static void spread_people(const Sheet *s)
{
    for (size_t c = 1; c < s->table->classes; c++)
        memcpy(s->people + c * s->columns, s->people, s->columns * sizeof *s->people);
}

/* ---- marks ---- */

/* What the publisher withheld is kept from being worked out: a total of parts that are there, or a rest. */
static void mark(const Sheet *s)
{
    const Table *t = s->table;
    for (size_t c = 0; c < t->classes; c++)
        for (size_t k = 0; k < s->columns; k++) {
            size_t at = c * s->columns + k;
            uint8_t state = s->state[s->row[k]];
            bool rest = k >= s->areas;
            s->sensitive[at] = rest ? (state & WITHHELD_GAP) != 0 : state & LACKS && !(state & GIVEN);
            s->known[at] = !rest && (t->known[s->row[k]] || (c == 0 && t->rules->public_total));
        }
}

static const myn_plane *plane_of(const myn_panel *panel, myn_period period)
{
    for (size_t t = 0; panel && t < panel->periods; t++)
        if (myn_period_equal(panel->plane[t].period, period)) return &panel->plane[t];
    return NULL;
}

static myn_status get_rows(Sheet *s, myn_arena *arena)
{
    size_t rows = s->table->frame->rows;
    s->state = myn_arena_zero(arena, rows, 1);
    s->column = myn_arena_zero(arena, rows, sizeof *s->column);
    s->rest = myn_arena_zero(arena, rows, sizeof *s->rest);
    s->row = myn_arena_zero(arena, 2 * rows, sizeof *s->row);
    return s->state && s->column && s->rest && s->row ? MYN_OK : MYN_ERR_MEMORY;
}

static myn_status get_cells(Sheet *s, myn_arena *arena)
{
    size_t classes = s->table->classes, cells = classes * s->columns;
    s->sum = myn_arena_zero(arena, cells, sizeof *s->sum);
    s->people = myn_arena_zero(arena, cells, sizeof *s->people);
    s->parent = myn_arena_zero(arena, s->columns, sizeof *s->parent);
    s->class_parent = myn_arena_zero(arena, classes, sizeof *s->class_parent);
    s->known = myn_arena_zero(arena, cells, 1);
    s->sensitive = myn_arena_zero(arena, cells, 1);
    bool room = s->sum && s->people && s->parent && s->class_parent && s->known && s->sensitive;
    return room ? MYN_OK : MYN_ERR_MEMORY;
}

static myn_status add_up(const Sheet *s)
{
    bool sound = true;
    for (size_t c = s->table->total; c < s->table->classes; c++) sound &= add_class(s, c);
    if (sound && s->table->total) sound = add_total(s);
    if (sound && s->table->denominator != MYN_NONE) {
        add_people(s);
        sound = check_people(s);
        spread_people(s);
    }
    return sound ? MYN_OK : MYN_ERR_DATA;
}

myn_status withhold_sheet(const Table *table, myn_period period, myn_arena *arena, Sheet *out)
{
    *out = (Sheet){.table = table,
                   .period = period,
                   .own = plane_of(table->loaded->panel, period),
                   .larger = plane_of(table->loaded->parents, period)};
    myn_status status = get_rows(out, arena);
    if (!status) status = look(out);
    if (status) return status;
    list_columns(out);
    status = get_cells(out, arena);
    if (status) return status;
    link_columns(out);
    mark(out);
    return add_up(out);
}

myn_count_table withhold_counts(const Sheet *s)
{
    size_t classes = s->table->classes;
    bool rates = s->table->denominator != MYN_NONE;
    return (myn_count_table){.count = {s->sum, classes, s->columns, s->columns},
                             .area_parent = s->parent,
                             .class_parent = s->class_parent,
                             .denominator = {rates ? s->people : NULL, classes, s->columns, s->columns},
                             .known = s->known,
                             .sensitive = s->sensitive};
}
