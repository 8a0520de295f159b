/* Ranks, quantile groups and bands of every node, each a job of its own. */
#include "run/pipeline.h"
#include <math.h>

/* The scores that ranks rest on: as they are, or as a table with NODE's decimals shows them. */
static const double *as_ranked(const myn_index *index, size_t node, const double *score, size_t n,
                               myn_arena *scratch)
{
    if (!index->rank_rounded) return score;
    double *rounded = myn_arena_get(scratch, n * sizeof *rounded);
    for (size_t a = 0; rounded && a < n; a++) rounded[a] = myn_round(score[a], index->node[node].decimals);
    return rounded;
}

/* Rank, quantile groups and band of every area by one node. */
static myn_status place_node(void *ctx, size_t i, myn_arena *scratch)
{
    const myn_edition_job *job = ctx;
    const myn_index *index = job->pipeline->index;
    size_t n = job->pipeline->areas, ranked = 0;
    const double *score = job->out->score + i * n, *ranked_on = as_ranked(index, i, score, n, scratch);
    double *rank = myn_arena_get(scratch, n * sizeof *rank);
    if (!rank || !ranked_on) return MYN_ERR_MEMORY;
    myn_status status = myn_rank(ranked_on, rank, n, index->ties, !index->lowest_first, &ranked, scratch);
    if (status) return status;
    int32_t *out = job->out->rank + i * n;
    for (size_t a = 0; a < n; a++) out[a] = isnan(rank[a]) ? 0 : (int32_t)rank[a];
    bool cuts = index->quantile_rule == MYN_QUANTILE_CUTS;
    for (size_t q = 0; q < index->quantiles && !status; q++)
        if (cuts)
            status = myn_quantile_cuts(ranked_on, n, index->quantile[q], index->lowest_first,
                                       job->out->quantile[q] + i * n, scratch);
        else
            myn_quantile_groups(rank, n, ranked, index->quantile[q], index->quantile_rule,
                                job->out->quantile[q] + i * n);
    if (status) return status;
    double below[MYN_BANDS_MOST];
    for (size_t b = 0; b < index->bands; b++) below[b] = index->band[b].below;
    if (index->bands)
        myn_bands(score, n, below, index->bands, index->bands_closed_above, job->out->band + i * n);
    return MYN_OK;
}

myn_status myn_places_run(const myn_edition_job *job)
{
    return myn_team_map(job->pipeline->team, job->pipeline->index->nodes, place_node, (void *)job);
}
