// One item's rules in small: enough to fill a checklist, ask one question at a time and say what can be printed.
import { flatYaml, labels, mask } from './papers.mjs';

const id = { form: '验原件收复印件', copies: 1, required: 'yes', group: '', when: '', note: '' };
const pension = [
  { ...id, id: '1', name: '居民身份证（人像面）', types: ['id-card-front'], mine: true },
  { ...id, id: '2', name: '居民身份证（国徽面）', types: ['id-card-back'] },
  { ...id, id: '3', name: '居民户口簿（常住人口登记卡）', types: ['household-register-person'], mine: true },
  { ...id, id: '4', name: '基本养老保险待遇申领表', types: ['pension-application-form'], form: '收原件', mine: true },
  { ...id, id: '5', name: '银行卡', types: ['bank-card'], form: '收复印件', group: 'bank' },
  { ...id, id: '6', name: '银行存折', types: ['bank-passbook'], form: '收复印件', group: 'bank' },
  { ...id, id: '7', name: '社会保障卡', types: ['social-security-card'], form: '收复印件', group: 'bank', mine: true },
  { ...id, id: '8', name: '授权委托书', types: ['power-of-attorney'], form: '收原件', when: 'agent' },
  { ...id, id: '9', name: '代办人居民身份证', types: ['id-card-front'], when: 'agent', other: true },
  { ...id, id: '10', name: '独生子女父母光荣证', types: ['one-child-certificate'], required: 'later' },
];
const plain = [pension[0], pension[1], pension[2]].map((each, at) => ({ ...each, id: String(at + 1) }));
const who = { group: 'one', question: '谁来办', least: 1, most: 1, answers: [{ code: 'self', name: '本人' }, { code: 'agent', name: '他人代办' }] };

const initials = { 'SB-002': 'jbylbxdysl', 'SB-001': 'cxjmjbylbxcbdj', 'SB-003': 'shbzkblhh', 'JT-001': 'gljtsl' };
export const items = flatYaml('models/items')
  .filter((each) => each.code && each.name)
  .map((each) => ({ code: each.code, name: each.name, department: each.department ?? '', field: each.field ?? '', kind: each.kind ?? '承诺件', days: Number(each.days ?? 15), initials: initials[each.code] ?? '' }));

export const itemOf = (code) => items.find((each) => each.code === code);
export const situationsOf = (code) => (code === 'SB-002' ? [who] : []);
export const materialsOf = (code) => (code === 'SB-002' ? pension : plain);
export const rowOf = (item, matched = '') => ({ code: item.code, name: item.name, department: item.department, kind: item.kind, matched });

export function findItems(query, limit) {
  if (!query) return ['SB-002', ...items.map((each) => each.code).filter((code) => code !== 'SB-002')].slice(0, limit).map((code) => rowOf(itemOf(code)));
  const q = query.toLowerCase();
  const found = items.filter((each) => each.name.includes(query) || each.initials.includes(q) || each.code.toLowerCase().includes(q));
  const begins = (each) => Number(each.initials.startsWith(q) || each.name.startsWith(query));
  return found.sort((a, b) => begins(b) - begins(a)).slice(0, limit).map((each) => rowOf(each, query));
}

const live = (intake) => intake.pages.filter((page) => !page.removed);
const documents = (intake) => live(intake).flatMap((page) => (page.state === 'read' ? page.documents.map((document) => ({ page, document })) : []));
const fieldOf = (document, name) => document.fields.find((each) => each.name === name);
const today = '2026-11-30';

function applicantFromPapers(intake) {
  const card = documents(intake).find(({ document }) => document.type === 'id-card-front');
  if (!card) return null;
  const number = fieldOf(card.document, 'id_number');
  return { name: fieldOf(card.document, 'name')?.value ?? '', id_number: number?.whole ?? '', id_number_masked: mask(number?.whole ?? ''), sex: fieldOf(card.document, 'sex')?.value, age: 56, source: 'papers' };
}

function stateOf(material, found, intake) {
  const { document } = found;
  const name = fieldOf(document, 'name')?.value;
  if (material.mine && intake.applicant && name && name !== intake.applicant.name && !document.overruled) {
    return ['wrong-person', '非本人', `${document.type_name}持证人${name}，不是${intake.applicant.name}。`];
  }
  const until = fieldOf(document, 'valid_until')?.value.replace(/\./g, '-');
  if (until && /^\d/.test(until) && until < today) return ['expired', '已过期', `有效期至 ${until}，已过 39 天，请换领新证后带来。`];
  if (intake.doubts.some((each) => each.page === found.page.id && each.document === document.number)) return ['doubt', '待确认', '请答上面一问。'];
  return ['ok', '齐全', ''];
}

function lineOf(material, number, intake) {
  const all = documents(intake);
  const person = intake.applicant?.name;
  const fits = ({ document }) => (document.assigned ? document.assigned === material.name : material.types.includes(document.type)
    && (!material.other || fieldOf(document, 'name')?.value !== person));
  let found = all.filter(fits);
  if (material.types.includes('id-card-front') && !material.other) {
    const own = found.filter(({ document }) => fieldOf(document, 'name')?.value === person);
    if (own.length > 0) found = own;
  }
  const base = { number, material: material.name, name: material.name, pages: found.map(({ page, document }) => ({ page: page.id, document: document.number })), group: material.group, required: material.required, form: material.form, copies: 1 };
  if (found.length === 0) {
    if (material.required === 'later') return { ...base, state: 'promise', word: '可容缺', sentence: '不影响受理，签承诺书后 12 月 14 日前补交。' };
    if (material.required === 'no') return { ...base, state: 'not-needed', word: '非必要', sentence: '' };
    return { ...base, state: 'missing', word: '缺少', sentence: `请带${material.name}来，${material.form}。` };
  }
  for (const each of found) each.document.material = material.name;
  const [state, word, sentence] = stateOf(material, found[0], intake);
  return { ...base, state, word, sentence };
}

function compareFields(intake) {
  const card = documents(intake).find(({ document }) => document.type === 'id-card-front' && fieldOf(document, 'name')?.value === intake.applicant?.name);
  if (!card) return;
  for (const { page, document } of documents(intake)) {
    if (document === card.document || fieldOf(document, 'name')?.value !== intake.applicant.name) continue;
    for (const field of document.fields) {
      const other = fieldOf(card.document, field.name);
      if (!other) continue;
      const [a, b] = [field.whole, other.whole].map((value) => value.replace(/族$/, ''));
      field.compare = a === b ? 'same' : 'differs';
      if (field.compare === 'differs') {
        const differing = (value, than) => [...value].map((character, at) => (character === than[at] ? character : `【${character}】`)).join('');
        field.compare_with = [{ page: card.page.id, document: card.document.number, value: differing(b, a) }];
        field.differing = differing(a, b);
      } else delete field.compare_with;
    }
  }
}

function askQuestions(intake) {
  const asked = [];
  for (const { page, document } of documents(intake)) {
    for (const field of document.fields.filter((each) => each.compare === 'differs')) {
      asked.push({
        id: `${page.id}-${document.number}-${field.name}`, kind: 'conflict', page: page.id, document: document.number, field: field.name, material: document.material ?? undefined,
        sentence: `${labels[field.name]}与身份证差一个字，以身份证为准吗？`,
        values: [{ page: page.id, document: document.number, value: field.differing }, field.compare_with[0]],
        answers: [{ code: 'yes', label: '是' }, { code: 'no', label: '不是' }],
      });
    }
    if (document.type === 'bank-card' && intake.applicant) {
      asked.push({ id: `${page.id}-${document.number}-whose`, kind: 'confirm', page: page.id, document: document.number, material: '银行卡', sentence: `这是${intake.applicant.name}的银行卡吗？`, answers: [{ code: 'yes', label: '是' }, { code: 'no', label: '不是' }] });
    }
  }
  return asked.filter((each) => !intake.answered[each.id]);
}

const complete = (lines) => lines.every((line) => ['ok', 'promise', 'not-needed'].includes(line.state));

/** Lines with the same group are alternatives: one that is there lets the others go. */
function withoutMetAlternatives(lines) {
  const met = new Set(lines.filter((line) => line.group && line.state === 'ok').map((line) => line.group));
  return lines.map((line) => (line.group && met.has(line.group) && line.state === 'missing' ? { ...line, state: 'not-needed', word: '不需要', sentence: '' } : line));
}

function printablesOf(intake, lines) {
  const left = lines.filter((line) => !['ok', 'promise', 'not-needed'].includes(line.state)).length;
  const none = !intake.item ? '先选事项' : !intake.applicant ? '还不知道是谁' : '';
  return [
    { kind: 'notice', ready: !none && left > 0, why: none || (left > 0 ? '' : '材料齐全，不需要') },
    { kind: 'receipt', ready: !none && left === 0, why: none || (left === 0 ? '' : `还有 ${left} 项`) },
    { kind: 'folder-label', ready: !none && left === 0, why: none || (left === 0 ? '' : `还有 ${left} 项`) },
    { kind: 'tolerance', ready: !none && lines.some((line) => line.state === 'promise'), why: '没有可容缺的' },
    { kind: 'mandate', ready: !none, why: none },
  ];
}

function namePages(intake) {
  for (const page of live(intake)) {
    if (page.state !== 'read') continue;
    const names = page.documents.map((each) => each.type_name);
    page.name = page.documents.length === 2 && names.every((each) => each.startsWith('居民身份证')) ? '居民身份证（两面）' : names[0] ?? '未识别';
    page.owner = fieldOf(page.documents[0] ?? { fields: [] }, 'name')?.value ?? '';
    page.tag = page.documents.every((each) => each.type === 'unknown') ? 'unknown' : intake.doubts.some((each) => each.page === page.id) ? 'doubt' : '';
  }
}

/** Works the whole intake out again from its pages. */
export function workOut(intake) {
  if (intake.applicant?.source !== 'person') intake.applicant = applicantFromPapers(intake);
  compareFields(intake);
  intake.doubts = askQuestions(intake);
  for (const { document } of documents(intake)) document.material = null;
  const materials = intake.item ? materialsOf(intake.item.code).filter((each) => !each.when || intake.chosen.includes(each.when)) : [];
  const lines = withoutMetAlternatives(materials.map((material, at) => lineOf(material, at + 1, intake)));
  namePages(intake);
  intake.lines = lines;
  intake.printable = printablesOf(intake, lines);
}

const bare = (field) => Object.fromEntries(Object.entries(field).filter(([name]) => !['whole', 'differing'].includes(name)));
export const pageShown = (page) => ({
  id: page.id, number: page.removed ? 0 : page.number, state: page.state, name: page.name, owner: page.owner, tag: page.tag, file: page.file, width: page.width, height: page.height, codes: [], removed: page.removed,
  ...(page.failure && { failure: page.failure }),
  documents: page.documents.map(({ assigned: _, overruled: __, ...document }) => ({ ...document, fields: document.fields.map(bare) })),
});

export function shown(intake) {
  const { lines } = intake;
  const count = (...states) => lines.filter((line) => states.includes(line.state)).length;
  const done = lines.length > 0 && complete(lines);
  const applicant = intake.applicant && { ...intake.applicant };
  if (applicant) delete applicant.id_number;
  return {
    id: intake.id, version: intake.version, item: intake.item && rowOf(intake.item),
    situations: { asked: intake.item ? situationsOf(intake.item.code) : [], chosen: intake.chosen },
    applicant, case: intake.case, pages: intake.pages.map(pageShown),
    checklist: { lines, counts: { ok: count('ok'), doubt: count('doubt'), bad: count('missing', 'expired', 'wrong-person', 'bad'), promise: count('promise') }, complete: done, complete_with_promise: done, waits_for_choice: !!intake.item && situationsOf(intake.item.code).length > 0 && intake.chosen.length === 0, notice: '' },
    questions: intake.doubts, printable: intake.printable, undo: intake.undo.length > 0 ? { label: intake.undo[intake.undo.length - 1].label } : null,
    limit: intake.item ? { due: '2026-12-21', days: intake.item.days, left: intake.item.days, light: 'normal', sentence: `承诺 ${intake.item.days} 个工作日，收件次日起算` } : null,
    waiting_since: intake.since,
  };
}

export function summary(intake) {
  const view = shown(intake);
  const reading = intake.pages.filter((page) => ['stored', 'looking', 'reading'].includes(page.state)).length;
  const { counts } = view.checklist;
  const state = intake.pages.length === 0 ? 'empty' : reading ? 'reading' : counts.doubt || view.questions.length ? 'doubt' : counts.bad ? 'missing' : counts.promise ? 'promise' : 'complete';
  return { id: intake.id, title: view.applicant?.name ?? '', item: intake.item?.name ?? '', state, missing: counts.bad, doubts: view.questions.length, reading, read: intake.pages.length - reading, waiting_since: intake.since, ...(intake.case && { case_number: intake.case.number }) };
}
