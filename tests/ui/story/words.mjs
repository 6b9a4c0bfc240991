// What stands on the screen, by the keys of the UI's own catalogues: whoever walks by these cannot go stale.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../browser.mjs';

const require = createRequire(join(root, 'src/ui/package.json'));
const ts = require('typescript');
const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2020 };
const moduleOf = (code) => `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
const scriptOf = (path) => ts.transpileModule(readFileSync(join(root, 'src/ui', path), 'utf8'), { compilerOptions: options }).outputText;
const told = async (path, inside = {}) => {
  let code = scriptOf(path);
  for (const [name, module] of Object.entries(inside)) code = code.replace(name, module);
  return (await import(moduleOf(code))).default;
};

const flat = (texts, before = '') => Object.entries(texts).flatMap(([key, text]) => (typeof text === 'string' ? [[before + key, text]] : flat(text, `${before}${key}.`)));

/** The folders beside the desk's own texts, each of which they take in: "rooms". */
export const textParts = () => readdirSync(join(root, 'src/ui/i18n'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

/** Key and text of everything the workstation, or the courier's phone, says in that language. */
export async function catalogueOf(language) {
  const beside = Object.fromEntries(textParts().map((part) => [`./${part}/${language}`, moduleOf(scriptOf(`i18n/${part}/${language}.ts`))]));
  const desk = await told(`i18n/${language}.ts`, beside);
  const phone = await told(`pages/courier/i18n/${language}.ts`);
  return { desk: new Map(flat(desk)), phone: new Map(flat(phone)) };
}

const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A text with holes, as a pattern of what it may become; plural forms are one pattern each. */
export const patternOf = (text) => text.split(' | ').map((form) => quoted(form).replace(/\\\{\w+\\\}/g, '.+?').replace(/\\\{'.'\\\}/g, '.')).join('|');

/** `say('pickup.tick')` is the button's text; `like('pickup.hand')` a pattern of it where it has holes. */
export async function wordsOf(language) {
  const { desk, phone } = await catalogueOf(language);
  const find = (texts, key) => {
    if (!texts.has(key)) throw new Error(`no text ${key} in ${language}`);
    return texts.get(key);
  };
  const over = (texts) => ({
    say: (key) => find(texts, key),
    like: (key) => new RegExp(patternOf(find(texts, key))),
  });
  return { language, desk: over(desk), phone: over(phone) };
}
