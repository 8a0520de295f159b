/* mynegai neighbours OUT.h5 */
#include "like.h"

enum { AS_TEXT, AS_CSV, AS_JSON };

myn_status find_area_or_say(Cli *cli, const myn_labels *labels, const char *text, size_t *out)
{
    const char *near = NULL;
    *out = myn_find_area(labels->areas, text, &near);
    if (*out != MYN_NONE) return MYN_OK;
    myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s has no area \"%s\"%s%s%s", cli->set.input[0], text,
                 near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    return MYN_ERR_NOT_FOUND;
}

myn_status find_families(Cli *cli, myn_store *store, size_t area, myn_families **out)
{
    const Settings *set = &cli->set;
    const myn_labels *labels = myn_store_labels(store);
    myn_family_choice choice = {.of = (myn_like)set->like,
                                .weighted = set->weighted,
                                .k = set->size,
                                .shift = set->shift_given ? (double)set->shift / 100 : .1,
                                .area = area,
                                .threads = set->threads};
    if (set->shift_given && set->shift >= 100)
        return usage_error(cli, "--shift is a number of per cent from 0 to 99");
    myn_status status = find_edition(cli, set->input[0], labels, set->edition, &choice.edition);
    if (!status && set->node) status = find_node(cli, set->input[0], labels, set->node, &choice.node);
    if (!status) status = myn_families_find(store, set->input[0], &choice, cli->diag, out);
    return status;
}

typedef struct {
    const Cli *cli;
    const myn_families *families;
    size_t area;
} Said;

static myn_status say(void *ctx, const myn_sink *sink)
{
    const Said *said = ctx;
    const Settings *set = &said->cli->set;
    myn_show_options how = {.lang = (myn_lang)set->lang, .terminal = terminal_of(said->cli)};
    if (set->out) how.terminal = (myn_terminal){0};
    if (set->format == AS_TEXT) return myn_show_families(said->families, said->area, &how, sink);
    return myn_families_rows(said->families, said->area,
                             set->format == AS_JSON ? MYN_FORM_JSON : MYN_FORM_CSV, sink);
}

myn_status cmd_neighbours(Cli *cli)
{
    myn_store *store = NULL;
    myn_families *families = NULL;
    size_t area = MYN_NONE;
    myn_status status = myn_store_open(cli->set.input[0], 0, cli->diag, &store);
    if (!status && cli->set.area)
        status = find_area_or_say(cli, myn_store_labels(store), cli->set.area, &area);
    if (!status) status = find_families(cli, store, area, &families);
    Said said = {cli, families, area};
    if (!status) status = write_result(cli, say, &said);
    myn_families_free(families);
    myn_store_free(store);
    return status;
}
