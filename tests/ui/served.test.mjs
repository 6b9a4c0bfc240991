// The workstation as people have it: the built pages, served by daiban itself, over a data folder of its own.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, paper, theBrowser } from './browser.mjs';
import { accounts, serveDaiban, signIn } from './station/served.mjs';

const { worker: account, clerk } = accounts;
const patience = 60_000; // a page is read in a second, but tests share the machine
after(closeBrowser);

test('a resident is taken in from the first paper to the notice, with the server killed in between', { timeout: 4 * patience }, async () => {
  const served = await serveDaiban({ names: [account, clerk] });
  const context = await (await theBrowser()).newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', baseURL: served.address });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on('filechooser', () => {});
  const broken = [];
  page.on('pageerror', (error) => broken.push(String(error.stack ?? error)));
  try {
    await signIn(page, account);
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
  const served = await serveDaiban({ names: [account, clerk] });
  const context = await (await theBrowser()).newContext({ locale: 'zh-CN', baseURL: served.address });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  try {
    await signIn(page, clerk);
    await page.locator('nav.rail').getByText('领取').waitFor();
    assert.ok(!page.url().includes('/intake'), page.url());
    assert.equal(await page.locator('nav.rail').getByText('收件').count(), 0);
  } finally {
    await context.close();
    await served.stop();
  }
});

test('everybody begins in the room of his own, and is offered none that the server refuses', { timeout: 5 * patience }, async () => {
  const served = await serveDaiban();
  const begins = { worker: '/intake', clerk: '/pickup', courier: '/handoff', supervisor: '/overview', administrator: '/admin' };
  try {
    for (const [who, path] of Object.entries(begins)) {
      const context = await (await theBrowser()).newContext({ locale: 'zh-CN', baseURL: served.address });
      const page = await context.newPage();
      page.setDefaultTimeout(patience);
      const refused = [];
      page.on('response', (answer) => { if (answer.status() === 403) refused.push(`${who}: ${page.url()} asked for ${answer.url()}`); });
      await signIn(page, accounts[who]);
      await page.locator('nav.rail').getByText('设置').waitFor();
      assert.equal(new URL(page.url()).pathname, path, who);
      for (const room of await page.locator('nav.rail a.room').all()) {
        await room.click();
        await page.waitForLoadState('networkidle');
      }
      assert.deepEqual(refused, []);
      await context.close();
    }
  } finally {
    await served.stop();
  }
});
