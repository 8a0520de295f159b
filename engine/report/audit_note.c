/* The quality audit of a release: what a check found in the words of both languages, and a log for people to fill. */
#include "report/audit.h"
#include "report/words.h"
#include <math.h>

typedef struct {
    const myn_audit *audit;
    const myn_diag *problems;
    myn_lang lang;
    Page *page;
} Note;

/* ---- the figures of the summary ---- */

/* One figure: its template, what fills it (a kind of cell), the number. */
typedef struct {
    Word word;
    int cell; /* a kind of cell; -1: none */
    double value;
} Figure;

#define FIGURES_MOST (24 + MYN_CELL_KINDS)

typedef struct {
    Figure at[FIGURES_MOST];
    size_t count;
} Figures;

static void add(Figures *figures, Word word, size_t value)
{
    figures->at[figures->count++] = (Figure){word, -1, (double)value};
}

static void add_rows(const myn_audit *audit, Figures *out)
{
    size_t read = 0, used = 0, filtered = 0, other = 0, wrong = 0, same = 0, clashing = 0, larger = 0;
    for (size_t i = 0; i < audit->tables; i++) {
        const myn_audit_table *t = &audit->table[i];
        read += t->account.info.rows;
        used += t->account.used;
        filtered += t->account.filtered;
        other += t->account.other_series;
        wrong += t->account.wrong;
        same += t->same;
        clashing += t->clashing;
        larger += t->larger;
    }
    add(out, WORD_QA_READ, read);
    add(out, WORD_QA_USED, used);
    add(out, WORD_QA_FILTERED, filtered);
    add(out, WORD_QA_OTHER, other);
    add(out, WORD_QA_WRONG, wrong);
    add(out, WORD_QA_SAME, same);
    add(out, WORD_QA_CLASH, clashing);
    add(out, WORD_QA_LARGER, larger);
}

static void add_codes(const myn_audit *audit, Figures *out)
{
    size_t rows = 0;
    for (size_t i = 0; i < audit->codes; i++) rows += audit->code[i].rows;
    add(out, WORD_QA_CODES, audit->codes);
    add(out, WORD_QA_CODE_ROWS, rows);
}

static void add_cells(const myn_audit *audit, Figures *out)
{
    size_t kind[MYN_CELL_KINDS] = {0}, all = 0, valued = 0;
    for (size_t i = 0; i < audit->indicators; i++)
        for (uint8_t cell = 0; cell < MYN_CELL_KINDS; cell++) {
            kind[cell] += audit->indicator[i].cells[cell];
            all += audit->indicator[i].cells[cell];
            valued += myn_cell_valued(cell) ? audit->indicator[i].cells[cell] : 0;
        }
    add(out, WORD_QA_CELLS, all);
    add(out, WORD_QA_PRESENT, valued);
    out->at[out->count++] = (Figure){WORD_QA_COVERAGE, -1, all ? 100 * (double)valued / (double)all : NAN};
    for (uint8_t cell = 0; cell < MYN_CELL_KINDS; cell++)
        if (kind[cell]) out->at[out->count++] = (Figure){WORD_QA_KIND, cell, (double)kind[cell]};
}

static void add_findings(const myn_audit *audit, Figures *out)
{
    size_t outliers = 0, constant = 0, stale = 0, range = 0;
    for (size_t i = 0; i < audit->indicators; i++) {
        const myn_audit_indicator *in = &audit->indicator[i];
        outliers += in->outliers;
        constant += in->constant;
        stale += in->stale;
        range += in->out_of_range;
    }
    add(out, WORD_QA_OUTLIERS, outliers);
    add(out, WORD_QA_CONSTANT, constant);
    add(out, WORD_QA_STALE, stale);
    add(out, WORD_QA_RANGE, range);
    add(out, WORD_QA_INCOMPLETE, audit_incomplete(audit));
    add(out, WORD_QA_UNNAMED_EN, audit->unnamed_en);
    add(out, WORD_QA_UNNAMED_CY, audit->unnamed_cy);
}

static void figures_of(const myn_audit *audit, const myn_diag *problems, Figures *out)
{
    out->count = 0;
    add(out, WORD_QA_AREAS, audit->areas);
    add(out, WORD_QA_INDICATORS, audit->indicators);
    add_rows(audit, out);
    add_codes(audit, out);
    add_cells(audit, out);
    add_findings(audit, out);
    add(out, WORD_QA_ERRORS, myn_diag_count(problems, MYN_ERROR));
    add(out, WORD_QA_WARNINGS, myn_diag_count(problems, MYN_WARNING));
}

static void figure_text(myn_grid *grid, const Figure *figure, myn_lang lang)
{
    myn_buffer text = {0};
    word_fill(&text, figure->word, lang, figure->cell < 0 ? NULL : word_cell((uint8_t)figure->cell, lang),
              NULL);
    grid->failed |= text.failed;
    myn_grid_text(grid, text.at);
    myn_buffer_free(&text);
}

/* ---- Markdown ---- */

static void put_word(const Note *note, Word word, const char *one)
{
    word_fill(&note->page->text, word, note->lang, one, NULL);
    page_put(note->page, "\n");
}

/* A section with its heading; "None." where GRID has no rows. Frees GRID. */
static void put_section(const Note *note, Word title, myn_grid *grid)
{
    page_put(note->page, "\n## ");
    put_word(note, title, NULL);
    page_put(note->page, "\n");
    if (!grid || grid->failed)
        note->page->text.failed = true;
    else if (grid->rows)
        grid_markdown(grid, note->page);
    else
        put_word(note, WORD_QA_NONE, NULL);
    myn_grid_free(grid);
}

static void put_more(const Note *note, size_t count)
{
    char more[MYN_NUMBER_TEXT];
    if (count <= AUDIT_SHOWN) return;
    myn_number_text((double)(count - AUDIT_SHOWN), more);
    page_put(note->page, "\n");
    put_word(note, WORD_QA_MORE, more);
}

static myn_grid *summary_grid(const Note *note)
{
    const myn_grid_column column[] = {{word_text(WORD_WHAT, note->lang), false},
                                      {word_text(WORD_QA_COUNT, note->lang), true}};
    Figures figures;
    myn_grid *grid = NULL;
    if (myn_grid_new(NULL, column, 2, &grid)) return NULL;
    figures_of(note->audit, note->problems, &figures);
    for (size_t i = 0; i < figures.count; i++) {
        figure_text(grid, &figures.at[i], note->lang);
        myn_grid_number(grid, figures.at[i].value, figures.at[i].word == WORD_QA_COVERAGE ? 1 : -1);
    }
    return grid;
}

/* "file:line:column: error: text" */
static void put_problem(myn_grid *grid, const myn_problem *problem)
{
    char text[1024];
    myn_problem_text(problem, text, sizeof text);
    myn_grid_text(grid, text);
}

static myn_grid *problems_grid(const Note *note)
{
    const myn_grid_column column[] = {{word_text(WORD_QA_PROBLEM, note->lang), false}};
    myn_grid *grid = NULL;
    if (myn_grid_new(NULL, column, 1, &grid)) return NULL;
    for (size_t i = 0; i < myn_diag_kept(note->problems); i++)
        if (myn_diag_at(note->problems, i)->severity != MYN_NOTE)
            put_problem(grid, myn_diag_at(note->problems, i));
    return grid;
}

static const Word task[] = {WORD_QA_TASK_SOURCES, WORD_QA_TASK_ROWS,     WORD_QA_TASK_CODES,
                            WORD_QA_TASK_MISSING, WORD_QA_TASK_OUTLIERS, WORD_QA_TASK_STALE,
                            WORD_QA_TASK_METHOD,  WORD_QA_TASK_HAND,     WORD_QA_TASK_NAMES,
                            WORD_QA_TASK_RELEASE};
#define TASKS (sizeof task / sizeof *task)

/* Who did what is for people to write. */
static myn_grid *log_grid(const Note *note)
{
    static const Word heading[] = {WORD_QA_TASK, WORD_QA_WHO, WORD_NOTE_DATE, WORD_QA_OUTCOME};
    myn_grid_column column[4];
    myn_grid *grid = NULL;
    for (size_t i = 0; i < 4; i++) column[i] = (myn_grid_column){word_text(heading[i], note->lang), false};
    if (myn_grid_new(NULL, column, 4, &grid)) return NULL;
    for (size_t i = 0; i < TASKS; i++) {
        myn_grid_text(grid, word_text(task[i], note->lang));
        for (int blank = 0; blank < 3; blank++) myn_grid_text(grid, NULL);
    }
    return grid;
}

static void put_log(const Note *note)
{
    put_section(note, WORD_QA_LOG, log_grid(note));
    page_put(note->page, "\n");
    put_word(note, WORD_QA_LOG_WHY, NULL);
}

static void put_note(const Note *note)
{
    const myn_audit *a = note->audit;
    const Audit audit = {a, note->lang, false};
    put_word(note, WORD_QA_TITLE, myn_label_text(a->title, note->lang, a->index ? a->index : ""));
    page_put(note->page, "\n");
    if (a->edition) put_word(note, WORD_QA_EDITION, a->edition);
    if (a->synthetic) put_word(note, WORD_SYNTHETIC, NULL);
    put_section(note, WORD_QA_SUMMARY, summary_grid(note));
    put_section(note, WORD_AUDIT_ROWS_OF_TABLES, audit_tables(&audit));
    put_section(note, WORD_AUDIT_FILES, audit_whole_files(&audit));
    put_section(note, WORD_AUDIT_CODES, audit_codes(&audit));
    put_more(note, a->codes);
    put_section(note, WORD_AUDIT_SHAPE, audit_indicators(&audit));
    put_section(note, WORD_AUDIT_FEWEST, audit_areas(&audit));
    put_more(note, audit_incomplete(a));
    put_section(note, WORD_QA_PROBLEMS, problems_grid(note));
    put_log(note);
}

myn_status myn_audit_note(const myn_audit *audit, const myn_diag *problems, const myn_sink *sink)
{
    Page page = page_to(sink);
    for (int lang = MYN_LANG_EN; lang <= MYN_LANG_CY; lang++) {
        const Note note = {audit, problems, (myn_lang)lang, &page};
        if (lang != MYN_LANG_EN) page_put(&page, "\n---\n\n");
        put_note(&note);
    }
    return page_close(&page);
}

/* ---- CSV ---- */

/* The start of a row: section, what_en, what_cy, of. */
static void csv_what(myn_grid *grid, const char *section, const Figure *what, const char *of)
{
    myn_grid_text(grid, section);
    figure_text(grid, what, MYN_LANG_EN);
    figure_text(grid, what, MYN_LANG_CY);
    myn_grid_text(grid, of);
}

static void csv_blanks(myn_grid *grid)
{
    for (int blank = 0; blank < 3; blank++) myn_grid_text(grid, NULL);
}

static void csv_number(myn_grid *grid, const char *section, Figure figure, const char *of)
{
    csv_what(grid, section, &figure, of);
    myn_grid_number(grid, figure.value, -1);
    csv_blanks(grid);
}

static void csv_text(myn_grid *grid, const char *section, Word what, const char *of, const char *text)
{
    csv_what(grid, section, &(Figure){what, -1, NAN}, of);
    myn_grid_text(grid, text);
    csv_blanks(grid);
}

static void csv_tables(myn_grid *grid, const myn_audit *audit)
{
    for (size_t i = 0; i < audit->tables; i++) {
        Figures figures = {.count = 0};
        const myn_audit one = {.table = &audit->table[i], .tables = 1};
        const char *file = audit->table[i].account.file;
        add_rows(&one, &figures);
        for (size_t f = 0; f < figures.count; f++) csv_number(grid, "tables", figures.at[f], file);
        csv_text(grid, "tables", WORD_AUDIT_SHA256, file, audit->table[i].account.info.sha256);
    }
}

static void csv_codes(myn_grid *grid, const myn_audit *audit)
{
    for (size_t i = 0; i < audit->codes; i++) {
        const myn_audit_code *code = &audit->code[i];
        csv_number(grid, "codes", (Figure){WORD_QA_CODE_ROWS, -1, (double)code->rows}, code->code);
        csv_text(grid, "codes", WORD_AUDIT_FATE, code->code, code->fate.en);
    }
}

static void csv_indicators(myn_grid *grid, const myn_audit *audit)
{
    for (size_t i = 0; i < audit->indicators; i++) {
        const myn_audit_indicator *in = &audit->indicator[i];
        const Figure figure[] = {{WORD_QA_SHARE, -1, in->coverage},
                                 {WORD_QA_AGE, -1, in->used.start == in->used.end ? NAN : in->age_years},
                                 {WORD_AUDIT_SKEW, -1, in->moments.skew},
                                 {WORD_AUDIT_KURTOSIS, -1, in->moments.kurtosis},
                                 {WORD_AUDIT_OUTLIERS, -1, in->outliers},
                                 {WORD_AUDIT_CONSTANT, -1, in->constant},
                                 {WORD_AUDIT_STALE, -1, in->stale},
                                 {WORD_QA_RANGE, -1, (double)in->out_of_range}};
        for (size_t f = 0; f < sizeof figure / sizeof *figure; f++)
            csv_number(grid, "indicators", figure[f], in->code);
        for (uint8_t cell = 0; cell < MYN_CELL_KINDS; cell++)
            if (in->cells[cell])
                csv_number(grid, "indicators", (Figure){WORD_QA_KIND, cell, (double)in->cells[cell]},
                           in->code);
    }
}

static void csv_areas(myn_grid *grid, const myn_audit *audit)
{
    for (size_t i = 0; i < audit->area_count; i++)
        if (audit->area[i].present < audit->area[i].of)
            csv_number(grid, "areas", (Figure){WORD_AUDIT_HAS, -1, (double)audit->area[i].present},
                       audit->area[i].area->code);
}

static void csv_problems(myn_grid *grid, const myn_diag *problems)
{
    char text[1024];
    for (size_t i = 0; i < myn_diag_kept(problems); i++) {
        const myn_problem *problem = myn_diag_at(problems, i);
        if (problem->severity == MYN_NOTE) continue;
        myn_problem_text(problem, text, sizeof text);
        csv_text(grid, "problems", WORD_QA_PROBLEM, problem->place.file, text);
    }
}

static void csv_log(myn_grid *grid)
{
    for (size_t i = 0; i < TASKS; i++) csv_text(grid, "log", task[i], NULL, NULL);
}

myn_status myn_audit_note_csv(const myn_audit *audit, const myn_diag *problems, const myn_sink *sink)
{
    static const myn_grid_column column[] = {{"section", false}, {"what_en", false}, {"what_cy", false},
                                             {"of", false},      {"value", true},    {"who", false},
                                             {"date", false},    {"outcome", false}};
    myn_grid *grid = NULL;
    Figures figures;
    myn_status status = myn_grid_new(NULL, column, sizeof column / sizeof *column, &grid);
    if (status) return status;
    figures_of(audit, problems, &figures);
    for (size_t i = 0; i < figures.count; i++) csv_number(grid, "summary", figures.at[i], audit->edition);
    csv_tables(grid, audit);
    csv_codes(grid, audit);
    csv_indicators(grid, audit);
    csv_areas(grid, audit);
    csv_problems(grid, problems);
    csv_log(grid);
    status = grid->failed ? MYN_ERR_MEMORY : myn_grid_csv(grid, sink);
    myn_grid_free(grid);
    return status;
}
