/* mynegai compare OLD.h5 NEW.h5 */
#include "cli.h"
#include <string.h>

#define TEXT_TOP 10 /* movers shown where nobody says how many */

enum { AS_TEXT, AS_CSV, AS_JSON };

typedef struct {
    const Cli *cli;
    const myn_comparison *comparison;
} Said;

static myn_status say(void *ctx, const myn_sink *sink)
{
    const Said *said = ctx;
    const Settings *set = &said->cli->set;
    bool text = set->format == AS_TEXT;
    myn_show_options how = {.first = set->top_given ? set->top
                                     : text         ? TEXT_TOP
                                                    : 0,
                            .lang = (myn_lang)set->lang,
                            .terminal = terminal_of(said->cli)};
    if (set->note && set->format == AS_CSV) return myn_release_note_csv(said->comparison, how.first, sink);
    if (set->note) return myn_release_note(said->comparison, how.first, sink);
    if (set->out) how.terminal = (myn_terminal){0};
    return text                    ? myn_show_comparison(said->comparison, &how, sink)
           : set->format == AS_CSV ? myn_comparison_csv(said->comparison, how.first, sink)
                                   : myn_comparison_json(said->comparison, how.first, sink);
}

static bool has_edition(const myn_labels *labels, const char *name)
{
    for (size_t e = 0; e < labels->editions; e++)
        if (!strcmp(labels->edition[e].name, name)) return true;
    return false;
}

/* The old store's edition: as --from says, else as --edition says where there is such a one. */
static myn_status choose(Cli *cli, myn_compare_choice *choice)
{
    const myn_labels *old = myn_store_labels(choice->old_store), *fresh = myn_store_labels(choice->new_store);
    const char *from = cli->set.from, *edition = cli->set.edition;
    size_t node;
    if (!from && edition && has_edition(old, edition)) from = edition;
    myn_status status = find_edition(cli, choice->old_path, old, from, &choice->old_edition);
    if (!status) status = find_edition(cli, choice->new_path, fresh, edition, &choice->new_edition);
    if (!status) status = find_node(cli, choice->old_path, old, choice->node, &node);
    if (!status) status = find_node(cli, choice->new_path, fresh, choice->node, &node);
    return status;
}

myn_status cmd_compare(Cli *cli)
{
    myn_compare_choice choice = {.old_path = cli->set.input[0],
                                 .new_path = cli->set.input[1],
                                 .node = cli->set.node,
                                 .threads = cli->set.threads};
    Said said = {cli, NULL};
    myn_comparison *comparison = NULL;
    if (cli->set.note && cli->set.format == AS_JSON)
        return usage_error(cli, "--release-note is Markdown, or with --format csv its tables");
    myn_status status = myn_store_open(choice.old_path, 0, cli->diag, &choice.old_store);
    if (!status) status = myn_store_open(choice.new_path, 0, cli->diag, &choice.new_store);
    if (!status) status = choose(cli, &choice);
    if (!status) status = myn_compare(&choice, cli->diag, &comparison);
    said.comparison = comparison;
    if (!status) status = write_result(cli, say, &said);
    myn_comparison_free(comparison);
    myn_store_free(choice.old_store);
    myn_store_free(choice.new_store);
    return status;
}
