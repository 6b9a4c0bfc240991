// The courier's phone against daiban itself: a day without a network, a dead battery, a wrong clock, everything sent twice
// and shuffled, and the other side's phone without a camera. DAIBAN_PICTURES=FOLDER writes what it looks like.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { axeSource, root } from './browser.mjs';
import { keptOnPhone, openPhone, patience, signIn, storageOf, videoOf, wedge } from './courier/phone.mjs';
import { clerk, courier, openStation, password, people } from './courier/station.mjs';

const threeDays = 3 * 24 * 3600 * 1000;
const sheetOf = 40; // labels on the A4 sheet
const folders = 52;
const wanted = { light: {}, dark: { theme: 'dark' }, large: { large: true }, en: { language: 'en' } };
const pictures = process.env.DAIBAN_PICTURES;

const station = await openStation({ folders });
const video = videoOf({ ...station, count: sheetOf, frames: 18 });
const phone = await openPhone({ address: station.address, video: video.file, ahead: threeDays });
const built = station.pages;
const given = station.labels.slice(0, 50);
const [stranger] = station.labels.slice(50);
let handoff = '';

/** A test that leaves a picture of the phone where it stumbled. */
const step = (name, deed) => test(name, async () => {
  try {
    await deed();
  } catch (error) {
    if (pictures) await phone.page.screenshot({ path: join(pictures, `stumbled-${name.slice(0, 30).replace(/\W+/g, '-')}.png`) }).catch(() => {});
    throw error;
  }
});

const rows = (page) => page.locator('[data-number]');
const waitingOf = (page) => page.evaluate(() => new Promise((done) => {
  const asked = indexedDB.open('daiban-courier');
  asked.onsuccess = () => {
    const all = asked.result.transaction('deeds').objectStore('deeds').getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result.filter((deed) => deed.state === 'waiting').length); };
  };
}));
async function until(what, deed) {
  for (const end = Date.now() + patience; Date.now() < end;) {
    if (await deed()) return;
    await new Promise((later) => { setTimeout(later, 200); });
  }
  throw new Error(`never: ${what}`);
}
/** A label for people in the words of `daiban handoff show`. */
const shown = (number) => station.run('handoff', 'show', number)[0];

await step('the page weighs at most 200 KB as it comes over the wire, the decoder behind it 450 KB', async () => {
  const bytes = (path) => new Promise((done, failed) => {
    get(`${station.address}${path}`, { headers: { 'Accept-Encoding': 'gzip' } }, (answer) => {
      assert.equal(answer.statusCode, 200, path);
      let sum = 0;
      answer.on('data', (part) => { sum += part.length; });
      answer.on('end', () => done(sum));
    }).on('error', failed);
  });
  const worker = readFileSync(join(built, 'courier-sw.js'), 'utf8');
  const files = [...new Set([...worker.matchAll(/"(\/(?:assets\/courier|courier)[^"]*)"/g)].map((each) => each[1]))];
  const isDecoder = (path) => /\.wasm$|decoder/.test(path);
  let [page, decoder] = [await bytes('/courier-sw.js'), 0];
  for (const path of files) { const size = await bytes(path); if (isDecoder(path)) decoder += size; else page += size; }
  console.log(`page ${(page / 1024).toFixed(0)} KB in ${files.filter((each) => !isDecoder(each)).length} files with icons, decoder ${(decoder / 1024).toFixed(0)} KB, by gzip`);
  assert.ok(files.length >= 8, files.join());
  assert.ok(page > 10_000 && page <= 200 * 1024, `${page}`);
  assert.ok(decoder > 100_000 && decoder <= 450 * 1024, `${decoder}`);
});

await step('nothing on the page comes from anywhere but our own server, and the decoder comes after it stands', async () => {
  const asked = [];
  phone.page.on('request', (request) => asked.push(request.url()));
  await signIn(phone.page, courier, password);
  await keptOnPhone(phone.page);
  assert.deepEqual(asked.filter((url) => !url.startsWith(station.address) && !/^(blob|data):/.test(url)), []);
});

await step('a handoff is opened, and then the network is gone: the page opens from the first start on', async () => {
  const { page } = phone;
  await page.getByRole('button', { name: '新开' }).click();
  await page.getByRole('button', { name: '开单并扫码' }).click();
  await page.getByText(/H-\d{4}-\d{6}-/).first().waitFor();
  handoff = /H-\d{4}-\d{6}-\w/.exec(await page.locator('header').textContent())[0];
  await station.kill();
  await page.reload();
  await page.getByText(handoff).waitFor();
  await page.getByText('没有网络').first().waitFor();
});

await step('forty labels of one sheet are read by the camera, each shown for 0.6 s', async () => {
  const { page } = phone;
  await until('the first label', async () => (await rows(page).count()) > 0);
  const began = Date.now();
  await until('forty labels', async () => (await rows(page).count()) >= sheetOf);
  const seconds = (Date.now() - began) / 1000;
  console.log(`40 labels in ${seconds.toFixed(1)} s, ${(seconds / (sheetOf - 1)).toFixed(2)} s a label (the video shows one each 0.60 s, ${video.seconds} s in all)`);
  const numbers = await rows(page).evaluateAll((all) => all.map((each) => each.dataset.number));
  assert.deepEqual([...numbers].sort(), given.slice(0, sheetOf).map((label) => label.number).sort());
  await picturesOf(page, 'scan-away');
});

await step('a code scanner and the short number with its check character do the same; what was seen is not counted twice', async () => {
  const { page } = phone;
  // Another view: the camera would go on with its film.
  await page.evaluate(() => navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError')));
  await page.getByRole('button', { name: /^交出 \d+ 件/ }).click();
  await page.getByRole('button', { name: '接着扫' }).click();
  await page.getByText('相机没有获准').waitFor();
  const answer = page.locator('[data-part=answer]');
  for (const label of given.slice(sheetOf, 48)) { await wedge(page, label.token); await answer.filter({ hasText: label.number }).filter({ hasText: '已签出' }).waitFor(); }
  await wedge(page, given[47].token);
  await answer.filter({ hasText: '已扫过' }).waitFor();
  await wedge(page, `1${'A'.repeat(33)}7`);
  await answer.filter({ hasText: '不是本站的标签' }).waitFor();
  // The drawer stays for the next number.
  await page.getByRole('button', { name: '键入' }).click();
  for (const label of given.slice(48)) {
    const field = page.getByRole('textbox', { name: '标签上的 9 个字符' });
    const wrong = label.number.replace(/.$/, (last) => (last === 'A' ? 'C' : 'A'));
    await field.fill(wrong);
    await page.getByRole('button', { name: '记下' }).click();
    await page.getByRole('alert').filter({ hasText: '校验字符对不上' }).waitFor();
    await field.fill(label.number.toLowerCase().replace(/-/g, ' '));
    await page.getByRole('button', { name: '记下' }).click();
    await page.getByRole('dialog').getByRole('status').filter({ hasText: label.number }).filter({ hasText: '已签出' }).waitFor();
  }
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await rows(page).count(), 50);
  assert.equal(await waitingOf(page), 50);
});

await step('what waits is searched by number and exported, and a killed browser loses none of it', async () => {
  const { page } = phone;
  await page.getByRole('button', { name: /50 条待发送/ }).click();
  await page.getByRole('searchbox').fill(given[3].number.slice(0, 6));
  await until('one hit', async () => (await page.locator('[data-deed]').count()) === 1);
  await page.getByRole('searchbox').fill('');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出' }).click()]);
  const exported = readFileSync(await download.path(), 'utf8');
  assert.ok(exported.startsWith('\ufeff') && exported.trim().split('\r\n').length === 52, 'a head, the opening and fifty scans');
  await phone.die('SIGKILL');
  await phone.again('/courier');
  await phone.page.getByRole('button', { name: /50 条待发送，?/ }).waitFor();
  assert.equal(await waitingOf(phone.page), 50);
});

/** How many pictures of signatures lie on the phone. */
const picturesOn = (page) => page.evaluate(() => new Promise((done) => {
  const asked = indexedDB.open('daiban-courier');
  asked.onsuccess = () => {
    const all = asked.result.transaction('pictures').objectStore('pictures').count();
    all.onsuccess = () => { asked.result.close(); done(all.result); };
  };
}));
async function sign(page) {
  await page.getByRole('button', { name: '签名', exact: true }).click();
  const box = await page.getByRole('img', { name: '在这里签名' }).boundingBox();
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.6);
  await page.mouse.down();
  for (const [x, y] of [[0.3, 0.3], [0.4, 0.7], [0.5, 0.4], [0.7, 0.6]]) await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
  await page.mouse.up();
}
const signaturesOf = (page) => page.evaluate(async (number) => (await (await fetch(`/api/v1/handoffs/${number}`)).json()).signatures.map(({ side, account }) => [side, account]), handoff);

await step('the giver signs on the screen without a network; a killed browser keeps it until it can be sent', async () => {
  const { page } = phone;
  await page.getByRole('button', { name: /交给 / }).first().click();
  await page.getByRole('button', { name: /^交出 \d+ 件/ }).click();
  await page.getByText(/^移交 .*柳岸社区/).waitFor();
  assert.equal(await page.locator('[data-signed=giver]').count(), 0);
  await sign(page);
  await picturesOf(page, 'sign');
  await page.getByRole('button', { name: '签好了' }).click();
  await page.getByText('签名已记下').waitFor();
  await page.locator('[data-signed=giver]').getByText('待发送').waitFor();
  assert.equal(await page.getByRole('button', { name: '签名', exact: true }).count(), 0, 'nobody signs twice');
  await phone.die('SIGKILL');
  await phone.again('/courier');
  await phone.page.getByRole('button', { name: /51 条待发送，?/ }).waitFor();
  assert.equal(await picturesOn(phone.page), 1);
});

await step('with the network back all is sent, each request twice and shuffled, under a clock three days ahead', async () => {
  const { page } = phone;
  let twice = 0;
  await page.context().route('**/api/v1/handoffs/*/events', async (route) => {
    const body = route.request().postDataJSON();
    const shuffled = [...body.events].sort((one, other) => (one.id.slice(-6) < other.id.slice(-6) ? -1 : 1));
    try {
      await route.fetch({ postData: JSON.stringify({ ...body, events: shuffled }) });
      await route.fulfill({ response: await route.fetch() });
      twice += 1;
    } catch {
      await route.abort(); // the server is not back yet, which the phone is to see
    }
  });
  await page.context().route('**/api/v1/handoffs/*/signatures', async (route) => {
    try {
      await route.fetch();
      await route.fulfill({ response: await route.fetch() });
    } catch {
      await route.abort();
    }
  });
  await station.start();
  // The session may have ended with the browser, which writes its cookies down when it likes; what waits does not end.
  const out = page.getByText('要先登录才能发送');
  await out.or(page.getByText('有网络，全部已发送')).first().waitFor();
  if (await out.isVisible()) {
    assert.equal(await waitingOf(page), 51);
    await out.click();
    await signIn(page, courier, password);
  }
  await page.getByText('有网络，全部已发送').waitFor();
  assert.ok(twice >= 1);
  assert.equal(await waitingOf(page), 0);
  assert.equal(await picturesOn(page), 0, 'what the server has is gone from the phone');
  assert.deepEqual(await signaturesOf(page), [['giver', courier]]);
  const told = shown(handoff);
  assert.equal(told.things.length, 50, JSON.stringify(told).slice(0, 300));
  await page.getByRole('button', { name: /交给 / }).first().click();
  await until('fifty rows', async () => (await rows(page).count()) === 50);
  assert.equal(await page.locator('[data-state=given]').count(), 50);
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByText(/快了 3 天/).waitFor();
  await page.getByRole('button', { name: '返回' }).click();
});

await step('a scan is taken back, before it was sent and after', async () => {
  const { page } = phone;
  const one = given[49];
  await page.locator(`[data-number="${one.number}"]`).click();
  await page.getByRole('button', { name: '撤回这一件' }).click();
  await page.locator(`[data-number="${one.number}"][data-state=taken-back]`).waitFor();
  await page.getByText('有网络，全部已发送').waitFor();
  await until('the server knows', () => shown(handoff).things.filter((line) => line.state === 'taken-back').length === 1);
});

/** Has the server serve this service worker, as a newly built page would bring. */
function serve(worker) {
  const file = join(built, 'courier-sw.js');
  writeFileSync(file, worker);
  writeFileSync(`${file}.gz`, gzipSync(worker));
  writeFileSync(`${file}.br`, brotliCompressSync(worker));
  utimesSync(join(built, 'index.html'), new Date(), new Date());
}

await step('a newer page takes over while scans wait, and loses none', async () => {
  const { page } = phone;
  await page.context().route('**/api/v1/**', (route) => route.abort());
  await wedge(page, given[49].token);
  await until('it waits', async () => (await waitingOf(page)) === 1);
  const worker = readFileSync(join(built, 'courier-sw.js'), 'utf8');
  const before = await page.evaluate(() => caches.keys());
  serve(worker.replace(/"[0-9a-f]{12}"/, '"0123456789ab"'));
  try {
    await page.getByRole('button', { name: '更多' }).click();
    await page.getByRole('button', { name: '换上' }).click();
    await until('the newer one', async () => (await page.evaluate(() => caches.keys()).catch(() => [])).some((name) => name.endsWith('0123456789ab')));
    await page.getByRole('heading').first().waitFor();
    assert.equal(await waitingOf(page), 1);
    assert.notDeepEqual(await page.evaluate(() => caches.keys()), before);
  } finally {
    serve(worker);
  }
  // And back to the one that is built, as a person would.
  await page.reload();
  await page.getByRole('button', { name: '换上' }).click();
  await until('the first one again', async () => !(await page.evaluate(() => caches.keys()).catch(() => ['0123456789ab'])).some((name) => name.endsWith('0123456789ab')));
  await page.context().unroute('**/api/v1/**');
  await until('it is sent', async () => (await waitingOf(page)) === 0);
});

await step('signing out with scans unsent asks, and keeps them for that account', async () => {
  const { page } = phone;
  await page.context().route('**/api/v1/handoffs/*/events', (route) => route.abort());
  const label = given[48];
  const line = page.locator(`[data-number="${label.number}"]`);
  // A page that was begun anew stands where it stood: behind the settings, or at the list.
  const sheet = page.getByRole('button', { name: /交给 / }).first();
  const back = page.getByRole('button', { name: '返回' }).first();
  await line.or(sheet).or(back).first().waitFor();
  if (!(await line.isVisible()) && (await back.isVisible())) await back.click();
  await line.or(sheet).first().waitFor();
  if (!(await line.isVisible())) await sheet.click();
  await line.click();
  await page.getByRole('button', { name: '撤回这一件' }).click();
  await until('it waits', async () => (await waitingOf(page)) === 1);
  await page.getByRole('button', { name: '更多' }).click();
  const leave = page.getByRole('button', { name: '退出登录' });
  await leave.click();
  const asked = page.getByRole('dialog').filter({ hasText: '还有 1 条没有发送' });
  await asked.getByRole('button', { name: '不做了' }).click();
  await asked.waitFor({ state: 'detached' });
  await leave.click();
  await asked.getByRole('button', { name: '退出，留着待发' }).click();
  await page.locator('input[name=account]').waitFor();
  assert.equal(await waitingOf(page), 1);
  await page.context().unroute('**/api/v1/handoffs/*/events');
  await signIn(page, clerk, password);
  assert.equal(await waitingOf(page), 1, 'nobody sends another’s as his own');
  await page.getByRole('button', { name: '设置' }).click();
  await leave.click();
  await signIn(page, courier, password);
  await until('it is sent', async () => (await waitingOf(page)) === 0);
  await until('the server knows', () => shown(handoff).things.filter((line) => line.state === 'taken-back').length === 1);
  await page.getByRole('button', { name: /交给 / }).first().click();
  await line.waitFor();
  await wedge(page, label.token);
  await page.locator(`[data-number="${label.number}"][data-state=given]`).waitFor();
  await until('it is given again', async () => (await waitingOf(page)) === 0 && shown(handoff).things.filter((line) => line.state === 'taken-back').length === 0);
});

await step('the other side opens by the code of the sheet, without a camera: takes, refuses with a reason, notes short and surplus, and closes', async () => {
  const sheet = station.run('label', 'sheet', handoff, '-o', join(station.folder, 'sheet.png'))[0].token;
  const other = await openPhone({ address: station.address });
  try {
    const { page } = other;
    await signIn(page, clerk, password);
    await wedge(page, sheet);
    await page.getByText(handoff).waitFor();
    await page.getByText(/收下 .*柳岸社区 来的/).waitFor();
    await page.getByText('相机没有获准').or(page.getByText('没有相机可用')).first().waitFor();
    await until('fifty expected', async () => (await page.locator('[data-state=expected]').count()) === 50);
    const answer = page.locator('[data-part=answer]');
    for (const label of given.slice(0, 47)) await wedge(page, label.token);
    await until('forty-seven taken', async () => (await page.locator('[data-state=taken]').count()) === 47);

    await page.getByRole('button', { name: '有问题' }).click();
    await page.getByRole('button', { name: /拒收一件/ }).click();
    await page.getByRole('button', { name: '内件不齐' }).click();
    await wedge(page, given[47].token);
    await answer.filter({ hasText: '已拒收' }).waitFor();

    await page.getByRole('button', { name: '有问题' }).click();
    await page.locator('input[type=file]').setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: readFileSync(join(station.folder, 'shots/3.jpg')) });
    await answer.filter({ hasText: given[3].number }).filter({ hasText: '已扫过' }).waitFor();

    // Where the phone's own decoder has nothing to say the server is asked.
    const labels = await page.evaluate(async (bytes) => {
      const id = '01890000-0000-7000-8000-00000000abcd';
      const { csrf } = await (await fetch('/api/v1/session')).json();
      const body = new Uint8Array(bytes);
      await fetch(`/api/v1/uploads/${id}`, { method: 'PUT', body, headers: { 'X-CSRF-Token': csrf, 'Upload-Length': String(body.length), 'X-File-Name': 'label.jpg', 'Content-Type': 'application/octet-stream' } });
      return (await fetch('/api/v1/label-pictures', { method: 'POST', body: JSON.stringify({ upload: id }), headers: { 'X-CSRF-Token': csrf, 'Content-Type': 'application/json' } })).json();
    }, [...readFileSync(join(station.folder, 'shots/3.jpg'))]);
    assert.deepEqual(labels.labels?.map((label) => [label.short_number, label.kind]), [[given[3].number, 'folder']], JSON.stringify(labels));

    await wedge(page, stranger.token);
    await answer.filter({ hasText: '多出' }).waitFor();
    await page.getByRole('button', { name: '照实记下' }).or(page.getByRole('button', { name: '知道了' })).first().click();
    await page.getByText('全部已发送').or(page.getByText(/与登记不符/)).first().waitFor();
    await picturesOf(page, 'take');

    await page.getByRole('button', { name: /收下 \d+ 件/ }).click();
    const count = async (name) => Number(await page.locator(`[data-count=${name}] dd`).textContent());
    assert.deepEqual([await count('countTaken'), await count('countShort'), await count('countSurplus'), await count('countRefused')], [47, 2, 1, 1]);
    await sign(page);
    await page.getByRole('button', { name: '签好了' }).click();
    await until('both sides have signed', async () => (await page.locator('[data-signed=giver], [data-signed=receiver]').count()) === 2 && (await picturesOn(page)) === 0);
    assert.deepEqual(await signaturesOf(page), [['giver', courier], ['receiver', clerk]]);
    await picturesOf(page, 'sheet');
    await page.getByRole('button', { name: '结束交接' }).click();
    await picturesOf(page, 'close');
    await page.getByRole('button', { name: '带差异结束' }).click();
    await page.getByText('交接已结束').waitFor();
    assert.equal(await count('countShort'), 2);
    await nothingPersonal(page);
    assert.deepEqual(other.complaints, []);
  } finally {
    await other.close();
  }
});

await step('what the other side refused comes back to the phone in words, with both times', async () => {
  const { page } = phone;
  await page.goto(`${station.address}/courier#/`);
  await page.getByRole('button', { name: /交给 / }).first().click();
  await page.getByRole('button', { name: /件与登记不符/ }).click();
  const one = page.locator('[data-what=not-taken]').filter({ hasText: given[47].number });
  await one.getByText('对方没收这一件').waitFor();
  assert.equal(await one.getByText(/^\d\d:\d\d$|^\d\d-\d\d \d\d:\d\d$/).count(), 2);
  await one.getByText('内件不齐').waitFor();
  await picturesOf(page, 'conflict');
  await one.getByRole('button', { name: /知道了，带回/ }).click();
  await one.waitFor({ state: 'detached' });
});

async function nothingPersonal(page) {
  const kept = await storageOf(page);
  assert.ok(kept.length > 1000 && kept.includes(given[0].number), 'the search looks where things are');
  for (const word of [...people.flat(), '王秀兰', '李建国', courier, clerk, '社工', '经办人', password, '代办员SQ']) assert.ok(!kept.includes(word), `${word} is kept on the phone`);
}

await step('nothing personal is kept on the phone, and nobody asked where it is', async () => {
  await nothingPersonal(phone.page);
  assert.match((await fetch(`${station.address}/courier`)).headers.get('permissions-policy'), /geolocation=\(\)/);
});

/* ---- how it looks ---- */

async function put(page, settings) {
  await page.evaluate((to) => localStorage.setItem('daiban.settings', JSON.stringify({ language: 'zh-CN', theme: 'light', large: false, ...to })), settings);
  await page.evaluate(({ theme, large, language }) => {
    document.documentElement.classList.toggle('dark', theme === 'dark');
    document.documentElement.classList.toggle('large', !!large);
    document.documentElement.lang = language ?? 'zh-CN';
  }, settings);
}

async function lookAt(page, name) {
  await page.evaluate(readFileSync(axeSource, 'utf8'));
  const found = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations
    .filter((each) => ['serious', 'critical'].includes(each.impact)).map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`));
  assert.deepEqual(found, [], `axe on ${name}`);
  const small = await page.evaluate(() => [...document.querySelectorAll('button, a[href], select, input:not(.for-readers)')].filter((each) => each.offsetParent && !each.closest('label.search')).map((each) => ({ box: each.getBoundingClientRect(), html: each.outerHTML.slice(0, 100) })).filter(({ box }) => box.height < 43.5 || box.width < 43.5).map(({ box, html }) => `${box.width.toFixed(0)}×${box.height.toFixed(0)} ${html}`));
  assert.deepEqual(small, [], `too small to touch on ${name}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth || [...document.querySelectorAll('button, h1, h2, p, dt, dd, b')].some((each) => each.offsetParent && each.getBoundingClientRect().right > window.innerWidth + 1));
  assert.ok(!wide, `runs off the screen on ${name}`);
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** The view as it stands: light, dark and in large type; the language needs the page begun again. */
async function picturesOf(page, name) {
  for (const [how, settings] of Object.entries(wanted).filter(([key]) => key !== 'en')) {
    await put(page, settings);
    await lookAt(page, how === 'light' ? name : `${name}-${how}`);
  }
  await put(page, {});
}

await step('every view is sound to axe, fits and can be touched: light, dark, large type, both languages', async () => {
  const { page } = phone;
  for (const [how, settings] of Object.entries(wanted)) {
    await put(page, settings);
    for (const view of ['', 'new', 'queue', 'settings', 'sign-in', 'answers']) {
      await page.goto(`${station.address}/courier#/${view}`);
      await page.reload();
      await page.getByRole('heading').first().waitFor();
      await page.waitForTimeout(400);
      const name = view || 'rounds';
      await lookAt(page, how === 'light' ? name : `${name}-${how}`);
    }
  }
  await put(page, {});
});

await step('scanning looks as drawn: given, seen, foreign, typed, with and without a network', async () => {
  const { page } = phone;
  await page.goto(`${station.address}/courier#/new`);
  await page.reload();
  await page.getByRole('button', { name: '开单并扫码' }).click();
  await page.getByText('第 1 件').or(page.getByText('已扫过')).first().waitFor();
  await page.waitForTimeout(3000);
  await picturesOf(page, 'scan-alarm');
  await page.getByRole('button', { name: '键入' }).click();
  await picturesOf(page, 'type');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '有问题' }).click();
  await picturesOf(page, 'trouble');
  await page.keyboard.press('Escape');
  await rows(page).first().click();
  await picturesOf(page, 'row');
  await page.keyboard.press('Escape');
  await station.kill();
  await until('no network', async () => { await wedge(page, station.labels[51].token); await page.waitForTimeout(300); return (await page.getByText('没有网络').count()) > 0; });
  await page.getByRole('button', { name: /条待发送/ }).click();
  await picturesOf(page, 'queue-away');
  await station.start();
  await until('all sent', async () => (await waitingOf(page)) === 0);
  assert.deepEqual(phone.complaints, []);
});

await step('both languages of this page have the same keys with the same holes, all of them used', async () => {
  const require = createRequire(join(root, 'src/ui/package.json'));
  const ts = require('typescript');
  const folder = join(root, 'src/ui/pages/courier');
  const language = async (name) => (await import(`data:text/javascript;base64,${Buffer.from(ts.transpileModule(readFileSync(join(folder, `i18n/${name}.ts`), 'utf8'), { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2020 } }).outputText).toString('base64')}`)).default;
  const [zh, en] = [await language('zh-CN'), await language('en')];
  assert.deepEqual(Object.keys(en).sort(), Object.keys(zh).sort());
  const holes = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((each) => each[1]).sort();
  for (const key of Object.keys(zh)) {
    assert.deepEqual(holes(en[key].split(' | ').at(-1)), holes(zh[key]), key);
    assert.doesNotMatch(en[key].split(' | ')[0].replaceAll('{count}', '1'), /\b1 (things|differences|days|hours|minutes|times|are|do|agree)\b/, key);
    assert.doesNotMatch(zh[key] + en[key], /[!！]|\p{Extended_Pictographic}/u, key);
  }
  const { readdirSync } = await import('node:fs');
  const source = readdirSync(folder).filter((name) => /\.(vue|ts)$/.test(name)).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  assert.deepEqual(Object.keys(zh).filter((key) => !source.includes(`'${key}'`)), []);
});

await phone.close();
await station.stop();
