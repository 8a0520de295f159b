/* Segmentation of made-up areas: skewed, correlated indicators of groups that overlap. Processor time of one thread.
 *
 * usage: segment_kmeans            all figures, one line each
 *        segment_kmeans N FILE     write the N x 60 points as float64, row by row, for peers
 *        segment_kmeans N K TIMES  the adaptive stop beside TIMES plain restarts, on N points (minutes) */
#include "bench.h"
#include <math.h>
#include <mynegai/kmeans.h>
#include <mynegai/stream.h>
#include <mynegai/validity.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define D       ((size_t)60)
#define FACTORS 6
#define GROUPS  12

typedef struct {
    double load[60][FACTORS], group[GROUPS][FACTORS], skew[60];
} Source;

static void make_source(Source *s, myn_stream *stream)
{
    for (size_t l = 0; l < D; l++) {
        s->skew[l] = .2 + .5 * myn_stream_uniform(stream);
        for (size_t f = 0; f < FACTORS; f++) s->load[l][f] = myn_stream_normal(stream);
    }
    for (size_t g = 0; g < GROUPS; g++)
        for (size_t f = 0; f < FACTORS; f++) s->group[g][f] = 1.5 * myn_stream_normal(stream);
}

/* One area: small groups are rare; its indicators hang together by six factors, and are exponentials. */
static void make_point(const Source *s, myn_stream *stream, double *x)
{
    double factor[FACTORS];
    size_t g = (size_t)(myn_stream_uniform(stream) * myn_stream_uniform(stream) * GROUPS);
    for (size_t f = 0; f < FACTORS; f++) factor[f] = s->group[g][f] + myn_stream_normal(stream);
    for (size_t l = 0; l < D; l++) {
        double value = .7 * myn_stream_normal(stream);
        for (size_t f = 0; f < FACTORS; f++) value += s->load[l][f] * factor[f] / sqrt(FACTORS);
        x[l] = asinh(exp(s->skew[l] * value));
    }
}

/* Each indicator from 0 to 1. */
static void to_range(double *x, size_t n)
{
    for (size_t l = 0; l < D; l++) {
        double least = INFINITY, greatest = -INFINITY;
        for (size_t i = 0; i < n; i++)
            least = fmin(least, x[i * D + l]), greatest = fmax(greatest, x[i * D + l]);
        for (size_t i = 0; i < n; i++) x[i * D + l] = (x[i * D + l] - least) / (greatest - least);
    }
}

static myn_mat make_points(size_t n)
{
    Source source;
    myn_stream stream = myn_stream_at(20, n);
    myn_mat x = {malloc(n * D * sizeof(double)), n, D, D};
    if (!x.at) return x;
    make_source(&source, &stream);
    for (size_t i = 0; i < n; i++) make_point(&source, &stream, myn_row(x, i));
    to_range(x.at, n);
    return x;
}

typedef struct {
    myn_mat x, centre;
    myn_kmeans_plan plan;
    myn_kmeans_fit fit;
    uint32_t *label;
    double weight[64];
    size_t points[64];
    myn_team *team;
} Job;

static myn_status job_new(size_t n, size_t k, Job *out)
{
    *out = (Job){.x = make_points(n),
                 .centre = {malloc(k * D * sizeof(double)), k, D, D},
                 .plan = {.k = k, .seed = 1}};
    out->label = malloc(n * sizeof *out->label);
    out->fit = (myn_kmeans_fit){
        .label = out->label, .centre = out->centre, .weight = out->weight, .points = out->points};
    if (!out->x.at || !out->centre.at || !out->label) return MYN_ERR_MEMORY;
    return myn_team_new(1, &out->team);
}

static void job_free(Job *job)
{
    free(job->x.at);
    free(job->centre.at);
    free(job->label);
    myn_team_free(job->team);
}

static double used(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
           1e-6 * (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

static double peak_megabytes(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (double)u.ru_maxrss / 1024;
}

/* One line for bench/table.awk; what else is known goes to stderr. */
static void line(const char *name, const Job *job, double seconds)
{
    char size[64];
    snprintf(size, sizeof size, "%zu x %zu", job->x.rows, D);
    BenchFigures f = {seconds, NAN, NAN};
    bench_line(name, size, (double)(job->x.rows * D), &f);
}

/* RESTARTS plain restarts (0: the adaptive stop). */
static myn_status run_kmeans(Job *job, const char *name, size_t restarts)
{
    myn_arena *scratch;
    myn_status status = myn_arena_new(&scratch);
    job->plan.plain = restarts > 0;
    job->plan.restarts_most = restarts;
    double from = used();
    if (!status) status = myn_kmeans(myn_const(job->x), NULL, &job->plan, job->team, &job->fit, scratch);
    double seconds = used() - from;
    const myn_certificate *c = &job->fit.certificate;
    fprintf(
        stderr,
        "%s: within %.12g, %zu restarts, best seen %zu, %zu recombined, missed %.2g, %.3f s, peak %.0f MB\n",
        name, job->fit.within, c->restarts, c->seen, c->recombined, c->missed, seconds, peak_megabytes());
    line(name, job, restarts ? seconds / (double)restarts : seconds);
    myn_arena_free(scratch);
    return status;
}

static myn_status measure_kmeans(size_t n, size_t k, size_t restarts)
{
    Job job;
    char name[64];
    myn_status status = job_new(n, k, &job);
    snprintf(name, sizeof name, "kmeans-adaptive-%zu", k);
    if (!status) status = run_kmeans(&job, name, 0);
    snprintf(name, sizeof name, "kmeans-%zu", k);
    if (!status && restarts) status = run_kmeans(&job, name, restarts);
    job_free(&job);
    return status;
}

static myn_status silhouettes(Job *job, bool fast)
{
    myn_arena *scratch;
    double *width = malloc(job->x.rows * sizeof *width);
    myn_status status = myn_arena_new(&scratch);
    if (!width) status = MYN_ERR_MEMORY;
    myn_partition part = {job->label, job->x.rows, job->plan.k};
    myn_silhouettes out = {width, NULL, 0};
    double from = used();
    if (!status) status = myn_silhouette(myn_const(job->x), &part, fast, job->team, &out, scratch);
    line(fast ? "silhouette-fast" : "silhouette", job, used() - from);
    fprintf(stderr, "silhouette: mean %.12g\n", out.mean);
    myn_arena_free(scratch);
    free(width);
    return status;
}

static myn_status measure_silhouettes(size_t n, size_t k)
{
    Job job;
    myn_status status = job_new(n, k, &job);
    if (!status) status = run_kmeans(&job, "kmeans-once", 1);
    if (!status) status = silhouettes(&job, true);
    if (!status) status = silhouettes(&job, false);
    job_free(&job);
    return status;
}

static myn_status medoids(Job *job, myn_mat d, bool random)
{
    uint32_t medoid[64];
    myn_arena *scratch;
    myn_status status = myn_arena_new(&scratch);
    myn_medoids_plan plan = {.k = job->plan.k, .seed = 1, .random = random};
    myn_medoids_fit fit = {.label = job->label, .medoid = medoid, .points = job->points};
    double from = used();
    if (!status) status = myn_distances(myn_const(job->x), MYN_DISTANCE_EUCLID, job->team, d);
    double distances = used() - from;
    if (!status) status = myn_medoids(myn_const(d), &plan, job->team, &fit, scratch);
    line(random ? "medoids-random" : "medoids", job, used() - from);
    fprintf(stderr, "medoids: objective %.12g, %zu swaps, distances %.3f s of %.3f\n", fit.objective,
            fit.swaps, distances, used() - from);
    myn_arena_free(scratch);
    return status;
}

static myn_status measure_medoids(size_t n, size_t k)
{
    Job job;
    myn_status status = job_new(n, k, &job);
    myn_arena *arena = NULL;
    myn_mat d = {NULL, n, n, n};
    if (!status) status = myn_arena_new(&arena);
    if (!status) d.at = myn_arena_get(arena, n * n * sizeof(double));
    if (!status && d.at) status = medoids(&job, d, true);
    if (!status && d.at) status = medoids(&job, d, false);
    myn_arena_free(arena);
    job_free(&job);
    return d.at ? status : MYN_ERR_MEMORY;
}

static int write_points(size_t n, const char *path)
{
    myn_mat x = make_points(n);
    FILE *file = fopen(path, "wb");
    bool done = x.at && file && fwrite(x.at, sizeof(double), n * D, file) == n * D;
    if (file && fclose(file) != 0) done = false;
    free(x.at);
    return done ? 0 : bench_exit("segment_kmeans", MYN_ERR_IO);
}

int main(int count, char **word)
{
    if (count == 3) return write_points(strtoul(word[1], NULL, 10), word[2]);
    if (count == 4) {
        size_t n = strtoul(word[1], NULL, 10), k = strtoul(word[2], NULL, 10),
               times = strtoul(word[3], NULL, 10);
        myn_status status = k > 64 ? MYN_ERR_ARGUMENT : measure_kmeans(n, k, times);
        return status ? bench_exit("segment_kmeans", status) : 0;
    }
    myn_status status = measure_kmeans(239768, 8, 0); /* first: its peak of memory is its own */
    if (!status) status = measure_kmeans(240000, 8, 10);
    if (!status) status = measure_kmeans(240000, 24, 3);
    if (!status) status = measure_kmeans(35000, 8, 30);
    if (!status) status = measure_kmeans(35000, 24, 20);
    if (!status) status = measure_medoids(5000, 8);
    if (!status) status = measure_silhouettes(35000, 8);
    return status ? bench_exit("segment_kmeans", status) : 0;
}
