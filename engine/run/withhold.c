/* Disclosure control of the cube: each table of counts in each period is protected, then all that is withheld is taken out
 * at once, so that no table is looked at through what another lost. */
#include "run/withhold.h"
#include <mynegai/digest.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SEED_MOST ((size_t)1 << 20)

/* A table in one period, protected. */
typedef struct {
    Sheet sheet;
    myn_protected *safe;
} Passed;

typedef struct {
    const myn_run_options *options;
    myn_loaded *loaded;
    myn_diag *diag;
    Frame frame;
    myn_period *period; /* all of both cubes */
    size_t periods;
    Table *table;
    size_t tables;
    Passed *passed; /* tables x periods */
    myn_arena *arena;
} Withholding;

/* ---- what is to be done ---- */

static void add_periods(Withholding *w, const myn_panel *panel)
{
    for (size_t t = 0; panel && t < panel->periods; t++) {
        size_t known = 0;
        while (known < w->periods && !myn_period_equal(w->period[known], panel->plane[t].period)) known++;
        if (known == w->periods) w->period[w->periods++] = panel->plane[t].period;
    }
}

static myn_status list_periods(Withholding *w)
{
    const myn_panel *own = w->loaded->panel, *larger = w->loaded->parents;
    w->period = myn_arena_zero(w->arena, own->periods + (larger ? larger->periods : 0), sizeof *w->period);
    if (!w->period) return MYN_ERR_MEMORY;
    add_periods(w, own);
    add_periods(w, larger);
    return MYN_OK;
}

/* The first 64 bits of the digest of what the file holds. */
static myn_status read_seed(const Withholding *w, const myn_confidential *rules, uint64_t *out)
{
    char *path = myn_path_join(w->loaded->index->folder, rules->seed_file), text[MYN_DIGEST_TEXT];
    myn_buffer file = {0};
    myn_status status = path ? myn_file_read(path, SEED_MOST, &file) : MYN_ERR_MEMORY;
    free(path);
    if (status == MYN_ERR_IO || status == MYN_ERR_LIMIT || (!status && !file.length)) {
        myn_diag_add(w->diag, MYN_ERROR, rules->seed_at,
                     "seed_file: %s cannot be read or is empty; expected a text that only the office knows",
                     rules->seed_file);
        status = MYN_ERR_DATA;
    }
    if (!status) status = myn_digest_of(file.at, file.length, text);
    if (!status) text[16] = '\0', *out = strtoull(text, NULL, 16);
    myn_buffer_free(&file);
    return status;
}

/* Areas whose figures are in public already. */
static myn_status mark_known(const Withholding *w, const myn_confidential *rules, uint8_t *known)
{
    myn_status status = MYN_OK;
    for (size_t r = w->frame.own; r < w->frame.rows; r++) known[r] = rules->public_larger_areas;
    for (size_t i = 0; i < rules->public_areas; i++) {
        size_t r = withhold_row(&w->frame, rules->public_area[i]);
        if (r != MYN_NONE) {
            known[r] = 1;
            continue;
        }
        myn_diag_add(w->diag, MYN_ERROR, rules->public_area_at[i],
                     "public_areas: no area or larger area of this index has the code \"%.80s\"",
                     rules->public_area[i]);
        status = MYN_ERR_DATA;
    }
    return status;
}

static myn_status make_table(Withholding *w, const myn_confidential *rules, const char *const *series,
                             size_t counts)
{
    Table *out = &w->table[w->tables++];
    size_t classes = counts + (rules->total != NULL);
    *out = (Table){.loaded = w->loaded,
                   .frame = &w->frame,
                   .rules = rules,
                   .series = myn_arena_zero(w->arena, classes, sizeof *out->series),
                   .row = myn_arena_zero(w->arena, classes, sizeof *out->row),
                   .classes = classes,
                   .total = rules->total != NULL,
                   .denominator = MYN_NONE,
                   .known = myn_arena_zero(w->arena, w->frame.rows, 1),
                   .diag = w->diag};
    if (!out->series || !out->row || !out->known) return MYN_ERR_MEMORY;
    if (out->total) out->series[0] = rules->total;
    for (size_t c = 0; c < counts; c++) out->series[c + out->total] = series[c];
    for (size_t c = 0; c < classes; c++) out->row[c] = myn_rows_find(&w->loaded->rows, out->series[c]);
    if (rules->denominator) out->denominator = myn_rows_find(&w->loaded->rows, rules->denominator);
    myn_status status = mark_known(w, rules, out->known);
    return status || !rules->seed_file ? status : read_seed(w, rules, &out->seed);
}

/* Counts with a total are classes of one table, others a table each. */
static myn_status list_tables(Withholding *w)
{
    const myn_index *index = w->loaded->index;
    size_t most = 0;
    for (size_t i = 0; i < index->confidentials; i++) most += index->confidential[i].counts;
    w->table = myn_arena_zero(w->arena, most, sizeof *w->table);
    w->passed = myn_arena_zero(w->arena, most * w->periods, sizeof *w->passed);
    if (!w->table || !w->passed) return MYN_ERR_MEMORY;
    myn_status status = MYN_OK;
    for (size_t i = 0; i < index->confidentials && !status; i++) {
        const myn_confidential *rules = &index->confidential[i];
        if (rules->total) status = make_table(w, rules, rules->count, rules->counts);
        for (size_t c = 0; !rules->total && c < rules->counts && !status; c++)
            status = make_table(w, rules, &rules->count[c], 1);
    }
    return status;
}

/* ---- protecting ---- */

static void say_unprotected(const Sheet *s, const myn_disclosure_figures *figures)
{
    const Table *t = s->table;
    char period[MYN_PERIOD_TEXT];
    myn_period_text(s->period, period);
    if (!figures->unprotected) {
        myn_diag_add(t->diag, MYN_ERROR, t->rules->at, "disclosure of '%s' in %s: its figures make no table",
                     t->series[0], period);
        return;
    }
    bool one = figures->unprotected == 1, rest = figures->area >= s->areas;
    myn_diag_add(
        t->diag, MYN_ERROR, t->rules->at,
        "disclosure: %zu figure%s of %s cannot be protected with what may be withheld, the first '%s' "
        "of %s%s; expected more that may be withheld (see `public`, `under`)",
        figures->unprotected, one ? "" : "s", period, t->series[figures->class_at],
        rest ? "what is left of " : "", t->frame->code[s->row[figures->area]]);
}

static myn_status protect(Passed *passed)
{
    const Sheet *sheet = &passed->sheet;
    myn_count_table counts = withhold_counts(sheet);
    myn_disclosure_rules rules = sheet->table->rules->rules;
    myn_disclosure_figures figures;
    rules.rounding = MYN_ROUND_NONE; /* by area and period, below, so that gaps elsewhere do not matter */
    myn_status status = myn_disclose(&counts, &rules, &passed->safe, &figures);
    if (status == MYN_ERR_DATA) say_unprotected(sheet, &figures);
    return status;
}

/* Every table, though one cannot be done, so that all that is wrong is told. */
static myn_status protect_all(const Withholding *w)
{
    const myn_progress *progress = w->options->progress;
    myn_status worst = MYN_OK;
    size_t jobs = w->tables * w->periods;
    for (size_t i = 0; i < jobs; i++) {
        Passed *passed = &w->passed[i];
        if (progress && !progress->step(progress->ctx, "protecting counts", (double)i, (double)jobs))
            return MYN_ERR_INTERRUPTED;
        myn_status status = withhold_sheet(&w->table[i / w->periods], w->period[i % w->periods], w->arena,
                                           &passed->sheet);
        if (!status && passed->sheet.columns) status = protect(passed);
        if (status && status != MYN_ERR_DATA) return status;
        if (status) worst = status;
    }
    return worst;
}

/* ---- taking out ---- */

static void drop_limits(Spot spot)
{
    if (spot.plane->lower) spot.plane->lower[spot.at] = NAN;
    if (spot.plane->upper) spot.plane->upper[spot.at] = NAN;
}

static void suppress(const Sheet *s, size_t c, size_t r)
{
    for (int larger = 0; larger < 2; larger++) {
        Spot spot = withhold_spot(s, larger, s->table->row[c], r);
        if (!spot.plane) continue;
        spot.plane->value[spot.at] = NAN;
        spot.plane->cell[spot.at] = MYN_CELL_SUPPRESSED;
        drop_limits(spot);
    }
}

static const char *code_of(const Sheet *s, size_t column)
{
    return s->table->frame->code[s->row[column]];
}

static myn_status take_out(const Sheet *s, const myn_protected *safe, myn_loaded *loaded)
{
    size_t notes = myn_protected_log_count(safe);
    myn_withheld_row *grown = realloc(loaded->withheld, (loaded->withheld_rows + notes + 1) * sizeof *grown);
    if (!grown) return MYN_ERR_MEMORY;
    loaded->withheld = grown;
    for (size_t i = 0; i < notes; i++) {
        myn_withheld_note note = myn_protected_log(safe, i);
        if (note.area >= s->areas) continue; /* a rest is in no cube */
        suppress(s, note.class_at, s->row[note.area]);
        loaded->withheld_secondary += note.why == MYN_WITHHELD_SECONDARY;
        loaded->withheld[loaded->withheld_rows++] = (myn_withheld_row){s->period,
                                                                       s->table->series[note.class_at],
                                                                       code_of(s, note.area),
                                                                       myn_withheld_word((uint8_t)note.why),
                                                                       s->table->series[note.for_class],
                                                                       code_of(s, note.for_area),
                                                                       note.for_area >= s->areas};
    }
    return MYN_OK;
}

/* ---- rounding ---- */

/* FNV-1a: a number for a cell that does not depend on which others there are. */
static uint64_t mix(uint64_t hash, const char *text)
{
    for (; *text; text++) hash = (hash ^ (uint8_t)*text) * 0x100000001b3u;
    return (hash ^ 0xff) * 0x100000001b3u;
}

static uint64_t cell_number(const Sheet *s, size_t c, size_t r)
{
    char period[MYN_PERIOD_TEXT];
    myn_period_text(s->period, period);
    return mix(mix(mix(0xcbf29ce484222325u, s->table->series[c]), period), s->table->frame->code[r]);
}

/* A confidence limit would tell a rounded count, so that it goes. */
static void round_cell(const Sheet *s, size_t c, size_t r)
{
    const myn_disclosure_rules *rules = &s->table->rules->rules;
    for (int larger = 0; larger < 2; larger++) {
        Spot spot = withhold_spot(s, larger, s->table->row[c], r);
        if (!spot.plane) continue;
        double *x = &spot.plane->value[spot.at];
        *x = myn_round_count(*x, rules->base, rules->rounding, s->table->seed, cell_number(s, c, r));
        drop_limits(spot);
    }
}

static void round_all(const Sheet *s)
{
    if (s->table->rules->rules.rounding == MYN_ROUND_NONE) return;
    for (size_t c = 0; c < s->table->classes; c++)
        for (size_t k = 0; k < s->areas; k++) round_cell(s, c, s->row[k]);
}

/* ---- what is said ---- */

/* One note a table: how much is withheld, and which totals are not the data's. */
static void say_done(const Withholding *w, const Table *table, size_t cells, size_t secondary)
{
    size_t derived = 0;
    const char *first = NULL, *sums = "";
    for (size_t t = 0; t < w->periods; t++) {
        const Sheet *s = &w->passed[(size_t)(table - w->table) * w->periods + t].sheet;
        derived += s->derived;
        if (!first && s->derived) first = table->frame->code[s->first_derived];
    }
    if (first)
        sums = myn_arena_print(w->arena,
                               "; %zu total%s of larger areas that the data do not have, the first of %s, %s "
                               "taken for sums of their areas",
                               derived, derived == 1 ? "" : "s", first, derived == 1 ? "is" : "are");
    myn_diag_add(w->diag, MYN_NOTE, table->rules->at,
                 "disclosure of '%s': %zu figure%s withheld, %zu of them for others%s", table->series[0],
                 cells, cells == 1 ? "" : "s", secondary, sums);
}

static myn_status take_out_all(const Withholding *w)
{
    myn_status status = MYN_OK;
    for (size_t i = 0; i < w->tables && !status; i++) {
        size_t rows = w->loaded->withheld_rows, secondary = w->loaded->withheld_secondary;
        for (size_t t = 0; t < w->periods && !status; t++) {
            const Passed *passed = &w->passed[i * w->periods + t];
            if (!passed->safe) continue;
            round_all(&passed->sheet);
            status = take_out(&passed->sheet, passed->safe, w->loaded);
        }
        say_done(w, &w->table[i], w->loaded->withheld_rows - rows, w->loaded->withheld_secondary - secondary);
    }
    return status;
}

myn_status myn_withhold(const myn_run_options *options, myn_diag *diag, myn_loaded *loaded)
{
    Withholding w = {.options = options, .loaded = loaded, .diag = diag};
    const myn_index *index = loaded->index;
    if (!index->confidentials) return MYN_OK;
    myn_status status = myn_arena_new(&w.arena);
    if (!status) status = list_periods(&w);
    if (!status) status = withhold_frame(loaded, index->confidential[0].at, diag, &w.frame);
    if (!status) status = list_tables(&w);
    if (!status) status = protect_all(&w);
    if (!status) status = take_out_all(&w);
    for (size_t i = 0; w.passed && i < w.tables * w.periods; i++) myn_protected_free(w.passed[i].safe);
    myn_arena_free(w.arena);
    return status;
}

/* ---- for the office, for provenance ---- */

static void put_row(const myn_withheld_row *row, myn_buffer *out)
{
    char period[MYN_PERIOD_TEXT];
    myn_period_text(row->period, period);
    const char *field[] = {period, row->series, row->area, row->why, row->for_series};
    for (size_t i = 0; i < sizeof field / sizeof *field; i++) {
        myn_buffer_csv(out, field[i]);
        myn_buffer_put(out, ",");
    }
    myn_buffer_csv(out, row->for_area);
    myn_buffer_put(out, row->for_rest ? " (rest)\n" : "\n");
}

void myn_withheld_text(const myn_loaded *loaded, myn_buffer *out)
{
    myn_buffer_put(out, "period,series,area,why,for_series,for_area\n");
    for (size_t i = 0; i < loaded->withheld_rows; i++) put_row(&loaded->withheld[i], out);
}

bool myn_is_confidential(const myn_index *index, const myn_dataset *set)
{
    for (size_t i = 0; i < index->confidentials; i++) {
        const myn_confidential *table = &index->confidential[i];
        if (table->total && myn_dataset_series(set, table->total)) return true;
        for (size_t c = 0; c < table->counts; c++)
            if (myn_dataset_series(set, table->count[c])) return true;
    }
    return index->confidentials && myn_dataset_open_ended(set);
}
