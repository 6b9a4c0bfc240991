import { computed, type ComputedRef, type Ref } from 'vue';
import type { Intake, Page } from '@/api/model';
import { useText } from '@/use/text';

/** By page: what the checklist says of it, the worst of its lines first. */
export function usePageMarks(intake: Ref<Intake | null>, kept: Ref<Page[]>): ComputedRef<Map<string, { state: string; word: string }>> {
  const { t } = useText();
  return computed(() => {
    const told = new Map<string, { state: string; word: string }>();
    const doubtful = new Set(intake.value?.questions.map((each) => each.page));
    for (const each of kept.value) {
      const lines = intake.value?.checklist.lines.filter((line) => line.pages.some((place) => place.page === each.id)) ?? [];
      const bad = lines.find((line) => !['ok', 'promise', 'not-needed', 'doubt'].includes(line.state));
      if (bad) told.set(each.id, { state: bad.state, word: bad.word });
      else if (doubtful.has(each.id)) told.set(each.id, { state: 'doubt', word: t('intake.toConfirm') });
      else if (lines.length > 0) told.set(each.id, { state: lines.some((line) => line.state === 'doubt') ? 'doubt' : 'ok', word: t('intake.toLine', { numbers: lines.map((line) => line.number).join('、') }) });
    }
    return told;
  });
}
