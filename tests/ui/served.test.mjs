// The workstation as people have it: the built pages, served by daiban itself, over a data folder of its own.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { chromium, closeBrowser, paper, root, theBrowser } from './browser.mjs';

const daiban = process.env.DAIBAN ?? join(root, 'build/release/daiban');
const pages = process.env.DAIBAN_UI ?? join(root, 'build/ui');
const password = 'yinhe-xiangyang-42-daiban';
const account = 'sq-0101-counter-worker';
const clerk = 'sq-0101-pickup-clerk';
const patience = 60_000; // a page is read in a second, but tests share the machine
assert.ok(chromium);
after(closeBrowser);

const freePort = () => new Promise((found) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => found(port));
  });
});

async function station() {
  const folder = mkdtempSync(join(tmpdir(), 'daiban-served-'));
  const data = join(folder, 'data');
  const run = (...args) => execFileSync(daiban, ['--data', data, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  run('init');
  run('account', 'list');
  const kept = join(folder, 'password');
  writeFileSync(kept, `${password}\n`);
  for (const name of [account, clerk]) run('account', 'password', name, '--new-password-file', kept);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const start = async () => {
    const server = spawn(daiban, ['--data', data, 'serve', '--listen', `127.0.0.1:${port}`, '--ui', pages], { stdio: 'ignore' });
    for (let tries = 0; tries < 300; tries += 1) {
      if (await fetch(`${address}/healthz`).then((answer) => answer.ok, () => false)) return server;
      await new Promise((later) => { setTimeout(later, 100); });
    }
    throw new Error('the server does not answer');
  };
  let server = await start();
  return {
    address,
    async kill() { server.kill('SIGKILL'); await new Promise((gone) => { server.once('exit', gone); }); },
    async restart() { server = await start(); },
    async stop() {
      const gone = new Promise((done) => { server.once('exit', done); });
      server.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

test('a resident is taken in from the first paper to the notice, with the server killed in between', { timeout: 4 * patience }, async () => {
  const served = await station();
  const context = await (await theBrowser()).newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', baseURL: served.address });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on('filechooser', () => {});
  const broken = [];
  page.on('pageerror', (error) => broken.push(String(error.stack ?? error)));
  try {
    await page.goto('/');
    await page.locator('input').first().fill(account);
    await page.locator('input[type=password]').fill(password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/intake');
    await page.getByRole('contentinfo').waitFor();
    await page.keyboard.press('F2');
    await page.keyboard.type('jbyl', { delay: 60 });
    await page.getByRole('option', { name: /基本养老保险待遇申领/ }).first().waitFor();
    await page.keyboard.press('Enter');
    const list = page.getByRole('region', { name: '材料清单' });
    await list.getByText('居民身份证（人像面）').first().waitFor();
    const give = async (name) => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('contentinfo').getByRole('button', { name: '取页面' }).click()]);
      await chooser.setFiles([paper(name)]);
    };
    await give('01-id-card.jpg');
    const front = list.getByRole('listitem').filter({ hasText: '居民身份证（人像面）' });
    await front.filter({ hasText: '齐全' }).waitFor();
    await served.kill();
    await served.restart();
    await give('05-bank-card.jpg');
    await list.getByRole('listitem').filter({ hasText: '银行卡' }).filter({ hasText: '齐全' }).waitFor();
    await page.reload();
    await front.filter({ hasText: '齐全' }).waitFor();
    const blue = await page.getByRole('contentinfo').locator('.kind-main').allTextContents();
    assert.ok(!blue.join().includes('收件并打印'), 'no receipt by the main button while papers are missing');
    await page.keyboard.press('F8');
    await page.getByText(/告知单/).first().waitFor();
    await page.goto('/cases');
    await page.getByText('王秀兰').first().waitFor();
    assert.deepEqual(broken, []);
  } finally {
    await context.close();
    await served.stop();
  }
});

test('a pickup clerk begins in a room of his own and is not offered the counter', { timeout: 2 * patience }, async () => {
  const served = await station();
  const context = await (await theBrowser()).newContext({ locale: 'zh-CN', baseURL: served.address });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  try {
    await page.goto('/');
    await page.locator('input').first().fill(clerk);
    await page.locator('input[type=password]').fill(password);
    await page.keyboard.press('Enter');
    await page.locator('nav.rail').getByText('领取').waitFor();
    assert.ok(!page.url().includes('/intake'), page.url());
    assert.equal(await page.locator('nav.rail').getByText('收件').count(), 0);
  } finally {
    await context.close();
    await served.stop();
  }
});
