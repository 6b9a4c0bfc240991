import { client, data } from './client';
import { newId } from './ids';
import type { ScanJob, Scanner } from './model';
import { sendOnce } from './transport';

const once = { fetch: sendOnce };

export interface ScanSettings {
  readonly scanner: string;
  readonly source: 'auto' | 'flatbed' | 'adf' | 'adf-duplex';
  readonly dpi: number;
  readonly mode: 'color' | 'gray' | 'bw';
}

export const scans = {
  /** Those the station knows of; looking `again` takes a few seconds. */
  scanners: async (look?: 'again'): Promise<Scanner[]> => (await data(client.GET('/scanners', { params: { query: look ? { look } : {} } }))).scanners,
  /** `wait`: seconds that an empty feeder is waited for. */
  begin: (into: { intake?: string; batch?: string }, settings: ScanSettings, wait: number): Promise<ScanJob> => data(client.POST('/scans', { body: { id: newId(), ...into, ...settings, wait }, ...once })),
  get: (scan: string): Promise<ScanJob> => data(client.GET('/scans/{scan}', { params: { path: { scan } } })),
  /** At once, in the middle of a page; what was scanned stays. */
  cancel: (scan: string): Promise<ScanJob> => data(client.DELETE('/scans/{scan}', { params: { path: { scan } }, ...once })),
};
