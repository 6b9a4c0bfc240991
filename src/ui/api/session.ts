import { client, data } from './client';
import { sendOnce } from './transport';

const once = { fetch: sendOnce };

export const session = {
  get: () => data(client.GET('/session')),
  open: (account: string, password: string) => data(client.POST('/session', { body: { account, password }, ...once })),
  close: () => data(client.DELETE('/session', once)),
  closeAll: () => data(client.DELETE('/sessions', once)),
  changePassword: (old: string, fresh: string) => data(client.POST('/session/password', { body: { old, new: fresh }, ...once })),
};

export const station = () => data(client.GET('/station'));
