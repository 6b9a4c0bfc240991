import { computed } from 'vue';
import { deeds, rounds } from './heart';
import { conflictOf, type Conflict } from './rows';

/** What a person has still to read, one for each thing: the newest word counts. */
export const conflicts = computed<readonly Conflict[]>(() => {
  const by = new Map<string, Conflict>();
  for (const deed of deeds) {
    const found = conflictOf(deed, rounds.get(deed.round));
    if (found) by.set(`${deed.round} ${deed.type === 'open' ? 'open' : deed.label}`, found);
  }
  return [...by.values()];
});
