// Pages looked at for the archive: as much of the rules as the page must show.
const page = (file, number, defects = []) => ({ page: `case-${file}`, case: '2026-000078-J', number, looked: true, read: true, failure: '', defects });
const sums = (kinds) => [...new Set(kinds)].map((defect) => ({ defect, pages: kinds.filter((each) => each === defect).length }));

export function inspecting({ world, refuse }) {
  const kept = {
    pages: [
      page('01-id-card.jpg', 1),
      page('02-household-register.jpg', 2, [{ defect: 'skewed', sentence: '倾斜 2.3 度。' }]),
      page('03-pension-form.jpg', 3, [{ defect: 'cut-off', sentence: '内容在画面边缘被切断。' }, { defect: 'missing', sentence: '共 4 页，缺第 3 页。' }]),
      page('05-bank-card.jpg', 4),
      { ...page('04-leaflet.jpg', 5), looked: false, read: false },
    ],
    sample: [],
    said: [],
  };
  world.quality = kept;
  const report = (query) => {
    const day = query.get('day') ?? '';
    const pages = day && day < '2026-01-01' ? [] : kept.pages;
    const verdicts = kept.sample.filter((each) => each.verdict);
    return {
      scope: query.get('case') ? 'case' : 'day', case: query.get('case') ?? '', day: query.get('case') ? '' : day || '2026-11-30', office: 'liuan', office_name: '柳岸社区', at: '2026-11-30T08:00:00.000Z',
      looked: pages.filter((each) => each.looked).length, sound: pages.filter((each) => each.looked && each.defects.length === 0).length, unread: pages.filter((each) => !each.read).length,
      undrawn: kept.sample.length > 0 ? 0 : pages.length, verdicts: verdicts.length, good: verdicts.filter((each) => each.verdict.defects.length === 0).length,
      found: sums(pages.flatMap((each) => each.defects.map((one) => one.defect))), judged: sums(verdicts.flatMap((each) => each.verdict.defects)),
      pages, sample: pages.length > 0 ? kept.sample : [],
    };
  };
  return [
    ['GET', '/quality', ({ query, answer }) => {
      if (query.get('case') === '2026-000000-0') refuse(404, 'not-found', '没有这个办件。');
      if (query.get('as') === 'csv') { answer.setHeader('Content-Type', 'text/csv'); answer.end('\uFEFF办件编号,页\n'); return 'sent'; }
      return report(query);
    }],
    ['POST', '/quality/checks', () => {
      const next = kept.pages.find((each) => !each.looked);
      if (next) Object.assign(next, { looked: true, defects: [{ defect: 'blank', sentence: '整页空白。' }] });
      return { left: kept.pages.filter((each) => !each.looked).length };
    }],
    ['POST', '/quality/samples', () => {
      if (kept.sample.length > 0) return { drawn: 0 };
      kept.sample = [1, 3].map((at) => ({ sample: '01939b00-0000-7000-8000-000000000001', page: kept.pages[at].page, at, verdict: null }));
      return { drawn: kept.sample.length };
    }],
    ['POST', '/quality/samples/:sample/verdicts', ({ body, answer }) => {
      kept.said.push(body);
      kept.sample.find((each) => each.page === body.page).verdict = { defects: body.defects, note: body.note ?? '', by: 'li', at: '2026-11-30T08:05:00.000Z' };
      return undefined;
    }],
  ];
}
