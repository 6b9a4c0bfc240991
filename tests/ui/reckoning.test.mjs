// What the pages reckon by themselves: the groups of a list, and how far the papers of a case are.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './station/papers.mjs';

const ui = join(root, 'src/ui');
const ts = createRequire(join(ui, 'package.json'))('typescript');

/** A module of the source that imports nothing but types. */
function load(file) {
  const source = ts.transpileModule(readFileSync(join(ui, file), 'utf8'), { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2020 } }).outputText;
  return import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);
}

const row = (light, left, more = {}) => ({ key: `${light}${left}`, light, left, ...more });

test('a list is asked for in three groups, the urgent one first, and in none of a light that was filtered away', async () => {
  const { groupsFor } = await load('pages/cases/groups.ts');
  assert.deepEqual(groupsFor({ lights: [], order: 'limit' }).map((group) => [group.name, group.lights]), [['urgent', ['overdue', 'red']], ['warned', ['yellow']], ['normal', ['normal', 'none']]]);
  assert.deepEqual(groupsFor({ lights: ['red'], order: 'limit' }).map((group) => [group.name, group.lights]), [['urgent', ['red']]]);
  assert.deepEqual(groupsFor({ lights: ['red'], order: 'newest' }).map((group) => [group.name, group.lights]), [['newest', ['red']]]);
});

test('what runs out first stands first and what has no clock stands last', async () => {
  const { byLimit } = await load('pages/cases/groups.ts');
  assert.deepEqual(byLimit([row('none', 0), row('normal', 9), row('overdue', -2), row('red', 1)]).map((each) => each.key), ['overdue-2', 'red1', 'normal9', 'none0']);
});

const offices = [
  { code: 'QU', name: '样例区', kind: 'district', parent: '' },
  { code: 'JD', name: '晴川街道办事处', kind: 'street-office', parent: 'QU' },
  { code: 'SQ', name: '柳岸社区', kind: 'community', parent: 'JD' },
  { code: 'WB', name: '民政局', kind: 'bureau', parent: 'QU' },
];
const thing = (kind, holder, in_transit = false) => ({ id: kind, kind, short_number: 'AAAA-BBBB-C', holder, holder_name: holder, in_transit, courier: '' });
const caseOf = (state, things) => ({ row: { state, office: 'SQ', office_name: '柳岸社区' }, item: { department: '民政局' }, things });
const words = { pickup: '待领取', done: '已领取' };
const states = async (detail) => (await load('pages/case/way.ts')).wayOf(detail, offices, words).map((station) => [station.name, station.state, station.things.length, station.leaving.length]);

test('a case just taken in stands at its community with its folder', async () => {
  assert.deepEqual(await states(caseOf('received', [thing('folder', 'SQ')])), [['柳岸社区', 'here', 1, 0], ['晴川街道办事处', 'ahead', 0, 0], ['民政局', 'ahead', 0, 0], ['柳岸社区 待领取', 'ahead', 0, 0], ['已领取', 'ahead', 0, 0]]);
});

test('a folder on the way has left the community and stands nowhere', async () => {
  const way = await states(caseOf('circulating', [thing('folder', '@li', true)]));
  assert.deepEqual(way[0], ['柳岸社区', 'passed', 0, 1]);
  assert.ok(way.every(([, state]) => state !== 'here'));
});

test('a folder at the bureau is drawn there, by the office that holds it', async () => {
  const way = await states(caseOf('circulating', [thing('folder', 'WB')]));
  assert.deepEqual(way.map(([, state]) => state), ['passed', 'passed', 'here', 'ahead', 'ahead']);
});

test('a certificate on its way back has left the bureau', async () => {
  const way = await states(caseOf('circulating', [thing('folder', 'WB'), thing('certificate', '@li', true)]));
  assert.deepEqual(way[2].slice(1), ['passed', 1, 1]);
});

test('a certificate that is back waits at the community, and one that was collected is at the end', async () => {
  assert.equal((await states(caseOf('awaiting-pickup', [thing('certificate', 'SQ')])))[3][1], 'here');
  assert.equal((await states(caseOf('picked-up', [])))[4][1], 'here');
});
