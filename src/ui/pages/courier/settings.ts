import { reactive } from 'vue';
import { shelf } from '@/use/shelf';
import { setLanguage } from './api';

export type Language = 'zh-CN' | 'en';
export type Theme = 'light' | 'dark' | 'system';

/** Language, theme and type size are the workstation's (`stores/settings.ts`); sound and vibration are this page's. */
const place = 'daiban.settings';
const feelPlace = 'daiban.courier';
const darkOutside = window.matchMedia('(prefers-color-scheme: dark)');

function read<T extends object>(from: string, unless: T): T {
  try {
    return { ...unless, ...(JSON.parse(shelf.read('localStorage', from) ?? '{}') as Partial<T>) };
  } catch {
    return unless;
  }
}

export const settings = reactive({
  ...read(place, { language: 'zh-CN' as Language, theme: 'system' as Theme, large: false }),
  ...read(feelPlace, { sound: true, shake: true }),
});

export function applySettings(): void {
  const root = document.documentElement;
  root.classList.toggle('dark', settings.theme === 'dark' || (settings.theme === 'system' && darkOutside.matches));
  root.classList.toggle('large', settings.large);
  root.lang = settings.language;
  setLanguage(settings.language);
}

export function change(to: Partial<typeof settings>): void {
  Object.assign(settings, to);
  const { language, theme, large, sound, shake } = settings;
  shelf.keep('localStorage', place, JSON.stringify({ ...read(place, {}), language, theme, large }));
  shelf.keep('localStorage', feelPlace, JSON.stringify({ sound, shake }));
  applySettings();
}

darkOutside.addEventListener('change', applySettings);
