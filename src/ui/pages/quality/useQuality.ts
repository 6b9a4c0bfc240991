import { computed, onScopeDispose, ref } from 'vue';
import { newId } from '@/api/ids';
import type { ArchiveDefect, Quality, QualityPage, SampledPage } from '@/api/model';
import { quality, type QualityScope } from '@/api/quality';
import { useAttempt } from '@/use/attempt';
import { useFetched } from '@/use/fetched';

/** A row of the list: a page that machines find something wrong with, or one of the sample. */
export interface QualityRow {
  readonly id: string;
  readonly page: QualityPage | null;
  readonly sampled: SampledPage | null;
}

/** The report of a case or a day, and what a supervisor does about it. */
export function useQuality(scope: () => QualityScope) {
  const attempt = useAttempt();
  const report = useFetched<Quality>(() => quality.get(scope()), () => JSON.stringify(scope()));
  const left = ref<number | null>(null);
  const busy = ref(false);
  let stopped = false;

  /** Of the page in the list, what was said of it if it is in the sample. */
  const found = computed<QualityRow[]>(() =>
    (report.data.value?.pages ?? []).filter((page) => page.defects.length > 0 || page.failure).map((page) => ({ id: page.page, page, sampled: sampledOf(page.page) })),
  );
  const sample = computed<QualityRow[]>(() =>
    (report.data.value?.sample ?? []).map((sampled) => ({ id: sampled.page, page: sampled.at === null ? null : (report.data.value?.pages[sampled.at] ?? null), sampled })),
  );
  const sampledOf = (page: string): SampledPage | null => report.data.value?.sample.find((each) => each.page === page) ?? null;

  /** Machines look at what none looked at; `left` counts down, stop() ends it. */
  async function check(): Promise<void> {
    stopped = false;
    busy.value = true;
    const asked = scope();
    for (let more = true; more && !stopped; ) {
      const now = await attempt(() => quality.check(asked));
      left.value = now;
      more = now !== null && now > 0;
    }
    left.value = null;
    busy.value = false;
    if (!closed) await report.again();
  }

  async function draw(): Promise<number | null> {
    busy.value = true;
    const drawn = await attempt(() => quality.draw(scope()));
    if (drawn !== null) await report.again();
    busy.value = false;
    return drawn;
  }

  async function judge(sampled: SampledPage, defects: ArchiveDefect[], note: string): Promise<boolean> {
    const kept = await attempt(async () => {
      await quality.judge(newId(), sampled.sample, sampled.page, defects, note);
      return true;
    });
    if (kept) await report.again();
    return kept === true;
  }

  let closed = false;
  onScopeDispose(() => (closed = stopped = true));
  return { report, found, sample, left, busy, check, stop: () => (stopped = true), draw, judge };
}
