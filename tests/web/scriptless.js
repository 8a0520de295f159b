// Without script: pages hold everything and lead everywhere.
import assert from 'node:assert/strict';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {open, test} from './harness.js';
import {readSite} from './site.js';

export async function testScriptless({browser, at}) {
    const site = readSite(at('demo'));
    const {page, close} = await open(browser, {javaScriptEnabled: false});
    const url = (one) => pathToFileURL(path.join(site.folder, one.name)).href;
    await test('without script: map, ranking and links from one to a place and to the other language', async () => {
        await page.goto(url(site.one('index', 'en')));
        assert.equal(await page.locator('table#ranking tbody tr').count(), 22);
        assert.equal(await page.locator('.areas a').count(), 22);
        assert.equal(await page.locator('.controls:visible').count(), 0);
        const first = page.locator('table#ranking tbody a').first();
        const name = await first.textContent();
        await first.click();
        assert.ok((await page.locator('h1').textContent()).includes(name));
        await page.locator('a.lang').click();
        assert.equal(await page.locator('html').getAttribute('lang'), 'cy');
        assert.equal(await page.locator('body.page-place').count(), 1);
    });
    await test('without script: comparison has every place, charts have their tables', async () => {
        await page.goto(url(site.one('compare', 'cy')));
        assert.equal(await page.locator('table#compare tbody tr').count(), 22);
        await page.goto(url(site.one('place', 'cy')));
        const charts = await page.locator('figure.chart').count();
        assert.equal(await page.locator('figure.chart:has(table), .chart-table').count(), charts);
    });
    await close();
}
