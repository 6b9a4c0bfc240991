import { computed, shallowRef } from 'vue';
import { station as getStation } from '@/api/session';
import type { Office, Station } from '@/api/model';

const known = shallowRef<Station | null>(null);
let asked: Promise<unknown> | null = null;

/** What there is at this station; asked once a page load, and again by `again` (a printer was switched on). */
export function useStation() {
  const again = (): Promise<unknown> => {
    asked = getStation().then(
      (told) => (known.value = told),
      () => (asked = null),
    );
    return asked;
  };
  if (!asked) void again();
  const officeOf = (code: string): Office | undefined => known.value?.offices.find((each) => each.code === code);
  return {
    station: known,
    again,
    officeOf,
    officeName: (code: string): string => officeOf(code)?.name ?? code,
    communities: computed(() => (known.value?.offices ?? []).filter((each) => each.kind === 'community' && !each.closed)),
  };
}
