import { client, data } from './client';
import { newId } from './ids';
import type { AuditPart, Courier, Discrepancy, Handoff, HandoffRow, Overview, PaperPlace, Return, Scanned, StillThing, Trend, Waiting, WaitingAge, WorkerLoad } from './model';
import { base, sendOnce } from './transport';

const once = { fetch: sendOnce };
const at = (key: string) => ({ params: { path: { key } } });

export type Side = 'giver' | 'receiver';
export type Verdict = 'signed-out' | 'signed-in' | 'refused';
export type PickupWay = 'in-person' | 'by-agent' | 'by-post';

export const handoffs = {
  list: async (state: 'open' | 'closed'): Promise<HandoffRow[]> => (await data(client.GET('/handoffs', { params: { query: { state, limit: 60 } } }))).handoffs,
  get: (key: string): Promise<Handoff> => data(client.GET('/handoffs/{key}', at(key))),
  couriers: async (from: string, to: string): Promise<Courier[]> => (await data(client.GET('/couriers', { params: { query: { from, to } } }))).couriers,
  /** `outside`: why `courier` is the name of somebody without an account. */
  open: ({ from, to, courier, outside }: { from: string; to: string; courier: string; outside: string }): Promise<Handoff> =>
    data(client.POST('/handoffs', { body: { id: newId(), from, to, ...(courier && { courier }), ...(outside && { outside }) }, ...once })),
  /** Waits while the server is away: the id makes it the same scan however often it is sent. */
  scan: async (key: string, id: string, given: string, side: Side, verdict: Verdict, reason = ''): Promise<Scanned[]> =>
    (await data(client.POST('/handoffs/{key}/scans', { ...at(key), body: { id, given, side, verdict, ...(reason && { reason }) } }))).scans,
  undo: (key: string, event: string, reason: string): Promise<Handoff> => data(client.POST('/handoffs/{key}/undo', { ...at(key), body: { event, reason }, ...once })),
  close: (key: string, accept_differences: boolean): Promise<Handoff> => data(client.POST('/handoffs/{key}/close', { ...at(key), body: { accept_differences }, ...once })),
  /** `id` is the signature's: sent again it is the same one. */
  sign: (key: string, id: string, side: Side, upload: string): Promise<Handoff> =>
    data(client.POST('/handoffs/{key}/signatures', { ...at(key), body: { id, side, upload, at: new Date().toISOString() }, ...once })),
  signature: (key: string, id: string): string => `${base}/handoffs/${encodeURIComponent(key)}/signatures/${id}`,
  sheet: (key: string): string => `${base}/handoffs/${encodeURIComponent(key)}/sheet.pdf`,
};

export const discrepancies = async (): Promise<Discrepancy[]> => (await data(client.GET('/discrepancies'))).discrepancies;

export const settle = (thing: string, handoff: string, reason: string): Promise<unknown> =>
  data(client.POST('/settlements', { body: { id: newId(), thing, handoff, kind: 'noted', reason }, ...once }));

/** Ends the alarm of a label whose key was withdrawn. */
export const closeAlarm = (alarm: string, reason: string): Promise<unknown> => data(client.POST('/label-alarms/{alarm}/close', { params: { path: { alarm } }, body: { reason }, ...once }));

export const returns = {
  begin: (upload: string): Promise<Return> => data(client.POST('/returns', { body: { upload } })),
  get: (upload: string): Promise<Return> => data(client.GET('/returns/{upload}', { params: { path: { upload } } })),
  decide: async (upload: string, page: number, document: number, decision: 'confirmed' | 'no-case', to?: string): Promise<string> =>
    (await data(client.POST('/returns/{upload}/decisions', { params: { path: { upload } }, body: { id: newId(), page, document, decision, ...(to && { case: to }) }, ...once })))
      .case_number,
};

export interface PickupBody {
  readonly cases: string[];
  readonly way: PickupWay;
  readonly person: { name: string; id_number: string };
  readonly relation?: string;
  readonly postal_number?: string;
  readonly waiver?: string;
  readonly authorization?: string;
  readonly signature?: string;
  readonly photo?: string;
}

export const pickups = {
  waiting: async (q: string, overdueDays = 0): Promise<Waiting[]> =>
    (await data(client.GET('/pickups', { params: { query: { ...(q && { q }), ...(overdueDays > 0 && { overdue_days: overdueDays }), limit: 100 } } }))).waiting,
  hand: (body: PickupBody) => data(client.POST('/pickups', { body: { id: newId(), ...body }, ...once })),
};

export const overview = (): Promise<Overview> => data(client.GET('/overview'));

/** The contract gives the same as a table of text; nobody asks for that here. */
const listed = async <T>(asked: Promise<T>): Promise<Exclude<T, string>> => (await asked) as Exclude<T, string>;

export const places = async (days: number): Promise<PaperPlace[]> => (await listed(data(client.GET('/overview/places', { params: { query: { days } } })))).places;

/** What lies at a place (`days` 0: all of it), or what nobody moved for so many working days. */
export const still = async (days: number, at?: PaperPlace): Promise<{ things: StillThing[]; next: string }> =>
  listed(data(client.GET('/overview/still', { params: { query: { days, limit: 200, ...(at && (at.kind === 'courier' ? { courier: at.party } : { office: at.party })) } } })));

export const trend = (weeks: number): Promise<Trend> => listed(data(client.GET('/overview/trend', { params: { query: { weeks } } })));
export const workload = async (): Promise<WorkerLoad[]> => (await listed(data(client.GET('/overview/workload')))).workers;
export const waitingByAge = async (): Promise<WaitingAge[]> => (await data(client.GET('/overview/waiting'))).ages;
export const audit = ({ account = '', cursor = '' }): Promise<AuditPart> =>
  listed(data(client.GET('/audit', { params: { query: { limit: 100, ...(account && { account }), ...(cursor && { cursor }) } } })));

/** The same as a table for a spreadsheet. */
export function csvOf(panel: 'places' | 'still' | 'trend' | 'workload' | 'audit', what = ''): string {
  const extra = what && `&${panel === 'audit' ? 'account' : 'of'}=${encodeURIComponent(what)}`;
  return `${base}/${panel === 'audit' ? panel : `overview/${panel}`}?as=csv${extra}`;
}
