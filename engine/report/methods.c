/* The catalogue of methods: a table, one method whole, the page docs/methods.md. */
#include "report/grid.h"
#include "report/ink.h"
#include <float.h>
#include <string.h>

static const char *const kind_title[] = {
    [MYN_KIND_TRANSFORM] = "Transforms: one indicator, value by value",
    [MYN_KIND_TREAT] = "Treatments of outliers: one indicator",
    [MYN_KIND_IMPUTE] = "Imputation: missing values of one indicator from other areas",
    [MYN_KIND_NORMALISE] = "Normalisation: one indicator to a common scale",
    [MYN_KIND_WEIGH] = "Weights: fitted to the values of several parts",
    [MYN_KIND_AGGREGATE] = "Aggregation: several parts to one score",
    [MYN_KIND_SUMMARISE] = "Summaries: areas to the larger areas that they are part of",
};

/* Columns of the longest name. */
static size_t name_width(void)
{
    size_t most = 0;
    for (const myn_method *const *m = myn_methods(); *m; m++)
        if (ink_width((*m)->name) > most) most = ink_width((*m)->name);
    return most;
}

myn_status myn_show_methods(const myn_terminal *how, const myn_sink *sink)
{
    Page page = page_to(sink);
    size_t width = name_width();
    int kind = -1;
    for (const myn_method *const *m = myn_methods(); *m; m++) {
        if ((int)(*m)->kind != kind) {
            if (kind >= 0) page_put(&page, "\n");
            kind = (int)(*m)->kind;
            ink_line(&page, how, MYN_STYLE_STRONG, kind_title[kind], 0);
        }
        page_put(&page, "  ");
        page_pad(&page, width - ink_text(&page, how, MYN_STYLE_PLAIN, (*m)->name, width) + 2);
        ink_line(&page, how, MYN_STYLE_PLAIN, (*m)->summary, width + 4);
    }
    return page_close(&page);
}

#define NO_END 1e300 /* an end beyond this is none */

/* What a parameter may be: "from 0 to 100", "one of min, max, average". */
static void allowed_text(const myn_param *param, myn_buffer *out)
{
    static const char *const type[] = {"number", "whole number", "true or false", "one of ", "[low, high]"};
    char least[MYN_NUMBER_TEXT], most[MYN_NUMBER_TEXT];
    out->length = 0;
    myn_buffer_put(out, type[param->type]);
    if (param->type == MYN_CHOICE) {
        for (const char *const *word = param->choices; *word; word++) {
            if (word != param->choices) myn_buffer_put(out, ", ");
            myn_buffer_put(out, *word);
        }
    } else if (param->type != MYN_FLAG) {
        bool low = param->least > -NO_END, high = param->most < NO_END;
        myn_number_text(param->least, least);
        myn_number_text(param->most, most);
        bool above = param->least == DBL_MIN; /* the least number above 0 stands for that */
        if (above) {
            myn_buffer_put(out, " above 0");
            if (high) myn_buffer_format(out, ", at most %s", most);
            return;
        }
        if (low && high) myn_buffer_format(out, ", %s to %s", least, most);
        if (low && !high) myn_buffer_format(out, ", %s or more", least);
        if (!low && high) myn_buffer_format(out, ", %s or less", most);
    }
}

static myn_status parameters(const myn_method *method, myn_grid **out)
{
    static const myn_grid_column column[] = {
        {"parameter", false}, {"default", false}, {"values", false}, {"meaning", false}};
    myn_status status = myn_grid_new(NULL, column, 4, out);
    myn_buffer values = {0};
    for (size_t i = 0; !status && i < method->params; i++) {
        const myn_param *param = &method->param[i];
        allowed_text(param, &values);
        myn_grid_text(*out, param->name);
        myn_grid_text(*out, param->fallback ? param->fallback : "(required)");
        myn_grid_text(*out, values.at);
        myn_grid_text(*out, param->summary);
    }
    if (!status && ((*out)->failed || values.failed)) status = MYN_ERR_MEMORY;
    myn_buffer_free(&values);
    return status;
}

/* Lines of TEXT, each wrapped; a formula keeps its own line ends. */
static void set_lines(Page *page, const myn_terminal *how, const char *text)
{
    myn_buffer line = {0};
    while (*text) {
        size_t n = strcspn(text, "\n");
        line.length = 0;
        myn_buffer_add(&line, text, n);
        page_put(page, "  ");
        ink_line(page, how, MYN_STYLE_PLAIN, n && line.at ? line.at : "", 2);
        text += n + (text[n] == '\n');
    }
    page->text.failed |= line.failed;
    myn_buffer_free(&line);
}

static void set_part(Page *page, const myn_terminal *how, const char *title, const char *text)
{
    if (!text) return;
    page_put(page, "\n");
    ink_line(page, how, MYN_STYLE_STRONG, title, 0);
    set_lines(page, how, text);
}

/* Name, then what it means, then what it may be. */
static void set_parameter(Page *page, const myn_terminal *how, const myn_param *param, size_t width)
{
    myn_buffer values = {0};
    allowed_text(param, &values);
    myn_buffer_format(&values, "; %s%s", param->fallback ? "default " : "required",
                      param->fallback ? param->fallback : "");
    page_put(page, "  ");
    page_pad(page, width - ink_text(page, how, MYN_STYLE_PLAIN, param->name, width) + 2);
    ink_line(page, how, MYN_STYLE_PLAIN, param->summary, width + 4);
    page_pad(page, width + 4);
    ink_line(page, how, MYN_STYLE_FAINT, values.at ? values.at : "", width + 4);
    page->text.failed |= values.failed;
    myn_buffer_free(&values);
}

static void set_parameters(Page *page, const myn_terminal *how, const myn_method *method)
{
    size_t width = 0;
    if (!method->params) return;
    page_put(page, "\n");
    ink_line(page, how, MYN_STYLE_STRONG, "Parameters", 0);
    for (size_t i = 0; i < method->params; i++)
        if (ink_width(method->param[i].name) > width) width = ink_width(method->param[i].name);
    for (size_t i = 0; i < method->params; i++) set_parameter(page, how, &method->param[i], width);
}

myn_status myn_show_method(const myn_method *method, const myn_terminal *how, const myn_sink *sink)
{
    Page page = page_to(sink);
    ink_text(&page, how, MYN_STYLE_STRONG, method->name, SIZE_MAX);
    page_put(&page, " (");
    page_put(&page, myn_kind_word(method->kind));
    page_put(&page, ")\n");
    set_lines(&page, how, method->summary);
    set_part(&page, how, "Formula", method->formula);
    set_parameters(&page, how, method);
    set_part(&page, how, "Reference", method->reference);
    return page_close(&page);
}

static myn_status markdown_method(const myn_method *method, Page *page)
{
    myn_grid *grid = NULL;
    myn_status status = parameters(method, &grid);
    if (!status) {
        myn_buffer_format(&page->text, "\n### %s\n\n%s\n", method->name, method->summary);
        if (method->formula) myn_buffer_format(&page->text, "\n```text\n%s\n```\n", method->formula);
        if (grid->rows) page_put(page, "\n");
        if (grid->rows) grid_markdown(grid, page);
        if (method->reference) myn_buffer_format(&page->text, "\nReference: %s\n", method->reference);
        page_turn(page);
    }
    myn_grid_free(grid);
    return status;
}

myn_status myn_methods_markdown(const myn_sink *sink)
{
    Page page = page_to(sink);
    myn_status status = MYN_OK;
    page_put(&page, "# Methods\n\nWritten by `mynegai methods --markdown`; do not edit.\n");
    const myn_method *const *m = myn_methods();
    for (int kind = -1; !status && *m; m++) {
        if ((int)(*m)->kind != kind) {
            kind = (int)(*m)->kind;
            myn_buffer_format(&page.text, "\n## %s\n", kind_title[kind]);
        }
        status = markdown_method(*m, &page);
    }
    myn_status closed = page_close(&page);
    return status ? status : closed;
}
