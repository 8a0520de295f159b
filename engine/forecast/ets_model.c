/* What a model is called, what it estimates, and the free parameters of its fit. */
#include "forecast/ets_pass.h"
#include <math.h>
#include <stdio.h>

#define LEAST 1e-4

void ets_name(const EtsModel *model, char text[16])
{
    static const char *const letter[] = {"N", "A", "M"};
    snprintf(text, 16, "ETS(%s,%s%s,%s)", letter[model->error], letter[model->trend],
             model->damped ? "d" : "", letter[model->season]);
}

EtsPlaces ets_places(const EtsModel *model)
{
    EtsPlaces p = {.beta = -1, .gamma = -1, .phi = -1, .slope = -1, .season = -1};
    int at = 1;
    if (model->trend) p.beta = at++;
    if (model->season) p.gamma = at++;
    if (model->damped) p.phi = at++;
    p.smoothing = at;
    p.level = at++;
    if (model->trend) p.slope = at++;
    if (model->season) {
        p.season = at;
        at += (int)model->m - 1;
    }
    p.free = at;
    return p;
}

size_t ets_estimated(const EtsModel *model)
{
    return (size_t)ets_places(model).free + 1;
}

double ets_aicc(const EtsScore *score)
{
    double k = (double)score->estimated, n = (double)score->observed;
    return n <= k + 1 ? INFINITY : score->deviance + 2 * k + 2 * k * (k + 1) / (n - k - 1);
}

double ets_variance(const EtsScore *score)
{
    double left = (double)score->observed - (double)score->estimated + 1;
    return left > 0 ? score->squares / left : NAN;
}

void ets_state_of(const EtsModel *model, const double *u, EtsState *state)
{
    EtsPlaces p = ets_places(model);
    state->alpha = u[0];
    state->beta = p.beta < 0 ? 0 : LEAST + u[p.beta] * (u[0] - LEAST);
    state->gamma = p.gamma < 0 ? 0 : LEAST + u[p.gamma] * (1 - u[0] - LEAST);
    state->phi = p.phi < 0 ? 1 : u[p.phi];
    state->level = u[p.level];
    state->slope = p.slope < 0 ? (model->trend == ETS_TIMES) : u[p.slope];
    if (!model->season) return;
    state->season[0] = model->season == ETS_TIMES ? (double)model->m : 0;
    for (unsigned j = 1; j < model->m; j++) {
        state->season[j] = u[p.season + (int)j - 1];
        state->season[0] -= state->season[j];
    }
}

static double share(double value, double room)
{
    return room > 0 ? fmin(fmax((value - LEAST) / room, 0), 1) : 0;
}

void ets_free_of(const EtsModel *model, const EtsState *state, double *u)
{
    EtsPlaces p = ets_places(model);
    u[0] = state->alpha;
    if (p.beta >= 0) u[p.beta] = share(state->beta, u[0] - LEAST);
    if (p.gamma >= 0) u[p.gamma] = share(state->gamma, 1 - u[0] - LEAST);
    if (p.phi >= 0) u[p.phi] = state->phi;
    u[p.level] = state->level;
    if (p.slope >= 0) u[p.slope] = state->slope;
    for (unsigned j = 1; model->season && j < model->m; j++) u[p.season + (int)j - 1] = state->season[j];
}
