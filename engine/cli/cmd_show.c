/* mynegai show OUT.h5 [AREA] */
#include "cli.h"
#include <mynegai/report_demand.h>
#include <mynegai/report_forecast.h>
#include <string.h>

/* On a terminal a long ranking is cut: its head is what one came for. */
#define TERMINAL_TOP  25
#define TERMINAL_MANY 60

static myn_status show_area(Cli *cli, myn_store *store, const myn_show_options *how)
{
    const char *near = NULL, *wanted = cli->set.input[1];
    size_t area = myn_find_area(myn_store_labels(store)->areas, wanted, &near);
    if (area != MYN_NONE) return myn_show_area(store, area, how, &cli->out);
    myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s has no area \"%s\"%s%s%s", cli->set.input[0],
                 wanted, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    return MYN_ERR_NOT_FOUND;
}

static myn_status show_summaries(Cli *cli, myn_store *store, const myn_show_options *how)
{
    const myn_labels *labels = myn_store_labels(store);
    if (cli->set.input[1]) return usage_error(cli, "--summaries shows all larger areas: leave AREA out");
    myn_status status = myn_show_summaries(store, how, &cli->out);
    if (status == MYN_ERR_ARGUMENT)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s has no summaries%s%s%s", cli->set.input[0],
                     labels->measures ? " of the node \"" : "", labels->measures ? how->node : "",
                     labels->measures ? "\"" : "");
    return status == MYN_ERR_ARGUMENT ? MYN_ERR_NOT_FOUND : status;
}

static const char *indicator_at(const void *ctx, size_t i)
{
    const myn_labels *labels = ctx;
    return i < labels->indicators ? labels->indicator[i].code : NULL;
}

static myn_status show_forecast(Cli *cli, myn_store *store, const myn_show_options *how)
{
    const myn_labels *labels = myn_store_labels(store);
    const char *near = NULL, *wanted = cli->set.input[1], *file = cli->set.input[0];
    char nearest[128];
    size_t area = wanted ? myn_find_area(labels->areas, wanted, &near) : MYN_NONE, indicator = 0;
    if (!wanted) return usage_error(cli, "--indicator shows the forecast of one area: name AREA");
    myn_status node = myn_show_forecast_node(store, wanted, cli->set.indicator, how, cli->set.ascii,
                                             &cli->out);
    if (node != MYN_ERR_NOT_FOUND && node != MYN_ERR_ARGUMENT) return node;
    if (area == MYN_NONE) return show_area(cli, store, how);
    while (indicator < labels->indicators && strcmp(labels->indicator[indicator].code, cli->set.indicator))
        indicator++;
    if (indicator == labels->indicators) {
        did_you_mean(cli->set.indicator, indicator_at, labels, nearest);
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s has no indicator \"%s\"%s", file,
                     cli->set.indicator, nearest);
        return MYN_ERR_NOT_FOUND;
    }
    myn_status status = myn_show_forecast(store, area, indicator, how, cli->set.ascii, &cli->out);
    if (status == MYN_ERR_NOT_FOUND)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0},
                     "%s holds no forecasts; mynegai forecast makes them", file);
    if (status == MYN_ERR_ARGUMENT) {
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s holds no forecast of \"%s\" for this area",
                     file, cli->set.indicator);
        status = MYN_ERR_NOT_FOUND;
    }
    return status;
}

static myn_status show_demand(Cli *cli, myn_store *store, const myn_show_options *how)
{
    const char *place = cli->set.input[1], *file = cli->set.input[0];
    myn_status status = myn_show_demand(store, place, how, &cli->out);
    if (status == MYN_ERR_NOT_FOUND)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0},
                     "%s holds no needs assessment; mynegai demand makes one", file);
    if (status == MYN_ERR_FORMAT)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){file, 0, 0},
                     "its group demand is not one that can be shown");
    if (status != MYN_ERR_ARGUMENT) return status;
    myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s has no needs assessment of \"%s\"", file, place);
    return MYN_ERR_NOT_FOUND;
}

/* Rows of what is shown: many of them are cut on a terminal. */
static size_t rows_of(const Cli *cli, const myn_labels *labels)
{
    if (cli->set.summaries) return labels->measures ? labels->summary_areas->count : 0;
    return labels->areas->count;
}

myn_status cmd_show(Cli *cli)
{
    myn_store *store = NULL;
    myn_show_options how = {.edition = cli->set.edition,
                            .node = cli->set.node,
                            .first = cli->set.top,
                            .lang = (myn_lang)cli->set.lang,
                            .terminal = terminal_of(cli)};
    myn_status status = myn_store_open(cli->set.input[0], 0, cli->diag, &store);
    const myn_labels *labels = status ? NULL : myn_store_labels(store);
    size_t number;
    if (!status) status = find_edition(cli, cli->set.input[0], labels, cli->set.edition, &number);
    if (!status) status = find_node(cli, cli->set.input[0], labels, cli->set.node, &number);
    if (!status && !cli->set.top_given && out_is_terminal() && rows_of(cli, labels) > TERMINAL_MANY)
        how.first = TERMINAL_TOP;
    if (!status && cli->set.demand)
        status = show_demand(cli, store, &how);
    else if (!status && cli->set.indicator)
        status = show_forecast(cli, store, &how);
    else if (!status && cli->set.summaries)
        status = show_summaries(cli, store, &how);
    else if (!status)
        status = cli->set.input[1] ? show_area(cli, store, &how) : myn_show_ranking(store, &how, &cli->out);
    myn_store_free(store);
    return status;
}
