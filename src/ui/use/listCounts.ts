import type { Line } from '@/api/model';

export interface ListCounts {
  readonly ok: number;
  readonly doubt: number;
  readonly bad: number;
  readonly promise: number;
}

type Told = keyof ListCounts | 'not-needed';
const best: readonly Told[] = ['ok', 'doubt', 'promise', 'bad', 'not-needed'];
const toldOf = (line: Line): Told => (line.state === 'ok' || line.state === 'doubt' || line.state === 'promise' || line.state === 'not-needed' ? line.state : 'bad');

/** How a checklist stands, in what a resident has to bring: papers of which any one will do are one. */
export function countsOf(lines: readonly Line[]): ListCounts {
  const counts = { ok: 0, doubt: 0, bad: 0, promise: 0 };
  const groups = new Map<string, Told>();
  const count = (told: Told): void => {
    if (told !== 'not-needed') counts[told] += 1;
  };
  for (const line of lines) {
    const told = toldOf(line);
    if (!line.group) count(told);
    else groups.set(line.group, best[Math.min(best.indexOf(told), best.indexOf(groups.get(line.group) ?? 'not-needed'))]!);
  }
  groups.forEach(count);
  return counts;
}
