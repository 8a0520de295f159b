// The index page: choosing what the map and the ranking show, and of which edition.
import {all, fresh, h} from './dom.js';
import {cell, data, editionOf, indented, indexOfCode, lastEdition} from './data.js';
import * as state from './state.js';

const rankingOf = (page) => page.root.querySelector('table#ranking, table[data-id="ranking"]');

function chooser(page, key, options, changed) {
    const id = fresh('choose');
    const select = h('select', {id, name: key}, ...options.map(([value, text]) => h('option', {value}, text)));
    select.addEventListener('change', changed);
    return {select, label: h('label', {for: id}, page.say(key), select)};
}

function setNumber(element, value, text) {
    if (!element) return;
    if (value == null) element.removeAttribute('data-v');
    else element.setAttribute('data-v', value);
    const shown = element.querySelector('.v') || element;
    shown.textContent = text;
}

function fillRow(page, row, figure) {
    setNumber(row.querySelector('.score'), figure.value, figure.text);
    setNumber(row.querySelector('.rank'), figure.rank, figure.rank == null ? '' : String(figure.rank));
    const band = row.querySelector('.band');
    if (!band) return;
    const chip = band.querySelector('.chip') || band;
    chip.textContent = figure.band || page.say('no_value');
    if (chip !== band) chip.className = `chip ${figure.cls}`;
    band.setAttribute('data-v', figure.cls.slice(1));
}

// Columns that the site's data say nothing of are there for what the page was written with only.
function showOthers(table, are) {
    for (const column of all(table, 'tbody tr:first-child :is(.likely, .change)').map((element) => element.cellIndex)) {
        for (const row of table.rows) row.cells[column].hidden = !are;
    }
}

function fillMap(page, map, edition, node) {
    for (const link of map.links) {
        const figure = cell(page, edition, node, Number(link.dataset.area));
        const shape = link.querySelector('path, rect, polygon, circle');
        shape.setAttribute('class', figure.cls);
        const name = page.label(data().areas[link.dataset.area]);
        const words = figure.value == null ? [page.say('no_value'), ''] : [figure.text, figure.band];
        link.setAttribute('aria-label', page.say('value', name, ...words).replace(/, $/, ''));
    }
    map.again();
}

function fillWords(page, table, edition, node) {
    const words = page.say('shown', page.label(data().nodes[node]), data().editions[edition]);
    const caption = table && table.caption;
    if (caption) (caption.querySelector('.what') || caption).textContent = words;
    for (const element of all(page.root, '[data-what]')) element.textContent = words;
    for (const element of all(page.root, 'figure.map > svg')) element.setAttribute('aria-label', words);
    if (table) table.parentNode.setAttribute('aria-label', words);
    return words;
}

function fillTable(page, table, edition, node) {
    for (const row of all(table, 'tbody tr[data-area]')) fillRow(page, row, cell(page, edition, node, Number(row.dataset.area)));
    showOthers(table, edition === lastEdition() && node === 0);
}

export function startChoice(page, maps, tables) {
    const box = page.root.querySelector('[data-controls="index"]');
    if (!box || !data()) return () => {};
    const table = rankingOf(page);
    const ranking = tables.find((one) => one.table === table);
    let shown = [lastEdition(), 0];
    const show = (edition, node) => {
        if (edition === shown[0] && node === shown[1]) return '';
        shown = [edition, node];
        if (table) fillTable(page, table, edition, node);
        for (const map of maps) fillMap(page, map, edition, node);
        if (ranking) ranking.again(['rank', 'asc']);
        return fillWords(page, table, edition, node);
    };
    const changed = () => {
        const [node, edition] = [nodes.select.selectedIndex, editions.select.selectedIndex];
        page.announce(show(edition, node));
        state.set({
            node: node ? data().nodes[node].code : null,
            edition: edition === lastEdition() ? null : String(data().editions[edition]),
        });
    };
    const nodes = chooser(page, 'node', data().nodes.map((node) => [node.code, indented(page, node)]), changed);
    const editions = chooser(page, 'edition', data().editions.map((edition) => [edition, edition]), changed);
    editions.select.className = 'short';
    editions.label.hidden = data().editions.length < 2;
    box.append(nodes.label, editions.label);
    box.hidden = false;
    return () => {
        const node = Math.max(0, indexOfCode(data().nodes, state.get('node')));
        const edition = editionOf(state.get('edition'));
        nodes.select.selectedIndex = node;
        editions.select.selectedIndex = edition;
        show(edition, node);
    };
}
