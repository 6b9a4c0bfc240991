// The page of a supervisor who looks at pages for the archive: what machines find, the sample, a word on each page of it, the report.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, openDesk } from './browser.mjs';
import { wordsOf } from './story/words.mjs';

after(closeBrowser);
const { desk: words } = await wordsOf('zh-CN');
const { say } = words;

test('a supervisor has machines look at the rest, draws a sample and judges it by keys', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/quality');
  await page.getByText(say('quality.kinds.skewed')).first().waitFor();
  await page.getByText('倾斜 2.3 度。', { exact: true }).waitFor();
  assert.ok(await page.locator('.desk img').evaluate((picture) => picture.decode().then(() => picture.naturalWidth > 0)), 'the page is shown');

  await page.keyboard.press('F4');
  await page.getByText(say('quality.kinds.blank')).first().waitFor();
  assert.equal(await page.getByRole('button', { name: say('quality.check') }).isDisabled(), true, 'machines looked at all');

  await page.getByRole('button', { name: say('quality.draw') }).click();
  await page.getByRole('radio', { name: /抽检 2/ }).and(page.locator('[aria-checked=true]')).waitFor();
  assert.equal(await page.getByRole('button', { name: say('quality.draw') }).isDisabled(), true, 'what was drawn stays');

  const first = page.locator('.list [data-row]').first();
  await page.locator('.verdict').waitFor();
  await page.keyboard.press('2', { delay: 60 });
  await page.getByRole('button', { name: new RegExp(say('quality.kinds.skewed')), pressed: true }).and(page.locator('.kind')).waitFor();
  await page.getByLabel(say('quality.note')).fill('左边歪');
  await page.locator('.desk').click();
  await page.keyboard.press('Enter', { delay: 60 });
  await first.getByText(say('quality.kinds.skewed')).waitFor();
  assert.deepEqual(desk.station.world.quality.said.map(({ defects, note }) => ({ defects, note })), [{ defects: ['skewed'], note: '左边歪' }]);

  await page.locator('.list [data-row]').nth(1).and(page.locator('.at')).waitFor();
  await page.keyboard.press('g', { delay: 60 });
  await page.locator('.list [data-row]').nth(1).getByText(say('quality.good')).waitFor();
  assert.deepEqual(desk.station.world.quality.said.at(-1).defects, []);
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('the report prints alone, and a day or case without pages says so', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/quality?case=2026-000078-J');
  await page.getByText('倾斜 2.3 度。').first().waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.getByText(say('quality.reportTitle')).isVisible());
  assert.ok(await page.getByText(/检查人：____/).isVisible());
  assert.equal(await page.locator('.list').isVisible(), false);
  await page.emulateMedia({ media: 'screen' });
  await page.goto('/quality?day=2025-01-06');
  await page.getByText(say('quality.noPages')).waitFor();
  await page.goto('/quality?case=2026-000000-0');
  await page.getByText('没有这个办件。').waitFor();
  await desk.close();
});

if (process.env.DAIBAN_PICTURES)
  test('pictures', async () => {
    for (const dark of [false, true])
      for (const [name, size] of [['desk', { width: 1366, height: 768 }], ['phone', { width: 390, height: 844 }]]) {
        const desk = await openDesk({ dark, size });
        const shot = (what) => desk.page.screenshot({ path: `${process.env.DAIBAN_PICTURES}/quality-${what}-${name}-${dark ? 'dark' : 'light'}.png` });
        await desk.page.goto('/quality');
        await desk.page.getByText('倾斜 2.3 度。', { exact: true }).waitFor();
        await desk.page.locator('.desk img').evaluate((picture) => picture.decode());
        await shot('found');
        await desk.page.getByRole('button', { name: say('quality.draw') }).click();
        await desk.page.locator('.verdict').waitFor();
        await desk.page.keyboard.press('2', { delay: 60 });
        await desk.page.locator('.desk img').evaluate((picture) => picture.decode());
        await shot('sample');
        await desk.close();
      }
  });
