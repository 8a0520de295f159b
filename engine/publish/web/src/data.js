// What data/site.js says of an index, and how a figure of it reads.

export const data = () => window.mynegai;

export const indexOfCode = (list, code) => list.findIndex((one) => one.code === code);

export function cell(page, edition, node, area) {
    const {nodes, bands, groups, classes, score, rank, cls} = data();
    const value = score[edition][node][area];
    const which = cls[edition][node][area] || 0;
    let band = '';
    if (which && bands && bands.length) band = page.label(bands[which - 1] || {});
    else if (which && groups) band = page.say('group', which, classes || groups);
    return {
        value,
        text: value == null ? '' : value.toFixed(nodes[node].decimals),
        rank: rank[edition][node][area],
        band,
        cls: `b${which}`,
    };
}

export const lastEdition = () => data().editions.length - 1;

export function editionOf(text) {
    const found = data().editions.findIndex((one) => String(one) === text);
    return found < 0 ? lastEdition() : found;
}

// Nodes in the tree's order with spaces of an option's own width for their depth.
export const indented = (page, node) => '\u2003'.repeat(node.level || 0) + page.label(node);
