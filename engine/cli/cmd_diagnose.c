/* mynegai diagnose OUT.h5 */
#include "cli.h"

enum { AS_TEXT, AS_CSV, AS_JSON };

static myn_status say(Cli *cli, const myn_diagnosis *diagnosis)
{
    myn_show_options how = {.lang = (myn_lang)cli->set.lang, .terminal = terminal_of(cli)};
    if (cli->set.format == AS_TEXT) return myn_show_diagnosis(diagnosis, &how, &cli->out);
    return myn_diagnosis_rows(diagnosis, cli->set.format == AS_JSON ? MYN_FORM_JSON : MYN_FORM_CSV,
                              &cli->out);
}

static myn_status diagnose(Cli *cli, myn_store *store, size_t edition, size_t node)
{
    const myn_labels *labels = myn_store_labels(store);
    static const myn_corr_kind kind[] = {MYN_CORR_PEARSON, MYN_CORR_SPEARMAN, MYN_CORR_KENDALL};
    myn_diagnosis *diagnosis = NULL;
    myn_edition data = {0};
    myn_status status = myn_store_edition(store, edition, &data);
    if (!status) status = myn_diagnose(labels, &data, edition, node, kind[cli->set.correlation], &diagnosis);
    if (status == MYN_ERR_ARGUMENT) {
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0},
                     "\"%s\" is an indicator: there are no parts of it to diagnose; name the branch above it",
                     labels->node[node].code);
        status = MYN_ERR_NOT_FOUND;
    }
    if (!status) status = say(cli, diagnosis);
    myn_diagnosis_free(diagnosis);
    myn_edition_free(&data);
    return status;
}

myn_status cmd_diagnose(Cli *cli)
{
    myn_store *store = NULL;
    size_t edition = 0, node = MYN_NONE;
    myn_status status = myn_store_open(cli->set.input[0], 0, cli->diag, &store);
    const myn_labels *labels = status ? NULL : myn_store_labels(store);
    if (!status) status = find_edition(cli, cli->set.input[0], labels, cli->set.edition, &edition);
    if (!status && cli->set.node) status = find_node(cli, cli->set.input[0], labels, cli->set.node, &node);
    if (!status) status = diagnose(cli, store, edition, node);
    myn_store_free(store);
    return status;
}
