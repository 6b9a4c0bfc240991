import { computed, nextTick, type ComputedRef, type Ref } from 'vue';

/** One of several rows is in hand; J and K or the arrows walk along them and the one in hand is kept in sight. */
export function useRowWalk(keys: ComputedRef<readonly string[]>, chosen: Ref<string>) {
  const at = computed(() => Math.max(0, keys.value.indexOf(chosen.value)));
  const inHand = computed(() => keys.value[at.value] ?? '');

  function step(by: number): void {
    const next = keys.value[Math.min(keys.value.length - 1, Math.max(0, at.value + by))];
    if (next === undefined) return;
    chosen.value = next;
    void nextTick(() => document.querySelector(`[data-row="${CSS.escape(next)}"]`)?.scrollIntoView({ block: 'nearest' }));
  }

  return { inHand, at, step };
}
