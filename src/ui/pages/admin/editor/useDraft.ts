import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { rules, type RuleCheck, type RuleKind, type RuleVersion } from '@/api/rules';
import { ProblemError } from '@/api/problem';

export interface Draft {
  readonly text: Ref<string>;
  /** The version the text was taken from. */
  readonly from: Ref<number>;
  readonly versions: Ref<readonly RuleVersion[]>;
  readonly changed: ComputedRef<boolean>;
  /** What the server says of the text; null: it has not answered yet, or the text is another one since. */
  readonly check: Ref<RuleCheck | null>;
  readonly checking: Ref<boolean>;
  readonly wrong: ComputedRef<ReadonlySet<number>>;
  /** Reads the versions and takes the text of the one in force. */
  begin(): Promise<void>;
  take(version: number): Promise<void>;
  /** All perfect papers as well. */
  checkWhole(): Promise<void>;
}

/** A text of rules in the making: what it was taken from, and what is wrong in it, asked for while it is typed. */
export function useDraft(kind: RuleKind, code: string, mayChange: () => boolean, wait = 400): Draft {
  const text = ref('');
  const original = ref('');
  const from = ref(0);
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

  async function take(version: number): Promise<void> {
    text.value = await rules.text(kind, code, version);
    original.value = text.value;
    from.value = version;
  }

  watch(text, () => {
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
    changed: computed(() => text.value !== original.value),
    check,
    checking,
    wrong: computed(() => new Set((check.value?.problems ?? []).map((each) => each.line).filter((line) => line > 0))),
    async begin() {
      versions.value = await rules.versions(kind, code);
      await take(versions.value.find((each) => each.state === 'in-force')?.version ?? 0);
    },
    take,
    checkWhole: () => ask(true),
  };
}
