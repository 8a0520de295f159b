/* Larger areas by measure. */
#include "report/show.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_LEAST 18 /* columns that an area's name should keep */

/* How much a table says: measures by name or by number (names above the table), their ranks or not. */
typedef enum { BY_NAME, BY_NUMBER, VALUES_ONLY } Form;

typedef struct {
    Show show;
    size_t areas, shown, measures;
    size_t *measure; /* numbers of those shown */
    uint32_t *order;
} Summaries;

static const char *measure_name(const Summaries *s, size_t i)
{
    const myn_measure_label *measure = &s->show.labels->measure[s->measure[i]];
    return myn_label_text(measure->label, s->show.how->lang, measure->code);
}

/* All, or those of the node asked for. */
static myn_status choose(Summaries *s)
{
    const myn_labels *labels = s->show.labels;
    const char *node = s->show.how->node;
    s->measure = calloc(labels->measures + 1, sizeof *s->measure);
    if (!s->measure) return MYN_ERR_MEMORY;
    for (size_t m = 0; m < labels->measures; m++)
        if (!node || strcmp(labels->measure[m].node, node) == 0) s->measure[s->measures++] = m;
    return s->measures ? MYN_OK : MYN_ERR_ARGUMENT;
}

/* By the first measure's ranks, areas without one at the end. */
static myn_status put_in_order(Summaries *s)
{
    myn_arena *scratch = NULL;
    size_t present;
    const int32_t *from = s->show.data.summary_rank + s->measure[0] * s->areas;
    double *rank = calloc(s->areas + 1, sizeof *rank);
    s->order = calloc(s->areas + 1, sizeof *s->order);
    myn_status status = rank && s->order ? myn_arena_new(&scratch) : MYN_ERR_MEMORY;
    for (size_t i = 0; !status && i < s->areas; i++) rank[i] = from[i] > 0 ? from[i] : NAN;
    if (!status) status = myn_order(rank, s->areas, s->order, &present, scratch);
    myn_arena_free(scratch);
    free(rank);
    return status;
}

static void put_area(const Summaries *s, myn_grid *grid, size_t area, Form form)
{
    const myn_area *at = &s->show.labels->summary_areas->at[area];
    myn_grid_text(grid, myn_area_name(at, s->show.how->lang));
    myn_grid_text(grid, at->code);
    myn_grid_style(grid, MYN_STYLE_FAINT);
    for (size_t i = 0; i < s->measures; i++) {
        const double *value = s->show.data.summary + s->measure[i] * s->areas;
        int32_t rank = s->show.data.summary_rank[s->measure[i] * s->areas + area];
        myn_grid_number(grid, value[area], show_places(value, s->areas));
        if (form == VALUES_ONLY) continue;
        myn_grid_number(grid, rank > 0 ? rank : NAN, 0);
        myn_grid_style(grid, MYN_STYLE_FAINT);
    }
}

static myn_status new_grid(const Summaries *s, Form form, myn_grid **out)
{
    size_t columns = 2;
    myn_grid_column *column = calloc(2 + 2 * s->measures, sizeof *column);
    char(*number)[24] = calloc(s->measures + 1, sizeof *number);
    myn_status status = column && number ? MYN_OK : MYN_ERR_MEMORY;
    if (!status) {
        column[0] = (myn_grid_column){show_word(&s->show, WORD_AREA), false};
        column[1] = (myn_grid_column){show_word(&s->show, WORD_CODE), false};
    }
    for (size_t i = 0; !status && i < s->measures; i++) {
        snprintf(number[i], sizeof number[i], "(%zu)", i + 1);
        column[columns++] = (myn_grid_column){form == BY_NAME ? measure_name(s, i) : number[i], true};
        if (form != VALUES_ONLY) column[columns++] = (myn_grid_column){show_word(&s->show, WORD_RANK), true};
    }
    if (!status) status = myn_grid_new(NULL, column, columns, out);
    free(column);
    free(number);
    return status;
}

static myn_status fill(const Summaries *s, Form form, myn_grid **out)
{
    myn_status status = new_grid(s, form, out);
    for (size_t i = 0; !status && i < s->shown; i++) put_area(s, *out, s->order[i], form);
    return status;
}

/* What numbers in the head of the table stand for. */
static void put_key(Summaries *s)
{
    for (size_t i = 0; i < s->measures; i++) {
        myn_buffer line = {0};
        myn_buffer_format(&line, "(%zu) %s", i + 1, measure_name(s, i));
        if (line.at) ink_line(&s->show.page, &s->show.how->terminal, MYN_STYLE_PLAIN, line.at, 0);
        s->show.page.text.failed |= line.failed;
        myn_buffer_free(&line);
    }
    page_put(&s->show.page, "\n");
}

/* The fullest form that the terminal has room for. */
static myn_status put_table(Summaries *s)
{
    size_t width = s->show.how->terminal.width;
    myn_status status = MYN_OK;
    for (Form form = BY_NAME; !status; form++) {
        myn_grid *grid = NULL;
        status = fill(s, form, &grid);
        if (!status && form != VALUES_ONLY && width && grid_needs(grid, NAME_LEAST) > width) {
            myn_grid_free(grid);
            continue;
        }
        if (!status && form != BY_NAME) put_key(s);
        show_grid(&s->show, grid);
        break;
    }
    return status;
}

static void put_heading(Summaries *s)
{
    Show *show = &s->show;
    myn_lang lang = show->how->lang;
    char shown[MYN_NUMBER_TEXT], all[MYN_NUMBER_TEXT];
    myn_buffer line = {0};
    myn_number_text((double)s->shown, shown);
    myn_number_text((double)s->areas, all);
    myn_buffer_format(&line, "%s · ", show_word(show, WORD_LARGER));
    word_fill(&line, WORD_EDITION, lang, show->labels->edition[show->edition].name, NULL);
    myn_buffer_put(&line, " · ");
    word_fill(&line, WORD_RANKED, lang, shown, all);
    ink_line(&show->page, &show->how->terminal, MYN_STYLE_STRONG,
             myn_label_text(show->labels->title, lang, show->labels->index), 0);
    if (line.at) ink_line(&show->page, &show->how->terminal, MYN_STYLE_PLAIN, line.at, 0);
    show->page.text.failed |= line.failed;
    myn_buffer_free(&line);
    show_synthetic(show);
    page_put(&show->page, "\n");
}

myn_status myn_show_summaries(myn_store *store, const myn_show_options *options, const myn_sink *sink)
{
    Summaries s = {0};
    if (!myn_store_labels(store)->measures) return MYN_ERR_ARGUMENT;
    myn_status status = show_open(store, options, sink, &s.show);
    if (!status) {
        s.areas = s.show.labels->summary_areas->count;
        s.shown = options->first && options->first < s.areas ? options->first : s.areas;
        status = choose(&s);
    }
    if (!status) status = put_in_order(&s);
    if (!status) {
        put_heading(&s);
        status = put_table(&s);
    }
    free(s.measure);
    free(s.order);
    return show_close(&s.show, status);
}
