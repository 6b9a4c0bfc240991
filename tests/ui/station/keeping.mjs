// What keeps a station running: households, label keys, deletions, backups, calendars, printers. As much of the rules as the pages
// must show; tables are read as the server reads them (UTF-8 or GB18030).
const names = { 'wang-li': '王丽', 'li-na': '李娜', 'sun-hao': '孙浩' };

function seed() {
  const all = [];
  for (let at = 1; at <= 42; at += 1) all.push({ community: 'liuan', number: `LA-${String(at).padStart(3, '0')}`, address: `柳岸里 ${Math.ceil(at / 6)} 号楼 ${((at - 1) % 6) + 1} 门 ${100 + at} 室`, worker: at % 3 === 0 ? 'li-na' : 'wang-li' });
  for (let at = 1; at <= 17; at += 1) all.push({ community: 'wangqiao', number: `WQ-${String(at).padStart(3, '0')}`, address: `望桥路 ${at * 2} 号`, worker: 'sun-hao' });
  return all;
}

export function keeping({ world, offices, refuse }) {
  const communities = { liuan: '柳岸社区', wangqiao: '望桥社区' };
  const kept = { households: seed(), keys: [{ id: '0', since: '2025-03-02T01:00:00.000Z', state: 'good', withdrawn: '', labels: 18214 }, { id: '1', since: '2026-06-01T01:00:00.000Z', state: 'signs', withdrawn: '', labels: 6120 }], erasures: [], job: null, asked: 0, calendars: {}, printers: [{ name: '标签打印机', address: 'socket://10.0.4.21:9100?language=zpl', labels_only: true, calibration: null }, { name: '凭证打印机', address: 'ipp://10.0.4.22/ipp/print', labels_only: false, calibration: { offset_x: 0.4, offset_y: -0.2, scale_x: 1, scale_y: 1 } }] };
  world.kept = kept;
  const shown = (each) => ({ ...each, community_name: communities[each.community] ?? each.community, worker_name: names[each.worker] ?? each.worker });
  const same = (a, b) => a.community === b.community && a.number === b.number;

  function planOf(id) {
    const bytes = world.uploads.get(id)?.bytes ?? refuse(404, 'not-found', '没有这份表格，请再选一次。');
    let text = new TextDecoder('utf-8').decode(bytes);
    if (text.includes('\uFFFD')) text = new TextDecoder('gb18030').decode(bytes);
    const [heading, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
    if (!heading.includes('户号')) refuse(422, 'unreadable', 'h.csv:1: 缺少列 户号（number）；请补上。');
    const columns = heading.split(',');
    const plan = { added: [], changed: [], refused: [], unchanged: 0 };
    lines.forEach((line, at) => {
      if (!line.trim()) return;
      const cells = Object.fromEntries(line.split(',').map((cell, n) => [columns[n], cell.trim()]));
      const row = at + 2;
      const household = { community: cells['社区'], number: cells['户号'], address: cells['地址'], worker: cells['专属社工'] };
      if (!household.address) return plan.refused.push({ row, sentence: '缺少地址；请填写。' });
      if (!communities[household.community]) return plan.refused.push({ row, sentence: `没有社区“${household.community}”；请写社区编码或全名` });
      if (!names[household.worker]) return plan.refused.push({ row, sentence: `没有社工“${household.worker}”；请写账号，或本社区一位社工的姓名` });
      const before = kept.households.find((each) => same(each, household));
      if (!before) plan.added.push({ row, household });
      else if (before.address === household.address && before.worker === household.worker) plan.unchanged += 1;
      else plan.changed.push({ row, before: { ...before }, after: household });
      return undefined;
    });
    return plan;
  }

  const backup = (name, taken, state = 'whole', sentence = '') => ({ name, taken, blobs: 48211, bytes: 37_400_000_000, state, sentence });
  const stored = [backup('daiban-2026-11-29-180000', '2026-11-29T10:00:00.000Z'), backup('daiban-2026-11-22-180000', '2026-11-22T10:00:00.000Z'), { ...backup('daiban-2026-11-15-180000', null, 'unfinished'), blobs: 0, bytes: 0 }];
  function backups() {
    if (kept.job?.state === 'running') {
      kept.asked += 1;
      kept.job.blobs = Math.min(48211, kept.asked * 20000);
      if (kept.asked > 2) {
        kept.job.state = 'done';
        if (kept.job.kind === 'make' && !stored.some((each) => each.name === kept.job.name)) stored.unshift(backup(kept.job.name, new Date().toISOString()));
      }
    }
    return { folder: '/srv/backups', data_folder: '/var/lib/daiban', backups: stored, job: kept.job, restore: { before: "daiban --data '/var/lib/daiban-restored' restore '/srv/backups'/", check: "daiban --data '/var/lib/daiban-restored' verify --full" } };
  }
  function begin(kind, name, answer) {
    if (kept.job?.state === 'running') refuse(409, 'not-yet', '已有一份备份正在做或核验，请等它完。');
    kept.asked = 0;
    kept.job = { kind, state: 'running', name, account: 'li', began: new Date().toISOString(), blobs: 0, sentence: '' };
    answer.statusCode = 202;
    return backups();
  }

  const years = () => [
    { year: 2026, source: '国务院办公厅关于2026年部分节假日安排的通知（2025年11月）', provisional: false, own: false, holidays: [['元旦', '01-01', '01-03'], ['春节', '02-15', '02-23'], ['清明节', '04-04', '04-06'], ['劳动节', '05-01', '05-05'], ['端午节', '06-19', '06-21'], ['中秋节', '09-25', '09-27'], ['国庆节', '10-01', '10-07']].map(([name, from, to]) => ({ name, from: `2026-${from}`, to: `2026-${to}` })), worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'] },
    ...Object.values(kept.calendars),
  ];
  function yearFrom(year, text) {
    if (!new RegExp(`^year: ${year}$`, 'm').test(text)) refuse(422, 'unreadable', `${year}.yaml:1: 文件名是 ${year}.yaml，里面的年份不同；请改一处。`);
    const bad = text.split('\n').findIndex((line) => /(from|to): /.test(line) && !/\d{4}-\d\d-\d\d/.test(line));
    if (bad >= 0) refuse(422, 'unreadable', `${year}.yaml:${bad + 1}: 不是日期；请写 YYYY-MM-DD。`);
    return { year: Number(year), source: '国务院办公厅的通知', provisional: false, own: true, holidays: [{ name: '元旦', from: `${year}-01-01`, to: `${year}-01-01` }], worked: [] };
  }

  const planned = { number: '2025-000412-K', key: 'c412', item_name: '退休人员社会化管理服务', office_name: '柳岸社区', applicant: '王秀兰', closed: '2025-12-20' };
  const counted = { number: planned.number, pages: 7, shared_pages: 1, readings: 7, corrections: 2, checklists: 3, returns: 1, pickups: 1 };
  const report = { cases: [counted], files: 7, bytes: 9_400_000, shared_files: 0, sequence: 0 };

  return [
    ['GET', '/households', ({ query, answer }) => {
      const [community, worker, q] = ['community', 'worker', 'q'].map((name) => query.get(name) ?? '');
      const found = kept.households.filter((each) => (!community || each.community === community) && (!worker || each.worker === worker) && (!q || each.number.includes(q) || each.address.includes(q)));
      if (query.get('as') === 'csv') { answer.setHeader('Content-Type', 'text/csv'); answer.end(`\uFEFF社区,户号\n${found.map((each) => `${each.community},${each.number}`).join('\n')}`); return 'sent'; }
      return { households: found.slice(0, 300).map(shown), found: found.length };
    }],
    ['GET', '/households/workers', () => {
      const loads = new Map();
      for (const each of kept.households) loads.set(`${each.community}/${each.worker}`, (loads.get(`${each.community}/${each.worker}`) ?? 0) + 1);
      return {
        loads: [...loads].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, households]) => { const [community, worker] = key.split('/'); return { worker, worker_name: names[worker], community, community_name: communities[community], households }; }),
        workers: Object.entries(names).map(([account, name]) => ({ account, name, office: account === 'sun-hao' ? 'wangqiao' : offices[0].code })),
        may_manage: true,
      };
    }],
    ['POST', '/households/plan', ({ body }) => {
      const plan = planOf(body.upload);
      return { counts: { added: plan.added.length, changed: plan.changed.length, unchanged: plan.unchanged, refused: plan.refused.length }, added: plan.added.map(({ row, household }) => ({ row, household: shown(household) })), changed: plan.changed.map(({ row, before, after }) => ({ row, before: shown(before), after: shown(after) })), refused: plan.refused };
    }],
    ['POST', '/households/import', ({ body }) => {
      const plan = planOf(body.upload);
      if (plan.added.length !== body.added || plan.changed.length !== body.changed) refuse(409, 'not-yet', '住户在预览之后变了，没有导入；请看新的预览再确认。');
      for (const { household } of plan.added) kept.households.push(household);
      for (const { after } of plan.changed) Object.assign(kept.households.find((each) => same(each, after)), after);
      return { added: plan.added.length, changed: plan.changed.length, unchanged: plan.unchanged };
    }],
    ['POST', '/households/reassign', ({ body }) => {
      for (const one of body.households) kept.households.find((each) => same(each, one)).worker = body.worker;
      return { added: 0, changed: body.households.length, unchanged: 0 };
    }],

    ['GET', '/label-keys', () => ({ keys: kept.keys })],
    ['POST', '/label-keys', ({ body }) => {
      const signing = kept.keys.find((each) => each.state === 'signs');
      if (signing.id === body.signs) { signing.state = 'good'; kept.keys.push({ id: String(kept.keys.length), since: new Date().toISOString(), state: 'signs', withdrawn: '', labels: 0 }); }
      return { keys: kept.keys };
    }],
    ['POST', '/label-keys/:id/withdraw', ({ at }) => { Object.assign(kept.keys.find((each) => each.id === at.id), { state: 'withdrawn', withdrawn: '2026-11-30' }); return { keys: kept.keys }; }],

    ['GET', '/erasures', () => ({ erasures: kept.erasures, retention: { keep_years: 3, erase_years: 10 } })],
    ['POST', '/erasures/plan', ({ body }) => {
      if (body.person && body.person.name !== '王秀兰') refuse(404, 'not-found', '没有这个姓名和号码的人的办件，或者不归你删除。');
      const gone = kept.erasures.length > 0;
      return { cases: gone ? [] : [planned], report: gone ? { ...report, cases: [] } : report, problems: body.person ? [] : ['办件 2025-000412-K 须保存到 2028-12-20（retention.yaml），到期后才能删除。'], other_name: body.person ? [{ ...planned, number: '2024-000077-R', key: 'c77', applicant: '王秀芝' }] : [], collected: [] };
    }],
    ['POST', '/erasures', ({ body, answer }) => {
      const one = { id: body.id, at: new Date().toISOString(), account: 'li', reason: body.reason, report: { ...report, sequence: 9120 } };
      kept.erasures.unshift(one);
      answer.statusCode = 201;
      return one;
    }],

    ['GET', '/backups', backups],
    ['POST', '/backups', ({ body, answer }) => begin('make', body.name ?? 'daiban-2026-11-30-161500', answer)],
    ['DELETE', '/backups', ({ answer }) => { if (kept.job) kept.job.state = 'cancelled'; answer.statusCode = 202; return backups(); }],
    ['POST', '/backups/:name/verify', ({ at, answer }) => begin('verify', at.name, answer)],

    ['GET', '/calendars', () => ({ years: years(), missing: kept.calendars[2027] ? [] : [2027], provisional: [] })],
    ['POST', '/calendars/:year/check', ({ at, body }) => yearFrom(at.year, body.text)],
    ['PUT', '/calendars/:year', ({ at, body }) => { kept.calendars[at.year] = yearFrom(at.year, body.text); return kept.calendars[at.year]; }],

    ['GET', '/printers', () => ({ printers: kept.printers })],
    ['POST', '/printers/:name/test', ({ at }) => ({ printed: true, sentence: `已打印。${decodeURIComponent(at.name)}` })],
    ['PUT', '/printers/:name/calibration', ({ at, body }) => {
      const calibration = { offset_x: (body.first_x - 2000) / 100, offset_y: (body.first_y - 2000) / 100, scale_x: 1, scale_y: 1 };
      if (Math.abs(calibration.offset_x) > 10) refuse(400, 'bad-input', '没有打印机会偏这么多；请再量一次。');
      kept.printers.find((each) => each.name === decodeURIComponent(at.name)).calibration = calibration;
      return calibration;
    }],
  ];
}
