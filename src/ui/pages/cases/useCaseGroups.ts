import { computed, reactive, ref, watch, type Ref } from 'vue';
import { byLimit, groupsFor, type CaseGroup, type CaseQuestion, type Order } from './groups';
import { cases, type CaseFilter } from '@/api/cases';
import type { CaseList } from '@/api/model';
import { ProblemError, type Problem } from '@/api/problem';

type Counts = CaseList['counts'];

const pageSize = 60;

export function useCaseGroups(question: Ref<CaseQuestion>) {
  const groups = ref<CaseGroup[]>([]);
  const counts = ref<Counts | null>(null);
  const problem = ref<Problem | null>(null);
  const loading = ref(true);
  let last = 0;

  const filterOf = (lights: readonly string[]): CaseFilter => {
    const { states, office, q } = question.value;
    return { limit: pageSize, ...(states && { state: states }), ...(lights.length > 0 && { light: lights.join(',') }), ...(office && { office }), ...(q && { q }) };
  };

  async function fill(group: CaseGroup, order: Order, cursor = ''): Promise<CaseList> {
    group.busy = true;
    try {
      const told = await cases.find({ ...filterOf(group.lights), ...(cursor && { cursor }) });
      const fresh = order === 'limit' ? byLimit(told.cases) : told.cases;
      group.rows = cursor ? [...group.rows, ...fresh] : fresh;
      group.next = told.next;
      return told;
    } finally {
      group.busy = false;
    }
  }

  async function again(): Promise<void> {
    last += 1;
    const mine = last;
    loading.value = true;
    const { order, office, q } = question.value;
    const asked = groupsFor(question.value).map((group) => reactive(group));
    try {
      // How many stand behind each state whatever state is chosen; an answer counts the lights whatever light is asked for.
      const [told, ...filled] = await Promise.all([cases.find({ limit: 1, ...(office && { office }), ...(q && { q }) }), ...asked.map((group) => fill(group, order))]);
      if (mine !== last) return;
      counts.value = { states: told.counts.states, lights: filled[0]?.counts.lights ?? told.counts.lights };
      groups.value = asked;
      problem.value = null;
    } catch (error) {
      if (mine !== last) return;
      if (!(error instanceof ProblemError)) throw error;
      problem.value = error.problem;
      groups.value = [];
    } finally {
      if (mine === last) loading.value = false;
    }
  }

  watch(question, () => void again(), { immediate: true });
  const rows = computed(() => groups.value.flatMap((group) => group.rows));
  const open = computed(() => groups.value.some((group) => group.next !== ''));
  return { groups, rows, counts, problem, loading, open, again, more: (group: CaseGroup) => fill(group, question.value.order, group.next) };
}
