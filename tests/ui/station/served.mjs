// daiban itself, serving the built pages over a data folder of its own: what a station has.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './papers.mjs';

export const daiban = process.env.DAIBAN ?? join(root, 'build/release/daiban');
export const pages = process.env.DAIBAN_UI ?? join(root, 'build/ui');
export const password = 'yinhe-xiangyang-42-daiban';
export const accounts = {
  worker: 'sq-0101-counter-worker',
  clerk: 'sq-0101-pickup-clerk',
  courier: 'sq-0101-courier',
  supervisor: 'jd-01-supervisor',
  administrator: 'qu-01-administrator',
  bureau: 'wb-rs-bureau-clerk',
};

export const freePort = () => new Promise((found) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => found(port));
  });
});

/** `options` go to `daiban serve`; a function gives them when the data folder is made. `prepare(folder)` is called when the data folder is made and nobody serves it yet; it may give the folder of other models. */
/** `healthAt`: where the server says that it is there, when not at its own address. */
export async function serveDaiban({ names = Object.values(accounts), prepare = () => undefined, options = [], healthAt } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'daiban-served-'));
  const data = join(folder, 'data');
  const kept = join(folder, 'password');
  writeFileSync(kept, `${password}\n`);
  execFileSync(daiban, ['--data', data, 'init'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const models = prepare({ folder, data });
  const run = (...args) => execFileSync(daiban, ['--data', data, ...(models ? ['--models', models] : []), ...args], { stdio: ['ignore', 'pipe', 'pipe'] }).toString();
  run('account', 'list');
  for (const name of names) run('account', 'password', name, '--new-password-file', kept);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const start = async () => {
    const server = spawn(daiban, ['--data', data, ...(models ? ['--models', models] : []), 'serve', '--listen', `127.0.0.1:${port}`, '--ui', pages, ...(typeof options === 'function' ? options() : options)], { stdio: 'ignore' });
    for (let tries = 0; tries < 300; tries += 1) {
      if (await fetch(`${healthAt ?? address}/healthz`).then((answer) => answer.ok, () => false)) return server;
      await new Promise((later) => { setTimeout(later, 100); });
    }
    throw new Error('the server does not answer');
  };
  let server = await start();
  const end = async (signal) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((done) => { server.once('exit', done); });
    server.kill(signal);
    await gone;
  };
  return {
    address, port, folder, data, run,
    process: () => server.pid,
    kill: () => end('SIGKILL'),
    async restart() { server = await start(); },
    async stop() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A program that asks the API as somebody who signed in. */
export async function askAs(address, account) {
  const begun = await fetch(`${address}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ account, password }) });
  if (!begun.ok) throw new Error(`${account} cannot sign in: ${await begun.text()}`);
  const cookie = begun.headers.get('set-cookie').split(';')[0];
  const { csrf } = await begun.json();
  return async (method, path, body, headers = {}) => {
    const isJson = body !== undefined && !(body instanceof Uint8Array);
    const answer = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: { Cookie: cookie, 'X-CSRF-Token': csrf, ...(isJson ? { 'Content-Type': 'application/json' } : {}), ...headers },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
    });
    const text = await answer.text();
    return { status: answer.status, json: text.startsWith('{') ? JSON.parse(text) : null, text };
  };
}

export async function signIn(page, account) {
  await page.goto('/');
  await page.locator('input').first().fill(account);
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
}
