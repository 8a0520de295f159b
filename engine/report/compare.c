/* A comparison as tables, for every form. */
#include "report/compare.h"
#include <math.h>
#include <string.h>

/* Three digits of the greatest change, within reason; or as the index publishes. */
static int places_for(const myn_comparison *of)
{
    double most = 0;
    int published = of->new_labels->node[of->new_node].decimals;
    if (published >= 0) return published;
    for (size_t i = 0; i < of->moves; i++) {
        double change = fabs(of->move[i].new_score - of->move[i].old_score);
        if (change > most) most = change;
    }
    if (!isfinite(most) || most <= 0) return 2;
    int places = 2 - (int)floor(log10(most));
    return places < 0 ? 0 : places > 6 ? 6 : places;
}

Compared compared_of(const myn_comparison *comparison, myn_lang lang, bool machine)
{
    return (Compared){comparison, lang, machine, machine ? -1 : places_for(comparison)};
}

static const char *name(const Compared *c, const char *machine, Word word)
{
    return c->machine ? machine : word_text(word, c->lang);
}

/* A digest is known by its first digits. */
static void put_cut(const Compared *c, myn_grid *grid, const char *what, const char *text)
{
    char cut[16] = "";
    if (!c->machine && text && strcmp(what, "file") == 0 && strlen(text) == 64) {
        memcpy(cut, text, 12);
        text = cut;
    }
    myn_grid_text(grid, text);
}

myn_grid *compared_differences(const Compared *c)
{
    const myn_grid_column column[] = {{name(c, "what", WORD_WHAT), false},
                                      {name(c, "of", WORD_OF_WHAT), false},
                                      {name(c, "before", WORD_BEFORE), false},
                                      {name(c, "after", WORD_AFTER), false}};
    myn_grid *grid = NULL;
    if (myn_grid_new(NULL, column, 4, &grid)) return NULL;
    for (size_t i = 0; i < c->of->differences; i++) {
        const myn_difference *d = &c->of->difference[i];
        myn_grid_text(grid, d->what);
        myn_grid_text(grid, d->of);
        put_cut(c, grid, d->what, d->before);
        put_cut(c, grid, d->what, d->after);
    }
    return grid;
}

const char *compared_band(const myn_labels *labels, uint8_t band, myn_lang lang)
{
    return band && band <= labels->bands ? myn_label_text(labels->band[band - 1].label, lang, "") : NULL;
}

/* "+0.25" for people, in full for machines. */
static void put_change(const Compared *c, myn_grid *grid, double value)
{
    char text[MYN_NUMBER_TEXT + 1] = "+";
    if (c->machine || isnan(value)) {
        myn_grid_number(grid, value, -1);
        return;
    }
    myn_fixed_text(value, c->decimals, text + 1);
    myn_grid_text(grid, text[1] != '-' && myn_round(value, c->decimals) > 0 ? text : text + 1);
}

static void put_rank(myn_grid *grid, int32_t rank)
{
    myn_grid_number(grid, rank > 0 ? rank : NAN, -1);
}

/* Places gained are +, as a reader of rankings expects. */
static void put_places(const Compared *c, myn_grid *grid, const myn_move *m)
{
    char text[MYN_NUMBER_TEXT + 1] = "+";
    bool both = m->old_rank > 0 && m->new_rank > 0;
    double places = both ? (double)m->old_rank - m->new_rank : NAN;
    if (c->machine || !both || places <= 0) {
        myn_grid_number(grid, places, -1);
        return;
    }
    myn_number_text(places, text + 1);
    myn_grid_text(grid, text);
}

static void put_area(const Compared *c, myn_grid *grid, const myn_move *m)
{
    const myn_area *area = &c->of->new_labels->areas->at[m->after];
    if (c->machine) {
        myn_grid_text(grid, area->code);
        myn_grid_text(grid, area->name_en);
        myn_grid_text(grid, area->name_cy);
        myn_grid_text(grid, c->of->node);
    } else {
        myn_grid_text(grid, myn_area_name(area, c->lang));
        myn_grid_text(grid, area->code);
    }
}

static void put_move(const Compared *c, myn_grid *grid, const myn_move *m)
{
    put_area(c, grid, m);
    put_rank(grid, m->old_rank);
    put_rank(grid, m->new_rank);
    put_places(c, grid, m);
    myn_grid_number(grid, m->old_score, c->decimals);
    myn_grid_number(grid, m->new_score, c->decimals);
    put_change(c, grid, m->new_score - m->old_score);
    if (c->machine || c->of->attributed) {
        put_change(c, grid, m->data);
        put_change(c, grid, m->normalisation);
        put_change(c, grid, m->method);
    }
    if (!c->machine && !c->of->crossed) return;
    myn_grid_text(grid, compared_band(c->of->old_labels, m->old_band, c->lang));
    myn_grid_text(grid, compared_band(c->of->new_labels, m->new_band, c->lang));
}

static size_t move_columns(const Compared *c, myn_grid_column *column)
{
    size_t n = 0;
    column[n++] = (myn_grid_column){name(c, "area", WORD_AREA), false};
    if (c->machine) {
        column[n++] = (myn_grid_column){"area_name_en", false};
        column[n++] = (myn_grid_column){"area_name_cy", false};
        column[n++] = (myn_grid_column){"node", false};
    } else
        column[n++] = (myn_grid_column){word_text(WORD_CODE, c->lang), false};
    column[n++] = (myn_grid_column){name(c, "old_rank", WORD_OLD_RANK), true};
    column[n++] = (myn_grid_column){name(c, "new_rank", WORD_NEW_RANK), true};
    column[n++] = (myn_grid_column){name(c, "places", WORD_PLACES), true};
    column[n++] = (myn_grid_column){name(c, "old_score", WORD_OLD_SCORE), true};
    column[n++] = (myn_grid_column){name(c, "new_score", WORD_NEW_SCORE), true};
    column[n++] = (myn_grid_column){name(c, "change", WORD_CHANGE), true};
    if (c->machine || c->of->attributed) {
        column[n++] = (myn_grid_column){name(c, "data", WORD_DATA), true};
        column[n++] = (myn_grid_column){name(c, "normalisation", WORD_NORMALISATION), true};
        column[n++] = (myn_grid_column){name(c, "method", WORD_METHOD), true};
    }
    if (c->machine || c->of->crossed) {
        column[n++] = (myn_grid_column){name(c, "old_band", WORD_OLD_BAND), false};
        column[n++] = (myn_grid_column){name(c, "new_band", WORD_NEW_BAND), false};
    }
    return n;
}

myn_grid *compared_moves(const Compared *c, size_t count)
{
    myn_grid_column column[16];
    myn_grid *grid = NULL;
    if (myn_grid_new(NULL, column, move_columns(c, column), &grid)) return NULL;
    for (size_t i = 0; i < c->of->moves && (!count || i < count); i++) put_move(c, grid, &c->of->move[i]);
    return grid;
}
