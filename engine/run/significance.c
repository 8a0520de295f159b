/* Which areas' figures differ: from the store's cube to tests and back. */
#include "run/below.h"
#include <math.h>
#include <mynegai/run_significance.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    myn_significance answer; /* first member of what the caller gets back */
    myn_arena *memory, *scratch;
    myn_store *store;
    myn_panel *raw, *parents; /* parents NULL: none */
    myn_edition edition, before;
    myn_significance_row *row;
    myn_significance_indicator *indicator;
} Work;

/* ---- what there is to compare ---- */

static const myn_plane *plane_of(const myn_panel *panel, const myn_period *period)
{
    for (size_t t = 0; panel && t < panel->periods; t++)
        if (myn_period_equal(panel->plane[t].period, *period)) return &panel->plane[t];
    return NULL;
}

static const myn_plane *plane_used(const Work *w, const myn_edition *edition, size_t indicator)
{
    int32_t used = edition->used_period[indicator];
    return used >= 0 && (size_t)used < w->raw->periods ? &w->raw->plane[used] : NULL;
}

static myn_interval interval_at(const myn_panel *panel, const myn_plane *plane, size_t indicator, size_t area)
{
    size_t at = indicator * panel->areas + area;
    if (!plane) return (myn_interval){NAN, NAN, NAN};
    return (myn_interval){plane->value[at], plane->lower ? plane->lower[at] : NAN,
                          plane->upper ? plane->upper[at] : NAN};
}

static bool has_limits(const Work *w, size_t indicator)
{
    const myn_plane *plane = plane_used(w, &w->edition, indicator);
    for (size_t a = 0; plane && a < w->raw->areas; a++) {
        myn_interval own = interval_at(w->raw, plane, indicator, a);
        if (!isnan(own.value) && !isnan(own.lower) && !isnan(own.upper)) return true;
    }
    return false;
}

/* What a logit is out of; 0 where the unit names no proportion. */
static double out_of(const char *unit)
{
    if (!unit) return 0;
    return strcmp(unit, "%") == 0 ? 100 : strcmp(unit, "proportion") == 0 ? 1 : 0;
}

/* ---- one indicator ---- */

typedef struct {
    size_t indicator;
    const myn_plane *plane, *before;
    myn_interval_form form;
    const myn_measured *own; /* of every area */
    const myn_measured *others;
} Job;

/* The larger area that AREA is part of, among those that the store has. */
static size_t parent_of(const myn_labels *labels, size_t area)
{
    const char *code = labels->areas->at[area].parent;
    return code && labels->parents ? myn_areas_find(labels->parents, code, strlen(code)) : MYN_NONE;
}

/* Errors of two periods that share days. */
static double shared(myn_period one, myn_period other)
{
    double from = fmax(one.start, other.start), to = fmin(one.end, other.end);
    return to > from ? (to - from) / sqrt(((double)one.end - one.start) * ((double)other.end - other.start))
                     : 0;
}

/* What ROW's area is compared with, into ROW, and its measure; WHY is set where it is the same figure. */
static myn_measured find_other(const Work *w, const Job *job, myn_significance_row *row)
{
    const myn_significance_choice *choice = &w->answer.choice;
    row->other_period = row->period;
    row->other_area = MYN_NONE;
    switch (choice->versus) {
    case MYN_VERSUS_OTHERS:
        row->other = myn_measured_back(job->others[row->area], &job->form);
        return job->others[row->area];
    case MYN_VERSUS_EDITION:
        if (job->before) row->other_period = job->before->period;
        if (job->before == job->plane) row->why = MYN_UNTESTED_SAME;
        row->other = interval_at(w->raw, job->before, job->indicator, row->area);
        return myn_measured_of(row->other, &job->form);
    case MYN_VERSUS_AREA:
        row->other_area = choice->other;
        if (row->area == choice->other) row->why = MYN_UNTESTED_SAME;
        row->other = interval_at(w->raw, job->plane, job->indicator, choice->other);
        return job->own[choice->other];
    case MYN_VERSUS_PARENT: row->other_area = parent_of(w->answer.labels, row->area); break;
    case MYN_VERSUS_LARGER: row->other_area = choice->other; break;
    }
    const myn_plane *plane = row->other_area == MYN_NONE ? NULL : plane_of(w->parents, &row->period);
    row->other = plane ? interval_at(w->parents, plane, job->indicator, row->other_area)
                       : (myn_interval){NAN, NAN, NAN};
    return myn_measured_of(row->other, &job->form);
}

static myn_untested lacking(myn_interval interval, myn_measured measured, myn_untested none)
{
    if (isnan(interval.value) || isnan(interval.lower) || isnan(interval.upper)) return none;
    return isnan(measured.at) ? MYN_UNTESTED_SCALE : MYN_UNTESTED_NOT;
}

static void compare(const Work *w, const Job *job, myn_significance_row *row)
{
    bool period = w->answer.choice.versus == MYN_VERSUS_EDITION;
    row->test = (myn_tested){NAN, NAN, NAN, NAN};
    row->own = interval_at(w->raw, job->plane, job->indicator, row->area);
    row->period = job->plane->period;
    myn_measured own = job->own[row->area], other = find_other(w, job, row);
    if (!row->why) row->why = lacking(row->own, own, MYN_UNTESTED_OWN);
    if (!row->why) row->why = lacking(row->other, other, MYN_UNTESTED_OTHER);
    if (row->why) return;
    row->test = myn_test(own, other, period ? shared(row->period, row->other_period) : 0);
    if (isnan(row->test.p)) row->why = MYN_UNTESTED_ERROR;
}

static myn_status measure_areas(const Work *w, Job *job)
{
    size_t n = w->raw->areas;
    const myn_item *item = &w->answer.labels->indicator[job->indicator];
    const myn_significance_choice *choice = &w->answer.choice;
    bool rate = item->unit && strncmp(item->unit, "per ", 4) == 0;
    double most = out_of(item->unit);
    myn_interval *interval = myn_arena_get(w->scratch, (n + 1) * sizeof *interval);
    myn_measured *own = myn_arena_get(w->scratch, (n + 1) * sizeof *own),
                 *others = myn_arena_get(w->scratch, (n + 1) * sizeof *others);
    if (!interval || !own || !others) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < n; a++) interval[a] = interval_at(w->raw, job->plane, job->indicator, a);
    job->form = (myn_interval_form){choice->scale_given ? choice->scale
                                                        : myn_scale_for(interval, n, most, rate),
                                    most ? most : 100, choice->level};
    for (size_t a = 0; a < n; a++) own[a] = myn_measured_of(interval[a], &job->form);
    job->own = own;
    job->others = others;
    return myn_measured_others(own, n, others, w->scratch);
}

static myn_status compare_indicator(Work *w, size_t indicator)
{
    const myn_significance_choice *choice = &w->answer.choice;
    Job job = {.indicator = indicator, .plane = plane_used(w, &w->edition, indicator)};
    if (choice->versus == MYN_VERSUS_EDITION) job.before = plane_used(w, &w->before, indicator);
    myn_status status = measure_areas(w, &job);
    if (status) return status;
    myn_significance_indicator *of = &w->indicator[w->answer.indicators++];
    *of = (myn_significance_indicator){
        .indicator = indicator, .scale = job.form.scale, .first = w->answer.rows};
    for (size_t a = 0; a < w->raw->areas; a++) {
        if (choice->area != MYN_NONE && a != choice->area) continue;
        myn_significance_row *row = &w->row[w->answer.rows++];
        row->indicator = indicator;
        row->area = a;
        compare(w, &job, row);
        of->count++;
    }
    myn_arena_rewind(w->scratch, (myn_arena_mark){0});
    return MYN_OK;
}

/* ---- all of them ---- */

static myn_status adjust(Work *w)
{
    size_t n = w->answer.rows;
    double *p = myn_arena_get(w->scratch, (n + 1) * sizeof *p);
    if (!p) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) p[i] = w->row[i].test.p;
    myn_status status = myn_false_discovery(p, n, p, w->scratch);
    for (size_t k = 0; k < w->answer.indicators && !status; k++) {
        myn_significance_indicator *of = &w->indicator[k];
        for (size_t i = of->first; i < of->first + of->count; i++) {
            myn_significance_row *row = &w->row[i];
            bool holds = p[i] <= w->answer.choice.discovery;
            row->adjusted = p[i];
            row->verdict = !holds ? 0 : row->test.z > 0 ? 1 : -1;
            of->tested += row->why == MYN_UNTESTED_NOT;
            of->higher += row->verdict > 0;
            of->lower += row->verdict < 0;
        }
        w->answer.tested += of->tested;
        w->answer.different += of->higher + of->lower;
    }
    return status;
}

static myn_status compare_all(Work *w, const char *path, myn_diag *diag)
{
    const myn_labels *labels = w->answer.labels;
    size_t most = labels->indicators, areas = w->answer.choice.area == MYN_NONE ? labels->areas->count : 1;
    w->row = myn_arena_zero(w->memory, most * areas + 1, sizeof *w->row);
    w->indicator = myn_arena_zero(w->memory, most + 1, sizeof *w->indicator);
    if (!w->row || !w->indicator) return MYN_ERR_MEMORY;
    myn_status status = MYN_OK;
    for (size_t i = 0; i < labels->nodes && !status; i++) {
        size_t indicator = labels->node[i].indicator;
        if (indicator == MYN_NONE || !labels_below(labels, i, w->answer.choice.node)) continue;
        if (has_limits(w, indicator))
            status = compare_indicator(w, indicator);
        else
            w->answer.without++;
    }
    if (!status && !w->answer.indicators) {
        myn_diag_add(diag, MYN_ERROR, (myn_place){0},
                     "%s: no indicator asked for has confidence limits in edition %s; data sets give them by "
                     "`lower` and `upper`",
                     path, labels->edition[w->answer.choice.edition].name);
        return MYN_ERR_DATA;
    }
    if (!status) status = adjust(w);
    w->answer.row = w->row;
    w->answer.indicator = w->indicator;
    return status;
}

static myn_status read_store(Work *w)
{
    const myn_significance_choice *choice = &w->answer.choice;
    myn_status status = myn_arena_new(&w->memory);
    if (!status) status = myn_arena_new(&w->scratch);
    if (!status) status = myn_store_panel(w->store, MYN_CUBE_RAW, &w->raw);
    if (!status) status = myn_store_edition(w->store, choice->edition, &w->edition);
    if (!status && choice->versus == MYN_VERSUS_EDITION)
        status = myn_store_edition(w->store, choice->other, &w->before);
    if (status || !w->answer.labels->parents) return status;
    return myn_store_panel(w->store, MYN_CUBE_PARENTS, &w->parents);
}

static bool is_sound(const myn_labels *labels, const myn_significance_choice *choice)
{
    size_t most = choice->versus == MYN_VERSUS_EDITION  ? labels->editions
                  : choice->versus == MYN_VERSUS_AREA   ? labels->areas->count
                  : choice->versus != MYN_VERSUS_LARGER ? SIZE_MAX
                  : labels->parents                     ? labels->parents->count
                                                        : 0;
    return choice->edition < labels->editions && choice->node < labels->nodes && choice->other < most &&
           (choice->area == MYN_NONE || choice->area < labels->areas->count) && choice->level > 0 &&
           choice->level < 1 && choice->discovery > 0 && choice->discovery < 1;
}

myn_status myn_significance_find(myn_store *store, const char *path, const myn_significance_choice *choice,
                                 myn_diag *diag, myn_significance **out)
{
    const myn_labels *labels = myn_store_labels(store);
    *out = NULL;
    if (!is_sound(labels, choice)) return MYN_ERR_ARGUMENT;
    Work *w = calloc(1, sizeof *w);
    if (!w) return MYN_ERR_MEMORY;
    w->store = store;
    w->answer.labels = labels;
    w->answer.choice = *choice;
    myn_status status = read_store(w);
    if (!status) status = compare_all(w, path, diag);
    myn_panel_free(w->raw);
    myn_panel_free(w->parents);
    myn_edition_free(&w->edition);
    myn_edition_free(&w->before);
    w->raw = w->parents = NULL;
    if (status)
        myn_significance_free(&w->answer);
    else
        *out = &w->answer;
    return status;
}

void myn_significance_free(myn_significance *significance)
{
    if (!significance) return;
    Work *w = (Work *)significance;
    myn_arena_free(w->memory);
    myn_arena_free(w->scratch);
    free(w);
}
