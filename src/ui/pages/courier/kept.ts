import { ref } from 'vue';

/** Whether the page and its decoder are on the phone, and whether a newer one waits. */
export const offline = ref<'no' | 'loading' | 'ready'>('no');
export const newer = ref(false);

let worker: ServiceWorkerRegistration | undefined;

function watchFor(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    if (registration.waiting && navigator.serviceWorker.controller) newer.value = true;
  };
  look();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
}

/** Has the service worker keep every file of the page; `navigator.storage.persist` asks the phone not to clear them. */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  offline.value = 'loading';
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ kept?: boolean }>) => {
    if (data.kept !== undefined) offline.value = data.kept ? 'ready' : 'no';
  });
  try {
    worker = await navigator.serviceWorker.register('/courier-sw.js', { scope: '/courier', updateViaCache: 'none' });
    watchFor(worker);
    const ready = await navigator.serviceWorker.ready;
    ready.active?.postMessage('keep');
    void navigator.storage?.persist?.();
  } catch {
    offline.value = 'no';
  }
}

export function lookForNewer(): void {
  void worker?.update().catch(() => {});
}

/** Puts the newer page in place; what was not sent lies in the database, which no version clears. */
export function changeOver(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  worker?.waiting?.postMessage('change-over');
}
