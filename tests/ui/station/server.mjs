// A station in memory for work on the screen and for its tests: the contract's answers (src/web/openapi.yaml) over real HTTP,
// pages "read" from the truth beside the drawn samples. Nothing of it is in build/ui.
//   node server.mjs [PORT] [UI-FOLDER]
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { editor } from './editor.mjs';
import { documentsOf, root, sampleOf, types } from './papers.mjs';
import { cases, caseDetail, hits } from './archive.mjs';
import { batches } from './batches.mjs';
import { keeping } from './keeping.mjs';
import { inspecting } from './quality.mjs';
import { rooms } from './rooms.mjs';
import { findItems, itemOf, items, materialsOf, pageShown, shown, situationsOf, summary, workOut } from './rules.mjs';

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const kinds = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg' };
const offices = [
  { code: 'liuan', name: '柳岸社区', kind: 'community', parent: 'qingchuan' },
  { code: 'qingchuan', name: '晴川街道办事处', kind: 'street-office', parent: 'district' },
  { code: 'shebao', name: '社会保险基金管理中心', kind: 'bureau', parent: 'district' },
];
const account = { account: 'li', name: '李晓雯', office: offices[0], roles: ['counter-worker', 'pickup-clerk', 'supervisor', 'administrator'], verbs: [], csrf: 'csrf-of-the-test', must_change_password: false };

const moments = { created: '2026-09-01T00:00:00.000Z', changed: '2026-11-02T00:00:00.000Z' };
const staff = [
  { account: 'li', name: '李晓雯', office: 'liuan', roles: ['counter-worker', 'pickup-clerk'], state: 'active', has_password: true, ...moments },
  { account: 'qiang', name: '李强', office: 'liuan', roles: ['courier'], state: 'active', has_password: true, ...moments },
  { account: 'meng', name: '孟凡', office: 'qingchuan', roles: ['street-clerk', 'supervisor'], state: 'locked', has_password: true, ...moments },
];

class Refusal extends Error {
  constructor(status, name, detail, more = {}) {
    super(detail);
    Object.assign(this, { status, name, more });
  }
}

/** @param {{port?: number, folder?: string, lookMs?: number, readMs?: number}} options */
export function startStation({ port = 0, folder = join(root, 'build/ui'), lookMs = 120, readMs = 350, scanners = [], troubles = [] } = {}) {
  const options = { lookMs, readMs, scanners, troubles, scanMs: 300 };
  const world = { intakes: new Map(), uploads: new Map(), pages: new Map(), prints: new Map(), streams: new Set(), scans: new Map(), accounts: structuredClone(staff), signedIn: new Set(), tries: 0, cut: 0, serial: 0 };

  const changed = (intake) => {
    intake.version += 1;
    workOut(intake);
    tell(intake, 'intake', { version: intake.version });
  };
  const tell = (intake, event, data) => {
    for (const stream of world.streams) if (stream.intake === intake.id) stream.answer.write(`id: ${Date.now()}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const intakeOf = (id) => world.intakes.get(id) ?? (() => { throw new Refusal(404, 'not-found', '没有这份收件。'); })();
  const pageIn = (intake, id) => intake.pages.find((each) => each.id === id) ?? (() => { throw new Refusal(404, 'not-found', '没有这一页。'); })();
  const remember = (intake, label, back) => intake.undo.push({ label, back });

  function read(intake, page) {
    const sample = sampleOf(page.file);
    const set = (state, more) => { Object.assign(page, { state }, more); changed(intake); tell(intake, 'page', { page: pageShown(page) }); };
    if (!sample) return void setTimeout(() => set('failed', { failure: '图像读不出来，请重扫。', name: '读不了' }), options.lookMs);
    if (/blank-page/.test(page.file)) return void setTimeout(() => set('blank', { name: '空白页', tag: 'blank' }), options.lookMs);
    page.picture = sample.picture;
    Object.assign(page, { width: sample.truth.width, height: sample.truth.height });
    set('looking', {});
    setTimeout(() => set('reading', { name: documentsOf(sample, page.file)[0].type_name, tag: 'first-look' }), options.lookMs);
    setTimeout(() => set('read', { documents: documentsOf(sample, page.file), tag: '' }), options.lookMs + options.readMs);
  }

  function printed(body, number) {
    const files = { notice: ['notice', 'docs/slips/notice.png'], receipt: ['receipt', 'docs/slips/receipt.png'], 'folder-label': ['folder-label', 'docs/labels/folder-60x40.png'], tolerance: ['tolerance', 'docs/slips/tolerance.png'], mandate: ['mandate', 'docs/slips/mandate.png'] }[body.kind] ?? [body.kind, 'docs/slips/receipt.png'];
    world.prints.set(body.id, join(root, files[1]));
    return { id: body.id, files: [{ kind: files[0], pdf: `/api/v1/prints/${body.id}/${files[0]}.pdf`, png: `/api/v1/prints/${body.id}/${files[0]}.png` }], printed: true, sentence: `已送打印机，${number}` };
  }

  const documentPost = {
    confirm(intake, page, document, body) {
      const before = structuredClone(document);
      remember(intake, `第 ${page.number} 页改字`, () => Object.assign(document, before));
      for (const [name, value] of Object.entries(body.fields ?? {})) {
        const field = document.fields.find((each) => each.name === name);
        if (field) Object.assign(field, { read_value: field.read_value ?? field.value, value, whole: value, origin: 'person', masked: false });
      }
      if (body.type) Object.assign(document, { type: body.type, type_name: types.find((each) => each.code === body.type)?.name ?? body.type });
      document.confirmed = true;
    },
    overrule(intake, page, document, body) {
      remember(intake, `第 ${page.number} 页认可`, () => { document.overruled = false; });
      document.overruled = body.ruling === 'accepted';
    },
    draw(intake, page, document, body) {
      const before = { quad: document.quad, turn: document.turn };
      remember(intake, `第 ${page.number} 页${body.quad ? '改边' : '转正'}`, () => Object.assign(document, before));
      Object.assign(document, body);
    },
    join(intake, page, document, body) {
      const before = document.continues;
      const first = body.page && pageIn(intake, body.page);
      remember(intake, first ? '合成一份' : '拆成两份', () => { if (before) document.continues = before; else delete document.continues; });
      if (first) document.continues = { page: first.id, document: body.document ?? 1 };
      else delete document.continues;
    },
    assign(intake, page, document, body) {
      const before = document.assigned;
      remember(intake, `第 ${page.number} 页归到${body.material}`, () => { document.assigned = before; });
      document.assigned = body.material;
      document.confirmed = true;
    },
  };

  const routes = [
    ...inspecting({ world, refuse: (status, name, detail) => { throw new Refusal(status, name, detail); } }),
    ...keeping({ world, offices, refuse: (status, name, detail, more) => { throw new Refusal(status, name, detail, more); } }),
    ...batches({ world, tell, readMs: options.readMs, refuse: (status, name, detail) => { throw new Refusal(status, name, detail); } }),
    ...rooms({ refuse: (status, name, detail) => { throw new Refusal(status, name, detail); } }),
    ...editor({ refuse: (status, name, detail) => { throw new Refusal(status, name, detail); }, troubles: options.troubles }),
    ['GET', '/session', () => account],
    ['DELETE', '/session', ({ answer, request }) => { world.signedIn.delete(cookieOf(request)); answer.setHeader('Set-Cookie', 'daiban=; Max-Age=0; Path=/'); }],
    ['DELETE', '/sessions', () => { world.signedIn.clear(); }],
    ['POST', '/session/password', ({ body }) => { if (body.old !== 'sample-pass') throw new Refusal(403, 'wrong-password', '现在的口令不对。'); return account; }],
    ['GET', '/station', () => ({ version: '0.17', offices, printers: [{ name: '凭证打印机', kind: '80 mm 卷纸', state: 'ready' }, { name: '标签打印机', kind: '60 × 40 mm', state: 'ready' }], scanners: [{ name: '高拍仪', kind: '馈纸器 50 页，平板', state: 'ready' }], today: '2026-11-30' })],
    ['GET', '/items', ({ query }) => ({ items: findItems(query.get('q') ?? '', Number(query.get('limit') ?? 20)) })],
    ['GET', '/items/:code', ({ at }) => {
      const item = itemOf(at.code);
      if (!item) throw new Refusal(404, 'not-found', '没有这个事项。');
      return { code: item.code, name: item.name, department: item.department, field: item.field, kind: item.kind, time_limit: item.days, legal_limit: null, fee: '不收费', note: '', result: '退休证', situations: situationsOf(item.code), materials: materialsOf(item.code).map(({ mine: _, other: __, ...material }) => material) };
    }],
    ['GET', '/scanners', () => ({ scanners: options.scanners })],
    ['POST', '/scans', ({ body, answer }) => {
      const intake = intakeOf(body.intake);
      const job = { id: body.id, intake: body.intake, state: 'running', pages: 0, share: null, waiting: options.feederEmpty === true, sentence: '' };
      world.scans.set(job.id, job);
      const papers = ['01-id-card.jpg', '02-household-register.jpg', '03-pension-form.jpg'];
      const next = () => {
        if (job.waiting) {
          job.waiting = options.feederEmpty === true;
          tell(intake, 'job', job);
          return job.state === 'running' && setTimeout(next, options.scanMs);
        }
        if (job.pages === options.jamAfter) {
          Object.assign(job, { state: 'failed', sentence: '扫描仪卡纸，请取出卡住的纸，与后面未扫描的纸一起重新放入再扫描。' });
          return tell(intake, 'job', job);
        }
        if (job.state === 'cancelled' || job.pages === papers.length) { if (job.state === 'running') job.state = 'done'; return tell(intake, 'job', job); }
        const page = { id: randomUUID(), number: intake.pages.length + 1, state: 'stored', name: '', owner: '', tag: '', file: papers[job.pages], width: 0, height: 0, documents: [], removed: false };
        intake.pages.push(page);
        world.pages.set(page.id, page);
        read(intake, page);
        job.pages += 1;
        job.share = 0.5;
        tell(intake, 'job', job);
        return setTimeout(next, options.scanMs);
      };
      setTimeout(next, options.scanMs);
      answer.statusCode = 202;
      return job;
    }],
    ['GET', '/scans/:id', ({ at }) => world.scans.get(at.id)],
    ['DELETE', '/scans/:id', ({ at, answer }) => { const job = world.scans.get(at.id); job.state = 'cancelled'; answer.statusCode = 202; return job; }],
    ['GET', '/accounts', () => ({ accounts: world.accounts })],
    ['POST', '/accounts', ({ body, answer }) => { const fresh = { ...body, state: 'active', has_password: true, created: '2026-11-30T00:00:00.000Z', changed: '2026-11-30T00:00:00.000Z' }; world.accounts.push(fresh); answer.statusCode = 201; return { account: fresh, password: 'liu-he-92-chun' }; }],
    ['PATCH', '/accounts/:id', ({ at, body }) => Object.assign(world.accounts.find((each) => each.account === at.id), body)],
    ['POST', '/accounts/:id/password', ({ at }) => ({ account: world.accounts.find((each) => each.account === at.id), password: 'liu-he-92-chun' })],
    ['GET', '/types', () => ({ types: types.map((each) => ({ ...each, fields: [] })) })],
    ['PUT', '/uploads/:id', ({ at, request, bytes }) => {
      const length = Number(request.headers['upload-length']);
      if (!world.uploads.has(at.id)) world.uploads.set(at.id, { name: decodeURIComponent(request.headers['x-file-name'] ?? ''), length, received: bytes.length, ...(length < 65536 && { bytes }) });
      const upload = world.uploads.get(at.id);
      return { id: at.id, received: upload.received, length, complete: upload.received === length, sha256: '' };
    }],
    ['PATCH', '/uploads/:id', ({ at, bytes }) => {
      const upload = world.uploads.get(at.id);
      upload.received += bytes.length;
      return { id: at.id, received: upload.received, length: upload.length, complete: upload.received === upload.length, sha256: '' };
    }],
    ['HEAD', '/uploads/:id', ({ at, answer }) => { answer.setHeader('Upload-Offset', String(world.uploads.get(at.id)?.received ?? 0)); }],
    ['GET', '/tokens', () => ({ tokens: world.tokens ?? [] })],
    ['GET', '/inbox', () => ({ watched: false, files: world.inbox ?? [] })],
    ['GET', '/intakes/:id/phones', () => ({ phones: world.phones ?? [] })],
    ['GET', '/intakes', () => ({ intakes: [...world.intakes.values()].filter((each) => !each.aside).reverse().map(summary) })],
    ['POST', '/intakes', ({ body, answer }) => {
      if (!world.intakes.has(body.id)) {
        const intake = { id: body.id, version: 1, item: body.item ? itemOf(body.item) : null, chosen: body.situations ?? [], applicant: null, case: null, pages: [], doubts: [], answered: {}, undo: [], lines: [], printable: [], since: new Date().toISOString() };
        world.intakes.set(body.id, intake);
        workOut(intake);
      }
      answer.statusCode = 201;
      return shown(intakeOf(body.id));
    }],
    ['GET', '/intakes/:id', ({ at }) => shown(intakeOf(at.id))],
    ['PATCH', '/intakes/:id', ({ at, body }) => {
      const intake = intakeOf(at.id);
      const before = { item: intake.item, chosen: intake.chosen, applicant: intake.applicant };
      if (body.item !== undefined) { Object.assign(intake, { item: itemOf(body.item), chosen: [] }); remember(intake, '选择事项', () => Object.assign(intake, before)); }
      if (body.situations) { intake.chosen = body.situations; remember(intake, '选择情形', () => Object.assign(intake, before)); }
      if (body.applicant) { intake.applicant = { name: body.applicant.name, id_number: body.applicant.id_number, id_number_masked: body.applicant.id_number.replace(/^(\d{4})\d{10}/, '$1**********'), source: 'person' }; remember(intake, '填写申请人', () => Object.assign(intake, before)); }
      changed(intake);
      return shown(intake);
    }],
    ['DELETE', '/intakes/:id', ({ at }) => { intakeOf(at.id).aside = true; }],
    ['GET', '/intakes/:id/applicant', ({ at }) => { const { applicant } = intakeOf(at.id); return { name: applicant.name, id_number: applicant.id_number }; }],
    ['POST', '/intakes/:id/pages', ({ at, body, answer }) => {
      const intake = intakeOf(at.id);
      const pages = body.uploads.map((upload) => {
        const known = intake.pages.find((each) => each.id === upload);
        if (known) return known;
        const page = { id: upload, number: intake.pages.length + 1, state: 'stored', name: '', owner: '', tag: '', file: world.uploads.get(upload)?.name ?? '', width: 0, height: 0, documents: [], removed: false };
        intake.pages.push(page);
        world.pages.set(page.id, page);
        read(intake, page);
        return page;
      });
      changed(intake);
      answer.statusCode = 202;
      return { pages: pages.map((each) => each.id), refused: [], intake: shown(intake) };
    }],
    ['DELETE', '/intakes/:id/pages/:page', ({ at }) => { const intake = intakeOf(at.id); const page = pageIn(intake, at.page); page.removed = true; remember(intake, `不收第 ${page.number} 页`, () => { page.removed = false; }); changed(intake); return shown(intake); }],
    ['POST', '/intakes/:id/pages/:page/restore', ({ at }) => { const intake = intakeOf(at.id); pageIn(intake, at.page).removed = false; changed(intake); return shown(intake); }],
    ['POST', '/intakes/:id/pages/:page/read', ({ at, answer }) => { const intake = intakeOf(at.id); read(intake, pageIn(intake, at.page)); answer.statusCode = 202; return shown(intake); }],
    ['POST', '/intakes/:id/pages/:page/documents/:n/:deed', ({ at, body }) => {
      const intake = intakeOf(at.id);
      const page = pageIn(intake, at.page);
      documentPost[at.deed](intake, page, page.documents[Number(at.n) - 1] ?? (() => { throw new Refusal(404, 'not-found', '没有这份。'); })(), body);
      changed(intake);
      return shown(intake);
    }],
    ['POST', '/intakes/:id/questions/:q', ({ at, body }) => {
      const intake = intakeOf(at.id);
      const question = intake.doubts.find((each) => each.id === at.q);
      if (!question) throw new Refusal(409, 'answered', '这一问已经答过了。');
      intake.answered[at.q] = body.answer;
      const document = pageIn(intake, question.page).documents[question.document - 1];
      const before = structuredClone(document);
      if (question.kind === 'confirm' && body.answer === 'no') document.assigned = '不收';
      remember(intake, body.answer === 'yes' ? '答：是' : '答：不是', () => { delete intake.answered[at.q]; Object.assign(document, before, { assigned: before.assigned }); });
      changed(intake);
      return shown(intake);
    }],
    ['POST', '/intakes/:id/undo', ({ at }) => { const intake = intakeOf(at.id); const last = intake.undo.pop(); if (!last) throw new Refusal(409, 'nothing-to-undo', '没有可撤销的。'); last.back(); changed(intake); return shown(intake); }],
    ['POST', '/intakes/:id/print', ({ at, body }) => {
      const intake = intakeOf(at.id);
      const can = intake.printable.find((each) => each.kind === body.kind);
      if (!can?.ready) throw new Refusal(409, 'not-ready', `不能打印：${can?.why ?? '没有这种'}。`);
      if (!intake.case && body.kind !== 'mandate') { world.serial += 1; intake.case = { key: `c${world.serial}`, number: `2026-${String(127 + world.serial).padStart(6, '0')}-K`, status: 'received' }; }
      changed(intake);
      return printed(body, intake.case?.number ?? '');
    }],
    ['GET', '/prints/:id/:file', ({ at, answer }) => raw(answer, world.prints.get(at.id) ?? '')],
    ['GET', '/pages/:id/picture', ({ at, answer }) => { if (at.id.startsWith('case-')) return raw(answer, sampleOf(at.id.slice(5)).picture); const page = world.pages.get(at.id); if (!page?.picture) throw new Refusal(404, 'not-found', '还没有图。'); return raw(answer, page.picture); }],
    ['GET', '/pages/:id/documents/:n/fields/:field', ({ at }) => ({ value: world.pages.get(at.id).documents[Number(at.n) - 1].fields.find((each) => each.name === at.field).whole })],
    ['GET', '/cases', ({ query }) => cases(query)],
    ['GET', '/cases/:key', ({ at }) => caseDetail(at.key) ?? (() => { throw new Refusal(404, 'not-found', '没有这个办件，或者不归这一站。'); })()],
    ['GET', '/cases/:key/applicant', () => ({ name: '王秀兰', id_number: '12011619701016382X' })],
    ['POST', '/cases/:key/print', ({ body }) => printed(body, '')],
    ['POST', '/cases/:key/:deed', ({ at, body }) => caseDetail(at.key, at.deed, body)],
    ['GET', '/search', ({ query }) => ({ hits: hits(query.get('q') ?? '', query.get('kind')), next: '' })],
  ].map(([method, path, handle]) => ({ method, handle, pattern: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`) }));

  const raw = (answer, file) => { answer.setHeader('Content-Type', kinds[extname(file)] ?? 'application/pdf'); answer.setHeader('Cache-Control', 'private, max-age=3600'); answer.end(existsSync(file) ? readFileSync(file) : ''); return 'sent'; };
  const cookieOf = (request) => /daiban=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';

  function signIn(request, answer, body) {
    if (body.account !== 'li' || body.password !== 'sample-pass') {
      world.tries += 1;
      if (world.tries > 4) throw new Refusal(401, 'locked', '错得太多，请稍后再试。', { retry_after: 30 });
      throw new Refusal(401, 'wrong-password', '账号或口令不对。');
    }
    const token = Math.random().toString(36).slice(2);
    world.signedIn.add(token);
    answer.setHeader('Set-Cookie', `daiban=${token}; Path=/; HttpOnly; SameSite=Strict`);
    return account;
  }

  async function bodyOf(request) {
    const parts = [];
    for await (const part of request) parts.push(part);
    return Buffer.concat(parts);
  }

  async function api(request, answer, url) {
    const path = url.pathname.slice('/api/v1'.length);
    const bytes = await bodyOf(request);
    const body = /json/.test(request.headers['content-type'] ?? '') && bytes.length > 0 ? JSON.parse(bytes) : {};
    if (request.method === 'POST' && path === '/session') return signIn(request, answer, body);
    if (!world.signedIn.has(cookieOf(request))) throw new Refusal(401, 'signed-out', '请先登录。');
    if (!['GET', 'HEAD'].includes(request.method) && request.headers['x-csrf-token'] !== account.csrf) throw new Refusal(403, 'csrf', '请求不是这一页发的。');
    const stream = /^\/(?:intakes|batches)\/([^/]+)\/events$/.exec(path);
    if (stream) {
      answer.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      answer.write(': here\n\n');
      const entry = { intake: stream[1], answer };
      world.streams.add(entry);
      request.on('close', () => world.streams.delete(entry));
      return 'sent';
    }
    for (const route of routes) {
      const match = route.method === request.method && route.pattern.exec(path);
      if (match) return route.handle({ uploads: world.uploads, at: match.groups ?? {}, query: url.searchParams, request, answer, body, bytes });
    }
    throw new Refusal(404, 'not-found', '没有这个地址。');
  }

  function file(request, answer, url) {
    const wanted = join(folder, normalize(url.pathname));
    const found = existsSync(wanted) && extname(wanted) ? wanted : join(folder, 'index.html');
    answer.setHeader('Content-Type', kinds[extname(found)] ?? 'application/octet-stream');
    answer.setHeader('Content-Security-Policy', policy);
    answer.setHeader('Cache-Control', found.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (/\bbr\b/.test(request.headers['accept-encoding'] ?? '') && existsSync(`${found}.br`)) {
      answer.setHeader('Content-Encoding', 'br');
      answer.end(readFileSync(`${found}.br`));
    } else answer.end(readFileSync(found));
  }

  const server = createServer(async (request, answer) => {
    const url = new URL(request.url, 'http://station');
    try {
      if (!url.pathname.startsWith('/api/')) return file(request, answer, url);
      const told = await api(request, answer, url);
      if (told === 'sent') return undefined;
      if (told === undefined) { if (answer.statusCode === 200 && request.method !== 'HEAD') answer.statusCode = 204; return answer.end(); }
      answer.setHeader('Content-Type', 'application/json');
      const text = Buffer.from(JSON.stringify(told));
      if (world.cut > 0) {
        // As from a server that is killed while it answers.
        world.cut -= 1;
        answer.setHeader('Content-Length', text.length);
        return answer.write(text.subarray(0, text.length / 2), () => request.socket.destroy());
      }
      return answer.end(text);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, 'broken', String(error.stack));
      answer.writeHead(refusal.status, { 'Content-Type': 'application/problem+json' });
      return answer.end(JSON.stringify({ type: `/problems/${refusal.name}`, title: refusal.name, status: refusal.status, detail: refusal.message, ...refusal.more }));
    }
  });
  const sockets = new Set();
  server.on('connection', (socket) => { sockets.add(socket); socket.on('close', () => sockets.delete(socket)); });
  return new Promise((ready) => {
    server.listen(port, '127.0.0.1', () => ready({
      port: server.address().port, world, items, options,
      /** Away as a killed server is: no answer, every connection cut. */
      stop: () => new Promise((done) => { for (const socket of sockets) socket.destroy(); server.close(done); }),
      again: (at) => new Promise((done) => server.listen(at, '127.0.0.1', done)),
    }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const station = await startStation({ port: Number(process.argv[2] ?? 8421), ...(process.argv[3] && { folder: process.argv[3] }) });
  console.log(`http://127.0.0.1:${station.port}, account li, password sample-pass`);
}
