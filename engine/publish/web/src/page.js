// A page: its root element, its language, its words, and the region that speaks for it.
import {h} from './dom.js';

function wordsOf(lang) {
    const element = document.getElementById(`words-${lang}`) || document.getElementById('words');
    const words = element ? JSON.parse(element.textContent) : {};
    return words[lang] || words;
}

export function makePage(root, lang) {
    const words = wordsOf(lang);
    const voice = h('p', {class: 'sr', role: 'status'});
    root.append(voice);
    return {
        root,
        lang,
        say: (key, ...parts) => (words[key] || '').replace(/\{(\d)\}/g, (_, i) => parts[i]),
        announce: (text) => { voice.textContent = text; },
        label: (thing) => thing[lang] || thing.en || thing.cy || thing.code || '',
    };
}

// Text for search: no case, no accents.
export const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
