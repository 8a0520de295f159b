/* Trees of a store's areas: series that count things, summed to the larger areas that areas are part of. */
#include "run/forecast_source.h"
#include "run/forecast_tree.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* The larger areas above a store's own: numbers in its list of larger areas, MYN_TOP none. */
typedef struct {
    size_t count;
    uint32_t *of_area; /* own areas: the larger one that each is part of, ... */
    uint32_t
        *parent; /* larger areas: ... and that each of them is part of, leaving out those that add nothing */
    const uint32_t *upwards; /* all larger areas, parts before wholes */
    bool *kept;              /* it has an area of the store below, and not one larger part alone */
} Up;

/* A series whose areas are to add up. */
typedef struct {
    size_t row;       /* among inputs or indicators */
    bool input, told; /* told: the user says that it counts */
    const char *code;
} Wanted;

static void say(const Source *s, const char *code, const char *what)
{
    myn_diag_add(s->diag, MYN_ERROR, (myn_place){0}, "--tree %s: %s", code, what);
}

/* ---- which series ---- */

static bool holds(const char *text, const char *word)
{
    for (; text && *text; text++)
        if (!strncasecmp(text, word, strlen(word))) return true;
    return false;
}

static bool any_of(const char *unit, const char *const *word)
{
    for (; *word; word++)
        if (holds(unit, *word)) return true;
    return false;
}

static bool says_rate(const char *unit)
{
    static const char *const word[] = {"%",       "per ",  "percent", "rate",   "ratio",
                                       "score",   "share", "index",   "mean",   "median",
                                       "average", "years", " a head", " a day", NULL};
    return any_of(unit, word);
}

static bool says_count(const char *unit)
{
    static const char *const word[] = {
        "number", "count",  "people", "persons",  "residents", "households", "dwellings", "homes", "jobs",
        "cases",  "deaths", "births", "children", "vehicles",  "pupils",     "places",    NULL};
    return any_of(unit, word) && !says_rate(unit);
}

/* Why the areas of W may not be added up; NULL where they may. */
static const char *why_not(const Source *s, const Wanted *w)
{
    const myn_item *item = w->input ? &s->labels->input[w->row] : &s->labels->indicator[w->row];
    myn_derive form = w->input ? MYN_DERIVE_PLAIN : s->range[w->row].form;
    if (w->told) return NULL;
    if (form != MYN_DERIVE_PLAIN && form != MYN_DERIVE_SUM)
        return "it is a rate or a difference: its areas do not add up; name the counts it is made of, or "
               "CODE=count";
    if (says_rate(item->unit))
        return "its unit is that of a rate or a mean: its areas do not add up; CODE=count takes it as a "
               "count";
    if (!w->input && !says_count(item->unit))
        return "nothing says that it counts something; CODE=count takes it as a count";
    return NULL;
}

static void say_unknown(const Source *s, const char *code)
{
    myn_names *all = NULL;
    size_t number, near = MYN_NONE, inputs = s->labels->inputs;
    myn_status status = myn_names_new(&all);
    for (size_t i = 0; !status && i < s->labels->indicators + inputs; i++) {
        const char *text = i < inputs ? s->labels->input[i].code : s->labels->indicator[i - inputs].code;
        status = myn_names_add(all, text, strlen(text), &number);
    }
    if (!status) near = myn_names_nearest(all, code);
    myn_diag_add(s->diag, MYN_ERROR, (myn_place){0},
                 "--tree %s: %s has no input or indicator of this code%s%s%s", code, s->path,
                 near == MYN_NONE ? "" : "; did you mean ", near == MYN_NONE ? "" : myn_names_at(all, near),
                 near == MYN_NONE ? "" : "?");
    myn_names_free(all);
}

static bool find(const Source *s, const char *code, Wanted *out)
{
    for (size_t i = 0; i < s->labels->inputs; i++)
        if (!strcmp(s->labels->input[i].code, code)) return out->row = i, out->input = true;
    for (size_t i = 0; i < s->labels->indicators; i++)
        if (!strcmp(s->labels->indicator[i].code, code)) return out->row = i, true;
    say_unknown(s, code);
    return false;
}

/* CODE or CODE=count, LENGTH bytes of TEXT; false after what is wrong was said. */
static bool take_one(const Source *s, const char *text, size_t length, const Wanted *known, size_t count,
                     Wanted *out)
{
    static const char suffix[] = "=count";
    const char *equals = memchr(text, '=', length), *why;
    *out = (Wanted){.told = equals != NULL};
    out->code = myn_arena_text(s->making->memory, text, equals ? (size_t)(equals - text) : length);
    if (!out->code) return false;
    size_t rest = equals ? length - (size_t)(equals - text) : 0;
    if (equals && (rest != sizeof suffix - 1 || memcmp(equals, suffix, rest) != 0)) {
        say(s, out->code, "expected CODE or CODE=count");
        return false;
    }
    if (!find(s, out->code, out)) return false;
    for (size_t i = 0; i < count; i++)
        if (!strcmp(known[i].code, out->code)) return say(s, out->code, "named twice"), false;
    why = why_not(s, out);
    if (why) say(s, out->code, why);
    return !why;
}

static size_t take_list(const Source *s, Wanted *out)
{
    size_t count = 0;
    for (const char *from = s->options->tree; from;) {
        const char *comma = strchr(from, ',');
        if (count == TREES_MOST) return say(s, from, "more trees than one run takes, which is 32"), count;
        count += take_one(s, from, comma ? (size_t)(comma - from) : strlen(from), out, count, &out[count]);
        from = comma ? comma + 1 : NULL;
    }
    return count;
}

/* ---- what is part of what ---- */

static void say_alone(const Source *s)
{
    const myn_areas *areas = s->labels->areas;
    size_t count = 0, first = 0;
    for (size_t a = areas->count; a-- > 0;)
        if (!areas->at[a].parent || !*areas->at[a].parent) count++, first = a;
    if (count)
        myn_diag_add(s->diag, MYN_ERROR, (myn_place){0},
                     "--tree: %zu of %zu areas are part of no larger one (%s%s)", count, areas->count,
                     areas->at[first].code, count > 1 ? " ..." : "");
}

/* The larger area that AREA is part of, MYN_TOP where none; one that is not in the list is said. */
static uint32_t part_of(const Source *s, const myn_area *area, bool own)
{
    const myn_areas *larger = s->labels->parents;
    if (!area->parent || !*area->parent) return MYN_TOP;
    size_t found = larger ? myn_areas_find(larger, area->parent, strlen(area->parent)) : MYN_NONE;
    if (found == MYN_NONE && own)
        myn_diag_add(
            s->diag, MYN_ERROR, (myn_place){0},
            "--tree: area %s is part of %s, which is not among the larger areas of %s (larger_areas)",
            area->code, area->parent, s->path);
    return found == MYN_NONE ? MYN_TOP : (uint32_t)found;
}

/* Which larger areas have areas of the store below, and more than one larger part alone; the others are skipped. */
static void keep_sums(const Source *s, Up *up, uint32_t *parts, bool *direct)
{
    size_t own = s->labels->areas->count;
    for (size_t a = 0; a < own; a++)
        if (up->of_area[a] != MYN_TOP) parts[up->of_area[a]]++, direct[up->of_area[a]] = true;
    for (size_t i = 0; i < up->count; i++) {
        uint32_t at = up->upwards[i];
        if (parts[at] && up->parent[at] != MYN_TOP) parts[up->parent[at]]++;
        up->kept[at] = direct[at] || parts[at] > 1;
    }
    for (size_t i = 0; i < up->count; i++)
        while (up->parent[i] != MYN_TOP && !up->kept[up->parent[i]])
            up->parent[i] = up->parent[up->parent[i]];
}

static myn_status order_up(const Source *s, Up *up, myn_arena *scratch)
{
    myn_hierarchy tree;
    uint32_t bad = 0;
    uint32_t *upwards = myn_arena_get(scratch, (up->count + 1) * sizeof *upwards);
    if (!upwards) return MYN_ERR_MEMORY;
    myn_status status = myn_hierarchy_make(up->parent, (uint32_t)up->count, scratch, &tree, &bad);
    if (status == MYN_ERR_DATA)
        say(s, s->labels->parents->at[bad].code,
            "this area is part of itself: its larger areas go round in a circle");
    for (size_t i = 0; !status && i < up->count; i++) upwards[i] = tree.order[up->count - 1 - i];
    up->upwards = upwards;
    return status;
}

static myn_status find_up(const Source *s, Up *up, myn_arena *scratch)
{
    size_t own = s->labels->areas->count,
           count = up->count = s->labels->parents ? s->labels->parents->count : 0;
    up->of_area = myn_arena_get(scratch, (own + 1) * sizeof *up->of_area);
    up->parent = myn_arena_get(scratch, (count + 1) * sizeof *up->parent);
    up->kept = myn_arena_zero(scratch, count + 1, sizeof *up->kept);
    uint32_t *parts = myn_arena_zero(scratch, count + 1, sizeof *parts);
    bool *direct = myn_arena_zero(scratch, count + 1, sizeof *direct);
    if (!up->of_area || !up->parent || !up->kept || !parts || !direct) return MYN_ERR_MEMORY;
    say_alone(s);
    for (size_t a = 0; a < own; a++) up->of_area[a] = part_of(s, &s->labels->areas->at[a], true);
    for (size_t i = 0; i < count; i++) up->parent[i] = part_of(s, &s->labels->parents->at[i], false);
    myn_status status = order_up(s, up, scratch);
    if (!status) keep_sums(s, up, parts, direct);
    return status;
}

/* ---- one tree ---- */

typedef struct {
    const Wanted *wanted;
    myn_forecast_series like;
    size_t first; /* number of the series of the store's first area */
    uint8_t *has; /* positions at which any area has a value */
    Draft draft;
} Growing;

static const char *id_of(const Source *s, const Wanted *w, const myn_area *area)
{
    return myn_arena_print(s->making->memory, "%s %s", w->code, area->code);
}

/* The store's own areas: their series are there, or come now. */
static myn_status add_leaves(Source *s, Growing *g)
{
    size_t areas = s->labels->areas->count;
    const myn_panel *cube = g->wanted->input ? s->inputs : s->raw;
    bool there = !g->wanted->input && s->first[g->wanted->row] != MYN_NONE;
    g->first = there ? s->first[g->wanted->row] : s->making->forecasts.count;
    for (size_t a = 0; a < areas; a++) {
        if (!there && !forecast_source_add(s, cube, g->wanted->row, a, &g->like)) return MYN_ERR_MEMORY;
        myn_forecast_series *leaf = &s->making->series[g->first + a];
        leaf->id = id_of(s, g->wanted, &s->labels->areas->at[a]);
        leaf->low = g->like.low, leaf->high = g->like.high;
        g->draft.member[a] = g->first + a;
        for (size_t t = 0; t < leaf->n; t++) g->has[t] |= !isnan(leaf->y[t]);
    }
    g->draft.nodes = (uint32_t)areas;
    return MYN_OK;
}

/* What is known of larger area AREA itself, into Y (n): whether it has a value wherever its tree has any, and whether any. */
static bool own_values(const Source *s, const Growing *g, size_t area, double *y, bool *any)
{
    const myn_panel *cube = s->larger;
    bool all = true;
    *any = false;
    for (size_t t = 0; t < g->like.n; t++) y[t] = NAN;
    for (size_t p = 0; cube && !g->wanted->input && p < cube->periods; p++) {
        long at;
        double v = cube->plane[p].value[g->wanted->row * cube->areas + area];
        if (isnan(v) || !myn_timeline_position(&g->like.line, cube->plane[p].period, &at)) continue;
        bool same = at >= 0 && (size_t)at < g->like.n &&
                    myn_timeline_at(&g->like.line, at).end == cube->plane[p].period.end;
        if (same && g->has[at]) y[at] = v, *any = true;
    }
    for (size_t t = 0; t < g->like.n; t++) all &= !g->has[t] || !isnan(y[t]);
    return all && *any;
}

/* A larger area's series: its own where it is whole, else SUM of its parts. */
static myn_status add_larger(Source *s, Growing *g, size_t area, double *sum)
{
    const myn_area *at = &s->labels->parents->at[area];
    bool any;
    double *y = myn_arena_get(s->making->memory, (g->like.n + 1) * sizeof *y);
    myn_forecast_series *out = y ? forecast_add(s->making) : NULL;
    if (!out) return MYN_ERR_MEMORY;
    bool whole = own_values(s, g, area, y, &any);
    *out = g->like;
    out->id = id_of(s, g->wanted, at);
    out->area = area, out->larger = true, out->group++, out->y = y;
    if (!whole) memcpy(y, sum, g->like.n * sizeof *y);
    if (any && !whole)
        myn_diag_add(s->diag, MYN_WARNING, (myn_place){0},
                     "\"%s\": it has values of its own for some times only; the sum of its parts is taken",
                     out->id);
    return MYN_OK;
}

static void add_to(double *sum, const double *y, size_t n)
{
    for (size_t t = 0; t < n; t++) sum[t] += y[t];
}

/* The larger areas, parts before wholes. */
static myn_status add_wholes(Source *s, const Up *up, Growing *g, myn_arena *scratch)
{
    size_t n = g->like.n, areas = s->labels->areas->count;
    Draft *d = &g->draft;
    double *sum = myn_arena_zero(scratch, up->count * n + 1, sizeof *sum);
    uint32_t *node = myn_arena_get(scratch, (up->count + 1) * sizeof *node);
    if (!sum || !node) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < areas; a++)
        if (up->of_area[a] != MYN_TOP) add_to(sum + up->of_area[a] * n, s->making->series[d->member[a]].y, n);
    for (size_t i = 0; i < up->count; i++) {
        uint32_t at = up->upwards[i], whole = up->parent[at];
        if (!up->kept[at]) continue;
        node[at] = d->nodes;
        d->member[d->nodes++] = s->making->forecasts.count;
        if (add_larger(s, g, at, sum + at * n)) return MYN_ERR_MEMORY;
        if (whole != MYN_TOP) add_to(sum + whole * n, s->making->series[d->member[node[at]]].y, n);
    }
    for (size_t a = 0; a < areas; a++)
        d->parent[a] = up->of_area[a] == MYN_TOP ? MYN_TOP : node[up->of_area[a]];
    for (size_t i = 0; i < up->count; i++)
        if (up->kept[i]) d->parent[node[i]] = up->parent[i] == MYN_TOP ? MYN_TOP : node[up->parent[i]];
    return MYN_OK;
}

/* Counts are not below 0 where they are said not to be, or never are. */
static double low_of(const Source *s, const Growing *g, const myn_panel *cube)
{
    double least = INFINITY;
    bool bounded = s->options->low >= 0 || s->options->counts;
    for (size_t i = 0; i < s->planes; i++)
        for (size_t a = 0; a < cube->areas; a++) {
            double v = cube->plane[s->plane[i]].value[g->wanted->row * cube->areas + a];
            if (!isnan(v)) least = fmin(least, v);
        }
    return bounded || least >= 0 ? 0 : -INFINITY;
}

static myn_status grow(Source *s, const Up *up, const Wanted *wanted, size_t number, myn_arena *scratch)
{
    Growing g = {
        .wanted = wanted,
        .draft = {.making = s->making, .options = s->options, .diag = s->diag, .name = wanted->code}};
    const myn_panel *cube = wanted->input ? s->inputs : s->raw;
    bool any = false;
    myn_status status = forecast_source_calendar(s, cube, wanted->row, &g.like, &any);
    if (status) return status;
    if (!any || g.like.problem) return say(s, wanted->code, any ? g.like.problem : "it has no value"), MYN_OK;
    g.like.input = wanted->input;
    g.like.group = s->labels->indicators + 2 * number;
    g.like.low = low_of(s, &g, cube);
    g.has = myn_arena_zero(scratch, g.like.n + 1, 1);
    status = g.has ? forecast_draft_room(&g.draft, s->labels->areas->count + up->count) : MYN_ERR_MEMORY;
    if (!status) status = add_leaves(s, &g);
    if (!status) status = add_wholes(s, up, &g, scratch);
    if (!status) status = forecast_draft_check(&g.draft, scratch);
    if (!status) status = forecast_draft_keep(&g.draft);
    return status == MYN_ERR_DATA ? MYN_OK : status; /* it was said; the others are looked at */
}

myn_status forecast_tree_areas(Source *s)
{
    Wanted wanted[TREES_MOST];
    Up up = {0};
    myn_arena *scratch = NULL;
    size_t before = myn_diag_count(s->diag, MYN_ERROR), count = take_list(s, wanted);
    myn_status status = myn_arena_new(&scratch);
    if (!status) status = find_up(s, &up, scratch);
    if (status == MYN_ERR_DATA) count = 0, status = MYN_OK;
    for (size_t i = 0; !status && i < count; i++) status = grow(s, &up, &wanted[i], i, scratch);
    myn_arena_free(scratch);
    return !status && myn_diag_count(s->diag, MYN_ERROR) > before ? MYN_ERR_DATA : status;
}
