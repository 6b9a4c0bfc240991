import { computed, reactive, shallowReactive } from 'vue';
import { newId } from '@/api/ids';
import { ProblemError } from '@/api/problem';
import { api, clockAhead, setCsrf, type Handoff, type HandoffRow, type Session } from './api';
import type { Label } from './labels';
import { fact, inOrder, keep, pictureOf, plain, put, readAll, setFact, withdraw, type Deed, type Me, type NewDeed, type OfficeFact, type Round, type Side, type Verdict } from './records';

/**
 * What was done on this phone and what the server said to it. Everything is kept first and shown as done then; it is sent
 * when it can be, in its order, and every answer returns to its line.
 */

interface Heart {
  ready: boolean;
  device: string;
  me: Me | null;
  offices: readonly OfficeFact[];
  /** Whether the server answered last, and whether it knows who we are. */
  link: 'up' | 'down' | 'unknown';
  signedIn: boolean;
  /** Where the last try to send ended, for people. */
  trouble: string;
  sending: boolean;
  /** The account's own name, for this page's life only; never kept. */
  account: string;
  /** What the phone would not keep: the page itself cannot begin, or the last thing done was not done. */
  unkept: '' | 'all' | 'last';
}

export const heart = reactive<Heart>({ ready: false, device: '', me: null, offices: [], link: 'unknown', signedIn: false, trouble: '', sending: false, account: '', unkept: '' });
export const rounds = reactive(new Map<string, Round>());
/** In their order. */
export const deeds = shallowReactive<Deed[]>([]);

const mine = (deed: Deed): boolean => !heart.me || deed.owner === heart.me.owner;
export const waiting = computed(() => deeds.filter((deed) => deed.state === 'waiting'));
export const others = computed(() => waiting.value.filter((deed) => !mine(deed)));

/** Replaces deeds by what they have become, so that whoever looks at them is told. */
function become(changed: readonly Deed[]): void {
  const by = new Map(changed.map((deed) => [deed.id, deed]));
  for (let at = 0; at < deeds.length; at += 1) {
    const now = by.get(deeds[at]!.id);
    if (now) deeds[at] = now;
  }
}

/** Tells one account from another on this phone without keeping its name (cyrb53). */
function ownerOf(account: string): string {
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (const each of `${heart.device} ${account}`) {
    const code = each.codePointAt(0)!;
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return ((two >>> 0) * 4294967296 + (one >>> 0)).toString(36);
}

/** Nothing counts as done that is not on the disk: said once for whatever asked. True: it was that. */
export function tellUnkept(error: unknown): boolean {
  if (!(error instanceof DOMException)) return false;
  heart.unkept = 'last';
  return true;
}

/** False: this phone keeps nothing, and nothing can be scanned on it. */
export async function begin(): Promise<boolean> {
  try {
    await readHere();
    return true;
  } catch (error) {
    console.warn(error);
    heart.unkept = 'all';
    return false;
  }
}

async function readHere(): Promise<void> {
  heart.device = ((await fact('device')) as string | undefined) ?? '';
  if (!heart.device) {
    heart.device = newId();
    await setFact('device', heart.device);
  }
  heart.me = (await fact('me')) ?? null;
  heart.offices = (await fact('offices')) ?? [];
  const kept = await readAll(Date.now());
  for (const round of kept.rounds) rounds.set(round.key, round);
  deeds.push(...kept.deeds);
  heart.ready = true;
}

/** The server's words as they are kept: a courier is one, whoever it is, and an office has its name. */
function nameless(text: string): string {
  const without = text.replace(/(送件人|代办员) ?@?[\w.-]+/g, '$1').replace(/@[\w.-]+/g, '送件人');
  return heart.offices.reduce((told, office) => told.split(office.code).join(office.name), without);
}

/** Why the other side refused, by handoff and number; somebody's own words, so they live as long as the page and no longer. */
export const refusals = reactive(new Map<string, string>());

async function welcome(session: Session): Promise<void> {
  setCsrf(session.csrf);
  heart.account = session.account;
  heart.signedIn = !session.must_change_password;
  heart.me = { owner: ownerOf(session.account), office: session.office.code, officeName: session.office.name, verbs: session.verbs, carries: session.roles.includes('courier') };
  await setFact('me', plain(heart.me));
  const { offices } = await api.station();
  heart.offices = offices.filter((office) => !office.closed).map(({ code, name, parent }) => ({ code, name, parent }));
  await setFact('offices', plain(heart.offices));
}

export async function signIn(account: string, password: string): Promise<void> {
  await welcome(await api.signIn(account, password));
  heart.link = 'up';
  void send();
}

export async function signOut(): Promise<void> {
  await api.signOut();
  heart.signedIn = false;
  heart.account = '';
  setCsrf('');
}

/** Asks who is signed in; false: nobody, or no network. */
async function known(): Promise<boolean> {
  if (heart.signedIn) return true;
  try {
    await welcome(await api.session());
    heart.link = 'up';
  } catch (error) {
    told(error);
  }
  return heart.signedIn;
}

/** Takes note of what went wrong on the way to the server; anything else goes on. */
function told(error: unknown): void {
  if (!(error instanceof ProblemError)) throw error;
  if (error.problem.name === 'away') {
    heart.link = 'down';
    return;
  }
  heart.link = 'up';
  if (error.problem.status === 401) heart.signedIn = false;
  else heart.trouble = error.problem.sentence;
}

function sideOf(row: Pick<HandoffRow, 'from' | 'to'>): Side {
  return row.to === heart.me?.office || row.to === `@${heart.account}` ? 'receiver' : 'giver';
}

/** What is kept of a handoff; who opened it and who carries it stays on the server. */
export function roundFrom(handoff: Handoff, before?: Round): Round {
  const { row } = handoff;
  const lines = handoff.lines.map((line) => ({ thing: line.thing, number: line.short_number || line.thing, kind: line.kind, state: line.state, alarm: line.alarm, settled: !!line.settled, said: [...line.said] }));
  const order = [...(before?.order ?? [])];
  for (const line of lines) if (!order.includes(line.number)) order.push(line.number);
  // The giver's list of what is to go: under what was scanned, and gone from there when it is.
  const planned = handoff.planned.map((each) => ({ thing: each.thing, number: each.short_number || each.thing, kind: each.kind }));
  for (const line of handoff.lines) if (line.reason) refusals.set(`${row.key} ${line.short_number}`, line.reason);
  return {
    key: row.key,
    number: row.number,
    from: row.from.startsWith('@') ? '@' : row.from,
    fromName: nameless(row.from_name),
    to: row.to.startsWith('@') ? '@' : row.to,
    toName: nameless(row.to_name),
    side: before?.side ?? sideOf(row),
    sheet: row.sheet,
    state: row.state,
    opened: row.opened,
    lines,
    order,
    planned,
    signed: handoff.signatures.map(({ side, recorded, account }) => ({ side, at: recorded, mine: account === heart.account })),
  };
}

/** What the server told of a handoff, with what was scanned while it was written down. */
function settleRound(round: Round): Round {
  const whole = { ...round, order: inOrder(rounds.get(round.key)?.order, round.order) };
  rounds.set(round.key, whole);
  return whole;
}

async function take(handoff: Handoff): Promise<Round> {
  const round = roundFrom(handoff, rounds.get(handoff.row.key));
  await put({ rounds: [round] });
  return settleRound(round);
}

/** By number, key or the code on its sheet: from the phone where it can, else from the server. */
export async function findRound(given: string): Promise<Round | null> {
  const upper = given.trim().toUpperCase();
  const sheet = upper.length === 35 ? upper.slice(2, 18) : '';
  const here = [...rounds.values()].find((round) => round.key === given || round.number === upper || (sheet && round.sheet === sheet));
  if (here && heart.link !== 'up') return here;
  try {
    return await take(await api.handoff(here?.key ?? given.trim()));
  } catch (error) {
    told(error);
    return here ?? null;
  }
}

/** The handoffs that are open by the server, with those on the phone brought up to date. */
export async function openOnes(): Promise<HandoffRow[]> {
  if (!(await known())) return [];
  try {
    const { handoffs } = await api.openOnes();
    heart.link = 'up';
    const open = new Set(handoffs.map((row) => row.key));
    for (const round of [...rounds.values()]) if (round.number && (open.has(round.key) || round.state === 'open')) await refresh(round.key);
    return handoffs;
  } catch (error) {
    told(error);
    return [];
  }
}

export async function refresh(key: string): Promise<void> {
  if (heart.link === 'down' || !rounds.get(key)?.number) return;
  try {
    await take(await api.handoff(key));
  } catch (error) {
    told(error);
  }
}

const blank = (type: Deed['type'], round: string, at = new Date()): NewDeed => ({
  id: newId(at.getTime()),
  type,
  round,
  given: '',
  thing: '',
  label: '',
  kind: '',
  side: 'giver',
  verdict: 'signed-out',
  reason: '',
  at: at.toISOString(),
  owner: heart.me?.owner ?? '',
  state: 'waiting',
  tries: 0,
  outcome: '',
  sentence: '',
  undoes: '',
  undone: false,
  read: false,
});

/** A handoff opened on the phone: it has its key at once, its number when the server knows it. */
export async function openRound(from: OfficeFact, to: OfficeFact): Promise<Round> {
  const key = newId();
  const round: Round = { key, number: '', from: from.code, fromName: from.name, to: to.code, toName: to.name, side: to.code === heart.me?.office ? 'receiver' : 'giver', sheet: '', state: 'open', opened: new Date().toISOString(), lines: [], order: [] };
  deeds.push(...(await keep([{ ...blank('open', key) }], { round })));
  rounds.set(key, round);
  void send();
  return round;
}

/** The last scan of a thing by this phone that stands. */
export function lastOf(round: string, label: Pick<Label, 'number' | 'thing'>): Deed | undefined {
  for (let at = deeds.length - 1; at >= 0; at -= 1) {
    const deed = deeds[at]!;
    if (deed.type !== 'scan' || deed.round !== round || deed.undone || deed.state === 'withdrawn') continue;
    if ((label.number && deed.label === label.number) || (label.thing && deed.thing === label.thing)) return deed;
  }
  return undefined;
}

/** Keeps scans; on the disk when it returns. */
export async function scan(key: string, labels: readonly Label[], verdict: Verdict, reason = ''): Promise<Deed[]> {
  const round = rounds.get(key)!;
  const fresh = labels.map((label) => {
    const line = round.lines.find((each) => (label.thing && each.thing === label.thing) || each.number === label.number);
    return { ...blank('scan', key), given: label.given, thing: label.thing || (line?.thing ?? ''), label: label.number || label.thing, kind: line?.kind ?? '', side: round.side, verdict, reason };
  });
  const order = [...round.order, ...fresh.map((deed) => deed.label).filter((label) => !round.order.includes(label))];
  const changed = { ...round, order };
  const kept = await keep(fresh, { round: changed });
  const now = rounds.get(key) ?? changed;
  rounds.set(key, { ...now, order: inOrder(now.order, order) });
  deeds.push(...kept);
  void send();
  return kept;
}

/** Whether who works here has signed this handoff, here or on the server. */
export function hasSigned(round: Round): boolean {
  return !!round.signed?.some((each) => each.mine) || deeds.some((deed) => deed.type === 'sign' && deed.round === round.key && mine(deed) && (deed.state === 'waiting' || deed.state === 'answered'));
}

/** Keeps what was drawn for this side until the server has it; on the disk when it returns. */
export async function sign(key: string, picture: Blob): Promise<void> {
  const round = rounds.get(key)!;
  deeds.push(...(await keep([{ ...blank('sign', key), side: round.side }], { picture: await picture.arrayBuffer() })));
  void send();
}

/** Takes a scan of this phone back: one that was never sent stays here, of one that may have been the server is told. */
export async function takeBack(deed: Deed, reason: string): Promise<void> {
  const known = deeds.find((each) => each.id === deed.id)!;
  if (known.undone) return;
  if (known.tries === 0) {
    become([{ ...known, undone: true, state: 'withdrawn' }]);
    try {
      if (await withdraw(deed.id)) return;
    } catch (error) {
      become([known]);
      throw error;
    }
  }
  const before = { ...known, undone: true, tries: Math.max(1, known.tries) };
  become([before]);
  const kept = await keep([{ ...blank('undo', deed.round), given: deed.given || deed.label, label: deed.label, thing: deed.thing, side: deed.side, verdict: deed.verdict, undoes: deed.id, reason }], { deeds: [before] }).catch((error: unknown) => {
    become([known]);
    throw error;
  });
  deeds.push(...kept);
  void send();
}

export async function markRead(ids: readonly string[]): Promise<void> {
  const changed = deeds.filter((deed) => ids.includes(deed.id)).map((deed) => ({ ...deed, read: true }));
  await put({ deeds: changed });
  become(changed);
}

/** Sends once more what the server could not take; the same message under the same id. */
export async function sendAgain(ids: readonly string[]): Promise<void> {
  const changed = deeds.filter((deed) => ids.includes(deed.id) && deed.state === 'problem').map((deed): Deed => ({ ...deed, state: 'waiting' }));
  await put({ deeds: changed });
  become(changed);
  await send();
}

export async function closeRound(key: string, differences: boolean): Promise<void> {
  await take(await api.close(key, differences));
}

/* ---- sending ---- */

const atOnce = 100;
const listeners = new Set<(answered: readonly Deed[]) => void>();

/** Called with deeds as they are answered. */
export function onAnswers(told: (answered: readonly Deed[]) => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

async function mark(changed: readonly Deed[], round?: Round): Promise<void> {
  await put({ deeds: changed, ...(round && { rounds: [round] }) });
  become(changed);
  if (round) settleRound(round);
}

/** Those of them that still wait, marked as sent before they are: what may have arrived is never taken back here alone. */
const tried = async (some: readonly Deed[]): Promise<Deed[]> => {
  const ids = new Set(some.map((deed) => deed.id));
  const changed = deeds.filter((deed) => ids.has(deed.id) && deed.state === 'waiting').map((deed) => ({ ...deed, tries: deed.tries + 1 }));
  become(changed);
  await put({ deeds: changed });
  return changed;
};

function answered(changed: readonly Deed[]): void {
  for (const told of listeners) told(changed);
}

/** Refused for good: it stays on the phone with the sentence. What may pass later (signed out, the server's trouble) is thrown. */
async function settle(some: readonly Deed[], error: unknown): Promise<void> {
  if (!(error instanceof ProblemError) || error.problem.status === 401 || error.problem.status === 429 || error.problem.status >= 500 || error.problem.status === 0) throw error;
  const changed = some.map((deed): Deed => ({ ...deed, state: 'problem', sentence: nameless(error.problem.sentence) }));
  await mark(changed);
  answered(changed);
}

async function sendOpening(deed: Deed): Promise<void> {
  const round = rounds.get(deed.round)!;
  const [now] = await tried([deed]);
  try {
    const handoff = await api.open(round.key, round.from, round.to, round.side === 'giver' && heart.me?.carries ? heart.account : '');
    const changed: Deed = { ...now!, state: 'answered', outcome: 'applied' };
    await mark([changed], roundFrom(handoff, round));
    answered([changed]);
  } catch (error) {
    await settle([now!], error);
  }
}

async function sendScans(some: readonly Deed[]): Promise<void> {
  const now = await tried(some);
  if (now.length === 0) return;
  const events = now.map(({ id, type, number, given, side, verdict, reason, at, undoes }) => ({ id, number, given, side, ...(type === 'undo' ? { verdict: 'undone' as const, undoes } : { verdict }), ...(reason && { reason }), at }));
  try {
    const { answers, handoff } = await api.events(now[0]!.round, heart.device, events);
    const by = new Map(answers.map((each) => [each.id, each]));
    const changed = now.flatMap((deed): Deed[] => {
      const answer = by.get(deed.id);
      if (!answer) return [];
      // What was taken back meanwhile stays taken back.
      const undone = deeds.find((each) => each.id === deed.id)?.undone ?? deed.undone;
      const one = answer.scans[0];
      if (!one) return [{ ...deed, undone, state: 'problem', sentence: nameless(answer.problem ?? '') }];
      return [{ ...deed, undone, state: 'answered', outcome: one.outcome, sentence: nameless(one.sentence), thing: one.thing, kind: one.kind || deed.kind, label: one.short_number || deed.label, reason: '' }];
    });
    await mark(changed, roundFrom(handoff, rounds.get(handoff.row.key)));
    answered(changed);
  } catch (error) {
    await settle(now, error);
  }
}

async function sendSignature(deed: Deed): Promise<void> {
  const [now] = await tried([deed]);
  const picture = await pictureOf(deed);
  if (!now) return;
  if (!picture) return mark([{ ...now, state: 'withdrawn' }]);
  try {
    const handoff = await api.sign(now.round, now.id, now.side, now.at, new Blob([picture], { type: 'image/png' }));
    const changed: Deed = { ...now, state: 'answered', outcome: 'applied' };
    await mark([changed], roundFrom(handoff, rounds.get(now.round)));
    answered([changed]);
  } catch (error) {
    await settle([now], error);
  }
}

const ours = (...types: Deed['type'][]): Deed[] => waiting.value.filter((deed) => types.includes(deed.type) && mine(deed));

async function sendAll(): Promise<void> {
  for (const deed of ours('open')) await sendOpening(deed);
  const scans = ours('scan', 'undo');
  for (const key of new Set(scans.map((deed) => deed.round))) {
    // A handoff the server would not open has nobody to send to.
    if (!rounds.get(key)?.number) continue;
    const those = scans.filter((deed) => deed.round === key);
    for (let at = 0; at < those.length; at += atOnce) await sendScans(those.slice(at, at + atOnce));
  }
  for (const deed of ours('sign')) if (rounds.get(deed.round)?.number) await sendSignature(deed);
}

let again = false;

/** Sends what waits, one try at a time; called whenever something was kept, the network came back, or time has passed. */
export async function send(): Promise<void> {
  if (heart.sending) {
    again = true;
    return;
  }
  heart.sending = true;
  heart.trouble = '';
  try {
    if (await known()) {
      do {
        again = false;
        await sendAll();
        heart.link = 'up';
      } while (again);
    }
  } catch (error) {
    told(error);
  } finally {
    heart.sending = false;
  }
}

const everyMs = 10_000;

/** Goes on sending while the page lives. */
export function goOnSending(): void {
  window.addEventListener('online', () => void send());
  window.addEventListener('offline', () => (heart.link = 'down'));
  document.addEventListener('visibilitychange', () => !document.hidden && void send());
  window.setInterval(() => {
    if (waiting.value.length > 0 || heart.link !== 'up') void send();
  }, everyMs);
  void send();
}

/** Whether the phone's clock is off by more than a minute or two, in ms; times are shown by the server's. */
export const clockIsOff = (): number => (Math.abs(clockAhead() ?? 0) > 120_000 ? (clockAhead() ?? 0) : 0);
export const byServersClock = (at: string): Date => new Date(Date.parse(at) - (clockIsOff() || 0));
