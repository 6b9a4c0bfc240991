// Stacks for many residents, in memory: what a page is comes with its file's name ("patch", "separator", "neighbour", "blank"), the rest
// is as src/intake/BatchSplit has it, as far as the page shows it.
import { sampleOf, documentsOf } from './papers.mjs';

const known = { 'c-wang': { number: '2026-000127-K', applicant: '王秀兰', item: '基本养老保险待遇申领' }, 'c-li': { number: '2026-000131-X', applicant: '李凤仙', item: '就业困难人员认定' } };
const cases = (key) => Object.values(known).find((each) => each.number === key || key.includes(each.applicant)) ?? null;

export function batches({ world, refuse, tell, readMs }) {
  world.batches = new Map();
  const said = new Set();
  const of = (id) => world.batches.get(id) ?? refuse(404, 'not-found', '没有这个批次。');

  function shown(batch) {
    const sections = [];
    const fresh = (page, sheet) => { const made = { id: page.id, sheet, case: null, intake: '', confirmed: false, pages: [], blanks: [], separators: [], taken: [], doubts: [] }; sections.push(made); return made; };
    for (const page of batch.pages) {
      if (page.sheet !== 'page' && !batch.moved.has(page.id)) {
        const made = fresh(page, page.sheet);
        made.separators.push(page.id);
        if (page.sheet === 'case') made.case = known['c-wang'];
      } else {
        const section = sections.at(-1) ?? fresh(page, 'page');
        (page.blank && !batch.moved.has(page.id) ? section.blanks : section.pages).push(page.id);
      }
    }
    for (const [page, to] of batch.moved) {
      for (const section of sections) for (const part of ['pages', 'blanks']) section[part] = section[part].filter((each) => each !== page);
      const found = sections.find((each) => each.id === to) ?? fresh({ id: to }, 'page');
      found.pages.push(page);
    }
    const number = (id) => batch.pages.findIndex((each) => each.id === id) + 1;
    const kept = sections.filter((each) => each.pages.length + each.blanks.length + each.separators.length > 0).sort((a, b) => number(a.id) - number(b.id));
    kept.forEach((section, at) => {
      section.pages.sort((a, b) => number(a) - number(b));
      const named = batch.named.get(section.id);
      if (named) section.case = named;
      section.taken = section.pages.filter((page) => batch.taken.has(page));
      section.intake = batch.intakes.get(section.id) ?? '';
      section.confirmed = batch.confirmed.has(section.id);
      if (!section.confirmed) {
        if (at === 0 && section.sheet === 'page' && !named && section.pages.length > 0) section.doubts.push({ page: section.id, kind: 'before-first', sentence: '这些页在第一张分隔页之前，不知道是谁的。' });
        for (const id of section.pages) if (/neighbour/.test(batch.pages[number(id) - 1].file) && section.case?.applicant === '王秀兰') section.doubts.push({ page: id, kind: 'other-person', sentence: `第 ${number(id)} 页写的是李凤仙，和这一段不是同一人：可能少放了一张分隔页。` });
      }
      const waits = section.pages.some((page) => batch.pages[number(page) - 1].state === 'waiting');
      section.state = waits ? 'waiting' : section.pages.length > 0 && section.taken.length === section.pages.length ? 'taken' : section.doubts.length ? 'doubt' : section.pages.length === 0 ? 'nothing' : section.case ? 'clear' : 'unnamed';
      delete section.sheet;
    });
    const done = kept.length > 0 && kept.every((each) => ['taken', 'nothing'].includes(each.state));
    return {
      id: batch.id, state: done ? 'done' : 'open', source: '', opened: '2026-11-30T01:20:00.000Z', count: batch.pages.length, waiting: batch.pages.filter((page) => page.state === 'waiting').length,
      doubts: kept.filter((each) => each.state === 'doubt').length, pages: batch.pages.map(({ file, picture, ...page }, at) => ({ ...page, number: at + 1 })), sections: kept,
    };
  }
  const summary = ({ pages, sections, ...rest }) => rest;
  /** What is said twice counts once. */
  const once = (batch, body, deed) => {
    if (!said.has(body.id)) deed();
    said.add(body.id);
    tell(batch, 'batch', { version: 0 });
    return shown(batch);
  };

  function take(batch, upload) {
    const file = world.uploads.get(upload)?.name ?? '';
    const sample = sampleOf(file);
    const page = { id: upload, state: 'waiting', blank: false, sheet: 'page', name: '', file };
    batch.pages.push(page);
    world.pages.set(page.id, { picture: (sample ?? sampleOf('05-bank-card.jpg')).picture });
    setTimeout(() => {
      Object.assign(page, { state: 'read', blank: /blank/.test(file), sheet: /patch/.test(file) ? 'patch-t' : /separator/.test(file) ? 'case' : 'page', name: sample && !/blank/.test(file) ? documentsOf(sample, file)[0]?.type_name ?? '' : '' });
      tell(batch, 'batch', { version: 0 });
    }, readMs);
    return page.id;
  }

  return [
    ['GET', '/batches', () => ({ batches: [...world.batches.values()].map(shown).filter((each) => each.state === 'open').map(summary) })],
    ['POST', '/batches', ({ body, answer }) => {
      if (!world.batches.has(body.id)) world.batches.set(body.id, { id: body.id, pages: [], moved: new Map(), named: new Map(), confirmed: new Set(), taken: new Set(), intakes: new Map() });
      answer.statusCode = 201;
      return shown(of(body.id));
    }],
    ['GET', '/batches/:id', ({ at }) => shown(of(at.id))],
    ['POST', '/batches/:id/pages', ({ at, body, answer }) => {
      const batch = of(at.id);
      const pages = body.uploads.map((upload) => (batch.pages.some((page) => page.id === upload) ? upload : take(batch, upload)));
      answer.statusCode = 202;
      return { pages, refused: [], batch: shown(batch) };
    }],
    ['POST', '/batches/:id/move', ({ at, body }) => once(of(at.id), body, () => { for (const page of body.pages) of(at.id).moved.set(page, body.section); })],
    ['POST', '/batches/:id/name', ({ at, body }) => once(of(at.id), body, () => of(at.id).named.set(body.section, cases(body.case) ?? known['c-li']))],
    ['POST', '/batches/:id/confirm', ({ at, body }) => once(of(at.id), body, () => of(at.id).confirmed.add(body.section))],
    ['POST', '/batches/:id/intake', ({ at, body }) => once(of(at.id), body, () => {
      const batch = of(at.id);
      batch.intakes.set(body.section, body.intake);
      for (const page of shown(batch).sections.find((each) => each.id === body.section).pages) batch.taken.add(page);
    })],
    ['POST', '/batches/:id/take', ({ at, body }) => {
      const batch = of(at.id);
      const now = shown(batch);
      if (now.waiting > 0) refuse(409, 'not-yet', '还有页面没有识别，每一页都可能是分隔页；请稍候。');
      const taken = now.sections.filter((each) => each.state === 'clear' && (!body.section || body.section === each.id));
      for (const section of taken) for (const page of section.pages) batch.taken.add(page);
      return { taken: taken.map((each) => each.id), refused: [], batch: shown(batch) };
    }],
  ];
}
