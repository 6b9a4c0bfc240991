import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { rules, type RuleCheck, type RuleKind, type RuleVersion } from '@/api/rules';
import { newText } from './newRule';
import { ProblemError } from '@/api/problem';
import { shelf } from '@/use/shelf';

export interface Draft {
  readonly text: Ref<string>;
  /** The version the text was taken from; `isNew`: there is none yet. */
  readonly from: Ref<number>;
  readonly versions: Ref<readonly RuleVersion[]>;
  /** The newest version whose changes are in this text, or were seen before it was begun; of later ones it knows nothing. */
  readonly base: Ref<number>;
  readonly changed: ComputedRef<boolean>;
  /** What the server says of the text; null: it has not answered yet, or the text is another one since. */
  readonly check: Ref<RuleCheck | null>;
  readonly checking: Ref<boolean>;
  readonly wrong: ComputedRef<ReadonlySet<number>>;
  /** Reads the versions and takes the text of the one in force, or the one that was being written here: then true. */
  begin(): Promise<boolean>;
  /** What was being written is not gone on with. */
  forget(): void;
  /** `knowing`: it was chosen from the list, where the later ones stand too. */
  take(version: number, knowing?: boolean): Promise<void>;
  /** All perfect papers as well. */
  checkWhole(): Promise<void>;
}

/** In place of the number of a version. */
export const isNew = -1;

/** A text that is being written, with the version it knows of. */
function written(place: string): { text: string; base: number } | null {
  try {
    const kept = JSON.parse(shelf.read('sessionStorage', place) ?? 'null') as { text?: unknown; base?: unknown } | null;
    return typeof kept?.text === 'string' && typeof kept.base === 'number' ? { text: kept.text, base: kept.base } : null;
  } catch {
    return null;
  }
}

/** The number of the newest; none: 0. */
const newestOf = (versions: readonly RuleVersion[]): number => versions.reduce((most, each) => Math.max(most, each.version), 0);

/** A text of rules in the making: what it was taken from, and what is wrong in it, asked for while it is typed. */
export function useDraft(kind: RuleKind, code: string, mayChange: () => boolean, wait = 400): Draft {
  const place = `daiban.rules.${kind}/${code}`;
  const text = ref('');
  const original = ref('');
  const from = ref(0);
  const base = ref(0);
  const versions = shallowRef<readonly RuleVersion[]>([]);
  const check = shallowRef<RuleCheck | null>(null);
  const checking = ref(false);
  let timer = 0;
  let last = 0;

  async function ask(whole: boolean): Promise<void> {
    window.clearTimeout(timer);
    last += 1;
    const mine = last;
    checking.value = true;
    try {
      const told = await rules.check(kind, code, { text: text.value, ...(whole && { whole }) });
      if (mine === last) check.value = told;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (mine === last) check.value = { problems: [{ line: 0, sentence: error.problem.sentence }] };
    } finally {
      if (mine === last) checking.value = false;
    }
  }

  async function take(version: number, knowing = false): Promise<void> {
    const got = await rules.text(kind, code, version);
    base.value = knowing ? newestOf(versions.value) : version;
    text.value = got;
    original.value = text.value;
    from.value = version;
  }

  async function first(): Promise<void> {
    try {
      versions.value = await rules.versions(kind, code);
    } catch (error) {
      const fresh = newText(kind, code);
      if (!(error instanceof ProblemError) || error.problem.status !== 404 || !fresh || !mayChange()) throw error;
      versions.value = [];
      from.value = isNew;
      base.value = 0;
      original.value = '';
      text.value = fresh;
      return;
    }
    const newest = versions.value.find((each) => each.state === 'in-force') ?? versions.value[versions.value.length - 1];
    await take(newest?.version ?? 0);
  }

  watch(text, (now) => {
    // A reload, the back button or a closed lid costs nothing of it; rules say nothing of people.
    if (now === original.value) shelf.drop('sessionStorage', place);
    else if (mayChange()) shelf.keep('sessionStorage', place, JSON.stringify({ text: now, base: base.value }));
    last += 1; // an answer to what stood there before is none to this
    check.value = null;
    checking.value = false;
    window.clearTimeout(timer);
    if (mayChange()) timer = window.setTimeout(() => void ask(false), wait);
  });
  onScopeDispose(() => {
    window.clearTimeout(timer);
    last += 1;
  });

  return {
    text,
    from,
    versions,
    base,
    changed: computed(() => text.value !== original.value),
    check,
    checking,
    wrong: computed(() => new Set((check.value?.problems ?? []).map((each) => each.line).filter((line) => line > 0))),
    async begin() {
      const kept = written(place);
      await first();
      if (kept === null || kept.text === text.value || !mayChange()) return false;
      base.value = kept.base;
      text.value = kept.text;
      return true;
    },
    forget: () => shelf.drop('sessionStorage', place),
    take,
    checkWhole: () => ask(true),
  };
}
