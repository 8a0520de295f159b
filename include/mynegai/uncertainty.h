/* Kernels of uncertainty: distributions of scores and ranks over many draws, drawing true values given observed ones.
 *
 * They know numbers only. A column is one area by one node; a draw is one run of the model. Missing is NaN in
 * scores and 0 in ranks. */
#ifndef MYNEGAI_UNCERTAINTY_H
#define MYNEGAI_UNCERTAINTY_H
#include <mynegai/arena.h>
#include <mynegai/mat.h>
#include <mynegai/status.h>
#include <mynegai/team.h>
#include <stdbool.h>
#include <stdint.h>

/* ---- distributions by their quantiles: one uniform number makes one draw ---- */

/* x with P(X <= x) = p for a gamma variable of shape A > 0 and scale 1, 0 < p < 1: Halley's method on the incomplete
 * gamma function from Wilson and Hilferty's start (doi:10.1073/pnas.17.12.684), to about 1 part in 10^12; 0 where x is
 * below 10^-300. */
double myn_gamma_quantile(double a, double p);

/* The least whole number k with P(X <= k) >= p for a Poisson variable of mean M >= 0, 0 < p < 1: found by halving from
 * the normal approximation, on the incomplete gamma function. NaN where M is none or above 10^15. */
double myn_poisson_quantile(double m, double p);

/* The same for a binomial variable: N trials (a whole number >= 0), each with probability Q in [0, 1]; on the
 * incomplete beta function. */
double myn_binomial_quantile(double n, double q, double p);

/* ---- true values given observed ones ---- */

/* Observed Y with known standard errors SE (n each; a value without a standard error, or with none above 0, is taken for
 * exact) of true values that are themselves normal: y ~ N(t, se^2), t ~ N(m, v). Given Y, t is normal with mean
 * b m + (1 - b) y and variance (1 - b) se^2, b = se^2 / (se^2 + v), into MEAN and SD (n; may be Y and SE themselves).
 * v is Paule and Mandel's estimate (doi:10.6028/jres.087.022), the root of sum w (y - m)^2 = n - 1 with
 * w = 1 / (se^2 + v), m = sum w y / sum w, and 0 where there is none; *BETWEEN gets v, *CENTRE m (either may be NULL).
 * With fewer than three values nothing is known of v, and MEAN and SD are Y and SE. O(n). */
void myn_posterior(const double *y, const double *se, size_t n, double *mean, double *sd, double *between,
                   double *centre);

/* OUT = MEAN + SD z with z standard normal, number i of stream (SEED, JOB) for value I from FIRST; a missing MEAN stays
 * missing, a missing SD is 0. O(n). */
void myn_draw_normal(const double *mean, const double *sd, size_t n, uint64_t seed, uint64_t job,
                     uint64_t first, double *out);

/* ---- many draws of a weighted sum ---- */

/* OUT (draws x areas) = WEIGHT (draws x parts) times X (parts x areas), each sum in the order of the parts, by fused
 * multiply-add, so that it is the same on every machine. NaN in X makes the area's sum NaN. */
void myn_draw_sums(myn_cmat weight, myn_cmat x, myn_mat out);

/* Which score has rank 1 (the greatest; LOWEST_FIRST: the least), and what equal scores get: as myn_rank, an average cut
 * to a whole number, as a store keeps it. */
typedef struct {
    int ties; /* myn_ties */
    bool lowest_first;
} myn_rank_rule;

/* Ranks of one draw of N scores by RULE, 0 where the score is missing; *RANKED: how many have one. MYN_ERR_ARGUMENT,
 * MYN_ERR_MEMORY. O(n) where scores spread: bits on a line, areas that share a piece of it put in order by their scores; a
 * draw with many equal scores or a few far away from all others by myn_rank. */
myn_status myn_draw_ranks(const double *score, size_t n, myn_rank_rule rule, uint32_t *rank, size_t *ranked,
                          myn_arena *scratch) MYN_CHECKED;

/* A model that is nothing but weighted sums. WEIGHT gives draw's weights of all parts (any thread; must depend on DRAW
 * alone). */
typedef struct {
    myn_cmat x; /* parts x areas */
    void (*weight)(void *ctx, size_t draw, double *out);
    void *ctx;
    myn_rank_rule rule;
} myn_weighted;

/* Room for draws FROM .. FROM + COUNT - 1, row by row: SCORE and RANK (which may be NULL: not wanted) have COUNT rows of
 * STRIDE. */
typedef struct {
    size_t from, count, stride;
    double *score;
    uint32_t *rank;
} myn_draw_rows;

/* Score and rank every area in the draws of ROWS, as myn_draw_sums and myn_draw_ranks; NaN in x makes the area's score
 * missing. MYN_ERR_ARGUMENT, MYN_ERR_MEMORY. The same bytes at any number of workers. O(count x areas x parts). */
myn_status myn_draw_weighted(const myn_weighted *model, const myn_draw_rows *rows,
                             myn_team *team) MYN_CHECKED;

/* ---- what many draws say of each column ---- */

#define MYN_PERCENTILES_MOST 16
/* Up to here every draw is kept; beyond, percentiles come of counts. */
#define MYN_DRAWS_KEPT 10000

typedef struct {
    size_t columns, draws;
    uint32_t areas;                          /* ranks are 1 .. areas */
    double percentile[MYN_PERCENTILES_MOST]; /* 0 .. 100 */
    size_t percentiles;
    bool scores;              /* whether scores are wanted, ranks always are */
    const int32_t *published; /* columns: ranks that shifts are taken from (0 none); NULL: no shifts */
} myn_spread_plan;

/* What is known once all draws were seen. Arrays of COLUMNS, percentiles percentile by percentile; owned by the spread.
 * A percentile is Hyndman and Fan's type 7 of the draws in which the column has a value. Up to MYN_DRAWS_KEPT draws all
 * are exact; beyond, those of ranks and shifts are exact too (a count of every rank), those of scores are right to
 * 1/65,536 of the column's range. A standard deviation has n - 1 below. */
typedef struct {
    uint32_t *present; /* draws with a value */
    double *score_mean, *score_sd, *score_percentile;
    double *rank_mean, *rank_sd, *rank_percentile;
    double *shift; /* median |rank - published|; NaN without */
} myn_spread_result;

typedef struct myn_spread myn_spread;

/* Room for COLUMNS columns. Up to MYN_DRAWS_KEPT draws: 2 or (above 65,535 areas) 4 bytes a rank and 8 a score; beyond:
 * a fixed number a column. */
myn_status myn_spread_new(const myn_spread_plan *plan, myn_spread **out) MYN_CHECKED;

/* The same in the room of OLD, which is given up (NULL: none): memory that was touched is not fetched anew where both keep
 * as many draws and OLD has no fewer columns. OLD and its result end here, also after an error. MYN_ERR_ARGUMENT beyond
 * MYN_PERCENTILES_MOST percentiles or 2^32 - 1 draws, MYN_ERR_MEMORY. */
myn_status myn_spread_after(myn_spread *old, const myn_spread_plan *plan, myn_spread **out) MYN_CHECKED;

/* Give back a spread and its result; NULL is nothing. */
void myn_spread_free(myn_spread *spread);

/* Bytes that a spread of PLAN takes for one column. */
size_t myn_spread_bytes(const myn_spread_plan *plan);

/* How often all draws have to be shown to it: once, or beyond MYN_DRAWS_KEPT two or (with scores) three times. */
size_t myn_spread_passes(const myn_spread_plan *plan);

/* COUNT draws in order, row by row (SCORE and RANK: row i at i x STRIDE, columns from the spread's first). SCORE may be
 * NULL where no scores are wanted. */
typedef struct {
    const double *score;
    const uint32_t *rank;
    size_t stride, count;
} myn_draws;

/* COUNT further draws of this pass: ranks 0 and scores NaN are missing. MYN_ERR_ARGUMENT where a pass has more draws than
 * the plan says, MYN_ERR_MEMORY. The same numbers whatever COUNT is and however many workers TEAM has. O(count x columns). */
myn_status myn_spread_add(myn_spread *spread, const myn_draws *draws, myn_team *team) MYN_CHECKED;

/* A pass is over: the next one begins, or (after the last) RESULT is there until the spread is freed. */
myn_status myn_spread_turn(myn_spread *spread, myn_team *team, myn_spread_result *result) MYN_CHECKED;

#endif
