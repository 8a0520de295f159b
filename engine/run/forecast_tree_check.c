/* What must hold of a tree before its forecasts can add up. */
#include "run/forecast_tree.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define SUM_DOUBT     .01 /* a whole that is further from its parts' sum is worth a warning ... */
#define SUM_WRONG     .25 /* ... and no whole at all */
#define TIMES_SHOWN   3
#define POSITION_NONE SIZE_MAX

static const myn_forecast_series *series_at(const Draft *d, size_t node)
{
    return &d->making->series[d->member[node]];
}

myn_status forecast_draft_room(Draft *d, size_t room)
{
    myn_arena *memory = d->making->memory;
    d->parent = myn_arena_get(memory, (room + 1) * sizeof *d->parent);
    d->member = myn_arena_get(memory, (room + 1) * sizeof *d->member);
    d->line = myn_arena_zero(memory, room + 1, sizeof *d->line);
    return d->parent && d->member && d->line ? MYN_OK : MYN_ERR_MEMORY;
}

void forecast_draft_say(const Draft *d, size_t node, myn_severity severity, const char *what)
{
    myn_place at = {d->name, d->line[node], d->column + 1};
    myn_diag_add(d->diag, severity, d->file ? at : (myn_place){0}, "\"%s\": %s", series_at(d, node)->id,
                 what);
}

static void wrong(const Draft *d, size_t node, const char *what)
{
    forecast_draft_say(d, node, MYN_ERROR, what);
}

static void check_circle(const Draft *d, myn_arena *scratch)
{
    myn_hierarchy tree;
    uint32_t bad = 0;
    myn_status status = myn_hierarchy_make(d->parent, (uint32_t)d->nodes, scratch, &tree, &bad);
    if (status == MYN_ERR_DATA) wrong(d, bad, "part of itself: its wholes go round in a circle");
}

/* ---- times ---- */

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
static const myn_timeline *longest_line(const Draft *d, size_t *longest)
{
    const myn_timeline *line = &series_at(d, 0)->line;
    *longest = 0;
    for (size_t i = 1; i < d->nodes; i++)
        if (series_at(d, i)->line.start < line->start) line = &series_at(d, i)->line;
    for (size_t i = 0; i < d->nodes; i++) {
        const myn_forecast_series *s = series_at(d, i);
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

static void say_missing(const Draft *d, size_t node, const myn_timeline *line, const uint8_t *has,
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
    if (count && text.at) wrong(d, node, text.at);
    myn_buffer_free(&text);
}

static myn_status check_times(const Draft *d, myn_arena *scratch)
{
    size_t longest;
    const myn_timeline *line = longest_line(d, &longest);
    uint8_t *any = myn_arena_zero(scratch, longest + 1, 1), *has = myn_arena_zero(scratch, longest + 1, 1);
    if (!any || !has) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < d->nodes; i++) {
        if (mark_times(line, series_at(d, i), has, longest))
            for (size_t t = 0; t < longest; t++) any[t] |= has[t];
        else
            wrong(d, i, "another calendar than the rest of its tree");
    }
    for (size_t i = 0; i < d->nodes; i++)
        if (mark_times(line, series_at(d, i), has, longest)) say_missing(d, i, line, has, any, longest);
    for (size_t i = 0; i < d->nodes; i++)
        if (series_at(d, i)->line.start != line->start)
            wrong(d, i,
                  "begins at another time than others of its tree, which have rows before without a value");
    return MYN_OK;
}

/* ---- sums ---- */

/* Where the whole WHOLE is furthest from its parts' SUM (n), as a share of the larger; times are those of all. */
static void judge_sum(const Draft *d, size_t whole, const double *sum)
{
    const myn_forecast_series *s = series_at(d, whole);
    double worst = 0, wrongs = 0, seen = 0;
    char time[MYN_PERIOD_TEXT] = "", text[160];
    for (size_t t = 0; t < s->n; t++) {
        double size = fmax(fabs(s->y[t]), fabs(sum[t])), off = fabs(s->y[t] - sum[t]) / size;
        if (isnan(s->y[t]) || !(size > 0)) continue;
        seen++, wrongs += off > SUM_WRONG;
        if (off > worst) worst = off, myn_timeline_text(&s->line, (long)t, time);
    }
    snprintf(text, sizeof text, "not the sum of its parts: %.3g %% off in %s", 100 * worst, time);
    if (wrongs > seen / 2)
        wrong(d, whole, text);
    else if (worst > SUM_DOUBT)
        forecast_draft_say(d, whole, MYN_WARNING, text);
}

static myn_status check_sums(const Draft *d, myn_arena *scratch)
{
    size_t n = series_at(d, 0)->n;
    double *sum = myn_arena_zero(scratch, d->nodes * n + 1, sizeof *sum);
    uint8_t *whole = myn_arena_zero(scratch, d->nodes, 1);
    if (!sum || !whole) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < d->nodes; i++) {
        if (d->parent[i] == MYN_TOP) continue;
        whole[d->parent[i]] = 1;
        for (size_t t = 0; t < n; t++) sum[d->parent[i] * n + t] += series_at(d, i)->y[t];
    }
    for (size_t i = 0; i < d->nodes; i++)
        if (whole[i]) judge_sum(d, i, sum + i * n);
    return MYN_OK;
}

static void check_bounds(const Draft *d)
{
    for (size_t i = 0; i < d->nodes && i < 1; i++)
        if (isfinite(series_at(d, i)->high) || (isfinite(series_at(d, i)->low) && series_at(d, i)->low != 0))
            myn_diag_add(
                d->diag, MYN_ERROR, (myn_place){0},
                "parts and their whole cannot have the same bounds; expected none, or 0 below (--positive)");
}

/* ---- all ---- */

myn_status forecast_draft_check(const Draft *d, myn_arena *scratch)
{
    size_t before = myn_diag_count(d->diag, MYN_ERROR);
    check_circle(d, scratch);
    check_bounds(d);
    myn_status status = check_times(d, scratch);
    if (!status && myn_diag_count(d->diag, MYN_ERROR) > before) status = MYN_ERR_DATA;
    if (!status) status = check_sums(d, scratch);
    return !status && myn_diag_count(d->diag, MYN_ERROR) > before ? MYN_ERR_DATA : status;
}

myn_status forecast_draft_keep(const Draft *d)
{
    Making *making = d->making;
    if (making->trees == TREES_MOST) return MYN_ERR_LIMIT;
    Tree *tree = &making->tree[making->trees];
    tree->plan = (myn_outlook_tree){.how = d->options->add,
                                    .nodes = d->nodes,
                                    .parent = d->parent,
                                    .member = d->member,
                                    .positive = d->options->counts || series_at(d, 0)->low >= 0,
                                    .paths = d->options->coherent ? MYN_FORECAST_PATHS : 0,
                                    .seed = MYN_FORECAST_SEED};
    tree->line = d->line;
    tree->file = d->file;
    tree->name = myn_arena_text(making->memory, d->name, strlen(d->name));
    if (!tree->name) return MYN_ERR_MEMORY;
    making->trees++;
    return MYN_OK;
}
