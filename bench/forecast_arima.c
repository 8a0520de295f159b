/* Automatic ARIMA on made-up series as long as those of the M3 competition: CPU seconds per 1,000 series. With files
 * of that competition in MYNEGAI_DATA on those instead, and their accuracy: sMAPE and MASE over all series. */
#include "bench.h"
#include <math.h>
#include <mynegai/forecast.h>
#include <mynegai/stream.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST      200
#define LINE_MOST 8192

typedef struct {
    double y[MOST], future[MOST];
    size_t n, h;
    unsigned m;
} Series;

typedef struct {
    double seconds, smape, mase;
    size_t series, scaled, failed;
} Tally;

static double cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static size_t numbers(char *text, double *out)
{
    size_t n = 0;
    for (char *end; n < MOST; text = end) {
        double value = strtod(text, &end);
        if (end == text) break;
        out[n++] = value;
    }
    return n;
}

/* A row of the M3 files: id, period, freq, type, n, h, start, start, values, values that followed. */
static int read_row(char *line, Series *s)
{
    char *cell[10], *rest = line;
    for (int i = 0; i < 10; i++)
        if (!(cell[i] = strsep(&rest, ","))) return 0;
    s->m = (unsigned)atoi(cell[2]);
    s->n = numbers(cell[8], s->y);
    s->h = numbers(cell[9], s->future);
    return s->n > 0;
}

static void score(const Series *s, const double *mean, Tally *tally)
{
    double smape = 0, error = 0, scale = 0;
    for (size_t h = 0; h < s->h; h++) {
        error += fabs(s->future[h] - mean[h]) / (double)s->h;
        smape += 200 * fabs(s->future[h] - mean[h]) / (fabs(s->future[h]) + fabs(mean[h])) / (double)s->h;
    }
    for (size_t t = s->m; t < s->n; t++) scale += fabs(s->y[t] - s->y[t - s->m]) / (double)(s->n - s->m);
    tally->smape += smape;
    if (scale > 0) tally->mase += error / scale;
    tally->scaled += scale > 0;
}

static void forecast(const myn_forecaster *method, const Series *s, myn_arena *scratch, Tally *tally)
{
    double mean[MOST], lower[2 * MOST], upper[2 * MOST];
    myn_series series = {.y = s->y, .n = s->n, .frequency = s->m};
    myn_outlook outlook = {s->h, 2, {.8, .95}};
    myn_forecast out = {.mean = mean, .lower = lower, .upper = upper};
    double from = cpu();
    myn_status status = method->forecast(&series, &outlook, &out, scratch);
    tally->seconds += cpu() - from;
    tally->series++;
    tally->failed += status != MYN_OK;
    if (!status && s->future[0] == s->future[0]) score(s, mean, tally);
    if (getenv("SHOW")) printf("%s %.6f %u\n", out.model, out.aicc, out.flags);
    myn_arena_rewind(scratch, (myn_arena_mark){0});
}

/* A series with trend, seasons and noise of its own. */
static void made_up(uint64_t job, unsigned m, Series *s)
{
    myn_stream random = myn_stream_at(7, job);
    size_t n = m == 1 ? 20 : m == 4 ? 45 : 100;
    double level = 1000, trend = 10 * myn_stream_normal(&random), season[12];
    for (unsigned i = 0; i < m; i++) season[i] = 50 * myn_stream_normal(&random);
    for (size_t t = 0; t < n; t++) {
        level += trend + 20 * myn_stream_normal(&random);
        s->y[t] = level + (m > 1 ? season[t % m] : 0) + 30 * myn_stream_normal(&random);
    }
    s->n = n;
    s->m = m;
    s->h = m == 1 ? 6 : m == 4 ? 8 : 18;
    s->future[0] = NAN;
}

static void tell(const char *name, const char *period, const Tally *t)
{
    printf("%s %s: %zu series, %zu failed, %.3f CPU seconds per 1,000", name, period, t->series, t->failed,
           1000 * t->seconds / (double)t->series);
    if (t->scaled)
        printf(", sMAPE %.3f, MASE %.4f", t->smape / (double)t->series, t->mase / (double)t->scaled);
    printf("\n");
}

static int run(const myn_forecaster *method, const char *period, unsigned m, size_t every, myn_arena *scratch)
{
    Tally tally = {0};
    Series s;
    const char *data = getenv("MYNEGAI_DATA");
    char path[1024], line[LINE_MOST];
    snprintf(path, sizeof path, "%s/m3/m3_%s.csv", data ? data : ".", period);
    FILE *file = data ? fopen(path, "r") : NULL;
    for (size_t row = 0; file && fgets(line, sizeof line, file); row++)
        if (row && (row - 1) % every == 0 && read_row(line, &s)) forecast(method, &s, scratch, &tally);
    for (size_t i = 0; !file && i < 200; i++) {
        made_up(i, m, &s);
        forecast(method, &s, scratch, &tally);
    }
    if (file) fclose(file);
    tell(method->name, period, &tally);
    return tally.failed != 0;
}

int main(int count, char **argument)
{
    myn_arena *scratch;
    const myn_forecaster *method = myn_forecaster_find(count > 1 ? argument[1] : "arima");
    myn_status status = method ? myn_arena_new(&scratch) : MYN_ERR_NOT_FOUND;
    if (status) return bench_exit("forecast_arima", status);
    int answer = run(method, "yearly", 1, 1, scratch) | run(method, "quarterly", 4, 1, scratch) |
                 run(method, "monthly", 12, 4, scratch);
    myn_arena_free(scratch);
    return answer;
}
