import { isMap, isScalar, isSeq, parseDocument, type Document, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';

/**
 * A YAML text and edits of it that change only the lines they must: the text is the truth, and what is remarked in it stays.
 * Every value is read as the text it is written as.
 */
export type Path = readonly (string | number)[];
export type Value = string | readonly string[];

export interface Parsed {
  readonly text: string;
  readonly doc: Document;
  /** The first thing that is wrong with it as YAML; line from 1. */
  readonly problem: { readonly line: number; readonly sentence: string } | null;
}

export function parse(text: string): Parsed {
  const doc = parseDocument(text, { schema: 'failsafe', prettyErrors: false, keepSourceTokens: false });
  const error = doc.errors[0];
  const whole = isMap(doc.contents);
  return { text, doc, problem: error ? { line: lineAt(text, error.pos[0]), sentence: error.message } : whole ? null : { line: 1, sentence: '' } };
}

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

function nodeAt(parsed: Parsed, path: Path): Node | null {
  let node: unknown = parsed.doc.contents;
  for (const step of path) {
    if (typeof step === 'number') node = isSeq(node) ? node.items[step] : null;
    else node = isMap(node) ? pairOf(node, step)?.value : null;
    if (!node) return null;
  }
  return node as Node;
}

const keyOf = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : '');
const pairOf = (map: YAMLMap, key: string): Pair | undefined => (map.items as Pair[]).find((pair) => keyOf(pair) === key);

/** '' where there is none. */
export function textAt(parsed: Parsed, path: Path): string {
  const node = nodeAt(parsed, path);
  return isScalar(node) ? String(node.value ?? '') : '';
}

/** Of a list of texts, or of one alone; null where it holds something else, which only the text can change. */
export function listAt(parsed: Parsed, path: Path): string[] | null {
  const node = nodeAt(parsed, path);
  if (!node) return [];
  if (isScalar(node)) return node.value ? [String(node.value)] : [];
  if (!isSeq(node) || !node.items.every((item) => isScalar(item))) return null;
  return node.items.map((item) => (isScalar(item) ? String(item.value ?? '') : ''));
}

/** How many rows a list has. */
export function countAt(parsed: Parsed, path: Path): number {
  const node = nodeAt(parsed, path);
  return isSeq(node) ? node.items.length : 0;
}

/** Keys and texts of a map, in its order. */
export function entriesAt(parsed: Parsed, path: Path): { key: string; value: string }[] {
  const node = nodeAt(parsed, path);
  return isMap(node) ? (node.items as Pair[]).map((pair) => ({ key: keyOf(pair), value: isScalar(pair.value) ? String(pair.value.value ?? '') : '' })) : [];
}

const plain = /^[\p{L}\p{N}_（《“〔/+.-][^\n:#,[\]{}"'&*!|>%@`]*$/u;
const taken = /^(true|false|null|~|-.*|\.[\d.]+|\d+[eE]\d+)$/;

/** A text as it stands in YAML. */
export function scalar(value: string): string {
  return plain.test(value) && !taken.test(value) && value === value.trim() ? value : JSON.stringify(value);
}

const written = (value: Value): string => (typeof value === 'string' ? scalar(value) : `[${value.map(scalar).join(', ')}]`);

const splice = (text: string, from: number, to: number, fresh: string): string => text.slice(0, from) + fresh + text.slice(to);
const startOfLine = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** Where what a node says ends, without the remarks and blank lines behind it. */
function endOf(node: unknown): number {
  if (isMap(node) && !node.flow) {
    const last = node.items.at(-1) as Pair | undefined;
    return last ? Math.max(endOf(last.value), (last.key as Node).range?.[1] ?? 0) : (node.range?.[1] ?? 0);
  }
  if (isSeq(node) && !node.flow) return node.items.length > 0 ? endOf(node.items.at(-1)) : (node.range?.[1] ?? 0);
  return (node as Node | null)?.range?.[1] ?? 0;
}

const startOf = (node: Node): number => node.range?.[0] ?? 0;
const pairEnd = (pair: Pair): number => Math.max(endOf(pair.value), (pair.key as Node).range?.[1] ?? 0);
const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** Takes the line or lines of something out; `from` and `to` lie in the first and the last. */
function withoutLines(text: string, from: number, to: number): string {
  const end = endOfLine(text, to);
  return splice(text, startOfLine(text, from), Math.min(end + 1, text.length), '');
}

function removePair(text: string, map: YAMLMap, pair: Pair): string {
  const from = startOf(pair.key as Node);
  if (!map.flow) return withoutLines(text, from, pairEnd(pair));
  const at = (map.items as Pair[]).indexOf(pair);
  const next = map.items[at + 1] as Pair | undefined;
  if (next) return splice(text, from, startOf(next.key as Node), '');
  const before = map.items[at - 1] as Pair | undefined;
  return splice(text, before ? pairEnd(before) : from, pairEnd(pair), '');
}

/** A key that was not there: behind the nearest of `order` that is. */
function addPair(text: string, map: YAMLMap, key: string, value: string, order: readonly string[]): string {
  const pairs = map.items as Pair[];
  const earlier = order.slice(0, Math.max(order.indexOf(key), 0));
  const before = [...pairs].reverse().find((pair) => earlier.includes(keyOf(pair))) ?? pairs.at(-1);
  const says = `${key}: ${value}`;
  if (map.flow) return before ? splice(text, pairEnd(before), pairEnd(before), `, ${says}`) : splice(text, startOf(map) + 1, startOf(map) + 1, says);
  const first = pairs[0]!;
  const indent = ' '.repeat(startOf(first.key as Node) - startOfLine(text, startOf(first.key as Node)));
  const whole = ended(text);
  const at = Math.min(endOfLine(whole, pairEnd(before!)) + 1, whole.length);
  return splice(whole, at, at, `${indent}${says}\n`);
}

/** The text with that value there; an empty one takes its key away. `order`: of the keys beside it. */
export function withValue(parsed: Parsed, path: Path, value: Value, order: readonly string[] = []): string {
  const { text } = parsed;
  const key = String(path.at(-1));
  const map = nodeAt(parsed, path.slice(0, -1));
  if (!isMap(map)) {
    if (path.length < 2 || value.length === 0) return text;
    return withRaw(parsed, path.slice(0, -1), `{${key}: ${written(value)}}`, order);
  }
  const pair = pairOf(map, key);
  if (value.length === 0) return pair ? removePair(text, map, pair) : text;
  if (!pair) return addPair(text, map, key, written(value), order);
  return withPairValue(text, pair, value);
}

function withRaw(parsed: Parsed, path: Path, raw: string, order: readonly string[]): string {
  const map = nodeAt(parsed, path.slice(0, -1));
  return isMap(map) ? addPair(parsed.text, map, String(path.at(-1)), raw, order) : parsed.text;
}

function withPairValue(text: string, pair: Pair, value: Value): string {
  const node = pair.value as Node | null;
  if (!node?.range || (isScalar(node) && node.range[0] === node.range[1])) {
    const after = (pair.key as Node).range?.[1] ?? 0;
    const colon = text.indexOf(':', after) + 1;
    return splice(text, colon, colon, ` ${written(value)}`);
  }
  if (isSeq(node) && !node.flow && typeof value !== 'string') {
    const from = startOfLine(text, startOf(node));
    const indent = ' '.repeat(startOf(node) - from);
    return splice(text, startOf(node), endOf(node), value.map((each) => `- ${scalar(each)}`).join(`\n${indent}`));
  }
  return splice(text, startOf(node), endOf(node), written(value));
}

/** A row at the end of a list, written on one line. */
export function withRow(parsed: Parsed, path: Path, row: Readonly<Record<string, Value>>, order: readonly string[] = []): string {
  const says = `{${Object.entries(row).filter(([, value]) => value.length > 0).map(([key, value]) => `${key}: ${written(value)}`).join(', ')}}`;
  return withRawRow(parsed, path, says, order);
}

function withRawRow(parsed: Parsed, path: Path, says: string, order: readonly string[]): string {
  const list = nodeAt(parsed, path);
  const text = ended(parsed.text);
  if (isSeq(list) && list.items.length > 0) {
    const last = list.items.at(-1) as Node;
    if (list.flow) return splice(text, endOf(last), endOf(last), `, ${says}`);
    const dash = dashOf(text, last);
    const at = Math.min(endOfLine(text, endOf(last)) + 1, text.length);
    return splice(text, at, at, `${' '.repeat(dash - startOfLine(text, dash))}- ${says}\n`);
  }
  const cleared = list ? withValue(parsed, path, '') : parsed.text;
  return withRaw(parse(cleared), path, `\n  - ${says}`, order).replace(/: \n/, ':\n');
}

/** Where the "-" of an item of a block list stands. */
const dashOf = (text: string, item: Node): number => text.lastIndexOf('-', startOf(item) - 1);

export function withoutRow(parsed: Parsed, path: Path, at: number): string {
  const list = nodeAt(parsed, path) as YAMLSeq | null;
  const item = list?.items[at] as Node | undefined;
  if (!list || !item) return parsed.text;
  if (!list.flow) {
    const text = withoutLines(parsed.text, dashOf(parsed.text, item), endOf(item));
    return text;
  }
  const next = list.items[at + 1] as Node | undefined;
  const before = list.items[at - 1] as Node | undefined;
  if (next) return splice(parsed.text, startOf(item), startOf(next), '');
  return splice(parsed.text, before ? endOf(before) : startOf(item), endOf(item), '');
}

/** The row and the one before it in one another's places; remarks between them stay where they are. */
export function withRowRaised(parsed: Parsed, path: Path, at: number): string {
  const list = nodeAt(parsed, path) as YAMLSeq | null;
  const [upper, lower] = [list?.items[at - 1] as Node | undefined, list?.items[at] as Node | undefined];
  if (!upper || !lower) return parsed.text;
  const { text } = parsed;
  const said = (node: Node): string => text.slice(startOf(node), endOf(node));
  return text.slice(0, startOf(upper)) + said(lower) + text.slice(endOf(upper), startOf(lower)) + said(upper) + text.slice(endOf(lower));
}

/** A key of a map renamed or its text changed, added at the end, or taken out with an empty key. */
export function withEntry(parsed: Parsed, path: Path, at: number, entry: { key: string; value: string }, order: readonly string[] = []): string {
  const map = nodeAt(parsed, path);
  const pair = isMap(map) ? (map.items[at] as Pair | undefined) : undefined;
  if (isMap(map) && pair) {
    if (!entry.key) return map.items.length === 1 ? withValue(parsed, path, '') : removePair(parsed.text, map, pair);
    const text = withPairValue(parsed.text, pair, entry.value);
    const key = pair.key as Node;
    return splice(text, startOf(key), key.range?.[1] ?? startOf(key), scalar(entry.key));
  }
  if (isMap(map)) return addPair(parsed.text, map, scalar(entry.key), written(entry.value), []);
  return withRaw(parsed, path, `\n  ${scalar(entry.key)}: ${written(entry.value)}`, order).replace(/: \n/, ':\n');
}

/** Of a row, on which line of the text it begins, from 1; 0: there is none. */
export function lineOf(parsed: Parsed, path: Path): number {
  const node = nodeAt(parsed, path);
  return node ? lineAt(parsed.text, startOf(node)) : 0;
}
