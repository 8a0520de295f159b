// Maps: one stop for Tab, arrow keys between areas, an area and its row of the table lit together.
import {all, h, svg} from './dom.js';
import {startZoom} from './zoom.js';

const manyAreas = 60;
const shapeOf = (link) => link.querySelector('path, rect, polygon, circle');

function centres(links) {
    return links.map((link) => {
        const box = shapeOf(link).getBBox();
        return [box.x + box.width / 2, box.y + box.height / 2];
    });
}

// The nearest in a direction, counting what lies aside double; -1 where there is none.
export function nearest(points, from, [dx, dy]) {
    let best = -1;
    let least = Infinity;
    points.forEach(([x, y], i) => {
        const along = (x - points[from][0]) * dx + (y - points[from][1]) * dy;
        const aside = Math.abs((x - points[from][0]) * dy + (y - points[from][1]) * dx);
        if (along > 1e-6 && aside <= 2 * along && along + 2 * aside < least) {
            least = along + 2 * aside;
            best = i;
        }
    });
    return best;
}

const arrows = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

// First or last in the order of the ranking, where the page has one.
function inRanking(page, links, last) {
    const rows = all(page.root, 'table tbody tr[data-area]').filter((row) => !row.hidden);
    const order = rows.map((row) => links.findIndex((link) => link.dataset.area === row.dataset.area)).filter((i) => i >= 0);
    const choices = order.length ? order : links.map((_, i) => i);
    return choices[last ? choices.length - 1 : 0];
}

function target(page, links, points, from, key) {
    if (arrows[key]) return nearest(points, from, arrows[key]);
    if (key === 'Home' || key === 'End') return inRanking(page, links, key === 'End');
    return -1;
}

function rove(page, links, zoom) {
    let points = null;
    let at = 0;
    const stop = (i) => {
        links[at].setAttribute('tabindex', '-1');
        links[at = i].setAttribute('tabindex', '0');
    };
    stop(0);
    links.forEach((link, i) => {
        link.addEventListener('focus', () => { stop(i); if (zoom) zoom.show(shapeOf(link)); });
        link.addEventListener('keydown', (event) => {
            if (event.altKey || event.ctrlKey || event.metaKey) return;
            points = points || centres(links);
            const next = target(page, links, points, i, event.key);
            if (next >= 0) links[next].focus({preventScroll: true});
            if (next >= 0 || arrows[event.key]) event.preventDefault();
        });
    });
}

// Two outlines over all areas, yellow under black, seen on every class.
function makeMarks(group) {
    const marks = svg('g', {class: 'marks', 'aria-hidden': 'true'});
    group.append(marks);
    return (link) => {
        marks.replaceChildren();
        if (!link) return;
        for (const name of ['under', 'over']) {
            const copy = shapeOf(link).cloneNode(false);
            copy.setAttribute('class', name);
            marks.append(copy);
        }
    };
}

function startMap(page, figure) {
    const group = figure.querySelector('svg .areas');
    const links = group ? all(group, 'a[data-area]').filter(shapeOf) : [];
    if (!links.length) return null;
    const mark = makeMarks(group);
    const tip = h('p', {class: 'tip', 'aria-hidden': 'true'});
    figure.querySelector('svg').after(tip);
    rove(page, links, links.length > manyAreas ? startZoom(page, figure, group) : null);
    const byArea = new Map(links.map((link) => [link.dataset.area, link]));
    const light = (area) => {
        const link = byArea.get(area);
        mark(link);
        tip.textContent = link ? link.getAttribute('aria-label') : '';
    };
    return {light, links, group};
}

// Hover and focus in either the map or a table light the area in both.
export function startMaps(page) {
    const maps = all(page.root, 'figure.map').map((figure) => startMap(page, figure)).filter(Boolean);
    if (!maps.length) return maps;
    const rows = all(page.root, 'tr[data-area]');
    let lit = null;
    const light = (area) => {
        if (area === lit) return;
        lit = area;
        for (const row of rows) row.classList.toggle('on', row.dataset.area === area);
        for (const map of maps) map.light(area);
    };
    const areaOf = (event) => {
        const element = event.target.closest && event.target.closest('.areas a[data-area], tr[data-area]');
        return element ? element.dataset.area : null;
    };
    const back = () => light(document.activeElement ? areaOf({target: document.activeElement}) : null);
    page.root.addEventListener('pointerover', (event) => { const area = areaOf(event); if (area) light(area); else back(); });
    page.root.addEventListener('pointerleave', back);
    page.root.addEventListener('focusin', (event) => light(areaOf(event)));
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape') light(null); });
    return maps.map((map) => ({...map, again: () => { const area = lit; lit = null; light(area); }}));
}
