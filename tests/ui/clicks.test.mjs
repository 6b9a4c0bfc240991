// Somebody who has never seen it finds by the words on links and buttons alone, within three clicks from the page he begins on: what is
// late, where a label's folder is, who took a certificate. What is typed or scanned is what he holds in his hand: the label, the number.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { paper, scan } from './browser.mjs';
import { daiban } from './station/served.mjs';
import { age, openCase, resident, tokenOn } from './story/chapters.mjs';
import { gather } from './story/people.mjs';

const most = 3;
const people = await gather({ who: ['worker', 'clerk', 'supervisor'], phone: false });
after(people.close);
const { served, words: { desk: { say } } } = people;
const run = (...args) => spawnSync(daiban, ['--data', served.data, ...args], { encoding: 'utf8' });

/** One case is late, the certificate of another was collected, and a folder lies on the counter's desk. */
function fill() {
  const late = openCase(served, { item: 'SB-002', applicant: '李凤仙/120116196803092641' });
  age(served, late, 90);
  const taken = openCase(served, { item: 'SB-002', applicant: `${resident.name}/${resident.number}` });
  const told = [run('return', paper('07-retirement-certificate.jpg')), run('pickup', taken, '--person', `${resident.name}/${resident.number}`)];
  assert.deepEqual(told.map((each) => each.status), [0, 0], told.map((each) => each.stdout + each.stderr).join());
  const label = join(served.folder, 'label.png');
  assert.equal(run('label', 'folder', late, '-o', label).status, 0);
  return { late, taken, token: tokenOn(served, label) };
}
let filled;
try {
  filled = fill();
} catch (error) {
  await people.close();
  throw error;
}

/** Begins where the person begins; `follow(words)` clicks the one link, button or row that says so. */
async function beginOf({ page }) {
  await page.goto('/');
  await page.locator('nav.rail a').first().waitFor();
  let clicks = 0;
  return {
    page,
    clicks: () => clicks,
    async follow(words) {
      const said = (role) => page.getByRole(role, { name: words });
      const one = said('link').or(said('button')).or(said('option')).first();
      await one.waitFor();
      clicks += 1;
      assert.ok(clicks <= most, `“${words}” would be click ${clicks}`);
      await one.click();
    },
  };
}

for (const [who, way] of [['supervisor', []], ['worker', [say('rooms.cases')]], ['clerk', [say('rooms.cases')]]]) {
  test(`what is late: ${who}`, async () => {
    const { page, follow, clicks } = await beginOf(people[who]);
    for (const words of way) await follow(words);
    const row = page.getByRole('row').filter({ hasText: '李凤仙' });
    await row.getByText(/超 ?\d+ 天|超期/).first().waitFor();
    await follow('李凤仙');
    await page.getByRole('heading', { name: /李凤仙/ }).waitFor();
    assert.ok(clicks() <= most);
  });

  test(`where the folder with this label is: ${who}`, async () => {
    const { page, follow } = await beginOf(people[who]);
    await follow(new RegExp(`^${say('rooms.search')}`));
    await page.getByRole('combobox', { name: say('find.placeholder') }).waitFor();
    await scan(page, filled.token);
    await page.getByRole('option', { name: new RegExp(filled.late) }).waitFor();
    const preview = page.getByRole('complementary', { name: say('find.preview') });
    await preview.locator('dl > div').filter({ hasText: say('find.now') }).getByText('晴川街道柳岸社区').waitFor();
  });

  test(`who took this certificate: ${who}`, async () => {
    const { page, follow } = await beginOf(people[who]);
    await follow(new RegExp(`^${say('rooms.search')}`));
    await page.getByRole('combobox', { name: say('find.placeholder') }).fill(filled.taken);
    await page.getByRole('option', { name: new RegExp(filled.taken) }).waitFor();
    await follow(new RegExp(`^${say('find.open')}`));
    await page.getByRole('heading', { name: new RegExp(resident.name) }).waitFor();
    const last = page.getByRole('list', { name: say('case.way') }).getByRole('listitem').last();
    await last.getByText(/本人.*\d\d-\d\d \d\d:\d\d/).waitFor();
  });
}
