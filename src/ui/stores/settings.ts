import { defineStore } from 'pinia';
import { setPrinters } from '@/api/printers';
import { setLanguage } from '@/api/transport';
import { shelf } from '@/use/shelf';

export type Language = 'zh-CN' | 'en';
export type Theme = 'light' | 'dark' | 'system';

const place = 'daiban.settings';
const darkOutside = window.matchMedia('(prefers-color-scheme: dark)');

interface Kept {
  language: Language;
  theme: Theme;
  large: boolean;
  /** The printers this counter stands beside; empty: the station's. */
  paperPrinter: string;
  labelPrinter: string;
  /** 80 mm paper for receipts; empty: there is none. */
  rollPrinter: string;
}

function read(): Kept {
  const kept: Kept = { language: 'zh-CN', theme: 'light', large: false, paperPrinter: '', labelPrinter: '', rollPrinter: '' };
  try {
    return { ...kept, ...(JSON.parse(shelf.read('localStorage', place) ?? '{}') as Partial<Kept>) };
  } catch {
    return kept;
  }
}

/** How this browser shows things: language, light or dark, large type. Kept in the browser, not on the server. */
export const useSettings = defineStore('settings', {
  state: read,
  getters: {
    dark: (state) => state.theme === 'dark' || (state.theme === 'system' && darkOutside.matches),
  },
  actions: {
    change(to: Partial<Kept>) {
      this.$patch(to);
      shelf.keep('localStorage', place, JSON.stringify(this.$state));
      this.apply();
    },
    apply() {
      const root = document.documentElement;
      root.classList.toggle('dark', this.dark);
      root.classList.toggle('large', this.large);
      root.lang = this.language;
      setLanguage(this.language);
      setPrinters(this.paperPrinter, this.labelPrinter, this.rollPrinter);
    },
  },
});
