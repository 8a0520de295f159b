/* One series with its fan: a picture, a table, and what stands behind it. */
#include "report/forecast_kept.h"
#include "report/forecast_plot.h"
#include "report/show.h"
#include <math.h>
#include <mynegai/report_forecast.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH_USUAL 78
#define WIDTH_MOST  120
#define HEIGHT      15

typedef struct {
    Kept kept;
    Page page;
    const myn_show_options *how;
    size_t area, indicator, cell, steps; /* of kept */
    const char *name;                    /* of the area */
    const myn_item *item;
    double *at, *y; /* known values: days, values */
    size_t known;
    char first[MYN_PERIOD_TEXT], last[MYN_PERIOD_TEXT]; /* periods of the first and last */
    bool plain;
} Picture;

static const char *text(const Picture *p, const char *const *of)
{
    const char *at = of ? of[p->cell] : NULL;
    return at ? at : "";
}

static void say(Picture *p, unsigned style, Word word, const char *one, const char *two)
{
    myn_buffer line = {0};
    word_fill(&line, word, p->how->lang, one, two);
    if (line.at) ink_line(&p->page, &p->how->terminal, style, line.at, 0);
    p->page.text.failed |= line.failed;
    myn_buffer_free(&line);
}

/* ---- the numbers ---- */

static myn_status make_room(Picture *p, size_t count)
{
    p->at = calloc(count + 1, sizeof *p->at);
    p->y = calloc(count + 1, sizeof *p->y);
    return p->at && p->y ? MYN_OK : MYN_ERR_MEMORY;
}

static void know(Picture *p, double day, double value)
{
    if (isnan(value)) return;
    p->at[p->known] = day;
    p->y[p->known++] = value;
}

/* The label of the first period that is known, and of the last. */
static void know_ends(Picture *p, myn_period first, myn_period last)
{
    myn_period_text(first, p->first);
    myn_period_text(last, p->last);
}

static myn_status know_raw(Picture *p, const myn_panel *raw)
{
    myn_period first = {0, 0}, last = {0, 0};
    myn_status status = make_room(p, raw->periods);
    for (size_t i = 0; !status && i < raw->periods; i++) {
        double value = raw->plane[i].value[p->indicator * raw->areas + p->area];
        if (isnan(value)) continue;
        if (!p->known) first = raw->plane[i].period;
        last = raw->plane[i].period;
        know(p, last.start, value);
    }
    if (p->known) know_ends(p, first, last);
    return status;
}

/* A period that starts at DAY and is as long as that of the node's first step. */
static myn_period period_like(const KeptTree *t, size_t node, double day)
{
    const char *label = t->kept.period[node * t->kept.steps];
    myn_period like = {0, 0};
    int32_t start = (int32_t)day;
    if (myn_period_read(label, strlen(label), MYN_PERIOD_ISO, &like)) return (myn_period){start, start + 1};
    int months = (int)lround((double)(like.end - like.start) / 30.44);
    int32_t end = months ? myn_day_add_months(start, months) : start + like.end - like.start;
    return (myn_period){start, end};
}

static myn_status know_node(Picture *p, const KeptTree *t)
{
    myn_status status = make_room(p, t->times);
    for (size_t i = 0; !status && i < t->times; i++)
        know(p, t->known_start[p->cell * t->times + i], t->known[p->cell * t->times + i]);
    if (p->known)
        know_ends(p, period_like(t, p->cell, p->at[0]), period_like(t, p->cell, p->at[p->known - 1]));
    return status;
}

static size_t steps_of(const Picture *p)
{
    const Kept *k = &p->kept;
    size_t steps = 0;
    for (size_t h = 0; h < k->steps; h++)
        if (!isnan(k->mean[p->cell * k->steps + h]) && isfinite(k->start[p->indicator * k->steps + h]))
            steps = h + 1;
    return steps;
}

static const double *bound(const Picture *p, const double *of, size_t level)
{
    const Kept *k = &p->kept;
    return of + (level * k->indicators * k->areas + p->cell) * k->steps;
}

static int places_of(const Picture *p)
{
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < p->known; i++) least = fmin(least, p->y[i]), most = fmax(most, p->y[i]);
    for (size_t h = 0; h < p->steps; h++) {
        double mean = p->kept.mean[p->cell * p->kept.steps + h];
        if (!isnan(mean)) least = fmin(least, mean), most = fmax(most, mean);
    }
    return show_places((const double[]){least, most}, 2);
}

/* ---- the picture ---- */

static void put_key(Picture *p)
{
    char level[MYN_NUMBER_TEXT];
    const Kept *k = &p->kept;
    myn_buffer line = {0};
    word_fill(&line, WORD_FORECAST_KEY, p->how->lang, plot_mark(PLOT_KNOWN, p->plain),
              plot_mark(PLOT_MEAN, p->plain));
    for (size_t l = 0; l<k->levels; l += k->levels> 1 ? k->levels - 1 : 1) {
        myn_number_text(myn_round(100 * k->level[l], 4), level);
        myn_buffer_put(&line, "   ");
        word_fill(&line, WORD_FORECAST_FAN, p->how->lang, plot_mark(l ? PLOT_OUTER : PLOT_INNER, p->plain),
                  level);
    }
    if (line.at) ink_line(&p->page, &p->how->terminal, MYN_STYLE_FAINT, line.at, 0);
    p->page.text.failed |= line.failed;
    myn_buffer_free(&line);
}

static void put_picture(Picture *p)
{
    const Kept *k = &p->kept;
    size_t outer = k->levels ? k->levels - 1 : 0, width = p->how->terminal.width;
    const char *last = p->steps ? k->period[p->indicator * k->steps + p->steps - 1] : p->last;
    Plot plot = {.known = p->known,
                 .steps = p->steps,
                 .at = p->at,
                 .y = p->y,
                 .to = k->start + p->indicator * k->steps,
                 .mean = k->mean + p->cell * k->steps,
                 .first = p->first,
                 .last_known = p->last,
                 .last = last};
    if (k->levels) plot.outer_low = bound(p, k->lower, outer), plot.outer_high = bound(p, k->upper, outer);
    if (outer) plot.inner_low = bound(p, k->lower, 0), plot.inner_high = bound(p, k->upper, 0);
    width = !width ? WIDTH_USUAL : width > WIDTH_MOST ? WIDTH_MOST : width;
    plot_draw(&p->page, &p->how->terminal, &plot, width, HEIGHT, p->plain);
    put_key(p);
    page_put(&p->page, "\n");
}

/* ---- the table ---- */

/* The name of scenario I in the language that is shown, else in the other, else its code. */
static const char *scenario_name(const Picture *p, size_t i)
{
    const Kept *k = &p->kept;
    const char *en = k->scenario_en[i], *cy = k->scenario_cy[i];
    const myn_label label = {*en ? en : NULL, *cy ? cy : NULL};
    return myn_label_text(label, p->how->lang, k->scenario[i]);
}

static myn_grid *new_grid(Picture *p)
{
    const Kept *k = &p->kept;
    myn_lang lang = p->how->lang;
    size_t bounds = 2 * k->levels, columns = 2 + bounds + k->scenarios;
    myn_grid_column *column = calloc(columns, sizeof *column);
    myn_buffer name[2 * MYN_LEVELS_MOST] = {{0}};
    myn_grid *grid = NULL;
    bool failed = !column;
    for (size_t l = 0; column && l < bounds; l++) {
        char level[MYN_NUMBER_TEXT];
        myn_number_text(myn_round(100 * k->level[l / 2], 4), level);
        word_fill(&name[l], l % 2 ? WORD_FORECAST_UPPER : WORD_FORECAST_LOWER, lang, level, NULL);
        failed |= name[l].failed || !name[l].at;
        column[2 + l] = (myn_grid_column){name[l].at, true};
    }
    if (column) column[0] = (myn_grid_column){word_text(WORD_PERIOD, lang), false};
    if (column) column[1] = (myn_grid_column){word_text(WORD_FORECAST_MEAN, lang), true};
    for (size_t i = 0; column && i < k->scenarios; i++)
        column[2 + bounds + i] = (myn_grid_column){scenario_name(p, i), true};
    if (failed || myn_grid_new(NULL, column, columns, &grid)) p->page.text.failed = true;
    for (size_t l = 0; l < bounds; l++) myn_buffer_free(&name[l]);
    free(column);
    return grid;
}

static void put_table(Picture *p)
{
    const Kept *k = &p->kept;
    myn_grid *grid = new_grid(p);
    int places = places_of(p);
    for (size_t h = 0; grid && h < p->steps; h++) {
        myn_grid_text(grid, k->period[p->indicator * k->steps + h]);
        myn_grid_number(grid, k->mean[p->cell * k->steps + h], places);
        for (size_t l = 0; l < k->levels; l++) {
            myn_grid_number(grid, bound(p, k->lower, l)[h], places);
            myn_grid_number(grid, bound(p, k->upper, l)[h], places);
        }
        for (size_t i = 0; i < k->scenarios; i++)
            myn_grid_number(grid, bound(p, k->scenario_mean, i)[h], places);
    }
    if (grid && !grid->failed) grid_terminal(grid, &p->how->terminal, &p->page);
    if (grid && grid->failed) p->page.text.failed = true;
    myn_grid_free(grid);
    page_put(&p->page, "\n");
}

/* ---- marks and suggestions ---- */

typedef struct {
    const char *kind;
    bool window; /* it has two ends */
    Word word;
} MarkWord;

static const MarkWord marked[] = {
    {"level", true, WORD_MARK_WINDOW},     {"level", false, WORD_MARK_LEVEL},
    {"missing", true, WORD_MARK_MISSING},  {"missing", false, WORD_MARK_MISSING},
    {"outlier", false, WORD_MARK_OUTLIER}, {"ignore", true, WORD_MARK_IGNORE},
    {"ignore", false, WORD_MARK_IGNORE},   {"start", false, WORD_MARK_START}};
static const MarkWord guessed[] = {{"level", false, WORD_SUGGEST_LEVEL},
                                   {"outlier", false, WORD_SUGGEST_OUTLIER}};

/* "2005 level +1200", LENGTH bytes of TEXT, in words. */
static void say_mark(Picture *p, const char *text, size_t length, const MarkWord *words, size_t count)
{
    char item[160], kind[16] = "", when[64] = "", size[96] = "";
    if (length >= sizeof item) return;
    memcpy(item, text, length);
    item[length] = '\0';
    if (sscanf(item, "%63s %15s %95[^\n]", when, kind, size) < 2) return;
    bool window = strstr(when, "..") != NULL;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i].kind, kind) != 0 || words[i].window != window) continue;
        say(p, MYN_STYLE_PLAIN, words[i].word, when, *size ? size : "?");
        return;
    }
}

static void say_marks(Picture *p, const char *list, const MarkWord *words, size_t count)
{
    for (const char *from = list; *from;) {
        const char *end = strstr(from, "; ");
        size_t length = end ? (size_t)(end - from) : strlen(from);
        say_mark(p, from, length, words, count);
        from = end ? end + 2 : from + length;
    }
}

/* ---- what stands behind it ---- */

static void put_test(Picture *p)
{
    const Kept *k = &p->kept;
    char own[MYN_NUMBER_TEXT], other[MYN_NUMBER_TEXT];
    if (isnan(k->mase[p->cell])) return;
    myn_fixed_text(k->mase[p->cell], 2, own);
    myn_fixed_text(k->mase_naive[p->cell], 2, other);
    say(p, MYN_STYLE_PLAIN, WORD_FORECAST_TEST, own, other);
    if (!k->base_mase || isnan(k->base_mase[p->cell])) return;
    myn_fixed_text(k->base_mase[p->cell], 2, other);
    say(p, MYN_STYLE_PLAIN, WORD_FORECAST_BASE, own, other);
}

static void put_notes(Picture *p)
{
    const Kept *k = &p->kept;
    char flags[160];
    myn_forecast_flag_words((unsigned)k->flags[p->cell], flags, sizeof flags);
    if (*text(p, k->model)) say(p, MYN_STYLE_PLAIN, WORD_FORECAST_MODEL, text(p, k->model), text(p, k->why));
    put_test(p);
    say_marks(p, text(p, k->marks), marked, sizeof marked / sizeof *marked);
    say_marks(p, text(p, k->suggested), guessed, sizeof guessed / sizeof *guessed);
    if (*flags) say(p, MYN_STYLE_PLAIN, WORD_FORECAST_FLAGS, flags, NULL);
    if (*text(p, k->problem)) say(p, MYN_STYLE_STRONG, WORD_FORECAST_NONE, text(p, k->problem), NULL);
}

static void put_heading(Picture *p)
{
    myn_lang lang = p->how->lang;
    myn_buffer line = {0};
    myn_buffer_format(&line, "%s · %s", p->name, myn_label_text(p->item->label, lang, p->item->code));
    if (p->item->unit) myn_buffer_format(&line, " (%s)", p->item->unit);
    say(p, MYN_STYLE_STRONG, WORD_FORECAST_OF, line.at ? line.at : "", NULL);
    p->page.text.failed |= line.failed;
    myn_buffer_free(&line);
    if (p->kept.labels->synthetic) say(p, MYN_STYLE_STRONG, WORD_SYNTHETIC, NULL, NULL);
    page_put(&p->page, "\n");
}

static void draw(Picture *p)
{
    p->steps = steps_of(p);
    put_heading(p);
    put_picture(p);
    if (p->steps) put_table(p);
    put_notes(p);
}

static myn_status finish(Picture *p, myn_status status)
{
    if (!status) draw(p);
    if (status) p->page.text.length = 0;
    myn_status closed = page_close(&p->page);
    free(p->at);
    free(p->y);
    return status ? status : closed;
}

myn_status myn_show_forecast(myn_store *store, size_t area, size_t indicator, const myn_show_options *options,
                             bool plain, const myn_sink *sink)
{
    Picture p = {.page = page_to(sink), .how = options, .area = area, .indicator = indicator, .plain = plain};
    myn_panel *raw = NULL;
    myn_status status = kept_open(store, &p.kept);
    if (!status && (area >= p.kept.areas || indicator >= p.kept.indicators)) status = MYN_ERR_ARGUMENT;
    p.cell = indicator * p.kept.areas + area;
    if (!status && !*text(&p, p.kept.model) && !*text(&p, p.kept.problem)) status = MYN_ERR_ARGUMENT;
    if (!status) status = myn_store_panel(store, MYN_CUBE_RAW, &raw);
    if (!status) status = know_raw(&p, raw);
    if (!status) p.name = myn_area_name(&p.kept.labels->areas->at[area], options->lang);
    if (!status) p.item = &p.kept.labels->indicator[indicator];
    myn_panel_free(raw);
    return finish(&p, status);
}

/* ---- nodes of trees ---- */

static const myn_item *item_of(const myn_labels *labels, const char *code)
{
    for (size_t i = 0; i < labels->inputs; i++)
        if (!strcmp(labels->input[i].code, code)) return &labels->input[i];
    for (size_t i = 0; i < labels->indicators; i++)
        if (!strcmp(labels->indicator[i].code, code)) return &labels->indicator[i];
    return NULL;
}

/* The area that TEXT names among the store's own and larger ones; NULL where none. */
static const myn_area *area_of(const myn_labels *labels, const char *text)
{
    const char *near;
    size_t own = myn_find_area(labels->areas, text, &near);
    if (own != MYN_NONE) return &labels->areas->at[own];
    size_t larger = labels->parents ? myn_find_area(labels->parents, text, &near) : MYN_NONE;
    return larger != MYN_NONE ? &labels->parents->at[larger] : NULL;
}

myn_status myn_show_forecast_node(myn_store *store, const char *area, const char *series,
                                  const myn_show_options *options, bool plain, const myn_sink *sink)
{
    KeptTree tree;
    Picture p = {.page = page_to(sink), .how = options, .plain = plain};
    const myn_labels *labels = myn_store_labels(store);
    const myn_area *at = area_of(labels, area);
    myn_status status = kept_tree_open(store, &tree);
    p.item = item_of(labels, series);
    p.kept = tree.kept;
    p.cell = p.indicator = !status && at && p.item ? kept_tree_find(&tree, series, at->code) : MYN_NONE;
    if (!status && p.cell == MYN_NONE) status = MYN_ERR_ARGUMENT;
    if (!status) p.name = myn_area_name(at, options->lang);
    if (!status) status = know_node(&p, &tree);
    return finish(&p, status);
}
