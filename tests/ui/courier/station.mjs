// A station with a stack of labelled folders, served by daiban itself; it can be killed and come back.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../browser.mjs';

const daiban = process.env.DAIBAN ?? join(root, 'build/release/daiban');
const built = process.env.DAIBAN_UI ?? join(root, 'build/ui');
export const password = 'yinhe-xiangyang-42-daiban';
export const courier = 'sq-0101-courier';
export const clerk = 'jd-01-street-clerk';
/** Applicants of the folders: none of them may ever be found on a phone. */
export const people = [['测试王秀兰', '11010519491231002X'], ['测试李建国', '110105194912310038']];

const freePort = () => new Promise((found) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => found(port));
  });
});

export async function openStation({ folders }) {
  const folder = mkdtempSync(join(tmpdir(), 'daiban-courier-'));
  const data = join(folder, 'data');
  const run = (...args) => execFileSync(daiban, ['--data', data, ...args], { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  const lines = (text) => text.trim().split('\n').map((line) => JSON.parse(line));
  // A copy, so that a test may put a newer page there and leave nothing behind wherever it ends.
  const pages = join(folder, 'pages');
  cpSync(built, pages, { recursive: true });
  run('init');
  run('account', 'list');
  const kept = join(folder, 'password');
  writeFileSync(kept, `${password}\n`);
  for (const name of [courier, clerk]) run('account', 'password', name, '--new-password-file', kept);
  // Its papers are missing, which is what its exit code 6 says; it is opened all the same.
  const open = (...args) => lines(spawnSync(daiban, ['--data', data, '--json', 'case', 'open', ...args], { encoding: 'utf8' }).stdout)[0].number;
  const cases = Array.from({ length: folders }, (_, at) => open('--item', 'SB-002', '--applicant', people[at % 2].join('/'), '--office', 'SQ-0101'));
  const printed = join(folder, 'labels.pdf');
  const labels = lines(run('--json', 'label', 'a4', '--sheet', '4x10', '-o', printed, ...cases)).map(({ number, token }) => ({ number, token }));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  let server;
  const start = async () => {
    server = spawn(daiban, ['--data', data, 'serve', '--listen', `127.0.0.1:${port}`, '--ui', pages], { stdio: 'ignore' });
    for (let tries = 0; tries < 600; tries += 1) {
      if (await fetch(`${address}/healthz`).then((answer) => answer.ok, () => false)) return;
      await new Promise((later) => { setTimeout(later, 100); });
    }
    throw new Error('the server does not answer');
  };
  const end = (signal) => new Promise((gone) => { server.once('exit', gone); server.kill(signal); });
  await start();
  return {
    address, folder, pages, labels, printed, cases,
    run: (...args) => lines(run('--json', ...args)),
    kill: () => end('SIGKILL'),
    start,
    async stop() {
      if (server.exitCode === null && server.signalCode === null) await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
