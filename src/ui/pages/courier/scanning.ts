import { computed, onScopeDispose, ref, shallowRef, type ComputedRef } from 'vue';
import type { Answer } from './answer';
import { feel } from './feel';
import { findRound, heart, lastOf, onAnswers, rounds, scan, takeBack } from './heart';
import { labelFrom, shortNumberTyped, type Label } from './labels';
import { go } from './place';
import type { Deed, Round, Verdict } from './records';
import { countsOf, rowsOf } from './rows';
import { clock, kindWord, t } from './text';

/** What the next things scanned are: signed for as usual, refused for a reason, or taken back. */
export type Mode = { readonly kind: 'sign' } | { readonly kind: 'refuse'; readonly reason: string } | { readonly kind: 'back' };

const words: Record<Verdict, 'saidGiven' | 'saidTaken' | 'saidRefused'> = { 'signed-out': 'saidGiven', 'signed-in': 'saidTaken', refused: 'saidRefused' };

/** Scanning on one handoff: what is judged here at once, what is kept, and what the answer from afar changes of it. */
export function useScanning(round: ComputedRef<Round>) {
  const idle: Answer = { tone: 'none', big: t('scanIdle'), word: '', detail: '', ways: [] };
  const answer = shallowRef<Answer>(idle);
  const mode = ref<Mode>({ kind: 'sign' });
  /** The number of the last hit, and whether it was seen again only. */
  const last = ref('');
  const again = ref(false);
  const rows = computed(() => rowsOf(round.value));
  const counts = computed(() => countsOf(rows.value));
  const giver = computed(() => round.value.side === 'giver');
  let lastId = '';

  const rest = (): void => void (answer.value = idle);
  function say(tone: Answer['tone'], big: string, word: string, detail: string, ways: Answer['ways'] = []): void {
    answer.value = { tone, big, word, detail, ways };
    if (tone !== 'none') feel(tone);
  }
  const leave = { label: t('understood'), go: rest };

  function verdictNow(): Verdict {
    if (mode.value.kind === 'refuse') return 'refused';
    if (mode.value.kind === 'back') return 'signed-in';
    return giver.value ? 'signed-out' : 'signed-in';
  }

  function wordOf(deed: Pick<Deed, 'verdict' | 'side'>): string {
    return t(deed.side === 'giver' && deed.verdict === 'signed-in' ? 'saidTakenBack' : words[deed.verdict]);
  }

  function sayOwnSheet(): void {
    const left = rows.value.filter((row) => row.state === 'expected');
    if (giver.value || left.length === 0) return say('seen', t('saidSheet'), '', t('saidSheetGive'), []);
    say('seen', t('saidSheet'), '', t('saidSheetSay', { count: left.length }), [
      { label: t('oneByOne'), go: rest },
      { label: t('allOfSheet', { count: left.length }), main: true, go: () => void takeAll(left.map((row) => ({ given: row.number, thing: row.thing, number: row.number }))) },
    ]);
  }

  async function takeAll(labels: readonly Label[]): Promise<void> {
    await scan(round.value.key, labels, 'signed-in');
    say('ok', t('roundCount', { count: labels.length }), t('saidTaken'), '');
  }

  /** A sheet of another handoff that is on the phone. */
  const otherSheet = (label: Label): Round | undefined => (label.thing ? [...rounds.values()].find((each) => each.sheet === label.thing) : undefined);

  async function take(label: Label): Promise<void> {
    const verdict = verdictNow();
    const before = lastOf(round.value.key, label);
    if (before && before.verdict === verdict && before.outcome !== 'refused' && before.state !== 'problem') {
      [last.value, again.value] = [before.label, true];
      return say('seen', before.label, t('saidSeen'), t('saidSeenSay', { time: clock(before.at), what: wordOf(before) }));
    }
    const line = round.value.lines.find((each) => each.number === label.number || (label.thing !== '' && each.thing === label.thing));
    const surplus = !giver.value && verdict === 'signed-in' && (!line || line.state === 'surplus');
    const reason = mode.value.kind === 'refuse' ? mode.value.reason : '';
    const [kept] = await scan(round.value.key, [label], verdict, reason);
    if (!kept) return;
    [last.value, again.value, lastId] = [kept.label, false, kept.id];
    if (mode.value.kind !== 'sign') mode.value = { kind: 'sign' };
    const nth = verdict === 'refused' ? reason : t('saidNth', { count: giver.value ? counts.value.given : counts.value.taken });
    if (surplus) {
      return say('seen', kept.label, t('saidSurplus'), t('saidSurplusSay'), [
        { label: t('undoThis'), go: () => void undo(kept.id) },
        { label: t('keepThis'), main: true, go: rest },
      ]);
    }
    say(verdict === 'refused' || (giver.value && verdict === 'signed-in') ? 'seen' : 'ok', kept.label, wordOf(kept), [kindWord(kept.kind), clock(kept.at), nth].filter(Boolean).join('　'));
  }

  /** One code or number, whoever read it; one after another, so that each is on the disk before the next is judged. */
  let queue: Promise<void> = Promise.resolve();
  function seen(text: string, how: 'seen' | 'typed' = 'seen'): Promise<void> {
    queue = queue.then(() => judge(text, how)).catch((error: unknown) => {
      console.warn(error);
      say('foreign', t('saidNotKept'), '', t('saidNotKeptSay'), [leave]);
    });
    return queue;
  }

  async function judge(text: string, how: 'seen' | 'typed'): Promise<void> {
    const label = await labelFrom(text);
    if (!label) {
      if (how === 'typed' || (/^[\w-]{9,11}$/.test(text) && !shortNumberTyped(text))) return say('foreign', t('saidWrongCheck'), '', t('saidWrongCheckSay'));
      return say('foreign', t('saidUnknown'), '', t('saidUnknownSay'));
    }
    if (label.thing && label.thing === round.value.sheet) return sayOwnSheet();
    const other = otherSheet(label);
    if (!other) return take(label);
    say('seen', t('saidOtherSheet'), other.number, t('saidOtherSheetSay'), [
      { label: t('stayHere'), go: rest },
      { label: t('openOther'), main: true, go: () => void findRound(other.key).then(() => go('scan', other.key)) },
    ]);
  }

  async function undo(id: string, reason = t('undoReason')): Promise<void> {
    const row = rows.value.find((each) => each.mine?.id === id);
    if (!row?.mine) return rest();
    await takeBack(row.mine, reason);
    say('seen', row.number, t('stateTakenBack'), '');
  }

  /** The server's word comes after the hand has moved on: only what is amiss takes the panel again. */
  onScopeDispose(
    onAnswers((answered) => {
      const found = answered.find((deed) => deed.round === round.value.key && deed.type === 'scan' && !deed.undone && (deed.state === 'problem' || deed.outcome === 'impossible' || deed.outcome === 'refused'));
      if (!found || found.id !== lastId) {
        if (found) feel('foreign');
        return;
      }
      say('foreign', found.label, t(found.outcome === 'impossible' ? 'saidAlarm' : 'saidServerNo'), found.sentence, [
        { label: t('undoThis'), danger: true, go: () => void undo(found.id) },
        { label: t('keepThis'), go: rest },
      ]);
    }),
  );

  /** What was done last and may be undone. */
  const undoable = computed(() => rows.value.find((row) => row.number === last.value && row.mine));
  const offlineNote = computed(() => (heart.link === 'down' ? t('saidOffline') : ''));

  return { answer, mode, rows, counts, giver, last, again, undoable, offlineNote, seen, undo, rest };
}
