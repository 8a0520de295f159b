/* Ordered weighted averages: weights go to places in an area's own order, not to parts. */
#include "method/choices.h"
#include "method/parts.h"
#include <float.h>
#include <math.h>
#include <stdlib.h>

enum { FIRST, COUNT, POWER };

static const char *const firsts[] = {"best", "worst", NULL};
static const myn_param params[] = {
    {.name = "first",
     .type = MYN_CHOICE,
     .fallback = "best",
     .choices = firsts,
     .summary = "which of an area's parts comes first"},
    {.name = "count",
     .type = MYN_WHOLE,
     .fallback = "none",
     .least = 1,
     .most = DBL_MAX,
     .summary = "only so many parts count, from the first; none: all"},
    {.name = "power",
     .type = MYN_REAL,
     .fallback = "1",
     .least = DBL_MIN,
     .most = DBL_MAX,
     .summary = "below 1 the first parts weigh most, above 1 the last; 1: all alike"},
};

typedef struct {
    double x, weight;
} Part;

static int by_falling(const void *a, const void *b)
{
    double left = ((const Part *)a)->x, right = ((const Part *)b)->x;
    return (left < right) - (left > right);
}

static int by_rising(const void *a, const void *b)
{
    return by_falling(b, a);
}

/* Q at the share of weight met so far: how much of the whole falls on it. */
static double quantifier(double share, double counted, const double *param)
{
    double part = share >= counted ? 1 : share / counted;
    return param[POWER] == 1 ? part : pow(part, param[POWER]);
}

/* One area's parts, in order. Parts of equal value share their weight whatever their order. */
static double ordered_mean(const Part *part, size_t n, const double *param)
{
    double all = 0, met = 0, before = 0, mean = 0;
    for (size_t k = 0; k < n; k++) all += part[k].weight;
    double counted = param[COUNT] < (double)n ? param[COUNT] / (double)n : 1;
    for (size_t k = 0; k < n; k++) {
        met += part[k].weight;
        double upto = k + 1 == n ? 1 : quantifier(met / all, counted, param);
        if (upto > before) mean += (upto - before) * part[k].x;
        before = upto;
    }
    return mean;
}

static myn_status combine(const double *param, const myn_parts *parts, myn_arena *scratch)
{
    Part *part = myn_arena_get(scratch, (parts->children + 1) * sizeof *part);
    if (!part) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < parts->n; i++) {
        size_t n = 0;
        for (size_t c = 0; c < parts->children; c++)
            if (!isnan(parts->child[c][i])) part[n++] = (Part){parts->child[c][i], parts->weight[c]};
        qsort(part, n, sizeof *part, param[FIRST] == 0 ? by_falling : by_rising);
        parts->out[i] = n > 0 ? ordered_mean(part, n, param) : NAN;
    }
    return MYN_OK;
}

const myn_method myn_method_owa = {
    .name = "owa",
    .kind = MYN_KIND_AGGREGATE,
    .summary = "ordered weighted average: weights by the order of an area's own parts, best or worst first",
    .formula =
        "sum (Q(s_j) - Q(s_(j-1))) x_j over the n parts that are there in their order, s_j = (w_1 + ... + "
        "w_j) "
        "/ W, Q(s) = min(1, s n / count)^power, so that with equal weights count 3 is the mean of the three "
        "best (or worst); fewer parts than count: all of them. Missing where no child has a value.",
    .worked = "ordered(w, x, first, count, power)",
    .reference = "Yager R R (1988) On ordered weighted averaging aggregation operators in multicriteria "
                 "decisionmaking, IEEE Trans Syst Man Cybern 18, doi:10.1109/21.87068",
    PARAMS(params),
    .gives_positive = true,
    .combine = combine,
};
