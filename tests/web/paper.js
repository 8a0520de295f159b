// On paper: a place on two pages of A4.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {open, test} from './harness.js';
import {readSite} from './site.js';

export async function testPaper({browser, at, shots}) {
    const site = readSite(at('demo'));
    const {page, quiet, close} = await open(browser);
    for (const lang of ['en', 'cy']) {
        await test(`the places with most to say print on two pages of A4 (${lang})`, async () => {
            const places = site.pages.filter((each) => each.kind === 'place' && each.lang === lang);
            for (const one of places.sort((a, b) => b.text.length - a.text.length).slice(0, 6)) {
                await page.goto(pathToFileURL(path.join(site.folder, one.name)).href);
                const pdf = await page.pdf({preferCSSPageSize: true, printBackground: false});
                if (shots && one === places[0]) fs.writeFileSync(path.join(shots, `place-${lang}.pdf`), pdf);
                const text = pdf.toString('latin1');
                const sheets = text.match(/\/Type\s*\/Page\b/g).length;
                assert.ok(sheets <= 2, `${one.name}: ${sheets} pages`);
                const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(text).map(Number);
                assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} x ${height} points`);
            }
        });
    }
    await test('printing without a complaint', () => quiet());
    await close();
}
