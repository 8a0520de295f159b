/* What tables are made from, and which there are. */
#include "publish/data.h"
#include <math.h>
#include <mynegai/disclosure.h>
#include <string.h>

/* ---- the source ---- */

/* The release says it of its own edition; those before are told by the same function. */
static myn_status find_rests(Source *source)
{
    const myn_release *release = source->release;
    size_t editions = release->edition + 1, cells = source->nodes * source->areas;
    source->rests = myn_arena_zero(source->arena, editions, sizeof *source->rests);
    uint8_t *all = myn_arena_zero(source->arena, release->edition + 1, cells + 1);
    if (!source->rests || !all) return MYN_ERR_MEMORY;
    for (size_t e = 0; e < release->edition; e++, all += cells) {
        myn_rests_on_suppressed(source->labels, &release->data[e], release->raw, all);
        source->rests[e] = all;
    }
    source->rests[release->edition] = release->rests;
    return MYN_OK;
}

static myn_status open_annexes(Source *source)
{
    const myn_release *release = source->release;
    myn_status status = MYN_OK;
    sureness_of(source->labels, release->uncertainty, release->edition, &source->sure);
    if (release->forecast) status = kept_of(source->labels, release->forecast, &source->forecast);
    if (!status && release->segments)
        status = segments_of(source->labels, release->segments, &source->segments);
    return status;
}

myn_status source_open(const myn_release *release, Source *out)
{
    *out = (Source){.release = release, .labels = release->labels};
    out->areas = release->labels->areas->count, out->nodes = release->labels->nodes;
    myn_status status = myn_arena_new(&out->arena);
    if (!status) status = find_rests(out);
    if (!status) status = open_annexes(out);
    return status;
}

void source_close(Source *source)
{
    myn_arena_free(source->arena);
    source->arena = NULL;
}

/* ---- cells ---- */

Cell cell_text(const char *text)
{
    bool there = text && *text;
    return (Cell){.text = there ? text : NULL, .number = NAN, .why = MYN_CELL_NOT_APPLICABLE};
}

Cell cell_real(double value, int decimals, uint8_t why)
{
    return (Cell){.number = isfinite(value) ? value : NAN, .decimals = decimals, .why = why};
}

Cell cell_whole(double value, uint8_t why)
{
    return cell_real(value, 0, why);
}

Cell cell_yes(bool yes)
{
    return cell_text(yes ? "true" : "false");
}

bool cell_there(const Cell *cell)
{
    return cell->text || !isnan(cell->number);
}

Cell cell_score(const Source *source, size_t e, size_t at)
{
    const myn_edition *data = &source->release->data[e];
    int decimals = source->labels->node[at / source->areas].decimals;
    double score = data->score[at];
    Cell cell = cell_real(decimals < 0 ? score : myn_round(score, decimals), decimals, data->score_cell[at]);
    cell.rests = source->rests[e][at];
    return cell;
}

Cell cell_rank(const Source *source, size_t e, size_t at)
{
    const myn_edition *data = &source->release->data[e];
    Cell cell = cell_whole(data->rank[at] > 0 ? data->rank[at] : NAN, data->score_cell[at]);
    cell.rests = source->rests[e][at];
    return cell;
}

Cell cell_named(const char *code, myn_label label, size_t column)
{
    return cell_text(column == 0 ? code : column == 1 ? label.en : label.cy);
}

Cell cell_area(const myn_area *area, size_t column)
{
    return cell_named(area->code, (myn_label){area->name_en, area->name_cy}, column);
}

char mark_of(uint8_t why)
{
    static const char mark[MYN_CELL_KINDS] = {
        [MYN_CELL_ABSENT] = 'x',       [MYN_CELL_MISSING] = 'x',    [MYN_CELL_BELOW_COVERAGE] = 'x',
        [MYN_CELL_SUPPRESSED] = 'c',   [MYN_CELL_UNRELIABLE] = 'u', [MYN_CELL_NOT_APPLICABLE] = 'z',
        [MYN_CELL_ESTIMATED] = 'e',    [MYN_CELL_CARRIED] = 'e',    [MYN_CELL_IMPUTED] = 'e',
        [MYN_CELL_INTERPOLATED] = 'e', [MYN_CELL_PROVISIONAL] = 'p'};
    return why < MYN_CELL_KINDS ? mark[why] : 'x';
}

bool text_runs(const char *text)
{
    return *text && strchr("=+-@\t\r\n", *text);
}

myn_label column_title(const Column *column)
{
    return column->label.en ? column->label : data_label(column->word);
}

/* ---- which tables there are ---- */

typedef struct {
    const char *name;
    DataWord title, about;
    myn_status (*make)(Source *source, myn_data_table which, Table *out);
} Kind;

static const Kind kinds[MYN_DATA_KINDS] = {
    [MYN_DATA_SCORES] = {"scores", WORD_DATA_SCORES, WORD_DATA_ABOUT_SCORES, table_results},
    [MYN_DATA_RANKS] = {"ranks", WORD_DATA_RANKS, WORD_DATA_ABOUT_RANKS, table_results},
    [MYN_DATA_QUANTILES] = {"quantiles", WORD_DATA_QUANTILES, WORD_DATA_ABOUT_QUANTILES, table_results},
    [MYN_DATA_BANDS] = {"bands", WORD_DATA_BANDS, WORD_DATA_ABOUT_BANDS, table_results},
    [MYN_DATA_VALUES] = {"values", WORD_DATA_VALUES, WORD_DATA_ABOUT_VALUES, table_values},
    [MYN_DATA_LARGER] = {"larger-values", WORD_DATA_LARGER, WORD_DATA_ABOUT_LARGER, table_values},
    [MYN_DATA_SUMMARIES] = {"summaries", WORD_DATA_SUMMARIES, WORD_DATA_ABOUT_SUMMARIES, table_values},
    [MYN_DATA_UNCERTAINTY] = {"uncertainty", WORD_DATA_UNCERTAINTY, WORD_DATA_ABOUT_UNCERTAINTY,
                              table_annexes},
    [MYN_DATA_FORECASTS] = {"forecasts", WORD_DATA_FORECASTS, WORD_DATA_ABOUT_FORECASTS, table_annexes},
    [MYN_DATA_SEGMENTS] = {"segments", WORD_DATA_SEGMENTS, WORD_DATA_ABOUT_SEGMENTS, table_annexes},
    [MYN_DATA_PROFILES] = {"segment-profiles", WORD_DATA_PROFILES, WORD_DATA_ABOUT_PROFILES, table_annexes},
    [MYN_DATA_NODES] = {"nodes", WORD_DATA_NODES, WORD_DATA_ABOUT_NODES, table_places},
    [MYN_DATA_AREAS] = {"areas", WORD_DATA_AREAS, WORD_DATA_ABOUT_AREAS, table_places}};

const char *myn_data_name(myn_data_table table)
{
    return (unsigned)table < MYN_DATA_KINDS ? kinds[table].name : NULL;
}

myn_label data_title(myn_data_table table)
{
    return data_label(kinds[table].title);
}

myn_status table_of(Source *source, myn_data_table which, Table *out)
{
    if ((unsigned)which >= MYN_DATA_KINDS) return MYN_ERR_NOT_FOUND;
    const Kind *kind = &kinds[which];
    *out = (Table){.name = kind->name,
                   .title = data_label(kind->title),
                   .about = data_label(kind->about),
                   .source = source};
    return kind->make(source, which, out);
}
