/* Where an output's variance comes from, for people and for machines. */
#include "report/telling.h"
#include <math.h>

/* The area or the number K that the output names; NULL where it names none. */
static const char *object_of(const myn_sensitivity_found *found, myn_lang lang, char number[MYN_NUMBER_TEXT])
{
    const myn_sensitivity_output *output = &found->output;
    if (output->kind == MYN_OUTPUT_SHIFT) return NULL;
    if (output->kind != MYN_OUTPUT_TOP) return myn_area_name(&found->labels->areas->at[output->area], lang);
    myn_number_text((double)output->top, number);
    return number;
}

/* ---- for people ---- */

static void put_title(Teller *t, const myn_sensitivity_found *found)
{
    static const Word word[] = {[MYN_OUTPUT_SHIFT] = WORD_OUTPUT_SHIFT,
                                [MYN_OUTPUT_SCORE] = WORD_OUTPUT_SCORE,
                                [MYN_OUTPUT_RANK] = WORD_OUTPUT_RANK,
                                [MYN_OUTPUT_TOP] = WORD_OUTPUT_TOP};
    char number[MYN_NUMBER_TEXT];
    const myn_labels *labels = found->labels;
    const myn_item *node = &labels->node[found->output.node];
    myn_lang lang = t->how->lang;
    myn_buffer line = {0};
    myn_buffer_format(&line, "%s · ", myn_label_text(labels->title, lang, labels->index));
    word_fill(&line, WORD_EDITION, lang, found->edition, NULL);
    myn_buffer_put(&line, " · ");
    word_fill(&line, word[found->output.kind], lang, myn_label_text(node->label, lang, node->code),
              object_of(found, lang, number));
    tell_buffer(t, MYN_STYLE_STRONG, &line);
    if (labels->synthetic) tell_line(t, MYN_STYLE_STRONG, WORD_SYNTHETIC, NULL, NULL);
}

static void put_spread(Teller *t, const myn_sensitivity_found *found)
{
    char one[MYN_NUMBER_TEXT], two[MYN_NUMBER_TEXT];
    myn_buffer line = {0};
    myn_number_text((double)found->n, one);
    myn_number_text((double)found->runs, two);
    word_fill(&line, WORD_SENSITIVITY_RUNS, t->how->lang, one, two);
    myn_buffer_put(&line, " · ");
    myn_fixed_text(found->published, 3, one);
    myn_fixed_text(found->indices.mean, 3, two);
    word_fill(&line, WORD_SENSITIVITY_MEAN, t->how->lang, *one ? one : "-", *two ? two : "-");
    myn_fixed_text(sqrt(found->indices.variance), 3, one);
    word_fill(&line, WORD_SENSITIVITY_SD, t->how->lang, *one ? one : "-", NULL);
    tell_buffer(t, MYN_STYLE_PLAIN, &line);
}

static void put_share(myn_grid *grid, const myn_share *share)
{
    myn_grid_number(grid, share->value, 3);
    if (!share->settled) myn_grid_style(grid, MYN_STYLE_FAINT);
    tell_interval(grid, share->lower, share->upper, 3);
}

static const char *unsettled(const Teller *t, const myn_sensitivity_input *input)
{
    bool first = input->first.settled, total = input->total.settled;
    if (isnan(input->first.value) || (first && total)) return NULL;
    return word_text(first   ? WORD_UNSETTLED_TOTAL
                     : total ? WORD_UNSETTLED_ALONE
                             : WORD_UNSETTLED,
                     t->how->lang);
}

static void put_inputs(Teller *t, const myn_sensitivity_found *found)
{
    char level[MYN_NUMBER_TEXT];
    myn_buffer limits = {0};
    myn_grid *grid = NULL;
    myn_number_text(myn_round(100 * found->level, 3), level);
    word_fill(&limits, WORD_LIMITS_OF, t->how->lang, level, NULL);
    const char *head = limits.at ? limits.at : "";
    const myn_grid_column column[] = {{word_text(WORD_SOURCE, t->how->lang), false},
                                      {word_text(WORD_FIRST_ORDER, t->how->lang), true},
                                      {head, true},
                                      {word_text(WORD_TOTAL_ORDER, t->how->lang), true},
                                      {head, true},
                                      {"", false}};
    page_put(&t->page, "\n");
    if (myn_grid_new(NULL, column, sizeof column / sizeof *column, &grid)) grid = NULL;
    for (size_t i = 0; grid && i < found->d; i++) {
        myn_buffer name = {0};
        myn_buffer_format(&name, "%s%s", found->name[i], found->input[i].dependent ? " *" : "");
        myn_grid_text(grid, name.at);
        put_share(grid, &found->indices.input[i].first);
        put_share(grid, &found->indices.input[i].total);
        myn_grid_text(grid, unsettled(t, &found->indices.input[i]));
        grid->failed |= name.failed;
        myn_buffer_free(&name);
    }
    tell_grid(t, grid);
    t->page.text.failed |= limits.failed;
    myn_buffer_free(&limits);
}

static void put_needed(Teller *t, const myn_sensitivity_found *found)
{
    char one[MYN_NUMBER_TEXT], two[MYN_NUMBER_TEXT];
    bool all = true;
    myn_buffer line = {0};
    for (size_t i = 0; i < found->d; i++) all &= !unsettled(t, &found->indices.input[i]);
    if (all) return;
    myn_number_text(MYN_SENSITIVITY_WIDTH, one);
    myn_number_text(MYN_SENSITIVITY_LEAST, two);
    word_fill(&line, WORD_NEEDED, t->how->lang, one, two);
    myn_number_text((double)found->indices.needed, one);
    if (found->indices.needed) word_fill(&line, WORD_NEEDED_ABOUT, t->how->lang, one, NULL);
    tell_buffer(t, MYN_STYLE_STRONG, &line);
}

static void put_remarks(Teller *t, const myn_sensitivity_found *found)
{
    char one[MYN_NUMBER_TEXT];
    double alone = 0;
    bool dependent = false;
    page_put(&t->page, "\n");
    for (size_t i = 0; i < found->d; i++) {
        alone += found->indices.input[i].first.value;
        dependent |= found->input[i].dependent;
    }
    myn_fixed_text(alone, 3, one);
    if (isnan(alone))
        tell_line(t, MYN_STYLE_STRONG, WORD_NO_VARIANCE, NULL, NULL);
    else
        tell_line(t, MYN_STYLE_PLAIN, WORD_TOGETHER_ALONE, one, NULL);
    put_needed(t, found);
    myn_number_text((double)(found->n - found->indices.rows), one);
    if (found->indices.rows < found->n) tell_line(t, MYN_STYLE_STRONG, WORD_LEFT_OUT, one, NULL);
    if (dependent) tell_line(t, MYN_STYLE_PLAIN, WORD_DEPENDENT, NULL, NULL);
    tell_line(t, MYN_STYLE_FAINT, WORD_SENSITIVITY_MEANS, NULL, NULL);
}

myn_status myn_show_sensitivity(const myn_sensitivity_found *found, const myn_show_options *options,
                                const myn_sink *sink)
{
    Teller t = {found->labels, options, page_to(sink)};
    put_title(&t, found);
    put_spread(&t, found);
    put_inputs(&t, found);
    put_remarks(&t, found);
    return page_close(&t.page);
}

/* ---- for machines ---- */

static void put_machine_share(myn_grid *grid, const myn_share *share)
{
    myn_grid_number(grid, share->value, -1);
    myn_grid_number(grid, share->lower, -1);
    myn_grid_number(grid, share->upper, -1);
    myn_grid_text(grid, share->settled ? "yes" : "no");
}

static void put_machine_row(const myn_sensitivity_found *found, size_t i, const char *output, myn_grid *grid)
{
    myn_grid_text(grid, found->edition);
    myn_grid_text(grid, found->labels->node[found->output.node].code);
    myn_grid_text(grid, output);
    myn_grid_text(grid, found->name[i]);
    myn_grid_count(grid, found->input[i].coordinates);
    myn_grid_text(grid, found->input[i].dependent ? "yes" : "no");
    myn_grid_count(grid, found->indices.rows);
    myn_grid_count(grid, found->runs);
    myn_grid_number(grid, found->published, -1);
    myn_grid_number(grid, found->indices.mean, -1);
    myn_grid_number(grid, found->indices.variance, -1);
    put_machine_share(grid, &found->indices.input[i].first);
    put_machine_share(grid, &found->indices.input[i].total);
    if (found->indices.needed)
        myn_grid_count(grid, found->indices.needed);
    else
        myn_grid_text(grid, NULL);
}

/* "rank:W06000001", as it is asked for. */
static void put_output(const myn_sensitivity_found *found, myn_buffer *out)
{
    static const char *const word[] = {[MYN_OUTPUT_SHIFT] = "shift",
                                       [MYN_OUTPUT_SCORE] = "score:",
                                       [MYN_OUTPUT_RANK] = "rank:",
                                       [MYN_OUTPUT_TOP] = "top:"};
    const myn_sensitivity_output *output = &found->output;
    myn_buffer_put(out, word[output->kind]);
    if (output->kind == MYN_OUTPUT_TOP) myn_buffer_format(out, "%zu", output->top);
    if (output->kind == MYN_OUTPUT_SCORE || output->kind == MYN_OUTPUT_RANK)
        myn_buffer_put(out, found->labels->areas->at[output->area].code);
}

myn_status myn_sensitivity_rows(const myn_sensitivity_found *found, myn_form form, const myn_sink *sink)
{
    static const myn_grid_column column[] = {
        {"edition", false},    {"node", false},       {"output", false},        {"input", false},
        {"coordinates", true}, {"dependent", false},  {"base_points", true},    {"runs", true},
        {"published", true},   {"mean", true},        {"variance", true},       {"first", true},
        {"first_lower", true}, {"first_upper", true}, {"first_settled", false}, {"total", true},
        {"total_lower", true}, {"total_upper", true}, {"total_settled", false}, {"needed", true}};
    myn_grid *grid = NULL;
    myn_buffer output = {0};
    put_output(found, &output);
    myn_status status = output.failed ? MYN_ERR_MEMORY
                                      : myn_grid_new(NULL, column, sizeof column / sizeof *column, &grid);
    for (size_t i = 0; i < found->d && !status; i++) put_machine_row(found, i, output.at, grid);
    if (!status && grid->failed) status = MYN_ERR_MEMORY;
    if (!status) status = form == MYN_FORM_JSON ? myn_grid_json(grid, sink) : myn_grid_csv(grid, sink);
    myn_grid_free(grid);
    myn_buffer_free(&output);
    return status;
}
