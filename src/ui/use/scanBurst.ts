import { onScopeDispose } from 'vue';

/**
 * A handheld code scanner types like a keyboard, its characters under 35 ms apart, and ends with Enter. Such a burst is
 * caught wherever the focus is and never reaches a field: the second character tells it from a person (people were
 * measured elsewhere at 60 ms and more between two keys), and the first one is taken back out of the field.
 * What turns out not to end with Enter is given back to the field as if it had been typed.
 */
export const gapMs = 35;
/** Shorter ones are somebody rolling two keys and Enter. */
const shortest = 6;

type Field = HTMLInputElement | HTMLTextAreaElement;

interface Before {
  readonly field: Field;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

function fieldOf(target: EventTarget | null): Field | null {
  if (target instanceof HTMLTextAreaElement) return target;
  if (target instanceof HTMLInputElement && /^(text|search|password|tel|url|email|number)$/.test(target.type)) return target;
  return null;
}

function put(field: Field, value: string, caret: number | null): void {
  field.value = value;
  if (caret !== null && field.type !== 'number' && field.type !== 'email') field.setSelectionRange(caret, caret);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

export class BurstCatcher {
  private text = '';
  private last = Number.NEGATIVE_INFINITY;
  private before: Before | null = null;
  private caught = false;
  private timer = 0;
  private alone: (() => void) | null = null;
  private readonly listeners: ((text: string) => void)[] = [];

  /** Runs what a single letter does, unless it was the first of a burst. */
  whenAlone(deed: () => void): void {
    this.alone = deed;
  }

  /** The listener added last gets the burst. */
  add(listener: (text: string) => void): () => void {
    this.listeners.push(listener);
    return () => {
      const at = this.listeners.indexOf(listener);
      if (at >= 0) this.listeners.splice(at, 1);
    };
  }

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
    const near = event.timeStamp - this.last < gapMs;
    if (event.key === 'Enter') {
      if (near && this.text.length >= shortest) this.finish(event);
      else this.giveUp();
      return;
    }
    if (event.key.length !== 1 || event.repeat) return;
    if (!near) this.begin(event);
    else this.goOn(event);
    this.last = event.timeStamp;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.giveUp(), gapMs + 10);
  };

  private begin(event: KeyboardEvent): void {
    this.giveUp();
    const field = fieldOf(event.target);
    this.before = field && { field, value: field.value, start: field.selectionStart, end: field.selectionEnd };
    this.text = event.key;
  }

  private goOn(event: KeyboardEvent): void {
    this.alone = null;
    this.caught = true;
    this.text += event.key;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  private finish(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopImmediatePropagation();
    const text = this.text;
    const { before } = this;
    this.reset();
    if (before) put(before.field, before.value, before.start);
    this.listeners[this.listeners.length - 1]?.(text);
  }

  /** No Enter came: it was a person, whose keys are given back. */
  private giveUp(): void {
    const { before, text, caught, alone } = this;
    this.reset();
    if (alone && !caught) alone();
    if (!caught || !before) return;
    const start = before.start ?? before.value.length;
    put(before.field, before.value.slice(0, start) + text + before.value.slice(before.end ?? start), start + text.length);
  }

  private reset(): void {
    window.clearTimeout(this.timer);
    this.text = '';
    this.last = Number.NEGATIVE_INFINITY;
    this.before = null;
    this.caught = false;
    this.alone = null;
  }
}

export const burstGuard = new BurstCatcher();
window.addEventListener('keydown', burstGuard.onKey, true);

/** Called with what the code scanner read, while the calling component lives. */
export function useScanBurst(listener: (text: string) => void): void {
  onScopeDispose(burstGuard.add(listener));
}
