// How long the main thread is held at most while a list of 300 is drawn: cases, a handoff, the courier's phone, a page column.
// The pages as they are built, a station in memory behind them. Prints the longest task of each and the load of the machine.
//   node bench/ui/long_lists.mjs [ROWS]
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { closeBrowser, openDesk, root } from '../../tests/ui/browser.mjs';

const [rows = 300] = process.argv.slice(2).map(Number);
const numberOf = (at) => `${String(at).padStart(4, '2').replace(/[01]/g, '7')}-PPNX-G`;
const lines = Array.from({ length: rows }, (_, at) => ({ thing: `T${at}`, short_number: `${numberOf(at)}${at}`, kind: 'folder', said: [], state: ['confirmed', 'in-transit', 'missing'][at % 3], word: ['已确认', '在途', '缺件'][at % 3], reason: '', alarm: false, settled: '' }));

const desk = await openDesk();
const { page, address } = desk;
await desk.context.addInitScript(() => {
  globalThis.longest = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { globalThis.longest = Math.max(globalThis.longest, entry.duration); })).observe({ type: 'longtask', buffered: true });
});
const handoff = async (route) => {
  const told = await (await route.fetch()).json();
  return route.fulfill({ json: { ...told, lines, planned: [] } });
};
await desk.context.route('**/api/v1/handoffs/h1', handoff);
await desk.context.route('**/api/v1/cases?*', async (route) => {
  const told = await (await route.fetch()).json();
  const limit = Number(new URL(route.request().url()).searchParams.get('limit') ?? 60);
  const [one] = told.cases;
  const many = one ? Array.from({ length: limit > 1 ? rows / 3 : 1 }, (_, at) => ({ ...one, key: `${one.light}${at}`, number: `2026-${String(at).padStart(6, '0')}-J` })) : [];
  return route.fulfill({ json: { ...told, cases: many } });
});

/** The longest task from now until `wanted` stands there, and the drawing after it. */
async function measured(what, deed, wanted) {
  await page.evaluate(() => { globalThis.longest = 0; }).catch(() => {});
  await deed();
  await wanted.waitFor({ timeout: 60_000 });
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 300)); }));
  console.log(`${what.padEnd(34)} ${(await page.evaluate(() => globalThis.longest)).toFixed(0).padStart(5)} ms longest task   load ${loadavg()[0].toFixed(1)}`);
}

await page.goto('/settings');
await page.getByRole('heading').first().waitFor();
await measured(`cases, ${rows} in three groups`, () => page.evaluate(() => document.querySelector('a[href="/cases"]').click()), page.locator('tr.row').nth(rows - 1));
await measured('the next of them', () => page.keyboard.press('j'), page.locator('tr.row').nth(rows - 1));
await page.goto('/handoff');
await page.locator('[data-row=h1]').waitFor();
await measured(`a handoff of ${rows}`, () => page.locator('[data-row=h1]').click(), page.locator('.sheet tbody tr').nth(rows - 1));
await desk.context.request.post(`${address}/api/v1/session`, { data: { account: 'li', password: 'sample-pass' } });
await page.setViewportSize({ width: 390, height: 844 });
await desk.context.route('**/courier', (route) => route.fulfill({ path: join(root, 'build/ui/courier.html') }));
await page.goto('/courier');
await page.getByText('JJ-2026-000031-7').first().waitFor();
await measured(`the courier's round of ${rows}`, () => page.getByText('JJ-2026-000031-7').first().click(), page.locator('[data-number]').nth(rows - 1));
await measured('one scan in it', () => page.evaluate(() => { for (const key of ['2', 'Enter']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true })); }), page.locator('[data-number]').nth(rows - 1));
await desk.close();
await closeBrowser();
