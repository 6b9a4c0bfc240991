// Cases, one case, search, overview, pickup, returns, handoffs, administration, settings, signing in: each as a person uses it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { axeSource, closeBrowser, openDesk, paper } from './browser.mjs';

after(closeBrowser);

const pages = ['/cases', '/cases/2026-000099-H', '/search', '/handoff', '/handoff/h1', '/returns', '/pickup', '/overview', '/overview?show=still', '/overview?view=work', '/overview?view=pace', '/overview?view=audit', '/quality', '/quality?list=sample', '/admin', '/admin?part=items', '/admin?part=types', '/admin?part=devices', '/admin?part=accounts', '/admin?part=households', '/admin?part=keys', '/admin?part=erasing', '/admin?part=backups', '/admin?part=calendars', '/settings', '/nowhere'];

async function settled(page) {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !document.querySelector('.bones') && document.querySelector('.topbar, .login'));
}

/** Text boxes whose text is wider or higher than they are and that do not say how it goes on. */
const overflowing = () =>
  [...document.querySelectorAll('body *')].filter((box) => {
    if (box.closest('svg') || box.closest('.for-readers') || ['HTML', 'BODY', 'CANVAS', 'OPTION', 'SELECT'].includes(box.tagName)) return false;
    const style = getComputedStyle(box);
    const own = [...box.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!own || style.display === 'inline' || style.visibility === 'hidden' || style.textOverflow === 'ellipsis' || /auto|scroll/.test(style.overflowX)) return false;
    return box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 1;
  }).map((box) => `${box.tagName}.${box.className}: ${box.textContent.trim().slice(0, 40)} (${box.scrollWidth} in ${box.clientWidth})`);

/** Whatever sticks out of the window to the right although nothing scrolls there. */
const sticking = () =>
  [...document.querySelectorAll('.topbar *, .actionbar *, .work button, .work input')].filter((box) => box.getClientRects().length > 0 && box.getBoundingClientRect().right > innerWidth + 1 && !box.closest('.scroll')).map((box) => `${box.tagName}.${box.className}`);

for (const language of ['zh-CN', 'en']) {
  for (const [name, size, large] of [['1366 × 768', { width: 1366, height: 768 }], ['1366 × 633', { width: 1366, height: 633 }], ['1920 × 1080', { width: 1920, height: 1080 }], ['1366 × 768 in large type', { width: 1366, height: 768 }, true]]) {
    test(`no text is cut off and nothing sticks out at ${name} in ${language}`, async () => {
      const desk = await openDesk({ language, size, large });
      const found = [];
      for (const path of pages) {
        await desk.page.goto(path);
        await settled(desk.page);
        found.push(...(await desk.page.evaluate(overflowing)).map((each) => `${path} cut off ${each}`), ...(await desk.page.evaluate(sticking)).map((each) => `${path} sticks out ${each}`));
      }
      assert.deepEqual(found, []);
      assert.deepEqual(desk.complaints, []);
      await desk.close();
    });
  }
}

for (const dark of [false, true]) {
  test(`axe finds no serious violation on any page, ${dark ? 'dark' : 'light'}`, async () => {
    const desk = await openDesk({ dark });
    const axe = readFileSync(axeSource, 'utf8');
    const bad = [];
    for (const path of [...pages, '/cases?peek', '/login']) {
      await desk.page.goto(path);
      await settled(desk.page);
      if (path === '/cases?peek') await desk.page.keyboard.press('Space');
      await desk.page.waitForTimeout(250);
      await desk.page.evaluate(axe);
      const found = await desk.page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      bad.push(...found.violations.filter((each) => ['serious', 'critical'].includes(each.impact)).map((each) => `${path} ${each.id}: ${each.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary.split('\n')[1] ?? ''}`).join(' | ')}`));
    }
    assert.deepEqual(bad, []);
    await desk.close();
  });
}

test('filters and the row in hand survive a reload, and no name that was typed stands in the address', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/cases');
  await page.getByRole('button', { name: /流转中/ }).click();
  await page.getByRole('button', { name: /黄色 预警/ }).click();
  await page.keyboard.press('f');
  await page.keyboard.type('何素琴', { delay: 60 });
  await page.getByRole('link', { name: '何素琴' }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('tr.row').length === 1);
  assert.match(page.url(), /state=circulating/);
  assert.match(page.url(), /light=yellow/);
  assert.ok(!decodeURIComponent(page.url()).includes('何素琴'));
  await page.reload();
  await page.getByRole('link', { name: '何素琴' }).waitFor();
  assert.equal(await page.locator('tr.row').count(), 1);
  assert.equal(await page.getByPlaceholder('按姓名、编号、首字母筛').inputValue(), '何素琴');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /何素琴/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelectorAll('tr.row').length === 1, undefined, { timeout: 10000 });
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelectorAll('tr.row').length === 12);
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('the most urgent case is opened, left and the next one opened by keys alone', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/cases');
  await settled(page);
  await page.keyboard.press('j');
  await page.waitForFunction(() => /at=k2/.test(location.search));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /孙立群/ }).waitFor();
  await page.keyboard.press('j');
  await page.getByRole('heading', { name: /陈桂芳/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('tr.row').first().waitFor();
  assert.match(page.url(), /at=k2/);
  await desk.close();
});

test('a label that is scanned opens its case wherever the focus is and reaches no field', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/cases');
  await settled(page);
  await page.keyboard.press('f');
  await page.waitForTimeout(120);
  // Typed as a code scanner does: no pause between the keys, Enter at the end.
  await page.evaluate(() => {
    const field = document.activeElement;
    for (const key of [...'2026-000099-H', 'Enter']) field.dispatchEvent(new KeyboardEvent('keydown', { key, code: key === 'Enter' ? 'Enter' : 'KeyA', bubbles: true, cancelable: true }));
  });
  await page.getByRole('heading', { name: /王秀兰/ }).waitFor();
  await desk.close();
});

test('a number is masked until the eye is pressed and masked again when the case is left', async () => {
  const desk = await openDesk();
  const { page } = desk;
  let asked = 0;
  page.on('request', (request) => { if (request.url().endsWith('/applicant')) asked += 1; });
  await page.goto('/cases/2026-000099-H');
  await page.getByText('1201**********382X').waitFor();
  assert.equal(asked, 0);
  await page.getByRole('button', { name: '看完整号码' }).first().click();
  await page.getByText('12011619701016382X').waitFor();
  assert.equal(asked, 1);
  await page.goto('/cases/2026-000078-J');
  await page.getByText('1201**********382X').waitFor();
  assert.equal(await page.getByText('12011619701016382X').count(), 0);
  await desk.close();
});

test('a case is stopped, resumed, sent back after a question, and opened again with a reason', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/cases/2026-000099-H');
  await page.getByRole('button', { name: '补正或暂停' }).click();
  await page.getByRole('button', { name: '特别程序' }).click();
  await page.getByText('已暂停').first().waitFor();
  await page.getByRole('button', { name: '恢复计时' }).click();
  await page.getByRole('button', { name: '退件或撤件' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent.includes('不做')), true);
  await dialog.getByRole('button', { name: '退件' }).click();
  await page.getByRole('button', { name: /重新打开/ }).first().click();
  await page.getByLabel('原因').fill('居民补齐了照片');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '退件或撤件' }).waitFor();
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('a page of a case shows what was read on it and is walked by the arrows', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/cases/2026-000099-H');
  await page.getByRole('button', { name: /看居民户口簿/ }).click();
  await page.getByText(/读出 \d+ 项/).waitFor();
  assert.match(page.url(), /page=/);
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: /申领表/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !/page=/.test(location.search));
  await desk.close();
});

test('search finds by a name, previews the hit with the name framed and opens it by Enter', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/cases');
  await settled(page);
  await page.keyboard.press('/');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type('王秀兰', { delay: 60 });
  await page.getByRole('option', { name: /王秀兰/ }).waitFor();
  await page.locator('.frame.chosen').first().waitFor({ state: 'attached' });
  assert.ok(!decodeURIComponent(page.url()).includes('王秀兰'));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /王秀兰/ }).waitFor();
  await desk.close();
});

test('held, the question mark lists the keys of the page and goes when it is let go', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/cases');
  await settled(page);
  await page.keyboard.down('Shift');
  await page.keyboard.down('?');
  const help = page.getByRole('dialog', { name: '这一页的按键' });
  await help.waitFor();
  assert.ok((await help.getByText('看一眼').count()) > 0);
  await page.keyboard.up('?');
  await page.keyboard.up('Shift');
  await help.waitFor({ state: 'detached' });
  await desk.close();
});

test('a certificate is handed over after the right number and a signature; a wrong number is refused in words', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/pickup');
  await page.getByRole('button', { name: /王秀兰.*2026-000099-H/s }).click();
  await page.getByRole('button', { name: '勾上' }).first().click();
  await page.getByLabel('证件号码').fill('120116197010163281');
  const pad = await page.locator('canvas.board').boundingBox();
  await page.mouse.move(pad.x + 60, pad.y + 60);
  await page.mouse.down();
  await page.mouse.move(pad.x + 160, pad.y + 120, { steps: 6 });
  await page.mouse.up();
  await page.keyboard.press('F9');
  await page.getByRole('alert').getByText(/与申请人不同/).waitFor();
  await page.getByLabel('证件号码').fill('12011619701016382X');
  await page.keyboard.press('F9');
  await page.getByText(/已交给 王秀兰/).waitFor();
  await desk.close();
});

test('on a handoff a thing is taken, seen twice, refused with a reason and taken back', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/handoff/h1');
  const field = page.getByLabel('扫标签，或输短号');
  await field.waitFor();
  await page.getByRole('radio', { name: '收下' }).click();
  await field.fill('PVHX-6RR9-J');
  await field.press('Enter');
  await page.getByRole('status').getByText('已签入').waitFor();
  await field.fill('PVHX-6RR9-J');
  await field.press('Enter');
  await page.getByText(/已经签入过/).waitFor();
  await field.fill('2M7M-KE37-4');
  await field.press('Enter');
  await page.getByText(/记为多出/).waitFor();
  await field.press('Control+z');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /撤回/ }).click();
  await page.getByText(/2M7M-KE37-4 已撤回/).waitFor();
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

/** What a person's hand does on the pad. */
async function draw(page) {
  const box = await page.getByRole('img', { name: '在这里签名' }).boundingBox();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.6);
  await page.mouse.down();
  for (const [x, y] of [[0.35, 0.3], [0.42, 0.7], [0.5, 0.4], [0.6, 0.6]]) await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
  await page.mouse.up();
}

test('what waits to go this way stands on the giver’s sheet before anything is scanned, and goes from there when it is', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/handoff/h1');
  await page.getByText('待交出 2').waitFor();
  await page.getByRole('row', { name: /W7KD-3FPA-8/ }).getByRole('button', { name: '签出' }).click();
  await page.getByText('待交出 1').waitFor();
  await page.getByRole('radio', { name: '收下' }).click();
  assert.equal(await page.getByText('待交出 1').count(), 0, 'the receiver sees what was given alone');
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('a person signs a handoff with his own hand, once; who, for whom and when stand beside it', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/handoff/h1');
  const both = page.getByRole('region', { name: '双方签名' });
  await both.getByText('还没有签').nth(1).waitFor();
  await both.getByRole('button', { name: '签名' }).click();
  assert.equal(await both.getByRole('button', { name: '签好了' }).getAttribute('aria-disabled') ?? 'true', 'true', 'an empty pad is no signature');
  await draw(page);
  await both.getByRole('button', { name: '签好了' }).click();
  await both.getByRole('img', { name: '李晓雯 的签名' }).waitFor();
  await both.getByText('移交 柳岸社区').waitFor();
  assert.equal(await both.getByText('还没有签').count(), 1);
  assert.equal(await both.getByRole('button', { name: '签名' }).count(), 0);
  await page.getByRole('radio', { name: '收下' }).click();
  assert.equal(await both.getByRole('button', { name: '签名' }).count(), 0, 'nor for the other side');
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('a case is found by the name its applicant had before he was corrected, and says so', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/search');
  await page.getByRole('combobox').fill('王秀蓝');
  await page.getByRole('option').getByText('更正前').waitFor();
  await desk.close();
});

test('one case is one case in English', async () => {
  const desk = await openDesk({ language: 'en' });
  const { page } = desk;
  await page.goto('/overview');
  await settled(page);
  await page.goto('/cases?q=2026-000099-H');
  await settled(page);
  assert.doesNotMatch(await page.locator('body').textContent(), /\b1 (cases|pages|items|differences|working days)\b/);
  await desk.close();
});

test('a certificate that comes back is filed to the one case that fits by Enter; a doubtful one waits for a choice', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/returns');
  await page.locator('input[type=file]').first().setInputFiles([paper('07-retirement-certificate.jpg'), paper('08-other-retirement-certificate.jpg')]);
  await page.getByText('只有一件相符').waitFor();
  await page.getByText('有 2 件像').waitFor();
  await page.locator('body').press('Enter');
  await page.getByText(/证照已归到 2026-000099-H/).waitFor();
  await page.locator('.candidate').nth(1).waitFor();
  await page.reload();
  await page.locator('.stack .one').first().waitFor();
  await desk.close();
});

test('the overview opens the worst case in two clicks and settles a difference with a reason', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/');
  await page.getByRole('link', { name: '督办' }).click();
  await page.getByRole('button', { name: /交接差异未了/ }).click();
  await page.getByRole('button', { name: '了结', exact: true }).first().click();
  await page.getByLabel('原因').fill('袋在柳岸，重新封好了');
  await page.keyboard.press('Enter');
  await page.getByText('已记下').waitFor();
  await page.getByRole('link', { name: '周玉珍' }).click();
  await page.getByRole('heading', { name: /周玉珍/ }).waitFor();
  await desk.close();
});

test('the overview says where paper is, what lies there, how long cases take and who did what', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/overview');
  await page.locator('.trend canvas').waitFor();
  await page.getByRole('button', { name: /十天没动/ }).click();
  await page.getByRole('heading', { name: '10 个工作日没动的，最久的在前' }).waitFor();
  await page.locator('.worst tbody tr').nth(2).waitFor();
  await page.getByRole('button', { name: /^柳岸社区/ }).click();
  await page.getByRole('heading', { name: '在柳岸社区的，最久没动的在前' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '在柳岸社区的，最久没动的在前' }).waitFor();
  assert.match(await page.getByRole('link', { name: '存为表格' }).first().getAttribute('href'), /overview\/places\?as=csv$/);
  await page.getByRole('radio', { name: '用时' }).click();
  await page.getByRole('cell', { name: '高龄津贴申领' }).waitFor();
  await page.getByRole('radio', { name: '审计' }).click();
  await page.getByRole('searchbox', { name: '账号' }).fill('li');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  await desk.close();
});

test('signing in says what is missing, what was wrong and how long it is locked', async () => {
  const desk = await openDesk({ signedIn: false });
  const { page } = desk;
  await page.goto('/cases?state=closed');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByText('请填账号').waitFor();
  await page.getByLabel('账号').fill('li');
  for (let at = 0; at < 5; at += 1) {
    await page.getByLabel('口令').fill('not-it');
    await page.keyboard.press('Enter');
    await page.getByText(at < 4 ? '账号或口令不对。' : /错得太多/).waitFor();
  }
  assert.equal(await page.getByRole('button', { name: '登录', exact: true }).isDisabled(), true);
  await desk.close();
});

test('signing in goes on to the page that was asked for', async () => {
  const desk = await openDesk({ signedIn: false });
  const { page } = desk;
  await page.goto('/cases?state=picked-up');
  await page.getByLabel('账号').fill('li');
  await page.getByLabel('口令').fill('sample-pass');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '李凤仙' }).waitFor();
  assert.match(page.url(), /state=picked-up/);
  await desk.close();
});

test('while the server is away the list says so and comes by itself when it is back', async () => {
  const desk = await openDesk();
  const { page, station } = desk;
  await page.goto('/cases');
  await page.getByRole('link', { name: '周玉珍' }).waitFor();
  await station.stop();
  await page.getByRole('button', { name: /流转中/ }).click();
  await page.getByText('服务器没有回应').first().waitFor();
  assert.equal(await page.getByRole('link', { name: '周玉珍' }).count(), 1, 'what was there stays');
  await station.again(station.port);
  await page.getByText('服务器没有回应').first().waitFor({ state: 'detached', timeout: 15000 });
  await page.waitForFunction(() => /state=circulating/.test(location.search) && document.querySelectorAll('tr.row').length === 8, undefined, { timeout: 15000 });
  await desk.close();
});

test('a case that is not there is told as a page with a way back', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/cases/2026-999999-Z');
  await page.getByRole('alert').getByText('没有这个办件').waitFor();
  await page.getByRole('button', { name: '回列表' }).click();
  await page.locator('tr.row').first().waitFor();
  await desk.close();
});

test('the language, the dark look and the printer that were chosen stay after a reload', async () => {
  const desk = await openDesk();
  const { page, context } = desk;
  await page.goto('/settings');
  await page.getByRole('radio', { name: '深色' }).click();
  await page.getByLabel(/^标签打印机/).selectOption('标签打印机');
  const kept = JSON.parse(await page.evaluate(() => localStorage.getItem('daiban.settings')));
  assert.equal(kept.theme, 'dark');
  assert.equal(kept.labelPrinter, '标签打印机');
  const other = await context.newPage();
  await other.addInitScript((told) => localStorage.setItem('daiban.settings', JSON.stringify(told)), kept);
  // What the browser sends as a stream is not told to whoever listens outside: heard inside.
  await other.addInitScript(() => {
    const send = window.fetch;
    window.fetch = async (request) => {
      if (/\/print$/.test(request.url)) window.printAsked = await request.clone().json();
      return send(request);
    };
  });
  await other.goto('/cases/2026-000099-H');
  await other.getByRole('button', { name: '案卷标签', exact: true }).click();
  await other.waitForFunction(() => window.printAsked);
  assert.equal(await other.evaluate(() => window.printAsked.printer), '标签打印机');
  await desk.close();
});


for (const large of [false, true]) {
  test(`on a phone the rooms stand one below the other and nothing runs off the screen${large ? ', in large type too' : ''}`, async () => {
    const desk = await openDesk({ size: { width: 390, height: 844 }, large });
    for (const path of ['/cases', '/search', '/pickup', '/handoff/h1', '/overview']) {
      await desk.page.goto(path);
      await settled(desk.page);
      if (path === '/search') await desk.page.getByRole('combobox').fill('王');
      if (path === '/search') await desk.page.getByRole('option').first().waitFor();
      if (path === '/pickup') await desk.page.locator('.one').first().click();
      assert.deepEqual(await desk.page.evaluate(sticking), [], path);
      assert.ok(await desk.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path);
      // The rooms lie under the thumb, below the work.
      assert.ok(await desk.page.evaluate(() => document.querySelector('nav.rail').getBoundingClientRect().top >= document.querySelector('main.work').getBoundingClientRect().bottom), path);
    }
    assert.deepEqual(desk.complaints, []);
    await desk.close();
  });
}
