import { computed, ref, type Ref, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useSession } from '@/stores/session';

/**
 * Filters and selection that live in the address (`one`): a reload, a bookmark and the browser's way back keep them. Only numbers
 * and codes go there. What a person typed to look for somebody may be a name: it is kept with the entry of this browser's history
 * (`kept`), which survives a reload and stands in no address and no log.
 */
export function useQuery() {
  const route = useRoute();
  const router = useRouter();
  const here = route.name;
  const account = useSession().who?.account ?? '';

  const read = (name: string): string => {
    const told = route.query[name];
    return (Array.isArray(told) ? told[0] : told) ?? '';
  };

  /** Changes several at once; an empty one leaves the address. */
  function write(to: Record<string, string>): void {
    if (route.name !== here) return;
    const query = { ...route.query, ...to };
    for (const name of Object.keys(query)) if (!query[name]) delete query[name];
    void router.replace({ query });
  }

  const one = (name: string, otherwise = ''): WritableComputedRef<string> =>
    computed({ get: () => read(name) || otherwise, set: (value) => write({ [name]: value === otherwise ? '' : value }) });

  function kept(name: string): Ref<string> {
    const told = window.history.state as Record<string, unknown> | null;
    // What one person looked for is not shown to the next who signs in at this browser and goes back.
    const mine = !told?.['of'] || told['of'] === account;
    const first = told?.[name];
    const value = ref(mine && typeof first === 'string' ? first : '');
    return computed({
      get: () => value.value,
      set: (fresh) => {
        value.value = fresh;
        window.history.replaceState({ ...window.history.state, [name]: fresh, of: account }, '');
      },
    });
  }

  return { one, kept, write };
}
