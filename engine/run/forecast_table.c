/* Series out of a tidy table: a row a value, rows in any order. */
#include "run/forecast_scenarios.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS_MOST 16

/* One row that belongs to a series. */
typedef struct {
    size_t series, group, line;
    myn_period period; /* {0, 0}: the time is no period */
    double number;     /* NaN: the time is no whole number */
    double value;
} Row;

typedef struct {
    const char *path;
    const myn_forecast_options *options;
    myn_diag *diag;
    const char *id[COLUMNS_MOST + 1], *group[COLUMNS_MOST + 1],
        *driver[COLUMNS_MOST + 1]; /* names, NULL ends */
    size_t id_at[COLUMNS_MOST], group_at[COLUMNS_MOST], driver_at[COLUMNS_MOST];
    size_t time_at, value_at, ids, groups, drivers;
    bool headed, four_digits; /* every whole number so far could be a year */
    myn_names *names, *kinds;
    Row *row;
    double *driven; /* rows x drivers */
    size_t rows, room;
    bool periods, numbers; /* every time so far reads as one */
    myn_buffer key;
} Table;

static myn_place at(const Table *t, size_t line, size_t column)
{
    return (myn_place){t->path, line, column + 1};
}

/* ---- the header ---- */

/* Names out of TEXT, separated by commas, into OUT, kept in MEMORY; MYN_ERR_ARGUMENT where there are too many. */
static myn_status split_names(const char *text, const char **out, size_t *count, myn_arena *memory)
{
    *count = 0;
    for (const char *from = text; from;) {
        const char *comma = strchr(from, ',');
        size_t length = comma ? (size_t)(comma - from) : strlen(from);
        if (*count == COLUMNS_MOST) return MYN_ERR_ARGUMENT;
        out[*count] = myn_arena_text(memory, from, length);
        if (!out[(*count)++]) return MYN_ERR_MEMORY;
        from = comma ? comma + 1 : NULL;
    }
    out[*count] = NULL;
    return MYN_OK;
}

static size_t find_column(Table *t, const myn_csv_line *line, const char *name)
{
    for (size_t i = 0; i < line->count; i++)
        if (line->field[i].length == strlen(name) && !memcmp(line->field[i].at, name, strlen(name))) return i;
    myn_names *all = NULL;
    size_t number, near = MYN_NONE;
    myn_status status = myn_names_new(&all);
    for (size_t i = 0; !status && i < line->count; i++)
        status = myn_names_add(all, line->field[i].at, line->field[i].length, &number);
    if (!status) near = myn_names_nearest(all, name);
    myn_diag_add(t->diag, MYN_ERROR, (myn_place){t->path, line->line, 0}, "no column is called \"%s\"%s%s%s",
                 name, near == MYN_NONE ? "" : "; did you mean ",
                 near == MYN_NONE ? "" : myn_names_at(all, near), near == MYN_NONE ? "" : "?");
    myn_names_free(all);
    return MYN_NONE;
}

static myn_status take_header(Table *t, const myn_csv_line *line)
{
    for (size_t i = 0; i < t->ids; i++) t->id_at[i] = find_column(t, line, t->id[i]);
    for (size_t i = 0; i < t->groups; i++) t->group_at[i] = find_column(t, line, t->group[i]);
    for (size_t i = 0; i < t->drivers; i++) t->driver_at[i] = find_column(t, line, t->driver[i]);
    t->time_at = find_column(t, line, t->options->time);
    t->value_at = find_column(t, line, t->options->value);
    t->headed = true;
    return myn_diag_status(t->diag);
}

/* ---- fields ---- */

static bool is_marker(const myn_field *f)
{
    static const char *const marker[] = {"", "NA", "NaN", "nan", "N/A", "null", ".", ":", ".."};
    for (size_t i = 0; i < sizeof marker / sizeof *marker; i++)
        if (f->length == strlen(marker[i]) && !memcmp(f->at, marker[i], f->length)) return true;
    return false;
}

static double take_number(Table *t, const myn_csv_line *line, size_t column)
{
    const myn_field *f = &line->field[column];
    double value;
    if (is_marker(f)) return NAN;
    if (myn_number_read(f->at, f->length, &value)) return value;
    myn_diag_add(t->diag, MYN_ERROR, at(t, line->line, column),
                 "\"%.*s\" is no number; expected one, or nothing or NA",
                 (int)(f->length < 60 ? f->length : 60), f->at);
    return NAN;
}

/* "2019 Jan", as tsibble writes months. */
static bool read_month(const myn_field *f, myn_period *out)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char iso[32];
    if (f->length != 8 || f->at[4] != ' ') return false;
    for (int m = 0; m < 12; m++) {
        if (memcmp(months + 3 * m, f->at + 5, 3) != 0) continue;
        snprintf(iso, sizeof iso, "%.4s-%02d", f->at, m + 1);
        return !myn_period_read(iso, 7, MYN_PERIOD_ISO, out);
    }
    return false;
}

static void take_time(Table *t, const myn_csv_line *line, Row *row)
{
    const myn_field *f = &line->field[t->time_at];
    bool period = !myn_period_read(f->at, f->length, MYN_PERIOD_ISO, &row->period) ||
                  read_month(f, &row->period);
    bool number = myn_number_read(f->at, f->length, &row->number) && fabs(row->number) <= 1e9 &&
                  row->number == floor(row->number);
    if (!period) row->period = (myn_period){0, 0};
    if (!number) row->number = NAN;
    t->periods &= period;
    t->numbers &= number;
    t->four_digits &= f->length == 4;
    if (period || number) return;
    myn_diag_add(t->diag, MYN_ERROR, at(t, line->line, t->time_at),
                 "\"%.*s\" is no time; expected 2019, 2019-Q2, 2019-05, 2019-05-15 or a whole number",
                 (int)(f->length < 60 ? f->length : 60), f->at);
}

/* The fields of COUNT columns as one text, to be numbered by NAMES. */
static myn_status take_key(Table *t, const myn_csv_line *line, const size_t *column, size_t count,
                           myn_names *names, size_t *number)
{
    t->key.length = 0;
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        char text[512];
        const myn_field *f = &line->field[column[i]];
        if (i) myn_buffer_put(&t->key, ",");
        if (f->length >= sizeof text) {
            myn_diag_add(t->diag, MYN_ERROR, at(t, line->line, column[i]),
                         "a name of %zu bytes; expected at most 511", f->length);
            return MYN_OK;
        }
        memcpy(text, f->at, f->length);
        text[f->length] = '\0';
        myn_buffer_csv(&t->key, text);
    }
    if (t->key.failed) return MYN_ERR_MEMORY;
    return myn_names_add(names, t->key.at ? t->key.at : "", t->key.length, number);
}

static bool make_room(Table *t)
{
    if (t->rows < t->room) return true;
    size_t room = t->room ? 2 * t->room : 4096;
    Row *row = realloc(t->row, room * sizeof *row);
    if (row) t->row = row;
    double *driven = row ? realloc(t->driven, room * (t->drivers + 1) * sizeof *driven) : NULL;
    if (!driven) return false;
    t->driven = driven;
    t->room = room;
    return true;
}

static myn_status take_row(void *ctx, const myn_csv_line *line)
{
    Table *t = ctx;
    if (!t->headed) return take_header(t, line);
    if (!make_room(t)) return MYN_ERR_MEMORY;
    Row *row = &t->row[t->rows];
    *row = (Row){.line = line->line, .number = NAN};
    myn_status status = take_key(t, line, t->id_at, t->ids, t->names, &row->series);
    if (!status && t->groups) status = take_key(t, line, t->group_at, t->groups, t->kinds, &row->group);
    take_time(t, line, row);
    row->value = take_number(t, line, t->value_at);
    for (size_t d = 0; d < t->drivers; d++)
        t->driven[t->rows * t->drivers + d] = take_number(t, line, t->driver_at[d]);
    t->rows++;
    return status;
}

/* ---- times ---- */

/* Whether times count steps: whole numbers that are not all years. */
static bool is_counted(const Table *t)
{
    return t->numbers && t->rows && !(t->four_digits && t->periods);
}

static myn_status check_times(const Table *t)
{
    for (size_t r = 0; !is_counted(t) && r < t->rows; r++)
        if (t->row[r].period.end <= t->row[r].period.start && !isnan(t->row[r].number))
            myn_diag_add(
                t->diag, MYN_ERROR, at(t, t->row[r].line, t->time_at),
                "a whole number among periods; expected a period (2019, 2019-Q2, 2019-05, 2019-05-15)");
    return myn_diag_status(t->diag);
}

static int by_series(const void *a, const void *b)
{
    const Row *x = *(Row *const *)a, *y = *(Row *const *)b;
    if (x->series != y->series) return x->series < y->series ? -1 : 1;
    if (x->number < y->number || x->number > y->number) return x->number < y->number ? -1 : 1;
    int order = myn_period_compare(x->period, y->period);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* Dates that wander within their month, quarter or year stand for it. */
static void snap(Row *const *row, size_t count, const FrequencyWord *word)
{
    bool dates = word && word->months, same = true, ends = true;
    int year, month, day, first;
    myn_day_split(row[0]->period.start, &year, &month, &first);
    for (size_t i = 0; i < count; i++) {
        dates &= row[i]->period.end - row[i]->period.start == 1;
        myn_day_split(row[i]->period.start, &year, &month, &day);
        int next_year, next_month, next_day;
        myn_day_split(row[i]->period.end, &next_year, &next_month, &next_day);
        same &= day == first, ends &= next_day == 1;
    }
    for (size_t i = 0; dates && !same && !ends && i < count; i++) {
        myn_day_split(row[i]->period.start, &year, &month, &day);
        month = (month - 1) / word->months * word->months + 1;
        int32_t start = myn_day(year, month, 1);
        row[i]->period = (myn_period){start, myn_day_add_months(start, word->months)};
    }
}

static myn_status line_of(const Table *t, Row *const *row, size_t count, myn_timeline *out, myn_arena *memory)
{
    const FrequencyWord *word = forecast_frequency_word(t->options->frequency);
    unsigned frequency = 0;
    (void)forecast_frequency(t->options->frequency, &frequency);
    if (is_counted(t)) {
        *out = (myn_timeline){.start = (int32_t)row[0]->number, .frequency = frequency ? frequency : 1};
        return MYN_OK;
    }
    myn_period *period = myn_arena_get(memory, count * sizeof *period);
    if (!period) return MYN_ERR_MEMORY;
    snap(row, count, word);
    for (size_t i = 0; i < count; i++) period[i] = row[i]->period;
    myn_status status = myn_timeline_of(period, count, frequency, out);
    bool finer = word && word->months && out->months % word->months == 0;
    if (!status && finer) out->months = word->months, out->days = 0;
    if (!status && word && word->days && out->days % word->days == 0 && !out->months) out->days = word->days;
    return status;
}

static bool position_of(const Table *t, const myn_timeline *line, const Row *row, long *out)
{
    if (!is_counted(t)) return myn_timeline_position(line, row->period, out);
    *out = (long)row->number - line->start;
    return true;
}

/* ---- series ---- */

/* What is wrong with a series goes to the user as a warning at its row, and to its own line of the result. */
static const char *doubt(const Table *t, const Row *row, const char *what)
{
    myn_diag_add(t->diag, MYN_WARNING, at(t, row->line, t->time_at), "%s: series \"%s\" is not forecast",
                 what, myn_names_at(t->names, row->series));
    return what;
}

static myn_status place_values(const Table *t, Row *const *row, size_t count, myn_forecast_series *s,
                               myn_arena *memory)
{
    long last = -1, position;
    for (size_t i = 0; i < count; i++) {
        if (!position_of(t, &s->line, row[i], &position))
            s->problem = doubt(t, row[i], "a time between two steps of the calendar");
        else if (position >= POSITIONS_MOST)
            s->problem = doubt(t, row[i], "a time too far from the others");
        else if (!isnan(row[i]->value) && position > last)
            last = position;
        if (s->problem) return MYN_OK;
    }
    s->n = s->first = (size_t)(last + 1);
    double *y = myn_arena_get(memory, (s->n + 1) * sizeof *y);
    if (!y) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < s->n; i++) y[i] = NAN;
    s->y = y;
    for (size_t i = 0; i < count && !s->problem; i++) {
        if (!position_of(t, &s->line, row[i], &position) || isnan(row[i]->value)) continue;
        if (!isnan(y[position]) && y[position] != row[i]->value)
            s->problem = doubt(t, row[i], "a time given twice, with two values");
        y[position] = row[i]->value;
    }
    return MYN_OK;
}

static myn_status place_drivers(const Table *t, Making *making, Row *const *row, size_t count, size_t number)
{
    myn_forecast_series *s = &making->series[number];
    size_t width = s->n + s->steps;
    long position;
    double *at_row = myn_arena_get(making->memory, (t->drivers * width + 1) * sizeof *at_row);
    if (!at_row) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < t->drivers * width; i++) at_row[i] = NAN;
    for (size_t i = 0; i < count; i++) {
        if (!position_of(t, &s->line, row[i], &position) || (size_t)position >= width) continue;
        for (size_t d = 0; d < t->drivers; d++)
            at_row[d * width + (size_t)position] = t->driven[(size_t)(row[i] - t->row) * t->drivers + d];
    }
    for (size_t i = 0; i < t->drivers * width && !s->problem; i++)
        if (isnan(at_row[i]))
            s->problem = doubt(t, row[0], "a driver without a value at a time that is needed");
    making->driver[number] = at_row;
    making->drivers = t->drivers;
    return MYN_OK;
}

static myn_status add_series(const Table *t, Making *making, Row *const *row, size_t count)
{
    const myn_forecast_options *o = t->options;
    myn_forecast_series *s = forecast_add(making);
    if (!s) return MYN_ERR_MEMORY;
    const char *id = myn_names_at(t->names, row[0]->series);
    s->id = myn_arena_text(making->memory, id, strlen(id));
    s->group = row[0]->group;
    s->low = isnan(o->low) ? -INFINITY : o->low;
    s->high = isnan(o->high) ? INFINITY : o->high;
    myn_status status = s->id ? line_of(t, row, count, &s->line, making->memory) : MYN_ERR_MEMORY;
    if (!status) status = place_values(t, row, count, s, making->memory);
    if (status || s->problem) return status;
    s->steps = forecast_steps(o, s);
    return t->drivers ? place_drivers(t, making, row, count, making->forecasts.count - 1) : MYN_OK;
}

static myn_status make_series(const Table *t, Making *making)
{
    Row **order = myn_arena_get(making->memory, (t->rows + 1) * sizeof *order);
    if (!order) return MYN_ERR_MEMORY;
    for (size_t r = 0; r < t->rows; r++) order[r] = &t->row[r];
    qsort(order, t->rows, sizeof *order, by_series);
    making->kinds = myn_names_count(t->kinds);
    myn_status status = MYN_OK;
    for (size_t from = 0, to; !status && from < t->rows; from = to) {
        for (to = from; to < t->rows && order[to]->series == order[from]->series;) to++;
        status = add_series(t, making, order + from, to - from);
    }
    return status;
}

static myn_status keep_names(Table *t, Making *making)
{
    const char **id = myn_arena_zero(making->memory, t->ids + 1, sizeof *id);
    if (!id) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < t->ids; i++) id[i] = t->id[i];
    making->forecasts.id_column = id;
    making->forecasts.time_column = myn_arena_text(making->memory, t->options->time,
                                                   strlen(t->options->time));
    return making->forecasts.time_column ? MYN_OK : MYN_ERR_MEMORY;
}

static myn_status check_options(const myn_forecast_options *o, myn_diag *diag)
{
    unsigned frequency;
    if (forecast_frequency(o->frequency, &frequency)) return MYN_OK;
    myn_diag_add(diag, MYN_ERROR, (myn_place){0},
                 "\"%s\" is no frequency; expected yearly, quarterly, monthly, weekly, daily, hourly or "
                 "steps a season",
                 o->frequency);
    return MYN_ERR_ARGUMENT;
}

static myn_status read_table(Table *t, Making *making)
{
    const myn_forecast_options *o = t->options;
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    t->periods = t->numbers = t->four_digits = true;
    myn_status status = split_names(o->id, t->id, &t->ids, making->memory);
    if (!status && o->drivers) status = split_names(o->drivers, t->driver, &t->drivers, making->memory);
    if (!status && o->group) status = split_names(o->group, t->group, &t->groups, making->memory);
    if (status == MYN_ERR_ARGUMENT)
        myn_diag_add(t->diag, MYN_ERROR, (myn_place){0}, "more than %d columns of ids, groups or drivers",
                     COLUMNS_MOST);
    if (!status) status = myn_names_new(&t->names);
    if (!status) status = myn_names_new(&t->kinds);
    if (!status) status = myn_csv_read(t->path, t->path, &dialect, take_row, t, o->progress, t->diag, &info);
    if (!status) status = check_times(t);
    return status ? status : myn_diag_status(t->diag);
}

/* The series of the table PATH with its tree, not forecast yet. DRIVER (COLUMNS_MOST + 1) gets names, NULL ends. */
static myn_status make_table(const char *path, const myn_forecast_options *options, myn_diag *diag,
                             Making **out, const char **driver)
{
    Table t = {.path = path, .options = options, .diag = diag};
    myn_status status = check_options(options, diag);
    if (!status) status = forecast_making(out);
    if (!status) status = read_table(&t, *out);
    if (!status) status = keep_names(&t, *out);
    if (!status) status = make_series(&t, *out);
    if (!status && options->tree) status = forecast_tree_read(*out, options, diag);
    memcpy(driver, t.driver, sizeof t.driver);
    myn_names_free(t.names);
    myn_names_free(t.kinds);
    myn_buffer_free(&t.key);
    free(t.row);
    free(t.driven);
    return status;
}

/* ---- scenarios of drivers ---- */

typedef struct {
    const char *path;
    const myn_forecast_options *options;
} Again;

static void change_driver(Making *making, const Change *c)
{
    for (size_t j = 0; j < c->count; j++) {
        const myn_forecast_series *s = &making->series[c->series[j]];
        size_t width = s->n + s->steps;
        double *row = (double *)making->driver[c->series[j]];
        for (size_t h = 0; row && h < s->steps; h++) {
            double *x = &row[c->driver * width + s->n + h];
            *x = forecast_changed(c, forecast_year(s, s->first + h), *x);
        }
    }
}

/* The same table again, as before but for the future of its drivers; what there is to say was said. */
static myn_status make_again(void *ctx, const Scenario *scenario, Making **out)
{
    const Again *again = ctx;
    const char *driver[COLUMNS_MOST + 1];
    myn_diag *unheard = NULL;
    *out = NULL;
    myn_status status = myn_diag_new(&unheard);
    if (!status) status = make_table(again->path, again->options, unheard, out, driver);
    for (size_t k = 0; !status && k < scenario->changes; k++)
        if (scenario->change[k].driver != MYN_NONE) change_driver(*out, &scenario->change[k]);
    if (!status) status = forecast_all(*out, again->options, unheard);
    if (status && *out) myn_forecasts_free(&(*out)->forecasts), *out = NULL;
    myn_diag_free(unheard);
    return status;
}

myn_status myn_forecast_table(const char *path, const myn_forecast_options *options, myn_diag *diag,
                              myn_forecasts **out)
{
    const char *driver[COLUMNS_MOST + 1];
    Making *making = NULL;
    Again again = {path, options};
    const Remake remake = {make_again, &again};
    *out = NULL;
    myn_status status = make_table(path, options, diag, &making, driver);
    if (!status) status = forecast_scenarios_read(making, options, NULL, driver, diag);
    if (!status) status = forecast_all(making, options, diag);
    if (!status) status = forecast_scenarios_apply(making, &remake, diag);
    if (status && making) myn_forecasts_free(&making->forecasts);
    if (!status) *out = &making->forecasts;
    return status;
}
