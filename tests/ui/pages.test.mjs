// Every page and state, light and dark, in both languages: no serious finding of axe, no word cut off, no word on the
// console; with DAIBAN_UI_PICTURES=FOLDER a picture of each is left there (docs/ui).
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { axeSource, choose, closeBrowser, openDesk, paper } from './browser.mjs';

const pictures = process.env.DAIBAN_UI_PICTURES;
if (pictures) mkdirSync(pictures, { recursive: true });

/** Boxes whose text does not fit, other than those that say so with three dots and those that scroll. */
const cutOff = () => [...document.querySelectorAll('body *')].flatMap((element) => {
  const style = getComputedStyle(element);
  const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const fits = element.scrollWidth <= element.clientWidth + 1;
  const may = style.textOverflow === 'ellipsis' || ['auto', 'scroll'].includes(style.overflowX) || style.display === 'inline' || element.closest('.for-readers, svg, option, select');
  return !ownText || fits || may || element.clientWidth === 0 ? [] : [`${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 30)}`];
});
/** The window itself never scrolls. */
const outside = () => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight];

async function look(desk, name, suffix) {
  const { page } = desk;
  await page.waitForTimeout(250);
  await page.evaluate(readFileSync(axeSource, 'utf8'));
  const found = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations
    .filter((each) => ['serious', 'critical'].includes(each.impact))
    .map((each) => `${each.id}: ${each.nodes.map((node) => `${node.target} ${node.any.map((why) => why.message).join(' ')}`).slice(0, 4).join(' | ')}`));
  assert.deepEqual(found, [], `axe on ${name}${suffix}`);
  assert.deepEqual(await page.evaluate(cutOff), [], `text cut off on ${name}${suffix}`);
  assert.deepEqual(await page.evaluate(outside), [0, 0], `the window scrolls on ${name}${suffix}`);
  assert.deepEqual(desk.complaints, [], `console on ${name}${suffix}`);
  if (pictures) await page.screenshot({ path: join(pictures, `${name}${suffix}.png`) });
}

const five = ['01-id-card.jpg', '02-household-register.jpg', '03-pension-form.jpg', '04-leaflet.jpg', '05-bank-card.jpg'].map(paper);
const conflict = { name: 'conflict-02-household-register.jpg', mimeType: 'image/jpeg', buffer: readFileSync(five[1]) };
const until = (page, selector) => page.locator(selector).first().waitFor();

const walks = {
  async intake(desk, see) {
    const { page, address } = desk;
    await page.goto(address);
    await until(page, '.common button');
    await see('intake-empty');
    await page.keyboard.type('jbyl', { delay: 60 });
    await until(page, '.detail .materials');
    await see('intake-item');
    await page.keyboard.press('Enter');
    await until(page, '.asked');
    await see('intake-question');
    await page.keyboard.press('1');
    desk.station.options.readMs = 1500;
    await choose(page, () => page.keyboard.press('F4'), [five[0], five[2]]);
    await until(page, '.reading');
    await page.locator('.thumb .picture img').first().waitFor();
    await see('intake-reading');
    desk.station.options.readMs = 200;
    await until(page, '.statemark.mark');
    await choose(page, () => page.keyboard.press('F4'), [conflict, five[3], { name: 'torn.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') }]);
    await until(page, '.evidence');
    await page.waitForTimeout(600);
    await see('intake-doubt');
    await page.keyboard.press('y');
    await until(page, '.answered');
    await page.keyboard.press('e');
    await until(page, '.editor');
    await see('intake-mend');
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    await until(page, '.corner');
    await see('intake-corners');
    await page.keyboard.press('Escape');
    await choose(page, () => page.keyboard.press('F4'), [five[4]]);
    await until(page, '.doubt .kind-plain');
    await page.keyboard.press('y');
    await page.waitForTimeout(6300);
    await page.keyboard.press('ArrowDown');
    await page.mouse.move(600, 740);
    await see('intake-ready');
    await page.keyboard.down('Shift');
    await page.keyboard.down('?');
    await until(page, '.help');
    await see('intake-keys');
    await page.keyboard.up('?');
    await page.keyboard.up('Shift');
    await page.keyboard.press('F9');
    await until(page, '.done .desk img');
    await page.waitForTimeout(300);
    await see('intake-done');
  },
  async cases(desk, see) {
    const { page, address } = desk;
    await page.goto(`${address}/cases`);
    await until(page, '.row');
    await see('cases');
    await page.goto(`${address}/cases?light=none&state=received`);
    await until(page, '.empty');
    await see('cases-none');
    await page.goto(`${address}/cases/k8`);
    await until(page, '.story li');
    await page.waitForTimeout(400);
    await see('case');
    await page.locator('.kind-danger').last().click();
    await until(page, 'dialog.confirm');
    await page.waitForTimeout(400);
    await see('case-withdraw');
  },
  async search(desk, see) {
    const { page, address } = desk;
    await page.goto(`${address}/search`);
    await until(page, '.empty');
    await see('search-empty');
    await page.keyboard.type('保险', { delay: 60 });
    await until(page, '.preview svg image');
    await page.waitForTimeout(400);
    await see('search');
  },
  async scanning(desk, see) {
    const { page, address } = desk;
    desk.station.options.scanners = [{ name: 'adf', label: '佳能 DR-C230', kind: 'adf', state: 'ready' }];
    desk.station.options.scanMs = 1500;
    await page.goto(address);
    await until(page, '.opener[aria-label="怎样扫描"], .opener[aria-label="How to scan"]');
    await page.keyboard.type('jbyl', { delay: 60 });
    await until(page, '.detail h2');
    await page.keyboard.press('Enter');
    await until(page, '.checklist .line');
    await page.locator('.opener[aria-label="怎样扫描"], .opener[aria-label="How to scan"]').click();
    await until(page, '.sheet');
    await see('scan-settings');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F4');
    await until(page, '.job');
    await until(page, '.thumb .picture img');
    await see('scan-running');
  },
  async admin(desk, see) {
    const { page, address } = desk;
    await page.goto(`${address}/admin?part=accounts`);
    await until(page, 'tbody tr');
    await page.locator('tbody .kind-text').first().click();
    await page.getByRole('dialog').getByRole('button', { name: /^(新口令|New password)$/ }).click();
    await until(page, '.fresh');
    await see('admin');
  },
  async settings(desk, see) {
    const { page, address } = desk;
    await page.goto(`${address}/settings`);
    await until(page, '.page .statemark');
    await see('settings');
    await page.goto(`${address}/nowhere`);
    await until(page, '.empty');
    await see('missing');
  },
};

for (const [name, walk] of Object.entries(walks)) {
  for (const dark of [false, true]) {
    await test(`${name}, ${dark ? 'dark' : 'light'}`, async () => {
      const desk = await openDesk({ dark });
      try {
        await walk(desk, (state) => look(desk, state, dark ? '-dark' : ''));
      } finally {
        await desk.close();
      }
    });
  }
  await test(`${name}, in English`, async () => {
    const desk = await openDesk({ language: 'en' });
    try {
      await walk(desk, (state) => look(desk, state, '-en'));
    } finally {
      await desk.close();
    }
  });
  await test(`${name}, in large type`, async () => {
    const desk = await openDesk({ large: true });
    try {
      await walk(desk, (state) => look(desk, state, '-large'));
    } finally {
      await desk.close();
    }
  });
}

for (const dark of [false, true]) {
  await test(`sign-in, ${dark ? 'dark' : 'light'}`, async () => {
    const desk = await openDesk({ dark, signedIn: false });
    try {
      await desk.page.goto(desk.address);
      await until(desk.page, 'form');
      await look(desk, 'sign-in', dark ? '-dark' : '');
    } finally {
      await desk.close();
    }
  });
}

await test('an answer that breaks off in its middle is asked for again', async () => {
  const desk = await openDesk();
  try {
    await desk.page.goto(desk.address);
    await until(desk.page, '.common button');
    desk.station.world.cut = 3;
    await desk.page.reload();
    await until(desk.page, '.common button');
    assert.equal(desk.station.world.cut, 0);
    assert.deepEqual(desk.complaints.filter((each) => !/Failed to load resource|net::ERR_/.test(each)), []);
  } finally {
    await desk.close();
  }
});

await test('the banner over everything while the server is away', async () => {
  const desk = await openDesk();
  try {
    await desk.page.goto(desk.address);
    await until(desk.page, '.common button');
    await desk.station.stop();
    await desk.page.keyboard.type('jb', { delay: 60 });
    await until(desk.page, '.banner');
    desk.complaints.length = 0;
    if (pictures) await desk.page.screenshot({ path: join(pictures, 'away.png') });
    assert.deepEqual(await desk.page.evaluate(cutOff), []);
  } finally {
    await desk.context.close();
  }
});

await closeBrowser();
