import { computed, onScopeDispose, ref, watch, type Ref } from 'vue';
import type { Intake, Question } from '@/api/model';

/** What was answered can be answered anew for this long. */
const grey = 6000;

/** One question at a time; one put off comes again after the others. */
export function useQuestions(intake: Ref<Intake | null>) {
  const later = ref<string[]>([]);
  const answered = ref<string | null>(null);
  let timer = 0;

  const order = computed<Question[]>(() => {
    const all = intake.value?.questions ?? [];
    const rank = (question: Question): number => later.value.indexOf(question.id);
    return [...all].sort((a, b) => rank(a) - rank(b));
  });
  const question = computed<Question | null>(() => order.value[0] ?? null);

  watch(
    () => intake.value?.id,
    () => {
      later.value = [];
      answered.value = null;
    },
  );

  function putOff(): void {
    const id = question.value?.id;
    if (id) later.value = [...later.value.filter((each) => each !== id), id];
  }

  function note(sentence: string): void {
    answered.value = sentence;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (answered.value = null), grey);
  }

  onScopeDispose(() => window.clearTimeout(timer));
  return { question, count: computed(() => order.value.length), answered, putOff, note };
}
