// How quick the workstation is in Debian's Chromium, with daiban itself behind it: from a card's photo to its tick, the main
// thread while 50 pages arrive, and how soon Intake can be used at a quarter of this machine's speed. Prints figures and the
// load of the machine; on one that is busy they say little.
//   node bench/ui/speed.mjs [CARDS] [PAGES] [LOADS]
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { closeBrowser, paper, theBrowser } from '../../tests/ui/browser.mjs';
import { accounts, serveDaiban, signIn } from '../../tests/ui/station/served.mjs';

const [cards = 20, pages = 50, loads = 10] = process.argv.slice(2).map(Number);
const quantile = (values, share) => [...values].sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(share * values.length))];
const say = (what, values, unit = 'ms') => console.log(`${what.padEnd(44)} ${String(values.length).padStart(3)} times  p50 ${quantile(values, 0.5).toFixed(0)} ${unit}  p95 ${quantile(values, 0.95).toFixed(0)} ${unit}  worst ${Math.max(...values).toFixed(0)} ${unit}`);
const load = () => `load ${loadavg()[0].toFixed(1)}`;
const unlike = (bytes, at) => Buffer.concat([bytes, Buffer.from(`card ${at}`)]); // another file, so that nothing is known of it

const served = await serveDaiban({ names: [accounts.worker] });
const context = await (await theBrowser()).newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', baseURL: served.address });
await context.addInitScript(() => {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => globalThis.longTasks.push(entry.duration))).observe({ type: 'longtask', buffered: true });
});
const page = await context.newPage();
page.setDefaultTimeout(120_000);

async function begin() {
  await page.goto('/intake');
  await page.locator('.common button, input').first().waitFor();
  await page.keyboard.press('F2');
  await page.keyboard.type('jbyl', { delay: 60 });
  await page.getByRole('option', { name: /基本养老保险待遇申领/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: '材料清单' }).getByText('居民身份证（人像面）').first().waitFor();
}
let given = 0;
async function give(files) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('contentinfo').getByRole('button', { name: '取页面' }).click()]);
  // By their paths: bytes handed over by the test would be unpacked on the main thread that is measured.
  await chooser.setFiles(files.map((buffer, at) => {
    const path = join(served.folder, `${given += 1}-${at}.jpg`);
    writeFileSync(path, buffer);
    return path;
  }));
}
/** Until the line is ticked, measured in the page from the file's coming. */
const ticked = () => page.evaluate(() => new Promise((seen) => {
  const from = globalThis.cameAt;
  const look = () => {
    const line = [...document.querySelectorAll('[aria-label="材料清单"] li')].find((one) => one.textContent.includes('居民身份证（人像面）'));
    if (!line?.textContent.includes('齐全')) return false;
    watcher.disconnect();
    requestAnimationFrame(() => seen(performance.now() - from));
    return true;
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
}));
const hearFiles = () => page.evaluate(() => {
  document.addEventListener('change', (event) => { if (event.target.type === 'file') globalThis.cameAt = performance.now(); }, { capture: true, once: true });
});

try {
  await signIn(page, accounts.worker);
  const card = readFileSync(paper('01-id-card.jpg'));
  const ticks = [];
  for (let at = 0; at <= cards; at += 1) {
    await begin();
    await hearFiles();
    await give([unlike(card, at)]);
    const took = await ticked();
    if (at > 0) ticks.push(took); // the first one starts the readers
  }
  say('from a card\'s photo to its tick', ticks);
  console.log(load());

  await begin();
  await page.evaluate(() => { globalThis.longTasks.length = 0; });
  const scanned = readFileSync(paper('05-bank-card.jpg'));
  await give(Array.from({ length: pages }, (_, at) => unlike(scanned, at)));
  await page.locator('.thumb:not(.sending)').nth(pages - 1).waitFor();
  for (let tries = 0; tries < 600 && await page.locator('.thumb.reading, .thumb .reading').count() > 0; tries += 1) await page.waitForTimeout(200);
  const tasks = await page.evaluate(() => globalThis.longTasks);
  console.log(`main thread while ${pages} pages arrive: ${tasks.length} tasks over 50 ms, ${tasks.filter((each) => each > 100).length} over 100 ms, longest ${Math.max(0, ...tasks).toFixed(0)} ms; ${load()}`);

  const cdp = await context.newCDPSession(page);
  const usable = [];
  await cdp.send('Network.enable');
  for (let at = 0; at < loads; at += 1) {
    await cdp.send('Network.clearBrowserCache');
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.goto('/intake', { waitUntil: 'commit' });
    // Usable: the field to choose an item is there, the keyboard's way to it works, and the main thread answers.
    await page.locator('.common button').first().waitFor();
    usable.push(await page.evaluate(() => new Promise((free) => { requestAnimationFrame(() => setTimeout(() => free(performance.now()), 0)); })));
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  }
  say('Intake can be used, at 4 x slower, cold cache', usable);
  console.log(load());
} finally {
  await context.close();
  await served.kill();
  await served.stop();
  await closeBrowser();
}
