import { client, data } from './client';
import type { paths } from './schema';
import { base, sendOnce } from './transport';

const once = { fetch: sendOnce };
type Answer<Path extends keyof paths, Deed extends 'get' | 'post'> = paths[Path] extends { [D in Deed]: { responses: { 200: { content: { 'application/json': infer Told } } } } } ? Told : never;
export type HouseholdList = Answer<'/households', 'get'>;
export type Household = HouseholdList['households'][number];
export type HouseholdWorkers = Answer<'/households/workers', 'get'>;
export type HouseholdPlan = Answer<'/households/plan', 'post'>;
export interface HouseholdQuery {
  readonly community?: string;
  readonly worker?: string;
  readonly q?: string;
}

const asked = ({ community, worker, q }: HouseholdQuery) => ({ ...(community && { community }), ...(worker && { worker }), ...(q && { q }) });

export const households = {
  find: async (query: HouseholdQuery): Promise<HouseholdList> => (await data(client.GET('/households', { params: { query: { ...asked(query), limit: 300 } } }))) as HouseholdList,
  workers: (): Promise<HouseholdWorkers> => data(client.GET('/households/workers')),
  plan: (upload: string): Promise<HouseholdPlan> => data(client.POST('/households/plan', { body: { upload }, ...once })),
  import: (upload: string, { added, changed }: { added: number; changed: number }) => data(client.POST('/households/import', { body: { upload, added, changed }, ...once })),
  reassign: (chosen: readonly { community: string; number: string }[], worker: string) =>
    data(client.POST('/households/reassign', { body: { households: chosen.map(({ community, number }) => ({ community, number })), worker }, ...once })),
  /** The same as a table for a spreadsheet. */
  csv: (query: HouseholdQuery): string => `${base}/households?${new URLSearchParams({ ...asked(query), as: 'csv' })}`,
};
