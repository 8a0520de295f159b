/* Editions and nodes of a store by the names that were given. */
#include "cli.h"
#include <string.h>

static const char *edition_at(const void *ctx, size_t i)
{
    const myn_labels *labels = ctx;
    return i < labels->editions ? labels->edition[i].name : NULL;
}

static const char *node_at(const void *ctx, size_t i)
{
    const myn_labels *labels = ctx;
    return i < labels->nodes ? labels->node[i].code : NULL;
}

static myn_status find(Cli *cli, const char *store, const char *what, const char *wanted, NameAt name,
                       const myn_labels *labels, size_t *out)
{
    char near[128];
    for (*out = 0; name(labels, *out); (*out)++)
        if (!strcmp(wanted, name(labels, *out))) return MYN_OK;
    did_you_mean(wanted, name, labels, near);
    myn_diag_add(cli->diag, MYN_ERROR, (myn_place){0}, "%s has no %s \"%s\"%s", store, what, wanted, near);
    return MYN_ERR_NOT_FOUND;
}

myn_status find_edition(Cli *cli, const char *store, const myn_labels *labels, const char *wanted,
                        size_t *out)
{
    if (wanted) return find(cli, store, "edition", wanted, edition_at, labels, out);
    *out = labels->editions - 1;
    return labels->editions ? MYN_OK : MYN_ERR_NOT_FOUND;
}

myn_status find_node(Cli *cli, const char *store, const myn_labels *labels, const char *wanted, size_t *out)
{
    if (wanted) return find(cli, store, "node", wanted, node_at, labels, out);
    for (*out = 0; *out < labels->nodes; (*out)++)
        if (labels->node[*out].parent == MYN_NONE) return MYN_OK;
    return MYN_ERR_NOT_FOUND;
}
