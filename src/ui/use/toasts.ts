import { reactive } from 'vue';
import type { Tone } from '@/parts/states';

export interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly sentence: string;
  readonly kept?: string;
  readonly next?: string;
  readonly undo?: () => void;
  /** What can be opened; such a toast stays until it is closed. */
  readonly link?: { readonly href: string; readonly words: string };
}

export const shownMs = 6000;
const list = reactive<Toast[]>([]);
let last = 0;

export function closeToast(id: number): void {
  const at = list.findIndex((each) => each.id === id);
  if (at >= 0) list.splice(at, 1);
}

/** News at the bottom right for six seconds; an error stays until it is closed or replaced by the next. */
export function useToasts(): { toasts: readonly Toast[]; say: (toast: Omit<Toast, 'id'>) => void } {
  return {
    toasts: list,
    say(toast) {
      last += 1;
      const id = last;
      if (toast.tone === 'bad') list.filter((each) => each.tone === 'bad').forEach((each) => closeToast(each.id));
      list.push({ ...toast, id });
      if (list.length > 3) list.shift();
      if (toast.tone !== 'bad' && !toast.link) window.setTimeout(() => closeToast(id), shownMs);
    },
  };
}
