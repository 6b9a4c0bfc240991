import { client, data } from './client';
import { newId } from './ids';
import type { components, paths } from './schema';
import { base, sendOnce } from './transport';

/** What keeps a station running: label keys, a person's data, backups, calendars, printers. */
const once = { fetch: sendOnce };
type Schemas = components['schemas'];
type Answer<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: { content: { 'application/json': infer Told } } } } } ? Told : never;
export type LabelKey = Schemas['LabelKeys']['keys'][number];
export type Erasure = Schemas['Erasure'];
export type ErasurePlan = Schemas['ErasurePlan'];
export type Erasures = Answer<'/erasures'>;
export type Backups = Schemas['Backups'];
export type Calendars = Answer<'/calendars'>;
export type CalendarYear = Schemas['CalendarYear'];
export type Printer = Answer<'/printers'>['printers'][number];
export type Calibration = Schemas['Calibration'];

export const labelKeys = {
  list: async (): Promise<LabelKey[]> => (await data(client.GET('/label-keys'))).keys,
  rotate: async (signs: string): Promise<LabelKey[]> => (await data(client.POST('/label-keys', { body: { signs }, ...once }))).keys,
  withdraw: async (labelkey: string, reason: string): Promise<LabelKey[]> =>
    (await data(client.POST('/label-keys/{labelkey}/withdraw', { params: { path: { labelkey } }, body: { reason }, ...once }))).keys,
};

export const erasures = {
  list: async (): Promise<Erasures> => (await data(client.GET('/erasures'))) as Erasures,
  ofPerson: (name: string, idNumber: string): Promise<ErasurePlan> => data(client.POST('/erasures/plan', { body: { person: { name, id_number: idNumber } }, ...once })),
  due: (years?: number): Promise<ErasurePlan> => data(client.POST('/erasures/plan', { body: { ...(years !== undefined && { years }) }, ...once })),
  erase: (body: { id: string; cases: string[]; reason: string }): Promise<Erasure> => data(client.POST('/erasures', { body, ...once })) as Promise<Erasure>,
  report: (id: string): string => `${base}/erasures?report=${id}`,
};

export const backups = {
  get: (): Promise<Backups> => data(client.GET('/backups')),
  make: (name?: string): Promise<Backups> => data(client.POST('/backups', { body: { ...(name && { name }) }, ...once })),
  verify: (backup: string): Promise<Backups> => data(client.POST('/backups/{backup}/verify', { params: { path: { backup } }, body: {} as never, ...once })),
  cancel: (): Promise<Backups> => data(client.DELETE('/backups', { ...once })),
};

export const calendars = {
  get: (): Promise<Calendars> => data(client.GET('/calendars')),
  check: (year: number, text: string): Promise<CalendarYear> => data(client.POST('/calendars/{year}/check', { params: { path: { year } }, body: { text }, ...once })),
  save: (year: number, text: string): Promise<CalendarYear> => data(client.PUT('/calendars/{year}', { params: { path: { year } }, body: { text }, ...once })),
};

export const printers = {
  list: async (): Promise<Printer[]> => (await data(client.GET('/printers'))).printers,
  test: (printer: string, what: 'page' | 'label') => data(client.POST('/printers/{printer}/test', { params: { path: { printer } }, body: { id: newId(), what }, ...once })),
  calibrate: (printer: string, measured: { first_x: number; first_y: number; second_x: number; second_y: number }): Promise<Calibration> =>
    data(client.PUT('/printers/{printer}/calibration', { params: { path: { printer } }, body: measured, ...once })),
};
