import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { newId } from '@/api/ids';
import { intakes } from '@/api/intakes';
import type { Intake, Page, ScanJob } from '@/api/model';
import type { Stream } from '@/api/events';
import { useAttempt } from '@/use/attempt';

export interface CurrentIntake {
  readonly intake: Ref<Intake | null>;
  readonly loading: Ref<boolean>;
  /** When the last change was acknowledged, ms; 0: nothing yet. */
  readonly savedAt: Ref<number>;
  readonly pending: Ref<number>;
  /** The intake's id; makes it on the server first if it is new. */
  ensure: (item?: string) => Promise<string | null>;
  /** Runs a change that answers with the intake as it is then. */
  act: (deed: (id: string) => Promise<Intake>) => Promise<Intake | null>;
  take: (fresh: Intake) => void;
}

/** At least so long, in ms, from one request for news to the next: a batch's pages are read faster than a screen need be drawn. */
const pause = 150;

/** The intake in hand: fetched, followed by its events, changed through `act`. */
export function useIntake(
  id: Ref<string | undefined>,
  opened: (id: string) => void,
  changed: () => void,
  scanned: (job: ScanJob) => void,
): CurrentIntake {
  const attempt = useAttempt();
  const intake = ref<Intake | null>(null);
  const loading = ref(false);
  const savedAt = ref(0);
  const pending = ref(0);
  let stream: Stream | null = null;
  let followed = '';
  let opening: Promise<string | null> | null = null;
  let timer = 0;
  /** When news was last followed, ms. */
  let asked = -pause;

  function take(fresh: Intake): void {
    if (fresh.id !== followed) return;
    // Answers may overtake one another; an older one is not shown again.
    if (!intake.value || intake.value.id !== fresh.id || fresh.version >= intake.value.version) intake.value = fresh;
    changed();
  }

  function takePage(page: Page): void {
    const pages = intake.value?.pages;
    const at = pages?.findIndex((each) => each.id === page.id) ?? -1;
    if (pages && at >= 0) pages[at] = page;
  }

  async function fetchIt(): Promise<void> {
    const wanted = followed;
    if (!wanted) return;
    const fresh = await attempt(() => intakes.get(wanted));
    if (fresh && wanted === followed) take(fresh);
  }

  /** News is followed at once; what comes soon after it, as when a batch comes in, costs one more request. */
  function fetchSoon(): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      asked = performance.now();
      void fetchIt();
    }, Math.max(0, asked + pause - performance.now()));
  }

  function follow(wanted: string): void {
    stream?.close();
    followed = wanted;
    stream = intakes.follow(wanted, { page: takePage, changed: fetchSoon, job: scanned });
  }

  function leave(): void {
    stream?.close();
    stream = null;
    followed = '';
    window.clearTimeout(timer);
  }

  watch(
    id,
    async (wanted) => {
      if (wanted === followed && wanted) return;
      leave();
      intake.value = null;
      savedAt.value = 0;
      if (!wanted) return;
      loading.value = true;
      follow(wanted);
      await fetchIt();
      loading.value = false;
    },
    { immediate: true },
  );

  async function open(item?: string): Promise<string | null> {
    const fresh = newId();
    const made = await attempt(() => intakes.open(fresh, item));
    if (!made) return null;
    follow(fresh);
    take(made);
    savedAt.value = Date.now();
    opened(fresh);
    return fresh;
  }

  async function ensure(item?: string): Promise<string | null> {
    if (followed) return followed;
    opening ??= open(item);
    const made = await opening;
    opening = null;
    return made;
  }

  async function act(deed: (id: string) => Promise<Intake>): Promise<Intake | null> {
    const wanted = await ensure();
    if (!wanted) return null;
    pending.value += 1;
    const fresh = await attempt(() => deed(wanted));
    pending.value -= 1;
    if (!fresh) return null;
    savedAt.value = Date.now();
    take(fresh);
    return fresh;
  }

  onScopeDispose(leave);
  return { intake, loading, savedAt, pending, ensure, act, take };
}
