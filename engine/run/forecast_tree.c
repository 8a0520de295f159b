/* A tree of series: read, checked against its series, and its forecasts reconciled. */
#include "run/forecast.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define ONE_STEP_MOST 40  /* errors that variances rest on */
#define SUM_DOUBT     .01 /* a whole that is further from its parts' sum is worth a warning ... */
#define SUM_WRONG     .25 /* ... and no whole at all */
#define TIMES_SHOWN   3
#define POSITION_NONE SIZE_MAX

typedef struct {
    Making *making;
    const myn_forecast_options *options;
    myn_diag *diag;
    myn_names *id;     /* of all series */
    uint32_t *node_of; /* by series: its node, MYN_TOP none */
    uint32_t *parent;  /* nodes: series number of the parent while reading */
    size_t *member, *line, nodes, node_at, parent_at;
    bool headed;
} Reading;

static void wrong(const Reading *r, size_t line, size_t column, const char *text, const char *what)
{
    size_t near = myn_names_nearest(r->id, text);
    bool close = near != MYN_NONE && myn_names_find(r->id, text, strlen(text)) == MYN_NONE;
    myn_diag_add(r->diag, MYN_ERROR, (myn_place){r->options->tree, line, column + 1}, "\"%s\": %s%s%s%s",
                 text, what, close ? "; did you mean " : "", close ? myn_names_at(r->id, near) : "",
                 close ? "?" : "");
}

/* ---- the file ---- */

static bool is_named(const myn_field *f, const char *name)
{
    return f->length == strlen(name) && !memcmp(f->at, name, f->length);
}

static myn_status take_header(Reading *r, const myn_csv_line *line)
{
    r->headed = true;
    r->node_at = r->parent_at = MYN_NONE;
    for (size_t i = 0; i < line->count; i++) {
        if (is_named(&line->field[i], "node")) r->node_at = i;
        if (is_named(&line->field[i], "parent")) r->parent_at = i;
    }
    if (r->node_at != MYN_NONE && r->parent_at != MYN_NONE) return MYN_OK;
    myn_diag_add(r->diag, MYN_ERROR, (myn_place){r->options->tree, line->line, 0},
                 "expected the columns node and parent");
    return MYN_ERR_DATA;
}

/* The series that field F names; MYN_NONE after it was said. */
static size_t series_of(const Reading *r, const myn_csv_line *line, size_t column, const char *what)
{
    const myn_field *f = &line->field[column];
    char text[512];
    size_t number = myn_names_find(r->id, f->at, f->length);
    if (number != MYN_NONE) return number;
    size_t length = f->length < sizeof text ? f->length : sizeof text - 1;
    memcpy(text, f->at, length);
    text[length] = '\0';
    wrong(r, line->line, column, text, what);
    return MYN_NONE;
}

/* The node of series S, made where it is new. */
static uint32_t node_of(Reading *r, size_t s, size_t line)
{
    if (r->node_of[s] != MYN_TOP) return r->node_of[s];
    r->member[r->nodes] = s, r->parent[r->nodes] = MYN_TOP, r->line[r->nodes] = line;
    return r->node_of[s] = (uint32_t)r->nodes++;
}

static myn_status take_row(void *ctx, const myn_csv_line *line)
{
    Reading *r = ctx;
    if (!r->headed) return take_header(r, line);
    size_t whole = MYN_NONE, part = series_of(r, line, r->node_at, "no series of the table has this id");
    if (line->field[r->parent_at].length)
        whole = series_of(r, line, r->parent_at,
                          "a part without a whole: no series of the table has this id");
    if (part == MYN_NONE) return MYN_OK;
    uint32_t node = node_of(r, part, line->line);
    if (whole == MYN_NONE) return MYN_OK;
    uint32_t parent = node_of(r, whole, line->line);
    if (r->parent[node] != MYN_TOP && r->parent[node] != parent)
        wrong(r, line->line, r->node_at, myn_names_at(r->id, part), "part of two wholes");
    r->parent[node] = parent;
    r->line[node] = line->line;
    return MYN_OK;
}

static myn_status name_series(Reading *r)
{
    size_t number, count = r->making->forecasts.count;
    r->node_of = myn_arena_get(r->making->memory, (count + 1) * sizeof *r->node_of);
    r->parent = myn_arena_get(r->making->memory, (count + 1) * sizeof *r->parent);
    r->member = myn_arena_get(r->making->memory, (count + 1) * sizeof *r->member);
    r->line = myn_arena_get(r->making->memory, (count + 1) * sizeof *r->line);
    if (!r->node_of || !r->parent || !r->member || !r->line) return MYN_ERR_MEMORY;
    myn_status status = myn_names_new(&r->id);
    for (size_t i = 0; !status && i < count; i++) {
        const char *id = r->making->series[i].id;
        r->node_of[i] = MYN_TOP;
        status = myn_names_add(r->id, id, strlen(id), &number);
    }
    return status;
}

static void check_circle(const Reading *r, myn_arena *scratch)
{
    myn_hierarchy tree;
    uint32_t bad = 0;
    myn_status status = myn_hierarchy_make(r->parent, (uint32_t)r->nodes, scratch, &tree, &bad);
    if (status == MYN_ERR_DATA)
        wrong(r, r->line[bad], r->node_at, myn_names_at(r->id, r->member[bad]),
              "part of itself: its wholes go round in a circle");
}

/* ---- times ---- */

static const myn_forecast_series *series_at(const Reading *r, size_t node)
{
    return &r->making->series[r->member[node]];
}

static bool same_step(const myn_timeline *a, const myn_timeline *b)
{
    return a->months == b->months && a->days == b->days && a->frequency == b->frequency;
}

/* The position on LINE of position AT of S; POSITION_NONE where it lies between two. */
static size_t position_on(const myn_timeline *line, const myn_forecast_series *s, size_t at)
{
    long position = (long)s->line.start - line->start + (long)at;
    bool counted = !line->months && !line->days;
    if (!counted && !myn_timeline_position(line, myn_timeline_at(&s->line, (long)at), &position))
        return POSITION_NONE;
    return position < 0 ? POSITION_NONE : (size_t)position;
}

/* The line of the node that begins first; *LONGEST positions on it that any node has. */
static const myn_timeline *longest_line(const Reading *r, size_t *longest)
{
    const myn_timeline *line = &series_at(r, 0)->line;
    *longest = 0;
    for (size_t i = 1; i < r->nodes; i++)
        if (series_at(r, i)->line.start < line->start) line = &series_at(r, i)->line;
    for (size_t i = 0; i < r->nodes; i++) {
        const myn_forecast_series *s = series_at(r, i);
        size_t last = s->n && same_step(line, &s->line) ? position_on(line, s, s->n - 1) : POSITION_NONE;
        if (last != POSITION_NONE && last >= *longest) *longest = last + 1;
    }
    return line;
}

/* Mark in HAS the positions of LINE at which S has a value; false where its calendar is another. */
static bool mark_times(const myn_timeline *line, const myn_forecast_series *s, uint8_t *has, size_t longest)
{
    if (!same_step(line, &s->line)) return false;
    memset(has, 0, longest);
    for (size_t t = 0; t < s->n; t++) {
        size_t at = isnan(s->y[t]) ? POSITION_NONE : position_on(line, s, t);
        if (!isnan(s->y[t]) && at >= longest) return false;
        if (at < longest) has[at] = 1;
    }
    return true;
}

static void say_missing(const Reading *r, size_t node, const myn_timeline *line, const uint8_t *has,
                        const uint8_t *any, size_t longest)
{
    myn_buffer text = {0};
    size_t count = 0;
    for (size_t t = 0; t < longest; t++) {
        char time[MYN_PERIOD_TEXT];
        if (has[t] || !any[t] || count++ >= TIMES_SHOWN) continue;
        myn_timeline_text(line, (long)t, time);
        myn_buffer_format(&text, "%s%s", count > 1 ? ", " : "no value for ", time);
    }
    if (count > TIMES_SHOWN) myn_buffer_format(&text, " and %zu more", count - TIMES_SHOWN);
    myn_buffer_put(&text, ", for which others of its tree have one");
    if (count && text.at) wrong(r, r->line[node], r->node_at, myn_names_at(r->id, r->member[node]), text.at);
    myn_buffer_free(&text);
}

static myn_status check_times(const Reading *r, myn_arena *scratch)
{
    size_t longest;
    const myn_timeline *line = longest_line(r, &longest);
    uint8_t *any = myn_arena_zero(scratch, longest + 1, 1), *has = myn_arena_zero(scratch, longest + 1, 1);
    if (!any || !has) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < r->nodes; i++) {
        if (mark_times(line, series_at(r, i), has, longest))
            for (size_t t = 0; t < longest; t++) any[t] |= has[t];
        else
            wrong(r, r->line[i], r->node_at, myn_names_at(r->id, r->member[i]),
                  "another calendar than the rest of its tree");
    }
    for (size_t i = 0; i < r->nodes; i++)
        if (mark_times(line, series_at(r, i), has, longest)) say_missing(r, i, line, has, any, longest);
    return MYN_OK;
}

/* ---- sums ---- */

/* Where the whole WHOLE is furthest from its parts' SUM (n), as a share of the larger; times are those of all. */
static void judge_sum(const Reading *r, size_t whole, const double *sum)
{
    const myn_forecast_series *s = series_at(r, whole);
    double worst = 0, wrongs = 0, seen = 0;
    char time[MYN_PERIOD_TEXT] = "", text[160];
    for (size_t t = 0; t < s->n; t++) {
        double size = fmax(fabs(s->y[t]), fabs(sum[t])), off = fabs(s->y[t] - sum[t]) / size;
        if (isnan(s->y[t]) || !(size > 0)) continue;
        seen++, wrongs += off > SUM_WRONG;
        if (off > worst) worst = off, myn_timeline_text(&s->line, (long)t, time);
    }
    const char *id = myn_names_at(r->id, r->member[whole]);
    snprintf(text, sizeof text, "not the sum of its parts: %.3g %% off in %s", 100 * worst, time);
    if (wrongs > seen / 2)
        wrong(r, r->line[whole], r->node_at, id, text);
    else if (worst > SUM_DOUBT)
        myn_diag_add(r->diag, MYN_WARNING, (myn_place){r->options->tree, r->line[whole], r->node_at + 1},
                     "\"%s\": %s", id, text);
}

static myn_status check_sums(const Reading *r, myn_arena *scratch)
{
    size_t n = series_at(r, 0)->n;
    double *sum = myn_arena_zero(scratch, r->nodes * n + 1, sizeof *sum);
    uint8_t *whole = myn_arena_zero(scratch, r->nodes, 1);
    if (!sum || !whole) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < r->nodes; i++) {
        if (r->parent[i] == MYN_TOP) continue;
        whole[r->parent[i]] = 1;
        for (size_t t = 0; t < n; t++) sum[r->parent[i] * n + t] += series_at(r, i)->y[t];
    }
    for (size_t i = 0; i < r->nodes; i++)
        if (whole[i]) judge_sum(r, i, sum + i * n);
    return MYN_OK;
}

static void check_bounds(const Reading *r)
{
    for (size_t i = 0; i < r->nodes && i < 1; i++)
        if (isfinite(series_at(r, i)->high) || (isfinite(series_at(r, i)->low) && series_at(r, i)->low != 0))
            myn_diag_add(
                r->diag, MYN_ERROR, (myn_place){0},
                "parts and their whole cannot have the same bounds; expected none, or 0 below (--positive)");
}

/* ---- all ---- */

static myn_status check(const Reading *r, myn_arena *scratch)
{
    check_circle(r, scratch);
    check_bounds(r);
    myn_status status = check_times(r, scratch);
    if (!status) status = myn_diag_status(r->diag);
    return status ? status : check_sums(r, scratch);
}

static myn_status read_file(Reading *r)
{
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    return myn_csv_read(r->options->tree, r->options->tree, &dialect, take_row, r, NULL, r->diag, &info);
}

static myn_status keep(const Reading *r)
{
    Tree *tree = &r->making->tree;
    tree->plan = (myn_outlook_tree){r->options->add, (uint32_t)r->nodes, r->parent, r->member,
                                    r->options->counts || series_at(r, 0)->low >= 0};
    tree->line = r->line;
    tree->path = myn_arena_text(r->making->memory, r->options->tree, strlen(r->options->tree));
    return tree->path ? MYN_OK : MYN_ERR_MEMORY;
}

myn_status forecast_tree_read(Making *making, const myn_forecast_options *options, myn_diag *diag)
{
    Reading r = {.making = making, .options = options, .diag = diag};
    myn_arena *scratch = NULL;
    myn_status status = name_series(&r);
    if (!status) status = myn_arena_new(&scratch);
    if (!status) status = read_file(&r);
    bool any = !status && r.nodes > 0;
    if (any) status = check(&r, scratch);
    if (!status) status = myn_diag_status(diag);
    if (any && !status) status = keep(&r);
    myn_arena_free(scratch);
    myn_names_free(r.id);
    return status;
}

/* ---- forecasting ---- */

myn_status forecast_tree_check(const Making *making, myn_diag *diag)
{
    const Tree *tree = &making->tree;
    bool bad = false;
    for (size_t i = 0; i < tree->plan.nodes; i++) {
        const myn_forecast_series *s = &making->series[tree->plan.member[i]];
        if (!s->problem) continue;
        bad = true;
        myn_diag_add(diag, MYN_ERROR, (myn_place){tree->path, tree->line[i], 0},
                     "\"%s\" cannot be forecast (%s), and a tree takes all its nodes", s->id, s->problem);
    }
    return bad ? MYN_ERR_DATA : MYN_OK;
}

void forecast_tree_plan(const Making *making, unsigned frequency, myn_outlook_plan *plan)
{
    const myn_outlook_tree *tree = &making->tree.plan;
    if (!tree->nodes || making->series[tree->member[0]].line.frequency != frequency) return;
    plan->keep = tree->how != MYN_ADD_NONE;
    if (tree->how == MYN_ADD_VARIANCE || tree->how == MYN_ADD_MINT) plan->one_step = ONE_STEP_MOST;
}

static size_t depth_of(const myn_outlook_tree *tree, size_t node)
{
    size_t depth = 0;
    for (uint32_t at = tree->parent[node]; at != MYN_TOP; at = tree->parent[at]) depth++;
    return depth;
}

static void add_figure(double *sum, double *count, double x)
{
    if (!isnan(x)) *sum += x, (*count)++;
}

/* Means over the nodes of one depth. */
static myn_forecast_depth depth_at(const Making *making, size_t depth)
{
    const myn_outlook_tree *tree = &making->tree.plan;
    size_t level = making->forecasts.outlook.levels - 1;
    double sum[6] = {0}, n[6] = {0};
    myn_forecast_depth out = {0};
    for (size_t i = 0; i < tree->nodes; i++) {
        const myn_series_outlook *o = making->series[tree->member[i]].outlook;
        if (depth_of(tree, i) != depth) continue;
        out.series++;
        for (size_t after = 0; o && o->origins && after < 2; after++) {
            const myn_accuracy *a = after ? &o->accuracy : &o->base;
            add_figure(&sum[after], &n[after], a->mase);
            add_figure(&sum[2 + after], &n[2 + after], a->rmsse);
            add_figure(&sum[4 + after], &n[4 + after], a->coverage[level]);
        }
    }
    for (size_t after = 0; after < 2; after++) {
        out.mase[after] = sum[after] / n[after];
        out.rmsse[after] = sum[2 + after] / n[2 + after];
        out.coverage[after] = sum[4 + after] / n[4 + after];
    }
    return out;
}

static myn_status sum_up(Making *making)
{
    const myn_outlook_tree *tree = &making->tree.plan;
    size_t depths = 0;
    for (size_t i = 0; i < tree->nodes; i++)
        if (depth_of(tree, i) >= depths) depths = depth_of(tree, i) + 1;
    myn_forecast_depth *depth = myn_arena_get(making->memory, depths * sizeof *depth);
    if (!depth) return MYN_ERR_MEMORY;
    for (size_t d = 0; d < depths; d++) depth[d] = depth_at(making, d);
    making->forecasts.depth = depth, making->forecasts.depths = depths;
    making->forecasts.add = myn_add_word(tree->how);
    return MYN_OK;
}

static myn_status say_refused(const Making *making, myn_status status, myn_diag *diag)
{
    const char *what = status == MYN_ERR_LIMIT
                           ? "too many nodes for mint; expected at most 3,000, or structural"
                       : status == MYN_ERR_DATA ? "its forecasts cannot be reconciled"
                                                : NULL;
    if (what) myn_diag_add(diag, MYN_ERROR, (myn_place){making->tree.path, 0, 0}, "%s", what);
    return status;
}

myn_status forecast_tree_add_up(Making *making, myn_outlooks *made, const myn_panel_series *panel,
                                const size_t *member, size_t count, myn_diag *diag)
{
    myn_outlook_tree tree = making->tree.plan;
    size_t *number = myn_arena_get(making->memory, (making->forecasts.count + 1) * sizeof *number);
    size_t *at = myn_arena_get(making->memory, tree.nodes * sizeof *at);
    myn_arena *scratch = NULL;
    if (!number || !at) return MYN_ERR_MEMORY;
    for (size_t j = 0; j < count; j++) number[member[j]] = j;
    for (size_t i = 0; i < tree.nodes; i++) at[i] = number[tree.member[i]];
    tree.member = at;
    myn_status status = myn_arena_new(&scratch);
    if (!status) status = myn_outlook_add_up(made, panel, &tree, scratch);
    myn_arena_free(scratch);
    if (status) return say_refused(making, status, diag);
    for (size_t i = 0; i < tree.nodes; i++) made->at[at[i]].flags |= MYN_FLAG_RECONCILED;
    return sum_up(making);
}
