import { ref, watch, type Ref } from 'vue';

/** What stands in a field to look for something; `q` follows once nobody has typed for `wait` ms. */
export function useTyped(q: Ref<string>, wait: number): Ref<string> {
  const typed = ref(q.value);
  let timer = 0;
  watch(typed, (now) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (q.value = now.trim()), wait);
  });
  return typed;
}
