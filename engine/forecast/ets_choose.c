/* The automatic choice among models: all approached, the good ones polished. */
#include "forecast/ets_start.h"
#include <math.h>
#include <mynegai/sum.h>

#define FAR  20 /* AICc of a model's best start above the best so far that no search makes up */
#define NEAR 2  /* AICc above the best that a polish may still make up */

typedef struct {
    EtsTask task;
    EtsPoint point;
    double aicc;
} Candidate;

typedef struct {
    const double *y;
    size_t n;
    EtsPoint start[ETS_STARTS_MOST];
    size_t starts, followed; /* how many starts a model has, how many of them are searched from */
    Candidate candidate[15];
    int candidates;
    double best; /* least AICc so far */
} Choice;

static double aicc_of(const Candidate *c)
{
    EtsScore score = {
        .deviance = c->point.value, .observed = c->task.observed, .estimated = ets_estimated(&c->task.model)};
    return ets_aicc(&score);
}

/* Whether even the likeliest of the starts is so far behind that no search makes it up. */
static bool hopeless(const Choice *choice, Candidate *c)
{
    c->point.value = INFINITY;
    for (size_t i = 0; i < choice->starts; i++) c->point.value = fmin(c->point.value, choice->start[i].value);
    return aicc_of(c) > choice->best + FAR;
}

/* Approach one model; FRESH: from a grid of its own, else from the one before. */
static void approach(Choice *choice, const EtsModel *model, bool fresh)
{
    Candidate *c = &choice->candidate[choice->candidates];
    if (ets_task(model, choice->y, choice->n, &c->task)) return;
    if (c->task.observed <= ets_estimated(model) + 1) return;
    EtsBox box = ets_box(&c->task);
    if (fresh)
        choice->starts = ets_grid(&box, choice->start);
    else
        ets_regrid(&box, choice->start, choice->starts);
    if (hopeless(choice, c)) return;
    c->point = ets_approach(&box, choice->start, choice->starts, choice->followed);
    c->aicc = aicc_of(c);
    if (!isfinite(c->aicc)) return;
    choice->best = fmin(choice->best, c->aicc);
    choice->candidates++;
}

static void approach_all(Choice *choice, bool positive, unsigned m)
{
    for (int trend = 0; trend < 3; trend++)
        for (EtsPart season = ETS_NONE; season <= (m > 1 ? ETS_TIMES : ETS_NONE); season++) {
            EtsModel model = {ETS_ADD, trend ? ETS_ADD : ETS_NONE, trend == 2, season, season ? m : 1};
            if (season != ETS_TIMES) approach(choice, &model, true);
            model.error = ETS_TIMES;
            if (positive) approach(choice, &model, season == ETS_TIMES);
        }
}

static void polish(Choice *choice, EtsFit *out)
{
    double best = INFINITY, limit = choice->best + NEAR;
    const Candidate *chosen = choice->candidate;
    for (int i = 0; i < choice->candidates; i++) {
        Candidate *at = &choice->candidate[i];
        if (at->aicc > limit) continue;
        EtsBox box = ets_box(&at->task);
        bool converged = ets_polish(&box, &at->point);
        at->aicc = aicc_of(at);
        if (at->aicc >= best) continue;
        best = at->aicc;
        chosen = at;
        out->converged = converged;
    }
    out->model = chosen->task.model;
    ets_state_of(&out->model, chosen->point.u, &out->start);
    EtsState end = out->start;
    out->score = ets_run(&out->model, &end, choice->y, choice->n, NULL);
}

myn_status ets_choose(const double *y, size_t n, unsigned m, EtsFit *out, myn_arena *scratch)
{
    double least, greatest;
    myn_range_of(y, n, &least, &greatest);
    Choice *choice = myn_arena_get(scratch, sizeof *choice);
    if (!choice) return MYN_ERR_MEMORY;
    choice->y = y;
    choice->n = n;
    choice->candidates = 0;
    choice->best = INFINITY;
    choice->followed = m > 1 ? 3 : 2;
    approach_all(choice, least > 0, m <= ETS_SEASONS_MOST ? m : 1);
    *out = (EtsFit){.converged = false};
    if (choice->candidates == 0) return MYN_ERR_DATA;
    polish(choice, out);
    return MYN_OK;
}
