import { ref } from 'vue';

/** Where in the page one is: its address's part behind #, so that the phone's back key works. Numbers only. */
export type View = 'rounds' | 'new' | 'scan' | 'sheet' | 'queue' | 'answers' | 'settings' | 'sign-in';

export interface Place {
  readonly view: View;
  readonly key: string;
}

function read(): Place {
  const [, first = '', second = '', third = ''] = window.location.hash.split('/');
  if (first === 'r' && second) return { view: third === 'sheet' ? 'sheet' : 'scan', key: decodeURIComponent(second) };
  const views: readonly string[] = ['new', 'queue', 'answers', 'settings', 'sign-in'];
  return { view: views.includes(first) ? (first as View) : 'rounds', key: '' };
}

export const place = ref<Place>(read());
window.addEventListener('hashchange', () => (place.value = read()));

export function go(view: View, key = ''): void {
  const path = view === 'scan' ? `r/${encodeURIComponent(key)}` : view === 'sheet' ? `r/${encodeURIComponent(key)}/sheet` : view === 'rounds' ? '' : view;
  window.location.hash = `#/${path}`;
}

export function back(): void {
  if (window.history.length > 1) window.history.back();
  else go('rounds');
}
