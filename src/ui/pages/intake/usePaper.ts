import { computed, ref, watch, type Ref } from 'vue';
import type { Intake, Page, PaperDocument } from '@/api/model';

/** Which page, document and field are in hand. */
export function usePaper(intake: Ref<Intake | null>) {
  const pageId = ref<string | null>(null);
  const documentNumber = ref(1);
  const field = ref<string | null>(null);

  const kept = computed<Page[]>(() => (intake.value?.pages ?? []).filter((page) => !page.removed));
  const page = computed<Page | undefined>(() => kept.value.find((each) => each.id === pageId.value));
  const document = computed<PaperDocument | undefined>(
    () => page.value?.documents.find((each) => each.number === documentNumber.value) ?? page.value?.documents[0],
  );

  watch(
    () => intake.value?.id,
    () => {
      pageId.value = null;
      documentNumber.value = 1;
      field.value = null;
    },
  );
  // The first page is shown as soon as it is there; later ones do not push away what somebody looks at.
  watch(
    kept,
    (pages) => {
      if (!pages.some((each) => each.id === pageId.value)) show(pages[0]?.id ?? null);
    },
    { immediate: true },
  );

  function show(id: string | null, number = 1, name: string | null = null): void {
    pageId.value = id;
    documentNumber.value = number;
    field.value = name;
  }

  function step(by: number): void {
    const at = kept.value.findIndex((each) => each.id === pageId.value);
    const next = kept.value[Math.min(kept.value.length - 1, Math.max(0, at + by))];
    if (next && next.id !== pageId.value) show(next.id);
  }

  function stepField(by: number, names: readonly string[]): void {
    if (names.length === 0) return;
    const at = names.indexOf(field.value ?? '');
    field.value = names[at < 0 ? (by > 0 ? 0 : names.length - 1) : Math.min(names.length - 1, Math.max(0, at + by))] ?? null;
  }

  return { pageId, documentNumber, field, kept, page, document, show, step, stepField };
}
