/* mynegai export OUT.h5 [-o FILE] */
#include "cli.h"
#include "export_protected.h"
#include <mynegai/report_forecast.h>
#include <mynegai/report_segment.h>
#include <stdio.h>

/* What is exported, and what came of it. */
typedef struct {
    myn_store *store;
    const myn_export_options *options;
    size_t suppressed;
    bool forecast, segments; /* those that the store holds */
} Exported;

#define WHAT_FORECAST (MYN_WHAT_UNCERTAINTY + 1)
#define WHAT_SEGMENTS (MYN_WHAT_UNCERTAINTY + 2)

static myn_status write_figures(void *ctx, const myn_sink *sink)
{
    Exported *exported = ctx;
    if (exported->segments) return myn_segments_rows(exported->store, exported->options->form, sink);
    if (exported->forecast) return myn_export_forecast(exported->store, sink);
    return myn_export(exported->store, exported->options, sink, &exported->suppressed);
}

static void note_suppressed(Cli *cli, size_t suppressed)
{
    char text[128];
    if (!suppressed) return;
    snprintf(text, sizeof text, "unprotected values: %zu suppressed cell%s left blank", suppressed,
             suppressed == 1 ? " is" : "s are");
    say_note(cli, text);
}

/* Why these options cannot work together, or NULL. */
static const char *refused(const Settings *set, const myn_labels *labels)
{
    if (set->what == MYN_WHAT_ALL && set->wide)
        return "--wide cannot hold all figures: choose one with --what";
    if (set->what == MYN_WHAT_QUANTILES && !labels->quantiles) return "the index publishes no quantiles";
    if (set->what == MYN_WHAT_SUMMARIES && !labels->measures) return "the index has no summaries";
    if (set->what == MYN_WHAT_BANDS && !labels->bands) return "the index publishes no bands";
    if (set->what == WHAT_FORECAST && (set->format || set->wide || set->rounded || set->edition))
        return "--what forecast is a CSV table of its own: --format, --wide, --rounded and --edition are for "
               "other figures";
    if (set->what == WHAT_SEGMENTS && (set->wide || set->rounded || set->edition))
        return "--what segments is a table of its own: --wide, --rounded and --edition are for other figures";
    return NULL;
}

myn_status cmd_export(Cli *cli)
{
    Meter meter;
    if (cli->set.format >= EXPORT_XLSX) return export_protected(cli);
    meter_start(&meter, cli);
    myn_export_options options = {.what = (myn_what)cli->set.what,
                                  .form = cli->set.format ? MYN_FORM_JSON : MYN_FORM_CSV,
                                  .wide = cli->set.wide,
                                  .rounded = cli->set.rounded,
                                  .edition = cli->set.edition,
                                  .progress = &meter.progress};
    myn_store *store = NULL;
    Exported exported = {.options = &options,
                         .forecast = cli->set.what == WHAT_FORECAST,
                         .segments = cli->set.what == WHAT_SEGMENTS};
    myn_status status = myn_store_open(cli->set.input[0], 0, cli->diag, &store);
    const char *why = status ? NULL : refused(&cli->set, myn_store_labels(store));
    if (why) status = usage_error(cli, "%s", why);
    exported.store = store;
    if (!why && !status) status = write_result(cli, write_figures, &exported);
    meter_end(&meter);
    if (status == MYN_ERR_ARGUMENT && options.what == MYN_WHAT_UNCERTAINTY)
        status = usage_error(cli, "%s holds no uncertainty%s%s: run mynegai uncertainty first",
                             cli->set.input[0], options.edition ? " of edition " : "",
                             options.edition ? options.edition : "");
    if (status == MYN_ERR_NOT_FOUND && exported.forecast)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0},
                     "%s holds no forecasts; mynegai forecast makes them", cli->set.input[0]);
    else if (status == MYN_ERR_NOT_FOUND && exported.segments)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s holds no segments; mynegai segment makes them",
                     cli->set.input[0]);
    else if (status == MYN_ERR_NOT_FOUND)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s has no edition \"%s\"", cli->set.input[0],
                     cli->set.edition);
    if (!status) note_suppressed(cli, exported.suppressed);
    myn_store_free(store);
    return status;
}
