import item from './new-items.yaml?raw';
import type_ from './new-types.yaml?raw';
import type { RuleKind } from '@/api/rules';

const beginnings: Partial<Record<RuleKind, string>> = { items: item, types: type_ };
const codes: Partial<Record<RuleKind, RegExp>> = { items: /^[A-Z]{2}-\d{3}$/, types: /^[a-z0-9-]{1,60}$/ };

/** Whether something new can be called so. */
export const canBeCode = (kind: RuleKind, code: string): boolean => codes[kind]?.test(code) ?? false;

/** What a new item or document type begins with: in order as it stands. Null: there is no such beginning. */
export function newText(kind: RuleKind, code: string): string | null {
  const beginning = beginnings[kind];
  return beginning && canBeCode(kind, code) ? beginning.replace('code: CODE', `code: ${code}`) : null;
}
