// The published pages in a browser. MYNEGAI: the program; SOURCE: the project; CHROMIUM: the browser; SHOTS: a folder
// for screenshots to be looked at.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {finish, launch, serve, test} from './harness.js';
import {run} from './site.js';
import {writeHostile} from './hostile.js';
import {testFiles} from './files.js';
import {testPages} from './pages.js';
import {testUse} from './use.js';
import {testScriptless} from './scriptless.js';
import {testPaper} from './paper.js';
import {testHostile} from './hostility.js';
import {testSingle} from './single.js';

const source = process.env.SOURCE || path.resolve(import.meta.dirname || '.', '../..');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'mynegai-web-'));
const at = (name) => path.join(work, name);

// A store with all that a page can show: forecast, families, segments.
function buildDemo() {
    run('build', path.join(source, 'indices/wales-demo'), '-o', at('demo.h5'), '--quiet');
    run('forecast', at('demo.h5'), '--horizon', '3', '--out', at('demo.h5'));
    run('segment', at('demo.h5'), '--k', '3');
    run('publish', at('demo.h5'), at('demo'));
}

function buildHostile() {
    const {index, boundaries} = writeHostile(at('hostile-source'));
    run('build', index, '-o', at('hostile.h5'), '--quiet');
    run('publish', at('hostile.h5'), at('hostile'), '--boundaries', boundaries);
    run('publish', at('hostile.h5'), at('hostile.html'), '--boundaries', boundaries, '--single-file');
}

let browser = null;
try {
    await test('the program builds and publishes what the tests look at', async () => {
        buildDemo();
        buildHostile();
        browser = await launch();
    });
    const server = await serve(at('demo'));
    const all = {browser, at, source, server, shots: process.env.SHOTS};
    const suites = [testFiles, testPages, testUse, testScriptless, testPaper, testHostile, testSingle];
    for (const tests of browser ? suites : []) await tests(all);
    server.close();
} finally {
    if (browser) await browser.close();
    fs.rmSync(work, {recursive: true, force: true});
}
process.exitCode = finish();
