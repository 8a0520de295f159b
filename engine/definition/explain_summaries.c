/* Measures of larger areas, written out. */
#include "definition/explain.h"

static void text(const Writer *w, const char *key, const char *value)
{
    myn_buffer_format(w->out, ", %s: ", key);
    myn_buffer_yaml(w->out, value);
}

static void measure(const Writer *w, const Measure *at)
{
    const myn_measure *is = &at->is;
    const myn_method *method = is->method;
    myn_buffer_format(w->out, "    - {%s: {code: ", method->name);
    myn_buffer_yaml(w->out, is->code);
    if (is->label.en || is->label.cy) {
        myn_buffer_put(w->out, ", label: ");
        def_write_label(w, is->label);
    }
    for (size_t i = 0; i < method->params; i++) {
        myn_buffer_put(w->out, ", ");
        def_write_param(w, method, i, is->param);
    }
    if (method->takes_series) {
        text(w, "series", is->series);
    } else {
        text(w, "node", w->d->row[at->row].text[F_CODE]);
        text(w, "population", is->population ? is->population : "none");
    }
    myn_buffer_put(w->out, "}}");
    def_end_given(w, method, at->given, FROM_FILE);
}

void def_write_summaries(const Writer *w)
{
    const myn_index *index = &w->d->index;
    if (!index->measures) return;
    myn_buffer_put(w->out, "summaries:\n");
    def_write_areas(w, "  of", &index->summary_areas);
    if (w->d->population) {
        myn_buffer_put(w->out, "  population: ");
        myn_buffer_yaml(w->out, w->d->population);
        def_end_line(w, FROM_FILE);
    }
    myn_buffer_put(w->out, "  measures:\n");
    for (size_t i = 0; i < index->measures; i++) measure(w, &w->d->measure[i]);
}
