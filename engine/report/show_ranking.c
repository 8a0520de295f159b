/* The ranking of areas by one node. */
#include "report/show.h"
#include <math.h>
#include <mynegai/disclosure.h>
#include <stdio.h>
#include <stdlib.h>

#define BAR 12 /* columns; on either side of the middle half of it */

typedef struct {
    Show show;
    size_t areas, shown;
    const double *score;
    const int32_t *rank, *before; /* before: in the edition before, or NULL */
    uint32_t *order;
    myn_edition previous;
    double least, greatest; /* of scores */
    size_t scored, rests;   /* areas with a score; of them those that rest on suppressed figures */
    int decimals;
} Ranking;

/* First rank first, areas without one at the end. */
static myn_status put_in_order(Ranking *r)
{
    myn_arena *scratch = NULL;
    size_t present;
    double *rank = calloc(r->areas ? r->areas : 1, sizeof *rank);
    r->order = calloc(r->areas ? r->areas : 1, sizeof *r->order);
    myn_status status = rank && r->order ? myn_arena_new(&scratch) : MYN_ERR_MEMORY;
    for (size_t i = 0; !status && i < r->areas; i++) rank[i] = r->rank[i] > 0 ? r->rank[i] : NAN;
    if (!status) status = myn_order(rank, r->areas, r->order, &present, scratch);
    myn_arena_free(scratch);
    free(rank);
    return status;
}

/* Places gained are a smaller rank: the arrow shows the gain. */
static void put_change(const Ranking *r, myn_grid *grid, size_t area)
{
    char text[48];
    int32_t now = r->rank[area], before = r->before[area];
    if (now <= 0)
        myn_grid_text(grid, NULL);
    else if (before <= 0)
        myn_grid_text(grid, show_word(&r->show, WORD_NEW));
    else if (before == now)
        myn_grid_text(grid, "=");
    else {
        snprintf(text, sizeof text, "%s%d", before > now ? "▲" : "▼", abs(before - now));
        myn_grid_text(grid, text);
    }
    myn_grid_style(grid, MYN_STYLE_FAINT);
}

/* Why there is no score, where its bar would stand. */
static void put_reason(const Ranking *r, myn_grid *grid, size_t area)
{
    uint8_t cell = r->show.data.score_cell[r->show.node * r->areas + area];
    myn_grid_text(grid, word_cell(cell, r->show.how->lang));
    myn_grid_style(grid, MYN_STYLE_FAINT);
}

/* From nothing up where no score is below it, else to both sides: a bar that starts elsewhere misleads. */
static void put_bar(const Ranking *r, myn_grid *grid, size_t area, unsigned style)
{
    myn_buffer bar = {0};
    double most = fmax(fabs(r->least), fabs(r->greatest)), share = most > 0 ? r->score[area] / most : NAN;
    if (r->least < 0)
        ink_two_sided(share, BAR / 2, &bar);
    else
        ink_bar(share, BAR, &bar);
    grid->failed |= bar.failed;
    myn_grid_text(grid, bar.length ? bar.at : NULL);
    myn_grid_style(grid, style);
    myn_buffer_free(&bar);
}

static void put_area(const Ranking *r, myn_grid *grid, size_t i)
{
    const Show *show = &r->show;
    const myn_area *area = &show->labels->areas->at[i];
    size_t at = show->node * r->areas + i;
    if (r->rank[i] > 0)
        myn_grid_count(grid, (size_t)r->rank[i]);
    else
        myn_grid_text(grid, NULL);
    if (show_has_interval(show)) show_interval(show, grid, show->node, i);
    if (r->before) put_change(r, grid, i);
    myn_grid_text(grid, myn_area_name(area, show->how->lang));
    myn_grid_text(grid, area->code);
    myn_grid_style(grid, MYN_STYLE_FAINT);
    myn_grid_number(grid, r->score[i], r->decimals);
    uint8_t band = show->data.band ? show->data.band[at] : 0;
    if (isnan(r->score[i]))
        put_reason(r, grid, i);
    else
        put_bar(r, grid, i,
                band && show->labels->bands ? ink_step(band - 1u, show->labels->bands) : MYN_STYLE_PLAIN);
    if (show->labels->bands) show_band(show, grid, band);
    if (show_has_quantile(show)) show_quantile(show, grid, show->data.quantile[0][at]);
}

static void put_table(Ranking *r)
{
    const Show *show = &r->show;
    myn_grid_column column[9];
    size_t n = 0;
    column[n++] = (myn_grid_column){show_word(show, WORD_RANK), true};
    if (show_has_interval(show)) column[n++] = (myn_grid_column){show_word(show, WORD_LIKELY), true};
    if (r->before) column[n++] = (myn_grid_column){show_word(show, WORD_CHANGE), true};
    column[n++] = (myn_grid_column){show_word(show, WORD_AREA), false};
    column[n++] = (myn_grid_column){show_word(show, WORD_CODE), false};
    column[n++] = (myn_grid_column){show_word(show, WORD_SCORE), true};
    column[n++] = (myn_grid_column){"", false};
    if (show->labels->bands) column[n++] = (myn_grid_column){show_word(show, WORD_BAND), false};
    if (show_has_quantile(show)) column[n++] = (myn_grid_column){show_quantile_name(show), false};
    myn_grid *grid = NULL;
    myn_status status = myn_grid_new(NULL, column, n, &grid);
    for (size_t i = 0; !status && i < r->shown; i++) put_area(r, grid, r->order[i]);
    show_grid(&r->show, grid);
}

/* Node, edition, how many areas: one line. */
static void put_heading(Ranking *r)
{
    Show *show = &r->show;
    const myn_labels *labels = show->labels;
    myn_lang lang = show->how->lang;
    char shown[MYN_NUMBER_TEXT], all[MYN_NUMBER_TEXT];
    myn_buffer line = {0};
    myn_number_text((double)r->shown, shown);
    myn_number_text((double)r->areas, all);
    myn_buffer_format(&line, "%s · ", show_label(show, show->node));
    word_fill(&line, WORD_EDITION, lang, labels->edition[show->edition].name, NULL);
    myn_buffer_put(&line, " · ");
    word_fill(&line, WORD_RANKED, lang, shown, all);
    ink_line(&show->page, &show->how->terminal, MYN_STYLE_STRONG,
             myn_label_text(labels->title, lang, labels->index), 0);
    if (line.at) ink_line(&show->page, &show->how->terminal, MYN_STYLE_PLAIN, line.at, 0);
    show->page.text.failed |= line.failed;
    myn_buffer_free(&line);
    const char *high = myn_label_text(labels->high_means, lang, NULL);
    if (high) show_line(show, MYN_STYLE_PLAIN, WORD_HIGH, high, NULL);
    show_synthetic(show);
    page_put(&show->page, "\n");
}

/* How many of the scores shown would be others, were nothing withheld below them. */
static myn_status count_rests(Ranking *r)
{
    const myn_labels *labels = r->show.labels;
    myn_panel *raw = NULL;
    uint8_t *rests = calloc(labels->nodes * r->areas + 1, 1);
    myn_status status = rests ? myn_store_panel(r->show.store, MYN_CUBE_RAW, &raw) : MYN_ERR_MEMORY;
    if (!status) myn_rests_on_suppressed(labels, &r->show.data, raw, rests);
    for (size_t a = 0; a < r->areas && !status; a++)
        if (!isnan(r->score[a])) {
            r->scored++;
            r->rests += rests[r->show.node * r->areas + a];
        }
    myn_panel_free(raw);
    free(rests);
    return status;
}

static void put_rests(Ranking *r)
{
    char rests[MYN_NUMBER_TEXT], all[MYN_NUMBER_TEXT];
    if (!r->rests) return;
    myn_number_text((double)r->rests, rests);
    myn_number_text((double)r->scored, all);
    show_line(&r->show, MYN_STYLE_FAINT, WORD_RESTS_MANY, rests, all);
}

static void put_foot(Ranking *r)
{
    const myn_labels *labels = r->show.labels;
    size_t suppressed = 0;
    for (size_t i = 0; i < labels->indicators * r->areas; i++)
        suppressed += r->show.data.normalised_cell[i] == MYN_CELL_SUPPRESSED;
    bool likely = show_has_interval(&r->show);
    if (r->before || suppressed || likely || r->rests) page_put(&r->show.page, "\n");
    if (r->before)
        show_line(&r->show, MYN_STYLE_FAINT, WORD_CHANGED, labels->edition[r->show.edition - 1].name, NULL);
    if (likely) show_interval_means(&r->show);
    put_rests(r);
    show_unprotected(&r->show, suppressed);
}

static myn_status load_previous(Ranking *r)
{
    if (r->show.edition == 0) return MYN_OK;
    myn_status status = myn_store_edition(r->show.store, r->show.edition - 1, &r->previous);
    if (!status) r->before = r->previous.rank + r->show.node * r->areas;
    return status;
}

myn_status myn_show_ranking(myn_store *store, const myn_show_options *options, const myn_sink *sink)
{
    Ranking r = {0};
    myn_status status = show_open(store, options, sink, &r.show);
    if (!status) {
        r.areas = r.show.labels->areas->count;
        r.shown = options->first && options->first < r.areas ? options->first : r.areas;
        r.score = r.show.data.score + r.show.node * r.areas;
        r.rank = r.show.data.rank + r.show.node * r.areas;
        r.decimals = show_decimals(&r.show, r.show.node);
        myn_range_of(r.score, r.areas, &r.least, &r.greatest);
        status = load_previous(&r);
    }
    if (!status) status = put_in_order(&r);
    if (!status) status = count_rests(&r);
    if (!status) {
        put_heading(&r);
        put_table(&r);
        put_foot(&r);
    }
    free(r.order);
    myn_edition_free(&r.previous);
    return show_close(&r.show, status);
}
