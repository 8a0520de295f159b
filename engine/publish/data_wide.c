/* Tables for people: a row an area, a column a series. */
#include "publish/data_book.h"
#include <math.h>
#include <string.h>
#include <strings.h>

enum { HEADING_MOST = 200, FRONT = 2 }; /* columns before the series: code and name */

/* ---- headings ---- */

const char *heading_of(Source *source, const char *text)
{
    myn_buffer heading = {0};
    size_t characters = 0;
    for (const char *at = text; *at && characters < HEADING_MOST; at++) {
        unsigned char c = (unsigned char)*at;
        myn_buffer_add(&heading, c < ' ' ? " " : at, 1);
        if ((at[1] & 0xC0) != 0x80) characters++;
        if (characters == HEADING_MOST && at[1]) myn_buffer_put(&heading, "…");
    }
    const char *kept = myn_arena_print(source->arena, "%s", heading.at ? heading.at : "-");
    myn_buffer_free(&heading);
    return kept;
}

static bool taken(const Column *column, size_t count, const char *heading)
{
    for (size_t c = 0; c < count; c++)
        if (strcasecmp(column[c].label.en, heading) == 0) return true;
    return false;
}

/* Headings of a table must differ: one that is there already bears its code too, and if need be its number. */
static void set_heading(Source *source, Column *column, size_t at, const char *text, const char *code)
{
    const char *heading = heading_of(source, text);
    if (taken(column, at, heading)) heading = myn_arena_print(source->arena, "%s (%s)", heading, code);
    if (taken(column, at, heading)) heading = myn_arena_print(source->arena, "%s %zu", heading, at);
    column[at].name = code;
    column[at].label = (myn_label){heading, heading};
}

/* ---- cells ---- */

static Cell wide_cell(const Table *table, size_t row, size_t column)
{
    const Wide *wide = table->more;
    const myn_area *area = &wide->areas->at[row];
    if (column == 0) return cell_text(area->code);
    if (column == 1) return cell_text(myn_area_name(area, wide->lang));
    if (column == FRONT + wide->series) return cell_text(wide->note[row]);
    return wide->figure(wide, column - FRONT, row);
}

/* What there is to know of figures that are shown, each behind its heading: "Income [p], Overall [w]". */
static const char *note_of(Source *source, const Wide *wide, const Column *column, size_t area, bool *any)
{
    myn_buffer text = {0};
    for (size_t k = 0; k < wide->series; k++) {
        Cell cell = wide->figure(wide, k, area);
        char mark = mark_of(cell.why);
        if (!cell_there(&cell) || (!mark && !cell.rests)) continue;
        myn_buffer_format(&text, "%s%s", text.length ? ", " : "", column[FRONT + k].label.en);
        if (mark && myn_cell_valued(cell.why)) myn_buffer_format(&text, " [%c]", mark);
        if (cell.rests) myn_buffer_put(&text, " [w]");
    }
    *any |= text.length > 0;
    const char *kept = text.length ? myn_arena_print(source->arena, "%s", text.at)
                                   : data_word(WORD_DATA_NO_NOTES, wide->lang);
    myn_buffer_free(&text);
    return kept;
}

static Column *front_columns(Source *source, myn_lang lang, size_t series)
{
    Column *column = myn_arena_zero(source->arena, FRONT + series + 1, sizeof *column);
    if (!column) return NULL;
    const char *code = data_word(WORD_DATA_AREA, lang), *name = data_word(WORD_DATA_AREA_NAME, lang);
    column[0] = (Column){.name = "area", .label = {code, code}};
    column[1] = (Column){.name = "area_name", .label = {name, name}};
    return column;
}

/* WIDE and its COLUMN, but for notes, are ready. */
static myn_status finish(Source *source, const Wide *made, Column *column, Table *out)
{
    Wide *wide = myn_arena_zero(source->arena, 1, sizeof *wide);
    const char **note = myn_arena_zero(source->arena, made->areas->count + 1, sizeof *note);
    bool any = false;
    if (!wide || !note) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < made->areas->count; a++) note[a] = note_of(source, made, column, a, &any);
    *wide = *made;
    wide->note = note;
    out->source = source, out->more = wide, out->cell = wide_cell;
    out->column = column, out->columns = FRONT + wide->series;
    out->rows = wide->areas->count;
    if (any)
        set_heading(source, column, out->columns++, data_word(WORD_DATA_NOTES_COLUMN, wide->lang), "notes");
    return MYN_OK;
}

/* ---- results ---- */

static Cell figure_score(const Wide *wide, size_t node, size_t area)
{
    return cell_score(wide->source, wide->source->release->edition, node * wide->source->areas + area);
}

static Cell figure_rank(const Wide *wide, size_t node, size_t area)
{
    return cell_rank(wide->source, wide->source->release->edition, node * wide->source->areas + area);
}

static Cell figure_quantile(const Wide *wide, size_t node, size_t area)
{
    const Source *s = wide->source;
    const myn_edition *data = &s->release->data[s->release->edition];
    size_t at = node * s->areas + area;
    uint8_t group = data->quantile[wide->grouping][at];
    Cell cell = cell_whole(group ? group : NAN, data->score_cell[at]);
    cell.rests = s->rests[s->release->edition][at];
    return cell;
}

static Cell figure_band(const Wide *wide, size_t node, size_t area)
{
    const Source *s = wide->source;
    const myn_edition *data = &s->release->data[s->release->edition];
    size_t at = node * s->areas + area, band = data->band ? data->band[at] : 0;
    Cell cell = cell_real(NAN, 0, data->score_cell[at]);
    if (band && band <= s->labels->bands)
        cell.text = myn_label_text(s->labels->band[band - 1].label, wide->lang, NULL);
    cell.rests = s->rests[s->release->edition][at];
    return cell;
}

myn_status wide_results(Source *source, myn_lang lang, myn_data_table which, size_t grouping, Table *out)
{
    const myn_labels *labels = source->labels;
    Column *column = front_columns(source, lang, source->nodes);
    const Wide wide = {.source = source,
                       .lang = lang,
                       .areas = labels->areas,
                       .series = source->nodes,
                       .grouping = grouping,
                       .figure = which == MYN_DATA_SCORES      ? figure_score
                                 : which == MYN_DATA_RANKS     ? figure_rank
                                 : which == MYN_DATA_QUANTILES ? figure_quantile
                                                               : figure_band};
    if (!column) return MYN_ERR_MEMORY;
    for (size_t n = 0; n < source->nodes; n++) {
        const myn_item *node = &labels->node[n];
        set_heading(source, column, FRONT + n, myn_label_text(node->label, lang, node->code), node->code);
        column[FRONT + n].as = which == MYN_DATA_SCORES  ? AS_REAL
                               : which == MYN_DATA_BANDS ? AS_TEXT
                                                         : AS_WHOLE;
    }
    return finish(source, &wide, column, out);
}

/* Of the root, which is node 0. */
static Cell figure_edition(const Wide *wide, size_t e, size_t area)
{
    return cell_score(wide->source, e, area);
}

myn_status wide_editions(Source *source, myn_lang lang, Table *out)
{
    const myn_labels *labels = source->labels;
    const Wide wide = {.source = source,
                       .lang = lang,
                       .areas = labels->areas,
                       .series = source->release->edition + 1,
                       .figure = figure_edition};
    Column *column = front_columns(source, lang, wide.series);
    if (!column) return MYN_ERR_MEMORY;
    for (size_t e = 0; e < wide.series; e++) {
        const char *name = labels->edition[e].name;
        set_heading(source, column, FRONT + e, name, name);
        column[FRONT + e].as = AS_REAL;
    }
    return finish(source, &wide, column, out);
}

/* ---- values ---- */

static Cell figure_value(const Wide *wide, size_t indicator, size_t area)
{
    const myn_plane *plane = wide->plane[indicator];
    size_t at = indicator * wide->areas->count + area;
    return plane ? cell_real(plane->value[at], -1, plane->cell[at]) : cell_real(NAN, -1, MYN_CELL_ABSENT);
}

/* The plane of PANEL for PERIOD; NULL where it has none. */
static const myn_plane *plane_of(const myn_panel *panel, myn_period period)
{
    for (size_t p = 0; p < panel->periods; p++)
        if (myn_period_equal(panel->plane[p].period, period)) return &panel->plane[p];
    return NULL;
}

/* The period that the edition used of INDICATOR. */
static const myn_plane *used_plane(const Source *source, size_t indicator, const myn_panel *panel)
{
    const myn_release *release = source->release;
    int32_t used = release->data[release->edition].used_period[indicator];
    if (used < 0 || (size_t)used >= release->raw->periods) return NULL;
    return plane_of(panel, release->raw->plane[used].period);
}

/* "Name (unit, period)". */
static void value_heading(Source *source, const Wide *wide, Column *column, size_t indicator)
{
    const myn_item *item = &source->labels->indicator[indicator];
    char period[MYN_PERIOD_TEXT] = "";
    if (wide->plane[indicator]) myn_period_text(wide->plane[indicator]->period, period);
    bool unit = item->unit && *item->unit, any = unit || *period;
    const char *text = myn_arena_print(
        source->arena, "%s%s%s%s%s%s",
        heading_of(source, myn_label_text(item->label, wide->lang, item->code)), any ? " (" : "",
        unit ? item->unit : "", unit && *period ? ", " : "", period, any ? ")" : "");
    set_heading(source, column, FRONT + indicator, text, item->code);
    column[FRONT + indicator].as = AS_REAL;
}

myn_status wide_values(Source *source, myn_lang lang, bool larger, Table *out)
{
    const myn_labels *labels = source->labels;
    const myn_panel *panel = larger ? source->release->parents : source->release->raw;
    Wide wide = {.source = source,
                 .lang = lang,
                 .areas = larger ? labels->parents : labels->areas,
                 .series = labels->indicators,
                 .figure = figure_value};
    if (!panel || !wide.areas) return MYN_ERR_NOT_FOUND;
    Column *column = front_columns(source, lang, wide.series);
    wide.plane = myn_arena_zero(source->arena, wide.series + 1, sizeof(const myn_plane *));
    if (!column || !wide.plane) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < wide.series; i++) {
        wide.plane[i] = used_plane(source, i, panel);
        value_heading(source, &wide, column, i);
    }
    return finish(source, &wide, column, out);
}
