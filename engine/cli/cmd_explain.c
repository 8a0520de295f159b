/* mynegai explain OUT.h5 AREA [NODE] */
#include "cli.h"
#include <string.h>

static myn_status choose(Cli *cli, const myn_labels *labels, myn_explain_choice *out)
{
    const char *near = NULL, *area = cli->set.input[1], *node = cli->set.input[2];
    myn_status status = find_edition(cli, cli->set.input[0], labels, cli->set.edition, &out->edition);
    if (!status) status = find_node(cli, cli->set.input[0], labels, node, &out->node);
    if (status) return status;
    out->threads = cli->set.threads;
    out->area = myn_find_area(labels->areas, area, &near);
    if (out->area != MYN_NONE) return MYN_OK;
    myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s has no area \"%s\"%s%s%s", cli->set.input[0], area,
                 near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    return MYN_ERR_NOT_FOUND;
}

myn_status cmd_explain(Cli *cli)
{
    myn_store *store = NULL;
    myn_explained *explained = NULL;
    myn_explain_choice choice;
    const myn_show_options how = {.lang = (myn_lang)cli->set.lang, .terminal = terminal_of(cli)};
    myn_status status = myn_store_open(cli->set.input[0], 0, cli->diag, &store);
    const myn_labels *labels = status ? NULL : myn_store_labels(store);
    if (!status) status = choose(cli, labels, &choice);
    if (!status) status = myn_explain(store, cli->set.input[0], &choice, cli->diag, &explained);
    if (!status)
        status = cli->set.format ? myn_explained_json(labels, explained, &cli->out)
                                 : myn_show_explained(labels, explained, &how, &cli->out);
    myn_explained_free(explained);
    myn_store_free(store);
    return status;
}
