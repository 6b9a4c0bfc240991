import { computed, onScopeDispose, reactive } from 'vue';
import { newId } from '@/api/ids';
import type { Return } from '@/api/model';
import { ProblemError } from '@/api/problem';
import { returns } from '@/api/rooms';
import { upload } from '@/api/uploads';
import { usePapers } from '@/use/papers';
import { shelf } from '@/use/shelf';
import { useText } from '@/use/text';
import { useToasts } from '@/use/toasts';

export type Match = Return['pages'][number]['documents'][number]['matches'][number];

/** One certificate of the stack, or a file that is still read or none could be read of. */
export interface Certificate {
  readonly id: string;
  readonly upload: string;
  readonly page: number;
  readonly document: number;
  readonly name: string;
  /** The code of its type. */
  readonly type: string;
  readonly state: 'reading' | 'failed' | 'certain' | 'possible' | 'none' | 'filed' | 'aside';
  readonly failure: string;
  readonly matches: readonly Match[];
  /** The number of the case it was filed to. */
  readonly filedTo: string;
}

interface Upload {
  readonly id: string;
  picture: string;
  answer: Return | null;
  failure: string;
}

const place = 'daiban.returns';
const askEveryMs = 700;
const verdicts: readonly Match['verdict'][] = ['certain', 'possible', 'none'];
const mostShown = 5;

/** The uploads of this window; ids only, so that a reload goes on with them and nothing personal is kept. */
function remembered(): string[] {
  try {
    return JSON.parse(shelf.read('sessionStorage', place) ?? '[]') as string[];
  } catch {
    return [];
  }
}

/** The stack of scanned certificates: sent, read on the server, held against the cases, filed one by one. */
export function useReturns() {
  const { t } = useText();
  const { say } = useToasts();
  const sort = usePapers();
  const uploads = reactive<Upload[]>([]);
  const decided = reactive(new Map<string, string>());
  /** What the server does not have any more. */
  const lost = new Set<string>();
  let closed = false;

  const keep = (): void => void shelf.keep('sessionStorage', place, JSON.stringify(uploads.map((each) => each.id).filter((id) => !lost.has(id))));
  const entryOf = (id: string): Upload | undefined => uploads.find((each) => each.id === id);

  async function follow(id: string): Promise<void> {
    while (!closed) {
      try {
        const answer = await returns.get(id);
        const entry = entryOf(id);
        if (!entry) return;
        entry.answer = answer;
        if (answer.state !== 'reading') return;
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const entry = entryOf(id);
        // The server was started anew and does not know it any more: said once, and forgotten with the next load.
        if (entry) entry.failure = error.problem.status === 404 ? t('returns.lost') : error.problem.sentence || t('link.refused');
        if (error.problem.status === 404) lost.add(id);
        keep();
        return;
      }
      await new Promise((done) => window.setTimeout(done, askEveryMs));
    }
  }

  async function add(files: readonly File[]): Promise<void> {
    const { papers, refused } = sort(files);
    if (refused.length > 0) say({ tone: 'bad', sentence: refused.join(' ') });
    for (const file of papers) {
      const id = newId();
      uploads.push({ id, picture: file.type.startsWith('image/') ? URL.createObjectURL(file) : '', answer: null, failure: '' });
      keep();
      try {
        await upload(id, file, file.name, () => {});
        await returns.begin(id);
        void follow(id);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const entry = entryOf(id);
        if (entry) entry.failure = error.problem.sentence || t('link.refused');
        if (error.problem.status !== 401) lost.add(id);
        keep();
      }
    }
  }

  for (const id of remembered()) {
    uploads.push({ id, picture: '', answer: null, failure: '' });
    void follow(id);
  }

  function certificatesOf(entry: Upload): Certificate[] {
    const blank = { upload: entry.id, page: 0, document: 0, matches: [], filedTo: '', failure: '', name: '', type: '' };
    const failure = entry.failure || entry.answer?.failure || '';
    if (failure) return [{ ...blank, id: entry.id, state: 'failed', failure }];
    if (!entry.answer || (entry.answer.state === 'reading' && entry.answer.pages.length === 0)) return [{ ...blank, id: entry.id, state: 'reading' }];
    return entry.answer.pages.flatMap((page) => {
      const at = { ...blank, page: page.page };
      if (page.failure) return [{ ...at, id: `${entry.id}/${page.page}`, state: 'failed' as const, failure: page.failure }];
      if (page.documents.length === 0) return [{ ...at, id: `${entry.id}/${page.page}`, state: 'failed' as const, failure: t('returns.notTaken') }];
      return page.documents.map((document): Certificate => {
        const id = `${entry.id}/${page.page}/${document.document}`;
        const done = decided.get(id);
        // Those that do not fit stay in sight behind the others: a namesake is told apart by seeing both.
        const matches = [...document.matches].sort((one, other) => verdicts.indexOf(one.verdict) - verdicts.indexOf(other.verdict)).slice(0, mostShown);
        const state = done !== undefined ? (done ? 'filed' : 'aside') : document.certain ? 'certain' : document.matches.some((match) => match.verdict === 'possible' || match.verdict === 'certain') ? 'possible' : 'none';
        return { ...at, id, document: document.document, name: document.type_name, type: document.type, state, matches, filedTo: done ?? '' };
      });
    });
  }

  const stack = computed(() => uploads.flatMap(certificatesOf));
  const pictureOf = (certificate: Certificate): string => entryOf(certificate.upload)?.picture ?? '';
  /** The browser cannot draw it, as a TIFF or a damaged picture. */
  function noPicture(certificate: Certificate): void {
    const entry = entryOf(certificate.upload);
    if (entry) entry.picture = '';
  }

  /** Files a certificate to a case, or, without one, records that it is none's. Gives the case's number. */
  async function decide(certificate: Certificate, to: string): Promise<string> {
    const number = await returns.decide(certificate.upload, certificate.page, certificate.document, to ? 'confirmed' : 'no-case', to || undefined);
    decided.set(certificate.id, to ? number : '');
    return number;
  }

  onScopeDispose(() => {
    closed = true;
    uploads.forEach((each) => each.picture && URL.revokeObjectURL(each.picture));
  });
  return { stack, add, decide, pictureOf, noPicture };
}
