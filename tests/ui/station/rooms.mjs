// What the rooms beside Intake ask for: deeds on a case, handoffs, returns, pickups and the overview. As much of the rules as the
// pages must show: what may be done in which state, what is refused and in which words.
import { cases, caseDetail } from './archive.mjs';

const offices = { liuan: '柳岸社区', wangqiao: '望桥社区', qingchuan: '晴川街道办事处', shebao: '社会保险基金管理中心' };
const moment = (day, hour) => `2026-11-${day}T0${hour}:12:00.000Z`;
const sheet = (key, number, from, to, state, lines) => ({ key, number, from, to, state, lines, opened: moment(29, 2), closed: state === 'closed' ? moment(29, 8) : '', courier: 'qiang' });
const line = (short_number, state, word, more = {}) => ({ thing: `t-${short_number}`, short_number, state, word, reason: '', alarm: false, settled: '', ...more });

const numbers = ['DCGN-PPNX-G', 'J4J4-E9GR-5', 'PVHX-6RR9-J', '9E45-D8ET-D'];
const waitingHere = ['W7KD-3FPA-8', 'K2RT-9XHM-4'];
const couriers = [{ account: 'li', name: '李晓雯', office: 'liuan', office_name: '柳岸社区' }, { account: 'qiang', name: '李强', office: 'liuan', office_name: '柳岸社区' }];
/** What a person drew, as the server gives it. */
const ink = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 300"><path d="M180 190c60-90 90-90 110 0s80 60 130-60 90-60 70 40 90 40 190-60" fill="none" stroke="black" stroke-width="7"/></svg>';
const loose = { '2M7M-KE37-4': '望桥社区' };
const lawful = { received: ['stop', 'close', 'applicant', 'situations', 'intake', 'receipt', 'notice', 'label', 'export'], circulating: ['stop', 'close', 'applicant', 'intake', 'receipt', 'notice', 'label', 'export'], 'awaiting-pickup': ['close', 'applicant', 'receipt', 'label', 'export', 'pickup'], 'picked-up': ['close', 'receipt', 'export', 'undo-pickup'], closed: ['reopen', 'receipt', 'export'] };
const words = { received: '收件', circulating: '流转', 'awaiting-pickup': '待领取', 'picked-up': '已领取', closed: '已关闭' };

export function rooms({ refuse }) {
  const sheets = [
    sheet('h1', 'JJ-2026-000031-7', 'liuan', 'qingchuan', 'open', [line(numbers[0], 'confirmed', '已确认'), line(numbers[1], 'confirmed', '已确认'), line(numbers[2], 'in-transit', '在途'), line('9E45-D8ET-D', 'refused', '拒收', { reason: '袋口开封，内件不齐' })]),
    sheet('h2', 'ZJ-2026-000014-4', 'qingchuan', 'liuan', 'open', []),
    sheet('h3', 'JJ-2026-000030-9', 'liuan', 'qingchuan', 'closed', [line('F8A3-Y56K-7', 'missing', '缺件')]),
  ];
  const deeds = new Map();
  const settled = new Set();
  const uploads = new Map();
  const taken = new Set();
  const changed = (key) => deeds.get(key) ?? {};

  const rowOf = (row) => {
    const state = changed(row.key).state ?? row.state;
    return { ...row, state, ...(state !== row.state && { state_word: words[state] }), ...(changed(row.key).name && { applicant: changed(row.key).name }) };
  };
  function detail(key) {
    const told = caseDetail(key);
    if (!told) refuse(404, 'not-found', '没有这个办件，或者不归这一站。');
    const row = rowOf(told.row);
    const stops = changed(row.key).stops ?? (row.number === '2026-0000105-M' ? [{ reason: 'special', word: '特别程序', from: '2026-11-24', until: '' }] : []);
    const stopped = stops.some((stop) => !stop.until);
    const may = lawful[row.state].filter((word) => word !== 'stop' || !stopped).concat(stopped ? ['resume'] : []);
    const holder = row.state === 'circulating' ? 'shebao' : 'liuan';
    const things = [{ id: 't1', kind: 'folder', short_number: 'DCGN-PPNX-G', holder, holder_name: offices[holder], in_transit: false, courier: '' }];
    if (row.state === 'awaiting-pickup') things.push({ id: 't2', kind: 'certificate', short_number: 'YW5D-D3AY-D', holder: 'liuan', holder_name: '柳岸社区', in_transit: false, courier: '' });
    return { ...told, row, stops, may, things, pickup: row.state === 'picked-up' ? { way: 'in-person', way_word: '本人', person: row.applicant, relation: '', at: moment(29, 6), by: '李晓雯' } : null, applicant: { ...told.applicant, name: row.applicant }, limit: row.light === 'none' ? null : { ...told.limit, left: row.left, light: row.light, sentence: row.left < 0 ? `截止 ${row.due}，已超期 ${-row.left} 个工作日。` : `截止 ${row.due}，剩余 ${row.left} 个工作日。`, ...(stopped && { stopped: '特别程序' }) } };
  }
  const deed = (key, to) => { const { row } = detail(key); deeds.set(row.key, { ...changed(row.key), ...to(row) }); return detail(key); };

  const shownRow = (each) => ({ key: each.key, number: each.number, from: each.from, from_name: offices[each.from], to: each.to, to_name: offices[each.to], courier: each.courier, courier_name: couriers.find((one) => one.account === each.courier)?.name ?? each.courier, ...(each.outside && { outside: each.outside }), state: each.state, opened: each.opened, opened_by: '李晓雯', closed: each.closed });
  const differs = (each) => ['missing', 'surplus', 'refused', 'impossible'].includes(each.state) && !each.settled;
  function shownSheet(each) {
    const counts = {};
    for (const one of each.lines) counts[one.state] = (counts[one.state] ?? 0) + 1;
    const scanned = new Set(each.lines.map((one) => one.short_number));
    const planned = each.state === 'open' && each.from === 'liuan' ? waitingHere.filter((number) => !scanned.has(number)).map((short_number) => ({ thing: `t-${short_number}`, short_number, kind: 'folder' })) : [];
    return { row: shownRow(each), planned, signatures: each.signatures ?? [], summary: `${each.lines.length} 件`, counts, differences: each.lines.filter(differs).length, lines: each.lines };
  }
  const sheetOf = (key) => sheets.find((each) => each.key === key || each.number === key) ?? refuse(404, 'not-found', '没有这张交接单。');

  function scan(each, body) {
    const number = body.given.toUpperCase();
    if (each.state === 'closed') refuse(409, 'closed', '交接单已经结了。');
    const known = each.lines.find((one) => one.short_number === number);
    const answer = (outcome, sentence, fresh = true) => ({ scans: [{ thing: `t-${number}`, short_number: number, outcome, sentence, new: fresh }] });
    if (!/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]$/.test(number)) refuse(404, 'not-found', `${body.given} 不是标签，请再扫一次。`);
    if (body.verdict === 'refused') { if (known) Object.assign(known, { state: 'refused', word: '拒收', reason: body.reason }); return answer('refused', `${number} 已拒收：${body.reason}`); }
    if (body.side === 'giver') {
      if (known) return answer('repeated', `${number} 已经签出过。`, false);
      each.lines.push(line(number, 'in-transit', '在途', { event: body.id }));
      return answer('applied', `${number} 已签出，在途。`);
    }
    if (loose[number] || !known) { each.lines.push(line(number, 'surplus', '多件', { event: body.id })); return answer('surplus', `${number} 不在单上，属${loose[number] ?? '别处'}，记为多出。`); }
    if (known.state === 'confirmed') return answer('repeated', `${number} 已经签入过。`, false);
    Object.assign(known, { state: 'confirmed', word: '已确认', event: body.id });
    return answer('applied', `${number} 已签入。`);
  }

  function waiting(query) {
    const q = query.get('q') ?? '';
    const least = Number(query.get('overdue_days') ?? 0);
    const own = cases(new URLSearchParams()).cases.map(rowOf).filter((row) => row.state === 'awaiting-pickup' && !taken.has(row.key));
    const more = [
      { ...cases(new URLSearchParams()).cases[7], key: 'k8', state: 'awaiting-pickup', state_word: '待领取', where: '柳岸社区', waits_for: '领取' },
      { ...cases(new URLSearchParams()).cases[7], key: 'k108', number: '2026-000131-6', item_name: '老年人优待证办理', state: 'awaiting-pickup', state_word: '待领取', where: '在途（李强）', waits_for: '领取' },
    ].filter((row) => !taken.has(row.key));
    const days = { k11: 41, k8: 2, k108: 0 };
    const short = { k11: 'N9PV-2EX4-3', k8: 'YW5D-D3AY-D', k108: '7KQT-33HM-P' };
    return [...own, ...more]
      .map((row) => ({ case: row, since: '2026-11-28', days: days[row.key] ?? 1, things: [{ id: `c-${row.key}`, kind: 'certificate', short_number: short[row.key] ?? 'AAAA-BBBB-C', holder: 'liuan', holder_name: row.key === 'k108' ? '在途（李强）' : '柳岸社区', in_transit: row.key === 'k108', courier: row.key === 'k108' ? '李强' : '' }] }))
      .filter((each) => each.days >= least && (!q || each.case.applicant.includes(q) || each.case.number.includes(q) || (q === 'wxl' && each.case.applicant === '王秀兰')));
  }

  function returned(id, upload) {
    const match = (key, number, applicant, verdict, reasons) => ({ case: key, number, applicant, verdict, reasons, taken: false });
    const wang = match('k8', '2026-000099-H', '王秀兰', 'certain', ['姓名和 18 位身份号码全部相同', '事项的结果正是退休证', '证照类型一致：retirement-certificate']);
    const zhi = match('k9', '2026-000119-C', '王秀芝', 'none', ['名字差一个字：王秀【芝】', '身份号码差 4 位：1201**********【3281】']);
    const document = /other/.test(upload.name)
      ? { document: 1, type: 'retirement-certificate', type_name: '退休证', certain: false, matches: [{ ...wang, verdict: 'possible', reasons: ['姓名相同', '身份号码没有读出'] }, { ...zhi, verdict: 'possible', reasons: ['名字差一个字：王秀【芝】'] }] }
      : /leaflet/.test(upload.name) ? null
        : { document: 1, type: 'retirement-certificate', type_name: '退休证', certain: true, matches: [wang, zhi] };
    return { upload: id, state: 'read', pages: [{ page: 1, documents: document ? [document] : [] }] };
  }

  const lateDiffs = () => sheets.flatMap((each) => each.lines.filter(differs).map((one) => ({ each, one }))).filter(({ each, one }) => !settled.has(each.key + one.thing));
  const routes = [
    ['GET', '/cases/:key', ({ at }) => detail(at.key)],
    ['POST', '/cases/:key/stop', ({ at, body }) => deed(at.key, () => ({ stops: [{ reason: body.reason, word: body.reason === 'special' ? '特别程序' : '补正', from: '2026-11-30', until: '' }] }))],
    ['POST', '/cases/:key/resume', ({ at }) => deed(at.key, () => ({ stops: [] }))],
    ['POST', '/cases/:key/close', ({ at }) => deed(at.key, (row) => ({ state: 'closed', before: row.state }))],
    ['POST', '/cases/:key/reopen', ({ at }) => deed(at.key, (row) => ({ state: changed(row.key).before ?? 'received' }))],
    ['POST', '/cases/:key/applicant', ({ at, body }) => deed(at.key, () => ({ name: body.name }))],
    ['POST', '/cases/:key/pickup/undo', ({ at }) => deed(at.key, () => ({ state: 'awaiting-pickup' }))],
    ['GET', '/handoffs', ({ query }) => ({ handoffs: sheets.filter((each) => !query.get('state') || each.state === query.get('state')).map(shownRow), next: '' })],
    ['GET', '/couriers', () => ({ couriers })],
    ['POST', '/handoffs', ({ body, answer }) => {
      if (body.courier && !body.outside && !couriers.some((one) => one.account === body.courier)) refuse(400, 'bad-input', `${body.courier} 不是双方机构的送件人：请从名单里选，或写明由无账号的人送件的理由。`);
      const fresh = Object.assign(sheet(body.id, `JJ-2026-0000${32 + sheets.length}-K`, body.from, body.to, 'open', []), { courier: body.courier ?? '', outside: body.outside }); sheets.unshift(fresh); answer.statusCode = 201; return shownSheet(fresh); }],
    ['GET', '/handoffs/:key', ({ at }) => shownSheet(sheetOf(at.key))],
    ['POST', '/handoffs/:key/scans', ({ at, body }) => scan(sheetOf(at.key), body)],
    ['POST', '/handoffs/:key/undo', ({ at, body }) => { const each = sheetOf(at.key); each.lines = each.lines.filter((one) => one.event !== body.event); return shownSheet(each); }],
    ['POST', '/handoffs/:key/signatures', ({ at, body, answer, uploads: sent }) => {
      const each = sheetOf(at.key);
      each.signatures ??= [];
      if (!sent.has(body.upload)) refuse(404, 'not-found', '没有这个上传。');
      if (each.signatures.some((one) => one.account === 'li')) refuse(409, 'not-allowed-now', '你已经在这张交接单上签过名，不能再签一次。');
      const party = each[body.side === 'giver' ? 'from' : 'to'];
      each.signatures.push({ id: body.id, side: body.side, account: 'li', name: '李晓雯', party, party_name: offices[party], at: body.at, recorded: new Date().toISOString() });
      answer.statusCode = 201;
      return shownSheet(each);
    }],
    ['GET', '/handoffs/:key/signatures/:id', ({ answer }) => { answer.setHeader('Content-Type', 'image/svg+xml'); answer.end(ink); return 'sent'; }],
    ['POST', '/handoffs/:key/close', ({ at, body }) => { const each = sheetOf(at.key); if (each.lines.some(differs) && !body.accept_differences) refuse(409, 'has-differences', '还有差异。'); Object.assign(each, { state: 'closed', closed: moment(30, 3) }); return shownSheet(each); }],
    ['GET', '/discrepancies', () => ({ discrepancies: lateDiffs().map(({ each, one }) => ({ handoff: each.key, number: each.number, from: offices[each.from], to: offices[each.to], thing: one.thing, short_number: one.short_number, desk: each.from, state: one.state, word: one.word, alarm: one.alarm })) })],
    ['POST', '/settlements', ({ body }) => { settled.add(body.handoff + body.thing); return { recorded: true }; }],
    ['POST', '/returns', ({ body, answer, uploads: sent }) => { uploads.set(body.upload, sent.get(body.upload) ?? { name: '' }); answer.statusCode = 202; return { upload: body.upload, state: 'reading', pages: [] }; }],
    ['GET', '/returns/:id', ({ at }) => { const upload = uploads.get(at.id); if (!upload) refuse(404, 'not-found', '没有这份扫描件；请重新上传。'); upload.asked = (upload.asked ?? 0) + 1; return upload.asked < 2 ? { upload: at.id, state: 'reading', pages: [] } : returned(at.id, upload); }],
    ['POST', '/returns/:id/decisions', ({ body }) => ({ case_number: body.decision === 'confirmed' ? '2026-000099-H' : '' })],
    ['GET', '/pickups', ({ query }) => ({ waiting: waiting(query) })],
    ['POST', '/pickups', ({ body }) => {
      if (body.way === 'in-person' && body.person.id_number !== '12011619701016382X') refuse(409, 'not-handed-over', '来人的证件号码与申请人不同：1201**********382X；请核对是不是同名的另一人。');
      if (body.way === 'by-agent' && !body.authorization && !body.waiver) refuse(409, 'not-handed-over', '代领没有授权委托书。');
      body.cases.forEach((key) => taken.add(key));
      return { case_number: '2026-000099-H', status: 'picked-up' };
    }],
    ['GET', '/overview', () => {
      const all = cases(new URLSearchParams());
      const office = (code, name, open, lights) => ({ office: code, name, open, counts: { states: {}, lights } });
      return {
        counts: all.counts,
        by_office: [office('liuan', '柳岸社区', 12, { overdue: 1, red: 2, yellow: 4, normal: 5 }), office('wangqiao', '望桥社区', 31, { red: 1, yellow: 3, normal: 27 }), office('xinggang', '杏港社区', 18, { normal: 18 })],
        worst: all.cases.filter((row) => ['overdue', 'red', 'yellow'].includes(row.light)).sort((a, b) => a.left - b.left),
        discrepancies: lateDiffs().length, overdue_pickups: 1, in_transit: 3,
      };
    }],
    ['GET', '/overview/places', () => ({ places: [
      { kind: 'office', party: 'shebao', name: '社会保险基金管理中心', folders: 18, certificates: 0, still: 5 },
      { kind: 'office', party: 'qingchuan', name: '晴川街道办事处', folders: 9, certificates: 2, still: 0 },
      { kind: 'office', party: 'liuan', name: '柳岸社区', folders: 6, certificates: 4, still: 1 },
      { kind: 'courier', party: 'liqiang', name: '李强', folders: 3, certificates: 0, still: 0 },
    ] })],
    ['GET', '/overview/still', ({ query }) => ({ things: cases(new URLSearchParams()).cases.filter((row) => row.state === 'circulating').slice(0, query.get('office') === 'liuan' ? 1 : 3).map((row, at) => ({ key: row.key, number: row.number, applicant: row.applicant, item_name: row.item_name, office_name: row.office_name, short_number: numbers[at], kind: 'folder', where: query.get('office') ? offices[query.get('office')] : row.where, moved: moment(10 + at, 2), days: 14 - at })), next: '' })],
    ['GET', '/overview/trend', () => ({
      weeks: [240, 270, 225, 130, 290, 300, 280, 320, 305, 338].map((opened, at) => ({ monday: new Date(Date.UTC(2026, 8, 28 + 7 * at)).toISOString().slice(0, 10), opened, ended: opened - [40, 42, 8, 44, 70, 36, 20, 36, 5, 26][at] })),
      items: [{ item: 'YL-001', name: '高龄津贴申领', ended: 214, half: 9, ninety: 17, limit: 20 }, { item: 'CJ-002', name: '残疾人证换领', ended: 77, half: 21, ninety: 34, limit: 30 }, { item: 'SB-009', name: '社会保障卡补领、换领', ended: 41, half: 3, ninety: 6, limit: 0 }],
    })],
    ['GET', '/overview/workload', () => ({ workers: [{ office: 'wangqiao', office_name: '望桥社区', account: 'wq-1', name: '陈晓燕', open: 31 }, { office: 'liuan', office_name: '柳岸社区', account: 'li', name: '李晓雯', open: 12 }] })],
    ['GET', '/overview/waiting', () => ({ ages: [{ up_to: 7, count: 18 }, { up_to: 30, count: 9 }, { up_to: 90, count: 3 }, { up_to: null, count: 1 }] })],
    ['GET', '/audit', ({ query }) => ({ entries: [{ sequence: 12, at: moment(29, 8), account: 'li', office: 'liuan', action: 'custody.recorded', number: '2026-000078-J', sentence: 'DCGN-PPNX-G 交出方签出：柳岸 → 晴川（交接单 JJ-2026-000031-7）' }, { sequence: 11, at: moment(29, 7), account: 'wq-1', office: 'wangqiao', action: 'case.opened', number: '2026-000099-H', sentence: '收件：事项 YL-001，5 页，柳岸社区' }].filter((each) => !query.get('account') || each.account === query.get('account')), next: '' })],
  ];
  return routes;
}
