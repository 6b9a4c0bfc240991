import { createI18n } from 'vue-i18n';
import en from './en';
import zh from './zh-CN';

type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string];

/** The shape of a language's texts: that of the Chinese ones. */
export type Texts<T = typeof zh> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };
export type TextKey = Paths<typeof zh>;

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh as Texts, en },
});
