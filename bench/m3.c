/* Accuracy on the M3 competition's series: sMAPE, MASE, OWA, coverage and MSIS of 95 % intervals, and the processor's
 * time, beside what others reach.
 *
 *   bench-m3 [-t] FOLDER [METHOD ...]
 *   bench-m3                             the time of 35,000 made-up annual series by rdot, with 5 origins and intervals
 *
 * FOLDER holds m3_yearly.csv, m3_quarterly.csv, m3_monthly.csv. With -t the last h values of each training part are
 * forecast from those before them: what choices are made on, for the test values are for judging only. */
#include "bench.h"
#include <math.h>
#include <mynegai/csv.h>
#include <mynegai/outlook.h>
#include <mynegai/stream.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ORIGINS 1 /* one hold-out: split conformal as published */

typedef struct {
    const char *name;
    unsigned frequency;
    size_t h;
    size_t peers;
    const char *peer[8];
} Part;

/* Measured with R 4.2.2 forecast 8.20 and statsforecast 2.1.1; monthly: every fourth series. */
static const Part part[] = {
    {"yearly",
     1,
     6,
     7,
     {"R ets                17.00  2.86  .926   84 %", "R auto.arima         17.10  2.96  .945   79 %",
      "R thetaf             16.76  2.77  .906", "statsforecast ETS    16.19  2.70  .878",
      "statsforecast DOT    15.79  2.58  .848   74 %", "ETS+ARIMA+CES+DOT    15.85  2.73  .873",
      "aim                  15.90  2.60  .855   93-97 %  25.0"}},
    {"quarterly",
     4,
     8,
     7,
     {"R ets                 9.68  1.17  .950   87 %", "R auto.arima         10.01  1.19  .974   82 %",
      "R thetaf              9.20  1.12  .905", "statsforecast ETS     9.45  1.14  .928",
      "statsforecast DOT     9.32  1.13  .914", "ETS+ARIMA+CES+DOT     9.10  1.08  .884",
      "aim                   8.95  1.07  .874   93-97 %  10.2"}},
    {"monthly",
     12,
     18,
     7,
     {"R ets                13.91  .859  .867   91 %", "R auto.arima         14.34  .843  .873   92 %",
      "R thetaf             13.73  .844  .854", "statsforecast ETS    13.80  .845  .857",
      "statsforecast DOT    13.27  .824  .830", "ETS+ARIMA+CES+DOT    13.29  .806  .822",
      "aim (all series)     13.71  .846  .816   93-97 %  7.0"}},
};

typedef struct {
    double *y; /* training values, then those that followed */
    size_t n, h;
} Series;

typedef struct {
    Series *at;
    size_t count, room;
    bool head;
} Competition;

/* ---- reading ---- */

static size_t read_numbers(const myn_field *field, double *out)
{
    size_t n = 0;
    for (size_t i = 0, end; i < field->length; i = end + 1) {
        for (end = i; end < field->length && field->at[end] != ' ';) end++;
        if (end > i && myn_number_read(field->at + i, end - i, out + n)) n++;
    }
    return n;
}

static myn_status take_row(void *ctx, const myn_csv_line *line)
{
    Competition *c = ctx;
    if (!c->head) {
        c->head = true;
        return MYN_OK;
    }
    if (line->count != 10) return MYN_ERR_DATA;
    if (c->count == c->room) {
        c->room = c->room ? 2 * c->room : 1024;
        c->at = realloc(c->at, c->room * sizeof *c->at);
        if (!c->at) return MYN_ERR_MEMORY;
    }
    const myn_field *x = &line->field[8], *xx = &line->field[9];
    Series *s = &c->at[c->count++];
    s->y = malloc((x->length + xx->length + 2) * sizeof *s->y);
    if (!s->y) return MYN_ERR_MEMORY;
    s->n = read_numbers(x, s->y);
    s->h = read_numbers(xx, s->y + s->n);
    return MYN_OK;
}

static myn_status read_part(const char *folder, const Part *p, Competition *out)
{
    char path[1024];
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    snprintf(path, sizeof path, "%s/m3_%s.csv", folder, p->name);
    return myn_csv_read(path, path, &dialect, take_row, out, NULL, NULL, &info);
}

/* ---- judging ---- */

typedef struct {
    double smape, mase, coverage[2], msis[2], count, scaled;
} Score;

static void judge(const Competition *c, const Part *p, bool training, const myn_outlooks *made, Score *out)
{
    *out = (Score){0};
    for (size_t i = 0; i < c->count; i++) {
        const Series *s = &c->at[i];
        const myn_series_outlook *o = &made->at[i];
        size_t n = training ? s->n - p->h : s->n;
        myn_accuracy a;
        myn_trial trial = {s->y, n, p->frequency, s->y + n, o->mean, o->lower, o->upper, p->h};
        if (o->status) continue;
        myn_accuracy_of(&trial, &made->outlook, &a);
        out->smape += a.smape, out->count++;
        if (isnan(a.mase)) continue;
        out->mase += a.mase, out->scaled++;
        for (int l = 0; l < 2; l++) out->coverage[l] += a.coverage[l], out->msis[l] += a.msis[l];
    }
    out->smape /= out->count, out->mase /= out->scaled;
    for (int l = 0; l < 2; l++) out->coverage[l] /= out->scaled, out->msis[l] /= out->scaled;
}

static myn_status forecast(const Competition *c, const Part *p, bool training, const char *method, Score *out)
{
    myn_panel_series *series = calloc(c->count, sizeof *series);
    myn_outlook_plan plan = {.method = method, .outlook = {p->h, 2, {.8, .95}}, .origins = ORIGINS};
    myn_outlooks *made = NULL;
    myn_team *team = NULL;
    myn_status status = series ? myn_team_new(1, &team) : MYN_ERR_MEMORY;
    for (size_t i = 0; series && i < c->count; i++)
        series[i] = (myn_panel_series){.y = c->at[i].y,
                                       .n = c->at[i].n - (training ? p->h : 0),
                                       .frequency = p->frequency,
                                       .low = -INFINITY,
                                       .high = INFINITY};
    if (!status) status = myn_outlook_make(series, c->count, &plan, team, &made);
    if (!status) judge(c, p, training, made, out);
    myn_outlooks_free(made);
    myn_team_free(team);
    free(series);
    return status;
}

static int run_part(const char *folder, const Part *p, bool training, const char *const *method)
{
    Competition c = {0};
    Score naive2, score;
    myn_status status = read_part(folder, p, &c);
    if (!status) status = forecast(&c, p, training, "adjusted-naive", &naive2);
    if (!status)
        printf("M3 %s, %zu series, %zu steps%s\n", p->name, c.count, p->h, training ? " (of training)" : "");
    if (!status)
        printf("  %-30s %6s %6s %6s  %6s %6s  %6s %6s  %s\n", "", "sMAPE", "MASE", "OWA", "cov80", "MSIS80",
               "cov95", "MSIS95", "CPU s per 1,000");
    for (; !status && *method; method++) {
        clock_t start = clock();
        status = forecast(&c, p, training, *method, &score);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC / (double)c.count * 1000;
        if (!status)
            printf("  %-30s %6.2f %6.4f %6.4f  %6.1f %6.2f  %6.1f %6.2f  %.4f\n", *method, score.smape,
                   score.mase, (score.smape / naive2.smape + score.mase / naive2.mase) / 2,
                   100 * score.coverage[0], score.msis[0], 100 * score.coverage[1], score.msis[1], seconds);
        fflush(stdout);
    }
    for (size_t i = 0; !status && !training && i < p->peers; i++) printf("    %s\n", p->peer[i]);
    for (size_t i = 0; i < c.count; i++) free(c.at[i].y);
    free(c.at);
    return bench_exit("m3", status);
}

/* ---- speed ---- */

#define MANY   35000
#define VALUES 20

static int run_many(void)
{
    double *y = malloc((size_t)MANY * VALUES * sizeof *y);
    myn_panel_series *series = calloc(MANY, sizeof *series);
    myn_outlook_plan plan = {.method = "rdot", .outlook = {5, 2, {.8, .95}}, .origins = 5};
    myn_outlooks *made = NULL;
    myn_team *team = NULL;
    myn_status status = y && series ? myn_team_new(1, &team) : MYN_ERR_MEMORY;
    for (size_t i = 0; !status && i < MANY; i++) {
        myn_stream random = myn_stream_at(1, i);
        double *at = y + i * VALUES, level = 100, slope = myn_stream_normal(&random);
        for (size_t t = 0; t < VALUES; t++) at[t] = level += slope + 3 * myn_stream_normal(&random);
        series[i] = (myn_panel_series){
            .y = at, .n = VALUES, .frequency = 1, .low = -INFINITY, .high = INFINITY};
    }
    clock_t start = clock();
    if (!status) status = myn_outlook_make(series, MANY, &plan, team, &made);
    if (!status)
        printf("%d annual series of %d values, rdot, 5 origins, intervals: %.2f CPU s (aim 4)\n", MANY,
               VALUES, (double)(clock() - start) / CLOCKS_PER_SEC);
    myn_outlooks_free(made);
    myn_team_free(team);
    free(series);
    free(y);
    return bench_exit("m3", status);
}

int main(int count, char **argument)
{
    static const char *const usual[] = {"adjusted-naive", "auto", NULL};
    bool training = count > 1 && !strcmp(argument[1], "-t");
    const char *only = getenv("M3_PART");
    int at = 1 + training, answer = 0;
    if (at >= count) return run_many();
    const char *const *method = at + 1 < count ? (const char *const *)argument + at + 1 : usual;
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        if (!only || !strcmp(only, part[i].name))
            answer |= run_part(argument[at], &part[i], training, method);
    return answer;
}
