/* mynegai demand OUT.h5 --plan PLAN.yml */
#include "cli.h"
#include <mynegai/run_demand.h>

static myn_status summary(Cli *cli, const myn_demand *demand, const char *out)
{
    myn_buffer text = {0};
    myn_buffer_format(&text, "%zu service%s, %zu scenario%s, %ld to %ld, %zu areas\n", demand->services,
                      demand->services == 1 ? "" : "s", demand->scenarios, demand->scenarios == 1 ? "" : "s",
                      demand->first_year, demand->first_year + (long)demand->years - 1, demand->areas);
    for (size_t s = 0; s < demand->services; s++) {
        const char *name = myn_label_text(demand->service[s].label, MYN_LANG_EN, demand->service[s].code);
        if (demand->shelf[s] < 0)
            myn_buffer_format(&text, "  %s: too few earlier years to try a shelf life\n", name);
        else
            myn_buffer_format(&text, "  %s: shelf life %ld years\n", name, demand->shelf[s]);
    }
    myn_buffer_format(&text, "  written to  %s\n", out);
    return say_buffer(cli, &text);
}

/* Its line in the provenance: what can change a number. */
static myn_status add(Cli *cli, const myn_demand *demand, const char *out)
{
    myn_buffer command = {0};
    myn_buffer_put(&command, "demand");
    if (cli->set.draws_given) myn_buffer_format(&command, " --draws %zu", cli->set.draws);
    myn_status status = command.failed
                            ? MYN_ERR_MEMORY
                            : myn_demand_add(demand, cli->set.input[0], out, command.at, cli->diag);
    myn_buffer_free(&command);
    return status;
}

myn_status cmd_demand(Cli *cli)
{
    myn_store *store = NULL;
    myn_demand *demand = NULL;
    const char *out = cli->set.out ? cli->set.out : cli->set.input[0];
    const myn_demand_options options = {
        .plan = cli->set.plan, .draws = cli->set.draws, .threads = cli->set.threads};
    if (cli->set.draws_given && cli->set.draws < 2)
        return usage_error(cli, "--draws: expected a number from 2");
    myn_status status = myn_store_open(cli->set.input[0], 0, cli->diag, &store);
    if (!status) status = myn_demand_of(store, &options, cli->diag, &demand);
    if (!status) status = add(cli, demand, out);
    if (!status && !cli->set.quiet) status = summary(cli, demand, out);
    myn_demand_free(demand);
    myn_store_free(store);
    return status;
}
