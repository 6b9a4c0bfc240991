// Who may take a certificate and who may not, on daiban itself as the pickup clerk sees it: every refusal is told in words and leaves
// the certificate where it is; several certificates go under one signature; what is not here yet is said with where it is.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { paper, root, scan } from './browser.mjs';
import { daiban } from './station/served.mjs';
import { openCase, resident, sign, tokenOn } from './story/chapters.mjs';
import { gather, names } from './story/people.mjs';

const sample = (name) => join(root, 'samples/pages', name);
const neighbour = { name: '李凤仙', number: '120116196803092641' };
const person = `${resident.name}/${resident.number}`;

const people = await gather({ who: ['clerk'], phone: false });
after(people.close);
const { served } = people;
const { page } = people.clerk;
const { say, like } = people.words.desk;
const run = (...args) => spawnSync(daiban, ['--data', served.data, ...args], { encoding: 'utf8' });

const tokenOf = (kind, number) => {
  const picture = join(served.folder, `${kind}-${number}.png`);
  assert.equal(run('label', kind, number, '-o', picture).status, 0);
  return tokenOn(served, picture);
};

/** Two certificates of hers are here, a third is still out. */
function fill() {
  const [pension, disability, out] = ['SB-002', 'CL-012', 'SB-002'].map((item) => openCase(served, { item, applicant: person }));
  for (const [number, file] of [[pension, paper('07-retirement-certificate.jpg')], [disability, sample('disability-certificate-scan.jpg')]]) {
    const told = run('return', '--case', number, '--reason', '窗口核对过编号', file);
    assert.equal(told.status, 0, told.stdout + told.stderr);
  }
  return { pension, disability, out, pouches: { pension: tokenOf('certificate', pension), disability: tokenOf('certificate', disability) }, folderOut: tokenOf('folder', out) };
}
let filled;
try {
  filled = fill();
} catch (error) {
  await people.close();
  throw error;
}
const { pension, disability, out, pouches, folderOut } = filled;

const ask = await people.ask(names.clerk);
const stateOf = async (number) => (await ask('GET', `/cases/${number}`)).json.row.state;
const refusal = page.getByRole('alert').filter({ hasText: say('pickup.refused') });
const thing = (number) => page.locator('.thing').filter({ hasText: number });
const ready = async (who) => {
  await page.getByLabel(say('pickup.name'), { exact: true }).fill(who.name);
  await page.getByLabel(say('pickup.idNumber')).fill(who.number);
};
async function inHand(by = page) {
  await by.goto('/pickup');
  await by.getByRole('button', { name: new RegExp(pension) }).first().click();
  await by.locator('.thing').filter({ hasText: pension }).getByRole('button', { name: say('pickup.tick') }).click();
}

test('somebody else is refused with what differs, and the certificate stays', async () => {
  await inHand();
  await ready(neighbour);
  await page.getByText(say('pickup.differs')).waitFor();
  await page.locator('.held .differs').filter({ hasText: neighbour.name }).waitFor();
  await sign(page);
  await page.keyboard.press('F9');
  await refusal.getByText(/领取人姓名与申请人不同/).waitFor();
  await refusal.getByText(/证件号码与申请人不同/).waitFor();
  // The right name with a namesake's number is somebody else, too.
  await ready({ name: resident.name, number: '120116197010163811' });
  await page.keyboard.press('F9');
  await refusal.getByText(/^(?!.*姓名).*证件号码与申请人不同/).waitFor();
  // Her number ends in 16382X: what differs stands out, and hers is not shown.
  await page.locator('.held .differs').filter({ hasText: '11' }).waitFor();
  assert.equal(await page.getByText(resident.number).count(), 0);
  assert.equal(await stateOf(pension), 'awaiting-pickup');
});

test('an agent without a mandate, and one with a mandate of other people, are refused in words', async () => {
  await inHand();
  await page.getByRole('radio', { name: say('pickup.byAgent') }).click();
  await ready(neighbour);
  await sign(page);
  await page.keyboard.press('F9');
  await refusal.getByText(/代领需要授权委托书/).waitFor();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: say('pickup.mandateFile') }).click()]);
  await chooser.setFiles(sample('power-of-attorney-scan.jpg'));
  await page.keyboard.press('F9');
  await refusal.getByText(/请换一份，或由督办人员写明理由办理/).waitFor();
  assert.equal(await page.getByLabel(say('pickup.waiver')).count(), 0, 'a clerk is not offered a supervisor’s way out');
  assert.equal(await stateOf(pension), 'awaiting-pickup');
});

test('a certificate that is not here yet is not offered: it is said where it is', async () => {
  await page.goto('/pickup');
  await page.getByText(say('pickup.pick')).waitFor();
  await scan(page, folderOut);
  const list = page.getByRole('region', { name: say('pickup.notWaiting') });
  await list.getByText(out).waitFor();
  await list.getByText(like('pickup.notBack')).waitFor();
  assert.equal(await page.locator('.thing').count(), 0, 'nothing is in hand');
});

test('a whole code typed off a pouch has its person in hand, the pouch ticked', async () => {
  await page.goto('/pickup');
  await page.getByRole('searchbox').fill(pouches.pension);
  await thing(pension).getByText(say('pickup.scanned')).waitFor();
});

const late = await people.clerk.context.newPage(); // another window of the counter that was left open

test('the pouches are scanned one by one, and one signature stands for both; what is still out is shown beside them', async () => {
  await inHand(late);
  await late.getByLabel(say('pickup.idNumber')).fill(resident.number);
  await sign(late);

  await page.goto('/pickup');
  await page.getByText(say('pickup.pick')).waitFor();
  await scan(page, pouches.pension);
  await thing(pension).getByText(say('pickup.scanned')).waitFor();
  await thing(out).getByText(like('pickup.notBack')).waitFor();
  await scan(page, pouches.disability);
  await thing(disability).getByText(say('pickup.scanned')).waitFor();
  await page.getByLabel(say('pickup.idNumber')).fill(resident.number.toLowerCase());
  await sign(page);
  await page.getByRole('button', { name: like('pickup.hand') }).click();
  await page.getByText(like('pickup.done')).first().waitFor();
  assert.deepEqual([await stateOf(pension), await stateOf(disability), await stateOf(out)], ['picked-up', 'picked-up', 'received']);
  const signatures = run('--json', 'sign').stdout;
  assert.ok(!signatures.includes(pension) && !signatures.includes(disability), `signed once for both: ${signatures}`);
});

test('a second pickup is refused: by whom scans the pouch again, and in a window that still shows it waiting', async () => {
  await page.keyboard.press('Escape');
  await page.getByText(say('pickup.pick')).waitFor();
  await scan(page, pouches.pension);
  const list = page.getByRole('region', { name: say('pickup.notWaiting') });
  await list.getByRole('button', { name: new RegExp(pension) }).getByText(say('pickup.takenAlready')).waitFor();
  await late.bringToFront();
  await late.keyboard.press('F9');
  await late.getByRole('alert').getByText(/证照已经领取过/).waitFor();
  assert.deepEqual(people.complaints, []);
});
