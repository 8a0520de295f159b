/* Families of areas, for people and for machines. */
#include "report/telling.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define APART_BY 3 /* variables named as those that set two areas apart */
#define SHOWN    5 /* nearest areas of each in a list of all */

typedef struct {
    Teller t;
    const myn_families *of;
} Telling;

static const char *word(const Telling *g, Word word)
{
    return word_text(word, g->t.how->lang);
}

static const char *area_name(const Telling *g, size_t area)
{
    return myn_area_name(&g->of->labels->areas->at[area], g->t.how->lang);
}

static const char *node_name(const Telling *g, size_t node)
{
    const myn_item *item = &g->of->labels->node[node];
    return myn_label_text(item->label, g->t.how->lang, item->code);
}

static void put_grid_buffer(myn_grid *grid, myn_buffer *text)
{
    grid->failed |= text->failed;
    myn_grid_text(grid, text->at);
    myn_buffer_free(text);
}

/* ---- one area's ---- */

/* "Income 41 %, Health 20 %": the variables that set the two apart most. */
static void put_apart(const Telling *g, myn_grid *grid, size_t a, size_t b)
{
    double share[512];
    myn_buffer text = {0};
    size_t d = g->of->variables;
    if (d > 512) {
        myn_grid_text(grid, NULL);
        return;
    }
    myn_families_share(g->of, a, b, share);
    for (int i = 0; i < APART_BY; i++) {
        size_t most = 0;
        for (size_t j = 1; j < d; j++)
            if (share[j] > share[most]) most = j;
        if (!(share[most] > 0)) break;
        myn_buffer_format(&text, "%s%s %.0f %%", i ? ", " : "", node_name(g, g->of->variable[most]),
                          100 * share[most]);
        share[most] = 0;
    }
    put_grid_buffer(grid, &text);
}

static void put_percent(myn_grid *grid, double share)
{
    myn_buffer text = {0};
    if (!isnan(share)) myn_buffer_format(&text, "%.0f %%", 100 * share);
    put_grid_buffer(grid, &text);
}

static void put_neighbour(const Telling *g, myn_grid *grid, size_t area, size_t i)
{
    const myn_families *f = g->of;
    size_t at = area * f->k + i, other = f->which[at];
    myn_grid_count(grid, i + 1);
    myn_grid_text(grid, area_name(g, other));
    myn_grid_text(grid, f->labels->areas->at[other].code);
    myn_grid_style(grid, MYN_STYLE_FAINT);
    myn_grid_number(grid, f->distance[at], 3);
    myn_grid_number(grid, f->rebased[at], 3);
    myn_grid_text(grid, word(g, f->mutual[at] ? WORD_YES : WORD_NO));
    if (f->kept) put_percent(grid, f->kept[at]);
    put_apart(g, grid, area, other);
}

static void put_family(Telling *g, size_t area)
{
    const myn_families *f = g->of;
    const myn_grid_column all[] = {{"", true},
                                   {word(g, WORD_AREA), false},
                                   {word(g, WORD_CODE), false},
                                   {word(g, WORD_DISTANCE), true},
                                   {word(g, WORD_REBASED), true},
                                   {word(g, WORD_MUTUAL), false},
                                   {word(g, WORD_STAYS), true},
                                   {word(g, WORD_APART_BY), false}};
    myn_grid_column column[8];
    size_t columns = 0;
    for (size_t i = 0; i < 8; i++)
        if (i != 6 || f->kept) column[columns++] = all[i];
    myn_grid *grid = NULL;
    if (myn_grid_new(NULL, column, columns, &grid) != MYN_OK) grid = NULL;
    page_put(&g->t.page, "\n");
    for (size_t i = 0; grid && i < f->k; i++) put_neighbour(g, grid, area, i);
    tell_grid(&g->t, grid);
}

static void put_entrants(Telling *g, size_t area)
{
    const myn_families *f = g->of;
    myn_buffer names = {0};
    if (!f->entrants || f->choice.area != area) return;
    for (size_t i = 0; i < f->entrants && i < 8; i++)
        myn_buffer_format(&names, "%s%s (%.0f %%)", i ? ", " : "", area_name(g, f->entrant[i].area),
                          100 * f->entrant[i].share);
    page_put(&g->t.page, "\n");
    tell_line(&g->t, MYN_STYLE_PLAIN, WORD_ENTRANTS, names.at, NULL);
    myn_buffer_free(&names);
}

/* ---- all areas' ---- */

static void put_area_line(const Telling *g, myn_grid *grid, size_t area)
{
    const myn_families *f = g->of;
    myn_buffer names = {0}, mutual = {0};
    char one[MYN_NUMBER_TEXT], two[MYN_NUMBER_TEXT];
    size_t both = 0;
    double kept = 0;
    for (size_t i = 0; i < f->k; i++) {
        both += f->mutual[area * f->k + i];
        if (f->kept) kept += f->kept[area * f->k + i] / (double)f->k;
        if (i < SHOWN)
            myn_buffer_format(&names, "%s%s", i ? ", " : "", area_name(g, f->which[area * f->k + i]));
    }
    myn_number_text((double)both, one);
    myn_number_text((double)f->k, two);
    word_fill(&mutual, WORD_MUTUALS, g->t.how->lang, one, two);
    myn_grid_text(grid, area_name(g, area));
    myn_grid_style(grid, MYN_STYLE_STRONG);
    put_grid_buffer(grid, &mutual);
    if (f->kept) put_percent(grid, kept);
    put_grid_buffer(grid, &names);
}

static void put_all(Telling *g)
{
    const myn_families *f = g->of;
    myn_grid_column column[4] = {{word(g, WORD_AREA), false}, {word(g, WORD_MUTUAL), false}};
    size_t columns = 2;
    if (f->kept) column[columns++] = (myn_grid_column){word(g, WORD_STAYS), true};
    column[columns++] = (myn_grid_column){word(g, WORD_NEAREST), false};
    myn_grid *grid = NULL;
    if (myn_grid_new(NULL, column, columns, &grid) != MYN_OK) grid = NULL;
    page_put(&g->t.page, "\n");
    for (size_t a = 0; grid && a < f->areas; a++)
        if (f->has[a]) put_area_line(g, grid, a);
    tell_grid(&g->t, grid);
}

/* ---- what it rests on ---- */

/* {3} is filled here, as words take two. */
static void put_basis(Telling *g)
{
    const myn_families *f = g->of;
    char count[MYN_NUMBER_TEXT], gaps[MYN_NUMBER_TEXT];
    myn_buffer text = {0}, line = {0};
    myn_number_text((double)f->variables, count);
    myn_number_text((double)f->gaps, gaps);
    word_fill(&text, WORD_COMPARED_BY, g->t.how->lang, count,
              word(g, f->choice.weighted ? WORD_BY_WEIGHTS : WORD_EQUALLY));
    const char *third = text.at ? strstr(text.at, "{3}") : NULL;
    if (third) myn_buffer_format(&line, "%.*s%s%s", (int)(third - text.at), text.at, gaps, third + 3);
    myn_buffer_free(&text);
    page_put(&g->t.page, "\n");
    tell_buffer(&g->t, MYN_STYLE_FAINT, &line);
}

static void put_notes(Telling *g)
{
    const myn_families *f = g->of;
    char trials[MYN_NUMBER_TEXT], shift[MYN_NUMBER_TEXT];
    myn_buffer names = {0};
    put_basis(g);
    for (size_t i = 0; i < f->left_outs; i++)
        myn_buffer_format(&names, "%s%s", i ? ", " : "", node_name(g, f->left_out[i]));
    if (f->left_outs) tell_line(&g->t, MYN_STYLE_FAINT, WORD_LEFT_OUT_VARIABLES, names.at, NULL);
    myn_buffer_free(&names);
    myn_number_text((double)f->trials, trials);
    myn_number_text(myn_round(100 * f->choice.shift, 3), shift);
    if (f->kept) tell_line(&g->t, MYN_STYLE_FAINT, WORD_STAYS_MEANS, trials, shift);
}

myn_status myn_show_families(const myn_families *families, size_t area, const myn_show_options *options,
                             const myn_sink *sink)
{
    Telling g = {{families->labels, options, page_to(sink)}, families};
    char size[MYN_NUMBER_TEXT];
    myn_buffer rest = {0};
    myn_number_text((double)families->k, size);
    if (area == MYN_NONE)
        word_fill(&rest, WORD_FAMILIES, options->lang, size, NULL);
    else
        word_fill(&rest, WORD_FAMILY_OF, options->lang, area_name(&g, area), NULL);
    tell_title(&g.t, families->choice.edition, &rest);
    if (area == MYN_NONE)
        put_all(&g);
    else
        put_family(&g, area);
    if (area != MYN_NONE) put_entrants(&g, area);
    put_notes(&g);
    return page_close(&g.t.page);
}

/* ---- for machines ---- */

static myn_status machine_grid(const myn_families *f, myn_grid **out)
{
    static const myn_grid_column fixed[] = {{"area", false},
                                            {"area_name_en", false},
                                            {"place", true},
                                            {"neighbour", false},
                                            {"neighbour_name_en", false},
                                            {"distance", true},
                                            {"rebased", true},
                                            {"mutual", true},
                                            {"kept", true}};
    size_t count = sizeof fixed / sizeof *fixed;
    myn_arena *memory = NULL;
    myn_status status = myn_arena_new(&memory);
    myn_grid_column *column = status ? NULL : myn_arena_zero(memory, count + f->variables, sizeof *column);
    if (!status && !column) status = MYN_ERR_MEMORY;
    if (!status) memcpy(column, fixed, sizeof fixed);
    for (size_t j = 0; j < f->variables && !status; j++) {
        char name[256];
        int length = snprintf(name, sizeof name, "share_%s", f->labels->node[f->variable[j]].code);
        const char *kept = myn_arena_text(memory, name, length < 256 ? (size_t)length : 255);
        column[count + j] = (myn_grid_column){kept, true};
        if (!kept) status = MYN_ERR_MEMORY;
    }
    if (!status) status = myn_grid_new(NULL, column, count + f->variables, out);
    myn_arena_free(memory);
    return status;
}

static void machine_row(const myn_families *f, size_t area, size_t i, double *share, myn_grid *grid)
{
    const myn_area *at = f->labels->areas->at;
    size_t cell = area * f->k + i, other = f->which[cell];
    myn_grid_text(grid, at[area].code);
    myn_grid_text(grid, at[area].name_en);
    myn_grid_count(grid, i + 1);
    myn_grid_text(grid, at[other].code);
    myn_grid_text(grid, at[other].name_en);
    myn_grid_number(grid, f->distance[cell], -1);
    myn_grid_number(grid, f->rebased[cell], -1);
    myn_grid_count(grid, f->mutual[cell]);
    myn_grid_number(grid, f->kept ? f->kept[cell] : NAN, -1);
    myn_families_share(f, area, other, share);
    for (size_t j = 0; j < f->variables; j++) myn_grid_number(grid, share[j], -1);
}

myn_status myn_families_rows(const myn_families *families, size_t area, myn_form form, const myn_sink *sink)
{
    myn_grid *grid = NULL;
    myn_arena *memory = NULL;
    myn_status status = myn_arena_new(&memory);
    double *share = status ? NULL : myn_arena_zero(memory, families->variables, sizeof *share);
    if (!status && !share) status = MYN_ERR_MEMORY;
    if (!status) status = machine_grid(families, &grid);
    for (size_t a = 0; a < families->areas && !status; a++)
        for (size_t i = 0; families->has[a] && (area == MYN_NONE || a == area) && i < families->k; i++)
            machine_row(families, a, i, share, grid);
    if (!status && grid->failed) status = MYN_ERR_MEMORY;
    if (!status) status = form == MYN_FORM_JSON ? myn_grid_json(grid, sink) : myn_grid_csv(grid, sink);
    myn_grid_free(grid);
    myn_arena_free(memory);
    return status;
}
