// Elements by hand: text goes in as text, never as markup.

export const all = (root, selector) => [...root.querySelectorAll(selector)];

function fill(element, attributes, children) {
    for (const name in attributes) {
        if (attributes[name] != null && attributes[name] !== false) element.setAttribute(name, attributes[name]);
    }
    element.append(...children);
    return element;
}

export const h = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);

export const svg = (name, attributes, ...children) =>
    fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);

let serial = 0;
export const fresh = (stem) => `${stem}-${++serial}`;
