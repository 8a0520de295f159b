// A published folder on disk: its files, its pages by kind and language, and what its links lead to.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {execFileSync} from 'node:child_process';

const program = process.env.MYNEGAI;
export const run = (...words) => execFileSync(program, words, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});

export function filesOf(folder) {
    return fs.readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath || entry.path, entry.name))).sort();
}

export function digestOf(folder) {
    const hash = crypto.createHash('sha256');
    for (const name of filesOf(folder)) hash.update(`${name}\0`).update(fs.readFileSync(path.join(folder, name)));
    return hash.digest('hex');
}

const plainText = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#0?39;/g, "'").replace(/&amp;/g, '&');
const matches = (text, pattern) => [...text.matchAll(pattern)].map((match) => plainText(match[1]));

function readPage(folder, name) {
    const text = fs.readFileSync(path.join(folder, name), 'utf8');
    const markup = text.replace(/<script[^>]*>[\s\S]*?<\/script>/g, '');
    return {
        name,
        text,
        lang: matches(text, /<html[^>]* lang="([^"]*)"/g)[0],
        kind: (matches(text, /<body[^>]*class="([^"]*)"/g)[0] || '').split(' ').map((word) => /^page-(\w+)$/.exec(word)).filter(Boolean).map((found) => found[1])[0],
        ids: new Set(matches(markup, /\sid="([^"]*)"/g)),
        hrefs: matches(markup, /\shref="([^"]*)"/g),
        sources: [...matches(text, /\ssrc="([^"]*)"/g), ...matches(text, /<link[^>]*href="([^"]*)"/g)],
    };
}

export function readSite(folder) {
    const pages = filesOf(folder).filter((name) => name.endsWith('.html')).map((name) => readPage(folder, name));
    const kinds = [...new Set(pages.map((page) => page.kind))].sort();
    const one = (kind, lang) => pages.find((page) => page.kind === kind && (!lang || page.lang === lang));
    return {folder, pages, kinds, one, names: new Set(filesOf(folder)), byName: new Map(pages.map((page) => [page.name, page]))};
}

const outside = (href) => /^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith('//');

// What links that stay within the folder lead nowhere, and what is loaded from elsewhere.
export function deadLinks(site) {
    const dead = [];
    for (const page of site.pages) {
        for (const href of [...page.hrefs, ...page.sources]) {
            if (outside(href)) continue;
            const [file, hash] = href.split('#');
            const target = file ? path.join(path.dirname(page.name), decodeURIComponent(file.split('?')[0])) : page.name;
            const there = site.byName.get(target);
            if (!site.names.has(target)) dead.push(`${page.name}: ${href}`);
            else if (hash && there && !hash.includes('=') && !there.ids.has(decodeURIComponent(hash))) dead.push(`${page.name}: ${href} (no such id)`);
        }
        for (const source of page.sources) if (outside(source) && !source.startsWith('data:')) dead.push(`${page.name}: loads ${source}`);
    }
    return dead;
}
