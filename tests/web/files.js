// The folder as files: nothing leads nowhere, nothing is loaded from elsewhere, two runs give the same bytes.
import assert from 'node:assert/strict';
import {test} from './harness.js';
import {deadLinks, digestOf, readSite, run} from './site.js';

export async function testFiles({at}) {
    await test('two runs give the same bytes', () => {
        run('publish', at('demo.h5'), at('again'));
        assert.equal(digestOf(at('again')), digestOf(at('demo')));
    });
    await test('every link leads somewhere and nothing is loaded from elsewhere', () => {
        assert.deepEqual(deadLinks(readSite(at('demo'))), []);
    });
    await test('every kind of page is there in both languages', () => {
        const site = readSite(at('demo'));
        for (const kind of ['index', 'place', 'nodes', 'node', 'compare', 'method', 'data', 'accessibility']) {
            for (const lang of ['en', 'cy']) assert.ok(site.one(kind, lang), `${kind} in ${lang}`);
        }
        const count = (lang) => site.pages.filter((page) => page.lang === lang && page.kind !== 'home').length;
        assert.equal(count('en'), count('cy'));
    });
    await test('no page has a script or a style of its own beside its words, or handlers in its markup', () => {
        for (const {name, text} of readSite(at('demo')).pages) {
            for (const [tag] of text.matchAll(/<script[^>]*>/g)) assert.match(tag, / src=|type="application\/json"/, `${name}: ${tag}`);
            assert.doesNotMatch(text, /<[^>]* on[a-z]+=/, name);
        }
    });
}
