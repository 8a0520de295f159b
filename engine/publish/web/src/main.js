// Starts each page. Everything that a page says is there without this script; it adds sorting, searching and choosing.
import {startCharts} from './chart.js';
import {startChoice} from './choose.js';
import {startCompare} from './compare.js';
import {startMaps} from './map.js';
import {makePage} from './page.js';
import {startPatterns} from './patterns.js';
import {startSingle} from './single.js';
import * as state from './state.js';
import {startTables} from './table.js';

// Returns what puts the page into the state that the address names.
function startPage(root, lang) {
    const page = makePage(root, lang);
    const tables = startTables(page);
    const maps = startMaps(page);
    startCharts(page);
    state.lead(root);
    const restores = [startChoice(page, maps, tables), startCompare(page), ...tables.map((table) => table.restore)];
    return () => restores.forEach((restore) => restore());
}

function start() {
    startPatterns();
    if (document.body.classList.contains('single')) {
        startSingle(startPage);
        return;
    }
    const restore = startPage(document.querySelector('main') || document.body, document.documentElement.lang);
    state.onChange(restore);
    restore();
    state.carry();
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
