/* Shocks and breaks: those that a user marks are taken out of series, others are suggested. */
#include "run/forecast.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MARKS_MOST   16
#define SUGGEST_MOST 3
#define MARK_TEXT    64

/* A mark as it was written. */
typedef struct {
    char text[MARK_TEXT]; /* "2020..2021" */
    const char *word;     /* of its kind */
    myn_mark_kind kind;
    bool shock, touched;
    myn_period from, to; /* {0, 0}: not a period */
    double first, last;  /* as whole numbers; NaN: none */
} Mark;

typedef struct {
    Mark at[MARKS_MOST];
    size_t count;
} Marks;

/* ---- reading ---- */

typedef struct {
    const char *word;
    myn_mark_kind kind;
    bool shock, is_break;
} KindWord;

static const KindWord kinds[] = {{"level", MYN_MARK_LEVEL, true, true},
                                 {"missing", MYN_MARK_MISSING, true, false},
                                 {"ignore", MYN_MARK_IGNORE, true, false},
                                 {"outlier", MYN_MARK_MISSING, false, true},
                                 {"start", MYN_MARK_START, false, true}};

static bool take_kind(const char *text, size_t length, Mark *out)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const KindWord *k = &kinds[i];
        if (strlen(k->word) != length || memcmp(k->word, text, length) != 0) continue;
        out->kind = k->kind, out->word = k->word;
        return out->shock ? k->shock : k->is_break;
    }
    return false;
}

static bool take_time(const char *text, size_t length, myn_period *period, double *number)
{
    bool is_period = !myn_period_read(text, length, MYN_PERIOD_ISO, period);
    bool is_number = myn_number_read(text, length, number) && *number == floor(*number);
    if (!is_period) *period = (myn_period){0, 0};
    if (!is_number) *number = NAN;
    return is_period || is_number;
}

/* FROM[..TO][=KIND] */
static bool take_mark(const char *text, size_t length, Mark *out)
{
    const char *equals = memchr(text, '=', length);
    size_t times = equals ? (size_t)(equals - text) : length, first = times;
    for (size_t i = 0; i + 2 < times; i++)
        if (text[i] == '.' && text[i + 1] == '.') first = i;
    bool window = first < times;
    if (times >= MARK_TEXT || !take_time(text, first, &out->from, &out->first)) return false;
    out->to = out->from, out->last = out->first;
    if (window && !take_time(text + first + 2, times - first - 2, &out->to, &out->last)) return false;
    if (out->to.end < out->from.end || out->last < out->first) return false;
    if (!out->shock && window) return false;
    memcpy(out->text, text, times);
    if (equals) return take_kind(equals + 1, length - times - 1, out);
    return !out->shock && take_kind("level", 5, out);
}

static void read_list(Marks *marks, const char *list, bool shock, myn_diag *diag)
{
    for (const char *from = list; from;) {
        const char *comma = strchr(from, ',');
        size_t length = comma ? (size_t)(comma - from) : strlen(from);
        Mark mark = {.shock = shock};
        if (marks->count == MARKS_MOST)
            myn_diag_add(diag, MYN_ERROR, (myn_place){0}, "more than %d shocks and breaks", MARKS_MOST);
        else if (take_mark(from, length, &mark))
            marks->at[marks->count++] = mark;
        else
            myn_diag_add(
                diag, MYN_ERROR, (myn_place){0}, "--%s \"%.*s\": expected %s", shock ? "shock" : "break",
                (int)length, from,
                shock ? "PERIOD=KIND or FROM..TO=KIND, KIND missing, level or ignore (2020..2021=missing)"
                      : "PERIOD or PERIOD=KIND, KIND level, outlier or start (2005=level)");
        from = comma && marks->count < MARKS_MOST ? comma + 1 : NULL;
    }
}

/* ---- positions ---- */

static bool counts_steps(const myn_timeline *line)
{
    return !line->months && !line->days;
}

/* Whether position AT lies before [-1], in [0] or after [1] the mark. */
static int side_of(const Mark *mark, const myn_timeline *line, size_t at)
{
    if (counts_steps(line)) {
        double number = (double)line->start + (double)at;
        return number < mark->first ? -1 : number > mark->last ? 1 : 0;
    }
    myn_period p = myn_timeline_at(line, (long)at);
    return p.end <= mark->from.start ? -1 : p.start >= mark->to.end ? 1 : 0;
}

/* MARK on the positions of S; false where none of them is in it, or, for a break, none before. */
static bool place(const Mark *mark, const myn_forecast_series *s, myn_mark *out)
{
    bool readable = counts_steps(&s->line) ? !isnan(mark->first) : mark->from.end > mark->from.start;
    *out = (myn_mark){mark->kind, SIZE_MAX, 0};
    for (size_t i = 0; readable && i < s->n; i++) {
        if (side_of(mark, &s->line, i)) continue;
        if (out->from == SIZE_MAX) out->from = i;
        out->to = i;
    }
    bool lasting = !mark->shock && mark->kind != MYN_MARK_MISSING;
    bool found = out->from != SIZE_MAX && (!lasting || out->from > 0);
    if (lasting) out->to = SIZE_MAX;
    return found;
}

/* ---- marking one series ---- */

static const char *keep(Making *making, myn_buffer *text)
{
    const char *kept = text->failed || !text->at ? NULL
                                                 : myn_arena_text(making->memory, text->at, text->length);
    myn_buffer_free(text);
    return kept;
}

static void put_size(myn_buffer *out, double size)
{
    if (!isnan(size)) myn_buffer_format(out, " %+.6g", size);
}

static myn_status apply(Making *making, Marks *marks, myn_forecast_series *s, myn_arena *scratch)
{
    myn_mark at[MARKS_MOST];
    double step[MARKS_MOST], *y;
    bool any[MARKS_MOST];
    size_t number[MARKS_MOST], count = 0;
    myn_buffer text = {0};
    for (size_t i = 0; i < marks->count; i++)
        if (place(&marks->at[i], s, &at[count])) number[count++] = i;
    if (!count) return MYN_OK;
    y = myn_arena_get(making->memory, (s->n + 1) * sizeof *y);
    if (!y) return MYN_ERR_MEMORY;
    memcpy(y, s->y, s->n * sizeof *y);
    myn_status status = myn_marks_apply(y, s->n, at, count, s->low, s->high, step, any, scratch);
    for (size_t i = 0; !status && i < count; i++) {
        Mark *mark = &marks->at[number[i]];
        if (!any[i]) continue;
        mark->touched = true;
        s->flags |= mark->shock ? MYN_FLAG_SHOCK : MYN_FLAG_BREAK;
        myn_buffer_format(&text, "%s%s %s", text.length ? "; " : "", mark->text, mark->word);
        put_size(&text, step[i]);
    }
    s->y = y;
    bool marked = text.length > 0;
    s->marks = keep(making, &text);
    return status ? status : marked && !s->marks ? MYN_ERR_MEMORY : MYN_OK;
}

/* ---- suggesting ---- */

/* How many series have a break suggested in each period. */
typedef struct {
    myn_names *period;
    size_t *count, room;
} Tally;

static myn_status count_period(Tally *tally, const char *period)
{
    size_t number;
    myn_status status = myn_names_add(tally->period, period, strlen(period), &number);
    if (status) return status;
    if (number < tally->room) tally->count[number]++;
    return MYN_OK;
}

static myn_status suggest(Making *making, myn_forecast_series *s, Tally *tally, myn_arena *scratch)
{
    myn_break found[MYN_BREAKS_MOST];
    char period[MYN_PERIOD_TEXT];
    size_t count;
    myn_buffer text = {0};
    if (s->problem) return MYN_OK;
    myn_status status = myn_breaks_find(s->y, s->n, s->line.frequency, MYN_BREAK_RATE, SUGGEST_MOST, found,
                                        &count, scratch);
    for (size_t i = 0; !status && i < count; i++) {
        myn_timeline_text(&s->line, (long)found[i].at, period);
        myn_buffer_format(&text, "%s%s %s", i ? "; " : "", period,
                          found[i].kind == MYN_BREAK_LEVEL ? "level" : "outlier");
        put_size(&text, found[i].size);
        myn_buffer_format(&text, " (t %.3g)", found[i].t);
        status = count_period(tally, period);
    }
    making->forecasts.suggested += count > 0;
    s->suggested = keep(making, &text);
    return status ? status : count && !s->suggested ? MYN_ERR_MEMORY : MYN_OK;
}

static myn_status take_usual(Making *making, const Tally *tally)
{
    size_t best = 0, count = myn_names_count(tally->period);
    for (size_t i = 1; i < count && i < tally->room; i++)
        if (tally->count[i] > tally->count[best]) best = i;
    if (!count) return MYN_OK;
    const char *period = myn_names_at(tally->period, best);
    making->forecasts.usual_break = myn_arena_text(making->memory, period, strlen(period));
    making->forecasts.usual = tally->count[best];
    return making->forecasts.usual_break ? MYN_OK : MYN_ERR_MEMORY;
}

/* ---- all ---- */

static void say_untouched(const Marks *marks, myn_diag *diag)
{
    for (size_t i = 0; i < marks->count; i++)
        if (!marks->at[i].touched)
            myn_diag_add(diag, MYN_ERROR, (myn_place){0}, "--%s %s: no series has a value there%s",
                         marks->at[i].shock ? "shock" : "break", marks->at[i].text,
                         marks->at[i].shock ? "" : " and one before");
}

static myn_status each(Making *making, Marks *marks, Tally *tally, myn_arena *scratch)
{
    myn_status status = MYN_OK;
    for (size_t i = 0; !status && i < making->forecasts.count; i++) {
        myn_forecast_series *s = &making->series[i];
        myn_arena_mark mark = myn_arena_here(scratch);
        if (!s->problem && marks->count) status = apply(making, marks, s, scratch);
        if (!status) status = suggest(making, s, tally, scratch);
        myn_arena_rewind(scratch, mark);
    }
    return status ? status : take_usual(making, tally);
}

myn_status forecast_marks(Making *making, const myn_forecast_options *options, myn_diag *diag)
{
    Marks marks = {.count = 0};
    Tally tally = {.room = SUGGEST_MOST * making->forecasts.count};
    myn_arena *scratch = NULL;
    size_t errors = myn_diag_count(diag, MYN_ERROR);
    read_list(&marks, options->shocks, true, diag);
    read_list(&marks, options->breaks, false, diag);
    if (myn_diag_count(diag, MYN_ERROR) > errors) return MYN_ERR_ARGUMENT;
    tally.count = myn_arena_zero(making->memory, tally.room + 1, sizeof *tally.count);
    myn_status status = tally.count ? myn_names_new(&tally.period) : MYN_ERR_MEMORY;
    if (!status) status = myn_arena_new(&scratch);
    if (!status) status = each(making, &marks, &tally, scratch);
    if (!status) say_untouched(&marks, diag);
    myn_arena_free(scratch);
    myn_names_free(tally.period);
    return !status && myn_diag_count(diag, MYN_ERROR) > errors ? MYN_ERR_ARGUMENT : status;
}
