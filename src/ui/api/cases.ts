import { client, data } from './client';
import { newId } from './ids';
import type { CaseDetail, CaseList, Hit, Intake, PrintKind, Printed } from './model';
import { printerFor } from './printers';
import { base, sendOnce } from './transport';

const once = { fetch: sendOnce };
const at = (key: string) => ({ params: { path: { key } } });

export interface CaseFilter {
  readonly state?: string;
  readonly light?: string;
  readonly office?: string;
  readonly item?: string;
  readonly q?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

export const cases = {
  find: (query: CaseFilter): Promise<CaseList> => data(client.GET('/cases', { params: { query } })),
  get: (key: string): Promise<CaseDetail> => data(client.GET('/cases/{key}', at(key))),
  takeUp: (key: string): Promise<Intake> => data(client.POST('/cases/{key}/intake', { ...at(key), ...once })),
  stop: (key: string, reason: 'supplement' | 'special'): Promise<CaseDetail> => data(client.POST('/cases/{key}/stop', { ...at(key), body: { reason }, ...once })),
  resume: (key: string): Promise<CaseDetail> => data(client.POST('/cases/{key}/resume', { ...at(key), body: {}, ...once })),
  close: (key: string, step: 'archived' | 'withdrawn' | 'sent-back'): Promise<CaseDetail> =>
    data(client.POST('/cases/{key}/close', { ...at(key), body: { step }, ...once })),
  reopen: (key: string, reason: string): Promise<CaseDetail> => data(client.POST('/cases/{key}/reopen', { ...at(key), body: { reason }, ...once })),
  correctApplicant: (key: string, mend: { name: string; idNumber: string; reason: string }): Promise<CaseDetail> =>
    data(client.POST('/cases/{key}/applicant', { ...at(key), body: { name: mend.name, reason: mend.reason, ...(mend.idNumber && { id_number: mend.idNumber }) }, ...once })),
  undoPickup: (key: string, reason: string): Promise<CaseDetail> => data(client.POST('/cases/{key}/pickup/undo', { ...at(key), body: { reason }, ...once })),
  print: (key: string, kind: PrintKind): Promise<Printed> => data(client.POST('/cases/{key}/print', { ...at(key), body: { id: newId(), ...printerFor(kind) }, ...once })),
  reveal: (key: string) => data(client.GET('/cases/{key}/applicant', { ...at(key), ...once })),
  exportPdf: (key: string): string => `${base}/cases/${encodeURIComponent(key)}/export.pdf`,
};

export const search = async (q: string, kind?: Hit['kind']): Promise<Hit[]> =>
  (await data(client.GET('/search', { params: { query: { q, ...(kind && { kind }), limit: 60 } } }))).hits;
