// What people stumbled over who had never seen the pages, and what those did who wanted to break them.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { choose, closeBrowser, openDesk, paper, scan } from './browser.mjs';

after(closeBrowser);

const list = (page) => page.getByRole('region', { name: '材料清单' });

/** Somebody who came for a pension, his situation said. */
async function begin(page) {
  await page.goto('/intake');
  await page.locator('.common button').first().waitFor();
  await page.keyboard.type('jbyl', { delay: 60 });
  await page.locator('.detail .materials').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.asked').waitFor();
  await page.keyboard.press('1');
  await page.locator('.asked').waitFor({ state: 'detached' });
}

/** Answers of the station that are other than they would be. */
const changed = (page, path, change) => page.route(path, async (route) => {
  const answer = await route.fetch();
  await route.fulfill({ response: answer, json: change(await answer.json()) });
});
const asRoles = (page, roles) => changed(page, '**/api/v1/session', (told) => ({ ...told, roles }));
const withoutPrinter = (page) => changed(page, '**/print', (told) => ({ ...told, printed: false, sentence: '打印机没有回应。' }));

test('papers of which any one will do are counted as one thing to bring', async () => {
  const desk = await openDesk();
  await begin(desk.page);
  await list(desk.page).getByText('要补 5', { exact: true }).waitFor();
  await desk.close();
});

test('an answer given twice, or by a key that is held, goes out once and says nothing about the next question', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await begin(page);
  await choose(page, () => page.keyboard.press('F4'), [paper('01-id-card.jpg'), paper('05-bank-card.jpg')]);
  await page.getByRole('group', { name: '要问的一句' }).waitFor();
  let sent = 0;
  await page.route('**/questions/*', async (route) => {
    sent += 1;
    await new Promise((later) => { setTimeout(later, 500); });
    await route.continue();
  });
  // As a finger does; faster it is a code scanner.
  for (let at = 0; at < 4; at += 1) {
    await page.keyboard.down('y');
    await page.waitForTimeout(at === 0 ? 300 : 60);
  }
  await page.keyboard.up('y');
  await page.keyboard.press('y');
  await page.getByText(/^已答：/).waitFor();
  assert.equal(sent, 1);
  assert.equal(await page.locator('.toast.bad').count(), 0);
  await desk.close();
});

test('what can be undone is said as the station says it, which knows the session’s language', async () => {
  const desk = await openDesk({ language: 'en' });
  await begin(desk.page);
  await desk.page.getByRole('button', { name: 'Undo: 选择情形' }).waitFor();
  await desk.close();
});

test('a slip no printer took can be opened where it is said', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await withoutPrinter(page);
  await begin(page);
  await choose(page, () => page.keyboard.press('F4'), [paper('01-id-card.jpg')]);
  await list(page).getByText('第 1 页').first().waitFor();
  await page.keyboard.press('F8');
  await page.getByText('没有打出').waitFor();
  assert.match(await page.getByRole('link', { name: '打开 PDF' }).getAttribute('href'), /notice\.pdf$/);
  await desk.close();
});

test('a certificate is not said to have its label when the printer is gone: the label can be opened', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await withoutPrinter(page);
  await page.goto('/returns');
  await choose(page, () => page.getByRole('button', { name: /放证照影像/ }).first().click(), [paper('07-retirement-certificate.jpg')]);
  await page.getByText('只有一件相符').waitFor();
  await page.locator('body').press('Enter');
  const told = page.locator('.toast').filter({ hasText: '证照标签没有打出。打印机没有回应。' });
  await told.getByRole('link', { name: '打开 PDF' }).waitFor();
  assert.equal(await page.getByText('已送打印机').count(), 0);
  await desk.close();
});

test('why a case is thought to be the one names the type of certificate by its title', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/returns');
  await choose(page, () => page.getByRole('button', { name: /放证照影像/ }).first().click(), [paper('07-retirement-certificate.jpg')]);
  await page.getByText('证照类型一致：退休证').first().waitFor();
  assert.equal(await page.getByText('retirement-certificate').count(), 0);
  await desk.close();
});

test('a case that has ended lacks nothing in the preview of a search', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await changed(page, '**/api/v1/cases/k13', (told) => ({ ...told, checklist: { ...told.checklist, counts: { ok: 0, doubt: 0, bad: 6, promise: 0 }, lines: told.checklist.lines.map((line) => ({ ...line, state: 'missing', word: '缺少' })) } }));
  await page.goto('/search');
  await page.getByRole('combobox').fill('李凤仙');
  const preview = page.getByRole('complementary', { name: '预览' }).or(page.locator('.preview'));
  await preview.first().getByText('现在').first().waitFor();
  assert.equal(await preview.first().getByText(/要补/).count(), 0);
  assert.equal(await preview.first().locator('.statemark.bad').count(), 0);
  await desk.close();
});

test('a whole code typed off a label is looked for like one that was scanned', async () => {
  const desk = await openDesk();
  const { page } = desk;
  const asked = [];
  page.on('request', (request) => { if (/\/search\?/.test(request.url())) asked.push(new URL(request.url()).searchParams.get('q')); });
  await page.goto('/search');
  await page.getByRole('combobox').fill('1ABCDEFGHJKLMNPQRSTUVWXYZ2345678902');
  await page.getByText(/没有找到|没有/).first().waitFor();
  assert.deepEqual(asked, ['BCDEFGHJKLMNPQRS']);
  await desk.close();
});

test('what the other side scans comes onto an open handoff by itself', async () => {
  const desk = await openDesk();
  const { page, context, address } = desk;
  await page.goto('/handoff/h1');
  const taken = page.locator('.figures li').nth(1).locator('strong');
  await taken.filter({ hasText: '2' }).waitFor();
  const told = await context.request.post(`${address}/api/v1/handoffs/h1/scans`, { headers: { 'X-CSRF-Token': 'csrf-of-the-test' }, data: { id: crypto.randomUUID(), given: 'PVHX-6RR9-J', side: 'receiver', verdict: 'signed-in' } });
  assert.equal(told.status(), 200);
  await taken.filter({ hasText: '3' }).waitFor({ timeout: 20000 });
  await desk.close();
});

test('who carries is chosen from the couriers there are, or named with a reason; a courier carries', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/handoff');
  await page.getByRole('button', { name: /F2/ }).first().waitFor();
  await page.keyboard.press('F2');
  const field = page.getByLabel('谁送');
  await field.locator('option[value=qiang]').waitFor({ state: 'attached' });
  assert.deepEqual(await field.locator('option').allTextContents(), ['不指定', '李晓雯（柳岸社区）', '李强（柳岸社区）', '没有账号的人…']);
  assert.equal(await field.inputValue(), '');
  const posted = [];
  await page.route('**/api/v1/handoffs', (route) => { if (route.request().method() === 'POST') posted.push(route.request().postDataJSON()); return route.continue(); });
  await field.selectOption({ label: '没有账号的人…' });
  await page.getByLabel('姓名').fill('孙师傅');
  await page.getByRole('button', { name: '开单' }).click();
  assert.equal(await page.getByLabel('为什么由他送').getAttribute('aria-invalid'), 'true', 'not without a reason');
  assert.deepEqual(posted, []);
  await page.getByLabel('为什么由他送').fill('代办员病假');
  await page.getByRole('button', { name: '开单' }).click();
  await page.getByText('孙师傅（没有账号）').waitFor();
  assert.deepEqual([posted.length, posted[0].courier, posted[0].outside], [1, '孙师傅', '代办员病假']);
  await asRoles(page, ['courier']);
  await page.goto('/handoff');
  await page.getByRole('link', { name: /用手机收发/ }).waitFor();
  await page.keyboard.press('F2');
  await page.waitForFunction(() => [...document.querySelectorAll('select')].some((each) => each.value === 'li'));
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('a handoff on which nothing was scanned asks before it is closed', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/handoff/h2');
  let closed = 0;
  page.on('request', (request) => { if (request.url().endsWith('/close')) closed += 1; });
  await page.getByRole('button', { name: /^结单/ }).click();
  await page.getByText('这张单上还没有扫过东西，空单结了？').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('空单结了？').waitFor({ state: 'detached' });
  assert.equal(closed, 0);
  await page.getByRole('button', { name: /^结单/ }).click();
  await page.getByRole('button', { name: /^结空单/ }).click();
  await page.getByText('交接单已结').waitFor();
  assert.equal(closed, 1);
  await desk.close();
});

test('the alarm of a withdrawn label is closed with a reason', async () => {
  const desk = await openDesk();
  const { page } = desk;
  const alarm = crypto.randomUUID();
  const posted = [];
  await page.route('**/api/v1/discrepancies', (route) => route.fulfill({ json: { discrepancies: posted.length > 0 ? [] : [{ handoff: '', number: '', from: 'liuan', to: '', thing: 'ABCDEFGHIJKLMNOP', short_number: '', desk: '', state: 'impossible', word: '标签密钥已作废', alarm: true, label_alarm: alarm }] } }));
  await page.route(`**/api/v1/label-alarms/${alarm}/close`, (route) => { posted.push(route.request().postDataJSON()); return route.fulfill({ json: { recorded: true } }); });
  await page.goto('/overview?show=discrepancies');
  await page.getByText('未登记的标签').waitFor();
  await page.getByText(/标签的密钥已作废/).waitFor();
  await page.getByRole('button', { name: '了结', exact: true }).click();
  await page.getByLabel('原因').fill('已核对实物，补打新标签');
  await page.keyboard.press('Enter');
  await page.getByText('未登记的标签', { exact: true }).waitFor({ state: 'detached' });
  assert.deepEqual(posted, [{ reason: '已核对实物，补打新标签' }]);
  await desk.close();
});

test('a courier who comes in by phone is led to the phone’s own page, and no key of a keyboard is shown there', async () => {
  const desk = await openDesk({ size: { width: 390, height: 844 } });
  const { page } = desk;
  await page.goto('/handoff');
  await page.getByRole('button', { name: /新交接单/ }).first().waitFor();
  assert.equal(await page.locator('kbd:visible').count(), 0);
  await asRoles(page, ['courier']);
  await page.goto('/');
  await page.waitForURL('**/courier');
  await desk.close();
});

test('nobody is sent to a room that is not his', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await asRoles(page, ['bureau-clerk']);
  await changed(page, '**/api/v1/cases?*', () => ({ cases: [], next: '', counts: { states: {}, lights: {} } }));
  await page.goto('/cases');
  await page.getByText('还没有办件').waitFor();
  assert.equal(await page.getByRole('button', { name: '去收件' }).count(), 0);
  await page.goto('/nowhere');
  await page.getByRole('button', { name: '回到开始页' }).click();
  await page.waitForURL('**/handoff');
  await desk.close();
});

test('a question with many answers stays readable, its answers under it', async () => {
  const desk = await openDesk();
  const { page } = desk;
  const answers = ['居民户口簿（常住人口登记卡）〔申请人〕', '基本养老保险待遇申领表〔申请人〕', '独生子女父母光荣证〔申请人〕', '残疾人证〔申请人〕', '都不是'].map((label, at) => ({ code: `a${at}`, label }));
  await changed(page, /\/api\/v1\/intakes\/[^/]+(\/pages)?$/, (told) => {
    const intake = told.intake ?? told;
    if (intake.questions?.[0]) intake.questions[0].answers = answers;
    return told;
  });
  await begin(page);
  await choose(page, () => page.keyboard.press('F4'), [paper('01-id-card.jpg'), paper('05-bank-card.jpg')]);
  const question = page.getByRole('group', { name: '要问的一句' });
  await question.getByRole('button', { name: '都不是' }).waitFor();
  const line = await question.boundingBox();
  assert.ok((await question.locator('.sentence').boundingBox()).height < 60, 'the question stands on a line or two');
  for (const button of await question.getByRole('button').all()) {
    const box = await button.boundingBox();
    assert.ok(box.x >= line.x && box.x + box.width <= line.x + line.width, 'every answer can be reached');
  }
  await desk.close();
});

test('of many files that are dropped every one that is not taken is named', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await begin(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([], 'leer.jpg', { type: 'image/jpeg' }));
    data.items.add(new File(['x'], 'prices.xlsx', { type: 'application/vnd.ms-excel' }));
    for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
  });
  const told = page.locator('.toast.bad');
  await told.filter({ hasText: 'prices.xlsx不是图片或 PDF' }).filter({ hasText: 'leer.jpg是空文件' }).waitFor();
  await desk.close();
});

test('marks that nobody sees do not come along with a name that is pasted', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await begin(page);
  await page.getByRole('button', { name: '填姓名证号' }).click();
  await page.getByLabel('姓名', { exact: true }).fill('\u202e王\u0000秀\u200b兰');
  await page.getByLabel(/公民身份号码/).first().fill('12011619701016382X');
  const [asked] = await Promise.all([page.waitForRequest((request) => request.method() === 'PATCH' && /\/intakes\//.test(request.url())), page.keyboard.press('Enter')]);
  await page.getByRole('banner').or(page.locator('.intake-head')).getByText('王秀兰').first().waitFor();
  assert.ok(asked);
  await desk.close();
});

test('what one person looked for is not shown to the next at the same browser', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/search');
  await page.getByRole('combobox').fill('王秀兰');
  await page.getByRole('option').first().waitFor();
  await changed(page, '**/api/v1/session', (told) => ({ ...told, account: 'zhao' }));
  await page.reload();
  await page.getByText('找一个人').waitFor();
  assert.equal(await page.getByRole('combobox').inputValue(), '');
  await desk.close();
});

test('at twice the size of everything no room falls over itself', async () => {
  const desk = await openDesk({ size: { width: 683, height: 384 } });
  const { page } = desk;
  const covered = [];
  for (const path of ['/intake', '/cases', '/handoff', '/pickup', '/search', '/settings']) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) covered.push(`${path} is ${wide} px too wide`);
    for (const box of await page.locator('main input:visible, header input:visible').all()) {
      const told = await box.boundingBox();
      if (told && told.width > 4 && told.width < 100) covered.push(`${path}: a field of ${Math.round(told.width)} px`);
    }
    // Nothing that is written lies over other writing.
    covered.push(...await page.evaluate((where) => {
      const boxes = [...document.querySelectorAll('main p, main h2, main button, main a')].filter((each) => each.getClientRects().length > 0 && each.textContent.trim() && !each.querySelector('p, h2, button, a'));
      const over = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 4 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4;
      return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => one.closest('.scroll') === other.closest('.scroll') && over(one.getBoundingClientRect(), other.getBoundingClientRect())).map((other) => `${where}: ${one.textContent.trim().slice(0, 12)} over ${other.textContent.trim().slice(0, 12)}`));
    }, path));
  }
  assert.deepEqual(covered, []);
  await desk.close();
});

test('a supervisor’s phone shows all six figures and where late paper is, and no date squeezed into a column', async () => {
  const desk = await openDesk({ size: { width: 390, height: 844 } });
  const { page } = desk;
  await changed(page, '**/api/v1/overview', (told) => ({ ...told, worst: told.worst.map((row) => ({ ...row, where: '' })) }));
  await page.goto('/overview');
  await page.getByRole('link', { name: '周玉珍' }).waitFor();
  const frame = await page.locator('.figures').boundingBox();
  const figures = await page.locator('.figure').all();
  assert.equal(figures.length, 6);
  for (const each of figures) {
    const box = await each.boundingBox();
    assert.ok(box.y + box.height <= frame.y + frame.height + 1, 'a figure is cut off');
  }
  const bar = await page.locator('.topbar').boundingBox();
  for (const each of await page.locator('.topbar .meta:visible').all()) assert.ok((await each.boundingBox()).height < bar.height);
  const cells = page.locator('.worst tbody tr').first().locator('td:visible');
  assert.deepEqual((await cells.allTextContents()).slice(1).map((each) => each.trim()), ['周玉珍', '高龄津贴申领', '柳岸社区']);
  for (const cell of await cells.all()) assert.ok((await cell.boundingBox()).width > 60);
  await desk.close();
});

test('a handoff from an office to itself is not opened, and it is said why', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/handoff');
  await page.getByRole('button', { name: /F2/ }).first().waitFor();
  await page.keyboard.press('F2');
  await page.getByLabel('交给谁').selectOption('liuan');
  await page.getByRole('button', { name: /^开单/ }).click();
  await page.getByText('交的和收的要是两个机构').waitFor();
  await desk.close();
});

test('a deed that was done meanwhile in another window is refused, and the case is then shown as it is', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/cases/2026-000099-H');
  await page.getByRole('button', { name: '补正或暂停' }).click();
  await page.route('**/stop', async (route) => {
    await route.fetch();
    await route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify({ type: '/problems/not-allowed-now', title: 'not-allowed-now', status: 409, detail: '办件已停止计时。' }) });
  });
  await page.getByRole('button', { name: '特别程序' }).click();
  await page.locator('.toast.bad').getByText('办件已停止计时。').waitFor();
  await page.getByRole('button', { name: '恢复计时' }).waitFor();
  await desk.close();
});

test('in English too it is said which originals go back to the resident', async () => {
  const desk = await openDesk({ language: 'en' });
  const { page } = desk;
  // As daiban says it in that language.
  await changed(page, /\/api\/v1\/intakes\/[^/]+(\/pages|\/print)?$/, (told) => {
    for (const line of (told.intake ?? told).checklist?.lines ?? []) line.form = line.form.replace('验原件收复印件', 'original seen');
    return told;
  });
  await begin(page);
  await choose(page, () => page.keyboard.press('F4'), [paper('01-id-card.jpg')]);
  await page.getByRole('region', { name: 'Checklist' }).getByText('p. 1').first().waitFor();
  await page.keyboard.press('F8');
  await page.locator('.then').getByText(/居民身份证（人像面）/).waitFor();
  await desk.close();
});
