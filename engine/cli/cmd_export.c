/* mynegai export OUT.h5 [-o FILE] */
#include "cli.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    myn_output *output;
    myn_status status;
} File;

static bool write_file(void *ctx, const char *bytes, size_t size)
{
    File *file = ctx;
    file->status = was_interrupted() ? MYN_ERR_INTERRUPTED : myn_output_write(file->output, bytes, size);
    return !file->status;
}

static void note_suppressed(Cli *cli, size_t suppressed)
{
    char text[128];
    if (!suppressed) return;
    snprintf(text, sizeof text, "unprotected values: %zu suppressed cell%s left blank", suppressed,
             suppressed == 1 ? " is" : "s are");
    say_note(cli, text);
}

static myn_status to_file(Cli *cli, myn_store *store, const myn_export_options *options, size_t *suppressed)
{
    File file = {0};
    myn_sink sink = {write_file, &file};
    myn_status status = myn_output_open(cli->set.out, cli->diag, &file.output);
    if (!status) status = myn_export(store, options, &sink, suppressed);
    if (file.status) status = file.status;
    if (!status) status = myn_output_commit(file.output);
    if (status == MYN_ERR_IO && file.output)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){cli->set.out, 0, 0}, "cannot be written: %s",
                     strerror(errno));
    myn_output_free(file.output);
    return status;
}

/* Why these options cannot work together, or NULL. */
static const char *refused(const Settings *set, const myn_labels *labels)
{
    if (set->what == MYN_WHAT_ALL && set->wide)
        return "--wide cannot hold all figures: choose one with --what";
    if (set->what == MYN_WHAT_QUANTILES && !labels->quantiles) return "the index publishes no quantiles";
    if (set->what == MYN_WHAT_SUMMARIES && !labels->measures) return "the index has no summaries";
    if (set->what == MYN_WHAT_BANDS && !labels->bands) return "the index publishes no bands";
    return NULL;
}

myn_status cmd_export(Cli *cli)
{
    Meter meter;
    meter_start(&meter, cli);
    myn_export_options options = {.what = (myn_what)cli->set.what,
                                  .form = cli->set.format ? MYN_FORM_JSON : MYN_FORM_CSV,
                                  .wide = cli->set.wide,
                                  .rounded = cli->set.rounded,
                                  .edition = cli->set.edition,
                                  .progress = &meter.progress};
    size_t suppressed = 0;
    myn_store *store = NULL;
    myn_status status = myn_store_open(cli->set.input[0], 0, cli->diag, &store);
    const char *why = status ? NULL : refused(&cli->set, myn_store_labels(store));
    if (why)
        status = usage_error(cli, "%s", why);
    else if (!status)
        status = cli->set.out ? to_file(cli, store, &options, &suppressed)
                              : myn_export(store, &options, &cli->out, &suppressed);
    meter_end(&meter);
    if (status == MYN_ERR_NOT_FOUND)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s has no edition \"%s\"", cli->set.input[0],
                     cli->set.edition);
    if (!status) note_suppressed(cli, suppressed);
    myn_store_free(store);
    return status;
}
