// Zoom and pan of a map of many areas: ctrl and wheel, two fingers, dragging once zoomed, buttons.
import {select} from 'd3-selection';
import {zoom as makeZoom} from 'd3-zoom';
import {h} from './dom.js';

const most = 16;

function makeButtons(page, actions) {
    const button = (key, sign, action) => {
        const element = h('button', {type: 'button', 'aria-label': sign ? page.say(key) : null}, sign || page.say(key));
        element.addEventListener('click', action);
        return element;
    };
    return h('div', {class: 'zoom'}, button('zoom_in', '+', actions.larger), button('zoom_out', '\u2212', actions.smaller),
        button('zoom_all', '', actions.whole));
}

export function startZoom(page, figure, group) {
    const element = figure.querySelector('svg');
    const box = element.viewBox.baseVal;
    const extent = [[box.x, box.y], [box.x + box.width, box.y + box.height]];
    let now = {k: 1, x: 0, y: 0};
    const behaviour = makeZoom().extent(extent).translateExtent(extent).scaleExtent([1, most])
        .filter((event) => {
            if (event.type === 'wheel') return event.ctrlKey;
            if (event.type === 'dblclick') return false;
            return event.touches ? event.touches.length > 1 || now.k > 1 : now.k > 1 && !event.button;
        })
        .on('zoom', ({transform}) => {
            now = transform;
            group.setAttribute('transform', transform);
            figure.classList.toggle('zoomed', transform.k > 1);
        });
    const view = select(element).call(behaviour);
    element.before(makeButtons(page, {
        larger: () => view.call(behaviour.scaleBy, 2),
        smaller: () => view.call(behaviour.scaleBy, 1 / 2),
        whole: () => view.call(behaviour.scaleTo, 1),
    }));
    // Brings a shape that lies outside what is seen into the middle.
    const show = (shape) => {
        if (now.k === 1) return;
        const {x, y, width, height} = shape.getBBox();
        const [left, top] = [now.k * x + now.x, now.k * y + now.y];
        const inside = left >= extent[0][0] && top >= extent[0][1]
            && left + now.k * width <= extent[1][0] && top + now.k * height <= extent[1][1];
        if (!inside) view.call(behaviour.translateTo, x + width / 2, y + height / 2);
    };
    return {show};
}
