// Every page in one document: the address after # says which one is seen.
import {all} from './dom.js';
import * as state from './state.js';

function sectionOf(id) {
    const target = id && document.getElementById(id);
    return (target && target.closest('section.page')) || document.querySelector('section.page.home, section.page');
}

function show(section) {
    for (const page of all(document, 'section.page')) page.classList.toggle('shown', page === section);
    if (section.lang) document.documentElement.lang = section.lang;
    const heading = section.querySelector('h1');
    if (heading) document.title = heading.textContent;
}

// `start` makes a page of a section once; the page's own `restore` reads the address.
export function startSingle(start) {
    const started = new Map();
    let seen = null;
    const route = () => {
        const {id} = state.parts();
        const section = sectionOf(id);
        show(section);
        if (!started.has(section)) started.set(section, start(section, section.lang));
        started.get(section)();
        const target = document.getElementById(id);
        if (target && target !== section) target.scrollIntoView();
        else if (seen && seen !== section) scrollTo(0, 0);
        if (seen && seen !== section) section.querySelector('main').focus({preventScroll: true});
        seen = section;
        state.carry();
    };
    document.body.classList.add('routed');
    state.onChange(route);
    route();
}
