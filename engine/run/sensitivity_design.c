/* Draws of an uncertainty analysis placed by a design. */
#include <mynegai/run_sensitivity.h>

static void point_of(void *ctx, size_t draw, double *x)
{
    const myn_design *design = ctx;
    myn_design_point(design, draw, x);
}

static const char *const words[] = {[MYN_DESIGN_MONTE_CARLO] = "monte_carlo",
                                    [MYN_DESIGN_LATIN] = "latin",
                                    [MYN_DESIGN_SOBOL] = "sobol",
                                    [MYN_DESIGN_SOBOL_PLAIN] = "sobol_plain"};

/* What a design has to know of the model: seed, number of draws, coordinates. */
static myn_status choose(const myn_uncertain_choice *choice, myn_design_kind kind, myn_diag *diag,
                         myn_design_choice *out)
{
    myn_uncertain *model = NULL;
    myn_status status = myn_uncertain_open(choice, diag, &model);
    if (status) return status;
    *out = (myn_design_choice){kind, myn_uncertain_seed(model), myn_uncertain_draws(model),
                               myn_uncertain_coordinates(model)};
    myn_uncertain_free(model);
    bool sobol = kind == MYN_DESIGN_SOBOL || kind == MYN_DESIGN_SOBOL_PLAIN;
    if (!sobol || out->dimensions <= MYN_SOBOL_DIMENSIONS) return MYN_OK;
    myn_diag_add(
        diag, MYN_ERROR, (myn_place){0},
        "%s: the sources of its plan take %zu coordinates; the Sobol sequence has %d: another --design takes "
        "any number",
        choice->path, out->dimensions, MYN_SOBOL_DIMENSIONS);
    return MYN_ERR_DATA;
}

myn_status myn_uncertainty_by(const myn_uncertainty_options *options, myn_design_kind kind, myn_diag *diag,
                              myn_uncertainty_done *out)
{
    myn_uncertainty_options by = *options;
    myn_design_choice choice;
    myn_design design;
    myn_arena *arena = NULL;
    myn_status status = choose(&options->choice, kind, diag, &choice);
    if (!status) status = myn_arena_new(&arena);
    if (!status) status = myn_design_new(&choice, arena, &design);
    by.point = point_of;
    by.point_ctx = &design;
    by.design = words[kind];
    if (!status) status = myn_uncertainty(&by, diag, out);
    myn_arena_free(arena);
    return status;
}
