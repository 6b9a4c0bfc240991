import { ref } from 'vue';
import { intakes } from '@/api/intakes';
import { quadOf, type Line, type Quad } from '@/api/model';
import { useText } from '@/use/text';
import { useToasts } from '@/use/toasts';
import { turnOf } from './geometry';
import type { CurrentIntake } from './useIntake';
import type { usePaper } from './usePaper';

const about: Partial<Record<Line['state'], 'type' | 'subject' | 'validity'>> = { expired: 'validity', 'wrong-person': 'subject' };

/** Corners being dragged, of which document of the page. */
export interface CropDraft {
  readonly number: number;
  readonly quad: Quad;
}

/** What a person does to the page in hand, and to a line by way of its page. */
export function usePageDeeds({ intake, act }: Pick<CurrentIntake, 'intake' | 'act'>, paper: ReturnType<typeof usePaper>) {
  const { t } = useText();
  const { say } = useToasts();
  const { page, document } = paper;
  const draft = ref<CropDraft | null>(null);

  const place = (number = document.value?.number ?? 1) => ({ intake: intake.value!.id, page: page.value!.id, document: number });
  const numberOf = (pageId: string): number => intake.value?.pages.find((each) => each.id === pageId)?.number ?? 0;

  async function mend(name: string, value: string): Promise<void> {
    if (page.value) await act(() => intakes.confirm(place(), { fields: { [name]: value } }));
  }

  async function retype(type: string): Promise<void> {
    if (page.value && type !== document.value?.type) await act(() => intakes.confirm(place(), { type }));
  }

  async function assign(line: Line, toPage = page.value?.id, number = document.value?.number ?? 1): Promise<void> {
    if (!toPage || !intake.value) return;
    const mine = { intake: intake.value.id, page: toPage, document: toPage === page.value?.id ? number : 1 };
    const fresh = await act(() => intakes.assign(mine, line.material));
    if (fresh) say({ tone: 'ok', sentence: t('intake.assigned', { number: numberOf(toPage), name: line.name }), undo });
  }

  /** Makes one paper of two pages, the earlier first; a page that is joined already is a paper by itself again. */
  async function join(pageId: string, leadId: string | null): Promise<void> {
    const at = (each: string) => intake.value?.pages.find((one) => one.id === each);
    const [mine, lead] = [at(pageId), leadId ? at(leadId) : null];
    if (!intake.value || !mine || (leadId && !lead)) return;
    const [later, first] = lead && lead.number > mine.number ? [lead, mine] : [mine, lead];
    const number = (each: typeof later): number => (each.id === page.value?.id ? (document.value?.number ?? 1) : 1);
    const fresh = await act(() => intakes.join({ intake: intake.value!.id, page: later.id, document: number(later) }, first ? { page: first.id, document: number(first) } : null));
    if (fresh) say({ tone: 'ok', sentence: first ? t('intake.joined', { number: later.number, first: first.number }) : t('intake.parted', { number: later.number }), undo });
  }

  /** By key: the page in hand with the one before it, or apart again. */
  function joinBefore(): void {
    const here = page.value;
    if (!here) return;
    if (document.value?.continues) return void join(here.id, null);
    const before = paper.kept.value[paper.kept.value.findIndex((each) => each.id === here.id) - 1];
    if (before) void join(here.id, before.id);
  }

  async function accept(line: Line, reason: string): Promise<void> {
    const first = line.pages[0];
    if (!first || !intake.value) return;
    const mine = { intake: intake.value.id, page: first.page, document: first.document };
    await act(() => intakes.overrule(mine, { about: about[line.state] ?? 'type', ruling: 'accepted', material: line.material, reason }));
  }

  async function turn(): Promise<void> {
    if (!page.value || !document.value) return;
    const next = turnOf(document.value.turn + 90);
    await act(() => intakes.draw(place(), { turn: next }));
  }

  function startCrop(number = document.value?.number ?? 1): void {
    const here = page.value;
    if (!here || here.width === 0) return;
    const [w, h] = [here.width, here.height];
    const whole: Quad = [[w * 0.1, h * 0.1], [w * 0.9, h * 0.1], [w * 0.9, h * 0.9], [w * 0.1, h * 0.9]];
    draft.value = { number, quad: quadOf(here.documents.find((each) => each.number === number)?.quad) ?? whole };
  }

  async function keepCrop(): Promise<void> {
    const mine = draft.value;
    if (!mine) return;
    draft.value = null;
    const fresh = await act(() => intakes.draw(place(mine.number), { quad: mine.quad }));
    if (fresh && page.value) paper.show(page.value.id, mine.number);
  }

  async function removePage(): Promise<void> {
    const mine = page.value;
    if (!mine) return;
    const fresh = await act((here) => intakes.removePage(here, mine.id, t('intake.removedByHand')));
    if (fresh) say({ tone: 'none', sentence: t('intake.removedToast', { number: mine.number }), undo });
  }

  const restorePage = (pageId: string): void => void act((here) => intakes.restorePage(here, pageId, t('intake.restoredByHand')));
  const readAgain = (pageId: string): void => void act((here) => intakes.readAgain(here, pageId));

  async function undo(): Promise<void> {
    if (!intake.value?.undo) return;
    await act((here) => intakes.undo(here));
  }

  return { draft, mend, retype, assign, join, joinBefore, accept, turn, startCrop, keepCrop, removePage, restorePage, readAgain, undo };
}
