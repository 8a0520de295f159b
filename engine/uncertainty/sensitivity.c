/* First-order and total indices of variance, with bootstrap limits. */
#include <math.h>
#include <mynegai/order.h>
#include <mynegai/sensitivity.h>
#include <mynegai/stream.h>
#include <stdlib.h>

/* Outputs whose standard deviation is less than this share of their mean differ by rounding alone. */
#define ROUNDING 0x1p-44

/* The rows that have all their runs, each y_A, y_B, y_AB1, ... side by side. */
typedef struct {
    const myn_sensitivity_choice *choice;
    double *row;
    size_t rows, width;
} Runs;

/* The indices of one sample: first and total of each input in turn. */
typedef struct {
    double mean, variance;
    double *share; /* 2 d */
} Sample;

static bool is_whole(const double *y, size_t n, size_t blocks, size_t row)
{
    for (size_t k = 0; k < blocks; k++)
        if (!isfinite(y[k * n + row])) return false;
    return true;
}

/* Rows side by side: a resample reads whole ones in the order it draws them. */
static myn_status gather(const double *y, const myn_sensitivity_choice *choice, Runs *runs,
                         myn_arena *scratch)
{
    size_t n = choice->n, width = choice->d + 2;
    *runs = (Runs){choice, myn_arena_zero(scratch, n * width, sizeof *runs->row), 0, width};
    if (!runs->row) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) {
        if (!is_whole(y, n, width, i)) continue;
        for (size_t k = 0; k < width; k++) runs->row[runs->rows * width + k] = y[k * n + i];
        runs->rows++;
    }
    return MYN_OK;
}

static const double *row_of(const Runs *runs, const uint32_t *pick, size_t i)
{
    return runs->row + (pick ? pick[i] : i) * runs->width;
}

/* Mean and variance of A and B together; PICK: the rows of a resample, NULL each once. */
static void spread(const Runs *runs, const uint32_t *pick, Sample *out)
{
    double sum = 0, squares = 0, count = 2 * (double)runs->rows;
    for (size_t i = 0; i < runs->rows; i++) {
        const double *row = row_of(runs, pick, i);
        sum += row[0] + row[1];
    }
    out->mean = sum / count;
    for (size_t i = 0; i < runs->rows; i++) {
        const double *row = row_of(runs, pick, i);
        double a = row[0] - out->mean, b = row[1] - out->mean;
        squares += a * a + b * b;
    }
    out->variance = squares / (count - 1);
    if (sqrt(out->variance) <= ROUNDING * fabs(out->mean)) out->variance = 0;
}

static void estimate(const Runs *runs, const uint32_t *pick, Sample *out)
{
    size_t d = runs->width - 2;
    double n = (double)runs->rows;
    spread(runs, pick, out);
    double centre = runs->choice->raw ? 0 : out->mean;
    for (size_t j = 0; j < 2 * d; j++) out->share[j] = 0;
    for (size_t i = 0; i < runs->rows; i++) {
        const double *row = row_of(runs, pick, i);
        for (size_t j = 0; j < d; j++) {
            double change = row[2 + j] - row[0];
            out->share[2 * j] += (row[1] - centre) * change;
            out->share[2 * j + 1] += change * change;
        }
    }
    bool varies = out->variance > 0;
    for (size_t j = 0; j < d; j++) {
        out->share[2 * j] = varies ? out->share[2 * j] / n / out->variance : NAN;
        out->share[2 * j + 1] = varies ? out->share[2 * j + 1] / (2 * n) / out->variance : NAN;
    }
}

/* Whole rows drawn with replacement; a number below 2^32 times 32 random bits needs no division. */
static void draw(const Runs *runs, size_t b, uint32_t *pick)
{
    myn_stream stream = myn_stream_at(runs->choice->seed, MYN_SENSITIVITY_STREAM + b);
    for (size_t i = 0; i < runs->rows; i++)
        pick[i] = (uint32_t)((myn_stream_bits(&stream) >> 32) * runs->rows >> 32);
}

static int by_value(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

/* Limits of one share from its resampled values; a resample without variance gave none. */
static void limit(const Runs *runs, double *value, myn_share *share)
{
    size_t count = 0, resamples = runs->choice->resamples;
    double tail = (1 - runs->choice->level) / 2;
    for (size_t b = 0; b < resamples; b++)
        if (!isnan(value[b])) value[count++] = value[b];
    qsort(value, count, sizeof *value, by_value);
    share->lower = myn_quantile(value, count, tail);
    share->upper = myn_quantile(value, count, 1 - tail);
    share->settled = runs->rows >= MYN_SENSITIVITY_LEAST &&
                     share->upper - share->lower <= MYN_SENSITIVITY_WIDTH;
}

static myn_status bootstrap(const Runs *runs, myn_sensitivity *out, myn_arena *scratch)
{
    size_t shares = 2 * (runs->width - 2), resamples = runs->choice->resamples;
    Sample sample = {.share = myn_arena_get(scratch, shares * sizeof(double))};
    uint32_t *pick = myn_arena_get(scratch, runs->rows * sizeof *pick);
    double *value = myn_arena_zero(scratch, shares * resamples, sizeof *value);
    if (!sample.share || !pick || !value) return MYN_ERR_MEMORY;
    for (size_t b = 0; b < resamples; b++) {
        draw(runs, b, pick);
        estimate(runs, pick, &sample);
        for (size_t j = 0; j < shares; j++) value[j * resamples + b] = sample.share[j];
    }
    for (size_t j = 0; j < shares; j++)
        limit(runs, value + j * resamples, j % 2 ? &out->input[j / 2].total : &out->input[j / 2].first);
    return MYN_OK;
}

/* Intervals narrow as the root of N, or faster; so does the widest. */
static size_t rows_needed(const Runs *runs, const myn_sensitivity *out)
{
    double widest = 0;
    size_t needed = MYN_SENSITIVITY_LEAST;
    for (size_t j = 0; j < runs->width - 2; j++) {
        const myn_share *first = &out->input[j].first, *total = &out->input[j].total;
        widest = fmax(widest, fmax(first->upper - first->lower, total->upper - total->lower));
    }
    double factor = widest / MYN_SENSITIVITY_WIDTH, wanted = (double)runs->rows * factor * factor;
    if (!(widest > MYN_SENSITIVITY_WIDTH)) wanted = 0;
    while ((double)needed < wanted && needed < (size_t)1 << 32) needed *= 2;
    return needed > runs->rows ? needed : 0;
}

static const myn_sensitivity_input none = {{NAN, NAN, NAN, false}, {NAN, NAN, NAN, false}};

myn_status myn_sensitivity_of(const double *y, const myn_sensitivity_choice *choice, myn_sensitivity *out,
                              myn_arena *scratch)
{
    Runs runs;
    if (!choice->n || !choice->d || choice->n > UINT32_MAX) return MYN_ERR_ARGUMENT;
    if (choice->resamples && !(choice->level > 0 && choice->level < 1)) return MYN_ERR_ARGUMENT;
    *out = (myn_sensitivity){.mean = NAN, .variance = NAN, .input = out->input};
    for (size_t j = 0; j < choice->d; j++) out->input[j] = none;
    myn_status status = gather(y, choice, &runs, scratch);
    Sample sample = {.share = myn_arena_get(scratch, 2 * choice->d * sizeof(double))};
    if (!status && !sample.share) status = MYN_ERR_MEMORY;
    out->rows = status ? 0 : runs.rows;
    if (status || runs.rows < 2) return status;
    estimate(&runs, NULL, &sample);
    out->mean = sample.mean;
    out->variance = sample.variance;
    for (size_t j = 0; j < choice->d; j++) {
        out->input[j].first.value = sample.share[2 * j];
        out->input[j].total.value = sample.share[2 * j + 1];
    }
    if (!choice->resamples || !(sample.variance > 0)) return MYN_OK;
    status = bootstrap(&runs, out, scratch);
    out->needed = status ? 0 : rows_needed(&runs, out);
    return status;
}
