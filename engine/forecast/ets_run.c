/* A model run through a series: any of the thirty, for evaluation, fitted values and the last states. */
#include "forecast/ets.h"
#include <float.h>
#include <math.h>

/* What the level and the trend say before value t is seen. */
typedef struct {
    double onward, q; /* phi b or b^phi; the level one step on */
} Expected;

static Expected expected_of(const EtsModel *model, const EtsState *x)
{
    Expected e = {0, x->level};
    if (model->trend == ETS_ADD) {
        e.onward = x->phi * x->slope;
        e.q = x->level + e.onward;
    } else if (model->trend == ETS_TIMES) {
        e.onward = model->damped ? pow(x->slope, x->phi) : x->slope;
        e.q = x->level * e.onward;
    }
    return e;
}

static double with_season(EtsPart season, double q, double s)
{
    return season == ETS_NONE ? q : season == ETS_ADD ? q + s : q * s;
}

/* The states after value Y of season AT; a missing one leaves them to run on. */
static void update(const EtsModel *model, EtsState *x, Expected e, unsigned at, double y)
{
    double s = model->season ? x->season[at] : 0, before = x->level;
    double w = model->season == ETS_TIMES ? y / s - e.q : model->season == ETS_ADD ? y - s - e.q : y - e.q;
    bool missing = isnan(y);
    x->level = missing ? e.q : e.q + x->alpha * w;
    if (model->trend == ETS_ADD) x->slope = missing ? e.onward : e.onward + x->beta * w;
    if (model->trend == ETS_TIMES)
        x->slope = missing ? e.onward : e.onward + x->beta / x->alpha * (x->level / before - e.onward);
    if (!model->season || missing) return;
    x->season[at] = s + x->gamma * ((model->season == ETS_TIMES ? y / e.q : y - e.q) - s);
}

double ets_step(const EtsModel *model, EtsState *state, unsigned at, double y)
{
    Expected e = expected_of(model, state);
    double f = with_season(model->season, e.q, model->season ? state->season[at] : 0);
    update(model, state, e, at, y);
    return f;
}

EtsScore ets_run(const EtsModel *model, EtsState *state, const double *y, size_t n, double *fitted)
{
    EtsScore score = {.estimated = ets_estimated(model)};
    double logs = 0;
    for (size_t t = 0; t < n; t++) {
        double f = ets_step(model, state, (unsigned)(t % model->m), y[t]);
        if (fitted) fitted[t] = f;
        if (isnan(y[t])) continue;
        double error = model->error == ETS_TIMES ? (y[t] - f) / f : y[t] - f;
        score.squares += error * error;
        score.observed++;
        if (model->error == ETS_TIMES) logs += log(fabs(f));
    }
    score.deviance = (double)score.observed * log(fmax(score.squares, DBL_MIN)) + 2 * logs;
    if (isnan(score.deviance)) score.deviance = INFINITY;
    return score;
}
