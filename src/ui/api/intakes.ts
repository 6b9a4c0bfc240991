import { client, data } from './client';
import { listen, type Stream } from './events';
import { newId } from './ids';
import type { Intake, IntakeSummary, Page, PrintKind, Printed, Quad, ScanJob } from './model';
import { printerFor } from './printers';
import { ProblemError } from './problem';
import { base, sendOnce } from './transport';

const once = { fetch: sendOnce };
const at = (intake: string) => ({ params: { path: { intake } } });

interface Paper {
  readonly intake: string;
  readonly page: string;
  readonly document: number;
}

const paperAt = ({ intake, page, document }: Paper) => ({ params: { path: { intake, page, document } } });

export const intakes = {
  list: async (): Promise<IntakeSummary[]> => (await data(client.GET('/intakes'))).intakes,
  open: (id: string, item?: string): Promise<Intake> => data(client.POST('/intakes', { body: { id, ...(item && { item }) } })),
  get: (id: string): Promise<Intake> => data(client.GET('/intakes/{intake}', at(id))),
  setItem: (id: string, item: string): Promise<Intake> => data(client.PATCH('/intakes/{intake}', { ...at(id), body: { item } })),
  setSituations: (id: string, situations: string[]): Promise<Intake> => data(client.PATCH('/intakes/{intake}', { ...at(id), body: { situations } })),
  setApplicant: (id: string, name: string, id_number: string, reason?: string): Promise<Intake> =>
    data(client.PATCH('/intakes/{intake}', { ...at(id), body: { applicant: { name, id_number, ...(reason && { reason }) } } })),
  putAside: (id: string): Promise<unknown> => data(client.DELETE('/intakes/{intake}', at(id))),
  addPages: (id: string, uploads: string[]) => data(client.POST('/intakes/{intake}/pages', { ...at(id), body: { id: newId(), uploads } })),
  removePage: (intake: string, page: string, reason: string): Promise<Intake> =>
    data(client.DELETE('/intakes/{intake}/pages/{page}', { params: { path: { intake, page } }, body: { reason } })),
  restorePage: (intake: string, page: string, reason: string): Promise<Intake> =>
    data(client.POST('/intakes/{intake}/pages/{page}/restore', { params: { path: { intake, page } }, body: { reason } })),
  readAgain: (intake: string, page: string): Promise<Intake> =>
    data(client.POST('/intakes/{intake}/pages/{page}/read', { params: { path: { intake, page } } })),
  /** One that arrived although its answer was lost is refused when it is sent again: the question is gone by then. */
  answer: async (intake: string, question: string, answer: string): Promise<Intake> => {
    try {
      return await data(client.POST('/intakes/{intake}/questions/{question}', { params: { path: { intake, question } }, body: { answer } }));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 409) throw error;
      const now = await intakes.get(intake);
      if (now.questions.some((each) => each.id === question)) throw error;
      return now;
    }
  },
  confirm: (paper: Paper, body: { type?: string; fields?: Record<string, string> }): Promise<Intake> =>
    data(client.POST('/intakes/{intake}/pages/{page}/documents/{document}/confirm', { ...paperAt(paper), body })),
  overrule: (
    paper: Paper,
    body: { about: 'type' | 'subject' | 'validity' | 'count' | 'bundle'; ruling: 'accepted' | 'refused'; material?: string; reason: string },
  ): Promise<Intake> => data(client.POST('/intakes/{intake}/pages/{page}/documents/{document}/overrule', { ...paperAt(paper), body })),
  draw: (paper: Paper, body: { quad?: Quad; turn?: 0 | 90 | 180 | 270 }): Promise<Intake> =>
    data(
      client.POST('/intakes/{intake}/pages/{page}/documents/{document}/draw', {
        ...paperAt(paper),
        body: { ...(body.turn !== undefined && { turn: body.turn }), ...(body.quad && { quad: body.quad.map((point) => [...point]) }) },
      }),
    ),
  assign: (paper: Paper, material: string): Promise<Intake> =>
    data(client.POST('/intakes/{intake}/pages/{page}/documents/{document}/assign', { ...paperAt(paper), body: { material } })),
  /** Puts the paper to another as its further page or other side; to none: it is a paper by itself again. */
  join: (paper: Paper, to: { page: string; document: number } | null): Promise<Intake> =>
    data(client.POST('/intakes/{intake}/pages/{page}/documents/{document}/join', { ...paperAt(paper), body: { ...to } })),
  undo: (id: string): Promise<Intake> => data(client.POST('/intakes/{intake}/undo', { ...at(id), ...once })),
  print: (id: string, kind: PrintKind): Promise<Printed> =>
    data(client.POST('/intakes/{intake}/print', { ...at(id), body: { id: newId(), ...printerFor(kind) }, ...once })),
  reveal: (id: string) => data(client.GET('/intakes/{intake}/applicant', { ...at(id), ...once })),
  follow: (id: string, on: { page: (page: Page) => void; changed: () => void; job: (job: ScanJob) => void }): Stream =>
    listen(
      `/intakes/${encodeURIComponent(id)}/events`,
      { page: (told) => on.page((told as { page: Page }).page), intake: () => on.changed(), job: (told) => on.job(told as ScanJob) },
      () => on.changed(),
    ),
};

export const revealField = async (page: string, document: number, field: string): Promise<string> =>
  (await data(client.GET('/pages/{page}/documents/{document}/fields/{field}', { params: { path: { page, document, field } }, ...once }))).value;

/** Where a page's picture is, at most so many pixels wide. */
export const pagePicture = (page: string, width?: number): string =>
  `${base}/pages/${encodeURIComponent(page)}/picture${width ? `?width=${width}` : ''}`;
