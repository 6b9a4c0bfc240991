import { onScopeDispose, ref, type Ref } from 'vue';
import { intakes } from '@/api/intakes';
import type { IntakeSummary } from '@/api/model';
import { ProblemError } from '@/api/problem';

/** Others are read on as well, and other counters add to the list: asked anew this often while something is read, else. */
const lively = 2000;
const calm = 15000;

/** The residents whose intakes are open, in the order they came. */
export function useStrip(): { strip: Ref<IntakeSummary[]>; refresh: () => Promise<void> } {
  const strip = ref<IntakeSummary[]>([]);
  let timer = 0;
  let gone = false;
  let asking = false;

  async function refresh(): Promise<void> {
    if (asking) return;
    asking = true;
    window.clearTimeout(timer);
    try {
      // Newest first on the wire; on screen nobody moves when somebody comes.
      strip.value = [...(await intakes.list())].reverse();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    } finally {
      asking = false;
      if (!gone) timer = window.setTimeout(refresh, strip.value.some((each) => each.reading > 0) ? lively : calm);
    }
  }

  onScopeDispose(() => {
    gone = true;
    window.clearTimeout(timer);
  });
  void refresh();
  return { strip, refresh };
}
