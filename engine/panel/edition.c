/* One edition's arrays: which data sets they go to, and what their numbers may be. */
#include "edition.h"
#include <stdlib.h>

size_t myn_edition_slots(const myn_labels *labels, myn_edition *edition, myn_edition_slot *slot)
{
    size_t leaf = labels->indicators * labels->areas->count, node = labels->nodes * labels->areas->count;
    size_t count = 0;
    slot[count++] = (myn_edition_slot){VAR_NORMALISED, -1, leaf, (void **)&edition->normalised};
    slot[count++] = (myn_edition_slot){VAR_NORMALISED_STATUS, -1, leaf, (void **)&edition->normalised_cell};
    slot[count++] = (myn_edition_slot){VAR_USED_PERIOD, -1, labels->indicators,
                                       (void **)&edition->used_period};
    slot[count++] = (myn_edition_slot){VAR_SCORE, -1, node, (void **)&edition->score};
    slot[count++] = (myn_edition_slot){VAR_SCORE_STATUS, -1, node, (void **)&edition->score_cell};
    slot[count++] = (myn_edition_slot){VAR_WEIGHT, -1, labels->nodes, (void **)&edition->weight};
    slot[count++] = (myn_edition_slot){VAR_RANK, -1, node, (void **)&edition->rank};
    for (size_t i = 0; i < labels->quantiles; i++)
        slot[count++] = (myn_edition_slot){VAR_QUANTILE, (int)i, node, (void **)&edition->quantile[i]};
    if (labels->bands) slot[count++] = (myn_edition_slot){VAR_BAND, -1, node, (void **)&edition->band};
    size_t fitted = labels->indicators * labels->steps * MYN_STORE_FITTED;
    if (labels->steps) slot[count++] = (myn_edition_slot){VAR_FITTED, -1, fitted, (void **)&edition->fitted};
    size_t branch = labels->nodes * labels->branch_steps * MYN_STORE_FITTED;
    if (branch)
        slot[count++] = (myn_edition_slot){VAR_BRANCH_FITTED, -1, branch, (void **)&edition->branch_fitted};
    size_t summary = labels->measures ? labels->measures * labels->summary_areas->count : 0;
    if (labels->measures) {
        slot[count++] = (myn_edition_slot){VAR_SUMMARY, -1, summary, (void **)&edition->summary};
        slot[count++] = (myn_edition_slot){VAR_SUMMARY_RANK, -1, summary, (void **)&edition->summary_rank};
    }
    return count;
}

bool myn_bytes_below(const uint8_t *byte, size_t count, unsigned end)
{
    uint8_t most = 0;
    for (size_t i = 0; i < count; i++) most = byte[i] > most ? byte[i] : most;
    return count == 0 || most < end;
}

static bool whole_within(const int32_t *value, size_t count, int64_t least, int64_t end)
{
    int32_t low = INT32_MAX, high = INT32_MIN;
    for (size_t i = 0; i < count; i++) {
        low = value[i] < low ? value[i] : low;
        high = value[i] > high ? value[i] : high;
    }
    return count == 0 || (low >= least && high < end);
}

bool myn_edition_sound(const myn_labels *labels, size_t periods, const myn_edition *edition)
{
    size_t leaf = labels->indicators * labels->areas->count, node = labels->nodes * labels->areas->count;
    bool sound = myn_bytes_below(edition->normalised_cell, leaf, MYN_CELL_KINDS) &&
                 myn_bytes_below(edition->score_cell, node, MYN_CELL_KINDS) &&
                 whole_within(edition->used_period, labels->indicators, -1, (int64_t)periods) &&
                 whole_within(edition->rank, node, 0, (int64_t)labels->areas->count + 1);
    for (size_t i = 0; sound && i < labels->quantiles; i++)
        sound = myn_bytes_below(edition->quantile[i], node, (unsigned)labels->quantile[i] + 1);
    if (sound && labels->bands) sound = myn_bytes_below(edition->band, node, (unsigned)labels->bands + 1);
    if (sound && labels->measures) {
        size_t areas = labels->summary_areas->count;
        sound = whole_within(edition->summary_rank, labels->measures * areas, 0, (int64_t)areas + 1);
    }
    return sound;
}
