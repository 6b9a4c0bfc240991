import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { batches } from '@/api/batches';
import type { Stream } from '@/api/events';
import { newId } from '@/api/ids';
import type { Batch, BatchPage, BatchSection, ScanJob } from '@/api/model';
import { upload } from '@/api/uploads';
import { useAttempt } from '@/use/attempt';
import { useText } from '@/use/text';
import { useToasts } from '@/use/toasts';

/** A batch as the server has it, got again when it changed; and what a person does with it. */
export function useBatch(id: Ref<string | undefined>, onJob: (job: ScanJob) => void) {
  const attempt = useAttempt();
  const { t } = useText();
  const { say } = useToasts();
  const batch = shallowRef<Batch | null>(null);
  const sending = ref(0);
  const busy = ref(false);
  let stream: Stream | null = null;
  let asking = false;
  let again = false;

  /** One question at a time: pages come faster than answers. */
  async function refresh(): Promise<void> {
    again = asking;
    if (asking || !id.value) return;
    asking = true;
    const mine = id.value;
    try {
      const fresh = await attempt(() => batches.get(mine));
      if (fresh && mine === id.value) batch.value = fresh;
    } finally {
      asking = false;
    }
    if (again) void refresh();
  }

  watch(
    id,
    (mine) => {
      stream?.close();
      stream = null;
      batch.value = null;
      if (!mine) return;
      stream = batches.follow(mine, { changed: () => void refresh(), job: onJob });
      void refresh();
    },
    { immediate: true },
  );
  onScopeDispose(() => stream?.close());

  async function act(deed: (mine: string) => Promise<Batch>): Promise<boolean> {
    const mine = id.value;
    if (!mine) return false;
    busy.value = true;
    try {
      const fresh = await attempt(() => deed(mine));
      if (fresh && mine === id.value) batch.value = fresh;
      return !!fresh;
    } finally {
      busy.value = false;
    }
  }

  /** One after the other: the stack's order is the files' order. */
  async function send(mine: string, files: readonly File[]): Promise<void> {
    const told: string[] = [];
    sending.value += files.length;
    for (const file of files) {
      const name = newId();
      const kept = await attempt(async () => {
        await upload(name, file, file.name, () => undefined);
        return batches.addPages(mine, [name]);
      }).finally(() => (sending.value -= 1));
      if (kept && mine === id.value) batch.value = kept.batch;
      if (kept) told.push(...kept.refused.map((each) => each.detail));
    }
    if (told.length > 0) say({ tone: 'bad', sentence: told.join(' ') });
  }

  async function take(): Promise<void> {
    const mine = id.value;
    // Twice pressed is once meant: the second would say that nothing was taken.
    if (!mine || busy.value) return;
    busy.value = true;
    const taken = await attempt(() => batches.take(mine)).finally(() => (busy.value = false));
    if (!taken) return;
    if (mine === id.value) batch.value = taken.batch;
    if (taken.refused.length > 0) say({ tone: 'bad', sentence: taken.refused.map((each) => each.sentence).join(' ') });
    else say({ tone: 'ok', sentence: t('batch.took', { count: taken.taken.length }) });
  }

  const pages = computed(() => new Map((batch.value?.pages ?? []).map((page): [string, BatchPage] => [page.id, page])));
  const sections = computed<readonly BatchSection[]>(() => batch.value?.sections ?? []);
  return { batch, pages, sections, sending, busy, act, send, take };
}
