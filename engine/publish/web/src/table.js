// Tables that sort by their headers and are searched by name or code.
import {all, fresh, h} from './dom.js';
import {plain} from './page.js';
import * as state from './state.js';

const toNumber = (text) => {
    const digits = text.replace(/\u2212/g, '-').replace(/[^\d.eE+-]/g, '');
    return digits === '' ? NaN : Number(digits);
};

// What a cell is sorted by; null goes last whichever way.
function sortValue(cell, kind) {
    const given = cell.dataset.v;
    const text = given === undefined ? cell.textContent.trim() : given;
    if (kind !== 'number') return text === '' ? null : text;
    const number = toNumber(text);
    return Number.isNaN(number) ? null : number;
}

function comparison(kind, direction, lang) {
    const collator = new Intl.Collator(lang, {numeric: true});
    const compare = kind === 'number' ? (a, b) => a - b : (a, b) => collator.compare(a, b);
    return ([a], [b]) => {
        if (a === null || b === null) return (a === null) - (b === null);
        return direction * compare(a, b);
    };
}

// A column's name in the address.
function columnKey(th, index, row) {
    const known = ['rank', 'score', 'band', 'name'];
    const cell = row && row.cells[index];
    return th.dataset.key || known.find((name) => cell && cell.classList.contains(name)) || (index ? `c${index}` : 'name');
}

function makeColumns(table) {
    const row = table.tBodies[0].rows[0];
    return [...table.tHead.rows[table.tHead.rows.length - 1].cells]
        .map((th, index) => ({th, index, kind: th.dataset.sort, key: columnKey(th, index, row)}))
        .filter((column) => column.kind);
}

const turned = (column) => {
    const now = column.th.getAttribute('aria-sort');
    if (now) return now === 'ascending' ? 'desc' : 'asc';
    return column.th.dataset.first || (column.kind === 'number' && column.key !== 'rank' ? 'desc' : 'asc');
};

function makeSortable(page, table) {
    const body = table.tBodies[0];
    const columns = makeColumns(table);
    const original = [...body.rows];
    const given = columns.map(({th}) => th.getAttribute('aria-sort'));
    const mark = (column, way) => {
        for (const {th} of columns) th.removeAttribute('aria-sort');
        if (column) column.th.setAttribute('aria-sort', way === 'desc' ? 'descending' : 'ascending');
    };
    const sort = (key, way) => {
        const column = columns.find((one) => one.key === key);
        if (!column) return false;
        const compare = comparison(column.kind, way === 'desc' ? -1 : 1, page.lang);
        const rows = original.map((row) => [sortValue(row.cells[column.index], column.kind), row]).sort(compare);
        body.append(...rows.map(([, row]) => row));
        mark(column, way);
        return true;
    };
    const reset = () => {
        body.append(...original);
        columns.forEach(({th}, i) => (given[i] ? th.setAttribute('aria-sort', given[i]) : th.removeAttribute('aria-sort')));
    };
    return {columns, sort, reset};
}

function addButtons(page, sorter, changed) {
    for (const column of sorter.columns) {
        const button = h('button', {type: 'button', class: 'sort'}, ...column.th.childNodes);
        column.th.append(button);
        button.addEventListener('click', () => {
            const way = turned(column);
            sorter.sort(column.key, way);
            page.announce(page.say(way === 'desc' ? 'sorted_down' : 'sorted_up', button.textContent.trim()));
            changed(`${column.key}-${way}`);
        });
    }
}

const searchText = (page, row) => {
    const area = window.mynegai && window.mynegai.areas[row.dataset.area];
    const link = row.querySelector('th a');
    const code = area ? `${area.code} ${area.en || ''} ${area.cy || ''}` : row.dataset.code || (link && link.getAttribute('href')) || '';
    return plain(`${row.cells[0].textContent} ${code}`);
};

function makeSearch(page, table, changed) {
    const rows = [...table.tBodies[0].rows];
    const id = fresh('search');
    const box = h('input', {type: 'search', id, autocomplete: 'off', spellcheck: 'false'});
    const count = h('span', {class: 'count', role: 'status'});
    const place = table.closest('.scroll') || table;
    let texts = null;
    place.before(h('div', {class: 'tools'}, h('label', {for: id}, page.say('search'), box), count));
    const search = (query) => {
        const wanted = plain(query.trim());
        texts = texts || rows.map((row) => searchText(page, row));
        let found = 0;
        rows.forEach((row, i) => { found += !(row.hidden = !texts[i].includes(wanted)); });
        count.textContent = wanted ? page.say('found', found, rows.length) : '';
        if (box.value !== query) box.value = query;
    };
    box.addEventListener('input', () => { search(box.value); changed(box.value.trim()); });
    return search;
}

// Returns what others may ask of it: `again` sorts once more after cells have changed, `restore` reads the address.
function makeTable(page, table, number) {
    const [sortKey, searchKey] = ['sort', 'q'].map((key) => key + (number || ''));
    const sorter = makeSortable(page, table);
    const search = table.classList.contains('searchable')
        && makeSearch(page, table, (query) => state.set({[searchKey]: query}));
    let sorted = '';
    const apply = (text) => {
        sorted = text;
        const cut = text.lastIndexOf('-');
        if (cut < 0 || !sorter.sort(text.slice(0, cut), text.slice(cut + 1))) sorter.reset();
    };
    addButtons(page, sorter, (text) => { sorted = text; state.set({[sortKey]: text}); });
    const restore = () => {
        const wanted = state.get(sortKey) || '';
        if (wanted !== sorted) apply(wanted);
        if (search) search(state.get(searchKey) || '');
    };
    return {table, restore, sorted: () => sorted, again: (otherwise) => (sorted ? apply(sorted) : sorter.sort(...otherwise))};
}

export function startTables(page) {
    const tables = all(page.root, 'table.sortable').filter((table) => table.tHead && table.tBodies[0]);
    return tables.map((table, number) => makeTable(page, table, number));
}
