/* The model of a store: opened from its plan, run draw after draw. */
#include "base/fresh.h"
#include "run/uncertainty.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WAVE_BYTES  ((size_t)64 << 20) /* scores and ranks of the draws that are under way */
#define WAVE_MOST   ((size_t)256)
#define DRAWS_USUAL 1000

/* ---- opening ---- */

static myn_status read_plan(myn_uncertain *m, myn_diag *diag)
{
    const myn_loaded *loaded = &m->again.loaded;
    myn_index_source source = {0};
    myn_status status = myn_reload_changes(m->own.store, m->memory, &source);
    m->change = source.change;
    m->changes = source.changes;
    PlanFrame frame = {.index = loaded->index,
                       .areas = loaded->areas,
                       .rows = &loaded->rows,
                       .change = m->change,
                       .changes = m->changes,
                       .file = m->own.plan};
    if (!status) status = plan_read(&frame, m->memory, diag, &m->plan);
    if (status == MYN_ERR_NOT_FOUND)
        myn_diag_add(diag, MYN_ERROR, (myn_place){m->own.path, 0, 0},
                     "its definition has no `uncertainty:` section: name a plan with --plan");
    return status == MYN_ERR_NOT_FOUND ? MYN_ERR_DATA : status;
}

/* A source's input, or one for each of its parts. */
static void add_inputs(myn_uncertain *m, const Source *source)
{
    for (size_t i = 0; source->each && i < source->nodes; i++) {
        myn_uncertain_input *input = &m->input[m->inputs++];
        *input = source->input;
        input->name = source->each[i];
        input->first += i;
        input->coordinates = 1;
    }
    if (!source->each) m->input[m->inputs++] = source->input;
}

static myn_status list_inputs(myn_uncertain *m)
{
    const Plan *plan = &m->plan;
    size_t most = 1;
    for (size_t s = 0; s < plan->sources; s++) most += plan->source[s].each ? plan->source[s].nodes : 1;
    m->input = myn_arena_get(m->memory, most * sizeof *m->input);
    if (!m->input) return MYN_ERR_MEMORY;
    for (size_t s = 0; s < plan->sources; s++) add_inputs(m, &plan->source[s]);
    return MYN_OK;
}

/* What is asked on the command line is stronger than the plan. */
static myn_status settle(myn_uncertain *m)
{
    Plan *plan = &m->plan;
    m->seed = m->own.seed_given ? m->own.seed : plan->seed >= 0 ? (uint64_t)plan->seed : 1;
    m->draws = m->own.draws ? m->own.draws : plan->draws >= 0 ? (size_t)plan->draws : DRAWS_USUAL;
    if (m->own.percentiles > MYN_PERCENTILES_MOST) return MYN_ERR_ARGUMENT;
    if (m->own.percentiles) {
        memcpy(plan->percentile, m->own.percentile, m->own.percentiles * sizeof(double));
        plan->percentiles = m->own.percentiles;
    }
    for (size_t s = 0; s < plan->sources; s++) m->data |= plan->source[s].kind >= SOURCE_SAMPLING;
    return list_inputs(m);
}

static myn_status keep_published(myn_uncertain *m)
{
    size_t n = m->areas, cells = m->plan.nodes * n;
    m->published_score = myn_arena_get(m->memory, (cells + 1) * sizeof(double));
    m->published_rank = myn_arena_get(m->memory, (cells + 1) * sizeof(uint32_t));
    if (!m->published_score || !m->published_rank) return MYN_ERR_MEMORY;
    for (size_t k = 0; k < m->plan.nodes; k++)
        for (size_t a = 0; a < n; a++) {
            int32_t rank = m->published.rank[m->plan.node[k] * n + a];
            m->published_score[k * n + a] = m->published.score[m->plan.node[k] * n + a];
            m->published_rank[k * n + a] = rank > 0 ? (uint32_t)rank : 0;
        }
    return MYN_OK;
}

/* ---- what a draw does not touch ---- */

static bool drawn_leaf(const Plan *plan, size_t leaf)
{
    for (size_t s = 0; s < plan->sources; s++)
        for (size_t i = 0; plan->source[s].kind >= SOURCE_SAMPLING && i < plan->source[s].nodes; i++)
            if (plan->source[s].node[i] == leaf) return true;
    return false;
}

/* Leaving an indicator out may bring areas back that it had left out, and then nothing stays. */
static bool all_may_change(const myn_uncertain *m)
{
    const myn_index *index = m->again.loaded.index;
    bool drops = index->screen > 0, leaves = false;
    for (size_t i = 0; i < index->nodes; i++) drops |= myn_has_fill(&index->node[i], MYN_FILL_DROP);
    for (size_t s = 0; s < m->plan.sources; s++) leaves |= m->plan.source[s].kind == SOURCE_LEAVE_OUT;
    return drops && (leaves || m->data);
}

static void mark_given(myn_uncertain *m)
{
    const myn_index *index = m->again.loaded.index;
    bool none = all_may_change(m);
    for (size_t i = 0; i < index->leaves; i++) {
        const myn_node *leaf = &index->node[index->leaf[i]];
        m->given[i] = !none && !drawn_leaf(&m->plan, index->leaf[i]) && !myn_fills_within(leaf);
    }
}

/* A node whose weights, or any below it, may change. */
static void mark_touched(const myn_uncertain *m, uint8_t *touched)
{
    const myn_index *index = m->again.loaded.index;
    for (size_t s = 0; s < m->plan.sources; s++) {
        const Source *source = &m->plan.source[s];
        bool data = source->kind >= SOURCE_SAMPLING;
        for (size_t i = 0; i < source->nodes; i++)
            touched[data ? source->node[i] : index->node[source->node[i]].parent] = 1;
    }
    for (size_t i = 0; i < index->nodes; i++)
        if (!index->node[i].children && !m->given[index->node[i].indicator]) touched[i] = 1;
    for (size_t i = index->nodes; i-- > 1;)
        if (touched[i]) touched[index->node[i].parent] = 1;
}

/* Branches stay only where there is one definition. */
static myn_status mark_kept(myn_uncertain *m)
{
    const myn_index *index = m->again.loaded.index;
    uint8_t *touched = myn_arena_zero(m->memory, index->nodes + 1, 1);
    m->given = myn_arena_zero(m->memory, index->leaves + 1, 1);
    if (!m->given || !touched) return MYN_ERR_MEMORY;
    mark_given(m);
    if (m->variants > 1 || m->refers) return MYN_OK;
    mark_touched(m, touched);
    for (size_t i = 0; i < index->nodes; i++) touched[i] = !touched[i];
    m->kept = touched;
    return MYN_OK;
}

static myn_status make_workers(myn_uncertain *m)
{
    size_t size = myn_team_size(m->team);
    m->worker = calloc(size, sizeof(Worker *));
    if (!m->worker) return MYN_ERR_MEMORY;
    m->workers = size;
    pthread_mutex_init(&m->lock, NULL);
    m->locked = true;
    return MYN_OK;
}

static myn_status open_model(myn_uncertain *m, myn_diag *diag)
{
    myn_status status = myn_arena_new(&m->memory);
    if (!status) status = myn_again_open(m->own.store, m->own.path, m->own.threads, diag, &m->again);
    m->opened = true;
    if (status) return status;
    m->areas = m->again.labels->areas->count;
    status = read_plan(m, diag);
    if (!status) status = settle(m);
    if (!status) status = myn_store_edition(m->own.store, m->own.edition, &m->published);
    if (!status) status = keep_published(m);
    if (!status) status = blurs_open(m, diag);
    if (!status) status = variants_open(m, diag);
    if (!status) status = mark_kept(m);
    if (!status) status = fast_open(m);
    if (!status) status = myn_team_new(m->own.threads, &m->team);
    return status ? status : make_workers(m);
}

myn_status myn_uncertain_open(const myn_uncertain_choice *choice, myn_diag *diag, myn_uncertain **out)
{
    myn_uncertain *m = calloc(1, sizeof *m);
    *out = NULL;
    if (!m) return MYN_ERR_MEMORY;
    m->own = *choice;
    myn_status status = open_model(m, diag);
    if (status)
        myn_uncertain_free(m);
    else
        *out = m;
    return status;
}

void myn_uncertain_free(myn_uncertain *m)
{
    if (!m) return;
    for (size_t i = 0; i < m->resting; i++) worker_free(m->worker[i]);
    free(m->worker);
    if (m->locked) pthread_mutex_destroy(&m->lock);
    myn_team_free(m->team);
    variants_free(m);
    myn_edition_free(&m->published);
    if (m->opened) myn_again_free(&m->again);
    myn_arena_free(m->memory);
    free(m);
}

/* ---- what it is ---- */

const myn_uncertain_input *myn_uncertain_inputs(const myn_uncertain *m, size_t *count)
{
    *count = m->inputs;
    return m->input;
}

size_t myn_uncertain_coordinates(const myn_uncertain *m)
{
    return m->plan.coordinates;
}

const size_t *myn_uncertain_nodes(const myn_uncertain *m, size_t *count)
{
    *count = m->plan.nodes;
    return m->plan.node;
}

uint64_t myn_uncertain_seed(const myn_uncertain *m)
{
    return m->seed;
}

size_t myn_uncertain_draws(const myn_uncertain *m)
{
    return m->draws;
}

bool myn_uncertain_is_fast(const myn_uncertain *m)
{
    return m->fast;
}

myn_drawn myn_uncertain_published(const myn_uncertain *m)
{
    return (myn_drawn){m->published_score, m->published_rank, m->plan.nodes, m->areas};
}

/* ---- running ---- */

void draw_point(const myn_uncertain *m, const myn_uncertain_runs *runs, size_t draw, double *x)
{
    if (runs->point) {
        runs->point(runs->ctx, draw, x);
        return;
    }
    myn_stream stream = myn_stream_at(m->seed, draw);
    for (size_t i = 0; i < m->plan.coordinates; i++) x[i] = myn_stream_uniform(&stream);
}

myn_status rank_rows(const Wave *wave, size_t row, size_t k, myn_arena *scratch)
{
    const myn_uncertain *m = wave->model;
    const myn_index *index = m->again.loaded.index;
    size_t n = m->areas, at = (row * wave->nodes + k) * n, ranked;
    const double *score = wave->score + at;
    myn_arena_mark mark = myn_arena_here(scratch);
    if (index->rank_rounded) {
        double *rounded = myn_arena_get(scratch, (n + 1) * sizeof *rounded);
        if (!rounded) return MYN_ERR_MEMORY;
        for (size_t a = 0; a < n; a++)
            rounded[a] = myn_round(score[a], index->node[m->plan.node[wave->node + k]].decimals);
        score = rounded;
    }
    myn_rank_rule rule = {index->ties, index->lowest_first};
    myn_status status = myn_draw_ranks(score, n, rule, wave->rank + at, &ranked, scratch);
    myn_arena_rewind(scratch, mark);
    return status;
}

static myn_status take_worker(myn_uncertain *m, Worker **out)
{
    *out = NULL;
    pthread_mutex_lock(&m->lock);
    if (m->resting) *out = m->worker[--m->resting];
    pthread_mutex_unlock(&m->lock);
    return *out ? MYN_OK : worker_new(m, out);
}

static void rest_worker(myn_uncertain *m, Worker *worker)
{
    pthread_mutex_lock(&m->lock);
    bool room = m->resting < m->workers;
    if (room) m->worker[m->resting++] = worker;
    pthread_mutex_unlock(&m->lock);
    if (!room) worker_free(worker);
}

/* One draw by the pipeline itself. */
static myn_status general_draw(void *ctx, size_t row, myn_arena *scratch)
{
    const Wave *wave = ctx;
    myn_uncertain *m = wave->model;
    size_t n = m->areas;
    Worker *w = NULL;
    myn_status status = take_worker(m, &w);
    if (status) return status;
    draw_point(m, wave->runs, wave->from + row, w->x);
    status = worker_draw(w, w->x);
    for (size_t k = 0; k < wave->nodes && !status; k++) {
        size_t at = (row * wave->nodes + k) * n, node = m->plan.node[wave->node + k];
        memcpy(wave->score + at, w->edition.score + node * n, n * sizeof(double));
        if (wave->runs->ranks) status = rank_rows(wave, row, k, scratch);
    }
    rest_worker(m, w);
    return status;
}

/* The reason of the first draw that failed, found by doing it again. */
static void say_failure(const Wave *wave, myn_diag *diag)
{
    myn_uncertain *m = wave->model;
    Worker *w = NULL;
    if (worker_new(m, &w) != MYN_OK) return;
    for (size_t row = 0; row < wave->count; row++) {
        draw_point(m, wave->runs, wave->from + row, w->x);
        if (worker_draw(w, w->x) != MYN_ERR_DATA) continue;
        for (size_t i = 0; i < myn_diag_kept(w->diag); i++) {
            const myn_problem *problem = myn_diag_at(w->diag, i);
            if (problem->severity == MYN_ERROR)
                myn_diag_add(diag, MYN_ERROR, problem->place, "draw %zu: %s", wave->from + row,
                             problem->text);
        }
        break;
    }
    worker_free(w);
}

static myn_status run_wave(Wave *wave, myn_diag *diag)
{
    myn_uncertain *m = wave->model;
    if (m->fast) return myn_team_map(m->team, (wave->count + FAST_BLOCK - 1) / FAST_BLOCK, fast_block, wave);
    myn_status status = myn_team_map(m->team, wave->count, general_draw, wave);
    if (status == MYN_ERR_DATA) say_failure(wave, diag);
    return status;
}

static size_t wave_size(const Wave *wave, size_t n)
{
    const myn_uncertain *m = wave->model;
    size_t bytes = wave->nodes * m->areas * (sizeof(double) + sizeof(uint32_t)) + 1;
    size_t least = myn_team_size(m->team) * (m->fast ? FAST_BLOCK : 1), size = WAVE_BYTES / bytes;
    if (size > WAVE_MOST) size = WAVE_MOST;
    if (size < least) size = least;
    if (m->fast) size -= size % FAST_BLOCK;
    return size < n ? size : n;
}

static bool go_on(const myn_uncertain_runs *runs, size_t done)
{
    double all = runs->all > 0 ? runs->all : (double)runs->n;
    return !runs->progress ||
           runs->progress->step(runs->progress->ctx, "drawing", runs->done + (double)done, all);
}

static myn_status run_waves(Wave *wave, const myn_uncertain_runs *runs, size_t size, myn_diag *diag)
{
    const myn_uncertain *m = wave->model;
    myn_status status = MYN_OK;
    for (size_t done = 0; done < runs->n && !status; done += size) {
        if (!go_on(runs, done)) return MYN_ERR_INTERRUPTED;
        wave->from = runs->first + done;
        wave->count = runs->n - done < size ? runs->n - done : size;
        status = run_wave(wave, diag);
        const myn_drawn drawn = {wave->score, runs->ranks ? wave->rank : NULL, wave->nodes, m->areas};
        if (!status) status = runs->take(runs->ctx, wave->from, wave->count, &drawn);
    }
    return status;
}

myn_status myn_uncertain_run(myn_uncertain *m, const myn_uncertain_runs *runs, myn_diag *diag)
{
    Wave wave = {.model = m,
                 .runs = runs,
                 .node = runs->nodes ? runs->node : 0,
                 .nodes = runs->nodes ? runs->nodes : m->plan.nodes};
    if (wave.node + wave.nodes > m->plan.nodes) return MYN_ERR_ARGUMENT;
    size_t size = wave_size(&wave, runs->n), cells = size * wave.nodes * m->areas;
    wave.score = myn_fresh((cells + 1) * sizeof *wave.score);
    wave.rank = myn_fresh((runs->ranks ? cells + 1 : 1) * sizeof *wave.rank);
    myn_status status = wave.score && wave.rank ? run_waves(&wave, runs, size, diag) : MYN_ERR_MEMORY;
    free(wave.score);
    free(wave.rank);
    return status;
}
