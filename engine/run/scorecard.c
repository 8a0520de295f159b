/* An area's scores down the tree, and what each part adds beside the average area. */
#include <math.h>
#include <mynegai/run.h>
#include <mynegai/sum.h>

static double mean_of(const double *x, size_t n)
{
    myn_sum sum = myn_sum_of(x, NULL, n);
    return sum.n ? sum.total / (double)sum.n : NAN;
}

/* The weight of NODE among its parent's parts that have a score in AREA. */
static double weight_share(const myn_labels *labels, const myn_edition *data, size_t node, size_t area)
{
    size_t parent = labels->node[node].parent, n = labels->areas->count;
    double total = 0;
    for (size_t i = 0; i < labels->nodes; i++)
        if (labels->node[i].parent == parent && !isnan(data->score[i * n + area])) total += data->weight[i];
    return total > 0 ? data->weight[node] / total : NAN;
}

static size_t count_ranked(const int32_t *rank, size_t n)
{
    size_t ranked = 0;
    for (size_t a = 0; a < n; a++) ranked += rank[a] > 0;
    return ranked;
}

static void leaf_value(const myn_labels *labels, const myn_edition *data, const myn_panel *raw, size_t area,
                       myn_card_line *line)
{
    size_t indicator = labels->node[line->node].indicator;
    line->raw = NAN;
    line->period = -1;
    if (indicator == MYN_NONE) return;
    line->period = data->used_period[indicator];
    if (raw && line->period >= 0 && (size_t)line->period < raw->periods)
        line->raw = raw->plane[line->period].value[indicator * raw->areas + area];
}

static double mean_of_node(const myn_labels *labels, const myn_edition *data, size_t node)
{
    return mean_of(data->score + node * labels->areas->count, labels->areas->count);
}

static void card_line(const myn_labels *labels, const myn_edition *data, const myn_panel *raw, size_t area,
                      myn_card_line *line)
{
    size_t n = labels->areas->count, i = line->node;
    line->score = data->score[i * n + area];
    line->rank = data->rank[i * n + area];
    line->cell = data->score_cell[i * n + area];
    line->band = data->band ? data->band[i * n + area] : 0;
    for (size_t q = 0; q < labels->quantiles; q++) line->quantile[q] = data->quantile[q][i * n + area];
    bool turned = labels->node[i].indicator == MYN_NONE &&
                  labels->node[i].direction < 0; /* leaves are turned already */
    line->weight = isnan(line->score) ? NAN : weight_share(labels, data, i, area);
    line->pull = line->weight * (line->score - line->mean) * (turned ? -1 : 1);
    leaf_value(labels, data, raw, area, line);
}

void myn_scorecard(const myn_labels *labels, const myn_edition *data, const myn_panel *raw, size_t area,
                   myn_card_line *line)
{
    size_t n = labels->areas->count;
    for (size_t i = 0; i < labels->nodes; i++) {
        line[i] = (myn_card_line){
            .node = i, .mean = mean_of_node(labels, data, i), .ranked = count_ranked(data->rank + i * n, n)};
        card_line(labels, data, raw, area, &line[i]);
    }
}

void myn_scorecard_beside(const myn_labels *labels, const myn_edition *data, const myn_panel *raw,
                          const double *mean, const size_t *ranked, size_t area, myn_card_line *line)
{
    for (size_t i = 0; i < labels->nodes; i++) {
        line[i] = (myn_card_line){.node = i, .mean = mean[i], .ranked = ranked[i]};
        card_line(labels, data, raw, area, &line[i]);
    }
}
