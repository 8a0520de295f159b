// Hostile names do nothing, and are read as what they are.
import assert from 'node:assert/strict';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {axe, open, test} from './harness.js';
import {attacks} from './hostile.js';
import {deadLinks, readSite} from './site.js';

const harmless = (page) => page.evaluate(() => ({
    pwned: window.pwned ?? ({}).pwned ?? null,
    strange: [...document.querySelectorAll('main script:not([src]):not([type="application/json"]), main img, main svg[onload], [onmouseover], [onerror], iframe')].length,
    scripted: [...document.querySelectorAll('a[href^="javascript:" i]')].length,
}));

export async function testHostile({browser, at, shots}) {
    const site = readSite(at('hostile'));
    const {page, quiet, close} = await open(browser);
    const url = (one) => pathToFileURL(path.join(site.folder, one.name)).href;
    await test('hostile names: every link leads somewhere within the folder', () => assert.deepEqual(deadLinks(site), []));
    for (const kind of site.kinds) {
        await test(`hostile names on ${kind}: nothing runs, nothing breaks`, async () => {
            const each = site.pages.filter((one) => one.kind === kind);
            for (const one of kind === 'place' ? each.slice(0, 60) : each) {
                await page.goto(url(one));
                assert.deepEqual(await harmless(page), {pwned: null, strange: 0, scripted: 0}, one.name);
                quiet();
            }
        });
    }
    await test('hostile names are read as written, searched, sorted, hovered and chosen without harm', async () => {
        await page.goto(url(site.one('index', 'en')));
        const texts = await page.locator('table#ranking tbody th').evaluateAll((cells) => cells.map((cell) => cell.textContent.trim()));
        for (const text of attacks) assert.ok(texts.some((one) => one === text.trim()), text);
        await page.locator('input[type=search]').first().fill('<script>');
        assert.equal(await page.locator('table#ranking tbody tr:not([hidden])').count(), 2);
        for (const row of await page.locator('table#ranking tbody tr:not([hidden])').all()) await row.hover();
        await page.locator('input[type=search]').first().fill('');
        await page.locator('[data-controls=index] select').first().selectOption({index: 1});
        await page.locator('table#ranking thead button').first().click();
        assert.deepEqual(await harmless(page), {pwned: null, strange: 0, scripted: 0});
        quiet();
    });
    await test('a hostile address does nothing', async () => {
        for (const address of ['#node=%3Cimg src=x onerror=window.pwned=1%3E&edition=__proto__&sort=constructor-asc&q=%3Cscript%3E', '#%', '#places=%00,__proto__', '#"><script>']) {
            for (const kind of ['index', 'compare']) {
                await page.goto('about:blank');
                await page.goto(url(site.one(kind, 'en')) + address);
                assert.deepEqual(await harmless(page), {pwned: null, strange: 0, scripted: 0});
            }
        }
        quiet();
    });
    await test('hostile names in one file: nothing runs', async () => {
        const single = pathToFileURL(at('hostile.html')).href;
        for (const address of ['', '#en-index', '#cy-index?q=%3Cscript%3E', '#en-compare?places=H013,%3Ci%3E0%3C/i%3E', '#"><script>', '#__proto__']) {
            await page.goto('about:blank');
            await page.goto(single + address);
            assert.equal(await page.locator('section.page:visible').count(), 1);
            assert.equal((await harmless(page)).pwned, null);
        }
        assert.equal(await page.evaluate(() => document.scripts.length), 4); // words twice, data, program
        quiet();
    });
    await test('hostile names in a comparison do nothing and fit on a phone', async () => {
        await page.setViewportSize({width: 390, height: 800});
        await page.goto(url(site.one('compare', 'en')));
        for (const text of [attacks[0], attacks[13]]) {
            await page.locator('[data-controls=compare] input').fill(text);
            await page.keyboard.press('Enter');
        }
        assert.equal(await page.locator('.compared thead th').count(), 3);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), 'sideways scrolling');
        assert.deepEqual(await harmless(page), {pwned: null, strange: 0, scripted: 0});
        assert.deepEqual(await axe(page), []);
        quiet();
    });
    await test('a map of many areas is zoomed by buttons, wheel with ctrl and followed by focus', async () => {
        await page.setViewportSize({width: 1280, height: 900});
        await page.goto(url(site.one('index', 'en')));
        if (shots) await page.screenshot({path: path.join(shots, 'hostile-index.png')});
        const scale = () => page.evaluate(() => Number((/scale\(([\d.]+)/.exec(document.querySelector('.areas').getAttribute('transform')) || [0, 1])[1]));
        assert.equal(await page.locator('.zoom button').count(), 3);
        await page.locator('.zoom button').first().click();
        assert.equal(await scale(), 2);
        await page.locator('.map svg').hover();
        await page.keyboard.down('Control');
        await page.mouse.wheel(0, -300);
        await page.keyboard.up('Control');
        await page.waitForFunction(() => !document.querySelector('.areas').getAttribute('transform').includes('scale(2)'));
        const lost = await page.evaluate(() => {
            const frame = document.querySelector('.map svg').getBoundingClientRect();
            return [...document.querySelectorAll('.areas a')].filter((link) => {
                link.focus({preventScroll: true});
                const {left, right, top, bottom} = link.firstElementChild.getBoundingClientRect();
                return right < frame.left || left > frame.right || bottom < frame.top || top > frame.bottom;
            }).length;
        });
        assert.equal(lost, 0);
        await page.locator('.zoom button').last().click();
        assert.equal(await scale(), 1);
        quiet();
    });
    await close();
}
