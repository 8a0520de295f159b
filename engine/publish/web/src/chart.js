// Charts: what a point says, beside the pointer.
import {h} from './dom.js';

function place(box, figure, event) {
    const frame = figure.getBoundingClientRect();
    const x = Math.min(event.clientX - frame.left + 12, frame.width - box.offsetWidth);
    const y = event.clientY - frame.top - box.offsetHeight - 8;
    box.style.transform = `translate(${Math.max(0, x)}px, ${Math.max(0, y)}px)`;
}

export function startCharts(page) {
    const box = h('div', {class: 'hover', 'aria-hidden': 'true', hidden: ''});
    const hide = () => { box.hidden = true; };
    page.root.addEventListener('pointerover', (event) => {
        const point = event.target.closest && event.target.closest('.chart [data-label]');
        if (!point) { hide(); return; }
        const figure = point.closest('.chart');
        figure.append(box);
        box.textContent = point.dataset.label;
        box.hidden = false;
        place(box, figure, event);
    });
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide(); });
}
