// Hatchings that the style sheet asks for by name: areas without a value, and bands where colours are forced.
import {svg} from './dom.js';

const lines = (id, ground, ink, gap, turn) => svg('pattern', {id, width: gap, height: gap, patternUnits: 'userSpaceOnUse', patternTransform: `rotate(${turn})`},
    svg('rect', {width: gap, height: gap, fill: ground}), svg('rect', {width: gap / 4, height: gap, fill: ink}));

export function startPatterns() {
    const defs = svg('defs', null,
        lines('myn-p1', '#e4f0fa', '#e4f0fa', 8, 0), lines('myn-p2', '#a8d0f2', '#0b0c0c', 12, 0),
        lines('myn-p3', '#6bace6', '#0b0c0c', 8, 45), lines('myn-p4', '#2073bc', '#fff', 8, 90),
        lines('myn-p5', '#12436d', '#fff', 12, 135));
    if (!document.getElementById('myn-none')) defs.append(lines('myn-none', '#fff', '#505a5f', 8, 45));
    document.body.append(svg('svg', {class: 'sr', width: 0, height: 0, 'aria-hidden': 'true', focusable: 'false'}, defs));
}
