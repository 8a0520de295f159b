/* Rates drawn towards those of the larger area. */
#include <math.h>
#include <mynegai/method.h>

/* A larger area: totals of its areas, then the squares of their distance from its own logit. */
typedef struct {
    double cases, among, squares;
    size_t areas;
} Parent;

static double logit_of(double cases, double among)
{
    return log((cases + 0.5) / (among - cases + 0.5));
}

/* The variance of the logit of R among N. */
static double variance_of(double r, double n)
{
    return (n + 1) * (n + 2) / (n * (r + 1) * (n - r + 1));
}

static bool counted(const myn_counts *counts, size_t a)
{
    return !isnan(counts->cases[a]) && counts->among[a] > 0;
}

static myn_status add_up(const myn_counts *counts, Parent *parent)
{
    for (size_t a = 0; a < counts->areas; a++) {
        double r = counts->cases[a], n = counts->among[a];
        if (n < 0 || r < 0 || r > n || isinf(n)) return MYN_ERR_DATA;
        if (!counted(counts, a)) continue;
        if (counts->group[a] >= counts->groups) return MYN_ERR_DATA;
        Parent *own = &parent[counts->group[a]];
        own->cases += r;
        own->among += n;
        own->areas++;
    }
    for (size_t a = 0; a < counts->areas; a++) {
        if (!counted(counts, a)) continue;
        Parent *own = &parent[counts->group[a]];
        double off = logit_of(counts->cases[a], counts->among[a]) - logit_of(own->cases, own->among);
        own->squares += off * off;
    }
    return MYN_OK;
}

static double shrunk(double r, double n, const Parent *parent)
{
    double own = logit_of(r, n), larger = logit_of(parent->cases, parent->among), w = 1;
    if (parent->areas > 1) {
        double between = parent->squares / (double)(parent->areas - 1);
        w = between / (between + variance_of(r, n));
    }
    return 1 / (1 + exp(-(w * own + (1 - w) * larger)));
}

myn_status myn_shrink(const myn_counts *counts, double *rate, myn_arena *scratch)
{
    Parent *parent = myn_arena_zero(scratch, counts->groups ? counts->groups : 1, sizeof *parent);
    if (!parent) return MYN_ERR_MEMORY;
    myn_status status = add_up(counts, parent);
    for (size_t a = 0; a < counts->areas && !status; a++)
        rate[a] = counted(counts, a) ? shrunk(counts->cases[a], counts->among[a], &parent[counts->group[a]])
                                     : NAN;
    return status;
}
