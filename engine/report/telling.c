/* Lines of words and grids onto a page. */
#include "report/telling.h"
#include "report/ink.h"
#include <math.h>
#include <stdio.h>

void tell_buffer(Teller *t, unsigned style, myn_buffer *text)
{
    if (text->at) ink_line(&t->page, &t->how->terminal, style, text->at, 0);
    t->page.text.failed |= text->failed;
    myn_buffer_free(text);
}

void tell_line(Teller *t, unsigned style, Word word, const char *one, const char *two)
{
    myn_buffer text = {0};
    word_fill(&text, word, t->how->lang, one, two);
    tell_buffer(t, style, &text);
}

void tell_grid(Teller *t, myn_grid *grid)
{
    if (!grid || grid->failed)
        t->page.text.failed = true;
    else
        grid_terminal(grid, &t->how->terminal, &t->page);
    myn_grid_free(grid);
}

void tell_title(Teller *t, size_t edition, myn_buffer *rest)
{
    const myn_labels *labels = t->labels;
    myn_buffer line = {0};
    myn_buffer_format(&line, "%s · ", myn_label_text(labels->title, t->how->lang, labels->index));
    word_fill(&line, WORD_EDITION, t->how->lang, labels->edition[edition].name, NULL);
    if (rest->at) myn_buffer_format(&line, " · %s", rest->at);
    line.failed |= rest->failed;
    myn_buffer_free(rest);
    tell_buffer(t, MYN_STYLE_STRONG, &line);
    if (labels->synthetic) tell_line(t, MYN_STYLE_STRONG, WORD_SYNTHETIC, NULL, NULL);
}

int tell_places(double most)
{
    return most < 1 ? 4 : most < 1000 ? 2 : most < 10000 ? 1 : 0;
}

void tell_interval(myn_grid *grid, double lower, double upper, int places)
{
    char from[MYN_NUMBER_TEXT], to[MYN_NUMBER_TEXT], text[2 * MYN_NUMBER_TEXT + 8];
    if (isnan(lower) || isnan(upper)) {
        myn_grid_text(grid, NULL);
        return;
    }
    myn_fixed_text(lower, places, from);
    myn_fixed_text(upper, places, to);
    snprintf(text, sizeof text, "%s – %s", from, to);
    myn_grid_text(grid, text);
}

void tell_p(myn_grid *grid, double p)
{
    if (p < 0.001)
        myn_grid_text(grid, "< 0.001");
    else
        myn_grid_number(grid, p, 3);
}
