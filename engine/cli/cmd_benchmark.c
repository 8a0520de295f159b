/* mynegai benchmark OUT.h5 AREA */
#include "like.h"
#include <stdlib.h>

enum { AS_TEXT, AS_CSV, AS_JSON };

/* The area's benchmark, and where two nodes are set side by side those of its family. */
typedef struct {
    const Cli *cli;
    myn_benchmark **benchmark;
    size_t count;
    myn_side_by_side nodes;
} Said;

static myn_status say(void *ctx, const myn_sink *sink)
{
    const Said *said = ctx;
    const Settings *set = &said->cli->set;
    myn_show_options how = {.lang = (myn_lang)set->lang, .terminal = terminal_of(said->cli)};
    if (set->out) how.terminal = (myn_terminal){0};
    if (set->format != AS_TEXT)
        return myn_benchmark_rows(said->benchmark[0], set->format == AS_JSON ? MYN_FORM_JSON : MYN_FORM_CSV,
                                  sink);
    myn_status status = myn_show_benchmark(said->benchmark[0], &how, sink);
    if (status || said->nodes.cost == MYN_NONE) return status;
    return myn_show_side_by_side((const myn_benchmark *const *)said->benchmark, said->count, &said->nodes,
                                 &how, sink);
}

/* Both nodes, or neither. */
static myn_status find_sides(Cli *cli, const myn_labels *labels, myn_side_by_side *out)
{
    const Settings *set = &cli->set;
    *out = (myn_side_by_side){MYN_NONE, MYN_NONE};
    if (!set->cost && !set->performance) return MYN_OK;
    if (!set->cost || !set->performance)
        return usage_error(cli, "--cost and --performance are given together");
    myn_status status = find_node(cli, set->input[0], labels, set->cost, &out->cost);
    return status ? status : find_node(cli, set->input[0], labels, set->performance, &out->performance);
}

/* The area first, then its family, nearest first. */
static myn_status compare(Cli *cli, myn_store *store, const myn_families *families, size_t area, Said *said)
{
    said->count = said->nodes.cost == MYN_NONE ? 1 : families->k + 1;
    said->benchmark = calloc(said->count, sizeof *said->benchmark);
    myn_status status = said->benchmark ? MYN_OK : MYN_ERR_MEMORY;
    for (size_t i = 0; i < said->count && !status; i++) {
        size_t of = i ? families->which[area * families->k + i - 1] : area;
        status = myn_benchmark_area(store, cli->set.input[0], families, of, &said->benchmark[i]);
    }
    return status ? status : write_result(cli, say, said);
}

myn_status cmd_benchmark(Cli *cli)
{
    myn_store *store = NULL;
    myn_families *families = NULL;
    Said said = {.cli = cli};
    size_t area = 0;
    myn_status status = myn_store_open(cli->set.input[0], 0, cli->diag, &store);
    if (!status) status = find_area_or_say(cli, myn_store_labels(store), cli->set.input[1], &area);
    if (!status) status = find_sides(cli, myn_store_labels(store), &said.nodes);
    if (!status) status = find_families(cli, store, area, &families);
    if (!status) status = compare(cli, store, families, area, &said);
    for (size_t i = 0; i < said.count && said.benchmark; i++) myn_benchmark_free(said.benchmark[i]);
    free(said.benchmark);
    myn_families_free(families);
    myn_store_free(store);
    return status;
}
