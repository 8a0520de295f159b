/* mynegai uncertainty OUT.h5 --sensitivity OUTPUT */
#include "cli.h"
#include <mynegai/run_sensitivity.h>

enum { AS_TEXT, AS_CSV, AS_JSON };

static myn_status say(Cli *cli, const myn_sensitivity_found *found)
{
    const myn_show_options how = {.lang = (myn_lang)cli->set.lang, .terminal = terminal_of(cli)};
    if (cli->set.format == AS_TEXT) return myn_show_sensitivity(found, &how, &cli->out);
    return myn_sensitivity_rows(found, cli->set.format == AS_JSON ? MYN_FORM_JSON : MYN_FORM_CSV, &cli->out);
}

static bool is_power_of_two(size_t n)
{
    return n && !(n & (n - 1));
}

static myn_status choose(Cli *cli, const myn_labels *labels, myn_sensitivity_options *out)
{
    size_t node;
    if (cli->set.percentiles) return usage_error(cli, "--percentiles does not go with --sensitivity");
    myn_status status = find_node(cli, cli->set.input[0], labels, cli->set.node, &node);
    if (status) return status;
    return myn_sensitivity_output_read(labels, cli->set.sensitivity, node, cli->diag, &out->output);
}

myn_status run_sensitivity(Cli *cli, myn_store *store, size_t edition)
{
    Meter meter;
    const Settings *set = &cli->set;
    myn_sensitivity_found *found = NULL;
    myn_sensitivity_options options = {.choice = {.store = store,
                                                  .path = set->input[0],
                                                  .plan = set->plan,
                                                  .edition = edition,
                                                  .threads = set->threads,
                                                  .seed = set->seed,
                                                  .seed_given = set->seed_given,
                                                  .draws = set->draws,
                                                  .general = set->general},
                                       .said = set->sensitivity,
                                       .design = set->design ? (myn_design_kind)(set->design - 1)
                                                             : MYN_DESIGN_SOBOL,
                                       .out = set->out ? set->out : set->input[0],
                                       .progress = &meter.progress};
    myn_status status = choose(cli, myn_store_labels(store), &options);
    if (status) return status;
    meter_start(&meter, cli);
    status = myn_sensitivity_find(&options, cli->diag, &found);
    meter_end(&meter);
    if (!status) status = say(cli, found);
    if (!status && options.design == MYN_DESIGN_SOBOL && !is_power_of_two(found->n))
        say_note(cli, "a Sobol sequence is best cut at a power of two, as --draws 1024");
    myn_sensitivity_found_free(found);
    return status;
}
