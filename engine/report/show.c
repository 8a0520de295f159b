/* What the views of a store share. */
#include "report/show.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static size_t find_edition(const myn_labels *labels, const char *name)
{
    if (!name) return labels->editions ? labels->editions - 1 : MYN_NONE;
    for (size_t e = 0; e < labels->editions; e++)
        if (!strcmp(labels->edition[e].name, name)) return e;
    return MYN_NONE;
}

static size_t find_node(const myn_labels *labels, const char *code)
{
    for (size_t n = 0; n < labels->nodes; n++)
        if (code ? !strcmp(labels->node[n].code, code) : labels->node[n].parent == MYN_NONE) return n;
    return MYN_NONE;
}

myn_status show_open(myn_store *store, const myn_show_options *how, const myn_sink *sink, Show *show)
{
    const myn_labels *labels = myn_store_labels(store);
    *show = (Show){.store = store, .labels = labels, .how = how, .page = page_to(sink)};
    show->edition = find_edition(labels, how->edition);
    show->node = find_node(labels, how->node);
    if (show->edition == MYN_NONE || show->node == MYN_NONE) return MYN_ERR_NOT_FOUND;
    myn_status status = myn_store_edition(store, show->edition, &show->data);
    return status ? status : sureness_open(store, show->edition, &show->sure);
}

myn_status show_close(Show *show, myn_status status)
{
    if (status) show->page.text.length = 0;
    myn_status closed = page_close(&show->page);
    myn_edition_free(&show->data);
    return status ? status : closed;
}

const char *show_word(const Show *show, Word word)
{
    return word_text(word, show->how->lang);
}

bool show_has_interval(const Show *show)
{
    return sureness_node(&show->sure, show->labels->node[show->node].code) != MYN_NONE;
}

void show_interval(const Show *show, myn_grid *grid, size_t node, size_t area)
{
    char text[64];
    size_t k = sureness_node(&show->sure, show->labels->node[node].code);
    bool known = k != MYN_NONE && sureness_interval(&show->sure, k, area, text, sizeof text);
    myn_grid_text(grid, known ? text : NULL);
}

void show_interval_means(Show *show)
{
    char low[MYN_NUMBER_TEXT], high[MYN_NUMBER_TEXT], both[2 * MYN_NUMBER_TEXT + 8];
    const char *draws = myn_annex_fact_of(show->sure.annex, "draws");
    myn_number_text(show->sure.p_low, low);
    myn_number_text(show->sure.p_high, high);
    snprintf(both, sizeof both, "%s–%s", low, high);
    show_line(show, MYN_STYLE_FAINT, WORD_LIKELY_MEANS, both, draws ? draws : "?");
}

void show_line(Show *show, unsigned style, Word word, const char *one, const char *two)
{
    myn_buffer text = {0};
    word_fill(&text, word, show->how->lang, one, two);
    if (text.at) ink_line(&show->page, &show->how->terminal, style, text.at, 0);
    show->page.text.failed |= text.failed;
    myn_buffer_free(&text);
}

void show_synthetic(Show *show)
{
    if (show->labels->synthetic) show_line(show, MYN_STYLE_STRONG, WORD_SYNTHETIC, NULL, NULL);
}

void show_unprotected(Show *show, size_t count)
{
    char number[MYN_NUMBER_TEXT];
    if (!count) return;
    myn_number_text((double)count, number);
    show_line(show, MYN_STYLE_FAINT, count == 1 ? WORD_UNPROTECTED_ONE : WORD_UNPROTECTED, number, NULL);
}

bool show_grid(Show *show, myn_grid *grid)
{
    bool filled = grid && !grid->failed;
    if (filled) {
        if (grid->title) ink_line(&show->page, &show->how->terminal, MYN_STYLE_STRONG, grid->title, 0);
        grid_terminal(grid, &show->how->terminal, &show->page);
    } else
        show->page.text.failed = true;
    myn_grid_free(grid);
    return filled;
}

const char *show_label(const Show *show, size_t node)
{
    const myn_item *item = &show->labels->node[node];
    return myn_label_text(item->label, show->how->lang, item->code);
}

int show_places(const double *x, size_t n)
{
    double least, greatest;
    myn_range_of(x, n, &least, &greatest);
    double spread = greatest - least;
    if (!isfinite(spread) || spread <= 0) return 2;
    int places = 2 - (int)floor(log10(spread));
    return places < 0 ? 0 : places > 6 ? 6 : places;
}

int show_decimals(const Show *show, size_t node)
{
    size_t areas = show->labels->areas->count;
    if (show->labels->node[node].decimals >= 0) return show->labels->node[node].decimals;
    return show_places(show->data.score + node * areas, areas);
}

/* Bands say the same as quantiles, in words: both only where there is room. */
bool show_has_quantile(const Show *show)
{
    size_t width = show->how->terminal.width;
    return show->labels->quantiles && (!show->labels->bands || !width || width >= SHOW_WIDE);
}

const char *show_quantile_name(const Show *show)
{
    int groups = show->labels->quantiles ? show->labels->quantile[0] : 0;
    return show_word(show, groups == 4    ? WORD_QUARTILE
                           : groups == 5  ? WORD_QUINTILE
                           : groups == 10 ? WORD_DECILE
                                          : WORD_GROUP);
}

void show_band(const Show *show, myn_grid *grid, uint8_t band)
{
    bool known = band > 0 && band <= show->labels->bands;
    myn_grid_text(grid,
                  known ? myn_label_text(show->labels->band[band - 1].label, show->how->lang, "") : NULL);
    if (known) myn_grid_style(grid, ink_step(band - 1u, show->labels->bands));
}

void show_quantile(const Show *show, myn_grid *grid, uint8_t group)
{
    char one[MYN_NUMBER_TEXT], all[MYN_NUMBER_TEXT];
    myn_buffer text = {0};
    myn_number_text(group, one);
    myn_number_text(show->labels->quantile[0], all);
    word_fill(&text, WORD_OF, show->how->lang, one, all);
    grid->failed |= text.failed;
    myn_grid_text(grid, group ? text.at : NULL);
    myn_buffer_free(&text);
}

void show_signed(myn_grid *grid, double value, int decimals)
{
    char text[MYN_NUMBER_TEXT + 1] = "+";
    if (isnan(value)) {
        myn_grid_text(grid, NULL);
        return;
    }
    myn_fixed_text(value, decimals, text + 1);
    double shown = myn_round(value, decimals);
    myn_grid_text(grid, shown > 0 ? text : shown == 0 && text[1] == '-' ? text + 2 : text + 1);
}
