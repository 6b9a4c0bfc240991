// Cases of one community: for lists, one case, search.
import { documentsOf, sampleOf } from './papers.mjs';
import { itemOf, items, pageShown, rowOf } from './rules.mjs';

const told = [
  ['周玉珍', '高龄津贴申领', 'circulating', '承办', 'overdue', -2, '样例区民政局，9 天没动', '民政局'],
  ['孙立群', '残疾人证换领', 'received', '待补正', 'red', 1, '柳岸社区，补正架', '居民 补照片'],
  ['陈桂芳', '城乡居民基本养老保险参保登记', 'circulating', '在途', 'red', 2, '途中 李强，昨天 16:12', '代办员 李强'],
  ['刘德海', '居家养老服务补贴申请', 'circulating', '承办', 'yellow', 3, '样例区民政局', '民政局'],
  ['何素琴', '医疗费用手工报销', 'circulating', '审核', 'yellow', 3, '样例区医疗保障局', '医保局'],
  ['马文斌', '灵活就业人员参加企业职工基本养老保险登记', 'circulating', '待受理', 'yellow', 4, '晴川街道办事处', '街道 综窗'],
  ['杨淑敏', '公共租赁住房申请', 'circulating', '承办', 'yellow', 4, '样例区住房和建设委员会', '住建委'],
  ['王秀兰', '基本养老保险待遇申领', 'received', '收件', 'normal', 15, '柳岸社区，待交接', '今天 16:00 交接'],
  ['赵国梁', '高龄津贴申领', 'received', '收件', 'normal', 12, '柳岸社区，待交接', '居民 补银行卡'],
  ['吴建华', '残疾人证新办', 'circulating', '特别程序', 'none', 0, '样例区残疾人联合会', '医院 评残'],
  ['郑国栋', '老年人优待证办理', 'awaiting-pickup', '待领取', 'normal', 9, '柳岸社区，证照柜 B3', '居民 通知 2 次'],
  ['韩月英', '社会保障卡补领、换领', 'circulating', '承办', 'normal', 9, '样例区社会保险基金管理中心', '社保中心'],
  ['李凤仙', '社会保障卡补领、换领', 'picked-up', '已领取', 'none', 0, '已领取', ''],
];

const due = (left) => `2026-12-${String(Math.max(1, Math.min(28, left + 2))).padStart(2, '0')}`;
const sentences = { overdue: (n) => `超 ${-n} 天`, red: (n) => `剩 ${n} 天`, yellow: (n) => `剩 ${n} 天`, normal: (n) => `剩 ${n} 天`, none: () => '不计时' };
const rows = told.map(([applicant, item, state, state_word, light, left, where, waits_for], at) => ({
  key: `k${at + 1}`, number: `2026-0000${String(78 + at * 3).padStart(2, '0')}-${'JE4N57WHKM3XB'[at]}`, item: items.find((each) => each.name === item)?.code ?? 'SB-002', item_name: item, applicant, office: 'liuan', office_name: '柳岸社区',
  state, state_word, light, due: light === 'none' ? '' : due(left), left, sentence: sentences[light](left), where, waits_for, opened: `2026-11-${String(10 + at).padStart(2, '0')}T01:51:00.000Z`,
}));

const tally = (all, key) => all.reduce((sums, row) => ({ ...sums, [row[key]]: (sums[row[key]] ?? 0) + 1 }), {});

export function cases(query) {
  const has = (name, value) => !query.get(name) || query.get(name).split(',').includes(value);
  const q = query.get('q');
  const within = rows.filter((row) => has('item', row.item) && has('office', row.office) && (!q || row.applicant.includes(q) || row.number.includes(q) || row.item_name.includes(q)));
  return { cases: within.filter((row) => has('state', row.state) && has('light', row.light)), next: '', counts: { states: tally(within, 'state'), lights: tally(within, 'light') } };
}

const files = ['01-id-card.jpg', '02-household-register.jpg', '03-pension-form.jpg', '05-bank-card.jpg', '04-leaflet.jpg'];
const closed = {};

export function caseDetail(key, deed, body) {
  const row = rows.find((each) => each.key === key || each.number === key);
  if (!row) return undefined;
  if (deed === 'stop') closed[key] = [{ reason: body.reason, word: body.reason === 'special' ? '特别程序' : '补正', from: '2026-11-30', until: '' }];
  if (deed === 'resume') closed[key] = [];
  const stops = closed[key] ?? [];
  const pages = files.map((file, at) => {
    const sample = sampleOf(file);
    const documents = documentsOf(sample, file);
    return pageShown({ id: `case-${file}`, number: at + 1, state: 'read', name: documents[0].type_name, owner: documents[0].fields.find((each) => each.name === 'name')?.value ?? '', tag: documents[0].type === 'unknown' ? 'unknown' : '', file, width: sample.truth.width, height: sample.truth.height, documents, removed: false });
  });
  const names = ['居民身份证（人像面）', '居民身份证（国徽面）', '居民户口簿（常住人口登记卡）', '基本养老保险待遇申领表', '银行卡'];
  const lines = names.map((name, at) => ({ number: at + 1, material: name, name, state: 'ok', word: '齐全', sentence: '', pages: [{ page: pages[Math.max(0, at - 1)].id, document: 1 }], group: '', required: 'yes', form: at === 3 ? '收原件' : '验原件收复印件', copies: 1 }));
  lines.push({ number: 6, material: '独生子女父母光荣证', name: '独生子女父母光荣证', state: 'promise', word: '可容缺', sentence: '12 月 14 日前补交，剩 12 天', pages: [], group: '', required: 'later', form: '验原件收复印件', copies: 1 });
  return {
    row, item: rowOf(itemOf(row.item) ?? itemOf('SB-002')), situations: { asked: [], chosen: [] },
    applicant: { name: row.applicant, id_number_masked: '1201**********382X', sex: '女', age: 56, source: 'papers' },
    pages, questions: [], stops,
    checklist: { lines, counts: { ok: 5, doubt: 0, bad: 0, promise: 1 }, complete: false, complete_with_promise: true, waits_for_choice: false, notice: '' },
    things: [{ id: 't1', kind: 'folder', short_number: 'DCGN-PPNX-G', holder: 'shebao', holder_name: '社会保险基金管理中心', in_transit: false, courier: '' }],
    story: [
      { at: '2026-12-02T06:02:00.000Z', who: '', what: '社保中心受理，期限不变', detail: '受理通知书 SL-2026-004417-2' },
      { at: '2026-12-02T01:05:00.000Z', who: '孟凡', what: '案卷袋签入社保中心', detail: '交接单 JJ-2026-000031-7，12 件全收' },
      { at: '2026-11-30T08:40:00.000Z', who: '李强', what: '签入街道办事处', detail: '代办员 李强 16:12 签出' },
      { at: '2026-11-30T01:51:00.000Z', who: '李晓雯', what: '收件，打印凭证与案卷标签', detail: '' },
    ],
    limit: { due: '2026-12-21', days: 15, left: 13, light: row.light, sentence: '12 月 21 日前办结', ...(stops.length > 0 && { stopped: '补正' }) },
    may: ['stop', 'resume', 'close', 'reopen', 'applicant', 'print', 'intake'],
  };
}

export function hits(q, kind) {
  if (!q) return [];
  const found = [
    ...(q === '王秀蓝' ? rows.slice(0, 1).map((row) => ({ kind: 'case', key: row.key, title: `${row.applicant}　${row.item_name}`, detail: `${row.number}，${row.where}`, fragment: '', office: row.office_name, formerly: q })) : []),
    ...rows.filter((row) => row.applicant.includes(q) || row.number.includes(q) || row.item_name.includes(q)).map((row) => ({ kind: 'case', key: row.key, title: `${row.applicant}　${row.item_name}`, detail: `${row.number}，${row.where}`, fragment: '', office: row.office_name })),
    ...items.filter((each) => each.name.includes(q)).slice(0, 6).map((each) => ({ kind: 'item', key: each.code, title: each.name, detail: `${each.code}，${each.department}`, fragment: '', office: '' })),
    ...(q.includes('JJ') ? [{ kind: 'handoff', key: 'h1', title: 'JJ-2026-000031-7', detail: '柳岸社区 到 晴川街道办事处，12 件', fragment: '', office: '柳岸社区' }] : []),
  ];
  return found.filter((each) => !kind || each.kind === kind).map((each) => ({ ...each, formerly: '', ...each, words: [] }));
}
