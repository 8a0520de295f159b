/* Funnels, for people and for machines. */
#include "report/telling.h"
#include <math.h>

#define NAME_LEAST 18 /* columns that a name is not cut below where other columns can go */

/* ---- for people ---- */

static const char *outside_word(int outside, char *room, size_t size, myn_lang lang)
{
    static const char *const level[] = {"", "95", "99.8"};
    myn_buffer text = {0};
    if (!outside) return word_text(WORD_WITHIN, lang);
    word_fill(&text, outside > 0 ? WORD_ABOVE : WORD_BELOW, lang, level[outside > 0 ? outside : -outside],
              NULL);
    size_t length = text.at ? text.length : 0;
    if (length >= size) length = size - 1;
    for (size_t i = 0; i < length; i++) room[i] = text.at[i];
    room[length] = '\0';
    myn_buffer_free(&text);
    return room;
}

static void put_heading(Teller *t, const myn_funnel_indicator *of, int places)
{
    char period[MYN_PERIOD_TEXT], target[MYN_NUMBER_TEXT], dispersion[MYN_NUMBER_TEXT];
    const myn_item *item = &t->labels->indicator[of->indicator];
    myn_buffer line = {0};
    page_put(&t->page, "\n");
    myn_period_text(of->period, period);
    myn_buffer_put(&line, myn_label_text(item->label, t->how->lang, item->code));
    if (item->unit) myn_buffer_format(&line, " · %s", item->unit);
    myn_buffer_format(
        &line, " · %s · %s", period,
        word_text(of->kind == MYN_FUNNEL_PROPORTION ? WORD_PROPORTION : WORD_RATE, t->how->lang));
    tell_buffer(t, MYN_STYLE_STRONG, &line);
    myn_fixed_text(of->funnel.target, places, target);
    myn_fixed_text(of->funnel.dispersion, 2, dispersion);
    word_fill(&line, WORD_TARGET, t->how->lang, target, dispersion);
    myn_buffer_put(&line,
                   word_text(of->funnel.overdispersed ? WORD_STRETCHED : WORD_NOT_STRETCHED, t->how->lang));
    tell_buffer(t, MYN_STYLE_PLAIN, &line);
}

/* NARROW: without limits of 99.8 % and z. */
static void put_row(const Teller *t, const myn_funnel_row *row, bool narrow, int places, myn_grid *grid)
{
    char room[64];
    myn_grid_text(grid, myn_area_name(&t->labels->areas->at[row->area], t->how->lang));
    if (row->limit.outside) myn_grid_style(grid, MYN_STYLE_STRONG);
    myn_grid_number(grid, row->numerator, -1);
    myn_grid_number(grid, row->denominator, -1);
    myn_grid_number(grid, row->limit.value, places);
    for (int k = 0; k < 2 - narrow; k++)
        tell_interval(grid, row->limit.stretched[k][0], row->limit.stretched[k][1], places);
    if (!narrow) myn_grid_number(grid, row->limit.z, 2);
    tell_p(grid, row->adjusted);
    myn_grid_text(grid, outside_word(row->limit.outside, room, sizeof room, t->how->lang));
    if (row->limit.outside) myn_grid_style(grid, MYN_STYLE_STRONG);
}

static myn_grid *grid_of(const Teller *t, const myn_funnel_indicator *of, bool narrow, int places)
{
    static const Word word[] = {WORD_AREA,       WORD_EVENTS, WORD_BASE,     WORD_VALUE,  WORD_LIMITS_95,
                                WORD_LIMITS_998, WORD_Z,      WORD_ADJUSTED, WORD_VERDICT};
    enum { MOST = sizeof word / sizeof *word };
    myn_grid_column column[MOST];
    myn_grid *grid = NULL;
    size_t columns = 0;
    for (size_t k = 0; k < MOST; k++)
        if (!narrow || (word[k] != WORD_LIMITS_998 && word[k] != WORD_Z))
            column[columns++] = (myn_grid_column){word_text(word[k], t->how->lang), k > 0 && k < MOST - 1};
    if (myn_grid_new(NULL, column, columns, &grid)) return NULL;
    for (size_t i = 0; i < of->rows; i++) put_row(t, &of->row[i], narrow, places, grid);
    return grid;
}

static void put_funnel(Teller *t, const myn_funnel_indicator *of)
{
    size_t width = t->how->terminal.width;
    double most = 0;
    for (size_t i = 0; i < of->rows; i++) most = fmax(most, of->row[i].limit.value);
    put_heading(t, of, tell_places(most));
    myn_grid *grid = grid_of(t, of, false, tell_places(most));
    if (grid && width && grid_needs(grid, NAME_LEAST) > width) {
        myn_grid_free(grid);
        grid = grid_of(t, of, true, tell_places(most));
    }
    tell_grid(t, grid);
}

myn_status myn_show_funnels(const myn_funnels *funnels, const myn_show_options *options, const myn_sink *sink)
{
    Teller t = {funnels->labels, options, page_to(sink)};
    myn_buffer rest = {0};
    tell_title(&t, funnels->edition, &rest);
    for (size_t k = 0; k < funnels->indicators && page_turn(&t.page); k++)
        put_funnel(&t, &funnels->indicator[k]);
    page_put(&t.page, "\n");
    tell_line(&t, MYN_STYLE_FAINT, WORD_FUNNEL_MEANS, NULL, NULL);
    return page_close(&t.page);
}

/* ---- for machines ---- */

static void put_machine_row(const myn_funnels *funnels, const myn_funnel_indicator *of,
                            const myn_funnel_row *row, myn_grid *grid)
{
    char period[MYN_PERIOD_TEXT];
    const myn_area *area = &funnels->labels->areas->at[row->area];
    const myn_funnel_area *limit = &row->limit;
    myn_period_text(of->period, period);
    myn_grid_text(grid, funnels->labels->edition[funnels->edition].name);
    myn_grid_text(grid, funnels->labels->indicator[of->indicator].code);
    myn_grid_text(grid, period);
    myn_grid_text(grid, of->kind == MYN_FUNNEL_PROPORTION ? "proportion" : "rate");
    myn_grid_text(grid, area->code);
    myn_grid_text(grid, area->name_en);
    const double before[] = {row->numerator,    row->denominator, limit->value,
                             of->funnel.target, limit->lower[0],  limit->upper[0],
                             limit->lower[1],   limit->upper[1],  of->funnel.dispersion};
    for (size_t k = 0; k < sizeof before / sizeof *before; k++) myn_grid_number(grid, before[k], -1);
    myn_grid_text(grid, of->funnel.overdispersed ? "yes" : "no");
    const double after[] = {limit->stretched[0][0],
                            limit->stretched[0][1],
                            limit->stretched[1][0],
                            limit->stretched[1][1],
                            limit->z,
                            limit->p,
                            row->adjusted,
                            limit->outside};
    for (size_t k = 0; k < sizeof after / sizeof *after; k++) myn_grid_number(grid, after[k], -1);
}

myn_status myn_funnels_rows(const myn_funnels *funnels, myn_form form, const myn_sink *sink)
{
    static const myn_grid_column column[] = {{"edition", false},
                                             {"indicator", false},
                                             {"period", false},
                                             {"kind", false},
                                             {"area", false},
                                             {"area_name_en", false},
                                             {"numerator", true},
                                             {"denominator", true},
                                             {"value", true},
                                             {"target", true},
                                             {"lower_95", true},
                                             {"upper_95", true},
                                             {"lower_998", true},
                                             {"upper_998", true},
                                             {"dispersion", true},
                                             {"stretched", false},
                                             {"stretched_lower_95", true},
                                             {"stretched_upper_95", true},
                                             {"stretched_lower_998", true},
                                             {"stretched_upper_998", true},
                                             {"z", true},
                                             {"p", true},
                                             {"p_adjusted", true},
                                             {"outside", true}};
    myn_grid *grid = NULL;
    myn_status status = myn_grid_new(NULL, column, sizeof column / sizeof *column, &grid);
    for (size_t k = 0; k < funnels->indicators && !status; k++)
        for (size_t i = 0; i < funnels->indicator[k].rows; i++)
            put_machine_row(funnels, &funnels->indicator[k], &funnels->indicator[k].row[i], grid);
    if (!status && grid->failed) status = MYN_ERR_MEMORY;
    if (!status) status = form == MYN_FORM_JSON ? myn_grid_json(grid, sink) : myn_grid_csv(grid, sink);
    myn_grid_free(grid);
    return status;
}
