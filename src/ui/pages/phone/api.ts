import type { components, paths } from '@/api/schema';
import { whole } from '@/api/whole';
import { shelf } from '@/use/shelf';
import { language } from './text';

/** What a paired telephone may ask: by a token of its own, never by a cookie. */

export type PhonePage = components['schemas']['PhonePage'];
export type Standing = paths['/phone']['get']['responses']['200']['content']['application/json'];

/** The server said no; `status` 0: it did not answer. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly sentence: string,
  ) {
    super(sentence);
  }
}

const kept = 'daiban.phone';
let token = shelf.read('sessionStorage', kept) ?? '';

export const isPaired = (): boolean => token !== '';

export function forget(): void {
  token = '';
  shelf.drop('sessionStorage', kept);
}

async function ask(method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await whole(
      await fetch(`/api/v1/phone${path}`, {
        method,
        credentials: 'omit',
        headers: { 'Accept-Language': language.value, ...(token && { Authorization: `Bearer ${token}` }), ...headers },
        ...(body !== undefined && { body }),
      }),
    );
  } catch {
    throw new Refusal(0, '');
  }
  if (answer.ok) return answer;
  if ([502, 503, 504].includes(answer.status)) throw new Refusal(0, '');
  const told = (await answer.json().catch(() => ({}))) as { detail?: string };
  throw new Refusal(answer.status, told.detail ?? '');
}

const json = { 'Content-Type': 'application/json' };

/** Takes the code of the QR; it is good once. */
export async function pair(code: string): Promise<void> {
  const answer = await ask('POST', '', JSON.stringify({ code }), json);
  token = ((await answer.json()) as { token: string }).token;
  shelf.keep('sessionStorage', kept, token);
}

export async function standing(uploads: readonly string[]): Promise<Standing> {
  return (await (await ask('GET', uploads.length > 0 ? `?uploads=${uploads.join(',')}` : '')).json()) as Standing;
}

export async function leave(): Promise<void> {
  await ask('DELETE', '');
}

/** How much goes in one request: a lost one costs no more than this. */
const chunk = 1024 * 1024;

/** Sends a picture in pieces, goes on where it stopped, and puts it into the intake. */
export async function send(id: string, picture: Blob, name: string, moved: (share: number) => void): Promise<void> {
  let at = 0;
  while (at < picture.size) {
    const headers: Record<string, string> = { 'Content-Type': 'application/octet-stream' };
    if (at === 0) Object.assign(headers, { 'Upload-Length': String(picture.size), 'X-File-Name': encodeURIComponent(name) });
    else headers['Upload-Offset'] = String(at);
    try {
      const answer = await ask(at === 0 ? 'PUT' : 'PATCH', `/uploads/${id}`, picture.slice(at, at + chunk), headers);
      at = ((await answer.json()) as { received: number }).received;
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 409) throw error;
      const received = Number((await ask('HEAD', `/uploads/${id}`)).headers.get('Upload-Offset') ?? 0);
      if (received <= at) throw error;
      at = received;
    }
    moved(at / picture.size);
  }
  const told = (await (await ask('POST', '/pages', JSON.stringify({ uploads: [id] }), json)).json()) as { refused: { detail: string }[] };
  const refused = told.refused[0];
  if (refused) throw new Refusal(422, refused.detail);
}
