import { client, data } from './client';
import { newId } from './ids';
import type { components, paths } from './schema';
import { sendOnce } from './transport';

export type Phone = components['schemas']['Phone'];
export type PhoneOffer = paths['/intakes/{intake}/phones']['post']['responses']['201']['content']['application/json'];
export type InboxFile = paths['/inbox']['get']['responses']['200']['content']['application/json']['files'][number];

const once = { fetch: sendOnce };
const at = (intake: string) => ({ params: { path: { intake } } });

export const phones = {
  list: async (intake: string): Promise<Phone[]> => (await data(client.GET('/intakes/{intake}/phones', at(intake)))).phones,
  offer: (intake: string): Promise<PhoneOffer> => data(client.POST('/intakes/{intake}/phones', { ...at(intake), body: { id: newId() }, ...once })),
  end: (intake: string, phone: string): Promise<unknown> => data(client.DELETE('/intakes/{intake}/phones/{phone}', { params: { path: { intake, phone } }, ...once })),
};

export const inbox = {
  /** What a watched folder brought and nobody took yet. */
  list: async (): Promise<InboxFile[]> => (await data(client.GET('/inbox'))).files,
  throwAway: (upload: string): Promise<unknown> => data(client.DELETE('/inbox/{upload}', { params: { path: { upload } }, ...once })),
};
