// What holds for the source and the build as they lie: both languages, the policy, old browsers, the weight.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { closeBrowser, openDesk, root } from './browser.mjs';
import { textParts } from './story/words.mjs';

const ui = join(root, 'src/ui');
const require = createRequire(join(ui, 'package.json'));

function files(folder, pattern) {
  return readdirSync(folder).flatMap((name) => {
    if (name === 'node_modules') return [];
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path, pattern) : pattern.test(name) ? [path] : [];
  });
}

async function language(name) {
  const ts = require('typescript');
  const asModule = (file, change = (text) => text) => {
    const source = ts.transpileModule(readFileSync(join(ui, file), 'utf8'), { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2020 } }).outputText;
    return `data:text/javascript;base64,${Buffer.from(change(source)).toString('base64')}`;
  };
  const beside = (text) => textParts().reduce((now, part) => now.replace(`'./${part}/${name}'`, JSON.stringify(asModule(`i18n/${part}/${name}.ts`))), text);
  return (await import(asModule(`i18n/${name}.ts`, beside))).default;
}
const keysOf = (texts, before = '') => Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`)));
const holes = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((each) => each[1]).sort();
const at = (texts, key) => key.split('.').reduce((value, part) => value[part], texts);

await test('both languages have the same keys with the same holes', async () => {
  const [zh, en] = [await language('zh-CN'), await language('en')];
  assert.deepEqual(keysOf(en).sort(), keysOf(zh).sort());
  for (const key of keysOf(zh)) assert.deepEqual(holes(at(en, key).split(' | ').at(-1)), holes(at(zh, key)), key);
});

await test('one of a thing is said in the singular', async () => {
  const en = await language('en');
  for (const key of keysOf(en)) assert.doesNotMatch(at(en, key).split(' | ')[0].replaceAll('{count}', '1'), /\b1 (working )?(pages|cases|items|fields|papers|things|differences|materials|days|hours|minutes|times|are|do|stay|fit|agree)\b/, key);
});

await test('no text shouts or smiles', async () => {
  for (const name of ['zh-CN', 'en']) {
    const texts = await language(name);
    for (const key of keysOf(texts)) assert.doesNotMatch(at(texts, key), /[!！]|\p{Extended_Pictographic}/u, key);
  }
});

await test('every text but the names of rooms is used', async () => {
  const source = files(ui, /\.(vue|ts)$/).filter((path) => !path.includes('/i18n/')).map((path) => readFileSync(path, 'utf8')).join('\n');
  const made = [...source.matchAll(/`([\w.]+)\.\$\{/g)].map((each) => each[1]);
  // What a form is given is the group's key: 'rules.offices'.
  const isOfAGroup = (key) => /\..*\./.test(key) && source.includes(`'${key.replace(/\.[^.]+$/, '')}'`);
  const unused = keysOf(await language('zh-CN')).filter((key) => !key.startsWith('rooms.') && !source.includes(`'${key}'`) && !isOfAGroup(key) && !made.some((prefix) => key.startsWith(`${prefix}.`)));
  assert.deepEqual(unused, []);
});

const styles = () => files(ui, /\.(vue|css)$/).map((path) => ({ name: relative(ui, path), text: readFileSync(path, 'utf8') })).map(({ name, text }) => ({ name, text, css: name.endsWith('.css') ? text : [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map((each) => each[1]).join('\n') }));

await test('colours are named in tokens.css alone', () => {
  for (const { name, css } of styles().filter((each) => each.name !== 'style/tokens.css')) assert.doesNotMatch(css.replace(/\/\*[\s\S]*?\*\//g, ''), /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i, name);
});

await test('no style needs a browser newer than Chromium 90', () => {
  for (const { name, css } of styles()) assert.doesNotMatch(css.replace(/\/\*[\s\S]*?\*\//g, ''), /:has\(|@container|color-mix\(|@layer|subgrid|\d(dvh|svh|lvh)\b|accent-color|(^|\n)\s*&|:is\(.*:is\(|text-wrap/, name);
});

await test('nothing in the source asks for an inline style, a script or HTML made of text', () => {
  for (const path of files(ui, /\.(vue|html|ts)$/).filter((each) => !each.endsWith('schema.d.ts'))) {
    assert.doesNotMatch(readFileSync(path, 'utf8'), /\sstyle="|v-html|innerHTML|\son\w+="|javascript:|eval\(|new Function/, relative(ui, path));
  }
});

await test('the lock file names no registry', () => {
  assert.doesNotMatch(readFileSync(join(ui, 'package-lock.json'), 'utf8'), /"resolved"|https?:\/\/registry/);
});

await test('the first load of Intake is at most 400 KB as it comes over the wire', async () => {
  const desk = await openDesk();
  try {
    const wire = await desk.context.newCDPSession(desk.page);
    await wire.send('Network.enable');
    let bytes = 0;
    const kinds = new Map();
    wire.on('Network.responseReceived', ({ requestId, response }) => kinds.set(requestId, response.url));
    wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => { if (!/\/api\//.test(kinds.get(requestId) ?? '')) bytes += encodedDataLength; });
    await desk.page.goto(desk.address);
    await desk.page.locator('.common button').first().waitFor();
    await desk.page.waitForTimeout(300);
    console.log(`first load of Intake: ${(bytes / 1024).toFixed(0)} KB`);
    assert.ok(bytes > 10_000 && bytes <= 400 * 1024, `${bytes} bytes`);
  } finally {
    await desk.close();
  }
});

await closeBrowser();
