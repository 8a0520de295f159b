// What people do with the pages: by keyboard, by pointer, by address.
import assert from 'node:assert/strict';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {axe, open, skip, test} from './harness.js';
import {readSite} from './site.js';

const names = (page, selector = 'table#ranking tbody tr:not([hidden]) th') => page.locator(selector).allTextContents();
const column = (page, name) => page.locator(`table#ranking tbody .${name}`).evaluateAll((cells) => cells.map((cell) => cell.dataset.v));
const hash = (page) => page.evaluate(() => decodeURIComponent(location.hash));
const written = (page, name) => page.locator(`table#ranking tbody .${name}`).allTextContents();
const header = (page, name) => page.evaluate((of) => {
    const table = document.querySelector('table#ranking');
    const index = table.tBodies[0].rows[0].querySelector(`.${of}`).cellIndex;
    table.tHead.rows[0].cells[index].querySelector('button').click();
    return table.tHead.rows[0].cells[index].getAttribute('aria-sort');
}, name);
const fills = (page) => page.locator('.areas a > :first-child').evaluateAll((shapes) => shapes.map((shape) => shape.getAttribute('class')));

async function testTable(page, go) {
    await test('sort: numbers by size, empty last, said aloud, kept in the address', async () => {
        await go('index');
        assert.equal(await header(page, 'score'), 'descending');
        const down = (await column(page, 'score')).filter((value) => value !== undefined).map(Number);
        assert.deepEqual(down, [...down].sort((a, b) => b - a));
        assert.equal(await header(page, 'score'), 'ascending');
        const up = (await column(page, 'score')).filter((value) => value !== undefined).map(Number);
        assert.deepEqual(up, [...down].reverse().sort((a, b) => a - b));
        assert.equal(await hash(page), '#sort=score-asc');
        assert.notEqual((await page.locator('main > p.sr[role=status]').textContent()).trim(), '');
        const before = await names(page);
        await page.reload();
        assert.deepEqual(await names(page), before);
    });
    await test('search: without accents or case, by code, counted aloud, kept in the address', async () => {
        await go('index');
        const box = page.locator('input[type=search]').first();
        await box.fill('ynys mon');
        assert.equal((await names(page)).length, 1);
        assert.match(await page.locator('.count[role=status]').first().textContent(), /1 .*22/);
        await box.fill('W06000015');
        assert.equal((await names(page)).length, 1);
        assert.equal(await hash(page), '#q=W06000015');
        await page.reload();
        assert.equal((await names(page)).length, 1);
        await page.locator('input[type=search]').first().fill('');
        assert.equal((await names(page)).length, 22);
        assert.equal(await hash(page), '');
    });
}

async function testChoice(page, go) {
    await test('choosing a measure and an edition changes map, table, caption and address; reload and history restore them', async () => {
        await go('index');
        const [scores, colours, caption] = [await written(page, 'score'), await fills(page), await page.locator('#ranking caption').textContent()];
        const [node, edition] = await page.locator('[data-controls=index] select').all();
        await node.selectOption({index: 2});
        await edition.selectOption({index: 0});
        const chosen = [await written(page, 'score'), await fills(page), await page.locator('#ranking caption').textContent()];
        assert.notDeepEqual(chosen[0], scores);
        assert.notDeepEqual(chosen[1], colours);
        assert.notEqual(chosen[2], caption);
        assert.deepEqual(await page.evaluate(() => {
            const {nodes, editions} = window.mynegai;
            return `#node=${nodes[2].code}&edition=${editions[0]}`;
        }), await hash(page));
        const ranks = (await column(page, 'rank')).filter((value) => value !== undefined).map(Number);
        assert.deepEqual(ranks, [...ranks].sort((a, b) => a - b));
        await page.reload();
        assert.deepEqual([await written(page, 'score'), await fills(page), await page.locator('#ranking caption').textContent()], chosen);
        await page.evaluate(() => { location.hash = ''; });
        await page.waitForFunction((text) => document.querySelector('#ranking caption').textContent !== text, chosen[2]);
        assert.deepEqual([await written(page, 'score'), await fills(page)], [scores, colours]);
    });
    await test('the map says what the table says', async () => {
        await go('index');
        const first = page.locator('table#ranking tbody tr').first();
        const [area, name, score] = [await first.getAttribute('data-area'), await first.locator('th').textContent(), await first.locator('.score').textContent()];
        const label = await page.locator(`.areas a[data-area="${area}"]`).getAttribute('aria-label');
        assert.ok(label.includes(name.trim()) && label.includes(score.trim()), label);
    });
    await test('the other language keeps the state', async () => {
        await go('index', 'en', '#edition=2020&sort=score-asc');
        const values = await column(page, 'score');
        await Promise.all([page.waitForURL(/\/cy\//), page.locator('a.lang').click()]);
        assert.equal(await hash(page), '#edition=2020&sort=score-asc');
        assert.deepEqual(await column(page, 'score'), values);
    });
}

const focused = (page, read) => page.evaluate(read);
const focusedArea = (page) => focused(page, () => document.activeElement.dataset.area);

async function tabUntil(page, selector, most = 40) {
    for (let i = 0; i < most; i++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    }
    assert.fail(`no way by Tab to ${selector}`);
}

async function testKeyboard(page, go) {
    await test('keyboard: skip link, map in one stop, arrows, table, profile', async () => {
        await go('index');
        await page.keyboard.press('Tab');
        assert.ok(await focused(page, () => document.activeElement.matches('a.skip')));
        await page.keyboard.press('Enter');
        assert.equal(await focused(page, () => document.activeElement.id), 'main');
        await tabUntil(page, '.areas a');
        const start = await focusedArea(page);
        await page.keyboard.press('End');
        const last = await focusedArea(page);
        assert.equal(last, await page.locator('table#ranking tbody tr').last().getAttribute('data-area'));
        await page.keyboard.press('Home');
        assert.equal(await focusedArea(page), await page.locator('table#ranking tbody tr').first().getAttribute('data-area'));
        const seen = new Set([start]);
        for (const key of ['ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowRight']) {
            for (let i = 0; i < 12; i++) {
                await page.keyboard.press(key);
                seen.add(await focusedArea(page));
            }
        }
        assert.ok(seen.size >= 5, `arrows reached ${seen.size} areas only`);
        const area = await focusedArea(page);
        assert.ok(await page.locator(`table#ranking tr.on[data-area="${area}"]`).count());
        assert.equal(await page.locator('.marks > *').count(), 2);
        await page.keyboard.press('Tab');
        assert.ok(!await focused(page, () => document.activeElement.matches('.areas a')), 'Tab leaves the map');
        await tabUntil(page, 'table#ranking tbody a');
        const name = await focused(page, () => document.activeElement.textContent);
        await Promise.all([page.waitForURL(/\/place\//), page.keyboard.press('Enter')]);
        assert.ok((await page.locator('h1').textContent()).includes(name));
    });
    await test('every area of the map can be reached by arrows', async () => {
        await go('index');
        const reached = await page.evaluate(() => {
            const links = [...document.querySelectorAll('.areas a')];
            const seen = new Set([links[0]]);
            for (const link of seen) {
                for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
                    link.focus();
                    link.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
                    seen.add(document.activeElement);
                }
            }
            return [links.length, seen.size];
        });
        assert.equal(reached[0], reached[1]);
    });
    await test('focus is seen: an outline of three pixels or a mark on the map', async () => {
        await go('index');
        await page.keyboard.press('Tab');
        for (let i = 0; i < 12; i++) {
            const seen = await page.evaluate(() => {
                const element = document.activeElement;
                return element.closest('svg') ? document.querySelectorAll('.marks > *').length > 0 : parseFloat(getComputedStyle(element).outlineWidth) >= 3;
            });
            assert.ok(seen, await page.evaluate(() => document.activeElement.outerHTML.slice(0, 100)));
            await page.keyboard.press('Tab');
        }
    });
}

async function testCompare(page, go) {
    await test('compare: by keyboard, four at most, removed again, kept in the address and in the other language', async () => {
        await go('compare');
        const input = page.locator('[data-controls=compare] input');
        await input.focus();
        for (const place of ['Cardiff', 'W06000002', 'sir fynwy', 'powys']) {
            await page.keyboard.type(place);
            await page.keyboard.press('Enter');
        }
        assert.equal(await page.locator('.compared thead th').count(), 5);
        assert.equal(await page.locator('.compared tbody tr').count(), await page.evaluate(() => window.mynegai.nodes.length));
        await page.keyboard.type('Newport');
        await page.keyboard.press('Enter');
        assert.equal(await page.locator('.compared thead th').count(), 5);
        assert.notEqual(await page.locator('[data-controls=compare] [role=alert]').textContent(), '');
        assert.match(await hash(page), /^#places=(W\d{8},){3}W\d{8}$/);
        assert.deepEqual(await axe(page), []);
        await page.locator('.chips button').first().focus();
        await page.keyboard.press('Enter');
        assert.equal(await page.locator('.compared thead th').count(), 4);
        const cells = await page.locator('.compared td .v').allTextContents();
        await page.reload();
        assert.deepEqual(await page.locator('.compared td .v').allTextContents(), cells);
        await Promise.all([page.waitForURL(/\/cy\//), page.locator('a.lang').click()]);
        assert.deepEqual(await page.locator('.compared td .v').allTextContents(), cells);
    });
    await test('a place leads to its comparison', async () => {
        await go('place');
        await Promise.all([page.waitForURL(/compare/), page.locator('main a[href*="compare"]').first().click()]);
        assert.equal(await page.locator('.chips li').count(), 1);
    });
}

const luminance = (rgb) => {
    const [r, g, b] = rgb.match(/[\d.]+/g).map((part) => part / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);

async function testLook(page, go) {
    await test('bands: names on them can be read, neighbours differ, edges stand out from the page', async () => {
        await go('index');
        const looks = await page.evaluate(() => [1, 2, 3, 4, 5, 6].map((band) => {
            const chip = document.createElement('span');
            chip.className = `chip b${band}`;
            document.querySelector('main').append(chip);
            const {color, backgroundColor, borderTopColor} = getComputedStyle(chip);
            chip.remove();
            return {color, backgroundColor, borderTopColor};
        }));
        looks.forEach((look, i) => {
            assert.ok(contrast(look.color, look.backgroundColor) >= 4.5, `b${i + 1}: text ${contrast(look.color, look.backgroundColor)}`);
            const edge = Math.max(contrast(look.backgroundColor, 'rgb(255,255,255)'), contrast(look.borderTopColor, 'rgb(255,255,255)'));
            assert.ok(edge >= 3, `b${i + 1}: edge ${edge}`);
            if (i) assert.ok(contrast(look.backgroundColor, looks[i - 1].backgroundColor) >= 1.35, `b${i} beside b${i + 1}`);
        });
    });
    await test('hovering a row lights its area and says it; Escape puts it out', async () => {
        await go('index');
        const row = page.locator('table#ranking tbody tr').nth(2);
        await row.hover();
        assert.equal(await page.locator('.marks > *').count(), 2);
        const area = await row.getAttribute('data-area');
        assert.equal(await page.locator('.tip').textContent(), await page.locator(`.areas a[data-area="${area}"]`).getAttribute('aria-label'));
        await page.locator('body').press('Escape');
        assert.equal(await page.locator('.marks > *').count(), 0);
    });
    await test('a point of a chart says its figure', async () => {
        await go('place');
        const point = page.locator('.chart [data-label]').first();
        if (!await point.count()) skip('no chart has points');
        await point.dispatchEvent('pointerover');
        assert.equal(await page.locator('.hover').textContent(), await point.getAttribute('data-label'));
        await page.keyboard.press('Escape');
        assert.equal(await page.locator('.hover:visible').count(), 0);
    });
    await test('nothing moves where less motion is asked for', async () => {
        await page.emulateMedia({reducedMotion: 'reduce'});
        await go('index');
        const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => {
            const {transitionDuration, animationName} = getComputedStyle(element);
            return transitionDuration.split(', ').some((time) => parseFloat(time) > 0) || animationName !== 'none';
        }).length);
        await page.emulateMedia({reducedMotion: null});
        assert.equal(moving, 0);
    });
    await test('forced colours: bands are told by hatching', async () => {
        await page.emulateMedia({forcedColors: 'active'});
        await go('index');
        const paints = await page.locator('.areas a > :first-child:is(.b2, .b3, .b4)').evaluateAll((shapes) => shapes.map((shape) => getComputedStyle(shape).fill));
        await page.emulateMedia({forcedColors: null});
        assert.ok(paints.length && paints.every((paint) => paint.includes('#myn-p')), paints[0]);
    });
}

export async function testUse({browser, at}) {
    const site = readSite(at('demo'));
    const {page, quiet, close} = await open(browser);
    const go = async (kind, lang = 'en', address = '') => {
        await page.goto('about:blank');
        await page.goto(pathToFileURL(path.join(site.folder, site.one(kind, lang).name)).href + address);
    };
    for (const tests of [testTable, testChoice, testKeyboard, testCompare, testLook]) await tests(page, go);
    await test('all of this without a complaint or a request to elsewhere', () => quiet());
    await close();
}
