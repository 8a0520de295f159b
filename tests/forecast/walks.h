/* Small panels for tests: series of counter-based random numbers, a plan, a team. */
#ifndef MYN_TEST_WALKS_H
#define MYN_TEST_WALKS_H
#include "suite.h"
#include <math.h>
#include <mynegai/outlook.h>
#include <mynegai/stream.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    double *y;
    myn_panel_series *series;
    size_t count, n;
} TestPanel;

/* COUNT random walks of N values around 100 with a slope of their own. */
static inline TestPanel walks(size_t count, size_t n, unsigned frequency)
{
    TestPanel p = {malloc((count * n + 1) * sizeof(double)), calloc(count + 1, sizeof(myn_panel_series)),
                   count, n};
    for (size_t i = 0; i < count; i++) {
        myn_stream random = myn_stream_at(7, i);
        double *y = p.y + i * n, level = 100, slope = myn_stream_normal(&random);
        for (size_t t = 0; t < n; t++) {
            level += slope / frequency + myn_stream_normal(&random);
            y[t] = level + (frequency > 1 ? 5 * sin(6.283185307 * (double)t / frequency) : 0);
        }
        p.series[i] = (myn_panel_series){
            .y = y, .n = n, .frequency = frequency, .low = -INFINITY, .high = INFINITY};
    }
    return p;
}

static inline void free_walks(TestPanel *p)
{
    free(p->y);
    free(p->series);
}

static inline myn_outlook_plan plan_for(const char *method, size_t horizon, size_t origins)
{
    return (myn_outlook_plan){
        .method = method, .outlook = {horizon, 2, {.8, .95}}, .origins = origins, .parameters = true};
}

static inline myn_outlooks *make(const myn_panel_series *series, size_t count, const myn_outlook_plan *plan,
                                 size_t threads)
{
    myn_team *team = NULL;
    myn_outlooks *out = NULL;
    ck_assert_int_eq(myn_team_new(threads, &team), MYN_OK);
    ck_assert_int_eq(myn_outlook_make(series, count, plan, team, &out), MYN_OK);
    myn_team_free(team);
    return out;
}

#endif
