/* 2020-21 in three ways on series of 22 councils: as missing, as a level, ignored, side by side; each is what it says it is. */
#include "suite.h"
#include <math.h>
#include <mynegai/csv.h>
#include <mynegai/run_forecast.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AREAS = 22, FIRST = 1990, YEARS = 40, SETS = 5, HELD = 3 };

typedef struct {
    const char *indicator, *measure;
    int to; /* last year that is known */
    double low, high;
} Set;

static const Set sets[SETS] = {
    {"Claimant Count", "Percentage", 2022, 0, INFINITY},
    {"Motor vehicle flow", "Annual average daily flow", 2022, 0, INFINITY},
    {"Employment rate", "Percentage", 2021, 0, 100},
    {"Greenhouse gas emissions", "Emissions (tCO2e) per capita", 2021, 0, INFINITY},
    {"Gross disposable household income", "Pounds", 2021, 0, INFINITY}};

typedef struct {
    const Set *set;
    char code[AREAS][16];
    double y[AREAS][YEARS];
    size_t areas;
    bool headed;
} Series;

static char data[512], table[64];

static bool is(const myn_field *f, const char *text)
{
    return f->length == strlen(text) && !memcmp(f->at, text, f->length);
}

/* dataset,areacd,areanm,geography,indicator,period,observation,measure,... */
static myn_status take(void *ctx, const myn_csv_line *line)
{
    Series *s = ctx;
    const myn_field *f = line->field;
    size_t area = 0;
    double year, value;
    if (!s->headed) {
        s->headed = true;
        return MYN_OK;
    }
    if (strncmp(f[1].at, "W06", 3) || !is(&f[4], s->set->indicator) || !is(&f[7], s->set->measure))
        return MYN_OK;
    while (area < s->areas && !is(&f[1], s->code[area])) area++;
    ck_assert_uint_lt(area, AREAS);
    if (area == s->areas) memcpy(s->code[s->areas++], f[1].at, f[1].length);
    ck_assert(myn_number_read(f[5].at, 4, &year));
    if (myn_number_read(f[6].at, f[6].length, &value)) s->y[area][(size_t)year - FIRST] = value;
    return MYN_OK;
}

static void read_set(Series *s, const Set *set)
{
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    memset(s, 0, sizeof *s);
    s->set = set;
    for (size_t a = 0; a < AREAS; a++)
        for (size_t t = 0; t < YEARS; t++) s->y[a][t] = NAN;
    ck_assert_int_eq(myn_csv_read(data, data, &dialect, take, s, NULL, NULL, &info), MYN_OK);
    ck_assert_uint_eq(s->areas, AREAS);
}

/* The values up to the set's last year, without those of 2020 and 2021 where WITHOUT, and nothing written there. */
static void write_table(const Series *s, bool without)
{
    FILE *f = fopen(table, "w");
    ck_assert_ptr_nonnull(f);
    fprintf(f, "area,year,x\n");
    for (size_t a = 0; a < AREAS; a++)
        for (int year = FIRST; year <= s->set->to; year++) {
            double y = s->y[a][year - FIRST];
            if (isnan(y)) continue;
            fprintf(f, "%s,%d,", s->code[a], year);
            if (!without || year < 2020 || year > 2021) fprintf(f, "%.17g", y);
            fprintf(f, "\n");
        }
    fclose(f);
}

static myn_forecasts *forecast(const Series *s, const char *shocks)
{
    myn_forecasts *out = NULL;
    char until[16];
    snprintf(until, sizeof until, "%d", s->set->to + HELD);
    const myn_forecast_options options = {.until = until,
                                          .origins = 5,
                                          .low = s->set->low,
                                          .high = s->set->high,
                                          .threads = 2,
                                          .id = "area",
                                          .time = "year",
                                          .value = "x",
                                          .shocks = shocks};
    ck_assert_int_eq(myn_forecast_table(table, &options, NULL, &out), MYN_OK);
    ck_assert_uint_eq(out->count, AREAS);
    return out;
}

/* Mean absolute error of the years held out, and coverage of 95 % intervals. */
static void judge(const Series *s, const myn_forecasts *f, double *error, double *coverage)
{
    double n = 0;
    *error = *coverage = 0;
    for (size_t a = 0; a < AREAS; a++) {
        const myn_forecast_series *of = &f->series[a];
        for (size_t h = 0; h < of->steps; h++) {
            char year[MYN_PERIOD_TEXT];
            size_t at = 0;
            myn_timeline_text(&of->line, (long)(of->first + h), year);
            while (strcmp(s->code[at], of->id) != 0) at++;
            int number = atoi(year);
            double y = s->y[at][number - FIRST];
            if (isnan(y) || number <= s->set->to) continue;
            const myn_series_outlook *o = of->outlook;
            *error += fabs(y - o->mean[h]);
            *coverage += y >= o->lower[of->horizon + h] && y <= o->upper[of->horizon + h];
            n++;
        }
    }
    ck_assert(n >= AREAS);
    *error /= n, *coverage /= n;
}

static void same_means(const myn_forecasts *a, const myn_forecasts *b, bool same)
{
    size_t differ = 0;
    for (size_t i = 0; i < AREAS; i++) {
        const double *x = a->series[i].outlook->mean, *y = b->series[i].outlook->mean;
        size_t from = a->series[i].steps, of = b->series[i].steps, n = from < of ? from : of;
        differ += memcmp(x + (from - n), y + (of - n), n * sizeof *x) != 0; /* both end in one year */
    }
    ck_assert_msg(same ? differ == 0 : differ > AREAS / 2, "%zu", differ);
}

/* Ignored is as if nothing were marked; missing as if the values were not there; a level differs from both. */
START_TEST(side_by_side)
{
    static const char *const mark[] = {"2020..2021=ignore", "2020..2021=missing", "2020..2021=level"};
    printf("2020-21 as ignored / missing / level, 22 councils, held out: mean absolute error, coverage of 95 "
           "%%\n");
    for (size_t k = 0; k < SETS; k++) {
        Series s;
        myn_forecasts *f[3];
        double error, coverage;
        read_set(&s, &sets[k]);
        write_table(&s, false);
        printf("%-34s to %d", sets[k].indicator, sets[k].to);
        for (size_t m = 0; m < 3; m++) {
            f[m] = forecast(&s, mark[m]);
            judge(&s, f[m], &error, &coverage);
            printf(m ? ", %.4g %.0f %%" : " %.4g %.0f %%", error, 100 * coverage);
            for (size_t i = 0; i < AREAS; i++) ck_assert_ptr_nonnull(f[m]->series[i].marks);
        }
        printf("\n");
        myn_forecasts *unmarked = forecast(&s, NULL);
        same_means(f[0], unmarked, true);
        write_table(&s, true);
        myn_forecasts *without = forecast(&s, NULL);
        same_means(f[1], without, true);
        same_means(f[1], f[0], false);
        same_means(f[2], f[1], false);
        for (size_t m = 0; m < 3; m++) myn_forecasts_free(f[m]);
        myn_forecasts_free(unmarked);
        myn_forecasts_free(without);
    }
}
END_TEST

static void setup(void)
{
    snprintf(table, sizeof table, "/tmp/mynegai-shock-%ld.csv", (long)getpid());
}

static void teardown(void)
{
    unlink(table);
}

Suite *suite(void)
{
    snprintf(data, sizeof data, "%s/wales-councils/indicators.csv", test_data());
    test_needs(data);
    Suite *s = suite_create("a shock in three ways");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, side_by_side);
    tcase_set_timeout(c, 240);
    suite_add_tcase(s, c);
    return s;
}
