// The picture guide (docs/guide) says what the pages say: its bold words stand in the catalogue of its language, its keys are bound, its
// pictures are there. DAIBAN_PICTURES=docs/guide/pictures takes the pictures anew while the story is told, in both languages.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { root } from './browser.mjs';
import { age, backInNetwork, comeBack, courierSignsIn, handOver, openCase, openHandoff, oversee, pickUpFolders, printedSheet, takeAtStreet, takeIn, tokenOn } from './story/chapters.mjs';
import { gather } from './story/people.mjs';
import { catalogueOf, patternOf } from './story/words.mjs';

const guide = join(root, 'docs/guide');
const taken = process.env.DAIBAN_PICTURES && resolve(process.env.DAIBAN_PICTURES);
const languages = ['zh-CN', 'en'];
const [largest, largestOfAll] = [120 * 1024, 3 * 1024 * 1024];
const chaptersOf = (language) => readdirSync(join(guide, language)).filter((name) => name.endsWith('.md')).sort();
const textOf = (language, name) => readFileSync(join(guide, language, name), 'utf8');
const all = (text, pattern) => [...text.matchAll(pattern)].map((found) => found[1]);
const picturesOf = (language) => chaptersOf(language).flatMap((name) => all(textOf(language, name), /!\[[^\]]+\]\(([^)]+)\)/g).map((path) => relative(guide, resolve(guide, language, path))));

/* ---- taking the pictures ---- */

/** A picture as the browser draws it, small. */
function lookInto(folder) {
  mkdirSync(folder, { recursive: true });
  return async (name, page) => {
    await page.evaluate(() => document.fonts.ready);
    const session = await page.context().newCDPSession(page);
    for (const quality of [80, 60, 40]) {
      const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality });
      writeFileSync(join(folder, `${name}.webp`), Buffer.from(data, 'base64'));
      if (statSync(join(folder, `${name}.webp`)).size <= largest) break;
    }
    await session.detach();
  };
}

/** Cases of other residents, so that lists are lists; the first is late, the next two are near it. */
function fill({ served }) {
  const others = ['李凤仙/120116196803092641', '测试李建国/110105194912310038', '测试赵敏/11010519491231002X', '测试孙立群/120116198904272544'];
  const numbers = others.map((applicant, at) => openCase(served, { item: at % 2 ? 'CL-012' : 'SB-002', applicant }));
  numbers.forEach((number, at) => age(served, number, [40, 26, 20, 2][at]));
  return numbers.slice(1).map((number, at) => {
    const picture = join(served.folder, `folder-${at}.png`);
    served.run('label', 'folder', number, '-o', picture);
    return picture;
  });
}

if (taken) for (const language of languages) {
  test(`the story is told and its pictures are taken, ${language}`, async () => {
    const people = await gather({ language, who: ['worker', 'street', 'clerk', 'supervisor'] });
    try {
      const look = lookInto(join(taken, language));
      const others = fill(people);
      const intake = await takeIn(people, look);
      const handoff = await openHandoff(people, look);
      await courierSignsIn(people, look);
      const labels = [intake.label, ...others];
      await pickUpFolders(people, { handoff, sheet: await printedSheet(people), labels }, look);
      await backInNetwork(people);
      await takeAtStreet(people, { handoff, tokens: labels.map((label) => tokenOn(people.served, label)) }, look);
      await oversee(people, intake, look);
      const pouch = await comeBack(people, intake, look);
      await handOver(people, { number: intake.number, pouch: tokenOn(people.served, pouch) }, look);
    } finally {
      await people.close();
    }
  });
}

/* ---- what the guide must keep ---- */

test('both languages have the same chapters with the same pictures in the same order', () => {
  const [zh, en] = languages;
  assert.deepEqual(chaptersOf(en), chaptersOf(zh));
  assert.equal(chaptersOf(zh).length, 4, 'one for each of the four');
  assert.deepEqual(picturesOf(en).map((path) => basename(path)), picturesOf(zh).map((path) => basename(path)));
});

test('every picture named is there and small, and none lies there unused', () => {
  const named = languages.flatMap(picturesOf);
  assert.deepEqual(named.filter((path) => !existsSync(join(guide, path))), []);
  const there = readdirSync(join(guide, 'pictures')).flatMap((language) => readdirSync(join(guide, 'pictures', language)).map((name) => join('pictures', language, name)));
  assert.deepEqual(there.filter((path) => !named.includes(path)), [], 'unused');
  const sizes = there.map((path) => statSync(join(guide, path)).size);
  assert.deepEqual(there.filter((_, at) => sizes[at] > largest), [], 'too large');
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) <= largestOfAll);
});

for (const language of languages) {
  test(`every word a step names stands on the screen just so, ${language}`, async () => {
    const { desk, phone } = await catalogueOf(language);
    const texts = [...new Set([...desk.values(), ...phone.values()])];
    // Holes of the words that are named hold numbers.
    const counted = texts.filter((text) => text.includes('{')).map((text) => new RegExp(`^(${patternOf(text).replaceAll('.+?', '\\d+')})$`));
    const known = (words) => texts.includes(words) || counted.some((pattern) => pattern.test(words));
    const strange = chaptersOf(language).flatMap((name) => all(textOf(language, name), /\*\*([^*]+)\*\*/g).filter((words) => !known(words)).map((words) => `${name}: ${words}`));
    assert.deepEqual(strange, []);
  });
}

test('every key a step names is bound on some page', () => {
  const folder = join(root, 'src/ui');
  const sources = ['pages', 'shell', 'parts'].flatMap((name) => readdirSync(join(folder, name), { recursive: true }).map((path) => join(folder, name, path))).filter((path) => /\.(vue|ts)$/.test(path));
  const bound = new Set(sources.flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    return [...all(text, /shown: '([^']+)'/g).flatMap((keys) => keys.split('|')), ...all(text, /keys(?:="|: ')([^"']+)["']/g)];
  }));
  for (const digit of '123456789') bound.add(digit);
  const strange = languages.flatMap((language) => chaptersOf(language).flatMap((name) => all(textOf(language, name), /`([^`]+)`/g).filter((key) => !bound.has(key)).map((key) => `${language}/${name}: ${key}`)));
  assert.deepEqual(strange, []);
});
