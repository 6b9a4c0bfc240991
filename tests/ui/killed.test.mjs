// The server is killed, twice, while a hundred papers are sent from the browser: nobody does anything, and all are there.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser, paper, theBrowser } from './browser.mjs';
import { accounts, askAs, serveDaiban, signIn } from './station/served.mjs';

const patience = 240_000;
const many = 100;
after(closeBrowser);

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');
const later = (ms) => new Promise((go) => { setTimeout(go, ms); });
const blobsIn = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? blobsIn(join(folder, entry.name)) : [join(folder, entry.name)]));

test('a hundred papers are sent while the server is killed twice; what was acknowledged is there, and the browser sends the rest by itself', { timeout: 4 * patience }, async (t) => {
  const served = await serveDaiban({ names: [accounts.worker] });
  const context = await (await theBrowser()).newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', baseURL: served.address });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on('filechooser', () => {});
  const broken = [];
  page.on('pageerror', (error) => broken.push(String(error.stack ?? error)));
  const acknowledged = new Set();
  page.on('response', (answer) => {
    if (answer.status() !== 202 || !/\/intakes\/[^/]+\/pages$/.test(answer.url())) return;
    void answer.json().then((kept) => kept.pages.forEach((id) => acknowledged.add(id)), () => {});
  });
  try {
    const scanned = readFileSync(paper('05-bank-card.jpg'));
    const papers = Array.from({ length: many }, (_, at) => Buffer.concat([scanned, Buffer.from(`paper ${at}`)]));
    await signIn(page, accounts.worker);
    await page.getByRole('contentinfo').waitFor();
    await page.keyboard.press('F2');
    await page.keyboard.type('jbyl', { delay: 60 });
    await page.getByRole('option', { name: /基本养老保险待遇申领/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/intake\/[0-9a-f-]{36}/);
    const intake = page.url().split('/').pop().split('?')[0];
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('contentinfo').getByRole('button', { name: '取页面' }).click()]);
    await chooser.setFiles(papers.map((buffer, at) => ({ name: `paper-${at}.jpg`, mimeType: 'image/jpeg', buffer })));
    const before = [];
    for (const enough of [15, 45]) {
      for (let tries = 0; acknowledged.size < enough && tries < 2400; tries += 1) await later(50);
      before.push(acknowledged.size);
      await served.kill();
      await later(2500); // the browser notices
      await served.restart();
    }
    assert.ok(before[0] >= 15 && before[1] < many, `killed after ${before}, of ${many}`);
    t.diagnostic(`killed when ${before.join(' and ')} of ${many} papers were acknowledged`);
    const ask = await askAs(served.address, accounts.worker);
    const there = async () => (await ask('GET', `/intakes/${intake}`)).json.pages;
    for (let tries = 0; (await there()).length < many && tries < 240; tries += 1) await later(500);
    const pages = await there();
    assert.equal(pages.length, many, 'every paper once');
    const ids = new Set(pages.map((one) => one.id));
    assert.deepEqual([...acknowledged].filter((id) => !ids.has(id)), [], 'every acknowledged page is there');
    assert.equal(new Set(pages.map((one) => one.file)).size, many);
    const blobs = blobsIn(join(served.data, 'blobs'));
    const kept = new Set(blobs.map((file) => hashOf(readFileSync(file))));
    assert.deepEqual(papers.map(hashOf).filter((hash) => !kept.has(hash)), [], 'every byte of every paper is there');
    await page.locator('.thumb:not(.sending)').nth(many - 1).waitFor(); // the browser shows all, without a reload
    assert.deepEqual(broken, []);
  } finally {
    await context.close();
    await served.kill();
    await served.stop();
  }
});
