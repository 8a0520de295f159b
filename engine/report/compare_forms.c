/* The forms of a comparison: terminal, CSV, JSON. */
#include "report/compare.h"
#include "report/ink.h"
#include <math.h>

typedef struct {
    Compared compared;
    const myn_show_options *how;
    Page page;
} Out;

static void put_line(Out *o, unsigned style, Word word, const char *one, const char *two)
{
    myn_buffer line = {0};
    word_fill(&line, word, o->how->lang, one, two);
    if (line.at) ink_line(&o->page, &o->how->terminal, style, line.at, 0);
    o->page.text.failed |= line.failed;
    myn_buffer_free(&line);
}

static void put_counts(Out *o, Word word, size_t one, size_t two)
{
    char a[MYN_NUMBER_TEXT], b[MYN_NUMBER_TEXT];
    myn_number_text((double)one, a);
    myn_number_text((double)two, b);
    put_line(o, MYN_STYLE_PLAIN, word, a, b);
}

static void put_grid(Out *o, Word title, myn_grid *grid)
{
    page_put(&o->page, "\n");
    put_line(o, MYN_STYLE_STRONG, title, NULL, NULL);
    if (grid && !grid->failed)
        grid_terminal(grid, &o->how->terminal, &o->page);
    else
        o->page.text.failed = true;
    myn_grid_free(grid);
}

static void put_heading(Out *o)
{
    const myn_comparison *of = o->compared.of;
    const myn_labels *labels = of->new_labels;
    const myn_item *node = &labels->node[of->new_node];
    myn_buffer line = {0};
    myn_buffer_format(&line, "%s · ", myn_label_text(labels->title, o->how->lang, labels->index));
    word_fill(&line, WORD_EDITION, o->how->lang, of->old_edition, NULL);
    myn_buffer_put(&line, " → ");
    word_fill(&line, WORD_EDITION, o->how->lang, of->new_edition, NULL);
    myn_buffer_format(&line, " · %s", myn_label_text(node->label, o->how->lang, node->code));
    if (line.at) ink_line(&o->page, &o->how->terminal, MYN_STYLE_STRONG, line.at, 0);
    o->page.text.failed |= line.failed;
    myn_buffer_free(&line);
    if (labels->synthetic) put_line(o, MYN_STYLE_STRONG, WORD_SYNTHETIC, NULL, NULL);
}

static void put_summary(Out *o)
{
    const myn_comparison *of = o->compared.of;
    char mean[MYN_NUMBER_TEXT];
    page_put(&o->page, "\n");
    put_counts(o, WORD_IN_BOTH, of->moves, of->crossed);
    if (of->gone || of->came) put_counts(o, WORD_GONE_CAME, of->gone, of->came);
    put_counts(o, WORD_MOVED, of->risen, of->fallen);
    if (isnan(of->mean_change)) return;
    myn_fixed_text(of->mean_change, o->compared.decimals, mean);
    put_line(o, MYN_STYLE_PLAIN, WORD_MEAN_CHANGE, mean, NULL);
}

myn_status myn_show_comparison(const myn_comparison *comparison, const myn_show_options *options,
                               const myn_sink *sink)
{
    Out o = {compared_of(comparison, options->lang, false), options, page_to(sink)};
    put_heading(&o);
    if (comparison->differences)
        put_grid(&o, WORD_DIFFERENCES, compared_differences(&o.compared));
    else
        put_line(&o, MYN_STYLE_PLAIN, WORD_NO_DIFFERENCE, NULL, NULL);
    put_summary(&o);
    put_grid(&o, WORD_MOVERS, compared_moves(&o.compared, options->first));
    if (comparison->attributed)
        put_line(&o, MYN_STYLE_FAINT, WORD_PARTS_MEAN, NULL, NULL);
    else
        put_line(&o, MYN_STYLE_PLAIN, WORD_NO_PARTS, comparison->why_not, NULL);
    return page_close(&o.page);
}

myn_status myn_comparison_csv(const myn_comparison *comparison, size_t first, const myn_sink *sink)
{
    const Compared compared = compared_of(comparison, MYN_LANG_EN, true);
    myn_grid *grid = compared_moves(&compared, first);
    myn_status status = grid && !grid->failed ? myn_grid_csv(grid, sink) : MYN_ERR_MEMORY;
    myn_grid_free(grid);
    return status;
}

/* ---- JSON ---- */

static void json_grid(Page *page, const char *key, myn_grid *grid)
{
    myn_buffer_format(&page->text, ",\n\"%s\": ", key);
    if (grid && !grid->failed)
        grid_json(grid, page);
    else
        page->text.failed = true;
    myn_grid_free(grid);
}

static void json_text(Page *page, const char *key, const char *text)
{
    myn_buffer_format(&page->text, ",\n\"%s\": ", key);
    if (text)
        myn_buffer_json(&page->text, text);
    else
        page_put(page, "null");
}

static void json_number(Page *page, const char *key, double value)
{
    char text[MYN_NUMBER_TEXT];
    myn_number_text(value, text);
    myn_buffer_format(&page->text, ",\n\"%s\": %s", key, isfinite(value) ? text : "null");
}

myn_status myn_comparison_json(const myn_comparison *comparison, size_t first, const myn_sink *sink)
{
    const Compared compared = compared_of(comparison, MYN_LANG_EN, true);
    Page page = page_to(sink);
    page_put(&page, "{\"index\": ");
    myn_buffer_json(&page.text, comparison->new_labels->index ? comparison->new_labels->index : "");
    json_text(&page, "node", comparison->node);
    json_text(&page, "old_edition", comparison->old_edition);
    json_text(&page, "new_edition", comparison->new_edition);
    json_number(&page, "areas_in_both", (double)comparison->moves);
    json_number(&page, "areas_gone", (double)comparison->gone);
    json_number(&page, "areas_come", (double)comparison->came);
    json_number(&page, "risen", (double)comparison->risen);
    json_number(&page, "fallen", (double)comparison->fallen);
    json_number(&page, "bands_crossed", (double)comparison->crossed);
    json_number(&page, "mean_change", comparison->mean_change);
    page_put(&page, comparison->attributed ? ",\n\"attributed\": true" : ",\n\"attributed\": false");
    json_text(&page, "not_attributed_because", comparison->attributed ? NULL : comparison->why_not);
    json_grid(&page, "differences", compared_differences(&compared));
    json_grid(&page, "areas", compared_moves(&compared, first));
    page_put(&page, "}\n");
    return page_close(&page);
}
