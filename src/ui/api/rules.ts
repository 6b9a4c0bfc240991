import { client, data } from './client';
import type { paths, components } from './schema';
import { forgetItem, forgetTypes } from './items';
import { sendOnce } from './transport';

export type RuleKind = 'items' | 'types' | 'calendars';
export type RuleVersion = components['schemas']['RuleVersion'];
export type TypeReading = components['schemas']['TypeReading'];
type Told<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never;
export type RuleCheck = Told<'/rules/{kind}/{code}/check', 'post'>;
export type ItemTrial = Told<'/item-trials', 'post'>;
export type TypeTrial = Told<'/type-trials', 'post'>['papers'][number];
export type Rules = Told<'/rules', 'get'>;

const once = { fetch: sendOnce };
const at = (kind: RuleKind, code: string) => ({ params: { path: { kind, code } } });
const atVersion = (kind: RuleKind, code: string, version: number) => ({ params: { path: { kind, code, version } } });

/** Items, document types and calendars as an administrator changes them. */
export const rules = {
  all: (): Promise<Rules> => data(client.GET('/rules')),
  versions: async (kind: RuleKind, code: string): Promise<RuleVersion[]> => (await data(client.GET('/rules/{kind}/{code}', at(kind, code)))).versions,
  text: async (kind: RuleKind, code: string, version: number): Promise<string> => (await data(client.GET('/rules/{kind}/{code}/versions/{version}', atVersion(kind, code, version)))).text,
  check: (kind: RuleKind, code: string, body: { text: string; whole?: boolean }): Promise<RuleCheck> => data(client.POST('/rules/{kind}/{code}/check', { ...at(kind, code), body, ...once })),
  async save(kind: RuleKind, code: string, draft: { id: string; text: string; effective: string; reason: string }): Promise<RuleVersion> {
    const saved = await data(client.POST('/rules/{kind}/{code}', { ...at(kind, code), body: draft }));
    if (kind === 'items') forgetItem(code);
    if (kind === 'types') forgetTypes();
    return saved;
  },
  withdraw: (kind: RuleKind, code: string, version: number, reason: string): Promise<RuleVersion> =>
    data(client.POST('/rules/{kind}/{code}/versions/{version}/withdraw', { ...atVersion(kind, code, version), body: { reason }, ...once })),
  tryItem: (code: string, text: string, situations: readonly string[]): Promise<ItemTrial> => data(client.POST('/item-trials', { body: { code, text, situations: [...situations] }, ...once })),
  tryType: async (code: string, text: string, upload: string): Promise<TypeTrial[]> => (await data(client.POST('/type-trials', { body: { code, text, upload }, ...once }))).papers,
};
