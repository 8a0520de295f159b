/* mynegai check INDEX: what is wrong, and what the data hold. */
#include "cli.h"

/* The definition with every default; needs no data. */
static myn_status explain(Cli *cli)
{
    myn_index *index = NULL;
    myn_buffer text = {0};
    myn_status status = myn_index_read(cli->set.input[0], cli->diag, &index);
    if (!status) status = myn_index_explain(index, &text);
    if (!status) status = myn_uncertainty_explain(index, NULL, 0, cli->diag, &text);
    if (!status) status = say_buffer(cli, &text);
    myn_buffer_free(&text);
    myn_index_free(index);
    return status;
}

/* Without data beside it a definition is still to be checked. */
static myn_status definition_alone(Cli *cli, const myn_run_options *options)
{
    myn_status status = myn_check_definition(options, cli->diag);
    if (cli->set.note || cli->set.out)
        myn_diag_add(
            cli->diag, MYN_ERROR, (myn_place){0},
            "there is nothing to report on: the data is not beside dataset.yml; name its folder with --data");
    else if (!status && !cli->set.quiet)
        myn_diag_add(cli->diag, MYN_NOTE, (myn_place){0},
                     "only the definition was checked: its data is not beside dataset.yml; name its folder "
                     "with --data");
    return status;
}

enum { AS_TEXT, AS_JSON, AS_MARKDOWN, AS_CSV };

typedef struct {
    const Cli *cli;
    const myn_audit *audit;
} Said;

static myn_status say(void *ctx, const myn_sink *sink)
{
    const Said *said = ctx;
    const Cli *cli = said->cli;
    myn_show_options how = {.lang = (myn_lang)cli->set.lang, .terminal = terminal_of(cli)};
    if (cli->set.out) how.terminal = (myn_terminal){0};
    if (cli->set.note && cli->set.format == AS_CSV) return myn_audit_note_csv(said->audit, cli->diag, sink);
    if (cli->set.note) return myn_audit_note(said->audit, cli->diag, sink);
    return cli->set.format == AS_JSON ? myn_audit_json(said->audit, sink)
                                      : myn_show_audit(said->audit, &how, sink);
}

/* Forms that do not go with what is asked for; --explain has one form and one place. */
static myn_status asked_wrongly(Cli *cli)
{
    size_t format = cli->set.format;
    if (cli->set.note && format == AS_JSON)
        return usage_error(cli, "--report is Markdown, or with --format csv its tables");
    if (!cli->set.note && (format == AS_MARKDOWN || format == AS_CSV))
        return usage_error(cli, "--format md and csv are forms of the quality audit: add --report");
    if (cli->set.explain && (cli->set.note || cli->set.out))
        return usage_error(cli,
                           "--explain writes the definition to standard output, without --report or --out");
    return MYN_OK;
}

myn_status cmd_check(Cli *cli)
{
    myn_status asked = asked_wrongly(cli);
    if (asked) return asked;
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
    myn_audit *audit = NULL;
    myn_status status = myn_check(&options, cli->diag, &audit), said = MYN_OK;
    meter_end(&meter);
    Said what = {cli, audit};
    if (audit) said = write_result(cli, say, &what);
    myn_audit_free(audit);
    if (status) return status;
    return said ? said : myn_diag_status(cli->diag);
}
