import { client, data } from './client';
import { newId } from './ids';
import type { components } from './schema';
import { sendOnce } from './transport';

export type ApiToken = components['schemas']['ApiToken'];
export type MadeToken = components['schemas']['MadeToken'];
export type Scope = components['schemas']['Scope'];

export const scopes = ['lists', 'read', 'personal', 'intake', 'cases', 'handoff', 'returns'] as const satisfies readonly Scope[];

const once = { fetch: sendOnce };

export const tokens = {
  /** Of an account; one's own without. */
  list: async (account?: string): Promise<ApiToken[]> => (await data(client.GET('/tokens', { params: { query: account ? { account } : {} } }))).tokens,
  make: (wish: { name: string; scopes: Scope[]; until: string }): Promise<MadeToken> => data(client.POST('/tokens', { body: { id: newId(), ...wish }, ...once })),
  withdraw: (token: string): Promise<unknown> => data(client.DELETE('/tokens/{token}', { params: { path: { token } }, ...once })),
};
