// A stack for many residents at the counter, on daiban itself: it falls to its residents as it is read, pages are moved by keys and by
// mouse, a section is named, and all that is clear goes to its case with one key.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { axeSource, choose, closeBrowser, openDesk, paper, root, theBrowser } from './browser.mjs';
import { accounts, askAs, serveDaiban, signIn } from './station/served.mjs';
import { openCase } from './story/chapters.mjs';
import { wordsOf } from './story/words.mjs';

const patience = 90_000; // a page is read in a second, but tests share the machine
after(closeBrowser);
const words = (await wordsOf('zh-CN')).desk;
const { say, like } = words;

/** A sheet of patch code T as a PDF: four bars along its left edge. */
function patchSheet() {
  const bars = [[40, 5.8], [51.6, 14.4], [71.8, 5.8], [83.4, 14.4]].map(([x, wide]) => `${x} 60 ${wide} 720 re f`).join(' ');
  const parts = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>', `<</Length ${bars.length}>>\nstream\n${bars}\nendstream`];
  let text = '%PDF-1.4\n';
  const places = parts.map((part, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${part}\nendobj\n`;
    return at;
  });
  const start = text.length;
  text += `xref\n0 5\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer<</Size 5/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const sectionOf = (page) => (number) => page.getByRole('region', { name: say('batch.section').replace('{number}', number), exact: true });
const thumbOf = (page) => (number) => page.getByRole('button', { name: new RegExp(`^${say('batch.page').replace('{number}', number)} `) });

/** Exactly these pages, by their numbers, are in the section; waits for it, as pages move while the server answers. */
async function holds(page, section, numbers) {
  await page.waitForFunction(([label, wanted]) => [...document.querySelectorAll('section[aria-label]')]
    .filter((each) => each.getAttribute('aria-label') === label)
    .some((each) => [...each.querySelectorAll('.thumb .of')].map((one) => Number(one.textContent)).sort((a, b) => a - b).join() === wanted), [say('batch.section').replace('{number}', section), numbers.join()]);
}

/** Dragged when all is read and stands still: a line that comes or goes above it would let the drag begin beside it. */
async function drag(page, from, to) {
  await page.getByText(like('batch.waiting')).waitFor({ state: 'detached' });
  await from.scrollIntoViewIfNeeded();
  const places = () => Promise.all([from.boundingBox(), to.boundingBox()]).then(JSON.stringify);
  for (let before = '', now = await places(); before !== now; before = now, now = await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); })).then(places));
  await from.dragTo(to);
}

const image = (name, file) => ({ name, mimeType: 'image/jpeg', buffer: readFileSync(file) });
const sampled = (name) => join(root, 'samples/pages', name);

test('the page shows the split as it comes, moves pages by keys and mouse, and asks where somebody else is named', { timeout: 4 * patience }, async () => {
  const desk = await openDesk();
  const { page } = desk;
  try {
    await page.goto(`${desk.address}/batch`);
    await page.getByText(say('batch.none')).waitFor();
    const files = [image('separator-leaflet-scan.jpg', sampled('leaflet-scan.jpg')), image('01-id-card.jpg', paper('01-id-card.jpg')), image('06-neighbour-id-card.jpg', paper('06-neighbour-id-card.jpg')), image('blank-page-scan.jpg', sampled('blank-page-scan.jpg')), image('patch.jpg', sampled('leaflet-scan.jpg')), image('05-bank-card.jpg', paper('05-bank-card.jpg'))];
    await choose(page, () => page.getByRole('contentinfo').getByRole('button', { name: say('batch.files') }).click(), files);
    const section = sectionOf(page);
    const thumb = thumbOf(page);
    await section(1).getByText(/李凤仙/).waitFor();
    await holds(page, 1, [1, 2, 3, 4]);
    await holds(page, 2, [5, 6]);
    await section(1).getByText(like('batch.blanks')).waitFor();
    await see(desk, 'batch-doubt');

    // The neighbour's card goes to a section of its own by N, to the one behind by Alt and an arrow, and back by mouse.
    await thumb(3).click();
    await page.keyboard.press('n');
    await section(3).waitFor();
    await section(1).getByText(say('batch.state.clear'), { exact: true }).waitFor();
    await page.keyboard.press('Alt+ArrowDown');
    await section(3).waitFor({ state: 'detached' });
    await holds(page, 2, [3, 5, 6]);
    await drag(page, thumb(3), section(1).locator('.head'));
    await holds(page, 1, [1, 2, 3, 4]);
    await section(1).getByText(/李凤仙/).waitFor();
    await drag(page, thumb(3), page.getByText(say('batch.newHere')));
    await section(3).waitFor();
    // Two that are marked go together.
    await thumb(3).click({ modifiers: ['Control'] });
    await thumb(6).click({ modifiers: ['Control'] });
    await drag(page, thumb(6), section(1).locator('.head'));
    await holds(page, 1, [1, 2, 3, 4, 6]);
    await section(1).getByText(/李凤仙/).waitFor();
    // A person's yes ends the question; then it may go.
    await thumb(2).click();
    await page.keyboard.press('y');
    await section(1).getByText(say('batch.state.clear'), { exact: true }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(like('batch.took')).waitFor();
    await section(1).getByText(say('batch.state.taken'), { exact: true }).waitFor();
    assert.deepEqual(desk.complaints, []);
  } finally {
    await desk.close();
  }
});

test('a section is named by typing, or becomes a resident at the counter', { timeout: 4 * patience }, async () => {
  const desk = await openDesk();
  const { page } = desk;
  try {
    await page.goto(`${desk.address}/batch`);
    const files = [image('01-id-card.jpg', paper('01-id-card.jpg')), image('patch.jpg', sampled('leaflet-scan.jpg')), image('05-bank-card.jpg', paper('05-bank-card.jpg'))];
    await choose(page, () => page.getByRole('contentinfo').getByRole('button', { name: say('batch.files') }).click(), files);
    const section = sectionOf(page);
    await section(2).getByText(say('batch.state.unnamed'), { exact: true }).waitFor();
    await section(1).getByRole('button', { name: say('batch.name') }).click();
    await page.getByRole('searchbox', { name: say('batch.whose') }).fill('王秀兰');
    await page.keyboard.press('Enter');
    // One that is found is taken at once: there is no list to choose from.
    await section(1).getByText(say('batch.rename')).waitFor();
    await section(2).getByRole('button', { name: say('batch.intake') }).click();
    await section(2).getByRole('link', { name: say('batch.toIntake') }).waitFor();
    await page.goto(`${desk.address}/intake`);
    await page.getByRole('button', { name: say('sources.title') }).click();
    await page.getByRole('link', { name: say('batch.menu') }).click();
    await page.getByRole('link', { name: /11-30/ }).click();
    await section(1).waitFor();
    assert.deepEqual(desk.complaints, []);
  } finally {
    await desk.close();
  }
});

test('files dropped anywhere are taken, what cannot be a page begins no batch, and a file drags no page along', { timeout: 2 * patience }, async () => {
  const desk = await openDesk();
  const { page } = desk;
  const drop = (on, names) => page.evaluate(([where, given]) => {
    const carried = new DataTransfer();
    for (const [name, type, text] of given) carried.items.add(new File([text], name, { type }));
    const target = where ? document.querySelector(where) : document.body;
    const over = new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: carried });
    target.dispatchEvent(over);
    if (over.defaultPrevented) target.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: carried }));
    return over.defaultPrevented; // else the browser itself opens the file in the page's place
  }, [on, names]);
  try {
    await page.goto(`${desk.address}/batch`);
    await page.getByText(say('batch.none')).waitFor();
    assert.ok(await drop('', [['empty.jpg', 'image/jpeg', ''], ['letter.docx', 'application/msword', 'x']]));
    await page.getByText(/letter\.docx/).and(page.getByText(/empty\.jpg/)).waitFor();
    assert.equal(new URL(page.url()).pathname, '/batch', 'no batch was begun');
    assert.ok(await drop('', [['01-id-card.jpg', 'image/jpeg', 'one'], ['05-bank-card.jpg', 'image/jpeg', 'two']]));
    await holds(page, 1, [1, 2]);
    await drag(page, thumbOf(page)(2), page.getByText(say('batch.newHere')));
    await holds(page, 2, [2]);
    // On a section, after a page was dragged: the file is a third page, and the page that was dragged stays.
    assert.ok(await drop('section.card', [['02-household-register.jpg', 'image/jpeg', 'three']]));
    await holds(page, 1, [1, 3]);
    await holds(page, 2, [2]);
    // A page that takes no files is not left for one.
    await page.goto(`${desk.address}/pickup`);
    await page.getByRole('searchbox').first().waitFor();
    assert.ok(await drop('', [['05-bank-card.jpg', 'image/jpeg', 'two']]));
    assert.deepEqual(desk.complaints, []);
  } finally {
    await desk.close();
  }
});

/** Looked at by axe, and left as pictures in both sizes and lights where a folder for them is named. */
async function see(desk, name) {
  const { page } = desk;
  await page.evaluate(readFileSync(axeSource, 'utf8'));
  const pictures = process.env.DAIBAN_UI_PICTURES;
  for (const dark of [false, true]) {
    await page.evaluate((now) => document.documentElement.classList.toggle('dark', now), dark);
    const found = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations.filter((each) => ['serious', 'critical'].includes(each.impact)).map((each) => `${each.id}: ${each.nodes[0].html}`));
    assert.deepEqual(found, [], `axe on ${name}`);
    for (const [size, width, height] of [['', 1366, 768], ['-phone', 390, 844]]) {
      await page.setViewportSize({ width, height });
      assert.deepEqual(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, 'the window does not scroll sideways');
      if (pictures) await page.screenshot({ path: join(pictures, `${name}${size}${dark ? '-dark' : ''}.png`) });
    }
    await page.setViewportSize({ width: 1366, height: 768 });
  }
  await page.evaluate(() => document.documentElement.classList.remove('dark'));
}

test('a stack falls to its residents, is put right by keys and mouse, and goes to its cases', { timeout: 6 * patience }, async () => {
  const served = await serveDaiban({ names: [accounts.worker] });
  const context = await (await theBrowser()).newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', baseURL: served.address, timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on('filechooser', () => {});
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  try {
    const wang = openCase(served, { item: 'SB-002', applicant: '王秀兰/12011619701016382X' });
    const li = openCase(served, { item: 'CL-012', applicant: '李凤仙/120116196803092641' });
    const separator = join(served.folder, 'separator.pdf');
    served.run('slip', 'separator', wang, '-o', separator);
    await signIn(page, accounts.worker);
    await page.goto('/intake');
    await page.getByRole('button', { name: say('sources.title') }).click();
    await page.getByRole('link', { name: say('batch.menu') }).click();
    await page.getByText(say('batch.none')).waitFor();
    const pdf = (name, buffer) => ({ name, mimeType: 'application/pdf', buffer });
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('contentinfo').getByRole('button', { name: say('batch.files') }).click()]);
    await chooser.setFiles([pdf('separator.pdf', readFileSync(separator)), image('01-id-card.jpg', paper('01-id-card.jpg')), image('05-bank-card.jpg', paper('05-bank-card.jpg')), pdf('patch.pdf', patchSheet()), image('07-retirement-certificate.jpg', paper('07-retirement-certificate.jpg'))]);
    const section = sectionOf(page);
    const thumb = thumbOf(page);
    await section(1).getByText('王秀兰').first().waitFor();
    await section(2).getByText(say('batch.nobody')).waitFor();
    await page.getByText(like('batch.waiting')).waitFor({ state: 'detached' });
    await holds(page, 1, [1, 2, 3]);
    await holds(page, 2, [4, 5]);

    // By keys: to the last page, up to the section before, and parted from it again.
    await thumb(1).click();
    for (let steps = 0; steps < 4; steps += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Alt+ArrowUp');
    await holds(page, 1, [1, 2, 3, 5]);
    await page.keyboard.press('n');
    await holds(page, 1, [1, 2, 3]);
    const last = page.getByRole('region').filter({ has: thumb(5) }).last();
    // By mouse: the bank card is dragged to the other section, and back.
    await drag(page, thumb(3), last);
    await holds(page, 1, [1, 2]);
    await last.locator('.thumb').nth(1).waitFor();
    await drag(page, thumb(3), section(1).locator('.head'));
    await holds(page, 1, [1, 2, 3]);

    // Whose the other is: typed, found, chosen.
    await last.getByRole('button', { name: say('batch.name') }).click();
    await page.getByRole('searchbox', { name: say('batch.whose') }).fill(wang);
    await page.keyboard.press('Enter');
    await last.getByText(wang).waitFor();
    // A certificate of hers too; whatever is in doubt is confirmed by one key.
    for (const which of [section(1), last]) {
      const doubt = which.getByText(say('batch.state.doubt'), { exact: true });
      await doubt.or(which.getByText(say('batch.state.clear'), { exact: true })).waitFor();
      if ((await doubt.count()) > 0) {
        await which.locator('.thumb').last().click();
        await page.keyboard.press('y');
        await which.getByText(say('batch.state.doubt'), { exact: true }).waitFor({ state: 'detached' });
      }
    }
    await page.keyboard.press('Control+Enter');
    await page.getByText(like('batch.took')).waitFor();
    await section(1).getByText(say('batch.state.taken'), { exact: true }).waitFor();
    const ask = await askAs(served.address, accounts.worker);
    const detail = (await ask('GET', `/cases/${wang}`)).json;
    assert.equal(detail.pages.length, 3, 'the card, the bank card and the certificate');

    // A separator for the other resident, from the same page.
    await page.getByRole('contentinfo').getByRole('button', { name: say('batch.print') }).click();
    await page.getByRole('searchbox', { name: say('batch.whose') }).fill(li);
    await page.keyboard.press('Enter');
    await page.getByText(new RegExp(li)).first().waitFor();
    // What was scanned is there after the server was killed.
    await served.kill();
    await served.restart();
    await page.reload();
    await section(1).getByText(say('batch.state.taken'), { exact: true }).waitFor();
    assert.deepEqual(complaints.filter((each) => !/Failed to load resource|ERR_/.test(each)), []);
  } finally {
    await context.close();
    await served.stop();
  }
});
