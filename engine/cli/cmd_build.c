/* mynegai build INDEX -o OUT.h5 */
#include "cli.h"

/* "Wrote out.h5: Title / 22 areas, 75 indicators, ..." */
static myn_status summary(Cli *cli, const myn_built *built)
{
    myn_buffer text = {0};
    char all[MYN_NUMBER_TEXT], reading[MYN_NUMBER_TEXT];
    myn_fixed_text(built->seconds_all, 1, all);
    myn_fixed_text(built->seconds_read, 1, reading);
    if (built->title) myn_buffer_format(&text, "%s\n", built->title);
    myn_buffer_format(&text, "  areas       %zu, %zu of them with an overall score\n", built->areas,
                      built->scored);
    myn_buffer_format(&text, "  indicators  %zu, in %zu nodes\n", built->indicators, built->nodes);
    myn_buffer_format(&text, "  editions    %zu, from %zu data period%s\n", built->editions, built->periods,
                      built->periods == 1 ? "" : "s");
    myn_buffer_format(&text, "  rows read   %zu\n", built->rows);
    if (built->confidential)
        myn_buffer_format(&text, "  withheld    %zu count%s, %zu of them for others\n", built->withheld,
                          built->withheld == 1 ? "" : "s", built->withheld_secondary);
    myn_buffer_format(&text, "  time        %s s, %s s of it reading\n", all, reading);
    myn_buffer_format(&text, "  written to  %s\n", cli->set.out);
    return say_buffer(cli, &text);
}

myn_status cmd_build(Cli *cli)
{
    Meter meter;
    meter_start(&meter, cli);
    myn_run_options options = {.index = cli->set.input[0],
                               .data = cli->set.data,
                               .share = cli->share,
                               .edition = cli->set.edition,
                               .change = cli->set.change,
                               .changes = cli->set.changes,
                               .out = cli->set.out,
                               .withheld_log = cli->set.withheld_log,
                               .threads = cli->set.threads,
                               .memory = cli->set.memory,
                               .progress = &meter.progress};
    myn_built built = {0};
    myn_status status = myn_build(&options, cli->diag, &built);
    meter_end(&meter);
    if (!status && !cli->set.quiet) status = summary(cli, &built);
    myn_built_free(&built);
    return status;
}
