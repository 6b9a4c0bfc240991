import { client, data } from './client';
import type { Account, AccountWithPassword } from './model';
import { sendOnce } from './transport';

const once = { fetch: sendOnce };
const at = (account: string) => ({ params: { path: { account } } });

export const accounts = {
  list: async (): Promise<Account[]> => (await data(client.GET('/accounts'))).accounts,
  add: (body: { account: string; name: string; office: string; roles: string[] }): Promise<AccountWithPassword> => data(client.POST('/accounts', { body, ...once })),
  change: (account: string, body: { roles?: string[]; state?: 'active' | 'locked' }): Promise<Account> => data(client.PATCH('/accounts/{account}', { ...at(account), body, ...once })),
  newPassword: (account: string): Promise<AccountWithPassword> => data(client.POST('/accounts/{account}/password', { ...at(account), ...once })),
};
