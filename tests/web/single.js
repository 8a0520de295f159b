// All pages in one file.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {axe, open, test} from './harness.js';
import {run} from './site.js';

const shown = (page) => page.locator('section.page:visible').evaluateAll((sections) => sections.map((section) => section.id));

// The file that --single-file writes: the path itself, or the one page in the folder.
function publishSingle(at) {
    const target = at('single.html');
    run('publish', at('demo.h5'), target, '--single-file');
    if (fs.statSync(target).isFile()) return target;
    return path.join(target, fs.readdirSync(target).find((name) => name.endsWith('.html')));
}

async function testRoutes(page, url) {
    await test('one file: home first, then by address, in both languages', async () => {
        await page.goto(url);
        assert.equal((await shown(page)).length, 1);
        await page.locator('section.page:visible a[href="#en-index"]').first().click();
        await page.waitForSelector('#en-index.shown');
        assert.deepEqual(await shown(page), ['en-index']);
        assert.equal(await page.locator('.site:visible').count(), 1);
        await page.locator('section.page:visible .areas a').first().focus();
        await page.keyboard.press('Enter');
        await page.waitForSelector('.shown[id^=en-place]');
        const [id] = await shown(page);
        assert.match(id, /^en-place/);
        await page.locator('a.lang:visible').first().click();
        await page.waitForSelector('.shown[id^=cy-place]');
        assert.deepEqual(await shown(page), [id.replace(/^en/, 'cy')]);
        assert.equal(await page.locator('html').getAttribute('lang'), 'cy');
        await page.goBack();
        await page.waitForSelector('.shown[id^=en-place]');
        assert.deepEqual(await shown(page), [id]);
    });
    await test('one file: sorting and choosing are kept in the address, the page stays', async () => {
        await page.goto(`${url}#en-index`);
        await page.locator('[data-controls=index]:visible select').first().selectOption({index: 1});
        await page.locator('section.page:visible thead button').first().click();
        assert.match(await page.evaluate(() => location.hash), /node=.*sort=/);
        const order = await page.locator('section.page:visible table tbody th').first().textContent();
        await page.reload();
        assert.deepEqual(await shown(page), ['en-index']);
        assert.equal(await page.locator('section.page:visible table tbody th').first().textContent(), order);
        // What is not shown would only make axe slow: the other pages have been looked at one by one.
        await page.evaluate(() => { for (const other of document.querySelectorAll('section.page:not(.shown)')) other.remove(); });
        assert.deepEqual(await axe(page), []);
    });
}

export async function testSingle({browser, at}) {
    let url = '';
    await test('one file: needs nothing beside it', () => {
        const file = publishSingle(at);
        url = pathToFileURL(file).href;
        const text = fs.readFileSync(file, 'utf8');
        assert.doesNotMatch(text.replace(/<script[\s\S]*?<\/script>/g, ''), /<link[^>]+stylesheet|<img[^>]+src="(?!data:)|<iframe/);
        assert.doesNotMatch(text, /<script[^>]+src=/);
        fs.copyFileSync(file, `${file}.first`);
        publishSingle(at);
        assert.ok(fs.readFileSync(`${file}.first`).equals(fs.readFileSync(file)), 'two runs, two files');
    });
    if (!url) return;
    const {page, quiet, close} = await open(browser);
    await testRoutes(page, url);
    await test('one file: without a complaint or a request', () => quiet());
    await close();
    const bare = await open(browser, {javaScriptEnabled: false});
    await test('one file without script: one page at a time, by address', async () => {
        await bare.page.goto(url);
        assert.equal((await shown(bare.page)).length, 1);
        await bare.page.locator('section.page:visible a[href="#en-index"]').first().click();
        assert.deepEqual(await shown(bare.page), ['en-index']);
        await bare.page.locator('section.page:visible table tbody a').first().click();
        assert.match((await shown(bare.page)).join(), /^en-place[^,]*$/);
    });
    await bare.close();
}
