import { client, data } from './client';
import { listen, type Stream } from './events';
import { newId } from './ids';
import type { Batch, BatchSummary, ScanJob } from './model';
import { sendOnce } from './transport';

const once = { fetch: sendOnce };
const at = (batch: string) => ({ params: { path: { batch } } });

/** Stacks of paper for many residents. What a person says has an id, so that it counts once however often it is sent. */
export const batches = {
  list: async (): Promise<BatchSummary[]> => (await data(client.GET('/batches'))).batches,
  open: (id: string): Promise<Batch> => data(client.POST('/batches', { body: { id } })),
  get: (id: string): Promise<Batch> => data(client.GET('/batches/{batch}', at(id))),
  addPages: (id: string, uploads: string[]) => data(client.POST('/batches/{batch}/pages', { ...at(id), body: { id: newId(), uploads } })),
  move: (id: string, pages: readonly string[], section: string): Promise<Batch> =>
    data(client.POST('/batches/{batch}/move', { ...at(id), body: { id: newId(), pages: [...pages], section } })),
  name: (id: string, section: string, key: string): Promise<Batch> => data(client.POST('/batches/{batch}/name', { ...at(id), body: { id: newId(), section, case: key } })),
  confirm: (id: string, section: string): Promise<Batch> => data(client.POST('/batches/{batch}/confirm', { ...at(id), body: { id: newId(), section } })),
  take: (id: string, section?: string) => data(client.POST('/batches/{batch}/take', { ...at(id), body: { id: newId(), ...(section && { section }) }, ...once })),
  takeAsIntake: (id: string, section: string, intake: string): Promise<Batch> =>
    data(client.POST('/batches/{batch}/intake', { ...at(id), body: { id: newId(), section, intake } })),
  follow: (id: string, on: { changed: () => void; job: (job: ScanJob) => void }): Stream =>
    listen(`/batches/${encodeURIComponent(id)}/events`, { batch: () => on.changed(), job: (told) => on.job(told as ScanJob) }, () => on.changed()),
};
