import { ref, watch, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import { search } from '@/api/cases';
import type { Intake } from '@/api/model';
import { useAttempt } from '@/use/attempt';
import { useScanBurst } from '@/use/scanBurst';
import { useText } from '@/use/text';
import { useToasts } from '@/use/toasts';

/** A code scanned opens its case; when the taking in is `done` it is the label just stuck on, and the answer says whose it is. */
export function useLabelScan(intake: Ref<Intake | null>, done: Ref<boolean>): Ref<'right' | 'other' | null> {
  const { t } = useText();
  const { say } = useToasts();
  const attempt = useAttempt();
  const router = useRouter();
  const labelSeen = ref<'right' | 'other' | null>(null);
  watch(
    () => intake.value?.id,
    () => (labelSeen.value = null),
  );

  async function scanned(text: string): Promise<void> {
    const hits = await attempt(() => search(text, 'case'));
    if (!hits) return;
    const found = hits[0];
    if (done.value && intake.value?.case) {
      labelSeen.value = found?.key === intake.value.case.key ? 'right' : 'other';
      return;
    }
    if (found && hits.length === 1) await router.push({ name: 'case', params: { key: found.key } });
    else say({ tone: 'doubt', sentence: t('intake.codeUnknown', { code: text.slice(0, 40) }) });
  }

  useScanBurst((text) => void scanned(text));
  return labelSeen;
}
