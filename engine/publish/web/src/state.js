// What is shown, kept in the address: #node=health&sort=score-desc, or #en-index?node=health in a single document.
import {all} from './dom.js';

const single = () => document.body.classList.contains('single');
const listeners = [];

// The address after #: which page (single documents only) and its state.
export function parts() {
    const hash = location.hash.slice(1);
    if (!single()) return {id: '', query: hash.includes('=') ? hash : ''};
    const cut = hash.indexOf('?');
    return cut < 0 ? {id: hash, query: ''} : {id: hash.slice(0, cut), query: hash.slice(cut + 1)};
}

const join = (id, query) => (single() ? id + (query && `?${query}`) : query);

export const get = (key) => new URLSearchParams(parts().query).get(key);

// Links to the same page in the other language carry the state along.
export function carry() {
    const {id, query} = parts();
    for (const link of all(document, 'a.lang')) {
        if (!single()) {
            link.href = link.getAttribute('href').split('#')[0] + (query && `#${query}`);
            continue;
        }
        const counterpart = `${link.getAttribute('hreflang')}-${id.split('-').slice(1).join('-')}`;
        if (document.getElementById(counterpart)) link.href = `#${join(counterpart, query)}`;
    }
}

// A link that carries a state of its own: data-places="W06000001" on one to the compare page.
export function lead(root) {
    for (const link of all(root, 'a[data-places]')) {
        const target = link.getAttribute('href').split(/[?#]/);
        const query = `places=${encodeURIComponent(link.dataset.places)}`;
        link.href = single() ? `#${target[1]}?${query}` : `${target[0]}#${query}`;
    }
}

// Null or '' leaves a key out.
export function set(values) {
    const {id, query} = parts();
    const state = new URLSearchParams(query);
    for (const key in values) {
        if (values[key]) state.set(key, values[key]);
        else state.delete(key);
    }
    const hash = join(id, state.toString().replace(/%2C/g, ','));
    if (hash !== location.hash.slice(1)) history.replaceState(history.state, '', `#${hash}`);
    carry();
}

export const onChange = (listener) => listeners.push(listener);

addEventListener('hashchange', () => {
    for (const listener of listeners) listener();
    carry();
});
