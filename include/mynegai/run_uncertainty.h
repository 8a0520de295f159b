/* How sure a rank is: a store computed again and again with its weights, methods and data drawn at random.
 *
 * The plan is `uncertainty:` in index.yml, or a file of the same form:
 *
 *   uncertainty:
 *     draws: 1000                    # the command line's --draws and --seed are stronger
 *     seed: 1
 *     percentiles: [5, 25, 50, 75, 95]
 *     nodes: branches                # whose scores and ranks are kept: all, branches, top (the root), or a list of codes
 *     weights:
 *       - uniform: {of: wimd, percent: 25}         # each part's weight x U(0.75, 1.25)
 *       - dirichlet: {of: health, concentration: 100}
 *       - sets: {list: [{income: 0.3, health: 0.2}]}   # one of these or as built, equally likely; as_built: false: only
 *                                                      # these
 *       - drop_one: {of: wimd}                     # one of its parts, equally likely
 *     methods:                       # one of the choices, equally likely; `as_built`: as the definition says
 *       - normalise: {at: wimd, choices: [as_built, rank, {minmax: {to: [1, 100]}}]}
 *       - aggregate: {at: health, choices: [arithmetic, geometric]}
 *       - treat: {at: wimd, choices: [as_built, none]}
 *       - transform: {at: co2, choices: [as_built, log]}
 *       - missing: {at: wimd, choices: [as_built, [mean]]}
 *     data:
 *       - sampling: {of: [co2, health], law: normal, limits: 95}
 *                 # law: normal, log_normal, logit (out_of: 100), poisson (among: SERIES, per: 1000), binomial (the same);
 *                 # limits: the confidence limits of the data are those of 95 %; or standard_error: 2, or
 *                 # relative_error: 5 (per cent), or standard_errors: SERIES; poisson and binomial need none of these
 *                 # around: mean (default: shrunk to the mean) or observed; periods: 0.5 (correlation over periods)
 *       - rounding: {of: income, to: 0.1}          # the published value lies anywhere within 0.05 of it
 *       - imputed: {of: wimd}                      # imputed cells vary as the observed ones around their imputation
 *     structure:
 *       - leave_one_out: {of: wimd, among: indicators, none: true}   # or parts
 *     pairs: [[W01000240, W01001427]] # P(the first ranks above the second)
 *
 * A draw is a point x of the unit cube: each source takes one coordinate or a run of them, in the order of the plan, so
 * that a design (random, Latin hypercube, Sobol) can place the points. Sources of data take one coordinate each, whose
 * bits choose the stream that all its errors are drawn from. */
#ifndef MYNEGAI_RUN_UNCERTAINTY_H
#define MYNEGAI_RUN_UNCERTAINTY_H
#include <mynegai/run.h>
#include <mynegai/stream.h>
#include <mynegai/uncertainty.h>

typedef struct myn_uncertain myn_uncertain;

typedef struct {
    myn_store *store; /* borrowed while the model lives */
    const char *path; /* how problems name it */
    const char *plan; /* a file; NULL: the definition's own section */
    size_t edition;   /* number in the store */
    size_t threads;   /* 0: as many as there are processors */
    uint64_t seed;    /* used where seed_given, else the plan's, else 1 */
    bool seed_given;
    size_t draws;             /* 0: the plan's, else 1,000 */
    const double *percentile; /* 0 .. 100, rising; none: the plan's */
    size_t percentiles;
    bool general; /* never by the fast path: slower, the same to rounding */
} myn_uncertain_choice;

/* What varies together: one source of the plan, or one weight of a source whose weights are inputs each (`each`). */
typedef struct {
    const char *name; /* "weights uniform wimd", unique; names its figures in a sensitivity analysis */
    size_t first, coordinates; /* x[first .. first + coordinates) */
    size_t choices;            /* one coordinate cut into so many equal parts; 0: continuous */
    bool stream;               /* data: its coordinate only chooses a stream, so that it has no order */
    bool dependent; /* parts are not independent of each other (Dirichlet), though the coordinates are */
    myn_place at;
} myn_uncertain_input;

/* Read the plan and make its model ready: everything but the draws. Every problem goes to DIAG; MYN_ERR_DATA, or as
 * reloading the store (MYN_ERR_FORMAT, MYN_ERR_LIMIT, MYN_ERR_MEMORY). */
myn_status myn_uncertain_open(const myn_uncertain_choice *choice, myn_diag *diag,
                              myn_uncertain **out) MYN_CHECKED;

/* Give back a model and all that it owns; NULL is nothing. Pointers that its functions gave end here. */
void myn_uncertain_free(myn_uncertain *model);

/* What is uncertain: *COUNT inputs in the order of the plan. Valid until the model is freed. */
const myn_uncertain_input *myn_uncertain_inputs(const myn_uncertain *model, size_t *count);

/* How many numbers of [0, 1) one draw takes: the coordinates of all sources together, the length of POINT's x. */
size_t myn_uncertain_coordinates(const myn_uncertain *model);

/* The nodes whose scores and ranks a draw gives, by their number in the store; root first. */
const size_t *myn_uncertain_nodes(const myn_uncertain *model, size_t *count);

/* The seed of the draws: the choice's where it gives one, else the plan's, else 1. */
uint64_t myn_uncertain_seed(const myn_uncertain *model);

/* How many draws are wanted: the choice's number where it gives one, else the plan's, else 1,000. */
size_t myn_uncertain_draws(const myn_uncertain *model);

/* Whether the model collapses to effective weights (all-arithmetic tree, only weights vary). */
bool myn_uncertain_is_fast(const myn_uncertain *model);

/* One draw: rows of the model's nodes by areas. */
typedef struct {
    const double *score;
    const uint32_t *rank; /* 0: none */
    size_t nodes, areas;
} myn_drawn;

/* As published: what draws are compared with. Valid until the model is freed. */
myn_drawn myn_uncertain_published(const myn_uncertain *model);

/* N draws. POINT fills draw's coordinates (any thread, any order, must depend on DRAW alone; NULL: independent uniform
 * numbers of stream (seed, draw)). TAKE gets the draws in order, COUNT at a time, in the caller's thread: rows of score
 * and rank of draw FROM + i at i x nodes x areas. */
typedef struct {
    size_t first, n; /* draws FIRST .. FIRST + n - 1 */
    void (*point)(void *ctx, size_t draw, double *x);
    myn_status (*take)(void *ctx, size_t from, size_t count, const myn_drawn *drawn);
    void *ctx;
    bool ranks; /* whether ranks are wanted */
    size_t node,
        nodes; /* of the kept nodes only NODE .. NODE + NODES - 1 (nodes 0: all): rows have no others */
    const myn_progress *progress;
    double done, all; /* for progress: draws before these, and of all */
} myn_uncertain_runs;

/* Compute the draws of RUNS and hand them to its TAKE. Its PROGRESS (or NULL) may stop it: MYN_ERR_INTERRUPTED; what TAKE
 * returns ends it too. A draw that cannot be computed (a method that fails on drawn values) is MYN_ERR_DATA with its reason
 * in DIAG; MYN_ERR_ARGUMENT where RUNS asks for nodes that are not kept. The same bytes at any number of threads. O(n) indices computed; O(n x areas x parts) where the model is fast. */
myn_status myn_uncertain_run(myn_uncertain *model, const myn_uncertain_runs *runs,
                             myn_diag *diag) MYN_CHECKED;

/* ---- the whole command ---- */

typedef struct {
    myn_uncertain_choice choice;
    const char *out;                                  /* the store to write; may be the one that is read */
    void (*point)(void *ctx, size_t draw, double *x); /* a design; NULL: independent draws */
    void *point_ctx;
    const char *design;           /* its name, for the provenance; NULL: "random" */
    const myn_progress *progress; /* or NULL */
    size_t
        memory; /* bytes that kept draws may take; 0: 512 MiB, or for a model that is not fast a quarter of the
                                   * machine's, where that is more */
} myn_uncertainty_options;

/* What was done, in figures. Texts live as long as the struct; free with myn_uncertainty_done_free. */
typedef struct {
    size_t draws, nodes, areas, inputs, pairs, passes;
    uint64_t seed;
    bool fast;
    char *edition;
    char **pair;   /* pairs: "A above B" */
    double *above; /* pairs: share of the draws, at the first node kept */
    double seconds;
} myn_uncertainty_done;

/* Draw as the plan says and write the store with group /uncertainty (docs/store.md). Nothing is written where there was an
 * error. As myn_uncertain_open, myn_uncertain_run and myn_store_add. */
myn_status myn_uncertainty(const myn_uncertainty_options *options, myn_diag *diag,
                           myn_uncertainty_done *out) MYN_CHECKED;

/* Give back the texts and arrays of DONE (not DONE itself), also after an error; it is all zero then. */
void myn_uncertainty_done_free(myn_uncertainty_done *done);

/* Section `uncertainty` of INDEX's definition as myn_index_explain writes the rest of it: every default written out, with a
 * comment where each came from; nothing where there is none. CHANGES were made to the definition. Appends to OUT. What
 * is written reads back to the same plan. MYN_ERR_DATA with every problem of the section in DIAG, MYN_ERR_MEMORY. */
myn_status myn_uncertainty_explain(const myn_index *index, const myn_change *change, size_t changes,
                                   myn_diag *diag, myn_buffer *out) MYN_CHECKED;

#endif
