import { computed, reactive, ref, type Ref } from 'vue';
import { intakes } from '@/api/intakes';
import type { Intake, Printed, PrintKind } from '@/api/model';
import { useAttempt } from '@/use/attempt';

export interface PrintedSlip {
  readonly kind: PrintKind;
  readonly printed: Printed;
  readonly at: number;
}

/** What was printed for each resident, in this window. */
export function usePrints(intake: Ref<Intake | null>) {
  const attempt = useAttempt();
  const byIntake = reactive(new Map<string, PrintedSlip[]>());
  const busy = ref(false);
  const prints = computed<readonly PrintedSlip[]>(() => byIntake.get(intake.value?.id ?? '') ?? []);
  const isReady = (kind: PrintKind): boolean => !!intake.value?.printable.some((each) => each.kind === kind && each.ready);
  const whyNot = (kind: PrintKind): string => intake.value?.printable.find((each) => each.kind === kind)?.why ?? '';

  /** One after the other; the first that cannot be printed ends it, and what was printed until then is shown. */
  async function print(kinds: readonly PrintKind[]): Promise<PrintedSlip[]> {
    const id = intake.value?.id;
    if (!id || busy.value) return [];
    busy.value = true;
    const fresh: PrintedSlip[] = [];
    for (const kind of kinds) {
      const printed = await attempt(() => intakes.print(id, kind));
      if (!printed) break;
      fresh.push({ kind, printed, at: Date.now() });
    }
    busy.value = false;
    return fresh;
  }

  function keep(id: string, fresh: readonly PrintedSlip[]): void {
    const before = byIntake.get(id) ?? [];
    byIntake.set(id, [...before.filter((each) => !fresh.some((other) => other.kind === each.kind)), ...fresh]);
  }

  return { prints, busy, isReady, whyNot, print, keep, forget: (id: string) => byIntake.delete(id) };
}
