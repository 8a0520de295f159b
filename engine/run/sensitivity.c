/* From a plan to indices: the model at Saltelli's rows. */
#include "run/sensitivity.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RESAMPLES 1000
#define LEVEL     0.95

typedef struct {
    myn_sensitivity_found found; /* first member of what the caller gets back */
    myn_arena *memory, *scratch;
    const myn_sensitivity_options *options;
    myn_uncertain *model;
    myn_design design;
    myn_saltelli rows;
    size_t *first;
    size_t row;                /* of the output's node among those kept */
    const uint32_t *published; /* its ranks, areas */
    double *y;                 /* runs */
} Work;

/* ---- running ---- */

/* Draws are asked for by several threads: room for a point of either half lies on the stack of each. */
static void point_of(void *ctx, size_t run, double *x)
{
    const Work *w = ctx;
    double room[2 * MYN_SOBOL_DIMENSIONS];
    myn_saltelli_point(&w->rows, run, x, room);
}

static myn_status take(void *ctx, size_t from, size_t count, const myn_drawn *drawn)
{
    Work *w = ctx;
    size_t step = drawn->nodes * drawn->areas;
    for (size_t i = 0; i < count; i++) {
        myn_drawn one = *drawn;
        if (one.score) one.score += i * step;
        if (one.rank) one.rank += i * step;
        w->y[from + i] = sensitivity_output(&w->options->output, &one, 0, w->published);
    }
    return MYN_OK;
}

static myn_status run_all(Work *w, myn_diag *diag)
{
    const myn_uncertain_runs runs = {.first = 0,
                                     .n = w->found.runs,
                                     .point = point_of,
                                     .take = take,
                                     .ctx = w,
                                     .ranks = w->options->output.kind != MYN_OUTPUT_SCORE,
                                     .node = w->row,
                                     .nodes = 1,
                                     .progress = w->options->progress,
                                     .done = 0,
                                     .all = (double)w->found.runs};
    w->y = malloc((w->found.runs + 1) * sizeof *w->y);
    return w->y ? myn_uncertain_run(w->model, &runs, diag) : MYN_ERR_MEMORY;
}

/* ---- what is asked ---- */

static bool find_row(Work *w)
{
    size_t count, node = w->options->output.node;
    const size_t *kept = myn_uncertain_nodes(w->model, &count);
    for (w->row = 0; w->row < count; w->row++)
        if (kept[w->row] == node) return true;
    return false;
}

static myn_status judge(Work *w, myn_diag *diag)
{
    const myn_labels *labels = w->found.labels;
    const char *path = w->options->choice.path;
    size_t coordinates = myn_uncertain_coordinates(w->model);
    bool sound = true;
    if (w->found.n < 2) {
        sound = false;
        myn_diag_add(diag, MYN_ERROR, (myn_place){0},
                     "%s: %zu base points: a sensitivity analysis takes 2 at least, "
                     "and %d before an index is said to mean anything",
                     path, w->found.n, MYN_SENSITIVITY_LEAST);
    }
    if (!w->found.d) {
        sound = false;
        myn_diag_add(diag, MYN_ERROR, (myn_place){0}, "%s: its plan has no source of uncertainty", path);
    }
    if (2 * coordinates > MYN_SOBOL_DIMENSIONS) {
        sound = false;
        myn_diag_add(
            diag, MYN_ERROR, (myn_place){0},
            "%s: the sources of its plan take %zu coordinates; a sensitivity analysis takes %d at most", path,
            coordinates, MYN_SOBOL_DIMENSIONS / 2);
    }
    if (!find_row(w)) {
        sound = false;
        myn_diag_add(diag, MYN_ERROR, (myn_place){0},
                     "%s: the plan does not keep figures of node %s; name it under `nodes:`", path,
                     labels->node[w->options->output.node].code);
    }
    return sound ? MYN_OK : MYN_ERR_DATA;
}

/* Inputs with their names, and where each one's coordinates begin. */
static myn_status name_inputs(Work *w)
{
    size_t d;
    const myn_uncertain_input *input = myn_uncertain_inputs(w->model, &d);
    const char **name = myn_arena_zero(w->memory, d + 1, sizeof *name);
    myn_uncertain_input *own = myn_arena_zero(w->memory, d + 1, sizeof *own);
    w->first = myn_arena_zero(w->memory, d + 1, sizeof *w->first);
    w->found.indices.input = myn_arena_zero(w->memory, d + 1, sizeof *w->found.indices.input);
    if (!name || !own || !w->first || !w->found.indices.input) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < d; i++) {
        name[i] = myn_arena_text(w->memory, input[i].name, strlen(input[i].name));
        if (!name[i]) return MYN_ERR_MEMORY;
        own[i] = input[i];
        own[i].name = name[i];
        own[i].at = (myn_place){0};
        w->first[i] = input[i].first;
        w->first[i + 1] = input[i].first + input[i].coordinates;
    }
    w->found.d = d;
    w->found.name = name;
    w->found.input = own;
    return MYN_OK;
}

static myn_status open_model(Work *w, myn_diag *diag)
{
    const myn_sensitivity_options *options = w->options;
    myn_status status = myn_uncertain_open(&options->choice, diag, &w->model);
    if (!status) status = name_inputs(w);
    if (status) return status;
    w->found.seed = myn_uncertain_seed(w->model);
    w->found.n = myn_uncertain_draws(w->model);
    status = judge(w, diag);
    if (status) return status;
    const myn_drawn published = myn_uncertain_published(w->model);
    const myn_design_choice choice = {options->design, w->found.seed, w->found.n,
                                      2 * myn_uncertain_coordinates(w->model)};
    w->published = published.rank + w->row * published.areas;
    w->found.published = sensitivity_output(&options->output, &published, w->row, w->published);
    w->found.runs = (size_t)myn_saltelli_runs(w->found.n, w->found.d);
    w->rows = (myn_saltelli){&w->design, w->found.d, w->first};
    return myn_design_new(&choice, w->memory, &w->design);
}

static myn_status find(Work *w, myn_diag *diag)
{
    const myn_sensitivity_options *options = w->options;
    myn_status status = open_model(w, diag);
    if (!status) status = run_all(w, diag);
    if (status) return status;
    const myn_sensitivity_choice choice = {.n = w->found.n,
                                           .d = w->found.d,
                                           .resamples = options->resamples ? options->resamples : RESAMPLES,
                                           .level = w->found.level,
                                           .seed = w->found.seed};
    status = myn_sensitivity_of(w->y, &choice, &w->found.indices, w->scratch);
    if (!status && options->out) status = sensitivity_store(options, &w->found, diag);
    return status;
}

myn_status myn_sensitivity_find(const myn_sensitivity_options *options, myn_diag *diag,
                                myn_sensitivity_found **out)
{
    const myn_labels *labels = myn_store_labels(options->choice.store);
    *out = NULL;
    Work *w = calloc(1, sizeof *w);
    if (!w) return MYN_ERR_MEMORY;
    w->options = options;
    w->found.labels = labels;
    w->found.edition = labels->edition[options->choice.edition].name;
    w->found.output = options->output;
    w->found.design = options->design;
    w->found.level = options->level > 0 ? options->level : LEVEL;
    myn_status status = myn_arena_new(&w->memory);
    if (!status) status = myn_arena_new(&w->scratch);
    if (!status) status = find(w, diag);
    myn_uncertain_free(w->model);
    w->model = NULL;
    free(w->y);
    if (status)
        myn_sensitivity_found_free(&w->found);
    else
        *out = &w->found;
    return status;
}

void myn_sensitivity_found_free(myn_sensitivity_found *found)
{
    if (!found) return;
    Work *w = (Work *)found;
    myn_arena_free(w->memory);
    myn_arena_free(w->scratch);
    free(w);
}
