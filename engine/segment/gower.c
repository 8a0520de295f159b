#include <math.h>
#include <mynegai/medoids.h>
#include <string.h>

typedef struct {
    myn_cmat x;
    const myn_gower_scale *scale;
    const double *weight;
    double *range; /* d: of the values that are there; 1 where all are the same */
    myn_mat out;
    size_t *missing; /* n: pairs of each row with later ones that nothing compares */
} Gower;

static bool by_range(myn_gower_scale scale)
{
    return scale == MYN_GOWER_NUMERIC || scale == MYN_GOWER_ORDINAL;
}

/* How column L sees A and B, into *OFF; false where it does not compare them. */
static bool compare(const Gower *g, size_t l, double a, double b, double *off)
{
    if (isnan(a) || isnan(b)) return false;
    if (by_range(g->scale[l])) {
        *off = fabs(a - b) / g->range[l];
        return true;
    }
    bool binary = g->scale[l] != MYN_GOWER_NOMINAL;
    if (g->scale[l] == MYN_GOWER_ASYMMETRIC && a == 0 && b == 0) return false;
    *off = binary ? (a == 0) != (b == 0) : a != b;
    return true;
}

static double dissimilarity(const Gower *g, const double *a, const double *b)
{
    double total = 0, weight = 0, off;
    for (size_t l = 0; l < g->x.cols; l++) {
        double w = g->weight ? g->weight[l] : 1;
        if (!(w > 0) || !compare(g, l, a[l], b[l], &off)) continue;
        total += w * off;
        weight += w;
    }
    return weight > 0 ? total / weight : NAN;
}

static myn_status gower_job(void *ctx, size_t i, myn_arena *scratch)
{
    const Gower *g = ctx;
    (void)scratch;
    myn_row(g->out, i)[i] = 0;
    g->missing[i] = 0;
    for (size_t j = i + 1; j < g->x.rows; j++) {
        double off = dissimilarity(g, myn_crow(g->x, i), myn_crow(g->x, j));
        myn_row(g->out, i)[j] = myn_row(g->out, j)[i] = off;
        g->missing[i] += isnan(off);
    }
    return MYN_OK;
}

/* Ranges of the columns; whether no value is infinite. */
static bool find_ranges(const Gower *g)
{
    bool finite = true;
    for (size_t l = 0; l < g->x.cols; l++) {
        double least = INFINITY, greatest = -INFINITY;
        for (size_t i = 0; i < g->x.rows; i++) {
            double x = myn_crow(g->x, i)[l];
            finite = finite && !isinf(x);
            if (x < least) least = x;
            if (x > greatest) greatest = x;
        }
        g->range[l] = greatest > least ? greatest - least : 1;
    }
    return finite;
}

myn_status myn_gower(myn_cmat x, const myn_gower_scale *scale, const double *weight, myn_team *team,
                     myn_mat out, size_t *missing, myn_arena *scratch)
{
    Gower g = {x,      scale,
               weight, myn_arena_get(scratch, (x.cols + 1) * sizeof(double)),
               out,    myn_arena_zero(scratch, x.rows + 1, sizeof(size_t))};
    *missing = 0;
    if (!g.range || !g.missing) return MYN_ERR_MEMORY;
    for (size_t l = 0; l < x.cols; l++)
        if ((unsigned)scale[l] > MYN_GOWER_ASYMMETRIC || (weight && !(weight[l] >= 0)))
            return MYN_ERR_ARGUMENT;
    if (!find_ranges(&g)) return MYN_ERR_DATA;
    myn_status status = myn_team_map(team, x.rows, gower_job, &g);
    for (size_t i = 0; i < x.rows; i++) *missing += g.missing[i];
    return status;
}
