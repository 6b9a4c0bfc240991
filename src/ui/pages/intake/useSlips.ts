import { computed, type Ref } from 'vue';
import { intakes } from '@/api/intakes';
import type { PrintKind } from '@/api/model';
import { useAttempt } from '@/use/attempt';
import { useText } from '@/use/text';
import { useToasts } from '@/use/toasts';
import type { CurrentIntake } from './useIntake';
import type { usePrints } from './usePrints';

/** Prints what the resident takes home; a receipt or a notice ends the taking in (`done`). */
export function useSlips({ intake, take }: Pick<CurrentIntake, 'intake' | 'take'>, printer: ReturnType<typeof usePrints>, done: Ref<boolean>) {
  const { t } = useText();
  const { say } = useToasts();
  const attempt = useAttempt();

  async function print(kinds: readonly PrintKind[]): Promise<void> {
    const mine = intake.value?.id;
    const ready = kinds.filter((kind) => printer.isReady(kind));
    if (!mine) return;
    if (ready.length === 0) {
      say({ tone: 'doubt', sentence: t('intake.cannotPrint', { what: t(`prints.${kinds[0]!}`), why: printer.whyNot(kinds[0]!) }) });
      return;
    }
    const fresh = await printer.print(ready);
    if (fresh.length === 0) return;
    printer.keep(mine, fresh);
    const now = await attempt(() => intakes.get(mine));
    if (now) take(now);
    if (intake.value?.id === mine && fresh.some((each) => ['receipt', 'notice'].includes(each.kind))) done.value = true;
    else say({ tone: 'ok', sentence: fresh[0]!.printed.sentence });
  }

  const promises = computed(() => (intake.value?.checklist.lines.some((line) => line.state === 'promise') ? (['tolerance'] as const) : []));
  const receipt = (): Promise<void> => print(['receipt', 'folder-label', ...promises.value]);
  const notice = (): Promise<void> => print(['notice']);
  return { print, receipt, notice };
}
