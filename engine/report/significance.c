/* Which areas differ, for people and for machines. */
#include "report/telling.h"
#include <math.h>

#define NAME_LEAST 18 /* columns that a name is not cut below where limits can go */

static const char *const scales[] = {
    [MYN_SCALE_PLAIN] = "plain", [MYN_SCALE_LOG] = "log", [MYN_SCALE_LOGIT] = "logit"};
static const Word scale_words[] = {[MYN_SCALE_PLAIN] = WORD_SCALE_PLAIN,
                                   [MYN_SCALE_LOG] = WORD_SCALE_LOG,
                                   [MYN_SCALE_LOGIT] = WORD_SCALE_LOGIT};
static const Word untested_words[] = {
    [MYN_UNTESTED_NOT] = WORD_NO_DIFFERENCE_HOLDS, [MYN_UNTESTED_OWN] = WORD_UNTESTED_OWN,
    [MYN_UNTESTED_OTHER] = WORD_UNTESTED_OTHER,    [MYN_UNTESTED_SCALE] = WORD_UNTESTED_SCALE,
    [MYN_UNTESTED_SAME] = WORD_UNTESTED_SAME,      [MYN_UNTESTED_ERROR] = WORD_UNTESTED_ERROR};

/* What ROW's area is compared with, as an area; NULL where it is none. */
static const myn_area *other_of(const myn_significance *of, const myn_significance_row *row)
{
    bool own = of->choice.versus == MYN_VERSUS_AREA;
    if (row->other_area == MYN_NONE) return NULL;
    return own ? &of->labels->areas->at[row->other_area] : &of->labels->parents->at[row->other_area];
}

/* ---- for people ---- */

typedef struct {
    Teller t;
    const myn_significance *of;
    bool narrow; /* the terminal has no room for limits and z */
} Telling;

static const char *word(const Telling *g, Word word)
{
    return word_text(word, g->t.how->lang);
}

static const char *name_of(const Telling *g, size_t indicator)
{
    const myn_item *item = &g->of->labels->indicator[indicator];
    return myn_label_text(item->label, g->t.how->lang, item->code);
}

/* "against Wales" */
static void put_versus(const Telling *g, myn_buffer *out)
{
    const myn_significance_choice *choice = &g->of->choice;
    const myn_labels *labels = g->of->labels;
    myn_lang lang = g->t.how->lang;
    switch (choice->versus) {
    case MYN_VERSUS_PARENT: word_fill(out, WORD_VERSUS_PARENT, lang, NULL, NULL); return;
    case MYN_VERSUS_OTHERS: word_fill(out, WORD_VERSUS_OTHERS, lang, NULL, NULL); return;
    case MYN_VERSUS_AREA:
        word_fill(out, WORD_VERSUS, lang, myn_area_name(&labels->areas->at[choice->other], lang), NULL);
        return;
    case MYN_VERSUS_LARGER:
        word_fill(out, WORD_VERSUS, lang, myn_area_name(&labels->parents->at[choice->other], lang), NULL);
        return;
    case MYN_VERSUS_EDITION:
        word_fill(out, WORD_VERSUS_EDITION, lang, labels->edition[choice->other].name, NULL);
        return;
    }
}

/* Head of the column with the figures compared with: the area where there is one. */
static const char *versus_head(const Telling *g)
{
    const myn_significance_choice *choice = &g->of->choice;
    const myn_labels *labels = g->of->labels;
    const myn_significance_row *first = &g->of->row[0];
    bool one = choice->versus == MYN_VERSUS_PARENT && first->other_area != MYN_NONE;
    for (size_t i = 1; i < g->of->rows && one; i++) one = g->of->row[i].other_area == first->other_area;
    if (one) return myn_area_name(other_of(g->of, first), g->t.how->lang);
    switch (choice->versus) {
    case MYN_VERSUS_PARENT: return word(g, WORD_LARGER_ONE);
    case MYN_VERSUS_OTHERS: return word(g, WORD_OTHERS);
    case MYN_VERSUS_AREA: return myn_area_name(&labels->areas->at[choice->other], g->t.how->lang);
    case MYN_VERSUS_LARGER: return myn_area_name(&labels->parents->at[choice->other], g->t.how->lang);
    case MYN_VERSUS_EDITION: return labels->edition[choice->other].name;
    }
    return NULL;
}

static void put_row(const Telling *g, myn_grid *grid, const char *name, const myn_significance_row *row,
                    int places)
{
    myn_grid_text(grid, name);
    if (row->verdict) myn_grid_style(grid, MYN_STYLE_STRONG);
    myn_grid_number(grid, row->own.value, places);
    if (!g->narrow) tell_interval(grid, row->own.lower, row->own.upper, places);
    myn_grid_number(grid, row->other.value, places);
    myn_grid_number(grid, row->own.value - row->other.value, places);
    if (!g->narrow) myn_grid_number(grid, row->test.z, 2);
    tell_p(grid, row->adjusted);
    myn_grid_text(grid, word(g, row->verdict > 0   ? WORD_HIGHER
                                : row->verdict < 0 ? WORD_LOWER
                                                   : untested_words[row->why]));
    if (row->verdict) myn_grid_style(grid, MYN_STYLE_STRONG);
    if (row->why) myn_grid_style(grid, MYN_STYLE_FAINT);
}

static myn_grid *new_grid(const Telling *g, Word first)
{
    const myn_grid_column wide[] = {{word(g, first), false},          {word(g, WORD_VALUE), true},
                                    {word(g, WORD_LIMITS), true},     {versus_head(g), true},
                                    {word(g, WORD_DIFFERENCE), true}, {word(g, WORD_Z), true},
                                    {word(g, WORD_ADJUSTED), true},   {word(g, WORD_VERDICT), false}};
    const myn_grid_column narrow[] = {wide[0], wide[1], wide[3], wide[4], wide[6], wide[7]};
    myn_grid *grid = NULL;
    myn_status status = g->narrow ? myn_grid_new(NULL, narrow, sizeof narrow / sizeof *narrow, &grid)
                                  : myn_grid_new(NULL, wide, sizeof wide / sizeof *wide, &grid);
    return status ? NULL : grid;
}

static int places_of(const Telling *g, const myn_significance_indicator *indicator)
{
    double most = 0;
    for (size_t i = indicator->first; i < indicator->first + indicator->count; i++)
        most = fmax(most, fabs(g->of->row[i].own.value));
    return tell_places(most);
}

/* "Employment rate · % · 2023 · logit scale · 3 higher, 2 lower of 22 compared" */
static void put_heading(Telling *g, const myn_significance_indicator *indicator)
{
    char period[MYN_PERIOD_TEXT], higher[MYN_NUMBER_TEXT], lower[MYN_NUMBER_TEXT];
    const myn_item *item = &g->of->labels->indicator[indicator->indicator];
    myn_buffer line = {0};
    page_put(&g->t.page, "\n");
    myn_period_text(g->of->row[indicator->first].period, period);
    myn_buffer_put(&line, name_of(g, indicator->indicator));
    if (item->unit) myn_buffer_format(&line, " · %s", item->unit);
    myn_buffer_format(&line, " · %s · %s", period, word(g, scale_words[indicator->scale]));
    tell_buffer(&g->t, MYN_STYLE_STRONG, &line);
    myn_number_text((double)indicator->higher, higher);
    myn_number_text((double)indicator->lower, lower);
    word_fill(&line, WORD_HIGHER_LOWER, g->t.how->lang, higher, lower);
    myn_number_text((double)indicator->tested, higher);
    word_fill(&line, WORD_OF_TESTED, g->t.how->lang, higher, NULL);
    tell_buffer(&g->t, MYN_STYLE_PLAIN, &line);
}

static myn_grid *areas_of(const Telling *g, const myn_significance_indicator *indicator)
{
    int places = places_of(g, indicator);
    myn_grid *grid = new_grid(g, WORD_AREA);
    for (size_t i = indicator->first; grid && i < indicator->first + indicator->count; i++) {
        const myn_significance_row *row = &g->of->row[i];
        put_row(g, grid, myn_area_name(&g->of->labels->areas->at[row->area], g->t.how->lang), row, places);
    }
    return grid;
}

/* One area: a line an indicator. */
static myn_grid *indicators_of(const Telling *g, const myn_significance_indicator *unused)
{
    char period[MYN_PERIOD_TEXT];
    (void)unused;
    myn_grid *grid = new_grid(g, WORD_INDICATOR);
    for (size_t k = 0; grid && k < g->of->indicators; k++) {
        const myn_significance_indicator *indicator = &g->of->indicator[k];
        const myn_significance_row *row = &g->of->row[indicator->first];
        myn_buffer name = {0};
        myn_period_text(row->period, period);
        myn_buffer_put(&name, name_of(g, row->indicator));
        if (!g->narrow) myn_buffer_format(&name, ", %s", period);
        put_row(g, grid, name.at, row, places_of(g, indicator));
        grid->failed |= name.failed;
        myn_buffer_free(&name);
    }
    return grid;
}

/* A table, without limits and z where the terminal would have to cut names short for them. */
static void put_table(Telling *g, myn_grid *(*make)(const Telling *, const myn_significance_indicator *),
                      const myn_significance_indicator *indicator)
{
    size_t width = g->t.how->terminal.width;
    g->narrow = false;
    myn_grid *grid = make(g, indicator);
    if (grid && width && grid_needs(grid, NAME_LEAST) > width) {
        myn_grid_free(grid);
        g->narrow = true;
        grid = make(g, indicator);
    }
    tell_grid(&g->t, grid);
}

static void put_indicator(Telling *g, const myn_significance_indicator *indicator)
{
    put_heading(g, indicator);
    put_table(g, areas_of, indicator);
}

static void put_area(Telling *g)
{
    page_put(&g->t.page, "\n");
    put_table(g, indicators_of, NULL);
}

static void put_count(Telling *g, Word word, size_t count)
{
    char text[MYN_NUMBER_TEXT];
    myn_number_text((double)count, text);
    tell_line(&g->t, MYN_STYLE_PLAIN, word, text, NULL);
}

static void put_meaning(Telling *g)
{
    char one[MYN_NUMBER_TEXT], two[MYN_NUMBER_TEXT];
    myn_buffer text = {0};
    myn_number_text(myn_round(100 * g->of->choice.discovery, 3), one);
    myn_number_text((double)g->of->tested, two);
    word_fill(&text, WORD_SIGNIFICANCE_MEANS, g->t.how->lang, one, two);
    myn_number_text(myn_round(100 * g->of->choice.level, 3), one);
    word_fill(&text, WORD_Z_MEANS, g->t.how->lang, one, NULL);
    tell_buffer(&g->t, MYN_STYLE_FAINT, &text);
}

myn_status myn_show_significance(const myn_significance *significance, const myn_show_options *options,
                                 const myn_sink *sink)
{
    Telling g = {{significance->labels, options, page_to(sink)}, significance, false};
    size_t area = significance->choice.area;
    char one[MYN_NUMBER_TEXT], two[MYN_NUMBER_TEXT];
    myn_buffer rest = {0};
    if (area != MYN_NONE)
        myn_buffer_format(&rest, "%s · ",
                          myn_area_name(&significance->labels->areas->at[area], options->lang));
    put_versus(&g, &rest);
    tell_title(&g.t, significance->choice.edition, &rest);
    if (area != MYN_NONE)
        put_area(&g);
    else
        for (size_t k = 0; k < significance->indicators && page_turn(&g.t.page); k++)
            put_indicator(&g, &significance->indicator[k]);
    page_put(&g.t.page, "\n");
    myn_number_text((double)significance->different, one);
    myn_number_text((double)significance->tested, two);
    tell_line(&g.t, MYN_STYLE_STRONG, WORD_FOUND, one, two);
    if (significance->without) put_count(&g, WORD_WITHOUT_LIMITS, significance->without);
    put_meaning(&g);
    return page_close(&g.t.page);
}

/* ---- for machines ---- */

static void put_interval(myn_grid *grid, const myn_interval *interval)
{
    myn_grid_number(grid, interval->value, -1);
    myn_grid_number(grid, interval->lower, -1);
    myn_grid_number(grid, interval->upper, -1);
}

static void put_period(myn_grid *grid, const myn_period *period)
{
    char text[MYN_PERIOD_TEXT] = "";
    if (period->end > period->start) myn_period_text(*period, text);
    myn_grid_text(grid, *text ? text : NULL);
}

static void put_versus_code(const myn_significance *of, const myn_significance_row *row, myn_grid *grid)
{
    const myn_area *other = other_of(of, row);
    myn_buffer text = {0};
    if (of->choice.versus == MYN_VERSUS_EDITION)
        myn_buffer_format(&text, "edition:%s", of->labels->edition[of->choice.other].name);
    else if (other)
        myn_buffer_put(&text, other->code);
    else if (of->choice.versus == MYN_VERSUS_OTHERS)
        myn_buffer_put(&text, "others");
    grid->failed |= text.failed;
    myn_grid_text(grid, text.at);
    myn_buffer_free(&text);
}

static void put_machine_row(const myn_significance *of, const myn_significance_indicator *indicator,
                            const myn_significance_row *row, myn_grid *grid)
{
    const myn_labels *labels = of->labels;
    const myn_area *area = &labels->areas->at[row->area];
    myn_grid_text(grid, labels->edition[of->choice.edition].name);
    myn_grid_text(grid, labels->indicator[row->indicator].code);
    put_period(grid, &row->period);
    myn_grid_text(grid, area->code);
    myn_grid_text(grid, area->name_en);
    put_interval(grid, &row->own);
    put_versus_code(of, row, grid);
    put_period(grid, &row->other_period);
    put_interval(grid, &row->other);
    myn_grid_text(grid, scales[indicator->scale]);
    myn_grid_number(grid, row->own.value - row->other.value, -1);
    myn_grid_number(grid, row->test.difference, -1);
    myn_grid_number(grid, row->test.se, -1);
    myn_grid_number(grid, row->test.z, -1);
    myn_grid_number(grid, row->test.p, -1);
    myn_grid_number(grid, row->adjusted, -1);
    myn_grid_text(grid, row->why           ? NULL
                        : row->verdict > 0 ? "higher"
                        : row->verdict < 0 ? "lower"
                                           : "no_difference");
    myn_grid_text(grid, row->why ? word_text(untested_words[row->why], MYN_LANG_EN) : NULL);
}

myn_status myn_significance_rows(const myn_significance *significance, myn_form form, const myn_sink *sink)
{
    static const myn_grid_column column[] = {{"edition", false},
                                             {"indicator", false},
                                             {"period", false},
                                             {"area", false},
                                             {"area_name_en", false},
                                             {"value", true},
                                             {"lower", true},
                                             {"upper", true},
                                             {"versus", false},
                                             {"versus_period", false},
                                             {"versus_value", true},
                                             {"versus_lower", true},
                                             {"versus_upper", true},
                                             {"scale", false},
                                             {"difference", true},
                                             {"scale_difference", true},
                                             {"scale_se", true},
                                             {"z", true},
                                             {"p", true},
                                             {"p_adjusted", true},
                                             {"verdict", false},
                                             {"note", false}};
    myn_grid *grid = NULL;
    myn_status status = myn_grid_new(NULL, column, sizeof column / sizeof *column, &grid);
    for (size_t k = 0; k < significance->indicators && !status; k++) {
        const myn_significance_indicator *indicator = &significance->indicator[k];
        for (size_t i = indicator->first; i < indicator->first + indicator->count; i++)
            put_machine_row(significance, indicator, &significance->row[i], grid);
    }
    if (!status && grid->failed) status = MYN_ERR_MEMORY;
    if (!status) status = form == MYN_FORM_JSON ? myn_grid_json(grid, sink) : myn_grid_csv(grid, sink);
    myn_grid_free(grid);
    return status;
}
