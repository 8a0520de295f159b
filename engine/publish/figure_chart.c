/* Lines over time, with the table behind them; a strip that says where an area lies among all. */
#include "publish/figure.h"
#include <math.h>
#include <mynegai/sum.h>
#include <stdio.h>
#include <string.h>

/* In units of the viewBox. */
typedef struct {
    double width, height, left, right, top, bottom;
    double least, greatest, step; /* of the value axis */
    const Chart *chart;
} Frame;

/* ---- axes ---- */

/* The nearest of 1, 2, 5 times a power of ten from X up. */
static double round_step(double x)
{
    double power = pow(10, floor(log10(x))), part = x / power;
    return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
}

static void widen(const double *x, size_t n, double *least, double *greatest)
{
    double low, high;
    if (!x) return;
    myn_range_of(x, n, &low, &high);
    *least = fmin(*least, low), *greatest = fmax(*greatest, high);
}

/* Whether there is anything to draw. */
static bool find_axis(Frame *f)
{
    double least = NAN, greatest = NAN;
    for (size_t l = 0; l < f->chart->lines; l++) {
        const ChartLine *line = &f->chart->line[l];
        widen(line->value, f->chart->count, &least, &greatest);
        widen(line->lower, f->chart->count, &least, &greatest);
        widen(line->upper, f->chart->count, &least, &greatest);
    }
    if (isnan(least) || isinf(least) || isinf(greatest)) return false;
    double spread = greatest - least;
    if (!(spread > 0)) spread = fabs(greatest) > 0 ? fabs(greatest) : 1;
    f->step = round_step(spread / (f->chart->small ? 2 : 4));
    f->least = floor(least / f->step) * f->step;
    f->greatest = ceil(greatest / f->step) * f->step;
    if (f->greatest <= f->least) f->greatest = f->least + f->step;
    return true;
}

static double x_of(const Frame *f, size_t i)
{
    double span = f->width - f->left - f->right;
    return f->chart->count < 2 ? f->left + span / 2
                               : f->left + span * (double)i / (double)(f->chart->count - 1);
}

static double y_of(const Frame *f, double value)
{
    return f->top + (f->height - f->top - f->bottom) * (f->greatest - value) / (f->greatest - f->least);
}

static void put_value_axis(Html *h, const Frame *f)
{
    int places = (int)fmax(0, -floor(log10(f->step) + 1e-9));
    size_t ticks = (size_t)round((f->greatest - f->least) / f->step);
    for (size_t t = 0; t <= ticks && t < 20; t++) {
        double value = f->least + (double)t * f->step, y = y_of(f, value);
        html_format(h, "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>", f->left,
                    f->width - f->right, y, y);
        html_format(h, "<text class=\"tick\" text-anchor=\"end\" x=\"%.1f\" y=\"%.1f\">", f->left - 6, y + 4);
        html_number(h, fabs(value) < f->step / 2 ? 0 : value, places);
        html_put(h, "</text>");
    }
}

/* As many names as fit; the first and the last are always there. */
static void put_time_axis(Html *h, const Frame *f)
{
    size_t n = f->chart->count, longest = 4;
    for (size_t i = 0; i < n; i++)
        if (strlen(f->chart->at[i]) > longest) longest = strlen(f->chart->at[i]);
    double span = f->width - f->left - f->right, each = (double)longest * 7.5 + 10;
    size_t fit = span > 1.5 * each ? (size_t)(span / (1.5 * each)) : 1, every = (n + fit - 1) / fit;
    if (every < 1) every = 1;
    for (size_t i = 0; i < n; i++) {
        size_t from_last = n - 1 - i;
        if (from_last % every != 0) continue;
        const char *anchor = n > 1 && i == n - 1 ? "end" : "middle";
        html_format(h, "<text class=\"tick\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">", anchor, x_of(f, i),
                    f->height - f->bottom + 18);
        html_text(h, f->chart->at[i]);
        html_put(h, "</text>");
    }
}

/* ---- lines ---- */

/* The part of VALUE from position FROM to TO as a path: gaps stay gaps. */
static void put_path(Html *h, const Frame *f, const double *value, size_t from, size_t to,
                     const char *classes)
{
    bool pen = false;
    html_format(h, "<path class=\"%s\" d=\"", classes);
    for (size_t i = from; i < to; i++) {
        if (isnan(value[i])) {
            pen = false;
            continue;
        }
        html_format(h, "%s%.1f,%.1f", pen ? "L" : "M", x_of(f, i), y_of(f, value[i]));
        pen = true;
    }
    html_put(h, "\"/>");
}

static void put_fan(Html *h, const Frame *f, const ChartLine *line, size_t number)
{
    size_t n = f->chart->count;
    bool open = false;
    if (!line->lower || !line->upper) return;
    html_format(h, "<path class=\"fan s%zu\" d=\"", number + 1);
    for (size_t i = 0; i < n; i++) {
        if (isnan(line->upper[i])) continue;
        html_format(h, "%s%.1f,%.1f", open ? "L" : "M", x_of(f, i), y_of(f, line->upper[i]));
        open = true;
    }
    for (size_t i = n; i-- > 0;)
        if (!isnan(line->lower[i])) html_format(h, "L%.1f,%.1f", x_of(f, i), y_of(f, line->lower[i]));
    html_put(h, open ? "Z\"/>" : "\"/>");
}

static void put_points(Html *h, const Frame *f, const ChartLine *line, size_t number)
{
    for (size_t i = 0; i < f->chart->count; i++) {
        if (isnan(line->value[i])) continue;
        html_format(h, "<circle class=\"s%zu\" r=\"3\" cx=\"%.1f\" cy=\"%.1f\"", number + 1, x_of(f, i),
                    y_of(f, line->value[i]));
        char value[MYN_NUMBER_TEXT];
        myn_buffer label = {0};
        myn_fixed_text(line->value[i], f->chart->decimals, value);
        if (line->name) myn_buffer_format(&label, "%s, ", line->name);
        myn_buffer_format(&label, "%s: %s", f->chart->at[i], value);
        html_attribute(h, "data-label", label.at);
        myn_buffer_free(&label);
        html_put(h, "/>");
    }
}

static void put_line(Html *h, const Frame *f, size_t number)
{
    const ChartLine *line = &f->chart->line[number];
    size_t n = f->chart->count, dashed = line->dashed_from < n ? line->dashed_from : n;
    char classes[48];
    snprintf(classes, sizeof classes, "line s%zu", number + 1);
    put_fan(h, f, line, number);
    put_path(h, f, line->value, 0, dashed, classes);
    snprintf(classes, sizeof classes, "line s%zu dashed", number + 1);
    size_t last = dashed;
    while (last > 0 && isnan(line->value[last - 1])) last--;
    if (dashed < n) {
        put_path(h, f, line->value, dashed, n, classes);
        if (last > 0 && !isnan(line->value[dashed]))
            html_format(h, "<path class=\"%s\" d=\"M%.1f,%.1fL%.1f,%.1f\"/>", classes, x_of(f, last - 1),
                        y_of(f, line->value[last - 1]), x_of(f, dashed), y_of(f, line->value[dashed]));
    }
    put_points(h, f, line, number);
}

/* Each line's name where it ends, so that no colour has to be looked up; moved apart where they would meet. */
static void put_names(Html *h, const Frame *f)
{
    double y[4];
    if (f->chart->lines < 2) return;
    for (size_t l = 0; l < f->chart->lines && l < 4; l++) {
        const ChartLine *line = &f->chart->line[l];
        size_t last = f->chart->count;
        while (last > 0 && isnan(line->value[last - 1])) last--;
        y[l] = last ? y_of(f, line->value[last - 1]) + 4 : NAN;
        for (size_t turn = 0; turn < 8; turn++)
            for (size_t k = 0; k < l; k++)
                if (fabs(y[l] - y[k]) < 14) y[l] = y[k] + 14;
        if (isnan(y[l])) continue;
        html_format(h, "<text class=\"name s%zu\" x=\"%.1f\" y=\"%.1f\">", l + 1, f->width - f->right + 8,
                    y[l]);
        html_text(h, line->name);
        html_put(h, "</text>");
    }
}

/* ---- the table behind ---- */

static void put_row(Html *h, const Chart *chart, size_t i)
{
    html_put(h, "<tr><th scope=\"row\">");
    html_text(h, chart->at[i]);
    html_put(h, "</th>");
    for (size_t l = 0; l < chart->lines; l++) {
        const ChartLine *line = &chart->line[l];
        html_put(h, "<td class=\"n\">");
        html_number(h, line->value[i], chart->decimals);
        if (line->lower && !isnan(line->lower[i])) {
            html_put(h, " (");
            html_number(h, line->lower[i], chart->decimals);
            html_put(h, " – ");
            html_number(h, line->upper[i], chart->decimals);
            html_put(h, ")");
        }
        if (i >= line->dashed_from && !isnan(line->value[i])) {
            html_put(h, " <span class=\"mark\">");
            html_say(h, SAY_FORECAST);
            html_put(h, "</span>");
        }
        html_put(h, "</td>");
    }
    html_put(h, "</tr>\n");
}

static void put_table(Html *h, const Chart *chart)
{
    html_put(h, "<details><summary>");
    html_say(h, SAY_AS_TABLE);
    html_put(h, "</summary>");
    table_begin(h, NULL, NULL, chart->title);
    html_put(h, "<thead><tr>");
    table_head(h, SAY_PERIOD, false);
    for (size_t l = 0; l < chart->lines; l++) {
        html_put(h, "<th scope=\"col\" class=\"n\">");
        if (chart->line[l].name)
            html_text(h, chart->line[l].name);
        else
            html_say(h, SAY_VALUE);
        html_put(h, "</th>");
    }
    html_put(h, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < chart->count; i++) put_row(h, chart, i);
    table_end(h);
    html_put(h, "</details>");
}

void figure_chart(Html *h, const Chart *chart)
{
    Frame f = {.width = chart->small ? 320 : 640,
               .height = chart->small ? 150 : 280,
               .left = 52,
               .right = chart->lines > 1 ? 150 : 14,
               .top = 12,
               .bottom = 26,
               .chart = chart};
    if (!chart->count || !find_axis(&f)) return;
    html_format(h, "<figure class=\"chart%s\"><figcaption>", chart->small ? " small" : "");
    html_text(h, chart->title);
    if (chart->unit) {
        html_put(h, " (");
        html_text(h, chart->unit);
        html_put(h, ")");
    }
    html_format(h, "</figcaption><svg role=\"img\" viewBox=\"0 0 %.0f %.0f\"", f.width, f.height);
    html_attribute(h, "aria-label", chart->title);
    html_put(h, ">");
    put_value_axis(h, &f);
    put_time_axis(h, &f);
    for (size_t l = chart->lines; l-- > 0;) put_line(h, &f, l);
    put_names(h, &f);
    html_put(h, "</svg>");
    put_table(h, chart);
    html_put(h, "</figure>\n");
}

/* ---- among all ---- */

void figure_strip(Html *h, double value, double least, double mean, double greatest)
{
    double spread = greatest - least;
    if (!(spread > 0) || isnan(value)) return;
    double dot = 6 + 88 * (value - least) / spread, tick = 6 + 88 * (mean - least) / spread;
    html_put(h, "<svg class=\"strip\" viewBox=\"0 0 100 14\" aria-hidden=\"true\">"
                "<line class=\"range\" x1=\"6\" x2=\"94\" y1=\"7\" y2=\"7\"/>");
    html_format(h, "<line class=\"mean\" x1=\"%.1f\" x2=\"%.1f\" y1=\"2\" y2=\"12\"/>", tick, tick);
    html_format(h, "<circle class=\"dot\" r=\"4.5\" cx=\"%.1f\" cy=\"7\"/></svg>", dot);
}
