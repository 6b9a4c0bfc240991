import type { CaseRow } from '@/api/model';

export type Order = 'limit' | 'newest';

/** Rows that belong together, each group got and continued by itself, so that the urgent ones come first however many there are. */
export interface CaseGroup {
  readonly name: 'urgent' | 'warned' | 'normal' | 'newest';
  readonly lights: readonly string[];
  rows: CaseRow[];
  next: string;
  busy: boolean;
}

export interface CaseQuestion {
  readonly states: string;
  readonly lights: readonly string[];
  readonly office: string;
  readonly q: string;
  readonly order: Order;
}

const byLights: readonly Pick<CaseGroup, 'name' | 'lights'>[] = [
  { name: 'urgent', lights: ['overdue', 'red'] },
  { name: 'warned', lights: ['yellow'] },
  { name: 'normal', lights: ['normal', 'none'] },
];

/** Which groups are asked for; none of a light that was filtered away. */
export function groupsFor(question: Pick<CaseQuestion, 'lights' | 'order'>): CaseGroup[] {
  const wanted = (lights: readonly string[]): string[] => lights.filter((light) => question.lights.length === 0 || question.lights.includes(light));
  const shapes = question.order === 'newest' ? [{ name: 'newest' as const, lights: [...question.lights] }] : byLights.map((group) => ({ name: group.name, lights: wanted(group.lights) })).filter((group) => group.lights.length > 0);
  return shapes.map((shape) => ({ ...shape, rows: [], next: '', busy: true }));
}

/** What runs out first stands first; what has no clock last. */
export function byLimit(rows: readonly CaseRow[]): CaseRow[] {
  const rank = (row: CaseRow): number => (row.light === 'none' ? Number.MAX_SAFE_INTEGER : row.left);
  return [...rows].sort((one, other) => rank(one) - rank(other));
}
