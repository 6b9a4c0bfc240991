import type { components } from '@/api/schema';
import { ProblemError, away, problemOf } from '@/api/problem';
import { whole } from '@/api/whole';

/** The few requests of this page. None waits: what cannot be sent now stays in the queue. */

export type Session = components['schemas']['Session'];
export type Handoff = components['schemas']['Handoff'];
export type HandoffRow = components['schemas']['HandoffRow'];
export type Scanned = components['schemas']['Scanned'];
type Station = components['schemas']['Station'];

const base = '/api/v1';
/** A phone in a lift holds a connection open that is none. */
const patience = 15_000;

const context = { csrf: '', language: 'zh-CN', ahead: null as number | null };

export function setCsrf(csrf: string): void {
  context.csrf = csrf;
}

export function setLanguage(language: string): void {
  context.language = language;
}

/** By how many ms this phone's clock is ahead of the server's, as the last answer told; null until there was one. */
export const clockAhead = (): number | null => context.ahead;

async function ask(method: string, path: string, body?: unknown, more: RequestInit = {}): Promise<Response> {
  const stop = new AbortController();
  const timer = window.setTimeout(() => stop.abort(), patience);
  const headers: Record<string, string> = { 'Accept-Language': context.language, ...(more.headers as Record<string, string> | undefined) };
  if (method !== 'GET' && context.csrf) headers['X-CSRF-Token'] = context.csrf;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let answer: Response;
  try {
    answer = await whole(await fetch(`${base}${path}`, { method, credentials: 'same-origin', cache: 'no-store', ...(body !== undefined && { body: JSON.stringify(body) }), ...more, headers, signal: stop.signal }));
  } catch {
    throw new ProblemError(away);
  } finally {
    window.clearTimeout(timer);
  }
  const told = Date.parse(answer.headers.get('Date') ?? '');
  if (!Number.isNaN(told)) context.ahead = Date.now() - told;
  if (answer.ok) return answer;
  const problem = await problemOf(answer);
  // A gateway without the server behind it is no network.
  throw new ProblemError([502, 503, 504].includes(answer.status) ? away : problem);
}

async function json<T>(answer: Promise<Response>): Promise<T> {
  return (await (await answer).json()) as T;
}

export interface SentScan {
  id: string;
  number: number;
  given: string;
  side: 'giver' | 'receiver';
  verdict: 'signed-out' | 'signed-in' | 'refused' | 'undone';
  reason?: string;
  at: string;
  undoes?: string;
}

export interface Answers {
  answers: { id: string; problem?: string; scans: Scanned[] }[];
  handoff: Handoff;
}

interface UploadState {
  complete: boolean;
  received: number;
}

/** The whole picture under that id, however often it is begun. */
async function upload(id: string, picture: Blob, name: string): Promise<void> {
  const piece = (method: string, from: number, headers: Record<string, string>): Promise<UploadState> =>
    json<UploadState>(ask(method, `/uploads/${id}`, undefined, { body: picture.slice(from), headers: { ...headers, 'Content-Type': 'application/octet-stream' } }));
  let state = await piece('PUT', 0, { 'Upload-Length': String(picture.size), 'X-File-Name': name });
  while (!state.complete) state = await piece('PATCH', state.received, { 'Upload-Offset': String(state.received) });
}

const of = (key: string): string => `/handoffs/${encodeURIComponent(key)}`;

export const api = {
  session: () => json<Session>(ask('GET', '/session')),
  signIn: (account: string, password: string) => json<Session>(ask('POST', '/session', { account, password })),
  signOut: () => ask('DELETE', '/session'),
  station: () => json<Station>(ask('GET', '/station')),
  openOnes: () => json<{ handoffs: HandoffRow[] }>(ask('GET', '/handoffs?state=open&limit=100')),
  handoff: (key: string) => json<Handoff>(ask('GET', of(key))),
  open: (id: string, from: string, to: string, courier: string) => json<Handoff>(ask('POST', '/handoffs', { id, from, to, ...(courier && { courier }) })),
  events: (key: string, device: string, events: readonly SentScan[]) => json<Answers>(ask('POST', `${of(key)}/events`, { device, events })),
  close: (key: string, differences: boolean) => json<Handoff>(ask('POST', `${of(key)}/close`, { accept_differences: differences })),
  async sign(key: string, id: string, side: 'giver' | 'receiver', at: string, picture: Blob): Promise<Handoff> {
    await upload(id, picture, 'signature.png');
    return json<Handoff>(ask('POST', `${of(key)}/signatures`, { id, side, upload: id, at }));
  },
  async labelsOn(id: string, picture: Blob): Promise<{ thing: string; short_number: string; kind: string }[]> {
    await upload(id, picture, 'label.jpg');
    return (await json<{ labels: { thing: string; short_number: string; kind: string }[] }>(ask('POST', '/label-pictures', { upload: id }))).labels;
  },
};
