// The people of the story, each in a browser of his own, each behind a line of his own: the counter's worker, the clerk of the street
// office, the pickup clerk and the supervisor before a screen, the courier with a phone.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '../browser.mjs';
import { openPhone, patience } from '../courier/phone.mjs';
import { accounts, askAs, password, serveDaiban } from '../station/served.mjs';
import { film } from './film.mjs';
import { openLine } from './line.mjs';
import { wordsOf } from './words.mjs';

export { patience };
export const names = { ...accounts, street: 'jd-01-street-clerk' };
const program = process.env.DAIBAN_CHROMIUM ?? '/usr/bin/chromium';

/** Somebody before a screen, signed in. */
async function sitDown({ line, account, language, complaints, size = { width: 1366, height: 768 } }) {
  const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--font-render-hinting=none', `--lang=${language}`] });
  const context = await browser.newContext({ viewport: size, locale: language, baseURL: line.address, reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai' });
  await context.addInitScript((kept) => localStorage.setItem('daiban.settings', JSON.stringify(kept)), { language, theme: 'light', large: false });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on('filechooser', () => {});
  page.on('pageerror', (error) => complaints.push(`${account}: ${error.stack ?? error}`));
  await page.goto('/');
  await page.locator('input').first().fill(account);
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
  return { page, context, line, account, close: () => browser.close() };
}

/**
 * `twice`: every request of everybody is sent twice. `ahead`: ms the phone's clock is wrong. `who`: who comes, beside the
 * courier, of worker, street, clerk, supervisor.
 */
export async function gather({ language = 'zh-CN', twice = false, ahead = 0, who = ['worker', 'street', 'clerk'], prepare, phone: withPhone = true } = {}) {
  const served = await serveDaiban({ names: Object.values(names), prepare });
  const complaints = [];
  const lines = [];
  const open = [];
  const lineTo = async () => {
    const line = await openLine(served.address, { twice });
    lines.push(line);
    return line;
  };
  const people = { served, language, words: await wordsOf(language), complaints, lines, ask: (account) => askAs(served.address, account) };
  people.close = async () => {
    for (const each of open) await each.close();
    for (const line of lines) await line.close();
    await served.stop();
  };
  try {
    if (withPhone) {
      const stills = join(served.folder, 'stills');
      mkdirSync(stills, { recursive: true });
      const camera = join(served.folder, 'camera.mjpeg');
      film(camera, [], { folder: stills });
      const line = await lineTo();
      const phone = await openPhone({ address: line.address, video: camera, ahead, settings: { language } });
      open.push(phone);
      people.phone = phone;
      people.phoneLine = line;
      people.show = (pictures, frames) => film(camera, pictures, { folder: stills, frames });
    }
    for (const each of who) {
      people[each] = await sitDown({ line: await lineTo(), account: names[each], language, complaints });
      open.push(people[each]);
    }
  } catch (error) {
    await people.close();
    throw error;
  }
  return people;
}
