/* Intervals and probabilities that `mynegai uncertainty` left in a store. */
#include "report/uncertainty.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* An array of the group with the dimensions that this program gives it. */
static const myn_annex_array *array_of(const myn_annex *annex, const char *name, size_t rank,
                                       const char *last)
{
    const myn_annex_array *array = myn_annex_find(annex, name);
    bool good = array && array->as == MYN_AS_REAL && array->rank == rank &&
                !strcmp(array->dim[rank - 1], last);
    return good ? array : NULL;
}

static bool is_of(const myn_annex *annex, const char *edition)
{
    const char *own = myn_annex_fact_of(annex, "edition");
    return own && strcmp(own, edition) == 0;
}

myn_status sureness_open(myn_store *store, size_t edition, Sureness *out)
{
    const myn_annex *annex = NULL;
    myn_status status = myn_store_annex(store, "uncertainty", &annex);
    if (status && status != MYN_ERR_NOT_FOUND) return status;
    sureness_of(myn_store_labels(store), annex, edition, out);
    return MYN_OK;
}

void sureness_of(const myn_labels *labels, const myn_annex *annex, size_t edition, Sureness *out)
{
    *out = (Sureness){0};
    if (!annex) return;
    const myn_annex_dimension *node = myn_annex_axis(annex, "kept_node");
    const myn_annex_dimension *percentile = myn_annex_axis(annex, "percentile");
    const myn_annex_array *rank = array_of(annex, "rank_percentile", 3, "area");
    bool known = is_of(annex, labels->edition[edition].name) && node && node->text && percentile &&
                 percentile->number && percentile->size && rank;
    if (!known) return;
    size_t areas = labels->areas->count, last = percentile->size - 1;
    if (myn_annex_count(annex, rank) != percentile->size * node->size * areas) return;
    *out = (Sureness){annex,
                      node->text,
                      node->size,
                      areas,
                      rank->at,
                      NULL,
                      percentile->number[0],
                      percentile->number[last]};
    out->high = out->low + last * node->size * areas;
}

size_t sureness_node(const Sureness *sure, const char *code)
{
    for (size_t k = 0; sure->annex && k < sure->nodes; k++)
        if (strcmp(sure->code[k], code) == 0) return k;
    return MYN_NONE;
}

/* Outwards to whole ranks, so that the interval is not told narrower than it is. */
bool sureness_interval(const Sureness *sure, size_t k, size_t area, char *out, size_t size)
{
    double low = floor(sure->low[k * sure->areas + area]), high = ceil(sure->high[k * sure->areas + area]);
    if (!isfinite(low) || !isfinite(high)) return false;
    if (low == high)
        snprintf(out, size, "%.0f", low);
    else
        snprintf(out, size, "%.0f–%.0f", low, high);
    return true;
}

/* ---- every figure ---- */

typedef struct {
    const Sureness *sure;
    SureTake take;
    void *ctx;
    size_t k;
} Walk;

static myn_status tell(const Walk *walk, const char *name, const double *at)
{
    const SureFigure figure = {name, walk->sure->code[walk->k], at};
    return walk->take(walk->ctx, &figure);
}

static myn_status tell_plain(const Walk *walk, const char *name)
{
    const Sureness *sure = walk->sure;
    const myn_annex_array *array = array_of(sure->annex, name, 2, "area");
    if (!array || myn_annex_count(sure->annex, array) != sure->nodes * sure->areas) return MYN_OK;
    return tell(walk, name, (const double *)array->at + walk->k * sure->areas);
}

/* "rank_p5", "rank_p50". */
static myn_status tell_percentiles(const Walk *walk, const char *array_name, const char *front)
{
    const Sureness *sure = walk->sure;
    const myn_annex_array *array = array_of(sure->annex, array_name, 3, "area");
    const myn_annex_dimension *p = myn_annex_axis(sure->annex, "percentile");
    if (!array || myn_annex_count(sure->annex, array) != p->size * sure->nodes * sure->areas) return MYN_OK;
    myn_status status = MYN_OK;
    for (size_t i = 0; i < p->size && !status; i++) {
        char name[64], number[MYN_NUMBER_TEXT];
        myn_number_text(p->number[i], number);
        snprintf(name, sizeof name, "%s_p%s", front, number);
        status = tell(walk, name, (const double *)array->at + (i * sure->nodes + walk->k) * sure->areas);
    }
    return status;
}

/* "p_quantile_10_1": the share of draws in the first tenth. */
static myn_status tell_shares(const Walk *walk, const myn_annex_array *array)
{
    const Sureness *sure = walk->sure;
    bool good = strncmp(array->name, "p_", 2) == 0 && array->as == MYN_AS_REAL && array->rank == 3 &&
                !strcmp(array->dim[0], "kept_node") && !strcmp(array->dim[2], "area");
    if (!good) return MYN_OK;
    size_t columns = sure->nodes * sure->areas;
    size_t groups = columns ? myn_annex_count(sure->annex, array) / columns : 0;
    myn_status status = MYN_OK;
    for (size_t g = 0; g < groups && !status; g++) {
        char name[110];
        snprintf(name, sizeof name, "%.80s_%zu", array->name, g + 1);
        status = tell(walk, name, (const double *)array->at + (walk->k * groups + g) * sure->areas);
    }
    return status;
}

static myn_status tell_node(const Walk *walk)
{
    myn_status status = tell_plain(walk, "score_mean");
    if (!status) status = tell_plain(walk, "score_sd");
    if (!status) status = tell_percentiles(walk, "score_percentile", "score");
    if (!status) status = tell_plain(walk, "rank_mean");
    if (!status) status = tell_plain(walk, "rank_sd");
    if (!status) status = tell_percentiles(walk, "rank_percentile", "rank");
    if (!status) status = tell_plain(walk, "rank_shift");
    if (!status) status = tell_plain(walk, "present");
    for (size_t i = 0; i < walk->sure->annex->arrays && !status; i++)
        status = tell_shares(walk, &walk->sure->annex->array[i]);
    return status;
}

myn_status sureness_each(const Sureness *sure, SureTake take, void *ctx)
{
    myn_status status = MYN_OK;
    for (size_t k = 0; sure->annex && k < sure->nodes && !status; k++) {
        const Walk walk = {sure, take, ctx, k};
        status = tell_node(&walk);
    }
    return status;
}
