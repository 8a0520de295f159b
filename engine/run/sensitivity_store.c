/* Indices as an annex of the store. */
#include "run/sensitivity.h"
#include <mynegai/annex.h>
#include <mynegai/text.h>
#include <stdlib.h>

static const char *const design_words[] = {[MYN_DESIGN_MONTE_CARLO] = "random",
                                           [MYN_DESIGN_LATIN] = "latin",
                                           [MYN_DESIGN_SOBOL] = "sobol",
                                           [MYN_DESIGN_SOBOL_PLAIN] = "sobol_plain"};

enum { FIGURES = 6 };

/* Columns of the inputs' figures. */
typedef struct {
    double *figure[FIGURES];
    uint8_t *settled;
    double published, mean, variance;
    int64_t seed, points, runs;
} Columns;

static myn_status fill(const myn_sensitivity_found *found, Columns *c)
{
    const myn_sensitivity *indices = &found->indices;
    for (int k = 0; k < FIGURES; k++)
        if (!(c->figure[k] = calloc(found->d + 1, sizeof(double)))) return MYN_ERR_MEMORY;
    if (!(c->settled = calloc(2 * found->d + 1, 1))) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < found->d; i++) {
        const myn_share *share[2] = {&indices->input[i].first, &indices->input[i].total};
        for (int k = 0; k < 2; k++) {
            c->figure[3 * k][i] = share[k]->value;
            c->figure[3 * k + 1][i] = share[k]->lower;
            c->figure[3 * k + 2][i] = share[k]->upper;
            c->settled[(size_t)k * found->d + i] = share[k]->settled;
        }
    }
    c->published = found->published;
    c->mean = indices->mean;
    c->variance = indices->variance;
    c->seed = (int64_t)found->seed;
    c->points = (int64_t)found->n;
    c->runs = (int64_t)found->runs;
    return MYN_OK;
}

static void free_columns(Columns *c)
{
    for (int k = 0; k < FIGURES; k++) free(c->figure[k]);
    free(c->settled);
}

static myn_annex_array of_inputs(const char *name, const double *at, const char *long_name)
{
    return (myn_annex_array){.name = name,
                             .dim = {"input"},
                             .rank = 1,
                             .as = MYN_AS_REAL,
                             .at = at,
                             .long_name = long_name,
                             .units = "1"};
}

static myn_annex_array one(const char *name, myn_annex_type as, const void *at, const char *long_name)
{
    return (myn_annex_array){.name = name, .as = as, .at = at, .long_name = long_name};
}

enum { ARRAYS = 14, FACTS = 7 };

static void describe(const Columns *c, size_t inputs, myn_annex_array array[ARRAYS])
{
    static const char *const flags[] = {"too_few_points", "settled", NULL};
    myn_annex_array settled = {.name = "first_settled",
                               .dim = {"input"},
                               .rank = 1,
                               .as = MYN_AS_BYTE,
                               .at = c->settled,
                               .flag = flags,
                               .long_name = "whether the first-order index means anything yet"};
    array[0] = of_inputs("first", c->figure[0], "first-order index");
    array[1] = of_inputs("first_lower", c->figure[1], "its lower limit");
    array[2] = of_inputs("first_upper", c->figure[2], "its upper limit");
    array[3] = of_inputs("total", c->figure[3], "total index");
    array[4] = of_inputs("total_lower", c->figure[4], "its lower limit");
    array[5] = of_inputs("total_upper", c->figure[5], "its upper limit");
    array[6] = settled;
    settled.name = "total_settled";
    settled.at = c->settled + inputs;
    settled.long_name = "whether the total index means anything yet";
    array[7] = settled;
    array[8] = one("published", MYN_AS_REAL, &c->published, "output of the published build");
    array[9] = one("mean", MYN_AS_REAL, &c->mean, "mean of the output over rows A and B");
    array[10] = one("variance", MYN_AS_REAL, &c->variance, "variance of the output over rows A and B");
    array[11] = one("seed", MYN_AS_LONG, &c->seed, "seed");
    array[12] = one("base_points", MYN_AS_LONG, &c->points, "base points N");
    array[13] = one("runs", MYN_AS_LONG, &c->runs, "runs, N (inputs + 2)");
}

/* Add ANNEX, with the plan's file where there is one. */
static myn_status add(const myn_sensitivity_options *options, const myn_annex *annex, const char *command,
                      myn_diag *diag)
{
    myn_buffer plan = {0};
    const char *path = options->choice.plan;
    myn_status status = path ? myn_file_read(path, (size_t)1 << 24, &plan) : MYN_OK;
    const myn_provenance_text text = {"sensitivity-plan.yml", plan.at ? plan.at : ""};
    const myn_annex_source source = {command, &text, path != NULL, NULL, 0};
    if (!status) status = myn_store_add(options->choice.path, options->out, annex, 1, &source, diag);
    myn_buffer_free(&plan);
    return status;
}

static myn_status add_columns(const myn_sensitivity_options *options, const myn_sensitivity_found *found,
                              const Columns *c, const char *command, myn_diag *diag)
{
    char level[MYN_NUMBER_TEXT];
    myn_annex_array array[ARRAYS];
    const myn_annex_dimension dimension = {.name = "input",
                                           .size = found->d,
                                           .text = found->name,
                                           .long_name = "source of uncertainty, as the plan has it"};
    const myn_annex_fact fact[FACTS] = {{"output", options->said},
                                        {"node", found->labels->node[found->output.node].code},
                                        {"edition_name", found->edition},
                                        {"design", design_words[found->design]},
                                        {"level", level},
                                        {"first_order", "Saltelli 2010, mean taken off"},
                                        {"total_order", "Jansen 1999"}};
    const myn_annex annex = {.group = "sensitivity",
                             .long_name = "shares of an output's variance by source of uncertainty",
                             .dimension = &dimension,
                             .dimensions = 1,
                             .array = array,
                             .arrays = ARRAYS,
                             .fact = fact,
                             .facts = FACTS};
    myn_number_text(found->level, level);
    describe(c, found->d, array);
    return add(options, &annex, command, diag);
}

myn_status sensitivity_store(const myn_sensitivity_options *options, const myn_sensitivity_found *found,
                             myn_diag *diag)
{
    Columns columns = {0};
    myn_buffer command = {0}; /* a word of its own: the line of the draws in /uncertainty stays */
    myn_buffer_format(&command,
                      "sensitivity --output %s --node %s --edition %s --draws %zu --seed %llu --design %s",
                      options->said, found->labels->node[found->output.node].code, found->edition, found->n,
                      (unsigned long long)found->seed, design_words[found->design]);
    if (options->choice.plan) myn_buffer_put(&command, " --plan sensitivity-plan.yml");
    myn_status status = command.failed ? MYN_ERR_MEMORY : fill(found, &columns);
    if (!status) status = add_columns(options, found, &columns, command.at, diag);
    free_columns(&columns);
    myn_buffer_free(&command);
    return status;
}
