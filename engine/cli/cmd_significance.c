/* mynegai significance OUT.h5 [AREA] */
#include "cli.h"
#include <string.h>

enum { AS_TEXT, AS_CSV, AS_JSON };

typedef struct {
    const Cli *cli;
    const myn_significance *significance; /* or */
    const myn_funnels *funnels;
} Said;

static myn_status say(void *ctx, const myn_sink *sink)
{
    const Said *said = ctx;
    const Settings *set = &said->cli->set;
    myn_form form = set->format == AS_JSON ? MYN_FORM_JSON : MYN_FORM_CSV;
    myn_show_options how = {.lang = (myn_lang)set->lang, .terminal = terminal_of(said->cli)};
    if (set->out) how.terminal = (myn_terminal){0};
    if (said->funnels)
        return set->format == AS_TEXT ? myn_show_funnels(said->funnels, &how, sink)
                                      : myn_funnels_rows(said->funnels, form, sink);
    return set->format == AS_TEXT ? myn_show_significance(said->significance, &how, sink)
                                  : myn_significance_rows(said->significance, form, sink);
}

static myn_status no_area(Cli *cli, const char *wanted, const char *near)
{
    myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s has no area \"%s\"%s%s%s", cli->set.input[0],
                 wanted, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    return MYN_ERR_NOT_FOUND;
}

/* Whether every area is part of a larger one that the store has. */
static bool all_have_parents(const myn_labels *labels)
{
    for (size_t a = 0; a < labels->areas->count; a++) {
        const char *code = labels->areas->at[a].parent;
        if (!code || !labels->parents || myn_areas_find(labels->parents, code, strlen(code)) == MYN_NONE)
            return false;
    }
    return true;
}

/* --versus: a word, or an area, or a larger one. */
static myn_status choose_versus(Cli *cli, const myn_labels *labels, myn_significance_choice *out)
{
    const char *wanted = cli->set.versus, *near = NULL, *near_larger = NULL;
    bool parents = all_have_parents(labels);
    if (!wanted || !strcmp(wanted, "others")) {
        out->versus = wanted || !parents ? MYN_VERSUS_OTHERS : MYN_VERSUS_PARENT;
        return MYN_OK;
    }
    out->versus = MYN_VERSUS_PARENT;
    if (!strcmp(wanted, "parent") && parents) return MYN_OK;
    if (!strcmp(wanted, "parent")) {
        myn_diag_add(
            cli->diag, MYN_ERROR, (myn_place){0},
            "%s does not hold the larger areas that its areas are part of; --versus others compares each "
            "with all others",
            cli->set.input[0]);
        return MYN_ERR_NOT_FOUND;
    }
    out->versus = MYN_VERSUS_AREA;
    out->other = myn_find_area(labels->areas, wanted, &near);
    if (out->other != MYN_NONE) return MYN_OK;
    out->versus = MYN_VERSUS_LARGER;
    if (labels->parents) out->other = myn_find_area(labels->parents, wanted, &near_larger);
    return out->other != MYN_NONE ? MYN_OK : no_area(cli, wanted, near ? near : near_larger);
}

/* An option in per cent. */
static myn_status choose_percent(Cli *cli, const char *name, bool given, size_t percent, double *out)
{
    if (given) *out = (double)percent / 100;
    return *out > 0 && *out < 1 ? MYN_OK
                                : usage_error(cli, "--%s is a number of per cent from 1 to 99", name);
}

static myn_status choose(Cli *cli, const myn_labels *labels, myn_significance_choice *out)
{
    const Settings *set = &cli->set;
    const char *near = NULL, *store = set->input[0];
    *out = (myn_significance_choice){
        .area = MYN_NONE, .scale_given = set->scale > 0, .level = 0.95, .discovery = 0.05};
    if (set->scale) out->scale = (myn_scale)(set->scale - 1);
    if (set->from && set->versus)
        return usage_error(cli, "--from and --versus are two questions: give one of them");
    if (set->funnel && (set->from || set->versus || set->scale || set->limits_given || set->discovery_given ||
                        set->inputs > 1))
        return usage_error(cli, "--funnel takes --edition and --node only");
    myn_status status = choose_percent(cli, "limits", set->limits_given, set->limits, &out->level);
    if (!status)
        status = choose_percent(cli, "discovery", set->discovery_given, set->discovery, &out->discovery);
    if (!status) status = find_edition(cli, store, labels, set->edition, &out->edition);
    if (!status) status = find_node(cli, store, labels, set->node, &out->node);
    if (status) return status;
    if (set->inputs > 1) {
        out->area = myn_find_area(labels->areas, set->input[1], &near);
        if (out->area == MYN_NONE) return no_area(cli, set->input[1], near);
    }
    if (!set->from) return choose_versus(cli, labels, out);
    out->versus = MYN_VERSUS_EDITION;
    return find_edition(cli, store, labels, set->from, &out->other);
}

myn_status cmd_significance(Cli *cli)
{
    myn_store *store = NULL;
    myn_significance *significance = NULL;
    myn_funnels *funnels = NULL;
    myn_significance_choice choice;
    const char *path = cli->set.input[0];
    myn_status status = myn_store_open(path, 0, cli->diag, &store);
    if (!status) status = choose(cli, myn_store_labels(store), &choice);
    if (!status && cli->set.funnel)
        status = myn_funnels_find(store, path, choice.edition, choice.node, cli->diag, &funnels);
    if (!status && !cli->set.funnel)
        status = myn_significance_find(store, path, &choice, cli->diag, &significance);
    Said said = {cli, significance, funnels};
    if (!status) status = write_result(cli, say, &said);
    myn_significance_free(significance);
    myn_funnels_free(funnels);
    myn_store_free(store);
    return status;
}
