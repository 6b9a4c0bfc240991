import createClient from 'openapi-fetch';
import type { paths } from './schema';
import { base, send } from './transport';

/** The typed client; a request that is refused throws ProblemError, so `data` is always there. */
export const client = createClient<paths>({ baseUrl: new URL(base, window.location.href).href, fetch: send });

/** The answer's body. */
export async function data<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
