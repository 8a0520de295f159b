/* Smoothing and theta methods: processor seconds for 1,000 series, fit and forecast with intervals, seasons taken out
 * where the method knows none. The series are M3's where MYNEGAI_DATA has them, else random walks with drift and seasons
 * of the same lengths. */
#include "bench.h"
#include "forecast/season.h"
#include <math.h>
#include <mynegai/stream.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST   160
#define MOST      1500
#define LINE_MOST 8192

typedef struct {
    const char *size, *file;
    unsigned frequency;
    size_t horizon, shortest, longest; /* of made-up series */
    int runs;
} Set;

static const Set sets[] = {{"1,000 yearly", "m3_yearly.csv", 1, 6, 14, 31, 5},
                           {"1,000 quarterly", "m3_quarterly.csv", 4, 8, 16, 64, 3},
                           {"1,000 monthly", "m3_monthly.csv", 12, 18, 60, 126, 1}};

typedef struct {
    double (*y)[LONGEST];
    size_t n[MOST], series;
    const Set *set;
    const myn_forecaster *method;
    myn_arena *scratch;
} Panel;

/* The ninth field of LINE: values separated by blanks. */
static void read_series(Panel *panel, char *line)
{
    char *at = line, *end;
    for (int field = 0; field < 8 && at; field++) at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL;
    size_t n = 0;
    while (at && *at && *at != ',' && n < LONGEST) {
        double value = strtod(at, &end);
        if (end == at) break;
        panel->y[panel->series][n++] = value;
        at = end + (*end == ' ');
    }
    if (n > 0) panel->n[panel->series++] = n;
}

static void read_file(Panel *panel)
{
    char path[512], line[LINE_MOST];
    const char *data = getenv("MYNEGAI_DATA");
    snprintf(path, sizeof path, "%s/m3/%s", data ? data : "../shared/data", panel->set->file);
    FILE *file = fopen(path, "r");
    if (!file || !fgets(line, sizeof line, file)) return;
    while (panel->series < MOST && fgets(line, sizeof line, file)) read_series(panel, line);
    fclose(file);
}

static void make_up(Panel *panel)
{
    const Set *set = panel->set;
    for (; panel->series < 600; panel->series++) {
        size_t i = panel->series, n = set->shortest + i % (set->longest - set->shortest + 1);
        myn_stream noise = myn_stream_at(1, i);
        double level = 1000;
        for (size_t t = 0; t < n; t++) {
            level *= 1.01 + 0.03 * myn_stream_normal(&noise);
            double season = set->frequency > 1 ? 0.1 * (double)(t % set->frequency) / set->frequency : 0;
            panel->y[i][t] = level * (1 + season) * (1 + 0.02 * myn_stream_normal(&noise));
        }
        panel->n[i] = n;
    }
}

static myn_status forecast_all(void *ctx)
{
    Panel *panel = ctx;
    double mean[18], lower[36], upper[36];
    myn_outlook outlook = {.horizon = panel->set->horizon, .levels = 2, .level = {0.8, 0.95}};
    myn_status status = MYN_OK;
    for (size_t i = 0; i < panel->series && !status; i++) {
        myn_series series = {.y = panel->y[i], .n = panel->n[i], .frequency = panel->set->frequency};
        myn_forecast out = {.mean = mean, .lower = lower, .upper = upper};
        status = season_forecast(panel->method, &series, &outlook, &out, panel->scratch);
        myn_arena_rewind(panel->scratch, (myn_arena_mark){0});
    }
    return status;
}

static int measure(Panel *panel, const char *method)
{
    BenchFigures figures;
    BenchJob job = {.work = forecast_all, .ctx = panel, .runs = panel->set->runs};
    panel->method = myn_forecaster_find(method);
    if (!panel->method) return bench_exit(method, MYN_ERR_NOT_FOUND);
    myn_status status = bench_time(&job, &figures);
    if (status) return bench_exit(method, status);
    double thousand = 1000 / (double)panel->series;
    figures.seconds *= thousand;
    figures.instructions *= thousand;
    bench_line(method, panel->set->size, 1000, &figures);
    return 0;
}

int main(void)
{
    static const char *const methods[] = {"naive", "ses",           "holt", "damped",
                                          "theta", "dynamic_theta", "rdot", "ets"};
    static Panel panel;
    int answer = 0;
    panel.y = malloc(MOST * sizeof *panel.y);
    myn_status status = panel.y ? myn_arena_new(&panel.scratch) : MYN_ERR_MEMORY;
    for (size_t s = 0; s < sizeof sets / sizeof *sets && !status; s++) {
        panel.set = &sets[s];
        panel.series = 0;
        read_file(&panel);
        if (panel.series == 0) make_up(&panel);
        for (size_t m = 0; m < sizeof methods / sizeof *methods; m++) answer |= measure(&panel, methods[m]);
    }
    myn_arena_free(panel.scratch);
    free(panel.y);
    return status ? bench_exit("forecast", status) : answer;
}
