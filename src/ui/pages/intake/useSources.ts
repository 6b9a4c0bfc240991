import { computed, onScopeDispose, ref, watch, type Ref } from 'vue';
import { cases } from '@/api/cases';
import { intakes } from '@/api/intakes';
import type { Intake } from '@/api/model';
import { inbox, phones, type InboxFile, type Phone, type PhoneOffer } from '@/api/phones';
import { useAttempt } from '@/use/attempt';

/** From one look to the next, ms: while the code waits to be scanned, and while nobody looks. */
const often = 2000;
const seldom = 20_000;

/** Where pages come from besides scanner and files: telephones that were paired, and what a watched folder brought. */
export function useSources(intake: () => Intake | null, ensure: (item?: string) => Promise<string | null>, take: (fresh: Intake) => void, opened: (id: string) => void, shown: Ref<boolean>) {
  const attempt = useAttempt();
  const paired = ref<Phone[]>([]);
  const offer = ref<PhoneOffer | null>(null);
  const files = ref<InboxFile[]>([]);
  const busy = ref(false);
  const connected = computed(() => paired.value.filter((each) => each.state === 'connected'));
  /** By the folder they were put into; those of none first. */
  const groups = computed(() => {
    const all = new Map<string, InboxFile[]>();
    for (const file of [...files.value].sort((a, b) => a.folder.localeCompare(b.folder))) all.set(file.folder, [...(all.get(file.folder) ?? []), file]);
    return [...all.values()];
  });
  let timer = 0;
  let gone = false;

  async function look(): Promise<void> {
    window.clearTimeout(timer);
    const id = intake()?.id;
    // Whoever may not take in has neither; a refusal is no news.
    const [told, came] = await Promise.all([id ? phones.list(id).catch(() => []) : [], inbox.list().catch(() => [])]);
    if (gone) return;
    if (id === intake()?.id) paired.value = told;
    files.value = came;
    if (offer.value && told.some((each) => each.id === offer.value?.phone.id && each.state === 'connected')) offer.value = null;
    timer = window.setTimeout(() => void look(), shown.value ? often : seldom);
  }

  async function invite(): Promise<void> {
    busy.value = true;
    const id = await ensure();
    offer.value = id ? await attempt(() => phones.offer(id)) : null;
    busy.value = false;
    await look();
  }

  async function disconnect(phone: Phone): Promise<void> {
    const id = intake()?.id;
    if (!id) return;
    await attempt(() => phones.end(id, phone.id));
    await look();
  }

  /** The intake that files go into: of the case their folder is called by, else the one in hand. */
  async function intakeFor(chosen: readonly InboxFile[]): Promise<string | null> {
    const [first] = chosen;
    if (first?.case) {
      const key = first.case;
      return (await attempt(() => cases.takeUp(key)))?.id ?? null;
    }
    const code = first?.item?.code;
    const had = intake();
    const id = await ensure(code);
    if (id && code && had && !had.item) {
      const fresh = await attempt(() => intakes.setItem(id, code));
      if (fresh) take(fresh);
    }
    return id;
  }

  /** Of one folder, into its intake; what cannot be opened is said and stays. */
  async function takeFiles(chosen: readonly InboxFile[]): Promise<string[]> {
    busy.value = true;
    const id = await intakeFor(chosen);
    const answer = id ? await attempt(() => intakes.addPages(id, chosen.map((each) => each.upload))) : null;
    busy.value = false;
    if (answer && id && chosen[0]?.case) opened(id);
    else if (answer) take(answer.intake);
    await look();
    return answer?.refused.map((each) => each.name) ?? [];
  }

  async function throwAway(file: InboxFile): Promise<void> {
    await attempt(() => inbox.throwAway(file.upload));
    await look();
  }

  watch([intake, shown], () => void look(), { immediate: true });
  watch(
    () => intake()?.id,
    () => (offer.value = null),
  );
  onScopeDispose(() => {
    gone = true;
    window.clearTimeout(timer);
  });
  return { paired, connected, offer, files, groups, busy, invite, disconnect, takeFiles, throwAway };
}
