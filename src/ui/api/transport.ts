import { reactive, readonly } from 'vue';
import { ProblemError, away, problemOf } from './problem';
import { whole } from './whole';

/**
 * Every request goes through here: it carries the session's CSRF token and language, and when the server is away it
 * waits and is sent again. All writes carry an id made here or are PUTs, so sending twice changes nothing.
 */

export const base = '/api/v1';

const link = reactive({ away: false, since: 0, waiting: 0, failures: 0 });
/** Whether the server answers, since when not (ms), and how many requests wait to be sent. */
export const connection = readonly(link);

const context = { csrf: '', language: 'zh-CN', onSignedOut: () => {} };

export function setSession(csrf: string): void {
  context.csrf = csrf;
}

export function setLanguage(language: string): void {
  context.language = language;
}

export function language(): string {
  return context.language;
}

/** Called when the server no longer knows the session. */
export function onSignedOut(told: () => void): void {
  context.onSignedOut = told;
}

const wakers = new Set<() => void>();
window.addEventListener('online', () => wakers.forEach((wake) => wake()));

/** Waits before the next try: 0.5, 1, 2, 4, then 5 seconds; at once when the network comes back. */
function pause(attempt: number): Promise<void> {
  return new Promise((resume) => {
    const done = (): void => {
      window.clearTimeout(timer);
      wakers.delete(done);
      resume();
    };
    const timer = window.setTimeout(done, Math.min(5000, 500 * 2 ** attempt));
    wakers.add(done);
  });
}

function cameBack(): void {
  link.away = false;
  link.failures = 0;
}

function wentAway(): void {
  link.failures += 1;
  if (!link.away) {
    link.away = true;
    link.since = Date.now();
  }
}

/** Told by the event streams too: they notice first. */
export const tell = { cameBack, wentAway };

const gatewayStatus = new Set([502, 503, 504]);

/** The request with what every request carries; a copy, so that it can be sent again. */
function dressed(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set('Accept-Language', context.language);
  if (request.method !== 'GET' && request.method !== 'HEAD' && context.csrf) headers.set('X-CSRF-Token', context.csrf);
  return new Request(request.clone(), { headers, credentials: 'same-origin' });
}

/** The whole answer, or null for none: a server that ends within one has not answered. */
async function once(request: Request): Promise<Response | null> {
  try {
    const answer = await whole(await fetch(dressed(request)));
    return gatewayStatus.has(answer.status) ? null : answer;
  } catch (error) {
    if (request.signal.aborted) throw error;
    return null;
  }
}

async function settled(request: Request, answer: Response): Promise<Response> {
  cameBack();
  if (answer.ok) return answer;
  const problem = await problemOf(answer);
  if (answer.status === 401 && !new URL(request.url).pathname.endsWith('/session')) context.onSignedOut();
  throw new ProblemError(problem);
}

/** Sends until there is an answer; throws ProblemError for one that is not 2xx. */
export async function send(request: Request): Promise<Response> {
  let waits = false;
  try {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await once(request);
      if (answer) return await settled(request, answer);
      wentAway();
      if (!waits) {
        waits = true;
        link.waiting += 1;
      }
      await pause(attempt);
      if (request.signal.aborted) throw new DOMException('aborted', 'AbortError');
    }
  } finally {
    if (waits) link.waiting -= 1;
  }
}

/** Sends once and says so when the server is away: for what a person waits for and can press again. */
export async function sendOnce(request: Request): Promise<Response> {
  const answer = await once(request);
  if (answer) return settled(request, answer);
  wentAway();
  throw new ProblemError(away);
}
