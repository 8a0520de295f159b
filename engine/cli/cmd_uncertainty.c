/* mynegai uncertainty OUT.h5 */
#include "cli.h"
#include <mynegai/run_sensitivity.h>
#include <string.h>

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

static myn_status summary(Cli *cli, const char *out, const myn_uncertainty_done *done)
{
    myn_buffer text = {0};
    char seconds[MYN_NUMBER_TEXT];
    myn_fixed_text(done->seconds, 1, seconds);
    myn_buffer_format(&text, "Edition %s drawn %zu times, seed %llu\n", done->edition, done->draws,
                      (unsigned long long)done->seed);
    myn_buffer_format(&text, "  kept        %zu node%s of %zu areas\n", done->nodes, plural(done->nodes),
                      done->areas);
    myn_buffer_format(&text, "  varied      %zu source%s%s\n", done->inputs, plural(done->inputs),
                      done->fast ? ", by effective weights" : "");
    for (size_t i = 0; i < done->pairs; i++) {
        char share[MYN_NUMBER_TEXT];
        myn_fixed_text(done->above[i], 3, share);
        myn_buffer_format(&text, "  pair        %s: %s of the draws\n", done->pair[i], share);
    }
    myn_buffer_format(&text, "  time        %s s%s\n", seconds,
                      done->passes > 1 ? ", in several passes" : "");
    myn_buffer_format(&text, "  written to  %s\n", out);
    return say_buffer(cli, &text);
}

/* "5,50,95": rising, from 0 to 100. */
static myn_status read_percentiles(Cli *cli, const char *text, double *out, size_t *count)
{
    *count = 0;
    while (text) {
        size_t length = strcspn(text, ",");
        double p;
        bool good = *count < MYN_PERCENTILES_MOST && myn_number_read(text, length, &p) && p >= 0 &&
                    p <= 100 && (!*count || p > out[*count - 1]);
        if (!good)
            return usage_error(
                cli,
                "--percentiles: expected at most %d numbers from 0 to 100, rising, as in 5,50,95; not "
                "\"%s\"",
                MYN_PERCENTILES_MOST, cli->set.percentiles);
        out[(*count)++] = p;
        text = text[length] ? text + length + 1 : NULL;
    }
    return MYN_OK;
}

static myn_status run(Cli *cli, myn_store *store, size_t edition)
{
    double percentile[MYN_PERCENTILES_MOST];
    Meter meter;
    const char *out = cli->set.out ? cli->set.out : cli->set.input[0];
    myn_uncertainty_options options = {.choice = {.store = store,
                                                  .path = cli->set.input[0],
                                                  .plan = cli->set.plan,
                                                  .edition = edition,
                                                  .threads = cli->set.threads,
                                                  .seed = cli->set.seed,
                                                  .seed_given = cli->set.seed_given,
                                                  .draws = cli->set.draws,
                                                  .percentile = percentile,
                                                  .general = cli->set.general},
                                       .out = out,
                                       .memory = cli->set.memory,
                                       .progress = &meter.progress};
    myn_uncertainty_done done = {0};
    myn_status status = read_percentiles(cli, cli->set.percentiles, percentile, &options.choice.percentiles);
    if (status) return status;
    meter_start(&meter, cli);
    status = cli->set.design
                 ? myn_uncertainty_by(&options, (myn_design_kind)(cli->set.design - 1), cli->diag, &done)
                 : myn_uncertainty(&options, cli->diag, &done);
    meter_end(&meter);
    if (!status && !cli->set.quiet) status = summary(cli, out, &done);
    myn_uncertainty_done_free(&done);
    return status;
}

myn_status cmd_uncertainty(Cli *cli)
{
    myn_store *store = NULL;
    size_t edition = 0;
    if (cli->set.draws_given && cli->set.draws < 2)
        return usage_error(cli, "--draws: at least 2 are needed for a spread, not %zu", cli->set.draws);
    myn_status status = myn_store_open(cli->set.input[0], 0, cli->diag, &store);
    if (!status)
        status = find_edition(cli, cli->set.input[0], myn_store_labels(store), cli->set.edition, &edition);
    if (!status)
        status = cli->set.sensitivity ? run_sensitivity(cli, store, edition) : run(cli, store, edition);
    myn_store_free(store);
    return status;
}
