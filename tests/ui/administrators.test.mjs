// Administrators at work against daiban itself: roles given and taken back, a password that ends only when it was asked, two of them
// at the same text, a double Enter, and a browser that keeps nothing.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, theBrowser } from './browser.mjs';
import { accounts, askAs, serveDaiban, signIn } from './station/served.mjs';

const served = await serveDaiban({ names: [accounts.administrator] });
const ask = await askAs(served.address, accounts.administrator);
after(async () => {
  await closeBrowser();
  await served.stop();
});

/** An administrator's window; `before` runs in the page before anything else. */
async function open(before) {
  const context = await (await theBrowser()).newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', baseURL: served.address, reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai' });
  if (before) await context.addInitScript(before);
  const page = await context.newPage();
  page.setDefaultTimeout(120000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await signIn(page, accounts.administrator);
  return { page, context, errors };
}
const rolesOf = async (account) => (await ask('GET', '/accounts')).json.accounts.find((each) => each.account === account).roles;
const courier = accounts.courier;

test('a role is given, taken back, and what another changed meanwhile is not overwritten', async () => {
  const { page, context } = await open();
  await page.goto('/admin?part=accounts');
  const row = page.getByRole('row').filter({ hasText: courier });
  await row.getByRole('button', { name: '角色' }).click();
  const card = page.locator('section.card').filter({ hasText: '的角色' });
  await card.getByLabel('发证员').check();
  await card.getByRole('button', { name: '改成这些角色' }).click();
  await page.getByText('的角色已改').waitFor();
  assert.deepEqual((await rolesOf(courier)).sort(), ['courier', 'pickup-clerk']);
  await page.getByRole('button', { name: '撤销' }).click();
  await row.getByText('发证员').waitFor({ state: 'detached' });
  assert.deepEqual(await rolesOf(courier), ['courier']);

  await row.getByRole('button', { name: '角色' }).click();
  await card.getByLabel('收件员').check();
  await ask('PATCH', `/accounts/${courier}`, { roles: ['courier', 'supervisor'] });
  await card.getByRole('button', { name: '改成这些角色' }).click();
  await page.getByText('刚被别人改过').waitFor();
  assert.ok(await card.getByLabel('督办').isChecked());
  assert.deepEqual((await rolesOf(courier)).sort(), ['courier', 'supervisor']);
  await context.close();
});

test('nobody shuts himself out, and a password ends only when that was asked', async () => {
  const { page, context } = await open();
  await page.goto('/admin?part=accounts');
  const own = page.getByRole('row').filter({ hasText: accounts.administrator });
  assert.ok(await own.getByRole('button', { name: '停用' }).isDisabled());
  await own.getByRole('button', { name: '角色' }).click();
  assert.ok(await page.locator('section.card').filter({ hasText: '的角色' }).getByLabel('管理员').isDisabled());
  await page.getByRole('row').filter({ hasText: courier }).getByRole('button', { name: '新口令' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('马上作废').waitFor();
  assert.equal(await page.locator('.fresh').count(), 0);
  await dialog.getByRole('button', { name: '新口令' }).click();
  await page.locator('.fresh').waitFor();
  await context.close();
});

test('what another saved of the same item is said before it is undone, and Enter twice saves once', async () => {
  const { page, context } = await open();
  const { text } = (await ask('GET', '/rules/items/SB-002/versions/0')).json;
  const { today } = (await ask('GET', '/station')).json;
  const other = await ask('POST', '/rules/items/SB-002', { id: '019ad000-0000-7000-8000-000000000001', text: text.replace('days: 15', 'days: 14'), effective: today, reason: '区里缩短了时限' });
  assert.equal(other.status, 201, other.text);
  await page.goto('/admin?part=items&edit=items/SB-002');
  const area = page.getByRole('textbox', { name: /文本（YAML）/ });
  await area.waitFor();
  const third = await ask('POST', '/rules/items/SB-002', { id: '019ad000-0000-7000-8000-000000000002', text: text.replace('days: 15', 'days: 13'), effective: today, reason: '又缩短了一天' });
  assert.equal(third.status, 201, third.text);
  await area.fill(text.replace('days: 15', 'days: 12'));
  await page.getByRole('button', { name: '保存新版' }).click();
  const reason = page.getByRole('textbox', { name: '原因' });
  await reason.fill('我要改成十二天');
  await reason.press('Enter');
  await page.getByRole('alert').filter({ hasText: '又缩短了一天' }).waitFor();
  const versions = async () => (await ask('GET', '/rules/items/SB-002')).json.versions.length;
  const before = await versions();
  await reason.press('Enter');
  await reason.press('Enter').catch(() => {});
  await page.getByText(/已存为第 \d+ 版/).waitFor();
  assert.equal(await versions(), before + 1);
  await context.close();
});

test('a browser that keeps nothing works all the same', async () => {
  const { page, context, errors } = await open(() => {
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
  });
  await page.locator('nav.rail a').last().click();
  await page.getByRole('radio', { name: '深色' }).or(page.getByRole('button', { name: '深色' })).first().click();
  await page.waitForFunction(() => document.documentElement.classList.contains('dark'));
  assert.deepEqual(errors, []);
  await context.close();
});
