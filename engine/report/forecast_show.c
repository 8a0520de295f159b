/* One series with its fan: a picture, a table, and what stands behind it. */
#include "report/forecast_kept.h"
#include "report/forecast_plot.h"
#include "report/show.h"
#include <math.h>
#include <mynegai/report_forecast.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH_USUAL 78
#define WIDTH_MOST  120
#define HEIGHT      15

typedef struct {
    Kept kept;
    Page page;
    const myn_show_options *how;
    size_t area, indicator, cell, steps;
    myn_panel *raw;
    double *at, *y;            /* known values */
    size_t known, first, last; /* planes of the first and last */
    bool plain;
} Picture;

static const char *text(const Picture *p, const char *const *of)
{
    const char *at = of[p->cell];
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

static myn_status know(Picture *p)
{
    p->at = calloc(p->raw->periods + 1, sizeof *p->at);
    p->y = calloc(p->raw->periods + 1, sizeof *p->y);
    if (!p->at || !p->y) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < p->raw->periods; i++) {
        double value = p->raw->plane[i].value[p->indicator * p->raw->areas + p->area];
        if (isnan(value)) continue;
        if (!p->known) p->first = i;
        p->last = i;
        p->at[p->known] = p->raw->plane[i].period.start;
        p->y[p->known++] = value;
    }
    return MYN_OK;
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
    char first[MYN_PERIOD_TEXT] = "", known[MYN_PERIOD_TEXT] = "";
    size_t outer = k->levels ? k->levels - 1 : 0, width = p->how->terminal.width;
    if (p->known) myn_period_text(p->raw->plane[p->first].period, first);
    if (p->known) myn_period_text(p->raw->plane[p->last].period, known);
    const char *last = p->steps ? k->period[p->indicator * k->steps + p->steps - 1] : known;
    Plot plot = {.known = p->known,
                 .steps = p->steps,
                 .at = p->at,
                 .y = p->y,
                 .to = k->start + p->indicator * k->steps,
                 .mean = k->mean + p->cell * k->steps,
                 .first = first,
                 .last_known = known,
                 .last = last};
    if (k->levels) plot.outer_low = bound(p, k->lower, outer), plot.outer_high = bound(p, k->upper, outer);
    if (outer) plot.inner_low = bound(p, k->lower, 0), plot.inner_high = bound(p, k->upper, 0);
    width = !width ? WIDTH_USUAL : width > WIDTH_MOST ? WIDTH_MOST : width;
    plot_draw(&p->page, &p->how->terminal, &plot, width, HEIGHT, p->plain);
    put_key(p);
    page_put(&p->page, "\n");
}

/* ---- the table ---- */

static myn_grid *new_grid(Picture *p)
{
    myn_lang lang = p->how->lang;
    myn_grid_column column[2 + 2 * MYN_LEVELS_MOST];
    myn_buffer name[2 * MYN_LEVELS_MOST] = {{0}};
    myn_grid *grid = NULL;
    column[0] = (myn_grid_column){word_text(WORD_PERIOD, lang), false};
    column[1] = (myn_grid_column){word_text(WORD_FORECAST_MEAN, lang), true};
    bool failed = false;
    for (size_t l = 0; l < 2 * p->kept.levels; l++) {
        char level[MYN_NUMBER_TEXT];
        myn_number_text(myn_round(100 * p->kept.level[l / 2], 4), level);
        word_fill(&name[l], l % 2 ? WORD_FORECAST_UPPER : WORD_FORECAST_LOWER, lang, level, NULL);
        failed |= name[l].failed || !name[l].at;
        column[2 + l] = (myn_grid_column){name[l].at, true};
    }
    if (failed || myn_grid_new(NULL, column, 2 + 2 * p->kept.levels, &grid)) p->page.text.failed = true;
    for (size_t l = 0; l < 2 * p->kept.levels; l++) myn_buffer_free(&name[l]);
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
    }
    if (grid && !grid->failed) grid_terminal(grid, &p->how->terminal, &p->page);
    if (grid && grid->failed) p->page.text.failed = true;
    myn_grid_free(grid);
    page_put(&p->page, "\n");
}

/* ---- what stands behind it ---- */

static void put_notes(Picture *p)
{
    const Kept *k = &p->kept;
    char flags[160], own[MYN_NUMBER_TEXT], naive[MYN_NUMBER_TEXT];
    myn_forecast_flag_words((unsigned)k->flags[p->cell], flags, sizeof flags);
    if (*text(p, k->model)) say(p, MYN_STYLE_PLAIN, WORD_FORECAST_MODEL, text(p, k->model), text(p, k->why));
    if (!isnan(k->mase[p->cell])) {
        myn_fixed_text(k->mase[p->cell], 2, own);
        myn_fixed_text(k->mase_naive[p->cell], 2, naive);
        say(p, MYN_STYLE_PLAIN, WORD_FORECAST_TEST, own, naive);
    }
    if (*flags) say(p, MYN_STYLE_PLAIN, WORD_FORECAST_FLAGS, flags, NULL);
    if (*text(p, k->problem)) say(p, MYN_STYLE_STRONG, WORD_FORECAST_NONE, text(p, k->problem), NULL);
}

static void put_heading(Picture *p)
{
    const myn_labels *labels = p->kept.labels;
    const myn_item *item = &labels->indicator[p->indicator];
    myn_lang lang = p->how->lang;
    myn_buffer line = {0};
    myn_buffer_format(&line, "%s · %s", myn_area_name(&labels->areas->at[p->area], lang),
                      myn_label_text(item->label, lang, item->code));
    if (item->unit) myn_buffer_format(&line, " (%s)", item->unit);
    say(p, MYN_STYLE_STRONG, WORD_FORECAST_OF, line.at ? line.at : "", NULL);
    p->page.text.failed |= line.failed;
    myn_buffer_free(&line);
    if (labels->synthetic) say(p, MYN_STYLE_STRONG, WORD_SYNTHETIC, NULL, NULL);
    page_put(&p->page, "\n");
}

static myn_status draw(Picture *p, myn_store *store)
{
    myn_status status = myn_store_panel(store, MYN_CUBE_RAW, &p->raw);
    if (!status) status = know(p);
    if (status) return status;
    p->steps = steps_of(p);
    put_heading(p);
    put_picture(p);
    if (p->steps) put_table(p);
    put_notes(p);
    return MYN_OK;
}

myn_status myn_show_forecast(myn_store *store, size_t area, size_t indicator, const myn_show_options *options,
                             bool plain, const myn_sink *sink)
{
    Picture p = {.page = page_to(sink), .how = options, .area = area, .indicator = indicator, .plain = plain};
    myn_status status = kept_open(store, &p.kept);
    if (!status && (area >= p.kept.areas || indicator >= p.kept.indicators)) status = MYN_ERR_ARGUMENT;
    p.cell = indicator * p.kept.areas + area;
    if (!status && !*text(&p, p.kept.model) && !*text(&p, p.kept.problem)) status = MYN_ERR_ARGUMENT;
    if (!status) status = draw(&p, store);
    if (status) p.page.text.length = 0;
    myn_status closed = page_close(&p.page);
    myn_panel_free(p.raw);
    free(p.at);
    free(p.y);
    return status ? status : closed;
}
