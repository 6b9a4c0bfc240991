import { onScopeDispose, ref, shallowRef, watch, type Ref, type WatchSource } from 'vue';
import { ProblemError, type Problem } from '@/api/problem';

export interface Fetched<T> {
  /** What was got last; stays on screen while it is got again. */
  readonly data: Readonly<Ref<T | null>>;
  readonly problem: Readonly<Ref<Problem | null>>;
  readonly loading: Readonly<Ref<boolean>>;
  again(): Promise<void>;
  /** Puts what another request answered in its place. */
  take(fresh: T): void;
}

/**
 * Gets something now and whenever `on` changes; an answer that was overtaken is dropped. While the server is away the request
 * waits, so that `loading` lasts until it is back; a refusal ends up in `problem`.
 */
export function useFetched<T>(get: () => Promise<T> | null, on: WatchSource = () => 0): Fetched<T> {
  const data = shallowRef<T | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const loading = ref(true);
  let last = 0;

  async function again(): Promise<void> {
    last += 1;
    const mine = last;
    loading.value = true;
    try {
      const asked = get();
      const got = asked === null ? null : await asked;
      if (mine !== last) return;
      data.value = got;
      problem.value = null;
    } catch (error) {
      if (mine !== last) return;
      if (!(error instanceof ProblemError)) throw error;
      problem.value = error.problem;
    } finally {
      if (mine === last) loading.value = false;
    }
  }

  watch(on, () => void again(), { immediate: true });
  onScopeDispose(() => (last += 1));
  return {
    data,
    problem,
    loading,
    again,
    take(fresh) {
      last += 1;
      data.value = fresh;
      loading.value = false;
    },
  };
}
