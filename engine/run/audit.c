/* What the data hold, as the last edition sees them: coverage, age, shape, codes that are none. */
#include "run/labels.h"
#include "run/pipeline.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SKEW_LIMIT     2.0
#define KURTOSIS_LIMIT 3.5
#define DAYS_A_YEAR    365.25

/* An audit under way: what was read, and what is made of it. */
typedef struct {
    myn_loaded loaded;
    myn_series_periods *periods; /* of the cube's rows */
    myn_audit audit;             /* first member of what the caller gets back */
} myn_auditor;

static double *present_values(const myn_selected *selected, size_t areas, myn_arena *arena, size_t *present)
{
    double *x = myn_arena_get(arena, (areas + 1) * sizeof *x);
    *present = 0;
    for (size_t a = 0; x && a < areas; a++)
        if (!isnan(selected->value[a])) x[(*present)++] = selected->value[a];
    return x;
}

static void span_of(const myn_auditor *auditor, size_t i, myn_audit_indicator *out)
{
    const myn_series_periods *periods = &auditor->periods[i];
    out->periods = periods->count;
    if (!periods->count) return;
    out->first = auditor->loaded.panel->plane[periods->period[0]].period;
    out->last = auditor->loaded.panel->plane[periods->period[periods->count - 1]].period;
}

/* The default limits of `treat`, so that what the audit calls an outlier is what a step would treat. */
static void judge(const myn_edition_rule *rule, double window_years, myn_audit_indicator *out)
{
    const myn_moments *m = &out->moments;
    out->outliers = m->n > 3 && fabs(m->skew) >= SKEW_LIMIT && m->kurtosis >= KURTOSIS_LIMIT;
    out->constant = m->n > 1 && m->least == m->greatest;
    bool used = out->used.end > out->used.start;
    out->age_years = used ? (rule->period.end - out->used.end) / DAYS_A_YEAR : NAN;
    out->stale = !used || (window_years > 0 && out->age_years >= window_years);
}

/* One indicator as the last edition uses it. */
static myn_status audit_indicator(const myn_auditor *auditor, size_t i, const myn_edition_rule *rule,
                                  myn_audit_indicator *out, size_t *present_in_area)
{
    const myn_loaded *loaded = &auditor->loaded;
    size_t areas = loaded->areas->count, present;
    const myn_node *leaf = &loaded->index->node[loaded->index->leaf[i]];
    *out = (myn_audit_indicator){.code = leaf->code,
                                 .label = leaf->label,
                                 .unit = leaf->unit,
                                 .out_of_range = loaded->out_of_range[i]};
    span_of(auditor, i, out);
    myn_selected selected = {myn_arena_get(loaded->memory, (areas + 1) * sizeof(double)),
                             myn_arena_get(loaded->memory, areas + 1), -1};
    if (!selected.value || !selected.cell) return MYN_ERR_MEMORY;
    myn_select(loaded->panel, &auditor->periods[i], i, rule->period, &selected);
    if (selected.used >= 0) out->used = loaded->panel->plane[selected.used].period;
    for (size_t a = 0; a < areas; a++) {
        out->cells[selected.cell[a] < MYN_CELL_KINDS ? selected.cell[a] : 0]++;
        present_in_area[a] += !isnan(selected.value[a]);
    }
    double *x = present_values(&selected, areas, loaded->memory, &present);
    if (!x) return MYN_ERR_MEMORY;
    out->coverage = areas ? (double)present / (double)areas : 0;
    out->moments = myn_moments_of(x, present, 1);
    judge(rule, loaded->index->window_years, out);
    return MYN_OK;
}

static myn_status audit_cells(myn_auditor *auditor)
{
    myn_loaded *loaded = &auditor->loaded;
    size_t areas = loaded->areas->count, leaves = loaded->index->leaves;
    const myn_edition_rule *last = &loaded->edition[loaded->editions - 1];
    myn_audit_indicator *indicator = myn_arena_zero(loaded->memory, leaves + 1, sizeof *indicator);
    myn_audit_area *area = myn_arena_zero(loaded->memory, areas + 1, sizeof *area);
    size_t *present = myn_arena_zero(loaded->memory, areas + 1, sizeof *present);
    if (!indicator || !area || !present) return MYN_ERR_MEMORY;
    myn_status status = MYN_OK;
    for (size_t i = 0; i < leaves && !status; i++)
        status = audit_indicator(auditor, i, last, &indicator[i], present);
    for (size_t a = 0; a < areas; a++) area[a] = (myn_audit_area){&loaded->areas->at[a], present[a], leaves};
    auditor->audit.edition = last->name;
    auditor->audit.indicator = indicator;
    auditor->audit.indicators = leaves;
    auditor->audit.area = area;
    auditor->audit.area_count = areas;
    return status;
}

/* An audit is given out with a release: what myn_provenance_of keeps back, it does too. */
static myn_status audit_tables(myn_auditor *auditor)
{
    myn_loaded *loaded = &auditor->loaded;
    myn_audit_table *table = myn_arena_zero(loaded->memory, loaded->tables + 1, sizeof *table);
    if (!table) return MYN_ERR_MEMORY;
    for (size_t t = 0; t < loaded->tables; t++) {
        const myn_loaded_table *from = &loaded->table[t];
        table[t] = (myn_audit_table){loaded->sets.dataset[from->dataset]->name, from->account, from->same,
                                     from->clashing, from->larger};
        if (myn_is_confidential(loaded->index, loaded->sets.dataset[from->dataset]))
            table[t].account.info.sha256[0] = '\0';
    }
    auditor->audit.table = table;
    auditor->audit.tables = loaded->tables;
    return MYN_OK;
}

static const char *fate_in(const myn_loaded *loaded, const char *code, myn_lang lang)
{
    char fate[512];
    myn_areas_fate(loaded->listed, code, strlen(code), lang, fate, sizeof fate);
    return myn_arena_text(loaded->memory, fate, strlen(fate));
}

static myn_status audit_codes(myn_auditor *auditor)
{
    myn_loaded *loaded = &auditor->loaded;
    size_t count = loaded->stray_codes ? myn_names_count(loaded->stray_codes) : 0;
    myn_audit_code *code = myn_arena_zero(loaded->memory, count + 1, sizeof *code);
    if (!code) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const char *text = myn_names_at(loaded->stray_codes, i);
        myn_label fate = {fate_in(loaded, text, MYN_LANG_EN), fate_in(loaded, text, MYN_LANG_CY)};
        if (!fate.en || !fate.cy) return MYN_ERR_MEMORY;
        code[i] = (myn_audit_code){text, fate, loaded->stray[i].rows};
    }
    auditor->audit.code = code;
    auditor->audit.codes = count;
    return MYN_OK;
}

static myn_status audit_loaded(myn_auditor *auditor)
{
    myn_loaded *loaded = &auditor->loaded;
    auditor->audit.index = loaded->index->name;
    auditor->audit.title = loaded->index->title;
    auditor->audit.areas = loaded->areas->count;
    for (size_t i = 0; i < loaded->sets.count; i++)
        auditor->audit.synthetic |= loaded->sets.dataset[i]->synthetic;
    auditor->audit.unnamed_en = myn_areas_unnamed(loaded->areas, MYN_LANG_EN);
    auditor->audit.unnamed_cy = myn_areas_unnamed(loaded->areas, MYN_LANG_CY);
    auditor->periods = myn_arena_zero(loaded->memory, loaded->panel->rows + 1, sizeof *auditor->periods);
    if (!auditor->periods) return MYN_ERR_MEMORY;
    myn_status status = myn_rows_periods(loaded->panel, loaded->memory, auditor->periods);
    if (!status) status = audit_tables(auditor);
    if (!status) status = audit_codes(auditor);
    if (!status && loaded->editions) status = audit_cells(auditor);
    return status;
}

/* Problems that only a build would meet: indicators without any value, or without spread where a step needs
 * one. */
static void foresee(const myn_auditor *auditor, myn_diag *diag)
{
    const myn_audit *audit = &auditor->audit;
    const myn_index *index = auditor->loaded.index;
    for (size_t i = 0; i < audit->indicators; i++) {
        const myn_audit_indicator *indicator = &audit->indicator[i];
        myn_place at = index->node[index->leaf[i]].at;
        if (!indicator->periods)
            myn_diag_add(diag, MYN_ERROR, at, "%s has no value for any area in any period of the data",
                         indicator->code);
        else if (indicator->constant)
            myn_diag_add(diag, MYN_ERROR, at,
                         "%s is constant: every area has the same value in the period used", indicator->code);
        else if (indicator->moments.n == 0)
            myn_diag_add(diag, MYN_WARNING, at, "%s has no value in the last edition's window",
                         indicator->code);
    }
}

myn_status myn_check(const myn_run_options *options, myn_diag *diag, myn_audit **out)
{
    *out = NULL;
    myn_auditor *auditor = calloc(1, sizeof *auditor);
    if (!auditor) return MYN_ERR_MEMORY;
    myn_status status = myn_load(options, diag, &auditor->loaded);
    bool readable = auditor->loaded.panel && auditor->loaded.edition && (!status || status == MYN_ERR_DATA);
    myn_status audited = readable ? audit_loaded(auditor) : MYN_OK;
    auditor->audit.memory = auditor;
    if (!readable || audited) {
        myn_audit_free(&auditor->audit);
        return audited ? audited : status;
    }
    foresee(auditor, diag);
    *out = &auditor->audit;
    return status ? status : myn_diag_status(diag);
}

void myn_audit_free(myn_audit *audit)
{
    if (!audit) return;
    myn_auditor *auditor = audit->memory;
    myn_loaded_free(&auditor->loaded);
    free(auditor);
}
