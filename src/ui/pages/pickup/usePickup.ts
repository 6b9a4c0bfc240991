import { computed, reactive, ref, watch, type Ref } from 'vue';
import { cases } from '@/api/cases';
import { newId } from '@/api/ids';
import type { Waiting } from '@/api/model';
import { ProblemError } from '@/api/problem';
import { pickups, type PickupWay } from '@/api/rooms';
import { upload } from '@/api/uploads';
import { plain } from '@/use/plain';
import { differing } from '@/use/differing';
import { scannedThing } from '@/use/scannedThing';
import { useText } from '@/use/text';

/** What is needed before certificates change hands. */
export interface PickupForm {
  way: PickupWay;
  name: string;
  idNumber: string;
  relation: string;
  postal: string;
  waiver: string;
  mandate: File | null;
  photo: File | null;
  signed: boolean;
}

const fresh = (): PickupForm => ({ way: 'in-person', name: '', idNumber: '', relation: 'other', postal: '', waiver: '', mandate: null, photo: null, signed: false });

/** One resident's pickup: which cases, who takes them, and the handing over itself. */
export function usePickup(waiting: Ref<Waiting[] | null>, chosen: Ref<string>) {
  const { t } = useText();
  const form = reactive(fresh());
  const ticked = ref<string[]>([]);
  const busy = ref(false);
  const problem = ref('');
  /** The number typed as it differs from the case's; empty: not held against it, or the same. */
  const numberHeld = ref('');

  const subject = computed(() => waiting.value?.find((each) => each.case.key === chosen.value) ?? null);
  /** The one chosen and what else waits under the same name; whether it is the same person the number decides. */
  const entries = computed(() => {
    const first = subject.value;
    return first ? [first, ...(waiting.value ?? []).filter((each) => each !== first && each.case.applicant === first.case.applicant)] : [];
  });
  const isHere = (entry: Waiting): boolean => entry.things.some((thing) => thing.kind === 'certificate' && !thing.in_transit);

  watch(
    () => subject.value?.case.key,
    () => {
      Object.assign(form, fresh(), { name: subject.value?.case.applicant ?? '' });
      ticked.value = [];
      problem.value = numberHeld.value = '';
    },
    { immediate: true },
  );
  // A refusal speaks of what stood there when it came.
  watch([() => form.name, () => form.idNumber, () => form.way, () => form.mandate, ticked], () => (problem.value = numberHeld.value = ''));
  watch(
    () => form.way,
    (way) => {
      if (way === 'by-agent' && form.name === subject.value?.case.applicant) form.name = '';
      if (way !== 'by-agent' && !form.name) form.name = subject.value?.case.applicant ?? '';
    },
  );

  /** Ticks the case whose pouch or receipt was scanned; false: it is none of these. */
  function scanned(text: string): boolean {
    const thing = scannedThing(text);
    const bare = text.replace(/[\s-]/g, '').toUpperCase();
    const hit = entries.value.find((entry) => entry.case.number === text || entry.things.some((each) => each.id === thing || each.short_number.replace(/-/g, '') === bare));
    if (!hit || !isHere(hit)) return false;
    if (!ticked.value.includes(hit.case.key)) ticked.value = [...ticked.value, hit.case.key];
    return true;
  }
  const toggle = (key: string): void => {
    ticked.value = ticked.value.includes(key) ? ticked.value.filter((each) => each !== key) : [...ticked.value, key];
  };

  /** Why not yet, in a sentence; empty: it may be handed over. */
  const wanting = computed(() => {
    if (ticked.value.length === 0) return t('pickup.needThing');
    if (!form.name.trim() || (!form.idNumber.trim() && form.way !== 'by-post')) return t('pickup.needName');
    if (form.way === 'by-post' && !form.postal.trim()) return t('pickup.postNeeds');
    if (form.way !== 'by-post' && !form.signed) return t('pickup.needSign');
    return '';
  });

  async function sent(file: Blob | null, name: string): Promise<string | undefined> {
    if (!file) return undefined;
    const id = newId();
    await upload(id, file, name, () => {});
    return id;
  }

  /** After a refusal: which digits are not the applicant's. The whole number is read for it, which the server writes down; it is not shown. */
  async function holdNumber(): Promise<void> {
    const [first] = ticked.value;
    const typed = form.idNumber.trim().toUpperCase();
    if (!first || !typed || form.way !== 'in-person') return;
    const known = await cases.reveal(first).catch(() => null);
    if (known && known.id_number !== typed && typed === form.idNumber.trim().toUpperCase()) numberHeld.value = differing(typed, known.id_number);
  }

  /** Hands over; the number of the first case, or null with the reason in `problem`. */
  async function hand(signature: Blob | null): Promise<string | null> {
    busy.value = true;
    problem.value = '';
    try {
      const byAgent = form.way === 'by-agent';
      const [signed, photo, authorization] = [await sent(signature, 'signature.png'), await sent(form.photo, 'photo'), await sent(byAgent ? form.mandate : null, 'mandate')];
      const told = await pickups.hand({
        cases: ticked.value,
        way: form.way,
        person: { name: plain(form.name), id_number: plain(form.idNumber).toUpperCase() },
        ...(byAgent && { relation: t(`pickup.relations.${form.relation}` as 'pickup.relations.other') }),
        ...(form.way === 'by-post' && { postal_number: form.postal.trim() }),
        ...(byAgent && form.waiver.trim() && { waiver: form.waiver.trim() }),
        ...(authorization && { authorization }),
        ...(signed && { signature: signed }),
        ...(photo && { photo }),
      });
      return told.case_number;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problem.value = error.problem.sentence || t(error.problem.name === 'away' ? 'link.noAnswer' : 'link.refused');
      await holdNumber();
      return null;
    } finally {
      busy.value = false;
    }
  }

  return { form, ticked, busy, problem, numberHeld, subject, entries, isHere, scanned, toggle, wanting, hand };
}
