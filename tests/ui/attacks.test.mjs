// What strangers write, on paper or into a form, is shown and never run: more than 500 payloads through daiban itself into
// the built pages. Twice: as it is, where the policy must find nothing to forbid, and with the policy off, where nothing but
// the pages themselves stands between a payload and its running.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser, paper, root, scan, theBrowser } from './browser.mjs';
import { accounts, askAs, serveDaiban, signIn } from './station/served.mjs';

const patience = 120_000;
after(closeBrowser);

/** One of each way markup, attributes, addresses, templates and encodings are known to run what they should not. */
const ways = [
  (hit) => `<script>${hit}</script>`,
  (hit) => `<ScRiPt>${hit}</ScRiPt>`,
  (hit) => `<<script>${hit};//<</script>`,
  (hit) => `<svg><script>${hit}</script></svg>`,
  (hit) => `<script src="data:text/javascript,${hit}"></script>`,
  (hit) => `<script type=module>${hit}</script>`,
  (hit) => `<img src=x onerror=${hit}>`,
  (hit) => `<img/src/onerror=${hit}>`,
  (hit) => `<IMG SRC=x:x ONERROR="${hit}">`,
  (hit) => `<img src=x onerror=&#100;${hit.slice(1)}>`,
  (hit) => `"><img src=x onerror=${hit}>`,
  (hit) => `'><svg/onload=${hit}>`,
  (hit) => `--><img src=x onerror=${hit}>`,
  (hit) => `]]><img src=x onerror=${hit}>`,
  (hit) => `</title><svg onload=${hit}>`,
  (hit) => `</textarea><svg onload=${hit}>`,
  (hit) => `</style><svg onload=${hit}>`,
  (hit) => `<noscript><p title="</noscript><img src=x onerror=${hit}>">`,
  (hit) => `<svg onload=${hit}>`,
  (hit) => `<svg><animate onbegin=${hit} attributeName=x dur=1s>`,
  (hit) => `<svg><a xlink:href="javascript:${hit}"><text y=20>x</text></a></svg>`,
  (hit) => `<math><mtext><table><mglyph><style><img src=x onerror=${hit}>`,
  (hit) => `<iframe srcdoc="<script>parent.${hit}</script>"></iframe>`,
  (hit) => `<iframe src="javascript:parent.${hit}"></iframe>`,
  (hit) => `<object data="javascript:${hit}"></object>`,
  (hit) => `<embed src="javascript:${hit}">`,
  (hit) => `<a href="javascript:${hit}">办理</a>`,
  (hit) => `<form action="javascript:${hit}"><button autofocus onfocus=${hit}>`,
  (hit) => `<input autofocus onfocus=${hit}>`,
  (hit) => `<select autofocus onfocus=${hit}>`,
  (hit) => `<details open ontoggle=${hit}>`,
  (hit) => `<video><source onerror=${hit}></video>`,
  (hit) => `<audio src=x onerror=${hit}>`,
  (hit) => `<body onpageshow=${hit}>`,
  (hit) => `<marquee onstart=${hit}>`,
  (hit) => `<style>@keyframes x{}</style><b style="animation-name:x" onanimationstart=${hit}>`,
  (hit) => `<base href="//evil.example/"><script src=x.js>${hit}</script>`,
  (hit) => `<meta http-equiv=refresh content="0;url=javascript:${hit}">`,
  (hit) => `<link rel=stylesheet href="data:text/css,*{}" onload=${hit}>`,
  (hit) => `<template><script>${hit}</script></template><div v-html="'<img src=x onerror=${hit}>'">`,
  (hit) => `{{constructor.constructor('${hit}')()}}`,
  (hit) => `\${${hit}}@:{${hit}}#{${hit}}`,
  (hit) => `javascript:${hit}`,
  (hit) => `" onmouseover=${hit} autofocus onfocus=${hit} x="`,
  (hit) => `';${hit};'";${hit};//`,
  (hit) => `\\u003cimg src=x onerror=${hit}\\u003e&lt;img src=x onerror=${hit}&gt;%3Cimg src=x onerror=${hit}%3E`,
];
/** Where they come from. */
const channels = ['resident', 'file', 'ocr', 'qr', 'item', 'department', 'situation', 'material', 'office', 'person', 'reason', 'typed', 'address', 'code'];
const numberOf = (channel, way) => 1 + channels.indexOf(channel) * ways.length + way;
const payload = (channel, way) => ways[way](`daibanHit(${numberOf(channel, way)})`);
const total = channels.length * ways.length;
const each = ways.map((_, way) => way);
const quoted = JSON.stringify; // a YAML text in double quotes, too

const itemCode = (way) => `ZZ-${String(100 + way)}`;
const officeCode = (way) => `SQ-${String(9000 + way)}`;

/** Models whose items bear payloads, and offices whose names do: someone else's files, taken over unread. */
function plantModels({ folder, data }) {
  const models = join(folder, 'models');
  cpSync(join(root, 'models'), models, { recursive: true });
  for (const way of each) {
    writeFileSync(join(models, 'items', `${itemCode(way)}.yaml`), [
      `code: ${itemCode(way)}`, `name: ${quoted(payload('item', way))}`, 'field: 家庭养老', `department: ${quoted(payload('department', way))}`,
      'office: street', 'days: 20', 'version: 1', 'effective: 2026-01-01', 'result:', '  name: 资格确认', '  type: none',
      'situations:', `  planted: ${quoted(payload('situation', way))}`,
      'materials:', `  - {type: bank-card, name: ${quoted(payload('material', way))}, form: 收原件, subject: applicant}`,
      '  - {use: id-card, subject: applicant, situation: planted}', '',
    ].join('\n'));
  }
  const district = readFileSync(join(root, 'models/offices/specimen-district.yaml'), 'utf8');
  mkdirSync(join(data, 'offices'), { recursive: true });
  writeFileSync(join(data, 'offices', 'offices.yaml'), district + each.map((way) => `  - {code: ${officeCode(way)}, kind: community, name: ${quoted(payload('office', way))}, parent: JD-01}\n`).join(''));
  return models;
}

/** What the API refuses as a name, or makes of a picture, is put where it would lie had it come in some other way. */
function plantRows(data, rows) {
  const text = (value) => `'${String(value).replaceAll("'", "''")}'`;
  const sql = (statement) => execFileSync('sqlite3', [join(data, 'daiban.db')], { input: statement, maxBuffer: 1 << 26 }).toString();
  const read = sql("SELECT json FROM reading WHERE json LIKE '%bank-card%' LIMIT 1;").trim();
  assert.ok(read, 'one page was read for real');
  const readings = rows.map(({ page, way }) => {
    const reading = JSON.parse(read);
    reading.codes = [{ format: 'QRCode', text: payload('qr', way), quad: [[1, 1], [9, 1], [9, 9], [1, 9]] }];
    reading.quality = { ...reading.quality, notes: [{ ...(reading.quality?.notes?.[0] ?? {}), sentence: payload('ocr', way) }] };
    for (const document of reading.documents ?? []) {
      for (const field of Object.values(document.fields ?? {})) Object.assign(field, { value: payload('ocr', way) });
      for (const line of document.lines ?? []) line.text = payload('ocr', way);
      if ('text' in document) document.text = payload('ocr', way);
    }
    return `INSERT OR REPLACE INTO reading SELECT ${text(page)}, (SELECT blob FROM page WHERE id = ${text(page)}), engine, version, ${text(JSON.stringify(reading))}, made_at, audit FROM reading WHERE json LIKE '%bank-card%' LIMIT 1;`;
  });
  const names = rows.map(({ intake, way }) => `UPDATE case_file SET applicant_name = ${text(payload('resident', way))}, corrected_name = ${text(payload('resident', way))} WHERE id IN (SELECT case_id FROM intake WHERE id = ${text(intake)}); UPDATE intake SET applicant_name = ${text(payload('resident', way))} WHERE id = ${text(intake)};`);
  sql(`BEGIN;\n${[...readings.slice(1), readings[0], ...names].join('\n')}\nCOMMIT;\n`);
}

const withBytes = (way) => Buffer.concat([readFileSync(paper('05-bank-card.jpg')), Buffer.from([way])]); // each another file

async function plantCases(served) {
  const ask = await askAs(served.address, accounts.worker);
  const door = { refused: 0 };
  const rows = [];
  for (const way of each) {
    const intake = randomUUID();
    const upload = randomUUID();
    const good = async (what, answer) => { assert.ok(answer.status < 300, `${what}: ${answer.status} ${answer.text}`); return answer.json; };
    await good('intake', await ask('POST', '/intakes', { id: intake, item: itemCode(way) }));
    if ((await ask('PATCH', `/intakes/${intake}`, { applicant: { name: payload('resident', way), id_number: '无' } })).status === 400) door.refused += 1;
    await good('applicant', await ask('PATCH', `/intakes/${intake}`, { applicant: { name: '王秀兰', id_number: '无' } }));
    const bytes = withBytes(way);
    await good('upload', await ask('PUT', `/uploads/${upload}`, bytes, { 'Upload-Length': String(bytes.length), 'X-File-Name': encodeURIComponent(`${payload('file', way)}.jpg`) }));
    const kept = await good('pages', await ask('POST', `/intakes/${intake}/pages`, { id: randomUUID(), uploads: [upload] }));
    const opened = await good('open', await ask('POST', `/intakes/${intake}/open`, {}));
    const number = opened.case.number;
    await good('reason', await ask('POST', `/cases/${number}/applicant`, { name: '王秀兰花', reason: payload('reason', way) }));
    rows.push({ way, intake, number, page: kept.pages[0] });
  }
  const administrator = await askAs(served.address, accounts.administrator);
  for (const way of each) {
    const made = await administrator('POST', '/accounts', { account: `planted-${way}`, name: payload('person', way), office: officeCode(way), roles: ['counter-worker'] });
    if (made.status === 400) door.refused += 1;
    else assert.equal(made.status, 201, made.text);
  }
  for (let tries = 0; ; tries += 1) {
    const there = await ask('GET', `/intakes/${rows[0].intake}`);
    if (there.json.pages[0].state === 'read') break;
    assert.ok(tries < 600, 'the first page is not read');
    await new Promise((later) => { setTimeout(later, 200); });
  }
  await served.kill();
  plantRows(served.data, rows);
  await served.restart();
  return { rows, door };
}

/** A window that counts what runs, what the policy forbids, and which payloads it was given and showed. */
async function watchfulWindow(served, { policy }) {
  const context = await (await theBrowser()).newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', baseURL: served.address, bypassCSP: !policy });
  const watch = { ran: [], forbidden: [], dialogs: [], planted: [], given: new Set(), shown: new Set() };
  const numbersIn = (text) => [...text.matchAll(/(?:d|&#100;)aibanHit\((\d+)\)/g)].map((found) => Number(found[1]));
  await context.exposeBinding('daibanHit', (_, number) => { watch.ran.push(number); });
  await context.exposeBinding('daibanForbidden', (_, what) => { watch.forbidden.push(what); });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => globalThis.daibanForbidden(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on('dialog', (dialog) => { watch.dialogs.push(dialog.message()); void dialog.dismiss(); });
  page.on('response', (answer) => {
    if (!answer.url().includes('/api/v1/')) return;
    void answer.text().then((text) => numbersIn(text).forEach((number) => watch.given.add(number)), () => {});
  });
  watch.look = async () => {
    const seen = await page.evaluate(() => {
      const texts = [document.title];
      const planted = [];
      for (const element of document.querySelectorAll('*')) {
        for (const child of element.childNodes) if (child.nodeType === 3 && child.data.includes('aibanHit')) texts.push(child.data);
        if ('value' in element && String(element.value).includes('aibanHit')) texts.push(element.value);
        if (['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'IFRAME'].includes(element.tagName) && element.outerHTML.includes('aibanHit')) planted.push(element.outerHTML);
        for (const { name, value } of element.attributes) {
          const runs = name.startsWith('on') || name === 'srcdoc' || (['href', 'xlink:href', 'src', 'action', 'data', 'formaction'].includes(name) && /^\s*(javascript|data:text)/i.test(value));
          if (runs) planted.push(`${element.tagName} ${name}=${value}`);
          else if (value.includes('aibanHit')) texts.push(value);
        }
      }
      return { text: texts.join('\n'), planted };
    });
    watch.planted.push(...seen.planted);
    numbersIn(seen.text).forEach((number) => watch.shown.add(number));
  };
  const running = new Set(); // but for event streams, which never end
  page.on('request', (request) => { if (!new URL(request.url()).pathname.endsWith('/events')) running.add(request); });
  for (const over of ['requestfinished', 'requestfailed']) page.on(over, (request) => running.delete(request));
  watch.visit = async (address) => {
    running.clear();
    await page.goto(address);
    await page.getByRole('navigation').first().waitFor();
    for (let quiet = 0, tries = 0; quiet < 3 && tries < 200; tries += 1) {
      await page.waitForTimeout(50);
      quiet = running.size === 0 ? quiet + 1 : 0;
    }
    await watch.look();
  };
  return { context, page, watch };
}

/** Every page that shows what others wrote. */
async function walk({ page, watch }, rows, { all }) {
  await signIn(page, accounts.worker);
  for (const address of ['/cases', '/handoff', '/returns', '/pickup', '/settings']) await watch.visit(address);
  for (const row of rows) {
    await watch.visit(`/cases/${row.number}`);
    if (all) await watch.visit(`/intake/${row.intake}`);
  }
  await watch.visit('/search');
  for (const way of each) {
    await page.locator('header input, main input').first().fill(payload('typed', way));
    await page.waitForTimeout(300);
    await watch.look();
  }
  for (const way of each) await watch.visit(`/cases?state=${encodeURIComponent(payload('address', way))}`);
  // A code scanner types what a code says, wherever one is.
  await watch.visit('/cases');
  for (const way of each) {
    await scan(page, payload('code', way));
    watch.given.add(numberOf('code', way));
    await page.waitForTimeout(150);
    await watch.look();
  }
  // Files that are none, with such names: the server's refusal names them.
  await watch.visit(`/intake/${rows[0].intake}`);
  for (const some of [each.slice(0, 15), each.slice(15, 30), each.slice(30)]) {
    page.once('filechooser', (chooser) => void chooser.setFiles(some.map((way) => ({ name: `${payload('file', way).replaceAll('/', '∕')}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(`no picture ${way}`) }))));
    await page.keyboard.press('F4');
    for (let tries = 0; tries < 20; tries += 1) {
      await page.waitForTimeout(200);
      await watch.look();
    }
  }
  await page.context().clearCookies();
  await signIn(page, accounts.administrator);
  for (const part of ['offices', 'accounts', 'devices', 'items', 'types']) await watch.visit(`/admin?part=${part}`);
  await watch.visit('/overview');
  for (const way of each) await watch.visit(`/admin?part=items&item=${itemCode(way)}`);
}

const named = (numbers) => channels.map((channel) => `${channel} ${each.filter((way) => numbers.has(numberOf(channel, way))).length}`).join(', ');

test('more than 500 payloads are shown by the pages and none of them runs', { timeout: 30 * 60_000 }, async (t) => {
  assert.ok(total >= 500, `${total} payloads`);
  const served = await serveDaiban({ prepare: plantModels });
  try {
    const { rows, door } = await plantCases(served);
    t.diagnostic(`${total} payloads; ${door.refused} refused where they came in and put in behind that door`);
    // Both at once: most of the time goes into waiting for pages.
    await Promise.all([true, false].map(async (policy) => {
      const window = await watchfulWindow(served, { policy });
      const { page, watch } = window;
      await walk(window, rows, { all: !policy });
      t.diagnostic(`policy ${policy ? 'on' : 'off'}: answered with ${named(watch.given)}`);
      t.diagnostic(`policy ${policy ? 'on' : 'off'}: shown ${named(watch.shown)}`);
      assert.deepEqual({ ran: watch.ran, dialogs: watch.dialogs, planted: watch.planted, forbidden: watch.forbidden }, { ran: [], dialogs: [], planted: [], forbidden: [] });
      const reached = new Set([...watch.given, ...watch.shown]);
      assert.ok(reached.size >= 500, `only ${reached.size} payloads reached the pages: ${named(reached)}`);
      // The ears hear: one that does run, or that the policy stops, is counted.
      await page.evaluate(() => { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=daibanHit(90001)>'); });
      await page.waitForTimeout(500);
      await watch.look();
      assert.equal(watch.planted.length, 1);
      assert.deepEqual(policy ? watch.ran : watch.forbidden, []);
      assert.equal((policy ? watch.forbidden : watch.ran).length, 1, 'one that runs would have been seen');
      await window.context.close();
    }));
  } finally {
    await served.stop();
  }
});

test('another site makes no request of somebody who is signed in, and a session planted before signing in is worth nothing', { timeout: 5 * patience }, async () => {
  const served = await serveDaiban({ names: [accounts.worker] });
  const context = await (await theBrowser()).newContext({ locale: 'zh-CN', baseURL: served.address });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  try {
    const planted = 'a'.repeat(64);
    await context.addCookies([{ name: 'daiban', value: planted, url: served.address }]);
    await signIn(page, accounts.worker);
    const [cookie] = (await context.cookies(served.address)).filter((one) => one.name === 'daiban');
    assert.notEqual(cookie.value, planted);
    assert.deepEqual([cookie.httpOnly, cookie.sameSite], [true, 'Strict']);
    const ask = await askAs(served.address, accounts.worker);
    const before = (await ask('GET', '/intakes')).json.intakes.length;
    // The other site is this machine by another name: as near as a stranger gets.
    const evil = served.address.replace('127.0.0.1', 'localhost');
    const other = await context.newPage();
    await other.route(`${evil}/**`, (route) => (route.request().url() === `${evil}/trap`
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>trap</title><iframe name=sink></iframe>' })
      : route.continue()));
    await other.goto(`${evil}/trap`);
    const tries = await other.evaluate(async ([to, id]) => {
      const form = document.body.appendChild(document.createElement('form'));
      Object.assign(form, { method: 'POST', action: `${to}/api/v1/intakes`, enctype: 'text/plain', target: 'sink' });
      const field = form.appendChild(document.createElement('input'));
      Object.assign(field, { name: `{"id":"${id}","x":"`, value: '"}' });
      form.submit();
      const outcomes = [];
      for (const mode of ['no-cors', 'cors'])
        for (const type of ['text/plain', 'application/json'])
          outcomes.push(await fetch(`${to}/api/v1/intakes`, { method: 'POST', mode, credentials: 'include', headers: { 'Content-Type': type }, body: JSON.stringify({ id }) }).then((answer) => answer.type, () => 'failed'));
      outcomes.push(await fetch(`${to}/api/v1/intakes`, { credentials: 'include' }).then((answer) => answer.type, () => 'failed'));
      await new Promise((later) => { setTimeout(later, 1000); });
      return outcomes;
    }, [served.address, randomUUID()]);
    assert.ok(tries.every((outcome) => outcome === 'failed' || outcome === 'opaque'), tries.join());
    assert.equal((await ask('GET', '/intakes')).json.intakes.length, before, 'nothing was begun');
    await page.reload();
    await page.getByRole('navigation').first().waitFor();
  } finally {
    await context.close();
    await served.stop();
  }
});
