// What every test of the pages stands on: the station in memory, Debian's Chromium, a person signed in, and ears for errors.
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './station/papers.mjs';
import { startStation } from './station/server.mjs';

const require = createRequire(join(root, 'src/ui/package.json'));
export const { chromium } = require('playwright-core');
export const axeSource = require.resolve('axe-core/axe.min.js');
export { root };

const paths = [process.env.DAIBAN_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].filter(Boolean);
let browser; // once it is being started: two who ask at once get the same, and only that one is closed
/** One of one's own, with more of Chromium's switches; whoever asks closes it. */
export const launchBrowser = (more = []) => chromium.launch({ executablePath: paths.find((path) => existsSync(path)), args: ['--no-sandbox', '--font-render-hinting=none', '--lang=zh-CN', ...more] });
export const theBrowser = () => (browser ??= launchBrowser());
const stations = new Set(); // of windows that are open: a test that fails leaves its own, and no test waits for it
export async function closeBrowser() {
  await (await browser)?.close();
  browser = undefined;
  await Promise.all([...stations].map((station) => station.stop()));
  stations.clear();
}

export const paper = (name) => join(root, 'samples/first-run', name);

/** A browser window of its own in front of a station of its own. */
export async function openDesk({ dark = false, language = 'zh-CN', large = false, size = { width: 1366, height: 768 }, signedIn = true, station = {} } = {}) {
  const served = await startStation(station);
  stations.add(served);
  const address = `http://127.0.0.1:${served.port}`;
  const context = await (await theBrowser()).newContext({ viewport: size, locale: language, baseURL: address, reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai' });
  await context.addInitScript(([kept, signed]) => {
    localStorage.setItem('daiban.settings', JSON.stringify(kept));
    if (signed) localStorage.setItem('daiban.signed-in', '1');
  }, [{ language, theme: dark ? 'dark' : 'light', large }, signedIn]);
  const page = await context.newPage();
  // A machine that compiles beside the tests may take its time; nothing here measures any.
  page.setDefaultTimeout(120000);
  // Kept listening from the start: the browser hands file choosers over only once it was told to.
  page.on('filechooser', () => {});
  const complaints = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
  if (signedIn) await context.request.post(`${address}/api/v1/session`, { data: { account: 'li', password: 'sample-pass' } });
  return {
    page, context, address, complaints, station: served,
    async close() {
      await context.close();
      stations.delete(served);
      await served.stop();
    },
  };
}

/** Files given to the file chooser that `deed` opens. */
export async function choose(page, deed, files) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), deed()]);
  // Paths and buffers cannot be given together.
  await chooser.setFiles(files.map((file) => (typeof file === 'string' ? { name: basename(file), mimeType: 'image/jpeg', buffer: readFileSync(file) } : file)));
}

/** What a handheld code scanner does: every character at once, Enter at the end, wherever the focus is. */
export async function scan(page, text) {
  await page.evaluate((characters) => {
    const target = document.activeElement ?? document.body;
    const key = (name) => {
      const code = name.length > 1 ? name : /\d/.test(name) ? `Digit${name}` : `Key${name.toUpperCase()}`;
      const typed = target.dispatchEvent(new KeyboardEvent('keydown', { key: name, code, bubbles: true, cancelable: true }));
      if (typed && name.length === 1 && 'setRangeText' in target) {
        target.setRangeText(name, target.selectionStart, target.selectionEnd, 'end');
        target.dispatchEvent(new Event('input', { bubbles: true }));
      }
    };
    for (const each of characters) key(each);
    key('Enter');
  }, text);
}
