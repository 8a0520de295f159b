/* The workbook of a release: which sheets it has, and what cover, contents and notes say. */
#include "publish/data_json.h"
#include "publish/data_book.h"
#include <math.h>

enum { SHEETS_MOST = 16 + MYN_QUANTILES_MOST, LINES_MOST = 12, CONTENTS = 0, NOTES, TABLES };

typedef struct {
    Source *source;
    myn_lang lang;
    const char *title, *source_line; /* of the whole */
    Sheet sheet[SHEETS_MOST];
    size_t sheets;
    const char *line[LINES_MOST];
    size_t lines;
    bool too_long[MYN_DATA_KINDS]; /* tables that no sheet can hold */
} Plan;

/* ---- texts ---- */

static const char *filled(const Plan *plan, DataWord word, const char *one, const char *two)
{
    myn_buffer text = {0};
    data_fill(&text, word, plan->lang, one, two);
    const char *kept = myn_arena_print(plan->source->arena, "%s", text.at ? text.at : "");
    myn_buffer_free(&text);
    return kept;
}

static const char *counted(const Plan *plan, DataWord word, double number)
{
    char text[MYN_NUMBER_TEXT];
    myn_number_text(number, text);
    return filled(plan, word, text, NULL);
}

/* ---- tables ---- */

/* Keep the table that STATUS says was made as a sheet, where it has rows. */
static myn_status keep(Plan *plan, myn_status status, myn_data_table which, const Table *table,
                       const char *tab, const char *title)
{
    if (status == MYN_ERR_NOT_FOUND || (!status && !table->rows)) return MYN_OK;
    if (status) return status;
    if (table->rows > SHEET_ROWS_MOST) {
        plan->too_long[which] = true;
        return MYN_OK;
    }
    Sheet *sheet = &plan->sheet[plan->sheets];
    *sheet = (Sheet){.tab = myn_arena_print(plan->source->arena, "%zu_%s", plan->sheets - TABLES + 1, tab),
                     .title = filled(plan, WORD_DATA_TABLE_OF, title, plan->title),
                     .source = plan->source_line,
                     .about = filled(plan, WORD_DATA_ONE_TABLE, data_word(WORD_DATA_NOTES, plan->lang), NULL),
                     .table = *table};
    plan->sheets++;
    return MYN_OK;
}

static myn_status plan_wide(Plan *plan, myn_data_table which, DataWord tab, DataWord title, double groups)
{
    Table table = {0};
    Source *s = plan->source;
    size_t grouping = 0;
    while (groups > 0 && s->labels->quantile[grouping] != (int)groups) grouping++;
    myn_status status = which == MYN_DATA_VALUES || which == MYN_DATA_LARGER
                            ? wide_values(s, plan->lang, which == MYN_DATA_LARGER, &table)
                            : wide_results(s, plan->lang, which, grouping, &table);
    return keep(plan, status, which, &table, counted(plan, tab, groups), counted(plan, title, groups));
}

static myn_status plan_results(Plan *plan)
{
    const myn_labels *labels = plan->source->labels;
    myn_status status = plan_wide(plan, MYN_DATA_SCORES, WORD_DATA_TAB_SCORES, WORD_DATA_SCORES, 0);
    if (!status) status = plan_wide(plan, MYN_DATA_RANKS, WORD_DATA_TAB_RANKS, WORD_DATA_RANKS, 0);
    for (size_t q = 0; q < labels->quantiles && !status; q++)
        status = plan_wide(plan, MYN_DATA_QUANTILES, WORD_DATA_TAB_QUANTILES, WORD_DATA_QUANTILES_OF,
                           labels->quantile[q]);
    if (!status && labels->bands)
        status = plan_wide(plan, MYN_DATA_BANDS, WORD_DATA_TAB_BANDS, WORD_DATA_BANDS, 0);
    return status;
}

static myn_status plan_sure(Plan *plan)
{
    Table table = {0};
    myn_status status = long_uncertainty(plan->source, plan->lang, &table);
    return keep(plan, status, MYN_DATA_UNCERTAINTY, &table, data_word(WORD_DATA_TAB_UNCERTAINTY, plan->lang),
                data_word(WORD_DATA_UNCERTAINTY, plan->lang));
}

static myn_status plan_editions(Plan *plan)
{
    Table table = {0};
    if (!plan->source->release->edition) return MYN_OK;
    myn_status status = wide_editions(plan->source, plan->lang, &table);
    return keep(plan, status, MYN_DATA_SCORES, &table, data_word(WORD_DATA_TAB_EDITIONS, plan->lang),
                data_word(WORD_DATA_OVER_EDITIONS, plan->lang));
}

static myn_status plan_view(Plan *plan, myn_data_table which, DataWord tab)
{
    Table table = {0};
    myn_status status = view_of(plan->source, plan->lang, which, &table);
    myn_label title = data_title(which);
    return keep(plan, status, which, &table, data_word(tab, plan->lang),
                myn_label_text(title, plan->lang, NULL));
}

static myn_status plan_tables(Plan *plan)
{
    static const struct {
        myn_data_table which;
        DataWord tab;
    } view[] = {{MYN_DATA_SUMMARIES, WORD_DATA_TAB_SUMMARIES},
                {MYN_DATA_FORECASTS, WORD_DATA_TAB_FORECASTS},
                {MYN_DATA_SEGMENTS, WORD_DATA_TAB_SEGMENTS},
                {MYN_DATA_PROFILES, WORD_DATA_TAB_PROFILES},
                {MYN_DATA_NODES, WORD_DATA_TAB_STRUCTURE}};
    plan->sheets = TABLES;
    myn_status status = plan_results(plan);
    if (!status) status = plan_sure(plan);
    if (!status) status = plan_wide(plan, MYN_DATA_VALUES, WORD_DATA_TAB_VALUES, WORD_DATA_VALUES, 0);
    if (!status) status = plan_editions(plan);
    if (!status) status = plan_wide(plan, MYN_DATA_LARGER, WORD_DATA_TAB_LARGER, WORD_DATA_LARGER, 0);
    for (size_t i = 0; i < sizeof view / sizeof *view && !status; i++)
        status = plan_view(plan, view[i].which, view[i].tab);
    return status;
}

/* ---- contents and notes ---- */

typedef struct {
    const char *first, *second;
    double rows; /* NaN: none */
} Line;

static Cell line_cell(const Table *table, size_t row, size_t column)
{
    const Line *line = (const Line *)table->more + row;
    return column == 2 ? cell_whole(line->rows, MYN_CELL_NOT_APPLICABLE)
                       : cell_text(column ? line->second : line->first);
}

static const Column contents_columns[] = {{"sheet", WORD_DATA_SHEET, AS_TEXT, false, {0}},
                                          {"table", WORD_DATA_SHEET_TITLE, AS_TEXT, false, {0}},
                                          {"rows", WORD_DATA_SHEET_ROWS, AS_WHOLE, false, {0}}};
static const Column notes_columns[] = {{"mark", WORD_DATA_MARK, AS_TEXT, false, {0}},
                                       {"meaning", WORD_DATA_MEANING, AS_TEXT, false, {0}}};

static Table table_of_lines(const Plan *plan, const Column *column, size_t columns, const Line *line,
                            size_t rows)
{
    return (Table){.column = column,
                   .columns = columns,
                   .rows = rows,
                   .cell = line_cell,
                   .source = plan->source,
                   .more = line};
}

static myn_status make_contents(Plan *plan)
{
    Line *line = myn_arena_zero(plan->source->arena, SHEETS_MOST + MYN_DATA_KINDS, sizeof *line);
    size_t count = 0;
    if (!line) return MYN_ERR_MEMORY;
    for (size_t i = NOTES; i < plan->sheets; i++, count++)
        line[count] = (Line){plan->sheet[i].tab, plan->sheet[i].title, (double)plan->sheet[i].table.rows};
    for (myn_data_table t = 0; t < MYN_DATA_KINDS; t++)
        if (plan->too_long[t])
            line[count++] = (Line){NULL, filled(plan, WORD_DATA_TOO_LONG, myn_data_name(t), NULL), NAN};
    plan->sheet[CONTENTS] = (Sheet){.tab = data_word(WORD_DATA_CONTENTS, plan->lang),
                                    .title = data_word(WORD_DATA_CONTENTS, plan->lang),
                                    .about = data_word(WORD_DATA_CONTENTS_ABOUT, plan->lang),
                                    .source = plan->title,
                                    .table = table_of_lines(plan, contents_columns, 3, line, count),
                                    .links = true};
    return MYN_OK;
}

static myn_status make_notes(Plan *plan)
{
    static const struct {
        const char *mark;
        DataWord meaning;
    } note[] = {{"[c]", WORD_DATA_MARK_C},    {"[x]", WORD_DATA_MARK_X},   {"[z]", WORD_DATA_MARK_Z},
                {"[u]", WORD_DATA_MARK_U},    {"[e]", WORD_DATA_MARK_E},   {"[p]", WORD_DATA_MARK_P},
                {"[w]", WORD_DATA_MARK_W},    {"1", WORD_DATA_NOTE_MARKS}, {"2", WORD_DATA_NOTE_RANK},
                {"3", WORD_DATA_NOTE_VALUES}, {"4", WORD_DATA_NOTE_NAMES}, {"5", WORD_DATA_NOTE_CUT}};
    enum { COUNT = sizeof note / sizeof *note };
    Line *line = myn_arena_zero(plan->source->arena, COUNT, sizeof *line);
    if (!line) return MYN_ERR_MEMORY;
    const char *structure = plan->sheets > TABLES ? plan->sheet[plan->sheets - 1].tab : "";
    for (size_t i = 0; i < COUNT; i++)
        line[i] = (Line){note[i].mark, filled(plan, note[i].meaning, structure, NULL), NAN};
    plan->sheet[NOTES] = (Sheet){.tab = data_word(WORD_DATA_NOTES, plan->lang),
                                 .title = data_word(WORD_DATA_NOTES, plan->lang),
                                 .about = data_word(WORD_DATA_NOTES_ABOUT, plan->lang),
                                 .source = plan->title,
                                 .table = table_of_lines(plan, notes_columns, 2, line, COUNT)};
    return MYN_OK;
}

/* ---- cover ---- */

static void say(Plan *plan, const char *line)
{
    if (line) plan->line[plan->lines++] = line;
}

static void say_with(Plan *plan, DataWord word, const char *text)
{
    if (text) say(plan, filled(plan, word, text, NULL));
}

static void make_cover(Plan *plan)
{
    const myn_labels *labels = plan->source->labels;
    myn_period period = labels->edition[plan->source->release->edition].period;
    char start[DAY_TEXT], end[DAY_TEXT];
    day_text(period.start, start);
    day_text(period.end - 1, end);
    say(plan, counted(plan, WORD_DATA_ABOUT, (double)plan->source->areas));
    say(plan, labels->synthetic ? data_word(WORD_DATA_SYNTHETIC, plan->lang) : NULL);
    say_with(plan, WORD_DATA_HIGH, myn_label_text(labels->high_means, plan->lang, NULL));
    say(plan, filled(plan, WORD_DATA_SPEAKS_OF, start, end));
    say(plan, labels->source ? plan->source_line : NULL);
    say_with(plan, WORD_DATA_LICENCE, labels->licence);
    say(plan, data_word(WORD_DATA_LANGUAGES, plan->lang));
    say(plan, filled(plan, WORD_DATA_MADE_BY, labels->version, labels->index));
}

/* What every sheet says of the whole. */
static void name_all(Plan *plan)
{
    const myn_labels *labels = plan->source->labels;
    const char *title = myn_label_text(labels->title, plan->lang, labels->index);
    plan->title = filled(plan, WORD_DATA_TITLE_OF, title,
                         labels->edition[plan->source->release->edition].name);
    plan->source_line = labels->source ? filled(plan, WORD_DATA_SOURCE, labels->source, NULL)
                                       : filled(plan, WORD_DATA_MADE_BY, labels->version, labels->index);
}

static myn_status write_plan(const Plan *plan, myn_buffer *out)
{
    const Book book = {.lang = plan->lang,
                       .cover_tab = data_word(WORD_DATA_COVER, plan->lang),
                       .title = plan->title,
                       .line = plan->line,
                       .lines = plan->lines,
                       .sheet = plan->sheet,
                       .sheets = plan->sheets,
                       .day = plan->source->labels->edition[plan->source->release->edition].period.end - 1};
    return book_write(&book, out);
}

myn_status myn_data_workbook(const myn_release *release, myn_lang lang, myn_buffer *out)
{
    Source source;
    myn_status status = source_open(release, &source);
    Plan plan = {.source = &source, .lang = lang};
    if (!status) name_all(&plan);
    if (!status) status = plan_tables(&plan);
    if (!status) status = make_notes(&plan);
    if (!status) status = make_contents(&plan);
    if (!status) make_cover(&plan);
    if (!status) status = write_plan(&plan, out);
    source_close(&source);
    return status;
}
