import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { newId } from '@/api/ids';
import type { Scanned } from '@/api/model';
import { ProblemError } from '@/api/problem';
import { handoffs, type Side } from '@/api/rooms';
import { connection } from '@/api/transport';
import { useSession } from '@/stores/session';
import { useAttempt } from '@/use/attempt';
import { useFetched } from '@/use/fetched';
import { useText } from '@/use/text';
import { useToasts } from '@/use/toasts';

/** What the last scan came to, shown large until the next. */
export interface Answer {
  readonly event: string;
  readonly number: string;
  readonly state: string;
  readonly sentence: string;
  readonly undoable: boolean;
}

/** How late, in ms, one side sees at most what the other scanned. */
const followMs = 3000;

const stateOf: Record<Scanned['outcome'], string> = { applied: 'ok', repeated: 'doubt', surplus: 'surplus', impossible: 'bad', refused: 'refused' };

/** One handoff and what one side does with the things in its hand. */
export function useHandoff(key: Ref<string>) {
  const { t } = useText();
  const { say } = useToasts();
  const attempt = useAttempt();
  const session = useSession();
  const fetched = useFetched(() => (key.value ? handoffs.get(key.value) : null), key);
  const side = ref<Side>('giver');
  const typed = ref('');
  const last = ref<Answer | null>(null);
  const sending = ref(0);

  watch(key, () => {
    last.value = null;
    typed.value = '';
  });
  watch(fetched.data, (now, before) => {
    if (now && now.row.key !== before?.row.key) side.value = now.row.to === session.who?.office.code ? 'receiver' : 'giver';
  });

  /** The other side scans too: an open handoff that somebody looks at is asked for again, unless something is under way here. */
  const timer = window.setInterval(() => {
    if (fetched.data.value?.row.state !== 'open' || document.hidden || sending.value > 0 || fetched.loading.value || connection.away) return;
    void fetched.again();
  }, followMs);
  onScopeDispose(() => window.clearInterval(timer));

  function tell(event: string, scans: readonly Scanned[]): void {
    const first = scans[0];
    if (!first) return;
    const number = scans.length > 1 ? `${first.short_number} +${scans.length - 1}` : first.short_number;
    last.value = { event, number, state: stateOf[first.outcome], sentence: first.sentence || t(`handoff.${first.outcome}`, { number }), undoable: first.new && first.outcome !== 'impossible' };
  }

  async function scan(given: string, reason = ''): Promise<void> {
    const text = given.trim();
    const handoff = fetched.data.value?.row.key;
    if (!text || !handoff) return;
    typed.value = '';
    const event = newId();
    sending.value += 1;
    try {
      tell(event, await handoffs.scan(handoff, event, text, side.value, reason ? 'refused' : side.value === 'giver' ? 'signed-out' : 'signed-in', reason));
      await fetched.again();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      last.value = { event, number: text, state: 'bad', sentence: error.problem.sentence || t('link.refused'), undoable: false };
    } finally {
      sending.value -= 1;
    }
  }

  async function undo(): Promise<void> {
    const answer = last.value;
    const handoff = fetched.data.value?.row.key;
    if (!answer?.undoable || !handoff) return;
    const fresh = await attempt(() => handoffs.undo(handoff, answer.event, t('handoff.undoReason')));
    if (!fresh) return;
    fetched.take(fresh);
    last.value = null;
    say({ tone: 'ok', sentence: t('handoff.undone', { number: answer.number }) });
  }

  return { ...fetched, side, typed, last, sending, scan, undo };
}
