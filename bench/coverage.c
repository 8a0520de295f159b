/* How often the 90 % interval of a rank holds the true rank: 100 areas, true values normal or in two clusters, observed
 * with a known standard error; draws from the posterior that is shrunk to the mean, or around the observed values. Not
 * timed. coverage [REPETITIONS [DRAWS]] */
#include <math.h>
#include <mynegai/order.h>
#include <mynegai/stream.h>
#include <mynegai/uncertainty.h>
#include <stdio.h>
#include <stdlib.h>

enum { AREAS = 100, RATIOS = 4, WAYS = 2, TRUTHS = 2, SEED = 2024 };

static const double ratio[RATIOS] = {0.1, 0.3, 0.5, 1};
static const char *const truth_name[TRUTHS] = {"true values normal", "two clusters, 4 of their own sd apart"};

typedef struct {
    size_t repetitions, draws;
    myn_team *team;
    myn_arena *arena;
    double *score;
    uint32_t *rank;
} Experiment;

typedef struct {
    double held,
        width; /* sums over areas and repetitions: intervals that hold the true rank, places they span */
} Tally;

/* True values with variance 1: normal, or half of the areas at either of two places 4 sd of theirs apart. */
static void draw_truth(int kind, myn_stream *stream, double truth[AREAS])
{
    double within = kind ? 1 / sqrt(5) : 1, apart = kind ? 2 / sqrt(5) : 0;
    for (size_t a = 0; a < AREAS; a++)
        truth[a] = within * myn_stream_normal(stream) + (a % 2 ? apart : -apart);
}

/* Limits of every area's rank over the draws around MEAN with SD. */
static myn_status draw_ranks(const Experiment *x, const double *mean, const double *sd, uint64_t job,
                             myn_spread_result *out, myn_spread **keep)
{
    const myn_spread_plan plan = {
        .columns = AREAS, .draws = x->draws, .areas = AREAS, .percentile = {5, 95}, .percentiles = 2};
    myn_status status = myn_spread_new(&plan, keep);
    for (size_t d = 0; d < x->draws && !status; d++) {
        size_t ranked;
        myn_draw_normal(mean, sd, AREAS, SEED, job, d * AREAS, x->score);
        status = myn_draw_ranks(x->score, AREAS, (myn_rank_rule){MYN_TIES_MIN, false}, x->rank + d * AREAS,
                                &ranked, x->arena);
        myn_arena_rewind(x->arena, (myn_arena_mark){0});
    }
    const myn_draws all = {NULL, x->rank, AREAS, x->draws};
    if (!status) status = myn_spread_add(*keep, &all, x->team);
    if (!status) status = myn_spread_turn(*keep, x->team, out);
    return status;
}

static void count(const myn_spread_result *found, const uint32_t *true_rank, Tally *tally)
{
    for (size_t a = 0; a < AREAS; a++) {
        double lower = found->rank_percentile[a], upper = found->rank_percentile[AREAS + a],
               rank = true_rank[a];
        tally->held += lower <= rank && rank <= upper;
        tally->width += upper - lower;
    }
}

static myn_status repeat(const Experiment *x, int kind, double se, uint64_t job, Tally tally[WAYS])
{
    double truth[AREAS], observed[AREAS], error[AREAS], mean[AREAS], sd[AREAS];
    uint32_t true_rank[AREAS];
    size_t ranked;
    myn_stream stream = myn_stream_at(SEED, 2 * job);
    draw_truth(kind, &stream, truth);
    for (size_t a = 0; a < AREAS; a++) {
        error[a] = se;
        observed[a] = truth[a] + se * myn_stream_normal(&stream);
    }
    myn_status status = myn_draw_ranks(truth, AREAS, (myn_rank_rule){MYN_TIES_MIN, false}, true_rank, &ranked,
                                       x->arena);
    myn_posterior(observed, error, AREAS, mean, sd, NULL, NULL);
    for (int way = 0; way < WAYS && !status; way++) {
        myn_spread *spread = NULL;
        myn_spread_result found;
        status = draw_ranks(x, way ? observed : mean, way ? error : sd, 2 * job + 1, &found, &spread);
        if (!status) count(&found, true_rank, &tally[way]);
        myn_spread_free(spread);
    }
    return status;
}

static myn_status experiment(const Experiment *x, int kind)
{
    myn_status status = MYN_OK;
    printf("%s, %zu repetitions of %zu draws: share of %d areas whose true rank lies in its 90 %% interval\n",
           truth_name[kind], x->repetitions, x->draws, AREAS);
    printf("%8s  %16s  %8s  %16s  %8s\n", "se/sd", "shrunk to mean", "places", "around observed", "places");
    for (int r = 0; r < RATIOS && !status; r++) {
        Tally tally[WAYS] = {{0, 0}};
        for (size_t i = 0; i < x->repetitions && !status; i++)
            status = repeat(x, kind, ratio[r], (size_t)r * x->repetitions + i, tally);
        double all = (double)x->repetitions * AREAS;
        printf("%8.1f  %14.1f %%  %8.1f  %14.1f %%  %8.1f\n", ratio[r], 100 * tally[0].held / all,
               tally[0].width / all, 100 * tally[1].held / all, tally[1].width / all);
    }
    printf("\n");
    return status;
}

int main(int count, char **argument)
{
    Experiment x = {.repetitions = count > 1 ? strtoull(argument[1], NULL, 10) : 1000,
                    .draws = count > 2 ? strtoull(argument[2], NULL, 10) : 1000};
    myn_status status = myn_team_new(1, &x.team);
    if (!status) status = myn_arena_new(&x.arena);
    x.score = malloc(AREAS * sizeof *x.score);
    x.rank = malloc(AREAS * x.draws * sizeof *x.rank);
    if (!x.score || !x.rank) status = MYN_ERR_MEMORY;
    for (int kind = 0; kind < TRUTHS && !status; kind++) status = experiment(&x, kind);
    if (status) fprintf(stderr, "coverage: %s\n", myn_status_text(status));
    free(x.score);
    free(x.rank);
    myn_arena_free(x.arena);
    myn_team_free(x.team);
    return status ? 3 : 0;
}
