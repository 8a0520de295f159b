/* mynegai check INDEX: what is wrong, and what the data hold. */
#include "cli.h"

/* The definition with every default; needs no data. */
static myn_status explain(Cli *cli)
{
    myn_index *index = NULL;
    myn_buffer text = {0};
    myn_status status = myn_index_read(cli->set.input[0], cli->diag, &index);
    if (!status) status = myn_index_explain(index, &text);
    if (!status) status = say_buffer(cli, &text);
    myn_buffer_free(&text);
    myn_index_free(index);
    return status;
}

/* Without data beside it a definition is still to be checked. */
static myn_status definition_alone(Cli *cli, const myn_run_options *options)
{
    myn_status status = myn_check_definition(options, cli->diag);
    if (!status && !cli->set.quiet)
        myn_diag_add(cli->diag, MYN_NOTE, (myn_place){0},
                     "only the definition was checked: its data is not beside dataset.yml; name its folder with --data");
    return status;
}

myn_status cmd_check(Cli *cli)
{
    if (cli->set.explain) return explain(cli);
    Meter meter;
    myn_run_options options = {.index = cli->set.input[0],
                               .data = cli->set.data,
                               .share = cli->share,
                               .edition = cli->set.edition,
                               .threads = cli->set.threads,
                               .memory = cli->set.memory,
                               .progress = &meter.progress};
    if (!myn_data_at_hand(&options)) return definition_alone(cli, &options);
    meter_start(&meter, cli);
    myn_show_options how = {.lang = (myn_lang)cli->set.lang, .terminal = terminal_of(cli)};
    myn_audit *audit = NULL;
    myn_status status = myn_check(&options, cli->diag, &audit), said = MYN_OK;
    meter_end(&meter);
    if (audit)
        said = cli->set.format ? myn_audit_json(audit, &cli->out) : myn_show_audit(audit, &how, &cli->out);
    myn_audit_free(audit);
    if (status) return status;
    return said ? said : myn_diag_status(cli->diag);
}
