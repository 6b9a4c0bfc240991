import type { Line } from '@/api/model';

/** A requirement as the list shows it: a line, or several that are alternatives to one another. */
export interface Entry {
  readonly number: number;
  readonly group: string;
  /** The line that stands for it: the one met, else the one somebody brought something for, else the first. */
  readonly lead: Line;
  readonly others: readonly Line[];
  readonly met: boolean;
}

const met = (line: Line): boolean => line.state === 'ok';

export function entriesOf(lines: readonly Line[]): Entry[] {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (const line of lines) {
    if (!line.group) entries.push({ number: line.number, group: '', lead: line, others: [], met: met(line) });
    if (!line.group || seen.has(line.group)) continue;
    seen.add(line.group);
    const members = lines.filter((each) => each.group === line.group);
    const lead = members.find(met) ?? members.find((each) => each.pages.length > 0) ?? line;
    entries.push({ number: line.number, group: line.group, lead, others: members.filter((each) => each !== lead), met: met(lead) });
  }
  return entries;
}

/** Characters of two texts of one length that are not the same, marked as the server marks them. */
export function differing(text: string, than: string): string {
  const [mine, other] = [[...text], [...than]];
  if (mine.length !== other.length) return text;
  return mine.map((character, at) => (character === other[at] ? character : `【${character}】`)).join('');
}
