/* A diagnosis for people: a section a branch. */
#include "report/diagnose.h"
#include "report/grid.h"
#include "report/ink.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MATRIX_MOST     12 /* parts of a matrix that a page can hold */
#define COMPONENTS_MOST 6
#define PAIRS_MOST      20

typedef struct {
    const myn_diagnosis *all;
    const myn_terminal *how;
    Calling calling;
    Page page;
} Telling;

const char *diagnose_name(const Calling *calling, size_t node)
{
    const myn_item *item = &calling->labels->node[node];
    return calling->codes ? item->code : myn_label_text(item->label, calling->lang, item->code);
}

void diagnose_lack(myn_buffer *out, const Calling *calling, const myn_lack *lack)
{
    char need[MYN_NUMBER_TEXT], have[MYN_NUMBER_TEXT];
    myn_number_text((double)lack->need, need);
    myn_number_text((double)lack->have, have);
    const char *one = lack->one == MYN_NONE ? NULL : diagnose_name(calling, lack->one);
    const char *other = lack->other == MYN_NONE ? NULL : diagnose_name(calling, lack->other);
    switch (lack->kind) {
    case MYN_LACK_NONE: return;
    case MYN_LACK_PARTS: word_fill(out, WORD_LACK_PARTS, calling->lang, need, have); return;
    case MYN_LACK_AREAS: word_fill(out, WORD_LACK_AREAS, calling->lang, need, have); return;
    case MYN_LACK_SPREAD: word_fill(out, WORD_LACK_SPREAD, calling->lang, one, NULL); return;
    case MYN_LACK_RANK:
        word_fill(out, one ? WORD_LACK_TWINS : WORD_LACK_RANK, calling->lang, one, other);
        return;
    }
}

/* ---- pieces ---- */

static const char *word(const Telling *t, Word word)
{
    return word_text(word, t->calling.lang);
}

static const char *name(const Telling *t, size_t node)
{
    return diagnose_name(&t->calling, node);
}

static void put_buffer(Telling *t, unsigned style, myn_buffer *text)
{
    if (text->at) ink_line(&t->page, t->how, style, text->at, 0);
    t->page.text.failed |= text->failed;
    myn_buffer_free(text);
}

static void put_line(Telling *t, unsigned style, Word word, const char *one, const char *two)
{
    myn_buffer text = {0};
    word_fill(&text, word, t->calling.lang, one, two);
    put_buffer(t, style, &text);
}

/* GRID under a blank line, and freed. */
static void put_grid(Telling *t, const char *title, myn_grid *grid)
{
    if (!grid || grid->failed)
        t->page.text.failed = true;
    else {
        page_put(&t->page, "\n");
        if (title) ink_line(&t->page, t->how, MYN_STYLE_STRONG, title, 0);
        grid_terminal(grid, t->how, &t->page);
    }
    myn_grid_free(grid);
}

/* "WHAT: not given, why." */
static void put_lack(Telling *t, const char *what, const myn_lack *lack)
{
    myn_buffer why = {0};
    diagnose_lack(&why, &t->calling, lack);
    put_line(t, MYN_STYLE_PLAIN, WORD_NOT_GIVEN, what, why.at);
    t->page.text.failed |= why.failed;
    myn_buffer_free(&why);
}

/* "-0.31*"; OPEN: with a blank where there is no minus, for columns that are not aligned right. */
static void cell_correlation(myn_grid *grid, double r, double p, bool open)
{
    char number[MYN_NUMBER_TEXT], text[MYN_NUMBER_TEXT + 8];
    if (isnan(r)) {
        myn_grid_text(grid, NULL);
        return;
    }
    myn_fixed_text(r, 2, number);
    snprintf(text, sizeof text, "%s%s%s", open && number[0] != '-' ? " " : "", number,
             p < 0.001  ? "***"
             : p < 0.01 ? "**"
             : p < 0.05 ? "*"
                        : "");
    myn_grid_text(grid, text);
}

static myn_grid *new_grid(const myn_grid_column *column, size_t columns)
{
    myn_grid *grid = NULL;
    return myn_grid_new(NULL, column, columns, &grid) ? NULL : grid;
}

/* ---- sections ---- */

static void put_heading(Telling *t, const myn_diagnosed *b)
{
    myn_buffer line = {0};
    char one[MYN_NUMBER_TEXT], two[MYN_NUMBER_TEXT];
    page_put(&t->page, "\n");
    ink_line(&t->page, t->how, MYN_STYLE_STRONG, name(t, b->node), 0);
    myn_number_text((double)b->parts, one);
    word_fill(&line, WORD_PARTS, t->calling.lang, one, NULL);
    myn_buffer_put(&line, " · ");
    myn_number_text((double)b->complete, one);
    myn_number_text((double)t->all->labels->areas->count, two);
    word_fill(&line, WORD_COMPLETE, t->calling.lang, one, two);
    put_buffer(t, MYN_STYLE_PLAIN, &line);
}

static void put_parts(Telling *t, const myn_diagnosed *b)
{
    myn_grid_column column[] = {{word(t, WORD_PART), false},
                                {word(t, WORD_NOMINAL), true},
                                {word(t, WORD_USED), true}, /* left out where it says nothing new */
                                {word(t, WORD_EFFECTIVE), true},
                                {word(t, WORD_WITH_SCORE), false},
                                {word(t, WORD_ALPHA_WITHOUT), true},
                                {word(t, WORD_KMO), true},
                                {word(t, WORD_VIF), true}};
    myn_grid *grid = new_grid(column, sizeof column / sizeof *column);
    for (size_t i = 0; grid && i < b->parts; i++) {
        const myn_diagnosed_part *part = &b->part[i];
        myn_grid_text(grid, name(t, part->node));
        myn_grid_number(grid, 100 * part->nominal, 1);
        myn_grid_number(grid, b->form == MYN_SUM_OTHER ? 100 * part->used : NAN, 1);
        myn_grid_number(grid, 100 * part->effective, 1);
        cell_correlation(grid, part->correlation, part->p, true);
        myn_grid_number(grid, part->alpha_without, 2);
        myn_grid_number(grid, part->kmo, 2);
        myn_grid_number(grid, part->vif, 2);
    }
    put_grid(t, NULL, grid);
}

/* What has to be known of the effective weights. */
static void put_form(Telling *t, const myn_diagnosed *b)
{
    char text[MYN_NUMBER_TEXT];
    const myn_lack *lack = &t->all->no_slope[b->node];
    if (lack->kind) {
        put_lack(t, word(t, WORD_EFFECTIVE_WEIGHTS), lack);
        return;
    }
    myn_fixed_text(100 * b->r_squared, b->r_squared > 0.999 ? 4 : 1,
                   text); /* not "100.0 %" of what is not all */
    if (b->form == MYN_SUM_OTHER) put_line(t, MYN_STYLE_PLAIN, WORD_SUM_OTHER, NULL, NULL);
    if (b->form == MYN_SUM_CLOSEST) put_line(t, MYN_STYLE_PLAIN, WORD_SUM_CLOSEST, text, NULL);
    if (!(fabs(b->effective_sum - b->r_squared) >= 0.0005)) return;
    myn_fixed_text(100 * b->effective_sum, 1, text);
    put_line(t, MYN_STYLE_PLAIN, WORD_SUM_GAPS, text, NULL);
}

/* Columns of texts that are not cut: without a name, numbers in the first row. */
static void put_matrix(Telling *t, const myn_diagnosed *b)
{
    static const Word heading[] = {[MYN_CORR_PEARSON] = WORD_CORRELATIONS,
                                   [MYN_CORR_SPEARMAN] = WORD_CORRELATIONS_SPEARMAN,
                                   [MYN_CORR_KENDALL] = WORD_CORRELATIONS_KENDALL};
    myn_grid_column column[MATRIX_MOST] = {{word(t, heading[t->all->correlation]), false}};
    for (size_t i = 1; i < b->parts; i++) column[i] = (myn_grid_column){"", false};
    myn_grid *grid = new_grid(column, b->parts);
    for (size_t i = 0; grid && i <= b->parts; i++) {
        char text[256] = "", number[MYN_NUMBER_TEXT];
        if (i) snprintf(text, sizeof text, "%zu %s", i, name(t, b->part[i - 1].node));
        myn_grid_text(grid, text);
        for (size_t j = 0; j + 1 < b->parts; j++) {
            snprintf(number, sizeof number, " %zu", j + 1);
            if (i == 0) {
                myn_grid_text(grid, number);
                myn_grid_style(grid, MYN_STYLE_STRONG);
            } else if (j + 1 < i)
                cell_correlation(grid, myn_row(b->pair.r, i - 1)[j], myn_row(b->pair.p, i - 1)[j], true);
            else
                myn_grid_text(grid, NULL);
        }
    }
    put_grid(t, NULL, grid);
    put_line(t, MYN_STYLE_FAINT, WORD_STARS, NULL, NULL);
}

static void put_correlations(Telling *t, const myn_diagnosed *b)
{
    char text[MYN_NUMBER_TEXT];
    if (b->parts < 2) return;
    if (b->parts <= MATRIX_MOST) {
        put_matrix(t, b);
        return;
    }
    myn_number_text((double)b->parts, text);
    page_put(&t->page, "\n");
    put_line(t, MYN_STYLE_PLAIN, WORD_MATRIX_LARGE, text, NULL);
}

static void put_pairs(Telling *t, const myn_diagnosed *b)
{
    char text[MYN_NUMBER_TEXT];
    size_t found = 0;
    myn_grid_column column[] = {{word(t, WORD_FIRST), false},
                                {word(t, WORD_SECOND), false},
                                {"", false},
                                {word(t, WORD_FINDING), false}};
    myn_grid *grid = new_grid(column, sizeof column / sizeof *column);
    for (size_t k = 0; grid && k < b->parts * b->parts; k++) {
        size_t i = k / b->parts, j = k % b->parts;
        double r = myn_row(b->pair.r, i)[j];
        if (j <= i || !(r > MYN_REDUNDANT || r < 0) || found++ >= PAIRS_MOST) continue;
        myn_grid_text(grid, name(t, b->part[i].node));
        myn_grid_text(grid, name(t, b->part[j].node));
        cell_correlation(grid, r, myn_row(b->pair.p, i)[j], true);
        myn_grid_text(grid, word(t, r < 0 ? WORD_OPPOSED : WORD_REDUNDANT));
    }
    if (grid && !found) {
        myn_grid_free(grid);
        return;
    }
    put_grid(t, word(t, WORD_PAIRS), grid);
    if (found <= PAIRS_MOST) return;
    myn_number_text((double)(found - PAIRS_MOST), text);
    put_line(t, MYN_STYLE_PLAIN, WORD_MORE, text, NULL);
}

static void put_bartlett(Telling *t, const myn_diagnosed *b)
{
    myn_buffer line = {0};
    char one[MYN_NUMBER_TEXT], two[MYN_NUMBER_TEXT];
    myn_buffer_format(&line, "%s: ", word(t, WORD_BARTLETT));
    myn_fixed_text(b->bartlett.chi2, 2, one);
    myn_number_text(b->bartlett.df, two);
    word_fill(&line, WORD_CHI_SQUARED, t->calling.lang, one, two);
    myn_fixed_text(b->bartlett.p, 3, one);
    if (b->bartlett.p < 0.001)
        myn_buffer_put(&line, ", p < 0.001");
    else
        myn_buffer_format(&line, ", p = %s", one);
    put_buffer(t, MYN_STYLE_PLAIN, &line);
}

static void put_reliability(Telling *t, const myn_diagnosed *b)
{
    char one[MYN_NUMBER_TEXT], two[MYN_NUMBER_TEXT];
    page_put(&t->page, "\n");
    if (b->parts < 2) {
        put_lack(t, word(t, WORD_ALL_OF_PARTS), &b->no_alpha);
        return;
    }
    myn_fixed_text(b->alpha, 3, one);
    myn_fixed_text(b->alpha_standardised, 3, two);
    if (b->no_alpha.kind)
        put_lack(t, word(t, WORD_ALPHA), &b->no_alpha);
    else
        put_line(t, MYN_STYLE_PLAIN, WORD_ALPHA_IS, one, *two ? two : "-");
    if (b->no_kmo.kind)
        put_lack(t, word(t, WORD_KMO_ALL), &b->no_kmo);
    else {
        myn_buffer line = {0};
        myn_fixed_text(b->kmo, 3, one);
        myn_buffer_format(&line, "%s: %s", word(t, WORD_KMO_ALL), one);
        put_buffer(t, MYN_STYLE_PLAIN, &line);
    }
    if (b->no_inverse.kind)
        put_lack(t, word(t, WORD_BARTLETT_AND_VIF), &b->no_inverse);
    else
        put_bartlett(t, b);
}

/* A line below the loadings: VALUE of each component, or running totals of it. */
static void put_under(myn_grid *grid, const char *title, const double *value, size_t count, bool running)
{
    double sum = 0;
    myn_grid_text(grid, title);
    myn_grid_style(grid, MYN_STYLE_STRONG);
    for (size_t k = 0; k < count; k++) {
        sum = running ? sum + value[k] : value[k];
        myn_grid_number(grid, sum, running ? 1 : 2);
    }
}

static void put_components(Telling *t, const myn_diagnosed *b)
{
    size_t count = b->parts < COMPONENTS_MOST ? b->parts : COMPONENTS_MOST;
    if (b->parts < 2) return;
    if (b->no_pca.kind) {
        put_lack(t, word(t, WORD_COMPONENTS), &b->no_pca);
        return;
    }
    static const char *const number[COMPONENTS_MOST] = {"1", "2", "3", "4", "5", "6"};
    double percent[COMPONENTS_MOST];
    myn_grid_column column[COMPONENTS_MOST + 1] = {{word(t, WORD_LOADINGS), false}};
    for (size_t k = 0; k < count; k++) {
        column[k + 1] = (myn_grid_column){number[k], true};
        percent[k] = 100 * b->pca.share[k];
    }
    myn_grid *grid = new_grid(column, count + 1);
    for (size_t i = 0; grid && i < b->parts; i++) {
        myn_grid_text(grid, name(t, b->part[i].node));
        for (size_t k = 0; k < count; k++) myn_grid_number(grid, myn_row(b->pca.loading, i)[k], 2);
    }
    if (grid) {
        put_under(grid, word(t, WORD_EIGENVALUE), b->pca.value, count, false);
        put_under(grid, word(t, WORD_TOGETHER), percent, count, true);
    }
    put_grid(t, word(t, WORD_COMPONENTS), grid);
}

/* Each branch on the way that has no slopes, once. */
static void put_stops(Telling *t, const myn_diagnosed *b)
{
    for (size_t i = 0; i < b->indicators; i++) {
        size_t stop = b->indicator[i].stopped_by;
        if (stop == MYN_NONE || stop == b->node || (i && b->indicator[i - 1].stopped_by == stop)) continue;
        myn_buffer what = {0};
        word_fill(&what, WORD_EFFECTIVE_BELOW, t->calling.lang, name(t, stop), NULL);
        put_lack(t, what.at, &t->all->no_slope[stop]);
        myn_buffer_free(&what);
    }
}

static void put_indicators(Telling *t, const myn_diagnosed *b)
{
    if (!b->indicators) return;
    myn_grid_column column[] = {{word(t, WORD_INDICATOR), false},
                                {word(t, WORD_NOMINAL), true},
                                {word(t, WORD_EFFECTIVE), true},
                                {word(t, WORD_WITH_SCORE), false}};
    myn_grid *grid = new_grid(column, sizeof column / sizeof *column);
    for (size_t i = 0; grid && i < b->indicators; i++) {
        const myn_diagnosed_part *part = &b->indicator[i];
        myn_grid_text(grid, name(t, part->node));
        myn_grid_number(grid, 100 * part->nominal, 1);
        myn_grid_number(grid, 100 * part->effective, 1);
        cell_correlation(grid, part->correlation, part->p, true);
    }
    put_grid(t, word(t, WORD_ALL_INDICATORS), grid);
    put_stops(t, b);
}

static void put_title(Telling *t)
{
    const myn_labels *labels = t->all->labels;
    myn_buffer line = {0};
    myn_buffer_format(&line, "%s · ", myn_label_text(labels->title, t->calling.lang, labels->index));
    word_fill(&line, WORD_EDITION, t->calling.lang, labels->edition[t->all->edition].name, NULL);
    put_buffer(t, MYN_STYLE_STRONG, &line);
    if (labels->synthetic) put_line(t, MYN_STYLE_STRONG, WORD_SYNTHETIC, NULL, NULL);
}

myn_status myn_show_diagnosis(const myn_diagnosis *diagnosis, const myn_show_options *options,
                              const myn_sink *sink)
{
    Telling t = {.all = diagnosis,
                 .how = &options->terminal,
                 .calling = {diagnosis->labels, options->lang, false},
                 .page = page_to(sink)};
    put_title(&t);
    for (size_t i = 0; i < diagnosis->branches && page_turn(&t.page); i++) {
        const myn_diagnosed *b = &diagnosis->branch[i];
        put_heading(&t, b);
        put_parts(&t, b);
        put_form(&t, b);
        put_correlations(&t, b);
        put_pairs(&t, b);
        put_reliability(&t, b);
        put_components(&t, b);
        put_indicators(&t, b);
    }
    page_put(&t.page, "\n");
    put_line(&t, MYN_STYLE_FAINT, WORD_EFFECTIVE_MEANS, NULL, NULL);
    return page_close(&t.page);
}
