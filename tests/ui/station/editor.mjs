// Versions of items, document types and calendars, kept in memory: the files of models, and checks enough to see one fail.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './papers.mjs';

const { parseDocument } = createRequire(join(root, 'src/ui/package.json'))('yaml');
const folders = { items: 'items', types: 'documents', calendars: 'calendars' };
const today = '2026-11-30';

/** `refuse` throws a problem; `itemOf` tells an item as GET /items/CODE does. */
export function editor({ refuse, troubles = [] }) {
  const kept = []; // {kind, code, version, text, ...facts}
  const shipped = ({ kind, code }) => join(root, 'models', folders[kind] ?? 'none', `${code}.yaml`);
  const of = (at) => kept.filter((each) => each.kind === at.kind && each.code === at.code);
  const inForce = (at) => of(at).filter((each) => !each.withdrawn && each.effective <= today).at(-1);
  const stateOf = (each) => (each.withdrawn ? 'withdrawn' : each.effective > today ? 'waiting' : each === inForce(each) ? 'in-force' : 'past');
  const told = ({ text: _, ...each }) => ({ ...each, state: stateOf(each) });
  const textOf = (at, version) => {
    if (version === 0 && existsSync(shipped(at))) return readFileSync(shipped(at), 'utf8');
    return of(at).find((each) => each.version === version)?.text ?? refuse(404, 'not-found', '没有这一版。');
  };
  const problemsOf = (text) => {
    const doc = parseDocument(text, { schema: 'failsafe' });
    const lineAt = (offset) => text.slice(0, offset).split('\n').length;
    if (doc.errors.length > 0) return [{ line: lineAt(doc.errors[0].pos[0]), sentence: '不是正确的 YAML。' }];
    return text.split('\n').flatMap((line, at) => (/type: no-such-type/.test(line) ? [{ line: at + 1, sentence: '没有材料类型“no-such-type”；编码见 models/documents。' }] : []));
  };
  const itemFrom = (text) => {
    const { name, code, situations = {}, materials = [] } = parseDocument(text).toJS();
    const rows = materials.map((each) => ({ id: each.name ?? each.use, name: each.name ?? `共用行 ${each.use}`, types: [each.type ?? ''], required: each.required ?? 'yes', form: each.form ?? '验原件收复印件', copies: 1, when: each.situation ?? '', note: '', group: each.one_of ?? '' }));
    const answers = Object.entries(situations).map(([key, value]) => ({ code: key, name: value }));
    return { code, name, department: '', field: '', kind: '承诺件', time_limit: 5, legal_limit: null, fee: '', note: '', result: '', situations: answers.length > 0 ? [{ group: 'any', question: '情形', least: 0, most: answers.length, answers }] : [], materials: rows };
  };
  const reading = (name) => ({ type: 'id-card-front', type_name: '居民身份证（人像面）', confidence: 0.98, reasons: [], fields: [{ name: 'name', value: name, confidence: 0.99, valid: true }, { name: 'id_number', value: '12011619701016382X', confidence: 0.99, valid: true }] });

  return [
    ['GET', '/rules', () => ({ versions: kept.map(told), troubles })],
    ['GET', '/rules/:kind/:code', ({ at }) => {
      if (!existsSync(shipped(at)) && of(at).length === 0) refuse(404, 'not-found', '没有这一项。');
      return { versions: [{ kind: at.kind, code: at.code, version: 0, state: inForce(at) ? 'past' : 'in-force' }, ...of(at).map(told)] };
    }],
    ['GET', '/rules/:kind/:code/versions/:version', ({ at }) => ({ text: textOf(at, Number(at.version)) })],
    ['POST', '/rules/:kind/:code/check', ({ body }) => {
      const problems = problemsOf(body.text);
      return { problems, ...(body.whole && problems.length === 0 && { walk: { choices: 3, sets: 25, wrong: [] } }) };
    }],
    ['POST', '/rules/:kind/:code', ({ at, body, answer }) => {
      const same = kept.find((each) => each.id === body.id);
      if (problemsOf(body.text).length > 0) refuse(400, 'bad-input', problemsOf(body.text)[0].sentence);
      const version = 1001 + of(at).length;
      const text = body.text.replace(/^version:.*$/m, `version: ${version}`).replace(/^effective:.*$/m, `effective: ${body.effective}`);
      if (!same) kept.push({ kind: at.kind, code: at.code, version, text, effective: body.effective, saved_at: `${today}T02:00:00.000Z`, saved_by: 'li', reason: body.reason });
      answer.statusCode = 201;
      return told(same ?? kept.at(-1));
    }],
    ['POST', '/rules/:kind/:code/versions/:version/withdraw', ({ at, body }) => {
      const version = of(at).find((each) => each.version === Number(at.version));
      version.withdrawn = { at: `${today}T03:00:00.000Z`, by: 'li', reason: body.reason };
      return told(version);
    }],
    ['POST', '/item-trials', ({ body }) => {
      const item = itemFrom(body.text);
      return { item, asked: item.materials.filter((each) => !each.when || body.situations.includes(each.when)).map((each) => each.id) };
    }],
    ['POST', '/type-trials', () => ({ papers: [{ in_force: reading('王秀'), draft: reading('王秀兰') }] })],
  ];
}
