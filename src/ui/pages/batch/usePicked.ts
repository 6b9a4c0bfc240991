import { computed, ref, watch, type Ref } from 'vue';
import type { BatchSection } from '@/api/model';

/** The pages as they are walked, and which of them are marked to be moved. */
export function usePicked(sections: Readonly<Ref<readonly BatchSection[]>>) {
  const current = ref('');
  const marked = ref(new Set<string>());
  const order = computed(() => sections.value.flatMap((section) => [...section.separators, ...section.pages, ...section.blanks]));
  const sectionOf = (page: string): BatchSection | undefined =>
    sections.value.find((section) => section.separators.includes(page) || section.pages.includes(page) || section.blanks.includes(page));
  const section = computed(() => sectionOf(current.value));

  watch(order, (now) => {
    if (!now.includes(current.value)) current.value = now[0] ?? '';
    marked.value = new Set([...marked.value].filter((page) => now.includes(page)));
  });

  function step(by: number): void {
    const at = order.value.indexOf(current.value);
    const to = order.value[Math.min(Math.max(at + by, 0), order.value.length - 1)];
    if (to) current.value = to;
  }
  function toggle(page = current.value): void {
    const next = new Set(marked.value);
    if (!next.delete(page)) next.add(page);
    marked.value = next;
  }
  const unmark = (): void => void (marked.value = new Set());
  /** What is meant: those that are marked, else the one in hand. */
  const meant = computed(() => (marked.value.size > 0 ? order.value.filter((page) => marked.value.has(page)) : current.value ? [current.value] : []));
  return { current, marked, section, sectionOf, step, toggle, unmark, meant };
}
