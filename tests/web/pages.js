// Every kind of page, in both languages, from disk and from a server, on a phone and on a desk.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {axe, open, test} from './harness.js';
import {readSite} from './site.js';

const desk = {width: 1280, height: 900};
const phone = {width: 390, height: 844};
const narrow = {width: 320, height: 640};

async function checkHead(page, site, one) {
    assert.equal(await page.locator('html').getAttribute('lang'), one.lang);
    assert.equal(await page.locator('h1').count(), 1);
    assert.notEqual(await page.title(), '');
    if (one.kind === 'home') return;
    const link = page.locator('a.lang');
    const other = one.lang === 'en' ? 'cy' : 'en';
    assert.equal(await link.getAttribute('hreflang'), other);
    const target = path.join(path.dirname(one.name), (await link.getAttribute('href')).split('#')[0]);
    const counterpart = site.byName.get(target);
    assert.ok(counterpart, `${one.name} has no counterpart at ${target}`);
    assert.deepEqual([counterpart.kind, counterpart.lang], [one.kind, other]);
}

// What sticks out of a page of this width, without what scrolls by itself.
const overflow = (page) => page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > wide + 1
        && !element.closest('.scroll, svg, .sr, pre')).map((element) => element.outerHTML.slice(0, 120)).slice(0, 3).concat('page scrolls sideways');
});

async function shoot(page, shots, one, size) {
    if (!shots) return;
    fs.mkdirSync(shots, {recursive: true});
    await page.screenshot({path: path.join(shots, `${one.kind}-${one.lang}-${size}.png`), fullPage: true});
}

export async function testPages({browser, at, server, shots}) {
    const site = readSite(at('demo'));
    const {page, quiet, close} = await open(browser);
    const each = site.kinds.flatMap((kind) => ['en', 'cy'].map((lang) => site.one(kind, lang))).filter(Boolean);
    for (const one of each) {
        const title = `${one.kind} (${one.lang})`;
        await test(`${title} from disk: whole, quiet, accessible`, async () => {
            await page.setViewportSize(desk);
            await page.goto(pathToFileURL(path.join(site.folder, one.name)).href);
            await checkHead(page, site, one);
            assert.deepEqual(await axe(page), []);
            await shoot(page, shots, one, 'desk');
            quiet();
        });
        await test(`${title} on a phone: no sideways scrolling at 390 and 320 pixels`, async () => {
            await page.setViewportSize(phone);
            await shoot(page, shots, one, 'phone');
            await page.setViewportSize(narrow);
            assert.deepEqual(await overflow(page), []);
            if (one.lang === 'cy') assert.deepEqual(await axe(page), []); // the longer words
            quiet();
        });
        await test(`${title} from a server: quiet`, async () => {
            await page.goto(`${server.url}/${one.name.split('/').map(encodeURIComponent).join('/')}`);
            await checkHead(page, site, one);
            quiet();
        });
    }
    await close();
}
