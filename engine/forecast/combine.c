/* Several methods as one: mean, median, or weighted by what each missed in a hold-out of its own. */
#include "method/row.h"
#include "forecast/recipe.h"
#include "forecast/season.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define ADJUSTED   "adjusted-"
#define HOLD_SHARE 5 /* a fifth of the values is held out to weigh methods */
#define HOLD_LEAST 4 /* values left to fit on */

/* ---- one part ---- */

typedef struct {
    double *mean, *lower, *upper; /* as in Dish */
    bool adjusted;                /* seasons were taken out and put back */
    myn_forecast made;
} Part;

/* A series, and what is left of it without its seasons, found out once for all parts. */
typedef struct {
    const myn_series *whole;
    myn_series left;
    Season season;
} Dressed;

static bool is_constant(const myn_series *s)
{
    for (size_t i = 1; i < s->n; i++)
        if (!isnan(s->y[i]) && s->y[i] != s->y[0]) return false;
    return true;
}

/* Numbers beyond 2^+-300 keep their seasons: the products of the test would overflow. */
static bool squares_fit(const myn_series *s)
{
    double size = 0;
    for (size_t i = 0; i < s->n; i++) size = fmax(size, fabs(s->y[i]));
    return size < 0x1p300 && size > 0x1p-300;
}

static myn_status dress(const Recipe *recipe, const myn_series *s, Dressed *out, myn_arena *scratch)
{
    bool wanted = false;
    *out = (Dressed){.whole = s, .left = *s};
    for (size_t i = 0; i < recipe->parts; i++) wanted |= recipe->adjust[i];
    if (!wanted || s->frequency < 2 || !squares_fit(s)) return MYN_OK;
    myn_status status = season_remove(s, &out->season, scratch);
    out->left.y = out->season.left;
    return status;
}

static myn_status part_room(const myn_outlook *o, bool intervals, Part *out, myn_arena *scratch)
{
    size_t h = o->horizon;
    *out = (Part){.mean = myn_arena_get(scratch, h * sizeof(double))};
    if (intervals) {
        out->lower = myn_arena_get(scratch, 2 * o->levels * h * sizeof(double));
        out->upper = out->lower ? out->lower + o->levels * h : NULL;
    }
    return out->mean && (out->lower || !intervals) ? MYN_OK : MYN_ERR_MEMORY;
}

static bool all_finite(const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(x[i])) return false;
    return true;
}

/* METHOD on S, or the last value where METHOD cannot or does not end in numbers. */
static myn_status run_method(const myn_forecaster *method, const myn_series *s, const myn_outlook *o,
                             Part *part, myn_arena *scratch)
{
    const myn_forecaster *naive = myn_forecaster_find("naive");
    unsigned flags = is_constant(s)                                ? MYN_FLAG_CONSTANT
                     : myn_row_present(s->y, s->n) < method->least ? MYN_FLAG_SHORT
                                                                   : 0;
    if (flags) method = naive;
    part->made = (myn_forecast){
        .mean = part->mean, .lower = part->lower, .upper = part->upper, .sigma2 = NAN};
    myn_status status = method->forecast(s, o, &part->made, scratch);
    if (status == MYN_ERR_MEMORY) return status;
    if (status || !all_finite(part->mean, o->horizon)) {
        flags |= MYN_FLAG_NOT_CONVERGED;
        part->made = (myn_forecast){
            .mean = part->mean, .lower = part->lower, .upper = part->upper, .sigma2 = NAN};
        status = naive->forecast(s, o, &part->made, scratch);
    }
    part->made.flags |= flags;
    return status == MYN_ERR_MEMORY ? status : MYN_OK;
}

/* The seasons go back into all that was made of what was left. */
static myn_status run_part(const Recipe *recipe, size_t i, const Dressed *d, const myn_outlook *o, Part *part,
                           myn_arena *scratch)
{
    if (!recipe->adjust[i]) return run_method(recipe->method[i], d->whole, o, part, scratch);
    myn_series left = d->left;
    left.frequency = 1;
    myn_status status = run_method(recipe->method[i], &left, o, part, scratch);
    part->adjusted = d->season.form != SEASON_NONE;
    if (!status) season_restore(&d->season, d->whole->n, o, &part->made);
    return status;
}

/* ---- weights ---- */

/* 1 / mean absolute error over the last values, held out: all equal where too few are left. */
static myn_status weigh(const Recipe *recipe, const myn_series *s, double *weight, myn_arena *scratch)
{
    size_t hold = s->n / HOLD_SHARE, n = s->n - hold;
    for (size_t i = 0; i < recipe->parts; i++) weight[i] = 1;
    while (n && isnan(s->y[n - 1])) n--;
    if (!hold || n < HOLD_LEAST || s->driver) return MYN_OK;
    myn_series head = {s->y, n, s->frequency, NULL, 0};
    myn_outlook o = {.horizon = s->n - n};
    Dressed dressed;
    myn_status status = dress(recipe, &head, &dressed, scratch);
    for (size_t i = 0; !status && i < recipe->parts; i++) {
        Part part;
        double sum = 0, count = 0;
        status = part_room(&o, false, &part, scratch);
        if (!status) status = run_part(recipe, i, &dressed, &o, &part, scratch);
        if (status) return status;
        for (size_t j = 0; j < o.horizon; j++) {
            double e = fabs(part.mean[j] - s->y[n + j]);
            if (!isnan(e)) sum += e, count++;
        }
        weight[i] = sum > 0 ? count / sum : 1e300;
    }
    return status;
}

/* ---- combining ---- */

static void sort_few(double *x, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && x[j] < x[j - 1]; j--) {
            double swap = x[j];
            x[j] = x[j - 1], x[j - 1] = swap;
        }
}

/* One number of N methods' numbers, those that are missing left out. */
static double combined(const Recipe *recipe, const double *x, const double *weight)
{
    double kept[PARTS_MOST], sum = 0, all = 0, most = 0;
    size_t n = 0;
    for (size_t i = 0; i < recipe->parts; i++) most = fmax(most, weight[i]);
    for (size_t i = 0; i < recipe->parts; i++) {
        if (isnan(x[i])) continue;
        kept[n++] = x[i], sum += weight[i] / most * x[i], all += weight[i] / most;
    }
    if (n == 0) return NAN;
    if (recipe->combine != COMBINE_MEDIAN) return sum / all;
    sort_few(kept, n);
    return n % 2 ? kept[n / 2] : (kept[n / 2 - 1] + kept[n / 2]) / 2;
}

static void combine_row(const Recipe *recipe, const double *weight, size_t n, double *const *from, double *to)
{
    double x[PARTS_MOST];
    for (size_t j = 0; j < n; j++) {
        for (size_t i = 0; i < recipe->parts; i++) x[i] = from[i][j];
        to[j] = combined(recipe, x, weight);
    }
}

static void combine_parts(const Recipe *recipe, const Part *part, const double *weight, const myn_outlook *o,
                          Dish *out)
{
    double *row[PARTS_MOST] = {NULL};
    for (size_t i = 0; i < recipe->parts; i++) row[i] = part[i].mean;
    combine_row(recipe, weight, o->horizon, row, out->mean);
    for (size_t i = 0; i < recipe->parts && out->lower; i++) row[i] = part[i].lower;
    if (out->lower) combine_row(recipe, weight, o->levels * o->horizon, row, out->lower);
    for (size_t i = 0; i < recipe->parts && out->upper; i++) row[i] = part[i].upper;
    if (out->upper) combine_row(recipe, weight, o->levels * o->horizon, row, out->upper);
}

/* ---- what is said of it ---- */

static void add_text(char *out, const char *text)
{
    size_t used = strlen(out);
    snprintf(out + used, MYN_MODEL_TEXT - used, "%s", text);
}

static void name_model(const Recipe *recipe, const Part *part, char *out)
{
    static const char *const how[] = {"mean of ", "median of ", "weighted mean of "};
    out[0] = '\0';
    if (recipe->parts > 1) add_text(out, how[recipe->combine]);
    for (size_t i = 0; i < recipe->parts; i++) {
        add_text(out, i == 0 ? "" : i + 1 == recipe->parts ? " and " : ", ");
        if (part[i].adjusted) add_text(out, "adjusted ");
        add_text(out, part[i].made.model);
    }
}

static void put_number(myn_buffer *out, const char *name, double value)
{
    char text[MYN_NUMBER_TEXT];
    snprintf(text, sizeof text, "%.6g", value);
    myn_buffer_format(out, "%s%s=%s", out->length && out->at[out->length - 1] != ' ' ? " " : "", name, text);
}

static void put_parameters(const Recipe *recipe, const Part *part, const double *weight, myn_buffer *out)
{
    for (size_t i = 0; i < recipe->parts; i++) {
        const myn_forecast *made = &part[i].made;
        if (recipe->parts > 1) myn_buffer_format(out, "%s%s:", i ? "; " : "", made->model);
        if (recipe->combine == COMBINE_WEIGHTED) put_number(out, "weight", weight[i]);
        for (size_t j = 0; j < made->parameters; j++)
            put_number(out, made->parameter_name[j], made->parameter[j]);
    }
}

myn_status recipe_forecast(const Recipe *recipe, const myn_series *s, const myn_outlook *o, Dish *out,
                           myn_arena *scratch)
{
    Part part[PARTS_MOST];
    double weight[PARTS_MOST] = {1, 1, 1, 1, 1, 1};
    Dressed dressed;
    myn_status status = dress(recipe, s, &dressed, scratch);
    if (!status && recipe->combine == COMBINE_WEIGHTED && recipe->parts > 1)
        status = weigh(recipe, s, weight, scratch);
    out->flags = 0, out->sigma2 = 0;
    for (size_t i = 0; !status && i < recipe->parts; i++) {
        status = part_room(o, out->lower, &part[i], scratch);
        if (!status) status = run_part(recipe, i, &dressed, o, &part[i], scratch);
        if (status) return status;
        out->flags |= part[i].made.flags;
        out->sigma2 += part[i].made.sigma2 / (double)recipe->parts;
    }
    if (status) return status;
    combine_parts(recipe, part, weight, o, out);
    name_model(recipe, part, out->model);
    if (out->parameters) put_parameters(recipe, part, weight, out->parameters);
    return MYN_OK;
}

/* ---- reading ---- */

/* Methods that are compared with as they stand: a naive forecast knows no seasons. */
static bool is_benchmark(const char *name)
{
    static const char *const benchmark[] = {"naive", "mean", "drift"};
    for (size_t i = 0; i < sizeof benchmark / sizeof *benchmark; i++)
        if (!strcmp(name, benchmark[i])) return true;
    return false;
}

void recipe_add(Recipe *recipe, const char *name, bool adjust)
{
    const myn_forecaster *method = myn_forecaster_find(name);
    if (!method || recipe->parts == PARTS_MOST) return;
    recipe->method[recipe->parts] = method;
    recipe->adjust[recipe->parts++] = adjust || !(method->seasonal || is_benchmark(name));
}

Recipe recipe_of(const char *name)
{
    Recipe recipe = {0};
    recipe_add(&recipe, name, false);
    return recipe;
}

static bool read_part(const char *text, size_t length, Recipe *out, char *why, size_t size)
{
    char name[64];
    while (length && *text == ' ') text++, length--;
    while (length && text[length - 1] == ' ') length--;
    size_t skip = length > strlen(ADJUSTED) && !strncmp(text, ADJUSTED, strlen(ADJUSTED)) ? strlen(ADJUSTED)
                                                                                          : 0;
    snprintf(name, sizeof name, "%.*s", (int)(length - skip < 60 ? length - skip : 60), text + skip);
    if (out->parts == PARTS_MOST)
        snprintf(why, size, "at most %d methods can be combined", PARTS_MOST);
    else if (!myn_forecaster_find(name))
        snprintf(why, size, "no forecasting method is called \"%s\"", name);
    else {
        recipe_add(out, name, skip > 0);
        return true;
    }
    return false;
}

bool recipe_read(const char *text, Recipe *out, char *why, size_t size)
{
    static const char *const how[] = {"mean(", "median(", "weighted("};
    size_t length = strlen(text);
    *out = (Recipe){0};
    if (!strcmp(text, "thorough")) text = "median(ets,arima,theta)", length = strlen(text);
    for (size_t i = 0; i < 3; i++) {
        if (strncmp(text, how[i], strlen(how[i])) || text[length - 1] != ')') continue;
        out->combine = (Combine)i;
        for (const char *at = text + strlen(how[i]), *end = text + length - 1; at <= end;) {
            const char *comma = memchr(at, ',', (size_t)(end - at));
            if (!read_part(at, (size_t)((comma ? comma : end) - at), out, why, size)) return false;
            at = comma ? comma + 1 : end + 1;
        }
        return true;
    }
    return read_part(text, length, out, why, size);
}
