/* Drawing a series and its fan in character cells: what is known on top, then the mean, then the intervals. */
#include "report/forecast_plot.h"
#include "report/ink.h"
#include "report/show.h"
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

const char *plot_mark(PlotMark mark, bool plain)
{
    static const char *const fine[PLOT_MARKS] = {" ", "░", "▒", "·", "●", "◆"};
    static const char *const ascii[PLOT_MARKS] = {" ", ".", ":", "-", "o", "*"};
    return (plain ? ascii : fine)[mark];
}

typedef struct {
    uint8_t *cell; /* height x width, from the top */
    size_t width, height;
    double from, to, low, high; /* days, values */
} Canvas;

/* ---- scales ---- */

static void stretch(const double *x, size_t n, double *low, double *high)
{
    for (size_t i = 0; x && i < n; i++)
        if (isfinite(x[i])) *low = fmin(*low, x[i]), *high = fmax(*high, x[i]);
}

static bool scale(const Plot *p, Canvas *c)
{
    c->from = c->low = INFINITY, c->to = c->high = -INFINITY;
    stretch(p->at, p->known, &c->from, &c->to);
    stretch(p->to, p->steps, &c->from, &c->to);
    stretch(p->y, p->known, &c->low, &c->high);
    stretch(p->mean, p->steps, &c->low, &c->high);
    stretch(p->outer_low, p->steps, &c->low, &c->high);
    stretch(p->outer_high, p->steps, &c->low, &c->high);
    double room = c->high - c->low;
    if (!(c->to >= c->from) || !isfinite(room)) return false;
    if (room <= 0) room = fmax(fabs(c->high), 1) / 4, c->low -= room, c->high += room;
    if (c->to <= c->from) c->to = c->from + 1;
    return true;
}

static size_t column(const Canvas *c, double at)
{
    return (size_t)lround((at - c->from) / (c->to - c->from) * (double)(c->width - 1));
}

static size_t row(const Canvas *c, double y)
{
    double share = fmin(fmax((y - c->low) / (c->high - c->low), 0), 1);
    return (size_t)lround((1 - share) * (double)(c->height - 1));
}

static void mark(Canvas *c, size_t x, size_t y, PlotMark mark)
{
    uint8_t *at = &c->cell[y * c->width + x];
    if (*at < mark) *at = (uint8_t)mark;
}

/* ---- what is drawn ---- */

static void fan(Canvas *c, double at, double low, double high, PlotMark with)
{
    if (!isfinite(low) || !isfinite(high)) return;
    for (size_t r = row(c, high); r <= row(c, low); r++) mark(c, column(c, at), r, with);
}

/* Columns between two times take what lies between, on straight lines. */
static void fan_between(Canvas *c, const double *at, const double *low, const double *high, size_t n,
                        PlotMark with)
{
    for (size_t i = 0; low && high && i < n; i++) {
        fan(c, at[i], low[i], high[i], with);
        if (!i) continue;
        for (size_t x = column(c, at[i - 1]) + 1; x < column(c, at[i]); x++) {
            double share = (double)(x - column(c, at[i - 1])) /
                           (double)(column(c, at[i]) - column(c, at[i - 1]));
            double day = c->from + (c->to - c->from) * (double)x / (double)(c->width - 1);
            fan(c, day, low[i - 1] + share * (low[i] - low[i - 1]),
                high[i - 1] + share * (high[i] - high[i - 1]), with);
        }
    }
}

static void points(Canvas *c, const double *at, const double *y, size_t n, PlotMark with)
{
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(y[i])) continue;
        mark(c, column(c, at[i]), row(c, y[i]), with);
        for (size_t x = last == SIZE_MAX ? SIZE_MAX : column(c, at[last]) + 1; x < column(c, at[i]); x++) {
            double share = (double)(x - column(c, at[last])) /
                           (double)(column(c, at[i]) - column(c, at[last]));
            mark(c, x, row(c, y[last] + share * (y[i] - y[last])), PLOT_PATH);
        }
        last = i;
    }
}

/* ---- onto the page ---- */

static void put_row(Page *page, const myn_terminal *how, const Canvas *c, size_t r, bool plain)
{
    static const unsigned style[PLOT_MARKS] = {MYN_STYLE_PLAIN, MYN_STYLE_STEP + 2, MYN_STYLE_STEP + 3,
                                               MYN_STYLE_FAINT, MYN_STYLE_STRONG,   MYN_STYLE_STEP + 4};
    size_t end = c->width;
    while (end && c->cell[r * c->width + end - 1] == PLOT_BLANK) end--;
    for (size_t x = 0; x < end; x++) {
        PlotMark at = (PlotMark)c->cell[r * c->width + x];
        ink_text(page, how, style[at], plot_mark(at, plain), 1);
    }
    page_put(page, "\n");
}

static void put_axis(Page *page, const Canvas *c, size_t r, int places, size_t width, bool plain)
{
    char text[MYN_NUMBER_TEXT] = "";
    bool labelled = r == 0 || r + 1 == c->height || r == (c->height - 1) / 2;
    if (labelled)
        myn_fixed_text(c->high - (c->high - c->low) * (double)r / (double)(c->height - 1), places, text);
    size_t taken = strlen(text);
    page_pad(page, width > taken ? width - taken : 0);
    page_put(page, text);
    page_put(page, plain ? (labelled ? " +" : " |") : labelled ? " ┤" : " │");
}

static void put_under(Page *page, const Plot *p, const Canvas *c, size_t indent)
{
    size_t here = column(c, p->known ? p->at[p->known - 1] : c->from), used = strlen(p->first);
    size_t middle = strlen(p->last_known), last = strlen(p->last);
    page_pad(page, indent + 2);
    page_put(page, p->first);
    if (here > used + 1 + middle / 2 && here + middle / 2 + last + 2 < c->width) {
        page_pad(page, here - middle / 2 - used);
        page_put(page, p->last_known);
        used = here - middle / 2 + middle;
    }
    if (used + last + 1 <= c->width) {
        page_pad(page, c->width - used - last);
        page_put(page, p->last);
    }
    page_put(page, "\n");
}

static size_t axis_width(const Canvas *c, int places)
{
    char low[MYN_NUMBER_TEXT], high[MYN_NUMBER_TEXT];
    size_t a = myn_fixed_text(c->low, places, low), b = myn_fixed_text(c->high, places, high);
    return a > b ? a : b;
}

void plot_draw(Page *page, const myn_terminal *how, const Plot *p, size_t width, size_t height, bool plain)
{
    Canvas c = {.height = height};
    if (!scale(p, &c)) return;
    int places = show_places((const double[]){c.low, c.high}, 2);
    size_t axis = axis_width(&c, places);
    c.width = width > axis + 22 ? width - axis - 2 : 20;
    c.cell = calloc(c.width * height, 1);
    if (!c.cell) {
        page->text.failed = true;
        return;
    }
    fan_between(&c, p->to, p->outer_low, p->outer_high, p->steps, PLOT_OUTER);
    fan_between(&c, p->to, p->inner_low, p->inner_high, p->steps, PLOT_INNER);
    points(&c, p->to, p->mean, p->steps, PLOT_MEAN);
    points(&c, p->at, p->y, p->known, PLOT_KNOWN);
    for (size_t r = 0; r < height; r++) {
        put_axis(page, &c, r, places, axis, plain);
        put_row(page, how, &c, r, plain);
    }
    put_under(page, p, &c, axis);
    free(c.cell);
}
