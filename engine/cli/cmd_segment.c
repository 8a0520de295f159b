/* mynegai segment OUT.h5 */
#include "cli.h"
#include <mynegai/report_segment.h>
#include <mynegai/run_segment.h>

enum { AS_TEXT, AS_CSV, AS_JSON };

static myn_status say(Cli *cli, const char *path)
{
    myn_store *store = NULL;
    const Settings *set = &cli->set;
    const myn_show_options how = {.lang = (myn_lang)set->lang, .terminal = terminal_of(cli)};
    myn_status status = myn_store_open(path, 0, cli->diag, &store);
    if (!status && set->format == AS_TEXT) status = myn_show_segments(store, &how, &cli->out);
    if (!status && set->format != AS_TEXT)
        status = myn_segments_rows(store, set->format == AS_JSON ? MYN_FORM_JSON : MYN_FORM_CSV, &cli->out);
    myn_store_free(store);
    return status;
}

static myn_status run(Cli *cli, myn_store *store, size_t edition)
{
    Meter meter;
    const char *out = cli->set.out ? cli->set.out : cli->set.input[0];
    myn_segment_done done;
    myn_segment_options options = {.path = cli->set.input[0],
                                   .out = out,
                                   .plan = cli->set.plan,
                                   .assign = cli->set.assign,
                                   .edition = edition,
                                   .threads = cli->set.threads,
                                   .progress = &meter.progress};
    for (int key = 0; key < MYN_SEGMENT_KEYS; key++) options.given[key] = cli->set.segment[key];
    meter_start(&meter, cli);
    myn_status status = myn_segment(store, &options, cli->diag, &done);
    meter_end(&meter);
    if (status || (cli->set.quiet && cli->set.format == AS_TEXT)) return status;
    return say(cli, out);
}

myn_status cmd_segment(Cli *cli)
{
    myn_store *store = NULL;
    size_t edition = 0;
    myn_status status = myn_store_open(cli->set.input[0], 0, cli->diag, &store);
    if (!status)
        status = find_edition(cli, cli->set.input[0], myn_store_labels(store), cli->set.edition, &edition);
    if (!status) status = run(cli, store, edition);
    myn_store_free(store);
    return status;
}
