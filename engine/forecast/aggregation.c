/* Intermittent demand by sums over several periods, in which fewer are zero. */
#include "forecast/catalogue.h"
#include "forecast/frame.h"
#include "forecast/intermittent.h"
#include <math.h>
#include <string.h>

/* Demand a period from sums over LEVEL of them, the last ending with the series: the sums smoothed with the best alpha.
 * SUM is room for n / level. *ALPHA is the best. */
static double at_level(const Intermittent *s, size_t level, double *sum, double *alpha)
{
    size_t count = s->n / level, from = s->n - count * level;
    for (size_t i = 0; i < count; i++) {
        sum[i] = 0;
        for (size_t j = 0; j < level; j++) sum[i] += s->y[from + i * level + j];
    }
    *alpha = smooth_alpha(sum, count);
    return smooth_level(sum, count, *alpha, NULL) / (double)level;
}

/* The mean time between demands, to the nearest whole (halves to the even one); 1 at least, the series at most. */
static size_t mean_interval(const Intermittent *s)
{
    double sum = 0;
    for (size_t i = 0; i < s->demands; i++) sum += s->interval[i];
    double level = s->demands ? nearbyint(sum / (double)s->demands) : 1;
    return level < 1 ? 1 : level > (double)s->n ? s->n : (size_t)level;
}

/* Around the forecast, for sums say nothing of single periods. */
static double variance(const Intermittent *s, double mean)
{
    double sum = 0;
    for (size_t i = 0; i < s->n; i++) sum += (s->y[i] - mean) * (s->y[i] - mean);
    return sum / (double)s->n;
}

/* The mean of levels FIRST..LAST. */
static myn_status answer(const Intermittent *s, size_t first, size_t last, const myn_outlook *outlook,
                         myn_forecast *out, myn_arena *scratch)
{
    double *sum = myn_arena_zero(scratch, s->n, sizeof *sum), mean = 0, alpha = 0;
    if (!sum) return MYN_ERR_MEMORY;
    for (size_t level = first; level <= last; level++)
        mean += (at_level(s, level, sum, &alpha) - mean) / (double)(level - first + 1);
    forecast_parameter(out, "level", (double)last);
    if (first == last) forecast_parameter(out, "alpha", alpha);
    intermittent_answer(s, outlook, mean, variance(s, mean), out);
    return MYN_OK;
}

static myn_status adida_core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                             myn_arena *scratch)
{
    Intermittent s;
    myn_status status = intermittent_read(series, &s, scratch);
    strcpy(out->model, "ADIDA");
    if (status) return status;
    size_t level = mean_interval(&s);
    return answer(&s, level, level, outlook, out, scratch);
}

static myn_status imapa_core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                             myn_arena *scratch)
{
    Intermittent s;
    myn_status status = intermittent_read(series, &s, scratch);
    strcpy(out->model, "IMAPA");
    return status ? status : answer(&s, 1, mean_interval(&s), outlook, out, scratch);
}

static myn_status adida(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                        myn_arena *scratch)
{
    return forecast_framed(adida_core, series, outlook, out, scratch);
}

static myn_status imapa(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                        myn_arena *scratch)
{
    return forecast_framed(imapa_core, series, outlook, out, scratch);
}

#define INTERVALS "; intervals: quantiles of a negative binomial (variance above the mean) or Poisson count"

const myn_forecaster myn_forecaster_adida = {
    .name = "adida",
    .summary = "intermittent demand by sums over the mean time between demands",
    .formula = "y[n+h] = s / k, s the exponentially smoothed sums of k periods (alpha in [.1, .3] by least "
               "squares), k "
               "the mean time between demands" INTERVALS,
    .reference =
        "Nikolopoulos, Syntetos, Boylan, Petropoulos and Assimakopoulos (2011) Journal of the Operational "
        "Research Society 62:544-554, doi:10.1057/jors.2010.32",
    .least = 1,
    .counts = true,
    .forecast = adida,
};

const myn_forecaster myn_forecaster_imapa = {
    .name = "imapa",
    .summary = "intermittent demand: mean of the forecasts from sums over 1, 2, ... periods",
    .formula =
        "the mean of adida's forecasts with k = 1, 2, ... up to the mean time between demands" INTERVALS,
    .reference = "Petropoulos and Kourentzes (2015) Journal of the Operational Research Society 66:914-924, "
                 "doi:10.1057/jors.2014.62",
    .least = 1,
    .counts = true,
    .forecast = imapa,
};
