/* Export: which figures, of which editions, in which order. */
#include "report/export.h"
#include "report/uncertainty.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One export under way. */
typedef struct {
    Export rows;
    myn_store *store;
    const myn_export_options *options;
    Figures *figures; /* room for one a node or an indicator */
    bool headed;
    double done, all; /* for progress */
} Task;

static myn_status told(Task *task)
{
    const myn_progress *progress = task->options->progress;
    task->done++;
    return !progress || progress->step(progress->ctx, "writing", task->done, task->all) ? MYN_OK
                                                                                        : MYN_ERR_INTERRUPTED;
}

/* Write COUNT figures as rows, in the form that was asked for. */
static myn_status write_figures(Task *task, size_t count)
{
    myn_status status = MYN_OK;
    if (task->options->wide && count) {
        if (!task->headed) export_wide_head(&task->rows, task->figures, count);
        export_wide(&task->rows, task->figures, count);
        status = told(task);
    } else if (!task->headed)
        export_tidy_head(&task->rows);
    task->headed = true;
    for (size_t j = 0; !task->options->wide && !status && j < count; j++) {
        export_tidy(&task->rows, &task->figures[j]);
        status = told(task);
    }
    return status;
}

static Figures figures_of(const Task *task, myn_what what, const myn_edition *data, size_t node)
{
    const myn_labels *labels = task->rows.labels;
    size_t row = node * labels->areas->count;
    Figures f = {.cell = data->score_cell + row, .node = labels->node[node].code, .decimals = -1};
    if (what == MYN_WHAT_SCORES) {
        f.kind = FIGURE_REAL, f.at = data->score + row, f.what = "score";
        if (task->options->rounded) f.decimals = labels->node[node].decimals;
    } else if (what == MYN_WHAT_RANKS)
        f.kind = FIGURE_RANK, f.at = data->rank + row, f.what = "rank";
    else
        f.kind = FIGURE_BAND, f.at = data->band + row, f.what = "band";
    return f;
}

static myn_status write_nodes(Task *task, myn_what what, const myn_edition *data, const char *edition)
{
    const myn_labels *labels = task->rows.labels;
    if (what == MYN_WHAT_BANDS && !data->band) return MYN_OK;
    for (size_t n = 0; n < labels->nodes; n++) {
        task->figures[n] = figures_of(task, what, data, n);
        task->figures[n].edition = edition;
    }
    return write_figures(task, labels->nodes);
}

static myn_status write_quantiles(Task *task, const myn_edition *data, const char *edition)
{
    const myn_labels *labels = task->rows.labels;
    myn_status status = MYN_OK;
    size_t groupings = task->options->wide && labels->quantiles ? 1 : labels->quantiles;
    for (size_t q = 0; !status && q < groupings; q++) {
        char what[32];
        snprintf(what, sizeof what, "quantile_%d", labels->quantile[q]);
        for (size_t n = 0; n < labels->nodes; n++) {
            size_t row = n * labels->areas->count;
            task->figures[n] = (Figures){.kind = FIGURE_GROUP,
                                         .at = data->quantile[q] + row,
                                         .cell = data->score_cell + row,
                                         .decimals = -1,
                                         .what = what,
                                         .node = labels->node[n].code,
                                         .edition = edition,
                                         .groups = labels->quantile[q]};
        }
        status = write_figures(task, labels->nodes);
    }
    return status;
}

static myn_status write_normalised(Task *task, const myn_edition *data, const char *edition)
{
    const myn_labels *labels = task->rows.labels;
    for (size_t r = 0; r < labels->indicators; r++) {
        size_t row = r * labels->areas->count;
        task->figures[r] = (Figures){.kind = FIGURE_REAL,
                                     .at = data->normalised + row,
                                     .cell = data->normalised_cell + row,
                                     .decimals = -1,
                                     .what = "normalised",
                                     .node = labels->indicator[r].code,
                                     .edition = edition};
    }
    return write_figures(task, labels->indicators);
}

/* Everything WHAT asks of one edition. */
static myn_status write_edition(Task *task, size_t e)
{
    myn_what what = task->options->what;
    const char *name = task->rows.labels->edition[e].name;
    myn_edition data = {0};
    myn_status status = myn_store_edition(task->store, e, &data);
    for (myn_what w = MYN_WHAT_SCORES; !status && w < MYN_WHAT_RAW; w++) {
        if (what != MYN_WHAT_ALL && what != w) continue;
        status = w == MYN_WHAT_QUANTILES    ? write_quantiles(task, &data, name)
                 : w == MYN_WHAT_NORMALISED ? write_normalised(task, &data, name)
                                            : write_nodes(task, w, &data, name);
    }
    myn_edition_free(&data);
    return status;
}

/* One period of the raw cube. */
static myn_status write_plane(Task *task, const myn_panel *panel, size_t p, const char *period)
{
    const myn_labels *labels = task->rows.labels;
    for (size_t r = 0; r < labels->indicators; r++) {
        size_t row = r * panel->areas;
        task->figures[r] = (Figures){.kind = FIGURE_REAL,
                                     .at = panel->plane[p].value + row,
                                     .cell = panel->plane[p].cell + row,
                                     .decimals = -1,
                                     .what = "raw",
                                     .node = labels->indicator[r].code,
                                     .edition = period,
                                     .sparse = true};
    }
    return write_figures(task, labels->indicators);
}

static myn_status write_raw(Task *task)
{
    const char *only = task->options->what == MYN_WHAT_RAW ? task->options->edition : NULL;
    myn_panel *panel = NULL;
    bool found = !only;
    char period[MYN_PERIOD_TEXT];
    myn_status status = myn_store_panel(task->store, MYN_CUBE_RAW, &panel);
    for (size_t p = 0; !status && p < panel->periods; p++) {
        myn_period_text(panel->plane[p].period, period);
        if (only && strcmp(only, period)) continue;
        found = true;
        status = write_plane(task, panel, p, period);
    }
    myn_panel_free(panel);
    return status ? status : found ? MYN_OK : MYN_ERR_NOT_FOUND;
}

static myn_status write_all(Task *task)
{
    const myn_labels *labels = task->rows.labels;
    myn_what what = task->options->what;
    const char *only = task->options->edition;
    bool found = !only || what == MYN_WHAT_RAW;
    myn_status status = MYN_OK;
    for (size_t e = 0; !status && what != MYN_WHAT_RAW && e < labels->editions; e++) {
        if (only && strcmp(only, labels->edition[e].name)) continue;
        found = true;
        status = write_edition(task, e);
    }
    if (!status && !found) return MYN_ERR_NOT_FOUND;
    if (!status && (what == MYN_WHAT_RAW || what == MYN_WHAT_ALL)) status = write_raw(task);
    return status;
}

/* ---- uncertainty ---- */

typedef struct {
    Task *task;
    const myn_edition *data;
    const char *edition;
    size_t count, room;
    char **name; /* of columns */
    bool failed;
} Sure;

/* Wide rows need all figures at once, under names of their own. */
static myn_status take_wide(Sure *sure, const Figures *figures)
{
    if (sure->count == sure->room) {
        size_t room = sure->room ? 2 * sure->room : 64;
        Figures *more = realloc(sure->task->figures, room * sizeof *more);
        if (more) sure->task->figures = more;
        char **names = realloc(sure->name, room * sizeof *names);
        if (names) sure->name = names;
        if (!more || !names) return MYN_ERR_MEMORY;
        sure->room = room;
    }
    myn_buffer text = {0};
    myn_buffer_format(&text, "%s.%s", figures->node, figures->what);
    sure->name[sure->count] = text.at;
    sure->task->figures[sure->count] = *figures;
    sure->task->figures[sure->count++].node = text.at;
    return text.failed ? MYN_ERR_MEMORY : MYN_OK;
}

static myn_status take_figure(void *ctx, const SureFigure *figure)
{
    Sure *sure = ctx;
    const myn_labels *labels = sure->task->rows.labels;
    size_t node = 0;
    while (node < labels->nodes && strcmp(labels->node[node].code, figure->node)) node++;
    if (node == labels->nodes) return MYN_ERR_FORMAT;
    const Figures figures = {.kind = FIGURE_REAL,
                             .at = figure->at,
                             .cell = sure->data->score_cell + node * labels->areas->count,
                             .decimals = -1,
                             .what = figure->name,
                             .node = figure->node,
                             .edition = sure->edition};
    if (sure->task->options->wide) return take_wide(sure, &figures);
    sure->task->figures[0] = figures;
    return write_figures(sure->task, 1);
}

static myn_status write_sureness(Task *task, size_t e, const Sureness *known)
{
    myn_edition data = {0};
    Sure sure = {.task = task, .data = &data, .edition = task->rows.labels->edition[e].name};
    myn_status status = myn_store_edition(task->store, e, &data);
    if (!status) status = sureness_each(known, take_figure, &sure);
    if (!status && task->options->wide) status = write_figures(task, sure.count);
    for (size_t i = 0; i < sure.count; i++) free(sure.name[i]);
    free(sure.name);
    myn_edition_free(&data);
    return status;
}

/* The one edition that the store knows something of, if it is the one asked for. */
static myn_status write_uncertainty(Task *task)
{
    const myn_labels *labels = task->rows.labels;
    const char *only = task->options->edition;
    bool found = !only;
    for (size_t e = 0; e < labels->editions; e++) {
        Sureness known;
        if (only && strcmp(only, labels->edition[e].name)) continue;
        found = true;
        myn_status status = sureness_open(task->store, e, &known);
        if (status) return status;
        if (known.annex) return write_sureness(task, e, &known);
    }
    return found ? MYN_ERR_ARGUMENT : MYN_ERR_NOT_FOUND;
}

static bool can_be(const myn_export_options *options, const myn_labels *labels)
{
    return !(options->wide && options->what == MYN_WHAT_ALL) &&
           !(options->what == MYN_WHAT_QUANTILES && !labels->quantiles) &&
           !(options->what == MYN_WHAT_BANDS && !labels->bands) &&
           !(options->what == MYN_WHAT_SUMMARIES && !labels->measures);
}

myn_status myn_export(myn_store *store, const myn_export_options *options, const myn_sink *sink,
                      size_t *suppressed)
{
    const myn_labels *labels = myn_store_labels(store);
    Task task = {.store = store, .options = options};
    *suppressed = 0;
    if (!can_be(options, labels)) return MYN_ERR_ARGUMENT;
    if (options->what == MYN_WHAT_SUMMARIES) return export_summaries(store, options, sink);
    task.rows = (Export){.page = page_to(sink),
                         .labels = labels,
                         .form = options->form,
                         .name_what = options->what == MYN_WHAT_ALL ||
                                      (options->what == MYN_WHAT_UNCERTAINTY && !options->wide),
                         .name_groups = options->what == MYN_WHAT_QUANTILES};
    size_t most = labels->nodes > labels->indicators ? labels->nodes : labels->indicators;
    task.all = (double)(most * (labels->editions ? labels->editions : 1));
    task.figures = calloc(most ? most : 1, sizeof *task.figures);
    myn_status status = task.figures ? export_areas(&task.rows) : MYN_ERR_MEMORY;
    if (!status) status = options->what == MYN_WHAT_UNCERTAINTY ? write_uncertainty(&task) : write_all(&task);
    if (!status && !task.headed) status = write_figures(&task, 0);
    export_foot(&task.rows);
    if (status) task.rows.page.text.length = 0;
    myn_status closed = page_close(&task.rows.page);
    *suppressed = task.rows.suppressed;
    export_free_areas(&task.rows);
    free(task.figures);
    return status ? status : closed;
}
