/* An indicator from the rows of its file to its score. */
#include "run/explain.h"
#include "run/labels.h"
#include "run/walk.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- where the rows are ---- */

static myn_status read_set(const char *text, myn_dataset **out)
{
    char path[MYN_TEXT_PATH];
    int file;
    myn_diag *quiet = NULL;
    myn_status status = myn_text_as_file(text, strlen(text), path, &file);
    if (status) return status;
    status = myn_diag_new(&quiet);
    if (!status) status = myn_dataset_read(path, quiet, out);
    myn_diag_free(quiet);
    close(file);
    return status;
}

/* A description that this version does not read leaves its files unnamed. */
myn_status explain_sources(Tracer *t)
{
    const myn_provenance *provenance = myn_store_provenance(t->again.store);
    t->sets.dataset = calloc(provenance->texts + 1, sizeof *t->sets.dataset);
    if (!t->sets.dataset) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < provenance->texts; i++) {
        if (strncmp(provenance->text[i].name, "datasets/", 9) != 0) continue;
        myn_status status = read_set(provenance->text[i].text, &t->sets.dataset[t->sets.count]);
        if (status == MYN_OK) t->sets.count++;
        if (status == MYN_ERR_MEMORY) return status;
    }
    return MYN_OK;
}

static const char *key_text(Tracer *t, const myn_table *table, const myn_described_series *series)
{
    if (table->wide) return series->column;
    myn_buffer text = {0};
    for (size_t k = 0; series->key && k < table->keys; k++)
        myn_buffer_format(&text, "%s%s = %s", k ? ", " : "", table->key[k], series->key[k]);
    const char *kept = text.at && !text.failed ? myn_arena_text(t->arena, text.at, text.length) : NULL;
    myn_buffer_free(&text);
    return kept;
}

static void find_source(Tracer *t, myn_source_value *out)
{
    const myn_provenance *provenance = myn_store_provenance(t->again.store);
    for (size_t d = 0; d < t->sets.count; d++) {
        const myn_dataset *set = t->sets.dataset[d];
        const myn_described_series *series = myn_dataset_series(set, out->series);
        if (!series || series->table >= set->tables) continue;
        const myn_table *table = &set->table[series->table];
        out->dataset = set->name;
        out->file = table->from.file;
        out->key = key_text(t, table, series);
        if (!out->unit) out->unit = series->unit;
        for (size_t f = 0; f < provenance->files; f++)
            if (strcmp(provenance->file[f].name, out->file) == 0) out->sha256 = provenance->file[f].sha256;
        return;
    }
}

/* ---- raw values ---- */

static void read_cell(const Tracer *t, size_t row, size_t period, double *value, uint8_t *cell)
{
    const myn_plane *plane = &t->again.loaded.panel->plane[period];
    *value = plane->value[row * t->areas + t->area];
    *cell = plane->cell[row * t->areas + t->area];
}

/* a / b * per, a - b, a + b + ...; the greatest less the least. */
static void derive(Tracer *t, const myn_node *leaf, const myn_source_value *input, myn_explained_node *out)
{
    static const char *const names[] = {"a", "b"};
    const myn_derivation *how = &leaf->value;
    bool two = how->form == MYN_DERIVE_RATIO || how->form == MYN_DERIVE_DIFFERENCE;
    myn_given *given = explain_room(t, leaf->series_count + 1, sizeof *given);
    if (!given || how->form == MYN_DERIVE_PLAIN) return;
    for (size_t p = 0; p < leaf->series_count; p++)
        given[p] = (myn_given){two && p < 2 ? names[p] : "x", input[p].value};
    out->derived_givens = leaf->series_count;
    if (how->form == MYN_DERIVE_RATIO) given[out->derived_givens++] = (myn_given){"per", how->per};
    out->derived_given = given;
    out->derived = how->form == MYN_DERIVE_RATIO    ? "a / b * per"
                   : how->form == MYN_DERIVE_SUM    ? "sum(x)"
                   : how->form == MYN_DERIVE_SPREAD ? "max(x) - min(x)"
                   : how->absolute                  ? "abs(a - b)"
                                                    : "a - b";
}

static void trace_inputs(Tracer *t, const myn_node *leaf, int32_t used, myn_explained_node *out)
{
    myn_source_value *input = explain_room(t, leaf->series_count, sizeof *input);
    if (!input || used < 0) return;
    out->dated = true;
    out->period = t->again.loaded.panel->plane[used].period;
    for (size_t p = 0; p < leaf->series_count; p++) {
        input[p] = (myn_source_value){.series = leaf->series[p], .period = out->period};
        if (leaf->value.form == MYN_DERIVE_PLAIN)
            input[p].unit = t->again.labels->indicator[leaf->indicator].unit;
        read_cell(t, myn_rows_find(&t->again.loaded.rows, leaf->series[p]), (size_t)used, &input[p].value,
                  &input[p].cell);
        find_source(t, &input[p]);
    }
    read_cell(t, leaf->indicator, (size_t)used, &out->raw, &out->raw_cell);
    out->input = input;
    out->inputs = leaf->series_count;
    derive(t, leaf, input, out);
}

/* ---- filling in ---- */

static double mid_of(const Tracer *t, size_t period)
{
    myn_period p = t->again.loaded.panel->plane[period].period;
    return p.start + (p.end - p.start) / 2;
}

/* The nearest period before (step -1) or after USED in which the area has a value; MYN_NONE. */
static size_t neighbour(const Tracer *t, const myn_node *leaf, size_t used, int step)
{
    const myn_panel *panel = t->again.loaded.panel;
    for (size_t i = used; step < 0 ? i > 0 : i + 1 < panel->periods;) {
        i = step < 0 ? i - 1 : i + 1;
        double value;
        uint8_t cell;
        read_cell(t, leaf->indicator, i, &value, &cell);
        if (!isnan(value)) return i;
    }
    return MYN_NONE;
}

/* constant + sum(coefficient * predictor) */
static myn_status trace_regression(Tracer *t, const myn_regressed *regressed, myn_worked *step)
{
    myn_given *given = explain_room(t, 2 * regressed->predictors + 1, sizeof *given);
    size_t count = 0;
    if (!given) return MYN_ERR_MEMORY;
    given[count++] = (myn_given){"constant", regressed->coefficient[0]};
    for (size_t k = 0; k < regressed->predictors; k++)
        given[count++] = (myn_given){"coefficient", regressed->coefficient[k + 1]};
    for (size_t k = 0; k < regressed->predictors; k++)
        given[count++] = (myn_given){"predictor", regressed->predictor[k]};
    step->name = "regression";
    step->formula = "constant + sum(coefficient * predictor)";
    step->given = given;
    step->givens = count;
    return MYN_OK;
}

static myn_status trace_fill(Tracer *t, const myn_node *leaf, const myn_selected *filled,
                             const myn_regressed *regressed, myn_explained_node *out)
{
    size_t used = (size_t)filled->used;
    myn_worked *step = (myn_worked *)out->step + out->steps++;
    size_t before = neighbour(t, leaf, used, -1), after = neighbour(t, leaf, used, 1);
    uint8_t cell = filled->cell[t->area], unused;
    *step = (myn_worked){.in = out->raw, .out = filled->value[t->area]};
    myn_given given[5] = {
        {"earlier", NAN}, {"later", NAN}, {"day", mid_of(t, used)}, {"earlier_day", NAN}, {"later_day", NAN}};
    if (before != MYN_NONE) {
        read_cell(t, leaf->indicator, before, &given[0].value, &unused);
        given[3].value = mid_of(t, before);
    }
    if (after != MYN_NONE) {
        read_cell(t, leaf->indicator, after, &given[1].value, &unused);
        given[4].value = mid_of(t, after);
    }
    if (cell == MYN_CELL_CARRIED) return myn_work_plain("carry", "earlier", given, 1, t->arena, step);
    if (cell == MYN_CELL_INTERPOLATED)
        return myn_work_plain("interpolate",
                              "earlier + (later - earlier) * (day - earlier_day) / (later_day - earlier_day)",
                              given, 5, t->arena, step);
    if (regressed->predictors) return trace_regression(t, regressed, step);
    const myn_given value = {"mean", step->out};
    return myn_work_plain("fill", "mean", &value, 1, t->arena, step);
}

/* ---- steps ---- */

const char *explain_frozen(const Tracer *t, const myn_step *step)
{
    myn_buffer text = {0};
    if (!step->reference_store) return NULL;
    myn_buffer_format(&text, "%s (frozen in %s)", step->reference_version ? step->reference_version : "last",
                      step->reference_store);
    const char *kept = text.failed ? NULL : myn_arena_text(t->arena, text.at, text.length);
    myn_buffer_free(&text);
    return kept ? kept : step->reference_store;
}

static const char *fitted_on(Tracer *t, const myn_node *leaf, size_t s)
{
    const myn_step *step = &leaf->step[s];
    if (step->reference_store) return explain_frozen(t, step);
    const myn_pipeline *p = &t->again.pipeline;
    size_t slot = leaf->indicator * p->steps + s;
    return p->fitted_known[slot] ? p->index->edition[p->reference_used[slot]].name : t->rule->name;
}

static myn_status trace_step(Tracer *t, myn_leaf_walk *walk, size_t s, myn_explained_node *out)
{
    double *before = myn_arena_get(t->scratch, (t->areas + 1) * sizeof *before);
    if (!before) return MYN_ERR_MEMORY;
    myn_status status = myn_walk_to(walk, s, t->scratch);
    memcpy(before, walk->values->value, t->areas * sizeof *before);
    if (!status) status = myn_walk_to(walk, s + 1, t->scratch);
    if (status) return status;
    const myn_done done = {&walk->leaf->step[s],
                           myn_walk_step(walk, s).direction,
                           t->data.fitted +
                               (walk->leaf->indicator * t->again.pipeline.steps + s) * MYN_FITTED_MOST,
                           before,
                           t->areas,
                           t->area,
                           walk->values->value[t->area],
                           fitted_on(t, walk->leaf, s)};
    return myn_work_step(&done, t->arena, t->scratch, (myn_worked *)out->step + out->steps++);
}

/* What the end of the way does: a direction that no normaliser took, zero for what is missing. */
static myn_status trace_end(Tracer *t, double last, myn_explained_node *out)
{
    myn_worked *step = (myn_worked *)out->step + out->steps;
    if (isnan(out->score) || last == out->score) return MYN_OK;
    *step = (myn_worked){.in = last, .out = out->score};
    out->steps++;
    const myn_given x = {"x", last};
    if (!isnan(last)) return myn_work_plain("turn", "-x", &x, 1, t->arena, step);
    return myn_work_plain("zero", "0", &x, 0, t->arena, step);
}

myn_status explain_leaf(Tracer *t, size_t i, myn_explained_node *out)
{
    const myn_node *leaf = &t->again.loaded.index->node[i];
    myn_selected values = {myn_arena_get(t->scratch, (t->areas + 1) * sizeof(double)),
                           myn_arena_get(t->scratch, t->areas + 1), -1};
    myn_trouble trouble = {0};
    myn_regressed regressed = {.area = t->area, .memory = t->arena};
    myn_leaf_walk walk = {.pipeline = &t->again.pipeline,
                          .rule = t->rule,
                          .dropped = t->dropped,
                          .leaf = leaf,
                          .values = &values,
                          .trouble = &trouble,
                          .told = &regressed};
    out->raw = NAN;
    out->step = explain_room(t, leaf->steps + 3, sizeof *out->step);
    if (t->failed || !values.value || !values.cell) return MYN_ERR_MEMORY;
    myn_status status = myn_walk_to(&walk, 0, t->scratch);
    if (status || values.used < 0) return status;
    trace_inputs(t, leaf, values.used, out);
    double filled = values.value[t->area];
    if (isnan(out->raw) && !isnan(filled)) status = trace_fill(t, leaf, &values, &regressed, out);
    for (size_t s = 0; s < leaf->steps && !status && !isnan(filled); s++)
        status = trace_step(t, &walk, s, out);
    return status ? status : trace_end(t, isnan(filled) ? NAN : values.value[t->area], out);
}
