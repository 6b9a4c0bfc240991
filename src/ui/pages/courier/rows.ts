import { deeds, lastOf } from './heart';
import type { Deed, Line, Planned, Round } from './records';

/** expected: the other side gave it, this side has said nothing. alarm: the books speak against it. problem: not taken by the server. */
export type RowState = 'expected' | 'given' | 'taken' | 'short' | 'surplus' | 'refused' | 'taken-back' | 'alarm' | 'problem';

export interface Row {
  readonly number: string;
  readonly thing: string;
  readonly kind: string;
  readonly state: RowState;
  readonly line: Line | undefined;
  /** What this phone did last with it and stands. */
  readonly mine: Deed | undefined;
  readonly waits: boolean;
}

const byBooks: Record<string, RowState> = { confirmed: 'taken', missing: 'short', surplus: 'surplus', refused: 'refused', 'taken-back': 'taken-back', impossible: 'alarm', dismissed: 'taken-back' };

function booksOf(round: Round, line: Line | undefined): RowState | undefined {
  if (!line) return undefined;
  if (line.alarm && !line.settled) return 'alarm';
  if (line.state === 'in-transit') return round.side === 'giver' ? 'given' : 'expected';
  return byBooks[line.state] ?? 'alarm';
}

/** What a scan that is on its way will most likely make of it. */
function soon(round: Round, line: Line | undefined, deed: Deed): RowState {
  if (deed.verdict === 'refused') return 'refused';
  if (round.side === 'giver') return deed.verdict === 'signed-in' ? 'taken-back' : line?.state === 'surplus' ? 'taken' : 'given';
  return line && ['in-transit', 'refused', 'missing', 'confirmed'].includes(line.state) ? 'taken' : 'surplus';
}

/** A scan of this phone that was taken back while the books do not know yet. */
function undoing(round: Round, number: string): boolean {
  return deeds.some((deed) => deed.type === 'undo' && deed.state === 'waiting' && deed.round === round.key && deed.label === number);
}

function rowOf(round: Round, number: string): Row | undefined {
  const line = round.lines.find((each) => each.number === number || each.thing === number);
  const mine = lastOf(round.key, { number, thing: line?.thing ?? '' });
  let state = booksOf(round, line);
  if (mine?.state === 'waiting') state = soon(round, line, mine);
  else if (mine?.state === 'problem' || mine?.outcome === 'refused') state = 'problem';
  else if (!mine && undoing(round, number)) state = round.side === 'giver' ? 'taken-back' : line?.said.some((each) => each.side === 'giver') ? 'expected' : 'taken-back';
  if (!state) {
    if (!mine && !deeds.some((deed) => deed.round === round.key && deed.label === number)) return undefined;
    state = mine ? soon(round, line, mine) : 'taken-back';
  }
  return { number, thing: line?.thing ?? mine?.thing ?? '', kind: line?.kind || mine?.kind || '', state, line, mine, waits: mine?.state === 'waiting' || (!mine && undoing(round, number)) };
}

/** In the order they first came. */
export function rowsOf(round: Round): Row[] {
  return round.order.flatMap((number) => rowOf(round, number) ?? []);
}

/** What the giver is to give and has not scanned, here or elsewhere. */
export function plannedOf(round: Round): Planned[] {
  if (round.side !== 'giver' || round.state !== 'open') return [];
  return (round.planned ?? []).filter((each) => !round.order.includes(each.number));
}

export interface Counts {
  readonly given: number;
  readonly taken: number;
  readonly short: number;
  readonly surplus: number;
  readonly refused: number;
  /** Alarms and what the server did not take. */
  readonly wrong: number;
  readonly expected: number;
}

export function countsOf(rows: readonly Row[]): Counts {
  const of = (...states: RowState[]): number => rows.filter((row) => states.includes(row.state)).length;
  return {
    given: rows.filter((row) => ['given', 'expected', 'taken', 'short', 'refused'].includes(row.state)).length,
    taken: of('taken'),
    short: of('short', 'expected'),
    surplus: of('surplus'),
    refused: of('refused'),
    wrong: of('alarm', 'problem'),
    expected: of('expected'),
  };
}

/** What a person has to read: answers that did not agree, and things the other side did not take. */
export interface Conflict {
  readonly id: string;
  readonly round: Round;
  readonly number: string;
  readonly kind: string;
  readonly what: 'alarm' | 'refused-by-server' | 'surplus' | 'not-taken' | 'problem' | 'opening' | 'signing';
  readonly sentence: string;
  readonly mine: Deed;
  readonly line: Line | undefined;
}

export function conflictOf(deed: Deed, round: Round | undefined): Conflict | undefined {
  if (!round || deed.read || deed.undone) return undefined;
  const line = round.lines.find((each) => each.thing === deed.thing || each.number === deed.label);
  const conflict = (what: Conflict['what'], sentence = deed.sentence): Conflict => ({ id: deed.id, round, number: deed.label, kind: deed.kind, what, sentence, mine: deed, line });
  if (deed.state === 'problem') return conflict(deed.type === 'open' ? 'opening' : deed.type === 'sign' ? 'signing' : 'problem');
  if (deed.type !== 'scan' || deed.state !== 'answered') return undefined;
  if (line?.settled) return undefined;
  if (deed.outcome === 'impossible' || line?.alarm) return conflict('alarm');
  if (deed.outcome === 'refused') return conflict('refused-by-server');
  if (round.side === 'giver' && line?.state === 'refused') return conflict('not-taken', '');
  if (deed.side === 'receiver' && line?.state === 'surplus') return conflict('surplus');
  return undefined;
}
