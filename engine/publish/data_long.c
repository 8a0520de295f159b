/* Tables for people, a row a figure: uncertainty, and tidy tables in one language. */
#include "publish/data_book.h"
#include <math.h>
#include <string.h>

/* ---- uncertainty ---- */

typedef struct {
    myn_lang lang;
    size_t *node;                         /* of each kept node */
    const double *score_low, *score_high; /* kept nodes x areas; NULL: not kept */
} Sure;

enum { AREA, AREA_NAME, NODE, NODE_NAME, SCORE, SCORE_LOW, SCORE_HIGH, RANK, RANK_LOW, RANK_HIGH, COLUMNS };

static Cell score_end(const double *ends, size_t at, uint8_t why, int decimals)
{
    double value = ends && myn_cell_valued(why) ? ends[at] : NAN;
    return cell_real(decimals < 0 ? value : myn_round(value, decimals), decimals, why);
}

/* Outwards to whole ranks, so that an interval is not told narrower than it is. */
static Cell rank_end(const double *ends, size_t at, uint8_t why, double (*outwards)(double))
{
    return cell_whole(myn_cell_valued(why) ? outwards(ends[at]) : NAN, why);
}

static Cell sure_cell(const Table *table, size_t row, size_t column)
{
    const Source *s = table->source;
    const Sure *sure = table->more;
    size_t e = s->release->edition, area = row % s->areas, at = sure->node[row / s->areas] * s->areas + area;
    const myn_item *node = &s->labels->node[at / s->areas];
    uint8_t why = s->release->data[e].score_cell[at];
    switch (column) {
    case AREA: return cell_text(s->labels->areas->at[area].code);
    case AREA_NAME: return cell_text(myn_area_name(&s->labels->areas->at[area], sure->lang));
    case NODE: return cell_text(node->code);
    case NODE_NAME: return cell_text(myn_label_text(node->label, sure->lang, node->code));
    case SCORE: return cell_score(s, e, at);
    case SCORE_LOW: return score_end(sure->score_low, row, why, node->decimals);
    case SCORE_HIGH: return score_end(sure->score_high, row, why, node->decimals);
    case RANK: return cell_rank(s, e, at);
    case RANK_LOW: return rank_end(s->sure.low, row, why, floor);
    default: return rank_end(s->sure.high, row, why, ceil);
    }
}

static myn_label sure_title(Source *source, myn_lang lang, DataWord word, double percentile)
{
    myn_buffer text = {0};
    char number[MYN_NUMBER_TEXT];
    myn_number_text(percentile, number);
    data_fill(&text, word, lang, number, NULL);
    const char *kept = myn_arena_print(source->arena, "%s", text.at ? text.at : "");
    myn_buffer_free(&text);
    return (myn_label){kept, kept};
}

static myn_status sure_columns(Source *source, myn_lang lang, Table *out)
{
    static const DataWord word[COLUMNS] = {
        WORD_DATA_AREA,     WORD_DATA_AREA_NAME, WORD_DATA_NODE, WORD_DATA_NODE_NAME, WORD_DATA_SCORE,
        WORD_DATA_SCORE_AT, WORD_DATA_SCORE_AT,  WORD_DATA_RANK, WORD_DATA_RANK_AT,   WORD_DATA_RANK_AT};
    Column *column = myn_arena_zero(source->arena, COLUMNS, sizeof *column);
    if (!column) return MYN_ERR_MEMORY;
    for (size_t c = 0; c < COLUMNS; c++) {
        bool high = c == SCORE_HIGH || c == RANK_HIGH;
        column[c] = (Column){
            .name = "",
            .as = c < SCORE  ? AS_TEXT
                  : c < RANK ? AS_REAL
                             : AS_WHOLE,
            .label = sure_title(source, lang, word[c], high ? source->sure.p_high : source->sure.p_low)};
    }
    out->column = column, out->columns = COLUMNS;
    return MYN_OK;
}

/* The first and last percentile of scores, where they were kept beside those of ranks. */
static void find_scores(const Source *source, Sure *sure)
{
    const myn_annex *annex = source->sure.annex;
    const myn_annex_array *array = myn_annex_find(annex, "score_percentile");
    const myn_annex_dimension *p = myn_annex_axis(annex, "percentile");
    size_t cells = source->sure.nodes * source->areas;
    bool good = array && array->as == MYN_AS_REAL && array->rank == 3 && p &&
                myn_annex_count(annex, array) == p->size * cells;
    if (!good) return;
    sure->score_low = array->at;
    sure->score_high = sure->score_low + (p->size - 1) * cells;
}

static myn_status find_nodes(const Source *source, Sure *sure)
{
    for (size_t k = 0; k < source->sure.nodes; k++) {
        size_t n = 0;
        while (n < source->nodes && strcmp(source->labels->node[n].code, source->sure.code[k])) n++;
        if (n == source->nodes) return MYN_ERR_FORMAT;
        sure->node[k] = n;
    }
    return MYN_OK;
}

myn_status long_uncertainty(Source *source, myn_lang lang, Table *out)
{
    if (!source->sure.annex) return MYN_ERR_NOT_FOUND;
    Sure *sure = myn_arena_zero(source->arena, 1, sizeof *sure);
    size_t *node = myn_arena_zero(source->arena, source->sure.nodes + 1, sizeof *node);
    if (!sure || !node) return MYN_ERR_MEMORY;
    sure->lang = lang, sure->node = node;
    find_scores(source, sure);
    myn_status status = find_nodes(source, sure);
    if (!status) status = sure_columns(source, lang, out);
    out->source = source, out->more = sure, out->cell = sure_cell;
    out->rows = source->sure.nodes * source->areas;
    return status;
}

/* ---- tidy tables in one language ---- */

typedef struct {
    Table tidy;
    size_t *column; /* of the tidy table */
    myn_lang lang;
} View;

static bool ends_in(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && strcmp(name + length - tail, end) == 0;
}

/* A name in its one form where it has none in the language. */
static Cell view_cell(const Table *table, size_t row, size_t column)
{
    const View *view = table->more;
    size_t of = view->column[column];
    Cell cell = view->tidy.cell(&view->tidy, row, of);
    if (!ends_in(view->tidy.column[of].name, "_en")) return cell;
    Cell other = view->tidy.cell(&view->tidy, row, of + 1);
    return cell_text(myn_label_text((myn_label){cell.text, other.text}, view->lang, NULL));
}

/* Names have one column; what files say in words is said by shorthand. In the table of words the title of a name follows
 * that of the name in no language. */
static size_t choose_columns(const Table *tidy, myn_lang lang, Column *column, size_t *of)
{
    size_t count = 0;
    for (size_t c = 0; c < tidy->columns; c++) {
        const Column *from = &tidy->column[c];
        if (ends_in(from->name, "_cy") || from->as == AS_STATUS || from->as == AS_YES) continue;
        column[count] = *from;
        if (ends_in(from->name, "_en")) column[count].word = (DataWord)(from->word - 1);
        const char *title = myn_label_text(column_title(&column[count]), lang, from->name);
        column[count].label = (myn_label){title, title};
        of[count++] = c;
    }
    return count;
}

myn_status view_of(Source *source, myn_lang lang, myn_data_table which, Table *out)
{
    View *view = myn_arena_zero(source->arena, 1, sizeof *view);
    if (!view) return MYN_ERR_MEMORY;
    myn_status status = table_of(source, which, &view->tidy);
    if (status) return status;
    Column *column = myn_arena_zero(source->arena, view->tidy.columns + 1, sizeof *column);
    view->column = myn_arena_zero(source->arena, view->tidy.columns + 1, sizeof *view->column);
    if (!column || !view->column) return MYN_ERR_MEMORY;
    view->lang = lang;
    *out = view->tidy;
    out->columns = choose_columns(&view->tidy, lang, column, view->column);
    out->column = column, out->more = view, out->cell = view_cell;
    return MYN_OK;
}
