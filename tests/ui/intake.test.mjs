// The counter's stories: by mouse, by keyboard alone, with doubts, with the server gone for a while.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, closeBrowser, openDesk, paper, scan } from './browser.mjs';
import { readFileSync } from 'node:fs';


/** A drawn paper under another file name: the station in memory reads it as misread (`conflict-`) or as run out (`expired-`). */
const as = (name) => ({ name, mimeType: 'image/jpeg', buffer: readFileSync(paper(name.replace(/^(conflict|expired|copy)-/, ''))) });
const line = (page, name) => page.getByRole('region', { name: '材料清单' }).getByRole('listitem').filter({ hasText: name });
const fivePapers = ['01-id-card.jpg', '02-household-register.jpg', '03-pension-form.jpg', '04-leaflet.jpg', '05-bank-card.jpg'].map(paper);

async function begin(page, address, files) {
  await page.goto(address);
  await page.getByRole('button', { name: '基本养老保险待遇申领' }).click();
  await page.getByRole('radio', { name: '本人' }).click();
  if (files) await choose(page, () => page.getByRole('contentinfo').getByRole('button', { name: '取页面' }).click(), files);
}

async function story(name, options, tell) {
  await test(name, async () => {
    const desk = await openDesk(options);
    try {
      await tell(desk);
      assert.deepEqual(desk.complaints.filter((each) => !options.mayComplain?.test(each)), [], 'the console stays silent');
    } finally {
      await desk.close();
    }
  });
}

await story('five papers of a pension case are taken in with at most 12 keys and no mouse', {}, async ({ page, address }) => {
  let keys = 0;
  const press = async (key) => { keys += 1; await page.waitForTimeout(60); await page.keyboard.press(key); };
  await page.goto(address);
  await page.getByRole('button', { name: '基本养老保险待遇申领' }).waitFor();
  for (const key of 'jbyl') await press(key);
  await page.getByRole('option', { name: /基本养老保险待遇申领/ }).waitFor();
  await press('Enter');
  await page.getByRole('radio', { name: '本人' }).waitFor();
  await press('1');
  await choose(page, () => press('F4'), fivePapers);
  await page.getByText('这是王秀兰的银行卡吗').first().waitFor();
  await press('y');
  await page.getByText('齐全，可以收件').waitFor();
  await press('F9');
  await page.getByRole('heading', { name: '王秀兰的基本养老保险待遇申领已收件' }).waitFor();
  assert.equal(await page.getByRole('img', { name: '收件凭证' }).count(), 1, 'the receipt is shown as it came out');
  await press('Control+Enter');
  await page.getByPlaceholder('事项名称、拼音或首字母').waitFor();
  assert.ok(keys <= 12, `${keys} keys`);
});

await story('two pages are made one paper by a key or by dragging, taken apart again, and each is undone', {}, async ({ page, address, station }) => {
  await begin(page, address, ['01-id-card.jpg', '03-pension-form.jpg', '04-leaflet.jpg'].map(paper));
  const column = page.getByRole('region', { name: '页面' });
  await page.getByText(/页都读完了|已读完|读完/).first().waitFor().catch(() => {});
  const thumb = (number) => column.getByRole('listitem').nth(number - 1).getByRole('button').first();
  await thumb(3).click();
  await page.keyboard.press('m');
  await thumb(3).getByText('接第 2 页').waitFor();
  await page.keyboard.press('m');
  await thumb(3).getByText('接第 2 页').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await thumb(3).getByText('接第 2 页').waitFor();
  await page.keyboard.press('Control+z');
  await thumb(3).getByText('接第 2 页').waitFor({ state: 'detached' });
  // Either is dragged onto the other: the earlier one leads.
  await thumb(2).dragTo(thumb(3));
  await thumb(3).getByText('接第 2 页').waitFor();
  await page.getByRole('button', { name: '拆开，自成一份（M）' }).or(page.getByRole('button', { name: '与上一页合成一份（M）' })).first().waitFor();
  assert.equal([...station.world.intakes.values()][0].pages[2].documents[0].continues.document, 1);
});

await story('what is missing, run out and somebody else’s is told once, by mouse', {}, async ({ page, address }) => {
  await begin(page, address, [as('expired-01-id-card.jpg'), paper('03-pension-form.jpg')]);
  await line(page, '国徽面').getByText('已过期').waitFor();
  await line(page, '户口簿').getByText('缺少').waitFor();
  await choose(page, () => page.getByRole('contentinfo').getByRole('button', { name: '取页面' }).click(), [as('copy-06-neighbour-id-card.jpg')]);
  await page.getByRole('region', { name: '页面' }).getByText('李凤仙').first().waitFor();
  await page.getByRole('contentinfo').getByRole('button', { name: '打印告知单' }).click();
  await page.getByRole('heading', { name: '已告知所缺' }).waitFor();
});

await story('somebody else’s paper is named as such and accepted only with a reason', {}, async ({ page, address }) => {
  await begin(page, address, [paper('06-neighbour-id-card.jpg')]);
  await page.getByRole('button', { name: '改姓名证号' }).click();
  await page.getByLabel('姓名', { exact: true }).fill('王秀兰');
  await page.getByLabel('公民身份号码').first().fill('12011619701016382X');
  await page.keyboard.press('Enter');
  const front = line(page, '人像面');
  await front.getByText('非本人').first().waitFor();
  await front.getByRole('button', { name: '仍要认可' }).click();
  assert.equal(await front.getByRole('button', { name: '认可', exact: true }).isDisabled(), true, 'not without a reason');
  await front.getByLabel('缘由').fill('同一人，已改名，见户口簿');
  await front.getByRole('button', { name: '认可', exact: true }).click();
  await front.getByText('齐全').waitFor();
});

await story('several cards on one glass are two documents of one page', {}, async ({ page, address }) => {
  await begin(page, address, [paper('01-id-card.jpg')]);
  await page.getByRole('tab', { name: '居民身份证（国徽面）' }).click();
  await page.getByText('天津市公安局滨海分局').waitFor();
  await line(page, '人像面').getByText('第 1 页').waitFor();
  await line(page, '国徽面').getByText('第 1 页').waitFor();
});

await story('a character that differs is one question with both places side by side', {}, async ({ page, address }) => {
  await begin(page, address, [paper('01-id-card.jpg'), as('conflict-02-household-register.jpg')]);
  await page.getByText('出生日期与身份证差一个字').first().waitFor();
  const marked = await page.locator('.evidence b').allInnerTexts();
  assert.deepEqual(marked, ['8', '6']);
  await page.keyboard.press('y');
  await page.getByText(/已答：出生日期/).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('group', { name: '要问的一句' }).waitFor();
});

await story('a second resident is taken in while the first one’s pages are read', { station: { readMs: 1500 } }, async ({ page, address }) => {
  await begin(page, address, fivePapers);
  await page.keyboard.press('Alt+n');
  await page.getByRole('button', { name: '基本养老保险待遇申领' }).click();
  await page.getByRole('radio', { name: '本人' }).click();
  await choose(page, () => page.keyboard.press('F4'), [paper('06-neighbour-id-card.jpg')]);
  const strip = page.getByRole('navigation', { name: '正在办的居民' });
  await strip.getByRole('button', { name: /王秀兰/ }).click();
  await page.getByText('这是王秀兰的银行卡吗').first().waitFor();
  assert.equal(await page.getByRole('region', { name: '页面' }).getByText('5 页').count(), 1);
});

await story('a reload in the middle loses nothing', {}, async ({ page, address }) => {
  await begin(page, address, fivePapers);
  await page.getByText('这是王秀兰的银行卡吗').first().waitFor();
  await page.reload();
  await page.getByText('这是王秀兰的银行卡吗').first().waitFor();
  assert.equal(await page.getByRole('radio', { name: '本人' }).getAttribute('aria-checked'), 'true');
  assert.equal(await page.getByRole('region', { name: '页面' }).getByText('5 页').count(), 1);
});

await story('a server that goes away and comes back costs nothing that was typed', { mayComplain: /Failed to load|ERR_/ }, async ({ page, address, station }) => {
  await begin(page, address, [paper('02-household-register.jpg')]);
  const row = page.getByRole('region', { name: '读出的内容' });
  await row.getByText('籍贯').waitFor();
  await station.stop();
  await row.getByText('籍贯').dblclick();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('天津市东丽区', { delay: 50 });
  await page.keyboard.press('Enter');
  await page.getByText('服务器没有回应').waitFor();
  await page.getByText(/项等着送出/).waitFor();
  await station.again(Number(new URL(address).port));
  await row.getByText('天津市东丽区').waitFor();
  await page.getByText('服务器没有回应').waitFor({ state: 'detached' });
});

await story('a code scanner’s burst never reaches a field, and slow typing always does', {}, async ({ page, address, complaints }) => {
  await page.goto(address);
  const field = page.getByPlaceholder('事项名称、拼音或首字母');
  await field.click();
  await page.keyboard.type('jb', { delay: 80 });
  await scan(page, '1ADCGNPPNXG0123456789ABCDEFGHJKMNP7');
  await page.getByText(/没有哪个办件有这个码/).waitFor();
  assert.equal(await field.inputValue(), 'jb');
  assert.deepEqual(complaints, []);
});

await story('keys composed by an input method are not commands', {}, async ({ page, address }) => {
  await begin(page, address, [paper('05-bank-card.jpg'), paper('01-id-card.jpg')]);
  await page.getByText('这是王秀兰的银行卡吗').first().waitFor();
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Process', code: 'KeyY', keyCode: 229, bubbles: true })));
  await page.waitForTimeout(150);
  assert.equal(await page.getByRole('group', { name: '要问的一句' }).count(), 1);
  await page.keyboard.press('y');
  await page.getByRole('group', { name: '要问的一句' }).waitFor({ state: 'detached' });
});

await story('a page dragged onto a requirement becomes it, and can be taken back', {}, async ({ page, address }) => {
  await begin(page, address, [paper('04-leaflet.jpg')]);
  const thumb = page.getByRole('region', { name: '页面' }).getByRole('button', { name: /未识别/ });
  await thumb.waitFor();
  await page.getByText('都读完了').waitFor();
  await thumb.dragTo(line(page, '户口簿'));
  await line(page, '户口簿').getByText('齐全').waitFor();
  await page.getByRole('contentinfo').getByRole('button', { name: /撤销/ }).click();
  await line(page, '户口簿').getByText('缺少').waitFor();
});

await story('a page is turned, its corners moved by the arrows, taken out and put back', {}, async ({ page, address, station }) => {
  await begin(page, address, [paper('02-household-register.jpg')]);
  await page.getByRole('region', { name: '读出的内容' }).getByText('籍贯').waitFor();
  const quad = () => [...station.world.intakes.values()][0].pages[0].documents[0];
  await page.keyboard.press('r');
  await page.getByRole('button', { name: /撤销：第 1 页转正/ }).waitFor();
  assert.equal(quad().turn, 90);
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: /撤销：第 1 页转正/ }).waitFor({ state: 'detached' });
  const before = quad().quad[0][0];
  await page.keyboard.press('c');
  await page.getByRole('slider', { name: '左上角' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /撤销：第 1 页改边/ }).waitFor();
  assert.ok(quad().quad[0][0] > before);
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: /不收的 1 页/ }).click();
  await page.getByRole('button', { name: '拿回' }).click();
  await page.getByRole('region', { name: '页面' }).getByText('1 页', { exact: true }).waitFor();
});

await story('what is being typed and where one zoomed to outlive news from the server', {}, async ({ page, address }) => {
  await begin(page, address, [paper('02-household-register.jpg')]);
  const fields = page.getByRole('region', { name: '读出的内容' });
  await fields.getByText('籍贯').dblclick();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('天津市东', { delay: 50 });
  const zoomed = await page.locator('svg.paper').getAttribute('viewBox');
  await page.getByRole('button', { name: '放大' }).dispatchEvent('click');
  await page.waitForFunction((before) => document.querySelector('svg.paper').getAttribute('viewBox') !== before, zoomed);
  const closer = await page.locator('svg.paper').getAttribute('viewBox');
  await page.locator('input[type=file]').setInputFiles([paper('01-id-card.jpg'), paper('05-bank-card.jpg')]);
  await page.getByText('3 页', { exact: true }).waitFor();
  await page.getByText('都读完了').waitFor();
  assert.equal(await page.locator('input.edit').inputValue(), '天津市东');
  // The doubt line takes some of the height; the place and the scale stay.
  const across = (viewBox) => viewBox.split(' ').filter((_, at) => at % 2 === 0);
  assert.deepEqual(across(await page.locator('svg.paper').getAttribute('viewBox')), across(closer));
});

await story('a scan brings page after page, tells how far it is and can be stopped', { station: { scanners: [{ name: 'adf', label: '佳能 DR-C230', kind: 'adf', state: 'ready' }] } }, async ({ page, address, station }) => {
  station.options.scanMs = 1200;
  await begin(page, address);
  await page.getByRole('contentinfo').getByRole('button', { name: '扫描 F4' }).waitFor();
  await page.keyboard.press('F4');
  await page.getByText('正在扫第 2 页').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(/停下了，已收 [12] 页/).waitFor();
  await line(page, '人像面').getByText('齐全').waitFor();
});

await story('an empty feeder is waited for, and after a jam it is scanned on', { station: { scanners: [{ name: 'adf', label: '佳能 DR-C230', kind: 'adf', state: 'ready' }] } }, async ({ page, address, station }) => {
  Object.assign(station.options, { scanMs: 300, feederEmpty: true, jamAfter: 1 });
  await begin(page, address);
  await page.getByRole('contentinfo').getByRole('button', { name: '扫描 F4' }).waitFor();
  await page.keyboard.press('F4');
  await page.getByText('馈纸器里没有纸，放好就扫').waitFor();
  station.options.feederEmpty = false;
  await page.getByText(/卡纸/).waitFor();
  station.options.jamAfter = undefined;
  await page.getByRole('button', { name: '接着扫' }).click();
  await page.getByText('扫好 3 页').waitFor();
  const intake = [...station.world.intakes.values()][0];
  assert.equal(intake.pages.length, 4, 'the page before the jam is there too');
});

await story('the files of the page are got while it is still being asked who is signed in', {}, async ({ page, address }) => {
  let told;
  const asked = new Promise((came) => { told = came; });
  page.on('request', (request) => { if (/IntakePage-.*\.js/.test(request.url())) told(); });
  await page.route('**/api/v1/session', async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto(address);
  await page.getByRole('button', { name: '基本养老保险待遇申领' }).waitFor();
});

await story('news that comes thick is followed by few requests, and the last of it is shown', {}, async ({ page, address, station }) => {
  await begin(page, address, [paper('02-household-register.jpg')]);
  await page.getByText('都读完了').waitFor();
  const intake = [...station.world.intakes.values()][0];
  await page.waitForTimeout(400); // what the reading told of is asked for by now
  let asked = 0;
  page.on('request', (request) => { if (request.url().endsWith(`/intakes/${intake.id}`)) asked += 1; });
  const news = (name) => {
    Object.assign(intake, { version: intake.version + 1, applicant: { name, id_number: '', id_number_masked: '', source: 'person' } });
    for (const { answer } of station.world.streams) answer.write(`event: intake\ndata: {"version":${intake.version}}\n\n`);
  };
  for (let at = 1; at <= 40; at += 1) news(`王秀兰${at}`);
  await page.getByText('王秀兰40').first().waitFor();
  await page.waitForTimeout(400);
  assert.ok(asked >= 1 && asked <= 3, `${asked} requests for 40 pieces of news`);
});

await story('the label is checked by scanning it, wherever the focus is', {}, async ({ page, address }) => {
  await begin(page, address, fivePapers);
  await page.getByText('这是王秀兰的银行卡吗').first().waitFor();
  await page.keyboard.press('y');
  await page.getByText('齐全，可以收件').waitFor();
  await page.keyboard.press('F9');
  await page.getByText('等扫一下').waitFor();
  await scan(page, '1AXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX7');
  await page.getByText('这是别的袋子').waitFor();
});

await closeBrowser();
