// The compare page: up to four places side by side, measure by measure.
import {all, fresh, h} from './dom.js';
import {cell, data, editionOf, indexOfCode, lastEdition} from './data.js';
import {plain} from './page.js';
import * as state from './state.js';

const most = 4;

function makeChooser(page, add) {
    const [id, list] = [fresh('place'), fresh('places')];
    const input = h('input', {id, list, autocomplete: 'off', spellcheck: 'false'});
    const options = data().areas.map((area) => h('option', {value: page.label(area)}, area.code));
    const button = h('button', {type: 'button'}, page.say('add'));
    const problem = h('span', {class: 'count', role: 'alert'});
    const submit = () => {
        problem.textContent = add(input.value);
        if (!problem.textContent) input.value = '';
    };
    button.addEventListener('click', submit);
    input.addEventListener('keydown', (event) => { if (event.key === 'Enter') { event.preventDefault(); submit(); } });
    return {input, parts: [h('label', {for: id}, page.say('add_place'), input), h('datalist', {id: list}, ...options), button, problem]};
}

// An area by its name in either language or its code; -1 without.
function findArea(page, text) {
    const wanted = plain(text.trim());
    const names = (area) => [page.label(area), area.en, area.cy, area.code].filter(Boolean).map(plain);
    const exact = data().areas.findIndex((area) => wanted && names(area).includes(wanted));
    if (exact >= 0 || !wanted) return exact;
    const begin = data().areas.map((area, i) => [names(area).some((name) => name.startsWith(wanted)), i]).filter(([yes]) => yes);
    return begin.length === 1 ? begin[0][1] : -1;
}

function comparedCell(page, edition, node, area) {
    const figure = cell(page, edition, node, area);
    if (figure.value == null) return h('td', {class: 'quiet'}, page.say('no_value'));
    const band = figure.band ? [' ', h('span', {class: `chip ${figure.cls}`}, figure.band)] : [];
    const rank = figure.rank == null ? [] : [h('br'), h('span', {class: 'quiet small'}, page.say('rank', figure.rank))];
    return h('td', null, h('b', {class: 'v'}, figure.text), ...band, ...rank);
}

function makeTable(page, edition, places) {
    const name = (area) => h('th', {scope: 'col'}, page.label(data().areas[area]));
    const caption = page.say('compared', data().editions[edition]);
    const rows = data().nodes.map((node, i) => h('tr', {class: `l${Math.min(node.level || 0, 4)}`},
        h('th', {scope: 'row'}, page.label(node)), ...places.map((area) => comparedCell(page, edition, i, area))));
    const table = h('table', {class: 'side'}, h('caption', null, caption),
        h('thead', null, h('tr', null, h('th', {scope: 'col'}, page.say('measure')), ...places.map(name))), h('tbody', null, ...rows));
    return h('div', {class: 'scroll', role: 'region', 'aria-label': caption, tabindex: '0'}, table);
}

function makeChip(page, area, remove) {
    const name = page.label(data().areas[area]);
    const button = h('button', {type: 'button', 'aria-label': page.say('remove', name)}, '\u00d7');
    button.addEventListener('click', () => remove(area));
    return h('li', null, h('span', null, name), button);
}

export function startCompare(page) {
    const box = page.root.querySelector('[data-controls="compare"]');
    if (!box || !data()) return () => {};
    let places = [];
    let edition = lastEdition();
    const chips = h('ul', {class: 'chips'});
    const result = h('div', {class: 'compared'});
    const draw = () => {
        chips.replaceChildren(...places.map((area) => makeChip(page, area, remove)));
        chips.hidden = !places.length;
        result.replaceChildren(...(places.length ? [makeTable(page, edition, places)] : []));
        for (const row of all(page.root, 'tr[data-area]')) row.classList.toggle('on', places.includes(Number(row.dataset.area)));
    };
    const keep = () => state.set({
        places: places.map((area) => data().areas[area].code).join(','),
        edition: edition === lastEdition() ? null : String(data().editions[edition]),
    });
    const changed = (words) => { draw(); keep(); page.announce(words); };
    const add = (text) => {
        const area = findArea(page, text);
        if (area < 0) return page.say('no_place');
        if (places.includes(area)) return '';
        if (places.length === most) return page.say('place_full');
        places = [...places, area];
        changed(page.say('added', page.label(data().areas[area])));
        return '';
    };
    const chooser = makeChooser(page, add);
    const remove = (area) => {
        places = places.filter((one) => one !== area);
        changed(page.say('removed', page.label(data().areas[area])));
        chooser.input.focus();
    };
    const editions = h('select', {id: fresh('edition'), class: 'short'}, ...data().editions.map((one) => h('option', {value: one}, one)));
    editions.addEventListener('change', () => { edition = editions.selectedIndex; changed(page.say('compared', data().editions[edition])); });
    box.append(...chooser.parts, h('label', {for: editions.id}, page.say('edition'), editions), chips);
    editions.parentNode.hidden = data().editions.length < 2;
    box.hidden = false;
    box.after(result);
    return () => {
        const codes = (state.get('places') || '').split(',');
        places = [...new Set(codes.map((code) => indexOfCode(data().areas, code)))].filter((area) => area >= 0).slice(0, most);
        edition = editionOf(state.get('edition'));
        editions.selectedIndex = edition;
        draw();
    };
}
