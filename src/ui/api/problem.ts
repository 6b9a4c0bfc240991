/** What the server refused or could not do (RFC 9457), or that it could not be reached. */
export interface Problem {
  /** The last part of the type's address, e.g. `wrong-password`; `away` when there was no answer. */
  readonly name: string;
  readonly status: number;
  /** One sentence in the session's language. */
  readonly sentence: string;
  readonly kept?: string;
  readonly next?: string;
  readonly retryAfter?: number;
}

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.sentence);
    this.name = 'ProblemError';
  }
}

export const away: Problem = { name: 'away', status: 0, sentence: '' };

interface Told {
  type?: unknown;
  title?: unknown;
  detail?: unknown;
  kept?: unknown;
  next?: unknown;
  retry_after?: unknown;
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

/** Reads an answer that is not 2xx. */
export async function problemOf(answer: Response): Promise<Problem> {
  let told: Told = {};
  try {
    told = (await answer.json()) as Told;
  } catch {
    // Not from the server itself, a proxy's page for example: the status is all there is.
  }
  const after = Number(told.retry_after ?? answer.headers.get('Retry-After') ?? Number.NaN);
  return {
    name: asText(told.type)?.split('/').pop() ?? `status-${answer.status}`,
    status: answer.status,
    sentence: asText(told.detail) ?? asText(told.title) ?? '',
    ...(asText(told.kept) && { kept: asText(told.kept) }),
    ...(asText(told.next) && { next: asText(told.next) }),
    ...(Number.isFinite(after) && { retryAfter: after }),
  };
}
