import { client, data } from './client';
import type { ArchiveDefect, Quality } from './model';
import { base, sendOnce } from './transport';

const once = { fetch: sendOnce };

/** Whose pages: of a case by its number, else of a day. */
export interface QualityScope {
  readonly case: string;
  readonly day: string;
}

const only = ({ case: number, day }: QualityScope): { case?: string; day?: string } => (number ? { case: number } : day ? { day } : {});

/** Every kind of defect, in the order of the keys 1 to 9, 0 and -. */
export const archiveDefects: readonly ArchiveDefect[] = ['low-resolution', 'skewed', 'turned', 'cut-off', 'blank', 'unsharp', 'bad-light', 'streaks', 'missing', 'doubled', 'disordered'];

export const quality = {
  get: async (scope: QualityScope): Promise<Quality> => (await data(client.GET('/quality', { params: { query: only(scope) } }))) as Quality,
  /** A few pages more; says how many are left. */
  check: async (scope: QualityScope): Promise<number> => (await data(client.POST('/quality/checks', { body: only(scope), ...once }))).left,
  draw: async (scope: QualityScope): Promise<number> => (await data(client.POST('/quality/samples', { body: only(scope), ...once }))).drawn,
  /** Waits while the server is away: the id makes it the same word however often it is sent. */
  judge: (id: string, sample: string, page: string, defects: ArchiveDefect[], note: string): Promise<unknown> =>
    data(client.POST('/quality/samples/{sample}/verdicts', { params: { path: { sample } }, body: { id, page, defects, ...(note && { note }) } })),
  table: (scope: QualityScope): string => `${base}/quality?${new URLSearchParams({ ...only(scope), as: 'csv' }).toString()}`,
};
