/* An area beside its family, for people and for machines. */
#include "report/telling.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    Teller t;
    const myn_benchmark *of;
} Telling;

static const char *word(const Telling *g, Word word)
{
    return word_text(word, g->t.how->lang);
}

static const char *area_name(const Telling *g, size_t area)
{
    return myn_area_name(&g->t.labels->areas->at[area], g->t.how->lang);
}

static const char *whole_name(const Telling *g)
{
    return myn_area_name(&g->t.labels->parents->at[g->of->whole], g->t.how->lang);
}

static size_t depth_of(const myn_labels *labels, size_t node)
{
    size_t depth = 0;
    while ((node = labels->node[node].parent) != MYN_NONE) depth++;
    return depth;
}

/* ---- the table ---- */

/* The name, indented as it stands in the tree, with the unit of an indicator. */
static void put_name(const Telling *g, myn_grid *grid, size_t node)
{
    const myn_item *item = &g->t.labels->node[node];
    myn_buffer text = {0};
    for (size_t i = depth_of(g->t.labels, node); i > 0; i--) myn_buffer_put(&text, "  ");
    myn_buffer_put(&text, myn_label_text(item->label, g->t.how->lang, item->code));
    if (item->indicator != MYN_NONE && item->unit) myn_buffer_format(&text, " (%s)", item->unit);
    grid->failed |= text.failed;
    myn_grid_text(grid, text.at);
    myn_buffer_free(&text);
}

static void put_of(const Telling *g, myn_grid *grid, size_t rank, size_t of)
{
    char one[MYN_NUMBER_TEXT], two[MYN_NUMBER_TEXT];
    myn_buffer text = {0};
    myn_number_text((double)rank, one);
    myn_number_text((double)of, two);
    if (rank) word_fill(&text, WORD_OF, g->t.how->lang, one, two);
    grid->failed |= text.failed;
    myn_grid_text(grid, text.at);
    myn_buffer_free(&text);
}

/* Of what the change is: a period of the data, an edition. False where there is none. */
static bool since_text(const myn_benchmark_line *line, char out[128])
{
    char period[MYN_PERIOD_TEXT];
    bool indicator = line->since.end > line->since.start;
    if (isnan(line->change) || (!indicator && !line->since_edition)) return false;
    if (indicator) myn_period_text(line->since, period);
    snprintf(out, 128, "%s", indicator ? period : line->since_edition);
    return true;
}

/* "+1.20 (2018)" */
static void put_change(myn_grid *grid, const myn_benchmark_line *line, int places)
{
    char number[MYN_NUMBER_TEXT], since[128], text[240];
    if (!since_text(line, since)) {
        myn_grid_text(grid, NULL);
        return;
    }
    myn_fixed_text(line->change, places, number);
    snprintf(text, sizeof text, "%s%s (%s)", line->change > 0 ? "+" : "", number, since);
    myn_grid_text(grid, text);
}

static bool any_tested(const myn_benchmark *of)
{
    for (size_t i = 0; i < of->lines; i++)
        if (of->line[i].tested) return true;
    return false;
}

static void put_line(const Telling *g, myn_grid *grid, const myn_benchmark_line *line)
{
    bool leaf = g->t.labels->node[line->node].indicator != MYN_NONE;
    int places = leaf ? tell_places(fmax(fabs(line->value), fabs(line->all))) : 2;
    put_name(g, grid, line->node);
    if (!leaf) myn_grid_style(grid, MYN_STYLE_STRONG);
    myn_grid_number(grid, line->value, places);
    myn_grid_number(grid, line->family, places);
    myn_grid_number(grid, line->all, places);
    if (g->of->whole != MYN_NONE) myn_grid_number(grid, line->whole, places);
    put_of(g, grid, line->rank, line->of);
    put_of(g, grid, line->rank_family, line->of_family);
    if (line->quarter)
        myn_grid_count(grid, (size_t)line->quarter);
    else
        myn_grid_text(grid, NULL);
    put_change(grid, line, places);
    if (any_tested(g->of))
        myn_grid_text(grid, !line->tested       ? NULL
                            : line->verdict > 0 ? word(g, WORD_HIGHER)
                            : line->verdict < 0 ? word(g, WORD_LOWER)
                                                : word(g, WORD_NO_DIFFERENCE_HOLDS));
}

static void put_table(Telling *g)
{
    myn_grid_column column[10] = {{word(g, WORD_PART), false},
                                  {area_name(g, g->of->area), true},
                                  {word(g, WORD_FAMILY), true},
                                  {word(g, WORD_ALL_AREAS), true}};
    size_t columns = 4;
    if (g->of->whole != MYN_NONE) column[columns++] = (myn_grid_column){whole_name(g), true};
    column[columns++] = (myn_grid_column){word(g, WORD_RANK), true};
    column[columns++] = (myn_grid_column){word(g, WORD_IN_FAMILY), true};
    column[columns++] = (myn_grid_column){word(g, WORD_QUARTER_OF), true};
    column[columns++] = (myn_grid_column){word(g, WORD_CHANGE), true};
    if (any_tested(g->of)) column[columns++] = (myn_grid_column){word(g, WORD_VERDICT), false};
    myn_grid *grid = NULL;
    if (myn_grid_new(NULL, column, columns, &grid) != MYN_OK) grid = NULL;
    page_put(&g->t.page, "\n");
    for (size_t i = 0; grid && i < g->of->lines; i++) put_line(g, grid, &g->of->line[i]);
    tell_grid(&g->t, grid);
}

static void put_notes(Telling *g)
{
    const myn_families *f = g->of->families;
    myn_buffer names = {0};
    for (size_t i = 0; i < f->k; i++)
        myn_buffer_format(&names, "%s%s", i ? ", " : "", area_name(g, f->which[g->of->area * f->k + i]));
    page_put(&g->t.page, "\n");
    tell_line(&g->t, MYN_STYLE_PLAIN, WORD_FAMILY_IS, names.at, NULL);
    myn_buffer_free(&names);
    tell_line(&g->t, MYN_STYLE_FAINT, WORD_BENCHMARK_MEANS, NULL, NULL);
    if (any_tested(g->of))
        tell_line(&g->t, MYN_STYLE_FAINT, WORD_TESTED_AGAINST,
                  g->of->versus == MYN_VERSUS_PARENT ? whole_name(g) : word(g, WORD_OTHERS), NULL);
}

myn_status myn_show_benchmark(const myn_benchmark *benchmark, const myn_show_options *options,
                              const myn_sink *sink)
{
    const myn_families *f = benchmark->families;
    Telling g = {{f->labels, options, page_to(sink)}, benchmark};
    myn_buffer rest = {0};
    myn_buffer_format(&rest, "%s ", area_name(&g, benchmark->area));
    word_fill(&rest, WORD_BESIDE, options->lang, NULL, NULL);
    tell_title(&g.t, f->choice.edition, &rest);
    put_table(&g);
    put_notes(&g);
    return page_close(&g.t.page);
}

/* ---- two nodes side by side ---- */

/* Whether the area stands before its family's mean: by the ranks, which know what is good. */
static bool is_before(const myn_benchmark *one, size_t node, const myn_benchmark *const *all, size_t count)
{
    double sum = 0, n = 0;
    for (size_t i = 0; i < count; i++) {
        size_t rank = all[i]->line[node].rank;
        sum += rank ? (double)rank : 0;
        n += rank > 0;
    }
    return one->line[node].rank && (double)one->line[node].rank < sum / n;
}

static void put_side(const Telling *g, myn_grid *grid, const myn_benchmark *one, size_t node)
{
    const myn_benchmark_line *line = &one->line[node];
    myn_grid_number(grid, line->value, tell_places(fmax(fabs(line->value), fabs(line->all))));
    put_of(g, grid, line->rank, line->of);
}

static void put_standing(const Telling *g, myn_grid *grid, bool cost, bool performance)
{
    myn_grid_text(grid, word(g, cost && performance ? WORD_BETTER_BOTH
                                : cost              ? WORD_BETTER_COST
                                : performance       ? WORD_BETTER_PERFORMANCE
                                                    : WORD_WORSE_BOTH));
}

myn_status myn_show_side_by_side(const myn_benchmark *const *benchmark, size_t count,
                                 const myn_side_by_side *nodes, const myn_show_options *options,
                                 const myn_sink *sink)
{
    const myn_labels *labels = benchmark[0]->families->labels;
    Telling g = {{labels, options, page_to(sink)}, benchmark[0]};
    const myn_item *cost = &labels->node[nodes->cost], *performance = &labels->node[nodes->performance];
    const char *first = myn_label_text(cost->label, options->lang, cost->code);
    const char *second = myn_label_text(performance->label, options->lang, performance->code);
    const myn_grid_column column[] = {{word(&g, WORD_AREA), false}, {first, true},
                                      {word(&g, WORD_RANK), true},  {second, true},
                                      {word(&g, WORD_RANK), true},  {word(&g, WORD_STANDING), false}};
    myn_grid *grid = NULL;
    page_put(&g.t.page, "\n");
    tell_line(&g.t, MYN_STYLE_STRONG, WORD_COST_AND, first, second);
    if (myn_grid_new(NULL, column, 6, &grid) != MYN_OK) grid = NULL;
    for (size_t i = 0; grid && i < count; i++) {
        myn_grid_text(grid, area_name(&g, benchmark[i]->area));
        if (i == 0) myn_grid_style(grid, MYN_STYLE_STRONG);
        put_side(&g, grid, benchmark[i], nodes->cost);
        put_side(&g, grid, benchmark[i], nodes->performance);
        put_standing(&g, grid, is_before(benchmark[i], nodes->cost, benchmark, count),
                     is_before(benchmark[i], nodes->performance, benchmark, count));
    }
    tell_grid(&g.t, grid);
    return page_close(&g.t.page);
}

/* ---- for machines ---- */

static void machine_count(myn_grid *grid, size_t value)
{
    if (value)
        myn_grid_count(grid, value);
    else
        myn_grid_text(grid, NULL);
}

static void machine_row(const myn_benchmark *of, const myn_benchmark_line *line, myn_grid *grid)
{
    const myn_labels *labels = of->families->labels;
    char since[128] = "";
    (void)since_text(line, since);
    myn_grid_text(grid, labels->areas->at[of->area].code);
    myn_grid_text(grid, labels->node[line->node].code);
    myn_grid_number(grid, line->value, -1);
    myn_grid_text(grid,
                  labels->node[line->node].indicator == MYN_NONE ? NULL : labels->node[line->node].unit);
    myn_grid_number(grid, line->family, -1);
    myn_grid_number(grid, line->all, -1);
    myn_grid_text(grid, of->whole == MYN_NONE ? NULL : labels->parents->at[of->whole].code);
    myn_grid_number(grid, line->whole, -1);
    machine_count(grid, line->rank);
    machine_count(grid, line->of);
    machine_count(grid, line->rank_family);
    machine_count(grid, line->of_family);
    machine_count(grid, (size_t)line->quarter);
    myn_grid_number(grid, line->change, -1);
    myn_grid_text(grid, *since ? since : NULL);
    myn_grid_text(grid, !line->tested       ? NULL
                        : line->verdict > 0 ? "higher"
                        : line->verdict < 0 ? "lower"
                                            : "no_difference");
    myn_grid_number(grid, line->p, -1);
}

myn_status myn_benchmark_rows(const myn_benchmark *benchmark, myn_form form, const myn_sink *sink)
{
    static const myn_grid_column column[] = {
        {"area", false},       {"node", false},  {"value", true},        {"unit", false},
        {"family_mean", true}, {"mean", true},   {"larger_area", false}, {"larger_value", true},
        {"rank", true},        {"of", true},     {"family_rank", true},  {"family_of", true},
        {"quarter", true},     {"change", true}, {"since", false},       {"verdict", false},
        {"p_adjusted", true}};
    myn_grid *grid = NULL;
    myn_status status = myn_grid_new(NULL, column, sizeof column / sizeof *column, &grid);
    for (size_t i = 0; i < benchmark->lines && !status; i++)
        machine_row(benchmark, &benchmark->line[i], grid);
    if (!status && grid->failed) status = MYN_ERR_MEMORY;
    if (!status) status = form == MYN_FORM_JSON ? myn_grid_json(grid, sink) : myn_grid_csv(grid, sink);
    myn_grid_free(grid);
    return status;
}
