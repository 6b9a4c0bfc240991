import en from './i18n/en';
import zh from './i18n/zh-CN';
import { byServersClock } from './heart';
import { settings } from './settings';

export type TextKey = keyof typeof zh;

/** The text of a key in the chosen language, its {holes} filled. */
export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  // "one | many", as vue-i18n has it.
  const forms = (settings.language === 'en' ? en : zh)[key].split(' | ');
  const text = forms[values['count'] === 1 ? 0 : forms.length - 1]!;
  return text.replace(/\{(\w+)\}/g, (_, hole: string) => String(values[hole] ?? ''));
}

const two = (value: number): string => String(value).padStart(2, '0');

/** "10:58:21" of what was done on this phone; by the server's clock where that is known. */
export function clock(at: string): string {
  const then = byServersClock(at);
  return `${two(then.getHours())}:${two(then.getMinutes())}:${two(then.getSeconds())}`;
}

/** "10:58", and the day before it when that is not today. */
export function moment(at: string, mine = true): string {
  const then = mine ? byServersClock(at) : new Date(at);
  const today = byServersClock(new Date().toISOString());
  const hour = `${two(then.getHours())}:${two(then.getMinutes())}`;
  return then.toDateString() === today.toDateString() ? hour : `${two(then.getMonth() + 1)}-${two(then.getDate())} ${hour}`;
}

const kinds: Record<string, TextKey> = { folder: 'kindFolder', certificate: 'kindCertificate', sheet: 'kindSheet', pouch: 'kindPouch', desk: 'kindDesk', slip: 'kindSlip' };
export const kindWord = (kind: string): string => (kinds[kind] ? t(kinds[kind]) : '');
