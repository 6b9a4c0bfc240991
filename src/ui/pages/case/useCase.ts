import { computed, ref, watch, type Ref } from 'vue';
import { cases } from '@/api/cases';
import type { CaseDetail, Printed, PrintKind } from '@/api/model';
import { useAttempt } from '@/use/attempt';
import { useFetched } from '@/use/fetched';
import { useText } from '@/use/text';
import { useToasts } from '@/use/toasts';

/** One case and what may be done with it; every deed answers the case as it is then. */
export function useCase(key: Ref<string>) {
  const { t } = useText();
  const { say } = useToasts();
  const attempt = useAttempt();
  const fetched = useFetched(() => cases.get(key.value), key);
  /** Where the papers printed since the page was opened can be seen. */
  const files = ref<Partial<Record<PrintKind, string>>>({});
  watch(key, () => (files.value = {}));
  const number = computed(() => fetched.data.value?.row.number ?? key.value);
  const may = (word: string): boolean => !!fetched.data.value?.may.includes(word);

  async function did(deed: Promise<CaseDetail>, sentence: string): Promise<boolean> {
    const fresh = await attempt(() => deed);
    if (!fresh) {
      // What was refused was often done meanwhile in another window: the case is shown as it is.
      void fetched.again();
      return false;
    }
    fetched.take(fresh);
    say({ tone: 'ok', sentence });
    return true;
  }

  return {
    ...fetched,
    number,
    files,
    may,
    stop: (reason: 'supplement' | 'special') => did(cases.stop(number.value, reason), t('light.stopped')),
    resume: () => did(cases.resume(number.value), t('case.resumed')),
    close: (step: 'archived' | 'withdrawn' | 'sent-back', word: string) => did(cases.close(number.value, step), t('case.ended', { what: word })),
    reopen: (reason: string) => did(cases.reopen(number.value, reason), t('case.reopened')),
    mend: (name: string, idNumber: string, reason: string) => did(cases.correctApplicant(number.value, { name, idNumber, reason }), t('case.mended')),
    undoPickup: (reason: string) => did(cases.undoPickup(number.value, reason), t('case.undone')),
    takeUp: () => attempt(() => cases.takeUp(number.value)),
    async print(kind: PrintKind): Promise<Printed | null> {
      const printed = await attempt(() => cases.print(number.value, kind));
      const file = printed?.files[0];
      if (file) files.value = { ...files.value, [kind]: file.pdf };
      if (printed) say({ tone: printed.printed ? 'ok' : 'doubt', sentence: printed.sentence || t('case.printed', { what: t(`prints.${kind}`) }) });
      return printed;
    },
    reveal: async (): Promise<string> => (await cases.reveal(number.value)).id_number,
  };
}
