// The workstation as people have it: the built pages, served by daiban itself, over a data folder of its own.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, paper, theBrowser } from './browser.mjs';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { checkServerIdentity } from 'node:tls';
import { accounts, askAs, freePort, serveDaiban, signIn } from './station/served.mjs';

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
  const begins = { worker: '/intake', clerk: '/pickup', courier: '/handoff', supervisor: '/overview', administrator: '/admin', bureau: '/handoff' };
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

test('a station with an authority of its own is trusted by whoever took its certificate from the page that explains it', { timeout: 3 * patience }, async () => {
  const trustPort = await freePort();
  const trust = `http://127.0.0.1:${trustPort}`;
  const served = await serveDaiban({ names: [account], options: ['--tls', 'station', '--trust-listen', `127.0.0.1:${trustPort}`], healthAt: trust });
  const secure = `https://127.0.0.1:${served.port}`;
  /** What the server says to whoever trusts `ca`, by the name `host`. */
  const asked = (ca, host = '127.0.0.1') => new Promise((answered, failed) => {
    get({ host: '127.0.0.1', port: served.port, path: '/healthz', ca, headers: { Host: `${host}:${served.port}` }, checkServerIdentity: (_, told) => checkServerIdentity(host, told) }, (answer) => {
      let text = '';
      answer.on('data', (piece) => { text += piece; }).on('end', () => answered(text));
    }).on('error', failed);
  });
  try {
    const der = Buffer.from(await (await fetch(`${trust}/trust/daiban-ca.crt`)).arrayBuffer());
    const file = join(served.folder, 'ca.crt');
    writeFileSync(file, der);
    const authority = join(served.folder, 'ca.pem');
    execFileSync('openssl', ['x509', '-inform', 'der', '-in', file, '-out', authority]);
    const trusted = readFileSync(authority);
    assert.equal(await asked(trusted), 'ok\n');
    assert.equal(await asked(trusted, 'localhost'), 'ok\n');
    await assert.rejects(asked(undefined), /verify|self.signed|issuer/i, 'nobody else trusts it');
    await assert.rejects(asked(trusted, 'bank.example'), /altnames|does not match/i);
    const spoken = execFileSync('openssl', ['s_client', '-connect', `127.0.0.1:${served.port}`, '-CAfile', authority, '-verify_return_error'], { input: '', stdio: ['pipe', 'pipe', 'ignore'] }).toString();
    assert.match(spoken, /Verify return code: 0 \(ok\)/);
    assert.match(spoken, /TLSv1\.[23]/);
    for (const key of ['authority.key', 'server.key']) assert.equal(statSync(join(served.data, 'tls', key)).mode & 0o777, 0o600, key);
    served.run('backup', join(served.folder, 'backup'));
    assert.equal(execFileSync('find', [join(served.folder, 'backup'), '-path', '*tls*']).toString(), '', 'no key in a backup');

    const page = await (await (await theBrowser()).newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })).newPage();
    await page.goto(trust);
    const fingerprint = await page.locator('.fingerprint').textContent();
    assert.equal(fingerprint, execFileSync('openssl', ['x509', '-in', authority, '-noout', '-fingerprint', '-sha256']).toString().trim().split('=')[1]);
    await page.getByText('苹果手机').click();
    await page.getByText('证书信任设置').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false);
    await page.goto(`${trust}/?lang=en`);
    await page.getByText('Let this device trust the station').first().waitFor();
    const told = await (await fetch(trust)).text();
    for (const secret of ['PRIVATE', account]) assert.ok(!told.includes(secret), secret);
    const away = await fetch(`${trust}/cases?x=1`, { redirect: 'manual' });
    assert.equal(away.headers.get('location'), `${secure}/cases?x=1`, 'everything else goes to TLS');
    assert.equal((await fetch(`${trust}/api/v1/session`, { method: 'POST', body: '{}' })).status, 405, 'nothing is asked for without it');
    await page.context().close();

    const trusting = await (await theBrowser()).newContext({ ignoreHTTPSErrors: true, baseURL: secure, locale: 'zh-CN' });
    const desk = await trusting.newPage();
    await signIn(desk, account);
    assert.ok((await trusting.cookies()).some((cookie) => cookie.name === '__Host-daiban' && cookie.secure));
    await desk.goto('/settings');
    await desk.getByText(fingerprint).waitFor();
    await trusting.close();
    const before = readFileSync(join(served.data, 'tls', 'authority.pem'), 'utf8');
    await served.kill();
    await served.restart();
    assert.equal(readFileSync(join(served.data, 'tls', 'authority.pem'), 'utf8'), before, 'telephones go on trusting');
    assert.equal(await asked(trusted), 'ok\n');
  } finally {
    await served.stop();
  }
});

test('a bureau clerk sees what was handed to the bureau, and whose deeds they were by name', { timeout: 3 * patience }, async () => {
  const served = await serveDaiban({ names: [account, accounts.bureau] });
  const page = await (await (await theBrowser()).newContext({ locale: 'zh-CN', baseURL: served.address })).newPage();
  page.setDefaultTimeout(patience);
  try {
    await signIn(page, accounts.bureau);
    await page.goto('/cases');
    await page.locator('nav.rail').getByText('办件').waitFor();
    const ask = await askAs(served.address, accounts.bureau);
    for (const path of ['/cases', '/search?q=wxl', '/handoffs', '/discrepancies']) assert.equal((await ask('GET', path)).status, 200, path);
  } finally {
    await page.context().close();
    await served.stop();
  }
});

test('a program acts by a token that the command line made, as far as its scopes and until it is withdrawn', { timeout: 2 * patience }, async () => {
  const served = await serveDaiban({ names: [account] });
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  try {
    const made = JSON.parse(served.run('--json', '--as', account, 'account', 'token-new', '--name', '区政务平台', '--scope', 'lists', '--until', until));
    assert.match(made.secret, /^daiban_[0-9a-f]{64}$/);
    const ask = (path, method = 'GET') => fetch(`${served.address}/api/v1${path}`, { method, headers: { Authorization: `Bearer ${made.secret}` } });
    assert.equal((await ask('/cases')).status, 200);
    assert.equal((await ask('/intakes')).status, 403);
    const [listed] = served.run('--json', 'account', 'tokens', account).trim().split('\n').map((line) => JSON.parse(line));
    assert.equal(listed.id, made.id);
    assert.ok(listed.used && !('secret' in listed));
    served.run('account', 'token-withdraw', made.id);
    assert.equal((await ask('/cases')).status, 401);
    assert.throws(() => served.run('account', 'token-new', '--name', 'x', '--scope', 'lists', '--until', until), /--as/);
    assert.throws(() => served.run('--as', account, 'account', 'token-new', '--name', 'x', '--scope', 'everything', '--until', until), /everything/);
  } finally {
    await served.stop();
  }
});

test('files of a watched folder lie in the inbox of the counter and are taken in from there', { timeout: 3 * patience }, async () => {
  let scans;
  const served = await serveDaiban({
    names: [account],
    prepare: ({ folder }) => { scans = join(folder, 'scans'); mkdirSync(scans); },
    options: () => ['--watch', `SQ-0101:${scans}`],
  });
  const page = await (await (await theBrowser()).newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', baseURL: served.address })).newPage();
  page.setDefaultTimeout(patience);
  try {
    copyFileSync(paper('01-id-card.jpg'), join(scans, 'scan-0001.jpg'));
    writeFileSync(join(scans, 'prices.xlsx'), 'no picture');
    mkdirSync(join(scans, 'YL-001'));
    copyFileSync(paper('05-bank-card.jpg'), join(scans, 'YL-001', 'scan-0002.jpg'));
    await signIn(page, account);
    await page.waitForURL('**/intake');
    await page.getByRole('button', { name: '手机拍照与收件箱' }).click();
    const ofItem = page.getByRole('region', { name: /^YL-001 / });
    await ofItem.getByText('scan-0002.jpg').waitFor();
    await ofItem.getByRole('button', { name: '全部收进来' }).click();
    await page.getByText('银行卡').first().waitFor();
    assert.match(await page.locator('body').innerText(), /YL-001|老年/, 'the folder says for which item');
    await page.getByRole('button', { name: '手机拍照与收件箱' }).click();
    await page.getByText('scan-0001.jpg').waitFor();
    await page.getByRole('button', { name: '全部收进来' }).click();
    await page.getByText('居民身份证（人像面）').first().waitFor();
    copyFileSync(paper('01-id-card.jpg'), join(scans, 'copy.jpg'));
    for (const until = Date.now() + patience; !existsSync(join(scans, 'failed', 'copy.jpg')); ) {
      assert.ok(Date.now() < until, 'the copy lies there still');
      await new Promise((next) => setTimeout(next, 100));
    }
    assert.match(readFileSync(join(scans, 'failed', 'copy.jpg.txt'), 'utf8'), /同一个文件以前收过/);
    assert.deepEqual(readdirSync(join(scans, 'done')).sort(), ['YL-001', 'scan-0001.jpg']);
    assert.match(readFileSync(join(scans, 'failed', 'prices.xlsx.txt'), 'utf8'), /不能收/);
  } finally {
    await page.context().close();
    await served.stop();
  }
});

test('an administrator changes an item beside its form, and from that day on the counter asks by it without a restart', { timeout: 3 * patience }, async () => {
  const served = await serveDaiban({ names: [account, accounts.administrator] });
  const context = await (await theBrowser()).newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', baseURL: served.address });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const broken = [];
  page.on('pageerror', (error) => broken.push(String(error.stack ?? error)));
  page.on('console', (message) => { if (message.type() === 'error') broken.push(message.text()); });
  try {
    const counter = await askAs(served.address, account);
    const before = (await counter('GET', '/items/TY-001')).json;
    await signIn(page, accounts.administrator);
    await page.goto('/admin?part=items&edit=items/TY-001');
    await page.getByText('校验通过').waitFor();
    await page.getByLabel('承诺工作日').fill(String(before.time_limit + 3));
    await page.getByLabel('承诺工作日').press('Tab');
    await page.getByText('校验通过').waitFor();
    await page.getByRole('button', { name: '整项校验' }).click();
    await page.getByText('整项校验通过').waitFor();
    await page.getByRole('button', { name: '保存新版' }).click();
    const day = page.getByLabel('从哪天起执行');
    await day.fill(await day.getAttribute('min')); // today
    await page.getByLabel('原因').fill('区里发了新的办事指南');
    await page.keyboard.press('Enter');
    await page.locator('article.version').filter({ hasText: '第 1001 版' }).filter({ hasText: '在用' }).waitFor();
    assert.equal((await counter('GET', '/items/TY-001')).json.time_limit, before.time_limit + 3);
    assert.match(served.run('items', 'versions'), /TY-001.*1001.*在用/);
    assert.match(served.run('--json', 'items', 'show', 'TY-001'), /"version":1001/);
    assert.deepEqual(broken, []);
  } finally {
    await context.close();
    await served.stop();
  }
});
