// Tests one after another, told as TAP lines; a browser without a network; a server of one folder.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tally = {passed: 0, failed: 0, skipped: 0};
let number = 0;

class Skip extends Error {}
export const skip = (why) => { throw new Skip(why); };

export async function test(name, run) {
    number++;
    const start = Date.now();
    try {
        await run();
        tally.passed++;
        console.log(`ok ${number} - ${name} (${Date.now() - start} ms)`);
    } catch (error) {
        const skipped = error instanceof Skip;
        tally[skipped ? 'skipped' : 'failed']++;
        console.log(skipped ? `ok ${number} - ${name} # SKIP ${error.message}` : `not ok ${number} - ${name}`);
        if (!skipped) console.log(String(error.stack || error).replace(/^/gm, '  # '));
    }
}

export function finish() {
    console.log(`1..${number}`);
    console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
    return tally.failed ? 1 : 0;
}

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];

export const launch = () => chromium.launch({executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags});

// A page whose complaints and requests to other hosts end up in `troubles`; `quiet` fails where there are any.
export async function open(browser, options = {}) {
    const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...options});
    const page = await context.newPage();
    const troubles = [];
    page.setDefaultTimeout(10000);
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) troubles.push(message.text()); });
    page.on('pageerror', (error) => troubles.push(String(error.stack || error)));
    page.on('dialog', (dialog) => { troubles.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on('request', (request) => {
        const url = new URL(request.url());
        if (!['file:', 'data:', 'blob:'].includes(url.protocol) && url.hostname !== '127.0.0.1') troubles.push(`request to ${url.host}`);
    });
    page.on('requestfailed', (request) => troubles.push(`failed: ${request.url()}`));
    const quiet = () => { if (troubles.length) throw new Error(troubles.splice(0).join('\n')); };
    return {page, quiet, close: () => context.close()};
}

// Serious and critical findings as lines.
export async function axe(page) {
    await page.evaluate(axeSource);
    const {violations} = await page.evaluate(() => window.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'], preload: false,
    }));
    return violations.filter(({impact}) => impact === 'serious' || impact === 'critical')
        .map(({id, impact, help, nodes}) => `${impact} ${id}: ${help}: ${nodes.length}x ${nodes[0].html.slice(0, 160)}`);
}

const types = {'.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.csv': 'text/csv', '.svg': 'image/svg+xml'};

export function serve(folder) {
    const server = http.createServer((request, response) => {
        if (request.url === '/favicon.ico') { response.writeHead(204).end(); return; } // the browser's own wish
        const name = path.join(folder, path.normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname)));
        fs.readFile(name, (error, bytes) => {
            response.writeHead(error ? 404 : 200, {'content-type': types[path.extname(name)] || 'application/octet-stream'});
            response.end(error ? '' : bytes);
        });
    });
    return new Promise((done) => server.listen(0, '127.0.0.1', () => done({
        url: `http://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections(); server.close(); },
    })));
}
