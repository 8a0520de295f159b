/* An explanation as a person reads it: from the published figure down to the rows. */
#include "report/ink.h"
#include "report/grid.h"
#include "report/words.h"
#include "report/written.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const myn_labels *labels;
    const myn_explained *explained;
    const myn_terminal *how;
    myn_lang lang;
    Page page;
} Text;

static void put_line(Text *t, unsigned style, size_t indent, myn_buffer *line)
{
    page_pad(&t->page, indent);
    if (line->at) ink_line(&t->page, t->how, style, line->at, indent);
    t->page.text.failed |= line->failed;
    myn_buffer_free(line);
}

static void put_word(Text *t, size_t indent, Word word, const char *one, const char *two)
{
    myn_buffer line = {0};
    word_fill(&line, word, t->lang, one, two);
    put_line(t, MYN_STYLE_PLAIN, indent, &line);
}

static const char *number(double value, char text[MYN_NUMBER_TEXT])
{
    myn_number_text(six_digits(value), text);
    return *text ? text : "-";
}

/* ---- a figure ---- */

static void add_rank(const Text *t, const myn_explained_node *node, myn_buffer *line)
{
    char one[MYN_NUMBER_TEXT], all[MYN_NUMBER_TEXT];
    if (node->rank <= 0) return;
    myn_buffer_format(line, " · %s ", word_text(WORD_RANK, t->lang));
    word_fill(line, WORD_OF, t->lang, number(node->rank, one), number((double)node->ranked, all));
}

static void add_groups(const Text *t, const myn_explained_node *node, myn_buffer *line)
{
    char one[MYN_NUMBER_TEXT], all[MYN_NUMBER_TEXT];
    const myn_labels *labels = t->labels;
    for (size_t q = 0; q < labels->quantiles; q++) {
        if (!node->quantile[q]) continue;
        myn_buffer_format(line, " · %s ", word_text(WORD_GROUP, t->lang));
        word_fill(line, WORD_OF, t->lang, number(node->quantile[q], one), number(labels->quantile[q], all));
    }
    if (node->band && node->band <= labels->bands)
        myn_buffer_format(line, " · %s %s", word_text(WORD_BAND, t->lang),
                          myn_label_text(labels->band[node->band - 1].label, t->lang, ""));
}

/* "Work (work) · score 5.1 · rank 2 of 4 · band high" */
static void put_figure(Text *t, const myn_explained_node *node)
{
    char score[MYN_NUMBER_TEXT];
    myn_buffer line = {0};
    myn_buffer_format(&line, "%s (%s) · %s %s", myn_label_text(node->label, t->lang, node->code), node->code,
                      word_text(WORD_SCORE, t->lang), number(node->score, score));
    if (isnan(node->score) || node->cell != MYN_CELL_OBSERVED)
        myn_buffer_format(&line, " (%s)", word_cell(node->cell, t->lang));
    add_rank(t, node, &line);
    add_groups(t, node, &line);
    page_put(&t->page, "\n");
    put_line(t, MYN_STYLE_STRONG, 0, &line);
}

static bool lies_below(const myn_labels *labels, size_t node, size_t top)
{
    while (node != top && node != MYN_NONE) node = labels->node[node].parent;
    return node == top;
}

/* Indicators whose suppressed figures a score rests on. */
static void put_rests(Text *t, const myn_explained_node *node)
{
    myn_buffer names = {0};
    if (!node->rests_on_suppressed || isnan(node->score)) return;
    for (size_t i = 0; i < t->explained->nodes; i++) {
        const myn_explained_node *leaf = &t->explained->node[i];
        if (leaf->parts || !leaf->rests_on_suppressed || !lies_below(t->labels, leaf->node, node->node))
            continue;
        myn_buffer_format(&names, "%s%s", names.length ? ", " : "",
                          myn_label_text(leaf->label, t->lang, leaf->code));
    }
    put_word(t, 2, WORD_RESTS_ON, names.at, NULL);
    t->page.text.failed |= names.failed;
    myn_buffer_free(&names);
}

/* ---- steps ---- */

static void put_name(Text *t, size_t indent, const myn_worked *step)
{
    myn_buffer name = {0}, whole = {0};
    if (step->fitted_on)
        word_fill(&name, WORD_FITTED_ON, t->lang, step->name, step->fitted_on);
    else
        myn_buffer_put(&name, step->name);
    if (step->fitted_areas && name.at)
        word_fill(&whole, WORD_FITTED_WITHIN, t->lang, name.at, step->fitted_areas);
    else if (name.at)
        myn_buffer_put(&whole, name.at);
    whole.failed |= name.failed;
    myn_buffer_free(&name);
    put_line(t, MYN_STYLE_PLAIN, indent, &whole);
}

/* "direction * (x - mean) / sd", below it the numbers, and what comes out. */
static void put_worked(Text *t, size_t indent, const myn_worked *step, const Numbers *numbers)
{
    char in[MYN_NUMBER_TEXT], out[MYN_NUMBER_TEXT];
    put_name(t, indent, step);
    if (!step->formula) {
        put_word(t, indent + 2, WORD_MORE_AREAS, number(step->in, in), number(step->out, out));
        return;
    }
    myn_buffer formula = {0}, line = {0};
    myn_buffer_put(&formula, step->formula);
    put_line(t, MYN_STYLE_FAINT, indent + 2, &formula);
    myn_buffer_put(&line, "= ");
    written_formula(step->formula, numbers, &line);
    myn_buffer_format(&line, " = %s", number(step->out, out));
    put_line(t, MYN_STYLE_PLAIN, indent + 2, &line);
}

static void put_steps(Text *t, size_t indent, const myn_worked *step, size_t steps)
{
    for (size_t s = 0; s < steps; s++) {
        const Numbers numbers = {.given = step[s].given, .givens = step[s].givens};
        put_worked(t, indent, &step[s], &numbers);
    }
}

/* ---- an indicator ---- */

/* "74 %, 2021, observed: values.csv, column jobs" */
static void put_input(Text *t, const myn_source_value *input)
{
    char value[MYN_NUMBER_TEXT], period[MYN_PERIOD_TEXT];
    myn_buffer line = {0};
    myn_period_text(input->period, period);
    myn_number_text(input->value, value);
    myn_buffer_format(&line, "%s = %s%s%s · %s · %s", input->series, *value ? value : "-",
                      input->unit ? " " : "", input->unit ? input->unit : "", period,
                      word_cell(input->cell, t->lang));
    if (input->file) myn_buffer_format(&line, " · %s/%s", input->dataset, input->file);
    if (input->key) myn_buffer_format(&line, " · %s", input->key);
    put_line(t, MYN_STYLE_PLAIN, 2, &line);
}

static void put_derived(Text *t, const myn_explained_node *node)
{
    double x[64];
    char raw[MYN_NUMBER_TEXT];
    myn_buffer line = {0};
    if (!node->derived) return;
    Numbers numbers = {.given = node->derived_given, .givens = node->derived_givens};
    if (strcmp(node->derived_given[0].name, "x") == 0) {
        for (size_t i = 0; i < node->derived_givens && i < 64; i++)
            x[numbers.count++] = node->derived_given[i].value;
        numbers.x = x;
    }
    myn_buffer_format(&line, "%s = ", node->derived);
    written_formula(node->derived, &numbers, &line);
    myn_buffer_format(&line, " = %s", number(node->raw, raw));
    put_line(t, MYN_STYLE_PLAIN, 2, &line);
}

static void put_indicator(Text *t, const myn_explained_node *node)
{
    if (!node->dated) put_word(t, 2, WORD_NO_PERIOD, NULL, NULL);
    for (size_t i = 0; i < node->inputs; i++) put_input(t, &node->input[i]);
    put_derived(t, node);
    put_steps(t, 2, node->step, node->steps);
}

/* ---- a branch ---- */

static bool any_taken_otherwise(const myn_explained_node *node)
{
    for (size_t c = 0; c < node->parts; c++)
        if (node->part[c].steps || node->part[c].turned) return true;
    return false;
}

static const char *label_of(const Text *t, size_t node)
{
    const myn_item *item = &t->labels->node[node];
    return myn_label_text(item->label, t->lang, item->code);
}

static void put_parts(Text *t, const myn_explained_node *node)
{
    bool otherwise = any_taken_otherwise(node);
    myn_grid_column column[5];
    size_t n = 0;
    column[n++] = (myn_grid_column){word_text(WORD_PART, t->lang), false};
    column[n++] = (myn_grid_column){word_text(WORD_SCORE, t->lang), true};
    if (otherwise) column[n++] = (myn_grid_column){word_text(WORD_TAKEN_AS, t->lang), true};
    column[n++] = (myn_grid_column){word_text(WORD_WEIGHT, t->lang), true};
    column[n++] = (myn_grid_column){word_text(WORD_SHARE, t->lang), true};
    myn_grid *grid = NULL;
    myn_status status = myn_grid_new(NULL, column, n, &grid);
    for (size_t c = 0; !status && c < node->parts; c++) {
        const myn_worked_part *part = &node->part[c];
        myn_grid_text(grid, label_of(t, part->node));
        myn_grid_number(grid, six_digits(part->score), -1);
        if (otherwise) myn_grid_number(grid, six_digits(part->value), -1);
        myn_grid_number(grid, six_digits(part->weight), -1);
        myn_grid_number(grid, six_digits(part->share), -1);
    }
    t->page.text.failed |= status || grid->failed;
    if (!status && !grid->failed) grid_terminal(grid, t->how, &t->page);
    myn_grid_free(grid);
}

static void put_coverage(Text *t, const myn_explained_node *node)
{
    char one[MYN_NUMBER_TEXT], two[MYN_NUMBER_TEXT];
    if (node->weights) put_word(t, 2, WORD_WEIGHTS_BY, node->weights, NULL);
    if (node->present < node->parts)
        put_word(t, 2, WORD_PARTS_THERE, number((double)node->present, one),
                 number((double)node->parts, two));
    if (node->present < node->parts && node->least > 0)
        put_word(t, 2, WORD_COVERAGE_NEEDED, number(node->coverage, one), number(node->least, two));
}

/* What happened to parts on their way. */
static void put_ways(Text *t, const myn_explained_node *node)
{
    for (size_t c = 0; c < node->parts; c++) {
        const myn_worked_part *part = &node->part[c];
        myn_buffer line = {0};
        if (!part->steps || isnan(part->score)) continue;
        myn_buffer_format(&line, "%s:", label_of(t, part->node));
        put_line(t, MYN_STYLE_PLAIN, 2, &line);
        put_steps(t, 4, part->step, part->steps);
    }
}

static void put_branch(Text *t, const myn_explained_node *node)
{
    double *x = calloc(2 * node->parts + 1, sizeof *x), *w = x ? x + node->parts : NULL;
    Numbers numbers = {node->step[0].given, node->step[0].givens, x, w, 0};
    put_parts(t, node);
    put_coverage(t, node);
    put_ways(t, node);
    for (size_t c = 0; x && c < node->parts; c++) {
        if (isnan(node->part[c].value)) continue;
        x[numbers.count] = node->part[c].value;
        w[numbers.count++] = node->part[c].weight;
    }
    if (x && numbers.count && !isnan(node->step[0].out)) {
        put_worked(t, 2, &node->step[0], &numbers);
        put_steps(t, 2, node->step + 1, node->steps - 1);
    }
    t->page.text.failed |= !x;
    free(x);
}

static void put_heading(Text *t)
{
    const myn_labels *labels = t->labels;
    const myn_area *area = &labels->areas->at[t->explained->area];
    myn_buffer line = {0};
    ink_text(&t->page, t->how, MYN_STYLE_STRONG, myn_area_name(area, t->lang), SIZE_MAX);
    page_put(&t->page, "  ");
    ink_line(&t->page, t->how, MYN_STYLE_FAINT, area->code, 0);
    myn_buffer_format(&line, "%s · ",
                      myn_label_text(labels->title, t->lang, labels->index ? labels->index : ""));
    word_fill(&line, WORD_EDITION, t->lang, t->explained->edition, NULL);
    put_line(t, MYN_STYLE_PLAIN, 0, &line);
    if (labels->synthetic) put_word(t, 0, WORD_SYNTHETIC, NULL, NULL);
}

#define MADE_OF_MOST 40 /* small areas that are named */

/* "Made of 5 areas: W01000532 (1500), W01000533 half (1200)" */
static void put_made_of(Text *t)
{
    const myn_explained *e = t->explained;
    char text[MYN_NUMBER_TEXT];
    myn_buffer names = {0};
    if (!e->made_ofs) return;
    for (size_t i = 0; i < e->made_ofs && i < MADE_OF_MOST; i++) {
        const myn_made_of *one = &e->made_of[i];
        myn_buffer_format(&names, "%s%s", i ? ", " : "", one->code);
        if (one->share < 1 - 1e-9) myn_buffer_format(&names, " x %.3g", one->share);
        myn_number_text(one->population, text);
        myn_buffer_format(&names, " (%s)", text);
    }
    if (e->made_ofs > MADE_OF_MOST) myn_buffer_put(&names, ", ...");
    put_word(t, 0, WORD_MADE_OF, number((double)e->made_ofs, text), names.at);
    t->page.text.failed |= names.failed;
    myn_buffer_free(&names);
}

myn_status myn_show_explained(const myn_labels *labels, const myn_explained *explained,
                              const myn_show_options *options, const myn_sink *sink)
{
    Text t = {labels, explained, &options->terminal, options->lang, page_to(sink)};
    char count[MYN_NUMBER_TEXT];
    put_heading(&t);
    put_made_of(&t);
    if (explained->differs) put_word(&t, 0, WORD_DIFFERS, number((double)explained->differs, count), NULL);
    for (size_t i = 0; i < explained->nodes; i++) {
        const myn_explained_node *node = &explained->node[i];
        put_figure(&t, node);
        put_rests(&t, node);
        if (node->parts)
            put_branch(&t, node);
        else
            put_indicator(&t, node);
        if (!page_turn(&t.page)) break;
    }
    return page_close(&t.page);
}
