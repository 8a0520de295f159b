/* The scorecard of an area: its scores down the tree, what pulls them, what stands behind them. */
#include "report/segment_kept.h"
#include "report/show.h"
#include "report/written.h"
#include <math.h>
#include <mynegai/disclosure.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PULLS_SHOWN 5

typedef struct {
    Show show;
    size_t area;
    myn_panel *raw;
    myn_card_line *line; /* one a node of the index */
    size_t *node;        /* nodes shown, in the order of the tree */
    uint8_t *rests;      /* nodes x areas: whether a score rests on suppressed figures */
    double *share;       /* of each shown node's weight in the node at the top */
    size_t shown;
    double most; /* greatest pull */
    int decimals;
} Card;

/* ---- the tree ---- */

static size_t next_child(const myn_labels *labels, size_t parent, size_t after)
{
    /* Children stand after their parent, so that this ends whatever a file says. */
    for (size_t n = after + 1; n < labels->nodes; n++)
        if (labels->node[n].parent == parent) return n;
    return MYN_NONE;
}

/* Append NODE and all below it; SHARE is its weight in the node at the top. */
static void gather(Card *card, size_t node, double share)
{
    const myn_labels *labels = card->show.labels;
    card->node[card->shown] = node;
    card->share[card->shown++] = share;
    for (size_t n = next_child(labels, node, node); n != MYN_NONE; n = next_child(labels, node, n))
        gather(card, n, share * card->line[n].weight);
}

/* "│ └ Label": a line for each ancestor that has more children to come, then the node's own branch. */
static void branch_text(const Card *card, size_t node, myn_buffer *out)
{
    const myn_labels *labels = card->show.labels;
    size_t path[64], depth = 0;
    for (size_t n = node; n != card->show.node && depth < 64; n = labels->node[n].parent) path[depth++] = n;
    out->length = 0;
    while (depth > 0) {
        size_t n = path[--depth];
        bool more = next_child(labels, labels->node[n].parent, n) != MYN_NONE;
        myn_buffer_put(out, depth == 0 ? (more ? "├ " : "└ ") : more ? "│ " : "  ");
    }
    myn_buffer_put(out, show_label(&card->show, node));
}

static void put_rank(const Card *card, myn_grid *grid, const myn_card_line *line)
{
    char one[MYN_NUMBER_TEXT], all[MYN_NUMBER_TEXT];
    myn_buffer text = {0};
    myn_number_text(line->rank, one);
    myn_number_text((double)line->ranked, all);
    word_fill(&text, WORD_OF, card->show.how->lang, one, all);
    grid->failed |= text.failed;
    myn_grid_text(grid, line->rank > 0 ? text.at : NULL);
    myn_buffer_free(&text);
}

static size_t bar_side(const Card *card)
{
    size_t width = card->show.how->terminal.width;
    return !width || width >= SHOW_WIDE ? 8 : 4;
}

static void put_pull(const Card *card, myn_grid *grid, const myn_card_line *line)
{
    bool top = line->node == card->show.node;
    myn_buffer bar = {0};
    show_signed(grid, top ? NAN : line->pull, card->decimals);
    if (!top) ink_two_sided(card->most > 0 ? line->pull / card->most : NAN, bar_side(card), &bar);
    grid->failed |= bar.failed;
    myn_grid_text(grid, bar.length ? bar.at : NULL);
    myn_grid_style(grid, line->pull < 0 ? ink_step(0, 2) : ink_step(1, 2));
    myn_buffer_free(&bar);
}

static void put_node(const Card *card, myn_grid *grid, const myn_card_line *line)
{
    const Show *show = &card->show;
    myn_buffer text = {0};
    branch_text(card, line->node, &text);
    grid->failed |= text.failed;
    myn_grid_text(grid, text.at);
    if (show->labels->node[line->node].indicator == MYN_NONE) myn_grid_style(grid, MYN_STYLE_STRONG);
    myn_buffer_free(&text);
    myn_grid_number(grid, line->score, show_decimals(show, line->node));
    put_rank(card, grid, line);
    if (show_has_interval(show)) show_interval(show, grid, line->node, card->area);
    if (show->labels->bands) show_band(show, grid, line->band);
    if (show_has_quantile(show)) show_quantile(show, grid, line->quantile[0]);
    put_pull(card, grid, line);
}

static void put_tree(Card *card)
{
    const Show *show = &card->show;
    myn_grid_column column[9];
    size_t n = 0;
    column[n++] = (myn_grid_column){show_word(show, WORD_PART), false};
    column[n++] = (myn_grid_column){show_word(show, WORD_SCORE), true};
    column[n++] = (myn_grid_column){show_word(show, WORD_RANK), true};
    if (show_has_interval(show)) column[n++] = (myn_grid_column){show_word(show, WORD_LIKELY), true};
    if (show->labels->bands) column[n++] = (myn_grid_column){show_word(show, WORD_BAND), false};
    if (show_has_quantile(show)) column[n++] = (myn_grid_column){show_quantile_name(show), false};
    column[n++] = (myn_grid_column){show_word(show, WORD_PULL), true};
    column[n++] = (myn_grid_column){"", false};
    myn_grid *grid = NULL;
    myn_status status = myn_grid_new(NULL, column, n, &grid);
    for (size_t i = 0; !status && i < card->shown; i++) put_node(card, grid, &card->line[card->node[i]]);
    show_grid(&card->show, grid);
    if (card->most > 0) show_line(&card->show, MYN_STYLE_FAINT, WORD_PULL_MEANS, NULL, NULL);
    if (show_has_interval(show)) show_interval_means(&card->show);
}

/* ---- what pulls most ---- */

static bool is_leaf(const Card *card, size_t node)
{
    return card->show.labels->node[node].indicator != MYN_NONE;
}

/* What a shown leaf adds to the score at the top: its pull on its parent, by the parent's weight up there. */
static double effect(const Card *card, size_t i)
{
    size_t node = card->node[i], parent = card->show.labels->node[node].parent, at = 0;
    if (!is_leaf(card, node) || node == card->show.node) return NAN;
    while (at < i && card->node[at] != parent) at++;
    return card->line[node].pull * card->share[at];
}

/* The leaves with the greatest effect of SIGN, greatest first. */
static void put_pulls(Card *card, Word title, double sign)
{
    const Show *show = &card->show;
    const myn_grid_column column[] = {{show_word(show, WORD_INDICATOR), false},
                                      {show_word(show, WORD_SCORE), true},
                                      {show_word(show, WORD_AVERAGE), true},
                                      {show_word(show, WORD_PULL), true}};
    myn_grid *grid = NULL;
    myn_status status = myn_grid_new(show_word(show, title), column, 4, &grid);
    double last = INFINITY;
    size_t last_at = 0;
    for (size_t k = 0; !status && k < PULLS_SHOWN; k++) {
        size_t best = MYN_NONE;
        double most = 0;
        for (size_t i = 0; i < card->shown; i++) {
            double e = sign * effect(card, i);
            bool after = e < last || (e == last && i > last_at);
            if (after && e > most) most = e, best = i;
        }
        if (best == MYN_NONE) break;
        const myn_card_line *line = &card->line[card->node[best]];
        int decimals = show_decimals(show, line->node);
        myn_grid_text(grid, show_label(show, line->node));
        myn_grid_number(grid, line->score, decimals);
        myn_grid_number(grid, line->mean, decimals);
        show_signed(grid, sign * most, card->decimals + 1);
        last = most, last_at = best;
    }
    if (!status && grid->rows == 0) {
        myn_grid_free(grid);
        return;
    }
    page_put(&card->show.page, "\n");
    show_grid(&card->show, grid);
}

/* ---- what is missing, and what stands behind ---- */

/* Scores that would be others, were nothing withheld below them. */
static void put_rests(Card *card)
{
    Show *show = &card->show;
    size_t areas = show->labels->areas->count;
    myn_buffer names = {0};
    for (size_t i = 0; i < card->shown; i++) {
        size_t node = card->node[i];
        if (!card->rests[node * areas + card->area] || isnan(card->line[node].score)) continue;
        myn_buffer_format(&names, "%s%s", names.length ? ", " : "", show_label(show, node));
    }
    if (names.length) show_line(show, MYN_STYLE_PLAIN, WORD_RESTS, names.at, NULL);
    show->page.text.failed |= names.failed;
    myn_buffer_free(&names);
}

static void put_coverage(Card *card)
{
    Show *show = &card->show;
    size_t leaves = 0, present = 0;
    char one[MYN_NUMBER_TEXT], all[MYN_NUMBER_TEXT];
    myn_buffer without = {0};
    for (size_t i = 0; i < card->shown; i++) {
        const myn_card_line *line = &card->line[card->node[i]];
        leaves += is_leaf(card, line->node);
        present += is_leaf(card, line->node) && !isnan(line->score);
        if (!isnan(line->score)) continue;
        myn_buffer_format(&without, "%s%s (%s)", without.length ? ", " : "", show_label(show, line->node),
                          word_cell(line->cell, show->how->lang));
    }
    myn_number_text((double)present, one);
    myn_number_text((double)leaves, all);
    page_put(&show->page, "\n");
    show_line(show, MYN_STYLE_PLAIN, WORD_COVERAGE, one, all);
    if (without.length) show_line(show, MYN_STYLE_PLAIN, WORD_WITHOUT, without.at, NULL);
    put_rests(card);
    show->page.text.failed |= without.failed;
    myn_buffer_free(&without);
}

static void put_values(Card *card)
{
    const Show *show = &card->show;
    const myn_grid_column column[] = {{show_word(show, WORD_INDICATOR), false},
                                      {show_word(show, WORD_VALUE), true},
                                      {show_word(show, WORD_UNIT), false},
                                      {show_word(show, WORD_PERIOD), false},
                                      {show_word(show, WORD_HOW), false}};
    myn_grid *grid = NULL;
    myn_status status = myn_grid_new(show_word(show, WORD_VALUES), column, 5, &grid);
    for (size_t i = 0; !status && i < card->shown; i++) {
        const myn_card_line *line = &card->line[card->node[i]];
        const myn_item *item = &show->labels->node[line->node];
        if (!is_leaf(card, line->node)) continue;
        char period[MYN_PERIOD_TEXT] = "";
        if (line->period >= 0 && (size_t)line->period < card->raw->periods)
            myn_period_text(card->raw->plane[line->period].period, period);
        const char *unit = item->indicator < show->labels->indicators
                               ? show->labels->indicator[item->indicator].unit
                               : NULL;
        myn_grid_text(grid, show_label(show, line->node));
        myn_grid_number(grid, six_digits(line->raw), -1);
        myn_grid_text(grid, unit);
        myn_grid_text(grid, period);
        myn_grid_text(grid, line->cell == MYN_CELL_OBSERVED ? NULL : word_cell(line->cell, show->how->lang));
        myn_grid_style(grid, MYN_STYLE_FAINT);
    }
    page_put(&card->show.page, "\n");
    show_grid(&card->show, grid);
}

/* "Segment 3 Rural heartlands (next 2 Small towns, margin 0.31)", a line a tier. */
static void put_segment(Card *card)
{
    Show *show = &card->show;
    Segments k;
    if (segments_open(show->store, &k)) return;
    for (size_t t = 0; t < k.tiers; t++) {
        size_t cell = t * k.areas + card->area;
        myn_buffer own = {0}, next = {0};
        char margin[MYN_NUMBER_TEXT];
        if (k.label[cell] < 0) continue;
        segments_name(&k, k.label[cell], show->how->lang, &own);
        if (k.runner_up[cell] >= 0) {
            segments_name(&k, k.runner_up[cell], show->how->lang, &next);
            myn_fixed_text(k.margin[cell], 2, margin);
            myn_buffer_put(&own, " (");
            word_fill(&own, WORD_SEG_NEXT, show->how->lang, next.at, margin);
            myn_buffer_put(&own, ")");
        }
        show_line(show, MYN_STYLE_PLAIN, WORD_SEG_OF_AREA, own.at, NULL);
        show->page.text.failed |= own.failed | next.failed;
        myn_buffer_free(&own);
        myn_buffer_free(&next);
    }
}

static void put_heading(Card *card)
{
    Show *show = &card->show;
    const myn_labels *labels = show->labels;
    const myn_area *area = &labels->areas->at[card->area];
    myn_lang lang = show->how->lang;
    myn_buffer line = {0};
    myn_buffer_format(&line, "%s · ", myn_label_text(labels->title, lang, labels->index));
    word_fill(&line, WORD_EDITION, lang, labels->edition[show->edition].name, NULL);
    ink_text(&show->page, &show->how->terminal, MYN_STYLE_STRONG, myn_area_name(area, lang), SIZE_MAX);
    page_put(&show->page, "  ");
    ink_line(&show->page, &show->how->terminal, MYN_STYLE_FAINT, area->code, 0);
    if (line.at) ink_line(&show->page, &show->how->terminal, MYN_STYLE_PLAIN, line.at, 0);
    show->page.text.failed |= line.failed;
    myn_buffer_free(&line);
    const char *high = myn_label_text(labels->high_means, lang, NULL);
    if (high) show_line(show, MYN_STYLE_PLAIN, WORD_HIGH, high, NULL);
    put_segment(card);
    show_synthetic(show);
    page_put(&show->page, "\n");
}

static size_t suppressed(const Card *card)
{
    size_t count = 0;
    for (size_t i = 0; i < card->shown; i++)
        count += is_leaf(card, card->node[i]) && card->line[card->node[i]].cell == MYN_CELL_SUPPRESSED;
    return count;
}

static myn_status fill(Card *card)
{
    const myn_labels *labels = card->show.labels;
    card->line = calloc(labels->nodes, sizeof *card->line);
    card->node = calloc(labels->nodes, sizeof *card->node);
    card->share = calloc(labels->nodes, sizeof *card->share);
    card->rests = calloc(labels->nodes * labels->areas->count + 1, 1);
    if (!card->line || !card->node || !card->share || !card->rests) return MYN_ERR_MEMORY;
    myn_status status = myn_store_panel(card->show.store, MYN_CUBE_RAW, &card->raw);
    if (status) return status;
    myn_rests_on_suppressed(labels, &card->show.data, card->raw, card->rests);
    myn_scorecard(labels, &card->show.data, card->raw, card->area, card->line);
    gather(card, card->show.node, 1);
    card->decimals = show_decimals(&card->show, card->show.node);
    for (size_t i = 1; i < card->shown; i++)
        card->most = fmax(card->most, fabs(card->line[card->node[i]].pull));
    return MYN_OK;
}

myn_status myn_show_area(myn_store *store, size_t area, const myn_show_options *options, const myn_sink *sink)
{
    Card card = {.area = area};
    if (area >= myn_store_labels(store)->areas->count) return MYN_ERR_ARGUMENT;
    myn_status status = show_open(store, options, sink, &card.show);
    if (!status) status = fill(&card);
    if (!status) {
        put_heading(&card);
        put_tree(&card);
        put_pulls(&card, WORD_UP, 1);
        put_pulls(&card, WORD_DOWN, -1);
        put_coverage(&card);
        put_values(&card);
        if (suppressed(&card)) page_put(&card.show.page, "\n");
        show_unprotected(&card.show, suppressed(&card));
    }
    myn_panel_free(card.raw);
    free(card.line);
    free(card.node);
    free(card.share);
    free(card.rests);
    return show_close(&card.show, status);
}
