import { computed, onScopeDispose, ref, watch } from 'vue';
import { intakes } from '@/api/intakes';
import type { Question } from '@/api/model';
import type { CurrentIntake } from './useIntake';

/** What was answered can be answered anew for this long. */
const grey = 6000;

/** One question at a time; one put off comes again after the others. */
export function useQuestions({ intake, act }: Pick<CurrentIntake, 'intake' | 'act'>) {
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

  let answering = false;
  /** A key pressed twice answers one question once: what comes before its answer is there is no word about the next. */
  async function answer(code: string): Promise<void> {
    const mine = question.value;
    const told = mine?.answers.find((each) => each.code === code);
    if (!mine || !told || answering) return;
    answering = true;
    try {
      if (await act((here) => intakes.answer(here, mine.id, code))) note(`${mine.sentence.replace(/[？?]$/, '')}：${told.label}`);
    } finally {
      answering = false;
    }
  }

  onScopeDispose(() => window.clearTimeout(timer));
  return { question, count: computed(() => order.value.length), answered, putOff, answer };
}
