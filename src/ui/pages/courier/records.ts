import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';

/**
 * What the phone keeps: numbers, offices, times. No name, no number of a person and no account: whose scans they are is
 * kept as a hash, so that nobody sends another's as his own.
 */

export type Side = 'giver' | 'receiver';
export type Verdict = 'signed-out' | 'signed-in' | 'refused';
export type Said = { readonly side: Side; readonly verdict: Verdict; readonly at: string };

/** A thing on a handoff's sheet, as the server told it last. */
export interface Line {
  thing: string;
  number: string;
  kind: string;
  state: string;
  alarm: boolean;
  settled: boolean;
  said: Said[];
}

/** A thing that is to go on a handoff, by its label. */
export interface Planned {
  readonly thing: string;
  readonly number: string;
  readonly kind: string;
}

/** That somebody signed for a side; whether it was who is signed in here. His name and hand stay on the server. */
export interface Signed {
  readonly side: Side;
  readonly at: string;
  readonly mine: boolean;
}

export interface Round {
  key: string;
  /** Empty until the server has numbered it. */
  number: string;
  from: string;
  fromName: string;
  to: string;
  toName: string;
  side: Side;
  /** The id on its sheet. */
  sheet: string;
  state: 'open' | 'closed';
  opened: string;
  lines: Line[];
  /** Numbers as they first came: rows never change their places. */
  order: string[];
  /** What is to be given and nobody has scanned. Like `signed` not in rounds from before version 2. */
  planned?: Planned[];
  signed?: Signed[];
}

/** Waiting until the server has answered; `withdrawn`: taken back before it was ever sent. */
export type DeedState = 'waiting' | 'answered' | 'problem' | 'withdrawn';

/** One thing done on the phone, kept before it is shown as done. */
export interface Deed {
  id: string;
  type: 'open' | 'scan' | 'undo' | 'sign';
  round: string;
  /** Order of everything done on this phone. */
  place: number;
  /** Of scans and what undoes them: its place among this phone's of the handoff, from 1. */
  number: number;
  given: string;
  thing: string;
  label: string;
  kind: string;
  side: Side;
  verdict: Verdict;
  reason: string;
  at: string;
  owner: string;
  state: DeedState;
  tries: number;
  outcome: string;
  sentence: string;
  /** Of undoing: the scan. */
  undoes: string;
  /** Of a scan: it was taken back. */
  undone: boolean;
  /** A person has read what did not agree. */
  read: boolean;
}

export interface OfficeFact {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
}

/** Who works with this phone, as far as it must know without the server. */
export interface Me {
  readonly owner: string;
  readonly office: string;
  readonly officeName: string;
  readonly verbs: readonly string[];
  /** Whether handoffs opened here are carried by who opened them. */
  readonly carries: boolean;
}

interface Facts {
  device: string;
  place: number;
  me: Me;
  offices: readonly OfficeFact[];
}

interface Shape extends DBSchema {
  facts: { key: string; value: Facts[keyof Facts] };
  numbers: { key: string; value: number };
  rounds: { key: string; value: Round };
  deeds: { key: string; value: Deed };
  /** What was drawn, by its deed, as long as that waits and no longer. */
  pictures: { key: string; value: ArrayBuffer };
}

const name = 'daiban-courier';
/** Raised with a step in `upgrade`; no step ever drops a store. */
const version = 2;
const days = 24 * 3600 * 1000;
/** What was answered is looked up for a month. */
const keptFor = 30 * days;

let opened: Promise<IDBPDatabase<Shape>> | undefined;

/** What was undone before version 2 waits without a number and a label to be sent under. */
async function numberUndoings(work: IDBPTransaction<Shape, StoreNames<Shape>[], 'versionchange'>): Promise<void> {
  const undoings = (await work.objectStore('deeds').getAll()).filter((deed) => deed.type === 'undo' && deed.number === 0);
  for (const deed of undoings) {
    const number = ((await work.objectStore('numbers').get(deed.round)) ?? 0) + 1;
    await work.objectStore('numbers').put(number, deed.round);
    await work.objectStore('deeds').put({ ...deed, number, given: deed.given || deed.label });
  }
}

export function records(): Promise<IDBPDatabase<Shape>> {
  opened ??= openDB<Shape>(name, version, {
    async upgrade(database, before, _, work) {
      if (before < 1) {
        database.createObjectStore('facts');
        database.createObjectStore('numbers');
        database.createObjectStore('rounds', { keyPath: 'key' });
        database.createObjectStore('deeds', { keyPath: 'id' });
      }
      if (before < 2) {
        database.createObjectStore('pictures');
        await numberUndoings(work);
      }
    },
    // A newer page in another tab needs a newer version: give way, and open again when asked.
    blocking() {
      void opened?.then((database) => database.close());
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

export async function fact<Name extends keyof Facts>(key: Name): Promise<Facts[Name] | undefined> {
  return (await (await records()).get('facts', key)) as Facts[Name] | undefined;
}

export async function setFact<Name extends keyof Facts>(key: Name, value: Facts[Name]): Promise<void> {
  await (await records()).put('facts', value, key);
}

/** On the disk when it returns: what has been shown as done survives the battery's end. */
const durable = { durability: 'strict' } as const;

/** Numbers that came first stay first, and none is lost to whoever read the round before it came. */
export const inOrder = (before: readonly string[] | undefined, now: readonly string[]): string[] => [...new Set([...(before ?? []), ...now])];

export type NewDeed = Omit<Deed, 'place' | 'number'>;

/** Keeps deeds and gives them their places, with what they change of their round, all or nothing. */
export async function keep(fresh: readonly NewDeed[], change?: { round?: Round; deeds?: readonly Deed[]; picture?: ArrayBuffer }): Promise<Deed[]> {
  const work = (await records()).transaction(['facts', 'numbers', 'deeds', 'rounds', 'pictures'], 'readwrite', durable);
  const facts = work.objectStore('facts');
  const numbers = work.objectStore('numbers');
  let place = ((await facts.get('place')) as number | undefined) ?? 0;
  const kept: Deed[] = [];
  for (const deed of fresh) {
    place += 1;
    let number = 0;
    if (deed.type === 'scan' || deed.type === 'undo') {
      number = ((await numbers.get(deed.round)) ?? 0) + 1;
      await numbers.put(number, deed.round);
    }
    const whole: Deed = { ...deed, place, number };
    await work.objectStore('deeds').put(whole);
    kept.push(whole);
  }
  await facts.put(place, 'place');
  for (const deed of change?.deeds ?? []) await work.objectStore('deeds').put({ ...deed });
  if (change?.round) {
    // Of one that is there only what was scanned is new: its lines are the server's, and may have come meanwhile.
    const there = await work.objectStore('rounds').get(change.round.key);
    await work.objectStore('rounds').put(there ? { ...there, order: inOrder(there.order, change.round.order) } : plain(change.round));
  }
  if (change?.picture && kept[0]) await work.objectStore('pictures').put(change.picture, kept[0].id);
  await work.done;
  return kept;
}

/** Takes back what was never sent; false: another window of this page has sent it meanwhile, and the server has to be told. */
export async function withdraw(id: string): Promise<boolean> {
  const work = (await records()).transaction('deeds', 'readwrite', durable);
  const now = await work.store.get(id);
  const may = now !== undefined && now.state === 'waiting' && now.tries === 0;
  if (may) await work.store.put({ ...now, undone: true, state: 'withdrawn' });
  await work.done;
  return may;
}

/** A copy without anything a page framework put around it. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export async function put(change: { rounds?: readonly Round[]; deeds?: readonly Deed[] }): Promise<void> {
  const work = (await records()).transaction(['deeds', 'rounds', 'pictures'], 'readwrite', durable);
  for (const deed of change.deeds ?? []) {
    await work.objectStore('deeds').put(plain(deed));
    // With the answer its picture goes, whatever the answer is.
    if (deed.type === 'sign' && deed.state !== 'waiting') await work.objectStore('pictures').delete(deed.id);
  }
  for (const round of change.rounds ?? []) {
    const there = await work.objectStore('rounds').get(round.key);
    await work.objectStore('rounds').put({ ...plain(round), order: inOrder(there?.order, round.order) });
  }
  await work.done;
}

export async function pictureOf(deed: Deed): Promise<ArrayBuffer | undefined> {
  return (await records()).get('pictures', deed.id);
}

/** All that is kept; what was answered long ago goes, what was not sent never does. */
export async function readAll(now: number): Promise<{ rounds: Round[]; deeds: Deed[] }> {
  const work = (await records()).transaction(['deeds', 'rounds', 'pictures'], 'readwrite');
  const deeds = await work.objectStore('deeds').getAll();
  const unsent = new Set(deeds.filter((deed) => deed.state === 'waiting').map((deed) => deed.id));
  for (const id of await work.objectStore('pictures').getAllKeys()) if (!unsent.has(id)) await work.objectStore('pictures').delete(id);
  const rounds = await work.objectStore('rounds').getAll();
  const old = (at: string): boolean => now - Date.parse(at) > keptFor;
  const goes = new Set(deeds.filter((deed) => (deed.state === 'answered' || deed.state === 'withdrawn') && old(deed.at)).map((deed) => deed.id));
  for (const id of goes) await work.objectStore('deeds').delete(id);
  const left = deeds.filter((deed) => !goes.has(deed.id));
  const used = new Set(left.map((deed) => deed.round));
  const gone = rounds.filter((round) => round.state === 'closed' && old(round.opened) && !used.has(round.key));
  for (const round of gone) await work.objectStore('rounds').delete(round.key);
  await work.done;
  return { rounds: rounds.filter((round) => !gone.includes(round)), deeds: left.sort((one, other) => one.place - other.place) };
}
