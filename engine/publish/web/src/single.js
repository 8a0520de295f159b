// Every page in one document: the address after # says which one is seen.
import {all} from './dom.js';
import * as state from './state.js';

const pages = () => all(document, 'section.page');

function sectionOf(id) {
    const target = id && document.getElementById(id);
    return (target && target.closest('section.page')) || document.querySelector('section.page.home') || pages()[0];
}

function markCurrent(section) {
    for (const link of all(document, 'body > .site nav a')) {
        if (link.getAttribute('href') === `#${section.id}`) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
    }
}

function show(section) {
    for (const page of pages()) page.classList.toggle('shown', page === section);
    markCurrent(section);
    for (const header of all(document, 'body > .site[lang]')) header.classList.toggle('shown', header.lang === section.lang);
    document.documentElement.lang = section.lang;
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
        const target = document.getElementById(id) || section;
        if (seen && seen !== section) {
            section.setAttribute('tabindex', '-1');
            section.focus({preventScroll: true});
            scrollTo(0, 0);
        }
        if (target !== section) target.scrollIntoView();
        seen = section;
        state.carry();
    };
    document.body.classList.add('routed');
    // A link may carry a state that :target, without script, could not: <a href="#en-compare" data-state="places=X">.
    document.addEventListener('click', (event) => {
        const link = event.target.closest && event.target.closest('a[data-state]');
        if (link) link.setAttribute('href', `${link.getAttribute('href').split('?')[0]}?${link.dataset.state}`);
    });
    state.onChange(route);
    route();
}
