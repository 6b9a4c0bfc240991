import { client, data } from './client';
import type { DocumentType, Item, ItemRow } from './model';

const known = new Map<string, Promise<Item>>();

export const items = {
  find: async (q: string, limit: number): Promise<ItemRow[]> =>
    (await data(client.GET('/items', { params: { query: { ...(q && { q }), limit } } }))).items,
  get(code: string): Promise<Item> {
    const asked = known.get(code) ?? data(client.GET('/items/{code}', { params: { path: { code } } }));
    known.set(code, asked);
    asked.catch(() => known.delete(code));
    return asked;
  },
};

let types: Promise<DocumentType[]> | null = null;

export function documentTypes(): Promise<DocumentType[]> {
  types ??= data(client.GET('/types')).then((told) => told.types);
  types.catch(() => (types = null));
  return types;
}

/** They are another one now. */
export const forgetItem = (code: string): boolean => known.delete(code);
export const forgetTypes = (): void => void (types = null);
