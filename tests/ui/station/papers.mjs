// What a page says, taken from the truth beside the drawn samples: as if it had been read.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** code, name and whatever else stands flat in a model's YAML. */
export function flatYaml(folder) {
  return readdirSync(join(root, folder)).filter((name) => name.endsWith('.yaml')).map((name) => {
    const text = readFileSync(join(root, folder, name), 'utf8');
    return Object.fromEntries([...text.matchAll(/^(\w+): *([^#\n{[]+)$/gm)].map((line) => [line[1], line[2].trim()]));
  });
}

export const types = flatYaml('models/documents').map((each) => ({ code: each.code, name: each.name }));
export const typeNames = Object.fromEntries(types.map((each) => [each.code, each.name]));
export const labels = {
  name: '姓名', sex: '性别', ethnicity: '民族', birth_date: '出生日期', address: '住址', id_number: '公民身份号码',
  issuing_authority: '签发机关', valid_from: '有效期自', valid_until: '有效期至', relation_to_head: '与户主关系', native_place: '籍贯',
  marital_status: '婚姻状况', bank_name: '银行', card_number: '卡号', retirement_date: '退休日期',
};

/** The sample a file name speaks of; `conflict-` and `expired-` before it change what is read. */
export function sampleOf(fileName) {
  const name = basename(fileName).replace(/^(conflict|expired|copy)-/, '');
  for (const folder of ['samples/first-run', 'samples/pages']) {
    const json = join(root, folder, name.replace(/\.\w+$/, '.json'));
    if (existsSync(json)) return { truth: JSON.parse(readFileSync(json, 'utf8')), picture: join(root, folder, name) };
  }
  return null;
}

export const mask = (value) => (/^\d{17}[\dX]$/.test(value) ? `${value.slice(0, 4)}**********${value.slice(-4)}` : value);

const squeezed = (text) => text.replace(/\s/g, '');

function quadFor(document, name, value) {
  const wanted = squeezed(value);
  const line = document.lines.find((each) => squeezed(each.text) === wanted)
    ?? document.lines.find((each) => squeezed(each.text).includes(wanted))
    ?? (name === 'address' ? document.lines.find((each) => each.text.length > 4 && wanted.startsWith(squeezed(each.text))) : undefined);
  return line?.quad ?? null;
}

export function documentsOf(sample, fileName) {
  return sample.truth.documents.map((document, at) => ({
    number: at + 1,
    type: document.type,
    type_name: typeNames[document.type] ?? (document.type === 'unknown' ? '未识别' : document.type),
    confidence: document.type === 'unknown' ? 0.3 : 0.97,
    quad: document.quad,
    turn: document.rotation ?? 0,
    confirmed: false,
    material: null,
    warnings: [],
    fields: Object.entries(document.fields).map(([name, told]) => {
      let value = String(told);
      if (/^conflict-/.test(fileName) && name === 'birth_date') value = value.replace(/16(\s?)日/, '18$1日');
      if (/^expired-/.test(fileName) && name === 'valid_until') value = '2026.10.22';
      return {
        name, label: labels[name] ?? name, value: mask(squeezed(value)), whole: squeezed(value), masked: mask(value) !== value,
        confidence: 0.97, valid: true, origin: 'read', quad: quadFor(document, name, String(told)), compare: 'none',
      };
    }),
  }));
}
