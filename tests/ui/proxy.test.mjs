// The nginx configuration of docs/operations.md, as it stands there, in front of daiban: nothing is held back on the way,
// sessions are the host's alone, and nobody pretends to come from elsewhere.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { request } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { test } from 'node:test';
import { root } from './station/papers.mjs';
import { accounts, askAs, password, serveDaiban } from './station/served.mjs';

const name = 'daiban.example';
const later = (ms) => new Promise((go) => { setTimeout(go, ms); });
const freePort = () => new Promise((found) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => found(port));
  });
});

/** The documented server block, with this test's ports and certificate. */
function documented({ port, to, certificate, key }) {
  const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const block = page.match(/^ {4}server \{\n(?: {4}.*\n|\n)*? {4}\}\n/m)?.[0];
  assert.ok(block, 'docs/operations.md shows an nginx server block');
  const replaced = [
    ['listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`],
    ['http://127.0.0.1:8420', `http://127.0.0.1:${to}`],
    ['/etc/ssl/daiban.pem', certificate],
    ['/etc/ssl/daiban.key', key],
  ];
  return replaced.reduce((text, [from, put]) => {
    assert.ok(text.includes(from), `${from} stands in it`);
    return text.replace(from, put);
  }, block);
}

async function startNginx(served) {
  const folder = join(served.folder, 'nginx');
  for (const part of ['body', 'proxy', 'logs']) mkdirSync(join(folder, part), { recursive: true });
  const certificate = join(folder, 'daiban.pem');
  const key = join(folder, 'daiban.key');
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  const port = await freePort();
  writeFileSync(join(folder, 'nginx.conf'), `daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/logs/error.log;
worker_processes 1;
events { worker_connections 256; }
http {
    access_log off;
    client_body_temp_path ${folder}/body;
    proxy_temp_path ${folder}/proxy;
    fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
${documented({ port, to: served.port, certificate, key })}}
`);
  const nginx = spawn('/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  nginx.stderr.on('data', (bytes) => { said += bytes; });
  const ca = readFileSync(certificate);
  const ask = (method, path, { headers = {}, body, onAnswer } = {}) => new Promise((done, failed) => {
    const sent = request({ host: '127.0.0.1', port, ca, servername: name, method, path, headers: { Host: name, ...headers } }, (answer) => {
      if (onAnswer) { onAnswer(answer); done(answer); return; }
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(pieces).toString() }));
    });
    sent.on('error', failed);
    if (typeof body === 'function') body(sent);
    else sent.end(body);
  });
  for (let tries = 0; ; tries += 1) {
    if (await ask('GET', '/healthz').then((answer) => answer.status === 200, () => false)) break;
    assert.ok(tries < 100, `nginx does not serve: ${said}`);
    await later(100);
  }
  return { port, ca, ask, stop: () => new Promise((gone) => { nginx.once('exit', gone); nginx.kill('SIGTERM'); }) };
}

test('the documented nginx hands everything on as it comes', { timeout: 240_000 }, async () => {
  const served = await serveDaiban({ names: [accounts.worker], options: ['--host', name] });
  let proxy;
  try {
    proxy = await startNginx(served);
    const { ask } = proxy;
    const begun = await ask('POST', '/api/v1/session', { headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '203.0.113.9', 'X-Forwarded-Proto': 'http' }, body: JSON.stringify({ account: accounts.worker, password }) });
    assert.equal(begun.status, 200, begun.text);
    const [cookie] = begun.headers['set-cookie'];
    assert.match(cookie, /^__Host-daiban=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    assert.ok(begun.headers['strict-transport-security']);
    const who = { Cookie: cookie.split(';')[0], 'X-CSRF-Token': JSON.parse(begun.text).csrf };
    assert.equal((await ask('GET', '/metrics')).status, 404, 'figures are for the machine itself');

    // An upload reaches the server while it is still being sent.
    const bytes = randomBytes(3_000_000);
    const upload = randomUUID();
    let received = 0;
    const sent = await ask('PUT', `/api/v1/uploads/${upload}`, {
      headers: { ...who, 'Upload-Length': bytes.length, 'Content-Length': bytes.length, 'Content-Type': 'application/octet-stream' },
      async body(out) {
        out.write(bytes.subarray(0, 2_000_000));
        for (let tries = 0; received === 0 && tries < 200; tries += 1) {
          await later(50);
          received = Number((await ask('HEAD', `/api/v1/uploads/${upload}`, { headers: who })).headers['upload-offset'] ?? 0);
        }
        out.end(bytes.subarray(2_000_000));
      },
    });
    assert.ok(received > 0, 'nginx keeps no upload to itself');
    assert.equal(JSON.parse(sent.text).sha256, createHash('sha256').update(bytes).digest('hex'));

    // Events come when they happen.
    const intake = randomUUID();
    const direct = await askAs(served.address, accounts.worker);
    assert.equal((await direct('POST', '/intakes', { id: intake })).status, 201);
    let heard = '';
    let stream;
    await ask('GET', `/api/v1/intakes/${intake}/events`, { headers: who, onAnswer: (answer) => { stream = answer; answer.on('data', (piece) => { heard += piece; }); answer.on('error', () => {}); } });
    for (let tries = 0; !heard.includes('retry') && tries < 100; tries += 1) await later(50);
    assert.equal((await direct('PATCH', `/intakes/${intake}`, { item: 'YL-001' })).status, 200);
    for (let tries = 0; !heard.includes('event: intake') && tries < 100; tries += 1) await later(50);
    assert.match(heard, /event: intake/);
    stream.destroy();

    // A request that two readers would read differently ends at one of them.
    const answer = await new Promise((done, failed) => {
      let text = '';
      const line = connect({ host: '127.0.0.1', port: proxy.port, ca: proxy.ca, servername: name }, () => {
        line.write(`POST /api/v1/session HTTP/1.1\r\nHost: ${name}\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: ${name}\r\n\r\n`);
      });
      line.on('data', (piece) => { text += piece; });
      line.on('error', failed);
      line.on('close', () => done(text));
      setTimeout(() => line.destroy(), 3000);
    });
    assert.equal([...answer.matchAll(/HTTP\/1\.1 \d+/g)].length, 1, answer);
    assert.match(answer, /HTTP\/1\.1 4\d\d/);
  } finally {
    await proxy?.stop();
    await served.kill();
    await served.stop();
  }
});
