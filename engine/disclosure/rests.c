/* Which scores rest on withheld figures. */
#include <mynegai/disclosure.h>
#include <string.h>

static void look_at_leaf(const myn_edition *edition, const myn_panel *raw, size_t indicator, uint8_t *out)
{
    int32_t used = edition->used_period[indicator];
    if (used < 0 || (size_t)used >= raw->periods) return;
    const uint8_t *cell = raw->plane[used].cell + indicator * raw->areas;
    for (size_t a = 0; a < raw->areas; a++) out[a] = cell[a] == MYN_CELL_SUPPRESSED;
}

/* Parents come before their children, so that each node is whole before it is added to its parent. */
void myn_rests_on_suppressed(const myn_labels *labels, const myn_edition *edition, const myn_panel *raw,
                             uint8_t *out)
{
    size_t areas = raw->areas;
    memset(out, 0, labels->nodes * areas);
    for (size_t i = labels->nodes; i-- > 0;) {
        const myn_item *node = &labels->node[i];
        uint8_t *own = out + i * areas;
        if (node->indicator != MYN_NONE) look_at_leaf(edition, raw, node->indicator, own);
        if (node->parent == MYN_NONE) continue;
        for (size_t a = 0; a < areas; a++) out[node->parent * areas + a] |= own[a];
    }
}
