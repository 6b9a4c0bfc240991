import { computed, onMounted, reactive, ref, type Ref } from 'vue';
import type { ScanJob, Scanner } from '@/api/model';
import { scans, type ScanSettings } from '@/api/scans';
import { ProblemError } from '@/api/problem';
import { useAttempt } from '@/use/attempt';
import { shelf } from './shelf';

const place = 'daiban.scan';
/** For paper in an empty feeder, seconds. */
const patience = 120;

/** How this counter scanned last: the device and its settings, nothing else. */
function kept(): ScanSettings {
  const usual: ScanSettings = { scanner: '', source: 'auto', dpi: 300, mode: 'color' };
  try {
    return { ...usual, ...(JSON.parse(shelf.read('localStorage', place) ?? '{}') as Partial<ScanSettings>) };
  } catch {
    return usual;
  }
}

/** The scanners of the station and the scan under way, into an intake or a batch. */
export function useScanner(into: Ref<string | undefined>, kind: 'intake' | 'batch' = 'intake') {
  const attempt = useAttempt();
  const scanners = ref<Scanner[]>([]);
  const settings = reactive({ ...kept() });
  const jobs = ref<ScanJob[]>([]);
  const starting = ref(false);

  const usable = computed(() => scanners.value.filter((each) => each.state !== 'offline'));
  const chosen = computed(() => usable.value.find((each) => each.name === settings.scanner) ?? usable.value[0]);
  const job = computed(() => jobs.value.find((each) => each[kind] === into.value));
  const running = computed(() => job.value?.state === 'running');

  async function look(again?: 'again'): Promise<void> {
    try {
      scanners.value = await scans.scanners(again);
    } catch (error) {
      // Without scanners papers still come as files; whoever scans is told then.
      if (!(error instanceof ProblemError)) throw error;
    }
  }

  onMounted(() => look());

  function take(fresh: ScanJob): void {
    jobs.value = [...jobs.value.filter((each) => each.id !== fresh.id && each[kind] !== fresh[kind]), fresh];
  }

  function keep(change: Partial<ScanSettings>): void {
    Object.assign(settings, change);
    shelf.keep('localStorage', place, JSON.stringify(settings));
  }

  async function begin(mine: string): Promise<void> {
    if (!chosen.value || starting.value || running.value) return;
    starting.value = true;
    const device = chosen.value.name;
    const begun = await attempt(() => scans.begin({ [kind]: mine }, { ...settings, scanner: device }, patience));
    starting.value = false;
    if (begun) take(begun);
  }

  async function stop(): Promise<void> {
    const mine = job.value;
    const told = mine && (await attempt(() => scans.cancel(mine.id)));
    if (told) take(told);
  }

  function forget(): void {
    jobs.value = jobs.value.filter((each) => each[kind] !== into.value);
  }

  return { usable, chosen, settings, job, running, starting, take, keep, begin, stop, look, forget };
}
