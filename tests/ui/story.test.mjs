// The whole story on daiban itself: a case is taken in at the counter, goes out with a courier whose phone has no network on the way,
// is taken at the street office, its certificate comes back and is handed to the resident. Three people in three browsers at once, and
// the clerk of the street office in a fourth. Then again with the phone's clock three days wrong and every request of everybody sent
// twice, in English, and the books must end the same.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { backInNetwork, closeAtStreet, comeBack, courierSignsIn, handOver, openCase, openHandoff, pickUpFolders, printedSheet, takeAtStreet, takeIn, tokenOn } from './story/chapters.mjs';
import { gather, names } from './story/people.mjs';

const threeDays = 3 * 24 * 3600 * 1000;
const others = ['测试李建国/110105194912310038', '测试赵敏/11010519491231002X', '李凤仙/120116196803092641'];

/** Folders of other residents that travel with it: the pictures of their labels. */
function labelled({ served }) {
  return others.map((applicant, at) => {
    const number = openCase(served, { item: 'SB-002', applicant });
    const picture = join(served.folder, `folder-${at}.png`);
    served.run('label', 'folder', number, '-o', picture);
    return picture;
  });
}

/** What the books say in the end, without ids, names of files and times. */
async function booksOf(people, { number, handoff }) {
  const ask = await people.ask(names.worker);
  const taken = (await ask('GET', `/cases/${number}`)).json;
  const sheet = (await (await people.ask(names.street))('GET', `/handoffs/${handoff}`)).json;
  const supervisor = await people.ask(names.supervisor);
  return {
    state: taken.row.state,
    pages: taken.pages.length,
    things: taken.things.map(({ kind, holder, in_transit }) => `${kind} ${holder} ${in_transit}`),
    story: taken.story.map(({ who, what }) => `${what} ${who}`).sort(), // whose scan came first depends on the network
    sheet: sheet.lines.map(({ state, kind }) => `${kind} ${state}`).sort(),
    state_of_sheet: sheet.row.state,
    discrepancies: (await supervisor('GET', '/discrepancies')).json.discrepancies.length,
  };
}

async function tell({ deliveredFirst, ...how }) {
  const people = await gather(how);
  try {
    const before = labelled(people);
    const [taken] = await Promise.all([takeIn(people), courierSignsIn(people)]);
    const handoff = await openHandoff(people);
    const sheet = await printedSheet(people);
    const labels = [taken.label, ...before];
    const tokens = labels.map((label) => tokenOn(people.served, label));
    await pickUpFolders(people, { handoff, sheet, labels });
    if (!deliveredFirst) await backInNetwork(people);
    await takeAtStreet(people, { handoff, tokens });
    if (deliveredFirst) await backInNetwork(people);
    const figures = await closeAtStreet(people, { taken: labels.length });
    assert.deepEqual(figures, [labels.length, labels.length, 0, 0, 0], 'given, taken, short, surplus, refused');
    const pouch = await comeBack(people, taken);
    await handOver(people, { number: taken.number, pouch: tokenOn(people.served, pouch) });
    const books = await booksOf(people, { number: taken.number, handoff });
    assert.deepEqual([...people.complaints, ...people.phone.complaints], [], 'no page broke');
    return { books, doubled: people.lines.reduce((sum, line) => sum + line.doubled(), 0), differing: people.lines.flatMap((line) => line.differing), verified: people.served.run('verify') };
  } finally {
    await people.close();
  }
}

/** The people of the sample district, as a case's story names them. */
const called = { worker: '晴川街道柳岸社区窗口社工', street: '晴川街道办事处街道办经办人', courier: '晴川街道柳岸社区代办员', clerk: '晴川街道柳岸社区发证员' };

/** As the books end: the folders at the street office, the certificate with the resident. */
const expected = {
  state: 'picked-up',
  pages: 5,
  things: ['folder JD-01 false', 'certificate 领取人 false'],
  story: [
    `case.opened ${called.worker}`,
    `checklist.saved ${called.worker}`,
    `custody.recorded ${called.street}`,
    `custody.recorded ${called.courier}`,
    `personal.seen ${called.clerk}`, // a wrong number was held against hers
    `pickup.recorded ${called.clerk}`,
    `return.recorded ${called.worker}`,
    `thing.registered ${called.worker}`,
    `thing.registered ${called.worker}`,
  ],
  sheet: Array(4).fill('folder confirmed'),
  state_of_sheet: 'closed',
  discrepancies: 0,
};

test('three people bring a case from its papers to the resident, the courier without a network between pick-up and delivery', async () => {
  const { books, verified } = await tell({});
  assert.deepEqual(books, expected);
  assert.match(verified, /\S/);
});

test('with the phone three days ahead, everything sent twice and the courier back in the network after the delivery, the books say the same', async (t) => {
  const { books, doubled, differing } = await tell({ language: 'en', ahead: threeDays, twice: true, deliveredFirst: true });
  t.diagnostic(`${doubled} requests went twice`);
  assert.ok(doubled > 100, `${doubled}`);
  // A question that was answered is gone; the page then looks at the intake and shows no refusal.
  const gone = /POST \/api\/v1\/intakes\/[^/]+\/questions\/\S+: 200, then 409$/;
  assert.deepEqual(differing.filter((each) => !gone.test(each)), [], 'the second answer is of the first one’s kind');
  // A look that went twice is two looks in the books.
  const story = books.story.filter((line, at) => !line.startsWith('personal.seen') || books.story.indexOf(line) === at);
  assert.deepEqual({ ...books, story }, expected);
});
