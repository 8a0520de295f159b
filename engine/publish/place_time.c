/* A place over time: its scores by edition, its indicators by period with what is forecast of them. */
#include "publish/pages.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

#define LINES_MOST 4

/* ---- scores ---- */

static void score_line(Html *h, size_t node, size_t area, ChartLine *out)
{
    const Site *site = h->site;
    size_t count = site->release->edition + 1;
    double *value = myn_arena_get(h->scratch, (count + 1) * sizeof *value);
    *out = (ChartLine){
        .name = myn_label_text(site->labels->node[node].label, h->lang, site->labels->node[node].code),
        .value = value,
        .dashed_from = SIZE_MAX};
    for (size_t e = 0; value && e < count; e++)
        value[e] = site->release->data[e].score[node * site->areas + area];
}

static void put_scores(Html *h, size_t area)
{
    const Site *site = h->site;
    size_t count = site->release->edition + 1, lines = 0;
    const char **at = myn_arena_get(h->scratch, (count + 1) * sizeof *at);
    ChartLine line[LINES_MOST];
    if (!at || count < 2) return;
    for (size_t e = 0; e < count; e++) at[e] = site->labels->edition[e].name;
    score_line(h, site->root, area, &line[lines++]);
    for (size_t n = site_child(site, site->root, site->root); n != MYN_NONE && lines < LINES_MOST;
         n = site_child(site, site->root, n))
        score_line(h, n, area, &line[lines++]);
    for (size_t l = 0; l < lines; l++)
        if (!line[l].value) return;
    const Chart chart = {.title = say_text(SAY_TIME_SCORE, h->lang),
                         .at = at,
                         .count = count,
                         .line = line,
                         .lines = lines,
                         .decimals = site->decimals[site->root]};
    figure_chart(h, &chart);
}

/* ---- indicators ---- */

/* One indicator's values of one area, then its forecast. */
typedef struct {
    const char **at;
    double *value, *lower, *upper;
    size_t count, dashed_from;
} Series;

static bool series_room(Html *h, Series *s, size_t most)
{
    s->at = myn_arena_get(h->scratch, (most + 1) * sizeof *s->at);
    double *room = myn_arena_get(h->scratch, 3 * (most + 1) * sizeof *room);
    s->value = room, s->lower = room + most + 1, s->upper = room + 2 * (most + 1);
    return s->at && room;
}

static void add_point(Series *s, const char *at, double value, double lower, double upper)
{
    s->at[s->count] = at;
    s->value[s->count] = value, s->lower[s->count] = lower, s->upper[s->count] = upper;
    s->count++;
}

/* Periods in which any area has a value: a chart without its gaps would bend time. */
static bool has_any(const myn_panel *raw, size_t period, size_t indicator)
{
    const double *x = raw->plane[period].value + indicator * raw->areas;
    for (size_t a = 0; a < raw->areas; a++)
        if (!isnan(x[a])) return true;
    return false;
}

/* A step of a forecast by what a reader calls its period. */
static const char *step_words(Html *h, const char *text)
{
    char words[PERIOD_WORDS];
    myn_period period;
    if (!strchr(text, '/') || myn_period_read(text, strlen(text), MYN_PERIOD_ISO, &period)) return text;
    period_words(period, words);
    return myn_arena_print(h->scratch, "%s", words);
}

static void add_forecast(Html *h, Series *s, size_t indicator, size_t area)
{
    const Kept *k = &h->site->kept;
    size_t cell = (indicator * k->areas + area) * k->steps, all = k->indicators * k->areas * k->steps;
    size_t level = k->levels ? k->levels - 1 : 0;
    for (size_t t = 0; t < k->steps; t++) {
        if (isnan(k->mean[cell + t])) continue;
        add_point(s, step_words(h, k->period[indicator * k->steps + t]), k->mean[cell + t],
                  k->levels ? k->lower[level * all + cell + t] : NAN,
                  k->levels ? k->upper[level * all + cell + t] : NAN);
    }
}

static bool gather(Html *h, size_t indicator, size_t area, Series *s)
{
    const myn_panel *raw = h->site->release->raw;
    size_t known = 0;
    if (!series_room(h, s, raw->periods + (h->site->has_forecast ? h->site->kept.steps : 0))) return false;
    s->count = 0;
    for (size_t p = 0; p < raw->periods; p++) {
        const myn_plane *plane = &raw->plane[p];
        size_t at = indicator * raw->areas + area;
        if (!has_any(raw, p, indicator)) continue;
        char text[PERIOD_WORDS];
        period_words(plane->period, text);
        add_point(s, myn_arena_print(h->scratch, "%s", text), plane->value[at],
                  plane->lower ? plane->lower[at] : NAN, plane->upper ? plane->upper[at] : NAN);
        known += !isnan(plane->value[at]);
    }
    s->dashed_from = s->count;
    if (h->site->has_forecast) add_forecast(h, s, indicator, area);
    return known > 1;
}

/* Three digits of the last value, so that rows of a table are of one kind. */
static int digits_for(const Series *s)
{
    double most = 0;
    for (size_t i = 0; i < s->count; i++)
        if (fabs(s->value[i]) > most) most = fabs(s->value[i]);
    if (!(most > 0)) return 0;
    int places = 2 - (int)floor(log10(most));
    return places < 0 ? 0 : places > 6 ? 6 : places;
}

static bool put_indicator(Html *h, size_t node, size_t area)
{
    const Site *site = h->site;
    const myn_item *item = &site->labels->node[node];
    Series s = {0};
    if (!gather(h, item->indicator, area, &s)) return false;
    const ChartLine line = {NULL, s.value, s.lower, s.upper, s.dashed_from};
    const Chart chart = {.title = myn_label_text(item->label, h->lang, item->code),
                         .unit = site->labels->indicator[item->indicator].unit,
                         .at = s.at,
                         .count = s.count,
                         .line = &line,
                         .lines = 1,
                         .decimals = digits_for(&s),
                         .small = true};
    figure_chart(h, &chart);
    return true;
}

static void put_forecast_note(Html *h)
{
    const Site *site = h->site;
    if (!site->has_forecast || !site->kept.levels) return;
    char level[MYN_NUMBER_TEXT];
    myn_number_text(100 * site->kept.level[site->kept.levels - 1], level);
    html_put(h, "<p class=\"quiet\">");
    html_fill(h, SAY_FORECAST_MEANS, level, NULL, NULL);
    html_put(h, "</p>\n");
}

/* Whether any indicator has more than one period. */
static bool has_series(const Site *site)
{
    const myn_panel *raw = site->release->raw;
    for (size_t i = 0; i < site->labels->indicators; i++) {
        size_t there = 0;
        for (size_t p = 0; p < raw->periods && there < 2; p++) there += has_any(raw, p, i);
        if (there > 1) return true;
    }
    return false;
}

void place_time(Html *h, size_t area)
{
    const Site *site = h->site;
    bool series = has_series(site);
    if (site->release->edition == 0 && !series) return;
    page_heading(h, SAY_TIME);
    put_scores(h, area);
    if (!series) return;
    html_put(h, "<details class=\"more\"><summary>");
    html_say(h, SAY_TIME_VALUES);
    html_put(h, "</summary>\n");
    put_forecast_note(h);
    html_put(h, "<div class=\"charts\">\n");
    for (size_t n = 0; n < site->nodes; n++)
        if (site_is_leaf(site, n)) put_indicator(h, n, area);
    html_put(h, "</div></details>\n");
}
