// A courier's phone: a Chromium with a data folder of its own, which can be killed like a phone whose battery is out.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '../browser.mjs';

const program = [process.env.DAIBAN_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].filter(Boolean).find((path) => existsSync(path));
export const patience = Number(process.env.DAIBAN_PATIENCE ?? 120_000); // a machine that compiles beside the tests may take its time

/**
 * `video`: an MJPEG file the camera shows. `ahead`: ms the phone's clock is wrong. The page's errors are collected;
 * requests that failed because the test took the network away are no errors of the page.
 */
export async function openPhone({ address, video, ahead = 0, settings = {}, size = { width: 390, height: 844 }, home = mkdtempSync(join(tmpdir(), 'daiban-phone-')) }) {
  const complaints = [];
  const kept = { language: 'zh-CN', theme: 'light', large: false, ...settings };
  let child;
  let browser;
  let page;

  async function begin(path = '/courier') {
    rmSync(join(home, 'DevToolsActivePort'), { force: true });
    const camera = video ? ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${video}`] : ['--deny-permission-prompts'];
    child = spawn(program, ['--headless=new', '--no-sandbox', '--no-first-run', '--lang=zh-CN', '--font-render-hinting=none', '--remote-debugging-port=0', `--user-data-dir=${home}`, '--autoplay-policy=no-user-gesture-required', '--disable-gpu', ...camera, 'about:blank'], { stdio: 'ignore', env: { ...process.env, TZ: 'Asia/Shanghai' }, detached: true });
    const port = join(home, 'DevToolsActivePort');
    for (let tries = 0; tries < 600 && !existsSync(port); tries += 1) await new Promise((later) => { setTimeout(later, 100); });
    await new Promise((later) => { setTimeout(later, 200); });
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(port, 'utf8').split('\n')[0]}`);
    const context = browser.contexts()[0];
    page = context.pages()[0] ?? await context.newPage();
    await page.setViewportSize(size);
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    page.setDefaultTimeout(patience);
    await page.addInitScript(([wanted, off]) => {
      if (!localStorage.getItem('daiban.settings')) localStorage.setItem('daiban.settings', JSON.stringify(wanted));
      if (off) {
        const True = Date;
        globalThis.Date = class extends True {
          constructor(...given) { if (given.length) super(...given); else super(True.now() + off); }
          static now() { return True.now() + off; }
        };
      }
    }, [kept, ahead]);
    page.on('console', (message) => { if (message.type() === 'error' && !/Failed to load resource|net::ERR|Failed to fetch/.test(message.text())) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
    if (path) await page.goto(address + path);
    return page;
  }

  const die = async (signal = 'SIGKILL') => {
    const gone = new Promise((done) => { child.once('exit', done); });
    process.kill(-child.pid, signal);
    await gone;
    await browser.close().catch(() => {});
  };
  await begin();
  return {
    home, complaints,
    get page() { return page; },
    die,
    again: begin,
    async close() { await die(); rmSync(home, { recursive: true, force: true, maxRetries: 5 }); },
  };
}

export async function signIn(page, account, password) {
  await page.locator('input[name=account]').fill(account);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { name: '我的交接' }).waitFor();
}

/** The page and its decoder are on the phone. */
export async function keptOnPhone(page) {
  await page.evaluate(async () => {
    const all = async () => {
      for (const name of await caches.keys()) {
        const files = (await (await caches.open(name)).keys()).map((each) => each.url);
        if (files.some((each) => each.endsWith('.wasm')) && files.some((each) => each.endsWith('/courier'))) return true;
      }
      return false;
    };
    while (!(await all()) || !navigator.serviceWorker.controller) await new Promise((later) => { setTimeout(later, 100); });
  });
}

/** What a Bluetooth code scanner does: every character at once, Enter at the end. */
export async function wedge(page, text) {
  await page.evaluate((characters) => {
    const target = document.activeElement ?? document.body;
    for (const key of [...characters, 'Enter']) target.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }));
  }, text);
}

/** Everything the browser keeps of the page, as one text. */
export const storageOf = (page) => page.evaluate(async () => {
  const parts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), location.href];
  for (const { name, version } of await indexedDB.databases()) {
    const database = await new Promise((done, failed) => { const asked = indexedDB.open(name, version); asked.onsuccess = () => done(asked.result); asked.onerror = failed; });
    for (const store of database.objectStoreNames) {
      const all = await new Promise((done) => { const asked = database.transaction(store).objectStore(store).getAll(); asked.onsuccess = () => done(asked.result); });
      parts.push(`${name}/${store}: ${JSON.stringify(all)}`);
    }
    database.close();
  }
  for (const name of await caches.keys()) parts.push(`${name}: ${(await (await caches.open(name)).keys()).map((each) => each.url).join(' ')}`);
  return parts.join('\n');
});

// models/labels/sheets/4x10.yaml, in millimetres.
const sheet = { columns: 4, left: 8, top: 21.5, width: 48.5, height: 25.4 };

/** A video of printed labels, each held for `frames` of 30 a second, a hand's breadth turned. */
export function videoOf({ printed, folder, count, frames }) {
  const dpi = 200;
  const px = (mm) => Math.round((mm / 25.4) * dpi);
  const shots = join(folder, 'shots');
  mkdirSync(shots, { recursive: true });
  execFileSync('pdftoppm', ['-r', String(dpi), '-png', '-f', '1', '-l', '1', printed, join(shots, 'page')]);
  const page = join(shots, readdirOne(shots));
  const blank = join(shots, 'blank.jpg');
  execFileSync('convert', ['-size', '1280x720', 'xc:#6b5a43', '-quality', '80', blank]);
  const parts = [];
  for (let at = 0; at < count; at += 1) {
    const [column, row] = [at % sheet.columns, Math.floor(at / sheet.columns)];
    const crop = `${px(sheet.width)}x${px(sheet.height)}+${px(sheet.left + column * sheet.width)}+${px(sheet.top + row * sheet.height)}`;
    const shot = join(shots, `${at}.jpg`);
    execFileSync('convert', [page, '-crop', crop, '+repage', '-resize', '700x', '-bordercolor', '#c8a97a', '-border', '40', '-background', '#6b5a43', '-rotate', String((at % 7) * 3 - 9), '-gravity', 'center', '-extent', '1280x720', '-colorspace', 'sRGB', '-type', 'TrueColor', '-quality', '80', shot]);
    const bytes = readFileSync(shot);
    for (let frame = 0; frame < frames; frame += 1) parts.push(bytes);
  }
  const file = join(folder, `labels-${count}-${frames}.mjpeg`);
  writeFileSync(file, Buffer.concat(parts));
  return { file, seconds: (count * frames) / 30, blank };
}

function readdirOne(folder) {
  const name = execFileSync('ls', [folder], { encoding: 'utf8' }).split('\n').find((each) => /^page.*\.png$/.test(each));
  return name;
}
