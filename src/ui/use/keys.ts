import { onScopeDispose, reactive } from 'vue';
import { burstGuard } from './scanBurst';
import type { TextKey } from '@/i18n';

/**
 * The keys of a page in one table, from which the help is made too. A key is named by its place on the board
 * (KeyboardEvent.code), so that an input method for Chinese does no harm; what an input method composes is never a key.
 */
export interface KeyBinding {
  /** `F2`, `KeyR`, `Digit1`, `Slash` …; several do the same. */
  readonly code: string | readonly string[];
  readonly ctrl?: boolean;
  readonly alt?: boolean;
  readonly shift?: boolean;
  /** How the key is written on screen. */
  readonly shown: string;
  readonly says: TextKey;
  /** False: the key is passed on. */
  readonly when?: () => boolean;
  /** Acts while the focus is in a field too. Letters, digits and arrows never do. */
  readonly inFields?: boolean;
  readonly run: (event: KeyboardEvent) => void;
}

const tables = reactive<{ list: (readonly KeyBinding[])[] }>({ list: [] });

export function inField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'file'].includes(target.type);
}

function answersTo(binding: KeyBinding, event: KeyboardEvent): boolean {
  const codes = typeof binding.code === 'string' ? [binding.code] : binding.code;
  return (
    codes.includes(event.code) &&
    !!binding.ctrl === (event.ctrlKey || event.metaKey) &&
    !!binding.alt === event.altKey &&
    (binding.shift === undefined ? !event.shiftKey || /^F\d+$/.test(event.code) : binding.shift === event.shiftKey)
  );
}

export function bindingFor(event: KeyboardEvent): KeyBinding | undefined {
  const field = inField(event.target);
  for (const table of [...tables.list].reverse()) {
    const found = table.find((each) => answersTo(each, event) && (!field || each.inFields) && (each.when?.() ?? true));
    if (found) return found;
  }
  return undefined;
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
  const found = bindingFor(event);
  if (!found) return;
  event.preventDefault();
  // A key that is held walks through a list; it does nothing else twice.
  if (event.repeat && !/^(Arrow\w+|Key[JK])$/.test(event.code)) return;
  // A code scanner begins like a person who presses one letter; the letter acts when no second one follows at once.
  const alone = event.key.length === 1 && !event.ctrlKey && !event.altKey;
  if (alone) burstGuard.whenAlone(() => found.run(event));
  else found.run(event);
}

let listening = false;

/** Binds the keys while the calling component lives; the table of the component made last is asked first. */
export function useKeys(table: readonly KeyBinding[]): void {
  if (!listening) {
    window.addEventListener('keydown', onKey);
    listening = true;
  }
  tables.list.push(table);
  onScopeDispose(() => {
    tables.list = tables.list.filter((each) => each !== table);
  });
}

/** Every table that answers now, the page's own first: the help. */
export function allKeys(): readonly (readonly KeyBinding[])[] {
  return [...tables.list].reverse();
}
