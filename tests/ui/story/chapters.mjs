// The story's chapters, from the first paper to the resident's signature: each does what its person does, finds things by the words of
// the catalogue in the chosen language, and lets `look` take a picture where the guide shows one.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { paper, scan } from '../browser.mjs';
import { keptOnPhone, wedge } from '../courier/phone.mjs';
import { daiban, password } from '../station/served.mjs';
import { names, patience } from './people.mjs';

export const resident = { name: '王秀兰', number: '12011619701016382X' };
const fivePapers = ['01-id-card.jpg', '02-household-register.jpg', '03-pension-form.jpg', '04-leaflet.jpg', '05-bank-card.jpg'].map(paper);
const nobodyLooks = async () => {};

export async function until(what, deed) {
  for (const end = Date.now() + patience; Date.now() < end;) {
    if (await deed()) return;
    await new Promise((later) => { setTimeout(later, 150); });
  }
  throw new Error(`never: ${what}`);
}

const files = (paths) => paths.map((path) => ({ name: basename(path), mimeType: 'image/jpeg', buffer: readFileSync(path) }));
async function choose(page, button, paths) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles(files(paths));
}

/** The counter's worker takes a case in; the number of the case and the picture of the label that was printed. */
export async function takeIn({ worker: { page }, words: { desk }, served }, look = nobodyLooks) {
  const bar = page.getByRole('contentinfo');
  await page.goto('/intake');
  await page.keyboard.press('F2');
  await page.getByPlaceholder(desk.say('intake.itemPlaceholder')).waitFor();
  await page.keyboard.type('jbyl', { delay: 60 });
  await page.getByRole('option', { name: /基本养老保险待遇申领/ }).first().waitFor();
  await look('worker-item', page);
  await page.keyboard.press('Enter');
  await choose(page, bar.getByRole('button', { name: desk.say('intake.scan') }), fivePapers);
  await page.getByText(desk.say('intake.allRead')).waitFor();
  const question = page.getByRole('group', { name: desk.say('intake.question') });
  // The list's own word, not that of its lines, which in English is the same but for its capital.
  const complete = page.getByRole('region', { name: desk.say('intake.checklist') }).locator('header').getByText(desk.say('intake.complete'), { exact: true });
  await question.or(complete).first().waitFor();
  await look('worker-question', page);
  await until('all is complete', async () => {
    if (await question.count()) await page.keyboard.press('y');
    return (await complete.count()) > 0;
  });
  assert.equal(await page.locator('.toast.bad').count(), 0, 'nothing was refused');
  await look('worker-complete', page);
  await page.keyboard.press('F9');
  await page.getByRole('heading', { name: desk.like('intake.doneTitle') }).waitFor();
  const label = page.getByRole('img', { name: desk.say('prints.folder-label') });
  await until('the label is drawn', () => label.evaluate((drawn) => drawn.complete && drawn.naturalWidth > 0));
  await look('worker-done', page);
  const picture = join(served.folder, 'folder-label.png');
  writeFileSync(picture, await (await page.request.get(await label.getAttribute('src'))).body());
  const number = /\d{4}-\d{6}-\w/.exec(await page.locator('.tell').textContent())[0];
  return { number, label: picture };
}

/** The worker opens a handoff for the courier; its number and the pictures of the sheet's code. */
export async function openHandoff({ worker: { page }, words: { desk } }, look = nobodyLooks) {
  await page.goto('/handoff');
  await page.getByRole('button', { name: desk.say('handoff.newOne') }).first().click();
  await page.getByLabel(desk.say('handoff.courier')).selectOption(names.courier);
  await look('worker-handoff-new', page);
  await page.getByRole('button', { name: desk.say('handoff.create') }).click();
  await page.waitForURL(/\/handoff\/.+/);
  await page.getByText(/H-\d{4}-\d{6}-\w/).first().waitFor();
  await look('worker-handoff', page);
  return /H-\d{4}-\d{6}-\w/.exec(await page.locator('.sheet').textContent())[0];
}

/** A case opened at the command line; its papers are missing, which is what exit code 6 says, and it is opened all the same. */
export function openCase({ data }, { item, applicant, office = 'SQ-0101' }) {
  const told = spawnSync(daiban, ['--data', data, '--json', 'case', 'open', '--item', item, '--applicant', applicant, '--office', office], { encoding: 'utf8' });
  return JSON.parse(told.stdout.split('\n')[0]).number;
}

/** As if it had been taken in so many days ago with all its papers, so that its clock has run. */
export function age({ data }, number, days) {
  const those = `(SELECT id FROM case_file WHERE number = '${number}')`;
  execFileSync('sqlite3', [join(data, 'daiban.db'), `UPDATE case_file SET opened_at = opened_at - ${days} * 86400000 WHERE id IN ${those}; UPDATE checklist SET complete = 1 WHERE case_id IN ${those};`]);
}

/** What stands in a code on a picture, by the product's own reader, and where. */
const codesOn = (served, picture) => JSON.parse(served.run('--json', 'codes', picture).trim().split('\n')[0]).codes;
export const tokenOn = (served, picture) => codesOn(served, picture)[0].text;

/** The sheet's code, cut out of the sheet as it is printed. */
export async function printedSheet({ worker: { page }, words: { desk }, served }) {
  const address = await page.getByRole('link', { name: desk.say('handoff.sheet') }).getAttribute('href');
  const [pdf, drawn, cut] = ['sheet.pdf', 'sheet', 'sheet-code.png'].map((name) => join(served.folder, name));
  writeFileSync(pdf, await (await page.request.get(address)).body());
  execFileSync('pdftoppm', ['-r', '200', '-png', '-singlefile', pdf, drawn]);
  const code = codesOn(served, `${drawn}.png`).find((each) => each.token?.kind === 'sheet' || each.text.length === 35);
  const [xs, ys] = [0, 1].map((at) => code.quad.map((corner) => corner[at]));
  const [left, top] = [Math.min(...xs) - 30, Math.min(...ys) - 30];
  const size = [Math.max(...xs) - left + 30, Math.max(...ys) - top + 30];
  execFileSync('convert', [`${drawn}.png`, '-crop', `${size.map(Math.round).join('x')}+${Math.round(left)}+${Math.round(top)}`, '+repage', cut]);
  return cut;
}

/** The courier signs in once, while there is a network. */
export async function courierSignsIn({ phone: { page }, words: { phone } }, look = nobodyLooks) {
  await page.locator('input[name=account]').fill(names.courier);
  await page.locator('input[name=password]').fill(password);
  await look('courier-sign-in', page);
  await page.getByRole('button', { name: phone.say('signInGo'), exact: true }).click();
  await page.getByRole('heading', { name: phone.say('roundsTitle') }).waitFor();
  await keptOnPhone(page);
  await look('courier-rounds', page);
}

/** The courier's camera sees the sheet and then every label; between the two the network goes. */
export async function pickUpFolders({ phone, phoneLine, show, words }, { handoff, sheet, labels }, look = nobodyLooks) {
  const { page } = phone;
  const say = words.phone.say;
  show([sheet]);
  await page.getByRole('button', { name: say('openBySheet') }).click();
  // Not its row in the list of what is open at the station, but the handoff itself.
  const open = page.locator('header').getByText(handoff);
  await open.waitFor();
  await phoneLine.cut();
  show(labels);
  await page.reload();
  await open.waitFor();
  await page.getByText(say('netDown')).or(page.getByText(words.phone.like('netDownWaiting'))).first().waitFor();
  const rows = page.locator('[data-number]');
  let shown = 0;
  await until(`${labels.length} labels`, async () => {
    const count = await rows.count();
    if (count > shown) await look('courier-scan', page); // while the answer to it stands there
    shown = count;
    return count === labels.length;
  });
  await page.getByRole('button', { name: words.phone.like('finishGive') }).click();
  await look('courier-sheet', page);
  await page.getByRole('button', { name: words.phone.like('countWaiting') }).first().click(); // the line under the title; rows say so too
  await look('courier-queue', page);
  await page.getByRole('button', { name: say('back') }).click();
}

/** The network is back: what waited is sent. */
export async function backInNetwork({ phone: { page }, phoneLine, words: { phone } }) {
  await phoneLine.mend();
  await page.getByText(phone.say('netUp')).waitFor();
}

/** The clerk of the street office takes what the courier brings, thing by thing. */
export async function takeAtStreet({ street: { page }, words: { desk } }, { handoff, tokens }, look = nobodyLooks) {
  await page.goto('/handoff');
  await page.getByRole('button', { name: new RegExp(handoff) }).click();
  await page.getByRole('radio', { name: desk.say('handoff.receiver') }).click();
  const answer = page.locator('.answer');
  for (const token of tokens) {
    const before = await answer.count() ? await answer.textContent() : '';
    await scan(page, token);
    await until('an answer to the scan', async () => (await answer.count()) > 0 && (await answer.textContent()) !== before);
  }
  const figures = page.locator('.figures strong');
  await until('all taken, or more than was given so far', async () => Number(await figures.nth(1).textContent()) + Number(await figures.nth(3).textContent()) === tokens.length);
  await look('street-taken', page);
}

export async function closeAtStreet({ street: { page }, words: { desk } }, { taken }) {
  await page.reload();
  await page.getByText(desk.say('handoff.nothingSentence')).or(page.locator('.figures')).first().waitFor();
  await until(`${taken} taken`, async () => (await page.locator('.figures li').nth(1).locator('strong').textContent()) === String(taken));
  const figures = await page.locator('.figures strong').allTextContents();
  await page.getByRole('button', { name: desk.say('handoff.close') }).click();
  await page.getByText(desk.say('handoff.closed')).first().waitFor();
  return figures.map(Number);
}

/** The certificate is scanned with others; the picture of the pouch's label. */
export async function comeBack({ worker: { page }, words: { desk }, served }, { number }, look = nobodyLooks) {
  await page.goto('/returns');
  await choose(page, page.getByRole('button', { name: desk.say('returns.scan') }).first(), ['07-retirement-certificate.jpg', '08-other-retirement-certificate.jpg'].map(paper));
  const stack = page.getByRole('region', { name: desk.say('returns.stack') });
  await until('both are read', async () => (await stack.getByText(desk.say('returns.reading')).count()) === 0 && (await stack.locator('.one').count()) === 2);
  await stack.getByText(desk.say('returns.certain')).waitFor();
  await look('worker-returns', page);
  await page.locator('body').press('Enter');
  await page.getByText(desk.like('returns.filedToast')).waitFor();
  await stack.getByText(desk.like('returns.filed')).filter({ hasText: number }).waitFor();
  const label = join(served.folder, 'pouch-label.png');
  served.run('label', 'certificate', number, '-o', label);
  return label;
}

export async function sign(page) {
  await page.bringToFront(); // a window behind another is drawn once a second, and every move of the pen waits for that
  const pad = await page.locator('canvas.board').boundingBox();
  const at = (x, y) => page.mouse.move(pad.x + x * pad.width, pad.y + y * pad.height, { steps: 5 });
  for (const stroke of [[[0.25, 0.3], [0.4, 0.28]], [[0.32, 0.2], [0.33, 0.7], [0.28, 0.66]], [[0.52, 0.25], [0.5, 0.7]], [[0.5, 0.3], [0.64, 0.28], [0.66, 0.7]]]) {
    await at(...stroke[0]);
    await page.mouse.down();
    for (const point of stroke.slice(1)) await at(...point);
    await page.mouse.up();
  }
}

/** The pickup clerk finds the resident, scans the pouch, writes the number down, has it signed and hands the certificate over. */
export async function handOver({ clerk: { page }, words: { desk } }, { number, pouch }, look = nobodyLooks) {
  await page.goto('/pickup');
  await page.getByRole('button', { name: new RegExp(`${resident.name}.*${number}`, 's') }).waitFor();
  await look('clerk-begin', page);
  await page.getByRole('button', { name: new RegExp(`${resident.name}.*${number}`, 's') }).click();
  await scan(page, pouch);
  await page.getByText(desk.say('pickup.scanned')).waitFor();
  await page.getByLabel(desk.say('pickup.idNumber')).fill(`${resident.number.slice(0, 12)}0321X`);
  await sign(page);
  await page.keyboard.press('F9');
  await page.getByRole('alert').filter({ hasText: desk.say('pickup.refused') }).waitFor();
  await look('clerk-refused', page);
  await page.getByLabel(desk.say('pickup.idNumber')).fill(resident.number);
  await look('clerk-ready', page);
  await page.keyboard.press('F9');
  await page.getByText(desk.like('pickup.done')).first().waitFor();
}

/** The supervisor looks at what is late, at a case, and for a name. */
export async function oversee({ supervisor: { page }, words: { desk } }, { number }, look = nobodyLooks) {
  await page.goto('/overview');
  await page.getByRole('row').nth(1).waitFor();
  await look('supervisor-overview', page);
  await page.goto(`/cases/${number}`);
  await page.getByRole('heading', { name: new RegExp(resident.name) }).waitFor();
  await page.getByRole('region', { name: desk.say('case.story') }).getByRole('listitem').first().waitFor();
  await look('supervisor-case', page);
  await page.goto('/search');
  await page.getByRole('combobox').fill(resident.name);
  await page.getByRole('option').first().waitFor();
  await page.getByText(desk.say('find.now')).waitFor();
  await look('supervisor-search', page);
}
