// With DAIBAN_UI_PICTURES=FOLDER a picture of every room and state is left there (docs/ui), light, dark, in English and in large
// type; without it nothing is done. What the pages must keep is held by rooms.test.mjs.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser, openDesk, paper } from './browser.mjs';

after(closeBrowser);
const pictures = process.env.DAIBAN_UI_PICTURES;
const only = process.env.DAIBAN_UI_ONLY?.split(',');
if (pictures) mkdirSync(pictures, { recursive: true });

const press = (...keys) => async (page) => { for (const key of keys) { await page.keyboard.press(key); await page.waitForTimeout(120); } };
const type = (text) => async (page) => { await page.keyboard.type(text, { delay: 70 }); await page.waitForTimeout(900); };
const click = (role, name) => (page) => page.getByRole(role, { name }).first().click();
const rows = (page) => page.locator('tr.row, .one, .card').first().waitFor();
const sign = async (page) => {
  const pad = await page.locator('canvas.board').boundingBox();
  const at = (x, y) => page.mouse.move(pad.x + x * pad.width, pad.y + y * pad.height, { steps: 5 });
  for (const stroke of [[[0.25, 0.3], [0.4, 0.28]], [[0.32, 0.2], [0.33, 0.7], [0.28, 0.66]], [[0.52, 0.25], [0.5, 0.7]], [[0.5, 0.3], [0.64, 0.28], [0.66, 0.7]]]) {
    await at(...stroke[0]);
    await page.mouse.down();
    for (const point of stroke.slice(1)) await at(...point);
    await page.mouse.up();
  }
};

/** name, address, what to do there; `signedIn: false` for the way in. */
const states = [
  ['cases', '/cases', [rows]],
  ['cases-peek', '/cases', [rows, press('j', 'Space'), (page) => page.waitForTimeout(600)]],
  ['cases-none', '/cases?state=closed&light=red', [(page) => page.locator('.empty').waitFor()]],
  ['case', '/cases/2026-000099-H', [rows]],
  ['case-circulating', '/cases/2026-000078-J', [rows]],
  ['case-page', '/cases/2026-000099-H?page=case-02-household-register.jpg', [(page) => page.locator('.drawer svg image').waitFor()]],
  ['case-end', '/cases/2026-000099-H', [click('button', '退件或撤件')], ['zh-CN']],
  ['case-mend', '/cases/2026-000099-H', [click('button', '更正申请人')], ['zh-CN']],
  ['case-missing', '/cases/2026-999999-Z', [(page) => page.getByRole('alert').waitFor()]],
  ['search-empty', '/search', []],
  ['search', '/search', [type('王秀兰')]],
  ['search-items', '/search', [type('残疾')]],
  ['search-none', '/search', [type('欧阳')]],
  ['overview', '/overview', [rows, (page) => page.locator('.trend canvas').waitFor()]],
  ['overview-still', '/overview?show=still', [rows], ['zh-CN']],
  ['overview-work', '/overview?view=work', [rows], ['zh-CN']],
  ['overview-pace', '/overview?view=pace', [rows]],
  ['overview-audit', '/overview?view=audit', [rows], ['zh-CN']],
  ['overview-settle', '/overview?show=discrepancies', [(page) => page.getByRole('button', { name: '了结', exact: true }).first().click()], ['zh-CN']],
  ['pickup', '/pickup', [rows]],
  ['pickup-hand', '/pickup?at=k8', [click('button', '勾上'), (page) => page.getByLabel('证件号码').fill('12011619701016382X'), sign], ['zh-CN']],
  ['handoff', '/handoff/h1', [rows]],
  ['handoff-scan', '/handoff/h1', [(page) => page.getByLabel('扫标签，或输短号').fill('2M7M-KE37-4'), click('radio', '收下'), (page) => page.getByLabel('扫标签，或输短号').press('Enter'), (page) => page.locator('.answer').waitFor()], ['zh-CN']],
  ['returns-empty', '/returns', []],
  ['returns', '/returns', [(page) => page.locator('input[type=file]').first().setInputFiles([paper('07-retirement-certificate.jpg'), paper('08-other-retirement-certificate.jpg'), paper('04-leaflet.jpg')]), (page) => page.locator('.candidate').first().waitFor(), (page) => page.waitForTimeout(1800)]],
  ['admin-offices', '/admin', [(page) => page.locator('tbody tr').first().waitFor()]],
  ['admin-items', '/admin?part=items', [(page) => page.locator('.detail tbody tr').first().waitFor()]],
  ['admin-types', '/admin?part=types', [(page) => page.locator('.pick').first().waitFor()]],
  ['settings', '/settings', [(page) => page.waitForTimeout(500)]],
  ['not-found', '/nowhere', []],
  ['keys', '/cases', [rows, (page) => page.keyboard.down('Shift'), (page) => page.keyboard.down('?')]],
  ['sign-in', '/login', []],
  ['sign-in-wrong', '/login', [(page) => page.getByLabel('账号').fill('li'), (page) => page.getByLabel('口令').fill('no'), press('Enter'), (page) => page.getByText('账号或口令不对').waitFor()], ['zh-CN']],
];

const looks = [
  ['', {}],
  ['-dark', { dark: true }],
  ['-en', { language: 'en' }],
  ['-large', { large: true }],
];

for (const [suffix, look] of pictures ? looks : []) {
  test(`pictures of every room${suffix}`, async () => {
    for (const [name, path, steps, languages = ['zh-CN', 'en']] of states) {
      if (!languages.includes(look.language ?? 'zh-CN') || (only && !only.includes(name))) continue;
      if (suffix === '-large' && !['cases', 'case', 'search', 'overview', 'pickup', 'settings'].includes(name)) continue;
      const desk = await openDesk({ ...look, signedIn: !name.startsWith('sign-in') });
      await desk.page.goto(path);
      await desk.page.waitForLoadState('networkidle');
      for (const step of steps) await step(desk.page);
      await desk.page.waitForLoadState('networkidle');
      await desk.page.waitForTimeout(300);
      await desk.page.screenshot({ path: join(pictures, `${name}${suffix}.png`) });
      await desk.close();
    }
  });
}
if (!pictures) test('pictures of the rooms are taken when a folder for them is named', () => {});
