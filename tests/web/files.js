// The folder as files: nothing leads nowhere, nothing is loaded from elsewhere, two runs give the same bytes.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from './harness.js';
import {deadLinks, digestOf, readSite, run} from './site.js';

export async function testFiles({at, source}) {
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
    await test('the script has all its words in both languages', () => {
        const list = fs.readFileSync(path.join(source, 'engine/publish/web/words.txt'), 'utf8').trim().split('\n');
        const site = readSite(at('demo'));
        for (const lang of ['en', 'cy']) {
            const words = JSON.parse(/id="words">([^<]*)</.exec(site.one('index', lang).text)[1]);
            assert.deepEqual(Object.keys(words).sort(), list.map((line) => line.split('\t')[0]).sort());
            for (const [key, english] of list.map((line) => line.split('\t'))) {
                assert.deepEqual((words[key].match(/\{\d\}/g) || []).sort(), (english.match(/\{\d\}/g) || []).sort(), `${key} in ${lang}`);
            }
        }
    });
}
