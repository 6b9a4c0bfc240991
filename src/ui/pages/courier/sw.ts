/**
 * Keeps the page and its decoder on the phone. Files have their contents in their names, so an old page finds its own
 * beside a newer one's until it is left; nothing of the API is ever kept here, and the database is never touched.
 */

/** Every file of this build, the page first; put in by vite.courier.config.ts. */
declare const __COURIER_FILES__: readonly string[];
declare const __COURIER_VERSION__: string;

/** What of a service worker is used here; TypeScript's own list of it cannot stand beside the page's. */
interface Waits extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Waits {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Listener {
  postMessage(message: unknown): void;
}
interface Told extends Waits {
  readonly data: unknown;
  readonly source: Listener | null;
}
interface Worker {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', deed: (event: Waits) => void): void;
  addEventListener(name: 'message', deed: (event: Told) => void): void;
  addEventListener(name: 'fetch', deed: (event: Asked) => void): void;
}

const worker = self as unknown as Worker;
const page = '/courier';
const prefix = 'daiban-courier-';
const here = prefix + __COURIER_VERSION__;
/** The decoder is half of the weight: what makes the page stand comes first. */
const isLate = (file: string): boolean => file.endsWith('.wasm') || file.includes('decoder');

async function keepOne(cache: Cache, file: string): Promise<void> {
  if (await cache.match(file)) return;
  // A file that has not changed is on the phone already, in the cache of the page before.
  const there = file === page ? undefined : await caches.match(file);
  const answer = there ?? (await fetch(file, { cache: 'no-cache', credentials: 'same-origin' }));
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  await cache.put(file, answer);
}

async function keep(which: (file: string) => boolean): Promise<void> {
  const cache = await caches.open(here);
  await Promise.all(__COURIER_FILES__.filter(which).map((file) => keepOne(cache, file)));
}

worker.addEventListener('install', (event) => event.waitUntil(keep((file) => !isLate(file))));

async function takeOver(): Promise<void> {
  await worker.clients.claim();
  await keep(() => true).catch(() => {});
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== here) await caches.delete(name);
}
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));

async function answerKeep(client: Listener | null): Promise<void> {
  const kept = await keep(() => true).then(
    () => true,
    () => false,
  );
  client?.postMessage({ kept });
}

worker.addEventListener('message', (event) => {
  if (event.data === 'change-over') void worker.skipWaiting();
  if (event.data === 'keep') event.waitUntil(answerKeep(event.source));
});

async function fromPhone(request: Request, file: string): Promise<Response> {
  const kept = (await (await caches.open(here)).match(file)) ?? (await caches.match(file));
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && __COURIER_FILES__.includes(file)) await (await caches.open(here)).put(file, answer.clone());
  return answer;
}

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== worker.location.origin || url.pathname.startsWith('/api/')) return;
  const file = event.request.mode === 'navigate' ? page : url.pathname;
  if (file === page || __COURIER_FILES__.includes(file)) event.respondWith(fromPhone(event.request, file));
});
