// What keeps a station running, as administrators and supervisors use it: households, label keys, a person's data, backups,
// calendars, printers.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openDesk } from './browser.mjs';

after(closeBrowser);

const csv = (bytes, name = '住户.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes) });
const at = async (part) => {
  const desk = await openDesk();
  await desk.page.goto(`/admin?part=${part}`);
  return desk;
};

test('households are looked through by community, worker and what is typed', async () => {
  const desk = await at('households');
  const { page } = desk;
  await page.getByRole('button', { name: /全部 59/ }).waitFor();
  await page.getByRole('button', { name: /李娜 14/ }).click();
  await page.getByText('14 户').waitFor();
  assert.match(page.url(), /worker=li-na/);
  await page.getByRole('button', { name: /全部 59/ }).click();
  await page.getByPlaceholder('户号或地址').fill('望桥路 6 号');
  await page.getByText('1 户', { exact: true }).waitFor();
  assert.ok(!decodeURIComponent(page.url()).includes('望桥路'));
  await page.getByPlaceholder('户号或地址').fill('没有的路');
  await page.getByText('没有符合的住户').waitFor();
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('a table is seen line by line before anything is written, and taken when it is confirmed', async () => {
  const desk = await at('households');
  const { page } = desk;
  await page.getByRole('button', { name: '导入表格' }).waitFor();
  const before = desk.station.world.kept.households.length;
  await page.locator('input[type=file]').first().setInputFiles(csv('\uFEFF社区,户号,地址,专属社工\r\nliuan,LA-900,柳岸里 9 号楼,wang-li\r\nliuan,LA-001,柳岸里 1 号楼 1 门 101 室,li-na\r\nliuan,LA-901,,wang-li\r\nnowhere,X-1,某路,wang-li\r\n'));
  await page.getByText('还没有写入。').waitFor();
  await page.getByText('缺少地址；请填写。').waitFor();
  await page.getByText('没有社区“nowhere”').waitFor();
  assert.equal(desk.station.world.kept.households.length, before);
  await page.getByRole('button', { name: '导入：新增 1，变更 1' }).click();
  await page.getByText('导入完成：新增 1 户，变更 1 户').waitFor();
  await page.getByRole('button', { name: /全部 60/ }).waitFor();
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('a table of another encoding is read, and one that is none is refused in words', async () => {
  const desk = await at('households');
  const { page } = desk;
  await page.getByRole('button', { name: '导入表格' }).waitFor();
  // 社区,户号,地址,专属社工 / liuan,LA-950,柳岸里,li-na in GB18030
  const chinese = Buffer.concat([Buffer.from('c9e7c7f82cbba7bac52cb5d8d6b72cd7a8caf4c9e7b9a40d0a', 'hex'), Buffer.from('liuan,LA-950,'), Buffer.from('c1f8b0b6c0ef', 'hex'), Buffer.from(',li-na\r\n')]);
  await page.locator('input[type=file]').first().setInputFiles(csv(chinese));
  await page.getByRole('cell', { name: '柳岸里', exact: true }).waitFor();
  await page.locator('input[type=file]').first().setInputFiles(csv('a,b\n1,2\n'));
  await page.getByText('缺少列 户号').waitFor();
  assert.ok(await page.getByRole('button', { name: /导入：/ }).isDisabled());
  await desk.close();
});

test('households are given to another worker and back', async () => {
  const desk = await at('households');
  const { page } = desk;
  await page.getByLabel('选 LA-001').check();
  await page.getByLabel('选 LA-002').check();
  await page.getByLabel('改派给谁').selectOption('li-na');
  await page.getByRole('button', { name: '改派', exact: true }).click();
  await page.getByText('2 户已改派给李娜').waitFor();
  await page.getByRole('button', { name: /李娜 16/ }).waitFor();
  await page.locator('.toasts, .stack').getByRole('button', { name: '撤销' }).click();
  await page.getByRole('button', { name: /李娜 14/ }).waitFor();
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('a new label key is asked for first, and a stolen one is withdrawn with a reason', async () => {
  const desk = await at('keys');
  const { page } = desk;
  await page.getByRole('button', { name: '换新密钥' }).click();
  assert.equal(desk.station.world.kept.keys.length, 2);
  await page.getByRole('dialog').getByRole('button', { name: '换新密钥' }).click();
  await page.getByText('新标签从现在起用新密钥签').waitFor();
  assert.equal(desk.station.world.kept.keys.length, 3);
  await page.getByRole('row', { name: /^0/ }).getByRole('button', { name: '收回' }).click();
  const dialog = page.getByRole('dialog');
  assert.ok(await dialog.getByRole('button', { name: '收回' }).isDisabled());
  await dialog.getByLabel('原因，记入审计').fill('存密钥的 U 盘丢失');
  await dialog.getByRole('button', { name: '收回' }).click();
  await page.getByText('11月30日起作废').waitFor();
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test("a person's data goes only after the name was typed again, and the report stays", async () => {
  const desk = await at('erasing');
  const { page } = desk;
  await page.getByLabel('姓名', { exact: true }).fill('王秀兰');
  await page.getByLabel('公民身份号码，没有就空着').fill('12011619701016382X');
  await page.getByRole('button', { name: '看会删除什么' }).click();
  await page.getByText('号码相同，姓名是王秀芝').waitFor();
  const erase = page.getByRole('button', { name: '删除 1 个办件' });
  await page.getByLabel('原因，如：本人书面申请').fill('本人书面申请');
  await page.getByLabel('输入“王秀兰”确认').fill('王秀');
  assert.ok(await erase.isDisabled());
  await page.getByLabel('输入“王秀兰”确认').fill('王秀兰');
  await erase.click();
  await page.getByText('由 li 删除，原因：本人书面申请').waitFor();
  assert.equal(await page.getByText('王秀兰').count(), 0);
  assert.match(await page.getByRole('link', { name: '下载报告' }).getAttribute('href'), /\/erasures\?report=/);
  await page.getByRole('button', { name: '看哪些到期' }).click();
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('what must still be kept cannot be deleted, and the reason is said', async () => {
  const desk = await at('erasing');
  const { page } = desk;
  await page.getByRole('button', { name: '看哪些到期' }).click();
  await page.getByText('须保存到 2028-12-20').waitFor();
  assert.equal(await page.getByLabel(/确认$/).count(), 0);
  await desk.close();
});

test('a backup is made with its progress, verified, and the way to restore it is said', async () => {
  const desk = await at('backups');
  const { page } = desk;
  await page.getByRole('button', { name: '现在备份' }).click();
  await page.getByText('正在备份').waitFor();
  await page.getByText('备份已做好').waitFor();
  await page.getByRole('row', { name: /2026-11-30-161500/ }).getByRole('button', { name: '核验' }).click();
  await page.getByText('核验无误').waitFor();
  await page.getByRole('row', { name: /2026-11-22-180000/ }).getByRole('button', { name: '怎样恢复' }).click();
  await page.getByText("restore '/srv/backups'/daiban-2026-11-22-180000").waitFor();
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('a missing year is warned of, checked while it is typed, and kept', async () => {
  const desk = await at('calendars');
  const { page } = desk;
  await page.getByText('2027 年的放假安排没有录入').waitFor();
  assert.equal(await page.locator('.day.holiday[title=春节]').count(), 9);
  await page.getByRole('button', { name: '导入一年' }).click();
  const text = page.getByLabel('这一年的安排');
  assert.match(await text.inputValue(), /^year: 2027/);
  await text.fill('year: 2027\nsource: x\nholidays:\n  - name: 元旦\n    from: 明天\n');
  await page.getByText('2027.yaml:5').waitFor();
  assert.ok(await page.getByRole('button', { name: '存为本站的日历' }).isDisabled());
  await text.fill('year: 2027\nsource: x\nholidays:\n  - name: 元旦\n    from: 2027-01-01\n    to: 2027-01-01\nworked: []\n');
  await page.getByRole('button', { name: '存为本站的日历' }).click();
  await page.getByText('2027 年的日历已存').waitFor();
  assert.equal(await page.getByText('没有录入').count(), 0);
  await desk.close();
});

test('a printer prints its test label and is corrected by what was measured', async () => {
  const desk = await at('devices');
  const { page } = desk;
  const row = page.getByRole('row', { name: /凭证打印机/ });
  await row.getByRole('button', { name: '测试标签' }).click();
  await page.getByText('已打印。凭证打印机').waitFor();
  await row.getByRole('button', { name: '量偏差' }).click();
  for (const [label, value] of [['第一个到左边', '20.6'], ['第一个到上边', '19.9'], ['第二个到左边', '190,6'], ['第二个到上边', '276.9']]) await page.getByLabel(label).fill(value);
  await page.getByRole('button', { name: '按此校准' }).click();
  await row.getByText('偏 0.60、-0.10 毫米').waitFor();
  assert.equal(await page.getByRole('row', { name: /^标签打印机/ }).getByRole('button', { name: '测试页' }).count(), 0);
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});
